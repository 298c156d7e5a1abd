"""Printed steps lead to the printed figures, as a script says that knows nothing of the program."""

import ast
import json
from pathlib import Path

import pytest

from tests.eight_book import eight_book
from tests.shell import shell
from tests.staffing import replay
from townoffice.policy import shipped_methods

CATEGORIES = ("admin", "institution")
WAYS = {
    "as it is": (),
    "under bounds": ("--max-change", "3"),
    "sainte-lague": ("--set", "rounding=sainte-lague"),
    "huntington-hill": ("--set", "rounding=huntington-hill"),
    "seat by seat under bounds": ("--set", "rounding=huntington-hill", "--max-change", "3"),
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("replay") / "示例县.db"
    eight_book(path).close()
    return path


def printed(book: Path, *words: str) -> replay.Printed:
    answer = shell("staffing", book, *words, "--json", "--explain")
    assert answer.status == 0, answer.err
    found: replay.Printed = json.loads(answer.out)
    return found


@pytest.mark.parametrize("method", shipped_methods())
@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("way", WAYS)
def test_every_step_of_every_unit_comes_out_as_printed(
    book: Path, method: str, category: str, way: str
) -> None:
    if (method, category) == ("class-quota", "institution"):
        pytest.skip("sets no such posts")
    found = printed(book, "--method", method, "--category", category, *WAYS[way])
    count, faults = replay.replay(found)
    assert faults == []
    assert count >= 2 * len(found["units"])


def test_a_figure_changed_by_one_is_noticed(book: Path) -> None:
    found = printed(book, "--method", "three-step")
    for unit in found["units"]:
        for step in replay.walk(unit["explained"]):
            if "value_exact" not in step or not step.get("rule"):
                continue
            kept = step["value_exact"]
            step["value_exact"] = str(replay.number(step) + 1)
            assert replay.replay(found)[1], step["label"]
            step["value_exact"] = kept


def test_the_script_is_short_and_knows_nothing_of_the_program() -> None:
    text = Path(replay.__file__).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 200
    named = {
        name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module] if isinstance(node, ast.ImportFrom) else [node.names[0].name])
    }
    assert not any((name or "").startswith(("townoffice", "tests")) for name in named)
