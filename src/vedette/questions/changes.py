"""What is other than it was at a moment: new, upgraded, downgraded, contested, vanished. Both sides are the ledger, then and now."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.ledger import LedgerView, Selection
from vedette.model.event import Event
from vedette.model.report import STATUSES
from vedette.questions.events import events

KINDS = ("new", "upgraded", "downgraded", "contested", "vanished")


@dataclass(frozen=True, slots=True)
class Change:
    """One event that changed: how, in words, as it was then and as it is now (None where it was, or is, not there)."""

    kind: str
    reason: str
    before: Event | None
    after: Event | None


def changes(then: LedgerView, now: LedgerView, selection: Selection) -> tuple[Change, ...]:
    """The changes between two views of one ledger, by kind, then in order of time.

    An event now is one of then where they share a report, or where a new version of a document tells of it: the same type, parties and
    day. What is upgraded may be contested too.
    """
    before, after = events(then, selection), events(now, selection)
    by_report = {link.report: event for event in before for link in event.links}
    alike = {_likeness(event): event for event in before}
    found: list[Change] = []
    matched: set[str] = set()
    for event in after:
        old = next((by_report[link.report] for link in event.links if link.report in by_report), None) or alike.get(_likeness(event))
        if old is None:
            found.append(Change("new", f"{event.type}, {event.status}", None, event))
            continue
        matched.add(old.id)
        found += _changed(old, event)
    found += [Change("vanished", f"nothing tells of it any more; it was {old.status}", old, None) for old in before if old.id not in matched]
    return tuple(sorted(found, key=lambda change: KINDS.index(change.kind)))


def _changed(old: Event, new: Event) -> list[Change]:
    found = []
    step = STATUSES.index(new.status) - STATUSES.index(old.status)
    if step:
        found.append(Change("upgraded" if step > 0 else "downgraded", f"{old.status}, now {new.status}", old, new))
    known = {conflict.field for conflict in old.conflicts if conflict.is_open}
    fresh = sorted({conflict.field for conflict in new.conflicts if conflict.is_open} - known)
    if fresh:
        found.append(Change("contested", f"reports now differ on {', '.join(fresh)}", old, new))
    return found


def _likeness(event: Event) -> tuple[object, ...]:
    return event.type, event.sort, event.actor, event.recipient, event.first, event.last, event.places
