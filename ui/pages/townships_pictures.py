"""The pictures under 依据: indices with the cut lines, or posts over population with the mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from townoffice.records import (
    INDICATOR_LABELS,
    Category,
    Classification,
    Overview,
    UnitOverview,
)
from ui.charts import Bar, BarPicture, ChartView, Dot, Line, Picture, ScatterPicture
from ui.explain_rows import figure
from ui.theme import Tone, px

__all__ = ["Posts", "UnitPictures", "bar_picture", "scatter_picture"]

_MOST = 60
"""Bars drawn at once; in a larger county those around the chosen unit."""
_DOTS = 400
"""Dots drawn at once; the mean is of all units even so."""
_CHOICE = "townships/picture"
_INDEX, _POSTS = "总指数与分界线", "人口与编制"
_PER = 10_000
"""Residents by which posts are told."""


class UnitPictures(QWidget):
    """One picture at a time; which one is remembered."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: Overview | None = None
        self._code = ""
        self._posts: tuple[Overview, Posts | None] | None = None
        self._rule = QFrame(self)
        self._rule.setProperty("ground", "grid")
        self._rule.setFixedHeight(1)
        self.group = QButtonGroup(self)
        self._switch = QWidget(self)
        row = QHBoxLayout(self._switch)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(4))
        for name in (_INDEX, _POSTS):
            button = QPushButton(name, self)
            button.setCheckable(True)
            button.setProperty("segment", "true")
            button.setAutoDefault(False)
            self.group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self._count = QLabel(self)
        self._count.setProperty("tone", "second")
        self._count.setProperty("role", "note")
        row.addWidget(self._count)
        self.chart = ChartView(_INDEX, self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(6))
        whole.addWidget(self._rule)
        whole.addWidget(self._switch)
        whole.addWidget(self.chart, 1)
        whole.addStretch(0)
        kept = QSettings().value(_CHOICE)
        chosen = kept if kept in {_INDEX, _POSTS} else _INDEX
        next(b for b in self.group.buttons() if b.text() == chosen).setChecked(True)
        self.group.buttonClicked.connect(lambda _button: self._choose())

    def clear(self) -> None:
        """Show nothing: no unit is chosen."""
        self._page = None
        self._draw()

    def show_unit(self, page: Overview, code: str) -> None:
        """Show where a unit stands among the others."""
        self._page, self._code = page, code
        self._draw()

    def _choose(self) -> None:
        QSettings().setValue(_CHOICE, self.group.checkedButton().text())
        self._draw()

    def _draw(self) -> None:
        page, name = self._page, self.group.checkedButton().text()
        picture: Picture | None = None
        if page is not None and name == _INDEX:
            picture = bar_picture(page.classification, page.units, self._code)
        elif page is not None:
            if self._posts is None or self._posts[0] is not page:
                self._posts = (page, Posts.of(page))
            known = self._posts[1]
            picture = scatter_picture(known, self._code) if known else None
        count = len(page.units) if page else 0
        drawn = len(picture.dots) if isinstance(picture, ScatterPicture) else count
        said = f"{count:,} 个单位" if drawn == count else f"{drawn:,} / {count:,} 个单位"
        if picture is None and page is not None:
            said = "没有指数可画" if name == _INDEX else "没有人口或编制可画"
        self._count.setText(said)
        self.chart.setAccessibleName(name)
        self.chart.set_picture(picture)
        for part in (self._rule, self._switch):
            part.setVisible(page is not None)
        self.chart.setVisible(picture is not None)


def bar_picture(
    result: Classification | None, units: Sequence[UnitOverview], chosen: str
) -> BarPicture | None:
    """Draw the index of every unit with the cut lines; None where there is no index."""
    placed = [unit for unit in units if unit.row is not None and unit.row.index is not None]
    if result is None or not placed:
        return None
    cut = "points_cut" if result.method == "points" else "cut"
    lines = tuple(
        Line(Fraction(str(value.value)), f"{value.label.removeprefix('分段计分')} {value.value}")
        for name in (f"{cut}_2", f"{cut}_1")
        for value in result.parameters
        if value.name == f"classification.{name}" and _has_lines(result, placed)
    )
    return BarPicture(tuple(_bar(unit, chosen) for unit in _around(placed, chosen)), lines)


def _has_lines(result: Classification, units: Sequence[UnitOverview]) -> bool:
    """Tell whether classes follow lines; one by shares or spans has none."""
    return result.assignment == "cuts" and any(
        unit.row is not None and unit.row.nearest_cut is not None for unit in units
    )


def _around(units: Sequence[UnitOverview], chosen: str) -> Sequence[UnitOverview]:
    if len(units) <= _MOST:
        return units
    at = next((n for n, unit in enumerate(units) if unit.code == chosen), 0)
    first = min(max(0, at - _MOST // 2), len(units) - _MOST)
    return units[first : first + _MOST]


def _bar(unit: UnitOverview, chosen: str) -> Bar:
    assert unit.row is not None
    index = unit.row.index or Fraction(0)
    tone = Tone.AMBER if unit.row.near_cut else Tone.NORMAL
    tip = f"{unit.name} {figure(index, 2)}" + (f"，{unit.hint}" if unit.hint else "")
    return Bar(unit.code, unit.name, index, figure(index, 2), tone, unit.code == chosen, tip)


@dataclass(frozen=True, slots=True)
class Posts:
    """行政编制 of the units of which it and the population are known, and the county's mean.

    ``mean`` is all posts ÷ all residents, ``label`` the population the county is classified by.
    """

    units: tuple[tuple[UnitOverview, int, int], ...]
    label: str
    mean: Fraction

    @classmethod
    def of(cls, page: Overview) -> "Posts | None":
        """Gather them; None where there are fewer than two units to compare."""
        result = page.classification
        resident = result is not None and result.population == "resident_population"
        field = "resident_population" if resident else "registered_population"
        known = tuple(
            (unit, people, posts)
            for unit in page.units
            if unit.figures.indicators is not None
            and (people := getattr(unit.figures.indicators, field))
            and (posts := unit.figures.authorized.get(Category.ADMIN)) is not None
        )
        if len(known) < 2:
            return None
        mean = Fraction(sum(posts for *_, posts in known), sum(people for _, people, _ in known))
        return cls(known, INDICATOR_LABELS[field], mean)


def scatter_picture(known: Posts, chosen: str) -> ScatterPicture:
    """Draw posts over population with the line of the mean; in a large county those around."""
    units, mean = known.units, known.mean
    at = next((n for n, (unit, *_) in enumerate(units) if unit.code == chosen), 0)
    first = min(max(0, at - _DOTS // 2), max(0, len(units) - _DOTS))
    dots = tuple(_dot(*one, mean, known.label, chosen) for one in units[first : first + _DOTS])
    line = f"全县每万人 {figure(mean * _PER, 2)} 名"
    across = f"{known.label}（万人）"
    return ScatterPicture(dots, across, "行政编制（名，核定）", mean, line, _PER)


def _dot(
    unit: UnitOverview, people: int, posts: int, mean: Fraction, label: str, chosen: str
) -> Dot:
    own = Fraction(posts * _PER, people)
    told = f"每万人 {figure(own, 2)} 名"
    more = "高于" if own > mean * _PER else "低于" if own < mean * _PER else "等于"
    tip = (
        f"{unit.name}\n{label} {people:,} 人，行政编制 {posts:,} 名\n"
        f"{told}，{more}全县 {figure(mean * _PER, 2)} 名"
    )
    off = posts - mean * people
    text = f"{people:,} 人 {posts:,} 名，{told}"
    there = unit.code == chosen
    return Dot(unit.code, unit.name, Fraction(people), Fraction(posts), off, text, there, tip)
