"""The options that commands share, and what their values mean."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated

import typer

from vedette.ledger import Ledger as Store
from vedette.ledger import LedgerView, Scope, Selection
from vedette.model.errors import LedgerError
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


def parse_moment(value: str | datetime) -> datetime:
    """An ISO moment (UTC where it names no zone), or a day, which is its last moment."""
    if isinstance(value, datetime):
        return value
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no moment; write it as YYYY-MM-DD or YYYY-MM-DDTHH:MM") from None
    if len(value.strip()) == len("YYYY-MM-DD"):
        moment = datetime.combine(moment.date(), time.max)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


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
Collection = Annotated[
    str | None, typer.Option("--collection", metavar="NAME", help="Only documents of this collection.")
]
AsOf = Annotated[
    date | None,
    typer.Option("--as-of", metavar="DATE", parser=parse_day, help="As published by the end of this day; undated documents are left out."),
]
Held = Annotated[
    datetime | None,
    typer.Option("--held", metavar="MOMENT", parser=parse_moment, help="As this ledger held it at this moment, or by the end of this day (UTC)."),
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


def view(store: Store, *, collection: str | None = None, as_of: date | None = None, held: datetime | None = None) -> LedgerView:
    """The part and the time of the ledger that is asked. LedgerError where there is no such collection."""
    found = store.view(Scope(collection=collection, published_by=as_of, held_by=held))
    if collection is not None:
        require_collection(found, collection)
    return found


def require_collection(view: LedgerView, name: str) -> None:
    known = view.collections()
    if name not in known:
        raise LedgerError(
            f"the ledger has no collection {name!r}" + (f"; it has {', '.join(known)}" if known else ""),
            remedy="Make one with `vedette collection add NAME DOCUMENT...`",
        )
