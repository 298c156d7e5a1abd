"""The office from a shell: thin commands over the desk, so that a script can print a table.

Floor 6. Messages for people are Chinese and go to stderr; ``--json`` prints one JSON document to
stdout and nothing else. Exit status: 0 done, 1 refused or failed with one sentence, 2 wrong usage.
This package is one of the two places that turn :class:`~townoffice.feedback.OfficeError` into words
on a screen. A package, not one file, because twenty commands do not fit a file one wants to read.

Libraries that take long to import (sqlalchemy, reportlab) are imported by the command that needs
them, so that ``--help`` answers at once.
"""

import sys
from typing import Annotated

import click
import typer

from townoffice import __version__
from townoffice.cli import books, figures, sheets, tables
from townoffice.cli.words import say
from townoffice.feedback import Cancelled, OfficeError

app = typer.Typer(
    name="townoffice",
    help="乡镇（街道）机构编制：导入、分类、测算、核定、打印。数据只在本机。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for room in (books, sheets, figures, tables):
    room.register(app)


@app.callback(invoke_without_command=True)
def office(
    *, version: Annotated[bool, typer.Option("--version", help="显示版本号")] = False
) -> None:
    """乡镇（街道）机构编制：导入、分类、测算、核定、打印。数据只在本机。"""
    if version:
        typer.echo(f"townoffice {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the shell door and leave with its exit status."""
    try:
        status = app(standalone_mode=False)
    except OfficeError as error:
        say(str(error))
        status = 1
    except (Cancelled, KeyboardInterrupt, click.exceptions.Abort):
        say("已取消，数据未改动。")
        status = 1
    except click.exceptions.UsageError as error:
        say(_usage(error))
        status = 2
    sys.exit(status if isinstance(status, int) else 0)


def _usage(error: click.exceptions.UsageError) -> str:
    command = error.ctx.command_path if error.ctx else "townoffice"
    match error:
        case click.exceptions.NoSuchOption():
            what = f"没有选项 {error.option_name}"
        case click.exceptions.MissingParameter():
            what = f"缺少{_parameter(error)}"
        case click.exceptions.BadParameter():
            what = f"{_parameter(error)}的值不对：{error.message}"
        case _:
            what = f"用法不对：{error.message}"
    return f"{what}。用 {command} --help 查看用法。"


def _parameter(error: click.exceptions.BadParameter) -> str:
    if error.param is None:
        return "参数"
    names = [n for n in error.param.opts if n.startswith("--")]
    return f"选项 {names[0]} " if names else f"参数 {(error.param.name or '').upper()} "
