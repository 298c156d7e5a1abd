"""Acts on institutions: what each writes, what each refuses, and that each is one step."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.institution_book import BAIHE, YUNLING, institution_book, number, unit_id
from townoffice.desk import institutions
from townoffice.desk.books import Book
from townoffice.desk.institution_drafts import (
    ChangeDraft,
    CloseDraft,
    CorrectDraft,
    EditDraft,
    FoundDraft,
    MergeDraft,
    MoveDraft,
    PartDraft,
    RenameDraft,
    SplitDraft,
    as_change,
    as_correction,
    as_edit,
    as_merger,
)
from townoffice.desk.institution_weighing import Draft, weigh
from townoffice.feedback import BadChoice
from townoffice.records import (
    Category,
    Ending,
    HeadHeldBy,
    Institution,
    InstitutionKind,
    Module,
    Nameplate,
    Origin,
)

DOC = "示编〔2024〕8号"
DAY = "2024-07-01"
EVE = date(2024, 6, 30)
FORCE, PARTY, ECONOMY, SOCIAL = (
    "综合行政执法大队",
    "党政办公室",
    "经济发展办公室",
    "社会事务办公室",
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with institution_book(tmp_path / "示例县.db") as made:
        yield made


def _states(book: Book, name_or_number: str | int) -> tuple[Institution, ...]:
    key = number(book, name_or_number) if isinstance(name_or_number, str) else name_or_number
    return institutions.known(book).states(key)


def _plates(book: Book, name: str) -> list[Nameplate]:
    return [plate for plate in institutions.known(book).nameplates if plate.name == name]


def _faults(book: Book, draft: Draft) -> dict[str, str]:
    return dict(weigh(institutions.known(book), draft).faults)


def _founded(book: Book) -> FoundDraft:
    return FoundDraft(
        unit_id(book, BAIHE), name="党建工作办公室", authorized=3, since=DAY, doc_no=DOC
    )


def test_an_institution_is_founded_by_document_as_one_step(book: Book) -> None:
    draft = replace(_founded(book), category=Category.ADMIN, head=" 甲一 ", module=Module.ECONOMY)
    changes = institutions.commit(book, draft)
    assert changes.label == f"设立白河镇党建工作办公室（{DOC}）"
    (made,) = _states(book, "党建工作办公室")
    assert (made.number, made.place, made.origin) == (10, 10, Origin.FOUNDED)
    assert (made.valid_from, made.doc_no, made.head) == (date(2024, 7, 1), DOC, "甲一")
    book.undo()
    assert institutions.known(book).current(10) is None


def test_one_that_is_there_already_is_registered_without_a_document(book: Book) -> None:
    draft = replace(_founded(book), since="", doc_no="", listed=True)
    assert institutions.commit(book, draft).label == "登记白河镇党建工作办公室"
    (made,) = _states(book, "党建工作办公室")
    assert (made.origin, made.valid_from, made.doc_no) == (Origin.LISTED, None, None)


@pytest.mark.parametrize(
    ("field", "wrong", "fault"),
    [
        ("name", " ", "请填机构名称"),
        ("name", "党政 办公室", "白河镇已有党政办公室"),
        ("since", "", "请填设立日期"),
        ("since", "去年", "认不出"),
        ("doc_no", " ", "设立机构须有文号"),
        ("authorized", -1, "核定编制不能小于 0"),
        ("actual", -1, "实有人数不能小于 0"),
        ("deputies", -1, "副职人数不能小于 0"),
        ("category", Category.LEADERSHIP, "领导职数不是机构的编制"),
        ("unit_id", 999, "请选乡镇"),
    ],
)
def test_founding_says_what_is_wrong_at_its_field(
    book: Book, field: str, wrong: object, fault: str
) -> None:
    draft = replace(_founded(book), **{field: wrong})  # type: ignore[arg-type]  # the case names field and value
    version = book.version
    found = _faults(book, draft)
    assert list(found) == [field]
    assert fault in found[field]
    with pytest.raises(BadChoice, match=found[field][:6]):
        institutions.commit(book, draft)
    assert book.version == version


def test_nothing_is_founded_before_its_unit_exists_or_after_it_ceased(book: Book) -> None:
    unit = next(t for t in book.townships() if t.code == BAIHE)
    for changed, words in (
        (replace(unit, valid_from=date(2024, 8, 1)), "2024-08-01 才设立"),
        (replace(unit, valid_to=date(2024, 5, 31)), "2024-05-31 撤销"),
    ):
        with book.change("改") as writer:
            writer.update(changed)
        assert words in _faults(book, _founded(book))["since"]
        book.undo()


def test_people_head_and_module_are_kept_up_in_place(book: Book) -> None:
    held = _states(book, FORCE)[0]
    draft = replace(
        as_edit(held), actual=9, head="甲一", head_held_by=HeadHeldBy.LEADER, deputies=1
    )
    assert institutions.commit(book, draft).label == (
        "修改白河镇综合行政执法大队：实有 10 → 9，负责人 空 → 甲一，"
        "负责人配备 空 → 由镇领导副职兼任，副职 空 → 1"
    )
    (after,) = _states(book, FORCE)
    assert (after.actual, after.head, after.id) == (9, "甲一", held.id)
    assert _faults(book, as_edit(after)) == {"number": "没有改动"}


def test_more_people_than_posts_are_noted_and_kept(book: Book) -> None:
    weighed = weigh(institutions.known(book), EditDraft(number(book, PARTY), actual=7))
    assert weighed.notes["actual"] == "实有 7 名多于核定 5 名，将列为超编"
    assert weighed.deed is not None


def test_a_change_by_document_ends_one_state_and_begins_the_next(book: Book) -> None:
    draft = replace(as_change(_states(book, FORCE)[0]), authorized=11, since=DAY, doc_no=DOC)
    changes = institutions.commit(book, draft)
    assert changes.label == f"调整白河镇综合行政执法大队：核定编制 9 → 11（{DOC}）"
    old, new = _states(book, FORCE)
    assert (old.valid_to, old.ending, old.end_doc_no) == (EVE, Ending.REPLACED, DOC)
    assert (new.valid_from, new.origin, new.authorized) == (
        date(2024, 7, 1),
        Origin.CHANGED,
        11,
    )
    assert new.number == old.number
    again = replace(draft, authorized=12)
    assert "才调整，这一步须在此后" in _faults(book, again)["since"]
    book.undo()
    assert _states(book, FORCE) == (replace(_states(book, FORCE)[0], valid_to=None),)


def test_a_change_that_changes_nothing_is_refused(book: Book) -> None:
    draft = replace(as_change(_states(book, FORCE)[0]), since=DAY, doc_no=DOC)
    assert _faults(book, draft) == {"number": "与现在相同，没有要调整的"}


def test_a_renamed_institution_keeps_number_posts_and_plates(book: Book) -> None:
    draft = RenameDraft(number(book, ECONOMY), "产业发展办公室", DAY, DOC)
    changes = institutions.commit(book, draft)
    assert changes.label == f"更名 白河镇经济发展办公室 → 产业发展办公室（{DOC}）"
    old, new = _states(book, "产业发展办公室")
    assert (old.name, new.origin, new.authorized) == (ECONOMY, Origin.RENAMED, 4)
    assert _plates(book, "农业农村办公室")[0].host == new.number
    assert "已有党政办公室" in _faults(book, replace(draft, name=PARTY, since="2024-08-01"))["name"]
    assert "名称相同" in _faults(book, replace(draft, name=new.name, since="2024-08-01"))["name"]


def test_a_freed_name_may_be_given_again(book: Book) -> None:
    institutions.commit(book, RenameDraft(number(book, ECONOMY), "产业发展办公室", DAY, DOC))
    draft = replace(_founded(book), name=ECONOMY)
    assert _faults(book, draft) == {}
    assert "已有经济发展办公室" in _faults(book, replace(draft, since="2024-06-30"))["name"]


def test_institutions_merge_into_one_that_goes_on(book: Book) -> None:
    numbers = (number(book, ECONOMY), number(book, SOCIAL))
    draft = as_merger(institutions.known(book), numbers, into=numbers[0])
    assert (draft.name, draft.authorized, draft.actual) == (ECONOMY, 7, 7)
    draft = replace(draft, name="经济社会办公室", since=DAY, doc_no=DOC)
    lines = weigh(institutions.known(book), draft).deed
    assert lines is not None
    assert lines.lines == (
        "自 2024-07-01 起，经济发展办公室、社会事务办公室合并为经济社会办公室，核定 7 名",
        "牌子卫生健康办公室改挂在经济社会办公室",
    )
    institutions.commit(book, draft)
    old, new = _states(book, numbers[0])
    assert (new.origin, new.predecessors, new.authorized) == (Origin.MERGED, (numbers[1],), 7)
    assert old.ending is Ending.REPLACED
    (gone,) = _states(book, numbers[1])
    assert (gone.valid_to, gone.ending, gone.end_doc_no) == (EVE, Ending.MERGED, DOC)
    down, up = _plates(book, "卫生健康办公室")
    assert (down.host, down.valid_to, up.host, up.valid_from) == (
        numbers[1],
        EVE,
        numbers[0],
        date(2024, 7, 1),
    )
    assert up.doc_no == down.doc_no
    assert [plate.valid_to for plate in _plates(book, "农业农村办公室")] == [None]


def test_institutions_merge_into_a_new_one(book: Book) -> None:
    numbers = (number(book, ECONOMY), number(book, SOCIAL))
    draft = as_merger(institutions.known(book), numbers)
    assert "请填合并后的名称" in _faults(book, draft)["name"]
    # The new one may take over the name of a plate, which then hangs no more.
    draft = replace(draft, name="农业农村办公室", since=DAY, doc_no=DOC)
    institutions.commit(book, draft)
    (made,) = _states(book, "农业农村办公室")
    assert (made.number, made.predecessors, made.place) == (10, numbers, 2)
    assert {_states(book, n)[-1].ending for n in numbers} == {Ending.MERGED}
    assert [plate.valid_to for plate in _plates(book, "农业农村办公室")] == [EVE]
    assert [plate.host for plate in _plates(book, "卫生健康办公室")] == [numbers[1], 10]


def test_a_merger_says_what_is_wrong(book: Book) -> None:
    known = institutions.known(book)
    numbers = (number(book, ECONOMY), number(book, SOCIAL))
    draft = replace(as_merger(known, numbers, numbers[0]), since=DAY, doc_no=DOC)
    assert _faults(book, draft) == {}
    for wrong, field, words in (
        (replace(draft, numbers=numbers[:1]), "numbers", "两个以上"),
        (replace(draft, into=1), "into", "须是所选机构之一"),
        (replace(draft, doc_no=""), "doc_no", "合并机构须有文号"),
        (replace(draft, since="2019-06-01"), "since", "才登记"),
        (replace(draft, name=PARTY), "name", "已有党政办公室"),
    ):
        found = _faults(book, wrong)
        assert list(found) == [field]
        assert words in found[field]
    assert "合并前核定合计 7 名" in weigh(known, replace(draft, authorized=6)).notes["authorized"]


def test_one_founded_after_the_merger_cannot_be_merged(book: Book) -> None:
    institutions.commit(book, _founded(book))
    numbers = (number(book, ECONOMY), number(book, "党建工作办公室"))
    draft = replace(
        as_merger(institutions.known(book), numbers, numbers[0]), since="2024-03-01", doc_no=DOC
    )
    assert _faults(book, draft) == {"since": "党建工作办公室 2024-07-01 才设立，这一步须在此后"}


def test_what_was_merged_is_no_more(book: Book) -> None:
    numbers = (number(book, ECONOMY), number(book, SOCIAL))
    draft = as_merger(institutions.known(book), numbers, numbers[0])
    institutions.commit(book, replace(draft, since=DAY, doc_no=DOC))
    for act in (
        RenameDraft(numbers[1], "社会事业办公室", "2024-09-01", DOC),
        CloseDraft(numbers[1], "2024-09-01", DOC),
        EditDraft(numbers[1], actual=1),
    ):
        assert _faults(book, act)["number"] == "社会事务办公室已于 2024-06-30 并入"


def _split(book: Book) -> SplitDraft:
    parts = (
        PartDraft(ECONOMY, category=Category.ADMIN, authorized=2, actual=2),
        PartDraft("乡村振兴办公室", category=Category.ADMIN, authorized=2, actual=2),
    )
    return SplitDraft(number(book, ECONOMY), parts, since=DAY, doc_no=DOC)


def test_an_institution_is_split_into_new_ones(book: Book) -> None:
    old_number = number(book, ECONOMY)
    changes = institutions.commit(book, _split(book))
    assert changes.label == (f"分设 白河镇经济发展办公室 → 经济发展办公室、乡村振兴办公室（{DOC}）")
    (gone,) = _states(book, old_number)
    assert (gone.ending, gone.valid_to) == (Ending.SPLIT, EVE)
    parts = [_states(book, n)[0] for n in (10, 11)]
    assert [(p.name, p.origin, p.predecessors) for p in parts] == [
        (ECONOMY, Origin.SPLIT, (old_number,)),
        ("乡村振兴办公室", Origin.SPLIT, (old_number,)),
    ]
    assert [p.host for p in _plates(book, "农业农村办公室") if p.valid_to is None] == [10]


def test_the_first_part_may_go_on_as_it_was(book: Book) -> None:
    institutions.commit(book, replace(_split(book), goes_on=True))
    old, new = _states(book, ECONOMY)
    assert (old.ending, new.origin, new.authorized) == (Ending.REPLACED, Origin.CHANGED, 2)
    assert _states(book, "乡村振兴办公室")[0].predecessors == (old.number,)
    assert [p.host for p in _plates(book, "农业农村办公室")] == [old.number]


def test_a_split_says_what_is_wrong(book: Book) -> None:
    draft = _split(book)
    one, two = draft.parts
    for parts, field, words in (
        ((one,), "parts", "两个以上"),
        ((one, replace(two, name="")), "parts.1.name", "请填名称"),
        ((one, replace(two, name=ECONOMY)), "parts.1.name", "有两个机构都叫"),
        ((one, replace(two, name=PARTY)), "parts.1.name", "已有党政办公室"),
        ((one, replace(two, authorized=-2)), "parts.1.authorized", "不能小于 0"),
    ):
        found = _faults(book, replace(draft, parts=parts))
        assert list(found) == [field]
        assert words in found[field]
    uneven = replace(draft, parts=(one, replace(two, authorized=3)))
    assert "核定 4 名，各机构合计 5 名" in weigh(institutions.known(book), uneven).notes["parts"]


def test_an_institution_moves_to_another_unit_with_its_plates(book: Book) -> None:
    target = unit_id(book, YUNLING)
    draft = MoveDraft(number(book, ECONOMY), target, DAY, DOC)
    assert institutions.commit(book, draft).label == (
        f"划转经济发展办公室：白河镇 → 云岭镇（{DOC}）"
    )
    old, new = _states(book, ECONOMY)
    assert (old.valid_to, new.township_id, new.origin) == (EVE, target, Origin.MOVED)
    down, up = _plates(book, "农业农村办公室")
    assert (down.valid_to, up.township_id, up.host) == (EVE, target, new.number)
    back = MoveDraft(new.number, target, "2024-09-01", DOC)
    assert "本来就属云岭镇" in _faults(book, back)["unit_id"]


def test_a_unit_takes_no_second_institution_of_a_name(book: Book) -> None:
    target = unit_id(book, YUNLING)
    institutions.commit(book, FoundDraft(target, name=ECONOMY, since="2020-01-01", doc_no=DOC))
    draft = MoveDraft(number(book, PARTY), target, DAY, DOC)
    assert _faults(book, draft) == {}
    mine = next(s.number for s in institutions.known(book).institutions if s.name == ECONOMY)
    assert _faults(book, replace(draft, number=mine)) == {"unit_id": "云岭镇已有经济发展办公室"}


def test_a_closed_institution_takes_its_plates_down(book: Book) -> None:
    draft = CloseDraft(number(book, ECONOMY), DAY, DOC)
    weighed = weigh(institutions.known(book), draft)
    assert weighed.notes["number"] == "经济发展办公室还有 4 人，请另行安排"
    assert institutions.commit(book, draft).label == f"撤销白河镇经济发展办公室（{DOC}）"
    (gone,) = _states(book, ECONOMY)
    assert (gone.valid_to, gone.ending, gone.end_doc_no) == (EVE, Ending.CLOSED, DOC)
    (plate,) = _plates(book, "农业农村办公室")
    assert (plate.valid_to, plate.end_doc_no) == (EVE, DOC)
    book.undo()
    assert _plates(book, "农业农村办公室")[0].valid_to is None


@pytest.mark.parametrize("act", [RenameDraft, ChangeDraft, MoveDraft, CloseDraft])
def test_no_act_by_document_goes_without_one_or_without_a_day(book: Book, act: type) -> None:
    held = _states(book, PARTY)[0]
    drafts: dict[type, Draft] = {
        RenameDraft: RenameDraft(held.number, "综合办公室"),
        ChangeDraft: replace(as_change(held), authorized=6),
        MoveDraft: MoveDraft(held.number, unit_id(book, YUNLING)),
        CloseDraft: CloseDraft(held.number),
    }
    found = _faults(book, drafts[act])
    assert set(found) == {"since", "doc_no"}
    assert "须有文号" in found["doc_no"]


def test_a_state_is_put_right_and_a_document_added(book: Book) -> None:
    institutions.commit(book, replace(_founded(book), since="", doc_no="", listed=True))
    held = _states(book, "党建工作办公室")[0]
    draft = replace(as_correction(held), since="2021-01-01", doc_no="示编〔2021〕1号", authorized=4)
    assert institutions.commit(book, draft).label == (
        "更正登记 白河镇党建工作办公室：核定编制 3 → 4，"
        "日期 空 → 2021-01-01，文号 空 → 示编〔2021〕1号"
    )
    after = _states(book, "党建工作办公室")
    assert [state.id for state in after] == [held.id]
    assert _faults(book, as_correction(after[0])) == {"institution_id": "没有改动"}
    assert "须有文号" not in str(_faults(book, replace(as_correction(after[0]), doc_no="")))


def test_a_corrected_day_moves_the_end_of_the_state_before(book: Book) -> None:
    held = _states(book, FORCE)[0]
    institutions.commit(book, replace(as_change(held), authorized=11, since=DAY, doc_no=DOC))
    draft = as_correction(_states(book, FORCE)[1])
    institutions.commit(book, replace(draft, since="2024-07-15"))
    old, new = _states(book, FORCE)
    assert (old.valid_to, new.valid_from) == (date(2024, 7, 14), date(2024, 7, 15))
    late = replace(draft, since="2019-06-01")
    assert "上一次变动在 2019-06-01" in _faults(book, late)["since"]
    assert "须有文号" in _faults(book, replace(draft, doc_no=""))["doc_no"]
    early = replace(as_correction(old), since="2024-08-01")
    assert "日期须在此前" in _faults(book, early)["since"]


def test_what_is_no_longer_there_is_said(book: Book) -> None:
    assert "没有这个机构" in _faults(book, EditDraft(99, actual=1))["number"]
    gone = CorrectDraft(99, "某办公室", InstitutionKind.PARTY_GOV_OFFICE)
    assert "没有这一条" in _faults(book, gone)["institution_id"]
    assert "没有这个机构" in _faults(book, MergeDraft((98, 99), since=DAY, doc_no=DOC))["numbers"]
