"""Write a pack as TOML text, so that what a county decides on screen is a pack like any other."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from townoffice.policy.pack import DatedValue
from townoffice.policy.vocabulary import Method
from townoffice.records import Cite, CitedValue, PolicyValue, Source


def pack_text(
    pack_id: str,
    title: str,
    topic: str,
    overrides: str | None,
    values: Iterable[DatedValue],
    method: Method | None = None,
) -> str:
    """Write a pack's text; reading it gives the same values and the same method again."""
    held = tuple(values)
    sources = tuple(dict.fromkeys(cite.source for value in held for cite in value.cited.cites))
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


def _cite(cite: Cite, names: dict[Source, str]) -> str:
    parts = [f"source = {_word(names[cite.source])}"]
    parts += [f"{k} = {_word(v)}" for k, v in (("clause", cite.clause), ("quote", cite.quote)) if v]
    return f"{{ {', '.join(parts)} }}"


def _figure(figure: PolicyValue) -> str:
    if isinstance(figure, tuple):
        return f"{{ {', '.join(f'{_key(name)} = {_number(n)}' for name, n in figure)} }}"
    return _word(figure) if isinstance(figure, str) else _number(figure or 0)


def _key(name: str) -> str:
    """Write a name of a table; a bound with a point must be quoted."""
    return _word(name) if "." in name else name


def _number(figure: int | Decimal) -> str:
    return f"{figure:f}" if isinstance(figure, Decimal) else str(figure)


def _word(text: str) -> str:
    """Quote a text: what JSON escapes is a basic string of TOML too, but for one control sign."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
