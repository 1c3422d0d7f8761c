"""`vedette revisions`: how reported figures changed."""

from __future__ import annotations

from rich.text import Text

from vedette.cli import options
from vedette.cli.output import bounds, console, iso, paragraph, plural, print_json, printable
from vedette.cli.reports import SHOWN_ID, print_scope
from vedette.ledger import Ledger
from vedette.questions.parties import require_known
from vedette.questions.revisions import revisions as find_revisions


def revisions(
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
    """Show the figures of events that did not stay as they were, step by step, each with who told it. With --json one JSON object a figure.
    """
    asked = options.selection(
        types=types, actors=actors, recipients=recipients, places=places, statuses=None, programmes=None, documents=None,
        first=first, last=last,
    )  # fmt: skip
    with Ledger.open(ledger, create=False) as store:
        view = options.view(store, collection=collection, as_of=as_of, held=held)
        require_known(view, [*(actors or ()), *(recipients or ())])
        found = find_revisions(view, asked)
    if as_json:
        for one in found:
            steps = [
                {
                    "date": iso(step.day), "low": step.low, "high": step.high,
                    "evidence": [
                        {"report": fact.report.id, "document": fact.report.document, "sentence": fact.report.evidence} for fact in step.facts
                    ],
                }
                for step in one.steps
            ]  # fmt: skip
            print_json({"event": one.event, "unit": one.unit, "role": one.role, "steps": steps})
        return
    out = console()
    print_scope(out, view)
    for one in found:
        paragraph(out, Text(printable(f"{one.event}  {one.unit}{'' if one.role == 'new' else f' ({one.role})'}"), style="bold"))
        for step in one.steps:
            told = step.facts[0]
            more = f", and {len(step.facts) - 1} more" if len(step.facts) > 1 else ""
            paragraph(out, f"{step.day or 'undated'}  {bounds(step.low, step.high)}", indent=2)
            paragraph(out, Text(printable(f'{told.report.id[:SHOWN_ID]}  "{told.report.evidence}" {told.report.document}{more}'), style="dim"), indent=6)
    out.print(plural(len(found), "figure") + " changed" if found else "No figure changed.")
