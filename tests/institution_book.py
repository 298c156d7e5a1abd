"""A county with the institutions of design picture 4 (白河镇) and an empty neighbour, as a book."""

from datetime import date
from pathlib import Path

from tests.eight_book import eight_book
from townoffice.desk import institutions
from townoffice.desk.books import Book
from townoffice.records import Category, Institution, InstitutionKind, Nameplate

BAIHE = "999901101"
YUNLING = "999901102"
_DOC = "示编〔2019〕12号"
_SINCE = date(2019, 6, 1)
_OFFICE, _FORCE, _CENTRE = (
    InstitutionKind.PARTY_GOV_OFFICE,
    InstitutionKind.ENFORCEMENT_BODY,
    InstitutionKind.PUBLIC_INSTITUTION,
)
ROWS = (
    (_OFFICE, "党政办公室", 5, 5, ()),
    (_OFFICE, "经济发展办公室", 4, 4, ("农业农村办公室",)),
    (_OFFICE, "社会事务办公室", 3, 3, ("卫生健康办公室",)),
    (_OFFICE, "自然资源和生态环境办公室", 3, 2, ()),
    (_OFFICE, "社会治安和应急管理办公室", 4, 4, ()),
    (_FORCE, "综合行政执法大队", 9, 10, ()),
    (_CENTRE, "社会事务综合服务中心", 9, 9, ("文化综合服务站",)),
    (_CENTRE, "农业综合服务中心", 9, 8, ()),
    (_CENTRE, "政务（便民）服务中心", 6, 6, ()),
)


def unit_id(book: Book, code: str) -> int:
    """Give a unit's id by its code."""
    found = next(t.id for t in book.townships() if t.code == code)
    assert found is not None
    return found


def number(book: Book, name: str) -> int:
    """Give the number of an institution by its newest name."""
    held = [state for state in institutions.known(book).institutions if state.name == name]
    return held[-1].number


def institution_book(path: Path) -> Book:
    """Make the book and give it open; the plate 退役军人服务站 hangs without a document."""
    book = eight_book(path)
    unit = unit_id(book, BAIHE)
    with book.change("登记机构") as writer:
        for place, (kind, name, posts, people, plates) in enumerate(ROWS, 1):
            category = Category.ADMIN if kind is _OFFICE else Category.INSTITUTION
            writer.add(
                Institution(
                    *(place, unit, kind, name, place, category, posts, people),
                    valid_from=_SINCE,
                    doc_no=_DOC,
                )
            )
            writer.add_all([Nameplate(unit, place, p, _DOC, _SINCE) for p in plates])
        writer.add(Nameplate(unit, 7, "退役军人服务站"))
    return book
