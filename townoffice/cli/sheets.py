"""Shell commands for spreadsheets: import and export."""

from pathlib import Path

import click

from townoffice.cli.options import AS_JSON, BOOK, PATH, YEAR
from townoffice.cli.words import progress_bar, put_json, say
from townoffice.feedback import Level


@click.command("import")
@BOOK
@click.argument("file", metavar="FILE", type=PATH)
@YEAR
@click.option("--sheet", help="工作表名称")
@click.option(
    "--as",
    "kind",
    type=click.Choice(["townships", "personnel"]),
    default="townships",
    help="表格种类：townships 乡镇（街道）指标和编制 | personnel 领导名册",
)
@click.option("--dry-run", is_flag=True, help="只预览，不写入")
@click.option("--accept", is_flag=True, help="存疑之处已核对，照样导入")
@AS_JSON
def import_(
    book: Path,
    file: Path,
    *,
    year: int | None,
    sheet: str | None,
    kind: str,
    dry_run: bool,
    accept: bool,
    json: bool,
) -> None:
    """导入乡镇（街道）表格或领导名册；一次导入是一步，可以撤销。"""
    from townoffice.desk import intake
    from townoffice.desk.books import open_book

    with open_book(book, read_only=dry_run) as opened, progress_bar() as progress:
        preview = intake.preview(opened, file, kind=kind, year=year, sheet=sheet, progress=progress)
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
        hint = f"{problem.hint}。" if problem.hint else ""
        say(f"[{_LEVELS[problem.level]}] {place}{problem.what}。{hint}")
    each, gone = ("人", "离任") if kind == "personnel" else ("个", "表中没有")
    say(
        f"新增 {len(preview.added)} {each}，变更 {len(preview.changed)} {each}，"
        f"相同 {len(preview.unchanged)} {each}，{gone} {preview.unnamed} {each}。"
    )
    if dry_run:
        say("以上是预览，没有写入。")
    elif blocked:
        hint = "请改正表格后重新导入" if stops else "核对无误后加 --accept 导入"
        say(f"没有导入：{len(stops)} 处有误、{len(asks)} 处存疑。{hint}。")
        raise click.exceptions.Exit(1)
    else:
        say("已导入。" if committed else "与台账中相同，无需改动。")


_LEVELS = {Level.STOP: "有误", Level.ASK: "存疑", Level.NOTE: "说明"}


@click.command()
@BOOK
@click.argument("kind", metavar="KIND", type=click.Choice(["townships"]))
@click.argument("file", metavar="FILE", type=PATH)
@YEAR
def export(book: Path, kind: str, file: Path, *, year: int | None) -> None:
    """导出现有数据；原样导入时没有任何改动。"""
    from townoffice.desk import intake
    from townoffice.desk.books import open_book
    from townoffice.desk.county import snapshot

    with open_book(book, read_only=True) as opened:
        chosen = snapshot(opened, year).year
        intake.export(opened, kind, file, chosen)
    say(f"已导出 {chosen} 年度数据：{file}")


COMMANDS = (import_, export)
