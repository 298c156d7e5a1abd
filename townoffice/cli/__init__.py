"""The office from a shell: thin commands over the desk, so that a script can print a table.

Floor 6. Messages for people are Chinese and go to stderr; ``--json`` prints one JSON document to
stdout and nothing else. Exit status: 0 done, 1 refused or failed with one sentence, 2 wrong usage.
This package is one of the two places that turn :class:`~townoffice.feedback.OfficeError` into words
on a screen. A package, not one file, because twenty commands do not fit a file one wants to read.

Libraries that take long to import (sqlalchemy, reportlab) are imported by the command that needs
them, so that ``--help`` answers at once.
"""

import sys

import click

from townoffice import __version__
from townoffice.cli import (
    books,
    classification,
    compliance,
    evaluation,
    ledgers,
    reasons,
    sheets,
    staffing,
    tables,
    window,
)
from townoffice.cli.words import say
from townoffice.feedback import Cancelled, OfficeError


class Office(click.Group):
    """The commands; an unknown one is answered in Chinese."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one is not there."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise click.UsageError(f"没有命令“{args[0]}”", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=Office, invoke_without_command=True)
@click.version_option(__version__, prog_name="townoffice", help="显示版本号")
@click.pass_context
def office(context: click.Context) -> None:
    """乡镇（街道）机构编制：导入、分类、测算、核定、打印。数据只在本机。"""
    if context.invoked_subcommand is None:
        window.open_window(None)


for room in (
    books,
    sheets,
    classification,
    staffing,
    ledgers,
    compliance,
    evaluation,
    reasons,
    tables,
    window,
):
    for command in room.COMMANDS:
        office.add_command(command)


def main() -> None:
    """Run the shell door and leave with its exit status."""
    try:
        status = office(standalone_mode=False)
    except OfficeError as error:
        say(str(error))
        status = 1
    except (Cancelled, KeyboardInterrupt, click.Abort):
        say("已取消，数据未改动。")
        status = 1
    except click.UsageError as error:
        say(_usage(error))
        status = 2
    sys.exit(status if isinstance(status, int) else 0)


def _usage(error: click.UsageError) -> str:
    command = error.ctx.command_path if error.ctx else "townoffice"
    match error:
        case click.NoSuchOption():
            what = f"没有选项 {error.option_name}"
        case click.MissingParameter():
            what = f"缺少{_parameter(error)}"
        case click.BadParameter():
            what = f"{_parameter(error)}的值不对：{_fault(error)}"
        case _:
            what = f"用法不对：{error.message}"
    return f"{what}。用 {command} --help 查看用法。"


def _parameter(error: click.BadParameter) -> str:
    if error.param is None:
        return "参数"
    names = [name for name in error.param.opts if name.startswith("--")]
    return f"选项 {names[0]} " if names else f"参数 {(error.param.name or '').upper()} "


def _fault(error: click.BadParameter) -> str:
    """Say in Chinese what click says in English of the types used here."""
    match error.param.type if error.param else None:
        case click.Choice(choices=choices):
            return f"只能是 {'、'.join(map(str, choices))}"
        case click.IntRange():
            return "须是不小于 0 的整数"
        case click.DateTime():
            return "须写成 2025-01-01"
        case kind if kind is click.INT:
            return "须是整数"
    return error.message
