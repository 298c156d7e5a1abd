"""Qt's own dialogs speak Chinese: buttons, labels and menus."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
)
from pytestqt.qtbot import QtBot

from ui.chinese import speak_chinese

WORDS = re.compile(r"[A-Za-z]{2,}")


def english(dialog: QDialog) -> list[str]:
    """Every visible word of a dialog that is no Chinese."""
    said = [b.text() or b.toolTip() for b in dialog.findChildren(QAbstractButton)]
    said += [label.text() for label in dialog.findChildren(QLabel)]
    return [text for text in said if WORDS.search(text.replace("&", ""))]


@pytest.fixture(autouse=True)
def chinese(qapp: QApplication) -> None:
    speak_chinese(qapp)
    speak_chinese(qapp)


def test_the_locale_is_chinese() -> None:
    assert QLocale().name() == "zh_CN"


def test_every_standard_button_is_in_chinese(qtbot: QtBot) -> None:
    kinds = [k for k in QDialogButtonBox.StandardButton if k.value and k.value & (k.value - 1) == 0]
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    for kind in kinds:
        box.addButton(kind)
    found = [b.text() for b in box.buttons() if WORDS.search(b.text().replace("&", ""))]
    assert found == []


def test_the_file_dialogs_are_in_chinese(qtbot: QtBot, tmp_path: Path) -> None:
    for mode in QFileDialog.AcceptMode:
        dialog = QFileDialog(None, "打开", str(tmp_path / "不在"))
        qtbot.addWidget(dialog)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setAcceptMode(mode)
        dialog.setNameFilters(["台账 (*.db)"])
        dialog.setHistory([])
        dialog.show()
        assert english(dialog) == []
        header = dialog.findChild(QDialog)
        assert header is None


def test_a_message_box_and_the_menu_of_a_line_are_in_chinese(qtbot: QtBot) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setDetailedText("细节")
    box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
    box.show()
    assert english(box) == []
    line = QLineEdit()
    qtbot.addWidget(line)
    texts = [a.text().partition("\t")[0] for a in line.createStandardContextMenu().actions()]
    assert [t for t in texts if WORDS.search(t.replace("&", ""))] == []
