"""A sheet of votes held against a contest, and written into it.

A line is an entrant, or an entrant as one voter (or group of voters) sees it. A column is an option
with its number of papers, or an indicator with the points (1–100) one paper gives.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from townoffice.book import Writer
from townoffice.desk.contest_comparing import ContestComparison
from townoffice.desk.evaluation_ballots import VoteTyped, put_votes, weigh_votes
from townoffice.desk.evaluation_ground import ContestGround
from townoffice.feedback import Level
from townoffice.records import Difference, Entrant, IntakeValue, Preview, Scoring
from townoffice.sheets.numbers import plain_text
from townoffice.sheets.scores import MARK, VOTER, VOTER_GROUP, VOTES
from townoffice.sheets.table import Line

__all__ = ["VoteComparison", "enter_votes"]


class VoteComparison(ContestComparison):
    """Compares a table of votes with a contest; ``about`` names the indicator papers are for.

    None: they rate the entrant as a whole.
    """

    def __init__(
        self, known: ContestGround, told: Mapping[str, str] | None, about: str | None
    ) -> None:
        super().__init__(known, told)
        self._about = about

    def voice(self, line: Line) -> tuple[str, ...]:
        """Tell lines of one entrant apart by who votes."""
        return (_text(line.values.get(VOTER_GROUP)), _text(line.values.get(VOTER)))

    def differences(self, line: Line, entrant: Entrant) -> Iterator[Difference]:
        """Give every cell that says otherwise than the book; what cannot be is told."""
        keys = [key for key, value in line.values.items() if value is not None]
        typed = {key: vote for key in keys if (vote := self._vote(line, key, entrant)) is not None}
        for key, change in zip(typed, weigh_votes(self.known, typed.values()), strict=True):
            at = line.addresses(key)
            if change.problem is not None:
                what = f"{entrant.name}{change.label}：{change.problem.what}"
                self.said(Level.STOP, what, "请改正后重新导入", at)
            elif change.moves:
                yield Difference(key, change.label, change.old, change.new, at)

    def _vote(self, line: Line, key: str, entrant: Entrant) -> VoteTyped | None:
        return vote_at(self.known, entrant, line.values, key, self._about)


def vote_at(
    known: ContestGround,
    entrant: Entrant,
    values: Mapping[str, IntakeValue],
    key: str,
    about: str | None,
) -> VoteTyped | None:
    """Give the vote a cell holds; None where its column is none of votes."""
    kind, _, word = key.partition(":")
    if kind + ":" not in {VOTES, MARK}:
        return None
    counted = kind + ":" == VOTES
    name = about if counted else word
    own = {one.name: one.id for one in known.of_group(entrant.group)}
    return VoteTyped(
        entrant.subject,
        _text(values[key]),
        _text(values.get(VOTER_GROUP)),
        word if counted else None,
        own.get(name, 0) if name is not None else None,
        "",
        _text(values.get(VOTER)),
    )


def voted_on(known: ContestGround) -> tuple[str, ...]:
    """Name the indicators that are voted on, each name once."""
    names = (one.name for one in known.indicators if one.scoring is Scoring.BALLOT)
    return tuple(dict.fromkeys(names))


def _text(value: IntakeValue) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else plain_text(Decimal(value))


def enter_votes(writer: Writer, known: ContestGround, preview: Preview, about: str | None) -> None:
    """Write every difference of a preview into its contest, inside the change of the import."""
    votes = []
    for row in preview.changed:
        entrant = known.entrant(row.subject or "")
        assert entrant is not None
        for found in row.differences:
            vote = vote_at(
                known, entrant, {**row.values, found.field: found.new}, found.field, about
            )
            assert vote is not None
            votes.append(vote)
    put_votes(writer, known, weigh_votes(known, votes))
