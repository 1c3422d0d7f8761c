"""The materiel table: its schema, its breadth, and the folding that look-ups rest on."""

from __future__ import annotations

import pytest

from vedette.lexicon.materiel import atoms, fold, key_of, materiel_entries, singular, word_list
from vedette.lexicon.tables import read_table
from vedette.model.quantity import ITEM_CATEGORIES


def test_every_category_of_the_record_has_entries_and_no_other_does() -> None:
    assert {entry.category for entry in materiel_entries().values()} - {""} == set(ITEM_CATEGORIES)


def test_the_table_is_broad() -> None:
    entries = materiel_entries().values()
    assert sum(entry.is_system for entry in entries) >= 700
    assert sum(not entry.is_system for entry in entries) >= 500


def test_each_entry_is_found_under_its_own_key() -> None:
    table = read_table("materiel")
    for category in ITEM_CATEGORIES:
        for name in (*table[category].get("systems", ()), *table[category]["terms"]):
            assert materiel_entries()[key_of(name)].category == category, name


def test_every_ambiguous_name_is_an_entry() -> None:
    names = {entry.name for entry in materiel_entries().values()}
    assert word_list("ambiguous") <= names


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("refineries", "refinery"),  # -ies
        ("aircraft", "aircraft"),  # one form
        ("warships", "warship"),  # -s
        ("torches", "torch"),  # -ches
        ("gunmen", "gunman"),  # -men
        ("gas", "gas"),  # no plural at all
        ("corps", "corps"),
    ],
)
def test_singular(word: str, one: str) -> None:
    assert singular(word) == one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("F-16", "F16"),  # hyphen or none
        ("MiG-29", "Mig 29"),  # case and blank
        ("anti-tank missiles", "antitank missile"),  # joined prefix, plural
        ("armored vehicles", "armoured vehicle"),  # American spelling
        ("air-defense systems", "air defence system"),
    ],
)
def test_spellings_of_one_thing_share_a_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_atoms_keep_their_offsets() -> None:
    text = "two F-16s, antitank arms"
    assert [text[start:end] for _, start, end in atoms(text)] == ["two", "F", "16", "s", "anti", "tank", "arms"]
    assert fold("Defenses") == "defence"
