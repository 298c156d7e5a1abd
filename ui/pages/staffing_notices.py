"""What the amber lines of 编制测算 say: whose method, what is tried, last seats, paradoxes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from townoffice.desk.paradoxes import REMEDY, Paradoxes
from townoffice.desk.parameters import Parameter
from townoffice.desk.planning import Narrow, Outcome
from townoffice.records import StaffingResult, Tie, policy_word
from ui.pages import staffing_words as words
from ui.pages.staffing_banner import Notice

__all__ = ["Deeds", "notices"]

_MOST = 3
"""Last seats told one by one."""


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the lines can ask of the page."""

    adopt_method: Callable[[], None]
    end_trial: Callable[[], None]
    see_ranking: Callable[[], None]
    decide: Callable[[Tie | Narrow], None]
    take_remedy: Callable[[], None]


def notices(
    outcome: Outcome,
    parameters: tuple[Parameter, ...],
    trial: str,
    found: Paradoxes | None,
    deeds: Deeds,
) -> list[Notice]:
    """Give the lines of an outcome; ``trial`` says what is tried out, "" for nothing."""
    result = outcome.result
    said: list[Notice] = []
    if not result.adopted:
        text = f"本县没有采用{result.method_label}，数字仅供比较"
        said.append(Notice(text, "foreign", (("采用…", deeds.adopt_method),)))
    if trial:
        said.append(Notice(f"试算：{trial}", "trial", (("恢复", deeds.end_trial),)))
    said += _seats(outcome, deeds)
    if found is not None:
        remedy = any(parameter.key == "rounding" for parameter in parameters)
        acts = ((f"改用{policy_word(REMEDY)}", deeds.take_remedy),) if remedy else ()
        said += [Notice(text, "paradox", acts) for text in _paradoxes(result, found)]
    return said


def _seats(outcome: Outcome, deeds: Deeds) -> list[Notice]:
    seats = words.banners(outcome)
    said = [
        Notice(
            text,
            seat,
            (
                ("看余数排序", deeds.see_ranking),
                ("记录决定…", partial(deeds.decide, seat)),
            ),
        )
        for text, seat in seats[:_MOST]
    ]
    if len(seats) > _MOST:
        text = f"另有 {len(seats) - _MOST} 处末位相同或相近，采用前逐一确认。"
        said.append(Notice(text, "more"))
    return said


def _paradoxes(result: StaffingResult, found: Paradoxes) -> list[str]:
    names = {row.code: row.name for row in result.rows}
    said = []
    if found.alabama is not None:
        code, before, after = found.alabama.losers[0]
        more = len(found.alabama.losers) - 1
        others = f"（另有 {more} 个单位也减）" if more else ""
        said.append(
            f"总量再多 1 名（{found.alabama.total} 名），{names[code]}反而从 {before} 名减到 "
            f"{after} 名{others}：最大余数法会这样，建议改用{policy_word(REMEDY)}。"
        )
    if found.growth is not None:
        growth = found.growth
        lost, won = growth.riser_posts, growth.other_posts
        said.append(
            f"与 {found.since} 年比，{names[growth.riser]}的指标比{names[growth.other]}增长快，"
            f"却从 {lost[0]} 名减到 {lost[1]} 名，{names[growth.other]}从 {won[0]} 名增到 "
            f"{won[1]} 名：建议改用{policy_word(REMEDY)}。"
        )
    return said
