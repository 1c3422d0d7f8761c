"""What a report answers, and which reports tell of one event, over sentences written for this."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.analysis import analyse
from vedette.lexicon.tables import read_table
from vedette.model.document import Document
from vedette.model.quantity import Item
from vedette.model.report import Place, Report, When
from vedette.reports import read_reports
from vedette.reports.events import event_labels, same_event
from vedette.text import clean

TABLE = read_table("responses")


def read(text: str, name: str = "wire/one.txt") -> tuple[Report, ...]:
    return read_reports(analyse(clean(Document(name, text, published=date(2022, 6, 8)))), trained=False)


def answered(text: str) -> dict[str, list[str]]:
    """Type of each report that answers to the types that it answers."""
    reports = read(text)
    types = {r.id: r.type for r in reports}
    return {r.type: [types[k] for k in r.responds_to] for r in reports if r.responds_to}


@pytest.mark.parametrize("text", TABLE["meta"]["examples"])
def test_example(text: str) -> None:
    assert answered(text)


@pytest.mark.parametrize("text", TABLE["meta"]["counter_examples"])
def test_counter_example(text: str) -> None:
    assert not answered(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the means by which it retaliates is the answer, the last act of the other side what is answered
        ("Russia attacked Moldova on Monday. Norway retaliated by expelling two Russian diplomats.", {"sanction.impose": ["assault.attack"]}),
        # nothing named after the cue: the last act of the other side
        ("Peru banned flights to Chile on Monday. In retaliation, Chile bombed Arequipa.", {"assault.attack": ["sanction.impose"]}),
        # a participle: the verb above is the cause
        ("Peru bombed a barracks in Chile on Monday, prompting Brazil to send two frigates to Callao.", {"mobilize.deploy": ["assault.attack"]}),
        # a reaction to what "the decision" points back at
        ("France banned flights to Algeria on Friday. Algeria condemned the decision.", {"accuse.blame": ["sanction.impose"]}),
        # a threat answers its condition
        ("If Serbia invades Kosovo, the EU will impose sanctions on Belgrade, Brussels warned.", {"sanction.impose": ["assault.attack"]}),
        # the answered threat is named by a noun that has no report of its own
        (
            "NATO sent two warships to the Black Sea. The Russian government is answering the growing threat by deploying forty tanks to Crimea.",
            {"mobilize.deploy": ["mobilize.deploy"]},
        ),
        # before and after is no answer
        ("Peru bombed a barracks in Chile on Monday. After the attack, Brazil sent two frigates to Callao.", {}),
        # one side does not answer itself
        ("Peru bombed a barracks in Chile on Monday. In response, Peru banned flights to Brazil.", {}),
    ],
)
def test_answers(text: str, expected: dict[str, list[str]]) -> None:
    assert answered(text) == expected


def test_answered_ids_are_of_the_final_list() -> None:
    reports = read("Peru banned flights to Chile on Monday. Peru banned flights to Chile. In retaliation, Chile bombed Arequipa.")
    assert {k for r in reports for k in r.responds_to} <= {r.id for r in reports}


# ---- events

TEXT = "Norway sent six howitzers to Ukraine."


@pytest.mark.parametrize(
    ("first", "later", "expected"),
    [
        # the same sides, denied by one of them
        ({"status": "done"}, {"status": "denied", "attributed_to": (("NOR",),)}, True),
        # two strikes of one war with nothing in common but the sides
        ({"status": "done"}, {"status": "done", "attributed_to": (("NOR",),)}, False),
        # other sides
        ({"status": "done"}, {"status": "denied", "recipient": ("DNK",)}, False),
        # one place in common, one detail more
        ({"place": (Place("Sumy"),)}, {"place": (Place("Sumy"), Place("Kyiv"))}, True),
        # two places
        ({"place": (Place("Sumy"),)}, {"place": (Place("Kyiv"),), "status": "denied"}, False),
        # one day, and two days
        ({"when": When(date(2022, 6, 6), date(2022, 6, 6))}, {"when": When(date(2022, 6, 6), date(2022, 6, 7))}, True),
        ({"when": When(date(2022, 6, 6), date(2022, 6, 6))}, {"when": When(date(2022, 6, 7), date(2022, 6, 7)), "status": "denied"}, False),
        # the same count, and counts that exclude each other
        ({"items": (Item("people", "person", 7, 7),)}, {"items": (Item("civilians", "person", 7, 7),)}, True),
        ({"items": (Item("people", "person", 7, 7),)}, {"items": (Item("people", "person", 9, 9),), "status": "denied"}, False),
        # what is demanded has not happened
        ({"status": "done"}, {"status": "demanded"}, False),
    ],
)
def test_same_event(make_document: Any, make_report: Any, first: dict[str, Any], later: dict[str, Any], expected: bool) -> None:
    base = {"type": "assault.attack", "actor": ("NOR",), "recipient": ("SWE",)}
    document = make_document(text=TEXT)
    one, other = make_report(document, **{**base, **first}), make_report(document, **{**base, **later})
    assert same_event(one, other) is expected
    assert same_event(other, one) is expected


def test_details_of_a_package_share_its_event() -> None:
    reports = read("Norway announced a $50 million military aid package for Ukraine on Monday. The package includes 200 mortar shells and twelve trucks, Oslo said.")
    labels = {r.event for r in reports if r.type.startswith("aid.")}
    assert len(labels) == 1
    assert None not in labels


def test_labels_are_unique_to_the_document() -> None:
    text = "Peru bombed Arica on Monday, Chile said. Peru denied bombing Arica on Monday."
    labels = [{r.event for r in read(text, name)} - {None} for name in ("a.txt", "b.txt")]
    assert len(labels[0]) == 1
    assert not labels[0] & labels[1]


def test_alone_means_no_label(make_document: Any, make_report: Any) -> None:
    assert event_labels([make_report(make_document())], "0" * 64) == [None]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["done", "denied", "demanded", "pledged"]), st.sampled_from(["SWE", "DNK"])), max_size=7))
def test_a_label_is_never_alone(rows: list[tuple[str, str]]) -> None:
    base = Report("r", "d.txt", "assault.attack", "done", "x", 0, 1, actor=("NOR",))
    reports = [replace(base, id=str(k), status=status, recipient=(who,)) for k, (status, who) in enumerate(rows)]
    labels = event_labels(reports, "0" * 64)
    assert all(label is None or labels.count(label) > 1 for label in labels)
    assert all(len({r.recipient for r, of in zip(reports, labels, strict=True) if of == label}) == 1 for label in labels if label)
