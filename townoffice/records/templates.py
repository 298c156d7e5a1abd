"""How a document sets up a unit: its institutions one by one, and what a module gathers."""

from dataclasses import dataclass

from townoffice.records.cited import Cite
from townoffice.records.figures import Category
from townoffice.records.institutions import HeadHeldBy, InstitutionKind, Module


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One institution of a template, in the document's order.

    ``known_as`` are other names by which a unit may have it already. ``optional``: the document
    leaves it to the unit. ``level`` is the rank of its head in the words of lists (副科).
    """

    name: str
    kind: InstitutionKind
    category: Category
    nameplates: tuple[str, ...] = ()
    known_as: tuple[str, ...] = ()
    optional: bool = False
    module: Module | None = None
    head_held_by: HeadHeldBy | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """What a document sets up, and where it says so; ``id`` is that of its pack."""

    id: str
    label: str
    register_id: str
    rows: tuple[TemplateRow, ...]
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class ModuleFunctions:
    """What a module gathers: ``functions`` as the document names them.

    ``words``: an institution whose name holds one of them is taken to belong here (推定).
    """

    module: Module
    functions: tuple[str, ...]
    words: tuple[str, ...]
