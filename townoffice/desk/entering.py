"""A preview written into the book: units, indicators of the year, dated posts, own indicators."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

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


def enter(writer: Writer, preview: Preview, standing: Standing) -> None:
    """Write every added and changed row; the book is as it was when the preview was made."""
    added, changed = preview.added, preview.changed
    new_ids = writer.add_all([_new_township(row) for row in added])
    figures = _Figures(preview, standing)
    moved: list[Township] = []
    for row, township_id in zip(added, new_ids, strict=True):
        figures.take(township_id, row.values)
    for row in changed:
        assert row.township is not None
        assert row.township.id is not None
        values = values_of(row)
        moved += _moved_township(row.township, values)
        figures.take(row.township.id, values)
    writer.add_all(figures.fresh)
    writer.update_all([*moved, *figures.moved])


def _new_township(row: PreviewRow) -> Township:
    assert row.code is not None
    assert row.name is not None
    assert row.kind is not None
    function_class = row.values.get("function_class")
    return Township(
        code=row.code,
        name=row.name,
        kind=row.kind,
        function_class=_CLASSES[str(function_class)] if function_class else None,
        assessment_group=str(group) if (group := row.values.get("assessment_group")) else None,
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
    """The records the units' values make: ``fresh`` ones, and ``moved`` ones the book has."""

    def __init__(self, preview: Preview, standing: Standing) -> None:
        fields = {column.field: column.unit for column in preview.columns if column.field}
        self._standing = standing
        self._year = preview.year
        self._nothing = Indicators(0, preview.year)
        self._indicators = [name for name in INDICATOR_FIELDS if name in fields]
        self._own = {name: unit for name, unit in fields.items() if name.startswith(OWN)}
        # a 文号 alone says something of posts the file does not name
        self._posts = [name for name in POST_FIELDS if name in fields or "doc_no" in fields]
        self._by_noun: tuple[list[Indicators], list[OwnIndicator], list[PostFact]] = ([], [], [])
        self.moved: list[Indicators | OwnIndicator | PostFact] = []

    @property
    def fresh(self) -> list[Indicators | OwnIndicator | PostFact]:
        """New records, noun by noun."""
        indicators, own, posts = self._by_noun
        return [*indicators, *own, *posts]

    def take(self, township_id: int, values: Mapping[str, IntakeValue]) -> None:
        """Take the values of one unit; what is open (None) says nothing."""
        indicators, own, posts = self._by_noun
        for name in self._indicators:
            if values.get(name) is not None:
                before = self._standing.indicators.get(township_id) or self._nothing
                record = _with_indicators(before, township_id, values)
                (self.moved if record.id else indicators).append(record)
                break
        for post in self._of_posts(township_id, values) if self._posts else ():
            (self.moved if post.id else posts).append(post)
        for name, unit in self._own.items():
            value = values.get(name)
            if not isinstance(value, int | Decimal):
                continue
            named = name.removeprefix(OWN)
            old = self._standing.own.get(township_id, {}).get(named)
            if old is not None:
                self.moved.append(replace(old, value=Decimal(value)))
            else:
                made = OwnIndicator(township_id, self._year, named, Decimal(value), unit or None)
                own.append(made)

    def _of_posts(self, township_id: int, values: Mapping[str, IntakeValue]) -> Iterator[PostFact]:
        """Give the posts that differ from those in force on 31 December, as facts of that day.

        A 文号 belongs to the authorised posts of the file; where the file brings a 文号 alone, to
        all authorised posts in force.
        """
        doc_no, standing = values.get("doc_no"), self._standing
        for field in self._posts:
            count = values.get(field)
            if count is None and doc_no is None:
                continue
            category, measure = POST_FIELDS[field]
            old = standing.facts.get((township_id, category, measure)) if standing.facts else None
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


def _with_indicators(
    before: Indicators, township_id: int, values: Mapping[str, IntakeValue]
) -> Indicators:
    """Give a unit's indicators with the values of the file; what it leaves open stays."""
    get = values.get
    return Indicators(
        township_id,
        before.year,
        _count(get("registered_population"), before.registered_population),
        _count(get("resident_population"), before.resident_population),
        _count(get("urban_population"), before.urban_population),
        _amount(get("area_km2"), before.area_km2),
        _amount(get("gdp"), before.gdp),
        _amount(get("fiscal_revenue"), before.fiscal_revenue),
        before.id,
        before.row_version,
    )


def _count(value: IntakeValue, old: int | None) -> int | None:
    return value if isinstance(value, int) else old


def _amount(value: IntakeValue, old: Decimal | None) -> Decimal | None:
    if isinstance(value, Decimal):
        return value
    return Decimal(value) if isinstance(value, int) else old
