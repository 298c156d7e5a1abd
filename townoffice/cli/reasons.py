"""Shell command for reasons: explain."""

from fractions import Fraction
from pathlib import Path

import click

from townoffice.cli.options import AS_JSON, BOOK, PLAN, YEAR
from townoffice.cli.words import (
    Json,
    cite_texts,
    figure,
    put,
    put_json,
)
from townoffice.records import (
    Step,
    shown,
)


@click.command()
@BOOK
@click.argument("what", metavar="FIGURE")
@YEAR
@PLAN
@AS_JSON
def explain(book: Path, what: str, *, year: int | None, plan: int | None, json: bool) -> None:
    """说明一个数怎么来的，一直到原始数据和条款。

    FIGURE 写成 项目:单位，如 类别:青石镇、领导职数:青石镇、行政编制:999901100；只写单位则全部说明。
    """
    from townoffice.desk.books import open_book
    from townoffice.desk.reasons import explain as reasons

    with open_book(book, read_only=True) as opened:
        step = reasons(opened, what, year=year, plan_id=plan)
    if json:
        put_json(_step_json(step))
    else:
        _put_step(step, 0)


def _step_json(step: Step) -> dict[str, Json]:
    value: Json = step.value if not isinstance(step.value, Fraction) else None
    document: dict[str, Json] = {"label": step.label, "value": value, "unit": step.unit}
    if isinstance(step.value, Fraction):
        document |= figure("value", step.value, step.decimals)
    return {
        **document,
        "how": step.how,
        "inferred": step.inferred,
        "cites": cite_texts(step.cites),
        "steps": [_step_json(part) for part in step.steps],
    }


def _put_step(step: Step, depth: int) -> None:
    value = step.value
    text = "" if value is None else str(value)
    if isinstance(value, Fraction):
        text = shown(value, step.decimals)
    mark = "※" if step.inferred else ""
    parts = [f"{step.label} {text}{step.unit if text else ''}{mark}".rstrip()]
    if step.how:
        parts.append(step.how)
    put("  " * depth + "：".join(parts))
    for cite in step.cites:
        put("  " * (depth + 1) + f"〔依据〕{cite.text}")
    for part in step.steps:
        _put_step(part, depth + 1)


COMMANDS = (explain,)
