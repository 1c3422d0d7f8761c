"""What stands around a trigger: items, places, days; and what a sentence leaves to the one before."""

from __future__ import annotations

from datetime import date

import pytest

from vedette.analysis import analyse
from vedette.model.document import Document
from vedette.model.report import Report, When
from vedette.reports import read_reports
from vedette.text import clean

PUBLISHED = date(2023, 5, 12)


def reports(text: str, type: str) -> list[Report]:
    return [r for r in read_reports(analyse(clean(Document("x", text, published=PUBLISHED))), trained=False) if r.type == type]


ITEMS = [
    # a named package's contents are part of it
    ("The United States announced a new aid package for Ukraine on Monday. The aid package includes 12 howitzers.", "aid.arms", [("artillery", 12, 12, "part")]),
    # who is moved may be the subject
    ("About 3,000 Russian troops left Syria on Monday.", "retreat.withdraw", [("troops", 2700, 3300, "new")]),
    # a counted people that was killed are persons
    ("Iranian forces killed 30 Iraqis near Basra.", "assault.attack", [("person", 30, 30, "new")]),
    # a word in another item's name is no item
    ("Germany sent 40 tank engines and 500 rounds for howitzers to Ukraine.", "aid.arms", [("ammunition", 500, 500, "new")]),
]


@pytest.mark.parametrize(("text", "type", "expected"), ITEMS)
def test_items(text: str, type: str, expected: list[tuple[str, float, float, str]]) -> None:
    found = [(i.category, i.low, i.high, i.role) for r in reports(text, type) for i in r.items]
    assert [e for e in expected if e not in found] == []
    assert len([f for f in found if f[0] == expected[0][0]]) == 1


PLACES = [
    # the ends of a movement, without what it is about
    ("Norway moved 200 soldiers to Estonia in May.", "mobilize.deploy", {("Estonia", "to")}),
    # what falls is where it fell
    ("Mariupol fell to Russian troops in May 2022.", "assault.advance", {("Mariupol", "at")}),
    # what is invaded is where
    ("Russia launched a full-scale invasion of Ukraine in 2022.", "assault.attack", {("Ukraine", "at")}),
]


@pytest.mark.parametrize(("text", "type", "expected"), PLACES)
def test_places(text: str, type: str, expected: set[tuple[str, str]]) -> None:
    found = reports(text, type)
    assert found
    assert {(p.name, p.role) for p in found[0].place} == expected


def test_casualties_inherit_the_place_and_day_of_the_attack() -> None:
    text = "Russian missiles struck the Ukrainian port of Odesa on Tuesday. Russian fire also wounded six Ukrainian soldiers."
    first, *_, last = reports(text, "assault.attack")
    assert last.place == first.place != ()
    assert last.when == first.when != When()


def test_a_count_since_a_date_ends_on_the_day_of_publication() -> None:
    found = reports("Russia has fired 80 missiles at Ukraine since March 2023.", "assault.attack")
    assert [r.when for r in found] == [When(date(2023, 3, 1), PUBLISHED)]
    assert {i.role for r in found for i in r.items} == {"cumulative"}
