"""What a printed table is, before anybody decides on paper or spreadsheet.

A :class:`Form` is pure data; ``pdf.py`` and ``xlsx.py`` draw it and add nothing, so the two can
never disagree. Geometry is not in here: it follows from the kind of every column.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum
from fractions import Fraction
from itertools import count
from typing import TypeAlias

from townoffice.prints.approval import Approval
from townoffice.prints.picture import Picture


class Absent(Enum):
    """A figure that is not there, and why."""

    NOT_REPORTED = "—"
    """Due but not reported."""
    NOT_APPLICABLE = "×"
    """Not to be filled."""


@dataclass(frozen=True, slots=True)
class Inferred:
    """A single figure or text that rests on inference: drawn with ※ after it."""

    value: "int | Fraction | str"


Figure: TypeAlias = int | Fraction | str | Absent | Inferred
"""What one cell says. Numbers are exact and rounded half up only when drawn."""


class Covered(Enum):
    """The place of a cell that another one lies over."""

    COVERED = ""


COVERED = Covered.COVERED


@dataclass(frozen=True, slots=True)
class Merged:
    """A value whose cell spans ``down`` rows and ``across`` columns, from its place on.

    Every other place of the span holds :data:`COVERED`, so a row always has one value per column.
    Words stand as in their column if they span rows only, from the left if they span columns.
    ``heavy`` sets them in 黑: the line over a group of a list. What a page break cuts is said again
    on the next page, a 竖写 label with （续）.
    """

    value: Figure
    down: int = 1
    across: int = 1
    heavy: bool = False


CellValue: TypeAlias = Figure | Merged | Covered


class ColumnKind(StrEnum):
    """What a column holds; width, face and alignment follow from it."""

    SERIAL = "serial"
    """序号, counts as 甲."""
    NAME = "name"
    """Unit names: left, at least 24 mm, never wrapped."""
    WORD = "word"
    """Short words (类别, 等次): centred."""
    CODE = "code"
    """9-digit codes: words, set like numbers."""
    TEXT = "text"
    """Remarks: left, may wrap to 3 lines; takes the width that is left."""
    LABEL = "label"
    """竖写 labels of groups of rows, merged downwards: 黑, one character below the other."""
    NUMBER = "number"
    """Numbers: common right edge and decimals, the widest stands centred."""


@dataclass(frozen=True, slots=True)
class Column:
    """A leaf of the header.

    ``label`` may hold a line break. ``decimals`` for numbers; ``signed`` writes +2 and −2.
    ``inferred`` puts ※ after the label. ``formula`` lets the spreadsheet recalculate the column:
    ``[3]`` is index column 3 of the same row, ``SUM[3]`` the sum of index column 3 over the body
    rows, ``COUNT`` the number of body rows; the rest is spreadsheet arithmetic, e.g.
    ``([2]*5+[4]*3+[6]*2)/10``. The stored values are written as cached results.
    ``mark`` is printed in the index row instead of the one counted.
    """

    label: str
    kind: ColumnKind
    decimals: int = 0
    signed: bool = False
    inferred: bool = False
    formula: str | None = None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A header cell spanning its children (a header is at most 3 levels deep)."""

    label: str
    children: "tuple[Group | Column, ...]"
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A 合计, 小计 or county row: its label spans the columns ``cells`` leaves on the left.

    ``cells`` are the values of the remaining columns in order: in a table with numbers of all
    columns from the first number on; in a list of words of as many as the words need, a
    :class:`Merged` one across the last of them. ``formulas``, as long as ``cells``, lets the
    spreadsheet recalculate a cell: ``SUM`` is the sum of the column over the body rows; ``OTHERS``
    the sum of the section's other total rows; ``[3]`` index column 3 of this row; None: a plain
    value. ``heavy`` sets the label in 黑 and spreads it (合计, 小计); a county row is not heavy.
    """

    label: str
    cells: tuple[CellValue, ...]
    formulas: tuple[str | None, ...]
    heavy: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """One table: its header tree, body rows (one value per leaf), and total rows.

    Sections of one form whose columns are of the same kinds have the same widths, so their lines
    meet. A section without a number column is a list of words: no index row, higher rows, remarks
    as large as the rest.

    ``totals_first`` puts them above the body, on the first page only (统计表). ``counted`` is the
    number of leading rows that ``SUM`` and ``COUNT`` run over, None for all: rows after them stand
    in the table without having been calculated.
    """

    header: tuple[Group | Column, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    totals: tuple[TotalRow, ...] = ()
    totals_first: bool = False
    heading: str | None = None
    counted: int | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        """The leaves from left to right."""
        return tuple(leaf for node in self.header for leaf in _leaves(node))


def _leaves(node: Group | Column) -> tuple[Column, ...]:
    if isinstance(node, Column):
        return (node,)
    return tuple(leaf for child in node.children for leaf in _leaves(child))


@dataclass(frozen=True, slots=True)
class Notes:
    """The 注 below the table, in this order; numbered by the writer, ※推定 last and unnumbered.

    Each is a whole sentence or more. ``inferred`` is the text after ``※推定：``, empty if nothing
    is inferred.
    """

    basis: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    inferred: str = ""


@dataclass(frozen=True, slots=True)
class ReportNumber:
    """The 表号 block of a 报表, first page only."""

    number: str
    issuer: str
    doc_no: str
    valid_until: str


class Binding(StrEnum):
    """附件 bound to a document, or a table standing alone."""

    ATTACHMENT = "attachment"
    ALONE = "alone"


DRAFT = "（测算稿）"
"""Stands after the subtitle of a form without a check code."""

SIGN_OFF = ("单位负责人", "审核人", "填表人", "联系电话", "填报日期")


@dataclass(frozen=True, slots=True)
class Form:
    """A whole official table.

    ``attachment`` is the mark (附件1) or None; ``unit`` the right meta text (单位：名), None where
    units stand in the header; ``as_of`` the date text (数据截至2024年12月31日) or None.
    ``marking`` is the line the county has its papers carry (内部资料) or None.
    ``check_code`` is the 校验码 (7C1E-40B9-A2D6) of an adopted table, None of a draft; the drawing
    then writes :data:`DRAFT`. ``left`` stands in the meta line instead of 填报单位.

    ``approval`` makes it a 审批表 of one sheet, with ``sections`` and ``sign_off`` empty: no index
    row, page number or :data:`DRAFT`. ``picture`` stands below the table where the page has room,
    otherwise on a page of its own at the end; a spreadsheet leaves it out. ``picture_alone``: the
    paper is the picture, on A3, and the sections are for the spreadsheet.
    ``protected``: in the workbook cells that calculate cannot be typed over (no password).
    """

    title: str
    reporting_unit: str
    sections: tuple[Section, ...]
    subtitle: str | None = None
    attachment: str | None = None
    report_number: ReportNumber | None = None
    as_of: str | None = None
    unit: str | None = None
    notes: Notes = Notes()
    sign_off: tuple[str, ...] = SIGN_OFF
    binding: Binding = Binding.ALONE
    first_page: int = 1
    check_code: str | None = None
    marking: str | None = None
    left: str | None = None
    approval: Approval | None = None
    picture: Picture | None = None
    picture_alone: bool = False
    protected: bool = False


def index_marks(columns: tuple[Column, ...]) -> tuple[str, ...]:
    """Give the index row: 甲 乙 丙 丁 … for words, 1 2 3 … for numbers, left to right.

    After the ten stems come the twelve branches, then 甲2 and so on.
    """
    signs = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
    stems = (f"{sign}{turn}" if turn > 1 else sign for turn in count(1) for sign in signs)
    number = 0
    marks = []
    for column in columns:
        if column.kind is ColumnKind.NUMBER:
            number += 1
            marks.append(column.mark or str(number))
        else:
            stem = next(stems)
            marks.append(column.mark or stem)
    return tuple(marks)
