"""What the page 编制测算 says: headline, banners, remarks, the sentence about what is inferred."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from townoffice.desk.parameters import Looks, Parameter
from townoffice.desk.plan_rows import PlanRow, Summary
from townoffice.desk.planning import Decision, Narrow, Outcome
from townoffice.records import Category, CitedValue, StaffingResult, StaffingRow, Tie, shown
from ui.headline import linked, toned
from ui.pages.staffing_fields import caption
from ui.theme import Tone

if TYPE_CHECKING:
    from ui.pages.staffing_shown import Shown

__all__ = ["banners", "headline", "inferred_sentence", "method_name", "signed", "sub_line"]


_LISTED = 6
"""Units a sentence names one by one."""


def signed(number: int) -> str:
    """Write a difference with its sign, a true minus; 0 stays 0."""
    return f"+{number}" if number > 0 else f"−{-number}" if number < 0 else "0"


def method_name(result: StaffingResult) -> str:
    """Name the method as people say it: 三步核编."""
    return result.method_label.replace("法（", "（").removesuffix("法")


def reserve_word(category: Category) -> str:
    """Name what the county keeps."""
    return "县留周转" if category is Category.ADMIN else "县留周转事业编制"


def names(rows: Sequence[StaffingRow], most: int = 4) -> str:
    """List some units with their number of persons above the new posts."""
    listed = [f"{row.name} {(row.actual or 0) - row.posts}" for row in rows[:most]]
    return "、".join(listed) + (f" 等 {len(rows)} 个" if len(rows) > most else "")


def headline(result: StaffingResult, found: Summary) -> str:
    """Answer the page's question: who gains, who loses, and is the total kept."""
    kept = f" + 县留周转 {linked(str(found.reserve), 'reserve')} 名" if found.reserve else ""
    head = (
        f"按{method_name(result)}：核定 {linked(str(found.posts), 'posts')} 名{kept}"
        f" = 总量 {found.total} 名{fitted(result)}"
    )
    moves = []
    if found.down:
        moves.append(f"{len(found.down)} 个单位减 {linked(str(found.lost), 'down')} 名")
    if found.up:
        word = "个" if found.down else "个单位"
        moves.append(f"{len(found.up)} {word}增 {linked(str(found.gained), 'up')} 名")
    if not moves:
        moves = ["各单位与现有相同"] if found.known else ["现有编制未登记，比不出增减"]
    elif not found.known:
        moves.append("有单位现有编制未登记，未计入")
    return f"{head}；{'，'.join(moves)}"


def fitted(result: StaffingResult) -> str:
    """Say how standards fit the total; nothing for methods that set none."""
    standard = result.standard_total
    over = 0 if standard is None else standard - result.total
    return f"（定额合计超总量 {over} 名，按定额比例折算）" if over > 0 else ""


def sub_line(found: Summary, standing: str, rates: str = "") -> str:
    """Say who is over by the new figures, how the posts are used then, where the plan stands."""
    rest = " · ".join(words for words in (rates, standing) if words)
    if not found.over:
        return f"按此核定，没有单位超编 · {rest}"
    over = linked(f"{len(found.over)} 个单位超编 {found.too_many} 名", "over", Tone.RED)
    return f"按此核定，{over}（{names(found.over, 3)}）{linked('→ 查看', 'over')} · {rest}"


def rates_line(shown_: "Shown") -> str:
    """Say how the posts are used by the new figures: 空编率, and 事业 to 行政 with its cap."""
    rows = shown_.outcome.result.rows
    said = []
    if all(row.actual is not None for row in rows) and (posts := sum(row.posts for row in rows)):
        vacant = sum(max(0, row.posts - (row.actual or 0)) for row in rows)
        said.append(f"空编率 {shown(Fraction(100 * vacant, posts), 1)}%")
    if shown_.ratio:
        said.append(shown_.ratio)
    return "，".join(said)


def failed() -> tuple[str, str]:
    """The headline when a calculation cannot be: the reason stands in the banner below."""
    return toned("这样算不出来", Tone.RED), "下面仍是上一次的结果，原因见红条"


def plain_headline(result: StaffingResult, found: Summary) -> str:
    """Say the headline without links, for a dialog."""
    kept = f" + 县留周转 {found.reserve} 名" if found.reserve else ""
    return (
        f"{result.year}年度{result.category.label}按{method_name(result)}："
        f"核定 {found.posts} 名{kept} = 总量 {found.total} 名"
    )


def over_warning(found: Summary) -> str:
    """Say who is above the new figures, before somebody adopts them."""
    if not found.over:
        return ""
    return f"按此核定，{len(found.over)} 个单位超编 {found.too_many} 名（{names(found.over)}）"


def adoption_note(reason: str, outcome: Outcome) -> str:
    """Word the note of an adopted plan: the reason, and what was decided of narrow seats."""
    said = [
        f"{words}：{decision.words}"
        for narrow in outcome.narrow
        if (decision := decision_on(outcome.decided, narrow)) is not None
        for words in [f"末位决定给{'、'.join(_named(outcome.result, c) for c in decision.given)}"]
    ]
    return "；".join((reason, *said))


def moved(before: Parameter, now: Parameter) -> str:
    """Name a change of a parameter: 县留周转 4% → 5%."""
    was, is_ = (" : ".join(entry.text for entry in p.entries) for p in (before, now))
    return f"{caption(now)} {was}{now.unit} → {is_}{now.unit}"


def bounded(name: str, lower: int | None, upper: int | None) -> str:
    """Name a change of a unit's bounds."""
    if lower is None and upper is None:
        return f"{name}不再限定"
    if lower == upper:
        return f"{name}锁定 {lower} 名"
    return f"{name}限定 {'' if lower is None else lower}–{'' if upper is None else upper} 名"


def places(narrow: Narrow) -> int:
    """Give the decimals with which the two remainders are seen to differ; at least four."""
    digits = 4
    while shown(narrow.won_with, digits) == shown(narrow.lost_with, digits):
        digits += 1
    return digits


def apart(narrow: Narrow) -> str:
    """Write by how much a seat was won, so that it is the difference of the figures shown."""
    digits = places(narrow)
    won, lost = shown(narrow.won_with, digits), shown(narrow.lost_with, digits)
    return shown(Fraction(won) - Fraction(lost), digits)


def _named(result: StaffingResult, code: str) -> str:
    return next((row.name for row in result.rows if row.code == code), code)


def narrow_sentence(result: StaffingResult, narrow: Narrow) -> str:
    """Say on what the last seat hangs."""
    digits = places(narrow)
    return (
        f"最后 1 名只差 {apart(narrow)}："
        f"{_named(result, narrow.winner)}余数 {shown(narrow.won_with, digits)} 得，"
        f"{_named(result, narrow.loser)} {shown(narrow.lost_with, digits)} 未得。"
        "人口等指标略有更正，结果就会换。"
    )


def _listed(result: StaffingResult, codes: Sequence[str]) -> str:
    """Name units, the first few of many."""
    listed = "、".join(_named(result, code) for code in codes[:_LISTED])
    return listed if len(codes) <= _LISTED else f"{listed}等 {len(codes)} 个单位"


def tie_sentence(result: StaffingResult, tie: Tie) -> str:
    """Say between whom a seat is, and to whom the rule gives it."""
    units, given = _listed(result, tie.units), _listed(result, tie.given)
    if tie.settled_by == "rule":
        how = f"暂按规则（户籍人口多者先得）给{given}，采用前须确认。"
    else:
        how = f"已决定给{given}（{tie.settled_by}）。"
    return f"余数相同：{units}争 {tie.seats} 名，{how}"


def banners(outcome: Outcome) -> list[tuple[str, Tie | Narrow]]:
    """Give the sentences about last seats, each with what it is about; open ones first."""
    result = outcome.result
    ties = {tie_sentence(result, tie): tie for tie in reversed(result.ties)}
    said: list[tuple[str, Tie | Narrow]] = []
    undecided_first = sorted(ties.items(), key=lambda pair: pair[1].settled_by != "rule")
    said.extend(undecided_first)
    for narrow in outcome.narrow:
        decision = decision_on(outcome.decided, narrow)
        words = narrow_sentence(result, narrow)
        if decision is not None:
            given = "、".join(_named(result, code) for code in decision.given)
            words = f"最后 1 名只差 {apart(narrow)}，已决定给{given}（{decision.words}）。"
        said.append((words, narrow))
    return said


def decision_on(decided: Sequence[Decision], seat: Tie | Narrow) -> Decision | None:
    """Find the decision about a tie or a narrow seat."""
    units = frozenset(seat.units)
    return next((d for d in decided if d.tranche == seat.tranche and d.units == units), None)


def remark(row: PlanRow) -> tuple[str, Tone]:
    """Say in few words what is worth knowing of a unit; red where staff are above the figure."""
    said: list[str] = []
    tone = Tone.NORMAL
    unit = row.unit
    if row.over:
        said.append(f"核定后超编 {row.over} 名")
    for tie in row.ties:
        got = "得 1" if unit.code in tie.given else "未得"
        words = f"余数相同，{'按规则' if tie.settled_by == 'rule' else '经决定'}{got}"
        if words not in said:
            said.append(words)
    if row.narrow is not None:
        said.append(_narrow_remark(row.narrow, unit.code, row.decided))
    if row.outside:
        said.append(f"离精确值 {shown(row.quota, 2)} 超过 1 名")
    if row.over:
        tone = Tone.RED
    elif row.ties or row.narrow is not None or row.outside:
        tone = Tone.AMBER
    if unit.lower is not None and unit.lower == unit.upper:
        said.append(f"锁定 {unit.lower} 名")
    elif unit.posts != unit.calculated and not row.outside:
        said.append(f"限幅前 {unit.calculated} 名")
    return "；".join(said), tone


def _narrow_remark(narrow: Narrow, code: str, decision: Decision | None) -> str:
    if decision is not None:
        return "末位经决定得" if code in decision.given else "末位经决定未得"
    if code == narrow.winner:
        return f"末位得 1，余 {shown(narrow.won_with, places(narrow))}"
    return f"差 {apart(narrow)} 未得"


def value_words(value: CitedValue, parameters: Sequence[Parameter]) -> str:
    """Write a policy value as a person says it: 每单位基本编制 15 名."""
    found = next((p for p in parameters if p.value.name == value.name), None)
    if found is None:
        return value.label
    if found.looks is Looks.WEIGHTS:
        labels = "、".join(entry.label for entry in found.entries)
        return f"{labels} {':'.join(entry.text for entry in found.entries)}"
    space = "" if found.unit == "%" else " "
    text = f"{found.entries[0].text}{space}{found.unit}".strip()
    return f"{caption(found)} {text}"


def inferred_sentence(parameters: Sequence[Parameter]) -> str:
    """Say which values are only inferred, for the line under the table."""
    words = [value_words(p.value, parameters) for p in parameters if p.value.inferred]
    if not words:
        return ""
    return (
        f"点线 = 推定：{'、'.join(words)}。政策文件没有写明，按通行做法取值，可以改；"
        "打印时同样标“推定”。"
    )
