"""Persons: who they are, for whom they act at a date, and what is nobody."""

from __future__ import annotations

from array import array
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.analysis import analyse
from vedette.analysis.persons import find_persons
from vedette.model.analysis import ActorMention, Sentence
from vedette.model.document import CleanText, Document, Paragraph
from vedette.text import clean

WAR = date(2022, 6, 15)


def persons(text: str, published: date | None = WAR) -> tuple[ActorMention, ...]:
    paragraphs, at = [], 0
    for line in text.split("\n\n"):
        paragraphs.append(Paragraph(at, at + len(line)))
        at += len(line) + 2
    clean = CleanText(Document("t", text, published=published), text, tuple(paragraphs), array("L", range(len(text))))
    return find_persons(clean, [Sentence(p.start, p.end, (), k) for k, p in enumerate(paragraphs)], published)


def rows(text: str, published: date | None = WAR) -> list[tuple[str, tuple[str, ...], str]]:
    return [(m.text, m.ids, m.speaker) for m in persons(text, published)]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        # a title with its state, then the bare surname
        (
            "Latvian Economy Minister Arvo Tamm flew in. Tamm left at noon.",
            WAR,
            [("Latvian Economy Minister Arvo Tamm", ("LVA",), "Arvo Tamm"), ("Tamm", ("LVA",), "Arvo Tamm")],
        ),
        # a title with an honorific and initials
        ("Prime Minister Sir Keir Starmer spoke.", date(2025, 1, 9), [("Prime Minister Sir Keir Starmer", ("GBR",), "Keir Starmer")]),
        # no given name is added from elsewhere
        ("Mr Lavrov flew to Algiers.", WAR, [("Mr Lavrov", ("RUS",), "Lavrov")]),
        # a possessive ending is no part of the name
        ("Scholz's cabinet met.", WAR, [("Scholz", ("DEU",), "Scholz")]),
        # the fullest form, wherever it stands
        ("Blinken called first. Antony J. Blinken then flew on.", WAR, [("Blinken", ("USA",), "Antony J. Blinken"), ("Antony J. Blinken", ("USA",), "Antony J. Blinken")]),
        # military rank and abbreviations
        ("Canadian Lieut.-Gen. Marc Doyle inspected the crews.", WAR, [("Canadian Lieut.-Gen. Marc Doyle", ("CAN",), "Marc Doyle")]),
        # the office after the name
        ("Ivo Brandt, the Slovak army spokesman, declined to comment.", WAR, [("Ivo Brandt", ("SVK",), "Ivo Brandt"), ("Slovak army spokesman", ("SVK",), "Ivo Brandt")]),
        # an office with "of"
        ("Petra Lind, head of Finland's coast guard, agreed.", WAR, [("Petra Lind", ("FIN",), "Petra Lind")]),
        # families that come first
        ("Xi Jinping hosted them. Xi smiled.", WAR, [("Xi Jinping", ("CHN",), "Xi Jinping"), ("Xi", ("CHN",), "Xi Jinping")]),
        # Particles
        ("Ursula von der Leyen agreed. Von der Leyen left.", WAR, [("Ursula von der Leyen", ("EU",), "Ursula von der Leyen"), ("Von der Leyen", ("EU",), "Ursula von der Leyen")]),
        # a headline in capitals
        ("PUTIN ORDERS DRILLS\n\nVladimir Putin gave the order.", WAR, [("PUTIN", ("RUS",), "Vladimir Putin"), ("Vladimir Putin", ("RUS",), "Vladimir Putin")]),
        # a government by its head acts and speaks as the state
        ("The Macron government agreed.", WAR, [("Macron government", ("FRA",), "FRA")]),
    ],
)
def test_persons_who_act_for_a_state(text: str, published: date | None, expected: list[tuple[str, tuple[str, ...], str]]) -> None:
    assert rows(text, published) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Former British Defence Secretary Ben Wallace disagreed.",  # out of office by the text
        "Senator Ada Holm objected.",  # a legislator
        "Rep. Ada Holm (R-Ohio) objected.",
        "Ada Holm (D-Mass.) objected.",  # a party in brackets
        "Ada Holm, a former deputy prime minister of Norway, objected.",
        "Military analyst Ada Holm objected.",  # a trade
        "Ada Holm, an independent Oslo-based arms expert, objected.",
        "Presidential candidate Ada Holm objected.",
        "Retired US general Ada Holm objected.",
    ],
)
def test_persons_who_act_for_nobody(text: str) -> None:
    found = persons(text)
    assert found
    assert {m.ids for m in found} == {(found[0].speaker,)}


def test_the_date_decides_for_whom_a_holder_acts() -> None:
    text = "Donald Trump made a promise."
    assert persons(text, date(2018, 5, 1))[0].ids == ("USA",)
    assert persons(text, date(2023, 5, 1))[0].ids == ("Donald Trump",)
    assert persons(text, date(2025, 5, 1))[0].ids == ("USA",)
    assert persons(text, None)[0].ids == ("USA",)


def test_a_state_in_the_title_is_trusted_before_the_table() -> None:
    assert persons("Irish Foreign Minister John Baker spoke.", date(1990, 1, 1))[0].ids == ("IRL",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the holder is named in the document
        ("Olaf Scholz arrived. The German chancellor waved.", [("Olaf Scholz", "Olaf Scholz"), ("German chancellor", "Olaf Scholz")]),
        # he is not
        ("The German chancellor waved.", [("German chancellor", "German chancellor")]),
        # a title in the text counts where the table is silent
        ("Fijian President Tevita Lomu came. The president waved.", [("Fijian President Tevita Lomu", "Tevita Lomu"), ("president", "Tevita Lomu")]),
        # one of many is nobody in particular
        ("A Kremlin spokesman declined.", []),
        # a title before another's verb of saying is that other's
        ("The ship will meet Ada Holm, a spokesman said.", [("Ada Holm", "Ada Holm")]),
    ],
)
def test_offices_without_a_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(m.text, m.speaker) for m in persons(text)] == expected


def test_two_of_one_surname_are_kept_apart() -> None:
    text = "South Korean Defence Minister Kim Yong-su met Kim Jong Un in the border village. Kim Yong-su then left."
    assert [m.speaker for m in persons(text)] == ["Kim Yong-su", "Kim Jong Un", "Kim Yong-su"]
    assert [m.ids for m in persons(text)] == [("KOR",), ("PRK",), ("KOR",)]


def test_a_surname_points_to_the_last_of_that_name() -> None:
    text = "Tom Reyes joined the navy. Reyes sank. Ana Reyes, an economist, watched. Reyes wept."
    assert [m.speaker for m in persons(text)] == ["Tom Reyes", "Tom Reyes", "Ana Reyes", "Ana Reyes"]


@pytest.mark.parametrize(
    "text",
    [
        "The Black Sea Fleet left port on Tuesday.",
        "Human Rights Watch said it was appalled.",
        "General Motors said it would rehire.",
        "The General Assembly voted in New York.",
        "In May the Defence Ministry said so.",
        "The House passed the Lend-Lease Act.",
        "Patriot Missile batteries and Iron Dome launchers arrived.",
        "An Executive Order followed.",
        "Henry Holm & Co said its profit rose.",
        "Heavy rice and straw prices may fall.",
        "Sao Paulo said it would pay.",
    ],
)
def test_no_person(text: str) -> None:
    assert [m.text for m in persons(text) if m.kind == "person"] == []


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(["President", "Mr", "Gen.", "Putin", "Xi", "al-Assad", "the", "of", "Ukraine's", "minister", ",", "said", "(R-Ohio)", "\n\n", "U.S.", "van", "Kim"]),
            st.text(max_size=8),
        ),
        max_size=25,
    ).map(" ".join)
)
def test_spans_are_in_the_text_in_order_and_apart(text: str) -> None:
    found = persons(text)
    for mention in found:
        assert text[mention.start : mention.end] == mention.text != ""
        assert mention.ids
        assert mention.speaker
    for one, two in pairwise(found):
        assert one.end <= two.start


def test_a_bare_title_is_whoever_was_given_it_in_those_words() -> None:
    text = "Deputy Secretary of State Ana Ruiz met the Chilean deputy minister Bo Lindt in Lima. The Deputy Secretary thanked Chile. She praised the talks."
    mentions = analyse(clean(Document("x", text))).actors
    assert [m.speaker for m in mentions if m.text == "Deputy Secretary"] == ["Ana Ruiz"]
    assert [m.speaker for m in mentions if m.text == "She"] == ["Ana Ruiz"]
