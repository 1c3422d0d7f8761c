"""`vedette show`: one report with its evidence, or one document with its reports."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from vedette.cli import options
from vedette.cli.document_facts import document_facts, gone_facts, print_document_facts, print_gone
from vedette.cli.events import show_event
from vedette.cli.output import (
    console,
    field,
    paragraph,
    parties,
    plural,
    print_json,
    printable,
    source,
    substance,
    told,
)
from vedette.cli.reports import print_report, reviewed_by
from vedette.ledger import Ledger, LedgerReport, LedgerView, StoredDocument
from vedette.model.errors import LedgerError, UsageError
from vedette.publish.records import quoted_record, record
from vedette.questions.explanation import context, frame_roles, steps
from vedette.questions.timeline import place_in_time


def show(
    name: Annotated[
        str, typer.Argument(metavar="ID|DOCUMENT|EVENT", help="A report's id or its beginning, a document's name, or an event's id (e-...).")
    ],
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    why: Annotated[bool, typer.Option("--why", help="Add the steps that led to type, status and attribution.")] = False,
    text: Annotated[bool, typer.Option("--text", help="Print the document's stored text, exactly, in UTF-8.")] = False,
    gone: Annotated[bool, typer.Option("--gone", help="Print what each later version of the document no longer says.")] = False,
    as_json: options.AsJson = False,
) -> None:
    """Show a report: its sentence in context, each field with its words, the rule; a document with its facts, versions, copies and
    reports; or an event with its best bounds, status history, origins, conflicts, and why each report belongs to it."""
    with Ledger.open(ledger, create=False) as store:
        view = store.view()
        versions = view.versions(name)
        if (text or gone) and not versions:
            wish = "--text" if text else "--gone"
            raise LedgerError(f"the ledger holds no document {name!r}", remedy=f"{wish} wants a document's name")
        if text:
            print_text(versions[-1].document.text)
        elif gone and as_json:
            print_json({"document": versions[-1].document.name, "versions": gone_facts(versions)})
        elif gone:
            print_gone(console(), versions)
        elif versions:
            _show_document(view, versions, why=why, as_json=as_json)
        elif name.startswith("e-"):
            show_event(view, name, as_json=as_json)
        else:
            _show_report(view, name, why=why, as_json=as_json)


def print_text(text: str) -> None:
    """The text as it is stored: UTF-8 whatever the terminal's encoding, no newline added; on a terminal control characters are escaped."""
    if sys.stdout.isatty():
        sys.stdout.write("\n".join(printable_line(line) for line in text.split("\n")) + "\n")
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
    sys.stdout.buffer.flush()


def printable_line(line: str) -> str:
    return " ".join(printable(word) for word in line.split(" "))


def _show_document(view: LedgerView, versions: tuple[StoredDocument, ...], *, why: bool, as_json: bool) -> None:
    current = versions[-1].document
    rows = view.reports_of(current.name)
    if as_json:
        print_json({**document_facts(view, versions), "reports": [record(row) for row in rows]})
        return
    out = console()
    out.print(Text(printable(current.name), style="bold"))
    print_document_facts(out, view, versions)
    for row in rows:
        print_report(out, row)
        if why:
            field(out, "rule", printable(row.report.rule) or "none named", indent=6)
            _print_why(out, row, versions[-1].document.text, indent=6)
    out.print(plural(len(rows), "report") if rows else "No reports.")


def _show_report(view: LedgerView, prefix: str, *, why: bool, as_json: bool) -> None:
    found = view.reports_by_id(prefix) if prefix else ()
    if not found:
        raise LedgerError(
            f"the ledger holds no document {prefix!r}, and no report whose id begins so",
            remedy="`vedette reports` lists both",
        )
    if len(found) > 1:
        listed = ", ".join(row.report.id for row in found[:5]) + (", ..." if len(found) > 5 else "")
        raise UsageError(f"several reports' ids begin with {prefix!r}: {listed}", remedy="Give more of the id")
    row = found[0]
    text = view.version_text(row.report.document, row.version)
    if as_json:
        print_json(quoted_record(row, text))
        return
    report = row.report
    before, after = context(text, report.start, report.end)
    out = console()
    _print_head(out, row)
    out.print()
    paragraph(out, _marked(text, row, before, after), indent=2)
    out.print()
    _print_fields(out, row, text)
    field(out, "rule", printable(report.rule) or "none named")
    if why:
        _print_why(out, row, text, indent=2)
    elif report.why:
        field(out, "why", printable("; ".join(report.why)))


def _marked(text: str, row: LedgerReport, before: str, after: str) -> Text:
    """The context with the evidence between >> and <<, and underlined where the terminal can."""
    gap = {edge: " " if edge.isspace() else "" for edge in (before[-1:], after[:1])}
    words = Text(printable(before) + gap[before[-1:]], style="dim")
    words.append(">>" + printable(row.report.evidence) + "<<", style="not dim underline")
    return words.append(gap[after[:1]] + printable(after), style="dim")


def _print_head(out: Console, row: LedgerReport) -> None:
    report = row.report
    out.print(Text(f"{report.id}  {report.type}  {told(report)}", style="bold"))
    about = substance(report)
    paragraph(out, parties(report) + (f": {about}" if about else ""), indent=2)
    field(out, "date", place_in_time(row).label + (f" ({row.dated.by})" if row.dated.by else ""))
    field(out, "says", source(report) or "the document itself")
    published = f", published {row.published}" if row.published else ""
    publisher = f", {row.publisher}" if row.publisher else ""
    where = f"characters {report.start} to {report.end}"
    field(out, "document", f"{printable(report.document + publisher + published)}, {where}")
    for label, value in (("programme", report.programme), ("event", report.event)):
        if value:
            field(out, label, printable(value))
    if report.responds_to:
        field(out, "answers", ", ".join(report.responds_to))
    if row.review is not None:
        field(out, "review", reviewed_by(row.review))
    if not row.is_current:
        paragraph(out, "superseded by a later version of the document, or by a later reading", indent=2)


def _print_fields(out: Console, row: LedgerReport, text: str) -> None:
    for span in row.report.spans:
        where = f"{span.span.start}..{span.span.end}"
        field(out, span.field, f'"{printable(span.span.of(text))}" {where}')
    for restated in row.report.supporting:
        field(out, "also", f'"{printable(restated.of(text))}" {restated.start}..{restated.end}')


def _print_why(out: Console, row: LedgerReport, text: str, *, indent: int) -> None:
    for label, roles in frame_roles(row.report.rule):
        field(out, label, roles, indent=indent)
    for number, step in enumerate(steps(row, text), start=1):
        field(out, "why" if number == 1 else "", f"{number}. {printable(step)}", indent=indent)
    if row.report.flags:
        field(out, "flags", printable(", ".join(row.report.flags)), indent=indent)
    field(out, "read by", f"reader {row.reader}, version {row.version[:12]}", indent=indent)
