"""The parent's side: have the child (:mod:`.child`) read a file, and take its answer."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from townoffice.feedback import BadWorkbook, CannotRead, Progress, silent
from townoffice.sheets.child import ask_child

SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class CellError:
    """An error cell: ``code`` as the clerk sees it (#REF!)."""

    code: str


@dataclass(frozen=True, slots=True)
class CellDate:
    """A date or time cell, in ISO form."""

    text: str


Cell: TypeAlias = str | int | Decimal | bool | CellError | CellDate | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet's raw cells; ``rows[0][0]`` lies at zero-based ``row``, ``column`` of the file.

    Rows may be shorter than the widest one. ``merges`` are (top, left, bottom, right), zero-based
    in the file. ``unsaved`` are the addresses of formulas without a saved value.
    """

    name: str
    hidden: bool
    row: int
    column: int
    rows: list[list[Cell]]
    merges: tuple[tuple[int, int, int, int], ...]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    unsaved: frozenset[str]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file as the child read it: real ``format``, SHA-256 ``digest``, sheets and remarks."""

    file_name: str
    format: str
    digest: str
    sheets: tuple[Sheet, ...]
    remarks: tuple[str, ...]


def read_workbook(path: Path, progress: Progress = silent, *, seconds: float = SECONDS) -> Workbook:
    """Read a spreadsheet file in a limited child process.

    :raises CannotRead: no such file, a folder, no permission.
    :raises BadWorkbook: not a spreadsheet, locked, damaged, too large, too slow.
    """
    _must_be_file(path)
    told, status = ask_child(path, progress, seconds, hear)
    if status == 1:
        what, hint = told[-1]["what"], told[-1]["hint"]
        raise BadWorkbook(str(what), where=path.name, hint=str(hint))
    book = _WireBook(**told[0])  # type: ignore[arg-type]  # our own child's words, see wire.py
    return Workbook(
        file_name=path.name,
        format=book.format,
        digest=book.digest,
        sheets=tuple(map(_sheet, told[1:])),
        remarks=tuple(book.remarks),
    )


def hear(lines: Iterable[bytes]) -> list[dict[str, object]]:
    """Take the child's answer: what it says of the workbook, then of each sheet with its rows.

    The rows come in blocks and column by column; the empty cells at their ends are dropped.
    """
    told: list[dict[str, object]] = []
    rows: list[list[Cell]] = []
    for line in lines:
        found = json.loads(line, parse_float=Decimal, object_hook=_special)
        if isinstance(found, dict):
            rows = []
            told.append(found | {"rows": rows} if told else found)
            continue
        block = list(map(list, zip(*found, strict=True)))
        if None in found[-1]:
            for row in block:
                while row and row[-1] is None:
                    row.pop()
        rows += block
    return told


def _must_be_file(path: Path) -> None:
    try:
        if path.is_dir():
            raise CannotRead("这是文件夹，不是文件", where=str(path), hint="请选择其中的表格文件")
        if not path.exists():
            raise CannotRead("没有这个文件", where=str(path), hint="请检查文件名和位置")
        if not path.is_file():
            raise CannotRead("这不是普通文件", where=str(path), hint="请选择表格文件")
        with path.open("rb"):
            pass
    except OSError as error:
        raise CannotRead(
            f"打不开这个文件（{error.strerror or error}）",
            where=str(path),
            hint="请检查读取权限，或文件是否正被别的程序占用",
        ) from error


def _special(found: dict[str, str]) -> dict[str, str] | CellError | CellDate:
    """Turn the child's marked cells into their types while the JSON is read."""
    if len(found) == 1:
        if "e" in found:
            return CellError(found["e"])
        if "d" in found:
            return CellDate(found["d"])
    return found


@dataclass(frozen=True, slots=True)
class _WireBook:
    """The keys of a workbook in the child's answer, by their types."""

    format: str
    remarks: list[str]
    digest: str


@dataclass(frozen=True, slots=True)
class _WireSheet:
    """The keys of one sheet in the child's answer, by their types; the rows put together."""

    name: str
    hidden: bool
    row: int
    column: int
    rows: list[list[Cell]]
    merges: list[list[int]]
    hidden_rows: list[int]
    hidden_columns: list[int]
    unsaved: list[str]


def _sheet(found: dict[str, object]) -> Sheet:
    wire = _WireSheet(**found)  # type: ignore[arg-type]  # our own child's words, see wire.py
    return Sheet(
        name=wire.name,
        hidden=wire.hidden,
        row=wire.row,
        column=wire.column,
        rows=wire.rows,
        merges=tuple((m[0], m[1], m[2], m[3]) for m in wire.merges),
        hidden_rows=frozenset(wire.hidden_rows),
        hidden_columns=frozenset(wire.hidden_columns),
        unsaved=frozenset(wire.unsaved),
    )
