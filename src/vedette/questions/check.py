"""Checking a draft: each of its figures against what the ledger holds, with the sentences that decide.

supported      the ledger has the figure, or it is the sum of figures that are each counted once
contradicted   the ledger has the same thing with another figure, or somebody denies it
double counted it is a sum in which the same money or things are counted twice: a total and its parts, one pledge told twice
stale          the ledger had the figure, and has a later one of the same thing
unsupported    the ledger has nothing on it
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from vedette.ledger import LedgerView, Selection
from vedette.model.draft import Figure
from vedette.questions.facts import (
    CLOSE,
    Fact,
    facts_of,
    kindred,
    overlap,
    parties,
    realness,
    same_item,
    same_place,
    stems,
)

VERDICTS = ("supported", "contradicted", "double counted", "stale", "unsupported")
MOST_ADDENDS = 4
MOST_CANDIDATES = 16  # facts that sums are tried of; the latest are taken
OPEN_REACH = 1.5  # "more than 50" bears out 70, and says nothing of 900; "up to 20" bears out 15, and says nothing of 9
NO_CONTENT = frozenset(["a", "an", "and", "at", "by", "for", "from", "had", "has", "have", "in", "into", "it", "its", "of", "on", "the", "to", "was", "were", "will", "with"])
SAME_QUESTION = 0.25  # the share of the words of a poll's sentence from which it asks the same


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the ledger says of one figure: why, and the facts that decide. `addends` are those that a sum consists of."""

    figure: Figure
    verdict: str
    reason: str
    facts: tuple[Fact, ...] = ()

    def to_json(self) -> dict[str, Any]:
        figure = self.figure
        return {
            "figure": figure.words, "start": figure.start, "end": figure.end, "sentence": figure.sentence, "kind": figure.kind,
            "low": figure.low, "high": figure.high, "currency": figure.currency, "name": figure.name,
            "verdict": self.verdict, "reason": self.reason,
            "evidence": [
                {
                    "report": fact.report.id, "document": fact.report.document, "sentence": fact.report.evidence,
                    "published": fact.row.published.isoformat() if fact.row.published else None,
                    "low": fact.low, "high": fact.high, "role": fact.role, "status": fact.report.status,
                }
                for fact in self.facts
            ],
        }  # fmt: skip


def check(view: LedgerView, figures: Sequence[Figure]) -> tuple[Verdict, ...]:
    """A verdict on each figure of a draft, in order."""
    held: dict[tuple[str, ...], dict[str, list[Fact]]] = {}
    return tuple(judge(figure, _facts_near(view, figure, held)) for figure in figures)


def _facts_near(view: LedgerView, figure: Figure, held: dict[tuple[str, ...], dict[str, list[Fact]]]) -> list[Fact]:
    """The facts whose parties the figure may be of; each selection is asked once a draft."""
    if figure.kind == "percent":
        selections = [Selection(types=("poll",))]
    elif figure.report is not None and figure.report.actor:
        selections = [Selection(actors=tuple(sorted(figure.report.actor)))]
    else:
        named = tuple(sorted(figure.parties))
        selections = [Selection(actors=named), Selection(recipients=named)] if named else []
    found: dict[str, list[Fact]] = {}
    for selection in selections:
        key = (*selection.types, "by", *selection.actors, "to", *selection.recipients)
        if key not in held:
            held[key] = {row.report.id: list(facts_of(row)) for row in view.reports(selection)}
        found |= held[key]
    return [fact for facts in found.values() for fact in facts]


def judge(figure: Figure, facts: Iterable[Fact]) -> Verdict:
    """The verdict on one figure, given the facts that may be of the same thing, whatever order they come in."""
    near = sorted((fact for fact in facts if is_same_thing(figure, fact)), key=_by_day)
    if not near:
        return Verdict(figure, "unsupported", "the ledger has no figure of this")
    wanted = realness(figure.report.status) if figure.report is not None else 0
    denied = [fact for fact in near if fact.report.status == "denied" or fact.report.negated]
    told = [fact for fact in near if fact not in denied]
    borne_out = [fact for fact in told if realness(fact.report.status) >= wanted and _agrees(figure, fact)]
    if borne_out:
        return _current(figure, borne_out, told)
    if any(_agrees(figure, fact) for fact in denied):
        return Verdict(figure, "contradicted", "it is denied, and nobody else reports it", tuple(denied))
    as_sum = _as_sum(figure, told, wanted)
    if as_sum is not None:
        return as_sum
    others = [fact for fact in told if realness(fact.report.status) == wanted or (figure.report is None)]
    if others:
        latest = others[-1]
        return Verdict(figure, "contradicted", f"the ledger has {_in_words(latest)}", (latest,))
    weaker = tuple(fact for fact in told if _agrees(figure, fact))
    if weaker:
        return Verdict(figure, "unsupported", f"the ledger has it only as {weaker[-1].report.status}", weaker)
    return Verdict(figure, "unsupported", "the ledger has no figure of this that is as real as the draft has it")


def is_same_thing(figure: Figure, fact: Fact) -> bool:
    """Whether a fact is of what the figure is of: the same unit, parties in the same roles, the same sort of act, the same place."""
    if figure.kind == "percent":
        return fact.category == "share" and _asks_the_same(figure, fact)
    if figure.kind == "sum" and figure.currency != fact.currency:
        return False
    if figure.kind == "count" and (fact.currency or not same_item(figure.name, figure.category, fact.name, fact.category)):
        return False
    report, told = figure.report, fact.report
    if report is None or not report.actor:
        return _is_told_alike(figure, fact)
    if not kindred(report.type, told.type) or not parties(report.actor) & parties(told.actor):
        return False
    if report.recipient and told.recipient and not parties(report.recipient) & parties(told.recipient):
        return False
    return same_place(tuple(place.name for place in report.place), tuple(place.name for place in told.place))


def _is_told_alike(figure: Figure, fact: Fact) -> bool:
    """Where the reader made nothing of the figure: the sentence names the fact's parties and nobody else, and shares words with it."""
    named, told = frozenset(figure.parties), parties((*fact.report.actor, *fact.report.recipient))
    if not named or not named <= told:
        return False
    is_whole = bool(named & parties(fact.report.actor)) and (not fact.report.recipient or bool(named & parties(fact.report.recipient)))
    shared = (stems(figure.sentence) & stems(fact.report.evidence)) - NO_CONTENT - stems(figure.words)
    return is_whole or len(shared) >= 2


def _asks_the_same(figure: Figure, fact: Fact) -> bool:
    ours, theirs = stems(figure.sentence), stems(fact.report.evidence)
    return len(ours & theirs) >= SAME_QUESTION * min(len(ours), len(theirs))


def _agrees(figure: Figure, fact: Fact) -> bool:
    if not overlap(figure.low, figure.high, fact.low, fact.high):
        return False
    if fact.high is None and fact.low is not None and figure.low is not None:
        return figure.low <= OPEN_REACH * fact.low
    if fact.low is None and fact.high is not None and figure.high is not None:
        return OPEN_REACH * figure.high >= fact.high
    return True


def _current(figure: Figure, borne_out: Sequence[Fact], told: Sequence[Fact]) -> Verdict:
    """Supported, or stale where a later figure of the same thing has taken the place of each that bears it out."""
    overtaken: list[Fact] = []
    for fact in borne_out:
        later = [other for other in told if _overtakes(other, fact, figure) and not _agrees(figure, other)]
        if not later:
            return Verdict(figure, "supported", f"the ledger has {_in_words(fact)}", (fact,))
        overtaken += [fact, later[-1]]
    return Verdict(figure, "stale", f"since then the ledger has {_in_words(overtaken[-1])}", tuple(dict.fromkeys(overtaken)))


def _overtakes(later: Fact, fact: Fact, figure: Figure) -> bool:
    """Whether a fact tells later how the same thing now stands."""
    if later.day is None or fact.day is None or later.day <= fact.day or realness(later.report.status) < realness(fact.report.status):
        return False
    if fact.report.event and fact.report.event == later.report.event:
        return True
    if later.role != "cumulative":
        return False
    # A running total overtakes an earlier one. It overtakes a count that was told as news where the draft gives that no day of its own.
    is_dated = figure.report is not None and (figure.report.when.start or figure.report.when.end or figure.report.said)
    return fact.role == "cumulative" or (fact.currency is None and fact.role == "new" and not is_dated)


def _as_sum(figure: Figure, told: Sequence[Fact], wanted: int) -> Verdict | None:
    """The verdict where the figure is a sum of facts: supported where each is counted once, else double counted."""
    if figure.low is None or figure.high is None or figure.kind == "percent":
        return None
    points = [fact for fact in told if fact.low is not None and fact.high is not None][-MOST_CANDIDATES:]
    twice: Verdict | None = None
    for size in range(2, min(MOST_ADDENDS, len(points)) + 1):
        for chosen in combinations(points, size):
            low, high = sum(fact.low or 0.0 for fact in chosen), sum(fact.high or 0.0 for fact in chosen)
            if not overlap(figure.low, figure.high, low, high):
                continue
            why = _counted_twice(chosen)
            if why is None and all(realness(fact.report.status) >= wanted for fact in chosen):
                return Verdict(figure, "supported", "it is the sum of these, each counted once", chosen)
            if why is not None and twice is None:
                twice = Verdict(figure, "double counted", f"it adds up {' and '.join(_number(fact) for fact in chosen)}: {why}", chosen)
    return twice


def _counted_twice(chosen: Sequence[Fact]) -> str | None:
    """What a sum of these would count twice, None where each stands for something of its own."""
    for fact in chosen:
        if fact.role == "cumulative":
            return "a running total holds what came before it"
        if fact.role == "envelope":
            return "a ceiling holds what is drawn on it"
        if fact.role == "part":
            return "a part is held by its whole"
    for one, other in combinations(chosen, 2):
        if _is_restatement(one, other):
            return "the same is told twice"
    return None


def _is_restatement(one: Fact, other: Fact) -> bool:
    if one.report.event and other.report.event:
        return one.report.event == other.report.event
    same = (one.low, one.high) == (other.low, other.high) and set(one.report.recipient) == set(other.report.recipient)
    return same and one.report.document != other.report.document


def _by_day(fact: Fact) -> tuple[date, str, int]:
    return fact.day or date.min, fact.report.id, fact.report.start


def _in_words(fact: Fact) -> str:
    told = f", told on {fact.day}" if fact.day else ""
    return f"{_number(fact)}{f' {fact.name}' if fact.name else ''} ({fact.report.status}{told})"


def _number(fact: Fact) -> str:
    def plain(value: float) -> str:
        return f"{value:,.0f}" if abs(value - round(value)) < CLOSE else f"{value:,.2f}"

    low, high = fact.low, fact.high
    if low is None or high is None:
        words = f"up to {plain(high)}" if high is not None else f"at least {plain(low or 0)}"
    else:
        words = plain(low) if low == high else f"{plain(low)} to {plain(high)}"
    return f"{fact.currency} {words}" if fact.currency else words
