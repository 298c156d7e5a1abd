"""Engine and oracle agree on random cases, and the oracle would notice a wrong engine."""

from unittest import mock

import pytest

from tests.oracle.__main__ import SEED, report
from tests.oracle.cases import case
from tests.oracle.trial import faults, shrunk, tried
from townoffice.staffing import apportion, engine

COUNT = 2_000
KINDS = (
    "largest-remainder",
    "sainte-lague",
    "huntington-hill",
    "under bounds",
    "with ties",
    "beyond the quota",
    "impossible by bounds",
    "impossible by total",
    "impossible by figures",
)


def test_engine_and_oracle_agree_and_every_kind_of_case_is_met() -> None:
    kinds, failures = tried(SEED, range(COUNT))
    assert failures == []
    assert [kind for kind in KINDS if kinds[kind] < 10] == []


def test_the_figures_of_a_case_are_the_same_every_time() -> None:
    assert [case(SEED, n) for n in range(20)] == [case(SEED, n) for n in range(20)]


@pytest.mark.parametrize(
    ("room", "name", "wrong"),
    [
        (apportion, "_tie", None),
        (engine, "_settled_by", "rule"),
        (engine, "_bounds", (0, None)),
    ],
)
def test_a_wrong_engine_is_found_out(room: object, name: str, wrong: object) -> None:
    with mock.patch.object(room, name, return_value=wrong):
        assert any(faults(case(SEED, number)) for number in range(300))


def test_a_failing_case_is_shrunk_by_leaving_out_units() -> None:
    with mock.patch.object(apportion, "_tie", return_value=None):
        large = (case(SEED, number) for number in range(COUNT))
        found = next(given for given in large if len(given.units) > 7 and faults(given))
        least = shrunk(found)
        assert faults(least)
    assert len(least.units) < len(found.units)
    assert faults(least) == []


def test_the_report_counts_to_the_end() -> None:
    lines = list(report(60, SEED, 2))
    assert lines[0].startswith("      60 of 60: 0 wrong")
