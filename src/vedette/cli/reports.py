"""`vedette reports`: the reports of a selection."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from vedette.cli import options
from vedette.cli.output import console, paragraph, parties, plural, print_json, printable, source, substance, told
from vedette.ledger import Ledger, LedgerReport, LedgerView
from vedette.model.judgement import Review
from vedette.publish.records import record
from vedette.questions.parties import require_known
from vedette.questions.timeline import place_in_time

SHOWN_ID = 10  # characters of an id: enough to tell some thousands of reports apart, and `show` takes any beginning


def reports(
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
    """List reports, by document. With --json one JSON object a line.

    --from and --to go by the event's own days, else the day it was said, else publication; reports without any date are
    then left out.
    """
    asked = options.selection(
        types=types, actors=actors, recipients=recipients, places=places, statuses=statuses,
        programmes=programmes, documents=documents, first=first, last=last,
    )  # fmt: skip
    with Ledger.open(ledger, create=False) as store:
        view = options.view(store, collection=collection, as_of=as_of, held=held)
        require_known(view, [*(actors or ()), *(recipients or ())])
        found = view.reports(asked)
        if as_json:
            for row in found:
                print_json(record(row))
            return
        out = console()
        print_scope(out, view)
        count = print_reports(out, found)
        out.print(plural(count, "report") if count else "No report matches.")


def print_reports(out: Console, rows: Iterable[LedgerReport]) -> int:
    """Each report on some lines, under the name of its document; how many there were."""
    document, count = None, 0
    for row in rows:
        if row.report.document != document:
            document = row.report.document
            published = f", {row.published}" if row.published else ""
            paragraph(out, Text(f"{printable(document)}{published}", style="bold"))
        print_report(out, row)
        count += 1
    return count


def print_report(out: Console, row: LedgerReport) -> None:
    """A report in three or four lines of a terminal: what and how real, who and what, the words, who says so."""
    report = row.report
    label = place_in_time(row).label
    paragraph(out, f"{report.id[:SHOWN_ID]}  {label}  {report.type}  {told(report)}", indent=2)
    about = substance(report)
    paragraph(out, parties(report) + (f": {about}" if about else ""), indent=6)
    paragraph(out, Text(f'"{printable(report.evidence)}"', style="dim"), indent=6)
    if report.attributed_to:
        paragraph(out, f"says {source(report)}", indent=6)
    if row.review:
        paragraph(out, reviewed_by(row.review), indent=6)


def reviewed_by(review: Review) -> str:
    """What the review came to, in a line: "accepted by Ana, revision 3 (status, money edited): both sums checked"."""
    edited = f" ({', '.join(review.edits)} edited)" if review.edits else ""
    return printable(f"{review.state} by {review.last.who}, revision {review.revision}{edited}: {review.last.why}")


def print_scope(out: Console, view: LedgerView) -> None:
    """Of what part and what time of the ledger the answer speaks; nothing for all of it, now."""
    scope = view.scope
    parts = [f"in the collection {printable(scope.collection)}"] if scope.collection else []
    parts += [f"as published by {scope.published_by}"] if scope.published_by else []
    parts += [f"as the ledger held it at {scope.held_by:%Y-%m-%d %H:%M} UTC"] if scope.held_by else []
    if parts:
        line = ", ".join(parts)
        paragraph(out, line[0].upper() + line[1:])
