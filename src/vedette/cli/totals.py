"""`vedette totals`: sums under a named rule, with what they add and what they leave out."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from vedette.cli import options
from vedette.cli.output import bounds, console, paragraph, plural, print_json, printable
from vedette.cli.reports import SHOWN_ID, print_scope
from vedette.ledger import Ledger
from vedette.questions.parties import require_known
from vedette.questions.totals import RULES, Total
from vedette.questions.totals import totals as add_up


def totals(
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    rule: Annotated[
        str, typer.Option("--rule", metavar="RULE", help=f"What is added up: {', '.join(RULES)}.")
    ] = "pledged_net",
    currency: Annotated[
        str | None,
        typer.Option("--currency", metavar="CODE", help="Convert to this currency; else the one most sums are in."),
    ] = None,
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
    """Add up aid under a named rule, counted once. With --json one JSON object.

    Sums of other currencies are converted by the reference rate of their day, which is shown; where there is none they are left out.

    --from and --to go by the day on which a sum was announced, or, for delivered_min and delivered_max, delivered. Other
    types than aid are added where --type asks for them.
    """
    asked = options.selection(
        types=types, actors=actors, recipients=recipients, places=places, statuses=statuses,
        programmes=programmes, documents=documents, first=first, last=last,
    )  # fmt: skip
    with Ledger.open(ledger, create=False) as store:
        view = options.view(store, collection=collection, as_of=as_of, held=held)
        require_known(view, [*(actors or ()), *(recipients or ())])
        as_of = last or as_of or date.today()  # the clock at the edge: an answer says up to which day it speaks
        answer = add_up(view, asked, rule=rule, currency=currency.upper() if currency else None, as_of=as_of)
    if as_json:
        print_json(answer.to_json())
    else:
        out = console()
        print_scope(out, view)
        print_total(out, answer)


def print_total(out: Console, answer: Total) -> None:
    statuses, meaning = RULES[answer.rule]
    paragraph(out, f"Rule {answer.rule}: {meaning} ({', '.join(statuses)}), as of {answer.as_of}")
    for summand in answer.summands:
        day = str(summand.date) if summand.date else "undated"
        ids = ", ".join(name[:SHOWN_ID] for name in summand.reports[:4]) + (f", and {len(summand.reports) - 4} more" if len(summand.reports) > 4 else "")
        paragraph(out, f"{day}  {summand.currency} {bounds(summand.low, summand.high)}  {summand.event}  [{ids}]", indent=2)
        if summand.stated is not None:
            low, high, stated_in = summand.stated
            paragraph(out, f"stated as {stated_in} {bounds(low, high)}; {summand.rate}", indent=14)
    if answer.currency is None:
        out.print("No sum is stated.")
    else:
        out.print(Text(f"Total  {answer.currency} {bounds(answer.low, answer.high)}", style="bold"))
    if answer.unknown:
        paragraph(out, f"and {plural(answer.unknown, 'event')} whose sum is unknown")
    if answer.left_out:
        out.print(f"Left out  {plural(len(answer.left_out), 'report')}")
        reasons = Counter(left.reason for left in answer.left_out)
        for reason, count in sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])):
            named = [left.report[:SHOWN_ID] for left in answer.left_out if left.reason == reason]
            more = f", and {count - 4:,} more" if count > 4 else ""
            paragraph(out, f"{printable(reason)}: {', '.join(named[:4])}{more}", indent=2)
