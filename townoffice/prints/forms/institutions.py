"""机构设置一览表: of one unit as its document sets it up, or of the whole county (S0 三（一）, S4).

One unit's list is a list of words where posts are not broken down to its institutions, and has
columns of posts where they are. Who heads an institution is told by name where it is on file, else
in the words of the document.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from townoffice.prints.form import (
    COVERED,
    Absent,
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
from townoffice.prints.forms.cited import inferred_words, sources
from townoffice.prints.forms.reported import reported, reported_sum
from townoffice.prints.forms.words import (
    LIST_MARK,
    commission,
    day,
    plain,
    reporting_unit_short,
)
from townoffice.records import (
    Category,
    CitedValue,
    County,
    HeadHeldBy,
    Institution,
    InstitutionKind,
    Township,
    policy_word,
)

NONE, SILENT = "无", "未作规定"
_SHORT = {
    InstitutionKind.PARTY_GOV_OFFICE: "党政",
    InstitutionKind.ENFORCEMENT_BODY: "执法",
    InstitutionKind.PUBLIC_INSTITUTION: "事业",
}


@dataclass(frozen=True, slots=True)
class ListedRow:
    """An institution with the names of its plates."""

    institution: Institution
    plates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitInstitutions:
    """What a unit's list says: its institutions in order, its posts, and what its policy says.

    ``posts`` are the unit's own by category (authorized). ``leadership`` are words on its posts.
    ``said`` are the policy's values by the last part of their names.
    """

    township: Township
    rows: tuple[ListedRow, ...]
    posts: Mapping[Category, int]
    leadership: str
    said: Mapping[str, CitedValue]


def institutions_form(
    county: County, unit: UnitInstitutions, on: date, *, check_code: str | None = None
) -> Form:
    """Draw up the list of one unit's institutions as of a day."""
    counted = [r for r in unit.rows if r.institution.kind is not InstitutionKind.EXEMPT]
    broken = any(row.institution.authorized is not None for row in counted)
    documents = any(row.institution.doc_no for row in counted)
    return Form(
        title=f"{county.name}{unit.township.name}机构设置一览表",
        reporting_unit=reporting_unit_short(county),
        sections=(_section(unit, counted, broken=broken, documents=documents),),
        as_of=f"截至{day(on)}",
        unit="单位：个、块、名" if broken else "单位：个、块",
        notes=_notes(county, unit, counted, broken=broken),
        check_code=check_code,
    )


def _section(
    unit: UnitInstitutions, rows: Sequence[ListedRow], *, broken: bool, documents: bool
) -> Section:
    posts = Group("编制", (_number("核定"), _number("实有")))
    duties = Group(
        "领导职务配备",
        (Column("主要负责人", ColumnKind.WORD), Column("副职", ColumnKind.WORD)),
    )
    header = (
        Column("序号", ColumnKind.SERIAL),
        Column("机构\n类别", ColumnKind.LABEL),
        Column("机构名称", ColumnKind.NAME),
        Column("加挂牌子", ColumnKind.TEXT),
        *((posts,) if broken else ()),
        duties,
        *((Column("批准文号", ColumnKind.WORD),) if documents else ()),
    )
    body: list[tuple[CellValue, ...]] = []
    for _, members in groupby(rows, key=lambda row: row.institution.kind):
        body += _of_kind(unit, list(members), len(body), broken=broken, documents=documents)
    return Section(header, tuple(body), _totals(unit, rows, broken=broken, documents=documents))


def _number(label: str) -> Column:
    return Column(label, ColumnKind.NUMBER)


def _of_kind(
    unit: UnitInstitutions,
    rows: Sequence[ListedRow],
    before: int,
    *,
    broken: bool,
    documents: bool,
) -> list[tuple[CellValue, ...]]:
    label: Sequence[CellValue] = merged_runs([_label(unit, row) for row in rows])
    heads = merged_runs([head_words(unit, row.institution) for row in rows])
    deputies = merged_runs([_deputy_words(unit, row.institution) for row in rows])
    documented = merged_runs([row.institution.doc_no or NONE for row in rows])
    made = []
    for n, row in enumerate(rows):
        one = row.institution
        posts = (reported(one.authorized), reported(one.actual)) if broken else ()
        made.append(
            (
                before + n + 1,
                label[n],
                one.name,
                "\n".join(row.plates) or NONE,
                *posts,
                heads[n],
                deputies[n],
                *((documented[n],) if documents else ()),
            )
        )
    return made


def merged_runs(texts: Sequence[str]) -> list[CellValue]:
    """Let equal texts that follow each other be one cell."""
    cells: list[CellValue] = []
    for text, members in groupby(texts):
        down = sum(1 for _ in members)
        cells.append(Merged(text, down=down) if down > 1 else text)
        cells += [COVERED] * (down - 1)
    return cells


def _label(unit: UnitInstitutions, row: ListedRow) -> str:
    """Name the kind, over two lines where its group has one row only."""
    label = row.institution.kind.label
    same = sum(other.institution.kind is row.institution.kind for other in unit.rows)
    return f"{label[:2]}\n{label[2:]}" if same == 1 else label


def head_words(unit: UnitInstitutions, one: Institution) -> str:
    """Say who heads an institution: the name on file, else what the document says."""
    if one.head:
        return f"{one.head}（兼）" if one.head_held_by is HeadHeldBy.LEADER else one.head
    if one.head_held_by is HeadHeldBy.LEADER:
        return _by_leader(unit)
    level = unit.said.get("public_institution_head_level")
    if one.kind is InstitutionKind.PUBLIC_INSTITUTION:
        return f"可按{_word(level)}配备" if level is not None else SILENT
    heads = unit.said.get("heads")
    if one.head_held_by is None and heads is not None and heads.value == "leader":
        return _by_leader(unit)
    return SILENT if one.head_held_by is None else one.head_held_by.label


def _word(value: CitedValue) -> str:
    return policy_word(value.value) if isinstance(value.value, str) else ""


def _by_leader(unit: UnitInstitutions) -> str:
    return f"由{unit.township.kind}领导副职兼任"


def _deputy_words(unit: UnitInstitutions, one: Institution) -> str:
    if one.deputies is not None:
        return f"{one.deputies}名" if one.deputies else NONE
    most, level = unit.said.get("deputies_max"), unit.said.get("deputy_level")
    if one.kind is InstitutionKind.PUBLIC_INSTITUTION or most is None:
        return SILENT
    rank = _word(level) if level is not None else ""
    return f"可配{rank}副主任或副局长{most.value}名"


def _totals(
    unit: UnitInstitutions, rows: Sequence[ListedRow], *, broken: bool, documents: bool
) -> tuple[TotalRow, ...]:
    last = 2 + documents
    width = 2 + (2 if broken else 0) + last
    sums = [reported_sum([getattr(row.institution, key) for row in rows])
            for key in (("authorized", "actual") if broken else ())]  # fmt: skip
    counts = (
        _counted(rows, lambda _: 1, "个"),
        _counted(rows, lambda row: len(row.plates), "块"),
        *sums,
        Merged(Absent.NOT_APPLICABLE, across=last),
        *((COVERED,) * (last - 1)),
    )
    plain_row: tuple[str | None, ...] = (None,) * width
    formulas = (None, None, *(("SUM", "SUM") if broken else ()), *((None,) * last))

    def in_words(label: str, text: str) -> TotalRow:
        return TotalRow(label, (Merged(text, across=width), *(COVERED,) * (width - 1)), plain_row)

    return (
        TotalRow("合计", counts, formulas),
        in_words("编制", _posts_words(unit, broken=broken)),
        in_words("领导职数", unit.leadership),
    )


def _counted(rows: Sequence[ListedRow], count: Callable[[ListedRow], int], measure: str) -> str:
    """Write 14个（党政8、事业6）."""
    by_kind = {
        kind: sum(count(row) for row in rows if row.institution.kind is kind) for kind in _SHORT
    }
    parts = LIST_MARK.join(f"{_SHORT[kind]}{n}" for kind, n in by_kind.items() if n)
    whole = sum(by_kind.values())
    return f"{whole}{measure}（{parts}）" if parts else f"{whole}{measure}"


def _posts_words(unit: UnitInstitutions, *, broken: bool) -> str:
    posts = LIST_MARK.join(
        f"{category.label}{unit.posts[category]}名"
        for category in (Category.ADMIN, Category.INSTITUTION)
        if category in unit.posts
    )
    if not posts:
        return "核定编制未报"
    return posts if broken else f"{posts}（未分解到各机构）"


def _notes(
    county: County, unit: UnitInstitutions, rows: Sequence[ListedRow], *, broken: bool
) -> Notes:
    values = list(unit.said.values())
    basis = sources(values)
    exempt = "人大、政协、群团、武装部等机构按有关规定设置，不列入本表。加挂牌子不另计机构数。"
    words = [head_words(unit, row.institution) for row in rows]
    words += [_deputy_words(unit, row.institution) for row in rows]
    signs = ["×表示该栏免填"]
    if SILENT in words:
        signs.insert(0, f"“{SILENT}”指文件对该项没有表述，不等于不得配备")
    if broken and any(
        row.institution.authorized is None or row.institution.actual is None for row in rows
    ):
        signs.append("“—”表示应填未报，合计为已有数据之和")
    return Notes(
        basis=(f"依据：{basis}。",) if basis else (),
        relations=(exempt,),
        signs=(f"{'；'.join(signs)}。",),
        inferred=inferred_words(values, commission(county)),
    )


def institutions_list_form(
    county: County, units: Sequence[UnitInstitutions], on: date, *, check_code: str | None = None
) -> Form:
    """Draw up the institutions of the whole county, unit by unit."""
    header = (
        Column("序号", ColumnKind.SERIAL),
        Column("乡镇（街道）", ColumnKind.WORD),
        Column("类别", ColumnKind.WORD),
        Column("机构名称", ColumnKind.NAME),
        Column("加挂牌子", ColumnKind.TEXT),
        _number("核定编制"),
        _number("实有人数"),
        Column("批准文号", ColumnKind.TEXT),
    )
    rows: list[tuple[CellValue, ...]] = []
    for unit in units:
        listed = [r for r in unit.rows if r.institution.kind is not InstitutionKind.EXEMPT]
        names = merged_runs([unit.township.name] * len(listed))
        kinds = merged_runs([_SHORT[row.institution.kind] for row in listed])
        for n, row in enumerate(listed):
            one = row.institution
            posts = (reported(one.authorized), reported(one.actual))
            plates = LIST_MARK.join(row.plates) or NONE
            rows.append(
                (len(rows) + 1, names[n], kinds[n], one.name, plates, *posts, one.doc_no or NONE)
            )
    every = [row for unit in units for row in unit.rows]
    total = TotalRow(
        "合计",
        (
            reported_sum([row.institution.authorized for row in every]),
            reported_sum([row.institution.actual for row in every]),
            "",
        ),
        ("SUM", "SUM", None),
    )
    sums = f"共{_counted(every, lambda _: 1, '个')}，加挂牌子{plain(_plates(every))}块。"
    missing = any(row.institution.authorized is None or row.institution.actual is None
                  for row in every)  # fmt: skip
    return Form(
        title=f"{county.name}乡镇（街道）机构设置一览表",
        reporting_unit=reporting_unit_short(county),
        sections=(Section(header, tuple(rows), (total,), totals_first=True),),
        as_of=f"截至{day(on)}",
        unit="单位：名",
        notes=Notes(
            relations=(f"{sums}人大、政协、群团、武装部等机构不列入本表。加挂牌子不另计机构数。",),
            signs=("“—”表示应填未报，合计为已有数据之和。",) if missing else (),
        ),
        check_code=check_code,
    )


def _plates(rows: Sequence[ListedRow]) -> int:
    return sum(len(row.plates) for row in rows)
