"""The parts of a pack that are no single values: a template's institutions, modules' functions."""

from collections.abc import Mapping

from townoffice.policy.reading import Reading, Toml
from townoffice.records import (
    Category,
    HeadHeldBy,
    InstitutionKind,
    Module,
    ModuleFunctions,
    Source,
    Template,
    TemplateRow,
)

INSTITUTIONS, MODULES = "[[institutions]]", "[[modules]]"
_TEMPLATE_KEYS = {"label", "register", "cite"}
_ROW_KEYS = {
    *("name", "kind", "category", "nameplates", "known_as", "optional", "module"),
    *("head_held_by", "level"),
}
_MODULE_KEYS = {"module", "functions", "words"}
_USUAL = {InstitutionKind.PUBLIC_INSTITUTION: Category.INSTITUTION}


def read_template(
    reading: Reading, data: Mapping[str, Toml], pack_id: str, sources: Mapping[str, Source]
) -> Template:
    """Read ``[template]`` and its ``[[institutions]]``; :class:`BadPack` names the mistake."""
    head = data.get("template")
    if not isinstance(head, dict):
        raise reading.refuse("写了 [[institutions]]，须有 [template] 写明 label、register、cite")
    reading.only(head, _TEMPLATE_KEYS, None)
    rows: list[TemplateRow] = []
    for table, line in reading.tables(data.get("institutions", []), INSTITUTIONS):
        row = _row(reading, table, line)
        taken = {name for one in rows for name in _names(one)}
        if doubled := sorted(_names(row) & taken):
            raise reading.refuse(f"机构或牌子“{doubled[0]}”写了两次", line)
        rows.append(row)
    label = reading.word(head, "label", None)
    cites = reading.cites(head.get("cite", []), sources, label, None)
    if not cites:
        raise reading.refuse("[template] 须写明出处 cite")
    register = reading.word(head, "register", None)
    return Template(pack_id, label, register, tuple(rows), cites)


def _names(row: TemplateRow) -> set[str]:
    return {row.name, *row.nameplates, *row.known_as}


def _row(reading: Reading, table: dict[str, Toml], line: int | None) -> TemplateRow:
    reading.only(table, _ROW_KEYS, line)
    kind = reading.needed(table, "kind", InstitutionKind, line)
    optional = table.get("optional", False)
    if not isinstance(optional, bool):
        raise reading.refuse("“optional”须是 true 或 false", line)
    row = TemplateRow(
        reading.word(table, "name", line),
        kind,
        reading.one_of(table, "category", Category, line) or _USUAL.get(kind, Category.ADMIN),
        reading.words(table, "nameplates", line),
        reading.words(table, "known_as", line),
        optional,
        reading.one_of(table, "module", Module, line),
        reading.one_of(table, "head_held_by", HeadHeldBy, line),
        reading.word(table, "level", line) if "level" in table else None,
    )
    if len(_names(row)) < 1 + len(row.nameplates) + len(row.known_as):
        raise reading.refuse(f"“{row.name}”的名称、牌子和别称有重复", line)
    return row


def read_modules(reading: Reading, data: Mapping[str, Toml]) -> tuple[ModuleFunctions, ...]:
    """Read ``[[modules]]``: each module once, with the functions it gathers."""
    found: list[ModuleFunctions] = []
    for table, line in reading.tables(data.get("modules", []), MODULES):
        reading.only(table, _MODULE_KEYS, line)
        module = reading.needed(table, "module", Module, line)
        functions = reading.words(table, "functions", line)
        if not functions:
            raise reading.refuse("“functions”须写明归集的职能", line)
        if any(one.module is module for one in found):
            raise reading.refuse(f"模块“{module.value}”写了两次", line)
        found.append(ModuleFunctions(module, functions, reading.words(table, "words", line)))
    return tuple(found)
