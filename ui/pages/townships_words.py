"""What the page 乡镇街道 says in sentences: headline, line under it, note under the table."""

from collections.abc import Sequence

from townoffice.records import (
    Category,
    Classification,
    Overview,
    PostSummary,
    Reading,
    SizeClass,
    UnitOverview,
)
from ui.headline import linked, toned
from ui.pages.townships_leaders import over_words
from ui.theme import Tone
from ui.values import value_words

__all__ = ["flips", "headline", "note", "posts_line"]

_PEOPLE = {"registered_population": "户籍人口", "resident_population": "常住人口"}
_METHODS = {
    "mean": "总指数 = 各指标 ÷ 全县平均 × 权重之和 × 100",
    "share": "综合得分 = 各指标占全县比重的加权平均",
    "min-max": "总指数 = 各指标极差标准化后的加权平均 × 100",
    "additional": "总指数 = 共性指标指数与附加评分指数按比例合成",
    "points": "总分 = 各指标按分段表计分相加",
    "mean-rank": "平均名次 = 各指标名次按权重平均，小者在前",
}


def headline(page: Overview) -> str:
    """Answer which class everyone is and who is near a line; figures filter the table."""
    units = page.units
    count = f"{len(units):,} 个乡镇街道"
    if page.classification is None:
        return f"{count}：尚未分类"
    classes = "、".join(
        f"{size.label} {linked(f'{_count(units, size):,}', f'class:{size.label}')}"
        for size in SizeClass
    )
    open_units = sum(unit.size_class is None for unit in units)
    if open_units:
        classes += f"、未分类 {linked(f'{open_units:,}', 'class:—')}"
    decided = sum(1 for unit in units if unit.row and unit.row.overridden)
    said = [f"{count}：{classes}"]
    if decided:
        said.append(f"{decided} 个按文件确定")
    if over := over_words(page):
        said.append(linked(over, "leaders:over", Tone.RED))
    near = [unit for unit in units if unit.row and unit.row.near_cut]
    if near:
        by_list = page.classification.assignment == "proportion"
        where = "紧邻另一类" if by_list else "紧贴分界线"
        words = f"{_names([unit.name for unit in near])}{where}"
        said.append(f"{linked(words, 'near', Tone.AMBER)} {linked('→ 查看', 'near:first')}")
    return "；".join(said)


def posts_line(page: Overview) -> str:
    """Say posts, persons, vacant and over of 行政 and 事业; vacant and over are never set off."""
    if page.classification is None:
        return toned(page.unclassified, Tone.AMBER)
    kinds = (Category.ADMIN, Category.INSTITUTION)
    said = [_posts(page.posts(category)) for category in kinds]
    return ("&nbsp;" * 6).join(words for words in said if words)


def _posts(posts: PostSummary) -> str:
    if not posts.authorized and not posts.actual:
        return ""
    key = posts.category.value
    said = [
        f"{posts.category.label} {linked(f'{posts.authorized:,}', f'column:{key}_posts')}",
        f"实有 {linked(f'{posts.actual:,}', f'column:{key}_actual')}",
        f"空编 {linked(f'{posts.vacant:,}', f'vacant:{key}')}",
    ]
    if posts.over:
        names = "、".join(f"{unit.name} 超 {count} 名" for unit, count in posts.over[:3])
        more = "等" if len(posts.over) > 3 else ""
        said.append(
            linked(f"{len(posts.over):,} 个单位超编", f"over:{key}", Tone.RED)
            + toned(f"（{names}{more}）", Tone.SECOND)
        )
    return " · ".join(said)


def note(page: Overview) -> str:
    """Say by which population and formula, of which day, under which document."""
    result = page.classification
    if result is None:
        return ""
    people = _PEOPLE.get(result.population, "")
    how = _METHODS.get(result.method, "")
    if result.scope == "apart":
        how = how.replace("全县", "本组")
    lines = [f"{f'人口口径为{people}；' if people else ''}{how}。"]
    if result.scope == "apart":
        lines.append("镇乡、街道各自比较、各自排位。")
    if assigned := _assigned(result):
        lines.append(assigned)
    lines.append(f"数据时点 {page.snapshot.on.isoformat()}。{_missing(result)}")
    if result.adoption:
        lines.append(f"政策依据：{result.adoption}。")
    return "注：" + " ".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def _assigned(result: Classification) -> str:
    """Say how classes come about where they follow no lines."""
    if result.assignment == "proportion":
        value = next(v for v in result.parameters if v.name == "classification.proportions")
        mark = "（推定）" if value.inferred else ""
        tie = "；同分并列的，户籍人口多者在前" if any(row.cut_tie for row in result.rows) else ""
        return f"各类按比例 {value_words(value)}{mark}取整定类{tie}。"
    if all(row.nearest_cut is None for row in result.rows):
        return "这种算法没有分类线，只排位次，不定类。"
    return ""


def flips(readings: Sequence[Reading], page: Overview) -> str:
    """Say which units another reading would put into another class."""
    codes = {code for reading in readings for code in reading.flipped}
    names = [unit.name for unit in page.units if unit.code in codes]
    if not names:
        return "换口径不影响类别" if len(readings) > 1 else "没有别的口径可算"
    return f"{len(names)} 个单位会变：{_names(names, most=6)}"


def _missing(result: Classification) -> str:
    lacking = [row.name for row in result.rows if row.missing]
    return f"{_names(lacking)}缺指标，不计入平均。" if lacking else ""


def _count(units: Sequence[UnitOverview], size: SizeClass) -> int:
    return sum(unit.size_class is size for unit in units)


def _names(names: Sequence[str], most: int = 3) -> str:
    if len(names) <= most:
        return "、".join(names)
    return f"{'、'.join(names[:most])}等 {len(names)} 个单位"
