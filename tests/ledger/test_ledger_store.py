"""What is added to a ledger stays, once, and comes back equal."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vedette.ledger import Ledger, Selection
from vedette.model.document import Failure
from vedette.model.errors import LedgerError
from vedette.model.evidence import Span
from vedette.model.quantity import Item, Money
from vedette.model.report import FieldSpan, Place, When

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
LATER = datetime(2026, 1, 6, 12, tzinfo=UTC)


@pytest.fixture
def ledger(new_location: Any) -> Any:
    with Ledger.open(new_location()) as store:
        yield store


def test_a_report_comes_back_equal_with_every_field(ledger: Ledger, make_document: Any, make_report: Any) -> None:
    document = make_document(publisher="Fjord Wire", url="https://example.org/1", warnings=("two dates",))
    report = make_report(
        document, "six howitzers", actor=("NOR",), recipient=("UKR", "Azov Brigade"), programme="USAI", rule="aid.send",
        items=(Item("howitzer", "artillery", 6, 6), Item("shell", "ammunition", None, 5000.5, "part", "howitzer")),
        money=Money(5e10, None, "USD", "envelope", "loan"), place=(Place("Gulf of Oman", "to"), Place("Kyiv")),
        when=When(date(2022, 6, 1), None), said=date(2022, 6, 7), negated=True, hedged=True, flags=("undated",),
        attributed_to=(("Sky News", "Reuters"), ("witnesses",)), responds_to=("abc",), event="e1", why=("a", "b"),
        spans=(FieldSpan("actor", Span(0, 6)),), supporting=(Span(7, 11),),
    )  # fmt: skip
    ledger.add(document, [report], reader="1", at=NOON)
    (row,) = ledger.view().reports()
    assert row.report == report
    assert (row.published, row.publisher, row.version, row.reader) == (
        date(2022, 6, 8),
        "Fjord Wire",
        document.sha256,
        "1",
    )
    assert ledger.view().versions("wire/one.txt")[0].document == document


def test_unknown_bounds_come_back_unknown(ledger: Ledger, make_document: Any, make_report: Any) -> None:
    document = make_document()
    ledger.add(document, [make_report(document, money=Money(None, None, "EUR"))], reader="1", at=NOON)
    (row,) = ledger.view().reports()
    assert row.report.money == Money(None, None, "EUR")


def test_reading_twice_changes_no_row_count(ledger: Ledger, make_document: Any, make_report: Any) -> None:
    document = make_document()
    ledger.add(document, [make_report(document)], reader="1", at=NOON)
    before = ledger.view().counts()
    ledger.add(document, [make_report(document)], reader="1", at=LATER)
    assert ledger.view().counts() == before
    assert ledger.is_read(document, reader="1")
    assert not ledger.is_read(document, reader="2")


def test_a_changed_document_becomes_a_version_and_the_old_one_stays(
    ledger: Ledger, make_document: Any, make_report: Any
) -> None:
    old, new = make_document(text="Oslo sent six guns."), make_document(text="Oslo sent seven guns.")
    for document in (old, new):
        ledger.add(document, [make_report(document)], reader="1", at=NOON)
    assert [row.report.evidence for row in ledger.view().reports()] == ["Oslo sent seven guns."]
    assert [v.document.text for v in ledger.view().versions("wire/one.txt")] == [old.text, new.text]
    assert ledger.view().counts()["reports"] == 2
    (superseded,) = ledger.view().reports_by_id(make_report(old).id)
    assert not superseded.is_current


def test_a_document_that_goes_back_to_its_first_text_is_current_again(
    ledger: Ledger, make_document: Any, make_report: Any
) -> None:
    old, new = make_document(text="Oslo sent six guns."), make_document(text="Oslo sent seven guns.")
    for document in (old, new, old):
        ledger.add(document, [make_report(document)], reader="1", at=NOON)
    assert [row.report.evidence for row in ledger.view().reports()] == ["Oslo sent six guns."]
    counts = ledger.view().counts()
    assert (counts["versions"], counts["reports"], counts["arrivals"]) == (2, 2, 3)


def test_a_newer_reader_supersedes_without_deleting(ledger: Ledger, make_document: Any, make_report: Any) -> None:
    document = make_document()
    ledger.add(document, [make_report(document, status="done")], reader="1", at=NOON)
    ledger.add(document, [make_report(document, status="pledged")], reader="2", at=LATER)
    assert [row.report.status for row in ledger.view().reports()] == ["pledged"]
    assert ledger.view().counts()["reports"] == 2
    assert ledger.view().versions(document.name)[0].readers == ("1", "2")


def test_a_text_keeps_the_date_it_was_once_given(ledger: Ledger, make_document: Any) -> None:
    dated = make_document()
    ledger.add(dated, [], reader="1", at=NOON)
    undated = make_document(published=None, published_from=None)
    assert ledger.settle(undated) == dated
    # Another text of the same name is another matter: nothing is known of it.
    other = make_document(text="Another text.", published=None, published_from=None)
    assert ledger.settle(other) == other


def test_another_date_is_read_anew(ledger: Ledger, make_document: Any) -> None:
    ledger.add(make_document(), [], reader="1", at=NOON)
    redated = make_document(published=date(2021, 1, 1))
    assert not ledger.is_read(ledger.settle(redated), reader="1")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"evidence": "six howitzerz"}, "does not quote"),  # a quote that is not in the text
        ({"start": 1, "end": 14}, "does not quote"),  # offsets that moved
        ({"document": "other.txt"}, "names"),  # a report of another document
    ],
)
def test_a_report_that_breaks_the_law_of_evidence_is_refused(
    ledger: Ledger, make_document: Any, make_report: Any, change: dict[str, Any], message: str
) -> None:
    from dataclasses import replace

    document = make_document()
    with pytest.raises(LedgerError, match=message):
        ledger.add(document, [replace(make_report(document, "six howitzers"), **change)], reader="1", at=NOON)
    assert set(ledger.view().counts().values()) == {0}


def test_two_reports_of_one_id_are_refused(ledger: Ledger, make_document: Any, make_report: Any) -> None:
    document = make_document()
    with pytest.raises(LedgerError, match="have the id"):
        ledger.add(document, [make_report(document), make_report(document)], reader="1", at=NOON)


def test_a_failure_is_noted_once(ledger: Ledger) -> None:
    failure = Failure("bad.bin", "is no text", "Convert it")
    for at in (NOON, LATER):
        ledger.add_failure(failure, at=at)
    assert ledger.view().failures() == (failure,)


ANY_TEXT = st.text(st.characters(exclude_categories=()), min_size=1, max_size=40)


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(ANY_TEXT, min_size=1, max_size=5), data=st.data())
def test_any_text_in_any_order_gives_the_same_ledger(
    texts: list[str], data: Any, make_document: Any, make_report: Any
) -> None:
    documents = [make_document(f"{number}.txt", text) for number, text in enumerate(texts)]
    shuffled = data.draw(st.permutations(documents))
    answers = []
    for arriving in (documents, [*shuffled, *shuffled]):
        with Ledger.open("sqlite://") as store:
            for document in arriving:
                store.add(document, [make_report(document, event=document.text)], reader="1", at=NOON)
            answers.append((store.view().counts(), [row.report for row in store.view().reports(Selection())]))
    assert answers[0] == answers[1]
    assert [report.evidence for report in answers[0][1]] == texts


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANY_TEXT, title=ANY_TEXT)
def test_any_text_comes_back_as_it_went_in(text: str, title: str, ledger: Ledger, make_document: Any, make_report: Any) -> None:
    document = make_document(text=text, title=title)
    ledger.add(document, [make_report(document, event=title, actor=(title,))], reader="1", at=NOON)
    assert ledger.view().versions(document.name)[-1].document == document
    (row,) = ledger.view().reports()
    assert (row.report.evidence, row.report.event, row.report.actor) == (text, title, (title,))


def test_documents_come_in_the_same_order_whatever_holds_them(ledger: Ledger, make_document: Any, make_report: Any) -> None:
    names = ["b.txt", "A.txt", "a.txt", "Z/a.txt", "z-a.txt", "_.txt", "\u00e9.txt"]
    for name in names:
        document = make_document(name)
        ledger.add(document, [make_report(document)], reader="1", at=NOON)
    assert [row.report.document for row in ledger.view().reports()] == sorted(names)
