"""The spreadsheet of a form: text stays text, values stay exact, the page is set up."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.prints.county import UNITS, Unit, classification, snapshot, staffing
from tests.prints.recalculation import Recalculation
from townoffice.feedback import CannotWrite
from townoffice.prints.form import (
    Column,
    ColumnKind,
    Form,
    Inferred,
    ReportNumber,
    Section,
    TotalRow,
)
from townoffice.prints.forms import (
    classification_form,
    leadership_form,
    situation_form,
    staffing_form,
)
from townoffice.prints.xlsx import write_xlsx
from townoffice.records import StaffingResult, Tranche

NUMBER = ReportNumber("编统1表", "示例县委编办", "示编办〔2024〕6号", "2025年12月")


def two_tranches(*, bounded: bool) -> StaffingResult:
    result = staffing(bounded=bounded)
    second = Tranche("equal", "平均部分", 8, (1,) * 8, 8, (1,) * 8, ())
    rows = tuple(replace(r, calculated=r.calculated + 1, posts=r.posts + 1) for r in result.rows)
    return replace(result, total=222, tranches=(*result.tranches, second), rows=rows, pool=92)


def villages(count: int) -> tuple[Unit, ...]:
    return tuple(
        replace(UNITS[n % 8], code=f"9999011{n:02}", name=f"第{n}镇") for n in range(count)
    )


FORMS: dict[str, Callable[[], Form]] = {
    "classification": lambda: classification_form(
        classification(), check_code="7C1E-40B9-A2D6", attachment="附件1"
    ),
    "unclassified": lambda: classification_form(classification(UNITS[:7], unreported=UNITS[7:])),
    "long": lambda: classification_form(classification(villages(40))),
    "leadership": lambda: leadership_form(classification()),
    "bounded": lambda: staffing_form(staffing(bounded=True), check_code="A93D-1F58-06CE"),
    "unknown": lambda: staffing_form(staffing(unknown="青石镇")),
    "tranches": lambda: staffing_form(two_tranches(bounded=False)),
    "one-rounding": lambda: staffing_form(two_tranches(bounded=True)),
    "no-reserve": lambda: staffing_form(replace(staffing(), total=204, reserve=0)),
    "situation": lambda: situation_form(
        snapshot(actual={"青石镇": 36}, unreported="云岭镇"), report_number=NUMBER
    ),
    "sixty": lambda: situation_form(snapshot(villages(60))),
}


@pytest.fixture(params=FORMS)
def form(request: pytest.FixtureRequest) -> Form:
    return FORMS[request.param]()


def test_formulas_recalculate_to_the_stored_values(form: Form, tmp_path: Path) -> None:
    write_xlsx(form, tmp_path / "表.xlsx")
    sheet = Recalculation(tmp_path / "表.xlsx")
    assert len(sheet.formulas) >= len(form.sections[0].rows)
    for place, stored in sheet.cached.items():
        worth = sheet.worth(place)
        assert not isinstance(worth, str | None), place
        assert abs(worth - stored) <= abs(stored) / 10**12, (place, sheet.formulas[place])


def test_the_same_form_gives_the_same_bytes(form: Form, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_xlsx(form, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def named(text: str) -> Form:
    """Build a small form that says ``text`` wherever a form holds words."""
    section = Section(
        (
            Column("序号", ColumnKind.SERIAL),
            Column("单位", ColumnKind.NAME),
            Column("数", ColumnKind.NUMBER, formula="[1]"),
            Column("备注", ColumnKind.TEXT),
        ),
        ((1, text, text, text), (2, "乙", Inferred(text), "")),
        (TotalRow("合计", (text, text), ("SUM", None)),),
        heading=text,
    )
    return Form(text, text, (section,), subtitle=text, attachment=text, as_of=text, unit=text)


@settings(max_examples=40)
@given(
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=12).map(
        lambda text: text.strip() or "＝"
    ),
    st.sampled_from(["", "=", "+", "-", "@", "\t=", "=HYPERLINK(1)", "{=", "http://"]),
)
def test_no_text_becomes_a_formula_or_a_link(
    tmp_path_factory: pytest.TempPathFactory, text: str, head: str
) -> None:
    path = tmp_path_factory.mktemp("text") / "a.xlsx"
    write_xlsx(named(head + text), path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type != "f", cell.coordinate
            assert cell.hyperlink is None


def test_page_titles_panes_and_footer(tmp_path: Path) -> None:
    write_xlsx(FORMS["bounded"](), tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert sheet.title == "乡镇（街道）行政编制测算（核定）表"
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == "9"
    assert sheet.print_title_rows == "$4:$6"
    assert sheet.freeze_panes == "C7"
    footer = sheet.oddFooter
    assert "— &P —" in str(footer.center.text).replace("&[Page]", "&P")
    assert "A93D-1F58-06CE" in str(footer.left.text)
    margins = sheet.page_margins
    sides = (margins.top, margins.bottom, margins.left, margins.right)
    assert [round(side * 25.4) for side in sides] == [28, 26, 35, 37]


def test_the_upright_table_is_upright_and_its_number_block_is_there(tmp_path: Path) -> None:
    write_xlsx(FORMS["situation"](), tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert sheet.page_setup.orientation in {None, "portrait"}
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "表　　号：编统1表" in texts
    assert "计量单位：名" in texts
    code = next(c for row in sheet.iter_rows() for c in row if c.value == "999901100")
    assert (code.data_type, code.number_format) == ("s", "@")


def test_signs_are_written_as_on_paper(tmp_path: Path) -> None:
    write_xlsx(FORMS["bounded"](), tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    change = next(c for row in sheet.iter_rows() for c in row if c.value == "=I7-C7")
    assert change.number_format.replace("_ ", "") == '+0;"−"0;0'
    crosses = [c for row in sheet.iter_rows() for c in row if c.value == "×"]
    assert [c.data_type for c in crosses] == ["s"] * 4


def test_fonts_are_named_by_role(tmp_path: Path) -> None:
    write_xlsx(FORMS["classification"](), tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    fonts = {str(c.value): (c.font.name, c.font.sz) for row in sheet.iter_rows() for c in row}
    assert fonts["附件1"] == ("黑体", 16)
    assert fonts["乡镇（街道）分类测算表"] == ("方正小标宋简体", 22)
    assert fonts["序号"] == ("黑体", 10.5)
    assert fonts["青石镇"][0] == "仿宋"
    assert fonts["甲"] == ("宋体", 9)


def test_a_draft_says_so_and_an_adopted_table_does_not(tmp_path: Path) -> None:
    for code, expected in ((None, True), ("7C1E-40B9-A2D6", False)):
        write_xlsx(staffing_form(staffing(), check_code=code), tmp_path / "a.xlsx")
        sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
        assert ("测算稿" in str(sheet["A2"].value)) is expected


def test_a_folder_that_is_not_there_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="文件没有写成"):
        write_xlsx(FORMS["leadership"](), tmp_path / "没有" / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_replaced_stays_and_no_draft_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.mkdir()
    with pytest.raises(CannotWrite):
        write_xlsx(FORMS["leadership"](), path)
    assert [p.name for p in tmp_path.iterdir()] == ["a.xlsx"]
