"""Reading a pack's text: every refusal names file, line and what to do."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias, TypeVar

from townoffice.feedback import BadPack
from townoffice.records import Cite, Source

Toml: TypeAlias = "str | int | Decimal | bool | date | list[Toml] | dict[str, Toml]"

W = TypeVar("W", bound=StrEnum)

_SOURCE_KEYS = {"title", "doc_no", "issuer", "issued"}
_CITE_KEYS = {"source", "clause", "quote"}


class Reading:
    """A text and its place; what is read out of its tables is checked on the way."""

    def __init__(self, text: str, where: str) -> None:
        """Take the text and what it is called in refusals."""
        self.text = text
        self.where = where

    def lines_of(self, header: str) -> list[int]:
        """Give the lines that open a table of that name, in order."""
        return [n for n, line in enumerate(self.text.splitlines(), 1) if line.strip() == header]

    def refuse(self, what: str, line: int | None = None) -> BadPack:
        """Make the refusal of what stands from that line on."""
        place = f"政策包 {self.where}" + (f" 第 {line} 行起" if line else "")
        return BadPack(what, where=place, hint="请改正后重试")

    def tables(self, entries: Toml, header: str) -> list[tuple[dict[str, Toml], int | None]]:
        """Give the tables under a repeated header, each with its line."""
        if not isinstance(entries, list) or not entries:
            raise self.refuse(f"没有任何 {header}")
        lines = self.lines_of(header)
        found = []
        for number, entry in enumerate(entries):
            line = lines[number] if number < len(lines) else None
            if not isinstance(entry, dict):
                raise self.refuse(f"{header} 写法不对", line)
            found.append((entry, line))
        return found

    def only(self, table: Mapping[str, Toml], keys: set[str], line: int | None) -> None:
        """Refuse a key that is not known."""
        unknown = sorted(set(table) - keys)
        if unknown:
            raise self.refuse(f"不认识的项“{unknown[0]}”", line)

    def word(self, table: Mapping[str, Toml], key: str, line: int | None) -> str:
        """Give a text that must be there."""
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.refuse(f"缺少“{key}”，或不是文字", line)
        return value

    def one_of(
        self, table: Mapping[str, Toml], key: str, words: type[W], line: int | None
    ) -> W | None:
        """Give one of a closed list of words, None where the key is absent."""
        if key not in table:
            return None
        said = self.word(table, key, line)
        found = next((word for word in words if word.value == said), None)
        if found is None:
            listed = "、".join(word.value for word in words)
            raise self.refuse(f"“{key}”只能是 {listed} 之一", line)
        return found

    def needed(self, table: Mapping[str, Toml], key: str, words: type[W], line: int | None) -> W:
        """Give one of a closed list of words that must be there."""
        found = self.one_of(table, key, words, line)
        if found is None:
            raise self.refuse(f"缺少“{key}”，或不是文字", line)
        return found

    def words(self, table: Mapping[str, Toml], key: str, line: int | None) -> tuple[str, ...]:
        """Give a list of texts, each once; none where the key is absent."""
        found = table.get(key, [])
        if not isinstance(found, list):
            raise self.refuse(f"“{key}”须写成一列词语", line)
        given = tuple(word for word in found if isinstance(word, str) and word.strip())
        if len(given) < len(found):
            raise self.refuse(f"“{key}”须写成一列词语", line)
        if len(set(given)) < len(given):
            raise self.refuse(f"“{key}”中同一词语写了两次", line)
        return given

    def day(self, table: Mapping[str, Toml], key: str, line: int | None) -> date | None:
        """Give a day, None where the key is absent."""
        value = table.get(key)
        if value is None or (isinstance(value, date) and type(value) is date):
            return value
        raise self.refuse(f"“{key}”须是日期，如 2024-01-01", line)

    def sources(self, table: Toml) -> dict[str, Source]:
        """Give the documents a pack names."""
        if not isinstance(table, dict):
            raise self.refuse("sources 须是一组文件")
        sources = {}
        for key, entry in table.items():
            if not isinstance(entry, dict):
                raise self.refuse(f"文件“{key}”须写明 title")
            self.only(entry, _SOURCE_KEYS, None)
            doc_no = self.word(entry, "doc_no", None) if "doc_no" in entry else None
            if doc_no and re.search(r"[\[\]【】（）()]", doc_no):
                raise self.refuse(f"文号“{doc_no}”的年份请用六角括号〔〕")
            issuer = self.word(entry, "issuer", None) if "issuer" in entry else None
            title = self.word(entry, "title", None)
            sources[key] = Source(key, title, doc_no, issuer, self.day(entry, "issued", None))
        return sources

    def cites(
        self, entries: Toml, sources: Mapping[str, Source], name: str, line: int | None
    ) -> tuple[Cite, ...]:
        """Give the places in documents that are cited for ``name``."""
        if not isinstance(entries, list):
            raise self.refuse(f"“{name}”的 cite 须写成列表", line)
        cites = []
        for entry in entries:
            if not isinstance(entry, dict):
                raise self.refuse(f"“{name}”的 cite 写法不对", line)
            self.only(entry, _CITE_KEYS, line)
            source = sources.get(self.word(entry, "source", line))
            if source is None:
                raise self.refuse(f"“{name}”引用的文件没有在 sources 中列出", line)
            clause = self.word(entry, "clause", line) if "clause" in entry else ""
            quote = self.word(entry, "quote", line) if "quote" in entry else ""
            cites.append(Cite(source, clause, quote))
        return tuple(cites)
