"""乡镇（街道）机构编制情况统计表: authorised, actual and vacant posts, and leadership posts.

空缺 is 核定 − 实有 and becomes negative where persons exceed posts, as official 报表 have it; its
total therefore nets vacancies against excess. The notes say so and give both sums on their own.
"""

from collections.abc import Callable, Sequence

from townoffice.prints.form import (
    Binding,
    Column,
    ColumnKind,
    Form,
    Group,
    Notes,
    ReportNumber,
    Section,
    TotalRow,
)
from townoffice.prints.forms.reported import reported, reported_sum
from townoffice.prints.forms.words import LIST_MARK, commission, day, names_of, reporting_unit_short
from townoffice.records import Category, Snapshot, UnitFigures

GROUPS = (Category.ADMIN, Category.INSTITUTION)
"""The categories of the usual table; others may be asked for."""


def situation_form(
    snapshot: Snapshot,
    *,
    categories: Sequence[Category] = GROUPS,
    report_number: ReportNumber | None = None,
    check_code: str | None = None,
    attachment: str | None = None,
    first_page: int = 1,
) -> Form:
    """Draw up the statistical table of a snapshot, units in the order of their codes.

    ``check_code`` is that of the book as it stands: a 统计表 reports what is, it is not adopted.
    """
    return Form(
        title="乡镇（街道）机构编制情况统计表",
        reporting_unit=reporting_unit_short(snapshot.county),
        sections=(_section(snapshot.units, categories),),
        attachment=attachment,
        report_number=report_number,
        as_of=day(snapshot.on),
        unit="计量单位：名" if report_number else "单位：名",
        notes=_notes(snapshot, categories),
        binding=Binding.ATTACHMENT if attachment else Binding.ALONE,
        first_page=first_page,
        check_code=check_code,
    )


def vacancy(unit: UnitFigures, category: Category) -> int | None:
    """Give 核定 − 实有, negative where persons exceed posts; None where one is not known."""
    posts, persons = unit.authorized.get(category), unit.actual.get(category)
    return None if posts is None or persons is None else posts - persons


def _short(category: Category) -> str:
    return category.label.removesuffix("编制")


def _section(units: Sequence[UnitFigures], categories: Sequence[Category]) -> Section:
    groups = tuple(
        Group(
            category.label,
            (
                Column("核定", ColumnKind.NUMBER),
                Column("实有", ColumnKind.NUMBER),
                Column("空缺", ColumnKind.NUMBER, formula=f"[{3 * n + 1}]-[{3 * n + 2}]"),
            ),
        )
        for n, category in enumerate(categories)
    )
    leadership = Group(
        Category.LEADERSHIP.label,
        (Column("核定", ColumnKind.NUMBER), Column("实配", ColumnKind.NUMBER)),
    )
    readers = _readers(categories)
    silent = frozenset(
        n for n, (_, read) in enumerate(readers) if all(read(unit) is None for unit in units)
    )
    return Section(
        header=(
            Column("序号", ColumnKind.SERIAL),
            Column("乡镇（街道）", ColumnKind.NAME),
            Column("区划代码", ColumnKind.CODE),
            *groups,
            leadership,
            Column("备注", ColumnKind.TEXT),
        ),
        rows=tuple(
            (
                n,
                unit.township.name,
                unit.township.code,
                *(reported(read(unit)) for _, read in readers),
                _remark(unit, categories, silent),
            )
            for n, unit in enumerate(units, 1)
        ),
        totals=(_total(units, readers),),
        totals_first=True,
    )


_Reader = tuple[str, Callable[[UnitFigures], int | None]]


def _readers(categories: Sequence[Category]) -> tuple[_Reader, ...]:
    """List the number columns in order: what each is called when missing, and how it is read."""
    readers: list[_Reader] = []
    for category in categories:
        short = _short(category)
        readers += (
            (f"{short}核定", _authorized(category)),
            (f"{short}实有", _actual(category)),
            ("", _vacancy(category)),
        )
    return (
        *readers,
        ("领导职数核定", _authorized(Category.LEADERSHIP)),
        ("领导职数实配", _actual(Category.LEADERSHIP)),
    )


def _authorized(category: Category) -> Callable[[UnitFigures], int | None]:
    return lambda unit: unit.authorized.get(category)


def _actual(category: Category) -> Callable[[UnitFigures], int | None]:
    return lambda unit: unit.actual.get(category)


def _vacancy(category: Category) -> Callable[[UnitFigures], int | None]:
    return lambda unit: vacancy(unit, category)


def _total(units: Sequence[UnitFigures], readers: Sequence[_Reader]) -> TotalRow:
    cells = [reported_sum(read(unit) for unit in units) for _, read in readers]
    return TotalRow("合计", (*cells, ""), ("SUM",) * len(cells) + (None,))


def _remark(unit: UnitFigures, categories: Sequence[Category], silent: frozenset[int]) -> str:
    """Name what is over and what is missing; what no unit reported is left to the notes."""
    words = []
    for category in categories:
        gap = vacancy(unit, category)
        if gap is not None and gap < 0:
            words.append(f"{_short(category)}超编{-gap}")
    over = vacancy(unit, Category.LEADERSHIP)
    if over is not None and over < 0:
        words.append(f"超职数{-over}")
    for n, (label, read) in enumerate(_readers(categories)):
        if label and n not in silent and read(unit) is None:
            words.append(f"{label.removeprefix('领导职数')}未报")
    return "；".join(words)


def _notes(snapshot: Snapshot, categories: Sequence[Category]) -> Notes:
    units = snapshot.units
    steps = "；".join(f"{3 * n + 3}={3 * n + 1}−{3 * n + 2}" for n in range(len(categories)))
    relations = f"计算关系：{steps}。{_excess(units, categories)}"
    left_out = [
        category.label
        for category in Category
        if category not in (*categories, Category.LEADERSHIP)
        and any(category in unit.authorized or category in unit.actual for unit in units)
    ]
    if left_out:
        relations += f"本表不含{LIST_MARK.join(left_out)}。"
    return Notes(
        basis=(
            (
                f"依据：各乡镇（街道）“三定”规定、{commission(snapshot.county)}批复；"
                "实有、实配人数按机构编制实名制数据。"
            ),
        ),
        relations=(relations,),
        signs=_missing(units, categories),
    )


def _excess(units: Sequence[UnitFigures], categories: Sequence[Category]) -> str:
    sums = []
    for category in categories:
        gaps = [gap for unit in units if (gap := vacancy(unit, category)) is not None]
        over = -sum(gap for gap in gaps if gap < 0)
        if over:
            empty = sum(gap for gap in gaps if gap > 0)
            sums.append(f"{category.label}空缺{empty}、超编{over}")
    if not sums:
        return "合计为各单位之和。"
    places = LIST_MARK.join(str(3 * n + 3) for n in range(len(categories)))
    return (
        f"第{places}栏为负数的是超编。合计为各单位之和，空缺与超编相抵"
        f"（分开计算：{'；'.join(sums)}）。"
    )


def _missing(units: Sequence[UnitFigures], categories: Sequence[Category]) -> tuple[str, ...]:
    words = []
    readers = _readers(categories)
    for n, (label, read) in enumerate(readers):
        names = [unit.township.name for unit in units if read(unit) is None]
        if not label or not names:
            continue
        places = [n + 1]
        if label.endswith(("核定", "实有")) and not label.startswith("领导"):
            places.append(3 * (n // 3) + 3)
        columns = f"第{LIST_MARK.join(str(place) for place in places)}栏合计"
        if len(names) == len(units):
            words.append(f"各单位{label}均未报")
        else:
            words.append(f"{names_of(names)}{label}未报，{columns}不含")
    if not words:
        return ()
    return (f"“—”表示应填未报：{'；'.join(words)}。补报前本表为不完整表。",)
