"""The choices above the table: method, category, comparison, and the fields of the calculation."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from townoffice.desk.parameters import Method, Parameter
from townoffice.desk.planning import Order
from townoffice.records import Category
from ui.links import link_button
from ui.pages.staffing_fields import CountField, ParameterField, fields_for
from ui.pages.staffing_flow import Flow, beside, tab_through
from ui.pages.staffing_segments import Segments
from ui.theme import px

__all__ = ["Bar"]

CATEGORIES = (Category.ADMIN, Category.INSTITUTION)
TOGETHER = "together"
_AT_ONCE = 11
"""Fields that always show; what a method has beyond them folds into 更多参数…."""
_LIMITS = (1, 2, 3, 5, 8, 10)


class Bar(QWidget):
    """All choices of one calculation. It shows what holds and tells what was asked for."""

    category_chosen = Signal(object)
    method_chosen = Signal(str)
    own_method_wanted = Signal()
    total_chosen = Signal(object)
    setting_chosen = Signal(str, object)
    limit_chosen = Signal(object)
    beside_chosen = Signal(object)
    together_chosen = Signal()
    plans_wanted = Signal()
    trial_wanted = Signal()
    reset_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._faults: dict[str, str] = {}
        self._method = ""
        self._open = False
        self._parameters: dict[str, ParameterField] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(8), px(16), px(8))
        column.setSpacing(px(8))
        self._choices = self._first_line()
        column.addLayout(self._choices)
        self._fields = Flow(px(20), px(8))
        column.addLayout(self._fields)
        self._folded = QWidget(self)
        self._more_fields = Flow(px(20), px(8), parent=self._folded)
        self._folded.setVisible(False)
        column.addWidget(self._folded)
        self._fault = QLabel(self)
        self._fault.setProperty("tone", "red")
        self._fault.setWordWrap(True)
        self._fault.setVisible(False)
        column.addWidget(self._fault)
        self._make_fields()
        self._tab()

    def _first_line(self) -> Flow:
        line = Flow(px(16), px(8), middle=True)
        self.methods, self.categories = Segments("方法", self), Segments("类别", self)
        self.own = link_button("自定办法…", self.own_method_wanted.emit, self, name="自定办法")
        self.own.setToolTip("由几个部分组成本县自己的核编办法，边填边试算")
        self.beside = QComboBox(self)
        self.beside.setAccessibleName("对照")
        self.beside.setMinimumWidth(px(132))
        self.beside.activated.connect(self._take_beside)
        self.plans = link_button("已存方案…", self.plans_wanted.emit, self)
        self.trial = link_button("试算…", self.trial_wanted.emit, self)
        self.trial.setToolTip("用滑块改权重、周转、总量和人口，看结果怎么变；什么也不写入")
        self.reset = link_button("恢复政策值", self.reset_wanted.emit, self)
        self.reset.setToolTip("把本次改动的参数、上下限和决定全部去掉")
        self.methods.chosen.connect(self.method_chosen)
        self.categories.chosen.connect(self._take_category)
        self._method_holder = beside("方法", self.methods)
        self._beside_holder = beside("对照", self.beside)
        for words, widget in (
            ("", self._method_holder),
            ("", self.own),
            ("类别", self.categories),
            ("", self._beside_holder),
            ("", self.plans),
            ("", self.trial),
            ("", self.reset),
        ):
            line.addWidget(beside(words, widget) if words else widget)
        return line

    def _tab(self) -> None:
        """Let Tab go through the choices and fields as one reads them."""
        stop = tab_through(self._choices, self.methods.list)
        for flow in (self._fields, self._more_fields):
            stop = tab_through(flow, stop)

    def _take_category(self, key: str) -> None:
        if key == TOGETHER:
            self.together_chosen.emit()
        else:
            self.category_chosen.emit(Category(key))

    def _make_fields(self) -> None:
        self.total = CountField("总量")
        self.total.field.setToolTip("清空即恢复现有编制合计")
        self.total.chosen.connect(self.total_chosen)
        self.total.wrong.connect(lambda reason: self._note("总量", reason))
        self._limit_holder, self.limit = self._limit_box()
        self.more = link_button("更多参数…", self._unfold, self)
        self.more.setVisible(False)
        self._fields.addWidget(self.total)
        self._fields.addWidget(self._limit_holder)
        self._fields.addWidget(self.more)

    def _limit_box(self) -> tuple[QWidget, QComboBox]:
        box = QComboBox(self)
        box.setAccessibleName("单位增减上限")
        box.addItem("不限", None)
        for limit in _LIMITS:
            box.addItem(f"±{limit} 名", limit)
        box.activated.connect(lambda _n: self.limit_chosen.emit(box.currentData()))
        return _under("单位增减上限", box), box

    def show_methods(self, methods: Sequence[Method], chosen: str, adopted: str) -> None:
        """Show the methods there are; the county's own choice is marked."""
        ways = [(m.id, f"{short_method(m.label)}{_standing(m, adopted)}") for m in methods]
        self.methods.show_ways(ways, chosen)
        self.own.setEnabled(bool(ways))

    def show_order(
        self,
        order: Order,
        parameters: Sequence[Parameter],
        notes: dict[str, str],
        *,
        usual: int | None,
        moved: bool,
    ) -> None:
        """Show what holds; ``notes`` are words behind a parameter, as = 10 名.

        ``usual`` is the total where none is chosen.
        """
        self._show_category(order.category.value)
        self.total.show_value(order.total, usual)
        self._show_limit(order.max_change)
        keys = "/".join(p.value.name for p in parameters)
        if keys != self._method:
            self._method = keys
            self._rebuild(parameters)
        for parameter in parameters:
            field = self._parameters.get(parameter.key)
            if field is not None:
                field.show_parameter(parameter, notes.get(parameter.key, ""))
        self.reset.setVisible(moved)

    def _show_category(self, chosen: str) -> None:
        ways = [(c.value, c.label[:2]) for c in CATEGORIES]
        self.categories.show_ways([*ways, (TOGETHER, "合计")], chosen)

    def show_view(self, *, together: bool, comparing: bool, category: Category) -> None:
        """Leave only those choices that bear on the view that is shown."""
        self._show_category(TOGETHER if together else category.value)
        plan = not together and not comparing
        for widget in (self._method_holder, self.own):
            widget.setVisible(not together)
        for widget in (self.total, self._limit_holder, *self._parameters.values()):
            widget.setVisible(plan)
        self._beside_holder.setVisible(plan)
        self.trial.setVisible(plan)
        self.more.setVisible(bool(self._more_fields.count()) and plan)
        self._folded.setVisible(self._open and plan)

    def show_beside(self, plans: Sequence[tuple[int, str]], chosen: int | None) -> None:
        """List the plans to compare with."""
        self.beside.clear()
        self.beside.addItem("现有", None)
        for number, words in plans:
            self.beside.addItem(words, number)
        self.beside.setCurrentIndex(max(0, self.beside.findData(chosen)))
        self.plans.setToolTip(f"{len(plans)} 个方案：作对照、继续测算、打印、删除草案")

    def summary(self) -> str:
        """Put what is chosen into one line of words."""
        said = [self.methods.words(), self.categories.words(), f"总量 {self.total.field.text()} 名"]
        said += [field.words() for field in self._parameters.values()]
        return " · ".join(words for words in said if words)

    def forget_faults(self) -> None:
        """Take everything wrong out of the fields: another book or category is shown."""
        self._faults.clear()
        self.total.field.mark("")
        for parameter in self._parameters.values():
            for field in parameter.fields:
                field.mark("")
        self._say()

    def _rebuild(self, parameters: Sequence[Parameter]) -> None:
        for field in self._parameters.values():
            self._fields.removeWidget(field)
            self._more_fields.removeWidget(field)
            field.hide()
            field.deleteLater()
        self._parameters = fields_for(parameters, self.setting_chosen.emit, self._note)
        words = [f for f in self._parameters.values() if not f.fields]
        typed = [f for f in self._parameters.values() if f.fields]
        shown, folded = at_once(typed)
        for field in sorted(shown, key=lambda f: len(f.fields)):
            self._fields.put_before(self._limit_holder, field)
        for field in words:
            self._fields.put_before(self.more, field)
        for field in folded:
            self._more_fields.addWidget(field)
        self._open = False
        self.more.setVisible(bool(folded))
        self._folded.setVisible(False)
        self.more.setText("更多参数…")
        self._tab()

    def _unfold(self) -> None:
        self._open = not self._open
        self._folded.setVisible(self._open)
        self.more.setText("收起更多参数" if self._open else "更多参数…")

    def _show_limit(self, limit: int | None) -> None:
        if self.limit.findData(limit) < 0:
            self.limit.addItem(f"±{limit} 名", limit)
        self.limit.setCurrentIndex(self.limit.findData(limit))

    def _take_beside(self, _row: int) -> None:
        self.beside_chosen.emit(self.beside.currentData())

    def _note(self, key: str, reason: str) -> None:
        if reason:
            self._faults[key] = reason
        else:
            self._faults.pop(key, None)
        self._say()

    def _say(self) -> None:
        words = "；".join(self._faults.values())
        self._fault.setText(f"⚠ {words}仍按上一个值测算。" if words else "")
        self._fault.setVisible(bool(words))


def _standing(method: Method, adopted: str) -> str:
    """Say that the county adopted a method, or only made it (a shipped one is in the register)."""
    if method.id == adopted:
        return " · 本县采用"
    return "" if method.register_id else " · 只比较"


def short_method(label: str) -> str:
    """Name a method as people say it: 三步核编, 三个三分之一（甲）."""
    return label.replace("法（", "（").removesuffix("法")


def at_once(
    fields: Sequence[ParameterField],
) -> tuple[list[ParameterField], list[ParameterField]]:
    """Part the fields of a method: those that always show, and the long ones that fold."""
    shown: list[ParameterField] = []
    room = _AT_ONCE
    for field in sorted(fields, key=lambda f: len(f.fields)):
        if len(field.fields) <= room:
            shown.append(field)
            room -= len(field.fields)
    return [f for f in fields if f in shown], [f for f in fields if f not in shown]


def _under(words: str, widget: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(4))
    label = QLabel(words, holder)
    label.setProperty("tone", "second")
    label.setProperty("role", "note")
    column.addWidget(label)
    column.addWidget(widget)
    return holder
