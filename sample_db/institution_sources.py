"""Read what 样本县 has of institutions, and of what stands beside them, from the files beside this.

``yangben_institutions.csv`` has a row for every state of an institution (one document's making of
it), numbers as the book keeps them; ``yangben_rights.csv`` says what every unit of a group was
granted. The posts of a unit's offices and its leadership posts come to its 行政编制, those of its
other institutions to its 事业编制; people no office has (leaders, and those who lead nothing any
more) belong to no institution.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Protocol, TypeVar

from sample_db.sources import rows
from townoffice.records import (
    Agency,
    AgencyKind,
    Arrangement,
    Category,
    Ending,
    Enforcement,
    HeadHeldBy,
    Institution,
    InstitutionKind,
    Module,
    ModuleLeader,
    Nameplate,
    Opinion,
    Origin,
    Party,
    Platform,
    PlatformKind,
    Right,
    RightGrant,
    RightUse,
    Township,
)


class _Labelled(Protocol):
    @property
    def label(self) -> str: ...


W = TypeVar("W", bound=_Labelled)
_HELD = {"领导兼任": HeadHeldBy.LEADER, "专任": HeadHeldBy.OWN}


def institutions(ids: Mapping[str, int]) -> tuple[Institution, ...]:
    """Give every state of every institution; ``ids`` are the units' ids by code."""
    kinds, categories = _by_label(InstitutionKind), _by_label(Category)
    modules, origins, endings = _by_label(Module), _by_label(Origin), _by_label(Ending)
    return tuple(
        Institution(
            int(row["编号"]),
            ids[row["区划代码"]],
            kinds[row["性质"]],
            row["名称"],
            int(row["序"]),
            categories[row["编制类别"]],
            int(row["核定"]),
            int(row["实有"]),
            row["规格"],
            row["负责人"] or None,
            _HELD[row["负责人配备"]],
            _count(row["副职"]),
            None,
            modules[row["职能模块"]] if row["职能模块"] else None,
            origins[row["由来"]],
            tuple(int(number) for number in row["前身"].split()),
            _day(row["起"]),
            _day(row["止"]),
            row["文号"],
            endings[row["去向"]] if row["去向"] else None,
            row["终止文号"] or None,
        )
        for row in rows("yangben_institutions.csv")
    )


def nameplates(ids: Mapping[str, int]) -> tuple[Nameplate, ...]:
    """Give every plate that ever hung."""
    return tuple(
        Nameplate(
            ids[row["区划代码"]],
            int(row["机构编号"]),
            row["名称"],
            row["文号"] or None,
            _day(row["起"]),
            _day(row["止"]),
            row["终止文号"] or None,
        )
        for row in rows("yangben_nameplates.csv")
    )


def agencies(ids: Mapping[str, int]) -> tuple[Agency, ...]:
    """Give the dispatched agencies with their past."""
    kinds, parties = _by_label(AgencyKind), _by_label(Party)
    return tuple(
        Agency(
            ids[row["区划代码"]],
            kinds[row["类别"]],
            row["名称"],
            row["主管部门"],
            row["已下放"] == "是",
            parties[row["日常管理"]],
            parties[row["年度考核"]],
            parties[row["绩效发放"]],
            int(row["人数"]),
            row["负责人"] or None,
            _day(row["任职"]),
            row["书面意见"] or None,
            row["倾斜措施"] or None,
            _day(row["起"]),
            _day(row["止"]),
            row["文号"] or None,
        )
        for row in rows("yangben_agencies.csv")
    )


def enforcement(ids: Mapping[str, int]) -> tuple[Enforcement, ...]:
    """Give the enforcement figures of two years."""
    arrangements = _by_label(Arrangement)
    return tuple(
        Enforcement(
            ids[row["区划代码"]],
            int(row["年度"]),
            int(row["执法人员"]),
            int(row["持证"]),
            _count(row["城管执法人员"]),
            int(row["执法辅助人员"]),
            arrangements[row["派驻方式"]],
            int(row["办案数"]),
            int(row["联合执法案件"]),
            int(row["培训人次"]),
        )
        for row in rows("yangben_enforcement.csv")
    )


def platforms(ids: Mapping[str, int]) -> tuple[Platform, ...]:
    """Give the platforms of every unit."""
    kinds = _by_label(PlatformKind)
    return tuple(
        Platform(
            ids[row["区划代码"]],
            kinds[row["平台"]],
            int(row["人数"]),
            row["接入系统"],
            _count(row["网格数"]),
            _count(row["网格员"]),
        )
        for row in rows("yangben_platforms.csv")
    )


def grants(townships: Iterable[Township]) -> tuple[RightGrant, ...]:
    """Give every unit that exists what its group was granted; a new unit has it from its day on."""
    rights = _by_label(Right)
    return tuple(_grants(townships, rights))


def _grants(townships: Iterable[Township], rights: Mapping[str, Right]) -> Iterator[RightGrant]:
    granted = tuple(rows("yangben_rights.csv"))
    for unit in townships:
        if unit.valid_to is not None or unit.id is None:
            continue
        for row in granted:
            if row["适用"] == unit.kind.group:
                since = date.fromisoformat(row["赋予日期"])
                since = max(since, unit.valid_from or since)
                yield RightGrant(unit.id, rights[row["权力"]], since, row["文号"])


def uses(ids: Mapping[str, int]) -> tuple[RightUse, ...]:
    """Give the rights that were used."""
    rights = _by_label(Right)
    return tuple(
        RightUse(
            ids[row["区划代码"]],
            rights[row["权力"]],
            date.fromisoformat(row["日期"]),
            row["事项"],
            Opinion(row["意见"]),
            row["文号"],
            row["结果"],
        )
        for row in rows("yangben_right_uses.csv")
    )


def leaders(ids: Mapping[str, int]) -> tuple[ModuleLeader, ...]:
    """Give who leads the modules of the one unit that works by modules."""
    modules = _by_label(Module)
    return tuple(
        ModuleLeader(
            ids[row["区划代码"]],
            modules[row["模块"]],
            row["负责人"],
            int(row["竞争上岗岗位"]),
            _day(row["起"]),
            _day(row["止"]),
            row["文号"],
        )
        for row in rows("yangben_module_leaders.csv")
    )


def _by_label(words: Iterable[W]) -> Mapping[str, W]:
    return {word.label: word for word in words}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _count(text: str) -> int | None:
    return int(text) if text else None
