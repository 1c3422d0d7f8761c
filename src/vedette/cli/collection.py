"""`vedette collection`: separate crises in one ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from vedette.cli import options
from vedette.cli.output import console, guarded, paragraph, plural, print_json, printable
from vedette.ledger import Ledger, LedgerView
from vedette.model.errors import LedgerError

app = typer.Typer(
    name="collection",
    help="Keep separate crises in one ledger: a document may belong to several collections, and every question takes one.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The collection.")]
Members = Annotated[list[str], typer.Argument(metavar="DOCUMENT...", help="Documents of the ledger, by name or the end of their path.")]


def add(name: Name, documents: Members, ledger: options.Ledger = options.DEFAULT_LEDGER) -> None:
    """Put documents into a collection, made where there is none of this name. `vedette read --collection` does so at once."""
    with Ledger.open(ledger, create=False) as store:
        new = store.collect(name, whole_names(store.view(), documents))
    console().print(f"{plural(new, 'document')} more in {printable(name)}")


def remove(name: Name, documents: Members, ledger: options.Ledger = options.DEFAULT_LEDGER) -> None:
    """Take documents out of a collection. They stay in the ledger."""
    with Ledger.open(ledger, create=False) as store:
        options.require_collection(store.view(), name)
        gone = store.leave(name, whole_names(store.view(), documents))
    console().print(f"{plural(gone, 'document')} less in {printable(name)}")


def show(ledger: options.Ledger = options.DEFAULT_LEDGER, as_json: options.AsJson = False) -> None:
    """List the collections with the number of their documents."""
    with Ledger.open(ledger, create=False) as store:
        sizes = store.view().collections()
    if as_json:
        print_json([{"collection": name, "documents": count} for name, count in sizes.items()])
        return
    out = console()
    for name, count in sizes.items():
        paragraph(out, f"{printable(name)}  {plural(count, 'document')}")
    if not sizes:
        out.print("No collections.")


def whole_names(view: LedgerView, given: list[str]) -> list[str]:
    """The documents' whole names. LedgerError where one is not there, or several end so."""
    names = []
    for name in given:
        versions = view.versions(name)
        if not versions:
            raise LedgerError(f"the ledger holds no document {name!r}", remedy="`vedette reports` names what is there")
        names.append(versions[-1].document.name)
    return names


for command in (add, remove):
    app.command()(guarded(command))
app.command("list")(guarded(show))
