"""Which font stands for which face, and what happens to characters nobody has."""

from collections.abc import Callable
from pathlib import Path

import pytest

from townoffice.feedback import CannotRead
from townoffice.prints.fonts import FontSet, Role, find_fonts, font_folders
from townoffice.prints.typeset import TOFU, Typesetter

RARE = "堌垴塬埗㳇㮾䃥𠮷"


@pytest.fixture
def file_named(fonts: FontSet) -> Callable[[str], Path]:
    """Find a font file of this machine by its name, or skip."""

    def find(name: str) -> Path:
        for folder in font_folders():
            for path in folder.rglob(name):
                return path
        pytest.skip(f"{name} is not installed")

    return find


def folder_with(place: Path, files: dict[str, Path]) -> Path:
    place.mkdir()
    for name, target in files.items():
        (place / name).symlink_to(target)
    return place


def test_without_a_chinese_font_the_office_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="fonts-arphic-uming"):
        find_fonts(folders=[tmp_path])


def test_a_file_that_cannot_be_embedded_gives_way_to_the_next(
    tmp_path: Path, file_named: Callable[[str], Path]
) -> None:
    place = folder_with(tmp_path / "f", {"uming.ttc": file_named("uming.ttc")})
    (place / "simsun.ttc").write_bytes(b"OTTO" + bytes(200))
    (place / "simfang.ttf").write_bytes(b"")
    found = find_fonts(folders=[place])
    assert found.face(Role.SONG).name == "文鼎明体"
    assert not found.face(Role.SONG).genuine


def test_the_systems_own_face_goes_before_a_free_one(
    tmp_path: Path, file_named: Callable[[str], Path]
) -> None:
    song = file_named("uming.ttc")
    place = folder_with(tmp_path / "f", {"uming.ttc": song, "SimSun.ttc": song})
    assert find_fonts(folders=[place]).face(Role.SONG).genuine


def test_a_chosen_file_goes_before_everything(file_named: Callable[[str], Path]) -> None:
    chosen = file_named("LXGWWenKai-Regular.ttf")
    face = find_fonts({Role.SONG: chosen}).face(Role.SONG)
    assert face.name == chosen.stem
    assert face.genuine


@pytest.mark.parametrize("content", [b"", b"OTTO" + bytes(99), b"no font at all"])
def test_a_chosen_file_that_is_no_font_is_refused(
    fonts: FontSet, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "我的字体.ttf"
    path.write_bytes(content)
    with pytest.raises(CannotRead, match="TrueType"):
        find_fonts({Role.SONG: path})


def test_one_font_stands_for_every_face(tmp_path: Path, file_named: Callable[[str], Path]) -> None:
    place = folder_with(tmp_path / "f", {"wqy-zenhei.ttc": file_named("wqy-zenhei.ttc")})
    found = find_fonts(folders=[place])
    assert {found.face(role).font_name for role in Role} == {found.face(Role.HEI).font_name}
    assert found.face(Role.TITLE).stroke > 0


def test_minus_is_as_wide_as_plus_and_digits_are_of_one_width(fonts: FontSet) -> None:
    type_ = Typesetter(fonts)
    assert type_.em("−", Role.SONG) == type_.em("+", Role.SONG)
    assert len({type_.em(digit, Role.SONG) for digit in "0123456789"}) == 1


@pytest.mark.parametrize("char", RARE)
@pytest.mark.parametrize("role", list(Role))
def test_rare_characters_of_place_names_are_borrowed_from_a_face_that_has_them(
    fonts: FontSet, char: str, role: Role
) -> None:
    type_ = Typesetter(fonts)
    (run,) = type_.runs(char, role)
    if char in type_.missing:
        pytest.skip(f"no font of this machine has {char}")
    assert run.face.has(char)
    assert run.text == char


def test_a_character_nobody_has_is_drawn_as_a_sign_and_reported(
    tmp_path: Path, file_named: Callable[[str], Path]
) -> None:
    place = folder_with(tmp_path / "f", {"uming.ttc": file_named("uming.ttc")})
    type_ = Typesetter(find_fonts(folders=[place]))
    assert "".join(run.text for run in type_.runs("𠮷镇", Role.FANG)) == f"{TOFU}镇"
    assert list(type_.missing) == ["𠮷"]


def test_signs_come_from_song_in_every_face(fonts: FontSet) -> None:
    type_ = Typesetter(fonts)
    song = fonts.face(Role.SONG)
    for sign in "+−=÷—※":
        assert {run.face for run in type_.runs(sign, Role.FANG)} == {song}


def test_unseen_characters_take_no_room(fonts: FontSet) -> None:
    type_ = Typesetter(fonts)
    assert type_.em("镇\ufe00\u200b", Role.FANG) == type_.em("镇", Role.FANG)
    assert not type_.missing
