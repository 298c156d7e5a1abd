"""The acts about what stands beside the institutions, each as the fields its dialog asks for."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from townoffice.desk import beside_drafts as drafts
from townoffice.records import (
    Agency,
    AgencyKind,
    Arrangement,
    Enforcement,
    Institution,
    Module,
    ModuleLeader,
    Opinion,
    Party,
    Platform,
    PlatformKind,
    Right,
    RightGrant,
    RightUse,
)
from ui.pages.institutions_beside_rows import Beside
from ui.pages.institutions_form import Choice, Count, DraftForm, Field, Line, doc_no, since
from ui.pages.institutions_forms import Forms, units_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from townoffice.desk.institution_known import Known
    from townoffice.desk.institution_weighing import Draft
    from ui.office import Office

__all__ = ["BesideForms"]

_PARTIES: tuple[tuple[str, object], ...] = (
    ("未登记", None),
    *((party.label, party) for party in Party),
)
_WHO: tuple[Field, ...] = (
    Choice("manages", "日常管理", _PARTIES),
    Choice("assesses", "年度考核", _PARTIES),
    Choice("pays", "绩效发放", _PARTIES),
)


class BesideForms:
    """Makes the dialog of an act for a row; ``year`` is the year enforcement is registered for."""

    def __init__(self, office: "Office", known: "Known", parent: "QWidget", year: int) -> None:
        self._office, self._known, self._parent, self._year = office, known, parent, year

    def make(self, act: str, row: Beside | None, unit_id: int) -> DraftForm | None:
        """Make the dialog, None where the row is not what the act is about."""
        held = row.held if row is not None else None
        makers: dict[str, Callable[[], DraftForm | None]] = {
            "agency_new": lambda: self._agency(drafts.AgencyDraft(unit_id), "新增派驻机构"),
            "enforcement": lambda: self._enforcement(held, unit_id),
            "platform": lambda: self._platform(held, unit_id),
            "right": lambda: self._right(held, unit_id),
            "use": lambda: self._use(held, unit_id),
            "leader": lambda: self._leader(held, unit_id),
        }
        if act in makers:
            return makers[act]()
        if act == "edit":
            forms = Forms(self._office, self._known, self._parent)
            return forms.edit(held) if isinstance(held, Institution) else None
        return self._of_agency(act, held) if isinstance(held, Agency) else None

    def _of_agency(self, act: str, held: Agency) -> DraftForm | None:
        if held.id is None:
            return None
        if act == "agency":
            return self._agency(drafts.as_agency(held), "修改派驻机构")
        if act == "devolve":
            fields = (*_WHO, since("自何日起下放"), doc_no())
            about = "下放后由乡镇（街道）管理的事项，凭文件登记。"
            return self._form(
                drafts.DevolveDraft(held.id), fields, f"下放 · {held.name}", "下放", about
            )
        if act == "opinion":
            fields = (
                Line("head", "负责人"),
                Line("head_since", "任职日期", "如 2025-03-01"),
                Line("opinion_doc_no", "书面意见文号", "如 示镇党〔2025〕3号"),
            )
            draft = drafts.OpinionDraft(held.id, held.head or "")
            about = "派驻机构负责人任免，须先书面征求乡镇（街道）党（工）委意见。"
            return self._form(draft, fields, f"书面意见 · {held.name}", "登记", about)
        fields = (since("自何日起撤出"), doc_no())
        return self._form(drafts.WithdrawDraft(held.id), fields, f"撤出 · {held.name}", "撤出")

    def _agency(self, draft: drafts.AgencyDraft, title: str) -> DraftForm:
        fields: tuple[Field, ...] = (
            Choice("unit_id", "派驻在", units_of(self._known)),
            Choice("kind", "类别", tuple((kind.label, kind) for kind in AgencyKind)),
            Line("name", "名称", "全称"),
            Line("owner", "主管部门", "如 示例县司法局"),
            *_WHO,
            Count("staff", "人数", "人"),
            Line("head", "负责人", "没有可以不填"),
            Line("preference", "倾斜措施", "职称评定、绩效考核上的倾斜；没有可以不填"),
            since("自何日起", "如 2019-06-12；不知道就空着"),
            Line("doc_no", "文号", "没有可以不填"),
        )
        if draft.agency_id is not None:
            fields = fields[1:]
        return self._form(draft, fields, title, "写入")

    def _enforcement(self, held: object, unit_id: int) -> DraftForm:
        now = held if isinstance(held, Enforcement) and held.year == self._year else None
        arrangements = (("未登记", None), *((one.label, one) for one in Arrangement))
        fields: tuple[Field, ...] = (
            Choice("unit_id", "单位", units_of(self._known)),
            Count("year", "年度"),
            Count("officers", "执法人员", "人"),
            Count("certified", "持执法证", "人"),
            Count("city_officers", "城管执法人员", "人，街道填"),
            Count("auxiliary", "辅助人员", "人，另计"),
            Choice("arrangement", "布局", arrangements),
            Count("cases", "办案", "件"),
            Count("joint_cases", "联合办案", "件"),
            Count("trained", "培训", "人次"),
        )
        draft = drafts.as_enforcement(unit_id, self._year, now)
        return self._form(draft, fields, "综合行政执法", "写入")

    def _platform(self, held: object, unit_id: int) -> DraftForm:
        kind = PlatformKind.ORDER
        if isinstance(held, Platform):
            kind = held.kind
        elif isinstance(held, PlatformKind):
            kind = held
        fields: tuple[Field, ...] = (
            Choice("unit_id", "单位", units_of(self._known)),
            Choice("kind", "平台", tuple((one.label, one) for one in PlatformKind)),
            Count("staff", "人员", "人"),
            Line("systems", "接入系统", "如 12345 热线、雪亮工程"),
            Count("grids", "网格", "个，综治工作平台填"),
            Count("grid_staff", "网格员", "人，综治工作平台填"),
            since("自何日起", "没有可以不填"),
            Line("doc_no", "文号", "没有可以不填"),
        )
        platform = held if isinstance(held, Platform) else None
        draft = drafts.as_platform(unit_id, kind, platform)
        return self._form(draft, fields, f"登记平台 · {kind.label}", "写入")

    def _right(self, held: object, unit_id: int) -> DraftForm:
        fields: tuple[Field, ...] = (
            Choice("unit_id", "单位", units_of(self._known)),
            Choice("right", "权项", tuple((one.label, one) for one in Right)),
            since("赋予日期"),
            doc_no(),
        )
        return self._form(drafts.RightDraft(unit_id, _right_of(held)), fields, "赋权", "写入")

    def _use(self, held: object, unit_id: int) -> DraftForm:
        fields: tuple[Field, ...] = (
            Choice("unit_id", "单位", units_of(self._known)),
            Choice("right", "权项", tuple((one.label, one) for one in Right)),
            Line("used_on", "行使日期", "如 2025-03-01"),
            Line("matter", "事项", "如 司法所负责人任免"),
            Choice("opinion", "意见", tuple((one.value, one) for one in Opinion)),
            doc_no(),
            Line("outcome", "结果", "没有可以不填"),
        )
        return self._form(drafts.UseDraft(unit_id, _right_of(held)), fields, "行使记录", "写入")

    def _leader(self, held: object, unit_id: int) -> DraftForm:
        module = Module.PARTY_AFFAIRS
        if isinstance(held, ModuleLeader | Institution) and held.module is not None:
            module = held.module
        elif isinstance(held, Module):
            module = held
        fields: tuple[Field, ...] = (
            Choice("unit_id", "单位", units_of(self._known)),
            Choice("module", "模块", tuple((one.label, one) for one in Module)),
            Line("person", "牵头领导", "姓名"),
            Count("open_posts", "不限身份岗位", "个；没有可以不填"),
            since(),
            Line("doc_no", "文号", "没有可以不填"),
        )
        return self._form(drafts.LeaderDraft(unit_id, module), fields, "牵头领导", "写入")

    def _form(
        self, draft: "Draft", fields: tuple[Field, ...], title: str, verb: str, about: str = ""
    ) -> DraftForm:
        return DraftForm(
            self._office,
            self._known,
            self._parent,
            draft,
            fields,
            title=title,
            verb=verb,
            about=about,
        )


def _right_of(held: object) -> Right:
    """Give the right a row is about, the first where it is about none."""
    if isinstance(held, RightGrant | RightUse):
        return held.right
    return held if isinstance(held, Right) else Right.ASSESS_HEADS
