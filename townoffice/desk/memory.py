"""What somebody said of a form, kept in the book and said again of the next file of that form.

A form is known by its header (:mod:`townoffice.sheets.form`). Remembered are what a column is and
in which unit it is read, which unit a name in the file means, and on which sheet and lines the
table stands where the program had not found it by itself. It is written by the import it was said
for, in the same change, and what somebody says now goes before what was said then.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from townoffice.book import Book
from townoffice.book.writer import Writer
from townoffice.feedback import BadWorkbook, Level, Problem
from townoffice.records import (
    Changes,
    ColumnChoice,
    IntakeChoices,
    Recall,
    Remembered,
    SaidOf,
)
from townoffice.sheets.cells import name_key
from townoffice.sheets.choosing import choose_sheet
from townoffice.sheets.column import OWN
from townoffice.sheets.fields import FieldList
from townoffice.sheets.form import Form, form_at, forms_on
from townoffice.sheets.grid import Grid
from townoffice.sheets.table import Line, Table
from townoffice.sheets.workbook import Workbook

__all__ = ["Memory", "forget", "remember", "told_of"]


@dataclass(slots=True)
class Memory:
    """What is known of the forms of one workbook, and the choices that come of it.

    ``choices`` are those to read with: None as long as nobody says anything, then or now.
    """

    workbook: Workbook
    fields: FieldList
    held: Sequence[Remembered]
    said: IntakeChoices | None
    sheet: str | None = None
    choices: IntakeChoices | None = field(init=False)
    _columns: Mapping[str, ColumnChoice] = field(init=False, default_factory=dict)
    _placed: bool = field(init=False, default=False)
    _names: dict[str, Remembered] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Find the form, and put together what is said now and what was said then."""
        self.choices = self.said
        if not self.held or (self.said is not None and not self.said.recall):
            return
        form = self._placed_form() or self._usual_form()
        if form is None:
            return
        of_form = [one for one in self.held if one.form == form.key]
        now = self.said or IntakeChoices()
        self._names = {one.about: one for one in of_form if one.part is SaidOf.NAME}
        self._columns = _still(_columns(form, of_form, self.fields), now.columns)
        if self._columns or self._names or self._placed:
            self.choices = replace(
                now,
                sheet=form.grid.sheet.name,
                header=form.header if self._placed else now.header,
                columns=_together(self._columns, now.columns),
            )

    def units(self, table: Table, codes: Collection[str]) -> Mapping[str, str] | None:
        """Give the unit of every line that was named, now or then, by the line's cell.

        What was named then and is not among the ``codes`` there are any more does not count.
        """
        self._names = {key: one for key, one in self._names.items() if one.value in codes}
        told = self.choices.units if self.choices is not None else None
        if not self._names:
            return told
        return {**dict(self._named(table.lines)), **(told or {})}

    def recall(self, table: Table) -> Recall | None:
        """Say what was taken over from the last time, and what to remember of this one."""
        if table.header is None:
            return None
        form = form_at(Grid(table.page, turned=table.turned), table.header, self.fields.kind)
        if form is None:
            return None
        now = self.said or IntakeChoices()
        return Recall(
            form=form.key,
            said=tuple(self._to_remember(form, table, now)),
            columns=len(self._columns),
            names=sum(cell not in now.units for cell, _ in self._named(table.lines)),
            placed=self._placed,
        )

    def _to_remember(self, form: Form, table: Table, now: IntakeChoices) -> Iterator[Remembered]:
        """Give everything to be remembered: what is said now, and what was and still is."""
        lines = form.lines
        if self._placed or now.header is not None or self._elsewhere(table, now):
            yield Remembered(form.key, lines, SaidOf.SHEET, "", table.sheet, table.sheet)
        heads = {column.cell: column.heading.text for column in table.columns}
        for cell, choice in _together(self._columns, now.columns).items():
            place = form.place_of(cell)
            words = heads.get(cell, cell)
            if place is not None and choice.field is not None:
                yield Remembered(form.key, lines, SaidOf.FIELD, str(place), choice.field, words)
            if place is not None and choice.unit is not None:
                yield Remembered(form.key, lines, SaidOf.UNIT, str(place), choice.unit, words)
        names = {key: replace(one, id=None, row_version=0) for key, one in self._names.items()}
        for line in table.lines if now.units else ():
            code = now.units.get(line.cell)
            if code and line.name and not _has_code(line):
                key = name_key(line.name)
                names[key] = Remembered(form.key, lines, SaidOf.NAME, key, code, line.name)
        yield from names.values()

    def _named(self, lines: Iterable[Line]) -> Iterator[tuple[str, str]]:
        for line in lines if self._names else ():
            if line.name and not _has_code(line):
                one = self._names.get(name_key(line.name))
                if one is not None:
                    yield line.cell, one.value

    def _elsewhere(self, table: Table, now: IntakeChoices) -> bool:
        """Tell whether the sheet read is another one than the program would have chosen."""
        if now.sheet is None and self.sheet is None:
            return False
        try:
            usual = choose_sheet(self.workbook, self.fields, None, None)
        except BadWorkbook:
            return True
        return usual.sheet.name != table.sheet

    def _placed_form(self) -> Form | None:
        """Find a form somebody had to point at, on the sheet it was on or the only one it is on."""
        now = self.said or IntakeChoices()
        if now.header is not None:
            return None
        placed = {one.form: one for one in self.held if one.part is SaidOf.SHEET}
        heights = frozenset(one.lines for one in placed.values())
        wanted = now.sheet or self.sheet
        found = [
            form
            for sheet in self.workbook.sheets
            if placed and wanted in (None, sheet.name)
            for form in forms_on(sheet, self.fields.kind, heights)
            if form.key in placed
        ]
        there = [form for form in found if form.grid.sheet.name == placed[form.key].value]
        form = there[0] if there else found[0] if len(found) == 1 else None
        self._placed = form is not None
        return form

    def _usual_form(self) -> Form | None:
        """Find the form the program finds by itself, or on the lines somebody names now."""
        try:
            found = choose_sheet(self.workbook, self.fields, self.sheet, self.said)
        except BadWorkbook:
            return None
        if not found.blocks:
            return None
        block = found.blocks[0]
        return form_at(found.grid, (block.top, block.last_header), self.fields.kind)


def _columns(
    form: Form, held: Iterable[Remembered], fields: FieldList
) -> Mapping[str, ColumnChoice]:
    """Give the choices of columns remembered of a form, by the address they have in this file."""
    known = {"", OWN, *(one.name for one in fields.fields)}
    found: dict[str, ColumnChoice] = {}
    for one in held:
        if one.part is SaidOf.FIELD and one.value in known:
            address = form.address(int(one.about))
            found[address] = replace(found.get(address, ColumnChoice()), field=one.value)
        elif one.part is SaidOf.UNIT:
            address = form.address(int(one.about))
            found[address] = replace(found.get(address, ColumnChoice()), unit=one.value)
    return found


def _still(
    then: Mapping[str, ColumnChoice], now: Mapping[str, ColumnChoice]
) -> Mapping[str, ColumnChoice]:
    """Leave out of what was said of columns then what is said otherwise now."""
    taken = {choice.field for choice in now.values() if choice.field not in (None, "", OWN)}
    return {
        cell: choice
        for cell, choice in then.items()
        if choice.field not in taken and (cell not in now or now[cell].field is None)
    }


def _together(
    then: Mapping[str, ColumnChoice], now: Mapping[str, ColumnChoice]
) -> Mapping[str, ColumnChoice]:
    """Put both together; a unit said now goes with the field said then."""
    both = {**then, **now}
    for cell in then.keys() & now.keys():
        both[cell] = replace(now[cell], field=then[cell].field)
    return both


def _has_code(line: Line) -> bool:
    return line.code is not None and len(line.code) == 9


def told_of(recall: Recall | None) -> Iterator[Problem]:
    """Say what was taken over from the last time this form was imported."""
    if recall is not None and recall.words:
        what = f"沿用上次的对应：{recall.words}"
        yield Problem(Level.NOTE, what, "不要沿用的，撤回后重新读取")


def remember(book: Book, writer: Writer, recall: Recall) -> None:
    """Write what is said of a form over what was said of it, inside the change of an import."""
    held = {(one.part, one.about): one for one in book.remembered() if one.form == recall.form}
    for one in recall.said:
        old = held.pop((one.part, one.about), None)
        if old is None:
            writer.add(one)
        elif (old.value, old.words) != (one.value, one.words):
            writer.update(replace(one, id=old.id, row_version=old.row_version))
    for gone in held.values():
        writer.remove(gone)


def forget(book: Book, ids: Iterable[int]) -> Changes | None:
    """Take away what is remembered under these ids, as one change; None: nothing was there."""
    wanted = set(ids)
    gone = [one for one in book.remembered() if one.id in wanted]
    if not gone:
        return None
    with book.change(f"忘掉 {len(gone)} 条导入对应") as writer:
        for one in gone:
            writer.remove(one)
    return writer.changes
