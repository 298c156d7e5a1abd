"""Make the sample counties: a workbook of 8 units to import, a book of 24 units to open.

Both counties are fictional (division codes beginning 9999). They come in by the desk's doors, as a
user's own data would, so what is made here is what any county can have.
"""

from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory

from sample_db import institution_sources, sources
from sample_db.contests import enter_contests
from townoffice.desk import books, institutions, intake, policies
from townoffice.desk.beside_drafts import WaiverDraft

YEAR = 2024
DOC_NO = "样编办〔2024〕6号"
"""The fictional document by which 样本县 answers the missing class-1 leadership figure."""


def build_workbook(path: Path) -> None:
    """Write the 8 units of 示例县 as an .xlsx to import, as an export of their book writes them."""
    listed = resources.files("sample_db") / "shili_units.csv"
    with (
        TemporaryDirectory() as folder,
        resources.as_file(listed) as file,
        books.new_book(Path(folder) / "示例县.db", "示例县", "999901") as book,
    ):
        intake.commit(book, intake.preview(book, file, year=YEAR))
        intake.export(book, "townships", path, YEAR)


def build_book(path: Path) -> books.Book:
    """Make the book of 样本县 at ``path`` and give it open; the caller closes it.

    24 units at the end of 2024, one of them merged from two that ceased in January; indicators of
    2023 and 2024; posts of every category by document, and staff. Three-step staffing of 行政编制
    comes to a tie there, one unit lies near a cut line, and some have more staff than posts.
    The list of leaders (made-up names: a cyclic character and a number) has persons with two posts,
    a unit without 组织委员, one with two 专职副书记, and one whose 纪委书记 is 副书记 too.
    Every unit has institutions with 沿革 since 2019; some were renamed, merged, split, closed.
    A check finds a few things: 清泉镇 has one plate too many, and one without a document, and an
    执法大队 with one person too many; 样城镇 has a plate more by a document, which is a note.
    Contests of two years and a reverse evaluation: :mod:`sample_db.contests`.
    """
    book = books.new_book(path, "样本县", "999902")
    try:
        _enter(book)
    except BaseException:
        book.close()
        raise
    return book


def _enter(book: books.Book) -> None:
    with book.change("登记乡镇（街道）及沿革") as writer:
        writer.add_all(sources.townships())
    ids = {unit.code: unit.id for unit in book.townships() if unit.id is not None}
    with book.change("登记2023年、2024年指标") as writer:
        writer.add_all(sources.indicators(ids))
        writer.add_all(sources.own_indicators(ids))
    with book.change("登记核定编制、领导职数和实有人数") as writer:
        writer.add_all(sources.post_facts(ids))
    roster = resources.files("sample_db") / "yangben_leaders.csv"
    with resources.as_file(roster) as file:
        leaders = intake.preview(book, file, kind="personnel", year=YEAR)
    intake.commit(book, leaders)
    _enter_institutions(book, ids)
    enter_contests(book)
    pack = resources.files("sample_db") / "yangben_pack.toml"
    with resources.as_file(pack) as file:
        policies.adopt_pack(book, str(file), topic="leadership", doc_no=DOC_NO)


def _enter_institutions(book: books.Book, ids: Mapping[str, int]) -> None:
    source = institution_sources
    with book.change("登记机构及沿革、加挂牌子") as writer:
        writer.add_all(source.institutions(ids))
        writer.add_all(source.nameplates(ids))
    with book.change("登记派驻机构、执法力量、平台和赋权") as writer:
        for part in (source.agencies, source.enforcement, source.platforms, source.uses):
            writer.add_all(part(ids))
        writer.add_all(source.grants(book.townships()))
        writer.add_all(source.leaders(ids))
    waiver = WaiverDraft(
        ids["999902100"],
        "S0.4.nameplates",
        reason="省级党群服务阵地试点",
        since="2023-09-01",
        doc_no="样编办〔2023〕11号",
        until="2026-08-31",
    )
    institutions.commit(book, waiver)
