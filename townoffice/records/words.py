"""The Chinese for the words that policy values are made of, once for screen, paper and shell."""

from collections.abc import Mapping
from decimal import Decimal

from townoffice.records.agencies import AgencyKind, PlatformKind, Right
from townoffice.records.figures import INDICATOR_LABELS, INDICATOR_UNITS
from townoffice.records.institutions import HeadHeldBy
from townoffice.records.leaders import LeaderPost
from townoffice.records.ranking import Grade
from townoffice.records.township import FunctionClass, Kind, SizeClass

ROUNDING_LABELS: Mapping[str, str] = {
    "largest-remainder": "最大余数法",
    "sainte-lague": "圣拉格法",
    "huntington-hill": "亨廷顿—希尔法",
}
"""How the roundings are called."""

EQUAL_AT_CUT = "同分并列，户籍人口多者在前"
"""The stated rule for units of equal index at a cut by proportion."""

_WORDS: Mapping[str, str] = {
    **INDICATOR_LABELS,
    **ROUNDING_LABELS,
    **{post.value: post.label for post in LeaderPost},
    **{f"class_{size}": size.label for size in SizeClass},
    **{kind.name.lower(): kind.value for kind in Kind},
    **{kind.name.lower(): kind.value for kind in FunctionClass},
    **{f"part_{n}": f"第{n}部分" for n in range(1, 10)},
    **{kind.value: kind.label for kind in AgencyKind},
    **{f"{kind.value}_platform": kind.label for kind in PlatformKind},
    **{right.value: right.label for right in Right},
    **{held.value: held.label for held in HeadHeldBy},
    **{grade.value: grade.label for grade in Grade},
    "deputy_section": "副科级",
    "section": "正科级",
    "required": "须有",
    "optional": "不作要求",
    "forbidden": "不得",
    "allowed": "允许",
    "centre": "中央",
    "province": "中央、省级",
    "floor": "小数舍去",
    "half_up": "四舍五入",
    "ceil": "小数进位",
    "population": "人口",
    "equal": "平均",
    "class": "分类权重",
    "standard": "定额",
    "registered": "户籍人口",
    "resident": "常住人口",
    "together": "镇乡和街道合并计算",
    "apart": "镇乡和街道分别计算",
    "mean": "均值指数法",
    "share": "占比法",
    "min-max": "极差标准化法",
    "points": "分段计分法",
    "mean-rank": "名次平均法",
    "additional": "附加指标法",
    "cuts": "按分类线",
    "proportion": "按比例",
    "composite-share": "综合占比",
}


def policy_word(name: str) -> str:
    """Give the Chinese for a word of a policy; a bound of population as 5万人起; else itself."""
    if (found := _WORDS.get(name)) is not None:
        return found
    if name.isdecimal():
        people = int(name)
        return f"{people // 10_000}万人起" if people and people % 10_000 == 0 else f"{people}人起"
    return name


def bound_unit(name: str) -> str:
    """Give the unit of the bounds of a table of points, by the value's name."""
    return INDICATOR_UNITS.get(name.partition(".points_")[2], "人")


def bound_word(name: str, bound: str) -> str:
    """Write the lower bound of a step of points for a value's name: 2万人起, 50平方公里起."""
    field = name.partition(".points_")[2]
    if field not in INDICATOR_UNITS:
        return policy_word(bound)
    figure, unit = Decimal(bound), INDICATOR_UNITS[field]
    if unit == "万元" and figure and figure % 10_000 == 0:
        figure, unit = figure / 10_000, "亿元"
    return f"{figure:f}{unit}起"
