"""The review log: added to, never changed, replayed to the same view, and told apart from what the reader found."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.ledger import Ledger, LedgerView, ReviewConflict, Scope, Selection
from vedette.model.errors import LedgerError, UsageError
from vedette.model.judgement import replay
from vedette.model.quantity import Item, Money
from vedette.model.report import Place, When
from vedette.questions import review

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=1)
SAYS = {"who": "Ana", "why": "read the statement", "at": LATER}
TEXT = "Oslo sent guns. Riga may send money. A boat left."


@pytest.fixture
def ledger(new_location: Any, make_document: Any, make_report: Any) -> Any:
    with Ledger.open(new_location()) as store:
        store.add(*_first(make_document, make_report), reader="1", at=NOON)
        yield store


def _first(make_document: Any, make_report: Any, text: str = TEXT) -> Any:
    document = make_document(text=text)
    sentences = ["Oslo sent guns.", "Riga may send money.", "A boat left."]
    reports = [
        make_report(document, sentence, actor=(actor,), rule=rule)
        for sentence, actor, rule in zip(sentences, ("NOR", "LVA", "RUS"), ("guns", "money", "boat"), strict=True)
        if sentence in text
    ]
    return document, reports


def ids(view: LedgerView, selection: Selection | None = None) -> dict[str, str]:
    return {row.report.rule: row.report.id for row in view.reports(selection)}


def test_a_judgement_stands_beside_what_the_reader_found(ledger: Ledger) -> None:
    guns = ids(ledger.view())["guns"]
    row = review.edit(ledger, guns, "status", "pledged", **SAYS)
    assert row.review is not None
    assert row.machine is not None
    assert (row.report.status, row.machine.status, row.review.state, row.review.revision) == ("pledged", "done", "edited", 1)
    row = review.accept(ledger, guns, **SAYS)
    assert (row.report.status, row.review.state if row.review else None) == ("pledged", "accepted")
    machine = ledger.view(Scope(with_reviews=False)).reports_by_id(guns)[0]
    assert (machine.report.status, machine.review, machine.machine) == ("done", None, None)
    (first, second) = ledger.view().log(guns)
    assert (first.decision, first.field, first.value, first.who, first.why, first.at) == ("edit", "status", "pledged", "Ana", "read the statement", LATER)
    assert second.revision == 2


@pytest.mark.parametrize(
    ("field", "value", "attribute", "becomes"),
    [
        ("type", "aid.military", "type", "aid.military"),
        ("negated", True, "negated", True),
        ("actor", ["NOR", "SWE"], "actor", ("NOR", "SWE")),
        ("items", [{"name": "gun", "category": "artillery", "low": 3, "high": None}], "items", (Item("gun", "artillery", 3.0, None),)),
        ("money", {"low": None, "high": 5e6, "currency": "NOK"}, "money", Money(None, 5e6, "NOK")),
        ("money", {"currency": "NOK"}, "money", Money(None, None, "NOK")),  # null never becomes 0
        ("money", None, "money", None),
        ("place", [{"name": "Kyiv", "role": "to"}], "place", (Place("Kyiv", "to"),)),
        ("when", {"start": "2031-03-01", "end": None}, "when", When(date(2031, 3, 1), None)),
        ("said", "2031-03-02", "said", date(2031, 3, 2)),
        ("attributed_to", [["NOR"], ["a minister"]], "attributed_to", (("NOR",), ("a minister",))),
        ("event", "e7", "event", "e7"),
        ("programme", None, "programme", None),
        ("span", [5, 14], "evidence", "sent guns"),
    ],
)
def test_each_field_is_edited_in_the_form_of_the_record(ledger: Ledger, field: str, value: Any, attribute: str, becomes: Any) -> None:
    row = review.edit(ledger, ids(ledger.view())["guns"], field, value, **SAYS)
    assert getattr(row.report, attribute) == becomes
    assert getattr(ledger.view().reports_by_id(row.report.id)[0].report, attribute) == becomes


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", "promised"), ("type", "aid"), ("negated", "no"), ("actor", "NOR"), ("said", "March"), ("when", 3), ("actor", [""]),
        ("items", [{"name": "gun", "category": "gun"}]), ("money", {"low": 0}), ("money", {"low": "much", "currency": "NOK"}),
        ("place", [{"name": "Kyiv", "role": "near"}]), ("span", [5, 500]), ("span", 5), ("id", "x"),
    ],
)  # fmt: skip
def test_what_no_field_can_hold_is_refused_and_nothing_is_logged(ledger: Ledger, field: str, value: Any) -> None:
    with pytest.raises(UsageError):
        review.edit(ledger, ids(ledger.view())["guns"], field, value, **SAYS)
    assert ledger.view().log() == ()


def test_selections_go_by_the_edited_values(ledger: Ledger) -> None:
    names = ids(ledger.view())
    review.edit(ledger, names["guns"], "actor", ["SWE"], **SAYS)
    review.edit(ledger, names["boat"], "place", [{"name": "Gulf of Oman", "role": "at"}], **SAYS)
    review.edit(ledger, names["money"], "said", "2031-01-01", **SAYS)
    view = ledger.view()
    assert set(ids(view, Selection(actors=("NOR",)))) == set()
    assert set(ids(view, Selection(actors=("swe",)))) == {"guns"}
    assert set(ids(view, Selection(places=("oman",)))) == {"boat"}
    assert set(ids(view, Selection(first=date(2031, 1, 1)))) == {"money"}
    assert set(ids(view, Selection(last=date(2022, 6, 30)))) == {"guns", "boat"}
    assert list(ids(view)) == ["guns", "money", "boat"]
    assert view.statuses() == {"done": 3}


def test_a_rejected_report_is_left_out_and_comes_back_when_accepted(ledger: Ledger) -> None:
    boat = ids(ledger.view())["boat"]
    review.edit(ledger, boat, "status", "ongoing", **SAYS)
    review.reject(ledger, boat, **SAYS)
    assert set(ids(ledger.view())) == {"guns", "money"}
    assert ledger.view().statuses() == {"done": 2}
    assert ledger.view().reports_by_id(boat)[0].review is not None
    review.accept(ledger, boat, **SAYS)
    (row,) = ledger.view().reports(Selection(statuses=("ongoing",)))
    assert row.report.id == boat


def test_undo_takes_back_the_last_that_stands_and_the_log_keeps_both(ledger: Ledger) -> None:
    guns = ids(ledger.view())["guns"]
    (found,) = ledger.view().reports_by_id(guns)
    review.edit(ledger, guns, "status", "authorised", **SAYS)
    review.reject(ledger, guns, **SAYS)
    assert guns not in ids(ledger.view()).values()
    edited = review.undo(ledger, guns, **SAYS)
    assert (edited.review.state if edited.review else None, edited.report.status) == ("edited", "authorised")
    undone = review.undo(ledger, guns, **SAYS)
    assert (undone.review.state if undone.review else None, undone.report) == ("open", found.report)
    with pytest.raises(UsageError, match="no judgement"):
        review.undo(ledger, guns, **SAYS)
    accepted = review.accept(ledger, guns, **SAYS)
    assert (accepted.review.state if accepted.review else None, accepted.report) == ("accepted", found.report)
    assert [judgement.decision for judgement in ledger.view().log()] == ["edit", "reject", "undo", "undo", "accept"]


def test_merge_joins_events_and_split_parts_them(ledger: Ledger) -> None:
    names = ids(ledger.view())
    review.merge(ledger, [names["guns"], names["money"]], **SAYS)
    events = {row.report.rule: row.report.event for row in ledger.view().reports()}
    assert events["guns"] == events["money"] is not None
    assert events["boat"] is None
    review.split(ledger, names["guns"], **SAYS)
    events = {row.report.rule: row.report.event for row in ledger.view().reports()}
    assert None is not events["guns"] != events["money"]
    with pytest.raises(UsageError, match="two reports or more"):
        review.merge(ledger, [names["guns"], names["guns"]], **SAYS)


def test_two_who_edit_the_same_record_lose_nothing_and_are_told(new_location: Any, make_document: Any, make_report: Any) -> None:
    location = new_location()
    with Ledger.open(location) as mine, Ledger.open(location) as theirs:
        mine.add(*_first(make_document, make_report), reader="1", at=NOON)
        guns = ids(mine.view())["guns"]
        review.edit(mine, guns, "status", "pledged", who="Ana", why="it was a promise", at=LATER, seen=0)
        with pytest.raises(ReviewConflict, match="Ana: edit status") as caught:
            review.edit(theirs, guns, "status", "ongoing", who="Ben", why="under way", at=LATER, seen=0)
        assert [other.who for other in caught.value.others] == ["Ana"]
        assert mine.view().reports_by_id(guns)[0].report.status == "pledged"
        review.edit(theirs, guns, "status", "ongoing", who="Ben", why="under way", at=LATER, seen=1)
        assert [judgement.value for judgement in mine.view().log(guns)] == ["pledged", "ongoing"]
        with pytest.raises(LedgerError, match="2 judgements"):
            review.accept(mine, guns, who="Ana", why="ok", at=LATER, seen=7)


def test_a_merge_that_one_report_forbids_changes_none(ledger: Ledger) -> None:
    names = ids(ledger.view())
    review.accept(ledger, names["guns"], **SAYS)
    with pytest.raises(ReviewConflict):
        review.merge(ledger, [names["guns"], names["money"]], seen=0, **SAYS)
    assert len(ledger.view().log()) == 1


def test_a_new_version_reopens_the_reviews_that_it_touches(ledger: Ledger, make_document: Any, make_report: Any) -> None:
    names = ids(ledger.view())
    for rule in ("guns", "boat"):
        review.accept(ledger, names[rule], **SAYS)
    assert ledger.view().reopened() == ()
    ledger.add(*_first(make_document, make_report, "On Monday Oslo sent guns. Riga may send money."), reader="1", at=LATER + timedelta(days=1))
    guns, boat = sorted(ledger.view().reopened(), key=lambda one: one.successor is None)
    assert guns.reason == boat.reason == "the document has a new version"
    assert guns.successor is not None
    assert (guns.successor.report.evidence, guns.successor.review, boat.successor) == ("Oslo sent guns.", None, None)
    # Judging what stands in its place settles the one, judging again that it is gone the other.
    settled = LATER + timedelta(days=2)
    review.accept(ledger, guns.successor.report.id, who="Ana", why="same words", at=settled)
    assert [one.review.report for one in ledger.view().reopened()] == [names["boat"]]
    review.reject(ledger, names["boat"], who="Ana", why="the paper took it out", at=settled)
    assert ledger.view().reopened() == ()


def test_a_document_that_goes_back_takes_its_reviews_up_again(ledger: Ledger, make_document: Any, make_report: Any) -> None:
    review.reject(ledger, ids(ledger.view())["boat"], **SAYS)
    ledger.add(*_first(make_document, make_report, "Oslo sent guns. A boat left."), reader="1", at=LATER + timedelta(days=1))
    assert set(ids(ledger.view())) == {"guns", "boat"}
    ledger.add(*_first(make_document, make_report), reader="1", at=LATER + timedelta(days=2))
    assert set(ids(ledger.view())) == {"guns", "money"}
    assert ledger.view().reopened() == ()


def test_a_reader_that_loses_the_report_reopens_it(ledger: Ledger, make_document: Any, make_report: Any) -> None:
    boat = ids(ledger.view())["boat"]
    review.accept(ledger, boat, **SAYS)
    document, reports = _first(make_document, make_report)
    ledger.add(document, reports[:2], reader="2", at=LATER + timedelta(days=1))
    (one,) = ledger.view().reopened()
    assert (one.review.report, one.reason, one.successor) == (boat, "another reader does not find it in the same text", None)


def test_the_ledger_as_it_was_held_has_the_reviews_of_then(ledger: Ledger) -> None:
    guns = ids(ledger.view())["guns"]
    review.edit(ledger, guns, "status", "pledged", **SAYS)
    review.reject(ledger, guns, who="Ana", why="not so", at=LATER + timedelta(days=3))
    then = ledger.view(Scope(held_by=LATER + timedelta(days=1)))
    assert {row.report.rule: row.report.status for row in then.reports()} == {"guns": "pledged", "money": "done", "boat": "done"}
    assert set(ids(ledger.view())) == {"money", "boat"}


@pytest.mark.parametrize("given_", [{"who": " ", "why": "x"}, {"who": "Ana", "why": ""}])
def test_who_and_why_are_always_said(ledger: Ledger, given_: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        review.accept(ledger, ids(ledger.view())["guns"], at=LATER, **given_)


STEPS = st.lists(
    st.tuples(st.sampled_from(["accept", "reject", "split", "merge", "edit"]), st.integers(0, 2), st.sampled_from(["done", "pledged", "denied"])),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(steps=STEPS)
def test_replaying_the_log_from_zero_gives_the_same_ledger(steps: list[tuple[str, int, str]], make_document: Any, make_report: Any) -> None:
    with Ledger.open("sqlite://") as first, Ledger.open("sqlite://") as second:
        for store in (first, second):
            store.add(*_first(make_document, make_report), reader="1", at=NOON)
        names = list(ids(first.view()).values())
        for decision, which, status in steps:
            if decision == "edit":
                review.edit(first, names[which], "status", status, **SAYS)
            elif decision == "merge":
                review.merge(first, [names[which], names[(which + 1) % 3]], **SAYS)
            else:
                getattr(review, decision)(first, names[which], **SAYS)
        for judgement in first.view().log():
            second.judge([judgement])
        assert second.view().log() == first.view().log()
        assert replay(second.view().log()) == replay(first.view().log())
        assert list(second.view().reports()) == list(first.view().reports())
        assert list(first.view(Scope(with_reviews=False)).reports()) == list(second.view(Scope(with_reviews=False)).reports())
        assert first.view().statuses().total() == sum(1 for _ in first.view().reports())
