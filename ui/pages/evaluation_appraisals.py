"""年度考核优秀名额: how many people of each unit may be rated 优秀, and how many were."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from townoffice.feedback import OfficeError
from townoffice.records import Changes, ExcellentQuota, trimmed
from ui.answers import Told
from ui.explain import StepTree
from ui.pages import evaluation_writing as writing
from ui.pages.evaluation_cells import Cells, CellTyped
from ui.pages.evaluation_form import short
from ui.room import fit
from ui.tables import Align, Cell, Column, RecordTable
from ui.theme import Tone, px

if TYPE_CHECKING:
    from townoffice.desk.appraisals import AppraisalPage, AppraisalRow
    from ui.office import Office

__all__ = ["Appraisals"]

_YEARS = (2000, 2099)
_NAMED = 3
_ROUNDINGS = (
    ("按政策取整", ""),
    ("舍去小数", "floor"),
    ("四舍五入", "half_up"),
    ("进一", "ceil"),
)
_SAID = {key: words for words, key in _ROUNDINGS}


class Appraisals(QDialog):
    """The table of a year; what is typed is written at once."""

    def __init__(self, office: "Office", parent: QWidget, year: int) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("年度考核优秀名额")
        self._office = office
        self.page: AppraisalPage | None = None
        self.year = QSpinBox(self)
        self.year.setRange(*_YEARS)
        self.year.setValue(year)
        self.year.setAccessibleName("年度")
        self.year.valueChanged.connect(self._read)
        self.rounding = QComboBox(self)
        self.rounding.setAccessibleName("取整")
        for words, key in _ROUNDINGS:
            self.rounding.addItem(words, key)
        self.rounding.currentIndexChanged.connect(self._read)
        self.told = Told(self)
        self.table: RecordTable[AppraisalRow] = RecordTable(
            _columns(editable=not office.read_only),
            key=lambda row: row.township.code,
            name="年度考核优秀名额",
            total=self._total,
        )
        self.cells: Cells[AppraisalRow] = Cells(self.table)
        self.cells.typed.connect(self._typed)
        self.table.current_changed.connect(lambda _row, _key: self._explain())
        self.steps = StepTree(self)
        self.take = self._button("取台账实有数", self._take_staff)
        self.take.setToolTip("没有登记的单位，按年底实有行政、政法、事业和工勤人数登记")
        self.away = self._button("关闭", self.close)
        self._arrange()
        office.changed.connect(self._read)  # bound: a dialog that is gone hears nothing
        office.closed.connect(self.close)
        fit(self, 1180, 620)
        self._read()

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: act())
        return button

    def _arrange(self) -> None:
        head = QHBoxLayout()
        label = QLabel("年度", self)
        label.setBuddy(self.year)
        head.addWidget(label)
        head.addWidget(self.year)
        head.addWidget(self.rounding)
        head.addWidget(self.told, 1)
        middle = QHBoxLayout()
        middle.setSpacing(px(16))
        middle.addWidget(self.table, 7)
        middle.addWidget(self.steps, 3, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.addWidget(self.take)
        foot.addStretch(1)
        foot.addWidget(self.away)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(10))
        column.addLayout(head)
        column.addLayout(middle, 1)
        column.addLayout(foot)

    def _read(self, _moved: object = None) -> None:
        tried = str(self.rounding.currentData())
        settings = {"personal_rounding": tried} if tried else {}
        job = partial(writing.read_appraisals, self.year.value(), settings)
        self._office.jobs.run(job, self._show, latest="evaluation.appraisals", wrong=self._wrong)

    def _wrong(self, error: OfficeError) -> bool:
        self.page = None
        self.table.show_rows(())
        self.told.say(str(error), "red")
        return True

    def _show(self, page: "AppraisalPage") -> None:
        self.page = page
        self.table.show_rows(page.rows)
        if self.table.current() is None and page.rows:
            self.table.select(page.rows[0].township.code, "staff")
            self.table.setFocus()
        over = "、".join(row.township.name for row in page.over[:_NAMED])
        if over:
            more = "等" if len(page.over) > _NAMED else ""
            self.told.say(f"{over}{more} {len(page.over)} 个单位超出名额", "red")
        else:
            share = trimmed(page.total.share * 100)
            words = f"优秀不超过参加考核人数的 {share} %，{_SAID[page.total.rounding]}"
            tried = "（试算，台账和政策不变）" if self.rounding.currentData() else ""
            self.told.say(words + tried)
        waiting = [row for row in page.rows if row.appraisal is None and row.on_file is not None]
        self.take.setEnabled(bool(waiting) and not self._office.read_only)
        self._explain()

    def _explain(self) -> None:
        from townoffice.desk import appraisals  # noqa: PLC0415  read by the worker

        current = self.table.current()
        if self.page is None or current is None:
            self.steps.show_step(None)
            return
        code = current[0].township.code
        row = next((one for one in self.page.rows if one.township.code == code), None)
        told = code if row is not None and row.quota is not None else None
        self.steps.show_step(appraisals.explain(self.page, told))

    def _typed(self, typed: "Sequence[CellTyped[AppraisalRow]]", _verb: str, _left: str) -> None:
        from townoffice.desk.appraisals import AppraisalTyped  # noqa: PLC0415  by the worker

        texts: dict[str, dict[str, str]] = {}
        for one in typed:
            row = one.record
            held = texts.setdefault(
                row.township.code,
                {"staff": _staff(row), "excellent": _excellent(row), "doc_no": _doc(row)},
            )
            held[one.key] = one.text
        found = [
            AppraisalTyped(code, text["staff"], text["excellent"], text["doc_no"])
            for code, text in texts.items()
        ]
        job = partial(writing.set_appraisals, self.year.value(), found)
        self._office.jobs.write(job, self._said, wrong=partial(self._refused, tuple(typed)))

    def _refused(self, typed: "Sequence[CellTyped[AppraisalRow]]", error: OfficeError) -> bool:
        for one in typed:
            self.table.mark_wrong(one.record.township.code, one.key, one.text, str(error))
        return True

    def _said(self, changes: Changes | None) -> None:
        self.table.clear_wrong()
        if changes is not None:
            self._office.say(f"已{short(changes.label)}", undo=True)

    def _take_staff(self) -> None:
        if self.page is not None:
            codes = [
                row.township.code
                for row in self.page.rows
                if row.appraisal is None and row.on_file is not None
            ]
            self._office.jobs.write(
                partial(writing.take_staff, self.year.value(), codes), self._said
            )

    def _total(self, rows: "Sequence[AppraisalRow]") -> Sequence[Cell]:
        known = [row.quota for row in rows if row.quota is not None]
        staff, most = sum(one.staff for one in known), sum(one.most for one in known)
        rated = [one.excellent for one in known if one.excellent is not None]
        return (
            Cell("合计"),
            Cell(f"{sum(row.on_file or 0 for row in rows):,}", tone=Tone.SECOND),
            Cell(f"{staff:,}", staff),
            Cell(str(most), most),
            Cell(str(sum(rated)), sum(rated)) if rated else Cell("—", tone=Tone.FAINT),
            Cell(),
            Cell(),
        )


def _staff(row: "AppraisalRow") -> str:
    return "" if row.appraisal is None else str(row.appraisal.staff)


def _excellent(row: "AppraisalRow") -> str:
    held = row.appraisal
    return "" if held is None or held.excellent is None else str(held.excellent)


def _doc(row: "AppraisalRow") -> str:
    return "" if row.appraisal is None else row.appraisal.doc_no or ""


def _typed_cell(
    text: Callable[["AppraisalRow"], str], row: "AppraisalRow", *, editable: bool, number: bool
) -> Cell:
    said = text(row)
    shown = int(said) if number and said else None
    return Cell(said, shown, edit=said if editable else None)


def _most(row: "AppraisalRow") -> Cell:
    quota = row.quota
    return Cell("—", tone=Tone.FAINT) if quota is None else Cell(str(quota.most), quota.most)


def _left(row: "AppraisalRow") -> Cell:
    quota: ExcellentQuota | None = row.quota
    if quota is None or quota.excellent is None:
        return Cell("")
    if quota.over:
        return Cell(f"超 {quota.over} 名", tone=Tone.RED, warning=True)
    left = quota.most - quota.excellent
    return Cell(f"还剩 {left} 名" if left else "用满", tone=Tone.SECOND)


def _on_file(row: "AppraisalRow") -> Cell:
    return Cell("—" if row.on_file is None else str(row.on_file), row.on_file, Tone.SECOND)


def _columns(*, editable: bool) -> "tuple[Column[AppraisalRow], ...]":
    def typed(
        text: "Callable[[AppraisalRow], str]", *, number: bool = True
    ) -> "Callable[[AppraisalRow], Cell]":
        return partial(_typed_cell, text, editable=editable, number=number)

    right = Align.RIGHT
    return (
        Column("name", "单位", lambda row: Cell(row.township.name), width=110, frozen=True),
        Column("on_file", "台账实有", _on_file, "人", align=right, width=84),
        Column("staff", "参加考核", typed(_staff), "人", align=right, width=84),
        Column("most", "最多优秀", _most, "人", align=right, width=84),
        Column("excellent", "已评优秀", typed(_excellent), "人", align=right, width=84),
        Column("left", "余缺", _left, width=96),
        Column("doc_no", "依据", typed(_doc, number=False), width=130),
    )
