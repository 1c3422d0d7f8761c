"""`vedette events`: what several reports share; and an event by itself for `vedette show`."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from vedette.cli import options
from vedette.cli.output import bounds, console, field, paragraph, plural, print_json, printable
from vedette.cli.reports import SHOWN_ID, print_report, print_scope
from vedette.ledger import Ledger, LedgerView
from vedette.model.errors import LedgerError, UsageError
from vedette.model.event import Bounds, Event
from vedette.publish.records import record
from vedette.questions.events import EventAnswer, event_record
from vedette.questions.events import event as find_event
from vedette.questions.events import events as find_events
from vedette.questions.parties import require_known


def events(
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    types: options.Types = None,
    actors: options.Actors = None,
    recipients: options.Recipients = None,
    places: options.Places = None,
    statuses: options.Statuses = None,
    programmes: options.Programmes = None,
    first: options.First = None,
    last: options.Last = None,
    documents: options.Documents = None,
    collection: options.Collection = None,
    as_of: options.AsOf = None,
    held: options.Held = None,
    conflicts: Annotated[bool, typer.Option("--conflicts", help="Only events with an open conflict.")] = False,
    as_json: options.AsJson = False,
) -> None:
    """List events, in order of time: each is what several reports tell of, counted once. With --json one JSON object a line.

    The selection is one of reports; an event is listed with all that tell of it.
    """
    asked = options.selection(
        types=types, actors=actors, recipients=recipients, places=places, statuses=statuses,
        programmes=programmes, documents=documents, first=first, last=last,
    )  # fmt: skip
    with Ledger.open(ledger, create=False) as store:
        view = options.view(store, collection=collection, as_of=as_of, held=held)
        require_known(view, [*(actors or ()), *(recipients or ())])
        found = find_events(view, asked)
    if conflicts:
        found = tuple(event for event in found if any(conflict.is_open for conflict in event.conflicts))
    if as_json:
        for event in found:
            print_json(event_record(event))
        return
    out = console()
    print_scope(out, view)
    for event in found:
        print_event(out, event)
    out.print(plural(len(found), "event") if found else "No event matches.")


def print_event(out: Console, event: Event) -> None:
    """An event in two or three lines: when, what and how real; who and how much; who stands behind it."""
    paragraph(out, Text(f"{event.id}  {days(event)}  {event.type}  {event.status}", style="bold"))
    paragraph(out, printable(f"{who(event)}{': ' if amounts(event) else ''}{amounts(event)}"), indent=6)
    open_ = [conflict.field for conflict in event.conflicts if conflict.is_open]
    told = f"{plural(len(event.links), 'report')}, {plural(len(event.origins), 'origin')}: {event.corroboration}"
    paragraph(out, told + (f"; open conflict on {', '.join(open_)}" if open_ else ""), indent=6)


def days(event: Event) -> str:
    if event.first is None and event.last is None:
        return "undated"
    return str(event.first) if event.first == event.last else f"{event.first or ''}..{event.last or ''}"


def who(event: Event) -> str:
    actor, recipient = ", ".join(event.actor) or "?", ", ".join(event.recipient)
    named = f"{actor} > {recipient}" if recipient else actor
    return f"{named} ({event.programme})" if event.programme else named


def amounts(event: Event) -> str:
    found = [amount(event.money)] if event.money else []
    found += [amount(count) for count in event.counts]
    found += [f"{role} {name}" for name, role in event.places]
    return "; ".join(found) + ("" if event.sort == "new" else f" ({event.sort})")


def amount(known: Bounds) -> str:
    number = bounds(known.low, known.high)
    return f"{known.currency} {number}" if known.currency else f"{number} {known.name}".removeprefix("unknown ")


def show_event(view: LedgerView, prefix: str, *, as_json: bool) -> None:
    """The one event whose id begins so. LedgerError where there is none, UsageError where there are several."""
    ids = view.events.by_id(prefix)
    if len(ids) > 1:
        raise UsageError(f"several events' ids begin with {prefix!r}: {', '.join(ids[:5])}", remedy="Give more of the id")
    answer = find_event(view, ids[0]) if ids else None
    if answer is None:
        raise LedgerError(f"the ledger holds no event {prefix!r}", remedy="`vedette events` lists them")
    if as_json:
        relations = [{"kind": r.kind, "event": r.one, "others": list(r.others), "reason": r.reason} for r in answer.relations]
        print_json({**event_record(answer.event), "relations": relations, "told": [record(row) for row in answer.reports]})
    else:
        print_answer(console(), answer)


def print_answer(out: Console, answer: EventAnswer) -> None:
    event = answer.event
    print_event(out, event)
    for known in filter(None, (event.money, *event.counts)):
        field(out, "amount", printable(f"{amount(known)} [{', '.join(name[:SHOWN_ID] for name in known.reports)}], {known.rule}"))
    for step in event.history:
        field(out, "status", f"{step.day or 'undated'}  {step.status}  [{', '.join(name[:SHOWN_ID] for name in step.reports)}]")
    field(out, "last word", str(event.last_word or "undated"))
    for origin in event.origins:
        side = f", the {origin.side} itself" if origin.side else ""
        why = f"; {', '.join(origin.reasons)}" if origin.reasons else ""
        field(out, "origin", printable(f"{origin.name}{side}: {plural(len(origin.reports), 'report')}{why}"))
    for conflict in event.conflicts:
        values = "; ".join(f"{value} [{', '.join(name[:SHOWN_ID] for name in reports)}]" for value, reports in conflict.values)
        field(out, "conflict", printable(f"{conflict.field}: {values}. {conflict.explanation or 'Open'}"))
    for relation in answer.relations:
        field(out, "relation", printable(f"{relation.one} {relation.kind} {', '.join(relation.others)}: {relation.reason}"))
    out.print()
    for row, link in zip(answer.reports, event.links, strict=True):
        print_report(out, row)
        joined = f"joined to {link.to[:SHOWN_ID]}, score {link.score:.2f}: {link.reason}" if link.to else link.reason
        paragraph(out, printable(joined), indent=6)
