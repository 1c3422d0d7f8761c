"""Opening: the migrations build what the code expects, and what is no ledger of ours is left alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from vedette.ledger import Ledger
from vedette.ledger.migrate import VERSION_TABLE
from vedette.ledger.tables import metadata
from vedette.model.errors import LedgerError


def test_the_migrations_build_the_tables_that_the_code_expects(new_location: Any) -> None:
    location = new_location()
    Ledger.open(location).close()
    with create_engine(location if "://" in location else f"sqlite:///{location}").connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, metadata) == []


def test_a_question_never_makes_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    with pytest.raises(LedgerError, match="there is no ledger") as caught:
        Ledger.open(str(path), create=False)
    assert "vedette read" in caught.value.remedy
    assert not path.exists()


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are notes, and no database at all. " * 40)
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="cannot be opened"):
        Ledger.open(str(path))
    assert path.read_bytes() == before


def test_a_database_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE orders (id INTEGER)")
    with pytest.raises(LedgerError, match="something else"):
        Ledger.open(str(path))


def test_a_ledger_of_a_newer_vedette_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    Ledger.open(str(path)).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    with pytest.raises(LedgerError, match="newer Vedette"):
        Ledger.open(str(path))


@pytest.mark.parametrize("location", ["nosuch://host/name", "://", "missing-folder/deep/ledger.db"])
def test_a_location_that_cannot_be_opened_says_so(
    location: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LedgerError):
        Ledger.open(location)
