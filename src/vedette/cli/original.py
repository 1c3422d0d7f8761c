"""`vedette original`: a document as it came, byte for byte."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from vedette.cli import options
from vedette.ledger import Ledger
from vedette.model.errors import LedgerError, UsageError


def original(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The document's name, or the end of its path.")],
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    originals: options.Originals = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write it there; standard output otherwise.")] = None,
) -> None:
    """Give a document's current version as it came, byte for byte: the PDF, the page, the mail."""
    with Ledger.open(ledger, create=False, originals=originals) as store:
        versions = store.view().versions(document)
        if not versions:
            raise LedgerError(f"the ledger holds no document {document}", remedy="Name a document that was read into it")
        content = store.original(versions[-1].document.name)
    if out is None:
        sys.stdout.buffer.write(content)
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        raise UsageError(f"{out} cannot be written ({error.strerror})", remedy="Name a file that can") from error
