"""The sample county of eight units as records, built by hand: no other room is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import lcm

from townoffice.records import (
    Category,
    Cite,
    CitedValue,
    Classification,
    ClassRow,
    County,
    Indicators,
    IndicatorShare,
    Kind,
    PolicyValue,
    SizeClass,
    Snapshot,
    Source,
    StaffingResult,
    StaffingRow,
    State,
    Township,
    Tranche,
    UnitFigures,
)

COUNTY = County("示例县", "999901")
ON = date(2024, 12, 31)


@dataclass(frozen=True, slots=True)
class Unit:
    code: str
    name: str
    kind: Kind
    registered: int
    resident: int
    area: Decimal
    gdp: int
    fiscal: int
    admin: int
    institution: int


UNITS = (
    Unit("999901100", "青石镇", Kind.TOWN, 68200, 74100, Decimal("86.4"), 512300, 18650, 34, 38),
    Unit("999901101", "白河镇", Kind.TOWN, 51400, 46200, Decimal("132.7"), 301200, 9120, 30, 33),
    Unit("999901102", "云岭镇", Kind.TOWN, 33800, 28900, Decimal("158.2"), 142600, 3980, 25, 27),
    Unit("999901103", "柳溪镇", Kind.TOWN, 42600, 39500, Decimal("97.5"), 228400, 6410, 28, 30),
    Unit("999901200", "双桥乡", Kind.TOWNSHIP, 18900, 15200, Decimal("121.3"), 60800, 1240, 20, 20),
    Unit("999901201", "高坪乡", Kind.TOWNSHIP, 12300, 9800, Decimal("203.6"), 41500, 760, 18, 17),
    Unit(
        "999901001",
        "南湖街道",
        Kind.SUBDISTRICT,
        57600,
        83200,
        Decimal("24.1"),
        695000,
        23800,
        32,
        36,
    ),
    Unit(
        "999901002",
        "北岸街道",
        Kind.SUBDISTRICT,
        35200,
        48100,
        Decimal("18.2"),
        318200,
        10040,
        27,
        29,
    ),
)

OPINION = Source("opinion", "关于深化乡镇（街道）管理体制改革实施意见")
STANDARD = Source("standard", "关于印发市、县及乡镇分类标准的通知", "中编办〔1993〕17号")
ELECTION = Source("election", "关于认真做好乡镇党委换届工作的通知", "湘办发〔2016〕7号")
REPORT = Source("report", "乡镇履职事项工作情况汇报")


def cited(
    name: str,
    label: str,
    value: PolicyValue,
    *,
    unit: str = "",
    state: State = State.STATED,
    note: str = "",
    cites: tuple[Cite, ...] = (),
    proposal: PolicyValue = None,
) -> CitedValue:
    return CitedValue(name, label, unit, value, state, cites, note, proposal, "test")


CLASS_VALUES = (
    cited(
        "classification.weights",
        "分类指标及权重",
        (("population", Decimal(5)), ("fiscal_revenue", Decimal(3)), ("area_km2", Decimal(2))),
        unit="权重",
        cites=(Cite(STANDARD), Cite(OPINION, "一、（一）")),
    ),
    cited("classification.population", "人口口径", "registered", unit="口径"),
    cited("classification.index", "总指数算法", "mean", state=State.INFERRED, note="总指数算法"),
    cited("classification.cut_1", "一类线", 120, state=State.INFERRED, note="一类120以上"),
    cited(
        "classification.cut_2",
        "二类线",
        80,
        state=State.INFERRED,
        note="二类80以上不足120、三类不足80",
    ),
    cited(
        "classification.near",
        "临界范围",
        3,
        state=State.INFERRED,
        note="距分类线不足3点的标“临界”",
    ),
)
LEADERSHIP_VALUES = (
    cited(
        "leadership.class_1",
        "一类乡镇（街道）领导职数",
        None,
        unit="名",
        state=State.MISSING,
        note="原件缺一类乡镇（街道）的职数；按级差推算可为13名，须由县委编委以文号确认",
        cites=(Cite(ELECTION), Cite(OPINION, "一、（二）")),
        proposal=13,
    ),
    cited(
        "leadership.class_2",
        "二类乡镇（街道）领导职数",
        11,
        unit="名",
        cites=(Cite(ELECTION), Cite(OPINION, "一、（二）")),
    ),
    cited(
        "leadership.class_3",
        "三类乡镇（街道）领导职数",
        9,
        unit="名",
        cites=(Cite(OPINION, "一、（二）"),),
    ),
    cited(
        "leadership.full_time_deputy",
        "不担任政府正职的副书记",
        1,
        unit="名",
        cites=(Cite(OPINION, "一、（二）"),),
    ),
)
STAFFING_VALUES = (
    cited(
        "three-step.weights",
        "浮动编制指标及权重",
        (
            ("registered_population", Decimal(6)),
            ("area_km2", Decimal(2)),
            ("gdp", Decimal(1)),
            ("fiscal_revenue", Decimal(1)),
        ),
        unit="权重",
        cites=(Cite(REPORT, "二、二是"),),
    ),
    cited(
        "three-step.base",
        "基本编制",
        15,
        unit="名",
        state=State.INFERRED,
        note="基本编制每单位15名（参照外县乡镇行政编制下限）",
    ),
    cited(
        "three-step.reserve_share",
        "周转编制比例",
        Decimal("0.05"),
        unit="比例",
        state=State.INFERRED,
        note="周转编制比例5%",
    ),
    cited(
        "three-step.floating",
        "浮动编制算法",
        "composite-share",
        unit="算法",
        state=State.INFERRED,
        note="浮动编制分步算法",
    ),
)


def of_field(unit: Unit, field: str) -> Fraction:
    figures: dict[str, int | Decimal] = {
        "registered_population": unit.registered,
        "resident_population": unit.resident,
        "area_km2": unit.area,
        "gdp": unit.gdp,
        "fiscal_revenue": unit.fiscal,
    }
    return Fraction(figures[field])


WEIGHTS_532 = (
    ("registered_population", Fraction(5)),
    ("fiscal_revenue", Fraction(3)),
    ("area_km2", Fraction(2)),
)
WEIGHTS_6211 = (
    ("registered_population", Fraction(6)),
    ("area_km2", Fraction(2)),
    ("gdp", Fraction(1)),
    ("fiscal_revenue", Fraction(1)),
)
LEADERS = {"999901103": 12, "999901200": 7}


def classification(
    units: tuple[Unit, ...] = UNITS,
    *,
    weights: tuple[tuple[str, Fraction], ...] = WEIGHTS_532,
    parameters: tuple[CitedValue, ...] = CLASS_VALUES + LEADERSHIP_VALUES,
    posts: Mapping[SizeClass, int | None] | None = None,
    unreported: tuple[Unit, ...] = (),
) -> Classification:
    """Classify by M2 with the lines 120 and 80, independently of the room that does it."""
    posts = posts or {SizeClass.FIRST: None, SizeClass.SECOND: 11, SizeClass.THIRD: 9}
    whole = sum((w for _, w in weights), Fraction())
    totals = {field: sum((of_field(u, field) for u in units), Fraction()) for field, _ in weights}
    rows = []
    for unit in units:
        parts = tuple(
            IndicatorShare(field, of_field(unit, field), of_field(unit, field) / totals[field])
            for field, _ in weights
        )
        share = (
            sum((p.share * w * 100 for p, (_, w) in zip(parts, weights, strict=True)), Fraction())
            / whole
        )
        index = share * len(units)
        size = SizeClass(1 if index >= 120 else 2 if index >= 80 else 3)
        nearest = min((1, 2), key=lambda n: abs(index - (120, 80)[n - 1]))
        distance = index - (120, 80)[nearest - 1]
        leaders = LEADERS.get(unit.code, posts[size] or 12)
        rows.append(
            ClassRow(
                unit.code,
                unit.name,
                unit.kind,
                parts,
                share,
                index,
                0,
                size,
                distance,
                nearest,
                abs(distance) < 3,
                posts[size],
                leaders,
            )
        )
    rows.sort(key=lambda row: -(row.index or 0))
    ranked = [replace(row, rank=n) for n, row in enumerate(rows, 1)]
    ranked += [
        ClassRow(
            u.code, u.name, u.kind, (), None, None, None, None, None, None,
            near_cut=False, leadership_posts=None, leadership_actual=None, missing=("财政收入",),
        )
        for u in unreported
    ]  # fmt: skip
    return Classification(
        COUNTY, 2024, ON, "mean", "registered_population", weights, tuple(ranked), parameters, 1
    )


def weights_of(units: tuple[Unit, ...]) -> tuple[int, ...]:
    """Give Σ w·x/Σx over 6:2:1:1 as whole numbers over one common scale."""
    totals = {
        field: sum((of_field(u, field) for u in units), Fraction()) for field, _ in WEIGHTS_6211
    }
    exact = [
        sum((w * of_field(u, field) / totals[field] for field, w in WEIGHTS_6211), Fraction())
        for u in units
    ]
    scale = lcm(*(value.denominator for value in exact))
    return tuple(int(value * scale) for value in exact)


SEATS = (17, 13, 9, 10, 6, 6, 15, 8)
RISEN = (1, 6, 4, 0)
BOUNDED_POSTS = (32, 28, 23, 26, 20, 20, 30, 25)


def staffing(*, bounded: bool = False, unknown: str = "") -> StaffingResult:
    """Write down the worked example of the three-step method: 214 posts, reserve 10, pool 84."""
    weights = weights_of(UNITS)
    tranche = Tranche("floating", "浮动编制", 84, weights, sum(weights), SEATS, RISEN, WEIGHTS_6211)
    rows = tuple(
        StaffingRow(
            unit.code,
            unit.name,
            unit.kind,
            unit.registered,
            15,
            15 + seats,
            posts if bounded else 15 + seats,
            None if unit.name == unknown else unit.admin,
            None,
        )
        for unit, seats, posts in zip(UNITS, SEATS, BOUNDED_POSTS, strict=True)
    )
    return StaffingResult(
        COUNTY,
        "three-step",
        "三步核编法",
        Category.ADMIN,
        2024,
        ON,
        214,
        10,
        84,
        rows,
        (tranche,),
        (),
        STAFFING_VALUES,
        bounded,
        2 if bounded else None,
        (),
        "largest-remainder",
        1,
    )


def snapshot(
    units: tuple[Unit, ...] = UNITS,
    *,
    actual: Mapping[str, int] | None = None,
    unreported: str = "",
) -> Snapshot:
    """Read the county as a book would: everybody filled but one post, unless told otherwise."""
    actual = actual or {}
    figures = []
    for unit in units:
        persons = {Category.ADMIN: unit.admin - 1, Category.INSTITUTION: unit.institution}
        if unit.name in actual:
            persons[Category.ADMIN] = actual[unit.name]
        if unit.name != unreported:
            persons[Category.LEADERSHIP] = 9
        figures.append(
            UnitFigures(
                Township(unit.code, unit.name, unit.kind),
                Indicators(1, 2024, unit.registered),
                {},
                {
                    Category.ADMIN: unit.admin,
                    Category.INSTITUTION: unit.institution,
                    Category.LEADERSHIP: 11,
                },
                persons,
            )
        )
    ordered = tuple(sorted(figures, key=lambda unit: unit.township.code))
    return Snapshot(COUNTY, ON, 2024, ordered, 1)
