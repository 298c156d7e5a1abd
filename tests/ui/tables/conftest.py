"""The table of five units, and what remembers its columns."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.tables.units import UNITS, Kept, Unit, columns, total
from ui.tables import RecordTable


@pytest.fixture
def memory() -> Kept:
    return Kept()


@pytest.fixture
def table(qtbot: QtBot, memory: Kept) -> RecordTable[Unit]:
    made: RecordTable[Unit] = RecordTable(
        columns(), key=lambda unit: unit.code, name="乡镇街道", total=total, memory=memory
    )
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    made.show_rows(UNITS)
    made.sheet.setFocus()
    return made
