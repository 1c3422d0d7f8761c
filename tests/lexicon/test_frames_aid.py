"""Every frame of aid, sanctions, laws and agreements reads its own example, and leaves its counter-example alone."""

from __future__ import annotations

from typing import Any

import pytest

from vedette.analysis import analyse
from vedette.lexicon.tables import read_table
from vedette.model.document import Document
from vedette.model.report import Report
from vedette.reports import read_reports
from vedette.text import clean

FRAMES: list[dict[str, Any]] = list(read_table("frames_aid")["frame"])


def reports(text: str) -> tuple[Report, ...]:
    return read_reports(analyse(clean(Document("x", text))), trained=False)


def one(text: str, type: str) -> Report:
    found = [r for r in reports(text) if r.type == type]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame["id"])
def test_a_frame_reads_its_example(frame: dict[str, Any]) -> None:
    assert frame["type"] in {r.type for r in reports(frame["example"])}


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame["id"])
def test_a_frame_leaves_its_counter_example(frame: dict[str, Any]) -> None:
    assert frame["type"] not in {r.type for r in reports(frame["counter_example"])}


PUT = [
    # announcing aid is a pledge, by who announces it
    ("Lisbon announced 40 million euros in military aid for Moldova.", "aid.military", "pledged", (("PRT",),)),
    # approving is an authorisation
    ("Lisbon approved 40 million euros in military aid for Moldova.", "aid.military", "authorised", (("PRT",),)),
    # who allows another to give puts it
    ("Oslo authorised Portugal to send howitzers to Moldova.", "aid.arms", "authorised", (("NOR",),)),
    # what a contract is for is on order
    ("Moldova signed a contract to buy forty howitzers from Norway.", "aid.arms", "contracted", ()),
    # a bill is the source of its provisions
    ("The bill would provide Moldova with 40 million dollars in military aid.", "aid.military", "proposed", (("bill",),)),
    # an asked-for gift is demanded of the giver
    ("Moldova asked Norway for howitzers.", "aid.arms", "demanded", (("MDA",),)),
    # imposing is its own act
    ("Ottawa is imposing sanctions on nine Malian firms.", "sanction.impose", "done", ()),
]


@pytest.mark.parametrize(("text", "type", "status", "attributed_to"), PUT, ids=[row[0][:40] for row in PUT])
def test_how_it_is_put(text: str, type: str, status: str, attributed_to: tuple[tuple[str, ...], ...]) -> None:
    report = one(text, type)
    assert (report.status, report.attributed_to) == (status, attributed_to)


def test_a_sum_on_top_of_another_is_a_second_report() -> None:
    text = "Norway approved another 200 million euros in military aid for Moldova, on top of last year's 450 million euros."
    new, earlier = [r for r in reports(text) if r.type == "aid.military"]
    assert new.money is not None
    assert earlier.money is not None
    assert (new.status, new.money.low) == ("authorised", 200_000_000)
    assert (earlier.status, earlier.money.low, earlier.recipient) == ("done", 450_000_000, ("MDA",))
    assert text[earlier.start : earlier.end] == earlier.evidence


def test_contents_take_giver_and_receiver_from_the_announcement() -> None:
    text = "Norway announced a new package of military aid for Moldova. The package includes 18 howitzers and 36,000 shells."
    contents = one(text, "aid.arms")
    assert (contents.actor, contents.recipient, contents.status) == (("NOR",), ("MDA",), "pledged")
    assert {item.role for item in contents.items} == {"part"}


def test_lifting_is_no_imposing() -> None:
    assert "sanction.impose" not in {r.type for r in reports("Ottawa lifted its sanctions on the Malian airline.")}
