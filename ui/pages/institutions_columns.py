"""The columns of a unit's institutions, and the cells of its 合计."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from townoffice.records import Severity
from ui.pages.institutions_lines import LEADERS, SPARE, Line, LineKind, breaches, posts
from ui.tables import Align, Cell, Column
from ui.theme import Tone

if TYPE_CHECKING:
    from townoffice.desk.institution_views import UnitPage

__all__ = ["COLUMNS", "SEVERITY_TONES", "total_cells"]

SEVERITY_TONES = {
    Severity.BREACH: Tone.RED,
    Severity.WARNING: Tone.AMBER,
    Severity.NOTE: Tone.SECOND,
}


def _ground(line: Line) -> Tone | None:
    return Tone.SECOND if line.kind is LineKind.HEAD else None


def _name(line: Line) -> Cell:
    head = line.kind is LineKind.HEAD
    tone = Tone.NORMAL if head or line.kind is LineKind.INSTITUTION else Tone.SECOND
    return Cell(
        line.name,
        aside=line.aside,
        bold=head,
        tone=tone,
        ground=_ground(line),
        tip=line.name if not line.aside else f"{line.name}，{line.aside}",
    )


def _plates(line: Line) -> Cell:
    if line.remark:
        return Cell(line.remark, tone=Tone.RED, bold=True, warning=True, ground=_ground(line))
    good, bad = "、".join(line.plates), "、".join(line.wrong_plates)
    joined = f"{good}、" if good and bad else good
    tip = "\n".join((*line.plates, *(f"{name}：有问题" for name in line.wrong_plates)))
    tone = Tone.RED if line.too_many else Tone.AMBER
    return Cell(joined, flagged=bad, flag_tone=tone, ground=_ground(line), tip=tip)


def _count(of: Callable[[Line], int | None], edit: str = "") -> Callable[[Line], Cell]:
    def cell(line: Line) -> Cell:
        count, head = of(line), line.kind is LineKind.HEAD
        typed = None
        if edit and line.editable:
            typed = "" if count is None else str(count)
        text = "" if count is None else f"{count:,}"
        if count is None and line.kind is LineKind.INSTITUTION:
            text = "—"
        tone = Tone.FAINT if text == "—" else Tone.NORMAL
        return Cell(
            text, None if head else count, bold=head, edit=typed, tone=tone, ground=_ground(line)
        )

    return cell


def _vacant(line: Line) -> Cell:
    return _vacancy(line.vacant, head=line.kind is LineKind.HEAD, ground=_ground(line))


def _vacancy(vacant: int | None, *, head: bool, ground: Tone | None) -> Cell:
    if vacant is None:
        return Cell(ground=ground)
    number = None if head else vacant
    if vacant < 0:
        return Cell(f"超 {-vacant:,}", number, Tone.RED, bold=True, warning=True, ground=ground)
    tone = Tone.FAINT if not vacant and not head else Tone.NORMAL
    return Cell(f"{vacant:,}", number, tone, bold=head, ground=ground)


def _doc_no(line: Line) -> Cell:
    if line.kind is LineKind.INSTITUTION and not line.doc_no:
        return Cell("—", tone=Tone.FAINT, tip="登记时没有文号，可用 更正登记… 补上")
    return Cell(line.doc_no, ground=_ground(line), tip=line.doc_no)


def _check(line: Line) -> Cell:
    verdict, ground = line.verdict, _ground(line)
    head = line.kind is LineKind.HEAD
    if verdict.severity is None:
        return Cell(f"✓ {verdict.words}" if verdict.words else "", bold=head, ground=ground)
    loud = verdict.severity is not Severity.NOTE
    return Cell(
        verdict.words,
        tone=SEVERITY_TONES[verdict.severity],
        bold=head,
        warning=loud,
        ground=ground,
        tip=verdict.tip,
    )


def _of_state(key: str, *, edit: bool = False) -> Callable[[Line], Cell]:
    """Make a column of what stands in the record itself."""

    def cell(line: Line) -> Cell:
        if line.state is None:
            return Cell(ground=_ground(line))
        value: object = getattr(line.state, key)
        text = "" if value is None else str(getattr(value, "label", value))
        number = value if isinstance(value, int) else None
        return Cell(text, number, tip=text, edit=text if edit and line.editable else None)

    return cell


def _held(line: Line) -> Cell:
    by = line.state.head_held_by if line.state else None
    return Cell(by.label if by else "", ground=_ground(line), tip=by.label if by else "")


_POSTS = "编制（名）"
COLUMNS: tuple[Column[Line], ...] = (
    Column("name", "机构", _name, width=178, frozen=True),
    Column("plates", "加挂牌子", _plates, width=244, rule=True, least=130),
    Column(
        "authorized",
        "核定",
        _count(lambda line: line.authorized),
        group=_POSTS,
        align=Align.RIGHT,
        width=46,
    ),
    Column(
        "actual",
        "实有",
        _count(lambda line: line.actual, "actual"),
        group=_POSTS,
        align=Align.RIGHT,
        width=46,
    ),
    Column("vacant", "空编", _vacant, group=_POSTS, align=Align.RIGHT, width=66, rule=True),
    Column("doc_no", "批准文号", _doc_no, width=153, rule=True, least=140),
    Column("check", "检查", _check, width=111),
    Column("head", "负责人", _of_state("head", edit=True), width=88, hidden=True),
    Column("head_held_by", "负责人配备", _held, width=136, hidden=True),
    Column(
        "deputies",
        "副职",
        _of_state("deputies", edit=True),
        unit="名",
        align=Align.RIGHT,
        width=56,
        hidden=True,
    ),
    Column("level", "级别", _of_state("level"), width=72, hidden=True),
    Column("category", "编制类别", _of_state("category"), width=88, hidden=True),
    Column("module", "职能模块", _of_state("module"), width=112, hidden=True),
    Column("valid_from", "自何日起", _of_state("valid_from"), width=96, hidden=True),
    Column("origin", "沿革", _of_state("origin"), width=80, hidden=True),
    Column("duties", "主要职责", _of_state("duties", edit=True), width=200, hidden=True),
)


def total_cells(page: "UnitPage | None", rows: Sequence[Line], count: int) -> Sequence[Cell]:
    """Give the cells of 合计: the unit's own posts, or the sum of what the filters let through."""
    if page is None:
        return [Cell("合计", bold=True)] + [Cell()] * (len(COLUMNS) - 1)
    kept = [line for line in rows if line.kind is not LineKind.HEAD or line.key in {LEADERS, SPARE}]
    authorized = sum(line.authorized or 0 for line in kept)
    actual = sum(line.actual or 0 for line in kept)
    whole = posts(page)
    if len(rows) == count and any(whole):
        authorized, actual = whole
    broken = len(breaches(page))
    check = Cell(f"{broken} 处突破", tone=Tone.RED, bold=True, warning=True) if broken else Cell()
    cells = {
        "name": Cell(f"{page.register.township.name} 合计", bold=True),
        "authorized": Cell(f"{authorized:,}", authorized, bold=True),
        "actual": Cell(f"{actual:,}", actual, bold=True),
        "vacant": _vacancy(authorized - actual, head=True, ground=None),
        "check": check,
    }
    return [cells.get(column.key, Cell()) for column in COLUMNS]
