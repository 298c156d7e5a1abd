"""What was exported imports as nothing changed."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.journeys.clerk import COUNTY, counts, fill, opened
from townoffice.book import Book
from townoffice.desk import intake
from townoffice.feedback import BadChoice, CannotWrite, Level
from townoffice.records import Category, Indicators, Kind, Measure, OwnIndicator, PostFact, Township

AMOUNTS = st.none() | st.decimals(min_value=0, max_value=10**7, places=4)
PEOPLE = st.none() | st.integers(min_value=0, max_value=10**6)
POST = st.none() | st.integers(min_value=0, max_value=200)
TEXTS = st.sampled_from(["青石镇", "=1+1", "+镇", "@镇", "㮾梨街道", "甲", "合口镇"])
UNIT = st.fixed_dictionaries(
    {"name": TEXTS, "people": PEOPLE, "area": AMOUNTS, "gdp": AMOUNTS, "own": AMOUNTS}
    | {category.value: POST for category in Category}
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with opened(tmp_path) as made:
        yield made


@pytest.fixture
def filled(book: Book, tmp_path: Path) -> Book:
    return fill(book, tmp_path)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(UNIT, min_size=1, max_size=4), st.sampled_from([None, "测编〔2024〕1号"]))
def test_what_was_exported_imports_as_nothing_changed(
    tmp_path_factory: pytest.TempPathFactory, units: list[dict[str, object]], doc_no: str | None
) -> None:
    folder = tmp_path_factory.mktemp("往返")
    with Book.create(folder / "book.db", COUNTY) as book:
        with book.change("造数") as writer:
            for number, unit in enumerate(units):
                code = f"9999011{number:02}"
                unit_id = writer.add(Township(code, str(unit["name"]), Kind.TOWN))
                writer.add(
                    Indicators(
                        unit_id,
                        2024,
                        registered_population=number_of(unit["people"]),
                        area_km2=amount_of(unit["area"]),
                        gdp=amount_of(unit["gdp"]),
                    )
                )
                if (own := amount_of(unit["own"])) is not None:
                    writer.add(OwnIndicator(unit_id, 2024, "绿化投入", own, "万元"))
                for category in Category:
                    if (posts := number_of(unit[category.value])) is not None:
                        for measure in Measure:
                            document = doc_no if measure is Measure.AUTHORIZED else None
                            since = date(2023, 5, 1)
                            writer.add(PostFact(unit_id, category, measure, posts, since, document))
        intake.export(book, "townships", folder / "导出.xlsx", 2024)
        found = intake.preview(book, folder / "导出.xlsx")
        assert found.year == 2024
        assert counts(found) == (0, 0, len(units), 0)
        assert found.skipped == ()
        assert found.problems_at(Level.STOP) == ()
        assert intake.commit(book, found, accept=True) is None


def number_of(value: object) -> int | None:
    return value if isinstance(value, int) else None


def amount_of(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def test_an_export_that_cannot_be_written_is_refused(filled: Book, tmp_path: Path) -> None:
    with pytest.raises(BadChoice):
        intake.export(filled, "personnel", tmp_path / "a.xlsx", 2024)
    with pytest.raises(BadChoice):
        intake.export(filled, "townships", tmp_path / "a.csv", 2024)
    with pytest.raises(CannotWrite):
        intake.export(filled, "townships", tmp_path / "没有" / "a.xlsx", 2024)
