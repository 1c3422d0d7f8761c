"""The reading desk: order, progress, stopping, and what breaks on it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from vedette.ledger import Ledger
from vedette.model.document import Failure
from vedette.pipeline import Outcome
from vedette.publish import desk as module
from vedette.publish.desk import Arrival, Desk, Progress


@pytest.fixture
def gate() -> threading.Event:
    return threading.Event()


@pytest.fixture
def desk(tmp_path: Path, gate: threading.Event) -> Iterator[Desk]:
    """A desk whose reader makes a document of each word, and waits for the gate before any but the first."""

    def read(incoming: Any, **_known: Any) -> Iterator[Outcome]:
        (document,) = incoming
        for k, word in enumerate(document.text.split()):
            if k:
                gate.wait(10)
            if word == "bang":
                raise RuntimeError("bang")
            failure = Failure(word, "it is bad", "Mend it") if word == "bad" else None
            yield Outcome(word, "failed" if failure else "read", failure=failure)

    made = Desk(lambda: Ledger.open(str(tmp_path / "desk.db")), read=read)
    yield made
    gate.set()
    made.close()


def put(desk: Desk, text: str) -> Progress:
    progress = desk.put(Arrival("t.txt", text.encode()))
    assert progress is not None
    return progress


def until(desk: Desk, id: str, state: str, documents: int = 0) -> Progress:
    known = desk.progress(id)
    for _ in range(200):
        assert known is not None
        if known.state == state and known.documents >= documents:
            return known
        known = desk.wait(id, known.turn, 0.1)
    raise AssertionError(f"never {state}: {known}")


def test_documents_are_counted_as_they_are_read(desk: Desk, gate: threading.Event) -> None:
    id = put(desk, "one two").id
    assert until(desk, id, "reading", documents=1).names == ("one",)
    gate.set()
    assert until(desk, id, "read").documents == 2


def test_one_bad_document_of_several_is_named_and_the_rest_is_read(desk: Desk, gate: threading.Event) -> None:
    gate.set()
    known = until(desk, put(desk, "one bad two").id, "read")
    assert (known.names, [failure.name for failure in known.failures]) == (("one", "two"), ["bad"])


def test_what_breaks_is_said_and_the_desk_goes_on(desk: Desk, gate: threading.Event) -> None:
    gate.set()
    broken, whole = put(desk, "bang").id, put(desk, "one").id
    assert "RuntimeError: bang" in until(desk, broken, "failed").failures[0].reason
    until(desk, whole, "read")


def test_a_reading_stops_after_the_document_in_work_and_a_waiting_one_never_begins(desk: Desk, gate: threading.Event) -> None:
    first, second = put(desk, "one two three").id, put(desk, "four").id
    until(desk, first, "reading", documents=1)
    assert desk.stop(first).state == desk.stop(second).state == "stopped"  # type: ignore[union-attr]
    gate.set()
    last = put(desk, "five").id
    until(desk, last, "read")
    assert desk.progress(first).documents <= 2  # type: ignore[union-attr]
    assert desk.progress(second).documents == 0  # type: ignore[union-attr]
    assert desk.stop("99") is None


def test_a_full_desk_takes_no_more(tmp_path: Path, gate: threading.Event, monkeypatch: Any) -> None:
    monkeypatch.setattr(module, "WAITING", 1)

    def read(incoming: Any, **_known: Any) -> Iterator[Outcome]:
        gate.wait(10)
        yield Outcome("d", "read")

    small = Desk(lambda: Ledger.open(str(tmp_path / "desk.db")), read=read)
    try:
        taken = [small.put(Arrival("t", b"one")) for _ in range(4)]
        assert None in taken
        assert taken[0] is not None
    finally:
        gate.set()
        small.close()
