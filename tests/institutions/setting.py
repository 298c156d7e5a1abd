"""Fictional units and their institutions, for tests of the room and of the rules."""

from collections.abc import Sequence
from datetime import date
from itertools import count

from townoffice.institutions import UnitRegister, registers
from townoffice.policy import DayPolicies, Policies, UnitPolicies, shipped_packs
from townoffice.records import (
    Adoption,
    Category,
    HeadHeldBy,
    Institution,
    InstitutionKind,
    Kind,
    KindGroup,
    Module,
    Nameplate,
    Township,
)

ON = date(2024, 12, 31)
SINCE = date(2019, 7, 1)
TOWN = Township("999901100", "白河镇", Kind.TOWN, id=1)
STREET = Township("999901001", "南湖街道", Kind.SUBDISTRICT, id=2)
OFFICE, CENTRE = InstitutionKind.PARTY_GOV_OFFICE, InstitutionKind.PUBLIC_INSTITUTION
BODY, EXEMPT = InstitutionKind.ENFORCEMENT_BODY, InstitutionKind.EXEMPT
_FOR_ALL = ("s0-leadership", "s2-agencies", "s0-platforms", "s2-modules", "s0-discipline")
_FOR_TOWNS = ("s0-institutions", "s2-enforcement", "s0-rights")
_FOR_STREETS = ("s3-institutions", "s3-enforcement", "s3-rights")
_number = count(1)


def policies(*more: Adoption) -> Policies:
    """Give the institution policies a new book starts with, and further adoptions."""
    packs = {pack.id: pack for pack in shipped_packs()}
    groups = [(pack, group) for pack in _FOR_ALL for group in KindGroup]
    groups += [(pack, KindGroup.TOWNS) for pack in _FOR_TOWNS]
    groups += [(pack, KindGroup.SUBDISTRICTS) for pack in _FOR_STREETS]
    adopted = [Adoption(pack, packs[pack].topic, group) for pack, group in groups]
    return Policies(shipped_packs(), (*adopted, *more))


def in_force(unit: Township = TOWN, *more: Adoption) -> UnitPolicies:
    """Give what is in force for a unit on the day."""
    return DayPolicies(policies(*more), ON).of(unit)


def adopted(pack: str, unit: Township = TOWN, topic: str = "institutions") -> Adoption:
    """Adopt a pack for one unit."""
    return Adoption(pack, topic, unit.kind.group, unit_code=unit.code)


def institution(
    name: str,
    kind: InstitutionKind = OFFICE,
    authorized: int | None = None,
    actual: int | None = None,
    *,
    number: int | None = None,
    unit: Township = TOWN,
    category: Category | None = None,
    module: Module | None = None,
    head_held_by: HeadHeldBy | None = None,
    head: str | None = None,
    deputies: int | None = None,
    valid_from: date | None = SINCE,
) -> Institution:
    """Make an institution; 行政编制 for offices, 事业编制 for centres."""
    usual = Category.INSTITUTION if kind is CENTRE else Category.ADMIN
    chosen = number if number is not None else next(_number)
    return Institution(
        chosen,
        unit.id or 0,
        kind,
        name,
        chosen,
        category or usual,
        authorized,
        actual,
        None,
        head,
        head_held_by,
        deputies,
        None,
        module,
        valid_from=valid_from,
        doc_no="示编〔2019〕12号",
    )


def plate(
    name: str,
    host: Institution | None,
    doc_no: str | None = "示编〔2019〕13号",
    *,
    unit: Township = TOWN,
    plate_id: int | None = None,
) -> Nameplate:
    """Make a plate on a door; None: the list named no host."""
    number = host.number if host is not None else None
    return Nameplate(unit.id or 0, number, name, doc_no, SINCE, id=plate_id)


def register(
    institutions: Sequence[Institution],
    plates: Sequence[Nameplate] = (),
    unit: Township = TOWN,
    on: date = ON,
) -> UnitRegister:
    """Give the register of one unit."""
    (found,) = registers([unit], institutions, plates, on)
    return found


def offices(number: int, unit: Township = TOWN) -> list[Institution]:
    """Make so many offices."""
    return [institution(f"第{n}办公室", unit=unit) for n in range(1, number + 1)]


def centres(number: int, unit: Township = TOWN) -> list[Institution]:
    """Make so many centres."""
    return [institution(f"第{n}服务中心", CENTRE, unit=unit) for n in range(1, number + 1)]
