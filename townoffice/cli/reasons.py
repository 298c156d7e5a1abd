"""Shell command for reasons: explain."""

from pathlib import Path

import click

from townoffice.cli.options import AS_JSON, BOOK, PLAN, YEAR
from townoffice.cli.steps import put_step, step_json
from townoffice.cli.words import put_json


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
        put_json(step_json(step))
    else:
        put_step(step, 0)


COMMANDS = (explain,)
