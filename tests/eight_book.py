"""The eight units of domain.md §0.3 as a book, with the persons of the design picture (206)."""

from dataclasses import replace
from pathlib import Path

from tests.county import ON, eight
from townoffice.desk.books import Book, new_book
from townoffice.records import Category, Indicators, Measure, PostFact

PERSONS = {
    "青石镇": 32,
    "白河镇": 29,
    "云岭镇": 23,
    "柳溪镇": 28,
    "双桥乡": 17,
    "高坪乡": 19,
    "南湖街道": 31,
    "北岸街道": 27,
}


def eight_book(path: Path) -> Book:
    """Make the book and give it open."""
    book = new_book(path, "示例县", "999901")
    units = eight().units
    with book.change("登记乡镇（街道）") as writer:
        writer.add_all([replace(unit.township, id=None) for unit in units])
    ids = {township.code: township.id for township in book.townships()}
    with book.change("登记指标和编制") as writer:
        for unit in units:
            unit_id = ids[unit.township.code]
            assert unit_id is not None
            assert isinstance(unit.indicators, Indicators)
            writer.add(replace(unit.indicators, township_id=unit_id))
            for category, count in unit.authorized.items():
                writer.add(PostFact(unit_id, category, Measure.AUTHORIZED, count, ON))
            persons = PERSONS[unit.township.name]
            writer.add(PostFact(unit_id, Category.ADMIN, Measure.ACTUAL, persons, ON))
    return book
