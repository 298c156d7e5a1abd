"""The values of a policy pack as rows: what the pack says, and what the county set instead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from townoffice.records import CitedValue, KindGroup, State
from ui.tables import Cell, Column
from ui.theme import Tone
from ui.values import value_words

__all__ = ["COLUMNS", "STATES", "Line", "Own"]

STATES = {
    State.STATED: "文件规定",
    State.INFERRED: "推定",
    State.MISSING: "待本县确定",
    State.CHOSEN: "本次选定",
}


@dataclass(frozen=True, slots=True)
class Own:
    """What the county set for a value: the value, since when, for which units."""

    value: CitedValue
    since: date | None
    groups: tuple[KindGroup, ...]

    @property
    def words(self) -> str:
        """Say by which document, from when and for whom it holds."""
        cites = "；".join(cite.text for cite in self.value.cites)
        said = [cites if self.value.state is State.STATED else self.value.note]
        said.append(f"自 {self.since} 起" if self.since else "一开始就是")
        if len(self.groups) < len(KindGroup):
            said.append(f"只管{'、'.join(self.groups)}")
        return "，".join(said)


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a pack with the days it is for, and the county's own where there is one."""

    number: int
    value: CitedValue
    since: date | None
    until: date | None
    own: Own | None = None

    @property
    def holds(self) -> CitedValue:
        """The value that counts."""
        return self.own.value if self.own else self.value


def lines_of(
    values: Sequence[tuple[CitedValue, date | None, date | None]], own: dict[str, Own]
) -> tuple[Line, ...]:
    """Make the rows of a pack."""
    return tuple(Line(n, *value, own.get(value[0].name)) for n, value in enumerate(values))


def _worth(line: Line) -> Cell:
    value, words = line.holds, value_words(line.holds)
    before = ""
    if line.own is not None:
        missing = line.value.value is None
        before = "原件缺" if missing else f"原 {value_words(line.value)}"
    return Cell(
        words,
        inferred=value.inferred,
        tip="\n".join(part for part in (words, before, value.basis) if part),
        bold=True,
        aside=before,
    )


def _state(line: Line) -> Cell:
    if line.own is not None:
        inferred = line.holds.inferred
        return Cell("本县·推定" if inferred else "本县", chip=2 if inferred else 1)
    state = line.value.state
    missing = state is State.MISSING
    return Cell(
        STATES[state],
        tone=Tone.RED if missing else Tone.NORMAL,
        warning=missing,
        chip=2 if state is State.INFERRED else None,
        tip=line.value.note,
    )


def _cites(line: Line) -> Cell:
    if line.own is not None:
        return Cell(line.own.words, tone=Tone.SECOND, tip=line.own.words)
    text = "；".join(cite.text for cite in line.value.cites) or line.value.note or "—"
    return Cell(text, tone=Tone.SECOND, tip=text)


COLUMNS: tuple[Column[Line], ...] = (
    Column("label", "名称", lambda n: Cell(n.value.label, tip=n.value.name), width=196, least=110),
    Column("value", "数值", _worth, width=256, least=110),
    Column("unit", "单位", lambda n: Cell(n.value.unit), width=56, least=50),
    Column("state", "状态", _state, width=118, least=96),
    Column("cites", "出处", _cites, width=168, least=60),
)
