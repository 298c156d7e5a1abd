"""The other views of 机构设置: which rows, columns and acts each has, and the rules it answers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from townoffice.records import Finding, Severity
from ui.pages.institutions_beside_rows import (
    Beside,
    agencies_of,
    check_cell,
    counted_cell,
    devolved_cell,
    enforcement_of,
    modules_of,
    of_record,
    platforms_of,
    rights_of,
    said_cell,
    unit_cell,
)
from ui.tables import Align, Column

if TYPE_CHECKING:
    from townoffice.desk.institution_views import UnitPage

__all__ = ["VIEWS", "View"]


@dataclass(frozen=True, slots=True)
class View:
    """A view: its rows from a unit's page, their columns, the rules that speak of it, its acts."""

    title: str
    rows: "Callable[[UnitPage], Iterator[Beside]]"
    columns: tuple[Column[Beside], ...]
    rules: tuple[str, ...]
    acts: tuple[tuple[str, str], ...]
    note: str = ""

    def concerns(self, finding: Finding) -> bool:
        """Tell whether a finding counts here: what is waived does not."""
        loud = finding.severity is not Severity.NOTE
        return loud and self.answers(finding.rule)

    def answers(self, rule: str) -> bool:
        """Tell whether a rule speaks of what stands here."""
        return bool(self.rules) and rule.startswith(self.rules)


_RIGHT = Align.RIGHT
_UNIT: Column[Beside] = Column("unit", "单位", unit_cell, width=104, frozen=True)
_CHECK: Column[Beside] = Column("check", "检查", check_cell, width=240, least=120)


def _column(key: str, title: str, width: int, *, unit: str = "", group: str = "") -> Column[Beside]:
    align = _RIGHT if unit else Align.LEFT
    return Column(key, title, of_record(key), unit=unit, group=group, align=align, width=width)


VIEWS: dict[str, View] = {
    "agencies": View(
        "派驻机构",
        agencies_of,
        (
            _UNIT,
            _column("name", "派驻机构", 150),
            _column("kind", "类别", 88),
            _column("owner", "主管部门", 130),
            Column("devolved", "下放", devolved_cell, width=80, align=Align.CENTER),
            _column("manages", "日常管理", 112, group="由谁负责"),
            _column("assesses", "年度考核", 112, group="由谁负责"),
            _column("pays", "绩效发放", 112, group="由谁负责"),
            _column("staff", "人数", 56, unit="人"),
            _column("head", "负责人", 80),
            _column("opinion_doc_no", "书面意见文号", 140),
            _column("preference", "倾斜措施", 150),
            _CHECK,
        ),
        ("S2.9",),
        (
            ("新增派驻机构…", "agency_new"),
            ("修改…", "agency"),
            ("下放…", "devolve"),
            ("书面意见…", "opinion"),
            ("撤出…", "withdraw"),
        ),
        "派驻机构不是本单位的机构，不计入机构个数。",
    ),
    "enforcement": View(
        "综合行政执法",
        enforcement_of,
        (
            _UNIT,
            _column("year", "年度", 56),
            _column("officers", "执法人员", 76, unit="人"),
            _column("certified", "持证", 56, unit="人"),
            _column("city_officers", "城管执法", 76, unit="人"),
            _column("auxiliary", "辅助人员", 76, unit="人"),
            _column("arrangement", "布局", 150),
            _column("cases", "办案", 64, unit="件"),
            _column("joint_cases", "联合办案", 76, unit="件"),
            _column("trained", "培训", 64, unit="人次"),
            _CHECK,
        ),
        ("S2.10", "S3.3"),
        (("登记本年…", "enforcement"),),
        "辅助人员另计，不算执法人员。",
    ),
    "platforms": View(
        "四个平台",
        platforms_of,
        (
            _UNIT,
            Column("platform", "平台", said_cell, width=130),
            _column("staff", "人员", 64, unit="人"),
            _column("systems", "接入系统", 240),
            _column("grids", "网格", 64, unit="个"),
            _column("grid_staff", "网格员", 64, unit="人"),
            _column("valid_from", "自何日起", 96),
            _column("doc_no", "文号", 140),
            _CHECK,
        ),
        ("S0.11",),
        (("登记平台…", "platform"),),
    ),
    "rights": View(
        "赋权清单",
        rights_of,
        (
            _UNIT,
            Column("right", "权项和行使情况", said_cell, width=250, least=160),
            Column("day", "日期", of_record("since", "used_on"), width=96),
            _column("opinion", "意见", 72),
            _column("doc_no", "文号", 140),
            _column("outcome", "结果", 180),
            Column("count", "行使", counted_cell, unit="次", align=_RIGHT, width=56),
            _CHECK,
        ),
        ("S0.8", "S3.4"),
        (("赋权…", "right"), ("行使记录…", "use")),
    ),
    "modules": View(
        "职能模块",
        modules_of,
        (
            _UNIT,
            Column("module", "模块和机构", said_cell, width=250, least=160),
            _column("person", "牵头领导", 90),
            _column("open_posts", "不限身份岗位", 96, unit="个"),
            _column("since", "自何日起", 96),
            _column("kind", "类别", 80),
            _column("authorized", "核定", 56, unit="名"),
            _column("actual", "实有", 56, unit="名"),
            _column("doc_no", "文号", 140),
        ),
        (),
        (("牵头领导…", "leader"), ("归入模块…", "edit")),
        "各模块由一名班子成员牵头，人员不论身份统筹使用；机构归哪个模块没有登记的，按名称推定。",
    ),
}
