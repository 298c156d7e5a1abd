"""The forms of the reference pages 5, 6 and 7, built by hand.

Page 5 is the reform plan of 烟店镇 as published; the people and places of the others are fictional.
"""

from tests.prints.columns import NAME, OFFICE, REMARK, SERIAL, exact, number
from townoffice.prints.approval import (
    Approval,
    Check,
    Checks,
    Fields,
    Label,
    Opinion,
    Opinions,
    Value,
    ticks,
)
from townoffice.prints.form import (
    COVERED,
    Absent,
    Binding,
    CellValue,
    Column,
    ColumnKind,
    Form,
    Group,
    Merged,
    Notes,
    Section,
    TotalRow,
)

_OFFICES = (
    "党政办公室",
    "党建工作办公室",
    "政务服务局",
    "综合行政执法局",
    "经济发展局",
    "应急管理局",
    "规划建设管理局",
    "社会事业发展局",
)
_INSTITUTIONS = (
    "便民服务中心",
    "农林水综合服务中心",
    "财政经济服务中心",
    "文化旅游服务中心",
    "社会保障综合服务中心",
    "轴承产业服务中心",
)
_PLATES = {
    "经济发展局": "农业农村办公室\n生态环境办公室",
    "便民服务中心": "党群服务中心",
    "财政经济服务中心": "审计统计服务中心",
    "社会保障综合服务中心": "退役军人服务中心",
}


def _of_one_kind(
    first: int, names: tuple[str, ...], label: str, head: str, deputy: str
) -> list[tuple[CellValue, ...]]:
    count = len(names)
    ends = (Merged(head, down=count), Merged(deputy, down=count))
    return [
        (
            first + place,
            COVERED if place else Merged(label, down=count),
            name,
            _PLATES.get(name, "无"),
            *((COVERED, COVERED) if place else ends),
        )
        for place, name in enumerate(names)
    ]


def institutions() -> Form:
    header = (
        SERIAL,
        Column("机构\n类别", ColumnKind.LABEL),
        Column("机构名称", ColumnKind.NAME),
        Column("加挂牌子", ColumnKind.TEXT),
        Group(
            "领导职务配备",
            (Column("主要负责人", ColumnKind.WORD), Column("副职", ColumnKind.WORD)),
        ),
    )
    rows = (
        *_of_one_kind(
            1, _OFFICES, "党政工作机构", "由镇领导副职兼任", "可配副科级副主任或副局长1名"
        ),
        *_of_one_kind(9, _INSTITUTIONS, "公益一类事业单位", "可按副科级配备", "未作规定"),
    )

    def in_words(label: str, text: str) -> TotalRow:
        return TotalRow(label, (Merged(text, across=4), COVERED, COVERED, COVERED), (None,) * 4)

    sums = ("14个（党政8、事业6）", "5块（党政2、事业3）")
    totals = (
        TotalRow("合计", (*sums, Merged(Absent.NOT_APPLICABLE, across=2), COVERED), (None,) * 4),
        in_words("编制", "行政编制50名、事业编制65名（方案未分解到各机构）"),
        in_words("领导职数", "按有关规定执行（方案未列数目）"),
    )
    return Form(
        title="临清市烟店镇机构设置一览表",
        reporting_unit="",
        sections=(Section(header, rows, totals),),
        unit="单位：个、块",
        notes=Notes(
            basis=(
                (
                    "依据：《深化临清市烟店镇行政管理体制改革方案》“二、（二）”第1、2点"
                    "（聊城市人民政府印发，2019年4月9日；印发通知文号原件未载）。"
                ),
            ),
            relations=(
                "人大、政协、群团等机构设置按有关规定执行，不列入本表。加挂牌子不另计机构数。",
            ),
            signs=("“未作规定”指方案对该项没有表述，不等于不得配备；×表示该栏免填。",),
        ),
        check_code="2B6F-E815-90D3",
    )


def _three(*pairs: tuple[str, str]) -> Fields:
    return Fields(tuple(cell for a, b in pairs for cell in (Label(a), Value(b))))


def _long(label: str, value: str, other: str, beside: str) -> Fields:
    return Fields((Label(label), Value(value, across=3), Label(other), Value(beside)))


def _fields() -> tuple[Fields, ...]:
    reasons = ticks(("重大专项", "中心工作", "其他"), ("重大专项",))
    reason = f"{reasons}：全县基层治理专项试点工作，需熟悉乡镇党建工作人员1名。"
    term = "自2025年3月1日至2025年8月31日，共6个月"
    return (
        _three(("姓名", "周明远"), ("性别", "男"), ("出生年月", "1998.08")),
        _three(("政治面貌", "中共党员"), ("学历学位", "大学、学士"), ("参加工作时间", "2021.07")),
        _three(
            ("编制类型", "行政编制"),
            ("职务职级", "一级科员"),
            ("到镇（街道）\n工作时间", "2021.07.15"),
        ),
        _long("所在单位", "青石镇党建工作办公室", "服务协议\n期满日", "2024.07.14"),
        _long("借入单位", "县委社会工作部", "借调岗位", "基层治理专项"),
        Fields((Label("借调事由"), Value(reason, across=5))),
        _long("借调期限", term, "是否延期", ticks(("否", "是"), ("否",))),
    )


def _checks() -> Checks:
    rows = (
        ("借出人数", "不超过编制总数的5%※", "编制72名，限3名；已借出2名，本次后3名", "符合"),
        ("借调时间", "原则上不超过6个月", "6个月（至2025.08.31）", "符合"),
        ("在本镇工作年限", "不满2年一律不得借调", "至起始日3年7个月", "符合"),
        ("服务协议", "协议期内公务员一律不得借调", "2024.07.14期满", "符合"),
        (
            "借调必要性",
            "上级机关一般不得借调，确因工作特殊需要除外",
            "重大专项，见借调事由",
            "请审定",
        ),
    )
    return Checks("条件核对", tuple(Check(*row) for row in rows))


def secondment() -> Form:
    parts: tuple[Fields | Checks | Opinions, ...] = (
        *_fields(),
        _checks(),
        Opinions(Opinion("借入\n单位\n意见"), Opinion("镇党委\n意　见")),
        Opinions(Opinion("县委\n编办\n意见"), Opinion("县委\n组织部\n审批\n意见")),
        Fields((Label("备注"), Value("", across=5))),
    )
    return Form(
        title="乡镇（街道）工作人员借调审批表",
        reporting_unit="",
        sections=(),
        sign_off=(),
        approval=Approval(parts),
        left="编号：2025-003",
        as_of="填表日期：2025年2月17日",
        notes=Notes(
            basis=(
                (
                    "依据：第1项参照“乡镇借出人员不得超过乡镇编制总数的5%”；第2至5项参照"
                    "《深化临清市烟店镇行政管理体制改革方案》“二、（三）”第3点。"
                ),
            ),
            relations=(
                "本表一式四份，借入单位、借出单位、县委编办、县委组织部各存一份。借调期满即返回。",
            ),
            inferred="5%按每个镇（街道）单独计算，小数舍去（72×5%=3.6，取3名）。",
        ),
    )


_TOWNS = """1 青石镇 94.20 95.60 92.00 89.50 90.36 92.52 2.00 0.50 94.02 优秀
2 白河镇 92.80 91.40 90.60 88.20 89.10 90.61 1.00 0.60 91.01 良好 优秀名额已满
3 柳溪镇 92.50 88.00 90.40 85.60 88.84 89.25 1.50 0.80 89.95 良好
4 云岭镇 89.60 83.50 87.20 88.90 90.05 87.83 0.50 0.00 88.33 良好
5 高坪乡 88.40 79.80 86.50 87.10 91.20 86.46 0.00 0.30 86.16 良好
6 双桥乡 84.00 76.20 81.40 77.60 80.45 80.11 0.00 2.40 77.71 一般"""
_STREETS = """1 南湖街道 93.60 92.40 90.10 91.00 87.90 91.53 1.00 0.20 92.33 优秀
2 北岸街道 90.20 88.70 89.40 86.30 85.52 88.42 0.50 0.00 88.92 良好"""


def _ranking(heading: str, indicators: str, lines: str) -> Section:
    names = (part.partition(" ") for part in indicators.split("，"))
    header = (
        Column("名次", ColumnKind.SERIAL),
        NAME,
        *(number(f"{name}\n（{weight}%）", 2) for name, _, weight in names),
        number("加权\n得分", 2, inferred=True),
        number("加分", 2),
        number("扣分", 2),
        number("总分", 2),
        Column("等次", ColumnKind.WORD, inferred=True),
        REMARK,
    )
    rows: list[tuple[CellValue, ...]] = []
    for line in lines.split("\n"):
        serial, name, *cells = line.split()
        remark = cells[10] if len(cells) > 10 else ""
        rows.append((int(serial), name, *map(exact, cells[:9]), cells[9], remark))
    return Section(header, tuple(rows), heading=heading)


def ranking() -> Form:
    return Form(
        title="2024年度乡镇（街道）考核得分排名表",
        reporting_unit="示例县乡镇（街道）考核工作领导小组办公室",
        attachment="附件3",
        unit="单位：分",
        sections=(
            _ranking(
                "一、乡镇类（6个）",
                "党的建设 25，经济发展 20，公共服务 20，社会治理 20，群众满意度 15",
                _TOWNS,
            ),
            _ranking(
                "二、街道类（2个）",
                "党的建设 30，公共服务 25，公共管理 15，公共安全 15，群众满意度 15",
                _STREETS,
            ),
        ),
        notes=Notes(
            basis=(
                (
                    "依据：2024年度乡镇（街道）考核办法（文号：　　　　　　　　　　）。计算关系："
                    "6=Σ(得分×权重)÷100；9=6+7−8。按未取整总分分组排名。街道不考核经济发展指标。"
                ),
            ),
            inferred="各指标权重；90分以上为优秀、80分以上不足90分为良好、60分以上不足80分为一般、"
            "不足60分为较差；优秀名额为本组单位数的30%（舍去小数，至少1个），"
            "达到90分未列优秀的在备注栏注明。报县委、县政府审定。",
        ),
        binding=Binding.ATTACHMENT,
        first_page=3,
        check_code="B81A-4D07-F36C",
    )


def duties(*groups: int) -> Form:
    """A list of words with so many items in each group, its label down their rows."""
    header = (
        SERIAL,
        Column("类别", ColumnKind.LABEL),
        Column("事项名称", ColumnKind.TEXT),
        Column("承办机构", ColumnKind.WORD),
    )
    rows: list[tuple[CellValue, ...]] = []
    for group, count in enumerate(groups, 1):
        for place in range(count):
            item = "开展本辖区第" + "、".join(str(n) for n in range(1, place % 7 + 2)) + "项工作"
            label = COVERED if place else Merged(f"第{group}类事项", down=count)
            office = COVERED if place else Merged(f"承办机构{group}", down=count)
            rows.append((len(rows) + 1, label, item, office))
    section = Section(header, tuple(rows))
    return Form("示例县乡镇履职事项清单", OFFICE, (section,), unit="单位：项")
