"""Making one difficult form: every choice is drawn by chance, and its truth goes with it."""

from dataclasses import dataclass

from tests.sheets.forms_columns import Columns
from tests.sheets.forms_county import FIELDS, Figure, Unit, county
from tests.sheets.forms_drawing import Column, Drawing
from tests.sheets.forms_lines import Lines
from tests.sheets.forms_pages import Page, Row, beside, paged, turned, under
from tests.sheets.forms_words import NOTES, TITLES


@dataclass(slots=True)
class Form:
    """A form and what is true of it: figures by code, or by name where it has no codes."""

    page: Page
    truth: dict[str, dict[str, Figure]]
    by_code: bool
    traits: tuple[str, ...] = ()


class Maker(Drawing):
    """Draws one form from a seed."""

    def form(self) -> Form:
        """Make a form: columns, header, lines with their totals, title above, notes below."""
        chance = self.chance
        units = county(chance, chance.randrange(5, 10))
        identity = self.one("who", ("both", "both", "name", "code"))
        fields = chance.sample(list(FIELDS), chance.randrange(2, len(FIELDS) + 1))
        fields = [name for name in FIELDS if name in fields]
        stated = self.one("units", ("header", "line", "row", "none", "cell", "break"))
        columns = Columns(self).drawn(identity, fields, stated)
        header, merges = Columns(self).header(columns, stated)
        arranged = self.one("arranged", (*["plain"] * 4, "pages", "beside", "turned", "stacked"))
        truth: dict[str, dict[str, Figure]] = {}
        if arranged == "stacked" and len(fields) > 1:
            return self._stacked(units, columns, identity, stated, truth)
        body = self._body(units, columns, identity, truth, whole=arranged == "beside")
        page = Page([*header, *body], merges)
        if arranged == "pages":
            page = paged(page, len(header), chance.randrange(1, len(body)), chance.randrange(2))
        elif arranged == "beside" and identity != "code":
            page = beside(page, len(header), (len(body) + 1) // 2, chance.randrange(2))
        elif arranged == "turned" and stated != "cell":
            page = turned(page)
        page = under(self._above(columns, stated), page)
        if self.drawn("notes", 0.6):
            page.rows += [list(note) for note in chance.sample(NOTES, chance.randrange(1, 4))]
        return self._placed(Form(page, truth, identity != "name"))

    def _stacked(
        self,
        units: list[Unit],
        columns: list[Column],
        identity: str,
        stated: str,
        truth: dict[str, dict[str, Figure]],
    ) -> Form:
        """Put two tables of the same units one above the other, each with its own figures."""
        figures = [column for column in columns if column.field in FIELDS]
        who = [column for column in columns if column.style in ("serial", "code", "name")]
        page = Page([])
        kept = self._kept(units, figures, identity, truth)
        half = max(len(figures) // 2, 1)
        for part in (figures[:half], figures[half:]):
            header, merges = Columns(self).header([*who, *part], stated)
            body = Lines(self).written(kept, [*who, *part], identity, whole=False)
            above: list[Row] = [["一、基本情况"], *self._above([*who, *part], stated)]
            page = under([*page.rows, *above], Page([*header, *body], merges), page.merges)
        return self._placed(Form(page, truth, identity != "name"))

    def _placed(self, form: Form) -> Form:
        """Turn the form round, shift it, hide a line and a column."""
        page = form.page
        body = len(page.rows)
        if self.drawn("shifted", 0.2):
            down, right = self.chance.randrange(3), self.chance.randrange(1, 3)
            page.rows = [[]] * down + [[None] * right + row for row in page.rows]
            page.merges = [(t + down, a + right, b + down, z + right) for t, a, b, z in page.merges]
        if self.drawn("hidden", 0.2):
            page.hidden_rows = {len(page.rows) - body // 2}
            page.hidden_columns = {2}
        form.traits = tuple(self.traits)
        return form

    def _above(self, columns: list[Column], stated: str) -> list[Row]:
        chance = self.chance
        rows: list[Row] = [[title] for title in chance.sample(TITLES, chance.randrange(3))]
        if stated == "line":
            words = list(dict.fromkeys(c.unit for c in columns if c.unit))
            line = "单位：" + chance.choice("、，,/").join(words)
            at = chance.randrange(max(len(columns) - 1, 1))
            line = f"填报单位：测试县编办    {line}" if at == 0 else line
            rows.append([*[None] * at, line])
        elif self.drawn("date line", 0.3):
            rows.append(["填报单位：测试县编办", None, "填报日期：2025年1月6日"])
        if rows and self.drawn("blank above", 0.2):
            rows.append([])
        return rows

    def _body(
        self,
        units: list[Unit],
        columns: list[Column],
        identity: str,
        truth: dict[str, dict[str, Figure]],
        *,
        whole: bool,
    ) -> list[Row]:
        return Lines(self).written(
            self._kept(units, columns, identity, truth), columns, identity, whole=whole
        )

    def _kept(
        self,
        units: list[Unit],
        columns: list[Column],
        identity: str,
        truth: dict[str, dict[str, Figure]],
    ) -> list[Unit]:
        """Open some cells, and write down what is true."""
        kept = [
            Unit(u.code, u.name, u.kind, {k: self._open(v) for k, v in u.figures.items()})
            for u in units
        ]
        for unit in kept:
            key = unit.name if identity == "name" else unit.code
            truth[key] = {c.field: unit.figures[c.field] for c in columns if c.field in FIELDS}
        return kept

    def _open(self, figure: Figure) -> Figure:
        return None if self.chance.random() < 0.04 else figure
