"""The actor tables: each entry can match, none contradicts another, and the breadth that users were promised is there."""

from __future__ import annotations

import re
from collections import defaultdict

import pycountry
import pytest

from vedette.lexicon.actors import WORD, actor_lexicon, anaphors, fold, noun_roles, words_of
from vedette.lexicon.tables import read_table

TABLES = ("states", "organisations", "groups")


def acting(text: str) -> list[str]:
    return [text[m.start : m.end] for m in actor_lexicon().find(text) if m.name.role != "none"]


def texts(kind: str) -> list[tuple[str, str]]:
    return [(name, text) for name in TABLES for text in read_table(name)["meta"][kind]]


@pytest.mark.parametrize(("table", "text"), texts("examples"))
def test_each_example_holds_a_name(table: str, text: str) -> None:
    assert acting(text), f"{table}: {text!r}"


@pytest.mark.parametrize(("table", "text"), texts("counter_examples"))
def test_no_counter_example_does(table: str, text: str) -> None:
    assert acting(text) == [], f"{table}: {text!r}"


def test_noun_examples_end_in_a_noun_that_acts() -> None:
    words = noun_roles().keys() | anaphors().keys()
    for text in read_table("actor_nouns")["meta"]["examples"]:
        assert text.split()[-1] in words or " ".join(text.split()[-2:]) in words, text
    for text in read_table("actor_nouns")["meta"]["counter_examples"]:
        assert not words & {text.split()[-1], " ".join(text.split()[-2:])}, text


def test_every_name_finds_itself() -> None:
    # A name that is not found in its own text is dead: hidden by another, or written so that no text can match it.
    for name in actor_lexicon().names:
        found = [reading for match in actor_lexicon().find(name.surface) for reading in match.readings]
        if name.role != "none" and len(name.surface) > 3 and not name.surface.startswith(("The ", "the ")):
            assert any(reading.ids == name.ids for reading in found), name


def test_no_spelling_stands_for_two_actors() -> None:
    readings = defaultdict(set)
    for name in actor_lexicon().names:
        readings[tuple(fold(word) for word in WORD.findall(name.surface)), name.letters].add(name.ids)
    assert {spelling: ids for spelling, ids in readings.items() if len(ids) > 1} == {}


def test_ids_are_iso_codes_or_names() -> None:
    for state in read_table("states")["state"]:
        if re.fullmatch("[A-Z]{3}", state["id"]) and state["id"] != "XKX":
            assert pycountry.countries.get(alpha_3=state["id"]) is not None, state["id"]
        else:
            assert state["id"] == "XKX" or state["id"][0].isupper()


def test_breadth() -> None:
    states = [s["id"] for s in read_table("states")["state"]]
    assert len(states) == len(set(states))
    # 193 members of the UN, and the entities beside them that press reports name as parties.
    assert {"VAT", "PSE", "TWN", "XKX", "HKG", "SSD", "TLS", "MNE", "Soviet Union", "Nazi Germany"} <= set(states)
    assert len([s for s in states if re.fullmatch("[A-Z]{3}", s)]) >= 193 + 5
    organisations = read_table("organisations")["organisation"]
    assert len({o["id"] for o in organisations}) == len(organisations) >= 80


def test_group_members_are_states_of_the_table() -> None:
    states = {s["id"] for s in read_table("states")["state"]}
    for group in read_table("groups")["group"]:
        assert set(group["members"]) <= states, group["id"]
        assert len(set(group["members"])) == len(group["members"]) >= 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S., US and USA, but not us", ["U.S.", "US", "USA"]),  # dots and capitals
        ("NATO or Nato, never nato", ["NATO", "Nato"]),  # four letters or more may be title case
        ("ships of the South China Sea Fleet of China", ["China"]),  # the longest name wins and hides
        ("Élysée, Elysée and ELYSÉE", ["Élysée", "Elysée", "ELYSÉE"]),  # accents are optional
        ("Guinea, Guinea-Bissau and Equatorial Guinea", ["Guinea", "Guinea-Bissau", "Equatorial Guinea"]),
        ("THIS IS WHO WARNED IRAN", ["IRAN"]),  # in a line of capitals IS and WHO are words
        ("the Senate Foreign relations Committee", ["Senate Foreign relations Committee"]),  # a slip of the shift key
        ("Washington, D.C., answered", ["Washington, D.C."]),
        ("North Korea and South Korea", ["North Korea", "South Korea"]),
    ],
)
def test_how_names_are_written(text: str, expected: list[str]) -> None:
    assert acting(text) == expected


def test_words_keep_their_offsets() -> None:
    text = "The U.S.-led coalition’s “Élysée” talks"
    assert [text[w.start : w.end] for w in words_of(text)] == [
        "The",
        "U.S.",
        "led",
        "coalition",
        "s",
        "Élysée",
        "talks",
    ]
