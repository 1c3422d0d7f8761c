"""`vedette silence`: promises without a word since."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from vedette.cli import options
from vedette.cli.events import print_event
from vedette.cli.output import console, iso, paragraph, plural, print_json
from vedette.cli.reports import print_scope
from vedette.ledger import Ledger
from vedette.questions.events import event_record
from vedette.questions.parties import require_known
from vedette.questions.promises import silence as find_silence


def silence(
    months: Annotated[int, typer.Option("--months", metavar="N", min=0, help="Months without a word.")] = 6,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    types: options.Types = None,
    actors: options.Actors = None,
    recipients: options.Recipients = None,
    places: options.Places = None,
    first: options.First = None,
    last: options.Last = None,
    collection: options.Collection = None,
    as_of: options.AsOf = None,
    held: options.Held = None,
    as_json: options.AsJson = False,
) -> None:
    """List what was promised and has had no word for so many months, or whose day has passed. With --json one JSON object a line.

    Counted back from --as-of, else from today.
    """
    asked = options.selection(
        types=types, actors=actors, recipients=recipients, places=places, statuses=None, programmes=None, documents=None,
        first=first, last=last,
    )  # fmt: skip
    with Ledger.open(ledger, create=False) as store:
        view = options.view(store, collection=collection, as_of=as_of, held=held)
        require_known(view, [*(actors or ()), *(recipients or ())])
        found = find_silence(view, asked, months=months, as_of=as_of or date.today())
    if as_json:
        for one in found:
            print_json({"since": iso(one.since), "due": iso(one.due), "overdue": one.is_overdue, **event_record(one.event)})
        return
    out = console()
    print_scope(out, view)
    for one in found:
        print_event(out, one.event)
        due = f"; was due by {one.due}" if one.is_overdue else f"; due by {one.due}" if one.due else ""
        paragraph(out, f"no word since {one.since}{due}", indent=6)
    out.print(plural(len(found), "promise") + " without a word" if found else "No promise is that long without a word.")
