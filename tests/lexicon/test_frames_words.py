"""Each frame of words reads its own example and leaves its counter-example alone."""

from __future__ import annotations

import pytest

from vedette.analysis import analyse
from vedette.lexicon.frames import load_frames
from vedette.lexicon.tables import read_table
from vedette.model.document import Document
from vedette.model.report import Report
from vedette.reports import read_reports
from vedette.text import clean

FRAMES = [row["id"] for row in read_table("frames_words")["frame"]]
BY_ID = {frame.id: frame for frame in load_frames().frames}


def reports(sentence: str) -> tuple[Report, ...]:
    return read_reports(analyse(clean(Document("x", sentence))), trained=False)


@pytest.mark.parametrize("name", FRAMES)
def test_example_is_read(name: str) -> None:
    frame = BY_ID[name]
    found = reports(frame.example)
    assert any(r.type == frame.type for r in found), [(r.type, r.rule) for r in found]


@pytest.mark.parametrize("name", FRAMES)
def test_counter_example_is_not(name: str) -> None:
    frame = BY_ID[name]
    assert not [r for r in reports(frame.counter_example) if r.type == frame.type]


@pytest.mark.parametrize(
    ("sentence", "type", "status", "actor", "recipient", "speakers"),
    [
        # a quotation gives the speaker, and the judged is the target
        ('"The embargo of Quito is a mistake," Lima said.', "accuse.blame", "done", ("PER",), ("ECU",), (("PER",),)),
        # a narrated act has no source beside its actor
        ("Lima criticised Quito for the delay.", "accuse.blame", "done", ("PER",), ("ECU",), ()),
        # a price promised is a threat, put by who promises it
        ("Quito will pay a heavy price, Lima warned.", "threaten.warn", "threatened", ("PER",), ("ECU",), (("PER",),)),
        # refusing by negation is a refusal done
        ("Lima will not accept a return to the old border.", "reject.refuse", "done", ("PER",), (), ()),
        # what a party must do is asked of it by the speaker
        ("Quito must take real steps to calm the border, Lima said.", "request.demand", "demanded", ("ECU",), (), (("PER",),)),
        # criticism drawn comes from who utters it
        ("Quito's embargo drew sharp criticism from Peru.", "accuse.blame", "done", ("PER",), ("ECU",), ()),
        # "call" names and does not demand
        ("Lima called Quito's embargo a provocation.", "accuse.blame", "done", ("PER",), ("ECU",), ()),
        # disclaiming an intention denies
        ("Quito said it has no intention of invading Peru.", "assault.attack", "denied", ("ECU",), ("PER",), (("ECU",),)),
        # announced aid is pledged by who announces it
        ("Quito announced a $40 million loan to Peru.", "aid.economic", "pledged", ("ECU",), ("PER",), (("ECU",),)),
    ],
)
def test_words(sentence: str, type: str, status: str, actor: tuple[str, ...], recipient: tuple[str, ...], speakers: tuple[tuple[str, ...], ...]) -> None:
    found = [r for r in reports(sentence) if r.type == type]
    assert [(r.status, r.actor, r.recipient, r.attributed_to) for r in found] == [(status, actor, recipient, speakers)]
