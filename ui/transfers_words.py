"""What 编制调剂 says in sentences: the answer on top, and what 逐步消化 is for."""

from townoffice.records import TransferSheet
from ui.headline import linked, toned
from ui.theme import Tone
from ui.transfers_work import Moving, batch_words, held_words

__all__ = ["headline", "years_words"]


def headline(moving: Moving, link: str) -> tuple[str, str]:
    """Say what the plan moves, and how far it is carried out; ``link`` is where to adopt one."""
    sheet, name = moving.sheet, moving.category.label
    if sheet is None:
        more = f"{linked('到“编制测算”采用方案', link)}，采用之后再来执行。"
        return f"{name}还没有采用的方案", more
    if not sheet.transfers:
        return f"{name}：方案与现有编制相同，没有要划转的", sheet.title
    units = [line for line in sheet.lines if line.given or line.taken]
    giving = sum(1 for line in units if line.given)
    taking = sum(1 for line in units if line.taken)
    parties = "，".join(
        words
        for count, words in ((giving, f"{giving} 个单位划出"), (taking, f"{taking} 个划入"))
        if count
    )
    reserve = f"县级周转 {sheet.reserve:,} → {sheet.reserve_after:,} 名"
    said = f"{name}划转 {sheet.moved:,} 名：{parties}；{reserve}"
    return said, f"{sheet.title} · {_state(moving, sheet)} · {_whole(sheet)}"


def years_words(moving: Moving, years: int) -> tuple[str, str]:
    """Say who would be over, and what the years come to; with the tone."""
    sheet, held = moving.sheet, moving.held
    if sheet is None or not sheet.transfers:
        return "", "second"
    if moving.begun:
        later = len(sheet.stages) - 1
        return (f"分 {later + 1} 批，每年一批" if later else "一次执行完"), "second"
    if not held:
        return "划出后各单位都不超编，可以一次执行", "second"
    over = sum(unit.over for unit in held)
    if years:
        now = next((stage.posts for stage in sheet.stages if not stage.number), 0)
        rest = f"余下 {sheet.moved - now} 名分 {years} 年，人员减少后逐批执行"
        return f"当期划转 {now} 名，{rest}；一次执行将有 {len(held)} 个单位超编", "second"
    return f"一次执行将超编 {over} 名：{held_words(held)}。请定逐步消化的年数，或重新测算", "red"


def _whole(sheet: TransferSheet) -> str:
    """Add up units and reserve: before and after there is as much."""
    after = sum(line.after or 0 for line in sheet.lines)
    whole = sum(line.before or 0 for line in sheet.lines) + sheet.reserve
    sign = "=" if after + sheet.reserve_after == whole else "≠"
    return f"合计 {after:,} + 县级周转 {sheet.reserve_after:,} {sign} 总量 {whole:,}"


def _state(moving: Moving, sheet: TransferSheet) -> str:
    if not moving.begun:
        return toned("尚未执行", Tone.AMBER)
    waiting = [stage for stage in sheet.stages if stage.since is None]
    if not waiting:
        return "已全部执行"
    done = sum(stage.posts for stage in sheet.stages if stage.since)
    first = waiting[0]
    due = first.due.isoformat() if first.due else "—"
    return f"已执行 {done} 名；{batch_words(first.number)} {first.posts} 名应于 {due} 执行"
