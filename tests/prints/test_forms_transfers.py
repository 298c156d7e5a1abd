"""方案表, 台账 and 使用情况表: totals that check, and formulas that give what is printed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.county import ON, eight, policies
from tests.prints.recalculation import Recalculation
from tests.staffing.test_county_rates import caps, filled
from tests.staffing.test_transfers import example
from townoffice.desk.transfers import sheet_of
from townoffice.prints import write_pdf
from townoffice.prints.form import Absent, Form
from townoffice.prints.forms import (
    transfer_ledger_form,
    transfers_form,
    turnover_ledger_form,
    usage_form,
)
from townoffice.prints.xlsx import write_xlsx
from townoffice.records import (
    Category,
    CountyRates,
    GrantLine,
    KindGroup,
    LedgerLine,
    Pool,
    Stage,
    TransferEntry,
    TransferSheet,
    TurnoverGrant,
)
from townoffice.staffing.county_rates import county_rates

COUNTY = eight().county
DAY = date(2025, 6, 30)
DOC = "示编办〔2025〕3号"


def sheet(**actual: int) -> TransferSheet:
    return sheet_of(example(actual), years=2 if actual else 0, title="行政编制方案", note="审定")


def ledger() -> tuple[LedgerLine, ...]:
    done = TransferEntry(1, Category.ADMIN, 0, "999901100", "999901201", 2, DAY, DAY, DOC)
    waits = TransferEntry(1, Category.ADMIN, 1, "999901002", "", 3, date(2026, 6, 30))
    return (
        LedgerLine(done, "青石镇", "高坪乡", "方案"),
        LedgerLine(waits, "北岸街道", "县级周转", "方案"),
        LedgerLine(waits, "北岸街道", "县级周转", "方案", superseded=True),
    )


def grants() -> tuple[GrantLine, ...]:
    held = TurnoverGrant(
        1, Category.ADMIN, 2, "防火专班", "满编", date(2022, 4, 1), date(2025, 3, 31), DOC
    )
    back = replace(held, count=1, returned=date(2025, 1, 1), return_doc_no="示编办〔2024〕9号")
    return (GrantLine(held, "高坪乡", "999901201"), GrantLine(back, "青石镇", "999901100"))


def turnover(lines: tuple[GrantLine, ...]) -> Form:
    term = policies().look("limits.turnover_years", ON, KindGroup.TOWNS)
    return turnover_ledger_form(COUNTY, lines, (Pool(Category.ADMIN, 10, 2),), term, DAY)


def rates(*, missing: bool = False) -> CountyRates:
    county = filled()
    if missing:
        first = replace(county.units[0], actual={}, indicators=None)
        county = replace(county, units=(first, *county.units[1:]))
    return county_rates(county, caps(county), {})


FORMS: dict[str, Callable[[], Form]] = {
    "plan": lambda: transfers_form(sheet()),
    "staged": lambda: transfers_form(sheet(北岸街道=26), check_code="A93D-1F58-06CE"),
    "attached": lambda: transfers_form(sheet(), attachment="附件2"),
    "ledger": lambda: transfer_ledger_form(COUNTY, ledger(), DAY),
    "no-ledger": lambda: transfer_ledger_form(COUNTY, (), DAY),
    "turnover": lambda: turnover(grants()),
    "no-turnover": lambda: turnover(()),
    "usage": lambda: usage_form(rates()),
    "usage-missing": lambda: usage_form(rates(missing=True)),
}


@pytest.mark.parametrize("name", FORMS)
def test_formulas_recalculate_to_the_stored_values(name: str, tmp_path: Path) -> None:
    write_xlsx(FORMS[name](), tmp_path / "表.xlsx")
    book = Recalculation(tmp_path / "表.xlsx")
    for place, stored in book.cached.items():
        worth = book.worth(place)
        assert not isinstance(worth, str | None), place
        assert abs(worth - stored) <= abs(stored) / 10**12, (place, book.formulas[place])


@pytest.mark.parametrize("name", FORMS)
def test_every_table_is_drawn(name: str, tmp_path: Path) -> None:
    report = write_pdf(FORMS[name](), tmp_path / "表.pdf")
    assert report.missing == ()
    assert (tmp_path / "表.pdf").stat().st_size > 0


def test_the_totals_of_a_plan_show_that_nothing_came_or_went() -> None:
    form = transfers_form(sheet())
    units, moves = form.sections
    *_, reserve, whole = units.totals
    assert reserve.cells == (0, 0, 10, 10, Absent.NOT_APPLICABLE, "")
    assert whole.cells == (214, 14, 14, 214, 204, "")
    assert moves.totals[0].cells == (14,)
    assert sum(int(str(row[-1])) for row in moves.rows) == 14
    rows = {row[1]: row[2:6] for row in units.rows}
    assert rows["北岸街道"] == (27, 4, 0, 23)
    assert rows["高坪乡"] == (18, 0, 3, 21)


def test_a_plan_by_stages_says_what_comes_later() -> None:
    form = transfers_form(sheet(北岸街道=26))
    remarks = {row[1]: row[-1] for row in form.sections[0].rows}
    assert remarks["北岸街道"] == "3名以后年度划出"
    assert [row[1] for row in form.sections[1].rows][-2:] == ["第1年", "第2年"]


def test_a_plan_that_is_not_carried_out_names_who_would_be_over() -> None:
    form = transfers_form(sheet_of(example({"北岸街道": 26})))
    assert "北岸街道（3名）" in form.notes.relations[-1]
    assert {row[1]: row[-1] for row in form.sections[0].rows}["北岸街道"] == "超编3"


def test_a_plan_carried_out_names_day_and_document() -> None:
    done = replace(sheet(), stages=(Stage(0, 14, DAY, DAY, DOC),))
    assert f"已执行当期14名（2025年6月30日，{DOC}）" in transfers_form(done).notes.relations[-1]


def test_what_waits_is_summed_apart_and_what_is_superseded_is_not() -> None:
    (section,) = transfer_ledger_form(COUNTY, ledger(), DAY).sections
    assert section.totals[0].cells[:2] == (2, 3)
    assert (section.rows[1][2], section.rows[1][-1]) == ("未发文", "待执行")
    assert section.rows[2][-1] == "已由新方案代替"


def test_what_is_late_is_in_use_and_named() -> None:
    form = turnover(grants())
    (section,) = form.sections
    assert section.totals[0].cells[:2] == (3, 2)
    assert (section.rows[0][8], section.rows[0][-1]) == ("无", "到期未收回")
    assert (section.rows[1][8], section.rows[1][-1]) == ("2025.01.01", "示编办〔2024〕9号")
    assert "行政编制周转10名，在用2名，可用8名" in form.notes.relations[0]
    assert form.notes.inferred.startswith("周转编制一次使用不超过3年")


def test_the_rates_of_a_county_are_printed_with_the_cap() -> None:
    form = usage_form(rates())
    (section,) = form.sections
    cells = section.totals[0].cells
    assert cells[1:5] == (214, 206, 9, 1)
    assert "1.2倍※，即256名（舍去小数），未超" in form.notes.basis[0]
    assert form.notes.inferred


def test_a_county_that_adopted_no_cap_says_so() -> None:
    form = usage_form(county_rates(filled(), {}, {}))
    assert "本县未采用" in form.notes.basis[0]
    assert form.notes.inferred == ""


def test_what_nobody_reported_is_a_dash_named_below() -> None:
    form = usage_form(rates(missing=True))
    row = form.sections[0].rows[0]
    assert row[2] is Absent.NOT_REPORTED
    assert row[4:8] == (Absent.NOT_REPORTED,) * 4
    assert row[-1] == "行政实有未报；事业实有未报"
    assert "南湖街道" in form.notes.signs[0]
