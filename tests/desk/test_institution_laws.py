"""Laws of the acts: whatever is accepted leaves no contradiction, and moves no post unseen."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from townoffice.desk.institution_drafts import (
    ChangeDraft,
    CloseDraft,
    FoundDraft,
    HangDraft,
    MoveDraft,
    PartDraft,
    RenameDraft,
    SplitDraft,
    TakeDownDraft,
    as_merger,
)
from townoffice.desk.institution_known import Known
from townoffice.desk.institution_weighing import Deed, Draft, weigh
from townoffice.feedback import Level
from townoffice.institutions import lineage_problems
from townoffice.records import (
    Category,
    Institution,
    InstitutionKind,
    Kind,
    Nameplate,
    Township,
)

UNITS = (
    Township("999901100", "甲镇", Kind.TOWN, id=1),
    Township("999901101", "乙镇", Kind.TOWN, id=2, valid_from=date(2020, 6, 1)),
)
KIND, DOC = InstitutionKind.PARTY_GOV_OFFICE, "示编〔2024〕1号"
LAST = date(2030, 1, 1)
HERE, THERE = ("党政办公室", "经济办公室", "社会办公室"), ("党政办公室", "农业办公室", "综治办公室")
names = st.sampled_from([*HERE, *THERE, "平安办公室", "宣传办公室"])
numbers = st.integers(1, 9)
posts = st.integers(0, 9)
units = st.sampled_from([1, 2])
parts = st.builds(PartDraft, names, st.just(KIND), st.just(Category.ADMIN), posts, posts)


def _found(unit: int, name: str, people: int, day: str) -> Draft:
    return FoundDraft(unit, KIND, name, Category.ADMIN, people, people, since=day, doc_no=DOC)


def _days(step: int) -> st.SearchStrategy[str]:
    """Give days that mostly go on from act to act, and sometimes go back."""
    after = date(2020, 6, 2) + timedelta(40 * step)
    return st.integers(-60, 60).map(lambda n: (after + timedelta(n)).isoformat())


def _keeping(known: Known, step: int) -> st.SearchStrategy[Draft]:
    """Give acts that keep posts and people, some of them on what is not there any more."""
    days, plates = _days(step), st.sampled_from([p.id or 0 for p in known.nameplates] or [0])
    return st.one_of(
        st.builds(RenameDraft, numbers, names, days, st.just(DOC)),
        st.builds(
            lambda two, day: replace(as_merger(known, two, two[0]), since=day, doc_no=DOC),
            st.tuples(numbers, numbers),
            days,
        ),
        st.builds(
            lambda two, name, day: replace(as_merger(known, two), name=name, since=day, doc_no=DOC),
            st.tuples(numbers, numbers),
            names,
            days,
        ),
        st.builds(MoveDraft, numbers, units, days, st.just(DOC)),
        st.builds(HangDraft, units, numbers, names, days, st.just(DOC)),
        st.builds(TakeDownDraft, plates, days, st.just(DOC)),
    )


def _acts(known: Known, step: int) -> st.SearchStrategy[Draft]:
    """Give any act."""
    days = _days(step)
    change = st.builds(
        ChangeDraft,
        numbers,
        st.just(KIND),
        st.just(Category.ADMIN),
        posts,
        since=days,
        doc_no=st.just(DOC),
    )
    return st.one_of(
        _keeping(known, step),
        change,
        st.builds(_found, units, names, posts, days),
        st.builds(SplitDraft, numbers, st.tuples(parts, parts), st.booleans(), days, st.just(DOC)),
        st.builds(CloseDraft, numbers, days, st.just(DOC)),
    )


def _begun(data: st.DataObject) -> Known:
    """Begin with three offices in each unit."""
    known = Known(UNITS)
    for unit, own in ((1, HERE), (2, THERE)):
        for name in own:
            deed = weigh(known, _found(unit, name, data.draw(posts), "2020-06-01")).deed
            assert deed is not None
            known = _written(known, deed)
    return known


def _written(known: Known, deed: Deed) -> Known:
    """Do in memory what the book does with a deed."""
    institutions = {state.id: state for state in known.institutions}
    plates = {plate.id: plate for plate in known.nameplates}
    ids = count(max((*(i or 0 for i in institutions), *(i or 0 for i in plates)), default=0) + 1)
    for record in (*deed.updated, *(replace(record, id=next(ids)) for record in deed.added)):
        if isinstance(record, Institution):
            institutions[record.id] = record
        elif isinstance(record, Nameplate):
            plates[record.id] = record
    return replace(
        known,
        institutions=tuple(institutions.values()),
        nameplates=tuple(plates.values()),
    )


def _standing(known: Known, on: date) -> list[Institution]:
    return [state for state in known.institutions if state.exists(on)]


@given(st.data())
@settings(max_examples=50, deadline=None)
def test_what_is_accepted_leaves_no_contradiction(data: st.DataObject) -> None:
    known = _begun(data)
    for step in range(10):
        weighed = weigh(known, data.draw(_acts(known, step)))
        assert (weighed.deed is None) == bool(weighed.faults)
        if weighed.deed is None:
            continue
        assert weighed.deed.label
        assert weighed.deed.lines
        known = _written(known, weighed.deed)
        told = lineage_problems(known.institutions, known.nameplates, UNITS)
        assert [p.problem.what for p in told if p.problem.level is Level.STOP] == []
        _no_name_twice(known)
        open_states = [state.number for state in known.institutions if state.valid_to is None]
        assert len(open_states) == len(set(open_states))


def _no_name_twice(known: Known) -> None:
    for on in _turns(known.institutions):
        here = [(state.township_id, state.name) for state in _standing(known, on)]
        assert len(here) == len(set(here)), on


def _turns(institutions: Iterable[Institution]) -> set[date]:
    return {state.valid_from for state in institutions if state.valid_from is not None}


@given(st.data())
@settings(max_examples=50, deadline=None)
def test_mergers_renamings_and_moves_keep_every_post_and_person(data: st.DataObject) -> None:
    known = _begun(data)
    sums = _sums(known)
    for step in range(10):
        deed = weigh(known, data.draw(_keeping(known, step))).deed
        if deed is not None:
            known = _written(known, deed)
    assert _sums(known) == sums


def _sums(known: Known) -> tuple[int, int]:
    states = _standing(known, LAST)
    return sum(s.authorized or 0 for s in states), sum(s.actual or 0 for s in states)
