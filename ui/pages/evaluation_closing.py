"""Where a person puts a name to a result: deciding a tie, publishing, opening again."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from townoffice.records import Grade, GroupResult, shown
from ui.links import link_button
from ui.pages import evaluation_work as work
from ui.pages.evaluation_form import Form, Job
from ui.theme import px

if TYPE_CHECKING:
    from townoffice.desk.evaluation import ContestPage
    from ui.office import Office

__all__ = ["CloseForm", "DecideForm", "ReopenForm"]

_NAMED = 4


class CloseForm(Form):
    """Publish: freeze marks, ranks and basis, with the meeting or document behind it."""

    def __init__(self, office: "Office", parent: QWidget, page: "ContestPage") -> None:
        super().__init__(office, parent, f"发布结果：{page.known.contest.title}", "发布")
        self._page = page
        self.about.say(_comes_to(page), "")
        self.about.show()
        self.note = self.fields.line("note", "发布依据", "如 县委考核委员会2025年第1次会议审定")
        self.finish()

    def faults(self) -> Mapping[str, str]:
        """Say what speaks against it, or that there is no basis yet."""
        barring = _barring(self._page)
        if barring:
            return {"": barring}
        return {} if self.note.text().strip() else {"note": "请写明发布依据"}

    def outcome(self) -> str:
        """Say what publishing means."""
        return "发布后得分、名次和依据一并存定，不能再改；要改须写明理由重新打开。可以撤销。"

    def look(self) -> None:
        """Say in red what stands in the way."""
        super().look()
        if _barring(self._page):
            self.told.say(_barring(self._page), "red")

    def job(self) -> Job:
        """Close the contest as it is on the screen."""
        result = self._page.result
        assert result is not None
        return partial(work.close, result.contest_id, self.note.text(), result)


def _comes_to(page: "ContestPage") -> str:
    """Say group by group who is 优秀, and what is only inferred."""
    if page.result is None:
        return page.known.ruleless
    said = []
    for group in page.result.groups:
        scores = [one for one in page.result.entrants if one.group == group.name]
        best = [one.name for one in scores if one.grade is Grade.EXCELLENT]
        said.append(f"{group.name} {group.size} 个，优秀：{'、'.join(best) or '无'}")
    if page.result.inferred:
        values = "、".join(page.result.inferred)
        said.append(f"下列数值是推定的，文件没有写明，发布即确认使用：{values}")
    return "\n".join(said)


def _barring(page: "ContestPage") -> str:
    """Say what bars publishing; empty: nothing does."""
    if page.result is None:
        return "还没有采用考核的政策，算不出结果"
    if page.stops:
        more = f"等 {len(page.stops)} 处" if len(page.stops) > 1 else ""
        return f"{page.stops[0].problem.what}{more}，请先改正"
    waiting = [one.name for one in page.result.entrants if one.total is None]
    if waiting:
        more = "等" if len(waiting) > _NAMED else ""
        names = "、".join(waiting[:_NAMED]) + more
        return f"{names} {len(waiting)} 个单位还没有总分，请先补齐得分"
    tied = [g.name for g in page.result.groups if g.tie is not None and not g.tie.settled_by]
    return f"{tied[0]}优秀末位并列，请先记录决定" if tied else ""


class ReopenForm(Form):
    """Open a published contest again: why?"""

    def __init__(self, office: "Office", parent: QWidget, page: "ContestPage") -> None:
        title = page.known.contest.title
        about = "重新打开后可以改分、改指标；原来发布的结果仍留在方案里，理由留在历史记录里。"
        super().__init__(office, parent, f"重新打开：{title}", "重新打开", about)
        self._contest_id = page.known.contest.id or 0
        self.reason = self.fields.line("reason", "理由", "如 漏计白河镇加分，经研究更正")
        self.finish()

    def faults(self) -> Mapping[str, str]:
        """A reason there must be."""
        return {} if self.reason.text().strip() else {"reason": "请写明重新打开的理由"}

    def job(self) -> Job:
        """Open it."""
        return partial(work.reopen, self._contest_id, self.reason.text())


class DecideForm(Form):
    """Decide who of the tied keeps 优秀: ticks, reason, document."""

    def __init__(
        self, office: "Office", parent: QWidget, page: "ContestPage", group: GroupResult
    ) -> None:
        tie = group.tie
        assert tie is not None
        about = (
            f"{group.name}优秀名额 {group.seats} 个，末位 {len(tie.tied)} 个单位同分，"
            f"还有 {tie.seats} 个名额。请勾选列为优秀的单位；程序不替人决定。"
        )
        super().__init__(office, parent, "记录决定", "记录", about)
        self._contest_id, self._group = page.known.contest.id or 0, group.name
        self._seats = tie.seats
        self.boxes: dict[str, QCheckBox] = {}
        ticks = QWidget(self)
        column = QVBoxLayout(ticks)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        for subject in tie.tied:
            score = page.result.entrant(subject) if page.result is not None else None
            total = (
                "" if score is None or score.total is None else f"（{shown(score.total, 2)} 分）"
            )
            box = QCheckBox(f"{score.name if score is not None else subject}{total}", ticks)
            box.setChecked(subject in tie.chosen)
            box.toggled.connect(lambda _on: self.look())
            column.addWidget(box)
            self.boxes[subject] = box
        made = next((one for one in page.known.decisions if one.group == group.name), None)
        reason, doc_no = (made.reason, made.doc_no or "") if made is not None else ("", "")
        self.reason = self.fields.line("reason", "理由", "如 民生实事完成更好", reason)
        self.doc_no = self.fields.line("doc_no", "文号或会议", "可不填；如 示考〔2025〕3号", doc_no)
        self.withdraw = link_button("收回这个决定", self._withdraw, self)
        self.withdraw.setVisible(made is not None)
        self.finish(self.withdraw, first=ticks)

    def faults(self) -> Mapping[str, str]:
        """The right number of units, and a reason."""
        chosen = len(self._chosen())
        if not 0 < chosen <= self._seats:
            return {"": f"还有 {self._seats} 个名额，勾选了 {chosen} 个"}
        return {} if self.reason.text().strip() else {"reason": "请写明理由"}

    def job(self) -> Job:
        """Write the decision."""
        words = (self.reason.text(), self.doc_no.text())
        return partial(work.decide, self._contest_id, self._group, self._chosen(), *words)

    def _chosen(self) -> tuple[str, ...]:
        return tuple(subject for subject, box in self.boxes.items() if box.isChecked())

    def _withdraw(self) -> None:
        job = partial(work.withdraw, self._contest_id, self._group)
        self.office.jobs.write(job, self._done, wrong=self._refused)
