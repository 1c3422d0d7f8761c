"""The options that commands share, and what their values mean."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from vedette.ledger import Selection
from vedette.questions.parties import party_names

DEFAULT_LEDGER = "vedette.db"


def parse_day(value: str | date) -> date:
    """An ISO day; what is none is wrong usage."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no date; write it as YYYY-MM-DD") from None


Ledger = Annotated[
    str, typer.Option("--ledger", metavar="FILE|URL", help="The ledger: a SQLite file, or a database URL.")
]
Originals = Annotated[
    Path | None,
    typer.Option("--originals", metavar="FOLDER", help="Where documents are kept as they came. Default: LEDGER.originals."),
]
Retrieved = Annotated[
    datetime | None,
    typer.Option(
        "--retrieved", metavar="MOMENT", formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], help="When the pages were fetched; resolves '19 hrs ago'."
    ),
]
Types = Annotated[
    list[str] | None,
    typer.Option(
        "--type", metavar="TYPE", help="Only this type: whole (aid.arms) or its first word (aid). Repeatable."
    ),
]
Actors = Annotated[
    list[str] | None,
    typer.Option("--actor", metavar="ID|NAME", help="Only what this party does (GBR, Britain, NATO). Repeatable."),
]
Recipients = Annotated[
    list[str] | None,
    typer.Option("--recipient", metavar="ID|NAME", help="Only what is done to, for or against this party. Repeatable."),
]
Places = Annotated[
    list[str] | None,
    typer.Option("--place", metavar="NAME", help="Only events at, to or from this place. Repeatable."),
]
Statuses = Annotated[
    list[str] | None,
    typer.Option("--status", metavar="STATUS", help="Only this status (pledged, done, denied, ...). Repeatable."),
]
Programmes = Annotated[
    list[str] | None,
    typer.Option("--programme", metavar="NAME", help="Only this aid programme, as the text names it. Repeatable."),
]
Documents = Annotated[
    list[str] | None,
    typer.Option("--document", metavar="NAME", help="Only reports of this document. Repeatable."),
]
First = Annotated[
    date | None,
    typer.Option(
        "--from", metavar="DATE", parser=parse_day, help="Only what is dated on this day or later (YYYY-MM-DD)."
    ),
]
Last = Annotated[
    date | None,
    typer.Option(
        "--to", metavar="DATE", parser=parse_day, help="Only what is dated on this day or earlier (YYYY-MM-DD)."
    ),
]
Published = Annotated[
    date | None,
    typer.Option(
        "--published", metavar="DATE", parser=parse_day, help="The publication date of all that is read (YYYY-MM-DD)."
    ),
]
Publisher = Annotated[
    str | None, typer.Option("--publisher", metavar="NAME", help="The publisher of all that is read.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for machines.")]


def selection(
    *,
    types: list[str] | None,
    actors: list[str] | None,
    recipients: list[str] | None,
    places: list[str] | None,
    statuses: list[str] | None,
    programmes: list[str] | None,
    documents: list[str] | None,
    first: date | None,
    last: date | None,
    with_undated: bool = False,
) -> Selection:
    """The selection that the options ask for. UsageError where a type or status is unknown, or the period is empty."""
    return Selection(
        types=tuple(types or ()),
        actors=tuple(name for given in actors or () for name in party_names(given)),
        recipients=tuple(name for given in recipients or () for name in party_names(given)),
        places=tuple(places or ()),
        statuses=tuple(statuses or ()),
        programmes=tuple(programmes or ()),
        documents=tuple(documents or ()),
        first=first,
        last=last,
        with_undated=with_undated,
    )
