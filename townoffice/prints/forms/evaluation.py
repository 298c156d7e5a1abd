"""Tables of an evaluation: 考核得分排名表, 考核计分明细表, 部门反向评价汇总表 (S0 四（四）, §6).

Groups rank apart and stand in sections of their own. A total that is not there yet is 应填未报,
never zero; why a grade is not that of the score stands in 备注.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from townoffice.prints.form import (
    Absent,
    Binding,
    CellValue,
    Column,
    ColumnKind,
    Form,
    Group,
    Notes,
    Section,
)
from townoffice.prints.forms.cited import (
    adopted_words,
    chosen_words,
    inferred_words,
    rests_on_inference,
    sources,
)
from townoffice.prints.forms.words import LIST_MARK, plain
from townoffice.records import (
    AdjustmentKind,
    AssessmentIndicator,
    CitedValue,
    ContestKind,
    EntrantScore,
    EvaluationResult,
    Grade,
    GroupResult,
    shown,
)

_WHO = {
    ContestKind.TOWNSHIPS: "乡镇（街道）",
    ContestKind.DEPARTMENTS: "部门（派驻机构）",
    ContestKind.COMMUNITIES: "社区（村）",
}
_NUMERALS = "一二三四五六七八九十"
_ONE_LINE = 5
"""Characters of an indicator's name that stand on one line of a header."""
_GRADES_REST_ON = ("grade_lines", "excellent_quota", "excellent_least")


def ranking_form(
    result: EvaluationResult, *, check_code: str | None = None, attachment: str | None = None
) -> Form:
    """Draw up the ranking: sections of 100 with their weight, the weighted score, total, grade.

    ``check_code`` is that of the closed contest, None while it is open.
    """
    return _form(
        result,
        f"{result.year}年度{_WHO[result.kind]}考核得分排名表",
        tuple(_ranking(result, n, group) for n, group in enumerate(result.groups)),
        _ranking_notes(result),
        check_code,
        attachment,
    )


def detail_form(
    result: EvaluationResult, *, check_code: str | None = None, attachment: str | None = None
) -> Form:
    """Draw up what every entrant got under every indicator, in points of its full marks."""
    relations = (
        "各栏为折算后的得分，括号内为分值；合计为各指标得分之和，未计难度系数、加分和扣分。",
    )
    return _form(
        result,
        f"{result.year}年度{_WHO[result.kind]}考核计分明细表",
        tuple(_detail(result, n, group) for n, group in enumerate(result.groups)),
        Notes(
            _basis(result, graded=False),
            relations,
            _signs(result),
            _inferred(result, graded=False),
        ),
        check_code,
        attachment,
    )


def reverse_form(
    result: EvaluationResult,
    *,
    check_code: str | None = None,
    attachment: str | None = None,
    opinions: Mapping[str, Sequence[str]] | None = None,
) -> Form:
    """Draw up how departments were rated: by dimension, in all, and what it is worth to them.

    ``opinions`` on appointments, by subject, are counted beside it and told in 注.
    """
    said = opinions or {}
    notes = _reverse_notes(result)
    lines = tuple(f"{one.name}：{'；'.join(said[one.subject])}。" for one in result.entrants
                  if said.get(one.subject))  # fmt: skip
    if lines:
        notes = replace(notes, relations=(*notes.relations, f"任免意见：{''.join(lines)}"))
    return _form(
        result,
        f"{result.year}年度部门反向评价汇总表",
        tuple(_reverse(result, n, group, said) for n, group in enumerate(result.groups)),
        notes,
        check_code,
        attachment,
    )


def _form(
    result: EvaluationResult,
    title: str,
    sections: tuple[Section, ...],
    notes: Notes,
    check_code: str | None,
    attachment: str | None,
) -> Form:
    return Form(
        title=title,
        reporting_unit=f"{result.county.name}考核工作领导小组办公室",
        sections=sections,
        attachment=attachment,
        unit="单位：分",
        notes=notes,
        binding=Binding.ATTACHMENT if attachment else Binding.ALONE,
        check_code=check_code,
    )


def group_heading(result: EvaluationResult, place: int, group: GroupResult) -> str | None:
    """Head a group's section: 一、乡镇类（6个）; a single group needs no heading."""
    if len(result.groups) == 1:
        return None
    return f"{_NUMERALS[place % 10]}、{group.name}（{group.size}个）"


def _entrants(result: EvaluationResult, group: GroupResult) -> list[EntrantScore]:
    return [one for one in result.entrants if one.group == group.name]


def _ranking(result: EvaluationResult, place: int, group: GroupResult) -> Section:
    entrants = _entrants(result, group)
    weights = [(s.name, s.weight) for s in entrants[0].sections] if entrants else []
    count = len(weights)
    parts = "+".join(f"[{n}]*{plain(weight)}" for n, (_, weight) in enumerate(weights, 1))
    hard = any(one.difficulty is not None for one in entrants)
    base = count + (2 if hard else 1)
    shown = any(indicator.inferred for indicator in group.indicators)
    header = (
        Column("名次", ColumnKind.SERIAL),
        Column(_WHO[result.kind], ColumnKind.NAME),
        *(_points(f"{name}\n（{plain(weight)}%）") for name, weight in weights),
        *([_points("难度\n系数")] if hard else []),
        Column(
            "加权\n得分",
            ColumnKind.NUMBER,
            decimals=2,
            inferred=shown,
            formula=f"({parts})/100{f'*[{count + 1}]' if hard else ''}" if parts else None,
        ),
        _points("加分"),
        _points("扣分"),
        Column(
            "总分", ColumnKind.NUMBER, decimals=2, formula=f"[{base}]+[{base + 1}]-[{base + 2}]"
        ),
        Column("等次", ColumnKind.WORD, inferred=_grades_inferred(result)),
        Column("备注", ColumnKind.TEXT),
    )
    rows = tuple(_ranking_row(one, hard=hard) for one in entrants)
    return Section(header, rows, heading=group_heading(result, place, group))


def _points(label: str) -> Column:
    return Column(label, ColumnKind.NUMBER, decimals=2)


def _ranking_row(one: EntrantScore, *, hard: bool) -> tuple[CellValue, ...]:
    return (
        _rank(one),
        one.name,
        *(_known(section.score) for section in one.sections),
        *(
            [Fraction(one.difficulty) if one.difficulty is not None else Fraction(1)]
            if hard
            else []
        ),
        _known(one.base),
        one.bonus_counted,
        one.deduction_counted,
        _known(one.total),
        _grade(one),
        _remark(one),
    )


def _rank(one: EntrantScore) -> CellValue:
    return Absent.NOT_REPORTED if one.rank is None else one.rank


def _known(value: Fraction | None) -> CellValue:
    return Absent.NOT_REPORTED if value is None else value


def _grade(one: EntrantScore) -> CellValue:
    return Absent.NOT_REPORTED if one.grade is None else one.grade.label


def _remark(one: EntrantScore) -> str:
    words = [one.capped.label] if one.capped is not None else []
    words += [
        f"{a.kind.label}：{a.reason}{f'（{a.doc_no}）' if a.doc_no else ''}"
        for a in one.adjustments
        if a.kind is AdjustmentKind.VETO
    ]
    if one.bonus > one.bonus_counted:
        words.append("加分已达上限")
    if one.deduction > one.deduction_counted:
        words.append("扣分已达上限")
    if one.missing:
        words.append(f"缺{LIST_MARK.join(one.missing)}")
    return "；".join(words)


def _detail(result: EvaluationResult, place: int, group: GroupResult) -> Section:
    entrants = _entrants(result, group)
    header = (
        Column("序号", ColumnKind.SERIAL),
        Column(_WHO[result.kind], ColumnKind.NAME),
        *_by_section(group.indicators),
        Column(
            "合计",
            ColumnKind.NUMBER,
            decimals=2,
            formula="+".join(f"[{n}]" for n in range(1, len(group.indicators) + 1)) or None,
        ),
    )
    rows = tuple(
        (n, one.name, *(_known(found.points) for found in one.indicators), _sum(one))
        for n, one in enumerate(entrants, 1)
    )
    return Section(header, rows, heading=group_heading(result, place, group))


def _sum(one: EntrantScore) -> CellValue:
    points = [found.points for found in one.indicators]
    if any(point is None for point in points):
        return Absent.NOT_REPORTED
    return sum((point for point in points if point is not None), Fraction(0))


def _by_section(indicators: Sequence[AssessmentIndicator]) -> tuple[Group | Column, ...]:
    """Group the columns of indicators by section; a section of one needs no group."""
    sections: dict[str, list[AssessmentIndicator]] = {}
    for indicator in indicators:
        sections.setdefault(indicator.section, []).append(indicator)
    made: list[Group | Column] = []
    for name, found in sections.items():
        columns = tuple(_points(f"{_folded(one.name)}\n（{plain(one.weight)}）") for one in found)
        made.append(columns[0] if len(columns) == 1 else Group(name, columns))
    return tuple(made)


def _folded(name: str) -> str:
    """Break a long name in the middle: a column of points is narrow."""
    half = (len(name) + 1) // 2
    return name if len(name) <= _ONE_LINE else f"{name[:half]}\n{name[half:]}"


def _reverse(
    result: EvaluationResult,
    place: int,
    group: GroupResult,
    opinions: Mapping[str, Sequence[str]],
) -> Section:
    entrants = _entrants(result, group)
    process = any(one.reverse and one.reverse.process for one in entrants)
    header = (
        Column("名次", ColumnKind.SERIAL),
        Column(_WHO[result.kind], ColumnKind.NAME),
        *(_points(f"{one.name}\n（{plain(one.weight)}%）") for one in group.indicators),
        _points("评议\n得分"),
        *([_points("呼应\n得分")] if process else []),
        _points("总分"),
        _points("计入年度\n考核"),
        Column("等次", ColumnKind.WORD, inferred=_grades_inferred(result)),
        Column("任免\n意见", ColumnKind.NUMBER),
        Column("备注", ColumnKind.TEXT),
    )
    rows = tuple(
        _reverse_row(one, len(opinions.get(one.subject, ())), process=process) for one in entrants
    )
    return Section(header, rows, heading=group_heading(result, place, group))


def _reverse_row(one: EntrantScore, opinions: int, *, process: bool) -> tuple[CellValue, ...]:
    reverse = one.reverse
    answers = reverse.process.score if reverse and reverse.process else None
    return (
        _rank(one),
        one.name,
        *(_known(found.score) for found in one.indicators),
        _known(reverse.ballots if reverse else one.base),
        *([_known(answers)] if process else []),
        _known(one.total),
        _known(reverse.worth if reverse else None),
        _grade(one),
        opinions,
        _remark(one),
    )


def _told(result: EvaluationResult, *, graded: bool = True) -> list[CitedValue]:
    """Give the values the figures on paper rest on: what moved nothing is not told."""
    silent = {"near", *(() if graded else _GRADES_REST_ON)}
    if not any(one.vetoed for one in result.entrants):
        silent |= {"veto_grade", "veto_issuer"}
    if not any(one.bonus > one.bonus_counted for one in result.entrants):
        silent.add("bonus_max")
    if not any(one.deduction > one.deduction_counted for one in result.entrants):
        silent.add("deduction_max")
    return [v for v in result.parameters if v.name.rpartition(".")[2] not in silent]


def _grades_inferred(result: EvaluationResult) -> bool:
    return rests_on_inference(result.parameters, *_GRADES_REST_ON)


def _basis(result: EvaluationResult, *, graded: bool = True) -> tuple[str, ...]:
    found = sources(_told(result, graded=graded))
    texts = (
        f"依据：{found}。" if found else "",
        adopted_words(result.adoption),
        chosen_words(result.parameters),
    )
    return tuple(text for text in texts if text)


def _ranking_notes(result: EvaluationResult) -> Notes:
    seats = LIST_MARK.join(
        f"{group.name}优秀名额{group.seats}个" for group in result.groups if group.seats
    )
    lines = result.groups[0].lines if result.groups else ()
    inferred = rests_on_inference(result.parameters, "grade_lines")  # then ※推定 tells the lines
    grades = seats if inferred else f"等次：{_lines_words(lines)}；{seats}"
    relations = (
        (
            "加权得分=Σ(得分×权重)÷100（有难度系数的再乘系数）；总分=加权得分+加分−扣分。"
            f"按未取整的总分分组排名，同分同名次。{grades}。"
        ),
    )
    return Notes(_basis(result), relations, _signs(result), _inferred(result))


def _lines_words(lines: Sequence[tuple[Grade, Fraction]]) -> str:
    return LIST_MARK.join(f"{_score(bound)}分以上{grade.label}" for grade, bound in lines if bound)


def _score(bound: Fraction) -> str:
    return shown(bound, 0 if bound.denominator == 1 else 1)


def _reverse_notes(result: EvaluationResult) -> Notes:
    relations = (
        (
            "各项为百分制得分，括号内为权重；评议得分按评议主体的权重合成，“不了解”不计。"
            "计入年度考核为总分乘以规定的比重，供部门年度考核使用。"
        ),
    )
    return Notes(_basis(result), relations, _signs(result), _inferred(result))


def _signs(result: EvaluationResult) -> tuple[str, ...]:
    open_ = [one.name for one in result.entrants if one.total is None]
    tied = any(group.tie is not None and not group.tie.settled_by for group in result.groups)
    words = []
    if open_:
        words.append(f"“—”表示应填未报：{LIST_MARK.join(open_)}的得分不全，不参加排名。")
    if tied:
        words.append("优秀名额处总分并列的，须经研究决定，决定前等次为“—”。")
    return tuple(words)


def _inferred(result: EvaluationResult, *, graded: bool = True) -> str:
    weights = [
        group.name for group in result.groups if any(one.inferred for one in group.indicators)
    ]
    weights = [f"{LIST_MARK.join(weights)}的指标和分值"] if weights else []
    return inferred_words(
        _told(result, graded=graded), f"{result.county.name[-1:]}委、政府", weights
    )
