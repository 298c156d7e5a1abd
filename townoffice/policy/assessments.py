"""The indicator templates of a pack: ``[[assessments]]`` with their ``[[assessments.indicators]]``.

A template that could not be used as it stands is refused when the pack is read: weights of a group
add up to 100, a name stands once, the figures are those of the method; a subdistrict is not asked
for 招商引资 or the economy (S3), and no department marks townships itself (S0).
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib import resources

from townoffice.policy.assessment_rules import (
    fault_for_subdistricts,
    fault_of_figures,
    fault_of_judging,
    fault_of_weights,
)
from townoffice.policy.evaluation_entries import EVALUATION
from townoffice.policy.reading import Reading, Toml
from townoffice.records import (
    AssessmentIndicator,
    ContestKind,
    IndicatorTemplate,
    KindGroup,
    Scoring,
    Source,
)

RULES = "evaluation-rules.toml"
ASSESSMENTS, INDICATORS = "[[assessments]]", "[[assessments.indicators]]"
_KEYS = {"id", "title", "year", "kind", "group", "units", "note", "cite", "indicators"}
_INDICATOR_KEYS = {
    *("section", "name", "weight", "scoring", "figures", "lower_is_better"),
    *("unit", "source", "note", "state"),
}
_STATES = {"stated": False, "inferred": True}


def read_assessments(
    reading: Reading, data: Mapping[str, Toml], pack_id: str, sources: Mapping[str, Source]
) -> tuple[IndicatorTemplate, ...]:
    """Read the templates of a pack; :class:`BadPack` names the first mistake and its line."""
    lines = iter(reading.lines_of(INDICATORS))
    found: list[IndicatorTemplate] = []
    for table, line in reading.tables(data.get("assessments", []), ASSESSMENTS):
        reading.only(table, _KEYS, line)
        template_id = reading.word(table, "id", line)
        year = table.get("year")
        if type(year) is not int:
            raise reading.refuse("“year”须是年份，如 2024", line)
        if any((one.id, one.year) == (template_id, year) for one in found):
            raise reading.refuse(f"{year}年的指标“{template_id}”写了两次", line)
        group = reading.word(table, "group", line)
        entries = reading.tables(table.get("indicators", []), INDICATORS)
        places = [next(lines, None) for _ in entries]
        indicators = tuple(
            _indicator(reading, entry, group, number, at)
            for number, ((entry, _), at) in enumerate(zip(entries, places, strict=True), 1)
        )
        title = reading.word(table, "title", line)
        template = IndicatorTemplate(
            template_id,
            title,
            year,
            reading.needed(table, "kind", ContestKind, line),
            group,
            reading.one_of(table, "units", KindGroup, line),
            indicators,
            reading.cites(table.get("cite", []), sources, title, line),
            reading.word(table, "note", line) if "note" in table else "",
            pack_id,
        )
        _check(reading, template, places, line)
        found.append(template)
    return tuple(found)


def template_version(
    templates: Iterable[IndicatorTemplate], template_id: str, year: int
) -> IndicatorTemplate | None:
    """Give the newest version of a template up to a year; of two of one year the later listed."""
    found = [one for one in templates if one.id == template_id and one.year <= year]
    return max(reversed(found), key=lambda one: one.year, default=None)


def _check(
    reading: Reading,
    template: IndicatorTemplate,
    lines: Sequence[int | None],
    line: int | None,
) -> None:
    """Refuse a template that could not be used as it stands."""
    names: set[str] = set()
    barred, assessors = shipped_words("street_barred"), shipped_words("assessors")
    for indicator, at in zip(template.indicators, lines, strict=True):
        name = indicator.name
        if name in names:
            raise reading.refuse(f"“{template.title}”中指标“{name}”写了两次", at)
        names.add(name)
        if fault := fault_of_figures(indicator):
            raise reading.refuse(f"“{name}”：{fault}", at)
        if template.kind is not ContestKind.TOWNSHIPS:
            continue
        fault = fault_of_judging(indicator, assessors)
        if template.units is KindGroup.SUBDISTRICTS:
            fault = fault_for_subdistricts(indicator, barred) or fault
        if fault:
            raise reading.refuse(fault, at)
    if fault := fault_of_weights(template.indicators):
        raise reading.refuse(f"“{template.title}”{fault}", line)


@cache
def shipped_words(name: str) -> tuple[str, ...]:
    """Read a list of words of the shipped rules, before any pack is read."""
    text = (resources.files("resources") / "policies" / RULES).read_text("utf-8")
    values = tomllib.loads(text)["values"]
    return next(tuple(one["value"]) for one in values if one["name"] == f"{EVALUATION}.{name}")


def _indicator(
    reading: Reading, table: Mapping[str, Toml], group: str, place: int, line: int | None
) -> AssessmentIndicator:
    reading.only(table, _INDICATOR_KEYS, line)
    name = reading.word(table, "name", line)
    weight = _number(reading, table.get("weight"), f"“{name}”的 weight", line)
    lower = table.get("lower_is_better", False)
    if not isinstance(lower, bool):
        raise reading.refuse("“lower_is_better”须是 true 或 false", line)
    state = _STATES.get(reading.word(table, "state", line))
    if state is None:
        raise reading.refuse(f"“{name}”的 state 只能是 stated、inferred 之一", line)
    scoring = reading.needed(table, "scoring", Scoring, line)
    return AssessmentIndicator(
        0,
        group,
        reading.word(table, "section", line),
        name,
        weight,
        scoring,
        place,
        _figures(reading, table.get("figures", {}), name, line),
        lower,
        reading.word(table, "unit", line) if "unit" in table else "",
        reading.word(table, "source", line) if "source" in table else None,
        reading.word(table, "note", line) if "note" in table else None,
        state,
    )


def _figures(
    reading: Reading, table: Toml, name: str, line: int | None
) -> tuple[tuple[str, Decimal], ...]:
    if not isinstance(table, dict):
        raise reading.refuse(f"“{name}”的 figures 须写成“项 = 数”", line)
    return tuple(
        (key, _number(reading, value, f"“{name}”的“{key}”", line)) for key, value in table.items()
    )


def _number(reading: Reading, value: "Toml | None", what: str, line: int | None) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise reading.refuse(f"{what}须是数字", line)
    figure = Decimal(value)
    if not figure.is_finite():
        raise reading.refuse(f"{what}须是数字", line)
    return figure
