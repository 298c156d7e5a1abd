"""Lists of leaders and classes set by document, through the shell door (S0 一（一）、（二）)."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from tests.journeys.eight_units import UNITS, imported, units, workbook
from tests.sheets import forms
from tests.shell import Document, shell
from townoffice.desk.books import open_book

HEADER = ("乡镇（街道）", "姓名", "职务", "任职时间", "文号")
LEADERS: tuple[tuple[forms.Out, ...], ...] = (
    ("白河镇", "甲一", "党委书记、人大主席", "2021-08-01", "示委〔2021〕1号"),
    (None, "甲二", "党委副书记、镇长", "2021-08-01", None),
    (None, "甲三", "党委副书记", "2021-08-01", None),
    (None, "甲四", "党委委员、纪委书记", None, None),
    (None, "甲五", "党委委员、组织委员", None, None),
    (None, "甲六", "党委委员、宣传统战委员", None, None),
    (None, "甲七", "党委委员、武装部长", None, None),
    (None, "甲八", "副镇长", None, None),
    (None, "甲九", "副镇长", None, None),
    (None, "甲十", "副镇长", None, None),
    (None, "甲十一", "副镇长", None, None),
)
MORE: tuple[tuple[forms.Out, ...], ...] = ((None, "甲十二", "副镇长", None, None),)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return imported(tmp_path)


def roster(tmp_path: Path, *rows: tuple[forms.Out, ...], name: str = "名册.xlsx") -> Path:
    return forms.xlsx(tmp_path / name, (HEADER, *rows))


def enter(book: Path, file: Path, *words: str) -> Mapping[str, Document]:
    year = () if "--year" in words else ("--year", "2024")
    return shell("import", book, file, "--as", "personnel", "--json", *year, *words).document()


def counts(document: Mapping[str, Document]) -> tuple[Document, ...]:
    return tuple(document[key] for key in ("added", "changed", "unchanged", "missing", "committed"))


def leadership(book: Path, name: str = "白河镇") -> tuple[Document, ...]:
    unit = units(shell("classify", book, "--json").document())[name]
    return tuple(unit[f"leadership_{key}"] for key in ("posts", "actual", "titles", "remarks"))


def printed(book: Path, table: str, tmp_path: Path) -> str:
    answer = shell("print", book, table, "--out", tmp_path / "t.pdf")
    assert answer.status == 0, answer.err
    pages = pypdfium2.PdfDocument(tmp_path / "t.pdf")
    text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    return "".join(text.split())


def test_eleven_persons_in_twelve_posts_are_as_many_as_allowed_and_twelve_are_not(
    book: Path, tmp_path: Path
) -> None:
    found = enter(book, roster(tmp_path, *LEADERS))
    assert counts(found) == (11, 0, 0, 0, True)
    assert leadership(book) == (11, 11, 12, ["12个职务由11人担任"])
    enter(book, roster(tmp_path, *LEADERS, *MORE))
    assert leadership(book) == (11, 12, 13, ["13个职务由12人担任"])
    paper = printed(book, "leadership", tmp_path)
    assert "超职数1名；13个职务由12人担任" in paper
    assert "按二类/三类※：党（工）委书记、乡镇长（主任）" in paper
    shell("print", book, "leadership", "--out", tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    assert sheet is not None
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert "超职数1名；13个职务由12人担任" in texts


def test_a_dry_run_writes_nothing_and_an_import_is_one_step(book: Path, tmp_path: Path) -> None:
    before = book.read_bytes()
    file = roster(tmp_path, *LEADERS)
    dry = enter(book, file, "--dry-run")
    assert counts(dry) == (11, 0, 0, 0, False)
    assert book.read_bytes() == before
    rows = dry["rows"]
    assert isinstance(rows, list)
    assert isinstance(rows[0], Mapping)
    assert {key: rows[0][key] for key in ("code", "name", "person", "posts", "since")} == {
        "code": "999901101",
        "name": "白河镇",
        "person": "甲一",
        "posts": ["secretary", "congress"],
        "since": "2021-08-01",
    }
    enter(book, file)
    assert counts(enter(book, file)) == (0, 0, 11, 0, False)
    assert "已撤销" in shell("undo", book).err
    assert leadership(book) == (11, None, None, [])
    assert "已重做" in shell("redo", book).err
    assert leadership(book)[1] == 11
    with open_book(book, read_only=True) as opened:
        assert (opened.imports()[-1].kind, opened.verify()) == ("personnel", ())


def test_who_is_no_longer_listed_leaves_the_day_before(book: Path, tmp_path: Path) -> None:
    enter(book, roster(tmp_path, *LEADERS))
    later = roster(tmp_path, ("白河镇", "甲一", "党委书记", None, None), *LEADERS[1:10])
    dry = enter(book, later, "--year", "2025", "--dry-run")
    assert counts(dry) == (0, 1, 9, 1, False)
    assert dry["leaving"] == [
        {"code": "999901101", "person": "甲十一", "post": "deputy_head", "until": "2025-12-30"}
    ]
    assert "白河镇甲十一，导入后按 2025-12-30 离任登记" in str(dry["problems"])
    enter(book, later, "--year", "2025")
    with open_book(book, read_only=True) as opened:
        seats = opened.leadership_seats()
        ended = {(seat.person, seat.post.value): seat.until for seat in seats if seat.until}
        assert ended == {
            ("甲一", "congress"): date(2025, 12, 30),
            ("甲十一", "deputy_head"): date(2025, 12, 30),
        }
        assert len(opened.leadership_seats(date(2024, 12, 31))) == 12
        assert len(opened.leadership_seats(date(2025, 12, 31))) == 10
    # 2024 reads as before; the list of an earlier year does not come after that of a later one
    assert leadership(book) == (11, 11, 12, ["12个职务由11人担任"])
    refused = enter(book, roster(tmp_path, *LEADERS), "--year", "2024", "--accept")
    assert refused["committed"] is False
    assert "白河镇已有 2025 年的名册，不能再导入 2024 年的" in str(refused["problems"])


def test_a_person_struck_off_by_mistake_comes_back_to_the_same_seat(
    book: Path, tmp_path: Path
) -> None:
    enter(book, roster(tmp_path, *LEADERS))
    with open_book(book, read_only=True) as opened:
        before = opened.leadership_seats()
    enter(book, roster(tmp_path, *LEADERS[:2]))
    enter(book, roster(tmp_path, *LEADERS))
    with open_book(book, read_only=True) as opened:
        held = opened.leadership_seats(date(2024, 12, 31))
    kept = {(s.person, s.post, s.title, s.since, s.until, s.doc_no) for s in held}
    assert kept == {(s.person, s.post, s.title, s.since, s.until, s.doc_no) for s in before}


def test_a_list_says_nothing_of_the_years_before_it(tmp_path: Path, book: Path) -> None:
    file = workbook(tmp_path / "旧.xlsx", UNITS)
    shell("import", book, file, "--year", "2023")
    enter(book, roster(tmp_path, *LEADERS))
    old = units(shell("classify", book, "--year", "2023", "--json").document())["白河镇"]
    assert (old["leadership_actual"], old["leadership_titles"]) == (None, None)


def test_what_is_doubtful_needs_to_be_accepted(book: Path, tmp_path: Path) -> None:
    rows = (
        ("白河镇", "甲一", "党委书记", None, None),
        ("白河镇", "甲二", "党建办主任", None, None),
        ("天河镇", "乙一", "党委书记", None, None),
        ("青石镇", "丙一", "党委书记", "2025-03-01", None),
    )
    refused = shell("import", book, roster(tmp_path, *rows), "--as", "personnel", "--year", "2024")
    assert refused.status == 1
    for said in ("C3：甲二的职务“党建办主任”认不出", "天河镇", "丙一的任职时间 2025-03-01 晚于"):
        assert said in refused.err
    found = enter(book, roster(tmp_path, *rows), "--accept")
    assert (found["added"], found["left_out"], found["committed"]) == (2, 1, True)


def test_remarks_on_single_posts_reach_the_paper(book: Path, tmp_path: Path) -> None:
    rows = [row for row in LEADERS if row[1] not in {"甲五", "甲十"}]
    enter(book, roster(tmp_path, *rows, (None, "甲十三", "党委副书记、纪委书记", None, None)))
    remarks = leadership(book)[3]
    assert remarks == [
        "12个职务由10人担任",
        "专职副书记2名，应为1名",
        "组织委员空缺",
        "纪（工）委书记为兼任",
    ]
    assert "专职副书记2名，应为1名；组织委员空缺" in printed(book, "leadership", tmp_path)
    step = shell("explain", book, "领导职数:白河镇").out
    assert "组织委员应配 1名※：实配0名" in step
    assert "副乡镇长（副主任）应配 3名※：实配3名" in step


# ── a class set by document ──────────────────────────────────────────────────────────────────────
SET = ("--override", "白河镇=三类", "--reason", "生态功能区", "--doc", "示编发〔2024〕3号")


def overridden(book: Path) -> tuple[Document, ...]:
    unit = units(shell("classify", book, "--json").document())["白河镇"]
    return unit["class"], unit["leadership_posts"], unit["overridden"]


def test_a_class_is_set_by_document_lifted_and_undone(book: Path, tmp_path: Path) -> None:
    assert overridden(book) == (2, 11, None)
    assert shell("classify", book, *SET).status == 0
    reason = {"calculated": 2, "reason": "生态功能区", "doc_no": "示编发〔2024〕3号"}
    assert overridden(book) == (3, 9, reason)
    assert "示编发〔2024〕3号" in printed(book, "classification", tmp_path)
    assert "测算二类，文件定类" in printed(book, "leadership", tmp_path)
    assert "生态功能区" in shell("explain", book, "类别:白河镇").out
    assert shell("undo", book).status == 0
    assert overridden(book) == (2, 11, None)
    shell("redo", book)
    lift = ("--override", "白河镇=取消", "--reason", "到期", "--doc", "示编发〔2024〕9号")
    assert shell("classify", book, *lift).status == 0
    assert overridden(book) == (2, 11, None)


def test_a_class_holds_from_its_year_on_and_not_before(book: Path, tmp_path: Path) -> None:
    shell("import", book, workbook(tmp_path / "23.xlsx", UNITS), "--year", "2023")
    shell("import", book, workbook(tmp_path / "25.xlsx", UNITS), "--year", "2025")
    shell("classify", book, *SET, "--year", "2024")
    found = {
        year: units(shell("classify", book, "--year", year, "--json").document())["白河镇"]["class"]
        for year in ("2023", "2024", "2025")
    }
    assert found == {"2023": 2, "2024": 3, "2025": 3}


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (SET[:2], 1, "须写明理由"),
        (SET[:4], 1, "须写明文号"),
        (("--override", "白河镇=取消", *SET[2:]), 1, "没有按文件确定过"),
        (("--override", "天河镇=一类", *SET[2:]), 1, "没有找到“天河镇”"),
        (("--override", "白河镇=四类", *SET[2:]), 2, "须写成 单位=一类"),
    ],
)
def test_a_class_without_its_grounds_is_refused_in_one_sentence(
    book: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    before = book.read_bytes()
    answer = shell("classify", book, *words)
    assert (answer.status, answer.out) == (status, "")
    assert said in answer.err
    assert len(answer.err.strip().splitlines()) == 1
    assert book.read_bytes() == before
