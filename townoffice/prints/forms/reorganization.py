"""机构调整前后对照表: the institutions of a unit before a document and after it, and their posts.

Old and new institutions that belong together stand in one block, so every institution and every
post stands in the table once and the sums of both sides can be held against each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from townoffice.prints.form import (
    COVERED,
    CellValue,
    Column,
    ColumnKind,
    Form,
    Group,
    Merged,
    Notes,
    Section,
    TotalRow,
)
from townoffice.prints.forms.reported import reported, reported_sum
from townoffice.prints.forms.words import day, reporting_unit_short
from townoffice.records import County, InstitutionKind

NONE = "无"
_KINDS = {
    InstitutionKind.PARTY_GOV_OFFICE: "党政",
    InstitutionKind.ENFORCEMENT_BODY: "执法",
    InstitutionKind.PUBLIC_INSTITUTION: "事业",
    InstitutionKind.EXEMPT: "不计数",
}


@dataclass(frozen=True, slots=True)
class Side:
    """An institution on one side: name, kind, posts (None: not broken down to it)."""

    name: str
    kind: InstitutionKind
    authorized: int | None


@dataclass(frozen=True, slots=True)
class Block:
    """Old institutions and what became of them; one of the two may be empty."""

    old: tuple[Side, ...]
    new: tuple[Side, ...]
    act: str
    doc_no: str | None


def reorganization_form(
    county: County,
    unit: str,
    blocks: Sequence[Block],
    on: date,
    *,
    check_code: str | None = None,
) -> Form:
    """Draw up what the documents of a day made of a unit's institutions."""
    old = [side for block in blocks for side in block.old]
    new = [side for block in blocks for side in block.new]
    before, after = _posts(old), _posts(new)
    relations = f"调整前为{day(on)}前一日，调整后为当日。3栏为同一序号2栏、1栏合计之差。"
    if isinstance(before, int) and isinstance(after, int):
        same = "相等" if before == after else f"不等，相差{abs(after - before)}名"
        relations += f"调整前后编制合计{same}。"
    missing = any(side.authorized is None for side in (*old, *new))
    return Form(
        title=f"{county.name}{unit}机构调整前后对照表",
        reporting_unit=reporting_unit_short(county),
        sections=(
            Section(
                _HEADER,
                tuple(row for n, block in enumerate(blocks, 1) for row in _rows(n, block)),
                (_total(len(old), len(new), before, after),),
            ),
        ),
        as_of=day(on),
        unit="单位：名",
        notes=Notes(
            relations=(relations,),
            signs=("“—”表示编制未分解到机构，合计为已有数据之和。",) if missing else (),
        ),
        check_code=check_code,
    )


_HEADER = (
    Column("序号", ColumnKind.SERIAL),
    Group(
        "调整前",
        (
            Column("机构名称", ColumnKind.NAME),
            Column("类别", ColumnKind.WORD),
            Column("编制", ColumnKind.NUMBER),
        ),
    ),
    Group(
        "调整后",
        (
            Column("机构名称", ColumnKind.NAME),
            Column("类别", ColumnKind.WORD),
            Column("编制", ColumnKind.NUMBER),
        ),
    ),
    Column("增减", ColumnKind.NUMBER, signed=True),
    Column("调整方式", ColumnKind.WORD),
    Column("文号", ColumnKind.TEXT),
)


def _posts(sides: Sequence[Side]) -> CellValue:
    return reported_sum(side.authorized for side in sides)


def _rows(number: int, block: Block) -> list[tuple[CellValue, ...]]:
    """Write a block as rows; the shorter side's last institution reaches down to its end."""
    high = max(len(block.old), len(block.new))
    before, after = (_known(block.old), _known(block.new))
    change = None if before is None or after is None else after - before
    whole = (reported(change), block.act, block.doc_no or NONE)
    columns = [
        _down([number], high),
        *_columns(block.old, high),
        *_columns(block.new, high),
        *(_down([value], high) for value in whole),
    ]
    return list(zip(*columns, strict=True))


def _known(sides: Sequence[Side]) -> int | None:
    """Add up the posts of a side; nobody is nothing, None where any are not broken down."""
    posts = [side.authorized for side in sides]
    return None if None in posts else sum(n for n in posts if n is not None)


def _columns(sides: Sequence[Side], high: int) -> list[list[CellValue]]:
    if not sides:
        return [_down([value], high) for value in (NONE, NONE, 0)]
    return [
        _down([side.name for side in sides], high),
        _down([_KINDS[side.kind] for side in sides], high),
        _down([reported(side.authorized) for side in sides], high),
    ]


def _down(values: Sequence[CellValue], high: int) -> list[CellValue]:
    rest = high - len(values)
    if not rest:
        return list(values)
    last = values[-1]
    assert not isinstance(last, Merged)
    assert last is not COVERED
    return [*values[:-1], Merged(last, down=rest + 1), *[COVERED] * rest]


def _total(old: int, new: int, before: CellValue, after: CellValue) -> TotalRow:
    known = isinstance(before, int) and isinstance(after, int)
    change: CellValue = int(str(after)) - int(str(before)) if known else reported(None)
    cells = (before, f"{old}个→{new}个", "", after, change, "", "")
    return TotalRow("合计", cells, ("SUM", None, None, "SUM", None, None, None))
