"""Lines read column by column come out as they do cell by cell."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from townoffice.sheets.everyday import Everyday
from townoffice.sheets.fields import field_list
from townoffice.sheets.table import Table, read_table
from townoffice.sheets.workbook import Cell, Sheet, Workbook

HEADER: list[Cell] = [
    *("区划代码", "名称", "类型", "功能分类"),
    *("户籍人口（人）", "辖区面积（平方公里）", "财政收入（万元）"),
]
COUNTY = ("样本县", "999901")
NAMES = (
    "青石镇",
    "白河乡",
    "东城街道",
    "㮾木镇",
    "样本县南山镇",
    "①北山镇",
    "西关街道办事处",
    "七里 镇",
)
KINDS = ("镇", "乡", "街道", "建制镇", "外太空")
CLASSES = ("一般镇", "重点镇", "城关镇", "—")
AMOUNTS = st.one_of(
    st.decimals(0, 10**6, places=4),
    st.decimals(0, 10**6, places=9),
    st.integers(-2, 10**7),
    st.sampled_from([None, "—", "1,234.5", Decimal("33444.0"), Decimal(10**15), Decimal("-0.5")]),
)
PEOPLE = st.one_of(
    st.integers(0, 10**6), st.sampled_from([None, -1, 10**15, "3万", Decimal("1.5")])
)
LINES = st.lists(
    st.tuples(
        st.sampled_from(NAMES), st.sampled_from(KINDS), st.sampled_from(CLASSES),
        PEOPLE, AMOUNTS, AMOUNTS,
    ),
    min_size=1,
    max_size=6,
)  # fmt: skip


def table(lines: Sequence[tuple[Cell, ...]]) -> Table:
    rows: list[list[Cell]] = [[f"{999901100 + n}", *line] for n, line in enumerate(lines)]
    cells: list[list[Cell]] = [HEADER, ["合计"], *rows]
    nothing = frozenset[int]()
    sheet = Sheet("表", False, 0, 0, cells, (), nothing, nothing, frozenset())  # noqa: FBT003  # not hidden
    book = Workbook("表.xlsx", "xlsx", "", (sheet,), ())
    return read_table(book, field_list("townships"), county=COUNTY)


@given(LINES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_columns_and_cells_say_the_same(
    monkeypatch: pytest.MonkeyPatch, lines: list[tuple[Cell, ...]]
) -> None:
    # a run of its own for each line but the total's, so that some are read by columns
    monkeypatch.setattr("townoffice.sheets.rows.RUN", 1)
    by_columns = table(lines)
    with monkeypatch.context() as patch:
        patch.setattr(Everyday, "run", lambda *_: None)
        by_cells = table(lines)
    assert [line.values for line in by_columns.lines] == [line.values for line in by_cells.lines]
    assert [str(line.values) for line in by_columns.lines] == [
        str(line.values) for line in by_cells.lines
    ]
    assert by_columns.problems == by_cells.problems
    assert by_columns.skipped == by_cells.skipped


def test_a_plain_table_is_read_by_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("townoffice.sheets.rows.RowReader._read_unit", None)
    monkeypatch.setattr("townoffice.sheets.rows.RUN", 1)  # the total's line alone is read by cells
    line = ("青石镇", "镇", "一般镇", 31000, Decimal("81.5"), Decimal("1200.25"))
    assert len(table([line] * 4).lines) == 4
