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
from typing import TypeAlias

from townoffice.feedback import BadPack
from townoffice.policy.vocabulary import METHOD_ID, TOPICS, VOCABULARY, Method, entry_of, fault_of
from townoffice.records import Cite, CitedValue, PolicyValue, Source, State

Toml: TypeAlias = "str | int | Decimal | bool | date | list[Toml] | dict[str, Toml]"

_PACK_KEYS = {"format", "id", "title", "topic", "overrides", "method", "sources", "values"}
_METHOD_KEYS = {"id", "label", "subtitle", "register"}
_VALUE_KEYS = {
    *("name", "label", "unit", "state", "value", "proposal", "note", "cite", "from", "to"),
}
_SOURCE_KEYS = {"title", "doc_no", "issuer", "issued"}
_CITE_KEYS = {"source", "clause", "quote"}
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
    method it declares.
    """

    id: str
    title: str
    topic: str
    overrides: str | None
    values: tuple[DatedValue, ...]
    text: str
    method: Method | None = None

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


def read_pack(text: str, where: str) -> Pack:
    """Check a pack's text and return it; :class:`BadPack` names the first mistake and its line."""
    return _Reader(text, where).pack()


class _Reader:
    """Reads one pack; every refusal names file, line and what to do."""

    def __init__(self, text: str, where: str) -> None:
        self.text = text
        self.where = where
        self.value_lines = [
            n for n, line in enumerate(text.splitlines(), 1) if line.strip() == "[[values]]"
        ]

    def refuse(self, what: str, line: int | None = None) -> BadPack:
        place = f"政策包 {self.where}" + (f" 第 {line} 行起" if line else "")
        return BadPack(what, where=place, hint="请改正后重试")

    def pack(self) -> Pack:
        data = self._parse()
        self._only(data, _PACK_KEYS, None)
        if data.get("format") != 1:
            raise self.refuse("format 须为 1")
        topic = self._word(data, "topic", None)
        if topic not in TOPICS:
            raise self.refuse(f"topic 只能是 {'、'.join(TOPICS)} 之一")
        pack_id = self._word(data, "id", None)
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", pack_id):
            raise self.refuse("id 只能用小写字母、数字和连字符")
        sources = self._sources(data.get("sources", {}))
        values = self._values(data.get("values", []), topic, sources, pack_id)
        overrides = self._word(data, "overrides", None) if "overrides" in data else None
        method = self._method(data["method"], topic, pack_id, values) if "method" in data else None
        if topic == "staffing" and overrides is None:
            self._own_values(method, values)
        title = self._word(data, "title", None)
        return Pack(pack_id, title, topic, overrides, values, self.text, method)

    def _method(
        self, entry: Toml, topic: str, pack_id: str, values: tuple[DatedValue, ...]
    ) -> Method:
        if not isinstance(entry, dict) or topic != "staffing":
            raise self.refuse("[method] 只能写在 staffing 的政策包里，并写明 id、label")
        self._only(entry, _METHOD_KEYS, None)
        method_id = self._word(entry, "id", None)
        if not METHOD_ID.fullmatch(method_id) or method_id in TOPICS:
            raise self.refuse("[method] 的 id 只能用小写字母、数字和连字符，也不能是政策的门类")
        label = self._word(entry, "label", None)
        names = [v.cited.name for v in values if v.cited.name.startswith(f"{method_id}.")]
        return Method(
            method_id,
            label,
            self._word(entry, "subtitle", None) if "subtitle" in entry else label,
            self._word(entry, "register", None) if "register" in entry else "",
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

    def _only(self, table: Mapping[str, Toml], keys: set[str], line: int | None) -> None:
        unknown = sorted(set(table) - keys)
        if unknown:
            raise self.refuse(f"不认识的项“{unknown[0]}”", line)

    def _word(self, table: Mapping[str, Toml], key: str, line: int | None) -> str:
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.refuse(f"缺少“{key}”，或不是文字", line)
        return value

    def _day(self, table: Mapping[str, Toml], key: str, line: int | None) -> date | None:
        value = table.get(key)
        if value is None or (isinstance(value, date) and type(value) is date):
            return value
        raise self.refuse(f"“{key}”须是日期，如 2024-01-01", line)

    def _sources(self, table: Toml) -> dict[str, Source]:
        if not isinstance(table, dict):
            raise self.refuse("sources 须是一组文件")
        sources = {}
        for key, entry in table.items():
            if not isinstance(entry, dict):
                raise self.refuse(f"文件“{key}”须写明 title")
            self._only(entry, _SOURCE_KEYS, None)
            doc_no = self._word(entry, "doc_no", None) if "doc_no" in entry else None
            if doc_no and re.search(r"[\[\]【】（）()]", doc_no):
                raise self.refuse(f"文号“{doc_no}”的年份请用六角括号〔〕")
            issuer = self._word(entry, "issuer", None) if "issuer" in entry else None
            title = self._word(entry, "title", None)
            sources[key] = Source(key, title, doc_no, issuer, self._day(entry, "issued", None))
        return sources

    def _values(
        self, entries: Toml, topic: str, sources: Mapping[str, Source], pack_id: str
    ) -> tuple[DatedValue, ...]:
        if not isinstance(entries, list) or not entries:
            raise self.refuse("没有任何 [[values]]")
        values: list[DatedValue] = []
        for number, entry in enumerate(entries):
            line = self.value_lines[number] if number < len(self.value_lines) else None
            if not isinstance(entry, dict):
                raise self.refuse("[[values]] 写法不对", line)
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
        self._only(entry, _VALUE_KEYS, line)
        name = self._word(entry, "name", line)
        entry_known = entry_of(name)
        if entry_known is None or entry_known.topic != topic:
            raise self.refuse(f"“{topic}”没有名为“{name}”的政策项", line)
        state = _STATES.get(self._word(entry, "state", line))
        if state is None:
            raise self.refuse(f"“{name}”的 state 只能是 stated、inferred、missing 之一", line)
        note = self._word(entry, "note", line) if "note" in entry else ""
        cites = self._cites(entry.get("cite", []), sources, name, line)
        value = self._shaped(entry, "value", name, line)
        self._agree(name, state, value, cites, note, line)
        cited = CitedValue(
            name,
            self._word(entry, "label", line),
            self._word(entry, "unit", line),
            value,
            state,
            cites,
            note,
            self._shaped(entry, "proposal", name, line),
            pack_id,
        )
        first, last = self._day(entry, "from", line), self._day(entry, "to", line)
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
        elif raw is None or type(raw) is int or isinstance(raw, str | Decimal):
            value = raw
        else:
            raise self.refuse(f"“{name}”的 {key} 写法不对", line)
        fault = fault_of(name, value) if value is not None else None
        if fault:
            raise self.refuse(f"“{name}”的 {key}：{fault}", line)
        return value

    def _cites(
        self, entries: Toml, sources: Mapping[str, Source], name: str, line: int | None
    ) -> tuple[Cite, ...]:
        if not isinstance(entries, list):
            raise self.refuse(f"“{name}”的 cite 须写成列表", line)
        cites = []
        for entry in entries:
            if not isinstance(entry, dict):
                raise self.refuse(f"“{name}”的 cite 写法不对", line)
            self._only(entry, _CITE_KEYS, line)
            source = sources.get(self._word(entry, "source", line))
            if source is None:
                raise self.refuse(f"“{name}”引用的文件没有在 sources 中列出", line)
            clause = self._word(entry, "clause", line) if "clause" in entry else ""
            quote = self._word(entry, "quote", line) if "quote" in entry else ""
            cites.append(Cite(source, clause, quote))
        return tuple(cites)


def _overlap(one: DatedValue, other: DatedValue) -> bool:
    starts_in_time = (
        one.valid_from is None or other.valid_to is None or (one.valid_from <= other.valid_to)
    )
    ends_in_time = (
        one.valid_to is None or other.valid_from is None or (other.valid_from <= one.valid_to)
    )
    return starts_in_time and ends_in_time
