"""Which entrant of a contest a line of a sheet means: by its code, else by its name."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from townoffice.feedback import BadChoice, Level, Problem
from townoffice.records import Entrant
from townoffice.sheets.cells import name_key
from townoffice.sheets.table import Line

__all__ = ["EntrantMatch", "EntrantMatcher"]

_LEFT_OUT = "这一行不会导入"
_ENDINGS = ("街道", "镇", "乡", "社区", "村")
_FRONTS = ("县", "区", "市")


@dataclass(frozen=True, slots=True)
class EntrantMatch:
    """The entrant meant, None where the line is left out; what is doubtful."""

    entrant: Entrant | None
    problems: tuple[Problem, ...] = ()


class EntrantMatcher:
    """Finds the entrants of one contest."""

    def __init__(self, entrants: Iterable[Entrant]) -> None:
        self._by_subject: dict[str, Entrant] = {}
        self._by_name: dict[str, list[Entrant]] = defaultdict(list)
        self._by_stem: dict[str, list[Entrant]] = defaultdict(list)
        for one in entrants:
            key = name_key(one.name)
            self._by_subject[one.subject] = one
            self._by_name[key].append(one)
            self._by_stem[_stem(key)].append(one)

    def find(self, line: Line) -> EntrantMatch:
        """Find the entrant of one line."""
        code, name = line.code, line.name
        if code is not None and (found := self._by_subject.get(code)) is not None:
            return EntrantMatch(found, _renamed(line, found))
        if name is None:
            return _left_out(line, f"没有代码为 {code} 的考核对象" if code else "没有写单位名称")
        key = name_key(name)
        if len(same := self._by_name.get(key, [])) == 1:
            return EntrantMatch(same[0])
        near = self._by_stem.get(_stem(key), [])
        if not same and len(near) == 1:
            what = f"“{name}”当作考核对象{near[0].name}"
            problem = Problem(Level.ASK, what, "确认是同一个单位可以照样导入", line.cell)
            return EntrantMatch(near[0], (problem,))
        return _left_out(line, f"考核对象中没有“{name}”")

    def told(self, line: Line, subject: str) -> EntrantMatch:
        """Take the entrant somebody named; without one the line is left out."""
        if not subject:
            return EntrantMatch(None)
        if (found := self._by_subject.get(subject)) is None:
            raise BadChoice(f"没有“{subject}”这个考核对象", where=line.cell, hint="请重新选择")
        return EntrantMatch(found)


def _renamed(line: Line, found: Entrant) -> tuple[Problem, ...]:
    if line.name is None or name_key(line.name) == name_key(found.name):
        return ()
    what = f"代码 {found.subject} 是{found.name}，表里是{line.name}"
    hint = "如果代码填错了，请改正；如果确实更名，可以照样导入"
    return (Problem(Level.ASK, what, hint, line.addresses("name")),)


def _left_out(line: Line, what: str) -> EntrantMatch:
    hint = f"请核对名称，或先加入考核对象；否则{_LEFT_OUT}"
    return EntrantMatch(None, (Problem(Level.ASK, what, hint, line.cell),))


def _stem(key: str) -> str:
    """Give the part of a name that tells it: without 镇 or 街道 behind, without 县 in front."""
    for ending in _ENDINGS:
        shorter = key.removesuffix(ending)
        if shorter != key and len(shorter) > 1:
            return shorter
    front = next((word for word in _FRONTS if key.startswith(word) and len(key) > 3), "")
    return key.removeprefix(front)
