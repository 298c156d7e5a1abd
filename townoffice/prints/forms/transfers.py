"""乡镇（街道）某类编制调剂方案表: posts before and after, and who gives how many to whom (S0.5).

Two sections under one title. The first has every unit and the county's reserve, so that its total
shows that nothing came or went; the second lists the transfers stage by stage.
"""

from townoffice.prints.form import (
    Absent,
    Binding,
    CellValue,
    Column,
    ColumnKind,
    Form,
    Notes,
    Section,
    TotalRow,
)
from townoffice.prints.forms.reported import reported, reported_sum
from townoffice.prints.forms.words import (
    LIST_MARK,
    commission,
    day,
    names_of,
    one_page,
    reporting_unit_short,
)
from townoffice.records import COUNTY_RESERVE, Stage, TransferLine, TransferSheet

_PAGE_ROWS = 19
"""Rows of both sections that one page (竖排) holds."""


def transfers_form(
    sheet: TransferSheet,
    *,
    check_code: str | None = None,
    attachment: str | None = None,
    first_page: int = 1,
) -> Form:
    """Draw up the table of what a plan moves; ``check_code`` is that of the adopted plan."""
    first = not one_page(len(sheet.lines) + len(sheet.transfers), _PAGE_ROWS, attachment)
    return Form(
        title=f"乡镇（街道）{sheet.category.label}调剂方案表",
        reporting_unit=reporting_unit_short(sheet.county),
        sections=(_units(sheet, first=first), _moves(sheet, first=first)),
        attachment=attachment,
        as_of=f"数据截至{day(sheet.on)}",
        unit="单位：名",
        notes=_notes(sheet),
        binding=Binding.ATTACHMENT if attachment else Binding.ALONE,
        first_page=first_page,
        check_code=check_code,
    )


def stage_words(stage: int) -> str:
    """Call a stage: 当期, 第1年, 第2年."""
    return f"第{stage}年" if stage else "当期"


def _units(sheet: TransferSheet, *, first: bool) -> Section:
    into = sum(t.posts for t in sheet.transfers if not t.taker)
    out = sum(t.posts for t in sheet.transfers if not t.giver)
    lines = sheet.lines
    totals = (
        TotalRow("小计", (*_sums(lines), ""), (*("SUM",) * 5, None)),
        TotalRow(
            "县级统筹周转编制",
            (
                sheet.reserve,
                out,
                into,
                sheet.reserve_after,
                Absent.NOT_APPLICABLE,
                "",
            ),
            (None, None, None, "[1]-[2]+[3]", None, None),
            heavy=False,
        ),
        TotalRow("合计", (*_grand(sheet), ""), (*("OTHERS",) * 4, None, None)),
    )
    return Section(
        heading="一、调剂前后",
        header=(
            Column("序号", ColumnKind.SERIAL),
            Column("乡镇（街道）", ColumnKind.NAME),
            Column("调剂前", ColumnKind.NUMBER),
            Column("划出", ColumnKind.NUMBER),
            Column("划入", ColumnKind.NUMBER),
            Column("调剂后", ColumnKind.NUMBER, formula="[1]-[2]+[3]"),
            Column("实有", ColumnKind.NUMBER),
            Column("备注", ColumnKind.TEXT),
        ),
        rows=tuple((n, line.name, *_cells(line), _remark(line)) for n, line in enumerate(lines, 1)),
        totals=(totals[-1], *totals[:-1]) if first else totals,
        totals_first=first,
    )


def _cells(line: TransferLine) -> tuple[CellValue, ...]:
    return (
        reported(line.before),
        line.given,
        line.taken,
        reported(line.after),
        reported(line.persons),
    )


def _sums(lines: tuple[TransferLine, ...]) -> tuple[int, int, int, int, CellValue]:
    known = [line for line in lines if line.before is not None]
    before = sum(line.before or 0 for line in known)
    after = sum(line.after or 0 for line in known)
    return (
        before,
        sum(line.given for line in lines),
        sum(line.taken for line in lines),
        after,
        reported_sum(line.persons for line in lines),
    )


def _grand(sheet: TransferSheet) -> tuple[CellValue, ...]:
    before, _, _, after, persons = _sums(sheet.lines)
    moved = sheet.moved
    return (before + sheet.reserve, moved, moved, after + sheet.reserve_after, persons)


def _remark(line: TransferLine) -> str:
    words = [f"{line.later}名以后年度划出"] if line.later else []
    if line.over > line.later:
        words.append(f"超编{line.over - line.later}")
    return "；".join(words)


def _moves(sheet: TransferSheet, *, first: bool) -> Section:
    total = TotalRow("合计", (sheet.moved,), ("SUM",))
    return Section(
        heading="二、划转明细",
        header=(
            Column("序号", ColumnKind.SERIAL),
            Column("批次", ColumnKind.WORD),
            Column("划出单位", ColumnKind.NAME),
            Column("划入单位", ColumnKind.NAME),
            Column("名数", ColumnKind.NUMBER),
        ),
        rows=tuple(
            (n, stage_words(t.stage), sheet.name(t.giver), sheet.name(t.taker), t.posts)
            for n, t in enumerate(sheet.transfers, 1)
        ),
        totals=(total,),
        totals_first=first,
    )


def _notes(sheet: TransferSheet) -> Notes:
    basis = f"依据：{sheet.title or f'{sheet.year}年度{sheet.category.label}测算'}"
    note = f"；{sheet.note}" if sheet.note else ""
    done = LIST_MARK.join(_done(stage) for stage in sheet.stages if stage.since)
    waiting = LIST_MARK.join(_waiting(stage) for stage in sheet.stages if not stage.since)
    schedule = "；".join(
        text for text in (f"已执行{done}" if done else "", waiting if done else "") if text
    )
    relations = [
        (
            "计算关系：4=1−2+3。合计第1栏与第4栏相等，第2栏与第3栏相等，只调剂、不增加。"
            "单位只划出或只划入，划出多的与划入多的配对，其余进出"
            f"{COUNTY_RESERVE}。×表示该栏免填。"
        )
    ]
    if schedule:
        relations.append(f"执行情况：{schedule}。")
    if sheet.held:
        names = names_of(f"{unit.name}（{unit.over}名）" for unit in sheet.held)
        relations.append(f"划出后将超编的：{names}。须写明逐步消化的年数，方可执行。")
    unknown = [line.name for line in sheet.lines if line.before is None]
    uncounted = [line.name for line in sheet.lines if line.persons is None]
    missing = [
        words
        for words in (
            f"{names_of(unknown)}现有编制未报，未作划转，本表不完整" if unknown else "",
            f"{names_of(uncounted)}实有未报" if uncounted else "",
        )
        if words
    ]
    return Notes(
        basis=(f"{basis}{note}。须经{commission(sheet.county)}批准后执行。",)
        if not done
        else (f"{basis}{note}。",),
        relations=tuple(relations),
        signs=(f"“—”表示应填未报：{'；'.join(missing)}。",) if missing else (),
    )


def _done(stage: Stage) -> str:
    assert stage.since is not None
    return f"{stage_words(stage.number)}{stage.posts}名（{day(stage.since)}，{stage.doc_no}）"


def _waiting(stage: Stage) -> str:
    when = f"（应于{day(stage.due)}）" if stage.due else ""
    return f"{stage_words(stage.number)}{stage.posts}名待执行{when}"
