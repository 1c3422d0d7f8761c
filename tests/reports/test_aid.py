"""Aid: what is given besides, packages and what they hold, sums set beside sums, loans in the making, arms that only move."""

from __future__ import annotations

from datetime import date

import pytest

from vedette.analysis import analyse
from vedette.model.document import Document
from vedette.model.report import Report
from vedette.reports import read_reports
from vedette.text import clean


def reports(text: str, type: str) -> list[Report]:
    return [r for r in read_reports(analyse(clean(Document("x", text, published=date(2023, 5, 12)))), trained=False) if r.type.startswith(type)]


def test_what_is_given_besides_is_under_way_too_and_goes_to_the_same_government() -> None:
    text = "Norway is sending more rifles to Moldova. In addition to giving the government 300 mortars, it is sending 20 officers as instructors."
    found = reports(text, "aid.")
    assert [(r.type, r.status, r.actor, r.recipient) for r in found] == [
        ("aid.arms", "ongoing", ("NOR",), ("MDA",)),
        ("aid.arms", "ongoing", ("NOR",), ("MDA",)),
        ("aid.training", "ongoing", ("NOR",), ("MDA",)),
    ]


RECEIVERS = [
    # the state between the verb and the count
    ("Norway will ship Moldova 40 Javelin missiles.", ("MDA",)),
    # to a state
    ("Norway will ship 40 Javelin missiles to Moldova.", ("MDA",)),
]


@pytest.mark.parametrize(("text", "recipient"), RECEIVERS)
def test_receivers(text: str, recipient: tuple[str, ...]) -> None:
    assert [r.recipient for r in reports(text, "aid.arms")] == [recipient]


CONTENTS = [
    ("The package contains 40 howitzers.", True),
    ("The shipment consists of 40 howitzers and clothing.", True),
    ("The latest batch is made up of 40 howitzers.", True),
    ("It covers 40 howitzers.", True),
    # demands hold no aid
    ("Chad's demands include 40 howitzers.", False),
]


@pytest.mark.parametrize(("sentence", "is_part"), CONTENTS)
def test_contents_are_part_of_the_package_and_as_real(sentence: str, is_part: bool) -> None:
    found = reports(f"Norway pledged a package of 90 million euros in weapons to Moldova. {sentence}", "aid.")
    parts = [(r.status, i.category, i.low, i.role) for r in found[1:] for i in r.items if i.low == 40]
    assert parts == ([("pledged", "artillery", 40, "part")] if is_part else [])


SUMS = [
    # last year's, done, in its own year
    ("Norway approved 40 million euros in military aid for Moldova, on top of last year's 90 million euros.", (90e6, 90e6, "new", "done")),
    # brought to a total, as real as what brings it there
    ("Norway pledged 40 million euros in military aid for Moldova, which brings the total since 2020 to nearly 900 million euros.", (810e6, 900e6, "cumulative", "pledged")),
    # to date
    ("Norway pledged 40 million euros in weapons for Moldova, on top of the 90 million euros that has been provided so far.", (90e6, 90e6, "cumulative", "done")),
]


@pytest.mark.parametrize(("text", "expected"), SUMS)
def test_sums_beside_the_new_one(text: str, expected: tuple[float, float, str, str]) -> None:
    first, second = (r for r in reports(text, "aid.") if r.money)
    assert first.money is not None
    assert second.money is not None
    assert (first.money.low, first.money.role) == (40e6, "new")
    assert (second.money.low, second.money.high, second.money.role, second.status) == expected
    assert first.type == second.type


TO_DATE = [
    ("Norway has already delivered 40 howitzers to Moldova.", "cumulative"),
    ("Moldova has so far received 40 howitzers from Norway.", "cumulative"),
    ("Norway delivered 40 howitzers to Moldova on Monday.", "new"),
]


@pytest.mark.parametrize(("text", "role"), TO_DATE)
def test_a_count_to_date_is_a_running_total(text: str, role: str) -> None:
    assert [i.role for r in reports(text, "aid.arms") for i in r.items] == [role]


ECONOMIC = [
    ("Norway is in the process of making a 90 million dollar loan to Moldova.", "ongoing"),
    ("Norway is negotiating a loan of 90 million dollars to Moldova.", "ongoing"),
    ("Norway made a loan of 90 million dollars to Moldova.", "done"),
]


@pytest.mark.parametrize(("text", "status"), ECONOMIC)
def test_loans(text: str, status: str) -> None:
    found = reports(text, "aid.economic")
    assert [(r.status, r.actor, r.recipient) for r in found] == [(status, ("NOR",), ("MDA",))]
    assert [r.money.instrument for r in found if r.money] == ["loan"]


MOVED = [
    # to a town: moved
    ("Norway sent 40 howitzers to Narvik.", ["mobilize.deploy"]),
    # to a state: given
    ("Norway sent 40 howitzers to Moldova.", ["aid.arms"]),
    # to somebody: given
    ("Norway sent Moldova two frigates.", ["aid.arms"]),
    # to a sea: moved
    ("Norway sent two frigates to the Baltic Sea.", ["mobilize.deploy"]),
]


@pytest.mark.parametrize(("text", "types"), MOVED)
def test_arms_that_only_move(text: str, types: list[str]) -> None:
    assert [r.type for r in reports(text, "")] == types


OWNED = [
    # a named firm is who loses it
    ("Norway has confiscated two oil terminals owned by the energy group Gazprom.", ("Gazprom",), ("property", 2, 2)),
    ("Norway seized two hotels belonging to the Chadian firm Kosti.", ("Kosti",), ("property", 2, 2)),
]


@pytest.mark.parametrize(("text", "recipient", "item"), OWNED)
def test_owned_property(text: str, recipient: tuple[str, ...], item: tuple[str, int, int]) -> None:
    found = reports(text, "coerce.seize")
    assert [(r.actor, r.recipient) for r in found] == [(("NOR",), recipient)]
    assert [(i.category, i.low, i.high) for i in found[0].items] == [item]


def test_a_transfer_approved_is_by_who_transfers_and_put_by_who_approves() -> None:
    found = reports("Norway approved the transfer of NASAMS launchers from Kenya to Latvia.", "aid.arms")
    assert [(r.status, r.actor, r.recipient, r.attributed_to) for r in found] == [("authorised", ("KEN",), ("LVA",), (("NOR",),))]


PER = [
    ("Norway will send battalions of 900 to 1,100 soldiers to Split.", "battalion"),
    ("Norway will send 900 to 1,100 soldiers for each of its three river forts.", "river fort"),
    ("Norway will send 900 to 1,100 soldiers to Split.", None),
]


@pytest.mark.parametrize(("text", "per"), PER)
def test_counts_for_each(text: str, per: str | None) -> None:
    assert [i.per for r in reports(text, "mobilize.deploy") for i in r.items if i.low == 900] == [per]


def test_who_signed_together_is_given_to() -> None:
    found = reports("Chad and Fiji signed an agreement on coastal defence in Split. Fiji is to supply 500 shells.", "aid.arms")
    assert [(r.actor, r.recipient) for r in found] == [(("FJI",), ("TCD",))]
