"""How a total and a grade came to be: the tree of steps down to inputs and clauses."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from townoffice.evaluation.indicator_reasons import indicator_step
from townoffice.evaluation.reason_parts import PLACES, parameter_step, value_of
from townoffice.evaluation.scoring import FULL
from townoffice.records import (
    AdjustmentKind,
    AssessmentIndicator,
    Capped,
    EntrantScore,
    EvaluationResult,
    Grade,
    GroupResult,
    SectionScore,
    Step,
    half_up,
    shown,
    trimmed,
)

_MOST_PLACES = 6


def explain_indicator(result: EvaluationResult, subject: str, indicator_id: int) -> Step | None:
    """Explain one entrant's points under one indicator; None if either is not there."""
    found = _found(result, subject)
    if found is None:
        return None
    entrant, group = found
    for indicator, score in zip(group.indicators, entrant.indicators, strict=True):
        if indicator.id == indicator_id:
            return indicator_step(result, indicator, score)
    return None


def _found(result: EvaluationResult, subject: str) -> tuple[EntrantScore, GroupResult] | None:
    entrant = result.entrant(subject)
    group = None if entrant is None else result.group(entrant.group)
    return None if entrant is None or group is None else (entrant, group)


def explain_total(result: EvaluationResult, subject: str) -> Step | None:
    """Explain an entrant's total; its parts carry enough digits to add up by hand."""
    found = _found(result, subject)
    if found is None:
        return None
    entrant, group = found
    parts = _parts(result, entrant, group)
    label = f"{entrant.name}总分"
    if entrant.total is None:
        how = f"缺{'、'.join(entrant.missing)}，没有总分；已有合计 {shown(entrant.so_far, PLACES)}"
        return Step(label, None, "分", how, steps=tuple(parts))
    steps = _same_places(parts, entrant.total)
    how = "各项得分合计" + "".join(
        f"{sign}{word}"
        for sign, word, points in (
            ("＋", "加分", entrant.bonus_counted),
            ("－", "扣分", entrant.deduction_counted),
        )
        if points
    )
    inferred = any(step.inferred for step in steps)
    return Step(label, entrant.total, "分", how, (), steps, PLACES, inferred=inferred, rule="sum")


def _same_places(parts: Sequence[Step], total: Fraction) -> tuple[Step, ...]:
    """Show all parts with as many decimals as they need to come to the total as it is shown."""
    figures = [Fraction(part.value or 0) for part in parts if not isinstance(part.value, str)]
    wanted = half_up(total, PLACES)
    places = next(
        (
            n
            for n in range(PLACES, _MOST_PLACES)
            if half_up(Fraction(sum(half_up(f, n) for f in figures), 10**n), PLACES) == wanted
        ),
        _MOST_PLACES,
    )
    return tuple(replace(part, decimals=places) for part in parts)


def _parts(result: EvaluationResult, entrant: EntrantScore, group: GroupResult) -> list[Step]:
    sections = [_section(result, entrant, group, section) for section in entrant.sections]
    joined = _with_difficulty(entrant, _with_process(result, entrant, sections))
    moved = (
        _moved(result, entrant, AdjustmentKind.BONUS, entrant.bonus_counted),
        _moved(result, entrant, AdjustmentKind.DEDUCTION, -entrant.deduction_counted),
    )
    return [*joined, *(step for step in moved if step is not None)]


def _section(
    result: EvaluationResult, entrant: EntrantScore, group: GroupResult, section: SectionScore
) -> Step:
    """Explain one section; one that is a single indicator of its name is that indicator."""
    own: list[tuple[AssessmentIndicator, Step]] = [
        (indicator, indicator_step(result, indicator, score))
        for indicator, score in zip(group.indicators, entrant.indicators, strict=True)
        if indicator.section == section.name
    ]
    if len(own) == 1 and own[0][0].name == section.name:
        return own[0][1]
    steps = tuple(step for _, step in own)
    weight = f"{trimmed(Fraction(section.weight))}%"
    if section.points is None or section.score is None:
        missing = [step.label for step in steps if step.value is None]
        how = f"缺{'、'.join(missing)}"
        return Step(section.name, None, "分", how, steps=steps)
    how = f"{trimmed(section.score, 2)} × {weight}"
    inferred = any(step.inferred for step in steps)
    return Step(
        section.name, section.points, "分", how, (), steps, PLACES, inferred=inferred, rule="sum"
    )


def _with_process(
    result: EvaluationResult, entrant: EntrantScore, sections: list[Step]
) -> list[Step]:
    """Join ballots and answered calls by their shares."""
    reverse = entrant.reverse
    if reverse is None or reverse.process is None:
        return sections
    share, process = reverse.process_share, reverse.process
    ballots = _added("评价得分", reverse.ballots, "各维度合计", sections)
    calls = Step("过程评价", process.score, "分", f"呼叫办理 {process.calls} 件", decimals=6)
    known = value_of(result, "process_share")
    inferred = known is not None and known.inferred
    cites = () if known is None else known.cites
    return [
        Step(
            f"{step.label}部分",
            None if points is None else points * part,
            "分",
            f"{step.label} × {trimmed(part * FULL)}%",
            cites,
            (step,),
            _MOST_PLACES,
            inferred,
            "" if points is None else "times",
            (part,),
        )
        for step, points, part in (
            (ballots, reverse.ballots, 1 - share),
            (calls, process.score, share),
        )
    ]


def _added(label: str, value: Fraction | None, how: str, parts: Sequence[Step]) -> Step:
    """Show a sum of parts; None where one of them is missing."""
    rule = "" if value is None else "sum"
    return Step(label, value, "分", how, (), tuple(parts), _MOST_PLACES, rule=rule)


def _with_difficulty(entrant: EntrantScore, parts: list[Step]) -> list[Step]:
    if entrant.difficulty is None or entrant.difficulty == 1:
        return parts
    factor = Fraction(entrant.difficulty)
    plain = None if entrant.base is None else entrant.base / factor
    before = _added("折算前得分", plain, "各项得分合计", parts)
    how = f"折算前得分 × 难度系数 {trimmed(factor)}"
    rule, numbers = ("", ()) if entrant.base is None else ("times", (factor,))
    return [
        Step("难度折算得分", entrant.base, "分", how, (), (before,), 6, rule=rule, numbers=numbers)
    ]


def _moved(
    result: EvaluationResult, entrant: EntrantScore, kind: AdjustmentKind, points: Fraction
) -> Step | None:
    """Explain a bonus or a deduction by its reasons; None where there is none."""
    own = [one for one in entrant.adjustments if one.kind is kind and one.points]
    if not own:
        return None
    how = "、".join(one.reason for one in own)
    entered = entrant.bonus if kind is AdjustmentKind.BONUS else entrant.deduction
    most = value_of(result, f"{kind.value}_max")
    limited = abs(points) < entered
    if limited:
        how += f"；合计 {trimmed(entered)}，按上限 {trimmed(abs(points))} 计"
    steps = tuple(
        Step(
            one.reason,
            figure := Fraction(one.points or 0),
            "分",
            one.doc_no or "",
            decimals=places_of_points(figure),
        )
        for one in own
    )
    if most is not None:
        limit = parameter_step(most, Fraction(str(most.value)))
        steps = (*steps, limit)
    inferred = limited and most is not None and most.inferred
    return Step(kind.label, points, "分", how, (), steps, PLACES, inferred=inferred)


def places_of_points(points: Fraction) -> int:
    """Give the decimals points are shown with: at least one."""
    return next((n for n in range(1, _MOST_PLACES) if (points * 10**n).denominator == 1), 6)


def explain_grade(result: EvaluationResult, subject: str) -> Step | None:
    """Explain an entrant's grade: the lines, the seats of 优秀, a tie, a veto."""
    found = _found(result, subject)
    if found is None:
        return None
    entrant, group = found
    label = f"{entrant.name}等次"
    total = explain_total(result, subject)
    assert total is not None
    if entrant.total is None or entrant.by_score is None:
        return Step(label, None, "", "没有总分，未定等次", steps=(total,))
    steps = (total, _lines(result, group), _seats(result, entrant, group), _veto(result, entrant))
    how = _between(entrant, group)
    if entrant.capped is not None:
        how += f"，{entrant.capped.label}"
    value = "待定" if entrant.grade is None else entrant.grade.label
    return Step(label, value, "", how, steps=steps, inferred=any(s.inferred for s in steps[1:]))


def _between(entrant: EntrantScore, group: GroupResult) -> str:
    """Write the total between its lines: 80 ≤ 89.951 < 90."""
    total = entrant.total or Fraction(0)
    below = next((line for _, line in group.lines if total >= line), None)
    above = next((line for _, line in reversed(group.lines) if total < line), None)
    left = "" if below is None else f"{trimmed(below)} ≤ "
    right = "" if above is None else f" < {trimmed(above)}"
    word = entrant.by_score.label if entrant.by_score is not None else ""
    return f"{left}{shown(total, PLACES)}{right}，按分数为{word}"


def _lines(result: EvaluationResult, group: GroupResult) -> Step:
    words = " / ".join(trimmed(line) for _, line in group.lines)
    value = value_of(result, "grade_lines")
    return Step("等次线", words, "分") if value is None else parameter_step(value, words)


def _seats(result: EvaluationResult, entrant: EntrantScore, group: GroupResult) -> Step:
    """Explain the seats of 优秀 and who is in front."""
    exact, percent = group.quota * group.size, trimmed(group.quota * FULL)
    value, least = value_of(result, "excellent_quota"), value_of(result, "excellent_least")
    how = f"{group.size} × {percent}% ＝ {trimmed(exact, 2)} → {group.seats} 个"
    if group.seats > exact and least is not None:
        how += f"（{least.basis}）"
    rank = Step("名次", entrant.rank, "", f"{group.name}共 {group.size} 个单位", decimals=0)
    steps = [rank]
    if group.tie is not None and entrant.subject in group.tie.tied:
        state = group.tie.settled_by or "待研究决定"
        tied = f"{len(group.tie.tied)} 个单位同分，余 {group.tie.seats} 个名额；{state}"
        steps.append(Step("末位并列", len(group.tie.tied), "个", tied))
    used = [one for one in (value, least) if one is not None]
    return Step(
        "优秀名额",
        group.seats,
        "个",
        how,
        tuple(cite for one in used for cite in one.cites),
        tuple(steps),
        inferred=any(one.inferred for one in used),
    )


def _veto(result: EvaluationResult, entrant: EntrantScore) -> Step:
    issuer, cap = value_of(result, "veto_issuer"), value_of(result, "veto_grade")
    cites = () if issuer is None else issuer.cites
    if not entrant.vetoed:
        return Step("一票否决", "无", "", "仅限中央、省级文件设定", cites)
    vetoes = [one for one in entrant.adjustments if one.kind is AdjustmentKind.VETO and one.doc_no]
    how = "；".join(f"{one.reason}（{one.level}，{one.doc_no}）" for one in vetoes)
    most = () if cap is None else (parameter_step(cap, Grade(str(cap.value)).label),)
    inferred = entrant.capped is Capped.VETO and cap is not None and cap.inferred
    return Step("一票否决", "有", "", how, cites, most, inferred=inferred)
