"""Events: what several reports share, with best bounds, status history, origins and conflicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vedette.ledger import LedgerReport, LedgerView, Selection
from vedette.ledger.grouping import as_told
from vedette.model.event import Bounds, Event, Told
from vedette.resolution import Relation, describe, group_reports, relate, sort_of


@dataclass(frozen=True, slots=True)
class EventAnswer:
    """An event, its reports in the order of the event, and what it has to do with other events of the same documents."""

    event: Event
    reports: tuple[LedgerReport, ...]
    relations: tuple[Relation, ...] = ()


def events_of(view: LedgerView, rows: Sequence[LedgerReport]) -> dict[str, str]:
    """The event of each of these reports, by the ids of both.

    The ledger keeps the events of what it now holds. A replay, one collection, or a view without reviews, knows less: there the reports are grouped anew.
    """
    if is_now(view):
        return view.events.of_reports(row.report.id for row in rows)
    return {link.report: group.id for group in group_reports([as_told(row) for row in rows]) for link in group.links}


def is_now(view: LedgerView) -> bool:
    scope = view.scope
    return scope.published_by is None and scope.held_by is None and scope.with_reviews and scope.collection is None


def events(view: LedgerView, selection: Selection) -> tuple[Event, ...]:
    """The events that the reports of a selection belong to, with all their reports, in order of time; of a replay, with those that it asks for."""
    rows = list(view.reports(selection))
    if not is_now(view):
        told = {row.report.id: as_told(row) for row in rows}
        found_then = [describe(group, [told[link.report] for link in group.links]) for group in group_reports(list(told.values()))]
        return tuple(sorted(found_then, key=_in_time))
    found = events_of(view, rows)
    described = [describe(group, [as_told(row) for row in rows]) for group, rows in view.events.groups(sorted(set(found.values())))]
    return tuple(sorted(described, key=_in_time))


def reports_of_events(view: LedgerView, selection: Selection, found: Sequence[Event]) -> dict[str, LedgerReport]:
    """The reports of these events by id: those that the selection asked for, and those that were joined with them."""
    rows = {row.report.id: row for row in view.reports(selection)}
    for link in (link for event in found for link in event.links if link.report not in rows):
        rows.update((row.report.id, row) for row in view.reports_by_id(link.report) if row.report.id == link.report)
    return rows


def _in_time(event: Event) -> tuple[date, str]:
    return event.first or event.last or date.max, event.id


def event(view: LedgerView, name: str) -> EventAnswer | None:
    """The event of this id with its relations to what its documents tell beside it; None where there is no such event."""
    for group, rows in view.events.groups([name]):
        around = _around(view, rows)
        beside = [as_told(row) for row in around if row.report.id not in {link.report for link in group.links}]
        own = {(row.report.document, row.report.event) for row in rows if row.report.event}
        labelled = [one for one in beside if (one.report.document, one.report.event) in own and sort_of(one.report) != "new"]
        described = describe(group, [as_told(row) for row in rows], labelled)
        return EventAnswer(described, rows, _relations(view, described, around))
    return None


def _around(view: LedgerView, rows: Sequence[LedgerReport]) -> list[LedgerReport]:
    """All aid that the documents of these reports tell."""
    documents = sorted({row.report.document for row in rows})
    return [row for document in documents for row in view.reports_of(document) if row.report.type.startswith("aid.")]


def _relations(view: LedgerView, own: Event, around: Sequence[LedgerReport]) -> tuple[Relation, ...]:
    ids = view.events.of_reports(row.report.id for row in around)
    told: dict[str, Told] = {}
    described = []
    for group, rows in view.events.groups(sorted(set(ids.values()))):
        told.update({row.report.id: as_told(row) for row in rows})
        described.append(describe(group, [as_told(row) for row in rows]))
    return tuple(relation for relation in relate(described, told) if own.id in (relation.one, *relation.others))


def event_record(event: Event) -> dict[str, object]:
    """The event as one JSON object, dates in ISO form."""
    return {
        "event": event.id, "type": event.type, "sort": event.sort, "status": event.status, "actor": list(event.actor),
        "recipient": list(event.recipient), "programme": event.programme, "first": _iso(event.first), "last": _iso(event.last),
        "dated_by": event.dated_by, "money": _bounds(event.money), "counts": [_bounds(count) for count in event.counts],
        "places": [{"name": name, "role": role} for name, role in event.places],
        "history": [{"date": _iso(step.day), "status": step.status, "reports": list(step.reports)} for step in event.history],
        "last_word": _iso(event.last_word), "corroboration": event.corroboration,
        "origins": [
            {"name": origin.name, "reports": list(origin.reports), "reasons": list(origin.reasons), "side": origin.side} for origin in event.origins
        ],
        "conflicts": [
            {
                "field": conflict.field, "open": conflict.is_open, "explanation": conflict.explanation,
                "values": [{"value": value, "reports": list(reports)} for value, reports in conflict.values],
            }
            for conflict in event.conflicts
        ],
        "links": [
            {
                "report": link.report, "to": link.to, "score": link.score, "reason": link.reason,
                "compared": [{"field": c.field, "first": c.first, "second": c.second, "score": c.score} for c in link.compared],
            }
            for link in event.links
        ],
    }  # fmt: skip


def _bounds(bounds: Bounds | None) -> dict[str, object] | None:
    if bounds is None:
        return None
    named = {"currency": bounds.currency} if bounds.currency else {"name": bounds.name}
    return {**named, "low": bounds.low, "high": bounds.high, "rule": bounds.rule, "reports": list(bounds.reports)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
