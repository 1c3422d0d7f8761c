"""Every frame of force: its example is reported by its rule or as its type, its counter-example is no report of that type."""

from __future__ import annotations

import pytest

from vedette.analysis import analyse
from vedette.lexicon.frames import Frame, load_frames
from vedette.lexicon.tables import read_table
from vedette.model.document import Document
from vedette.model.report import Report
from vedette.reports import read_reports
from vedette.text import clean

OWN = frozenset(row["id"] for row in read_table("frames_force")["frame"])
FRAMES = [frame for frame in load_frames().frames if frame.id in OWN]


def reports(text: str) -> tuple[Report, ...]:
    return read_reports(analyse(clean(Document("x", text))), trained=False)


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.id)
def test_the_example_is_reported(frame: Frame) -> None:
    found = reports(frame.example)
    assert any(report.type == frame.type or report.rule == frame.id for report in found), [(r.type, r.rule) for r in found]


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.id)
def test_the_counter_example_is_not(frame: Frame) -> None:
    found = [report for report in reports(frame.counter_example) if report.type == frame.type]
    assert not found, [(r.rule, r.evidence) for r in found]


TOLD = [
    # what is launched at a party is an attack, what is launched alone a test
    ("Chad launched two cruise missiles at Sudan.", "assault.attack", ("TCD",), ("SDN",)),
    # the attack in which somebody is hurt says who struck
    ("Forty people were wounded in a Chadian raid on Khartoum.", "assault.attack", ("TCD",), ("SDN",)),
    # unnamed air defences shoot for whoever tells of it
    ("Sudan's army said three drones were shot down by air defence units.", "assault.advance", ("SDN",), ()),
    # a share of what came is shot down
    ("Sudan said its troops downed 9 out of 12 drones.", "assault.advance", ("SDN",), ()),
    # the country that a place lies in loses by it, though the actor is named beside it
    ("Chad has often shelled warehouses across Sudan.", "assault.attack", ("TCD",), ("SDN",)),
    # a taken ship is seized, not won on a front
    ("Oman seized a Greek tanker.", "coerce.seize", ("OMN",), ("GRC",)),
    # who blames somebody for an attack reports it
    ("Chad blamed Sudan for the bombing.", "assault.attack", ("SDN",), ()),
]


@pytest.mark.parametrize(("text", "type", "actor", "recipient"), TOLD)
def test_who_does_it_to_whom(text: str, type: str, actor: tuple[str, ...], recipient: tuple[str, ...]) -> None:
    found = [(r.actor, r.recipient) for r in reports(text) if r.type == type]
    assert found, [(r.type, r.rule) for r in reports(text)]
    assert found[0][0] == actor
    assert not recipient or found[0][1] == recipient


UNTOLD = [
    "No Chadian soldiers were wounded in Sudan.",  # nothing happened to them
    "A virus killed 400 people in Sudan.",  # no force
    "Nurses in Chad went on strike.",  # no weapon
    "A landslide killed 30 people in Colombia.",  # nature
]


@pytest.mark.parametrize("text", UNTOLD)
def test_what_is_no_attack(text: str) -> None:
    assert not [r for r in reports(text) if r.type.startswith("assault.")]


def test_counted_nationals_are_items() -> None:
    found = [r for r in reports("Chadian troops killed 40 Kurds.") if r.type == "assault.attack"]
    assert [(i.category, i.low, i.high) for r in found for i in r.items] == [("person", 40.0, 40.0)]
