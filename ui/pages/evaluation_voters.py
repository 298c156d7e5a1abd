"""评议主体和权重: who votes in a contest, and how much each group's mean counts."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from townoffice.records import VoterGroup
from ui.pages import evaluation_writing as writing
from ui.pages.evaluation_form import Form, Job
from ui.theme import px

if TYPE_CHECKING:
    from townoffice.desk.evaluation import ContestGround
    from ui.office import Office

__all__ = ["VotersForm"]

_LINES = 5
_WHOLE = 100
_EXAMPLES = (("群众", "50"), ("两代表一委员", "30"), ("社区", "20"), ("", ""), ("", ""))


class VotersForm(Form):
    """A few lines of name and weight; all empty: nobody is told apart."""

    def __init__(self, office: "Office", parent: QWidget, known: "ContestGround") -> None:
        about = "每个主体的平均分按权重合计，权重合计须为 100；全部留空就是不分主体。"
        super().__init__(office, parent, "评议主体和权重", "写入", about)
        self._contest_id = known.contest.id or 0
        held = known.voter_groups
        self.lines: list[tuple[QLineEdit, QLineEdit]] = []
        grid = QWidget(self)
        rows = QGridLayout(grid)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(px(12))
        for column, words in enumerate(("评议主体", "权重 %")):
            rows.addWidget(QLabel(words, grid), 0, column)
        for place in range(max(_LINES, len(held) + 1)):
            self._line(rows, place, held[place] if place < len(held) else None)
        rows.setColumnStretch(0, 3)
        rows.setColumnStretch(1, 1)
        self.finish(grid)

    def _line(self, rows: QGridLayout, place: int, held: VoterGroup | None) -> None:
        name, weight = QLineEdit(self), QLineEdit(self)
        for field, words, example in zip(
            (name, weight), ("评议主体", "权重"), _example(place), strict=True
        ):
            field.setAccessibleName(f"第 {place + 1} 行{words}")
            field.setPlaceholderText(example)
            field.textEdited.connect(lambda _text: self.look())
        if held is not None:
            name.setText(held.name)
            weight.setText(f"{held.weight.normalize():f}")
        rows.addWidget(name, place + 1, 0)
        rows.addWidget(weight, place + 1, 1)
        self.lines.append((name, weight))

    def faults(self) -> Mapping[str, str]:
        """The weights add up to 100."""
        groups = self._groups()
        if not groups:
            return {}
        total = Decimal(0)
        for name, text in groups:
            weight = _weight(text)
            if not name or weight is None:
                return {"": f"“{name or text}”这一行要有名称和大于 0 的权重"}
            total += weight
        if total != _WHOLE:
            return {"": f"权重合计 {total.normalize():f}，应为 100"}
        return {}

    def job(self) -> Job:
        """Write them."""
        return partial(writing.set_voter_groups, self._contest_id, self._groups())

    def _groups(self) -> tuple[tuple[str, str], ...]:
        typed = ((name.text().strip(), weight.text().strip()) for name, weight in self.lines)
        return tuple(pair for pair in typed if any(pair))


def _example(place: int) -> tuple[str, str]:
    return _EXAMPLES[place] if place < len(_EXAMPLES) else ("", "")


def _weight(text: str) -> Decimal | None:
    try:
        found = Decimal(text.removesuffix("%").strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() and found > 0 else None
