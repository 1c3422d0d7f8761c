"""Documents as they came: byte for byte, once, and told apart from what was changed since."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vedette.ledger import Ledger
from vedette.ledger.originals import Originals
from vedette.model.errors import LedgerError

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=2000))
def test_bytes_come_back_as_they_went_in(tmp_path: Path, content: bytes) -> None:
    kept = Originals(tmp_path)
    sha256 = kept.keep(content)
    assert sha256 == hashlib.sha256(content).hexdigest()
    assert kept.keep(content) == sha256
    assert kept.read(sha256) == content


def test_what_was_changed_or_lost_is_an_error(tmp_path: Path) -> None:
    kept = Originals(tmp_path)
    sha256 = kept.keep(b"Ships left.")
    kept.path(sha256).write_bytes(b"Ships stayed.")
    with pytest.raises(LedgerError, match="was changed"):
        kept.read(sha256)
    kept.path(sha256).unlink()
    with pytest.raises(LedgerError, match="holds no original"):
        kept.read(sha256)


def test_a_ledger_keeps_the_original_of_each_version_beside_it(tmp_path: Path, make_document: Any) -> None:
    path = tmp_path / "test.db"
    with Ledger.open(str(path)) as ledger:
        for text, original in (("Ships left.", b"<p>Ships left.</p>"), ("Ships stayed.", b"<p>Ships stayed.</p>")):
            document = make_document("a", text, original=original)
            ledger.add(document, [], reader="1", at=NOON)
            ledger.add(document, [], reader="1", at=NOON)
            assert ledger.original("a") == original
        ledger.add(make_document("b"), [], reader="1", at=NOON)
        with pytest.raises(LedgerError, match="no original of b"):
            ledger.original("b")
    files = [file for file in (tmp_path / "test.db.originals").rglob("*") if file.is_file()]
    assert sorted(file.read_bytes() for file in files) == [b"<p>Ships left.</p>", b"<p>Ships stayed.</p>"]


def test_a_folder_that_is_named_is_used_and_memory_keeps_none(tmp_path: Path, make_document: Any) -> None:
    with Ledger.open("sqlite://", originals=tmp_path / "kept") as ledger:
        ledger.add(make_document("a", original=b"x"), [], reader="1", at=NOON)
        assert ledger.original("a") == b"x"
    with Ledger.open("sqlite://") as ledger:
        ledger.add(make_document("a", original=b"x"), [], reader="1", at=NOON)
        with pytest.raises(LedgerError):
            ledger.original("a")
