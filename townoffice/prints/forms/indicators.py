"""考核指标及计分表: what is rated, with which full marks, how a figure becomes points (§6.2)."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from townoffice.prints.form import (
    COVERED,
    Binding,
    CellValue,
    Column,
    ColumnKind,
    Form,
    Merged,
    Notes,
    Section,
    TotalRow,
)
from townoffice.prints.forms.cited import adopted_words
from townoffice.prints.forms.evaluation import group_heading
from townoffice.prints.forms.words import LIST_MARK, plain
from townoffice.records import AssessmentIndicator, EvaluationResult, GroupResult, Scoring

_Figures = Mapping[str, Decimal]


def indicators_form(
    result: EvaluationResult, *, check_code: str | None = None, attachment: str | None = None
) -> Form:
    """Draw up the indicators of a contest, group by group, sections spanning their rows."""
    inferred = [
        group.name for group in result.groups if any(one.inferred for one in group.indicators)
    ]
    adopted = adopted_words(result.adoption)
    return Form(
        title=f"{result.year}年度{result.kind.label}指标及计分表",
        reporting_unit=f"{result.county.name}考核工作领导小组办公室",
        sections=tuple(_section(result, n, group) for n, group in enumerate(result.groups)),
        attachment=attachment,
        unit="单位：分",
        notes=Notes(
            basis=(adopted,) if adopted else (),
            relations=("各组指标分值合计为100；缺报的指标不按零分计，须补报后才能排名。",),
            inferred=(
                f"{LIST_MARK.join(inferred)}的指标和分值未见文件规定，"
                f"须报{result.county.name[-1:]}委、政府审定。"
                if inferred
                else ""
            ),
        ),
        binding=Binding.ATTACHMENT if attachment else Binding.ALONE,
        check_code=check_code,
    )


def _section(result: EvaluationResult, place: int, group: GroupResult) -> Section:
    header = (
        Column("序号", ColumnKind.SERIAL),
        Column("项目", ColumnKind.WORD),
        Column("考核指标", ColumnKind.NAME),
        Column(
            "分值",
            ColumnKind.NUMBER,
            decimals=_places(group.indicators),
            inferred=any(one.inferred for one in group.indicators),
        ),
        Column("计分办法", ColumnKind.TEXT),
        Column("数据来源", ColumnKind.WORD),
        Column("备注", ColumnKind.TEXT),
    )
    rows: list[tuple[CellValue, ...]] = []
    for name, members in groupby(group.indicators, key=lambda one: one.section):
        found = list(members)
        whole = plain(sum((one.weight for one in found), Decimal(0)))
        label = Merged(f"{name}\n（{whole}分）", down=len(found))
        for n, one in enumerate(found):
            rows.append((len(rows) + 1, COVERED if n else label, *_row(one)))
    total = TotalRow("合计", (Fraction(group.weight), "", "", ""), ("SUM", None, None, None))
    return Section(header, tuple(rows), (total,), heading=group_heading(result, place, group))


def _places(indicators: Sequence[AssessmentIndicator]) -> int:
    digits = (plain(one.weight).partition(".")[2] for one in indicators)
    return max(map(len, digits), default=0)


def _row(one: AssessmentIndicator) -> tuple[CellValue, ...]:
    return (
        one.name,
        Fraction(one.weight),
        scoring_words(one),
        one.source or "无",
        one.note or "",
    )


def scoring_words(one: AssessmentIndicator) -> str:
    """Say how a figure becomes points, with the indicator's own numbers."""
    words = _SCORING[one.scoring](dict(one.figures))
    return f"{words}，数值越低越好" if one.lower_is_better else words


def _direct(figures: _Figures) -> str:
    return f"按{plain(figures.get('full', Decimal(100)))}分制评分，折算为分值"


def _completion(figures: _Figures) -> str:
    cap = figures.get("cap", Decimal(1))
    most = "最高得满分" if cap == 1 else f"最高按{plain(cap)}倍"
    return f"完成值÷目标值{_target(figures)}×分值，{most}"


def _reverse_completion(figures: _Figures) -> str:
    return f"目标值{_target(figures)}÷完成值×分值，最高得满分"


def _target(figures: _Figures) -> str:
    return f"（{plain(figures['target'])}）" if "target" in figures else ""


def _rank(figures: _Figures) -> str:
    if "best" in figures and "worst" in figures:
        return f"按名次等距赋分，第一名{plain(figures['best'])}分、末名{plain(figures['worst'])}分"
    return "按名次等距赋分"


def _efficacy(figures: _Figures) -> str:
    if "low" in figures and "high" in figures:
        return (
            f"功效系数：{plain(figures['low'])}为60分、{plain(figures['high'])}为100分，折算为分值"
        )
    return "功效系数：组内最低为60分、最高为100分，折算为分值"


def _bands(figures: _Figures) -> str:
    words = (
        f"{name}以上{plain(points)}分" if name[:1].isdigit() else f"{name}{plain(points)}分"
        for name, points in figures.items()
    )
    return f"按区间或等级：{LIST_MARK.join(words)}"


def _deduction(_figures: _Figures) -> str:
    return "扣分制：自满分扣减，扣完为止"


def _ballot(figures: _Figures) -> str:
    options = LIST_MARK.join(f"{name}{plain(points)}" for name, points in figures.items())
    return f"票决：{options or '按规定的各档分值'}，“不了解”不计，折算为分值"


def _standard(_figures: _Figures) -> str:
    return "标准分：80+10×（数值−平均）÷标准差，折算为分值"


_SCORING: Mapping[Scoring, Callable[[_Figures], str]] = {
    Scoring.DIRECT: _direct,
    Scoring.COMPLETION: _completion,
    Scoring.REVERSE_COMPLETION: _reverse_completion,
    Scoring.RANK: _rank,
    Scoring.EFFICACY: _efficacy,
    Scoring.BANDS: _bands,
    Scoring.DEDUCTION: _deduction,
    Scoring.BALLOT: _ballot,
    Scoring.STANDARD: _standard,
}
