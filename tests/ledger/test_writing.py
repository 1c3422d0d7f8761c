"""Several writers at once: nobody fails, nothing is there twice, and one reading of each document is the current one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.exc import OperationalError

from vedette.ledger import Ledger, ReviewConflict
from vedette.ledger import writing as writing_module
from vedette.ledger.tables import documents, readings, versions
from vedette.ledger.writing import ATTEMPTS, write
from vedette.model.errors import LedgerError
from vedette.questions import review

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
WRITERS = 4


def at_once(work: Callable[[int], Any]) -> list[Any]:
    """What the work gives for each writer, all begun at the same moment; the first error is raised."""
    ready = threading.Barrier(WRITERS)

    def begin(number: int) -> Any:
        ready.wait()
        return work(number)

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(begin, range(WRITERS)))


def test_a_new_ledger_that_is_opened_by_several_at_once_is_made_once(new_location: Any) -> None:
    location = new_location()
    for ledger in at_once(lambda _: Ledger.open(location)):
        assert ledger.view().counts()["documents"] == 0
        ledger.close()


def test_the_same_document_written_by_several_is_there_once(new_location: Any, make_document: Any, make_report: Any) -> None:
    location = new_location()
    Ledger.open(location).close()
    kept = [make_document(f"{number}.txt", f"Oslo sent {number} guns.") for number in range(5)]

    def add(_: int) -> None:
        with Ledger.open(location) as ledger:
            for document in kept:
                ledger.add(document, [make_report(document)], reader="1", at=NOON)

    at_once(add)
    with Ledger.open(location) as ledger:
        counts = ledger.view().counts()
        assert [counts[name] for name in ("documents", "versions", "arrivals", "readings", "reports")] == [5] * 5


def test_versions_written_at_once_leave_one_current(new_location: Any, make_document: Any, make_report: Any) -> None:
    location = new_location()
    Ledger.open(location).close()

    def add(number: int) -> None:
        with Ledger.open(location) as ledger:
            for turn in range(4):
                document = make_document("a.txt", f"Oslo sent {number}{turn} guns.")
                ledger.add(document, [make_report(document)], reader="1", at=NOON)

    at_once(add)
    with Ledger.open(location) as ledger:
        (row,) = ledger.view().reports()
        stored = ledger.view().versions("a.txt")
        assert len(stored) == WRITERS * 4
        assert stored[-1].document.text == row.report.evidence
        engine = create_engine(location if "://" in location else f"sqlite:///{location}")
        joined = select(readings.c.id).join(versions, readings.c.version_id == versions.c.id).join(documents, versions.c.document_id == documents.c.id)
        with engine.connect() as connection:
            assert len(connection.execute(joined.where(~readings.c.retired)).all()) == 1
        engine.dispose()


def test_of_several_who_judge_one_revision_one_succeeds_and_the_others_are_told(new_location: Any, make_document: Any, make_report: Any) -> None:
    location = new_location()
    document = make_document()
    with Ledger.open(location) as ledger:
        ledger.add(document, [make_report(document)], reader="1", at=NOON)
    name = make_report(document).id

    def judge(number: int) -> str:
        with Ledger.open(location) as ledger:
            try:
                review.accept(ledger, name, who=f"judge {number}", why="read", at=NOON, seen=0)
            except ReviewConflict as conflict:
                return conflict.others[0].who
            return "accepted"

    told = at_once(judge)
    with Ledger.open(location) as ledger:
        (judgement,) = ledger.view().log()
    assert sorted(told) == sorted(["accepted", *[judgement.who] * (WRITERS - 1)])


def test_who_is_always_in_the_way_ends_the_tries_with_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(writing_module.time, "sleep", waits.append)

    def blocked(_: Any) -> None:
        raise OperationalError("INSERT", {}, Exception("database is locked"))

    with pytest.raises(LedgerError, match="database is locked"):
        write(create_engine("sqlite://"), blocked)
    assert len(waits) == ATTEMPTS - 1
