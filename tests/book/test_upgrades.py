"""Alembic's scripts and the tables described in schema.py are the same thing."""

import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from tests.book import samples
from townoffice.book import Book, schema, upgrade
from townoffice.book.shelf import folder_of, newest_backup, shelf
from townoffice.feedback import BookDamaged, CannotRead

NOW = schema.SCHEMA
NEXT = NOW + 1
SCRIPT = f"""
import sqlalchemy as sa
from alembic import op

revision = "{upgrade.revision(NEXT)}"
down_revision = "{upgrade.revision(NOW)}"


def upgrade() -> None:
    with op.batch_alter_table("post_facts") as batch:
        batch.add_column(sa.Column("remark", sa.Text()))
        batch.alter_column("doc_no", new_column_name="doc_no", existing_type=sa.Text())
"""
REMARKS = f"v{upgrade.revision(NEXT)}_remarks.py"


def scripts() -> ScriptDirectory:
    """The upgrade scripts as alembic sees them."""
    config = Config()
    config.set_main_option("script_location", str(upgrade.SCRIPTS))
    return ScriptDirectory.from_config(config)


def by_alembic() -> sa.Connection:
    """An empty database brought up by the scripts."""
    connection = sa.create_engine("sqlite://", isolation_level="AUTOCOMMIT").connect()
    upgrade.upgrade(connection, schema.SCHEMA)
    return connection


def layout(connection: sa.Connection) -> dict[str, str]:
    """Name and text of everything in sqlite_master, spaces aside."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master").all()
    return {
        name: re.sub(r"\s*([(),])\s*", r"\1", " ".join((sql or "").split())) for name, sql in rows
    }


@pytest.fixture
def next_layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pretend that this program knows one layout more."""
    folder = tmp_path / "upgrades"
    shutil.copytree(upgrade.SCRIPTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / REMARKS).write_text(SCRIPT, encoding="utf-8")
    monkeypatch.setattr(upgrade, "SCRIPTS", folder)
    monkeypatch.setattr(schema, "SCHEMA", NEXT)
    return folder


def test_there_is_one_head_and_it_is_todays_layout() -> None:
    assert scripts().get_heads() == [upgrade.revision(schema.SCHEMA)]
    assert len(scripts().get_bases()) == 1


def test_the_scripts_build_what_a_new_book_has(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db") as book:
        fresh = layout(book._connection)
    connection = by_alembic()
    upgraded = layout(connection)
    connection.close()
    connection.engine.dispose()
    assert upgraded == fresh


def test_the_description_matches_the_scripts() -> None:
    connection = by_alembic()
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    differences = compare_metadata(context, schema.metadata)
    connection.close()
    connection.engine.dispose()
    assert differences == []


def test_an_older_book_is_backed_up_and_upgraded(tmp_path: Path, next_layout: Path) -> None:
    path = tmp_path / "b.db"
    with pytest.MonkeyPatch.context() as older:
        older.setattr(schema, "SCHEMA", NOW)
        with samples.new_book(path, 4) as book:
            before, old = samples.everything(book), book.head
    with pytest.raises(CannotRead, match="旧格式"):
        Book.open(path, read_only=True)
    with Book.open(path) as book:
        assert samples.everything(book) == before
        assert (book.version, book.history()[0].label) == (2, f"升级台账格式：{NOW} → {NEXT}")
        assert book.verify() == ()
        last = book.next_undo()
        assert last is not None
        assert last.label == "导入"
        book.undo()
        book.redo()
        assert samples.everything(book) == before
    backup = newest_backup(path)
    assert backup is not None
    assert len(shelf(folder_of(path))) == 1
    with closing(sqlite3.connect(path)) as plain, closing(sqlite3.connect(backup)) as kept:
        assert plain.execute("PRAGMA user_version").fetchone() == (NEXT,)
        assert plain.execute("SELECT version_num FROM alembic_version").fetchone() == (
            upgrade.revision(NEXT),
        )
        assert kept.execute("PRAGMA user_version").fetchone() == (NOW,)
        assert kept.execute("SELECT digest FROM changes").fetchone() == (old,)
    Book.open(path).close()


def test_an_upgrade_that_fails_leaves_the_old_book(tmp_path: Path, next_layout: Path) -> None:
    path = tmp_path / "b.db"
    with pytest.MonkeyPatch.context() as older:
        older.setattr(schema, "SCHEMA", NOW)
        with samples.new_book(path, 4):
            pass
    content = path.read_bytes()
    script = next_layout / "versions" / REMARKS
    script.write_text(SCRIPT + "    raise ZeroDivisionError\n", encoding="utf-8")
    with pytest.raises(ZeroDivisionError):
        Book.open(path)
    assert path.read_bytes() == content


def test_a_tampered_older_book_is_not_upgraded(tmp_path: Path, next_layout: Path) -> None:
    path = tmp_path / "b.db"
    with pytest.MonkeyPatch.context() as older:
        older.setattr(schema, "SCHEMA", NOW)
        with samples.new_book(path, 4):
            pass
    samples.tamper(path, "UPDATE post_facts SET count = 0")
    with pytest.raises(BookDamaged, match="内容"):
        Book.open(path)
    assert newest_backup(path) is None


def test_alembic_is_not_loaded_for_a_book_of_today(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from townoffice.book import Book;"
        "from townoffice.records import County; path = Path(sys.argv[1]);"
        "Book.create(path, County('云岭县', '999901')).close(); Book.open(path).close();"
        "sys.exit('alembic' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, tmp_path / "b.db"], check=True, timeout=60)
