"""The county's figures handed out as workbooks: filled they import again as nothing changed.

One form per kind: everything of the townships, their indicators of a year, their posts and staff,
and their institutions (``institution_export``).
An empty one has the same headings and checks, and lines to type into.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from townoffice.book import Book
from townoffice.desk.county_settings import marking
from townoffice.desk.institution_export import KIND as INSTITUTIONS
from townoffice.desk.institution_export import export_institutions
from townoffice.desk.standing import INDICATOR_FIELDS, OWN, POST_FIELDS, Standing, standing
from townoffice.feedback import BadChoice
from townoffice.records import FunctionClass, Kind
from townoffice.sheets.fields import Field, FieldType, field_list
from townoffice.sheets.headings import own_name, read_heading
from townoffice.sheets.notes import notes_of
from townoffice.sheets.write import Check, Heading, write_table

__all__ = ["EXPORTS", "ExportForm", "export"]

_BLANK_LINES = 60


@dataclass(frozen=True, slots=True)
class ExportForm:
    """A form to hand out: its kind, its name in words, and its fields beside 代码 and 名称.

    ``own``: the county's own indicators follow.
    """

    kind: str
    label: str
    fields: tuple[str, ...]
    own: bool

    @property
    def names(self) -> tuple[str, ...]:
        """All fields in the order of the columns."""
        return ("code", "name", *self.fields)


EXPORTS: Mapping[str, ExportForm] = {
    form.kind: form
    for form in (
        ExportForm(
            "townships",
            "基本情况表",
            (
                "kind",
                "function_class",
                "assessment_group",
                *INDICATOR_FIELDS,
                *POST_FIELDS,
                "doc_no",
            ),
            own=True,
        ),
        ExportForm("indicators", "主要指标表", ("kind", *INDICATOR_FIELDS), own=True),
        ExportForm("posts", "编制和实有人员表", ("kind", *POST_FIELDS, "doc_no"), own=False),
    )
}
"""The forms of units that can be handed out, by their kind; beside them the institutions."""


def export(book: Book, kind: str, path: Path, year: int, *, blank: bool = False) -> None:
    """Write the county's units as they stand at the end of a year, or with ``blank`` the bare form.

    :raises BadChoice: a kind or a file type that cannot be written. :raises CannotWrite: see there.
    """
    form = EXPORTS.get(kind)
    if form is None and kind != INSTITUTIONS:
        known = "、".join((*EXPORTS, INSTITUTIONS))
        raise BadChoice(f"还不能导出“{kind}”", hint=f"可以导出 {known}")
    if path.suffix.lower() != ".xlsx":
        raise BadChoice("只能导出为 .xlsx 文件", where=str(path), hint="请把文件名改成 .xlsx 结尾")
    if form is None:
        export_institutions(book, path, year, blank=blank)
        return
    now = standing(book, year)
    own = _own_columns(now) if form.own else {}
    names = (*form.names, *own)
    title = f"{book.county.name}乡镇（街道）{form.label}（{year}年）"
    present = () if blank else now.present
    write_table(
        path,
        title,
        "乡镇（街道）",
        _headings(form, own),
        (tuple(now.value(township, name) for name in names) for township in present),
        marking=marking(book),
        blank_lines=_BLANK_LINES if blank else 0,
        notes=notes_of(year),
    )


def _headings(form: ExportForm, own: Mapping[str, str | None]) -> list[Heading]:
    fields = field_list("townships")
    found = []
    for name in form.names:
        field = fields.field(name)
        unit = f"（{field.unit}）" if field.unit else ""
        found.append(Heading(field.label + unit, not field.numeric, _check(field)))
    for name, unit_text in own.items():
        found.append(_own_heading(name.removeprefix(OWN), unit_text))
    return found


def _own_heading(name: str, unit: str | None) -> Heading:
    """Write name and unit so that they read back; a unit no import knows goes into a remark."""
    if unit is None:
        return Heading(name)
    whole = f"{name}（{unit}）"
    read = read_heading((whole,), field_list("townships"))
    if own_name(read.text, read.unit_text) == name:
        return Heading(whole)
    return Heading(name, remark=f"单位：{unit}")


def _check(field: Field) -> Check | None:
    """Give what may be typed into a column."""
    match field.type:
        case FieldType.KIND:
            return Check(words=tuple(kind.value for kind in Kind))
        case FieldType.FUNCTION_CLASS:
            return Check(words=tuple(found.value for found in FunctionClass))
        case FieldType.COUNT:
            return Check(whole=True)
        case FieldType.AMOUNT:
            return Check(whole=False)
    return None


def _own_columns(now: Standing) -> dict[str, str | None]:
    """Give the own indicators of the year, by name, each with its unit."""
    found: dict[str, str | None] = {}
    for of_unit in now.own.values():
        for indicator in of_unit.values():
            found.setdefault(OWN + indicator.name, indicator.unit)
    return dict(sorted(found.items()))
