"""`vedette check`: the figures of a draft against the ledger."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from vedette.cli import options
from vedette.cli.output import console, paragraph, plural, print_json, printable
from vedette.cli.reports import SHOWN_ID, print_scope
from vedette.ledger import Ledger
from vedette.model.document import Document, Failure
from vedette.model.errors import UnreadableDocument
from vedette.pipeline import figures_of, read_document
from vedette.questions.check import VERDICTS, Verdict
from vedette.questions.check import check as judge_figures


def check(
    draft: Annotated[Path, typer.Argument(metavar="DRAFT", help="A text, or any document that `vedette read` takes; - is standard input.")],
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    published: options.Published = None,
    collection: options.Collection = None,
    as_of: options.AsOf = None,
    held: options.Held = None,
    as_json: options.AsJson = False,
) -> None:
    """Check each figure of a draft: supported, contradicted, double counted, stale or unsupported, with the sentence.

    With --json one JSON object a figure. Nothing is stored. --published is the day from which the draft's "on Monday" is counted;
    default: today.
    """
    documents = list(_documents(draft, published or date.today()))
    with Ledger.open(ledger, create=False) as store:
        view = options.view(store, collection=collection, as_of=as_of, held=held)
        verdicts = [verdict for document in documents for verdict in judge_figures(view, figures_of(read_document(document)))]
    if as_json:
        for verdict in verdicts:
            print_json(verdict.to_json())
        return
    out = console()
    print_scope(out, view)
    for verdict in verdicts:
        _print(out, verdict)
    count = Counter(verdict.verdict for verdict in verdicts)
    told = ", ".join(f"{count[name]} {name}" for name in VERDICTS if count[name])
    out.print(f"{plural(len(verdicts), 'figure')}: {told}" if verdicts else "The draft states no figure.")


def _documents(draft: Path, day: date) -> list[Document]:
    if str(draft) == "-":
        return [Document("draft", sys.stdin.read(), published=day, published_from="option")]
    from vedette.intake import read_paths

    found = []
    for arrived in read_paths([draft], published=day):
        if isinstance(arrived, Failure):
            raise UnreadableDocument(f"{arrived.name}: {arrived.reason}", remedy=arrived.remedy)
        found.append(arrived)
    return found


def _print(out: Console, verdict: Verdict) -> None:
    out.print(Text(f"{verdict.verdict}: {printable(verdict.figure.words)}", style="bold"))
    paragraph(out, f'"{printable(verdict.figure.sentence)}"', indent=2)
    paragraph(out, printable(verdict.reason), indent=2)
    for fact in verdict.facts:
        said = f'{fact.report.id[:SHOWN_ID]}  "{printable(fact.report.evidence)}"'
        paragraph(out, Text(f"{said} {printable(fact.report.document)}", style="dim"), indent=6)
