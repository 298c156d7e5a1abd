"""Shell commands for paper and policy: tables, print, policies."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from townoffice.cli.books import AsJson, BookPath
from townoffice.cli.words import Json, cited_json, policy_text, put, put_json, put_table, say
from townoffice.records import Adoption, KindGroup, PackView


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("tables")(tables)
    app.command("print")(print_)
    app.command("policies")(policies)


def tables(*, json: AsJson = False) -> None:
    """列出可以打印的表。"""
    from townoffice.desk.tables import TABLES

    if json:
        listed: list[Json] = [{"id": t.id, "title": t.title, "room": t.room} for t in TABLES]
        put_json({"tables": listed})
    else:
        put_table(("编号", "表名"), ((t.id, t.title) for t in TABLES))


def print_(
    book: BookPath,
    table: Annotated[str, typer.Argument(metavar="TABLE", help="表的编号，见 townoffice tables")],
    *,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="写到哪个 .pdf 或 .xlsx")],
    year: Annotated[int | None, typer.Option("--year", help="数据年度")] = None,
    plan: Annotated[int | None, typer.Option("--plan", help="已采用的方案编号")] = None,
) -> None:
    """打印一张表：有已采用的方案按方案打印，没有则印测算稿。"""
    from townoffice.desk import tables as desk
    from townoffice.desk.books import open_book

    with open_book(book, read_only=True) as opened:
        printed = desk.print_table(opened, table, out, year=year, plan_id=plan)
    for remark in printed.remarks:
        say(remark)
    put(str(out))


def policies(
    book: Annotated[Path | None, typer.Argument(metavar="[BOOK]", help="账本文件")] = None,
    *,
    adopt: Annotated[
        str | None, typer.Option("--adopt", metavar="PACK", help="采用的政策包：编号或 .toml 文件")
    ] = None,
    topic: Annotated[str | None, typer.Option("--topic", help="事项")] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="镇乡|街道", help="只对哪类单位")
    ] = None,
    from_: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="自哪天起")
    ] = None,
    doc: Annotated[str | None, typer.Option("--doc", metavar="文号", help="本县文号")] = None,
    json: AsJson = False,
) -> None:
    """列出政策包的每一项规定及其状态、出处；本县采用了哪些；采用一个政策包。"""
    from townoffice.desk import policies as desk
    from townoffice.desk.books import open_book

    if adopt is None:
        if book is None:
            _put_policies(desk.packs(), (), json=json)
            return
        with open_book(book, read_only=True) as opened:
            _put_policies(desk.packs(opened), opened.adoptions(), json=json)
        return
    if book is None:
        raise typer.BadParameter("采用政策须写明账本")
    if kind not in {None, *KindGroup}:
        raise typer.BadParameter(f"“{kind}”不对，只能是 镇乡 或 街道")
    groups = tuple(KindGroup) if kind is None else (KindGroup(kind),)
    with open_book(book) as opened:
        desk.adopt_pack(
            opened,
            adopt,
            topic=topic,
            groups=groups,
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
