"""What townships said on the appointment of a department's people with them (S1 三, S4 二（二）3).

It stands beside the reverse evaluation of the department: the written opinions on heads of its
dispatched agencies, and the uses of the rights to assess them and to consent.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from townoffice.book import Book
from townoffice.records import Agency, Right, RightUse

_ON_HEADS = frozenset({Right.ASSESS_HEADS, Right.CONSENT})


def appointment_opinions(
    book: Book, departments: Iterable[str], on: date
) -> Mapping[str, tuple[str, ...]]:
    """Give what was said by a day, by department, each in a sentence with its document."""
    county = book.county.name
    units = {unit.id: unit.name for unit in book.townships()}
    agencies = [one for one in book.all_of(Agency, order=("township_id",)) if one.exists(on)]
    uses = [one for one in book.all_of(RightUse, order=("used_on",)) if one.used_on <= on]
    said: dict[str, list[str]] = defaultdict(list)
    for department in departments:
        bare = _bare(department, county)
        own = [
            one for one in agencies if one.name == department or _bare(one.owner, county) == bare
        ]
        for agency in own:
            if agency.opinion_doc_no:
                unit = units.get(agency.township_id, "")
                said[department].append(
                    f"{unit}对{agency.name}负责人任免的书面意见（{agency.opinion_doc_no}）"
                )
        names = {department, *(agency.name for agency in own)}
        for use in uses:
            if use.right in _ON_HEADS and any(name in use.matter for name in names):
                unit = units.get(use.township_id, "")
                said[department].append(f"{unit}{use.opinion}：{use.matter}（{use.doc_no}）")
    return {department: tuple(lines) for department, lines in said.items()}


def _bare(name: str, county: str) -> str:
    """Name a department without its county: 样本县公安局, 县公安局 and 公安局 are one."""
    return name.removeprefix(county).lstrip("县市区")
