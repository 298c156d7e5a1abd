"""职能模块一览表 (S2 五): who leads each module of a unit, and which institutions it gathers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from townoffice.prints.form import (
    Absent,
    CellValue,
    Column,
    ColumnKind,
    Form,
    Notes,
    Section,
    TotalRow,
)
from townoffice.prints.forms.institutions import merged_runs
from townoffice.prints.forms.reported import reported, reported_sum
from townoffice.prints.forms.words import LIST_MARK, commission, day, reporting_unit_short
from townoffice.records import County

NONE, INFERRED_MARK = "无", "※"


@dataclass(frozen=True, slots=True)
class ModuleLine:
    """One module of a unit; ``leader`` '' where none is on file, or none can be (``apart``).

    ``institutions`` are names, each with whether it was put here by its name alone (推定).
    ``open_posts`` are those open to staff of every kind.
    """

    unit: str
    label: str
    leader: str
    institutions: tuple[tuple[str, bool], ...]
    authorized: int | None
    actual: int | None
    open_posts: int | None
    apart: bool = False

    @property
    def names(self) -> str:
        """Write the institutions, ※ after those put here by their name."""
        words = (f"{name}{INFERRED_MARK}" if guess else name for name, guess in self.institutions)
        return LIST_MARK.join(words) or NONE


def modules_form(
    county: County, lines: Sequence[ModuleLine], on: date, *, check_code: str | None = None
) -> Form:
    """Draw up the modules of the county, units together."""
    header = (
        Column("序号", ColumnKind.SERIAL),
        Column("乡镇（街道）", ColumnKind.WORD),
        Column("职能模块", ColumnKind.NAME),
        Column("牵头领导", ColumnKind.WORD),
        Column("机构", ColumnKind.TEXT),
        Column("机构数", ColumnKind.NUMBER),
        Column("核定\n编制", ColumnKind.NUMBER),
        Column("实有\n人数", ColumnKind.NUMBER),
        Column("不限身份\n岗位", ColumnKind.NUMBER),
    )
    units = merged_runs([line.unit for line in lines])
    rows = tuple((n, units[n - 1], *_row(line)) for n, line in enumerate(lines, 1))
    sums = (
        sum(len(line.institutions) for line in lines),
        *(reported_sum(getattr(line, key) for line in lines)
          for key in ("authorized", "actual", "open_posts")),
    )  # fmt: skip
    guessed = any(guess for line in lines for _, guess in line.institutions)
    return Form(
        title=f"{county.name}乡镇（街道）职能模块一览表",
        reporting_unit=reporting_unit_short(county),
        sections=(
            Section(header, rows, (TotalRow("合计", sums, ("SUM",) * 4),), totals_first=True),
        ),
        as_of=f"截至{day(on)}",
        unit="单位：个、名",
        notes=Notes(
            relations=("人大、政协、群团、武装部等机构不列入本表。",),
            signs=("“—”表示应填未报，合计为已有数据之和；×表示该栏免填。",),
            inferred=(
                f"标{INFERRED_MARK}的机构按名称归入模块。未见文件规定，须报{commission(county)}审定。"
                if guessed
                else ""
            ),
        ),
        check_code=check_code,
    )


def _row(line: ModuleLine) -> tuple[CellValue, ...]:
    free = Absent.NOT_APPLICABLE if line.apart else Absent.NOT_REPORTED
    return (
        line.label,
        line.leader or free,
        line.names,
        len(line.institutions),
        reported(line.authorized),
        reported(line.actual),
        free if line.open_posts is None else line.open_posts,
    )
