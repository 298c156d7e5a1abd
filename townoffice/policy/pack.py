"""Read one policy pack from TOML and check every line of it."""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources

from townoffice.policy.assessments import read_assessments
from townoffice.policy.evaluation_entries import EVALUATION
from townoffice.policy.reading import Reading, Toml
from townoffice.policy.templates import read_modules, read_template
from townoffice.policy.vocabulary import METHOD_ID, TOPICS, VOCABULARY, Method, entry_of, fault_of
from townoffice.records import (
    Cite,
    CitedValue,
    IndicatorTemplate,
    ModuleFunctions,
    PolicyValue,
    Source,
    State,
    Template,
    WordList,
)

_PACK_KEYS = {
    *("format", "id", "title", "topic", "overrides", "method", "sources", "values"),
    *("template", "institutions", "modules", "assessments"),
}
_METHOD_KEYS = {"id", "label", "subtitle", "register"}
_VALUE_KEYS = {
    *("name", "label", "unit", "state", "value", "proposal", "note", "cite", "from", "to"),
}
_STATES = {"stated": State.STATED, "inferred": State.INFERRED, "missing": State.MISSING}


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A cited value and the days on which its document says it; None = open."""

    cited: CitedValue
    valid_from: date | None
    valid_to: date | None

    def holds(self, on: date) -> bool:
        """Tell whether the value holds on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Pack:
    """A checked pack.

    ``digest`` is the SHA-256 of its text, ``overrides`` the pack it amends, ``method`` the staffing
    method it declares, ``template`` how it sets up a unit, ``modules`` what each of them gathers,
    ``assessments`` the indicators to start a contest from; a pack with these needs no values.
    """

    id: str
    title: str
    topic: str
    overrides: str | None
    values: tuple[DatedValue, ...]
    text: str
    method: Method | None = None
    template: Template | None = None
    modules: tuple[ModuleFunctions, ...] = ()
    assessments: tuple[IndicatorTemplate, ...] = ()

    @property
    def digest(self) -> str:
        """The SHA-256 of the text, 64 hex digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def find(self, name: str, on: date) -> CitedValue | None:
        """Give the value of that name on that day, if the pack says one."""
        return next((v.cited for v in self.values if v.cited.name == name and v.holds(on)), None)


@cache
def shipped_packs() -> tuple[Pack, ...]:
    """Read the packs that ship with the program, by id."""
    folder = resources.files("resources") / "policies"
    texts = sorted(
        (f.name, f.read_text("utf-8")) for f in folder.iterdir() if f.name[-5:] == ".toml"
    )
    return tuple(read_pack(text, name) for name, text in texts)


@cache
def shipped_methods() -> Mapping[str, Method]:
    """Give the staffing methods of the shipped packs, by id."""
    return {pack.method.id: pack.method for pack in shipped_packs() if pack.method is not None}


def shipped_templates() -> tuple[Template, ...]:
    """Give the templates of the shipped packs, by pack id."""
    return tuple(pack.template for pack in shipped_packs() if pack.template is not None)


def read_pack(text: str, where: str) -> Pack:
    """Check a pack's text and return it; :class:`BadPack` names the first mistake and its line."""
    return _Reader(text, where).pack()


class _Reader(Reading):
    """Reads one pack; every refusal names file, line and what to do."""

    def pack(self) -> Pack:
        data = self._parse()
        self.only(data, _PACK_KEYS, None)
        if data.get("format") != 1:
            raise self.refuse("format 须为 1")
        topic = self.word(data, "topic", None)
        if topic not in TOPICS:
            raise self.refuse(f"topic 只能是 {'、'.join(TOPICS)} 之一")
        pack_id = self.word(data, "id", None)
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", pack_id):
            raise self.refuse("id 只能用小写字母、数字和连字符")
        sources = self.sources(data.get("sources", {}))
        bare = "assessments" in data and "values" not in data
        values = () if bare else self._values(data.get("values", []), topic, sources, pack_id)
        overrides = self.word(data, "overrides", None) if "overrides" in data else None
        method = self._method(data["method"], topic, pack_id, values) if "method" in data else None
        if topic == "staffing" and overrides is None:
            self._own_values(method, values)
        title = self.word(data, "title", None)
        further = self._further(data, topic, pack_id, sources)
        return Pack(pack_id, title, topic, overrides, values, self.text, method, *further)

    def _further(
        self, data: Mapping[str, Toml], topic: str, pack_id: str, sources: Mapping[str, Source]
    ) -> tuple[Template | None, tuple[ModuleFunctions, ...], tuple[IndicatorTemplate, ...]]:
        """Read what some topics have beside values, and refuse it under any other."""
        for key, home in (
            ("template", "institutions"),
            ("institutions", "institutions"),
            ("modules", "modules"),
            ("assessments", EVALUATION),
        ):
            if key in data and topic != home:
                raise self.refuse(f"“{key}”只能写在 {home} 的政策包里")
        templated = "template" in data or "institutions" in data
        template = read_template(self, data, pack_id, sources) if templated else None
        modules = read_modules(self, data) if "modules" in data else ()
        if "assessments" not in data:
            return template, modules, ()
        return template, modules, read_assessments(self, data, pack_id, sources)

    def _method(
        self, entry: Toml, topic: str, pack_id: str, values: tuple[DatedValue, ...]
    ) -> Method:
        if not isinstance(entry, dict) or topic != "staffing":
            raise self.refuse("[method] 只能写在 staffing 的政策包里，并写明 id、label")
        self.only(entry, _METHOD_KEYS, None)
        method_id = self.word(entry, "id", None)
        if not METHOD_ID.fullmatch(method_id) or method_id in TOPICS:
            raise self.refuse("[method] 的 id 只能用小写字母、数字和连字符，也不能是政策的门类")
        label = self.word(entry, "label", None)
        names = [v.cited.name for v in values if v.cited.name.startswith(f"{method_id}.")]
        return Method(
            method_id,
            label,
            self.word(entry, "subtitle", None) if "subtitle" in entry else label,
            self.word(entry, "register", None) if "register" in entry else "",
            tuple(dict.fromkeys(names)),
            pack_id,
        )

    def _own_values(self, method: Method | None, values: tuple[DatedValue, ...]) -> None:
        """Refuse values of a method the pack does not declare, or an adopted method not its own."""
        own = method.id if method is not None else ""
        for value in values:
            name = value.cited.name
            if name == "staffing.method" and value.cited.value not in {own, None}:
                raise self.refuse(f"staffing.method 须是本政策包 [method] 的 id“{own}”")
            if name not in VOCABULARY and name.partition(".")[0] != own:
                raise self.refuse(f"“{name}”不属于本政策包 [method] 写明的办法“{own}”")

    def _parse(self) -> dict[str, Toml]:
        try:
            parsed: dict[str, Toml] = tomllib.loads(self.text, parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"line (\d+)", str(error))
            raise self.refuse("不是合格的 TOML 文本", int(line[1]) if line else None) from error
        return parsed

    def _values(
        self, entries: Toml, topic: str, sources: Mapping[str, Source], pack_id: str
    ) -> tuple[DatedValue, ...]:
        values: list[DatedValue] = []
        for entry, line in self.tables(entries, "[[values]]"):
            value = self._value(entry, topic, sources, pack_id, line)
            for other in values:
                if other.cited.name == value.cited.name and _overlap(other, value):
                    raise self.refuse(f"“{value.cited.name}”在同一时间写了两次", line)
            values.append(value)
        return tuple(values)

    def _value(
        self,
        entry: dict[str, Toml],
        topic: str,
        sources: Mapping[str, Source],
        pack_id: str,
        line: int | None,
    ) -> DatedValue:
        self.only(entry, _VALUE_KEYS, line)
        name = self.word(entry, "name", line)
        entry_known = entry_of(name)
        if entry_known is None or entry_known.topic != topic:
            raise self.refuse(f"“{topic}”没有名为“{name}”的政策项", line)
        state = _STATES.get(self.word(entry, "state", line))
        if state is None:
            raise self.refuse(f"“{name}”的 state 只能是 stated、inferred、missing 之一", line)
        note = self.word(entry, "note", line) if "note" in entry else ""
        cites = self.cites(entry.get("cite", []), sources, name, line)
        value = self._shaped(entry, "value", name, line)
        self._agree(name, state, value, cites, note, line)
        cited = CitedValue(
            name,
            self.word(entry, "label", line),
            self.word(entry, "unit", line),
            value,
            state,
            cites,
            note,
            self._shaped(entry, "proposal", name, line),
            pack_id,
        )
        first, last = self.day(entry, "from", line), self.day(entry, "to", line)
        if first and last and last < first:
            raise self.refuse(f"“{name}”的终止日期早于起始日期", line)
        return DatedValue(cited, first, last)

    def _agree(
        self,
        name: str,
        state: State,
        value: PolicyValue,
        cites: tuple[Cite, ...],
        note: str,
        line: int | None,
    ) -> None:
        if (state is State.MISSING) != (value is None):
            raise self.refuse(f"“{name}”：missing 不写 value，其余必须写 value", line)
        if state is State.STATED and not cites:
            raise self.refuse(f"“{name}”标为 stated，须写明出处 cite", line)
        if state is not State.STATED and not note:
            raise self.refuse(f"“{name}”标为 {state}，须在 note 写明理由", line)

    def _shaped(
        self, entry: Mapping[str, Toml], key: str, name: str, line: int | None
    ) -> PolicyValue:
        raw = entry.get(key)
        value: PolicyValue
        if isinstance(raw, dict):
            if not all(type(v) is int or isinstance(v, Decimal) for v in raw.values()):
                raise self.refuse(f"“{name}”的权重须是数字", line)
            value = tuple((k, Decimal(v)) for k, v in raw.items() if isinstance(v, int | Decimal))
        elif isinstance(raw, list):
            if not all(isinstance(word, str) for word in raw):
                raise self.refuse(f"“{name}”的 {key} 写法不对，一列中只能是词语", line)
            value = WordList(tuple(word for word in raw if isinstance(word, str)))
        elif raw is None or type(raw) is int or isinstance(raw, str | Decimal):
            value = raw
        else:
            raise self.refuse(f"“{name}”的 {key} 写法不对", line)
        fault = fault_of(name, value) if value is not None else None
        if fault:
            raise self.refuse(f"“{name}”的 {key}：{fault}", line)
        return value


def _overlap(one: DatedValue, other: DatedValue) -> bool:
    starts_in_time = (
        one.valid_from is None or other.valid_to is None or (one.valid_from <= other.valid_to)
    )
    ends_in_time = (
        one.valid_to is None or other.valid_from is None or (other.valid_from <= one.valid_to)
    )
    return starts_in_time and ends_in_time
