"""Accepted reviews as gold: documents with the reports that people say are in them, to score a reader on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vedette.ledger import LedgerReport, LedgerView
from vedette.model.document import Document
from vedette.model.judgement import replay


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One document of a gold set. `name` is its file's; `open` counts the reports that nobody has accepted or rejected yet."""

    name: str
    text: str
    header: dict[str, Any]
    records: tuple[dict[str, Any], ...]
    open: int


def gold_documents(view: LedgerView) -> list[GoldDocument]:
    """The documents that hold a report that was accepted or rejected, by name: their current text, and their accepted reports.

    A report that was accepted and that a later reader no longer finds is gold all the same: the text still says it.
    """
    by_document: dict[str, list[str]] = {}
    for review in replay(view.log()).values():
        if review.state in ("accepted", "rejected"):
            by_document.setdefault(review.document, []).append(review.report)
    found = (_gold_document(view, name, judged) for name, judged in sorted(by_document.items()))
    return [gold for gold in found if gold is not None]


def _gold_document(view: LedgerView, name: str, judged: list[str]) -> GoldDocument | None:
    current = view.versions(name)[-1].document
    rows: dict[str, LedgerReport] = {row.report.id: row for row in view.reports_of(name)}
    open_ones = sum(1 for row in rows.values() if row.review is None or row.review.state != "accepted")
    held = [row for report in judged for row in view.reports_by_id(report) if row.report.id == report and row.version == current.sha256]
    if not held:
        return None  # all of it was said of another version
    accepted = sorted(
        (row.report for row in held if row.review is not None and row.review.state == "accepted"),
        key=lambda report: (report.start, report.end, report.id),
    )
    reviews = {row.report.id: row.review for row in held}
    records = []
    for report in accepted:
        review = reviews[report.id]
        record = {key: value for key, value in report.to_record().items() if key != "document"}
        records.append({**record, "optional": False, "note": review.last.why if review else None})
    return GoldDocument(file_name(current), current.text, _header(current), tuple(records), open_ones)


def file_name(document: Document) -> str:
    """A name for one flat folder: "wire/one.txt" is "wire__one.txt"."""
    return document.name.replace("/", "__").replace("\\", "__")


def _header(document: Document) -> dict[str, Any]:
    return {
        "document": file_name(document),
        "published": document.published.isoformat() if document.published else None,
        "title": document.title,
        "author": document.author,
        "publisher": document.publisher,
        "language": document.language,
    }
