"""Which font file stands for 小标宋, 仿宋, 楷体, 黑体 and 宋体 on this machine.

A role goes to the first file that opens: chosen by the user, then the system's own (under the
names Windows gives them, wherever they lie), then the free ones, then those a release build put
into ``resources/fonts``. reportlab takes only TrueType outlines, so a file it refuses (CFF,
embedding forbidden, damaged) counts as absent. A character a face lacks comes from 宋, then from
any face found: reportlab would leave it blank without a word.
"""

import os
import struct
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from zlib import crc32

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from townoffice.feedback import CannotRead

INSTALL_HINT = (
    "请安装免费中文字体后再试：apt install fonts-arphic-uming fonts-wqy-zenhei "
    "fonts-lxgw-wenkai；在 Windows 上请恢复系统自带的宋体（simsun.ttc）"
)
TITLE_STROKE = 0.7 / 22
"""Outline of a 宋 that stands for 小标宋, as a part of the size: 0.7 pt at 22 pt.

0.3 pt is hardly seen on the light free 宋. Text of the table is never outlined: viewers draw an
outline at least a pixel wide, and figures would look bold on the screen.
"""
_PROBE = "镇"
_DAMAGED = (ValueError, LookupError, ArithmeticError, TypeError)
_PLUS, _HYPHEN, _MINUS = ord("+"), ord("-"), 0x2212


class Role(StrEnum):
    """The five faces of an official table."""

    TITLE = "小标宋"
    FANG = "仿宋"
    KAI = "楷体"
    HEI = "黑体"
    SONG = "宋体"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A font by its possible file names (lower case); ``genuine`` is the face the rules ask for.

    ``without`` are signs it draws too badly to be used.
    """

    name: str
    files: tuple[str, ...]
    genuine: bool = False
    index: int = 0
    stroke: float = 0.0
    without: str = ""


_SONG = (
    _Candidate("宋体", ("simsun.ttc", "simsun.ttf"), genuine=True),
    _Candidate("方正书宋", ("fzssk.ttf", "fzssjw.ttf", "方正书宋_gbk.ttf")),
    _Candidate("文鼎明体", ("uming.ttc",), without="×"),  # a third as wide as a character
    _Candidate("思源宋体", ("notoserifsc_400regular.ttf", "notoserifsc-regular.ttf")),
    _Candidate("文鼎宋体", ("gbsn00lp.ttf",)),
)
_CANDIDATES: Mapping[Role, tuple[_Candidate, ...]] = {
    Role.TITLE: (
        _Candidate(
            "方正小标宋",
            (
                "fzxbsjw.ttf",
                "fzxbsk.ttf",
                "fzxbs.ttf",
                "方正小标宋简体.ttf",
                "方正小标宋_gbk.ttf",
                "方正小标宋_gbk_0.ttf",
            ),
            genuine=True,
        ),
        _Candidate("华文中宋", ("stzhongs.ttf",)),
        _Candidate("思源宋体特粗", ("notoserifsc_900black.ttf", "notoserifsc-black.ttf")),
        *(
            _Candidate(
                f"{song.name}加粗",
                song.files,
                index=song.index,
                stroke=TITLE_STROKE,
                without=song.without,
            )
            for song in _SONG
        ),
    ),
    Role.FANG: (
        _Candidate("仿宋", ("simfang.ttf", "仿宋_gb2312.ttf", "fangsong_gb2312.ttf"), genuine=True),
        _Candidate("方正仿宋", ("fzfsk.ttf", "fzfsjw.ttf", "方正仿宋_gbk.ttf"), genuine=True),
        _Candidate("华文仿宋", ("stfangso.ttf",)),
        _Candidate("霞鹜文楷细体", ("lxgwwenkai-light.ttf",)),
    ),
    Role.KAI: (
        _Candidate("楷体", ("simkai.ttf", "楷体_gb2312.ttf", "kaiti_gb2312.ttf"), genuine=True),
        _Candidate("方正楷体", ("fzktk.ttf", "fzktjw.ttf", "方正楷体_gbk.ttf"), genuine=True),
        _Candidate("华文楷体", ("stkaiti.ttf",)),
        _Candidate("霞鹜文楷", ("lxgwwenkai-regular.ttf",)),
        _Candidate("文鼎楷体", ("ukai.ttc", "gkai00mp.ttf")),
    ),
    Role.HEI: (
        _Candidate("黑体", ("simhei.ttf",), genuine=True),
        _Candidate("方正黑体", ("fzhtk.ttf", "fzhtjw.ttf", "方正黑体_gbk.ttf"), genuine=True),
        _Candidate("文泉驿正黑", ("wqy-zenhei.ttc",)),
        _Candidate("思源黑体", ("notosanssc_400regular.ttf", "notosanssc-regular.ttf")),
        _Candidate("文泉驿微米黑", ("wqy-microhei.ttc",)),
        _Candidate("微软雅黑", ("msyh.ttc", "msyh.ttf")),
    ),
    Role.SONG: _SONG,
}
_RARE = (
    _Candidate("宋体扩展B", ("simsunb.ttf",)),
    _Candidate("宋体扩展G", ("simsunextg.ttf",)),
    _Candidate("花园明朝A", ("hanamina.ttf",)),
    _Candidate("花园明朝B", ("hanaminb.ttf",)),
)


class _FullUnicodeFont(TTFont):
    """reportlab's font with a ToUnicode map that also holds characters beyond U+FFFF.

    reportlab writes them as five hex digits where UTF-16 is asked for, and 𠮷 would be copied from
    the finished page as two other characters.
    """

    def addObjects(self, doc):  # type: ignore[no-untyped-def]  # noqa: N802 - reportlab's own untyped method
        super().addObjects(doc)
        for name, entry in doc.idToObject.items():
            if str(name).startswith("toUnicodeCMap:"):
                entry.content = _as_utf16(entry.content)


def _as_utf16(cmap: str) -> str:
    """Rewrite the targets of a ToUnicode map that need a surrogate pair."""
    lines = []
    for line in cmap.split("\n"):
        code, _, target = line.partition(" <")
        value = target.rstrip(">")
        wide = line.startswith("<") and len(value) in (5, 6)
        lines.append(f"{code} <{chr(int(value, 16)).encode('utf-16-be').hex()}>" if wide else line)
    return "\n".join(lines)


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """An opened font: ``font_name`` is what the canvas calls it.

    ``stroke`` is the width of an outline drawn around every letter, as a part of the size.
    """

    name: str
    font_name: str
    genuine: bool
    stroke: float
    glyphs: Mapping[int, int]
    widths: Mapping[int, float]

    def has(self, char: str) -> bool:
        """Tell whether the face can draw the character."""
        return ord(char) in self.glyphs

    def em(self, char: str) -> float:
        """Give the advance of a character it has, as a part of the type size."""
        return self.widths.get(ord(char), 0.0) / 1000


class FontSet:
    """One face for every role, and all faces a rare character may be borrowed from."""

    def __init__(self, faces: Mapping[Role, Face], rest: Iterator[Face]) -> None:
        """Take the faces of the roles; ``rest`` is opened only as far as characters ask for it."""
        self._faces = dict(faces)
        self._rest = rest
        self._opened: list[Face] = []

    def face(self, role: Role) -> Face:
        """Give the face that stands for a role."""
        return self._faces[role]

    def face_for(self, char: str, role: Role) -> Face | None:
        """Give the face that draws a character: the role's, 宋, any other; None if none has it."""
        order = (self._faces[role], self._faces[Role.SONG], *self._faces.values(), *self._opened)
        for face in order:
            if face.has(char):
                return face
        for face in self._rest:
            self._opened.append(face)
            if face.has(char):
                return face
        return None


def font_folders() -> tuple[Path, ...]:
    """List the folders this system keeps fonts in, the user's own first; resources/fonts last."""
    home = Path.home()
    if sys.platform == "win32":
        places = [
            Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft" / "Windows" / "Fonts",
            Path(os.environ.get("WINDIR", "C:\\Windows")) / "Fonts",
        ]
    else:
        places = [
            home / ".local" / "share" / "fonts",
            home / ".fonts",
            Path("/usr/local/share/fonts"),
            Path("/usr/share/fonts"),
        ]
    shipped = files("resources") / "fonts"
    if isinstance(shipped, Path):
        places.append(shipped)
    return tuple(place for place in places if place.is_dir())


def find_fonts(
    chosen: Mapping[Role, Path] | None = None, folders: Sequence[Path] | None = None
) -> FontSet:
    """Find a face for every role in ``folders`` (those of the system, if None).

    Raises CannotRead when a chosen file cannot be used or no Chinese font is there at all.
    """
    known = _known_files(font_folders() if folders is None else folders)
    found: dict[Role, Face] = {}
    for role, path in (chosen or {}).items():
        face = _open(path, _Candidate(path.stem, (), genuine=True))
        if face is None or not face.has(_PROBE):
            raise CannotRead(
                "不能用作中文字体",
                where=str(path),
                hint="请选择含有汉字的 TrueType 字体（ttf 或 ttc），不要选 otf",
            )
        found[role] = face
    for role, candidates in _CANDIDATES.items():
        first = next(_opened(candidates, known), None)
        if role not in found and first is not None:
            found[role] = first
    if not found:
        raise CannotRead("没有找到可用的中文字体，表格无法打印", hint=INSTALL_HINT)
    instead = found.get(Role.SONG) or next(iter(found.values()))
    faces = {role: found.get(role) or _stand_in(instead, role) for role in Role}
    every = [*(c for group in _CANDIDATES.values() for c in group), *_RARE]
    return FontSet(faces, _opened(every, known))


@cache
def system_fonts() -> FontSet:
    """Give the fonts of this system, looked up once."""
    return find_fonts()


def _stand_in(face: Face, role: Role) -> Face:
    stroke = TITLE_STROKE if role is Role.TITLE else face.stroke
    return Face(face.name, face.font_name, genuine=False, stroke=stroke, glyphs=face.glyphs,
                widths=face.widths)  # fmt: skip


def _known_files(folders: Sequence[Path]) -> dict[str, list[Path]]:
    """Index the font files below the folders by lower-case name, in the order of the folders."""
    known: dict[str, list[Path]] = {}
    for folder in folders:
        for place, below, names in os.walk(folder):
            below.sort()
            for name in sorted(names):
                if name.lower().endswith((".ttf", ".ttc")):
                    known.setdefault(name.lower(), []).append(Path(place, name))
    return known


def _opened(
    candidates: Sequence[_Candidate], known: Mapping[str, Sequence[Path]]
) -> Iterator[Face]:
    """Open the candidates that are there, one by one, in order."""
    for candidate in candidates:
        for path in (path for name in candidate.files for path in known.get(name, ())):
            face = _open(path, candidate)
            if face is not None:
                yield face


def _open(path: Path, candidate: _Candidate) -> Face | None:
    font = _font(path, candidate.index)
    if font is None:
        return None
    return Face(
        candidate.name,
        font.fontName,
        candidate.genuine,
        candidate.stroke,
        {c: g for c, g in font.face.charToGlyph.items() if chr(c) not in candidate.without},
        font.face.charWidths,
    )


@cache
def _font(path: Path, index: int) -> TTFont | None:
    """Open and register a font file once; None if reportlab cannot embed it."""
    # Two files of one name may be open at once, so the place is part of the registered name.
    name = f"{path.stem}-{index}-{crc32(str(path).encode()):08x}"
    try:
        font = _FullUnicodeFont(name, str(path), subfontIndex=index)
        # A damaged outline table shows only when a part of it is taken, which is after drawing.
        font.face.makeSubset([ord(_PROBE)])
    except (TTFError, OSError, struct.error, AssertionError, *_DAMAGED):
        return None
    _give_minus(font)
    registerFont(font)
    return font


def _give_minus(font: TTFont) -> None:
    """Let U+2212 be as wide as +, by the hyphen where that one is.

    The 宋 faces of GB 2312 descent have no minus or a full-width one, while their half-width
    hyphen is the bar of their plus sign; text copied from the page still says U+2212.
    """
    face = font.face
    widths, glyphs = face.charWidths, face.charToGlyph
    plus = widths.get(_PLUS)
    if plus is None or (_MINUS in glyphs and widths.get(_MINUS) == plus):
        return
    if _HYPHEN in glyphs and widths.get(_HYPHEN) == plus:
        glyphs[_MINUS] = glyphs[_HYPHEN]
        widths[_MINUS] = plus
