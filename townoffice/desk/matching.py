"""Which unit of the book a line of a spreadsheet means: by its code, else by its name."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from townoffice.desk.standing import Standing
from townoffice.feedback import BadChoice, Level, Problem
from townoffice.records import County, Kind, Township, kind_of_code
from townoffice.sheets.cells import name_key
from townoffice.sheets.table import Line

_LEFT_OUT = "这一行不会导入"
_KINDS = {str(kind): kind for kind in Kind}
_ENDINGS = (("街道", Kind.SUBDISTRICT), ("镇", Kind.TOWN), ("乡", Kind.TOWNSHIP))


@dataclass(frozen=True, slots=True)
class Match:
    """The unit meant: one of the book, or a new one (``township`` None and ``new`` True).

    ``problems`` say what is doubtful; neither unit nor ``new``: the line is left out. ``told``:
    somebody said so.
    """

    township: Township | None = None
    new: bool = False
    kind: Kind | None = None
    problems: tuple[Problem, ...] = ()
    told: bool = False


class Matcher:
    """Finds units by code or name among those existing on the last day of the year."""

    def __init__(self, standing: Standing, county: County) -> None:
        self._county = county
        self._by_code = {township.code: township for township in standing.present}
        self._ever = {township.code: township for township in standing.townships}
        self._by_name: dict[str, list[Township]] = defaultdict(list)
        self._by_stem: dict[str, list[Township]] = defaultdict(list)
        for township in standing.present:
            key = name_key(township.name)
            self._by_name[key].append(township)
            self._by_stem[_stem(key)].append(township)
        self._foreign: list[Line] = []

    def find(self, line: Line) -> Match:
        """Find the unit of one line."""
        code, name = line.code, line.name
        if code is not None and len(code) == 9:
            return self._by_its_code(line, code, name)
        if name is None:
            what = "没有名称，区划代码也不是 9 位，认不出是哪个单位"
            return _left_out(line, what, f"请补上名称或 9 位代码；否则{_LEFT_OUT}")
        return self._by_its_name(line, name)

    def told(self, line: Line, code: str) -> Match:
        """Take the unit somebody named by its code; without one the line is left out."""
        if not code:
            return Match(told=True)
        if (township := self._by_code.get(code)) is None:
            hint = "请重新选择这一行是哪个单位"
            raise BadChoice(f"台账中没有代码为 {code} 的单位", where=line.cell, hint=hint)
        return Match(township, told=True)

    def foreign(self) -> Problem | None:
        """Tell, once for all of them, of codes that belong to another county."""
        if not self._foreign:
            return None
        cell = self._foreign[0].addresses("code")
        more = f"等 {len(self._foreign)} 行" if len(self._foreign) > 1 else ""
        ours = f"{self._county.name}的（{self._county.code} 开头）"
        return Problem(
            Level.ASK,
            f"区划代码不是{ours}：{cell}{more}",
            "请核对代码；确认属于本县可以照样导入",
            cell,
        )

    def _by_its_code(self, line: Line, code: str, name: str | None) -> Match:
        if not code.startswith(self._county.code):
            self._foreign.append(line)
        if (township := self._by_code.get(code)) is not None:
            return Match(township, problems=_renamed(line, township, name))
        if (gone := self._ever.get(code)) is not None:
            what = f"台账中的{gone.name}（{code}）在这一年年底不存在"
            return _left_out(line, what, f"请核对年度和代码；否则{_LEFT_OUT}")
        namesakes = self._by_name.get(name_key(name), []) if name and self._by_name else []
        if name is None:
            what = f"台账中没有代码为 {code} 的单位，表里也没有名称"
            return _left_out(line, what, f"请补上名称；否则{_LEFT_OUT}")
        problems: tuple[Problem, ...] = ()
        if namesakes:
            codes = "、".join(township.code for township in namesakes)
            what = f"台账中已有{name}，代码是 {codes}，表里是 {code}"
            hint = "如果是同一个单位，请改正代码；确是另一个单位，可以照样导入"
            problems = (Problem(Level.ASK, what, hint, line.addresses("code")),)
        return self._new(line, code, name, problems)

    def _by_its_name(self, line: Line, name: str) -> Match:
        key = name_key(name)
        if found := self._by_name.get(key):
            if len(found) == 1:
                return Match(found[0])
            codes = "、".join(f"{township.name} {township.code}" for township in found)
            what = f"台账中有 {len(found)} 个单位叫“{name}”（{codes}）"
            return _left_out(line, what, f"请补上区划代码；否则{_LEFT_OUT}")
        near = self._by_stem.get(_stem(key), [])
        if len(near) == 1:
            what = f"“{name}”当作台账中的{near[0].name}（{near[0].code}）"
            problem = Problem(Level.ASK, what, "确认是同一个单位可以照样导入", line.cell)
            return Match(near[0], problems=(problem,))
        what = f"台账中没有叫“{name}”的单位，这一行也没有 9 位区划代码"
        return _left_out(line, what, f"请补上区划代码；否则{_LEFT_OUT}")

    def _new(self, line: Line, code: str, name: str, problems: tuple[Problem, ...]) -> Match:
        """Settle the kind of a unit the book does not have: the file's, the code's, the name's."""
        stated = line.values.get("kind")
        by_code = kind_of_code(code)
        if isinstance(stated, str):
            kind = _KINDS[stated]
            if by_code is not None and by_code is not kind:
                what = f"{name}的类型是{kind}，代码 {code} 却在{by_code}的号段"
                hint = "如果是撤乡设镇等沿用旧代码，不必理会；否则请改正"
                problems += (Problem(Level.NOTE, what, hint, line.addresses("kind")),)
            return _new_of(kind) if not problems else Match(new=True, kind=kind, problems=problems)
        if by_code is not None:
            return (
                Match(new=True, kind=by_code, problems=problems) if problems else _new_of(by_code)
            )
        by_name = next((kind for ending, kind in _ENDINGS if name.endswith(ending)), None)
        if by_name is None:
            what = f"{name}（{code}）是镇、乡还是街道，从表里和代码都看不出来"
            return _left_out(line, what, f"请加一列“类型”；否则{_LEFT_OUT}", *problems)
        what = f"{name}（{code}）的类型从代码看不出来，按名称当作{by_name}"
        problem = Problem(Level.ASK, what, "如果不对，请加一列“类型”", line.cell)
        return Match(new=True, kind=by_name, problems=(*problems, problem))


@cache
def _new_of(kind: Kind) -> Match:
    """Give the match of every new unit of a kind in which nothing is doubtful."""
    return Match(new=True, kind=kind)


def _renamed(line: Line, township: Township, name: str | None) -> tuple[Problem, ...]:
    if name is None or name == township.name or name_key(name) == name_key(township.name):
        return ()
    what = f"代码 {township.code} 在台账中是{township.name}，表里是{name}"
    hint = "如果代码填错了，请改正；如果确实更名，可以照样导入"
    return (Problem(Level.ASK, what, hint, line.addresses("name")),)


def _left_out(line: Line, what: str, hint: str, *others: Problem) -> Match:
    return Match(problems=(*others, Problem(Level.ASK, what, hint, line.cell)))


def _stem(key: str) -> str:
    """Give the part of a name without 镇, 乡, 街道."""
    for ending, _ in _ENDINGS:
        shorter = key.removesuffix(ending)
        if shorter != key and len(shorter) > 1:
            return shorter
    return key
