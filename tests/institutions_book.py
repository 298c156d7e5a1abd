"""The eight units with the institutions of the design picture: 72, two limits broken in 白河镇."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.county import ON
from tests.eight_book import eight_book
from townoffice.desk.books import Book
from townoffice.records import (
    Category,
    Institution,
    InstitutionKind,
    Kind,
    Measure,
    Nameplate,
    PostFact,
    Township,
)

SINCE = date(2019, 6, 12)
_OFFICE, _BODY, _CENTRE = (
    InstitutionKind.PARTY_GOV_OFFICE,
    InstitutionKind.ENFORCEMENT_BODY,
    InstitutionKind.PUBLIC_INSTITUTION,
)
ROWS = (
    (_OFFICE, "党政办公室", 5, 5, "示编〔2019〕12号", ()),
    (_OFFICE, "经济发展办公室", 4, 4, "示编〔2019〕12号", ("农业农村办公室",)),
    (_OFFICE, "社会事务办公室", 3, 3, "示编〔2019〕12号", ("卫生健康办公室",)),
    (_OFFICE, "自然资源和生态环境办公室", 3, 2, "示编〔2021〕7号", ()),
    (_OFFICE, "社会治安和应急管理办公室", 4, 4, "示编〔2019〕12号", ()),
    (_BODY, "综合行政执法大队", 9, 10, "示编〔2020〕31号", ()),
    (_CENTRE, "社会事务综合服务中心", 9, 9, "示编〔2019〕13号", ("文化综合服务站",)),
    (_CENTRE, "农业综合服务中心", 9, 8, "示编〔2019〕13号", ()),
    (_CENTRE, "政务（便民）服务中心", 6, 6, "示编〔2019〕13号", ()),
)
"""白河镇: kind, name, posts, people, document, plates with documents."""
BAD_PLATE = "退役军人服务站"
HALL = "白河镇"


def institutions_book(path: Path) -> Book:
    """Make the book and give it open."""
    book = eight_book(path)
    units = sorted(book.townships(), key=lambda unit: unit.code)
    with book.change("登记机构") as writer:
        for at, unit in enumerate(units):
            writer.add_all(_institutions(unit, at))
        for at, unit in enumerate(units):
            writer.add_all(_plates(unit, at))
        hall = next(unit for unit in units if unit.name == HALL)
        assert hall.id is not None
        for category, people in ((Category.INSTITUTION, 33), (Category.LEADERSHIP, 11)):
            writer.add(PostFact(hall.id, category, Measure.ACTUAL, people, ON))
    return book


def number_of(book: Book, unit: str, name: str) -> int:
    """Give the number of an institution by its unit and name."""
    ids = {township.id for township in book.townships() if township.name == unit}
    states = [s for s in book.all_of(Institution) if s.township_id in ids and s.name == name]
    return states[-1].number


def _institutions(unit: Township, at: int) -> list[Institution]:
    assert unit.id is not None
    found = []
    for place, (kind, name, posts, people, doc_no, _plates_there) in enumerate(ROWS, 1):
        category = Category.INSTITUTION if kind is _CENTRE or kind is _BODY else Category.ADMIN
        made = Institution(
            number=at * len(ROWS) + place,
            township_id=unit.id,
            kind=kind,
            name=name,
            place=place,
            category=category,
            authorized=posts if unit.name == HALL else None,
            actual=people if unit.name == HALL else None,
            valid_from=SINCE,
            doc_no=doc_no,
        )
        found.append(made)
    return found


def _plates(unit: Township, at: int) -> list[Nameplate]:
    assert unit.id is not None
    found = [
        Nameplate(unit.id, at * len(ROWS) + place, plate, row[4], SINCE)
        for place, row in enumerate(ROWS, 1)
        for plate in row[5]
    ]
    if unit.name != HALL:
        return found[:2] if unit.kind is Kind.TOWN else []
    return [*found, replace(found[-1], name=BAD_PLATE, doc_no=None)]
