"""Shell commands for evaluation: evaluate, indicators."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from townoffice.cli.options import AS_JSON, BOOK, CONTEST, PATH
from townoffice.cli.words import Json, cites_of, figure, put, put_json, put_table, say, say_basis
from townoffice.records import EntrantScore, shown

if TYPE_CHECKING:  # the desk is read by the command that needs it
    from townoffice.desk.evaluation import ContestGround, ContestPage, RankingRow


@click.command()
@BOOK
@CONTEST
@AS_JSON
def evaluate(book: Path, *, contest_id: int | None, json: bool) -> None:
    """列出一次考核的总分、名次和等次；没有填齐的单位列出缺项。"""
    from townoffice.desk import evaluation
    from townoffice.desk.books import open_book

    with open_book(book, read_only=True) as opened:
        known = evaluation.ground(opened, contest_id)
        others = [one for one in evaluation.contests(opened) if one.id != known.contest.id]
    page = evaluation.page(known)
    if json:
        put_json(_page_json(page))
        return
    _put_page(page)
    for one in others:
        say(f"另有：{one.id} {one.title}（--contest {one.id}）。")


def _put_page(page: "ContestPage") -> None:
    contest = page.known.contest
    state = "已办结" if page.known.closed else "未办结"
    put(f"{contest.id} {contest.title}（{state}）")
    put_table(
        ("组别", "名次", "代码", "单位", "总分", "等次", "比上次", "提示"),
        (_line(row) for group in page.groups for row in group.rows),
    )
    for one in page.stops:
        say(f"[有误] {one.problem.what}。" + (f"{one.problem.hint}。" if one.problem.hint else ""))
    if page.missing:
        say(f"已填 {page.filled} 格，共 {page.cells} 格。")
        for source, owed in page.by_source:
            say(f"还缺 {owed} 格：{source or '未写明数据来源'}。")
    if page.result is not None:
        say_basis(page.result)
    else:
        say(page.known.ruleless)


def _line(row: "RankingRow") -> tuple[str, ...]:
    score = row.score
    change = "" if row.change is None else f"{'+' if row.change > 0 else ''}{shown(row.change, 2)}"
    code = score.subject if score.subject != score.name else ""
    return (
        score.group,
        "—" if score.rank is None else str(score.rank),
        code,
        score.name,
        "—" if score.total is None else shown(score.total, 2),
        "—" if score.grade is None else score.grade.label,
        change,
        "；".join(row.hints),
    )


def _page_json(page: "ContestPage") -> Json:
    contest, result = page.known.contest, page.result
    parameters = () if result is None else result.parameters
    return {
        "contest": contest.id,
        "title": contest.title,
        "year": contest.year,
        "kind": contest.kind.value,
        "closed": page.known.closed,
        "plan": contest.plan_id,
        "units": [_unit(row) for group in page.groups for row in group.rows],
        "groups": [
            {"name": g.result.name, "size": g.result.size, "excellent": g.result.seats}
            for g in page.groups
        ],
        "missing": [
            {
                "indicator": m.indicator,
                "group": m.group,
                "source": m.source or None,
                "units": list(m.subjects),
            }
            for m in page.missing
        ],
        "problems": [
            {
                "level": one.problem.level.value,
                "what": one.problem.what,
                "unit": one.subject,
                "hint": one.problem.hint,
            }
            for one in page.problems
        ],
        "cells": page.cells,
        "filled": page.filled,
        "cites": cites_of(parameters),
        "inferred": [] if result is None else list(result.inferred),
        "adoption": "" if result is None else result.adoption,
    }


def _unit(row: "RankingRow") -> Json:
    score, before = row.score, row.earlier
    return {
        "code": score.subject,
        "name": score.name,
        "group": score.group,
        **figure("total", score.total, 2),
        "rank": score.rank,
        "grade": None if score.grade is None else score.grade.label,
        "capped": None if score.capped is None else score.capped.label,
        **figure("bonus", score.bonus_counted, 2),
        **figure("deduction", score.deduction_counted, 2),
        "sections": [
            {"name": part.name, **figure("points", part.points, 2)} for part in score.sections
        ],
        "missing": list(score.missing),
        "hints": list(row.hints),
        **dict(_worth(score)),
        "earlier": None
        if before is None
        else {"year": before.year, **figure("total", before.total, 2), "rank": before.rank},
        **figure("change", row.change, 2),
    }


def _worth(score: EntrantScore) -> Iterator[tuple[str, Json]]:
    """Give what a reverse evaluation brings into a department's own assessment."""
    if score.reverse is not None:
        yield from figure("worth", score.reverse.worth, 2).items()


@click.command()
@BOOK
@CONTEST
@click.option("--export", "out", metavar="FILE", type=PATH, help="把指标表写成 .xlsx")
@click.option("--import", "file", metavar="FILE", type=PATH, help="从表格读入指标表")
@click.option("--dry-run", is_flag=True, help="只预览，不写入")
@click.option("--accept", is_flag=True, help="要删除的指标已核对，照样导入")
@AS_JSON
def indicators(
    book: Path,
    *,
    contest_id: int | None,
    out: Path | None,
    file: Path | None,
    dry_run: bool,
    accept: bool,
    json: bool,
) -> None:
    """列出一次考核的指标及分值；--export 写成表格，改好后 --import 读回，一次是一步。"""
    from townoffice.desk import evaluation
    from townoffice.desk import evaluation_indicator_sheets as sheets
    from townoffice.desk.books import open_book

    with open_book(book, read_only=file is None or dry_run) as opened:
        known = evaluation.ground(opened, contest_id)
        number = known.contest.id or 0
        if out is not None:
            sheets.export_indicators(opened, number, out)
            say(f"已写出{known.contest.title}指标表：{out}")
        if file is not None:
            found = sheets.preview_indicators(opened, number, file)
            for problem in found.problems:
                say(f"{problem.cell or found.sheet}：{problem.what}。")
            for move in found.moves:
                say(f"{move.group} {move.name} {move.what}：{move.old} → {move.new}")
            done = None
            if not dry_run:
                done = sheets.commit_indicators(opened, found, accept=accept)
            say("已导入。" if done else "没有写入。" if dry_run else "与台账中相同，无需改动。")
            known = evaluation.ground(opened, contest_id)
    _put_indicators(known, json=json)


def _put_indicators(known: "ContestGround", *, json: bool) -> None:
    rows = [
        (i.group, i.section, i.name, format(i.weight, "f"), i.scoring.label, i.source or "")
        for i in known.indicators
    ]
    names = ("group", "section", "name", "weight", "scoring", "source")
    if json:
        listed: list[Json] = [dict(zip(names, row, strict=True)) for row in rows]
        put_json({"contest": known.contest.id, "indicators": listed})
    else:
        put_table(("组别", "一级指标", "考核指标", "分值", "计分方法", "数据来源"), rows)


COMMANDS = (evaluate, indicators)
