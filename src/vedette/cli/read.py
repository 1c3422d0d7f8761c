"""`vedette read`: documents into the ledger."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from vedette.cli import options
from vedette.cli.output import console, json_line, paragraph, plural, printable
from vedette.ledger import Ledger
from vedette.model.document import Failure
from vedette.model.errors import UsageError
from vedette.model.report import STATUSES
from vedette.pipeline import Outcome, read_documents

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH|URL...", help="Files, folders and web addresses: text, HTML, PDF, DOCX, mail, feeds, JSON lines, WARC, ZIP."),
]


@dataclass
class Summary:
    """What a run came to, counted as it goes."""

    states: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    def count(self, outcome: Outcome) -> None:
        self.states[outcome.state] += 1
        if outcome.failure is not None:
            self.failures.append(outcome.failure)
        if outcome.state == "unread":
            self.languages[outcome.language or "unknown"] += 1
        if outcome.state == "read":
            self.statuses.update(report.status for report in outcome.reports)


def read(
    paths: Paths,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    published: options.Published = None,
    publisher: options.Publisher = None,
    retrieved: options.Retrieved = None,
    originals: options.Originals = None,
    records: Annotated[
        Path | None,
        typer.Option(
            "--records", metavar="OUT.jsonl", help="Also write the reports of these documents, one JSON object a line."
        ),
    ] = None,
    collection: Annotated[
        str | None, typer.Option("--collection", metavar="NAME", help="Put what is read into this collection.")
    ] = None,
    no_ledger: Annotated[bool, typer.Option("--no-ledger", help="Store nothing.")] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private-addresses", help="Also fetch from this machine and the inner network.")
    ] = False,
) -> None:
    """Read documents into the ledger.

    Each document is kept as it came, byte for byte, in a folder beside the ledger (see `vedette original`).
    A page is fetched from its address, and kept with the moment when it was; addresses that lead to this machine or the inner network
    are refused, redirects included. A document that the ledger has is not read again, a changed one becomes a new version. At the end: documents read,
    unchanged, not English (kept and not read) and failed, each failure with its reason and remedy, the reports found, by status,
    and how many documents of the ledger are copies of one text (the same wire in ten papers, cut or edited), and so share an origin.
    """
    from vedette.intake import is_web_address, read_paths

    summary = Summary()
    given = [path if is_web_address(path) else Path(path) for path in paths]
    with ExitStack() as open_until_end:
        # Before any document is read: a file that cannot be written is found out now, not after an hour.
        out = open_until_end.enter_context(_records_file(records)) if records else None
        store = None if no_ledger else open_until_end.enter_context(Ledger.open(ledger, originals=originals))
        incoming = read_paths(
            given, published=published, publisher=publisher, retrieved=retrieved, allow_private_addresses=allow_private
        )
        for outcome in _with_progress(read_documents(incoming, ledger=store, at=datetime.now(UTC)), given):
            summary.count(outcome)
            if store is not None and collection is not None and outcome.failure is None:
                store.collect(collection, [outcome.name])
            if out is not None:
                out.writelines(json_line(report.to_record()) + "\n" for report in outcome.reports)
        held = store.view().statuses().total() if store is not None else None
        shared = store.view().shared_origins() if store is not None else (0, 0)
    _print_summary(console(), summary, ledger=None if no_ledger else ledger, held=held, shared=shared)
    if not summary.states["read"] and not summary.states["unchanged"] and not summary.states["unread"]:
        raise typer.Exit(1)


def _records_file(path: Path) -> TextIO:
    try:
        return path.open("w", encoding="ascii", newline="\n")
    except OSError as error:
        raise UsageError(
            f"records cannot be written to {path} ({error.strerror})", remedy="Name a file that can"
        ) from error


def _with_progress(outcomes: Iterable[Outcome], paths: list[Path | str]) -> Iterator[Outcome]:
    """The outcomes as they come, with a bar on stderr where that is a terminal."""
    if not sys.stderr.isatty():
        yield from outcomes
        return
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=expected_documents(paths))
        for outcome in outcomes:
            progress.advance(task)
            yield outcome


def expected_documents(paths: Iterable[Path | str]) -> int | None:
    """About how many documents the paths hold, for the bar; None where that takes more than a look (a packed file)."""
    total = 0
    for path in paths:
        if isinstance(path, str):
            total += 1
            continue
        files = (
            (Path(folder, name) for folder, _, names in os.walk(path) for name in names) if path.is_dir() else (path,)
        )
        for file in files:
            if file.suffix in (".gz", ".zip", ".warc", ".mbox"):
                return None
            total += _lines(file) if file.suffix in (".jsonl", ".ndjson") else 1
    return total


def _lines(file: Path) -> int:
    try:
        with file.open("rb") as lines:
            return sum(1 for _ in lines)
    except OSError:
        return 1  # intake will name it as a failure


def _print_summary(out: Console, summary: Summary, *, ledger: str | None, held: int | None, shared: tuple[int, int]) -> None:
    out.print(f"Documents read  {summary.states['read']:>7,}")
    out.print(f"  unchanged     {summary.states['unchanged']:>7,}")
    out.print(f"  failed        {summary.states['failed']:>7,}")
    if summary.languages:
        shown = ", ".join(f"{count:,} {language}" for language, count in summary.languages.most_common())
        out.print(f"  not English   {summary.states['unread']:>7,}")
        paragraph(out, f"kept and not read: {shown}", indent=4)
    for failure in summary.failures:
        paragraph(
            out, f"{printable(failure.name)}: {printable(failure.reason)}. {printable(failure.remedy)}.", indent=4
        )
    out.print(f"Reports found   {summary.statuses.total():>7,}")
    for status in reversed(STATUSES):
        if summary.statuses[status]:
            out.print(f"  {status:<13} {summary.statuses[status]:>7,}")
    if not summary.states:
        out.print("Nothing to read: the paths hold no documents.")
    if ledger is not None and held is not None:
        paragraph(out, f"The ledger {printable(hidden_password(ledger))} now holds {plural(held, 'current report')}.")
    documents, groups = shared
    if documents:
        paragraph(out, f"{documents:,} of its documents are copies of {plural(groups, 'text')}, each of which counts as one origin.")


def hidden_password(location: str) -> str:
    """A ledger's location without the password that a URL may hold."""
    if "://" not in location:
        return location
    from sqlalchemy import make_url

    return make_url(location).render_as_string(hide_password=True)
