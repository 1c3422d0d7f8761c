"""`vedette reconcile`: the ledger's events against a table of one's own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from vedette.cli import options
from vedette.cli.events import amounts, days, who
from vedette.cli.output import complain, console, iso, paragraph, plural, print_json, printable
from vedette.cli.reports import print_scope
from vedette.ledger import Ledger
from vedette.questions.events import events as find_events
from vedette.questions.parties import party_ids, require_known
from vedette.questions.reconcile import KINDS, Difference, Tolerance
from vedette.questions.reconcile import reconcile as compare
from vedette.questions.tables import read_mapping, read_table


def reconcile(
    table: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, XLSX, a JSON list of objects, or JSON lines.")],
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    mapping: Annotated[Path | None, typer.Option("--map", metavar="TOML", help="Which column is what: docs/reconcile.md.")] = None,
    column: Annotated[list[str] | None, typer.Option("--column", metavar="FIELD=COLUMN", help="The same for one column. Repeatable.")] = None,
    days: Annotated[int, typer.Option("--days", min=0, help="Days apart that still agree.")] = 3,
    percent: Annotated[float, typer.Option("--percent", min=0, help="Percent apart that amounts still agree.")] = 1.0,
    reach: Annotated[int, typer.Option("--reach", min=0, help="Days apart beyond which it is another matter.")] = 120,
    types: options.Types = None,
    actors: options.Actors = None,
    recipients: options.Recipients = None,
    statuses: options.Statuses = None,
    programmes: options.Programmes = None,
    first: options.First = None,
    last: options.Last = None,
    collection: options.Collection = None,
    as_of: options.AsOf = None,
    held: options.Held = None,
    as_json: options.AsJson = False,
) -> None:
    """Compare the events of a selection with the rows of your own table: missing, timing, valuation, scope, unknown.

    With --json one JSON object a finding.
    """
    asked = options.selection(
        types=types, actors=actors, recipients=recipients, places=None, statuses=statuses, programmes=programmes,
        documents=None, first=first, last=last,
    )  # fmt: skip
    rows, bad = read_table(table, read_mapping(mapping, column or ()), parties=party_ids)
    with Ledger.open(ledger, create=False) as store:
        view = options.view(store, collection=collection, as_of=as_of, held=held)
        require_known(view, [*(actors or ()), *(recipients or ())])
        events = find_events(view, asked)
        found = compare(rows, events, tolerance=Tolerance(days, percent, reach))
    for row in bad:
        complain(f"row {row.number} of {table}: {row.reason}", "It was left out; mend it, or map its column otherwise")
    if as_json:
        for difference in found:
            print_json(difference.to_json())
        return
    out = console()
    print_scope(out, view)
    for difference in found:
        if difference.kind != "agrees":
            _print(out, difference)
    count = Counter(difference.kind for difference in found)
    out.print(f"{plural(len(rows), 'row')}, {plural(len(events), 'event')}: {', '.join(f'{count[kind]} {kind}' for kind in KINDS if count[kind])}")


def _print(out: Console, difference: Difference) -> None:
    out.print(Text(difference.kind, style="bold"))
    paragraph(out, printable(difference.reason), indent=2)
    for row in difference.rows:
        when = iso(row.first) if row.first == row.last else f"{iso(row.first)}..{iso(row.last)}"
        paragraph(out, printable(f"{row.name} (row {row.number}): {', '.join(row.actor)} > {', '.join(row.recipient)}, {when}"), indent=6)
    for event in difference.events:
        paragraph(out, printable(f"{event.id}: {who(event)}, {days(event)}, {amounts(event)}"), indent=6)
