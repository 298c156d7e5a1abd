"""The words of the forms: headers, units, totals, notes, in the ways clerks write them."""

from fractions import Fraction

# field: (group, words below the group, words of a header of its own)
HEADERS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "registered_population": (
        "人口",
        ("户籍", "户籍人口"),
        ("户籍人口", "户籍总人口", "年末户籍人口"),
    ),
    "resident_population": (
        "人口",
        ("常住", "常住人口"),
        ("常住人口", "常住总人口", "七普常住人口"),
    ),
    "area_km2": ("", (), ("面积", "辖区面积", "行政区域面积", "国土总面积")),
    "gdp": ("经济", ("地区生产总值", "GDP"), ("地区生产总值", "GDP", "生产总值（GDP）")),
    "fiscal_revenue": ("经济", ("财政收入",), ("财政收入", "一般公共预算收入")),
    "admin_posts": (
        "行政编制",
        ("核定", "核定数", "编制数"),
        ("行政编制", "核定行政编制", "行政编制数"),
    ),
    "admin_actual": (
        "行政编制",
        ("实有", "实有数", "现有", "在编数"),
        ("行政实有", "行政实有人数"),
    ),
    "institution_posts": ("事业编制", ("核定", "核定数"), ("事业编制", "核定事业编制")),
    "institution_actual": (
        "事业编制",
        ("实有", "实有人数", "已使用"),
        ("事业实有", "事业在编人数"),
    ),
}
CODES = ("区划代码", "行政区划代码", "代码", "统计用区划代码", "区划\n代码")
NAMES = ("名称", "乡镇", "乡 镇", "名　　称", "单位名称", "乡镇（街道）名称", "镇\n（乡、街道）")
# dimension: units with their factor to the book's
UNITS: dict[str, tuple[tuple[str, Fraction], ...]] = {
    "persons": (("人", Fraction(1)), ("万人", Fraction(10_000))),
    "area": (
        ("平方公里", Fraction(1)),
        ("km²", Fraction(1)),
        ("公顷", Fraction(1, 100)),
        ("亩", Fraction(1, 1500)),
    ),
    "money": (("万元", Fraction(1)), ("元", Fraction(1, 10_000)), ("亿元", Fraction(10_000))),
    "posts": (("名", Fraction(1)), ("人", Fraction(1)), ("个", Fraction(1))),
}
MISSING = ("—", "－", "-", "无", "／", "/", "…", "——", " ", "　", "暂无", "\xa0")
WHOLE = ("合计", "合  计", "总　计", "全县合计", "总计", "全县", "测试县", "合计（全县）")
KIND_TOTALS = ("{}小计", "{} 小 计", "{}合计", "{}小计：")
PART = "其中：{}"
SHARES = ("占比", "占全县比重（%）", "比重(%)", "占全县的比例")
TITLES = (
    "测试县2024年乡镇（街道）基本情况统计表",
    "测试县乡镇机构编制情况汇总表（2024年度）",
    "附件1",
    "截至2024年12月31日",
)
NOTES = (
    ("注：1.人口为公安口径。",),
    ("说明：本表一式两份",),
    ("    2.面积为勘界面积。",),
    ("单位负责人：李某", None, None, "填表人：王某", None, "填表日期：2025年1月6日"),
    ("审核：", None, "制表：张某", "联系电话：", 61234567),
    ("数据来源：统计局、公安局",),
    ("（盖章）",),
)
SERIALS = (
    tuple(range(1, 30)),
    tuple(f"{n}、" for n in "一二三四五六七八九十"),
    tuple(f"（{n}）" for n in "一二三四五六七八九十"),
    tuple("①②③④⑤⑥⑦⑧⑨⑩"),
)
BESIDE = (
    "备注",
    "空编",
    "人口密度",
    "其中：男",
    "占比（%）",
    "上年户籍人口",
    "联系电话",
    "户籍人口增长率（%）",
)
