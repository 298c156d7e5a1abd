"""What hands do on the page 编制测算: what is typed or chosen becomes a step to undo."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from townoffice.desk import planning
from townoffice.desk.paradoxes import REMEDY
from townoffice.desk.parameters import parameters, posts_of
from townoffice.desk.plan_rows import PlanRow
from townoffice.desk.planning import Order
from townoffice.feedback import BadChoice
from townoffice.records import Category
from ui.pages import staffing_words as words
from ui.pages.method_opening import open_editor
from ui.pages.staffing_choices import Choices
from ui.pages.staffing_table import EDITED
from ui.pages.staffing_views import View

if TYPE_CHECKING:
    from ui.pages.staffing_body import Body

__all__ = ["Hands"]

Bounds = tuple[int | None, int | None]


class Hands:
    """The hands of one page: bar and table speak to them, they hand new choices to the body."""

    def __init__(self, body: "Body") -> None:
        self._body = body
        self._actions = [
            self._action("锁定为现在的核定数", self.pin),
            self._action("不再限定", self.unpin),
        ]
        bar, table = body.bar, body.table
        bar.category_chosen.connect(self.show_category)
        bar.method_chosen.connect(self.take_method)
        bar.own_method_wanted.connect(self.make_method)
        bar.total_chosen.connect(self.take_total)
        bar.setting_chosen.connect(self.take_setting)
        bar.limit_chosen.connect(self.take_limit)
        bar.beside_chosen.connect(self.compare)
        bar.reset_wanted.connect(self.reset)
        table.edited.connect(self.take_edit)
        table.block_pasted.connect(self.take_block)
        table.filled_down.connect(self.fill)

    def _action(self, text: str, act: Callable[[], None]) -> QAction:
        """Put an act into the menu of the table."""
        action = QAction(text, self._body.table)
        action.triggered.connect(lambda _on: act())
        self._body.table.addAction(action)
        return action

    def reset(self) -> None:
        """Take back everything but category and comparison."""
        body = self._body
        body.bar.forget_faults()
        after = Choices(Order(body.choices.order.category), (), body.choices.beside)
        body.choose(after, "恢复政策值")
        body.recalculate()

    def show_category(self, category: Category) -> None:
        """Go to the other category, as it was left; from 合计 back to one."""
        if self._body.views.view is View.TOGETHER:
            self._body.comparing.go_to(View.PLAN)
        if category is not self._body.choices.order.category:
            after = self._body.recall(category)
            self._body.choose(after, f"改测{category.label}")

    def take_method(self, method: str) -> None:
        """Calculate by another method, with its own parameters."""
        order = replace(self._body.choices.order, method=method, settings={})
        self._choose_order(order, "换测算方法")

    def make_method(self) -> None:
        """Open the editor of methods, beginning with the one that holds."""
        known = self._body.ground
        start = self._body.choices.order.method or (planning.method_of(known) if known else "")
        open_editor(self._body.office, self._body, start)

    def take_remedy(self) -> None:
        """Round by the method that is free of paradoxes."""
        self.take_setting("rounding", REMEDY)

    def take_total(self, total: int | None) -> None:
        """Share out another total; None: the present posts."""
        text = "总量恢复为现有" if total is None else f"总量改为 {total} 名"
        self._choose_order(replace(self._body.choices.order, total=total), text)

    def take_limit(self, limit: int | None) -> None:
        """Limit how far a unit may move; None: not at all."""
        text = "不限增减" if limit is None else f"增减不超过 {limit} 名"
        self._choose_order(replace(self._body.choices.order, max_change=limit), text)

    def _choose_order(self, order: Order, text: str) -> None:
        self._body.choose(replace(self._body.choices, order=order), text)

    def take_setting(self, key: str, text: str | None) -> None:
        """Choose a parameter; None: as the policy has it."""
        after = self._body.choices.setting(key, text)
        if self._body.ground is None or after == self._body.choices:
            return
        orders = (self._body.choices.order, after.order)
        before, now = (
            next(p for p in parameters(self._body.ground, order) if p.key == key)
            for order in orders
        )
        self._body.choose(after, words.moved(before, now))

    def compare(self, beside: int | None) -> None:
        """Compare with a plan, or with the present posts alone."""
        text = "不作对照" if beside is None else "换对照"
        self._body.choose(replace(self._body.choices, beside=beside), text)

    def pin(self) -> None:
        """Hold the current unit at the posts it has now."""
        self._bind({code: (posts, posts) for code, posts in self._current_posts()})

    def unpin(self) -> None:
        """Let the current unit go."""
        self._bind({code: (None, None) for code, _ in self._current_posts()})

    def _current_posts(self) -> list[tuple[str, int]]:
        current = self._body.table.current()
        return [] if current is None else [(current[0].unit.code, current[0].unit.posts)]

    def take_edit(self, row: PlanRow, key: str, text: str) -> None:
        """Pin a unit (核定 typed) or bound it; what cannot be read stays red in its cell."""
        unit = row.unit
        try:
            posts = posts_of(text, unit.name)
        except BadChoice as error:
            self._body.table.mark_wrong(unit.code, key, text, str(error))
            return
        if key == "posts" and posts == unit.posts and unit.lower is None and unit.upper is None:
            return
        self._bind({unit.code: _bounds(row, key, posts)})

    def take_block(self, first: PlanRow, key: str, block: list[list[str]]) -> None:
        """Take a pasted block of bounds: one step, and every cell that cannot be read stays red."""
        keys = [column.key for column in self._body.table.lanes.columns]
        wide = keys[keys.index(key) : keys.index(key) + max(map(len, block))]
        if any(name not in EDITED for name in wide):
            self._body.office.say("只能往“核定”“下限”“上限”三栏粘贴")
            return
        rows = self._body.table.rows()
        start = rows.index(first)
        bounds: dict[str, Bounds] = {}
        for row, texts in zip(rows[start:], block, strict=False):
            for name, text in zip(wide, texts, strict=False):
                try:
                    posts = posts_of(text, row.unit.name)
                except BadChoice as error:
                    self._body.table.mark_wrong(row.unit.code, name, text, str(error))
                    continue
                lower, upper = bounds.get(row.unit.code, (row.unit.lower, row.unit.upper))
                held = replace(row, unit=replace(row.unit, lower=lower, upper=upper))
                bounds[row.unit.code] = _bounds(held, name, posts)
        self._bind(bounds)

    def fill(self, source: PlanRow, key: str, targets: Sequence[PlanRow]) -> None:
        """Give the rows below the bound of the first."""
        unit = source.unit
        value = {"posts": unit.posts, "lower": unit.lower, "upper": unit.upper}.get(key)
        if key in EDITED:
            self._bind({row.unit.code: _bounds(row, key, value) for row in targets})

    def _bind(self, bounds: dict[str, Bounds]) -> None:
        """Bound units, all in one step."""
        after = self._body.choices
        for code, (lower, upper) in bounds.items():
            after = after.bound(code, lower=lower, upper=upper)
        if self._body.shown is None or not bounds:
            return
        names = {row.unit.code: row.unit.name for row in self._body.shown.rows}
        code, (lower, upper) = next(iter(bounds.items()))
        one = words.bounded(names[code], lower, upper)
        self._body.choose(after, one if len(bounds) == 1 else f"限定 {len(bounds)} 个单位")


def _bounds(row: PlanRow, key: str, posts: int | None) -> Bounds:
    """Give the bounds of a unit after one of its cells was filled in; 核定 pins it."""
    if key == "posts":
        return posts, posts
    return (posts, row.unit.upper) if key == "lower" else (row.unit.lower, posts)
