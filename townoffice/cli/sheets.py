"""Shell commands for spreadsheets: import and export."""

from pathlib import Path
from typing import Annotated

import typer

from townoffice.cli.books import AsJson, BookPath
from townoffice.cli.words import progress_bar, put_json, say
from townoffice.feedback import Level


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("import")(import_)
    app.command("export")(export)


def import_(
    book: BookPath,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="xlsx、xls、et、csv 表格")],
    *,
    year: Annotated[int | None, typer.Option("--year", help="数据年度")] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", help="工作表名称")] = None,
    as_: Annotated[str, typer.Option("--as", metavar="KIND", help="表格种类")] = "townships",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只预览，不写入")] = False,
    accept: Annotated[bool, typer.Option("--accept", help="存疑之处已核对，照样导入")] = False,
    json: AsJson = False,
) -> None:
    """导入乡镇（街道）表格；一次导入是一步，可以撤销。"""
    from townoffice.desk import intake
    from townoffice.desk.books import open_book

    if as_ != "townships":
        raise typer.BadParameter(f"还不能导入“{as_}”，可用的有 townships")
    with open_book(book, read_only=dry_run) as opened, progress_bar() as progress:
        preview = intake.preview(opened, file, year=year, sheet=sheet, progress=progress)
        stops = [p for p in preview.problems if p.level is Level.STOP]
        asks = [p for p in preview.problems if p.level is Level.ASK]
        blocked = bool(stops) or (bool(asks) and not accept)
        committed = False
        if not dry_run and not blocked:
            committed = intake.commit(opened, preview, accept=accept) is not None
    if json:
        put_json(intake.as_json(preview, committed=committed))
    for problem in preview.problems:
        place = f"{problem.cell}：" if problem.cell else ""
        say(f"[{_LEVELS[problem.level]}] {place}{problem.what}。{problem.hint}")
    say(
        f"新增 {len(preview.added)} 个，变更 {len(preview.changed)} 个，"
        f"相同 {len(preview.unchanged)} 个，表中没有 {len(preview.missing)} 个。"
    )
    if dry_run:
        say("以上是预览，没有写入。")
    elif blocked:
        hint = "请改正表格后重新导入" if stops else "核对无误后加 --accept 导入"
        say(f"没有导入：{len(stops)} 处有误、{len(asks)} 处存疑。{hint}。")
        raise typer.Exit(1)
    else:
        say("已导入。" if committed else "与账中相同，无需改动。")


_LEVELS = {Level.STOP: "有误", Level.ASK: "存疑", Level.NOTE: "说明"}


def export(
    book: BookPath,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="导出什么：townships")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="写到哪个 .xlsx")],
    *,
    year: Annotated[int | None, typer.Option("--year", help="数据年度")] = None,
) -> None:
    """导出现有数据；原样导入时没有任何改动。"""
    from townoffice.desk import intake
    from townoffice.desk.books import open_book
    from townoffice.desk.county import snapshot

    if kind != "townships":
        raise typer.BadParameter(f"还不能导出“{kind}”，可用的有 townships")
    with open_book(book, read_only=True) as opened:
        chosen = snapshot(opened, year).year
        intake.export(opened, kind, file, chosen)
    say(f"已导出 {chosen} 年度数据：{file}")
