"""The columns of a form with their header, as one of many clerks would lay them out."""

from tests.sheets.forms_county import FIELDS
from tests.sheets.forms_drawing import Column, Drawing
from tests.sheets.forms_pages import Merge, Row
from tests.sheets.forms_words import BESIDE, CODES, HEADERS, NAMES, UNITS


class Columns:
    """Draws columns and lays their header out."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing

    def drawn(self, identity: str, fields: list[str], stated: str) -> list[Column]:
        chance = self.drawing.chance
        grouped = self.drawing.drawn("groups", 0.5)
        first: list[Column] = []
        if self.drawing.drawn("serial", 0.5):
            first.append(Column(["序号"], style="serial"))
        who = [Column([chance.choice(NAMES)], "name", style="name")] if identity != "code" else []
        if identity != "name":
            code = Column([chance.choice(CODES)], "code", style="code")
            who.insert(chance.randrange(2) if who else 0, code)
        first += who
        if self.drawing.drawn("kinds", 0.3):
            first.append(Column(["类型"], "kind", style="kind"))
        figures = [self._figure(name, stated, grouped=grouped) for name in fields]
        for beside in chance.sample(BESIDE, chance.randrange(3)):
            column = Column([beside], style="beside")
            if beside == "备注":
                figures.append(column)
            elif not grouped:
                figures.insert(chance.randrange(len(figures) + 1), column)
        if self.drawing.drawn("years", 0.2):
            self._add_last_year(figures)
        return first + figures

    def _add_last_year(self, figures: list[Column]) -> None:
        """Put the year before beside a figure: 2023年 and 2024年, or 上年 and 本年."""
        column = self.drawing.chance.choice([c for c in figures if c.field in FIELDS])
        before, now = self.drawing.chance.choice(
            (("2023年", "2024年"), ("上年", "本年"), ("去年", ""))
        )
        path = [*column.path[:-1], before + column.path[-1]]
        column.path = [*column.path[:-1], now + column.path[-1]]
        old = Column(path, "", column.unit, column.factor, "beside")
        figures.insert(figures.index(column), old)

    def _figure(self, name: str, stated: str, *, grouped: bool) -> Column:
        chance = self.drawing.chance
        group, below, own = HEADERS[name]
        path = [group, chance.choice(below)] if grouped and group else [chance.choice(own)]
        dimension = FIELDS[name][1]
        if stated == "none":
            unit, factor = UNITS[dimension][0]
        elif stated == "line":
            unit, factor = self.drawing.by_line[dimension]
        else:
            unit, factor = chance.choice(UNITS[dimension])
        if chance.random() < 0.2 and len(path[-1]) == 2 and path[-1].isalpha():
            path[-1] = chance.choice((" ", "　", "\n", "  ")).join(path[-1])
        if stated == "header":
            path[-1] += chance.choice(("（{}）", "({})", "（单位：{}）", "\n（{}）", "/{}")).format(
                unit
            )
        elif stated == "break":
            path[-1] += f"\n{unit}"
        style = chance.choice(
            ("number", "number", "text", "wide", "commas", "apostrophe", "padded")
        )
        return Column(path, name, unit, factor, "suffix" if stated == "cell" else style)

    def header(self, columns: list[Column], stated: str) -> tuple[list[Row], list[Merge]]:
        """Lay the paths out: groups merged or only written in the left cell, units below."""
        height = max(len(column.path) for column in columns)
        merged = self.drawing.drawn("merged", 0.5)
        rows: list[Row] = [[None] * len(columns) for _ in range(height)]
        merges = []
        for place, column in enumerate(columns):
            for level, word in enumerate(column.path):
                left = columns[place - 1].path if place else []
                if level < len(column.path) - 1 and left[: level + 1] == column.path[: level + 1]:
                    continue
                rows[level][place] = word
            if merged and len(column.path) < height:
                merges.append((len(column.path) - 1, place, height - 1, place))
        if merged:
            merges += _group_merges(columns)
        if stated == "row":
            rows.append([column.unit or None for column in columns])
        if self.drawing.drawn("numbering", 0.15):
            rows.append([*"甲乙丙丁"[: min(2, len(columns))], *range(1, len(columns) - 1)])
        return rows, merges


def _group_merges(columns: list[Column]) -> list[Merge]:
    found, place = [], 0
    while place < len(columns):
        last = place
        group = columns[place].path[:-1]
        while group and last + 1 < len(columns) and columns[last + 1].path[:-1] == group:
            last += 1
        if last > place:
            found.append((0, place, 0, last))
        place = last + 1
    return found
