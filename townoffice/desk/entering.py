"""A preview written into the book: units, indicators of the year, dated posts, own indicators.

What is new is handed to the writer column by column, what the book has record by record.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias

from townoffice.book import Writer
from townoffice.desk.comparing import values_of
from townoffice.desk.standing import (
    INDICATOR_FIELDS,
    OWN,
    POST_FIELDS,
    Standing,
)
from townoffice.records import (
    FunctionClass,
    Indicators,
    IntakeValue,
    Kind,
    Measure,
    OwnIndicator,
    PostFact,
    Preview,
    PreviewRow,
    Township,
)

_CLASSES = {str(one): one for one in FunctionClass}
_AMOUNTS = frozenset({"area_km2", "gdp", "fiscal_revenue"})

_Said: TypeAlias = tuple[int, Mapping[str, IntakeValue]]
"""A unit's id and what the file says of it; None says nothing."""


def enter(writer: Writer, preview: Preview, standing: Standing) -> None:
    """Write every added and changed row; the book is as it was when the preview was made."""
    added, changed = preview.added, preview.changed
    new_ids = _add_townships(writer, added)
    said: list[_Said] = [(n, row.values) for n, row in zip(new_ids, added, strict=True)]
    moved: list[Township] = []
    for row in changed:
        assert row.township is not None
        assert row.township.id is not None
        values = values_of(row)
        moved += _moved_township(row.township, values)
        said.append((row.township.id, values))
    figures = _Figures(writer, said, standing, preview.year)
    fields = {column.field: column.unit for column in preview.columns if column.field}
    figures.take_indicators([name for name in INDICATOR_FIELDS if name in fields])
    for name, unit in fields.items():
        if name.startswith(OWN):
            figures.take_own(name, unit or None)
    for name in POST_FIELDS:
        if name in fields or "doc_no" in fields:  # a 文号 alone may be of posts the book has
            figures.take_posts(name)
    writer.update_all([*moved, *figures.moved])


def _add_townships(writer: Writer, rows: Sequence[PreviewRow]) -> Sequence[int]:
    values = [row.values for row in rows]
    classes = (said.get("function_class") for said in values)
    groups = (said.get("assessment_group") for said in values)
    return writer.add_columns(
        Township,
        {
            "code": [row.code for row in rows],
            "name": [row.name for row in rows],
            "kind": [row.kind for row in rows],
            "function_class": [_CLASSES[str(one)] if one else None for one in classes],
            "assessment_group": [str(group) if group else None for group in groups],
        },
    )


def _moved_township(township: Township, values: Mapping[str, IntakeValue]) -> Iterator[Township]:
    """Give the unit with its new name, kind, functional class or group, where one changed."""
    moved = township
    if name := values.get("name"):
        moved = replace(moved, name=str(name))
    if kind := values.get("kind"):
        moved = replace(moved, kind=Kind(str(kind)))
    if function_class := values.get("function_class"):
        moved = replace(moved, function_class=FunctionClass(str(function_class)))
    if group := values.get("assessment_group"):
        moved = replace(moved, assessment_group=str(group))
    if moved != township:
        yield moved


class _Figures:
    """The units' figures: new ones are written at once, ``moved`` are those the book has."""

    def __init__(
        self, writer: Writer, said: Sequence[_Said], standing: Standing, year: int
    ) -> None:
        self._writer = writer
        self._said = said
        self._standing = standing
        self._year = year
        self.moved: list[Indicators | OwnIndicator | PostFact] = []

    def take_indicators(self, names: Sequence[str]) -> None:
        """Take the core indicators; what the file leaves open stays as it is."""
        fresh: list[int] = []
        figures: list[Mapping[str, IntakeValue]] = []
        for township_id, values in self._said:
            for name in names:  # a loop: this is asked of every unit, and the first name answers
                if values.get(name) is not None:
                    break
            else:
                continue
            if (old := self._standing.indicators.get(township_id)) is None:
                fresh.append(township_id)
                figures.append(values)
            else:
                known = {name: _taken(name, [values]) for name in names}
                said = {name: value for name, (value,) in known.items() if value is not None}
                self.moved.append(replace(old, **said))  # type: ignore[arg-type]  # of the field's type
        columns = {name: _taken(name, figures) for name in names}
        columns["township_id"] = fresh
        self._writer.add_columns(Indicators, columns, year=self._year)

    def take_own(self, name: str, unit: str | None) -> None:
        """Take one of the county's own indicators."""
        named = name.removeprefix(OWN)
        ids: list[int] = []
        fresh: list[Decimal] = []
        for township_id, values in self._said:
            value = values.get(name)
            if not isinstance(value, int | Decimal):
                continue
            old = self._standing.own.get(township_id, {}).get(named)
            if old is not None:
                self.moved.append(replace(old, value=Decimal(value)))
            else:
                ids.append(township_id)
                fresh.append(Decimal(value))
        columns: dict[str, Sequence[object]] = {"township_id": ids, "value": fresh}
        self._writer.add_columns(OwnIndicator, columns, year=self._year, name=named, unit=unit)

    def take_posts(self, name: str) -> None:
        """Take posts that differ from those in force on 31 December, as facts of that day.

        A 文号 belongs to the authorised posts of the file; where the file brings a 文号 alone, to
        all authorised posts in force.
        """
        category, measure = POST_FIELDS[name]
        facts, on = self._standing.facts, self._standing.on
        fresh: list[tuple[int, IntakeValue, str | None]] = []
        for township_id, values in self._said:
            count, doc_no = values.get(name), values.get("doc_no")
            new_doc = str(doc_no) if doc_no and measure is Measure.AUTHORIZED else None
            old = facts.get((township_id, category, measure)) if facts else None
            if old is None:
                if count is not None:
                    fresh.append((township_id, count, new_doc))
                continue
            posts = count if isinstance(count, int) else old.count
            if posts == old.count and new_doc in (None, old.doc_no):
                continue
            if old.since == on:
                self.moved.append(replace(old, count=posts, doc_no=new_doc or old.doc_no))
            else:
                fresh.append((township_id, posts, new_doc))
        ids, counts, documents = zip(*fresh, strict=True) if fresh else ((), (), ())
        columns = {"township_id": ids, "count": counts, "doc_no": documents}
        self._writer.add_columns(PostFact, columns, category=category, measure=measure, since=on)


def _taken(name: str, units: Iterable[Mapping[str, IntakeValue]]) -> Sequence[IntakeValue]:
    """Give a core indicator of units as their records keep it."""
    values = [values.get(name) for values in units]
    if name in _AMOUNTS:
        return [Decimal(value) if type(value) is int else value for value in values]
    return values
