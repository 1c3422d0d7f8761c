"""`vedette claims`: what rests on one side, is denied, or is told by nobody who is named."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from vedette.cli import options
from vedette.cli.events import print_event
from vedette.cli.output import console, paragraph, plural, print_json, printable
from vedette.cli.reports import SHOWN_ID, print_scope
from vedette.ledger import Ledger
from vedette.questions.claims import KINDS
from vedette.questions.claims import claims as find_claims
from vedette.questions.events import event_record
from vedette.questions.parties import require_known


def claims(
    one_sided: Annotated[bool, typer.Option("--one-sided", help="Told by one of its parties only.")] = False,
    denied: Annotated[bool, typer.Option("--denied", help="Denied by somebody.")] = False,
    unnamed: Annotated[bool, typer.Option("--unnamed", help="Told by nobody who is named.")] = False,
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
    """List events that rest on one side only, that somebody denies, or that nobody who is named tells. Without a choice all three.

    With --json one JSON object a line.
    """
    asked = options.selection(
        types=types, actors=actors, recipients=recipients, places=places, statuses=None, programmes=None, documents=None,
        first=first, last=last,
    )  # fmt: skip
    chosen = [kind for kind, wanted in zip(KINDS, (one_sided, denied, unnamed), strict=True) if wanted]
    with Ledger.open(ledger, create=False) as store:
        view = options.view(store, collection=collection, as_of=as_of, held=held)
        require_known(view, [*(actors or ()), *(recipients or ())])
        found = find_claims(view, asked, kinds=chosen or KINDS)
    if as_json:
        for claim in found:
            evidence = [{"report": row.report.id, "document": row.report.document, "sentence": row.report.evidence} for row in claim.reports]
            print_json({"claim": claim.kind, "reason": claim.reason, "evidence": evidence, **event_record(claim.event)})
        return
    out = console()
    print_scope(out, view)
    for claim in found:
        paragraph(out, Text(printable(f"{claim.kind}: {claim.reason}"), style="bold"))
        print_event(out, claim.event)
        for row in claim.reports:
            paragraph(out, Text(printable(f'{row.report.id[:SHOWN_ID]}  "{row.report.evidence}"'), style="dim"), indent=6)
    out.print(plural(len(found), "claim") if found else "No such claim.")
