"""The forms of the reference pages, and plain lists, built by hand.

Pages 1 to 4 are here and fictional; 5, 6 and 7 come from ``word_forms``.
"""

from tests.prints.columns import NAME, OFFICE, REMARK, SERIAL, X, exact, number, total
from tests.prints.word_forms import duties, institutions, ranking, secondment
from townoffice.prints.form import (
    Absent,
    Binding,
    CellValue,
    Column,
    ColumnKind,
    Form,
    Group,
    Notes,
    ReportNumber,
    Section,
)

__all__ = [
    "classification",
    "comparison",
    "duties",
    "institutions",
    "list_of",
    "ranking",
    "secondment",
    "sixty_units",
    "staffing",
]


def classification() -> Form:
    rows = """青石镇 6.82 21.3125 18650.00 25.2027 86.40 10.2613 20.2693 162.15 1 一类
南湖街道 5.76 18.0000 23800.00 32.1622 24.10 2.8622 19.2211 153.77 2 一类
白河镇 5.14 16.0625 9120.00 12.3243 132.70 15.7601 14.8806 119.04 3 二类 临界：低于一类线0.96
柳溪镇 4.26 13.3125 6410.00 8.6622 97.50 11.5796 11.5708 92.57 4 二类
云岭镇 3.38 10.5625 3980.00 5.3784 158.20 18.7886 10.6525 85.22 5 二类
北岸街道 3.52 11.0000 10040.00 13.5676 18.20 2.1615 10.0026 80.02 6 二类 临界：高于二类线0.02
高坪乡 1.23 3.8438 760.00 1.0270 203.60 24.1805 7.0661 56.53 7 三类
双桥乡 1.89 5.9063 1240.00 1.6757 121.30 14.4062 6.3371 50.70 8 三类"""
    body: list[tuple[CellValue, ...]] = []
    for serial, line in enumerate(rows.split("\n"), 1):
        parts = line.split()
        body.append(
            (serial, parts[0], *map(exact, parts[1:9]), int(parts[9]), parts[10],
             parts[11] if len(parts) > 11 else "")
        )  # fmt: skip
    sums = map(exact, ["32.00", "100", "74000.00", "100", "842.00", "100", "100"])
    pair = (number("占比\n（%）", 4),)
    header = (
        SERIAL,
        NAME,
        Group("户籍人口（权重5）", (number("数值\n（万人）", 2), *pair)),
        Group("财政收入（权重3）", (number("数值\n（万元）", 2), *pair)),
        Group("辖区面积（权重2）", (number("数值\n（km²）", 2), *pair)),
        number("综合得分\n（%）", 4),
        number("总指数", 2, inferred=True),
        number("位次"),
        Column("类别", ColumnKind.WORD, inferred=True),
        REMARK,
    )
    return Form(
        title="乡镇（街道）分类测算表",
        reporting_unit=OFFICE,
        attachment="附件1",
        as_of="数据截至2024年12月31日",
        sections=(Section(header, tuple(body), (total("合计", *sums, X, X, X, ""),)),),
        notes=Notes(
            basis=(
                "依据：中央编办《关于印发市、县及乡镇分类标准的通知》（中编办〔1993〕17号）；"
                "市深化乡镇（街道）管理体制改革实施意见“一、（一）”，人口、财政收入、辖区土地面积"
                "加权比例为5∶3∶2。".replace("∶", ":"),
            ),
            relations=(
                (
                    "人口按户籍人口。7=(2×5+4×3+6×2)÷10；8=7×单位数8，全县平均为100。按未取整数值定类，"
                    "尾差系四舍五入。×表示该栏免填。"
                ),
            ),
            inferred="总指数算法；一类120以上、二类80以上不足120、三类不足80的分类线。均未见文件规定，"
            "须报县委编委审定。距分类线不足3点的标“临界”。",
        ),
        binding=Binding.ATTACHMENT,
        check_code="7C1E-40B9-A2D6",
    )


def staffing() -> Form:
    rows = """青石镇 34 15 19.5874 16.4534 17 32 32 -2 余数第4位，进1取17
白河镇 30 15 15.3315 12.8785 13 28 28 -2 余数第1位，进1取13
云岭镇 25 15 11.2531 9.4526 9 24 23 -2 未进位；限幅重算，24改为23
柳溪镇 28 15 12.1627 10.2166 10 25 26 -2 未进位；减幅限2名，25改为26
双桥乡 20 15 6.8569 5.7598 6 21 20 0 余数第3位，进1；限幅重算，21改为20
高坪乡 18 15 7.4255 6.2374 6 21 20 2 未进位；增幅限2名，21改为20
南湖街道 32 15 17.6104 14.7927 15 30 30 -2 余数第2位，进1取15
北岸街道 27 15 9.7725 8.2089 8 23 25 -2 未进位；减幅限2名，23改为25"""
    body: list[tuple[CellValue, ...]] = []
    for serial, line in enumerate(rows.split("\n"), 1):
        parts = line.split()
        body.append((serial, parts[0], *map(exact, parts[1:9]), parts[9]))
    header = (
        SERIAL,
        NAME,
        number("现有\n编制"),
        number("基本\n编制", inferred=True),
        Group(
            "浮动编制",
            (number("分配系数\n（%）", 4), number("计算值", 4), number("取整")),
            inferred=True,
        ),
        number("测算\n编制"),
        number("核定\n编制", inferred=True),
        number("增减", signed=True),
        Column("依据", ColumnKind.TEXT),
    )
    totals = (
        total("小计", 214, 120, 100, 84, 84, 204, 204, -10, ""),
        total(
            "县级统筹周转编制", 0, X, X, X, X, 10, 10, 10, "总量214名的5%※，舍去小数", heavy=False
        ),
        total("合计", 214, 120, 100, 84, 84, 214, 214, 0, ""),
    )
    return Form(
        title="乡镇（街道）行政编制测算（核定）表",
        subtitle="（基本编制＋浮动编制＋周转编制）",
        reporting_unit=OFFICE,
        as_of="数据截至2024年12月31日",
        unit="单位：名",
        sections=(Section(header, tuple(body), totals),),
        notes=Notes(
            basis=(
                (
                    "依据：参照“基本编制＋浮动编制＋周转编制”三步核编做法，户籍人口、幅员面积、生产总值、"
                    "财政收入按6:2:1:1计算分配系数；在现有行政编制总量214名内核定，只调剂、不增加。"
                ),
            ),
            relations=(
                (
                    "计算关系：4=84×3÷100，其中84=总量214−周转10−基本120；6=2+5（合计另加周转10）；"
                    "8=7−1。取整用最大余数法，余数相同的户籍人口多者优先。第7栏按单位一次增减不超过2名重算，"
                    "合计不变。尾差系四舍五入。×表示该栏免填。"
                ),
            ),
            inferred="基本编制每单位15名（参照外县乡镇行政编制下限）；浮动编制分步算法；一次增减限2名；"
            "周转编制比例5%。均报县委编委审定。",
        ),
        check_code="A93D-1F58-06CE",
    )


def comparison() -> Form:
    rows = """青石镇 34 38 72 32 38 70 -2 0 -2 划出2名，调剂给高坪乡
白河镇 30 33 63 28 33 61 -2 0 -2 划出2名，转为周转编制
云岭镇 25 27 52 23 27 50 -2 0 -2 划出2名，转为周转编制
柳溪镇 28 30 58 26 30 56 -2 0 -2 划出2名，转为周转编制
双桥乡 20 20 40 20 20 40 0 0 0 不调整
高坪乡 18 17 35 20 17 37 2 0 2 从青石镇划入2名
南湖街道 32 36 68 30 36 66 -2 0 -2 划出2名，转为周转编制
北岸街道 27 29 56 25 29 54 -2 0 -2 划出2名，转为周转编制
县级统筹周转编制 0 0 0 10 0 10 10 0 10 不计入使用单位编制总数"""
    body: list[tuple[CellValue, ...]] = []
    for serial, line in enumerate(rows.split("\n"), 1):
        parts = line.split()
        body.append((serial, parts[0], *map(int, parts[1:10]), parts[10]))

    def three(label: str, *, signed: bool = False) -> Group:
        leaves = (number(name, signed=signed) for name in ("行政", "事业", "小计"))
        return Group(label, tuple(leaves))

    header = (
        SERIAL,
        NAME,
        three("调整前"),
        three("调整后"),
        three("增减", signed=True),
        Column("调整说明", ColumnKind.TEXT),
    )
    sums = total("合计", 214, 230, 444, 214, 230, 444, 0, 0, 0, "")
    return Form(
        title="乡镇（街道）编制调整前后对照表",
        reporting_unit=OFFICE,
        attachment="附件2",
        unit="单位：名",
        sections=(Section(header, tuple(body), (sums,)),),
        notes=Notes(
            basis=(
                "依据：行政编制测算（核定）表第7栏；县委编委审定意见（文号：　　　　　　　）。",
            ),
            relations=(
                "计算关系：3=1+2；6=4+5；7=4−1；8=5−2；9=6−3=7+8。“+”为划入，“−”为划出，“0”为不增不减。",
            ),
        ),
        binding=Binding.ATTACHMENT,
        first_page=2,
        check_code="E04B-77A1-3C92",
    )


_SIXTY = """南湖街道 001 32 31 36 32 11 11
北岸街道 002 27 26 29 26 11 11
城东街道 003 31 31 30 30 11 11
城西街道 004 30 30 28 28 11 10
江南街道 005 30 28 27 27 11 11
开元街道 006 32 30 27 24 11 11
青石镇 100 34 34 38 35 11 11
白河镇 101 30 30 33 30 11 11
云岭镇 102 25 23 27 23 11 11
柳溪镇 103 28 27 30 30 11 10
石门镇 104 28 26 24 24 11 10
龙泉镇 105 24 21 30 27 11 11
大安镇 106 25 23 30 28 11 11
永兴镇 107 25 25 26 22 11 11
清水镇 108 23 21 27 25 11 11
三合镇 109 28 27 30 27 11 11
长岭镇 110 23 23 29 28 11 11
马鞍镇 111 26 26 29 25 11 11
金鸡镇 112 27 26 28 24 11 11
杨柳镇 113 27 25 30 28 11 11
太平镇 114 23 22 27 23 11 9
中和镇 115 23 20 23 19 11 11
福兴镇 116 28 27 30 26 11 11
新店镇 117 28 28 28 26 11 11
白马镇 118 24 23 24 24 11 11
黄土镇 119 25 22 25 24 11 11
红岩镇 120 26 27 30 29 11 11 行政超编1
花园镇 121 26 26 27 25 11 10
仁和镇 122 25 24 29 25 11 11
文昌镇 123 24 24 25 24 11 11
观音镇 124 24 24 26 24 11 10
响水镇 125 24 23 27 27 11 11
凤凰镇 126 26 24 28 25 11 11
玉泉镇 127 24 23 23 19 11 10
石桥镇 128 26 25 29 27 11 11
土门镇 129 26 26 29 28 11 11
东岳镇 130 24 24 30 30 11 11
西平镇 131 27 27 23 23 11 10
两河镇 132 24 23 24 21 11 11
桃园镇 133 23 21 26 24 11 11
梅林镇 134 28 27 27 24 11 11
松林镇 135 26 26 24 22 11 11
竹溪镇 136 26 25 30 30 11 11
茶坪镇 137 23 20 28 27 11 — 实配未报
双桥乡 200 20 18 20 20 9 9
高坪乡 201 18 18 17 13 9 8
兰田乡 202 19 16 23 23 9 7
荷塘乡 203 21 21 24 23 9 9
官渡乡 204 23 20 24 23 9 8
古城乡 205 20 19 22 18 9 9
回龙乡 206 20 19 26 22 9 9
铁山乡 207 19 18 23 22 9 9
银厂乡 208 24 23 24 20 9 9
盐井乡 209 21 21 20 20 9 9
罗家乡 210 22 21 22 21 9 9
何坝乡 211 23 22 19 15 9 9
徐家乡 212 24 21 20 20 9 9
关庙乡 213 24 23 22 24 9 9 事业超编2
天池乡 214 24 24 24 20 9 9
月亮乡 215 22 19 25 25 9 7"""


def sixty_units() -> Form:
    body: list[tuple[CellValue, ...]] = []
    for serial, line in enumerate(_SIXTY.split("\n"), 1):
        name, code, *cells = line.split()
        a, b, c, d, e = map(int, cells[:5])
        leaders: CellValue = Absent.NOT_REPORTED if cells[5] == "—" else int(cells[5])
        remark = cells[6] if len(cells) > 6 else ""
        body.append((serial, name, f"999901{code}", a, b, a - b, c, d, c - d, e, leaders, remark))
    header = (
        SERIAL,
        NAME,
        Column("区划代码", ColumnKind.CODE),
        Group("行政编制", (number("核定"), number("实有"), number("空缺"))),
        Group("事业编制", (number("核定"), number("实有"), number("空缺"))),
        Group("领导职数", (number("核定"), number("实配"))),
        REMARK,
    )
    sums = total("合计", 1502, 1437, 65, 1585, 1468, 117, 628, 602, "")
    return Form(
        title="乡镇（街道）机构编制情况统计表",
        reporting_unit="中共示例县委编办",
        report_number=ReportNumber("编统1表", "示例县委编办", "示编办〔2024〕6号", "2025年12月"),
        as_of="2024年12月31日",
        unit="单位：名",
        sections=(Section(header, tuple(body), (sums,), totals_first=True),),
        notes=Notes(
            basis=(
                "依据：各乡镇（街道）“三定”规定、县委编委批复；实有、实配人数按机构编制实名制数据。",
            ),
            relations=(
                "计算关系：3=1−2；6=4−5。第3、6栏为负数的是超编。合计为各单位之和，空缺与超编相抵。",
            ),
            signs=(
                "“—”表示应填未报：茶坪镇领导职数实配未报，第8栏合计不含该镇。补报前本表为不完整表。",
            ),
        ),
        check_code="5D20-9C41-07AE",
    )


def list_of(count: int, numbers: int = 3, *, title: str = "示例县测试表") -> Form:
    """A table of ``count`` rows and that many number columns beside 序号, name and 备注."""
    header = (SERIAL, NAME, *(number(f"第{n}项") for n in range(1, numbers + 1)), REMARK)
    rows: list[tuple[CellValue, ...]] = [
        (n, f"示例{n}镇", *((n * 7 + k) % 97 for k in range(numbers)), "")
        for n in range(1, count + 1)
    ]
    section = Section(header, tuple(rows))
    return Form(title, OFFICE, (section,), unit="单位：名", check_code="0000-0000-0000")
