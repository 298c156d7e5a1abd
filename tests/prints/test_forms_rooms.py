"""The forms of real results: the policies a new book has, classified and calculated."""

from pathlib import Path

import pytest

from tests.county import BOTH, ON, eight, policies
from tests.prints.county import classification, staffing
from tests.prints.recalculation import Recalculation
from townoffice.prints.form import Form
from townoffice.prints.forms import classification_form, leadership_form, staffing_form
from townoffice.prints.xlsx import write_xlsx
from townoffice.records import Classification, StaffingResult
from townoffice.staffing import Choices, calculate, staffing_rule
from townoffice.townships import classification_rule, classify


def classified(**settings: str) -> Classification:
    return classify(eight(), classification_rule(policies(), ON, BOTH, settings))


def calculated(**choices: int) -> StaffingResult:
    rule = staffing_rule(policies(), ON, BOTH, "three-step", {})
    return calculate(eight(), rule, Choices(max_change=choices.get("max_change")))


def test_the_classification_of_the_rooms_prints_like_the_one_by_hand() -> None:
    real = classification_form(classified()).sections[0]
    hand = classification_form(classification()).sections[0]
    assert real.rows == hand.rows
    assert real.columns == hand.columns
    assert real.totals == hand.totals


@pytest.mark.parametrize("change", [None, 2])
def test_the_staffing_of_the_rooms_prints_like_the_one_by_hand(change: int | None) -> None:
    real = staffing_form(calculated(max_change=change) if change else calculated()).sections[0]
    hand = staffing_form(staffing(bounded=change is not None)).sections[0]
    by_name = {row[1]: row[2:] for row in hand.rows}
    assert {row[1]: row[2:] for row in real.rows} == by_name
    assert real.columns == hand.columns
    assert real.totals == hand.totals


def forms() -> dict[str, Form]:
    return {
        "classification": classification_form(classified()),
        "other-weights": classification_form(
            classified(weights="population=5,area_km2=3,fiscal_revenue=2", population="resident")
        ),
        "min-max": classification_form(classified(index="min-max")),
        "share": classification_form(classified(index="share")),
        "leadership": leadership_form(classified()),
        "staffing": staffing_form(calculated(max_change=2)),
    }


@pytest.mark.parametrize("name", list(forms()))
def test_real_results_recalculate_to_themselves(name: str, tmp_path: Path) -> None:
    write_xlsx(forms()[name], tmp_path / "a.xlsx")
    sheet = Recalculation(tmp_path / "a.xlsx")
    for place, stored in sheet.cached.items():
        worth = sheet.worth(place)
        assert not isinstance(worth, str | None)
        assert abs(worth - stored) <= abs(stored) / 10**12


def test_an_index_without_classes_leaves_the_class_open_and_says_nothing_of_missing() -> None:
    form = forms()["min-max"]
    assert {row[-1] for row in form.sections[0].rows} == {""}
    assert form.notes.signs == ()
    assert "本次测算选定：总指数算法为极差标准化法。" in form.notes.basis


def test_every_inferred_note_of_the_packs_is_printed() -> None:
    for result, form in (
        (calculated(), staffing_form(calculated())),
        (classified(), classification_form(classified())),
        (classified(), leadership_form(classified())),
    ):
        leadership = form.title.startswith("乡镇（街道）领导")
        for value in result.parameters:
            if value.inferred and leadership is value.name.startswith("leadership."):
                assert value.note.rstrip("。") in form.notes.inferred
