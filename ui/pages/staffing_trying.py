"""试算 on the page 编制测算: sliders to choices, what was moved in words, and the way back."""

from dataclasses import replace
from typing import TYPE_CHECKING

from townoffice.desk.parameters import parameters, setting
from townoffice.desk.plan_rows import usual_total
from townoffice.feedback import BadChoice
from ui.pages import staffing_words as words
from ui.pages.staffing_choices import Choices
from ui.pages.staffing_watch import Seen

if TYPE_CHECKING:
    from ui.pages.staffing_body import Body

__all__ = ["Trying"]


class Trying:
    """The trial of one page: ``start`` are the choices it began with, None while there is none."""

    def __init__(self, body: "Body") -> None:
        self._body = body
        self.start: Choices | None = None
        strip = body.trial
        strip.setting_tried.connect(self._try_setting)
        strip.total_tried.connect(self._try_total)
        strip.people_tried.connect(self._try_people)

    def turn(self) -> None:
        """Open the sliders, or close them."""
        if self._body.trial.isHidden():
            self.start = self._body.choices
            self._body.trial.show()
            self._body.bar.trial.setText("收起试算")
            self._body.recalculate()
        else:
            self.close()
            self._body.recalculate()

    def close(self) -> None:
        """Put the sliders away; what they moved stays chosen."""
        self.start = None
        self._body.trial.hide()
        self._body.bar.trial.setText("试算…")

    def end(self) -> None:
        """Go back to what held before the trial; people are as the book has them."""
        held = self._start() or self._body.choices
        self._body.choose(replace(held, people={}), "结束试算")

    def _start(self) -> Choices | None:
        """Give where the trial began; another method or category begins another one."""
        now = self._body.choices.order
        if self.start is None:
            return None
        if (self.start.order.method, self.start.order.category) != (now.method, now.category):
            self.start = replace(self._body.choices, people={})
        return self.start

    def said(self) -> str:
        """Say what is tried out, "" for nothing."""
        body, start = self._body, self._start()
        ground, now = body.ground, body.choices
        if ground is None:
            return ""
        moved: list[str] = []
        if start is not None:
            was = {p.key: p for p in parameters(ground, start.order)}
            for parameter in parameters(ground, now.order):
                before = was[parameter.key]
                if before.entries != parameter.entries:
                    moved.append(words.moved(before, parameter))
            if start.order.total != now.order.total:
                usual = usual_total(ground, now.order.category)
                totals = [start.order.total or usual, now.order.total or usual]
                moved.append(f"总量 {totals[0]} → {totals[1]} 名")
        names = {u.township.code: u.township.name for u in ground.county.units}
        moved += [f"{names.get(code, code)}人口 +{more:,}" for code, more in now.people.items()]
        people = "（人口不是台账的数，不能另存、采用、打印）" if now.people else ""
        return "，".join(moved) + people

    def show(self) -> None:
        """Show on the sliders what holds."""
        body = self._body
        if body.trial.isHidden() or body.shown is None or body.ground is None:
            return
        row = next((r for r in body.shown.rows if r.unit.code == body.chosen), None)
        body.trial.show_choices(
            body.shown.parameters,
            body.shown.outcome.result.total,
            usual_total(body.ground, body.choices.order.category),
            row.unit.name if row else "",
            body.choices.people.get(body.chosen or "", 0),
        )

    def show_seen(self, seen: Seen) -> None:
        """Show which weight moves whose posts."""
        self._body.trial.show_swings(seen.swings)

    def _try_setting(self, key: str, texts: object) -> None:
        body = self._body
        if body.ground is None or not isinstance(texts, list):
            return
        before = next(p for p in parameters(body.ground, body.choices.order) if p.key == key)
        try:
            after = body.choices.setting(key, setting(before, texts))
        except BadChoice as error:  # all weights 0: the slider goes back to what holds
            body.office.say(str(error))
            self.show()
            return
        now = next(p for p in parameters(body.ground, after.order) if p.key == key)
        body.choose(after, words.moved(before, now), slider=key)

    def _try_total(self, total: int) -> None:
        body = self._body
        if body.ground is None:
            return
        usual = usual_total(body.ground, body.choices.order.category)
        order = replace(body.choices.order, total=None if total == usual else total)
        body.choose(replace(body.choices, order=order), f"总量改为 {total} 名", slider="total")

    def _try_people(self, more: int) -> None:
        body = self._body
        if body.chosen is not None:
            after = body.choices.peopled(body.chosen, more)
            body.choose(after, f"试算人口 +{more:,}", slider=f"people {body.chosen}")
