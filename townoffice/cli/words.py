"""What the shell says: messages, JSON documents, tables of figures, a progress bar."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import TypeAlias

import click

from townoffice.feedback import Progress, silent
from townoffice.records import (
    Cite,
    CitedValue,
    Classification,
    EvaluationResult,
    PolicyValue,
    StaffingResult,
    WordList,
    shown,
    trimmed,
)

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"


def say(text: str) -> None:
    """Tell people something, on stderr."""
    click.echo(text, err=True)


def put(text: str) -> None:
    """Give out a result, on stdout."""
    click.echo(text)


def put_json(document: Json) -> None:
    """Give out one JSON document, on stdout."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def figure(name: str, value: Fraction | int | None, places: int) -> dict[str, Json]:
    """Write a figure half up as ``name`` with the exact fraction beside it as ``name_exact``."""
    if value is None:
        return {name: None, f"{name}_exact": None}
    exact = Fraction(value)
    return {name: shown(exact, places), f"{name}_exact": f"{exact.numerator}/{exact.denominator}"}


def weight(value: Fraction) -> Json:
    """Write a weight: whole ones as an integer, others as a decimal string."""
    return int(value) if value.denominator == 1 else trimmed(value)


def cites_of(values: Iterable[CitedValue]) -> list[Json]:
    """List the places some values come from, each once, in order."""
    return cite_texts(cite for value in values for cite in value.cites)


def cite_texts(cites: Iterable[Cite]) -> list[Json]:
    """List citations as printed, each once, in order."""
    return list(dict.fromkeys(cite.text for cite in cites))


def inferred_of(values: Iterable[CitedValue]) -> list[Json]:
    """List the names of the values that are only inferred (推定)."""
    return [value.name for value in values if value.inferred]


def cited_json(value: CitedValue) -> dict[str, Json]:
    """Write one policy value with its state and sources."""
    return {
        "name": value.name,
        "label": value.label,
        "unit": value.unit,
        "value": policy_json(value.value),
        "state": value.state.value,
        "proposal": policy_json(value.proposal),
        "note": value.note or None,
        "cites": [
            {"text": cite.text, "clause": cite.clause or None, "quote": cite.quote or None}
            for cite in value.cites
        ],
    }


def policy_json(value: PolicyValue) -> Json:
    """Write a policy value: weights as an object, fractions as decimal strings."""
    if isinstance(value, tuple):
        return {name: weight(Fraction(w)) for name, w in value}
    if isinstance(value, WordList):
        return list(value.words)
    if value is None or isinstance(value, int | str):
        return value
    return weight(Fraction(value))


def policy_text(value: PolicyValue) -> str:
    """Write a policy value for people."""
    if isinstance(value, tuple):
        return ",".join(f"{name}={trimmed(Fraction(w))}" for name, w in value)
    if isinstance(value, WordList):
        return ",".join(value.words)
    if value is None:
        return "（缺失）"
    return value if isinstance(value, str) else trimmed(Fraction(value))


def put_table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Give out a plain table; Chinese characters count two columns wide."""
    lines = [header, *rows]
    widths = [max(_width(line[n]) for line in lines) for n in range(len(header))]
    for line in lines:
        cells = (cell + " " * (w - _width(cell)) for cell, w in zip(line, widths, strict=True))
        put("  ".join(cells).rstrip())


def _width(text: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Show a bar on stderr when it is a terminal; scripts see nothing."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def report(done: int, total: int, text: str) -> None:
            bar.update(task, completed=done, total=total or None, description=text)

        yield report


def pairs(texts: Iterable[str], read: Callable[[str], int]) -> dict[str, int]:
    """Read ``CODE=N`` options; a malformed one is wrong usage."""
    found = {}
    for text in texts:
        key, equals, value = text.partition("=")
        try:
            found[key.strip()] = read(value)
        except ValueError:
            equals = ""
        if not equals:
            raise click.BadParameter(f"“{text}”须写成 单位=数字")
    return found


def settings(texts: Iterable[str]) -> dict[str, str]:
    """Read ``--set NAME=VALUE`` options; a malformed one is wrong usage."""
    found = {}
    for text in texts:
        key, equals, value = text.partition("=")
        if not equals:
            raise click.BadParameter(f"“{text}”须写成 名称=数值")
        found[key.strip()] = value.strip()
    return found


def say_basis(result: Classification | StaffingResult | EvaluationResult) -> None:
    """Say on stderr what a result rests on: what is missing, inferred, and adopted."""
    for value in result.parameters:
        if value.value is None:
            say(f"缺失：{value.label}。{value.note}。")
    notes = dict.fromkeys(value.note for value in result.parameters if value.inferred)
    if notes:
        say(f"推定（须报县委编委审定）：{'；'.join(notes)}。")
    if result.adoption:
        say(f"本县采用：{result.adoption}。")
