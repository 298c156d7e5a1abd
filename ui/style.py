"""The style sheet of the window, from the colours and sizes of the theme.

Widgets say what they are by a dynamic property, never by a colour of their own:
``primary`` (the one filled button of a page), ``link`` (a flat button that reads as a link),
``tone`` on labels (second, faint, amber, red, accent), ``ground`` on frames (table, panel, header,
amber, red).
"""

import atexit
import functools
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from ui.colours import Theme
from ui.icons import icon_pixmap


@functools.cache
def _folder() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="townoffice-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


def _picture(name: str, colour: QColor, size: int) -> str:
    """A file with the icon: a style sheet takes pictures from files only."""
    file = _folder() / f"{name}-{colour.name()[1:]}-{size}.png"
    if not file.exists():
        icon_pixmap(name, colour, size).save(str(file))
    return file.as_posix()


def sheet(colours: Theme, px: Callable[[float], int]) -> str:
    """The style sheet in ``colours``; ``px`` scales sizes of the 100 % design."""
    words = {
        name: getattr(colours, name).name() for name in Theme.__dataclass_fields__ if name != "dark"
    }
    words |= {f"n{size}": f"{px(size)}px" for size in range(1, 49)}
    words["notice"] = f"{px(300)}px"
    words["caret"] = _picture("down", colours.second, px(12))
    words["caret_up"] = _picture("up", colours.second, px(12))
    words["check"] = _picture("check", colours.on_accent, px(12))
    words["scroll"] = colours.rule.name()
    text = _SHEET
    for name in sorted(words, key=len, reverse=True):
        text = text.replace("@" + name + "@", words[name])
    return text


_SHEET = """
QMainWindow, QDialog { background: @window@; }
QToolTip { background: @panel@; color: @text@; border: 1px solid @rule@; padding: @n4@ @n8@; }

QMenuBar { background: @window@; padding-left: @n8@; }
QMenuBar::item { background: transparent; padding: @n4@ @n12@; border-radius: @n4@; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: @selection@; }
QMenu { background: @table@; border: 1px solid @rule@; padding: @n4@; }
QMenu::item { padding: @n6@ @n28@ @n6@ @n12@; border-radius: @n4@; }
QMenu::icon { padding-left: @n8@; }
QMenu::item:selected { background: @selection@; color: @text@; }
QMenu::item:disabled { color: @faint@; }
QMenu::separator { height: 1px; background: @grid@; margin: @n4@ @n8@; }

QToolBar { background: @window@; border: 0; spacing: @n4@; padding: 0; }
QToolBar::separator { width: 1px; background: @rule@; margin: @n12@ @n8@; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: @n4@;
    padding: @n4@ @n8@; }
QToolButton:hover { background: @header@; border-color: @grid@; }
QToolButton:pressed, QToolButton:checked { background: @selection@; }
QToolButton:focus { border-color: @accent@; }
QToolButton:disabled { color: @faint@; }

QTabBar { background: @window@; font-size: @n14@; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @text@; font-size: @n14@; min-height: @n36@;
    padding: 0 @n4@; margin: 0 @n14@ 0 @n14@; border-bottom: @n2@ solid transparent; }
QTabBar::tab:selected { color: @accent@; font-weight: bold; border-bottom-color: @accent@; }
QTabBar::tab:hover:!selected { color: @accent@; }
QTabBar::tab:disabled { color: @faint@; }
QTabBar::tab:selected:focus { background: @selection@; }
QTabWidget::pane { border: 0; border-top: 1px solid @rule@; }

QStatusBar { background: @window@; border-top: 1px solid @rule@; min-height: @n27@;
    font-size: @n12@; color: @second@; }
QStatusBar QLabel { font-size: @n12@; color: @second@; padding: 0 @n6@; }
QStatusBar::item { border: 0; }

QPushButton { background: @table@; color: @text@; border: 1px solid @rule@; border-radius: @n4@;
    padding: 0 @n14@; min-height: @n28@; }
QPushButton:hover { border-color: @accent@; }
QPushButton:pressed, QPushButton:checked { background: @selection@; border-color: @accent@;
    color: @accent@; }
QPushButton:focus { border-color: @accent@; }
QPushButton:checked:focus { border-color: @text@; }
QPushButton:disabled { color: @faint@; border-color: @grid@; background: @window@; }
QPushButton[primary="true"], QPushButton:default[primary="true"] { background: @accent@;
    color: @on_accent@; border-color: @accent@; font-weight: bold; }
QPushButton[primary="true"]:hover { background: @bar_other@; border-color: @bar_other@; }
QPushButton[primary="true"]:focus { border: @n2@ solid @text@; }
QPushButton[primary="true"]:disabled { background: @grid@; color: @second@;
    border-color: @grid@; }
QPushButton[chip="true"] { background: transparent; border-color: transparent; padding: 0 @n9@;
    min-height: @n26@; }
QPushButton[chip="true"]:hover { border-color: @rule@; }
QPushButton[chip="true"]:checked { background: @selection@; border-color: @accent@;
    color: @accent@; font-weight: bold; }
QPushButton[chip="true"]:focus { border-color: @accent@; }
QPushButton[chip="true"]:checked:focus { border-color: @text@; }
QPushButton[suggested="true"] { border-color: @accent@; color: @accent@; }
QPushButton[segment="true"] { min-height: @n22@; padding: 0 @n8@; font-size: @n12@; }
QPushButton[segment="true"]:checked { font-weight: bold; }
QPushButton[link="true"] { background: transparent; border: 0; color: @accent@; padding: 0 @n4@;
    min-height: @n20@; }
QPushButton[link="true"]:hover, QPushButton[link="true"]:focus { text-decoration: underline; }
QPushButton[link="true"]:disabled { color: @faint@; background: transparent; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QDateEdit { background: @table@;
    color: @text@; border: 1px solid @rule@; border-radius: @n4@; padding: 0 @n8@;
    selection-background-color: @accent@; selection-color: @on_accent@; }
QLineEdit, QSpinBox, QDoubleSpinBox, QDateEdit { min-height: @n26@; }
QPlainTextEdit, QTextEdit { padding: @n4@; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QDateEdit:focus { border-color: @accent@; }
QLineEdit[wrong="true"], QSpinBox[wrong="true"] { border-color: @red@; color: @red@;
    background: @red_ground@; }
QLineEdit[filter="true"], QLineEdit[cell="true"] { border: 0; border-radius: 0; min-height: 0;
    background: @table@; padding: 0 @n6@; }
QLineEdit[filter="true"]:focus { border: 1px solid @accent@; }
QLineEdit[filter="true"][wrong="true"] { background: @red_ground@; color: @red@; }
QLineEdit[cell="true"] { border: @n2@ solid @accent@; padding: 0 @n7@; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QDateEdit::up-button { border: 0; width: @n20@;
    subcontrol-origin: border; subcontrol-position: top right; }
QSpinBox::down-button, QDoubleSpinBox::down-button, QDateEdit::down-button { border: 0;
    width: @n20@; subcontrol-origin: border; subcontrol-position: bottom right; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow, QDateEdit::up-arrow { image: url(@caret_up@);
    width: @n10@; height: @n10@; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow, QDateEdit::down-arrow { image: url(@caret@);
    width: @n10@; height: @n10@; }
QLineEdit:disabled { color: @faint@; background: @window@; }
QComboBox { background: @table@; color: @text@; border: 1px solid @rule@; border-radius: @n4@;
    padding: 0 @n8@; min-height: @n26@; }
QComboBox:hover, QComboBox:focus, QComboBox:on { border-color: @accent@; }
QComboBox:disabled { color: @faint@; background: @window@; }
QComboBox::drop-down { border: 0; width: @n24@; }
QComboBox::down-arrow { image: url(@caret@); width: @n12@; height: @n12@; }
QComboBox QAbstractItemView { background: @table@; color: @text@; border: 1px solid @rule@;
    selection-background-color: @selection@; selection-color: @text@; outline: 0; }

QCheckBox, QRadioButton { spacing: @n8@; }
QCheckBox::indicator, QListView::indicator, QTreeView::indicator { width: @n14@;
    height: @n14@; border: 1px solid @rule@;
    border-radius: @n3@; background: @table@; }
QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked {
    background: @accent@; border-color: @accent@;
    image: url(@check@); }
QCheckBox::indicator:focus, QCheckBox::indicator:hover { border-color: @accent@; }
QRadioButton::indicator { width: @n14@; height: @n14@; border: 1px solid @rule@;
    border-radius: @n7@; background: @table@; }
QRadioButton::indicator:checked { width: @n6@; height: @n6@; border: @n5@ solid @accent@; }
QRadioButton::indicator:focus, QRadioButton::indicator:hover { border-color: @accent@; }
QCheckBox:focus, QRadioButton:focus { text-decoration: underline; }

QListView, QTreeView { background: @table@; border: 1px solid @grid@; outline: 0;
    selection-background-color: @selection@; selection-color: @text@; }
QListView:focus { border-color: @accent@; }
QListView[roomy="true"]::item { padding: @n4@ @n8@; }
QTreeView::item { min-height: @n24@; }
QTreeView::item:selected { background: @selection@; color: @text@; }
QHeaderView::section { background: @header@; color: @text@; border: 0;
    border-right: 1px solid @grid@; border-bottom: 1px solid @rule@; padding: @n4@ @n10@;
    font-weight: bold; }
QTableCornerButton::section { background: @header@; border: 0; }
QHeaderView[plain="true"]::section { color: @second@; padding: 0; font-size: @n11@;
    font-weight: normal; border-bottom-color: @grid@; }

QScrollBar:vertical { background: transparent; width: @n12@; margin: 0; }
QScrollBar:horizontal { background: transparent; height: @n12@; margin: 0; }
QScrollBar::handle { background: @scroll@; border-radius: @n3@; margin: @n3@; }
QScrollBar::handle:vertical { min-height: @n32@; }
QScrollBar::handle:horizontal { min-width: @n32@; }
QScrollBar::handle:hover { background: @faint@; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSplitter::handle { background: @rule@; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QProgressBar { background: @grid@; border: 0; border-radius: @n3@; max-height: @n6@;
    text-align: center; }
QProgressBar::chunk { background: @accent@; border-radius: @n3@; }
QGroupBox { border: 1px solid @grid@; border-radius: @n4@; margin-top: @n12@; padding: @n8@; }
QGroupBox::title { subcontrol-origin: margin; left: @n8@; color: @second@; }
QScrollArea { border: 0; background: transparent; }
QMessageBox QLabel#qt_msgbox_label, QMessageBox QLabel#qt_msgbox_informativelabel {
    min-width: @notice@; }

QLabel[tone="second"] { color: @second@; }
QLabel[tone="faint"] { color: @faint@; }
QLabel[tone="amber"] { color: @amber@; }
QLabel[tone="red"] { color: @red@; }
QLabel[tone="accent"] { color: @accent@; }
*[ground="table"] { background: @table@; }
*[ground="panel"] { background: @panel@; }
*[ground="header"] { background: @header@; }
*[ground="amber"] { background: @amber_ground@; border-radius: @n4@; }
*[ground="red"] { background: @red_ground@; border-radius: @n4@; }
*[ground="chosen"] { background: @selection@; }
*[ground="grid"] { background: @grid@; }
*[ground="rule"] { background: @rule@; }
*[ground="card"] { background: @table@; border: 1px solid @rule@; border-radius: @n8@; }
QFrame#toast { background: @text@; border-radius: @n4@; }
QFrame#toast QLabel { color: @table@; }
*[ground="toast"] QPushButton[suggested="true"] { border-color: @accent@; color: @accent@; }
QFrame#toast QPushButton { color: @selection@; font-weight: bold; }
QLabel[chip="0"] { color: @on_accent@; background: @accent@; border: 1px solid @accent@;
    border-radius: @n4@; padding: 1px @n7@; font-weight: bold; }
QLabel[chip="1"] { color: @accent@; background: @selection@; border: 1px solid @bar_other@;
    border-radius: @n4@; padding: 1px @n7@; }
QLabel[chip="wrong"] { color: @red@; background: @red_ground@; border-radius: @n9@;
    padding: 0 @n6@; font-weight: bold; }
QLabel[chip="2"] { color: @second@; border: 1px solid @rule@; border-radius: @n4@;
    padding: 1px @n7@; }
*[role="headline"] { font-size: @n17@; font-weight: bold; }
*[role="name"] { font-size: @n15@; font-weight: bold; }
*[role="note"] { font-size: @n12@; }
*[role="unit"] { font-size: @n11@; }
*[role="tab"] { font-size: @n14@; }
*[bold="true"] { font-weight: bold; }
"""


def wear(widget: QWidget, name: str, value: str) -> None:
    """Give a widget that already shows a property of these, and dress it anew if it is another."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
