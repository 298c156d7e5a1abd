"""The acts about institutions and name plates, each as the list of fields its dialog asks for."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from townoffice.desk import institution_drafts as drafts
from townoffice.records import (
    Category,
    HeadHeldBy,
    Institution,
    InstitutionKind,
    Module,
    Nameplate,
    Township,
)
from ui.pages.institutions_form import (
    Choice,
    Count,
    DraftForm,
    Field,
    Flag,
    Line,
    doc_no,
    since,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from townoffice.desk.institution_known import Known
    from townoffice.desk.institution_weighing import Draft
    from ui.office import Office

__all__ = ["CATEGORIES", "HELD_BY", "KINDS", "MODULES", "Forms", "units_of"]

_NOT_SAID: tuple[tuple[str, object], ...] = (("未登记", None),)
KINDS: tuple[tuple[str, object], ...] = tuple((kind.label, kind) for kind in InstitutionKind)
CATEGORIES: tuple[tuple[str, object], ...] = (
    ("未分解", None),
    *((category.label, category) for category in Category),
)
HELD_BY: tuple[tuple[str, object], ...] = (*_NOT_SAID, *((held.label, held) for held in HeadHeldBy))
MODULES: tuple[tuple[str, object], ...] = (
    ("未归入", None),
    *((module.label, module) for module in Module),
)
_UNDO = "写入后可以撤销。"


def units_of(known: "Known") -> tuple[tuple[str, object], ...]:
    """Give the units there are now, to choose from."""
    now = sorted((unit for unit in known.townships if unit.valid_to is None), key=lambda u: u.code)
    return tuple((f"{unit.name}　{unit.code}", unit.id) for unit in now)


class Forms:
    """Makes the dialogs; each is told apart by its title and draft."""

    def __init__(self, office: "Office", known: "Known", parent: "QWidget") -> None:
        self._office, self._known, self._parent = office, known, parent

    def found(self, unit: Township) -> DraftForm:
        """Ask for a new institution."""
        assert unit.id is not None
        fields: tuple[Field, ...] = (
            Choice("kind", "类别", KINDS),
            Line("name", "名称", "全称，如 经济发展办公室"),
            Choice("category", "编制类别", CATEGORIES),
            Count("authorized", "核定编制", "名；没有分解到机构就空着"),
            Count("actual", "实有人员", "名"),
            Line("head", "负责人", "没有可以不填"),
            Choice("head_held_by", "负责人配备", HELD_BY),
            Line("level", "级别", "如 副科；没有可以不填"),
            Choice("module", "职能模块", MODULES),
            Flag("listed", "本来就有的，日期和文号以后补登"),
            since("设立日期"),
            doc_no(),
        )
        return self._form(drafts.FoundDraft(unit.id), fields, f"新增机构 · {unit.name}", "写入")

    def edit(self, held: Institution) -> DraftForm:
        """Ask for what needs no document."""
        fields: tuple[Field, ...] = (
            Count("actual", "实有人员", "名"),
            Line("head", "负责人", "空缺就不填"),
            Choice("head_held_by", "负责人配备", HELD_BY),
            Count("deputies", "副职", "名"),
            Choice("module", "职能模块", MODULES),
            Line("duties", "主要职责", "没有可以不填"),
        )
        about = "这些不需要文件；名称、编制和类别凭文件办理，见 调整…、更名…。"
        return self._form(drafts.as_edit(held), fields, f"人员和职责 · {held.name}", "写入", about)

    def correct(self, held: Institution) -> DraftForm:
        """Ask how a state should have been registered."""
        fields: tuple[Field, ...] = (
            Line("name", "名称"),
            Choice("kind", "类别", KINDS),
            *_posts(),
            since("自何日起", "如 2019-06-12；不知道就空着"),
            doc_no("如 示编〔2019〕12号；补上登记时没有的文号"),
        )
        about = "登记错了或当时没有文号，在这里更正；机构本身有变动的，请用 更名…、调整… 等。"
        return self._form(
            drafts.as_correction(held), fields, f"更正登记 · {held.name}", "更正", about
        )

    def change(self, held: Institution) -> DraftForm:
        """Ask for kind, posts and rank anew, by a document."""
        fields: tuple[Field, ...] = (
            Choice("kind", "类别", KINDS),
            *_posts(),
            since(),
            doc_no(),
        )
        return self._form(
            drafts.as_change(held), fields, f"调整 · {held.name}", "调整", _about(held)
        )

    def rename(self, held: Institution) -> DraftForm:
        """Ask for another name."""
        fields = (Line("name", "新名称", "全称"), since(), doc_no())
        return self._form(
            drafts.RenameDraft(held.number), fields, f"更名 · {held.name}", "更名", _about(held)
        )

    def move(self, held: Institution) -> DraftForm:
        """Ask to which unit an institution goes."""
        others = [unit for unit in units_of(self._known) if unit[1] != held.township_id]
        fields = (Choice("unit_id", "划转到", (("请选", None), *others)), since(), doc_no())
        about = f"{_about(held)}牌子随机构走。"
        return self._form(
            drafts.MoveDraft(held.number), fields, f"划转 · {held.name}", "划转", about
        )

    def close(self, held: Institution) -> DraftForm:
        """Ask from when an institution is no more."""
        fields = (since("自何日起撤销", "如 2025-03-01，当日起不再有这个机构"), doc_no())
        return self._form(
            drafts.CloseDraft(held.number), fields, f"撤销 · {held.name}", "撤销机构", _about(held)
        )

    def hang(self, unit: Township, host: int | None) -> DraftForm:
        """Ask for a plate."""
        assert unit.id is not None
        fields = (
            Choice("host", "所在机构", self._hosts(unit.id)),
            Line("name", "牌子", "全称，如 农业农村办公室"),
            Flag("as_found", "如实登记没有文号的牌子，留待处理"),
            since("挂牌日期"),
            doc_no(),
        )
        about = "牌子不计入机构个数，要有所在机构和批准文号。"
        draft = drafts.HangDraft(unit.id, host)
        return self._form(draft, fields, f"加挂牌子 · {unit.name}", "加挂", about)

    def correct_plate(self, plate: Nameplate) -> DraftForm:
        """Ask how a plate should stand in the register."""
        fields = (
            Choice("host", "所在机构", self._hosts(plate.township_id)),
            Line("name", "牌子"),
            since("挂牌日期", "如 2019-06-12；不知道就空着"),
            doc_no("如 示编〔2019〕12号；补登批准文号"),
        )
        return self._form(drafts.as_plate(plate), fields, f"更正牌子 · {plate.name}", "更正")

    def take_down(self, plate: Nameplate) -> DraftForm:
        """Ask from when a plate hangs no more."""
        assert plate.id is not None
        fields = (since("摘牌日期"), doc_no("清理依据，如 示编办〔2025〕3号"))
        return self._form(drafts.TakeDownDraft(plate.id), fields, f"摘牌 · {plate.name}", "摘牌")

    def _hosts(self, unit_id: int) -> tuple[tuple[str, object], ...]:
        own = list(self._known.of_unit(unit_id, None))
        own.sort(key=lambda state: (state.place, state.number))
        return (("请选", None), *((state.name, state.number) for state in own))

    def _form(
        self, draft: "Draft", fields: Iterable[Field], title: str, verb: str, about: str = ""
    ) -> DraftForm:
        return DraftForm(
            self._office,
            self._known,
            self._parent,
            draft,
            tuple(fields),
            title=title,
            verb=verb,
            about=about,
        )


def _posts() -> tuple[Field, ...]:
    return (
        Choice("category", "编制类别", CATEGORIES),
        Count("authorized", "核定编制", "名；没有分解到机构就空着"),
        Line("level", "级别", "如 副科；没有可以不填"),
    )


def _about(held: Institution) -> str:
    posts = "" if held.authorized is None else f"，核定 {held.authorized} 名"
    return f"现为{held.kind.label}“{held.name}”{posts}。凭文件办理，记入沿革；{_UNDO}"
