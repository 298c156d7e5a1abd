"""The manual says what there is: every command of the menus and of the shell, and every picture."""

import re

import click
import pytest

from townoffice.cli import office
from townoffice.desk.tables import TABLES
from ui.help import HelpPage, help_folder, help_pages
from ui.menus import MENUS

PAGES = help_pages()
WHOLE = "\n".join(page.text for page in PAGES)
ENTRIES = sorted({command.text for _title, entries in MENUS for command in entries} - {""})


def test_the_manual_has_its_pages_in_order() -> None:
    assert [page.topic for page in PAGES] == [
        "start",
        "screen",
        "intake",
        "townships",
        "institutions",
        "staffing",
        "evaluation",
        "compliance",
        "policies",
        "print",
        "history",
        "questions",
        "shell",
    ]


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_menu_entry_is_explained(entry: str) -> None:
    assert entry in WHOLE, f"resources/help does not name {entry}"


@pytest.mark.parametrize("name", sorted(office.commands))
def test_every_shell_command_is_explained(name: str) -> None:
    assert f"`townoffice {name} " in WHOLE or f"`townoffice {name}`" in WHOLE


def test_the_help_names_no_shell_command_that_is_not_there() -> None:
    named = set(re.findall(r"`townoffice (\w+)", WHOLE)) - {"命令"}
    assert named <= set(office.commands), sorted(named - set(office.commands))


def test_every_option_in_the_help_is_one_of_its_command() -> None:
    for name, rest in re.findall(r"`townoffice (\w+)([^`]*)`", WHOLE):
        command = office.commands.get(name)
        if command is not None:
            known = {flag for p in command.params for flag in p.opts}
            assert set(re.findall(r"--\w+", rest)) <= known | {"--help"}, name
    assert all(isinstance(command, click.Command) for command in office.commands.values())


@pytest.mark.parametrize("title", [table.title for table in TABLES])
def test_every_table_is_named(title: str) -> None:
    assert title in WHOLE


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.topic)
def test_links_and_pictures_lead_somewhere(page: HelpPage) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", page.text):
        assert (help_folder() / target).is_file(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.topic)
def test_a_page_is_short_and_has_a_title(page: HelpPage) -> None:
    assert page.text.startswith(f"# {page.title}\n")
    assert len(page.text) < 3_000


def test_every_picture_is_shown_on_a_page() -> None:
    for picture in (help_folder() / "pictures").glob("*.png"):
        assert f"pictures/{picture.name}" in WHOLE, picture.name
