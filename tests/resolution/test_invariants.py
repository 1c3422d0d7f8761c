"""What holds for any set of reports: order, arrival one by one, reading twice, retiring, and that nothing gains precision."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.ledger import Ledger, Selection
from vedette.ledger.grouping import as_told
from vedette.model.document import Document
from vedette.model.event import Group, Told
from vedette.model.quantity import Item, Money
from vedette.model.report import STATUSES, Place, Report, When, report_id
from vedette.questions import review
from vedette.questions.totals import RULES, totals
from vedette.resolution import EventResolver, describe, group_reports

NOON = datetime(2031, 1, 1, tzinfo=UTC)
FIRST = date(2031, 3, 1)
AMOUNTS = (None, 5e6, 50e6, 100e6, 105e6, 120e6, 800e6)
PLACES = ("Narvik", "Bodo")


@st.composite
def documents(draw: Any, edition: str = "") -> list[tuple[Document, tuple[Report, ...]]]:
    """Some documents of some days with some reports each, so alike that many of them meet. `edition` makes all of their texts others."""
    made = []
    for n in range(draw(st.integers(1, 7))):
        published = FIRST + timedelta(days=draw(st.integers(0, 24)))
        phrases = draw(st.lists(st.sampled_from(["aid went out.", "another package.", "the third package.", "last week's package."]), min_size=1, max_size=3))
        text = edition + " ".join(f"{k} {phrase}" for k, phrase in enumerate(phrases))
        document = Document(f"{n}.txt", text, published=published, published_from="option", publisher=draw(st.sampled_from([None, "Reuters", "BBC", "BBC News"])))
        reports, at = [], 0
        for k, phrase in enumerate(phrases):
            evidence = f"{k} {phrase}"
            reports.append(draw(a_report(document, evidence, text.index(evidence, at), published)))
            at += len(evidence)
        made.append((document, tuple(reports)))
    return made


@st.composite
def a_report(draw: Any, document: Document, evidence: str, start: int, published: date) -> Report:
    low, high = draw(st.sampled_from(AMOUNTS)), draw(st.sampled_from(AMOUNTS))
    low, high = (min(low, high), max(low, high)) if low is not None and high is not None else (low, high)
    money = Money(low, high, draw(st.sampled_from(["USD", "EUR"])), draw(st.sampled_from(["new", "new", "new", "cumulative", "part", "envelope"])))
    day = draw(st.sampled_from([None, published, published - timedelta(days=7)]))
    type_ = draw(st.sampled_from(["aid.military", "aid.military", "aid.arms", "aid.economic", "mobilize.deploy"]))
    return Report(
        id=report_id(document.name, document.sha256, type_, start, start + len(evidence), 0), document=document.name, type=type_,
        status=draw(st.sampled_from(STATUSES)), evidence=evidence, start=start, end=start + len(evidence),
        actor=draw(st.sampled_from([("NOR",), ("NOR",), ("SWE",), ("NOR", "SWE"), ()])), recipient=draw(st.sampled_from([("MDA",), ("MDA",), ("UKR",), ()])),
        money=draw(st.sampled_from([money, money, None])), when=When(day, day), event=draw(st.sampled_from([None, None, "label"])),
        items=draw(st.sampled_from([(), (Item("howitzer", "artillery", 6, 6),), (Item("howitzer", "artillery"),), (Item("howitzer", "artillery", 5, 9),)])),
        place=draw(st.sampled_from([(), (Place(PLACES[0]),), (Place(PLACES[1]),)])), programme=draw(st.sampled_from([None, None, "drawdown", "USAI"])),
        negated=draw(st.sampled_from([False, False, False, True])),
    )  # fmt: skip


def told_of(read: list[tuple[Document, tuple[Report, ...]]]) -> list[Told]:
    return [Told(report, document.published, document.publisher) for document, reports in read for report in reports]


def grouped(ledger: Ledger) -> dict[str, frozenset[str]]:
    """Reports of each event, by its id, as the ledger has them."""
    found: dict[str, set[str]] = {}
    ids = [row.report.id for row in ledger.view().reports(Selection())]
    for report, event in ledger.view().events.of_reports(ids).items():
        found.setdefault(event, set()).add(report)
    return {event: frozenset(reports) for event, reports in found.items()}


def members(groups: tuple[Group, ...]) -> dict[str, frozenset[str]]:
    return {group.id: frozenset(link.report for link in group.links) for group in groups}


@settings(max_examples=60, deadline=None)
@given(read=documents(), seed=st.integers(0, 9))
def test_groups_depend_on_the_reports_alone(read: list[Any], seed: int) -> None:
    told = told_of(read)
    shuffled = random.Random(seed).sample(told, len(told))
    assert group_reports(shuffled) == group_reports(told)
    assert sorted(link.report for group in group_reports(told) for link in group.links) == sorted(one.report.id for one in told)


@settings(max_examples=40, deadline=None)
@given(read=documents(), seed=st.integers(0, 9))
def test_arrival_one_by_one_in_any_order_comes_to_the_same(read: list[Any], seed: int) -> None:
    at_once = members(group_reports(told_of(read)))
    with Ledger.open("sqlite://") as ledger:
        for document, reports in random.Random(seed).sample(read, len(read)):
            ledger.add(document, reports, reader="1", at=NOON, resolver=EventResolver())
        assert grouped(ledger) == at_once
        before = ledger.view().counts()
        for document, reports in read:
            ledger.add(document, reports, reader="1", at=NOON, resolver=EventResolver())
        assert ledger.view().counts() == before  # reading twice changes nothing
        assert grouped(ledger) == at_once


@settings(max_examples=30, deadline=None)
@given(read=documents(), other=documents(edition="Corrected: "))
def test_a_new_version_leaves_nothing_of_the_old_one(read: list[Any], other: list[Any]) -> None:
    with Ledger.open("sqlite://") as ledger, Ledger.open("sqlite://") as fresh:
        for document, reports in [*read, *other]:
            ledger.add(document, reports, reader="1", at=NOON, resolver=EventResolver())
        last = {document.name: (document, reports) for document, reports in [*read, *other]}
        for document, reports in last.values():
            fresh.add(document, reports, reader="1", at=NOON, resolver=EventResolver())
        assert grouped(ledger) == grouped(fresh)


def test_a_ledger_without_events_gets_them(make_document: Any, make_report: Any) -> None:
    document = make_document(text="Oslo gave 5. Oslo gave 6.")
    reports = [make_report(document, text, actor=("NOR",), recipient=("UKR",)) for text in ("Oslo gave 5.", "Oslo gave 6.")]
    with Ledger.open("sqlite://") as ledger:
        ledger.add(document, reports, reader="1", at=NOON)
        assert grouped(ledger) == {}
        assert ledger.group_all(EventResolver()) == 2
        assert grouped(ledger) == members(group_reports([as_told(row) for row in ledger.view().reports()]))
        assert ledger.group_all(EventResolver()) == 0


@settings(max_examples=60, deadline=None)
@given(read=documents())
def test_nothing_gains_precision_and_null_never_becomes_zero(read: list[Any]) -> None:
    told = {one.report.id: one for one in told_of(read)}
    for group in group_reports(list(told.values())):
        event = describe(group, [told[link.report] for link in group.links])
        stated = [told[name].report for name in event.reports]
        if event.money is not None:
            assert event.money.low != 0
            sums = [(r.money.low, r.money.high) for r in stated if r.money and r.money.currency == event.money.currency]
            widths = [high - low for low, high in sums if low is not None and high is not None]
            if event.money.low is not None and event.money.high is not None:
                assert event.money.high - event.money.low >= min(widths)
        for count in event.counts:
            counts = [(item.low, item.high) for r in stated for item in r.items if item.name == count.name]
            assert (count.low, count.high) in counts or all(count.low is None or low is None or count.low <= low for low, _ in counts)
            assert count.low != 0
        assert {name for name, _ in event.places} <= {place.name for r in stated for place in r.place}
        if event.first is not None:
            spans = {(day, day) for r in stated for day in (r.said, r.when.start)} | {(told[r.id].published, told[r.id].published) for r in stated}
            assert (event.first, event.last) in spans
        assert set(event.actor) <= {party for r in stated for party in r.actor}


@settings(max_examples=40, deadline=None)
@given(read=documents(), rule=st.sampled_from(list(RULES)), seed=st.integers(0, 9))
def test_a_running_total_never_enters_a_sum(read: list[Any], rule: str, seed: int) -> None:
    with Ledger.open("sqlite://") as ledger:
        for document, reports in random.Random(seed).sample(read, len(read)):
            ledger.add(document, reports, reader="1", at=NOON, resolver=EventResolver())
        answer = totals(ledger.view(), Selection(), rule=rule)
        by_id = {row.report.id: row.report for row in ledger.view().reports()}
    for summand in answer.summands:
        assert all(by_id[name].money is not None and by_id[name].money.role == "new" for name in summand.reports)  # type: ignore[union-attr]
        assert summand.low != 0
    added = [name for summand in answer.summands for name in summand.reports]
    assert len(set(added)) == len(added)
    assert not set(added) & {left.report for left in answer.left_out}


@settings(max_examples=30, deadline=None)
@given(read=documents())
def test_what_reviewers_decide_holds(read: list[Any]) -> None:
    with Ledger.open("sqlite://") as ledger:
        for document, reports in read:
            ledger.add(document, reports, reader="1", at=NOON, resolver=EventResolver())
        ids = sorted(row.report.id for row in ledger.view().reports())
        if len(ids) > 1:
            review.merge(ledger, [ids[0], ids[-1]], who="an editor", why="the same", at=NOON)
            assert any({ids[0], ids[-1]} <= group for group in grouped(ledger).values())
            review.split(ledger, ids[0], who="an editor", why="not the same", at=NOON)
            assert frozenset({ids[0]}) in grouped(ledger).values()
        review.reject(ledger, ids[0], who="an editor", why="no report", at=NOON)
        assert not any(ids[0] in group for group in grouped(ledger).values())
        review.accept(ledger, ids[0], who="an editor", why="a report after all", at=NOON)
        assert any(ids[0] in group for group in grouped(ledger).values())
        assert grouped(ledger) == members(group_reports([as_told(row) for row in ledger.view().reports()]))
