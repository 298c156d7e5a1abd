"""The problems of a list (leaders, institutions) as questions: what to look at and answer."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from townoffice.feedback import Level, Problem
from townoffice.records import Answer, AnswerAct, Decisions, Preview, PreviewRow, Question

__all__ = ["ready", "roster_questions"]

_SEEN = Answer("知道了", AnswerAct.SEEN)


def roster_questions(preview: Preview, decisions: Decisions) -> tuple[Question, ...]:
    """Give every problem with its answers, what needs somebody first.

    A wrong cell can be typed anew or left open; what is asked about is settled by 知道了. What the
    list itself must say otherwise has no answer here: it is put right in the file.
    """
    rows = {_line(row.cell): row for row in preview.rows}
    found = [_of_problem(preview, decisions, problem, rows) for problem in preview.problems]
    found += _said(decisions)
    order = list(Level)
    return tuple(sorted(found, key=lambda q: (q.settled, order.index(q.level), _at(preview, q))))


def ready(preview: Preview, decisions: Decisions) -> bool:
    """Tell whether a list can be written: something moves, nothing is wrong, all asks are seen."""
    open_ones = [q for q in roster_questions(preview, decisions) if not q.settled]
    return not open_ones and bool(preview.added or preview.changed or preview.leaving)


def _at(preview: Preview, question: Question) -> tuple[int, int]:
    at = preview.raw.find(question.cell) if preview.raw and question.cell else None
    return at or (len(preview.rows) + 10**6, 0)


def _of_problem(
    preview: Preview, decisions: Decisions, problem: Problem, rows: Mapping[str, PreviewRow]
) -> Question:
    key = f"{problem.level}|{problem.cell}|{problem.what}"
    note = f"{problem.hint}。".replace("请用 --year 指明", "请用“换表头行…”改年度")
    bare = Question(
        key=key,
        level=problem.level,
        cell=problem.cell,
        place=_place(problem, rows),
        what=f"{problem.what}。",
        note=note if problem.hint else "",
        settled=problem.level is Level.NOTE or key in decisions.seen,
        about=problem.cell,
    )
    if problem.sheet and problem.sheet != preview.sheet:
        return replace(
            bare, answers=(Answer(f"改读“{problem.sheet}”", AnswerAct.SHEET, problem.sheet),)
        )
    if problem.level is Level.ASK:
        return replace(bare, answers=(*_typed(preview, problem), _SEEN))
    if problem.level is Level.STOP:
        return replace(bare, answers=tuple(_typed(preview, problem)))
    return bare


def _typed(preview: Preview, problem: Problem) -> Iterator[Answer]:
    """Offer to type a cell anew where the problem is of one."""
    at = preview.raw.find(problem.cell) if preview.raw and problem.cell else None
    if preview.raw is None or at is None:
        return
    yield Answer("填写…", AnswerAct.TYPE, preview.raw.lines[at[0]].cells[at[1]])
    if problem.level is Level.STOP:
        yield Answer("先空着", AnswerAct.OPEN)


def _place(problem: Problem, rows: Mapping[str, PreviewRow]) -> str:
    if not problem.cell:
        return "整份名单"
    row = rows.get(_line(problem.cell))
    if row is None:
        return problem.cell
    unit = row.township.name if row.township else row.name or row.code or ""
    who = row.values.get("person") or row.values.get("institution") or ""
    return f"{problem.cell} {unit} · {who}"


def _line(cell: str) -> str:
    """Give the number of the line of a cell: a person has one line."""
    return cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _said(decisions: Decisions) -> Iterator[Question]:
    for cell, text in decisions.choices.cells.items():
        what = f"按“{text}”读入。" if text else "先空着。"
        back = (Answer("改回", AnswerAct.BACK),)
        yield Question(
            f"said|{cell}", Level.NOTE, cell, cell, what, answers=back, settled=True, about=cell
        )
