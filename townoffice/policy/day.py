"""What is in force on one day, unit by unit, read once: for rules that ask it of a whole county."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from townoffice.feedback import PolicyMissing
from townoffice.policy.force import Policies
from townoffice.policy.institution_entries import INSTITUTION_ENTRIES
from townoffice.records import CitedValue, KindGroup, ModuleFunctions, Template, Township

_NAMES = (*INSTITUTION_ENTRIES, *(f"leadership.class_{n}" for n in (1, 2, 3)))
"""What is asked of a unit: its institutions, what stands beside them, and its 领导职数."""


@dataclass(frozen=True, slots=True)
class UnitPolicies:
    """What the documents in force say of one unit's institutions and of what stands beside them.

    ``values`` by name, only those that are said; ``template`` of the pack in force (None: it has
    none, or none is in force), ``modules`` what each module gathers.
    """

    values: Mapping[str, CitedValue]
    template: Template | None = None
    modules: tuple[ModuleFunctions, ...] = ()

    def value(self, name: str) -> CitedValue | None:
        """Give a value; None where no policy in force says it, or its document lost it."""
        return self.values.get(name)

    def says(self, name: str, word: str) -> CitedValue | None:
        """Give a value that is this word; None where it is another or nothing is said."""
        found = self.values.get(name)
        return found if found is not None and found.value == word else None


class DayPolicies:
    """The institution policies of a county on a day; units with the same adoptions share them."""

    def __init__(self, policies: Policies, on: date) -> None:
        """Take the policies; nothing is looked up before a unit is asked for."""
        self.on = on
        self._policies = policies
        self._apart = {a.unit_code for a in policies.adoptions if a.unit_code is not None}
        self._known: dict[tuple[KindGroup, str | None], UnitPolicies] = {}

    def of(self, unit: Township) -> UnitPolicies:
        """Give what is in force for a unit; :class:`PolicyConflict` where two packs say it."""
        key = unit.kind.group, unit.code if unit.code in self._apart else None
        if (found := self._known.get(key)) is None:
            found = self._known[key] = self._gather(*key)
        return found

    def _gather(self, group: KindGroup, code: str | None) -> UnitPolicies:
        values = {}
        for name in _NAMES:
            if (value := self._policies.said(name, self.on, group, code)) is not None:
                values[name] = value
        template = self._policies.template(self.on, group, code)
        return UnitPolicies(values, template, self._modules(group, code))

    def _modules(self, group: KindGroup, code: str | None) -> tuple[ModuleFunctions, ...]:
        try:
            packs = self._policies.in_force("modules", self.on, group, code)
        except PolicyMissing:
            return ()
        return next((pack.modules for pack in packs if pack.modules), ())
