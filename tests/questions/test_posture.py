"""Forces near a place: by coordinates where the report names a spot, apart where it names an area."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.ledger import Ledger
from vedette.model.errors import UsageError
from vedette.model.quantity import Item
from vedette.model.report import Place
from vedette.questions.posture import find_place, is_point, kilometres, posture

NOON = datetime(2032, 1, 1, tzinfo=UTC)


@pytest.fixture
def ledger(make_document: Any, make_report: Any) -> Iterator[Ledger]:
    def told(name: str, day: int, place: str, low: float | None, **fields: Any) -> None:
        document = make_document(name, f"Told as {name} on day {day}.", published=date(2031, 3, day), publisher=f"{name} paper")
        role = fields.pop("role", "at")
        item = Item("battalion", "unit", low, low)
        store.add(document, [make_report(document, **{"type": "mobilize.deploy", "actor": ("EST",), "items": (item,), "place": (Place(place, role),), **fields})], reader="1", at=NOON)

    with Ledger.open("sqlite://") as store:
        told("a", 1, "Narva", 2)
        told("b", 3, "Narva", 5)
        told("c", 4, "Tallinn", 1, attributed_to=(("Reuters",), ("Estonian officials",)))
        told("d", 5, "Estonia", 4)
        told("e", 6, "Riga", 3, actor=("LVA",))
        told("f", 9, "Narva", 2, type="retreat.withdraw", role="from")
        told("g", 10, "Springfield", 1)
        told("h", 11, "Narva", 9, status="denied")
        told("i", 12, "Warsaw", 7, actor=("POL",))
        yield store


def test_what_is_near_has_its_distance_and_an_area_has_none(ledger: Ledger) -> None:
    answer = posture(ledger.view(), near="Narva", as_of=date(2031, 3, 8), radius=250)
    assert [(one.actor, one.place, one.precision) for one in answer.near] == [("EST", "Narva", "point"), ("EST", "Tallinn", "point")]
    narva, tallinn = answer.near
    assert narva.distance == 0
    assert tallinn.distance is not None
    assert 190 < tallinn.distance < 220
    assert (narva.low, narva.high, narva.differs, narva.is_left) == (5, 5, True, False)
    assert narva.sources == ("a paper", "b paper")
    assert tallinn.sources == ("Estonian officials",)
    assert [(one.place, one.distance, one.precision) for one in answer.may_be] == [("Estonia", None, "area (country)")]


def test_what_was_told_later_is_not_known_and_what_was_withdrawn_is_said(ledger: Ledger) -> None:
    assert len(posture(ledger.view(), near="Narva", as_of=date(2031, 3, 2), radius=100).near[0].reports) == 1
    late = posture(ledger.view(), near="Narva", as_of=date(2031, 3, 31), radius=100)
    (narva,) = late.near
    assert narva.is_left
    assert all(row.report.status != "denied" for row in narva.reports)
    assert late.unplaced == 1  # which Springfield, nobody said


def test_a_place_of_the_ledger_that_the_gazetteer_lacks_is_found_by_its_name(ledger: Ledger) -> None:
    (one,) = posture(ledger.view(), near="Springfield", as_of=date(2031, 3, 31)).near
    assert one.distance is None
    with pytest.raises(UsageError, match="knows no place 'Nowhereville'"):
        posture(ledger.view(), near="Nowhereville", as_of=date(2031, 3, 31))


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(["Estonia", "Baltic Sea", "Narva", "Riga", "Sea of Azov", "Kaliningrad Oblast", "Poland", "Tallinn"]), radius=st.floats(0, 3000))
def test_precision_never_rises(name: str, radius: float, make_document: Any, make_report: Any) -> None:
    with Ledger.open("sqlite://") as store:
        document = make_document(published=date(2031, 3, 1))
        store.add(document, [make_report(document, type="mobilize.deploy", actor=("EST",), place=(Place(name),))], reader="1", at=NOON)
        answer = posture(store.view(), near="Narva", as_of=date(2031, 3, 31), radius=radius)
        entry = find_place(name)
        assert entry is not None
        for one in (*answer.near, *answer.may_be):
            assert one.place == name
            assert (one.distance is None) == (not is_point(entry))
            assert (one.low, one.high) == (None, None)  # unknown never becomes 0


def test_distances() -> None:
    kyiv, warsaw = find_place("Kyiv"), find_place("Warsaw")
    assert kyiv is not None
    assert warsaw is not None
    assert kilometres(kyiv, warsaw) == pytest.approx(690, rel=0.02)
    assert kilometres(kyiv, kyiv) == 0
