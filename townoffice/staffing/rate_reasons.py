"""How the rates of a unit, or of the whole county, came to be: steps down to what was recorded."""

from collections.abc import Iterator
from fractions import Fraction

from townoffice.policy import number
from townoffice.records import CitedValue, CountyRates, Standing, Step, UnitRates, places_of, shown

WHOLE_COUNTY = "全县"


def explain_rates(rates: CountyRates, code: str = "") -> Step | None:
    """Explain the rates of one unit, or (empty code) of the county; None if it is not rated."""
    if not code:
        return Step(
            WHOLE_COUNTY,
            None,
            "",
            f"{rates.year}年度编制使用情况，空编、超编各单位分别计算后相加，不相抵",
            steps=tuple(_county_steps(rates)),
        )
    unit = next((unit for unit in rates.units if unit.code == code), None)
    if unit is None:
        return None
    return Step(
        unit.name,
        None,
        "",
        f"{rates.year}年度编制使用情况",
        steps=tuple(_unit_steps(unit)),
    )


def explain_ratio(rates: CountyRates) -> Step | None:
    """Explain 行政 to 事业 of the county against the cap; None where there are no posts."""
    if rates.ratio is None:
        return None
    words = f"1 : {shown(rates.ratio, 2)}"
    how = f"{rates.year}年度{WHOLE_COUNTY}核定编制"
    return Step("行政 : 事业", words, "", how, steps=tuple(_ratio_steps(rates)))


def _county_steps(rates: CountyRates) -> Iterator[Step]:
    if rates.per_ten_thousand is not None:
        settled = [u for u in rates.units if u.authorized is not None and u.residents]
        posts = sum(u.authorized or 0 for u in settled)
        residents = sum(u.residents or 0 for u in settled)
        yield _density(rates.per_ten_thousand, posts, residents)
    for category, part in rates.parts.items():
        yield _standing(category.label, part)
    yield _standing("合计", rates.together)
    yield from _ratio_steps(rates)


def _ratio_steps(rates: CountyRates) -> Iterator[Step]:
    if rates.ratio is not None:
        yield _ratio(rates.ratio, rates.admin, rates.institution)
    if rates.allowed is None:
        yield Step("事业编制上限", None, "", "本县未采用行政与事业编制之比的上限")
    else:
        yield _cap(rates.caps, rates.admin, rates.allowed)
        yield _beyond(rates.beyond or 0, rates.institution, rates.allowed)


def _unit_steps(unit: UnitRates) -> Iterator[Step]:
    if unit.per_ten_thousand is not None:
        yield _density(unit.per_ten_thousand, unit.authorized or 0, unit.residents or 0)
    for category, part in unit.parts.items():
        if part is None:
            yield Step(f"{category.label}使用", None, "", "核定或实有未登记")
        else:
            yield _standing(category.label, part)
    if unit.together is not None:
        yield _standing("合计", unit.together)
    if unit.ratio is not None and unit.institution is not None:
        yield _ratio(unit.ratio, unit.admin or 0, unit.institution)
    if unit.allowed is None or unit.cap is None:
        yield Step("事业编制上限", None, "", "本县未采用行政与事业编制之比的上限")
    else:
        yield _cap((unit.cap,), unit.admin or 0, unit.allowed)
        yield _beyond(unit.beyond or 0, unit.institution or 0, unit.allowed)
    yield Step("周转编制", unit.turnover, "名", "借用县级周转，不计入本单位核定编制")


def _density(value: Fraction, posts: int, residents: int) -> Step:
    return Step(
        "万人编制数",
        value,
        "名/万人",
        "核定编制÷常住人口×10000",
        steps=(
            Step("核定编制", posts, "名", "行政、事业编制之和"),
            Step("常住人口", residents, "人", "登记数"),
        ),
        decimals=2,
    )


def _standing(label: str, part: Standing) -> Step:
    held = Step("核定", part.authorized, "名", "登记数")
    vacant = Step("空编", part.vacant, "名", "核定多于实有的部分")
    found = [
        held,
        Step("实有", part.actual, "名", "登记数"),
        vacant,
        Step("超编", part.over, "名", "实有多于核定的部分"),
    ]
    if part.vacancy_rate is not None and part.use_rate is not None:
        found.append(
            Step(
                "编制使用率",
                part.use_rate * 100,
                "%",
                "实有÷核定×100",
                steps=(found[1], held),
                decimals=2,
            )
        )
        rate = part.vacancy_rate * 100
        found.append(Step("空编率", rate, "%", "空编÷核定×100", steps=(vacant, held), decimals=2))
    return Step(f"{label}使用", None, "", "核定−空编＋超编＝实有", steps=tuple(found))


def _ratio(value: Fraction, admin: int, institution: int) -> Step:
    parts = (Step("事业编制", institution, "名", "核定数"), Step("行政编制", admin, "名", "核定数"))
    return Step("事业与行政编制之比", value, "倍", "事业编制÷行政编制", steps=parts, decimals=2)


def _cap(caps: tuple[CitedValue, ...], admin: int, allowed: int) -> Step:
    limits = tuple(_limit(cap) for cap in caps)
    held = Step("行政编制", admin, "名", "核定数")
    return Step(
        "事业编制上限",
        allowed,
        "名",
        "行政编制×上限，不超过即舍去小数",
        cites=tuple(cite for cap in caps for cite in cap.cites),
        steps=(held, *limits),
        inferred=any(cap.inferred for cap in caps),
    )


def _limit(cap: CitedValue) -> Step:
    value = number(cap)
    return Step(
        cap.label,
        value,
        cap.unit,
        cap.basis,
        cap.cites,
        decimals=places_of(value),
        inferred=cap.inferred,
    )


def _beyond(value: int, institution: int, allowed: int) -> Step:
    parts = (
        Step("事业编制", institution, "名", "核定数"),
        Step("事业编制上限", allowed, "名", "见上"),
    )
    return Step("超上限", value, "名", "事业编制多于上限的部分，不多为 0", steps=parts)
