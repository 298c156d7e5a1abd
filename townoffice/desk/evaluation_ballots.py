"""Papers counted in, and the weights of those who vote.

A cell of the page is either the number of papers that say one option, or the points (1–100) one
paper gives. :func:`weigh_votes` checks typed cells without a book, :func:`write_votes` writes those
that can be as one change; clearing a cell takes its papers away.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from townoffice.book import Book, Writer
from townoffice.desk.evaluation_ground import ContestGround, PaperKey, ground, writable
from townoffice.feedback import BadChoice, Level, Problem, Stale
from townoffice.records import AssessmentIndicator, Ballot, Changes, Scoring, VoterGroup
from townoffice.sheets.fields import Field, FieldType, field_list
from townoffice.sheets.numbers import Wrong, plain_text, read_number

__all__ = [
    "VoteChange",
    "VoteTyped",
    "options_of_ballot",
    "put_votes",
    "set_voter_groups",
    "vote_of",
    "weigh_votes",
    "write_votes",
]

_COUNT = Field("count", "票数", FieldType.COUNT, unit="票")
_POINTS = Field("points", "评分", FieldType.AMOUNT, unit="分", places=2)
_WEIGHT = Field("weight", "权重", FieldType.AMOUNT, unit="%", places=4)
_MOST = 100
_NO_VOTES = "请选择本组按评议票计分的指标"


@dataclass(frozen=True, slots=True)
class VoteTyped:
    """One cell: ``text`` is a number of papers under ``option``, or without one a paper's points.

    The indicator is named by ``indicator_id`` or, in a reverse evaluation, by ``dimension``;
    neither: a rating as a whole. ``voter`` is who signed, empty where secret.
    """

    subject: str
    text: str
    voter_group: str = ""
    option: str | None = None
    indicator_id: int | None = None
    dimension: str = ""
    voter: str = ""

    @property
    def key(self) -> PaperKey:
        """What tells its papers from all others."""
        return (
            self.subject,
            self.indicator_id,
            self.voter_group,
            self.voter,
            self.dimension,
            self.option,
        )


@dataclass(frozen=True, slots=True)
class VoteChange:
    """A typed cell held against the contest: papers (or points) before and after."""

    typed: VoteTyped
    name: str
    label: str
    old: int | Decimal | None
    new: int | Decimal | None
    problem: Problem | None = None

    @property
    def refused(self) -> bool:
        """Tell whether the text cannot be written."""
        return self.problem is not None

    @property
    def moves(self) -> bool:
        """Tell whether writing it would change the book."""
        return not self.refused and self.new != self.old


def vote_of(known: ContestGround, typed: VoteTyped) -> int | Decimal | None:
    """Give what stands in the book for a cell: papers of an option, or the points of a paper."""
    held = known.papers.get(typed.key, ())
    if typed.option is not None:
        return sum(one.count for one in held) or None
    return held[0].points if held else None


def weigh_votes(known: ContestGround, typed: Iterable[VoteTyped]) -> tuple[VoteChange, ...]:
    """Say of every typed cell what it would change; nothing is written."""
    return tuple(_weighed(known, one) for one in typed)


def _weighed(known: ContestGround, typed: VoteTyped) -> VoteChange:
    entrant = known.entrant(typed.subject)
    name = entrant.name if entrant else typed.subject
    label = "·".join(
        part for part in (typed.voter_group, typed.voter, typed.dimension, typed.option) if part
    )
    old = vote_of(known, typed)
    fault = _fault(known, typed)
    new: int | Decimal | None = None
    if fault is None:
        field = _POINTS if typed.option is None else _COUNT
        found = read_number(typed.text, field, Fraction(1), field_list("scores"))
        if isinstance(found, Wrong):
            fault = found.what
        elif found is not None:
            new = found.value or None
            if typed.option is None and not 1 <= found.value <= _MOST:
                fault = f"评分应在 1 到 {_MOST} 之间"
    if fault is not None:
        problem = Problem(Level.STOP, fault, "按 Esc 恢复原来的内容")
        return VoteChange(typed, name, label, old, None, problem)
    return VoteChange(typed, name, label, old, new)


def _fault(known: ContestGround, typed: VoteTyped) -> str | None:
    """Say why no papers can be counted in there."""
    if known.closed:
        return "考核已办结，不能再填"
    entrant = known.entrant(typed.subject)
    if entrant is None:
        return "没有这个考核对象"
    groups = {one.name for one in known.voter_groups}
    if groups and typed.voter_group not in groups:
        return f"没有“{typed.voter_group}”这一评议主体"
    indicator = _indicator(known, entrant.group, typed)
    if indicator is None:
        return None if typed.indicator_id is None and not typed.dimension else _NO_VOTES
    if indicator.scoring is not Scoring.BALLOT:
        return _NO_VOTES
    options = options_of_ballot(known, indicator)
    if options and typed.option is not None and typed.option not in options:
        return f"选项只有 {'、'.join(options)}"
    return None


def options_of_ballot(known: ContestGround, indicator: AssessmentIndicator) -> tuple[str, ...]:
    """Give what a paper can say: the indicator's options, else the policy's, and 不了解."""
    rule = known.rule
    weights = indicator.figures or (rule.ballot_weights if rule else ())
    return (*(name for name, _ in weights), *(sorted(rule.abstentions) if rule else ()))


def _indicator(known: ContestGround, group: str, typed: VoteTyped) -> AssessmentIndicator | None:
    """Find the indicator papers are for: by its number, else by its name, the dimension."""
    if typed.indicator_id is None:
        return next((o for o in known.of_group(group) if o.name == typed.dimension), None)
    return next((o for o in known.of_group(group) if o.id == typed.indicator_id), None)


def write_votes(book: Book, contest_id: int, changes: Sequence[VoteChange]) -> Changes | None:
    """Write what moves as one change; None where nothing does.

    :raises BadChoice: the contest is closed. :raises Stale: papers moved since they were weighed.
    """
    contest = writable(book, contest_id)
    moved = [change for change in changes if change.moves]
    if not moved:
        return None
    now = ground(book, contest_id)
    for change in moved:
        if vote_of(now, change.typed) != change.old:
            where = f"{change.name}{change.label}"
            raise Stale("台账在您填写时已有改动", where=where, hint="请重新填写")
    with book.change(_label(moved, contest.title)) as writer:
        put_votes(writer, now, moved)
    return writer.changes


def put_votes(writer: Writer, known: ContestGround, moved: Iterable[VoteChange]) -> None:
    """Write papers over those there are, inside a change."""
    fresh: list[Ballot] = []
    moved_on: list[Ballot] = []
    for change in moved:
        before = known.papers.get(change.typed.key, ())
        after = _ballot(known.contest.id or 0, change)
        for gone in before[1:] if after is not None else before:
            writer.remove(gone)
        if after is not None and before:
            moved_on.append(replace(after, id=before[0].id, row_version=before[0].row_version))
        elif after is not None:
            fresh.append(after)
    writer.update_all(moved_on)
    writer.add_all(fresh)


def _ballot(contest_id: int, change: VoteChange) -> Ballot | None:
    typed, new = change.typed, change.new
    if new is None:
        return None
    counted = typed.option is not None
    return Ballot(
        contest_id,
        typed.subject,
        typed.voter_group,
        typed.voter,
        typed.dimension,
        typed.option,
        None if counted else Decimal(new),
        int(new) if counted else 1,
        typed.indicator_id,
    )


def _label(moved: Sequence[VoteChange], title: str) -> str:
    units = list(dict.fromkeys(change.name for change in moved))
    if len(moved) == 1:
        one = moved[0]
        old, new = (("空" if v is None else plain_text(v)) for v in (one.old, one.new))
        return f"录入评议票 {one.name}{one.label} {old} → {new}（{title}）"
    return f"录入 {len(units)} 个单位的评议票共 {len(moved)} 格（{title}）"


def set_voter_groups(
    book: Book, contest_id: int, groups: Sequence[tuple[str, str]]
) -> Changes | None:
    """Write who votes and with which weights (in %, as typed), as one change; None: nothing moves.

    :raises BadChoice: weights that do not add up to 100, a name twice, or one gone that has papers.
    """
    contest = writable(book, contest_id)
    known = ground(book, contest_id)
    weights = _weights(groups)
    voted = {one.voter_group for one in known.ballots} - weights.keys()
    if weights and voted:
        raise BadChoice(f"“{min(voted)}”已有评议票，不能去掉", hint="请先清掉它的评议票")
    held = {one.name: one for one in known.voter_groups}
    after = [
        replace(held.get(name, VoterGroup(contest_id, name, weight)), weight=weight, place=place)
        for place, (name, weight) in enumerate(weights.items())
    ]
    if tuple(after) == known.voter_groups:
        return None
    told = "、".join(f"{name} {plain_text(weight)}%" for name, weight in weights.items())
    with book.change(f"设评议主体：{told or '不分主体'}（{contest.title}）") as writer:
        for name, gone in held.items():
            if name not in weights:
                writer.remove(gone)
        writer.update_all([one for one in after if one.id is not None and held[one.name] != one])
        writer.add_all([one for one in after if one.id is None])
    return writer.changes


def _weights(groups: Sequence[tuple[str, str]]) -> Mapping[str, Decimal]:
    weights: dict[str, Decimal] = {}
    for typed, text in groups:
        name = typed.strip()
        found = read_number(text, _WEIGHT, Fraction(1), field_list("scores"))
        if not name or name in weights:
            raise BadChoice(
                f"评议主体“{name}”写了两次" if name else "评议主体须有名称", hint="请更正"
            )
        if found is None or isinstance(found, Wrong) or found.value <= 0:
            raise BadChoice(f"{name}的权重“{text}”不是大于 0 的数", hint="如 60")
        weights[name] = Decimal(found.value)
    if weights and sum(weights.values()) != _MOST:
        total = plain_text(sum(weights.values()))
        raise BadChoice(f"各评议主体的权重合计 {total}，应为 100", hint="请调整")
    return weights
