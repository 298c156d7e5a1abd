"""Tables of the rooms ``institutions`` and ``compliance``: the register, its history, the check.

They are drawn for the day of printing from the book as it stands, so their 校验码 is its head's.
"""

from townoffice.desk import institutions
from townoffice.desk.county import find_unit
from townoffice.desk.institution_views import UnitPage
from townoffice.desk.tables.wish import Drawing, Drawn, Table, Wish, code_now, need_no_plan
from townoffice.institutions import COUNTED
from townoffice.prints.forms import (
    check_form,
    institutions_form,
    institutions_list_form,
    lineage_form,
)
from townoffice.prints.forms.institutions import ListedRow, UnitInstitutions
from townoffice.prints.forms.register import CheckedUnit, HistoryLine
from townoffice.records import Category, CitedValue


def _draw_list(wish: Wish) -> Drawn:
    """Draw the list of the unit wished for, or of the whole county."""
    need_no_plan(wish, "机构设置一览表")
    county = institutions.register(wish.book, wish.on)
    if wish.unit is not None:
        code = find_unit([page.register.township for page in county.units], wish.unit).code
        page = next(page for page in county.units if page.code == code)
        form = institutions_form(county.county, _listed(page), wish.on, check_code=code_now(wish))
        return form, None
    units = [_listed(page) for page in county.units if page.register.rows]
    form = institutions_list_form(county.county, units, wish.on, check_code=code_now(wish))
    return form, None


def _draw_own(wish: Wish) -> Drawn:
    return _draw_list(wish)


def _draw_lineage(wish: Wish) -> Drawn:
    need_no_plan(wish, "机构编制沿革表")
    unit = find_unit(wish.book.townships(), wish.unit or "")
    events = institutions.unit_lineage_of(wish.book, unit.code)
    lines = [
        HistoryLine(event.on, event.act, event.name, event.doc_no, event.detail)
        for event in events
        if event.on is None or event.on <= wish.on
    ]
    county = wish.book.county
    return lineage_form(county, unit.name, lines, wish.on, check_code=code_now(wish)), None


def _draw_check(wish: Wish) -> Drawn:
    need_no_plan(wish, "机构编制核查情况表")
    county = institutions.register(wish.book, wish.on)
    units = [_checked(page) for page in county.units]
    return check_form(county.county, units, wish.on, check_code=code_now(wish)), None


def _listed(page: UnitPage) -> UnitInstitutions:
    rows = tuple(
        ListedRow(row.institution, tuple(plate.name for plate in row.plates))
        for row in page.register.rows
    )
    said = {value.name.rpartition(".")[2]: value for value in page.approved}
    return UnitInstitutions(page.register.township, rows, posts_of(page), _leadership(page), said)


def posts_of(page: UnitPage) -> dict[Category, int]:
    """Give a unit's own posts by category; where none are reported, those its document states."""
    held: dict[Category, int] = {
        c: n for c, n in page.authorized.items() if c is not Category.LEADERSHIP
    }
    return held or _stated({value.name.rpartition(".")[2]: value for value in page.approved})


def _stated(said: dict[str, CitedValue]) -> dict[Category, int]:
    """Take the posts a document approved for a unit of which none are reported."""
    keys = {Category.ADMIN: "admin_posts", Category.INSTITUTION: "institution_posts"}
    return {category: int(str(said[key].value)) for category, key in keys.items() if key in said}


def _leadership(page: UnitPage) -> str:
    standing = page.standing
    if standing is None or standing.leadership_posts is None:
        return "按有关规定执行（未核定数目）"
    actual = standing.leadership_actual
    held = "实配未报" if actual is None else f"实配{actual}名"
    words = f"{page.class_words}，" if page.class_words else ""
    return f"{words}核定{standing.leadership_posts}名，{held}"


def _most(page: UnitPage) -> int | None:
    """Give how many institutions a unit may have: its total, else the sum of its kinds."""
    if page.limits.total is not None:
        return page.limits.total.figure
    bounds = [page.limits.of(kind).most for kind in COUNTED]
    if any(bound is None for bound in bounds):
        return None
    return sum(bound.figure for bound in bounds if bound is not None)


def _checked(page: UnitPage) -> CheckedUnit:
    standing = page.standing
    leaders = (
        (None, None)
        if standing is None
        else (standing.leadership_posts, standing.leadership_actual)
    )
    documents = {row.institution.doc_no for row in page.register.rows}
    return CheckedUnit(
        page.name,
        page.register.count,
        _most(page),
        len(page.register.plates),
        dict(page.authorized),
        dict(page.actual),
        leaders,
        len(documents - {None}),
        page.findings,
    )


INSTITUTIONS = (
    Drawing(Table("institution-list", "机构设置一览表（全县）", "institutions"), _draw_list),
    Drawing(Table("institutions", "机构设置一览表", "institutions", of_unit=True), _draw_own),
    Drawing(Table("lineage", "机构编制沿革表", "institutions", of_unit=True), _draw_lineage),
    Drawing(Table("check", "机构编制核查情况表", "compliance"), _draw_check),
)
