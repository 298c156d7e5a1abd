"""Every rule over a county against reading the same records from the book.

Each unit has 12 institutions, three plates and posts in two categories; one in seven breaks a
limit. What is timed beside reading is the pure part: registers, histories and all rules.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.nation import townships
from tests.bench.turns import in_turns
from townoffice.book import Book
from townoffice.compliance import CountyDossier, UnitDossier, findings
from townoffice.desk.policies import starting_adoptions
from townoffice.institutions import LineageProblem, lineage_problems, registers
from townoffice.policy import Policies, shipped_packs
from townoffice.records import (
    Category,
    County,
    Finding,
    Institution,
    InstitutionKind,
    Nameplate,
    Township,
)

SIZES = (200, 2_000)
TURNS = 3
ON = date(2024, 12, 31)
SINCE = date(2019, 7, 1)
COUNTY = County("样本县", "999902")
OFFICES, CENTRES = 7, 4
"""Of 12 institutions; the one left is the enforcement body."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What is read from the book for the check of institutions."""

    townships: tuple[Township, ...]
    institutions: tuple[Institution, ...]
    nameplates: tuple[Nameplate, ...]


def write_book(path: Path, units: int) -> None:
    """Write a county of so many units with their institutions."""
    with Book.create(path, COUNTY) as book:
        with book.change("导入") as writer:
            writer.add_all([replace(unit, id=None) for unit in townships(units)])
        numbers = count(1)
        with book.change("登记机构") as writer:
            for unit in book.townships():
                made = [_institution(unit.id or 0, n, next(numbers)) for n in range(12)]
                writer.add_all(made)
                writer.add_all([_plate(one) for one in made[:3]])


def _institution(unit: int, place: int, number: int) -> Institution:
    office = place < OFFICES
    kind = InstitutionKind.PARTY_GOV_OFFICE if office else InstitutionKind.PUBLIC_INSTITUTION
    if place == OFFICES + CENTRES:
        kind = InstitutionKind.ENFORCEMENT_BODY
    people = 6 if unit % 7 == 0 and place == 0 else 5
    return Institution(
        number,
        unit,
        kind,
        f"第{place + 1}{'办公室' if office else '服务中心'}",
        place,
        Category.ADMIN if office else Category.INSTITUTION,
        5,
        people,
        valid_from=SINCE,
        doc_no="示编〔2019〕12号",
    )


def _plate(host: Institution) -> Nameplate:
    return Nameplate(host.township_id, host.number, f"{host.name}牌子", "示编〔2019〕13号", SINCE)


def read(book: Book) -> Setup:
    """Read the records the check of institutions needs."""
    return Setup(book.townships(), book.all_of(Institution), book.all_of(Nameplate))


def check(setup: Setup, policies: Policies) -> tuple[Finding, ...]:
    """Make registers and histories, and hold every unit against every rule."""
    problems: dict[int | None, list[LineageProblem]] = {}
    for told in lineage_problems(setup.institutions, setup.nameplates, setup.townships):
        problems.setdefault(told.township_id, []).append(told)
    found = registers(setup.townships, setup.institutions, setup.nameplates, ON)
    units = tuple(
        UnitDossier(register, problems=tuple(problems.get(register.township.id, ())))
        for register in found
    )
    return findings(CountyDossier(COUNTY, ON, units), policies)


def report(sizes: Sequence[int] = SIZES, turns: int = TURNS) -> Iterator[str]:
    """Give the lines of the table, one per size of county."""
    policies = Policies(shipped_packs(), starting_adoptions())
    yield "合规 compliance: every rule, 12 institutions per unit ÷ reading them from the book"
    yield f"{'units':>8} {'ratio':>7} {'rules ms':>9} {'read ms':>9} {'findings':>9}"
    for units in sizes:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "county.db"
            write_book(path, units)
            with Book.open(path) as book:
                setup = read(book)
                ratio = in_turns(partial(check, setup, policies), partial(read, book), turns)
        number = len(check(setup, policies))
        yield (
            f"{units:>8} {ratio.times:>7.2f} {ratio.a * 1e3:>9.1f} {ratio.b * 1e3:>9.1f}"
            f" {number:>9}"
        )
