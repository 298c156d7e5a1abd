"""The bench of the rules checks the county it says, and still runs. No time is asserted."""

from pathlib import Path

from tests.bench import compliance
from townoffice.book import Book
from townoffice.desk.policies import starting_adoptions
from townoffice.policy import Policies, shipped_packs


def test_the_generated_county_breaks_the_limits_it_is_meant_to(tmp_path: Path) -> None:
    path = tmp_path / "county.db"
    compliance.write_book(path, 21)
    with Book.open(path) as book:
        setup = compliance.read(book)
    assert (len(setup.institutions), len(setup.nameplates)) == (21 * 12, 21 * 3)
    found = compliance.check(setup, Policies(shipped_packs(), starting_adoptions()))
    rules = [one.rule for one in found]
    assert rules.count("S0.4.offices") == 21
    assert rules.count("S0.12.institution_over") == 3
    assert "S0.4.history" not in rules


def test_the_table_has_a_line_for_each_size() -> None:
    lines = list(compliance.report((20, 40), 1))
    assert [line.split()[0] for line in lines[2:]] == ["20", "40"]
