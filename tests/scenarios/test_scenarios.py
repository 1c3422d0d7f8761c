"""Small sets of documents with the one right answer each: every rule of counting, corroboration and conflict, and some traps.

Each scenario is a table `*.toml` of documents whose parties and sums are named by placeholders. It is read with three draws of
parties and sums, each in the order written and in two others, through the same steps as `vedette read`.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from vedette.ledger import Ledger, Selection
from vedette.model.document import Document
from vedette.model.event import Event
from vedette.pipeline import Reading, read_document
from vedette.questions.events import events
from vedette.questions.totals import Total, totals
from vedette.resolution import EventResolver

SCENARIOS = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(Path(__file__).parent.glob("*.toml"))}
NOON = datetime(2031, 1, 1, 12, tzinfo=UTC)
DRAWS, ORDERS = 3, 3
MILLION = 1e6


@dataclass(frozen=True)
class Party:
    """A state as the documents of a scenario name it: {giver}, {giver.people}, {giver.capital}."""

    id: str
    name: str
    people: str
    capital: str

    def __str__(self) -> str:
        return self.name


GIVERS = (
    Party("NOR", "Norway", "Norwegian", "Oslo"), Party("CAN", "Canada", "Canadian", "Ottawa"), Party("SWE", "Sweden", "Swedish", "Stockholm"),
    Party("DNK", "Denmark", "Danish", "Copenhagen"), Party("FIN", "Finland", "Finnish", "Helsinki"), Party("ESP", "Spain", "Spanish", "Madrid"),
)  # fmt: skip
TAKERS = (
    Party("UKR", "Ukraine", "Ukrainian", "Kyiv"), Party("MDA", "Moldova", "Moldovan", "Chisinau"), Party("ARM", "Armenia", "Armenian", "Yerevan"),
    Party("KEN", "Kenya", "Kenyan", "Nairobi"), Party("LBN", "Lebanon", "Lebanese", "Beirut"),
)  # fmt: skip


@dataclass(frozen=True)
class Draw:
    """What the placeholders stand for; sums are in millions."""

    names: dict[str, Any]

    def fill(self, text: str) -> str:
        return text.format(**self.names)

    def amount(self, expression: str) -> float | None:
        """ "a", "a + b", "a - 5", "none", in whole units."""
        if expression == "none":
            return None
        total, sign = 0.0, 1
        for word in expression.split():
            if word in "+-":
                sign = 1 if word == "+" else -1
            else:
                total += sign * float(self.names.get(word, word))
        return total * MILLION


@cache
def draw(number: int) -> Draw:
    """Parties and sums at random, but that a, b and c are far apart, and no sum is that of two others."""
    chance = random.Random(f"scenario {number}")
    giver, other = chance.sample(GIVERS, 2)
    taker, second = chance.sample(TAKERS, 2)
    a = chance.randrange(41, 99)
    b = a * 3 + chance.randrange(7, 19)
    c = b * 3 + chance.randrange(7, 19)
    near = round(a * 1.12) + 1
    return Draw({"giver": giver, "other": other, "taker": taker, "second": second, "a": a, "b": b, "c": c, "near": near, "sum": a + b})


@cache
def readings(name: str, number: int) -> tuple[Reading, ...]:
    drawn = draw(number)
    made = []
    for n, told in enumerate(SCENARIOS[name]["document"]):
        document = Document(
            told.get("name", f"{n:02}.txt"), drawn.fill(told["text"]), published=told["published"], published_from="option",
            publisher=drawn.fill(told["publisher"]) if "publisher" in told else None,
        )  # fmt: skip
        made.append(read_document(document))
    return tuple(made)


def ledger_of(name: str, number: int, order: int) -> Ledger:
    ledger = Ledger.open("sqlite://")
    shuffled = list(readings(name, number))
    if order:
        random.Random(order).shuffle(shuffled)
    for reading in shuffled:
        ledger.add(reading.document, reading.reports, reader="1", at=NOON, resolver=EventResolver())
    return ledger


def dump(ledger: Ledger, name: str, number: int) -> str:
    """What the scenario's documents were read as, for the message of a failure."""
    lines = []
    for reading in readings(name, number):
        lines.append(f"\n{reading.document.name} {reading.document.published}: {reading.document.text}")
        events_of = ledger.view().events.of_reports(report.id for report in reading.reports)
        for r in reading.reports:
            lines.append(f"   {r.type} {r.status} {r.actor}>{r.recipient} {r.money} {r.programme} {r.when.start}..{r.when.end} said {r.said} neg {r.negated} by {r.attributed_to} {events_of.get(r.id)} {r.evidence[:60]!r}")
    return "\n".join(lines)


@pytest.mark.parametrize("order", range(ORDERS))
@pytest.mark.parametrize("number", range(DRAWS))
@pytest.mark.parametrize("name", SCENARIOS)
def test_scenario(name: str, number: int, order: int) -> None:
    scenario, drawn = SCENARIOS[name], draw(number)
    with ledger_of(name, number, order) as ledger:
        told = dump(ledger, name, number)
        for asked in scenario.get("total", ()):
            check_total(asked, drawn, ask(ledger, asked, drawn), told)
        if "event" in scenario:
            found = [event for event in events(ledger.view(), Selection(types=tuple(scenario.get("types", ["aid"])))) if is_wanted(event, drawn)]
            check_event(scenario["event"], drawn, found, told)


def is_wanted(event: Event, drawn: Draw) -> bool:
    return drawn.names["giver"].id in (*event.actor, *event.recipient) or drawn.names["taker"].id in (*event.actor, *event.recipient)


def ask(ledger: Ledger, asked: dict[str, Any], drawn: Draw) -> Total:
    selection = Selection(
        recipients=(drawn.names["taker"].id,) if not asked.get("everyone") else (), programmes=tuple(asked.get("programmes", ())),
        first=asked.get("first"), last=asked.get("last"),
    )  # fmt: skip
    return totals(ledger.view(), selection, rule=asked.get("rule", "pledged_net"), currency=asked.get("currency"))


def check_total(asked: dict[str, Any], drawn: Draw, answer: Total, told: str) -> None:
    shown = f"{asked}\n{[s.to_json() for s in answer.summands]}\n{answer.left_out}\n{told}"
    for bound in ("low", "high"):
        if bound in asked:
            value, expected = getattr(answer, bound), drawn.amount(asked[bound])
            tolerance = asked.get("within", 1e-9)
            assert (value is None) == (expected is None), shown
            assert value is None or expected is None or value == pytest.approx(expected, rel=tolerance), shown
    if "sum" in asked:
        expected = drawn.amount(asked["sum"])
        assert (answer.low, answer.high) == (expected, expected), shown
    if "summands" in asked:
        assert len(answer.summands) == asked["summands"], shown
    if "unknown" in asked:
        assert answer.unknown == asked["unknown"], shown
    if "dates" in asked:
        assert [summand.date for summand in answer.summands] == asked["dates"], shown
    for reason in asked.get("left_out", ()):
        assert any(reason in left.reason for left in answer.left_out), (reason, shown)


def check_event(expected: dict[str, Any], drawn: Draw, found: list[Event], told: str) -> None:
    """The event with most reports is the one that the scenario is about."""
    assert found, told
    event = max(found, key=lambda event: (len(event.links), event.sort == expected.get("sort", event.sort), event.id))
    shown = f"{event}\n{told}"
    if "events" in expected:
        assert len(found) == expected["events"], shown
    for field in ("corroboration", "status", "sort", "programme"):
        if field in expected:
            assert getattr(event, field) == expected[field], shown
    if "reports" in expected:
        assert len(event.links) == expected["reports"], shown
    if "origins" in expected:
        assert len(event.origins) == expected["origins"], shown
    if "first" in expected:
        assert event.first == expected["first"], shown
    if "history" in expected:
        assert [step.status for step in event.history] == expected["history"], shown
    if "low" in expected:
        assert event.money is not None, shown
        assert (event.money.low, event.money.high) == (drawn.amount(expected["low"]), drawn.amount(expected["high"])), shown
    for conflict in expected.get("conflicts", ()):
        field, _, explanation = conflict.partition(": ")
        assert any(c.field == field and (explanation in c.explanation if c.explanation else explanation == "open") for c in event.conflicts), (conflict, shown)
    if expected.get("no_open_conflict"):
        assert not [c for c in event.conflicts if c.is_open], shown


def test_there_are_enough_scenarios_and_each_asks_something() -> None:
    assert len(SCENARIOS) >= 25
    assert all(scenario.get("about") and ("total" in scenario or "event" in scenario) for scenario in SCENARIOS.values())
    assert all(isinstance(told["published"], date) for scenario in SCENARIOS.values() for told in scenario["document"])
