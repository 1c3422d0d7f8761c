"""The batch: one document's trouble is its own, and what is read once is not read again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from vedette.ledger import Ledger
from vedette.model.analysis import Analysis
from vedette.model.document import Document, Failure
from vedette.pipeline import Reading, StageError, read_documents, reader_version

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.fixture
def reader(make_report: Any) -> Any:
    """A reader that finds one report in any text but "broken", and notes what it has read."""

    class Reader:
        def __init__(self) -> None:
            self.names: list[str] = []

        def __call__(self, document: Document) -> Reading:
            self.names.append(document.name)
            if document.text == "broken":
                raise StageError("analysis broke", remedy="Report it")
            return Reading(document, None, (make_report(document),))  # type: ignore[arg-type]

    return Reader()


@pytest.fixture
def ledger() -> Any:
    with Ledger.open("sqlite://") as store:
        yield store


def states(outcomes: Any) -> list[tuple[str, str]]:
    return [(outcome.name, outcome.state) for outcome in outcomes]


def test_a_document_that_breaks_a_stage_never_stops_the_rest(ledger: Ledger, reader: Any, make_document: Any) -> None:
    incoming = [
        make_document("a"),
        make_document("b", "broken"),
        Failure("c", "is empty", "Fill it"),
        make_document("d"),
    ]
    outcomes = list(read_documents(incoming, ledger=ledger, at=NOON, read=reader, reader="1"))
    assert states(outcomes) == [("a", "read"), ("b", "failed"), ("c", "failed"), ("d", "read")]
    assert outcomes[1].failure == Failure("b", "analysis broke", "Report it")
    assert {failure.name for failure in ledger.view().failures()} == {"b", "c"}


def test_what_was_read_is_not_read_again_but_its_reports_are_there(
    ledger: Ledger, reader: Any, make_document: Any
) -> None:
    first = list(read_documents([make_document("a")], ledger=ledger, at=NOON, read=reader, reader="1"))
    counts = ledger.view().counts()
    second = list(read_documents([make_document("a")], ledger=ledger, at=NOON, read=reader, reader="1"))
    assert states(second) == [("a", "unchanged")]
    assert second[0].reports == first[0].reports
    assert reader.names == ["a"]
    assert ledger.view().counts() == counts
    # Another reader reads it anew.
    assert states(read_documents([make_document("a")], ledger=ledger, at=NOON, read=reader, reader="2")) == [
        ("a", "read")
    ]


def test_two_texts_of_one_name_in_one_run_are_not_versions(ledger: Ledger, reader: Any, make_document: Any) -> None:
    incoming = [make_document("a", "One."), make_document("a", "Two."), make_document("a", "One.")]
    outcomes = list(read_documents(incoming, ledger=ledger, at=NOON, read=reader, reader="1"))
    assert states(outcomes) == [("a", "read"), ("a", "failed"), ("a", "unchanged")]
    assert ledger.view().counts()["versions"] == 1


def test_without_a_ledger_everything_is_read(reader: Any, make_document: Any) -> None:
    for _ in range(2):
        assert states(read_documents([make_document("a")], ledger=None, at=NOON, read=reader, reader="1")) == [
            ("a", "read")
        ]


def test_intake_that_breaks_is_a_failure_of_its_own(reader: Any, make_document: Any) -> None:
    def incoming() -> Any:
        yield make_document("a")
        raise RuntimeError("lost")

    outcomes = list(read_documents(incoming(), ledger=None, at=NOON, read=reader, reader="1"))
    assert states(outcomes) == [("a", "read"), ("intake", "failed")]
    assert "not read" in outcomes[1].failure.reason  # type: ignore[union-attr]


def test_a_text_whose_copies_cannot_be_looked_for_never_stops_the_rest(
    ledger: Ledger, reader: Any, make_document: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(runs: Any) -> Any:
        raise IndexError("out of range")

    with monkeypatch.context() as patched:
        patched.setattr("vedette.text.copies.sketch", broken)
        outcomes = list(read_documents([make_document("a")], ledger=ledger, at=NOON, read=reader, reader="1"))
        assert [outcome.state for outcome in outcomes] == ["read", "failed"]
        assert "copies could not be looked for (IndexError: out of range)" in outcomes[1].failure.reason  # type: ignore[union-attr]
        again = list(read_documents([make_document("a"), make_document("b", "Ships left.")], ledger=ledger, at=NOON, read=reader, reader="1"))
        assert [outcome.state for outcome in again] == ["failed", "unchanged", "read", "failed"]
    # What waits is looked at again, and what was read stays read.
    assert states(read_documents([make_document("a")], ledger=ledger, at=NOON, read=reader, reader="1")) == [("a", "unchanged")]
    assert ledger.view().counts()["sketches"] == 2


def test_a_stage_that_breaks_is_named_with_the_document(monkeypatch: pytest.MonkeyPatch, make_document: Any) -> None:
    def broken(clean: Any, *, model: str) -> Analysis:
        raise IndexError("out of range")

    monkeypatch.setattr("vedette.analysis.analyse", broken)
    (outcome,) = read_documents([make_document("a.txt")], ledger=None, at=NOON)
    assert outcome.failure is not None
    assert outcome.failure.reason == "analysis broke on a.txt: IndexError: out of range"


def test_the_reader_has_one_version() -> None:
    assert reader_version() == reader_version()
    assert len(reader_version()) == 16
