"""Shell commands for a book's life: demo, new, history, undo, redo, backup, restore, verify."""

from pathlib import Path

import click

from townoffice.cli.options import AS_JSON, BOOK, PATH
from townoffice.cli.unit_history import history_json
from townoffice.cli.words import put, put_json, put_table, say
from townoffice.feedback import Level


@click.command()
@click.argument("folder", metavar="DIR", type=PATH)
def demo(folder: Path) -> None:
    """建好示例县的台账，分类、测算、核定，并打印全部表格。"""
    from sample_db.demo import build_demo

    made = build_demo(folder)
    put(f"示例县台账：{made.book}")
    for table in made.tables:
        put(f"  {table}")
    put(f"共 {len(made.tables)} 个文件，在 {made.book.parent / 'tables'}")


@click.command()
@BOOK
@click.option("--county", required=True, help="县（市、区）名称")
@click.option("--code", required=True, help="6 位县级区划代码")
def new(book: Path, county: str, code: str) -> None:
    """新建一个台账。涉密数据不得录入。"""
    from townoffice.desk.books import new_book

    with new_book(book, county, code) as made:
        say(f"已新建 {made.county.name} 的台账：{book}。涉密数据不得录入。")


@click.command()
@BOOK
@click.option("--unit", help="只看一个乡镇（街道）：名称或代码，逐项列出原值和新值")
@AS_JSON
def history(book: Path, *, unit: str | None, json: bool) -> None:
    """列出台账的每一次改动，最新的在前；--unit 列出一个单位的修改记录。"""
    from townoffice.desk.books import open_book

    if unit is not None:
        _history_of(book, unit, json=json)
        return
    with open_book(book, read_only=True) as opened:
        acts = opened.history()
    if json:
        put_json(
            {
                "acts": [
                    {
                        "id": act.change_id,
                        "label": act.label,
                        "who": act.who,
                        "at": act.at.isoformat(),
                        "rows": act.rows,
                        "digest": act.digest,
                        "undoes": act.undoes,
                        "undone": act.undone,
                        "reason": act.reason,
                        "weighty": act.weighty,
                    }
                    for act in acts
                ]
            }
        )
        return
    put_table(
        ("编号", "时间", "操作", "条数", "操作人", "状态"),
        (
            (
                str(act.change_id),
                f"{act.at.astimezone():%Y-%m-%d %H:%M:%S}",
                act.label if act.reason is None else f"{act.label}　理由：{act.reason}",
                str(act.rows),
                act.who,
                "已撤销" if act.undone else "",
            )
            for act in acts
        ),
    )


def _history_of(book: Path, unit: str, *, json: bool) -> None:
    """Give out what changed of one unit."""
    from townoffice.desk.books import open_book
    from townoffice.desk.moves import unit_history

    with open_book(book, read_only=True) as opened:
        found = unit_history(opened, unit)
    if json:
        put_json(history_json(found))
        return
    say(f"{found.name}（{found.code}）的修改记录：{len(found.acts)} 次改动，最新的在前")
    put_table(
        ("编号", "时间", "操作人", "操作", "项目", "原值", "新值", "计量单位", "状态"),
        (
            (
                str(line.change_id),
                f"{line.at.astimezone():%Y-%m-%d %H:%M:%S}",
                line.who,
                line.label,
                line.item,
                line.old,
                line.new,
                line.unit,
                "已撤销" if line.undone else "",
            )
            for line in found.lines
        ),
    )


@click.command()
@BOOK
@click.option("--to", type=click.IntRange(min=0), metavar="N", help="撤到第 N 号改动之后的样子")
@click.option("--reason", metavar="理由", help="撤销的理由；撤销采用方案、采用政策时必须写明")
def undo(book: Path, *, to: int | None, reason: str | None) -> None:
    """撤销最近一次改动；--to 一次撤到某一号之后；可以一直撤到建立台账的时候。"""
    from townoffice.desk.books import open_book

    with open_book(book) as opened:
        done = opened.undo(reason) if to is None else opened.undo_to(to, reason)
    say(f"已{done.label}。")


@click.command()
@BOOK
def redo(book: Path) -> None:
    """重做最近撤销的改动。"""
    from townoffice.desk.books import open_book

    with open_book(book) as opened:
        say(f"已{opened.redo().label}。")


@click.command()
@BOOK
@click.argument("folder", metavar="[DIR]", type=PATH, required=False)
def backup(book: Path, folder: Path | None) -> None:
    """备份台账，并核对备份完好。"""
    from townoffice.desk.books import open_book

    with open_book(book, read_only=True) as opened:
        put(str(opened.backup(folder)))


@click.command()
@click.argument("source", metavar="BACKUP", type=PATH)
@BOOK
def restore(source: Path, book: Path) -> None:
    """用备份换回台账；原来的台账先自动备份。"""
    from townoffice.desk.books import restore as restore_book

    restore_book(source, book)
    say(f"已用 {source.name} 换回 {book}；原台账已先行备份。")


@click.command()
@BOOK
def verify(book: Path) -> None:
    """检查台账：文件、引用、改动链条和内容是否完好。"""
    from townoffice.desk.books import open_book

    with open_book(book, read_only=True) as opened:
        problems = opened.verify()
        head, version = opened.head, opened.version
    for problem in problems:
        say(f"{problem.what}。{problem.hint}")
    if any(problem.level is Level.STOP for problem in problems):
        raise click.exceptions.Exit(1)
    put(f"台账完好：{version} 次改动，链首 {head}")


COMMANDS = (demo, new, history, undo, redo, backup, restore, verify)
