"""The main job through the shell door, as a script would do it: figures to the last digit."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from tests.journeys.eight_units import UNITS, imported, units, workbook
from tests.shell import shell

V3 = (
    ("999901110", "甲镇", "镇", 50000, 50000, 60, 100000, 5000, 10, 0, 10, 0),
    ("999901111", "乙镇", "镇", 30000, 30000, 90, 60000, 3000, 10, 0, 10, 0),
    ("999901112", "丙镇", "镇", 20000, 20000, 50, 40000, 2000, 10, 0, 10, 0),
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return imported(tmp_path)


def test_import_shows_before_it_writes_and_is_one_undo_step(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    shell("new", path, "--county", "示例县", "--code", "999901")
    file = workbook(tmp_path / "units.xlsx", UNITS)
    dry = shell("import", path, file, "--year", "2024", "--dry-run", "--json")
    seen = dry.document()
    assert dry.status == 0
    assert (seen["kind"], seen["rows_read"], seen["committed"]) == ("townships", 8, False)
    assert (seen["added"], seen["missing"], seen["problems"]) == (8, 0, [])
    assert shell("import", path, file, "--year", "2024", "--json").document()["committed"] is True
    again = shell("import", path, file, "--year", "2024", "--json")
    assert again.status == 0
    assert again.document()["committed"] is False
    assert "已撤销" in shell("undo", path).err
    assert shell("classify", path).status == 1
    assert "已重做" in shell("redo", path).err
    assert shell("classify", path).status == 0


def test_staffing_gives_the_example_of_3_3_with_and_without_bounds(book: Path) -> None:
    plain = shell("staffing", book, "--method", "three-step", "--category", "admin", "--json")
    document = plain.document()
    found = units(document)
    assert (document["total"], document["reserve"]) == (214, 10)
    assert found["青石镇"]["tranches"] == {"floating": 17}
    assert (found["青石镇"]["quota"], found["青石镇"]["posts"]) == ("16.4534", 32)
    assert found["云岭镇"]["quota"] == "9.4526"
    bounded = units(shell("staffing", book, "--max-change", "2", "--json").document())
    posts = {name: unit["posts"] for name, unit in bounded.items()}
    assert posts == {
        "青石镇": 32,
        "白河镇": 28,
        "云岭镇": 23,
        "柳溪镇": 26,
        "双桥乡": 20,
        "高坪乡": 20,
        "南湖街道": 30,
        "北岸街道": 25,
    }


def test_vector_3_through_the_shell(tmp_path: Path) -> None:
    path = tmp_path / "v3.db"
    shell("new", path, "--county", "示例县", "--code", "999901")
    file = workbook(tmp_path / "v3.xlsx", V3)
    assert shell("import", path, file, "--year", "2024", "--accept").status == 0
    plain = ("--set", "base=0", "--set", "reserve_share=0", "--json")
    first = units(shell("staffing", path, "--total", "30", *plain).document())
    assert [unit["quota"] for unit in first.values()] == ["13.8000", "9.9000", "6.3000"]
    assert [unit["posts"] for unit in first.values()] == [14, 10, 6]
    weights = ("--set", "weights=registered_population=4,area_km2=3,gdp=3")
    second = shell("staffing", path, "--total", "100", *weights, *plain).document()
    assert [unit["posts"] for unit in units(second).values()] == [44, 35, 21]
    assert second["ties"] == [
        {
            "tranche": "floating",
            "seats": 1,
            "units": ["999901111", "999901112"],
            "given": ["999901111"],
            "settled_by": "rule",
        }
    ]
    index = units(shell("classify", path, "--json").document())
    assert [unit["index"] for unit in index.values()] == ["138.00", "99.00", "63.00"]


def test_a_tie_is_asked_once_before_a_plan_is_adopted(tmp_path: Path) -> None:
    path = tmp_path / "v3.db"
    shell("new", path, "--county", "示例县", "--code", "999901")
    shell("import", path, workbook(tmp_path / "v3.xlsx", V3), "--year", "2024", "--accept")
    order = [*("--total", "100", "--set", "base=0", "--set", "reserve_share=0")]
    order += ["--set", "weights=registered_population=4,area_km2=3,gdp=3", "--adopt", "编委会审定"]
    refused = shell("staffing", path, *order)
    assert refused.status == 1
    assert "余数相同" in refused.err
    assert "--settle" in refused.err
    given = shell("staffing", path, *order, "--settle", "丙镇", "--json").document()
    assert [unit["posts"] for unit in units(given).values()] == [44, 34, 22]
    assert given["plan"] == 1


def test_an_adopted_plan_prints_the_same_after_the_data_moved(book: Path, tmp_path: Path) -> None:
    shell("staffing", book, "--max-change", "2", "--adopt", "编委会2025年第1次会议审定")
    shell("print", book, "staffing", "--out", tmp_path / "one.pdf")
    changed = (("999901100", "青石镇", "镇", 70000, 74100, 86.4, 512300, 18650, 36, 38, 32, 36),)
    file = workbook(tmp_path / "later.xlsx", changed)
    assert shell("import", book, file, "--year", "2024").status == 0
    shell("print", book, "staffing", "--out", tmp_path / "two.pdf")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    draft = shell("staffing", book, "--json").document()
    assert draft["total"] == 216


def test_explain_goes_down_to_inputs_and_clauses(book: Path) -> None:
    step = shell("explain", book, "行政编制:青石镇", "--json").document()
    assert step["value"] == 32
    text = json.dumps(step, ensure_ascii=False)
    assert "本单位户籍人口" in text
    assert "《乡镇履职事项工作情况汇报》" in text
    spoken = shell("explain", book, "青石镇").out
    assert "待核定" in spoken
    assert "总指数 162.15点" in spoken


@pytest.mark.parametrize("table", ["classification", "leadership", "staffing", "situation"])
def test_every_table_is_written_as_pdf_and_workbook(book: Path, tmp_path: Path, table: str) -> None:
    for name in ("t.pdf", "t.xlsx"):
        answer = shell("print", book, table, "--out", tmp_path / name)
        assert answer.status == 0, answer.err
    pages = pypdfium2.PdfDocument(tmp_path / "t.pdf")
    text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert "青石镇" in text
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    assert sheet is not None
    assert any("青石镇" in str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_export_imports_again_as_nothing_changed(book: Path, tmp_path: Path) -> None:
    assert shell("export", book, "townships", tmp_path / "out.xlsx").status == 0
    again = shell("import", book, tmp_path / "out.xlsx", "--json").document()
    assert (again["added"], again["changed"], again["committed"]) == (0, 0, False)


def test_backup_restore_and_verify(book: Path, tmp_path: Path) -> None:
    (tmp_path / "盘").mkdir()
    copy = Path(shell("backup", book, tmp_path / "盘").out.strip())
    shell("undo", book)
    assert shell("classify", book).status == 1
    assert shell("restore", copy, book).status == 0
    assert shell("classify", book).status == 0
    assert "台账完好" in shell("verify", book).out


def test_an_own_pack_answers_the_lost_figure(book: Path, tmp_path: Path) -> None:
    pack = tmp_path / "own.toml"
    pack.write_text(
        'format = 1\nid = "own"\ntitle = "职数"\ntopic = "leadership"\n'
        'overrides = "s0-leadership"\n'
        '[sources.doc]\ntitle = "批复"\ndoc_no = "示编发〔2024〕1号"\n[[values]]\n'
        'name = "leadership.class_1"\nlabel = "一类领导职数"\nunit = "名"\nstate = "stated"\n'
        'value = 13\ncite = [{ source = "doc" }]\n',
        "utf-8",
    )
    refused = shell("policies", book, "--adopt", pack)
    assert refused.status == 1
    assert "文号" in refused.err
    assert shell("policies", book, "--adopt", pack, "--doc", "示编发〔2024〕1号").status == 0
    found = units(shell("classify", book, "--json").document())
    assert found["青石镇"]["leadership_posts"] == 13
    pack.write_text(pack.read_text("utf-8").replace('"own"', '"own-2"'), "utf-8")
    rival = shell("policies", book, "--adopt", pack, "--doc", "示编发〔2024〕2号")
    assert rival.status == 1
    assert "各有规定" in rival.err
    assert "own-2" not in shell("policies", book).out


def test_a_later_pack_ends_the_earlier_the_day_before(book: Path) -> None:
    adopted = ("policies", book, "--adopt", "s0-leadership", "--kind", "镇乡")
    assert shell(*adopted, "--doc", "示编发〔2025〕1号").status == 1
    answer = shell(*adopted, "--from", "2025-01-01", "--doc", "示编发〔2025〕1号", "--json")
    listed = answer.document()["adopted"]
    assert isinstance(listed, list)
    spans = [
        (a["from"], a["to"])
        for a in listed
        if isinstance(a, Mapping) and a["pack"] == "s0-leadership" and a["kind"] == "镇乡"
    ]
    assert spans == [(None, "2024-12-31"), ("2025-01-01", None)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("frob",), "没有命令“frob”"),
        (("staffing",), "缺少参数 BOOK"),
        (("staffing", "a.db", "--frob"), "没有选项 --frob"),
        (("staffing", "a.db", "--category", "y"), "只能是 admin、institution"),
        (("staffing", "a.db", "--lower", "3"), "须写成 单位=数字"),
        (("classify", "a.db", "--year", "k"), "须是整数"),
    ],
)
def test_wrong_usage_is_answered_in_chinese_with_status_2(
    words: tuple[str, ...], said: str
) -> None:
    answer = shell(*words)
    assert answer.status == 2
    assert said in answer.err
    assert answer.out == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("classify", "BOOK", "--year", "1999"), "没有 1999 年的指标"),
        (("classify", "BOOK", "--set", "weights=people=3"), "没有名为“people”的指标"),
        (("staffing", "BOOK", "--method", "four-step"), "没有名为“four-step”的核编办法"),
        (("staffing", "BOOK", "--total", "50"), "总量 50 名不够"),
        (("staffing", "BOOK", "--lower", "石镇=3"), "是不是 青石镇"),
        (("staffing", "BOOK", "--lower", "青石镇=900"), "总量与上下限矛盾"),
        (("explain", "BOOK", "天气:青石镇"), "不认识“天气”"),
        (("print", "BOOK", "other", "--out", "a.pdf"), "没有编号为“other”的表"),
        (("print", "BOOK", "staffing", "--out", "a.doc"), "不能写成“.doc”"),
        (("print", "BOOK", "staffing", "--out", "none/a.pdf"), "none"),
        (("print", "BOOK", "staffing", "--out", "a.pdf", "--plan", "7"), "7"),
        (("policies", "BOOK", "--adopt", "nothing", "--doc", "x"), "没有名为“nothing”的政策包"),
        (("policies", "BOOK", "--adopt", "nothing.toml", "--doc", "x"), "政策包读不出来"),
        (("redo", "BOOK"), "没有"),
        (("new", "BOOK", "--county", "示例县", "--code", "999901"), ""),
        (("new", "b.db", "--county", "示例县", "--code", "9999"), "不是 6 位县级区划代码"),
        (("verify", "none.db"), "none.db"),
        (("import", "BOOK", "none.xlsx"), "none.xlsx"),
    ],
)
def test_what_fails_is_one_sentence_with_status_1(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = book.read_bytes()
    answer = shell(*(book if word == "BOOK" else word for word in words))
    assert answer.status == 1, answer
    assert said in answer.err
    assert len(answer.err.strip().splitlines()) == 1
    assert "Traceback" not in answer.err
    assert answer.out == ""
    assert book.read_bytes() == before


def test_the_door_never_brings_in_a_window_or_numpy() -> None:
    code = (
        "import sys, townoffice.cli, townoffice.desk.tables, townoffice.desk.intake;"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'PySide6', 'numpy', 'ui'}))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
