"""One calculation of 编制测算 put on its parts: headline, bar, banners, table, note, panel."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from townoffice.desk import planning
from townoffice.desk.parameters import Parameter, methods, parameters
from townoffice.desk.plan_rows import PlanRow, usual_total
from townoffice.feedback import OfficeError
from townoffice.records import Category
from ui.pages import staffing_words as words
from ui.pages.staffing_notices import notices
from ui.pages.staffing_plans import plan_name
from ui.pages.staffing_shown import Shown
from ui.pages.staffing_table import columns, reserve_cells, total_cells
from ui.pages.staffing_views import View
from ui.pages.staffing_watch import Seen
from ui.tables import Cell, Column

if TYPE_CHECKING:
    from ui.pages.staffing_body import Body

__all__ = ["Display"]


class Display:
    """Shows what a page has calculated; it decides nothing."""

    def __init__(self, body: "Body") -> None:
        self._body = body
        self._layout_of_table: object = None
        self.columns: tuple[Column[PlanRow], ...] = ()

    def show_failure(self, error: OfficeError) -> None:
        """Show why nothing could be calculated; the last result stays to be compared with."""
        body = self._body
        body.banners.show_failure(str(error))
        body.fold.tell()
        for button in (body.keep, body.print, body.adopt):
            button.setEnabled(False)
        if body.ground is not None:
            self._show_bar(parameters(body.ground, body.choices.order), {})
        if body.shown is None:
            body.headline.set_text("还不能测算编制", "原因见下，补齐后自动重算。")
        else:
            body.headline.set_text(*words.failed())

    def show(self, shown: Shown) -> None:
        """Show a calculation."""
        body = self._body
        result = shown.outcome.result
        if body.views.view is View.PLAN:
            standing = body.shelf.standing(result)
            body.headline.set_text(
                words.headline(result, shown.found),
                words.sub_line(shown.found, standing, words.rates_line(shown)),
            )
        reserve = next((p for p in shown.parameters if p.key == "reserve_share"), None)
        notes = {reserve.key: f"= {result.reserve} 名"} if reserve else {}
        self._show_bar(shown.parameters, notes)
        self.show_notices(shown, None)
        self._show_table(shown)
        body.note.setText(words.inferred_sentence(_of_category(shown.parameters, result.category)))
        body.note.setVisible(bool(body.note.text()) and body.views.view is View.PLAN)
        self._allow(shown)
        self.show_trial()
        self.show_panel()

    def _allow(self, shown: Shown) -> None:
        """Let keep, adopt and print go only with what may be kept, adopted, printed."""
        body = self._body
        tried, adopted = bool(body.choices.people), shown.outcome.result.adopted
        body.keep.setEnabled(not body.office.read_only and not tried)
        body.adopt.setEnabled(not body.office.read_only and not tried and adopted)
        body.print.setEnabled(not tried)
        why = "" if adopted else f"本县没有采用{shown.outcome.result.method_label}，不能按它采用"
        body.adopt.setToolTip("试算了人口，先恢复" if tried else why)

    def show_notices(self, shown: Shown, seen: Seen | None) -> None:
        """Show the lines above the table; ``seen`` is what was found later beside it."""
        body = self._body
        found = None if seen is None else seen.paradoxes
        said = notices(shown.outcome, shown.parameters, body.trying.said(), found, body.deeds())
        body.banners.show_notices(said if body.views.view is View.PLAN else ())
        body.fold.tell()

    def show_view(self) -> None:
        """Leave the buttons and choices that bear on the view in sight."""
        body = self._body
        view = body.views.view
        for button in (body.keep, body.print, body.adopt):
            button.setVisible(view is View.PLAN)
        body.compare.setChecked(view is View.COMPARE)
        body.bar.show_view(
            together=view is View.TOGETHER,
            comparing=view is View.COMPARE,
            category=body.choices.order.category,
        )
        if view is not View.PLAN:
            body.trying.close()

    def _show_bar(self, found: Sequence[Parameter], notes: dict[str, str]) -> None:
        body = self._body
        order, ground = body.choices.order, body.ground
        adopted = planning.method_of(ground) if ground else ""
        body.bar.show_methods(methods(ground) if ground else (), order.method or adopted, adopted)
        usual = usual_total(ground, order.category) if ground else None
        fitting = _of_category(found, order.category)
        body.bar.show_order(order, fitting, notes, usual=usual, moved=body.choices.moved)
        plans = [(plan.id or 0, plan_name(plan)) for plan in reversed(body.shelf.fitting())]
        body.bar.show_beside(plans, body.choices.beside)
        self.show_view()

    def _show_table(self, shown: Shown) -> None:
        body = self._body
        inferred = frozenset(p.key for p in shown.parameters if p.value.inferred)
        made = columns(shown.outcome, inferred, body.against())
        layout = (tuple((c.key, c.name) for c in made), inferred)
        if layout != self._layout_of_table:
            self._layout_of_table = layout
            self.columns = made
            body.table.set_columns(made)
        body.table.show_rows(shown.rows)
        codes = {row.unit.code for row in shown.rows}
        if body.chosen not in codes:
            body.chosen = shown.rows[0].unit.code
            body.table.select(body.chosen, "posts")

    def show_trial(self) -> None:
        """Show on the sliders what holds."""
        self._body.trying.show()

    def show_panel(self) -> None:
        """Show the pictures and the reasons of the unit that is chosen."""
        body = self._body
        if body.shown is not None:
            body.panel.show_plan(body.shown.outcome, body.shown.rows, body.against(), body.chosen)

    def total(self, rows: Sequence[PlanRow]) -> Sequence[Cell]:
        """Give the cells of 合计."""
        return total_cells(self.columns, rows)

    def pinned(self) -> Sequence[Sequence[Cell]]:
        """Give the row of what the county keeps, where it keeps something."""
        body = self._body
        if body.shown is None or not body.shown.outcome.result.reserve:
            return ()
        other = body.other()
        kept = None if other is None else other.reserve
        return (reserve_cells(self.columns, body.shown.outcome, kept),)


def _of_category(found: Sequence[Parameter], category: Category) -> list[Parameter]:
    """Leave out the standards of the other category."""
    keys = {parameter.key for parameter in found}
    mine = category is Category.INSTITUTION
    return [
        p
        for p in found
        if (p.key.endswith("_institution") if mine else not p.key.endswith("_institution"))
        or (mine and f"{p.key}_institution" not in keys)
    ]
