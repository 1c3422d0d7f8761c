"""How reported figures changed: of one event as reports told it, and of one document as its versions had it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vedette.ledger import LedgerView, Selection
from vedette.questions.events import events, reports_of_events
from vedette.questions.facts import Fact, facts_of, overlap


@dataclass(frozen=True, slots=True)
class Step:
    """On `day` (None where unknown) the figure was told so, by these facts."""

    day: date | None
    low: float | None
    high: float | None
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """One figure of one event that did not stay as it was: its steps in order of time. `unit` is a currency, or what is counted."""

    event: str
    unit: str
    role: str
    steps: tuple[Step, ...]


def revisions(view: LedgerView, selection: Selection) -> tuple[Revision, ...]:
    """The figures that changed, by event: steps in order of the days on which they were told, undated ones last.

    A figure that is told more or less precisely ("about 600", then 580) has not changed: its bounds still have a number in common.
    """
    found = []
    grouped = events(view, selection)
    rows = reports_of_events(view, selection, grouped)
    for event in grouped:
        series: dict[tuple[str, str], list[Fact]] = {}
        for link in event.links:
            if link.report in rows:
                for fact in facts_of(rows[link.report]):
                    series.setdefault((fact.currency or fact.name or "", fact.role), []).append(fact)
        for (unit, role), facts in sorted(series.items()):
            steps = _steps(facts)
            if len(steps) > 1:
                found.append(Revision(event.id, unit, role, steps))
    return tuple(found)


def _steps(facts: list[Fact]) -> tuple[Step, ...]:
    """Facts in order of time, those that agree with the one before them as one step."""
    steps: list[Step] = []
    for fact in sorted(facts, key=lambda fact: (fact.day or date.max, fact.report.document, fact.report.start, fact.report.id)):
        if steps and overlap(steps[-1].low, steps[-1].high, fact.low, fact.high):
            last = steps[-1]
            steps[-1] = Step(last.day, last.low, last.high, (*last.facts, fact))
        else:
            steps.append(Step(fact.day, fact.low, fact.high, (fact,)))
    return tuple(steps)
