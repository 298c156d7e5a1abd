"""Several columns for one field: which is taken, and what is said of the others.

The year asked for wins, else the newest that holds figures (an export's last year is often still
empty); this year's before last year's; then the better words.
"""

import dataclasses
import re
from collections import defaultdict

from townoffice.feedback import Level, Problem
from townoffice.sheets.cells import text_of
from townoffice.sheets.column import OWN, Column
from townoffice.sheets.content import BY_CONTENT
from townoffice.sheets.fields import Field
from townoffice.sheets.grid import Grid
from townoffice.sheets.layout import Block

_FEW = 3
_YEAR_WORDS = re.compile(r"(?:19|20)\d\d年?(?:度|末|底)?")


class Rivals:
    """Settles the columns of one block; ``left`` are the places of those not to be read."""

    def __init__(self, grid: Grid, block: Block, year: int | None, problems: list[Problem]) -> None:
        self._grid = grid
        self._block = block
        self._year = year
        self._problems = problems
        self.left: set[int] = set()

    def winners(self, columns: list[Column]) -> dict[int, Field]:
        """Give each field one column, by its place."""
        wanting: dict[str, list[Column]] = defaultdict(list)
        for column in columns:
            if column.heading.field is not None:
                wanting[column.heading.field.name].append(column)
        taken = {}
        for rivals in wanting.values():
            best, others = self._ranked(rivals)
            field = best.heading.field
            assert field is not None
            self.left |= {other.place for other in others if self._of_another_time(other, best)}
            if best.heading.earlier:
                self._say_earlier(best, field)
                self.left.add(best.place)
                continue
            taken[best.place] = field
            self._say_taken(best, field)
            self._say_left(others, best, field)
        return taken

    def newest(self, columns: list[Column]) -> list[Column]:
        """Keep one year of each of the county's own indicators; its name bears no year then."""
        series: dict[str, list[Column]] = defaultdict(list)
        for column in columns:
            if column.own is not None and column.heading.year is not None:
                series[_YEAR_WORDS.sub("", column.key)].append(column)
        instead: dict[int, Column] = {}
        listed = {column.heading.year for column in columns}
        for key, found in series.items():
            held = {column.heading.year for column in found}
            if self._year is not None and self._year in listed - held:
                self._say_nothing_this_year(found, _YEAR_WORDS.sub("", key).removeprefix(OWN))
                instead |= {c.place: Column(c.place, c.cell, c.heading) for c in found}
                continue
            if len(held) < 2:
                continue
            best, others = self._ranked(found)
            assert best.field is not None
            name = key.removeprefix(OWN)
            field = dataclasses.replace(best.field, name=key, label=name)
            instead[best.place] = dataclasses.replace(best, key=key, field=field)
            self._say_other_years(others, best, name)
            for other in others:
                instead[other.place] = Column(other.place, other.cell, other.heading)
                self.left.add(other.place)
        return [instead.get(column.place, column) for column in columns]

    def _ranked(self, rivals: list[Column]) -> tuple[Column, list[Column]]:
        if len(rivals) == 1:
            return rivals[0], []
        ranked = sorted(
            rivals,
            key=lambda c: (
                c.heading.doubtful,
                c.heading.earlier,
                self._empty(c),
                -self._year_worth(c),
                c.heading.rank,
            ),
        )
        return ranked[0], ranked[1:]

    def _year_worth(self, column: Column) -> int:
        if column.heading.year is None:
            return 0
        return 10_000 if column.heading.year == self._year else column.heading.year

    def _empty(self, column: Column) -> bool:
        """Tell a column of a year nobody asked for in which nothing is filled in yet."""
        if column.heading.year in (None, self._year):
            return False
        lines = range(self._block.first, self._block.end)
        return all(text_of(self._grid.cell(line, column.place)) is None for line in lines)

    def _of_another_time(self, other: Column, best: Column) -> bool:
        return other.heading.earlier or other.heading.year != best.heading.year

    def _say_nothing_this_year(self, columns: list[Column], name: str) -> None:
        self.left |= {column.place for column in columns}
        what = f"“{name}”没有 {self._year} 年的数，没有读取"
        self._say(Level.NOTE, what, "要别的年度请指明", columns[0])

    # ── what is said ────────────────────────────────────────────────────────────────────────────
    def _say(self, level: Level, what: str, hint: str, column: Column) -> None:
        self._problems.append(Problem(level, what, hint, column.cell))

    def _say_earlier(self, column: Column, field: Field) -> None:
        what = f"“{column.heading.text}”是以前的数，没有当作“{field.label}”读取"
        hint = f"如果就是这一年的{field.label}，请把表头改清楚"
        self._say(Level.NOTE, what, hint, column)

    def _say_taken(self, column: Column, field: Field) -> None:
        heading = column.heading
        if heading.rank == BY_CONTENT:
            header = f"“{heading.text}”" if heading.text else "没有表头的"
            what = f"{header}这一列看内容是单位名称，已当作“{field.label}”读取"
            self._say(Level.NOTE, what, "如果不对，请把表头改清楚", column)
        elif heading.doubtful:
            what = f"“{heading.text}”写得不明确，已当作“{field.label}”读取"
            hint = f"如果不对，请把表头改清楚；如果就是{field.label}，请确认"
            self._say(Level.ASK, what, hint, column)

    def _say_left(self, others: list[Column], best: Column, field: Field) -> None:
        years = [other for other in others if other.heading.year != best.heading.year]
        if len(years) > _FEW:
            self._say_other_years(years, best, field.label)
            others = [other for other in others if other not in years]
        for other in others:
            by_year = other.heading.year != best.heading.year
            by_year = by_year and self._year in (None, best.heading.year)
            clear = by_year or other.heading.earlier or other.heading.doubtful or not field.numeric
            what = f"“{other.heading.text}”和“{best.heading.text}”都像“{field.label}”，用的是后者"
            level = Level.NOTE if clear else Level.ASK
            self._say(level, what, "如果不对，请在文件里只留一列", other)

    def _say_other_years(self, others: list[Column], best: Column, label: str) -> None:
        if not others:
            return
        years = sorted(other.heading.year for other in others if other.heading.year)
        span = f"{years[0]}～{years[-1]} 年" if len(years) > 1 else f"{years[0]} 年"
        what = f"“{label}”读取的是 {best.heading.year} 年，{span}的 {len(others)} 列没有读取"
        self._say(Level.NOTE, what, "要别的年度请指明", others[0])
