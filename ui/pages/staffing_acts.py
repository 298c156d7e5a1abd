"""What is done with a plan: decided, kept, adopted, listed, printed. Each through one dialog."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from townoffice.desk import planning, staffing
from townoffice.desk.books import Book
from townoffice.desk.plan_rows import decisions_of, order_of
from townoffice.feedback import Progress
from townoffice.records import Plan, StaffingResult, Tie
from ui.pages import staffing_words as words
from ui.pages.staffing_choices import Choices
from ui.pages.staffing_dialogs import AdoptDialog, DecideDialog, KeepDialog
from ui.pages.staffing_plans import PlansDialog
from ui.pages.staffing_shown import table_of

if TYPE_CHECKING:
    from ui.pages.staffing_body import Body

__all__ = ["Acts"]

_STEMS = "甲乙丙丁戊己庚辛壬癸"


class Acts:
    """The acts of one page; the dialog that is open is kept in ``dialog``."""

    def __init__(self, body: "Body") -> None:
        self._body = body
        self.dialog: QDialog | None = None

    def decide(self, seat: Tie | planning.Narrow) -> None:
        """Record who gets a last seat."""
        body = self._body
        if body.shown is None:
            return
        dialog = DecideDialog(body.shown.outcome, seat, body)
        dialog.accepted.connect(
            lambda: body.choose(body.choices.decide(dialog.decision()), "记录末位决定")
        )
        self._open(dialog)

    def keep(self) -> None:
        """Keep what is shown as a draft."""
        body = self._body
        if body.shown is None:
            return
        outcome = body.shown.outcome
        taken = [plan.title for plan in body.plans]
        dialog = KeepDialog(self._free_name(taken), taken, body)

        def kept() -> None:
            name, note = dialog.name.text().strip(), dialog.note.text().strip()
            body.office.jobs.write(
                lambda book, _progress: staffing.keep(
                    book, outcome.order, outcome.result, name, note
                ),
                lambda _number: self._written(f"已另存{name}（草案）"),
            )

        dialog.accepted.connect(kept)
        self._open(dialog)

    def adopt(self) -> None:
        """Adopt what is shown, each open tie asked once."""
        body = self._body
        if body.shown is None:
            return
        shown = body.shown
        inferred = [
            words.value_words(p.value, shown.parameters)
            for p in shown.parameters
            if p.value.inferred
        ]
        dialog = AdoptDialog(
            shown.outcome,
            words.plain_headline(shown.outcome.result, shown.found),
            inferred,
            words.over_warning(shown.found),
            body,
        )
        dialog.accepted.connect(lambda: self._adopt(dialog))
        self._open(dialog)

    def _adopt(self, dialog: AdoptDialog) -> None:
        body = self._body
        ground, choices = body.ground, body.choices
        if ground is None:
            return
        for decision in dialog.decisions():
            choices = choices.decide(decision)
        year = ground.county.year
        reason = dialog.reason.text().strip()

        def adopt(book: Book, _progress: Progress) -> tuple[int, StaffingResult]:
            order = replace(choices.order, year=year)
            outcome = planning.plan(ground, order, choices.decisions)
            note = words.adoption_note(reason, outcome)
            number = staffing.adopt(book, outcome.order, outcome.result, note)
            return number, outcome.result

        def adopted(done: tuple[int, StaffingResult]) -> None:
            number, result = done
            text = f"已采用方案 {number}：{result.category.label}核定 "
            text += f"{result.total - result.reserve} 名"
            self._written(text)

        body.choose(choices, "确认末位归属")
        body.office.jobs.write(adopt, adopted)

    def adopt_method(self) -> None:
        """Show the policies at the pack that describes the method on the page."""
        shown, ground = self._body.shown, self._body.ground
        if shown is not None and ground is not None:
            method = ground.policies.methods[shown.outcome.result.method]
            self._body.office.show_policy(method.names[0])

    def list_plans(self) -> None:
        """List the plans of the book."""
        body = self._body
        dialog = PlansDialog(body.plans, read_only=body.office.read_only, parent=body)
        dialog.compare_wanted.connect(self._compare)
        dialog.open_wanted.connect(self._go_on_from)
        dialog.print_wanted.connect(self._print_plan)
        dialog.drop_wanted.connect(self._drop)
        self._open(dialog)

    def print_current(self) -> None:
        """Print what is shown: the adopted plan, or a draft of it."""
        table, number, order = self._body.print_request()
        self._body.office.print_table(table, number, order)

    def _compare(self, plan: Plan) -> None:
        body = self._body
        if isinstance(plan.result, StaffingResult):
            category = plan.result.category
            if category is not body.choices.order.category:
                body.hands.show_category(category)
            body.hands.compare(plan.id)

    def _go_on_from(self, plan: Plan) -> None:
        body = self._body
        if isinstance(plan.result, StaffingResult):
            order = replace(order_of(plan.result), year=None)
            choices = Choices(order, decisions_of(plan.result), body.choices.beside)
            body.choose(choices, f"按{plan.title}的参数继续")

    def _print_plan(self, plan: Plan) -> None:
        if not isinstance(plan.result, StaffingResult):
            return
        table = table_of(plan.result.category)
        if plan.topic == staffing.TOPIC:
            self._body.office.print_table(table, plan.id, None)
        else:
            self._body.office.print_table(table, None, order_of(plan.result))

    def _drop(self, plan: Plan) -> None:
        office, number = self._body.office, plan.id
        if number is not None:
            office.jobs.write(
                lambda book, _progress: staffing.drop(book, number),
                lambda _done: self._written(f"已删除{plan.title}"),
            )

    def _written(self, text: str) -> None:
        """Name what the book now holds. It is the last act, so the steps before it are let go."""
        self._body.undo.clear()
        self._body.office.say(text, undo=True)

    def _free_name(self, taken: list[str]) -> str:
        free = (f"方案{stem}" for stem in _STEMS if f"方案{stem}" not in taken)
        return next(free, f"方案{len(taken) + 1}")

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        dialog.finished.connect(self._forget)
        dialog.open()

    def _forget(self) -> None:
        self.dialog = None
