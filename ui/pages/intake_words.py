"""The sentences of the page: its headline and its button."""

from html import escape

from townoffice.records import LineRole, RawSheet
from ui.headline import linked, toned
from ui.pages.intake_entries import Segment
from ui.pages.intake_kinds import LISTS
from ui.pages.intake_sight import Sight
from ui.theme import Tone


def headline(sight: Sight) -> tuple[str, str]:
    """Give both lines: what would change and what needs somebody; then what was read how."""
    found, entries = sight.preview, sight.entries
    if (listed := LISTS.get(found.kind)) is not None:
        return listed.headline(found, *sight.open_questions), _read_as(sight)
    if found.raw is not None and found.raw.header is None:
        upper = f"{toned('没有认出表头', Tone.RED)} {linked('→ 指出表头是哪几行', 'header')}"
        return upper, _read_as(sight)
    changed = linked(str(entries.count(Segment.CHANGED)), Segment.CHANGED.name)
    added = linked(str(entries.count(Segment.ADDED)), Segment.ADDED.name)
    same = linked(str(sight.matched), Segment.SAME.name)
    upper = f"对上 {same} 个单位：改 {changed} 格，新增 {added} 行"
    wrong, asked = sight.open_questions
    parts = []
    if wrong:
        parts.append(linked(f"{wrong} 格有错", Segment.WRONG.name, Tone.RED))
    if asked:
        parts.append(toned(f"{asked} 处请确认", Tone.AMBER))
    if parts:
        upper += f"；{'，'.join(parts)} {linked('→ 从第一处看起', 'first')}"
    return upper, _read_as(sight)


def _read_as(sight: Sight) -> str:
    found, raw = sight.preview, sight.preview.raw
    parts = [found.file_name, f"工作表 {found.sheet}", f"{found.year} 年度"]
    if raw is not None and raw.header is not None:
        parts.append(_lines(raw))
    parts.append("还没有写入台账")
    text = escape(" · ".join(parts))
    if found.recall is not None and found.recall.words:
        back = linked("撤回", "recall")
        text += escape(f" · 沿用上次的对应，{found.recall.words} · ") + back
    return text


def _lines(raw: RawSheet) -> str:
    header = [line.label for line in raw.lines if line.role is LineRole.HEADER]
    data = [line.label for line in raw.lines if line.role is LineRole.DATA]
    word = "列" if raw.turned else "行"
    text = f"认出表头第 {_span(header)} {word}"
    return f"{text}、数据第 {_span(data)} {word}" if data else text


def _span(labels: list[str]) -> str:
    return labels[0] if len(labels) == 1 else f"{labels[0]}—{labels[-1]}"


def button_text(sight: Sight) -> str:
    """Name what the button would really write."""
    if (listed := LISTS.get(sight.preview.kind)) is not None:
        return listed.button(sight.preview)
    rows = sum(not field for _, field in sight.ticked)
    cells = len(sight.ticked) - rows
    if rows and cells:
        return f"导入 {cells} 格、新增 {rows} 行"
    return f"新增 {rows} 行" if rows else f"导入 {cells} 格"
