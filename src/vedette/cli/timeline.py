"""`vedette timeline`: the reports in order of time."""

from __future__ import annotations

from rich.text import Text

from vedette.cli import options
from vedette.cli.output import console, iso, paragraph, parties, plural, print_json, printable, source, substance, told
from vedette.cli.reports import SHOWN_ID, print_scope
from vedette.ledger import Ledger
from vedette.publish.records import record
from vedette.questions.parties import require_known
from vedette.questions.timeline import Entry
from vedette.questions.timeline import timeline as order_in_time

BY = {"when": "", "said": " (said)", "published": " (published)", None: ""}


def timeline(
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
    as_json: options.AsJson = False,
) -> None:
    """Show reports in order of time, undated ones at the end. With --json one JSON object a line.

    A report goes by the event's own days, else by the day it was said, else by publication, and the heading says which;
    a month or a year stays a month or a year. With --from or --to, undated reports are left out and counted.
    """
    asked = options.selection(
        types=types, actors=actors, recipients=recipients, places=places, statuses=statuses, programmes=programmes,
        documents=documents, first=first, last=last, with_undated=True,
    )  # fmt: skip
    with Ledger.open(ledger, create=False) as store:
        view = options.view(store, collection=collection, as_of=as_of, held=held)
        require_known(view, [*(actors or ()), *(recipients or ())])
        answer = order_in_time(view, asked)
    has_period = first is not None or last is not None
    shown = answer.dated if has_period else answer.dated + answer.undated
    if as_json:
        for entry in shown:
            days = entry.entry.dated
            in_time = {"first": iso(days.first), "last": iso(days.last), "resolution": entry.resolution, "by": days.by}
            print_json({"dated": in_time, **record(entry.entry)})
        return
    out = console()
    print_scope(out, view)
    _print(shown)
    out.print(plural(len(shown), "report") if shown else "No report matches.")
    if has_period and answer.undated:
        out.print(f"{plural(len(answer.undated), 'report')} without a date left out.")


def _print(entries: tuple[Entry, ...]) -> None:
    out, heading = console(), None
    for entry in entries:
        row, report = entry.entry, entry.entry.report
        label = entry.label + BY[row.dated.by]
        if label != heading:
            heading = label
            out.print(Text(label, style="bold"))
        paragraph(out, f"{report.id[:SHOWN_ID]}  {report.type}  {told(report)}  {parties(report)}", indent=2)
        about = substance(report)
        if about:
            paragraph(out, about, indent=6)
        said = f"says {source(report)}, " if report.attributed_to else ""
        paragraph(out, Text(f"{said}{printable(report.document)}", style="dim"), indent=6)
