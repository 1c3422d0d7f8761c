"""`vedette changes`: what is other than it was."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.text import Text

from vedette.cli import options
from vedette.cli.events import print_event
from vedette.cli.output import console, paragraph, plural, print_json, printable
from vedette.ledger import Ledger, LedgerView, Scope
from vedette.model.errors import UsageError
from vedette.questions.changes import changes as find_changes
from vedette.questions.events import event_record
from vedette.questions.parties import require_known


def changes(
    since: Annotated[str | None, typer.Option("--since", metavar="DATE|VISIT", help="A day (its end, UTC), a moment, or a visit's name.")] = None,
    mark: Annotated[str | None, typer.Option("--mark", metavar="NAME", help="Give this moment a name, to ask later what changed since.")] = None,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    types: options.Types = None,
    actors: options.Actors = None,
    recipients: options.Recipients = None,
    places: options.Places = None,
    first: options.First = None,
    last: options.Last = None,
    collection: options.Collection = None,
    held: options.Held = None,
    as_json: options.AsJson = False,
) -> None:
    """List what is new, upgraded, downgraded, contested or vanished in the ledger since a day or a visit.

    Both sides are what this ledger held: then, and now (or at --held). With --json one JSON object a line. --mark notes a visit, after
    the answer where --since asks for one.
    """
    if since is None and mark is None:
        raise UsageError("changes since when?", remedy="Give --since DATE or --since VISIT, or note a visit with --mark NAME")
    asked = options.selection(
        types=types, actors=actors, recipients=recipients, places=places, statuses=None, programmes=None, documents=None,
        first=first, last=last,
    )  # fmt: skip
    with Ledger.open(ledger, create=False) as store:
        if since is not None:
            now = options.view(store, collection=collection, held=held)
            require_known(now, [*(actors or ()), *(recipients or ())])
            moment = _moment(now, since)
            found = find_changes(store.view(Scope(collection=collection, held_by=moment)), now, asked)
        if mark is not None:
            store.add_visit(mark, at=datetime.now(UTC))
    if since is None:
        console().print(f"This visit is noted as {printable(str(mark))}")
        return
    if as_json:
        for change in found:
            before, after = (event_record(event) if event else None for event in (change.before, change.after))
            print_json({"change": change.kind, "reason": change.reason, "since": moment.isoformat(), "before": before, "after": after})
        return
    out = console()
    out.print(f"Since {moment:%Y-%m-%d %H:%M} UTC")
    for change in found:
        paragraph(out, Text(printable(f"{change.kind}: {change.reason}"), style="bold"))
        event = change.after or change.before
        assert event is not None
        print_event(out, event)
    out.print(plural(len(found), "change") if found else "Nothing changed.")


def _moment(view: LedgerView, since: str) -> datetime:
    """A day or a moment where it reads as one, else the last visit of this name."""
    try:
        return options.parse_moment(since)
    except typer.BadParameter:
        return view.last_visit(since)
