"""乡镇（街道）领导职数核定（配备）表: posts by class and the persons in them (S0 一（二）).

空职 and 超职数 are counted unit by unit and summed each on its own, never netted: a vacancy in one
unit does not make good for a leader too many in another.
"""

from collections.abc import Sequence

from townoffice.prints.form import (
    Absent,
    Binding,
    CellValue,
    Column,
    ColumnKind,
    Form,
    Inferred,
    Notes,
    Section,
    TotalRow,
)
from townoffice.prints.forms.cited import (
    amount,
    chosen_words,
    decided_remark,
    decided_words,
    inferred_words,
    rests_on_inference,
    sources,
)
from townoffice.prints.forms.class_notes import used_values
from townoffice.prints.forms.reported import reported, reported_sum
from townoffice.prints.forms.words import (
    LIST_MARK,
    commission,
    day,
    names_of,
    one_page,
    reporting_unit_short,
)
from townoffice.records import CitedValue, Classification, ClassRow, LeaderPost, SizeClass, State

_PAGE_ROWS, _PAGE_ROWS_PENDING = 23, 20
"""Rows that one page (竖排) holds; where a figure is pending the notes take more of it."""

_REMARK_LINE = 18
"""Characters of a remark on one line; each line more takes two thirds of a row."""

_BEHIND_CLASSES = (
    "index",
    "additional_share",
    *("cut_1", "cut_2", "points_cut_1", "points_cut_2", "proportions"),
)
"""The values a class rests on, beside its indicators."""

_STRUCTURE = "leadership.structure_"

PENDING = "待核定"
"""Stands for posts the policy lost and nobody has decided yet."""


def leadership_form(
    result: Classification,
    *,
    check_code: str | None = None,
    attachment: str | None = None,
    first_page: int = 1,
) -> Form:
    """Draw up the table of leadership posts that follow from a classification.

    ``check_code`` is that of the adopted plan, None for a draft.
    """
    ordered = sorted(result.rows, key=lambda row: row.index is None)
    return Form(
        title="乡镇（街道）领导职数核定（配备）表",
        reporting_unit=reporting_unit_short(result.county),
        sections=(_section(result, ordered, attachment),),
        attachment=attachment,
        as_of=f"数据截至{day(result.on)}",
        unit="单位：名",
        notes=_notes(result),
        binding=Binding.ATTACHMENT if attachment else Binding.ALONE,
        first_page=first_page,
        check_code=check_code,
    )


def vacant(row: ClassRow) -> int | None:
    """Count 空职, None where posts or persons are not known."""
    if row.leadership_posts is None or row.leadership_actual is None:
        return None
    return max(0, row.leadership_posts - row.leadership_actual)


def excess(row: ClassRow) -> int | None:
    """Count 超职数, None where posts or persons are not known."""
    if row.leadership_posts is None or row.leadership_actual is None:
        return None
    return max(0, row.leadership_actual - row.leadership_posts)


def _section(result: Classification, rows: Sequence[ClassRow], attachment: str | None) -> Section:
    open_ = any(row.size_class and row.leadership_posts is None for row in rows)
    room = _PAGE_ROWS_PENDING if open_ else _PAGE_ROWS
    return Section(
        header=(
            Column("序号", ColumnKind.SERIAL),
            Column("乡镇（街道）", ColumnKind.NAME),
            Column(
                "类别",
                ColumnKind.WORD,
                inferred=rests_on_inference(_behind(result), *_BEHIND_CLASSES),
            ),
            Column("核定职数", ColumnKind.NUMBER),
            Column("实配人数", ColumnKind.NUMBER),
            Column("空职", ColumnKind.NUMBER, formula="MAX([1]-[2],0)"),
            Column("超职数", ColumnKind.NUMBER, formula="MAX([2]-[1],0)"),
            Column("备注", ColumnKind.TEXT),
        ),
        rows=tuple(
            (
                n,
                row.name,
                Absent.NOT_REPORTED if row.size_class is None else row.size_class.label,
                _posts(result, row),
                reported(row.leadership_actual),
                reported(vacant(row)),
                reported(excess(row)),
                _remark(row),
            )
            for n, row in enumerate(rows, 1)
        ),
        totals=(_total(rows),),
        totals_first=not one_page(len(rows) + _wrapped(rows), room, attachment),
    )


def _wrapped(rows: Sequence[ClassRow]) -> int:
    """Count the rows that remarks of more than one line take besides their own."""
    lines = sum(max(0, len(_remark(row)) - 1) // _REMARK_LINE for row in rows)
    return (2 * lines + 2) // 3


def _posts(result: Classification, row: ClassRow) -> CellValue:
    if row.size_class is None:
        return Absent.NOT_REPORTED
    if row.leadership_posts is None:
        return PENDING
    name = f"leadership.class_{int(row.size_class)}"
    quotas = [value for value in result.parameters if value.name == name]
    stated = any(v.value == row.leadership_posts and v.state is not State.INFERRED for v in quotas)
    return row.leadership_posts if stated or not quotas else Inferred(row.leadership_posts)


def _remark(row: ClassRow) -> str:
    words = [decided_remark(row)] if row.overridden else []
    if row.size_class is None and row.missing:
        words.append(f"{LIST_MARK.join(row.missing)}未报，未分类")
    if row.leadership_actual is None:
        words.append("实配未报")
    over = excess(row)
    if over:
        words.append(f"超职数{over}名")
    words += row.leadership_remarks
    return "；".join(words)


def _total(rows: Sequence[ClassRow]) -> TotalRow:
    columns = (
        [row.leadership_posts for row in rows if row.size_class is not None],
        [row.leadership_actual for row in rows],
        [vacant(row) for row in rows],
        [excess(row) for row in rows],
    )
    cells = tuple(reported_sum(column) for column in columns)
    return TotalRow("合计", (*cells, ""), ("SUM",) * len(cells) + (None,))


def _behind(result: Classification) -> list[CitedValue]:
    return [v for v in used_values(result) if v.name.rpartition(".")[2] in _BEHIND_CLASSES]


def _notes(result: Classification) -> Notes:
    values = [v for v in result.parameters if v.name.startswith("leadership.")]
    posts = [v for v in values if v.name.startswith("leadership.class_")]
    structures = [v for v in values if v.name.startswith(_STRUCTURE)]
    single = [v for v in values if v not in (*posts, *structures) and amount(v)]
    basis = (sources(values), _amounts([v for v in posts if v.state is not State.MISSING]))
    behind = _behind(result)
    pending = [row for row in result.rows if row.size_class and row.leadership_posts is None]
    texts = (
        f"依据：{'，'.join(part for part in basis if part)}。" if any(basis) else "",
        _structure(single, posts, structures),
        chosen_words(values),
        decided_words(result.rows),
        _pending(result, posts, pending) if pending else "",
    )
    relations = (
        "类别见分类测算表。3=1−2，4=2−1，不足0的记0；1−3+4=2。"
        "空职、超职数按单位分别计算、分别合计，不相抵减。"
        "按人计算，交叉任职、兼任的只计1次。"
    )
    return Notes(
        basis=tuple(text for text in texts if text),
        relations=(relations,),
        signs=_signs(result.rows, pending),
        inferred=inferred_words([*behind, *values], commission(result.county)),
    )


def _structure(
    single: Sequence[CitedValue], posts: Sequence[CitedValue], structures: Sequence[CitedValue]
) -> str:
    """Name the posts asked for, then those of every class whose structure adds up to its posts.

    A post with one number for all classes is named once: 组织委员各1名，政法委员1/0/0名.
    """
    used = _used(posts, structures)
    words = [_amounts(single)] if single else []
    if used:
        tables = [_counts(value) for value in used.values()]
        numbers: dict[tuple[int, ...], list[str]] = {}
        for post in LeaderPost:
            numbers.setdefault(tuple(t.get(post.value, 0) for t in tables), []).append(post.label)
        mark = "※" if any(value.inferred for value in used.values()) else ""
        parts = (_of_classes(found, labels) for found, labels in numbers.items() if any(found))
        words.append(f"按{'/'.join(size.label for size in used)}{mark}：{'，'.join(parts)}")
    return f"职位结构：{'；'.join(words)}。" if words else ""


def _of_classes(numbers: tuple[int, ...], labels: Sequence[str]) -> str:
    each = "各" if len(labels) > 1 else ""
    shown = str(numbers[0]) if len(set(numbers)) == 1 else "/".join(map(str, numbers))
    return f"{LIST_MARK.join(labels)}{each}{shown}名"


def _used(
    posts: Sequence[CitedValue], structures: Sequence[CitedValue]
) -> dict[SizeClass, CitedValue]:
    used: dict[SizeClass, CitedValue] = {}
    for size in SizeClass:
        quotas = {v.value for v in posts if v.name.endswith(f"_{int(size)}")}
        for value in structures:
            named = value.name == f"{_STRUCTURE}{int(size)}"
            if named and sum(_counts(value).values()) in quotas:
                used.setdefault(size, value)
    return used


def _counts(value: CitedValue) -> dict[str, int]:
    named = value.value if isinstance(value.value, tuple) else ()
    return {name: int(count) for name, count in named}


def _amounts(values: Sequence[CitedValue]) -> str:
    return "；".join(f"{value.label}{amount(value)}" for value in values)


def _pending(result: Classification, posts: Sequence[CitedValue], rows: Sequence[ClassRow]) -> str:
    lost = [value for value in posts if value.state is State.MISSING]
    reasons = "；".join(value.note.rstrip("。") or f"{value.label}文件缺载" for value in lost)
    reason = reasons or f"未见文件规定，须由{commission(result.county)}以文号确认"
    offered = "、".join(
        f"{value.label}可参考{value.proposal}{value.unit}"
        for value in lost
        if value.proposal is not None and not value.note
    )
    hint = f"（{offered}）" if offered else ""
    return f"“{PENDING}”：{names_of(row.name for row in rows)}，{reason}{hint}。"


def _signs(rows: Sequence[ClassRow], pending: Sequence[ClassRow]) -> tuple[str, ...]:
    words = []
    unclassed = [row.name for row in rows if row.size_class is None]
    unreported = [row.name for row in rows if row.leadership_actual is None]
    if unclassed:
        words.append(f"{names_of(unclassed)}未分类")
    if unreported:
        words.append(f"{names_of(unreported)}实配未报")
    if pending:
        words.append(f"{PENDING}的单位暂不计算空职、超职数，第1栏合计不含")
    if not words:
        return ()
    return (f"“—”表示应填未报或未能计算：{'；'.join(words)}。合计为已有数据之和，本表不完整。",)
