"""The boxes over the columns of the sheet: what each is read as, and in which unit."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget

from townoffice.desk.wording import value_text
from townoffice.records import IntakeField, Preview, PreviewColumn
from ui.pages.intake_band import WIDTH
from ui.theme import Tone, font, px, sign, theme

_HEIGHT = 46
OWN = "own:"


def words_of(column: PreviewColumn | None) -> tuple[str, str]:
    """Give the two lines of a box: the field, and the unit or how it is used."""
    if column is None or column.field is None:
        return "不导入", ""
    if column.field == "year":
        return "年度", "挑选数据行"
    label = column.label or column.header
    if column.field == "name":
        return label, "按名称对应"
    if column.field == "code":
        return label, "按代码对应"
    unit = column.unit or ""
    if column.factor > 1:
        unit = f"{unit} × {int(column.factor):,}" if column.factor.denominator == 1 else unit
    elif column.factor < 1 and column.factor.numerator == 1:
        unit = f"{unit} ÷ {column.factor.denominator:,}"
    return label, unit


def sample_of(preview: Preview, column: PreviewColumn) -> str:
    """Show on one figure what the unit makes of it: 6.82 万人 → 68,200 人; empty if nothing."""
    raw = preview.raw
    if raw is None or column.field is None or column.factor == 1:
        return ""
    for row in preview.rows:
        value, cell = row.values.get(column.field), row.cells.get(column.field, "")
        at = raw.find(cell) if cell else None
        if at is not None and isinstance(value, int | Decimal):
            text = raw.lines[at[0]].cells[at[1]]
            bare = not any(letter.isalpha() for letter in text)
            unit = f" {column.unit}" if bare and column.unit else ""
            return f"{cell}：{text}{unit} → {value_text(value)}"
    return ""


class _Box(QPushButton):
    """One box: two lines and a caret."""

    def __init__(self, place: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = place
        self.field, self.unit = "不导入", ""
        self.read = False

    def say(self, field: str, unit: str, *, read: bool, sample: str = "") -> None:
        """Take the two lines, whether the column is read, and a figure as it is converted."""
        self.field, self.unit, self.read = field, unit, read
        self.setAccessibleName(f"{self.place} 列：{field} {unit}".strip())
        self.setToolTip("\n".join(filter(None, (self.accessibleName(), sample))))
        self.setAccessibleDescription(sample)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw frame, words and caret."""
        colours = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = self.rect().adjusted(1, 1, -1, -1)
        strong = self.read or self.hasFocus() or self.underMouse()
        pen = QPen(colours.bar_other if self.read else colours.rule, 1)
        if strong and (self.hasFocus() or self.underMouse()):
            pen = QPen(colours.accent, 2 if self.hasFocus() else 1)
        painter.setPen(pen)
        painter.setBrush(colours.selection if self.read else colours.table)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
        wide = rect.width() > px(64)
        inner = rect.adjusted(px(8), 0, -px(20 if wide else 4), 0)
        upper = inner.adjusted(0, px(3), 0, -inner.height() // 2)
        face = font("body", bold=True) if self.read else font("note")
        painter.setPen(colours.accent if self.read else colours.second)
        self._line(painter, upper if self.unit else inner, self.field, face)
        painter.setPen(colours.second)
        lower = inner.adjusted(0, inner.height() // 2, 0, -px(3))
        self._line(painter, lower, self.unit, font("unit"))
        if wide:
            painter.drawPixmap(rect.right() - px(18), px(9), sign("down", Tone.SECOND, 11))
        painter.end()

    @staticmethod
    def _line(painter: QPainter, rect: QRect, text: str, face: QFont) -> None:
        painter.setFont(face)
        words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), words)


class MappingStrip(QWidget):
    """The row of boxes; they follow the columns of the sheet below."""

    field_chosen = Signal(str, str)
    """Address of the header cell, name of the field (empty: not imported)."""
    unit_chosen = Signal(str, str)

    def __init__(self, fields: Sequence[IntakeField] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = tuple(fields)
        self._boxes: list[_Box] = []
        self._columns: dict[str, PreviewColumn] = {}
        self._heads: list[str] = []
        self._menu: QMenu | None = None
        self._label = QLabel("对应到", self)
        self._label.setProperty("bold", "true")
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def show_columns(self, preview: Preview, fields: Sequence[IntakeField]) -> None:
        """Say over each column what it is read as."""
        self._fields = tuple(fields)
        raw = preview.raw
        places = raw.places if raw else ()
        header = raw.header if raw else None
        self._columns = {column.cell: column for column in preview.columns}
        self._heads = [
            raw.address(header[1], place) if raw and header else "" for place in range(len(places))
        ]
        while len(self._boxes) > len(places):
            self._boxes.pop().deleteLater()
        while len(self._boxes) < len(places):
            box = _Box("", self)
            box.clicked.connect(partial(self._open_menu, box))
            self._boxes.append(box)
            box.show()
        for place, box in enumerate(self._boxes):
            box.place = places[place]
            column = self._columns.get(self._heads[place])
            upper, lower = words_of(column)
            read = column is not None and column.field is not None
            box.say(upper, lower, read=read, sample=self._sample(preview, column))
            box.setEnabled(bool(self._heads[place]))
        self.setFixedHeight(px(_HEIGHT))

    def _sample(self, preview: Preview, column: PreviewColumn | None) -> str:
        if column is None or not (sample := sample_of(preview, column)):
            return ""
        own = next((field.unit for field in self._fields if field.name == column.field), "")
        return f"{sample} {own}".rstrip()

    def least_widths(self) -> Mapping[int, int]:
        """Give the width each box needs."""
        upper, lower = QFontMetrics(font("body", bold=True)), QFontMetrics(font("unit"))
        return {
            n: max(upper.horizontalAdvance(b.field), lower.horizontalAdvance(b.unit)) + px(40)
            for n, b in enumerate(self._boxes)
            if b.read
        }

    def follow(self, spans: Sequence[tuple[int, int]]) -> None:
        """Put the boxes over (x, width) of their columns; outside the sheet they are hidden."""
        left = px(WIDTH)
        self._label.setGeometry(px(20), 0, left - px(20), self.height())
        for box, (x, width) in zip(self._boxes, spans, strict=False):
            start, end = max(left, left + x), left + x + width
            box.setVisible(end - start > px(20))
            box.setGeometry(
                start + px(2), px(3), max(0, end - start - px(4)), self.height() - px(6)
            )

    def menu_of(self, place: int) -> QMenu:
        """Give the choices for one column."""
        head = self._heads[place]
        column = self._columns.get(head)
        here = column.field if column else None
        menu = QMenu(self)
        menu.setAccessibleName(f"{self._boxes[place].place} 列对应到")
        self._add(menu, "不导入", head, "", chosen=here is None)
        menu.addSeparator()
        taken = {c.field: c.cell.rstrip("0123456789") for c in self._columns.values() if c.field}
        for field in self._fields:
            other = taken.get(field.name) if field.name != here else None
            label = f"{field.label}（现在是 {other} 列）" if other else field.label
            self._add(menu, label, head, field.name, chosen=field.name == here)
        menu.addSeparator()
        self._add(menu, "本县自有指标", head, OWN, chosen=(here or "").startswith(OWN))
        known = next((field for field in self._fields if field.name == here), None)
        if known is not None and len(known.units) > 1 and column is not None:
            menu.addSeparator()
            for unit in known.units:
                action = menu.addAction(f"单位：{unit}")
                action.setCheckable(True)
                action.setChecked(unit == column.unit)
                action.triggered.connect(partial(self._say_unit, head, unit))
        return menu

    def _add(self, menu: QMenu, label: str, head: str, field: str, *, chosen: bool) -> None:
        action = menu.addAction(label)
        action.setCheckable(True)
        action.setChecked(chosen)
        action.triggered.connect(partial(self._say_field, head, field))

    def _say_field(self, head: str, field: str, _checked: object = None) -> None:
        self.field_chosen.emit(head, field)

    def _say_unit(self, head: str, unit: str, _checked: object = None) -> None:
        self.unit_chosen.emit(head, unit)

    def _open_menu(self, box: _Box, _checked: object = None) -> None:
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = self.menu_of(self._boxes.index(box))
        self._menu.popup(box.mapToGlobal(QPoint(0, box.height())))
