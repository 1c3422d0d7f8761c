"""`vedette posture`: which forces are reported near a place."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from vedette.cli import options
from vedette.cli.output import bounds, console, paragraph, plural, print_json, printable, told
from vedette.cli.reports import SHOWN_ID, print_scope
from vedette.ledger import Ledger
from vedette.questions.parties import require_known
from vedette.questions.posture import Sighting, sighting_record
from vedette.questions.posture import posture as find_posture


def posture(
    near: Annotated[str, typer.Option("--near", metavar="PLACE", help="The place.")],
    radius: Annotated[float, typer.Option("--radius", metavar="KM", min=0, help="How far from it, in kilometres.")] = 200.0,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    types: options.Types = None,
    actors: options.Actors = None,
    collection: options.Collection = None,
    as_of: options.AsOf = None,
    held: options.Held = None,
    as_json: options.AsJson = False,
) -> None:
    """Show which forces are reported near a place as of a day: where, by whom, how sure. With --json one JSON object.

    What is told of an area (a country, a sea) has no distance, and is listed apart: it may be near. Counted by --as-of, else today.
    """
    asked = options.selection(
        types=types, actors=actors, recipients=None, places=None, statuses=None, programmes=None, documents=None, first=None, last=None
    )
    with Ledger.open(ledger, create=False) as store:
        view = options.view(store, collection=collection, as_of=as_of, held=held)
        require_known(view, actors or [])
        answer = find_posture(view, near=near, as_of=as_of or date.today(), radius=radius, selection=asked)
    if as_json:
        print_json({
            "place": answer.place, "kind": answer.kind, "radius_km": answer.radius, "as_of": answer.as_of.isoformat(),
            "near": [sighting_record(one) for one in answer.near], "may_be_near": [sighting_record(one) for one in answer.may_be],
            "unplaced": answer.unplaced,
        })  # fmt: skip
        return
    out = console()
    print_scope(out, view)
    out.print(Text(f"Within {radius:g} km of {printable(answer.place)}, as of {answer.as_of}", style="bold"))
    for one in answer.near:
        _print(out, one)
    if answer.may_be:
        out.print(Text("May be near: told only of an area", style="bold"))
    for one in answer.may_be:
        _print(out, one)
    if not answer.near and not answer.may_be:
        out.print("No forces are reported there.")
    if answer.unplaced:
        out.print(f"{plural(answer.unplaced, 'report')} at places that cannot be told apart or are not known")


def _print(out: Console, one: Sighting) -> None:
    where = f"{one.place}, {one.distance:g} km" if one.distance is not None else f"{one.place}, {one.precision}"
    count = "" if (one.low, one.high) == (None, None) else f"{bounds(one.low, one.high)} "
    qualities = [told(one.latest.report), *(["reports differ"] if one.differs else []), *(["withdrawn since"] if one.is_left else [])]
    paragraph(out, printable(f"{one.actor}: {count}{one.force}; {where}; {', '.join(qualities)}"), indent=2)
    paragraph(out, printable(f"says {', '.join(one.sources)}"), indent=6)
    for row in one.reports:
        day = row.dated.first or row.dated.last or "undated"
        paragraph(out, Text(printable(f'{row.report.id[:SHOWN_ID]}  {day}  "{row.report.evidence}"'), style="dim"), indent=6)
