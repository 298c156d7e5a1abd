"""What was entered for one contest, found by entrant and indicator."""

from dataclasses import dataclass

from townoffice.records import (
    Adjustment,
    AssessmentIndicator,
    Ballot,
    Contest,
    Entrant,
    GradeDecision,
    Kind,
    Mark,
    ProcessScore,
    VoterGroup,
    kind_of_code,
)


@dataclass(frozen=True, slots=True)
class ContestEntries:
    """One contest with everything entered for it; indicators carry the ids marks refer to.

    ``processes`` are what answered calls come to, where they are kept.
    """

    contest: Contest
    indicators: tuple[AssessmentIndicator, ...]
    entrants: tuple[Entrant, ...]
    marks: tuple[Mark, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    voter_groups: tuple[VoterGroup, ...] = ()
    decisions: tuple[GradeDecision, ...] = ()
    processes: tuple[ProcessScore, ...] = ()

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that rank apart, in the order of their entrants' places."""
        ordered = sorted(self.entrants, key=lambda one: one.place)
        return tuple(dict.fromkeys(one.group for one in ordered))

    def indicators_of(self, group: str) -> tuple[AssessmentIndicator, ...]:
        """Give the indicators of one group by place."""
        own = (one for one in self.indicators if one.group == group)
        return tuple(sorted(own, key=lambda one: one.place))

    def entrants_of(self, group: str) -> tuple[Entrant, ...]:
        """Give the entrants of one group by place."""
        own = (one for one in self.entrants if one.group == group)
        return tuple(sorted(own, key=lambda one: one.place))

    @property
    def streets(self) -> frozenset[str]:
        """The groups with a subdistrict among them."""
        return frozenset(
            one.group
            for one in self.entrants
            if "街道" in one.group or _kind(one.subject) is Kind.SUBDISTRICT
        )


def _kind(subject: str) -> Kind | None:
    """Tell the kind of a township by its code; None for whatever else is rated."""
    coded = len(subject) == 9 and subject.isascii() and subject.isdigit()
    return kind_of_code(subject) if coded else None
