"""The gazetteer's layers, and the lint of places.toml."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.lexicon.gazetteer import countries, curated, demonyms, lookup, place_key
from vedette.lexicon.tables import read_table


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Baalbek-Hermel", "baalbek hermel"),  # hyphens are spaces
        ("St. Petersburg", "saint petersburg"),  # St. is Saint
        ("Côte d’Ivoire", "cote divoire"),  # no accents, no apostrophes
        ("U.S.", "us"),  # no dots
        ("Łódź", "lodz"),  # letters without a decomposition
    ],
)
def test_keys(name: str, key: str) -> None:
    assert place_key(name) == key


@pytest.mark.parametrize(
    ("name", "identifier", "modern"),
    [
        ("Kiev", 703448, "Kyiv"),
        ("Izum", 707292, "Izium"),
        ("Peking", 1816670, "Beijing"),
        ("Constantinople", 745044, "Istanbul"),
        ("Burma", 1327865, "Myanmar"),
        ("Ohio", 5165418, "Ohio"),
        ("Taiwan", 1668284, "Taiwan"),
    ],
)
def test_names_lead_to_geonames(name: str, identifier: int, modern: str) -> None:
    assert (identifier, modern) in {(c.entry.geonames_id, c.entry.name) for c in lookup(place_key(name))}


def test_unknown_names_have_no_candidates() -> None:
    assert lookup(place_key("Zhabokrykyville")) == ()


@given(st.text(max_size=30))
def test_keys_are_stable(name: str) -> None:
    assert place_key(place_key(name)) == place_key(name)


def test_curated_places_are_well_formed() -> None:
    known = set(countries())
    entries = read_table("places")["places"]["entries"]
    assert len({e["name"] for e in entries}) == len(entries) >= 150
    for entry in entries:
        assert set(entry.get("countries", ())) | set(entry.get("claimed_by", ())) <= known, entry
        assert ("lat" in entry) == ("lon" in entry), entry
        if "lat" in entry:
            assert -90 <= entry["lat"] <= 90, entry
            assert -180 <= entry["lon"] <= 180, entry
        assert entry["name"] not in entry.get("also", ()), entry


def test_every_curated_name_is_found() -> None:
    for entry in read_table("places")["places"]["entries"]:
        for name in (entry["name"], *entry.get("also", ())):
            assert place_key(name) in curated(), name


def test_towns_have_their_rows() -> None:
    for town in read_table("places")["towns"]["entries"]:
        found = [c.entry for c in lookup(place_key(town["name"])) if c.entry.geonames_id == town["id"]]
        assert found, town
        assert found[0].name == town["name"]


def test_demonyms_are_of_countries() -> None:
    assert set(demonyms().values()) <= set(countries())
    assert demonyms()["Ukrainian"] == "UKR"
