"""Write a pack as TOML text, so that what a county decides on screen is a pack like any other."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from townoffice.policy.pack import DatedValue
from townoffice.policy.vocabulary import Method
from townoffice.records import (
    AssessmentIndicator,
    Cite,
    CitedValue,
    IndicatorTemplate,
    PolicyValue,
    Source,
    WordList,
)

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def pack_text(
    pack_id: str,
    title: str,
    topic: str,
    overrides: str | None,
    values: Iterable[DatedValue],
    method: Method | None = None,
    assessments: Iterable[IndicatorTemplate] = (),
) -> str:
    """Write a pack's text; reading it gives the same values, method and templates again."""
    held, templates = tuple(values), tuple(assessments)
    cites = [cite for value in held for cite in value.cited.cites]
    cites += [cite for template in templates for cite in template.cites]
    sources = tuple(dict.fromkeys(cite.source for cite in cites))
    names = {source: f"s{number}" for number, source in enumerate(sources, 1)}
    lines = ["format = 1", f"id = {_word(pack_id)}", f"title = {_word(title)}"]
    lines.append(f"topic = {_word(topic)}")
    if overrides is not None:
        lines.append(f"overrides = {_word(overrides)}")
    if method is not None:
        lines += ["", "[method]", *_method(method)]
    for source, name in names.items():
        lines += ["", f"[sources.{name}]", *_source(source)]
    for value in held:
        lines += ["", "[[values]]", *_value(value, names)]
    for template in templates:
        lines += ["", "[[assessments]]", *_template(template, names)]
        for indicator in template.indicators:
            lines += ["", "[[assessments.indicators]]", *_indicator(indicator)]
    return "\n".join(lines) + "\n"


def _method(method: Method) -> Iterator[str]:
    yield f"id = {_word(method.id)}"
    yield f"label = {_word(method.label)}"
    yield f"subtitle = {_word(method.subtitle)}"
    if method.register_id:
        yield f"register = {_word(method.register_id)}"


def _source(source: Source) -> Iterator[str]:
    yield f"title = {_word(source.title)}"
    if source.doc_no:
        yield f"doc_no = {_word(source.doc_no)}"
    if source.issuer:
        yield f"issuer = {_word(source.issuer)}"
    if source.issued:
        yield f"issued = {source.issued.isoformat()}"


def _value(value: DatedValue, names: dict[Source, str]) -> Iterator[str]:
    cited: CitedValue = value.cited
    for key, text in (("name", cited.name), ("label", cited.label), ("unit", cited.unit)):
        yield f"{key} = {_word(text)}"
    yield f"state = {_word(cited.state.value)}"
    for key, figure in (("value", cited.value), ("proposal", cited.proposal)):
        if figure is not None:
            yield f"{key} = {_figure(figure)}"
    if cited.note:
        yield f"note = {_word(cited.note)}"
    if cited.cites:
        yield f"cite = [{', '.join(_cite(cite, names) for cite in cited.cites)}]"
    for key, day in (("from", value.valid_from), ("to", value.valid_to)):
        if isinstance(day, date):
            yield f"{key} = {day.isoformat()}"


def _template(template: IndicatorTemplate, names: dict[Source, str]) -> Iterator[str]:
    yield f"id = {_word(template.id)}"
    yield f"title = {_word(template.title)}"
    yield f"year = {template.year}"
    yield f"kind = {_word(template.kind.value)}"
    yield f"group = {_word(template.group)}"
    if template.units is not None:
        yield f"units = {_word(template.units.value)}"
    if template.note:
        yield f"note = {_word(template.note)}"
    if template.cites:
        yield f"cite = [{', '.join(_cite(cite, names) for cite in template.cites)}]"


def _indicator(indicator: AssessmentIndicator) -> Iterator[str]:
    yield f"section = {_word(indicator.section)}"
    yield f"name = {_word(indicator.name)}"
    yield f"weight = {_number(indicator.weight)}"
    yield f"scoring = {_word(indicator.scoring.value)}"
    if indicator.figures:
        yield f"figures = {_figure(indicator.figures)}"
    if indicator.lower_is_better:
        yield "lower_is_better = true"
    for key, text in (
        ("unit", indicator.unit),
        ("source", indicator.source),
        ("note", indicator.note),
    ):
        if text:
            yield f"{key} = {_word(text)}"
    yield f"state = {_word('inferred' if indicator.inferred else 'stated')}"


def _cite(cite: Cite, names: dict[Source, str]) -> str:
    parts = [f"source = {_word(names[cite.source])}"]
    parts += [f"{k} = {_word(v)}" for k, v in (("clause", cite.clause), ("quote", cite.quote)) if v]
    return f"{{ {', '.join(parts)} }}"


def _figure(figure: PolicyValue) -> str:
    if isinstance(figure, tuple):
        return f"{{ {', '.join(f'{_key(name)} = {_number(n)}' for name, n in figure)} }}"
    if isinstance(figure, WordList):
        return f"[{', '.join(map(_word, figure.words))}]"
    return _word(figure) if isinstance(figure, str) else _number(figure or 0)


def _key(name: str) -> str:
    """Write a name of a table; what is more than letters, digits, - and _ must be quoted."""
    return name if _BARE.fullmatch(name) else _word(name)


def _number(figure: int | Decimal) -> str:
    return f"{figure:f}" if isinstance(figure, Decimal) else str(figure)


def _word(text: str) -> str:
    """Quote a text: what JSON escapes is a basic string of TOML too, but for one control sign."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
