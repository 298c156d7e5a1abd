"""编制调剂台账 and 周转编制使用台账: what was moved and lent by which document, and what is due."""

from collections.abc import Sequence
from datetime import date

from townoffice.prints.form import (
    CellValue,
    Column,
    ColumnKind,
    Form,
    Notes,
    Section,
    TotalRow,
)
from townoffice.prints.forms.cited import inferred_words
from townoffice.prints.forms.transfers import stage_words
from townoffice.prints.forms.words import commission, day, reporting_unit
from townoffice.records import CitedValue, County, GrantLine, LedgerLine, Pool


def transfer_ledger_form(
    county: County, lines: Sequence[LedgerLine], on: date, *, check_code: str | None = None
) -> Form:
    """Draw up the ledger of transfers as the book has it; ``check_code`` is that of the book."""
    return Form(
        title="乡镇（街道）编制调剂台账",
        reporting_unit=reporting_unit(county),
        sections=(_transfers(lines),),
        as_of=day(on),
        unit="单位：名",
        notes=Notes(
            basis=("依据：已采用的编制方案和执行划转的文件。",),
            relations=(
                (
                    "待划的日期是应划日期。“待划”是逐步消化、应在以后年度划出的，不在核定编制的变动之内；"
                    "方案已被新的方案代替的，不再划转。"
                ),
            ),
        ),
        check_code=check_code,
    )


def turnover_ledger_form(
    county: County,
    lines: Sequence[GrantLine],
    pools: Sequence[Pool],
    term: CitedValue | None,
    on: date,
    *,
    check_code: str | None = None,
) -> Form:
    """Draw up the ledger of posts lent; ``term`` is the longest term (None: 未采用)."""
    held = "；".join(
        f"{pool.category.label}周转{pool.posts}名，在用{pool.in_use}名，可用{pool.free}名"
        for pool in pools
    )
    limit = "本县未采用周转编制最长期限。"
    inferred = ""
    if term is not None:
        mark = "※" if term.inferred else ""
        limit = f"周转编制一次使用最长{term.value}{term.unit}{mark}。"
        inferred = inferred_words((term,), commission(county))
    return Form(
        title="周转编制使用台账",
        reporting_unit=reporting_unit(county),
        sections=(_grants(lines, on),),
        as_of=day(on),
        unit="单位：名",
        notes=Notes(
            basis=("依据：同意使用和收回周转编制的文件。",),
            relations=(
                (
                    f"{held}。周转编制归县级统筹，不计入使用单位编制总数；"
                    f"到期未收回的仍算在用。{limit}"
                ),
            ),
            signs=("“无”表示尚未收回。",),
            inferred=inferred,
        ),
        check_code=check_code,
    )


def _transfers(lines: Sequence[LedgerLine]) -> Section:
    done = sum(line.entry.posts for line in lines if line.entry.since)
    waiting = sum(line.entry.posts for line in lines if _waits(line))
    return Section(
        header=(
            Column("序号", ColumnKind.SERIAL),
            Column("日期", ColumnKind.WORD),
            Column("文号", ColumnKind.NAME),
            Column("批次", ColumnKind.WORD),
            Column("编制类别", ColumnKind.WORD),
            Column("划出单位", ColumnKind.NAME),
            Column("划入单位", ColumnKind.NAME),
            Column("已划", ColumnKind.NUMBER),
            Column("待划", ColumnKind.NUMBER),
            Column("备注", ColumnKind.TEXT),
        ),
        rows=tuple(_transfer(n, line) for n, line in enumerate(lines, 1)),
        totals=(TotalRow("合计", (done, waiting, ""), ("SUM", "SUM", None)),),
        totals_first=True,
    )


def _waits(line: LedgerLine) -> bool:
    return line.entry.since is None and not line.superseded


def _transfer(n: int, line: LedgerLine) -> tuple[CellValue, ...]:
    entry = line.entry
    state = "" if entry.since else "已由新方案代替" if line.superseded else "待执行"
    return (
        n,
        _narrow(entry.since or entry.due),
        entry.doc_no or "未发文",
        stage_words(entry.stage),
        entry.category.label.removesuffix("编制"),
        line.giver,
        line.taker,
        entry.posts if entry.since else 0,
        entry.posts if _waits(line) else 0,
        state or f"方案{entry.plan_id}",
    )


def _grants(lines: Sequence[GrantLine], on: date) -> Section:
    sums = (
        sum(line.grant.count for line in lines),
        sum(line.grant.count for line in lines if line.grant.in_use(on)),
    )
    return Section(
        header=(
            Column("序号", ColumnKind.SERIAL),
            Column("使用单位", ColumnKind.NAME),
            Column("编制\n类别", ColumnKind.WORD),
            Column("用途", ColumnKind.TEXT),
            Column("适用情形", ColumnKind.TEXT),
            Column("使用起", ColumnKind.WORD),
            Column("使用止", ColumnKind.WORD),
            Column("文号", ColumnKind.NAME),
            Column("收回", ColumnKind.WORD),
            Column("借出", ColumnKind.NUMBER),
            Column("在用", ColumnKind.NUMBER),
            Column("备注", ColumnKind.TEXT),
        ),
        rows=tuple(_grant(n, line, on) for n, line in enumerate(lines, 1)),
        totals=(TotalRow("合计", (*sums, ""), ("SUM", "SUM", None)),),
        totals_first=True,
    )


def _grant(n: int, line: GrantLine, on: date) -> tuple[CellValue, ...]:
    grant = line.grant
    late = grant.in_use(on) and grant.until < on
    return (
        n,
        line.name,
        grant.category.label.removesuffix("编制"),
        grant.purpose,
        grant.situation,
        _narrow(grant.since),
        _narrow(grant.until),
        grant.doc_no,
        _narrow(grant.returned) if grant.returned else "无",
        grant.count,
        grant.count if grant.in_use(on) else 0,
        "到期未收回" if late else grant.return_doc_no or "",
    )


def _narrow(on: date) -> str:
    """Write a day as narrow cells have it: 2025.03.01."""
    return f"{on:%Y.%m.%d}"
