"""What the house promises and import-linter and ruff cannot say.

Who may import whom stands in pyproject.toml ([tool.importlinter]); that every public thing has a
docstring is ruff's D.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CALCULATING = ("townships", "institutions", "staffing", "evaluation", "compliance")

# Nothing in here knows a clock, a screen, a file or chance; math only for whole numbers.
CALCULATING_IMPORTS = {
    "bisect",
    "collections",
    "collections.abc",
    "dataclasses",
    "datetime",
    "decimal",
    "enum",
    "fractions",
    "functools",
    "heapq",
    "itertools",
    "math",
    "operator",
    "typing",
}
FORBIDDEN_NAMES = {"float", "complex", "open", "print", "input", "eval", "exec", "__import__"}
FORBIDDEN_ATTRIBUTES = {"now", "today", "utcnow", "from_float", "fromtimestamp"}
MATH_OF_WHOLE_NUMBERS = {"gcd", "lcm", "isqrt", "comb", "perm", "factorial", "prod"}

TOP_LEVEL = {
    ".ci",
    ".git",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "pyproject.toml",
    "resources",
    "sample_db",
    "tests",
    "tools",
    "townoffice",
    "ui",
}


def ignored() -> list[str]:
    """The patterns of .gitignore, as far as it uses plain ones."""
    lines = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    return [line.strip("/") for line in lines if line and not line.startswith("#")]


def own_files() -> list[Path]:
    """Every file that belongs to the project: what .gitignore does not name."""
    patterns = [".git", *ignored()]

    def walk(folder: Path, below: str) -> Iterator[Path]:
        for entry in sorted(folder.iterdir()):
            place = below + entry.name
            if any(fnmatch(entry.name, p) or place == p for p in patterns):
                continue
            if entry.is_dir():
                yield from walk(entry, f"{place}/")
            else:
                yield entry

    return list(walk(ROOT, ""))


FILES = own_files()
PYTHON = [path for path in FILES if path.suffix == ".py"]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_only_known_entries_stand_at_the_top_level() -> None:
    found = {name_of(path).split("/")[0] for path in FILES}
    assert found <= TOP_LEVEL, f"not in the plan of the house: {sorted(found - TOP_LEVEL)}"


def faults_of_calculation(tree: ast.Module) -> Iterator[str]:
    """What a calculating room may not hold: floats, clocks, chance, files, screens."""
    for node in ast.walk(tree):
        for fault in (*faults_of_import(node), *faults_of_word(node)):
            yield f"line {getattr(node, 'lineno', 0)}: {fault}"


def modules_of(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def faults_of_import(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.ImportFrom) and node.module == "math":
        names = {alias.name for alias in node.names} - MATH_OF_WHOLE_NUMBERS
        yield from (f"math.{name} works in floats" for name in sorted(names))
    for module in modules_of(node):
        if module not in CALCULATING_IMPORTS and module.partition(".")[0] != "townoffice":
            yield f"imports {module}"


def faults_of_word(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Constant(value=float() | complex()):
            yield f"{node.value!r} is a float"
        case ast.Name(id=name) if name in FORBIDDEN_NAMES:
            yield name
        case ast.Attribute(value=ast.Name(id="math"), attr=name):
            if name not in MATH_OF_WHOLE_NUMBERS:
                yield f"math.{name} works in floats"
        case ast.Attribute(attr=name) if name in FORBIDDEN_ATTRIBUTES:
            yield f".{name}"


def calculating_files() -> list[Path]:
    folders = [ROOT / "townoffice" / room for room in CALCULATING]
    return [path for path in PYTHON if any(folder in path.parents for folder in folders)]


def test_calculating_rooms_know_no_float_clock_chance_or_file() -> None:
    files = calculating_files()
    assert files
    faults = [
        f"{name_of(path)} {fault}"
        for path in files
        for fault in faults_of_calculation(ast.parse(path.read_text("utf-8")))
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "line",
    [
        "x = 0.5",
        "x = float(1)",
        "import random",
        "import time",
        "from pathlib import Path",
        "x = date.today()",
        "import math\nx = math.sqrt(2)",
        "from math import log",
        "open('x')",
    ],
)
def test_the_look_into_calculating_rooms_finds(line: str) -> None:
    assert list(faults_of_calculation(ast.parse(line)))


def rooms() -> list[Path]:
    return sorted(path for path in (ROOT / "townoffice").glob("*/__init__.py"))


@pytest.mark.parametrize("path", rooms(), ids=lambda path: path.parent.name)
def test_every_room_says_what_it_is_for(path: Path) -> None:
    words = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").split()
    assert len(words) >= 20, "what the room is for, how data comes and goes, and why"


# Spelt so that the list does not find itself.
PLACES = re.compile(
    r"(files\.)?pythonhosted|pypi\.org|registry\.npmjs|deb\.debian\.org|index-url|find-links"
    r"|(?<![\w.])/(?:work|farm|root|Users)/\w|/home/[a-z]\w*/|\b[A-Z]:\\Users\\",
    re.IGNORECASE,
)


def test_no_file_names_a_package_index_or_a_place_on_one_machine() -> None:
    found = [
        f"{name_of(path)}:{number}: {line.strip()[:80]}"
        for path in FILES
        if path.suffix not in {".png", ".ico"} and path != Path(__file__).resolve()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if PLACES.search(line)
    ]
    assert not found, "\n".join(found)


SILENCER = re.compile(
    r"#\s*(?:type:\s*ignore(?:\[[\w, -]+\])?"
    r"|(?:ruff:\s*)?noqa(?::\s*[A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*)?)(?P<reason>.*)$"
)


def test_a_silenced_checker_has_its_reason_on_the_line() -> None:
    found = [
        f"{name_of(path)}:{number}"
        for path in PYTHON
        if path != Path(__file__).resolve()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if (match := SILENCER.search(line)) and len(re.findall(r"\w+", match["reason"])) < 2
    ]
    assert not found, "\n".join(found)


PACKED = ("townoffice", "ui", "resources", "sample_db")


def packed_as_data(path: Path) -> bool:
    with (ROOT / "pyproject.toml").open("rb") as file:
        data: dict[str, list[str]] = tomllib.load(file)["tool"]["setuptools"]["package-data"]
    patterns = [f"{package.replace('.', '/')}/{p}" for package, ps in data.items() for p in ps]
    return any(fnmatch(name_of(path), pattern) for pattern in patterns)


def test_everything_the_program_needs_is_packed_into_the_wheel() -> None:
    """Code by its package, all else by package-data; alembic's scripts stand in no package."""
    loose = [
        name_of(path)
        for path in FILES
        if name_of(path).partition("/")[0] in PACKED
        and not (path.suffix == ".py" and (path.parent / "__init__.py").exists())
        and not packed_as_data(path)
    ]
    assert not loose, f"the wheel would lack {loose}"


MODULES = {"PySide6_Essentials": "PySide6"}
"""Libraries whose module has another name."""


def test_every_library_the_program_asks_for_is_used_by_it() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        asked: list[str] = tomllib.load(file)["project"]["dependencies"]
    names = {re.split(r"[^\w-]", line)[0].replace("-", "_") for line in asked}
    names = {MODULES.get(name, name) for name in names}
    imported = {
        module.partition(".")[0]
        for path in PYTHON
        if name_of(path).startswith(("townoffice/", "ui/"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for module in modules_of(node)
    }
    imported |= {
        name
        for path in PYTHON
        for name in re.findall(r'find_spec\("(\w+)"\)', path.read_text("utf-8"))
        if name_of(path).startswith("ui/")
    }  # a library may be asked for its files alone
    assert names <= imported, f"nobody imports {sorted(names - imported)}"
