"""Every frame of frames_movement reads its own example as a report of its type, and its counter-example as none."""

from __future__ import annotations

import pytest

from vedette.analysis import analyse
from vedette.lexicon.tables import read_table
from vedette.model.document import Document
from vedette.model.report import Report
from vedette.reports import read_reports
from vedette.text import clean

FRAMES = read_table("frames_movement")["frame"]


def reports(text: str) -> tuple[Report, ...]:
    return read_reports(analyse(clean(Document("x", text))), trained=False)


@pytest.mark.parametrize("frame", FRAMES, ids=[f["id"] for f in FRAMES])
def test_a_frame_reads_its_example_and_leaves_its_counter_example(frame: dict[str, str]) -> None:
    assert frame["type"] in [r.type for r in reports(frame["example"])]
    assert frame["type"] not in [r.type for r in reports(frame["counter_example"])]


COUNTED = [
    # A list of things that share one destination is one report.
    ("Ankara is deploying 60 warships to the Aegean, along with 4,000 troops, and another 200 pieces of equipment.", [{"ship", "troops", "equipment"}]),
    # Different things with different destinations are two.
    ("Madrid dispatched warships, including a corvette, to the Red Sea and fighter jets to Croatia.", [{"ship"}, {"aircraft"}]),
    # So are they without a comma.
    ("Spain dispatched troops to Mali and 12 helicopters to Niger.", [{"troops"}, {"helicopter"}]),
]


@pytest.mark.parametrize(("sentence", "categories"), COUNTED)
def test_a_list_after_one_verb_is_split_by_destination(sentence: str, categories: list[set[str]]) -> None:
    found = [r for r in reports(sentence) if r.type == "mobilize.deploy"]
    assert [{item.category for item in r.items} for r in found] == categories


PARTIES = [
    # A sighting is of those who were seen, according to who saw them.
    ("Japan spotted three Russian warships near Hokkaido.", "mobilize.deploy", ("RUS",), (("JPN",),)),
    # A presence that a host confirms is the guest's.
    ("Chad has confirmed the presence of French special forces on its territory.", "mobilize.deploy", ("FRA",), (("TCD",),)),
    # The demonym before "counterpart" tells whose he is.
    ("Peru's president met his Chilean counterpart in Arica.", "consult.meet", ("PER", "CHL"), ()),
    # A host of talks between others is no party to them.
    ("Turkey offered to host talks between Russia and Ukraine.", "consult.meet", ("RUS", "UKR"), (("TUR",),)),
    # Lifting sanctions names who imposed them.
    ("The sanctions against Sudan were lifted by the United States in October.", "retreat.withdraw", ("USA",), ()),
    # Both names before a shared noun act.
    ("US and Iraqi forces withdrew from Kirkuk.", "retreat.withdraw", ("USA", "IRQ"), ()),
]


@pytest.mark.parametrize(("sentence", "kind", "actor", "chain"), PARTIES)
def test_who_acts_and_who_says_so(sentence: str, kind: str, actor: tuple[str, ...], chain: tuple[tuple[str, ...], ...]) -> None:
    found = [r for r in reports(sentence) if r.type == kind]
    assert [(r.actor, r.attributed_to) for r in found] == [(actor, chain)]


def test_a_poll_gives_its_share_and_no_report_of_what_those_asked_want() -> None:
    found = reports("A poll by Levada found that 42 percent of Russians supported sending troops to Mali.")
    assert [(r.type, r.actor, [(i.category, i.low) for i in r.items]) for r in found] == [("poll.result", ("Levada",), [("share", 42.0)])]


def test_a_host_is_the_place_of_forces_on_its_territory() -> None:
    found = reports("Chad has confirmed the presence of French special forces on its territory.")
    assert [(p.name, p.role) for r in found for p in r.place] == [("Chad", "at")]


def test_no_troops_is_a_negated_presence() -> None:
    (report,) = (r for r in reports("Italy has no troops in Libya.") if r.type == "mobilize.deploy")
    assert report.negated
    assert all(item.high is None for item in report.items)


def test_telling_an_outlet_is_no_meeting() -> None:
    assert [r for r in reports("Norway's foreign minister spoke to the BBC on Monday.") if r.type == "consult.meet"] == []
