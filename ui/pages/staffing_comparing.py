"""What the views 合计 and 比较 of 编制测算 show; the worker calculates, each set is remembered."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

from townoffice.desk import side_by_side as beside
from townoffice.desk.together import Together, together
from townoffice.feedback import OfficeError
from townoffice.records import Category, SideBySide
from ui.headline import toned
from ui.pages.staffing_compare import pair_picture
from ui.pages.staffing_shown import calculated
from ui.pages.staffing_together import both_headline
from ui.pages.staffing_views import View
from ui.theme import Tone

if TYPE_CHECKING:
    from townoffice.desk.planning import Order
    from ui.pages.staffing_body import Body

__all__ = ["Comparing", "comparison_headline"]

_TABLES = {Category.ADMIN: "comparison", Category.INSTITUTION: "comparison-institution"}


class Comparing:
    """Fills the two views of one page when the plan on it has changed."""

    def __init__(self, body: "Body") -> None:
        self._body = body
        view = body.sides.views.compare
        view.chosen.connect(self._choose)
        view.pair_chosen.connect(self._show_pair)
        view.picked.connect(body.pick_unit)
        view.print_wanted.connect(self.print)

    def go_to(self, view: View) -> None:
        """Show one plan, both categories, or several plans."""
        self._body.sides.views.go_to(view)
        self._body.display.show_view()
        self._body.recalculate()

    def refresh(self) -> None:
        """Fill the view that is in sight."""
        view = self._body.sides.views.view
        if view is View.COMPARE:
            self._compare()
        elif view is View.TOGETHER:
            self._sum()

    # ── several plans ───────────────────────────────────────────────────────────────────────────
    def keys(self) -> tuple[str, ...]:
        """Give the plans chosen for this book and category, () where nobody chose."""
        held = QSettings().value(self._place(), "")
        return tuple(key for key in str(held or "").split("|") if key)

    def _place(self) -> str:
        path = self._body.office.path
        name = path.stem if path is not None else ""
        return f"staffing-compared/{name}/{self._body.choices.order.category.value}"

    def _choose(self, keys: object) -> None:
        if isinstance(keys, tuple):
            QSettings().setValue(self._place(), "|".join(keys))
            self._compare()

    def _compare(self) -> None:
        body = self._body
        ground, shown, kept = body.ground, body.shown, body.plans
        if ground is None or shown is None:
            return
        order, result, keys = shown.outcome.order, shown.outcome.result, self.keys()

        def compare() -> tuple[SideBySide, tuple[tuple[str, str], ...]]:
            chosen = keys or beside.usual(ground, order)
            found = beside.side_by_side(ground, order, kept, chosen, result)
            return found, beside.known(ground, kept, order)

        body.office.jobs.run(
            lambda _book, _progress: compare(),
            self._take_comparison,
            latest="staffing.compare",
        )

    def _take_comparison(self, made: tuple[SideBySide, tuple[tuple[str, str], ...]]) -> None:
        body = self._body
        if body.sides.views.view is not View.COMPARE:
            return
        found, offered = made
        body.sides.views.compare.show_comparison(found, offered)
        body.headline.set_text(*comparison_headline(found))
        self._show_pair()

    def _show_pair(self) -> None:
        view = self._body.sides.views.compare
        pair = view.pair()
        if view.found is not None and pair is not None:
            picture = pair_picture(view.found, pair)
            title = f"{pair[0].name} 与 {pair[1].name}（名）"
            self._body.panel.show_pair(picture, title, self._body.chosen)

    def order(self) -> "Order | None":
        """Give what the table of the comparison is to be printed from."""
        shown, found = self._body.shown, self._body.sides.views.compare.found
        if shown is None or found is None:
            return None
        return replace(shown.outcome.order, beside=tuple(plan.key for plan in found.plans))

    def table_id(self) -> str:
        """Give the official table of the comparison."""
        return _TABLES[self._body.choices.order.category]

    def print(self) -> None:
        """Print the comparison that is shown."""
        order = self.order()
        if order is not None:
            self._body.office.print_table(self.table_id(), None, order)

    # ── both categories ─────────────────────────────────────────────────────────────────────────
    def _sum(self) -> None:
        body = self._body
        ground, shown = body.ground, body.shown
        if ground is None or shown is None:
            return
        mine = shown.outcome.result
        others = [c for c in (Category.ADMIN, Category.INSTITUTION) if c is not mine.category]
        choices = body.recall(others[0])

        def add_up() -> Together:
            other = calculated(ground, choices, None).outcome.result
            pair = (mine, other) if mine.category is Category.ADMIN else (other, mine)
            return together(ground, *pair)

        body.office.jobs.run(
            lambda _book, _progress: add_up(),
            self._take_sum,
            latest="staffing.together",
            wrong=self._no_sum,
        )

    def _take_sum(self, found: Together) -> None:
        body = self._body
        if body.sides.views.view is View.TOGETHER:
            body.sides.views.together.show_together(found)
            body.headline.set_text(*both_headline(found))

    def _no_sum(self, error: OfficeError) -> bool:
        body = self._body
        if body.sides.views.view is View.TOGETHER:
            body.sides.views.together.show_rows(())
            body.headline.set_text(toned("两类编制合不到一起", Tone.RED), str(error))
        return True


def comparison_headline(found: SideBySide) -> tuple[str, str]:
    """Say where the plans are farthest apart, and which is the most even."""
    apart = [unit for unit in found.units if unit.spread is not None]
    head = f"{len(found.plans)} 个方案并排比较"
    if apart:
        far = max(apart, key=lambda unit: unit.spread or 0)
        known = [count for count in far.posts if count is not None]
        head += f"：相差最大的是{far.name}，{min(known)} 到 {max(known)} 名"
        same = sum(1 for unit in apart if not unit.spread)
        head += f"；{same} 个单位各方案相同" if same else ""
    even = [(plan.gini, plan) for plan in found.plans if plan.gini is not None]
    if not even:
        return head, "常住人口不全，比不出万人编制数"
    best = min(even, key=lambda pair: pair[0])[1]
    sub = f"按万人编制数，{best.name}最均衡（基尼系数越小越均衡）"
    foreign = [plan.name for plan in found.plans if not plan.adopted]
    return head, f"{sub}；{'、'.join(foreign)}本县没有采用，仅供比较" if foreign else sub
