"""Tables beside the institutions: agencies, enforcement, platforms, rights, modules."""

from collections.abc import Iterator
from datetime import date

from townoffice.desk import institutions
from townoffice.desk.institution_views import UnitPage
from townoffice.desk.policies import policies_of
from townoffice.desk.tables.wish import Drawing, Drawn, Table, Wish, code_now, need_no_plan
from townoffice.feedback import NotFound
from townoffice.institutions import bound, city_officers_needed, officers_needed, registers
from townoffice.policy import DayPolicies, UnitPolicies
from townoffice.prints import Chart
from townoffice.prints.forms import (
    agencies_form,
    enforcement_form,
    modules_form,
    platforms_form,
    rights_form,
)
from townoffice.prints.forms.beside import UnitRights
from townoffice.prints.forms.enforcement import EnforcingUnit
from townoffice.prints.forms.modules import ModuleLine
from townoffice.records import (
    CitedValue,
    Enforcement,
    Indicators,
    Institution,
    InstitutionKind,
    Township,
)

_AGENCY_RULES = ("agencies.not_devolvable", "agencies.not_managed", "agencies.opinion")


def _draw_agencies(wish: Wish) -> Drawn:
    need_no_plan(wish, "派驻机构一览表")
    county = institutions.register(wish.book, wish.on)
    in_force = DayPolicies(policies_of(wish.book), wish.on)
    found = [(page, agency) for page in county.units for agency in page.agencies]
    said: dict[CitedValue, None] = {}
    for page, _ in found:
        policies = in_force.of(page.register.township)
        said |= {v: None for name in _AGENCY_RULES if (v := policies.value(name)) is not None}
    rows = [(page.name, agency) for page, agency in found]
    code = code_now(wish)
    return agencies_form(county.county, rows, tuple(said), wish.on, check_code=code), None


def _draw_enforcement(wish: Wish) -> Drawn:
    need_no_plan(wish, "综合行政执法情况表")
    book = wish.book
    every = book.all_of(Enforcement, order=("township_id", "year"))
    year = max((one.year for one in every if one.year <= wish.on.year), default=None)
    year = year if wish.year is None else wish.year
    if year is None:
        raise NotFound("台账里还没有综合行政执法情况", hint="请先在“机构设置”里登记")
    records = {one.township_id: one for one in every if one.year == year}
    figures = {row.township_id: row for row in book.indicators(year)}
    on = date(year, 12, 31)
    in_force = DayPolicies(policies_of(book), on)
    units = []
    for register in registers(book.townships(), book.all_of(Institution), (), on):
        unit = register.township
        assert unit.id is not None  # it comes out of the book
        offices = register.of(InstitutionKind.ENFORCEMENT_BODY).count
        held = records.get(unit.id), figures.get(unit.id)
        units.append(_enforcing(unit, in_force.of(unit), offices, *held))
    return enforcement_form(book.county, units, year, check_code=code_now(wish)), None


def _enforcing(
    unit: Township,
    policies: UnitPolicies,
    offices: int,
    record: Enforcement | None,
    figures: Indicators | None,
) -> EnforcingUnit:
    needed = officers_needed(policies, offices)
    per_10k = bound(policies, "enforcement.city_officers_per_10k")
    people = figures.urban_population if figures is not None else None
    city = None
    if per_10k is not None and people is not None:
        city = city_officers_needed(people, per_10k.figure), per_10k.value
    return EnforcingUnit(
        unit.name,
        record,
        (needed.figure, needed.value) if needed is not None else None,
        city,
        city_due=per_10k is not None,
    )


def _draw_platforms(wish: Wish) -> Drawn:
    need_no_plan(wish, "四个平台情况表")
    county = institutions.register(wish.book, wish.on)
    rows = [(page.name, platform) for page in county.units for platform in page.platforms]
    return platforms_form(county.county, rows, wish.on, check_code=code_now(wish)), None


def _draw_rights(wish: Wish) -> Drawn:
    need_no_plan(wish, "赋权清单及行使情况表")
    book = wish.book
    county = institutions.register(book, wish.on)
    units = [UnitRights(page.name, page.grants, page.uses) for page in county.units]
    return rights_form(county.county, units, wish.on, check_code=code_now(wish)), None


def _draw_modules(wish: Wish) -> Drawn:
    need_no_plan(wish, "职能模块一览表")
    county = institutions.register(wish.book, wish.on)
    lines = [line for page in county.units if page.register.rows for line in _modules(page)]
    return modules_form(county.county, lines, wish.on, check_code=code_now(wish)), None


def _modules(page: UnitPage) -> Iterator[ModuleLine]:
    for module in page.modules:
        leader = module.leader
        yield ModuleLine(
            page.name,
            module.module.label,
            leader.person if leader else "",
            tuple(
                (row.institution.name, row.institution.number in module.inferred)
                for row in module.rows
            ),
            module.authorized,
            module.actual,
            leader.open_posts if leader else None,
        )
    if page.apart:
        held = [row.institution for row in page.apart]
        posts, people = ([n for n in numbers if n is not None] for numbers in
                         ([o.authorized for o in held], [o.actual for o in held]))  # fmt: skip
        yield ModuleLine(
            page.name,
            "未归入模块",
            "",
            tuple((one.name, False) for one in held),
            sum(posts) if posts else None,
            sum(people) if people else None,
            None,
            apart=True,
        )


BESIDE = (
    Drawing(Table("agencies", "派驻机构一览表", "institutions"), _draw_agencies),
    Drawing(
        Table("enforcement", "综合行政执法情况表", "institutions"),
        _draw_enforcement,
        chart=Chart("各乡镇（街道）执法人员", "执法人员/实有", "执法人员/应配"),
    ),
    Drawing(Table("platforms", "四个平台情况表", "institutions"), _draw_platforms),
    Drawing(Table("modules", "职能模块一览表", "institutions"), _draw_modules),
    Drawing(Table("rights", "赋权清单及行使情况表", "institutions"), _draw_rights),
)
