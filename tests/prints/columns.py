"""What the hand-built forms of these tests are made of."""

from fractions import Fraction

from townoffice.prints.form import Absent, CellValue, Column, ColumnKind, TotalRow

OFFICE = "中共示例县委机构编制委员会办公室"
X = Absent.NOT_APPLICABLE
SERIAL = Column("序号", ColumnKind.SERIAL)
NAME = Column("乡镇（街道）", ColumnKind.NAME)
REMARK = Column("备注", ColumnKind.TEXT)


def number(
    label: str, decimals: int = 0, *, signed: bool = False, inferred: bool = False
) -> Column:
    return Column(label, ColumnKind.NUMBER, decimals, signed=signed, inferred=inferred)


def exact(text: str) -> Fraction:
    return Fraction(text.replace("−", "-"))


def total(label: str, *cells: CellValue, heavy: bool = True) -> TotalRow:
    return TotalRow(label, cells, (None,) * len(cells), heavy)
