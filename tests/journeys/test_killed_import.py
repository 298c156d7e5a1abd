"""SIGKILL while ``townoffice import`` writes: the book has all of the file or nothing of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shell import shell
from townoffice.book import Book

UNITS = 399
ROUNDS = 6
IMPORT = "from townoffice.cli import main; main()"


def county_file(path: Path) -> Path:
    lines = ["区划代码,名称,户籍人口(人),常住人口(人),面积(平方公里),财政收入(万元),核定行政编制"]
    for n in range(1, UNITS + 1):
        kind = "街道" if n < 100 else "镇" if n < 200 else "乡"
        lines.append(f"999901{n:03d},第{n}{kind},{9000 + n},{8000 + n},50,{700 + n},20")
    path.write_text("\n".join(lines), "utf-8")
    return path


def size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return -1


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX's")
def test_a_killed_import_leaves_all_or_nothing(tmp_path: Path) -> None:
    book = tmp_path / "a.db"
    shell("new", book, "--county", "示例县", "--code", "999901")
    file = county_file(tmp_path / "units.csv")
    journal = book.with_name("a.db-journal")
    hot = 0
    for round_ in range(ROUNDS):
        words = [sys.executable, "-c", IMPORT, "import", str(book), str(file)]
        words += ["--year", str(2000 + round_), "--accept"]
        with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
            # later in every round: from the first page written to the change being sealed
            writes = 0
            size = -1
            while child.poll() is None and writes <= round_ * 3:
                found = size_of(journal)
                writes += found not in {size, -1}
                size = found
            hot += child.poll() is None
            child.kill()
        with Book.open(book) as opened:
            assert opened.verify() == ()
            units = len(opened.townships())
            figures = len(opened.indicators(2000 + round_))
            assert figures in {0, units}
            assert units in {0, UNITS}
    assert hot > 0, "no kill fell into an import; the test proves nothing"
