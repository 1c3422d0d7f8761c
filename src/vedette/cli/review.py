"""`vedette review`: people's judgements of reports, beside what the reader found."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from vedette.cli import options
from vedette.cli.output import console, guarded, json_line, paragraph, plural, print_json, printable
from vedette.cli.reports import SHOWN_ID, print_report
from vedette.ledger import Ledger, LedgerReport
from vedette.model.errors import UsageError
from vedette.model.judgement import EDITABLE, Judgement
from vedette.publish.records import record
from vedette.questions import review as reviewing
from vedette.questions.gold import GoldDocument, gold_documents

app = typer.Typer(
    name="review",
    help="Accept, edit, reject, merge or split reports, or take that back, with who, when and why; the log is only ever added to.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Id = Annotated[str, typer.Argument(metavar="ID", help="A report's id or its beginning.")]
Who = Annotated[str, typer.Option("--who", metavar="NAME", envvar="VEDETTE_WHO", help="Who decides.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="For what reason.")]
Seen = Annotated[
    int | None,
    typer.Option(
        "--revision", metavar="N", min=0,
        help="The revision that you looked at (0: nobody had judged it). Where somebody judged it since, nothing is changed.",
    ),
]  # fmt: skip


def accept(
    report: Id, who: Who, why: Why = "read and found right", revision: Seen = None,
    ledger: options.Ledger = options.DEFAULT_LEDGER, as_json: options.AsJson = False,
) -> None:  # fmt: skip
    """Say that a report is right as it now stands, edits included. Brings back a rejected one."""
    with Ledger.open(ledger, create=False) as store:
        _answer([reviewing.accept(store, report, who=who, why=why, at=datetime.now(UTC), seen=revision)], as_json=as_json)


def reject(
    report: Id, who: Who, why: Why, revision: Seen = None, ledger: options.Ledger = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
) -> None:  # fmt: skip
    """Say that a report is wrong, or none: questions leave it out."""
    with Ledger.open(ledger, create=False) as store:
        _answer([reviewing.reject(store, report, who=who, why=why, at=datetime.now(UTC), seen=revision)], as_json=as_json)


def edit(
    report: Id,
    field: Annotated[str, typer.Argument(metavar="FIELD", help=f"One of {', '.join(EDITABLE)}.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="JSON, as docs/record.md has the field; a bare word is a text.")],
    who: Who, why: Why, revision: Seen = None, ledger: options.Ledger = options.DEFAULT_LEDGER, as_json: options.AsJson = False,
) -> None:  # fmt: skip
    """Set one field of a report. What the reader found stays beside it."""
    with Ledger.open(ledger, create=False) as store:
        at = datetime.now(UTC)
        row = reviewing.edit(store, report, field, parse_value(value), who=who, why=why, at=at, seen=revision)
        _answer([row], as_json=as_json)


def merge(
    reports: Annotated[list[str], typer.Argument(metavar="ID ID...", help="The reports, by id or its beginning.")],
    who: Who, why: Why, revision: Seen = None, ledger: options.Ledger = options.DEFAULT_LEDGER, as_json: options.AsJson = False,
) -> None:  # fmt: skip
    """Say that reports tell of one event. --revision is that of the first."""
    with Ledger.open(ledger, create=False) as store:
        _answer(reviewing.merge(store, reports, who=who, why=why, at=datetime.now(UTC), seen=revision), as_json=as_json)


def split(
    report: Id, who: Who, why: Why, revision: Seen = None, ledger: options.Ledger = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
) -> None:  # fmt: skip
    """Say that a report tells of an event of its own: it leaves the one that it was joined with."""
    with Ledger.open(ledger, create=False) as store:
        _answer([reviewing.split(store, report, who=who, why=why, at=datetime.now(UTC), seen=revision)], as_json=as_json)


def undo(
    report: Id, who: Who, why: Why = "taken back", revision: Seen = None, ledger: options.Ledger = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
) -> None:  # fmt: skip
    """Take back the last judgement of a report that stands; the log keeps both."""
    with Ledger.open(ledger, create=False) as store:
        _answer([reviewing.undo(store, report, who=who, why=why, at=datetime.now(UTC), seen=revision)], as_json=as_json)


def log(
    report: Annotated[str | None, typer.Argument(metavar="ID", help="Only this report's part of the log.")] = None,
    ledger: options.Ledger = options.DEFAULT_LEDGER, as_json: options.AsJson = False,
) -> None:  # fmt: skip
    """Show the review log, oldest first. With --json one JSON object a line."""
    with Ledger.open(ledger, create=False) as store:
        view = store.view()
        judgements = view.log(reviewing.one_report(view, report).report.id if report else None)
    if as_json:
        for judgement in judgements:
            print_json(judgement.to_json())
        return
    out = console()
    for judgement in judgements:
        paragraph(out, _line(judgement), hang=2)
    out.print(plural(len(judgements), "judgement") if judgements else "Nobody has judged a report yet.")


def reopened(ledger: options.Ledger = options.DEFAULT_LEDGER, as_json: options.AsJson = False) -> None:
    """List the reviews that a new version of a document re-opens, each with the report that now stands in its place."""
    with Ledger.open(ledger, create=False) as store:
        found = store.view().reopened()
    if as_json:
        for one in found:
            successor = record(one.successor) if one.successor else None
            print_json({"report": one.review.report, "document": one.review.document, "reason": one.reason,
                        "review": one.review.to_json(), "successor": successor})  # fmt: skip
        return
    out = console()
    for one in found:
        review = one.review
        paragraph(out, Text(f"{review.report[:SHOWN_ID]}  {printable(review.document)}: {one.reason}", style="bold"))
        paragraph(out, f"was {review.state} by {printable(review.last.who)}: {printable(review.last.why)}", indent=2)
        if one.successor is not None:
            print_report(out, one.successor)
        else:
            paragraph(out, "nothing stands in its place", indent=2)
    out.print(plural(len(found), "review") + " to look at again" if found else "No review is open again.")


def export(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where records/ and texts/ are written.")],
    partial: Annotated[bool, typer.Option("--partial", help="Also documents whose reports are not all judged.")] = False,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
) -> None:
    """Write the accepted reports as gold, to score a reader on with `vedette evaluate`.

    A document is written once each of its reports is accepted or rejected; an edited one is accepted too before that.
    """
    with Ledger.open(ledger, create=False) as store:
        found = gold_documents(store.view())
    whole = [gold for gold in found if partial or not gold.open]
    for gold in whole:
        write_gold(folder, gold)
    out = console()
    count = sum(len(gold.records) for gold in whole)
    out.print(f"{plural(len(whole), 'document')} with {plural(count, 'accepted report')} written to {folder}")
    for gold in found:
        if gold.open and not partial:
            paragraph(out, f"left out: {printable(gold.name)}, {plural(gold.open, 'report')} still to be judged", indent=2)


def write_gold(folder: Path, gold: GoldDocument) -> None:
    """One document of a gold set: its text as it is stored, and a line for its header and for each record."""
    for name in ("records", "texts"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "texts" / gold.name).write_bytes(gold.text.encode("utf-8", "surrogatepass"))
    lines = [json_line(value) + "\n" for value in (gold.header, *gold.records)]
    (folder / "records" / f"{gold.name}.jsonl").write_text("".join(lines), encoding="ascii", newline="\n")


def parse_value(value: str) -> Any:
    """A field's value as it is typed: JSON, and what is no JSON and no attempt at it is a text ("pledged")."""
    try:
        return json.loads(value)
    except json.JSONDecodeError as error:
        if value[:1] in ("{", "[", '"'):
            raise UsageError(f"{value!r} is no JSON ({error.msg})", remedy="Quote it for your shell, or mend it") from error
        return value


def _answer(rows: list[LedgerReport], *, as_json: bool) -> None:
    out = console()
    for row in rows:
        if as_json:
            print_json(record(row))
            continue
        assert row.review is not None
        out.print(f"{row.review.state}, revision {row.review.revision}")
        print_report(out, row)


def _line(judgement: Judgement) -> str:
    what = judgement.decision
    if judgement.decision == "edit":
        what = f"edit {judgement.field} = {json_line(judgement.value)}"
    elif judgement.others:
        what = f"merge with {', '.join(other[:SHOWN_ID] for other in judgement.others)}"
    when = f"{judgement.at:%Y-%m-%d %H:%M} UTC"
    return printable(f"{judgement.report[:SHOWN_ID]}  {judgement.revision}  {when}  {judgement.who}  {what}: {judgement.why}")


for command in (accept, edit, reject, merge, split, undo, log, reopened, export):
    app.command()(guarded(command))
