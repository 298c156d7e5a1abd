"""Lines of a spreadsheet held against the book: what would be added, changed, or left alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from townoffice.desk.likely import Bounds, leaps
from townoffice.desk.matching import Match, Matcher
from townoffice.desk.standing import OWN, POST_FIELDS, Standing
from townoffice.feedback import Level, Problem, Progress
from townoffice.records import (
    Difference,
    IntakeValue,
    Measure,
    PreviewRow,
    RowStatus,
    Township,
)
from townoffice.sheets.cells import name_key
from townoffice.sheets.fields import FieldList
from townoffice.sheets.table import Line, Table

_REPORT_EVERY = 2_000
_ADDED, _LEFT_OUT = RowStatus.ADDED, RowStatus.LEFT_OUT


@dataclass(slots=True)
class _Unit:
    """A unit of the file, put together from its line (or lines, where tables are stacked)."""

    line: Line
    match: Match
    values: dict[str, IntakeValue]
    lines: dict[str, Line] | None = None

    def address(self, name: str) -> str:
        line = self.line if self.lines is None else self.lines.get(name, self.line)
        return line.addresses(name)


class Comparison:
    """Compares a table with the book; ``rows``, ``problems`` and ``missing`` are the outcome."""

    def __init__(
        self,
        standing: Standing,
        matcher: Matcher,
        fields: FieldList,
        units: Mapping[str, str] | None = None,
    ) -> None:
        """``units`` are the codes somebody gave by a line's cell; with them rows bear addresses."""
        self._told = units
        self._standing = standing
        self._matcher = matcher
        self._fields = fields
        self._bounds = Bounds(fields, (), ())
        self._labels = {field.name: field.label for field in fields.fields}
        self._keys: list[str] = []
        self.rows: list[PreviewRow] = []
        self.problems: list[Problem] = []
        self.missing: tuple[Township, ...] = ()

    def compare(self, table: Table, progress: Progress) -> None:
        """Match every line, put stacked tables together, and compare unit by unit."""
        self._keys = [column.key for column in table.columns if column.key]
        self._bounds = Bounds(self._fields, self._keys, table.lines)
        units = self._gather(table, progress)
        self.rows += map(self._row, units)
        if (foreign := self._matcher.foreign()) is not None:
            self.problems.append(foreign)
        named = {unit.match.township.id for unit in units if unit.match.township}
        self.missing = tuple(t for t in self._standing.present if t.id not in named)
        self.problems = [
            Problem(p.level, p.what, p.hint, p.cell, table.sheet) for p in self.problems
        ]
        self._say_open_cells()

    # ── lines to units ──────────────────────────────────────────────────────────────────────────
    def _gather(self, table: Table, progress: Progress) -> list[_Unit]:
        """Match lines to units; two lines of one unit must not say the same thing twice."""
        units: list[_Unit] = []
        seen: dict[object, _Unit] = {}
        find, suspects = self._match if self._told else self._matcher.find, self._bounds.suspects
        for count, line in enumerate(table.lines):
            if not count % _REPORT_EVERY:
                progress(count, len(table.lines), "正在与台账对照")
            match = find(line)
            key = _key(line, match)
            earlier = seen.get(key) if key is not None else None
            if earlier is not None:
                self._join(earlier, line)
                continue
            if match.problems:
                self.problems += match.problems
            if count in suspects:
                self.problems += self._bounds.unlikely(line, line.values)
            unit = _Unit(line, match, line.values)
            units.append(unit)
            if key is not None:
                seen[key] = unit
        return units

    def _match(self, line: Line) -> Match:
        """Find the unit of a line: the one somebody said, else by its code or name."""
        told = self._told.get(line.cell) if self._told is not None else None
        return self._matcher.find(line) if told is None else self._matcher.told(line, told)

    def _join(self, unit: _Unit, line: Line) -> None:
        """Add a second line of a unit: new fields are welcome, the same field is a duplicate."""
        both = [
            name
            for name, value in line.values.items()
            if name not in _WHO and value is not None and unit.values.get(name) is not None
        ]
        other = [name for name in both if line.values[name] != unit.values[name]]
        who = line.name or line.code
        if other or not any(name not in _WHO for name in line.values):
            more = f"，{self._label(other[0])}还不一样" if other else ""
            what = f"“{who}”重复出现，前面 {unit.line.cell} 已有{more}"
            hint = "请删去重复的一行；如果是两个单位，请改正名称或代码"
            self.problems.append(Problem(Level.STOP, what, hint, line.cell))
            return
        if both:
            what = f"“{who}”重复出现，与前面 {unit.line.cell} 相同，只算一次"
            self.problems.append(Problem(Level.NOTE, what, "", line.cell))
        self.problems += self._bounds.unlikely(line, line.values)
        unit.values, unit.lines = dict(unit.values), dict(unit.lines or {})
        for name, value in line.values.items():
            if unit.values.get(name) is None:
                unit.values[name] = value
                unit.lines[name] = line

    def _label(self, name: str) -> str:
        return self._labels.get(name, name.removeprefix(OWN))

    # ── units to rows ───────────────────────────────────────────────────────────────────────────
    def _row(self, unit: _Unit) -> PreviewRow:
        line, match = unit.line, unit.match
        township = match.township
        cells = {} if self._told is None else {key: unit.address(key) for key in self._keys}
        if township is None:
            status = _ADDED if match.new else _LEFT_OUT
            code, name = line.code, line.name
            return PreviewRow(
                status, line.cell, code, name, match.kind, None, unit.values, (), (), cells
            )
        differences = tuple(self._differences(unit, township))
        self._ask_leaps(differences)
        return PreviewRow(
            status=RowStatus.CHANGED if differences else RowStatus.UNCHANGED,
            cell=line.cell,
            code=township.code,
            name=line.name,
            kind=township.kind,
            township=township,
            values=unit.values,
            differences=differences,
            cells=cells,
        )

    def _differences(self, unit: _Unit, township: Township) -> Iterator[Difference]:
        """Give what the file says otherwise than the book; an open cell says nothing."""
        for name, new in unit.values.items():
            if new is None or name == "code":
                continue
            old = self._standing.value(township, name)
            if new == old or self._says_nothing_new(unit, township, name, new):
                continue
            label = self._labels.get(name, name.removeprefix(OWN))
            yield Difference(name, label, old, new, unit.address(name))

    def _says_nothing_new(
        self, unit: _Unit, township: Township, name: str, new: IntakeValue
    ) -> bool:
        """Tell a name written with its office, and a 文号 with no posts to belong to."""
        if name == "name":
            near = (
                unit.line.code is None or unit.match.told
            )  # matched by name: then it is the same name
            return near or name_key(str(new)) == name_key(township.name)
        if name == "doc_no":
            return not any(
                measure is Measure.AUTHORIZED
                and (unit.values.get(post) is not None or self._has(township, post))
                for post, (_, measure) in POST_FIELDS.items()
            )
        return False

    def _has(self, township: Township, post: str) -> bool:
        assert township.id is not None
        return self._standing.fact(township.id, post) is not None

    def _ask_leaps(self, differences: tuple[Difference, ...]) -> None:
        for found in differences:
            if found.field.startswith(OWN):
                continue
            if found.field == "kind":
                what = f"类型从{found.old}改为{found.new}"
                hint = "确实改制可以照样导入；否则请改正"
                self.problems.append(Problem(Level.ASK, what, hint, found.cell))
            problem = leaps(found.cell, found.label, found.old, found.new, self._fields)
            if problem is not None:
                self.problems.append(problem)

    def _say_open_cells(self) -> None:
        """Say, once, how many open cells leave the book's figure as it is."""
        kept = [
            (row, name)
            for row in self.rows
            if row.township is not None
            for name, value in row.values.items()
            if value is None and self._standing.value(row.township, name) is not None
        ]
        if kept:
            row, name = kept[0]
            label = self._labels.get(name, name.removeprefix(OWN))
            more = f"等 {len(kept)} 处" if len(kept) > 1 else ""
            what = f"表里没有填{row.name or row.code}的{label}{more}，台账中原有的数保留不动"
            self.problems.append(Problem(Level.NOTE, what, "", row.cell))


_WHO = frozenset({"code", "name", "kind", "function_class", "assessment_group", "doc_no"})


def _key(line: Line, match: Match) -> object | None:
    """Give what makes two lines one unit: the book's unit, the code, or code-less the name."""
    if match.township is not None:
        return match.township.id
    if match.told:
        return None
    code, name = line.code, line.name
    if code is not None and len(code) == 9:
        return code
    return name_key(name) if name else None


def values_of(row: PreviewRow) -> Mapping[str, IntakeValue]:
    """Give what a row says: all its values when it is added, what differs when it is changed."""
    if row.status is RowStatus.ADDED:
        return {name: value for name, value in row.values.items() if value is not None}
    return {found.field: found.new for found in row.differences}
