"""The leaders of one unit held against quota and structure (``domain.md`` §2.2).

Persons are counted, not titles. What is over or vacant follows from persons and quota and is the
table's own arithmetic; said here is what the documents ask of single posts (S0 一（二）): one
专职副书记, and 纪（工）委书记 and 组织委员 filled by persons who hold nothing else (专职专岗); and
that a chief post stands empty. The structure is an inference (推定): it is compared post by post,
but makes no remark.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from townoffice.records import LeaderPost, LeadershipSeat, PostCount, persons_in

_UNDIVIDED = (LeaderPost.DISCIPLINE, LeaderPost.ORGANIZATION)
_FILLED = (LeaderPost.SECRETARY, LeaderPost.HEAD, LeaderPost.CONGRESS, *_UNDIVIDED)


@dataclass(frozen=True, slots=True)
class LeadershipCheck:
    """What a list of leaders comes to: persons, the posts they hold, post by post, remarks."""

    persons: int
    titles: int
    held: tuple[PostCount, ...]
    remarks: tuple[str, ...]


def check_leaders(
    seats: Sequence[LeadershipSeat],
    quota: int | None,
    structure: Mapping[LeaderPost, int],
    deputies: int,
) -> LeadershipCheck:
    """Check one unit's seats; none may be empty, for a unit without a list is not checked.

    ``quota`` is None while the document's figure is missing or the unit has no class; a structure
    that does not add up to it is not the unit's and not used. ``deputies``: how many 专职副书记.
    """
    fits = fitting(structure, quota)
    posts: dict[str, set[LeaderPost]] = {}
    for seat in seats:
        posts.setdefault(seat.person, set()).add(seat.post)
    held = tuple(_count(post, posts.values(), fits) for post in LeaderPost)
    persons, titles = persons_in(seats), sum(map(len, posts.values()))
    remarks = [f"{titles}个职务由{persons}人担任"] if titles != persons else []
    remarks += _remarks(held, deputies)
    remarks += [
        words
        for post in _UNDIVIDED
        for of_person in posts.values()
        if (words := _divided(post, of_person))
    ]
    return LeadershipCheck(persons, titles, held, tuple(dict.fromkeys(remarks)))


def fitting(structure: Mapping[LeaderPost, int], quota: int | None) -> Mapping[LeaderPost, int]:
    """Give the structure where it adds up to the quota, else nothing: it speaks of other totals."""
    return structure if quota is not None and sum(structure.values()) == quota else {}


def _own(posts: Set[LeaderPost]) -> LeaderPost:
    """Give a person's own post: the first in the order of the posts."""
    return next(post for post in LeaderPost if post in posts)


def _count(
    post: LeaderPost, people: Collection[Set[LeaderPost]], structure: Mapping[LeaderPost, int]
) -> PostCount:
    holders = [posts for posts in people if post in posts]
    besides = sum(1 for posts in holders if _own(posts) is not post)
    return PostCount(post, structure.get(post, 0) if structure else None, len(holders), besides)


def _remarks(held: Sequence[PostCount], deputies: int) -> Iterator[str]:
    for count in held:
        if count.post is LeaderPost.DEPUTY_SECRETARY and count.held != deputies:
            found = f"{count.held}名" if count.held else "空缺"
            yield f"{count.post.label}{found}，应为{deputies}名"
        elif count.post in _FILLED and not count.held:
            yield f"{count.post.label}空缺"


def _divided(post: LeaderPost, posts: Set[LeaderPost]) -> str:
    """Say that the holder of a post that asks for a whole person holds others too."""
    if post not in posts or len(posts) == 1:
        return ""
    return f"{post.label}{'兼任他职' if _own(posts) is post else '为兼任'}"
