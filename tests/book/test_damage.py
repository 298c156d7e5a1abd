"""Bytes turned over anywhere in the file: found, or without effect."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.book import samples
from townoffice.book import Book
from townoffice.feedback import BookDamaged, BookTooNew, CannotRead, OfficeError


def look(path: Path, wanted: tuple[object, ...]) -> OfficeError | None:
    """Open the book; what it says is as wanted or its check complains."""
    try:
        with Book.open(path) as book:
            assert samples.everything(book) == wanted or book.verify()
    except OfficeError as refusal:
        return refusal
    return None


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    place=st.floats(0, 1, exclude_max=True),
    length=st.sampled_from([1, 8, 512, 4096]),
    byte=st.integers(0, 255),
)
def test_flipped_bytes(tmp_path: Path, place: float, length: int, byte: int) -> None:
    sound = tmp_path / "sound.db"
    if not sound.exists():
        with samples.new_book(sound, 60):
            pass
    with Book.open(sound, read_only=True) as book:
        wanted = samples.everything(book)
    content = bytearray(sound.read_bytes())
    start = int(place * len(content))
    content[start : start + length] = bytes([byte]) * len(content[start : start + length])
    path = tmp_path / "b.db"
    path.write_bytes(content)
    refusal = look(path, wanted)
    if refusal is not None:
        assert isinstance(refusal, BookDamaged | BookTooNew | CannotRead), refusal
        assert refusal.where == str(path)
        assert refusal.hint


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(share=st.floats(0, 1, exclude_max=True))
def test_a_file_cut_short(tmp_path: Path, share: float) -> None:
    sound, path = tmp_path / "sound.db", tmp_path / "b.db"
    if not sound.exists():
        with samples.new_book(sound, 60):
            pass
    content = sound.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    with pytest.raises(BookDamaged) as caught:
        Book.open(path)
    assert caught.value.hint
