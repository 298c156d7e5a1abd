"""Shell command for classes and leadership posts: classify."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from townoffice.cli.options import ADOPT, AS_JSON, BOOK, SET, YEAR
from townoffice.cli.words import (
    Json,
    cites_of,
    figure,
    inferred_of,
    put_json,
    put_table,
    say,
    say_basis,
    settings,
    weight,
)
from townoffice.records import (
    EQUAL_AT_CUT,
    Classification,
    ClassRow,
    Overridden,
    SizeClass,
    shown,
)


@click.command()
@BOOK
@YEAR
@SET
@click.option(
    "--override", metavar="单位=一类|二类|三类|取消", multiple=True, help="按本县文件确定类别"
)
@click.option("--reason", help="确定类别的理由")
@click.option("--doc", metavar="文号", help="确定类别的文号")
@ADOPT
@AS_JSON
def classify(
    book: Path,
    *,
    year: int | None,
    set_: tuple[str, ...],
    override: tuple[str, ...],
    reason: str | None,
    doc: str | None,
    adopt: str | None,
    json: bool,
) -> None:
    """计算总指数、类别和领导职数；类别可按本县文件另行确定（--override），一次是一步。"""
    from townoffice.desk import townships
    from townoffice.desk.books import open_book

    chosen, classes = settings(set_), _classes(override)
    with open_book(book, read_only=adopt is None and not classes) as opened:
        if classes:
            townships.override(opened, classes, reason or "", doc or "", year)
        result = townships.classify(opened, year, chosen)
        plan = townships.adopt(opened, result, chosen, adopt) if adopt is not None else None
    if json:
        put_json(_class_json(result, plan))
        return
    put_table(
        ("位次", "代码", "乡镇（街道）", "综合得分%", "总指数", "类别", "领导职数", "说明"),
        (_class_line(row) for row in result.rows),
    )
    say_basis(result)
    if plan is not None:
        say(f"已采用，方案编号 {plan}。")


def _classes(texts: Iterable[str]) -> dict[str, SizeClass | None]:
    """Read ``单位=一类`` options; a malformed one is wrong usage."""
    words: dict[str, SizeClass | None] = {size.label: size for size in SizeClass} | {"取消": None}
    found = {}
    for text in texts:
        unit, _, word = text.partition("=")
        if word.strip() not in words or not unit.strip():
            raise click.BadParameter(f"“{text}”须写成 单位=一类，或二类、三类、取消")
        found[unit.strip()] = words[word.strip()]
    return found


def _class_line(row: ClassRow) -> tuple[str, ...]:
    if row.index is None or row.share is None:
        return ("—", row.code, row.name, "—", "—", "—", "—", f"缺{'、'.join(row.missing)}")
    posts = "待核定" if row.leadership_posts is None else str(row.leadership_posts)
    return (
        str(row.rank),
        row.code,
        row.name,
        shown(row.share, 4),
        shown(row.index, 2),
        row.size_class.label if row.size_class else "—",
        posts if row.size_class else "—",
        "；".join(_class_remarks(row)),
    )


def _class_remarks(row: ClassRow) -> Iterator[str]:
    if row.overridden is not None:
        found = row.overridden.calculated
        yield f"文件定类，测算{found.label if found else '未成'}"
    if row.cut_tie:
        yield EQUAL_AT_CUT
    elif row.near_cut:
        yield "临界"
    yield from row.leadership_remarks


def _class_json(result: Classification, plan: int | None) -> Json:
    units: list[Json] = [
        {
            "code": row.code,
            "name": row.name,
            "kind": row.kind.value,
            **figure("share", row.share, 4),
            **figure("index", row.index, 2),
            "rank": row.rank,
            "class": None if row.size_class is None else int(row.size_class),
            "leadership_posts": row.leadership_posts,
            "leadership_actual": row.leadership_actual,
            "leadership_titles": row.leadership_titles,
            "leadership_remarks": list(row.leadership_remarks),
            "leadership_held": [
                {
                    "post": count.post.value,
                    "label": count.post.label,
                    "due": count.due,
                    "held": count.held,
                    "besides": count.besides,
                }
                for count in row.leadership_held
            ],
            "overridden": _overridden_json(row.overridden),
            "near_cut": row.near_cut,
            "cut_tie": row.cut_tie,
            **figure("distance", row.distance, 2),
            "missing": list(row.missing),
        }
        for row in result.rows
    ]
    return {
        "year": result.year,
        "weights": {name: weight(value) for name, value in result.weights},
        "population": result.population,
        "index_method": result.method,
        "assignment": result.assignment,
        "scope": result.scope,
        "units": units,
        "cites": cites_of(result.parameters),
        "inferred": inferred_of(result.parameters),
        "missing": [value.name for value in result.parameters if value.value is None],
        "adoption": result.adoption,
        "plan": plan,
    }


def _overridden_json(found: Overridden | None) -> Json:
    if found is None:
        return None
    calculated = None if found.calculated is None else int(found.calculated)
    return {"calculated": calculated, "reason": found.reason, "doc_no": found.doc_no}


COMMANDS = (classify,)
