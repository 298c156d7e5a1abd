"""The columns of a sheet of scores, made from what a contest asks for.

Who is rated is read by ``resources/fields/scores.toml``; each indicator becomes a field of its own,
known by its name, in its unit and in those that can be converted to it. A sheet of one indicator
may call its column 得分 and name the indicator in its title.
"""

import dataclasses
import functools
import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from townoffice.records import AssessmentIndicator, Scoring
from townoffice.sheets.fields import Field, FieldList, FieldType, Unit, field_list
from townoffice.sheets.headings import folded, units_named, words_of

__all__ = [
    "KIND",
    "MARK",
    "SCORE",
    "TARGET",
    "VOTER",
    "VOTER_GROUP",
    "VOTES",
    "VOTES_KIND",
    "named_in",
    "options_of",
    "score_fields",
    "vote_fields",
]

KIND, VOTES_KIND = "scores", "ballots"
MARK, TARGET, VOTES = "mark:", "target:", "votes:"
"""What the key of a column begins with, before the indicator's name or the option's."""
SCORE = "score"
"""The key of a column of marks that does not say of which indicator."""

VOTER_GROUP, VOTER = "voter_group", "voter"

_PLACES = 6
_GROUP_WORDS = ("评议主体", "评价主体", "投票主体", "主体", "票种", "评议群体")
_VOTER_WORDS = ("评议人", "评价人", "评议单位", "评价单位", "投票人", "投票单位", "打分单位")
_NEVER = re.compile(r"(?!)")
_WHOLE_POINTS = frozenset({Scoring.DIRECT, Scoring.DEDUCTION, Scoring.BALLOT})
_MARK_WORDS = ("", "得分", "评分", "分数", "实绩", "完成值", "完成数", "实际完成", "实际值", "扣分")
_TARGET_WORDS = ("目标", "目标值", "任务", "任务数", "计划数", "年度目标", "目标任务")
_OWN_TARGET = frozenset({Scoring.COMPLETION, Scoring.REVERSE_COMPLETION})


@functools.lru_cache(maxsize=8)
def score_fields(indicators: tuple[AssessmentIndicator, ...]) -> FieldList:
    """Make the field list of a contest's indicators; those of one name in several groups are one.

    Fields are named ``mark:`` + name and, where an entrant has its own target, ``target:`` + name.
    """
    base = field_list(KIND)
    fields: list[Field] = []
    units: list[Unit] = []
    for indicator in {one.name: one for one in indicators}.values():
        words = _words(indicator.name, base)
        found = Field(
            MARK + indicator.name,
            indicator.name,
            FieldType.TEXT if options_of(indicator) else FieldType.AMOUNT,
            names=tuple(w + after for w in words for after in _MARK_WORDS),
            dimension=MARK + indicator.name,
            unit=indicator.unit,
            places=_PLACES,
            signed=indicator.scoring not in _WHOLE_POINTS,
        )
        fields.append(found)
        if indicator.scoring in _OWN_TARGET:
            names = tuple(w + after for w in words for after in _TARGET_WORDS)
            label = f"{indicator.name}目标值"
            fields.append(
                dataclasses.replace(found, name=TARGET + indicator.name, label=label, names=names)
            )
        units += _units(found, base)
    return _made(base, fields, units)


@functools.lru_cache(maxsize=8)
def vote_fields(options: tuple[str, ...], indicators: tuple[AssessmentIndicator, ...]) -> FieldList:
    """Make the field list of a sheet of votes.

    A column of papers for each option (``votes:`` + option), and one of points a paper gives under
    each of the indicators voted on (``mark:`` + name).
    """
    base = score_fields(indicators)
    fields = [
        Field(VOTES + option, option, FieldType.COUNT, _vote_words(option), unit="票")
        for option in options
    ]
    fields += [
        Field(VOTER_GROUP, "评议主体", FieldType.TEXT, _GROUP_WORDS),
        Field(VOTER, "评议人", FieldType.TEXT, _VOTER_WORDS),
    ]
    known = tuple(one for one in base.fields if one.name != SCORE)
    units = (*base.units, Unit("", ("票", "张", "人"), Fraction(1)))
    return dataclasses.replace(
        base, kind=VOTES_KIND, label="评议票", fields=(*fields, *known), units=units
    )


def options_of(indicator: AssessmentIndicator) -> tuple[str, ...]:
    """Give the words an indicator is graded by (一类, 二类); empty where it takes figures."""
    if indicator.scoring is not Scoring.BANDS:
        return ()
    return tuple(name for name, _ in indicator.figures if not name[:1].isdigit())


def named_in(texts: Iterable[str], indicators: Iterable[AssessmentIndicator]) -> str | None:
    """Find the one indicator titles speak of; None where they name none, or several."""
    said = "".join(map(folded, texts))
    names = {one.name for one in indicators if folded(one.name) in said}
    longest = {n for n in names if not any(n != other and n in other for other in names)}
    return longest.pop() if len(longest) == 1 else None


def _made(base: FieldList, fields: list[Field], units: list[Unit]) -> FieldList:
    """Put made fields before those of the file: what an indicator is called is its own column."""
    words = dataclasses.replace(base.words, foreign=_NEVER, derived=_NEVER)
    return dataclasses.replace(
        base, fields=(*fields, *base.fields), units=tuple(units), words=words
    )


def _words(name: str, base: FieldList) -> tuple[str, ...]:
    """Give the name as headers are compared, with a year of its own and without."""
    return tuple(dict.fromkeys(word for word in (words_of(name, base), folded(name)) if word))


def _vote_words(option: str) -> tuple[str, ...]:
    bare = folded(option)
    return (bare, f"{bare}票", f"{bare}票数", f"{bare}数", f"{bare}人数", f"{bare}张数")


def _units(field: Field, base: FieldList) -> Iterator[Unit]:
    """Give the units a column can be in: the indicator's own, and what converts to it."""
    own = folded(field.unit)
    same = [unit for unit in units_named(own, base) if unit.dimension] if own else []
    for unit in same:
        for other in base.units:
            if other.dimension == unit.dimension:
                factor = other.factor / unit.factor
                yield Unit(field.dimension, other.names, factor)
    if not same:
        yield Unit(field.dimension, (own or "分",), Fraction(1))
