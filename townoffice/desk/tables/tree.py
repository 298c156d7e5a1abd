"""机构图 of one unit: its posts, its leaders, and its institutions by kind."""

from collections.abc import Iterator

from townoffice.desk import institutions
from townoffice.desk.county import find_unit
from townoffice.desk.institution_views import RegisterRow, UnitPage
from townoffice.desk.tables.institutions import posts_of
from townoffice.desk.tables.wish import Drawing, Drawn, Table, Wish, code_now, need_no_plan
from townoffice.feedback import NotFound
from townoffice.institutions import COUNTED
from townoffice.prints.forms import tree_form
from townoffice.records import Box, Category


def _draw(wish: Wish) -> Drawn:
    need_no_plan(wish, "机构图")
    county = institutions.register(wish.book, wish.on)
    unit = find_unit([page.register.township for page in county.units], wish.unit or "")
    page = county.unit(unit.code)
    assert page is not None  # the unit was found among them
    if not page.register.rows:
        raise NotFound(f"{page.name}还没有登记机构", hint="请先在“机构设置”里登记")
    return tree_form(county.county, _unit(page), wish.on, check_code=code_now(wish)), None


def _unit(page: UnitPage) -> Box:
    """Give the tree; the unit's own posts, or those of its institutions where none are on file.

    People are summed only where every category with posts has them reported.
    """
    posts = {category: n for category, n in posts_of(page).items() if n}
    people = [page.actual.get(category) for category in posts]
    known = [n for n in people if n is not None]
    actual = sum(known) if len(known) == len(posts) else None
    return Box(
        "unit",
        page.name,
        sum(posts.values()) if posts else page.register.authorized,
        actual if posts else page.register.actual,
        lines=tuple(
            f"{category.label} {_counts(n, page.actual.get(category))}"
            for category, n in posts.items()
        ),
        below=tuple(_groups(page)),
    )


def _counts(posts: int, people: int | None) -> str:
    return f"核{posts}" if people is None else f"核{posts} 实{people}"


def _groups(page: UnitPage) -> Iterator[Box]:
    standing = page.standing
    posts = standing.leadership_posts if standing else page.authorized.get(Category.LEADERSHIP)
    held = standing.leadership_actual if standing else page.actual.get(Category.LEADERSHIP)
    if posts is not None or held is not None:
        words = page.class_words
        yield Box("leaders", "领导职数", posts, held, note=words)
    for group in page.register.groups:
        limit = page.limit_words(group.kind) if group.kind in COUNTED else ""
        if group.rows:
            note = f"{group.count}个，{limit}" if limit else f"{group.count}个"
            below = tuple(map(_institution, group.rows))
            yield Box(
                group.kind.value,
                group.kind.label,
                group.authorized,
                group.actual,
                note=note,
                below=below,
            )


def _institution(row: RegisterRow) -> Box:
    held = row.institution
    plates = "、".join(plate.name for plate in row.plates)
    return Box(
        str(held.number),
        held.name,
        held.authorized,
        held.actual,
        note=f"牌子：{plates}" if plates else "",
    )


TREE = (Drawing(Table("tree", "机构图", "institutions", of_unit=True), _draw),)
