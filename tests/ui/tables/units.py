"""A table of five units, and the hands that work at it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.ui.hands import type_text
from ui.tables import Align, Cell, Column, RecordTable

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@dataclass(frozen=True, slots=True)
class Unit:
    code: str
    name: str
    people: int
    area: Fraction
    posts: int


UNITS = (
    Unit("999901101", "青石镇", 68_200, Fraction("86.40"), 34),
    Unit("999901102", "白河镇", 51_400, Fraction("132.70"), 30),
    Unit("999901103", "云岭镇", 33_800, Fraction("158.20"), 25),
    Unit("999901104", "柳溪镇", 42_600, Fraction("97.50"), 28),
    Unit("999901201", "双桥乡", 18_900, Fraction("121.30"), 20),
)


@dataclass
class Kept:
    """A memory in a dictionary."""

    texts: dict[str, str] = field(default_factory=dict)

    def read(self, name: str) -> str:
        return self.texts.get(name, "")

    def write(self, name: str, text: str) -> None:
        self.texts[name] = text


def columns() -> list[Column[Unit]]:
    right = Align.RIGHT
    return [
        Column("name", "单位", lambda unit: Cell(unit.name), frozen=True, width=116),
        Column(
            "people",
            "户籍人口",
            lambda unit: Cell(f"{unit.people:,}", number=unit.people, edit=str(unit.people)),
            unit="人",
            align=right,
        ),
        Column(
            "area",
            "面积",
            lambda unit: Cell(f"{float(unit.area):.2f}", number=unit.area, edit=str(unit.area)),
            unit="km²",
            align=right,
        ),
        Column(
            "posts",
            "核定",
            lambda unit: Cell(str(unit.posts), number=unit.posts, inferred=True, tip="三步核编"),
            group="行政编制（名）",
            align=right,
        ),
        Column("code", "代码", lambda unit: Cell(unit.code), hidden=True),
    ]


def total(units: Sequence[Unit]) -> list[Cell]:
    people = sum(unit.people for unit in units)
    return [Cell("合计"), Cell(f"{people:,}"), Cell(), Cell(str(sum(u.posts for u in units)))]


def names(table: RecordTable[Unit]) -> list[str]:
    return [unit.name for unit in table.rows()]


def press(table: RecordTable[Unit], key: Key, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(table.sheet, key, held)


def click_cell(
    table: RecordTable[Unit], row: int, column: int, held: Qt.KeyboardModifier = NONE
) -> None:
    middle = table.sheet.cell_rect(row, column).center()
    QTest.mouseClick(table.sheet.viewport(), LEFT, held, middle)


def click_title(table: RecordTable[Unit], column: int) -> None:
    x = table.band.gutter + table.lanes.left(column) + table.lanes.width(column) // 2
    QTest.mouseClick(table.band, LEFT, NONE, QPoint(x, table.band.head_height - 8))


def typed_filter(table: RecordTable[Unit], key: str, text: str) -> QLineEdit:
    line = table.band.filter_line(key)
    assert line is not None
    line.setFocus()
    line.selectAll()
    type_text(line, text)
    QTest.keyClick(line, Key.Key_Return)
    return line


def editor(table: RecordTable[Unit]) -> QLineEdit:
    found = [
        one
        for one in table.sheet.viewport().findChildren(QLineEdit)
        if one.isVisible() and one.property("cell")
    ]
    assert len(found) == 1
    return found[0]


def pinned(table: RecordTable[Unit]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.band.pinned]
