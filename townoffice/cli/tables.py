"""Shell commands for paper and policy: tables, print, policies."""

from datetime import datetime
from pathlib import Path

import click

from townoffice.cli.options import AS_JSON, BOOK, PATH, PLAN, YEAR
from townoffice.cli.words import Json, cited_json, policy_text, put, put_json, put_table, say
from townoffice.records import Adoption, KindGroup, PackView


@click.command()
@AS_JSON
def tables(*, json: bool) -> None:
    """列出可以打印的表。"""
    from townoffice.desk.tables import TABLES

    if json:
        listed: list[Json] = [{"id": t.id, "title": t.title, "room": t.room} for t in TABLES]
        put_json({"tables": listed})
    else:
        put_table(("编号", "表名"), ((t.id, t.title) for t in TABLES))


@click.command("print")
@BOOK
@click.argument("table", metavar="TABLE")
@click.option("--out", metavar="FILE", type=PATH, required=True, help="写到哪个 .pdf 或 .xlsx")
@click.option("--unit", help="按单位印的表：单位名称或代码")
@YEAR
@PLAN
def print_(
    book: Path, table: str, *, out: Path, year: int | None, plan: int | None, unit: str | None
) -> None:
    """打印一张表：有已采用的方案按方案打印，没有则印测算稿。"""
    from townoffice.desk import tables as desk
    from townoffice.desk.books import open_book

    with open_book(book, read_only=True) as opened:
        printed = desk.print_table(opened, table, out, year=year, plan_id=plan, unit=unit)
    for remark in printed.remarks:
        say(remark)
    put(str(out))


@click.command()
@BOOK
@click.option("--out", metavar="FILE.pdf|DIR", type=PATH, required=True, help="一个 PDF，或文件夹")
@click.option("--table", "tables", metavar="TABLE", multiple=True, help="只印这张表，可写几次")
@click.option("--unit", "units", multiple=True, help="按单位印的表只印这个单位，可写几次")
@click.option("--xlsx", is_flag=True, help="文件夹里存 xlsx，不存 PDF")
@YEAR
def booklet(
    book: Path,
    *,
    out: Path,
    tables: tuple[str, ...],
    units: tuple[str, ...],
    xlsx: bool,
    year: int | None,
) -> None:
    """成批打印：印成一个带目录的 PDF，或一个文件夹里每张表一个文件。"""
    from townoffice.desk import booklets as desk
    from townoffice.desk.books import open_book
    from townoffice.desk.tables import TABLES

    ids = tables or tuple(table.id for table in TABLES)
    with open_book(book, read_only=True) as opened:
        if out.suffix.lower() == ".pdf":
            made = desk.print_booklet(opened, ids, out, year=year, units=units)
        else:
            suffix = ".xlsx" if xlsx else ".pdf"
            made = desk.print_files(opened, ids, out, suffix, year=year, units=units)
    for one in made.left_out:
        say(f"未印“{one.title}”：{one.why.what}。")
    for remark in made.remarks:
        say(remark)
    for path in made.paths:
        put(str(path))


@click.command()
@click.argument("book", metavar="[BOOK]", type=PATH, required=False)
@click.option("--adopt", metavar="PACK", help="采用的政策包：编号或 .toml 文件")
@click.option("--topic", help="事项")
@click.option(
    "--kind", type=click.Choice([group.value for group in KindGroup]), help="只对哪类单位"
)
@click.option("--unit", help="只用于一个乡镇（街道）：代码或名称")
@click.option("--from", "from_", type=click.DateTime(["%Y-%m-%d"]), help="自哪天起")
@click.option("--doc", metavar="文号", help="本县文号")
@click.option("--starting", is_flag=True, help="旧台账补采用新事项的示例政策")
@AS_JSON
def policies(
    book: Path | None,
    *,
    adopt: str | None,
    topic: str | None,
    kind: str | None,
    unit: str | None,
    from_: datetime | None,
    doc: str | None,
    starting: bool,
    json: bool,
) -> None:
    """列出政策包的每一项规定及其状态、出处；本县采用了哪些；采用一个政策包。"""
    from townoffice.desk import policies as desk
    from townoffice.desk.books import open_book
    from townoffice.desk.county import find_unit

    if starting and book is not None:
        with open_book(book) as opened:
            done = desk.adopt_starting(opened)
        say(f"已{done.label}。" if done else "没有要补采用的事项。")
        return
    if adopt is None:
        if book is None:
            _put_policies(desk.packs(), (), json=json)
            return
        with open_book(book, read_only=True) as opened:
            _put_policies(desk.packs(opened), opened.adoptions(), json=json)
        return
    if book is None:
        raise click.UsageError("采用政策须写明台账")
    groups = tuple(KindGroup) if kind is None else (KindGroup(kind),)
    with open_book(book) as opened:
        desk.adopt_pack(
            opened,
            adopt,
            topic=topic,
            groups=groups,
            unit=find_unit(opened.townships(), unit) if unit else None,
            valid_from=from_.date() if from_ else None,
            doc_no=doc,
        )
        if json:
            _put_policies(desk.packs(opened), opened.adoptions(), json=True)
    say(f"已采用政策包 {adopt}（{doc}）。")


def _put_policies(
    packs: tuple[PackView, ...], adoptions: tuple[Adoption, ...], *, json: bool
) -> None:
    if json:
        put_json(
            {
                "packs": [_pack_json(p) for p in packs],
                "adopted": [_adoption_json(a) for a in adoptions],
            }
        )
        return
    for pack in packs:
        put(f"{pack.id}  {pack.title}〔{pack.topic}〕{'（本县）' if pack.own else ''}")
        for value, _, _ in pack.values:
            put(f"  {value.label}：{policy_text(value.value)} {value.unit}，{value.basis}")
            for cite in value.cites:
                put(f"    〔依据〕{cite.text}")
    for a in adoptions:
        days = f"{a.valid_from or '一开始'} 至 {a.valid_to or '今后'}"
        put(f"采用 {a.pack_id}：{a.topic}，{a.group}，{days}，{a.doc_no or a.note or ''}")


def _pack_json(pack: PackView) -> Json:
    values: list[Json] = [
        {
            **cited_json(value),
            "from": first.isoformat() if first else None,
            "to": last.isoformat() if last else None,
        }
        for value, first, last in pack.values
    ]
    return {
        "id": pack.id,
        "title": pack.title,
        "topic": pack.topic,
        "own": pack.own,
        "overrides": pack.overrides,
        "values": values,
    }


def _adoption_json(adoption: Adoption) -> Json:
    return {
        "pack": adoption.pack_id,
        "topic": adoption.topic,
        "kind": adoption.group.value,
        "unit": adoption.unit_code,
        "from": adoption.valid_from.isoformat() if adoption.valid_from else None,
        "to": adoption.valid_to.isoformat() if adoption.valid_to else None,
        "doc_no": adoption.doc_no,
        "note": adoption.note,
    }


COMMANDS = (tables, print_, booklet, policies)
