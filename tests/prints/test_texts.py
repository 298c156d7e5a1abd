"""Every text of a form, and the characters that cannot be printed."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.prints.columns import NAME, SERIAL
from tests.prints.extraction import pages_text
from tests.prints.paper_forms import list_of, secondment
from townoffice.prints import Form, Missing, missing_characters, write_pdf
from townoffice.prints.approval import Approval, Fields, Label, Value
from townoffice.prints.fonts import FontSet, Role
from townoffice.prints.form import Merged, Section
from townoffice.prints.texts import form_texts
from townoffice.prints.typeset import Typesetter

RARE = "堌垴塬埗㳇㮾䃥𠮷"
NOWHERE = "\U000323af"


def towns(names: tuple[str, ...]) -> Form:
    rows = tuple((n, name) for n, name in enumerate(names, 1))
    return replace(list_of(0), sections=(Section((SERIAL, NAME), rows),))


def test_names_with_rare_characters_are_printed_and_copied(tmp_path: Path, fonts: FontSet) -> None:
    form = towns(tuple(f"{char}镇" for char in RARE))
    lacking = {missing.char for missing in missing_characters(form, fonts)}
    report = write_pdf(form, tmp_path / "t.pdf", fonts)
    assert set(report.missing) == lacking
    (text,) = pages_text(tmp_path / "t.pdf")
    for n, char in enumerate(RARE, 1):
        assert f"{n}{'〓' if char in lacking else char}镇" in text


def test_rare_characters_of_the_common_plane_are_in_the_fonts_named_by_the_readme(
    fonts: FontSet,
) -> None:
    if "文鼎明体" not in {fonts.face(role).name for role in Role}:
        pytest.skip("the free fonts of the README are not installed")
    lacking = {missing.char for missing in missing_characters(towns(tuple(RARE)), fonts)}
    assert lacking <= {"𠮷"}


def test_a_character_no_font_has_is_listed_with_its_cells(fonts: FontSet) -> None:
    form = towns((f"{NOWHERE}家镇", "示例镇", f"上{NOWHERE}乡"))
    assert missing_characters(form, fonts) == (
        Missing(NOWHERE, (f"{NOWHERE}家镇", f"上{NOWHERE}乡")),
    )


def test_characters_of_merged_cells_and_boxes_are_looked_at_too(fonts: FontSet) -> None:
    header = (SERIAL, NAME)
    merged = replace(list_of(0), sections=(Section(header, ((1, Merged(NOWHERE)),)),))
    boxes = replace(
        secondment(), approval=Approval((Fields((Label("姓名"), Value(f"某{NOWHERE}", 5))),))
    )
    for form in (merged, boxes, replace(list_of(0), title=NOWHERE)):
        assert [missing.char for missing in missing_characters(form, fonts)] == [NOWHERE]


def test_what_is_listed_is_what_is_printed_as_a_sign(tmp_path: Path, fonts: FontSet) -> None:
    form = towns((f"{NOWHERE}家镇",))
    report = write_pdf(form, tmp_path / "t.pdf", fonts)
    assert report.missing == tuple(m.char for m in missing_characters(form, fonts))
    assert "〓家镇" in pages_text(tmp_path / "t.pdf")[0]


def test_tick_boxes_and_white_space_are_never_missing(fonts: FontSet) -> None:
    assert missing_characters(secondment(), fonts) == ()
    type_ = Typesetter(fonts)
    assert type_.em("☑　☐\n\u200b", Role.FANG) > 0
    assert not type_.missing


def test_texts_come_in_reading_order() -> None:
    texts = list(form_texts(list_of(1)))
    assert texts[:2] == ["示例县测试表", "填报单位（盖章）：中共示例县委机构编制委员会办公室"]
    assert texts.index("甲") < texts.index("示例1镇") < texts.index("单位负责人：")
