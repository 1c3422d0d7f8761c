"""What links events: tranches to the envelopes that they draw on, and sums to the sums that they add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from vedette.lexicon.recounting import recounting
from vedette.model.event import Event, Told
from vedette.resolution.amounts import bounds_in_words, figure
from vedette.resolution.sorts import has_sum, sort_of

NEAR_TEXT = 400  # characters between a sum and the envelope that the text puts beside it
WINDOW = 45  # days before its own day from which a sum takes what it adds up
MOST_PARTS = 4
MOST_BESIDE = 12  # sums of one document among which parts are sought
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Relation:
    """`kind`: "draws on" (event `one` is a tranche of envelope `other`), "adds up" (`one` is the sum of `others`)."""

    kind: str
    one: str
    others: tuple[str, ...]
    reason: str


def relate(events: Sequence[Event], told: Mapping[str, Told]) -> tuple[Relation, ...]:
    """The relations among these events; `told` has their reports by id."""
    return (*_draws_on(events, told), *_adds_up(events, told))


def _draws_on(events: Sequence[Event], told: Mapping[str, Told]) -> list[Relation]:
    """A sum that a document puts beside an envelope of the same parties, or that is of the same programme as one."""
    envelopes = [event for event in events if event.sort == "envelope"]
    found = []
    for event in (event for event in events if event.sort == "new" and event.money is not None):
        for envelope in envelopes:
            if not _may_draw(event, envelope):
                continue
            beside = [
                (a, b) for a in event.reports for b in envelope.reports
                if told[a].report.document == told[b].report.document and abs(told[a].report.start - told[b].report.start) <= NEAR_TEXT
            ]  # fmt: skip
            if beside:
                found.append(Relation("draws on", event.id, (envelope.id,), f"{beside[0][0]} tells it beside {beside[0][1]}"))
            elif event.programme and event.programme == envelope.programme and _begins_before(envelope, event):
                found.append(Relation("draws on", event.id, (envelope.id,), f"both are {event.programme}"))
    return found


def _may_draw(event: Event, envelope: Event) -> bool:
    if event.actor and envelope.actor and not set(event.actor) & set(envelope.actor):
        return False
    if event.recipient and envelope.recipient and not set(event.recipient) & set(envelope.recipient):
        return False
    if event.money is None or envelope.money is None or event.money.currency != envelope.money.currency:
        return event.money is not None and envelope.money is not None
    ceiling, sum_ = figure(envelope.money.low, envelope.money.high), figure(event.money.low, event.money.high)
    return ceiling is None or sum_ is None or sum_ <= ceiling


def _begins_before(envelope: Event, event: Event) -> bool:
    return envelope.first is None or event.first is None or envelope.first <= event.first


def _adds_up(events: Sequence[Event], told: Mapping[str, Told]) -> list[Relation]:
    """A sum that is, to the unit, what other sums of the same document come to: "1 billion this week" of 200 and 800 million.

    A document tells the whole and each part, and sets them together in its words; else the whole would be new money that happens to be
    as much. Where it dates the whole to a stretch of days, parts of these days may be told by others, one at least by itself.
    """
    summed = [event for event in events if event.sort == "new" and event.money is not None and figure(event.money.low, event.money.high)]
    by_document: dict[str, list[Event]] = {}
    for event in summed:
        for document in {told[name].report.document for name in event.reports if has_sum(told[name].report) and sort_of(told[name].report) == "new"}:
            by_document.setdefault(document, []).append(event)
    found: dict[str, Relation] = {}
    for document, here in sorted(by_document.items()):
        for whole in (event for event in here if event.money and event.money.low == event.money.high):
            within = [event for event in summed if event not in here and _covers(whole, [event])]
            parts = _parts(whole, [event for event in (*here, *within) if event.id != whole.id])
            if not any(part in here for part in parts):
                continue
            if (_covers(whole, parts) or _set_together(document, (whole, *parts), told)) and (whole.id not in found or len(parts) < len(found[whole.id].others)):
                names = tuple(sorted(part.id for part in parts))
                sums = " and ".join(sorted(sum_in_words_of(part) for part in parts))
                found[whole.id] = Relation("adds up", whole.id, names, f"{document} tells it beside {sums}, which come to it")
    return [found[name] for name in sorted(found)]


def _covers(whole: Event, parts: Sequence[Event]) -> bool:
    """Whether the whole is dated to a stretch of days, "this week", in which the parts lie."""
    if whole.first is None or whole.last is None or whole.first == whole.last:
        return False
    return all(part.first is not None and part.last is not None and whole.first <= part.first and part.last <= whole.last for part in parts)


def _set_together(document: str, events: Sequence[Event], told: Mapping[str, Told]) -> bool:
    """Whether the document says that it sets sums together; that five is two and three may be chance."""
    here = (told[name].report for event in events for name in event.reports if told[name].report.document == document)
    return any(recounting("summing").search(report.evidence) for report in here)


def _parts(whole: Event, others: Sequence[Event]) -> tuple[Event, ...]:
    assert whole.money is not None
    target = figure(whole.money.low, whole.money.high) or 0.0
    fitting = sorted((event for event in others if _may_be_part(event, whole)), key=lambda event: event.id)[:MOST_BESIDE]
    for count in range(2, MOST_PARTS + 1):
        for parts in combinations(fitting, count):
            total = sum(figure(part.money.low, part.money.high) or 0.0 for part in parts if part.money)
            if abs(total - target) <= TOLERANCE * target:
                return parts
    return ()


def _may_be_part(event: Event, whole: Event) -> bool:
    if event.money is None or whole.money is None or event.money.currency != whole.money.currency:
        return False
    if (figure(event.money.low, event.money.high) or 0.0) >= (figure(whole.money.low, whole.money.high) or 0.0):
        return False
    for one, other in ((event.actor, whole.actor), (event.recipient, whole.recipient)):
        if one and other and not set(one) & set(other):
            return False
    if event.first is None or whole.last is None or whole.first is None:
        return True
    return -3 <= (whole.last - event.first).days <= WINDOW


def sum_in_words_of(event: Event) -> str:
    assert event.money is not None
    return f"{event.money.currency} {bounds_in_words(event.money.low, event.money.high)}"
