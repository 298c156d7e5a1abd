"""Room and oracle agree on random contests, and the oracle would notice a wrong room."""

from unittest import mock

import pytest

from tests.evaluation.cases import case
from tests.evaluation.trial import faults, tried
from tests.oracle.__main__ import SEED, report
from townoffice.evaluation import grades, scoring, totals
from townoffice.records import Scoring

COUNT = 2_000
KINDS = (
    "equal totals",
    "tie at the last seat",
    "tie decided",
    "quota full",
    "veto",
    "without a total",
    "answered calls",
    *(scoring.value for scoring in Scoring),
)


def test_room_and_oracle_agree_and_every_kind_of_contest_is_met() -> None:
    kinds, failures = tried(SEED, range(COUNT))
    assert failures == []
    assert [kind for kind in KINDS if kinds[kind] < 20] == []


def test_the_figures_of_a_contest_are_the_same_every_time() -> None:
    assert [case(SEED, n) for n in range(20)] == [case(SEED, n) for n in range(20)]


@pytest.mark.parametrize(
    ("room", "name", "wrong"),
    [
        (grades, "cut_tie", None),
        (grades, "seats_of", 1),
        (grades, "holds", True),
        (scoring, "root", 1),
        (scoring, "_within", 100),
        (totals, "fault_of_weights", ""),
    ],
)
def test_a_wrong_room_is_found_out(room: object, name: str, wrong: object) -> None:
    with mock.patch.object(room, name, return_value=wrong):
        assert any([*faults(case(SEED, number))] for number in range(300))


def test_the_report_counts_to_the_end() -> None:
    lines = list(report(60, SEED, 2, tried))
    assert lines[0].startswith("      60 of 60: 0 wrong")
