"""Which policy value is in force: for a topic, a group of units or one unit, on a day."""

from collections.abc import Iterable, Mapping
from datetime import date

from townoffice.feedback import NotFound, PolicyConflict, PolicyMissing
from townoffice.policy.pack import Pack
from townoffice.policy.vocabulary import Method, entry
from townoffice.records import Adoption, CitedValue, IndicatorTemplate, KindGroup, State, Template


class Policies:
    """The packs known here and what the county adopted of them."""

    def __init__(self, packs: Iterable[Pack], adoptions: Iterable[Adoption]) -> None:
        """Take packs (shipped and own; ids must differ) and adoptions as the book has them."""
        self._packs: dict[str, Pack] = {}
        for pack in packs:
            if pack.id in self._packs:
                raise PolicyConflict(
                    f"有两个政策包都叫“{pack.id}”", hint="请给本县的政策包换一个 id"
                )
            self._packs[pack.id] = pack
        self._adoptions = tuple(adoptions)

    @property
    def packs(self) -> tuple[Pack, ...]:
        """All packs, by id."""
        return tuple(self._packs[key] for key in sorted(self._packs))

    @property
    def adoptions(self) -> tuple[Adoption, ...]:
        """The adoptions as given."""
        return self._adoptions

    @property
    def methods(self) -> Mapping[str, Method]:
        """The staffing methods there are, shipped and the county's own, by id."""
        return {pack.method.id: pack.method for pack in self.packs if pack.method is not None}

    @property
    def assessments(self) -> tuple[IndicatorTemplate, ...]:
        """The indicator templates there are, shipped and the county's own, by id and year."""
        found = [template for pack in self.packs for template in pack.assessments]
        return tuple(sorted(found, key=lambda one: (one.id, one.year)))

    def pack(self, pack_id: str) -> Pack:
        """Give one pack; :class:`NotFound` names those there are."""
        pack = self._packs.get(pack_id)
        if pack is None:
            raise NotFound(
                f"没有名为“{pack_id}”的政策包", hint=f"现有：{'、'.join(sorted(self._packs))}"
            )
        return pack

    def in_force(
        self, topic: str, on: date, group: KindGroup, unit_code: str | None = None
    ) -> tuple[Pack, ...]:
        """Give the packs adopted for a topic: the county's amendments first, the base pack last.

        An adoption that names the unit stands before those for its whole group. None in force is
        :class:`PolicyMissing`; two base packs, or two amendments with one value, are a conflict.
        """
        adopted = [a for a in self._adoptions if a.topic == topic and a.group is group]
        adopted = [a for a in adopted if _holds(a, on)]
        for_unit = [a for a in adopted if a.unit_code is not None and a.unit_code == unit_code]
        for_group = [a for a in adopted if a.unit_code is None]
        base = [a for a in for_unit if self.pack(a.pack_id).overrides is None] or [
            a for a in for_group if self.pack(a.pack_id).overrides is None
        ]
        where = f"{group}，{on:%Y-%m-%d}"
        if not base:
            raise PolicyMissing(
                f"没有采用“{topic}”的政策",
                where=where,
                hint="请先采用一个政策包",
            )
        if len(base) > 1:
            names = "、".join(a.pack_id for a in base)
            raise PolicyConflict(
                f"“{topic}”同时采用了 {names}", where=where, hint="请让其中一个先行终止"
            )
        main = self.pack(base[0].pack_id)
        amending = [self.pack(a.pack_id) for a in (*for_unit, *for_group)]
        return (*(p for p in amending if p.overrides == main.id), main)

    def look(
        self, name: str, on: date, group: KindGroup, unit_code: str | None = None
    ) -> CitedValue:
        """Give the value in force, even one the document lost (state ``missing``)."""
        *amendments, main = self.in_force(entry(name).topic, on, group, unit_code)
        found = [v for p in amendments if (v := p.find(name, on)) is not None]
        if len(found) > 1:
            names = "、".join(v.pack_id for v in found)
            raise PolicyConflict(
                f"“{found[0].label}”在 {names} 中各有规定",
                where=f"{group}，{on:%Y-%m-%d}",
                hint="请让其中一个先行终止",
            )
        value = found[0] if found else main.find(name, on)
        if value is None:
            raise PolicyMissing(
                f"政策包“{main.id}”没有规定“{name}”",
                where=f"{group}，{on:%Y-%m-%d}",
                hint="请采用一个写明该项的政策包",
            )
        return value

    def said(
        self, name: str, on: date, group: KindGroup, unit_code: str | None = None
    ) -> CitedValue | None:
        """Give the value in force; None where no policy says it or its document lost it."""
        try:
            return self.value(name, on, group, unit_code)
        except PolicyMissing:
            return None

    def template(self, on: date, group: KindGroup, unit_code: str | None = None) -> Template | None:
        """Give how the documents in force set up a unit: the county's amendment first."""
        try:
            packs = self.in_force("institutions", on, group, unit_code)
        except PolicyMissing:
            return None
        return next((pack.template for pack in packs if pack.template is not None), None)

    def value(
        self, name: str, on: date, group: KindGroup, unit_code: str | None = None
    ) -> CitedValue:
        """Give the value in force; one the document lost is :class:`PolicyMissing`."""
        value = self.look(name, on, group, unit_code)
        if value.state is State.MISSING:
            raise PolicyMissing(f"“{value.label}”原文缺失", hint=value.note)
        return value


def _holds(adoption: Adoption, on: date) -> bool:
    return (adoption.valid_from is None or adoption.valid_from <= on) and (
        adoption.valid_to is None or on <= adoption.valid_to
    )
