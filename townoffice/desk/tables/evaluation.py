"""Tables of the room ``evaluation``: indicators, ranking, points in detail, reverse evaluation.

Each is of one contest: the one on the screen, the one a plan froze, else the newest of its kind
(of the year, if one is asked for). A closed contest is printed from its plan.
"""

from collections.abc import Callable
from typing import Protocol

from townoffice.desk import evaluation
from townoffice.desk.tables.wish import (
    Drawing,
    Drawn,
    Table,
    Wish,
    code_of,
)
from townoffice.feedback import NotFound
from townoffice.prints import Chart, Form
from townoffice.prints.forms import detail_form, indicators_form, ranking_form, reverse_form
from townoffice.records import Contest, ContestKind, EvaluationResult, ShownContest


class _Draws(Protocol):
    def __call__(self, result: EvaluationResult, *, check_code: str | None) -> Form: ...


def _of_contest(draw: _Draws, *kinds: ContestKind) -> Callable[[Wish], Drawn]:
    def drawn(wish: Wish) -> Drawn:
        ground = evaluation.ground(wish.book, _contest(wish, kinds).id)
        result = evaluation.calculate(ground)
        return draw(result, check_code=code_of(ground.plan)), ground.plan

    return drawn


def _contest(wish: Wish, kinds: tuple[ContestKind, ...]) -> Contest:
    found = [one for one in evaluation.contests(wish.book) if one.kind in kinds]
    if isinstance(wish.order, ShownContest):
        found = [one for one in found if one.id == wish.order.contest_id]
    elif wish.plan_id is not None:
        found = [one for one in found if one.plan_id == wish.plan_id]
    elif wish.year is not None:
        found = [one for one in found if one.year == wish.year] or found
    if not found:
        raise NotFound(
            f"台账里还没有{kinds[0].label}", hint="请先在“考核评价”里新建，或核对方案编号"
        )
    return found[0]


def _draw_reverse(wish: Wish) -> Drawn:
    ground = evaluation.ground(wish.book, _contest(wish, (ContestKind.DEPARTMENTS,)).id)
    result = evaluation.calculate(ground)
    form = reverse_form(result, check_code=code_of(ground.plan), opinions=ground.opinions)
    return form, ground.plan


_ANY = tuple(ContestKind)

EVALUATION = (
    Drawing(
        Table("indicators", "考核指标及计分表", "evaluation"),
        _of_contest(indicators_form, *_ANY),
    ),
    Drawing(
        Table("ranking", "考核得分排名表", "evaluation"),
        _of_contest(ranking_form, ContestKind.TOWNSHIPS, ContestKind.COMMUNITIES),
        chart=Chart("各单位总分", "总分"),
    ),
    Drawing(
        Table("score-detail", "考核计分明细表", "evaluation"),
        _of_contest(detail_form, *_ANY),
    ),
    Drawing(
        Table("reverse", "部门反向评价汇总表", "evaluation"),
        _draw_reverse,
        chart=Chart("各部门总分", "总分"),
    ),
)
