"""Which leadership post a title means: word rules from ``resources/fields/leaders.toml``."""

import functools
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from townoffice.records import LeaderPost
from townoffice.sheets.fields import fields_text
from townoffice.sheets.headings import folded

_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class PostRule:
    """One post, the words that mean it, and those that speak against it."""

    post: LeaderPost
    words: re.Pattern[str]
    none: re.Pattern[str] | None

    def fits(self, title: str) -> bool:
        """Tell whether a folded title means this post."""
        return bool(self.words.search(title)) and not (self.none and self.none.search(title))


@dataclass(frozen=True, slots=True)
class TitleRules:
    """How a cell of titles is taken apart, and which words are no seat or nobody."""

    separator: re.Pattern[str]
    vacant: re.Pattern[str]
    no_seat: re.Pattern[str]
    posts: tuple[PostRule, ...]


@functools.cache
def title_rules() -> TitleRules:
    """Read the rules; they are ours, so a mistake in them is a bug and raises."""
    data = tomllib.loads(fields_text("leaders"))
    words = {name: re.compile(text) for name, text in data["titles"].items()}
    posts = tuple(
        PostRule(
            LeaderPost(rule["post"]),
            re.compile(rule["words"]),
            re.compile(rule["none"]) if "none" in rule else None,
        )
        for rule in data["post"]
    )
    return TitleRules(posts=posts, **words)


@dataclass(frozen=True, slots=True)
class Titles:
    """A cell of titles read: the posts with their words, and the words nobody knows."""

    posts: tuple[tuple[LeaderPost, str], ...]
    unknown: tuple[str, ...]


def read_titles(text: str) -> Titles:
    """Take a cell apart and find the post of every title; two titles of one post are one."""
    posts: dict[LeaderPost, str] = {}
    unknown: list[str] = []
    rules = title_rules()
    for title in _apart(text, rules):
        key = folded(title)
        post = _post(key, rules)
        if post is not None:
            posts[post] = f"{posts[post]}、{title}" if post in posts else title
        elif not rules.no_seat.search(key):
            unknown.append(title)
    return Titles(tuple(posts.items()), tuple(unknown))


def _post(key: str, rules: TitleRules) -> LeaderPost | None:
    return next((rule.post for rule in rules.posts if rule.fits(key)), None)


def _apart(text: str, rules: TitleRules) -> Iterator[str]:
    """Give the titles of a cell; blanks part titles only where each part is a title itself."""
    for piece in rules.separator.split(unicodedata.normalize("NFKC", text)):
        parts = [part for part in _BLANKS.split(piece) if part]
        if all(_post(folded(part), rules) for part in parts):
            yield from parts
        else:
            yield "".join(parts)
