"""机构调整前后对照表: what the newest documents up to the day made of a unit's institutions."""

from townoffice.desk.county import find_unit
from townoffice.desk.tables.wish import Drawing, Drawn, Table, Wish, code_now, need_no_plan
from townoffice.feedback import NotFound
from townoffice.institutions import newest_change, regroupings
from townoffice.prints.forms import reorganization_form
from townoffice.prints.forms.reorganization import Block, Side
from townoffice.records import Institution


def _draw(wish: Wish) -> Drawn:
    need_no_plan(wish, "机构调整前后对照表")
    book = wish.book
    townships = book.townships()
    unit = find_unit([one for one in townships if one.exists(wish.on)], wish.unit or "")
    ids = {one.id for one in townships if one.code == unit.code and one.id is not None}
    every = book.all_of(Institution, order=("number", "valid_from"))
    day = newest_change(ids, every, wish.on)
    if day is None:
        raise NotFound(f"{unit.name}的机构没有登记过调整", hint="请先在“机构设置”里按文号办理调整")
    blocks = [
        Block(_sides(group.old), _sides(group.new), group.act, group.doc_no)
        for group in regroupings(ids, every, day)
    ]
    form = reorganization_form(book.county, unit.name, blocks, day, check_code=code_now(wish))
    return form, None


def _sides(held: tuple[Institution, ...]) -> tuple[Side, ...]:
    return tuple(Side(one.name, one.kind, one.authorized) for one in held)


REORGANIZATION = (
    Drawing(
        Table("reorganization", "机构调整前后对照表", "institutions", of_unit=True),
        _draw,
    ),
)
