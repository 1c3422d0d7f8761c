"""Events: what several reports share, and one with all that speaks for and against it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query
from pydantic import Field

from vedette.ledger import Ledger
from vedette.model.event import Event
from vedette.publish.api import shapes
from vedette.publish.api.answers import AsciiJson, TaggedRoute
from vedette.publish.api.filters import Filters, cursor_of, key_of, ledger_of
from vedette.publish.api.problems import NotFound
from vedette.publish.api.reports import dated_record
from vedette.questions.events import event as find_event
from vedette.questions.events import event_record
from vedette.questions.events import events as find_events

router = APIRouter(tags=["events"], route_class=TaggedRoute)
TheLedger = Annotated[Ledger, Depends(ledger_of)]


class EventsAsked(Filters):
    conflicts: bool = Field(default=False, description="Only events with an open conflict")
    cursor: str | None = Field(default=None, max_length=4000)
    limit: int = Field(default=100, ge=1, le=500)


@router.get("/events", response_model=shapes.EventPage)
def events(asked: Annotated[EventsAsked, Query()], ledger: TheLedger) -> AsciiJson:
    """The events that the reports asked for tell of, in order of time; each with all that tell of it."""
    found = [event for event in find_events(ledger.view(), asked.selection(ledger)) if not asked.conflicts or _has_open(event)]
    after = key_of("events", asked.cursor)
    if after is not None:
        found = [event for event in found if (_day(event), event.id) > (str(after[0]), str(after[1]))]
    page = found[: asked.limit]
    last = (_day(page[-1]), page[-1].id) if len(found) > asked.limit else None
    return AsciiJson({"events": [event_record(event) for event in page], "next": cursor_of("events", last)})


@router.get("/events/{id}", response_model=shapes.EventInFull)
def event(id: Annotated[str, Path(min_length=1, max_length=64, pattern="^[0-9A-Za-z_.-]+$")], ledger: TheLedger) -> AsciiJson:
    """One event: its reports, status in time, origins, conflicts, why they were joined, and the events that it draws on or adds up."""
    answer = find_event(ledger.view(), id)
    if answer is None:
        raise NotFound(f"the ledger holds no event {id}", remedy="/api/v1/events lists what there is; an event's id changes with its reports")
    relations: list[dict[str, Any]] = [
        {"kind": one.kind, "event": one.one, "others": list(one.others), "reason": one.reason} for one in answer.relations
    ]
    return AsciiJson({"event": event_record(answer.event), "relations": relations, "reports": [dated_record(row) for row in answer.reports]})


def _has_open(event: Event) -> bool:
    return any(conflict.is_open for conflict in event.conflicts)


def _day(event: Event) -> str:
    """What events are ordered by: the undated come last."""
    return (event.first or event.last or date.max).isoformat()
