"""A preview written into the book: units, indicators of the year, dated posts, own indicators."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias

from townoffice.book import Book, Writer
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

_Figure: TypeAlias = Indicators | OwnIndicator | PostFact


def enter(book: Book, writer: Writer, preview: Preview, standing: Standing) -> None:
    """Write every added and changed row; the book is as it was when the preview was made."""
    added = preview.added
    writer.add_all([_new_township(row) for row in added])
    ids = {township.code: township.id for township in book.townships()} if added else {}
    units = {column.field: column.unit for column in preview.columns if column.field}
    fresh: list[_Figure] = []
    moved: list[_Figure | Township] = []
    for row in (*added, *preview.changed):
        values = values_of(row)
        if row.township is not None:
            township_id = row.township.id
            moved += _moved_township(row.township, values)
        else:
            township_id = ids[row.code or ""]
        assert township_id is not None
        for record in _figures(township_id, values, standing, preview.year, units):
            (fresh if record.id is None else moved).append(record)
    writer.add_all(_by_noun(fresh))
    writer.update_all(moved)


def _by_noun(records: Sequence[_Figure]) -> list[_Figure]:
    order = (Indicators, OwnIndicator, PostFact)
    return [record for noun in order for record in records if isinstance(record, noun)]


def _new_township(row: PreviewRow) -> Township:
    assert row.code is not None
    assert row.name is not None
    assert row.kind is not None
    function_class = row.values.get("function_class")
    return Township(
        code=row.code,
        name=row.name,
        kind=row.kind,
        function_class=FunctionClass(str(function_class)) if function_class else None,
    )


def _moved_township(township: Township, values: Mapping[str, IntakeValue]) -> Iterator[Township]:
    """Give the unit with its new name, kind or functional class, where one of them changed."""
    moved = township
    if name := values.get("name"):
        moved = replace(moved, name=str(name))
    if kind := values.get("kind"):
        moved = replace(moved, kind=Kind(str(kind)))
    if function_class := values.get("function_class"):
        moved = replace(moved, function_class=FunctionClass(str(function_class)))
    if moved != township:
        yield moved


def _figures(
    township_id: int,
    values: Mapping[str, IntakeValue],
    standing: Standing,
    year: int,
    units: Mapping[str, str | None],
) -> Iterator[_Figure]:
    """Give the records a unit's values make; those with an id are changed, the others new."""
    indicators = {name: values[name] for name in INDICATOR_FIELDS if name in values}
    if indicators:
        before = standing.indicators.get(township_id) or Indicators(township_id, year)
        yield _with_indicators(before, indicators)
    yield from _posts(township_id, values, standing)
    for name, value in values.items():
        if name.startswith(OWN) and isinstance(value, int | Decimal):
            own = name.removeprefix(OWN)
            old = standing.own.get(township_id, {}).get(own)
            if old is not None:
                yield replace(old, value=Decimal(value))
            else:
                yield OwnIndicator(township_id, year, own, Decimal(value), units.get(name) or None)


def _with_indicators(before: Indicators, values: Mapping[str, IntakeValue]) -> Indicators:
    def count(name: str, old: int | None) -> int | None:
        value = values.get(name)
        return value if isinstance(value, int) else old

    def amount(name: str, old: Decimal | None) -> Decimal | None:
        value = values.get(name)
        return Decimal(value) if isinstance(value, int | Decimal) else old

    return replace(
        before,
        registered_population=count("registered_population", before.registered_population),
        resident_population=count("resident_population", before.resident_population),
        urban_population=count("urban_population", before.urban_population),
        area_km2=amount("area_km2", before.area_km2),
        gdp=amount("gdp", before.gdp),
        fiscal_revenue=amount("fiscal_revenue", before.fiscal_revenue),
    )


def _posts(
    township_id: int, values: Mapping[str, IntakeValue], standing: Standing
) -> Iterator[PostFact]:
    """Give the posts that differ from those in force on 31 December, as facts of that day.

    A 文号 belongs to the authorised posts of the file; where the file brings a 文号 alone, to all
    authorised posts in force.
    """
    doc_no = values.get("doc_no")
    for field, (category, measure) in POST_FIELDS.items():
        count = values.get(field)
        old = standing.fact(township_id, field)
        new_doc = str(doc_no) if doc_no and measure is Measure.AUTHORIZED else None
        if count is None and (new_doc is None or old is None):
            continue
        posts = count if isinstance(count, int) else old.count if old else 0
        if old is not None and old.since == standing.on:
            kept = replace(old, count=posts, doc_no=new_doc or old.doc_no)
            if kept != old:
                yield kept
        elif old is None or old.count != posts or (new_doc and new_doc != old.doc_no):
            yield PostFact(township_id, category, measure, posts, standing.on, new_doc)
