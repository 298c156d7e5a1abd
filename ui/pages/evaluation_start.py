"""A contest begun from a template or from an earlier one, and renamed."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QSpinBox, QWidget

from townoffice.records import ContestKind, IndicatorTemplate, KindGroup
from ui.pages import evaluation_work as work
from ui.pages.evaluation_form import Form, Job
from ui.theme import px

if TYPE_CHECKING:
    from townoffice.desk.evaluation import ContestGround
    from townoffice.desk.evaluation_contests import ContestTyped
    from ui.office import Office

__all__ = ["RenameForm", "StartForm"]

_YEARS = (2000, 2099)
_LINES = 5


class StartForm(Form):
    """Asks what is to be rated, in which year, by which indicators, and whom."""

    def __init__(self, office: "Office", parent: QWidget, beginnings: work.Beginnings) -> None:
        super().__init__(office, parent, "新建考核", "新建")
        self._from = beginnings
        self._choices: list[tuple[IndicatorTemplate, ...] | int] = []
        self.kind = self._box("kind", "考核类型")
        for kind in ContestKind:
            self.kind.addItem(kind.label, kind.value)
        self.year = QSpinBox(self)
        self.year.setRange(*_YEARS)
        self.year.setValue(beginnings.year)
        self.fields.add("year", "年度", self.year)
        self.title = self.fields.line("title", "名称", "不填就用年度和类型")
        self.indicators = self._box("indicators", "指标取自")
        self.names = QPlainTextEdit(self)
        self.names.setTabChangesFocus(True)
        self.names.setFixedHeight(px(22) * _LINES)
        self.names.setAccessibleName("考核对象，每行一个")
        self.names.setPlaceholderText("每行一个名称，可以从表格里粘贴")
        self.named = QLabel("考核对象", self)
        self.named.setBuddy(self.names)
        self.kind.currentIndexChanged.connect(lambda _place: self._offer())
        self.indicators.currentIndexChanged.connect(lambda _place: self.look())
        self.names.textChanged.connect(self.look)
        self.year.valueChanged.connect(self._read_year)
        self._offer()
        self.finish(self.named, self.names)

    def faults(self) -> Mapping[str, str]:
        """Say what is still missing."""
        if self.indicators.count() == 0:
            return {"": "没有可用的指标模板"}
        if self._kind() is ContestKind.TOWNSHIPS:
            return {} if self._from.townships else {"": "这一年年底还没有乡镇街道"}
        return {} if self._names() else {"": "请填写考核对象，每行一个"}

    def outcome(self) -> str:
        """Say what will be there."""
        units = self._kind() is ContestKind.TOWNSHIPS
        count = len(self._from.townships if units else self._names())
        chosen = self._chosen()
        inferred = not isinstance(chosen, int) and any(one.inferred for one in chosen)
        words = "；模板里的分值有推定的，发布前请核定" if inferred else ""
        return f"共 {count} 个考核对象{words}。指标建成后可以增删改。"

    def job(self) -> Job:
        """Start it."""
        return partial(work.start, self._typed())

    def _typed(self) -> "ContestTyped":
        from townoffice.desk.evaluation_contests import ContestTyped  # noqa: PLC0415  by the worker

        chosen = self._chosen()
        return ContestTyped(
            self._kind(),
            self.year.value(),
            self.title.text(),
            () if isinstance(chosen, int) else tuple(one.id for one in chosen),
            self._names(),
            copy_of=chosen if isinstance(chosen, int) else None,
        )

    def _chosen(self) -> tuple[IndicatorTemplate, ...] | int:
        """Give the templates, or the number of the contest, the indicators are taken from."""
        place = self.indicators.currentIndex()
        return self._choices[place] if 0 <= place < len(self._choices) else ()

    def _kind(self) -> ContestKind:
        return ContestKind(self.kind.currentData())

    def _names(self) -> tuple[str, ...]:
        if self._kind() is ContestKind.TOWNSHIPS:
            return ()
        lines = (line.strip() for line in self.names.toPlainText().splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    def _box(self, key: str, name: str) -> QComboBox:
        box = QComboBox(self)
        self.fields.add(key, name, box)
        return box

    def _offer(self) -> None:
        """Offer templates and earlier contests of the kind; departments there are are named."""
        kind = self._kind()
        named: list[tuple[str, tuple[IndicatorTemplate, ...] | int]] = []
        named += _choices(self._from.templates, kind)
        for contest in self._from.contests:
            if contest.kind is kind and contest.id is not None:
                named.append((f"沿用{contest.title}的指标", contest.id))
        self._choices = [chosen for _words, chosen in named]
        self.indicators.clear()
        self.indicators.addItems([words for words, _chosen in named])
        units = kind is ContestKind.TOWNSHIPS
        self.names.setVisible(not units)
        self.named.setVisible(not units)
        if kind is ContestKind.DEPARTMENTS and not self.names.toPlainText().strip():
            self.names.setPlainText("\n".join(self._from.departments))
        self.look()

    def _read_year(self, year: int) -> None:
        self.office.jobs.run(
            partial(work.read_beginnings, year), self._take, latest="evaluation.beginnings"
        )

    def _take(self, beginnings: work.Beginnings) -> None:
        self._from = beginnings
        self._offer()


def _choices(
    templates: tuple[IndicatorTemplate, ...], kind: ContestKind
) -> list[tuple[str, tuple[IndicatorTemplate, ...]]]:
    """Give what to choose from: in a contest of townships a pair, for 镇乡 and for 街道."""
    own = [one for one in templates if one.kind is kind]
    if kind is not ContestKind.TOWNSHIPS:
        return [(one.title, (one,)) for one in own]
    towns = [one for one in own if one.units is KindGroup.TOWNS]
    streets = [one for one in own if one.units is KindGroup.SUBDISTRICTS]
    return [
        (f"{one.title} + {two.title}", (one, two)) for one, two in zip(towns, streets, strict=False)
    ]


class RenameForm(Form):
    """Asks for another title."""

    def __init__(self, office: "Office", parent: QWidget, known: "ContestGround") -> None:
        super().__init__(office, parent, "考核更名", "更名")
        self._contest_id = known.contest.id or 0
        self.title = self.fields.line("title", "名称", "如 2024年度乡镇考核", known.contest.title)
        self.title.selectAll()
        self.finish()

    def faults(self) -> Mapping[str, str]:
        """A title there must be."""
        return {} if self.title.text().strip() else {"title": "请写名称"}

    def job(self) -> Job:
        """Rename it."""
        return partial(work.rename, self._contest_id, self.title.text())
