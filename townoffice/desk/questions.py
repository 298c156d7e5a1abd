"""The problems of an import as questions with answers, and what an answer does.

An answer is offered only where it works: what can be done about a problem follows from where its
cell lies (a heading, a unit's line, a total), never from its words. What an answer does
is in :mod:`.answering`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from townoffice.desk.doubts import ticks, unsettled_columns
from townoffice.desk.wording import likely_number, value_text
from townoffice.feedback import Level, Problem
from townoffice.records import (
    Answer,
    AnswerAct,
    ColumnChoice,
    Decisions,
    Difference,
    IntakeField,
    LineRole,
    Preview,
    PreviewColumn,
    PreviewRow,
    Question,
    RowStatus,
    Tick,
)

_ALIKE_SHOWN = 3
_UNITS_SHOWN = 3
_NAMING = frozenset({"code", "name"})


def questions(
    preview: Preview, decisions: Decisions, fields: Sequence[IntakeField]
) -> tuple[Question, ...]:
    """Give everything there is to say of a preview: what needs somebody first, then the rest."""
    desk = _Desk(preview, decisions, {field.name: field for field in fields})
    found = [*map(desk.of_problem, preview.problems), *desk.of_doubts(), *desk.of_answers()]
    found = list(_alike(found))
    order = list(Level)
    return tuple(sorted(found, key=lambda q: (q.settled, order.index(q.level), desk.where(q.cell))))


class _Desk:
    """Looks cells up: which heading, which unit and field, which difference."""

    def __init__(
        self, preview: Preview, decisions: Decisions, fields: Mapping[str, IntakeField]
    ) -> None:
        self._preview = preview
        self._decisions = decisions
        self._fields = fields
        self._ticked = ticks(preview, decisions.by_hand)
        self._columns = {column.cell: column for column in preview.columns}
        self._labels = {c.field: c.label or c.header for c in preview.columns if c.field}
        self._rows: dict[str, tuple[PreviewRow, str]] = {}
        for row in preview.rows:
            self._rows |= {cell: (row, field) for field, cell in row.cells.items()}
        self._lines = {row.cell: row for row in preview.rows}

    def where(self, cell: str) -> tuple[int, int]:
        """Give line and place for ordering; what has no cell comes last."""
        at = self._preview.raw.find(cell) if self._preview.raw else None
        if at is None:
            return (len(self._preview.rows) + 10**6, 0)
        return at

    # ── problems ────────────────────────────────────────────────────────────────────────────────
    def of_problem(self, problem: Problem) -> Question:
        """Give one problem with its place and the answers that work there."""
        key = f"{problem.level}|{problem.cell}|{problem.what}"
        bare = Question(
            key=key,
            level=problem.level,
            cell=problem.cell,
            place=self._place(problem),
            what=f"{problem.what}。",
            note=f"{problem.hint}。".replace("（--year）", "") if problem.hint else "",
            settled=problem.level is Level.NOTE or key in self._decisions.seen,
            about=problem.cell,
        )
        if problem.sheet and problem.sheet != self._preview.sheet:
            answer = Answer(f"改读“{problem.sheet}”", AnswerAct.SHEET, problem.sheet)
            return replace(bare, answers=(answer,))
        if problem.level is Level.NOTE:
            return bare
        if not problem.cell:
            act = AnswerAct.HEADER if problem.level is Level.STOP else AnswerAct.SEEN
            label = "指出表头…" if problem.level is Level.STOP else "知道了"
            return replace(bare, answers=(Answer(label, act),))
        if (column := self._columns.get(problem.cell)) is not None:
            return replace(bare, answers=tuple(self._of_column(column, problem)))
        return self._of_cell(bare, problem)

    def _place(self, problem: Problem) -> str:
        if problem.sheet and problem.sheet != self._preview.sheet:
            return f"工作表“{problem.sheet}”"
        if not problem.cell:
            return "整张表"
        if (column := self._columns.get(problem.cell)) is not None:
            return f"{problem.cell} 表头 · {column.header}"
        return self._place_of(problem.cell)

    def _place_of(self, cell: str) -> str:
        if (found := self._rows.get(cell)) is not None:
            row, field = found
            who = (row.township.name if row.township else row.name) or row.code or ""
            what = "" if field in _NAMING else f" · {self._labels.get(field, field)}"
            if field in _NAMING and row.name:
                who = row.name
            return f"{cell} {who}{what}"
        raw = self._preview.raw
        at = raw.find(cell) if raw else None
        if raw is None or at is None:
            return cell
        line = raw.lines[at[0]]
        if line.role is not LineRole.TOTAL:
            return f"第 {line.label} {'列' if raw.turned else '行'}"
        letters = raw.places[at[1]]
        heads = [c for c in self._preview.columns if c.cell.rstrip("0123456789") == letters]
        label = f" · {heads[0].label or heads[0].header}" if heads else ""
        return f"{cell} 合计{label}"

    def _of_column(self, column: PreviewColumn, problem: Problem) -> Iterator[Answer]:
        known = self._fields.get(column.field or "")
        if column.field and problem.level is Level.ASK:
            unit = f"（{column.unit}）" if column.unit else ""
            label = f"对，是{column.label}{unit}"
            yield Answer(label, AnswerAct.FIELD, column.field)
        if known is not None:
            others = [u for u in known.units if problem.level is Level.STOP or u != column.unit]
            for unit in others[:_UNITS_SHOWN]:
                yield Answer(f"按“{unit}”读", AnswerAct.COLUMN_UNIT, unit)
        if column.field:
            yield Answer("不导入这一列", AnswerAct.FIELD, "")
        else:
            yield Answer("知道了", AnswerAct.SEEN)

    def _of_cell(self, bare: Question, problem: Problem) -> Question:
        found = self._rows.get(problem.cell)
        if found is None:
            return replace(bare, answers=tuple(self._of_other_line(problem)))
        row, field = found
        if problem.cell == row.cell and (named := self._of_naming(row)):
            return replace(bare, answers=named)
        if field not in row.values and (problem.level is Level.STOP or field not in _NAMING):
            return self._of_wrong_cell(bare, row, field)
        difference = next((d for d in row.differences if d.field == field), None)
        if difference is not None:
            return self._ticked_question(bare, row, difference)
        if row.status is RowStatus.ADDED:
            return self._of_added(bare, row, problem.cell, can_open=field not in _NAMING)
        return replace(bare, answers=(Answer("知道了", AnswerAct.SEEN),))

    def _of_other_line(self, problem: Problem) -> Iterator[Answer]:
        """Give the answers for a line that is no unit of its own: a repeated one, a total."""
        raw = self._preview.raw
        at = raw.find(problem.cell) if raw else None
        if raw and at and raw.lines[at[0]].role is LineRole.DATA and problem.level is Level.STOP:
            yield Answer("不导入这一行", AnswerAct.LEAVE_LINE)
        else:
            yield Answer("知道了", AnswerAct.SEEN)

    def _of_naming(self, row: PreviewRow) -> tuple[Answer, ...]:
        """Give the answers to “which unit is this?”; none where the unit is certain."""
        choose = Answer("另选单位…", AnswerAct.CHOOSE_UNIT)
        leave = Answer("不导入这一行", AnswerAct.LEAVE_LINE)
        if row.status is RowStatus.LEFT_OUT:
            return (replace(choose, label="选单位…"), leave) if self._preview.missing else (leave,)
        by_name = row.township is not None and all(d.field != "name" for d in row.differences)
        if row.township is not None and by_name:
            yes = Answer(f"对，是{row.township.name}", AnswerAct.UNIT, row.township.code)
            return (yes, choose, leave) if self._preview.missing else (yes, leave)
        return ()

    def _of_wrong_cell(self, bare: Question, row: PreviewRow, field: str) -> Question:
        raw = self._preview.raw
        at = raw.find(bare.cell) if raw else None
        text = raw.lines[at[0]].cells[at[1]] if raw and at else ""
        known = self._fields.get(field)
        numeric = known is None or bool(known.units)
        answers = []
        if numeric and (number := likely_number(text)):
            answers.append(Answer(f"改为 {number}", AnswerAct.READ, number))
            bare = replace(bare, what=f"“{text}”不是数，像是把 {number} 打错了。")
        answers.append(Answer("填写…", AnswerAct.TYPE, text))
        answers.append(Answer("先空着", AnswerAct.OPEN))
        note = "不改也能导入，这一格不写入"
        if row.township is not None:
            note = "不改也能导入，这一格保持台账中现在的数"
        return replace(bare, note=f"{note}。", answers=tuple(answers))

    # ── doubts ──────────────────────────────────────────────────────────────────────────────────
    def of_doubts(self) -> Iterator[Question]:
        """Give what starts unticked without a problem of its own."""
        spoken = {p.cell for p in self._preview.problems_at(Level.ASK)}
        columns = unsettled_columns(self._preview.columns, self._preview.problems)
        for row in self._preview.changed:
            for found in row.differences:
                if found.doubt and found.cell not in spoken and found.field not in columns:
                    yield self._of_doubt(row, found)
        for row in self._preview.added:
            of_column = any(columns.keys() & row.values.keys())
            if row.doubt and not of_column and not spoken & {row.cell, *row.cells.values()}:
                key = f"unit|{row.cell}"
                place = f"{row.cell} {row.name}"
                bare = Question(key, Level.ASK, row.cell, place, f"{row.doubt}。", about=row.cell)
                yield self._of_added(bare, row, row.cell, can_open=False)

    def _of_doubt(self, row: PreviewRow, found: Difference) -> Question:
        unit = self._fields[found.field].unit if found.field in self._fields else ""
        what = (
            f"{value_text(found.new)} {unit}，台账中现在是 {value_text(found.old)} {unit}，"
            f"{found.doubt.removesuffix('，请核对')}，先没有勾选。"
        )
        key = f"doubt|{found.cell}"
        place = self._place_of(found.cell)
        bare = Question(key, Level.ASK, found.cell, place, what, about=found.cell)
        return self._ticked_question(bare, row, found)

    def _ticked_question(self, bare: Question, row: PreviewRow, found: Difference) -> Question:
        tick = (row.cell, found.field)
        if found.field == "name":
            return self._tickable(bare, tick, f"改名为{found.new}", "保留原名")
        return self._tickable(bare, tick, "照表导入", "保留现在的")

    def _of_added(self, bare: Question, row: PreviewRow, cell: str, *, can_open: bool) -> Question:
        asked = self._tickable(bare, (row.cell, ""), "照表新增", "不导入这一行")
        if not can_open:
            return asked
        open_cell = Answer("先空着", AnswerAct.OPEN)
        return replace(asked, about=cell, answers=(*asked.answers, open_cell))

    def _tickable(self, bare: Question, tick: Tick, take: str, keep: str) -> Question:
        ticked = tick in self._ticked
        decided = tick in self._decisions.by_hand
        answers = (
            Answer(take, AnswerAct.TAKE, chosen=ticked),
            Answer(keep, AnswerAct.KEEP, chosen=not ticked),
        )
        return replace(bare, answers=answers, tick=tick, settled=bare.settled or decided)

    # ── what was answered ───────────────────────────────────────────────────────────────────────
    def of_answers(self) -> Iterator[Question]:
        """Give what somebody decided about the reading, so that it can be taken back."""
        choices = self._decisions.choices
        for cell, text in choices.cells.items():
            what = f"按 {text} 读入。" if text else "先空着，台账中的数保持不变。"
            yield self._answered(cell, self._place_of(cell), what)
        for cell, code in choices.units.items():
            row = self._lines.get(cell)
            who = row.township.name if row and row.township else ""
            what = f"按您的选择对到{who}（{code}）。" if code else "按您的选择，这一行不导入。"
            yield self._answered(cell, self._place_of(cell), what)
        for cell, choice in choices.columns.items():
            if (column := self._columns.get(cell)) is not None:
                yield self._answered(cell, f"{cell} 表头 · {column.header}", _said(column, choice))

    def _answered(self, cell: str, place: str, what: str) -> Question:
        back = (Answer("改回", AnswerAct.BACK),)
        return Question(
            f"said|{cell}", Level.NOTE, cell, place, what, answers=back, settled=True, about=cell
        )


def _said(column: PreviewColumn, choice: ColumnChoice) -> str:
    if choice.field == "":
        return "按您的选择，这一列不导入。"
    unit = f"，单位按{column.unit}" if column.unit else ""
    return f"按您的选择作为“{column.label}”{unit}。"


def _alike(found: Sequence[Question]) -> Iterator[Question]:
    """Put questions together that say the same of many cells and have nothing but 知道了."""
    groups: dict[tuple[Level, str], list[Question]] = {}
    for question in found:
        groups.setdefault((question.level, question.what), []).append(question)
    for group in groups.values():
        plain = all(a.act is AnswerAct.SEEN for q in group for a in q.answers)
        if len(group) <= _ALIKE_SHOWN or not plain:
            yield from group
        else:
            first = group[0]
            yield replace(first, place=f"{first.place} 等 {len(group)} 处")
