"""Shell commands for spreadsheets: import and export."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from townoffice.cli.options import AS_JSON, BOOK, CONTEST, PATH, YEAR
from townoffice.cli.words import Json, progress_bar, put_json, put_table, say
from townoffice.feedback import Level

if TYPE_CHECKING:  # the desk is read by the command that needs it
    from townoffice.desk.imports import ImportLine

EXPORTED = ("townships", "indicators", "posts", "institutions", "scores")


@click.command("import")
@BOOK
@click.argument("file", metavar="FILE", type=PATH)
@YEAR
@click.option("--sheet", help="工作表名称")
@click.option(
    "--as",
    "kind",
    type=click.Choice(["townships", "institutions", "personnel", "scores", "ballots"]),
    help="种类：townships 指标和编制 | institutions 机构名册 | personnel 领导名册 |"
    " scores 考核得分 | ballots 评议票；不写则看表头",
)
@CONTEST
@click.option("--dry-run", is_flag=True, help="只预览，不写入")
@click.option("--accept", is_flag=True, help="存疑之处已核对，照样导入")
@click.option("--errors", type=PATH, metavar="OUT.xlsx", help="另存一份标出问题的表")
@AS_JSON
def import_(
    book: Path,
    file: Path,
    *,
    year: int | None,
    sheet: str | None,
    kind: str | None,
    contest_id: int | None,
    dry_run: bool,
    accept: bool,
    errors: Path | None,
    json: bool,
) -> None:
    """导入乡镇（街道）表格、机构名册、领导名册或考核得分；一次导入是一步，可以撤销。"""
    from townoffice.desk import intake
    from townoffice.desk.books import open_book
    from townoffice.desk.faulty import write_error_copy

    with open_book(book, read_only=dry_run) as opened, progress_bar() as progress:
        preview = intake.preview(
            opened,
            file,
            kind=kind,
            year=year,
            sheet=sheet,
            progress=progress,
            contest_id=contest_id,
        )
        stops = [p for p in preview.problems if p.level is Level.STOP]
        asks = [p for p in preview.problems if p.level is Level.ASK]
        blocked = bool(stops) or (bool(asks) and not accept)
        committed = False
        if not dry_run and not blocked:
            committed = intake.commit(opened, preview, accept=accept) is not None
    if errors is not None and (stops or asks):
        listed = write_error_copy(file, preview, errors)
        say(f"已写出问题表，标出 {listed} 处：{errors}")
    if json:
        put_json(intake.as_json(preview, committed=committed))
    for problem in preview.problems:
        place = f"{problem.cell}：" if problem.cell else ""
        hint = f"{problem.hint}。" if problem.hint else ""
        say(f"[{_LEVELS[problem.level]}] {place}{problem.what}。{hint}")
    each, gone = ("人", "离任") if preview.kind == "personnel" else ("个", "表中没有")
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
@click.argument("kind", metavar="KIND", type=click.Choice(EXPORTED))
@click.argument("file", metavar="FILE", type=PATH)
@YEAR
@CONTEST
@click.option("--source", metavar="部门", help="计分表只要这个部门提供的指标")
@click.option("--blank", is_flag=True, help="只要空白表样：表头、下拉列表和填表说明")
def export(
    book: Path,
    kind: str,
    file: Path,
    *,
    year: int | None,
    contest_id: int | None,
    source: str | None,
    blank: bool,
) -> None:
    """导出现有数据，原样导入时没有任何改动。

    townships 全表，indicators 指标，posts 编制，institutions 机构名册，scores 考核计分表。
    """
    from townoffice.desk import intake
    from townoffice.desk.books import open_book
    from townoffice.desk.county import snapshot
    from townoffice.desk.evaluation_ground import contest_of
    from townoffice.desk.score_forms import score_form

    with open_book(book, read_only=True) as opened:
        if kind == "scores":
            contest = contest_of(opened, contest_id)
            score_form(opened, contest.id or 0, file, source=source, blank=blank)
            of = contest.title
        else:
            chosen = snapshot(opened, year).year
            intake.export(opened, kind, file, chosen, blank=blank)
            of = f"{chosen} 年度"
    say(f"已写出 {of}空白表样：{file}" if blank else f"已导出 {of}数据：{file}")


@click.command()
@BOOK
@AS_JSON
def imports(book: Path, *, json: bool) -> None:
    """列出台账的每一次导入，最新的在前；已撤销的不列。"""
    from townoffice.desk.books import open_book
    from townoffice.desk.imports import imports_page

    with open_book(book, read_only=True) as opened:
        lines = imports_page(opened).lines
    if json:
        put_json({"imports": list(map(_import_json, lines))})
        return
    put_table(
        ("编号", "时间", "文件", "种类", "工作表", "年度", "新增", "修改", "没有导入", "校验码"),
        (
            (
                str(line.change_id),
                f"{line.at.astimezone():%Y-%m-%d %H:%M:%S}",
                line.log.file_name,
                line.kind,
                line.log.sheet or "",
                str(line.log.year),
                str(line.log.added),
                str(line.log.changed),
                "" if line.log.left_out is None else str(line.log.left_out),
                line.log.file_digest[:12].upper(),
            )
            for line in lines
        ),
    )


def _import_json(line: "ImportLine") -> Json:
    log = line.log
    return {
        "change": line.change_id,
        "at": line.at.isoformat(),
        "who": line.who,
        "file": log.file_name,
        "sha256": log.file_digest,
        "kind": log.kind,
        "sheet": log.sheet,
        "year": log.year,
        "added": log.added,
        "changed": log.changed,
        "unchanged": log.unchanged,
        "missing": log.missing,
        "left_out": log.left_out,
    }


COMMANDS = (import_, export, imports)
