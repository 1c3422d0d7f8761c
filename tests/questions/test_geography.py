"""Places on the map: at the precision of their names, and on no map where nothing tells which is meant."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from vedette.ledger import Ledger, Selection
from vedette.model.report import Place
from vedette.questions.geography import disputed, geography, locate


@pytest.mark.parametrize(
    ("name", "parties", "kind", "country"),
    [
        ("Kyiv", (), "capital", "UKR"),
        ("Georgia", ("USA",), "country", "GEO"),  # the country before the state, as news writes it
        ("Birmingham", ("GBR",), "city", "GBR"),  # of several, the one in a country that is spoken of
        ("Crimea", (), "territory", "UKR"),
        ("Springfield", (), None, None),  # two dozen towns, none much larger than the next
        ("Nowhere-on-Sea", (), None, None),
    ],
)
def test_a_name_is_placed_only_where_one_place_is_meant(name: str, parties: tuple[str, ...], kind: str | None, country: str | None) -> None:
    entry, reason = locate(name, frozenset(parties))
    assert reason
    assert (entry.kind, entry.countries[0]) == (kind, country) if entry else kind is None


def test_nothing_is_more_precise_than_its_name(tmp_path: Path, make_document: Any, make_report: Any) -> None:
    document = make_document(text="Oslo sent aid to Kyiv, Ukraine, the Black Sea and Springfield.")
    named = tuple(Place(name) for name in ("Kyiv", "Ukraine", "Black Sea", "Springfield"))
    report = make_report(document, id="a", actor=("NOR",), recipient=("UKR",), place=named)
    refused = make_report(document, "Oslo sent aid", id="b", actor=("NOR",), recipient=("UKR",), negated=True)
    with Ledger.open(str(tmp_path / "map.db")) as store:
        store.add(document, [report, refused], reader="1", at=datetime.now(UTC))
        found = geography(store.view(), Selection())
    radius = {one.name: one.radius for one in found.located}
    assert radius["Kyiv"] < radius["Ukraine"] <= radius["Black Sea"]
    assert [(one.name, one.reports) for one in found.unplaced] == [("Springfield", ("a",))]
    assert [(arc.giver, arc.receiver, arc.reports) for arc in found.arcs] == [("NOR", "UKR", ("a",))]  # what was refused goes nowhere


def test_disputed_territory_names_all_who_claim_it() -> None:
    claims = {one.name: one.claimed_by for one in disputed()}
    assert set(claims["Crimea"]) == {"RUS", "UKR"}
    assert len(claims) > 20
    assert all(claims.values())
