"""The view 合计: 行政 and 事业编制 by their plans side by side, and the cap of 事业 to 行政."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from townoffice.desk.together import Both, Together
from townoffice.records import shown
from ui.pages.staffing_words import signed
from ui.tables import Align, Cell, Column, RecordTable
from ui.theme import Tone

__all__ = ["TogetherView", "both_headline"]


class TogetherView(RecordTable[Both]):
    """The table of both categories together."""

    def __init__(self) -> None:
        self.found: Together | None = None
        super().__init__(
            _COLUMNS,
            key=lambda both: both.admin.code,
            name="staffing-together",
            total=self._total,
        )
        self.setAccessibleName("行政和事业编制合计")

    def show_together(self, found: Together) -> None:
        """Show both plans."""
        self.found = found
        self.show_rows(found.units)

    def _total(self, rows: Sequence[Both]) -> Sequence[Cell]:
        found = self.found
        whole = found is not None and len(rows) == len(found.units)
        return [
            _capped(column.key, found)
            if found is not None and whole and column.key in {"allowed", "beyond"}
            else _total(column.key, rows)
            for column in _COLUMNS
        ]


def _number(value: int | None, *, bold: bool = False) -> Cell:
    return Cell("—", tone=Tone.FAINT) if value is None else Cell(f"{value:,}", value, bold=bold)


def _difference(value: int | None, *, bold: bool = False) -> Cell:
    if value is None:
        return Cell("—", tone=Tone.FAINT)
    return Cell(signed(value), value, Tone.NORMAL if value else Tone.FAINT, bold)


def _change(both: Both) -> int | None:
    return None if both.current is None else both.posts - both.current


_COUNTS: dict[str, Callable[[Both], int | None]] = {
    "admin_current": lambda both: both.admin.current,
    "admin_posts": lambda both: both.admin.posts,
    "admin_change": lambda both: both.admin.change,
    "institution_current": lambda both: both.institution.current,
    "institution_posts": lambda both: both.institution.posts,
    "institution_change": lambda both: both.institution.change,
    "current": lambda both: both.current,
    "posts": lambda both: both.posts,
    "change": _change,
    "allowed": lambda both: both.allowed,
    "beyond": lambda both: None if both.allowed is None else both.beyond,
}


def _counted(key: str, title: str, group: str = "", *, rule: bool = False) -> Column[Both]:
    pick, bold = _COUNTS[key], key.endswith("posts")

    def cell(both: Both) -> Cell:
        value = pick(both)
        if key == "beyond" and value:
            return Cell(f"超 {value}", value, Tone.RED, warning=True)
        return _difference(value) if key.endswith("change") else _number(value, bold=bold)

    return Column(key, title, cell, group=group, align=Align.RIGHT, width=72, rule=rule)


def _ratio(both: Both) -> Cell:
    if both.ratio is None:
        return Cell("—", tone=Tone.FAINT)
    return Cell(f"1:{shown(both.ratio, 2)}", both.ratio, Tone.RED if both.beyond else Tone.NORMAL)


def _columns() -> tuple[Column[Both], ...]:
    made: list[Column[Both]] = [
        Column("name", "单位", lambda b: Cell(b.admin.name), width=100, frozen=True, rule=True)
    ]
    for prefix, group in (
        ("admin_", "行政编制（名）"),
        ("institution_", "事业编制（名）"),
        ("", "合计（名）"),
    ):
        made += [
            _counted(f"{prefix}current", "现有", group),
            _counted(f"{prefix}posts", "核定", group),
            _counted(f"{prefix}change", "比现有", group, rule=True),
        ]
    made.append(Column("ratio", "行政:事业", _ratio, align=Align.RIGHT, width=84))
    made.append(_counted("allowed", "事业上限"))
    made.append(_counted("beyond", "超上限"))
    return tuple(made)


_COLUMNS = _columns()


def _capped(key: str, found: Together) -> Cell:
    """Give what the cap allows the county: rounded down once, so it is no sum of the units'."""
    if found.allowed is None:
        return _number(None)
    return _number(found.allowed if key == "allowed" else found.beyond, bold=True)


def _total(key: str, rows: Sequence[Both]) -> Cell:
    if key == "name":
        return Cell("合计", bold=True)
    if key == "ratio":
        admin = sum(both.admin.posts for both in rows)
        held = sum(both.institution.posts for both in rows)
        return Cell(f"1:{shown(Fraction(held, admin), 2)}" if admin else "—", bold=True)
    counts = [count for both in rows if (count := _COUNTS[key](both)) is not None]
    total = sum(counts) if counts else None
    return _difference(total, bold=True) if key.endswith("change") else _number(total, bold=True)


def both_headline(found: Together) -> tuple[str, str]:
    """Say what both plans come to, and how 事业 stands to its cap."""
    whole = found.admin + found.institution
    kept = f" + 县留周转 {found.reserve} 名" if found.reserve else ""
    ratio = "" if found.ratio is None else f"；行政:事业 = 1:{shown(found.ratio, 2)}"
    head = f"行政核定 {found.admin} 名 + 事业核定 {found.institution} 名 = {whole} 名{kept}{ratio}"
    return head, cap_words(found)


def cap_words(found: Together) -> str:
    """Say what the cap allows, unit by unit and for the county."""
    if found.allowed is None:
        return "事业与行政编制之比的上限，本县没有采用"
    over = [both for both in found.units if both.beyond]
    county = f"超 {found.beyond} 名" if found.beyond else "全县未超"
    said = f"事业编制上限 {found.allowed} 名（行政 {found.admin} 名按比例，舍去小数），{county}"
    names = "、".join(f"{both.admin.name} {both.beyond}" for both in over[:4])
    more = f" 等 {len(over)} 个" if len(over) > 4 else ""
    return f"{said}；{len(over)} 个单位超上限（{names}{more}）" if over else said
