"""What the page 机构设置 says in sentences: headline, line under it, note under the table."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from townoffice.records import Category, Finding, HeadHeldBy, InstitutionKind
from ui.headline import linked, toned
from ui.pages.institutions_lines import KIND_RULES, breaches, posts, setup_findings
from ui.theme import Tone
from ui.values import spaced

if TYPE_CHECKING:
    from townoffice.desk.institution_views import CountyRegister, UnitPage

__all__ = ["headline", "note"]

_POSTS = {"institutions.admin_posts": "行政编制", "institutions.institution_posts": "事业编制"}
_FEW = 2
"""Findings that are named one by one."""


def headline(county: "CountyRegister") -> tuple[str, str]:
    """Answer whether anything is over its limit; figures lead to what they count."""
    units = county.units
    if not county.count:
        return f"{len(units):,} 个乡镇街道还没有登记机构", _how_to_begin()
    said = f"{len(units):,} 个乡镇街道设 {linked(f'{county.count:,}', 'county')} 个机构"
    found = [(page, breach) for page in units for breach in breaches(page)]
    if found:
        said += f"；{linked(_broken(found), 'breach', Tone.RED)} {linked('→ 查看', 'breach')}"
    else:
        said += "；没有突破限额的"
    kinds = [
        f"{kind.label} {linked(f'{county.counted(kind):,}', f'county:{kind.value}')}"
        for kind in KIND_RULES
        if county.counted(kind)
    ]
    plates = linked(f"{county.plates:,}", "county:plates")
    kinds.append(f"加挂牌子 {plates} 块" if county.plates else "没有加挂牌子")
    if 0 < len(found) <= _FEW:
        kinds.append(toned("，".join(_in_short(page, f) for page, f in found), Tone.RED))
    warned = sum(len(setup_findings(page)) for page in units) - len(found)
    if warned:
        kinds.append(linked(f"另有 {warned:,} 处要留意", "notice", Tone.AMBER))
    return said, " · ".join(kinds)


def _broken(found: Sequence[tuple["UnitPage", Finding]]) -> str:
    names = dict.fromkeys(page.register.township.name for page, _finding in found)
    words = f"{len(found):,} 处突破限额"
    if len(names) == 1:
        where = next(iter(names))
        return f"{words}，在{where}" if len(found) == 1 else f"{words}，都在{where}"
    return f"{words}，分布在 {len(names):,} 个单位"


def _in_short(page: "UnitPage", finding: Finding) -> str:
    """Say a breach in half a sentence: 综合行政执法大队超编 1 名."""
    if finding.rule == "S0.12.institution_over" and isinstance(finding.actual, int):
        row = page.register.row(int(finding.subject)) if finding.subject.isdecimal() else None
        name = row.institution.name if row else ""
        return f"{name}超编 {finding.actual - int(finding.limit or 0)} 名"
    if isinstance(finding.actual, int) and isinstance(finding.limit, int):
        unit = "块" if finding.rule == "S0.4.nameplates" else "个"
        label = finding.label.removesuffix("个数")
        return f"{label}超 {finding.actual - finding.limit} {unit}"
    return finding.label


def _how_to_begin() -> str:
    return f"{linked('新增机构', 'new')}，或 {linked('套用模板', 'template')}"


def note(page: "UnitPage") -> str:
    """Say where the limits come from, and what is approved beyond them."""
    said = []
    cites = dict.fromkeys(_cites(page))
    if cites:
        said.append(f"限额依据：{'；'.join(cites)}；人大、政协、群团、武装部不计入个数。")
    elif page.register.rows:
        said.append("本单位没有生效的限额政策，只登记，不比限额。")
    approved = _approved(page)
    if approved:
        said.append(f"批准编制和配备：{approved}。")
    elif any(posts(page)):
        own = [
            f"{category.label} {count} 名"
            for category, count in page.authorized.items()
            if count and category is not Category.LEADERSHIP
        ]
        said.append(f"批准编制：{'、'.join(own)}。")
    held = [row.institution for row in page.register.rows]
    by_leader = sum(one.head_held_by is HeadHeldBy.LEADER for one in held)
    if by_leader:
        said.append(f"{by_leader} 个机构的主要负责人由领导副职兼任。")
    return "".join(said)


def _approved(page: "UnitPage") -> str:
    """Say what documents for this unit approve, each with its clause (S4.3)."""
    said: dict[str, dict[str, None]] = {}
    for value in page.approved:
        cite = next(iter(value.cites), None)
        words = f"{_POSTS[value.name]} {value.value} 名" if value.name in _POSTS else ""
        if not words and cite is not None:
            words = spaced(cite.quote)
        if words:
            said.setdefault(cite.text if cite is not None else "", {})[words] = None
    return "；".join(f"{'、'.join(words)}（{where}）" for where, words in said.items())


def _cites(page: "UnitPage") -> Iterable[str]:
    for kind in InstitutionKind:
        for bound in page.limits.of(kind).bounds:
            yield from (cite.text for cite in bound.value.cites)
