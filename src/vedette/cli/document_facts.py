"""What `vedette show DOCUMENT` says of the document itself: its facts, versions, copies, and what is gone from it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from rich.console import Console

from vedette.cli.output import field, iso, paragraph, plural, printable
from vedette.ledger import LedgerView, Origin, StoredDocument

MOST_COPIES = 50  # listed one by one; the count beside them is that of all


def document_facts(view: LedgerView, versions: tuple[StoredDocument, ...]) -> dict[str, Any]:
    """The JSON object of a document, without its reports."""
    document = versions[-1].document
    origin = view.origin(document.name)
    return {
        "document": document.name,
        "title": document.title,
        "author": document.author,
        "publisher": document.publisher,
        "published": iso(document.published),
        "published_at": document.published_at,
        "published_from": document.published_from,
        "stamp": document.stamp,
        "language": document.language,
        "media_type": document.media_type,
        "url": document.url,
        "warnings": list(document.warnings),
        "origin": _origin_facts(view, versions[-1], origin) if origin else None,
        "versions": [
            {
                "sha256": version.document.sha256,
                "arrived_at": version.arrived_at.isoformat(),
                "characters": len(version.document.text),
                "current": version.is_current,
                "readers": list(version.readers),
            }
            for version in versions
        ],
    }


def print_document_facts(out: Console, view: LedgerView, versions: tuple[StoredDocument, ...]) -> None:
    current = versions[-1].document
    day = current.published_at or iso(current.published)
    facts = {
        "title": current.title,
        "author": current.author,
        "publisher": current.publisher,
        "published": f"{day} (from {current.published_from})" if day else "unknown",
        "stamp": f'"{current.stamp}"' if current.stamp else None,
        "language": current.language or "unknown",
        "url": current.url,
    }
    for label, value in facts.items():
        if value:
            field(out, label, printable(value))
    for warning in current.warnings:
        field(out, "warning", printable(warning))
    for number, version in enumerate(versions, start=1):
        mark = "  (current)" if version.is_current else ""
        size = f"{len(version.document.text):,} characters"
        arrived = f"{version.arrived_at:%Y-%m-%d %H:%M} UTC"
        field(out, f"version {number}", f"{version.document.sha256[:12]}  {arrived}  {size}{mark}")
    origin = view.origin(current.name)
    if origin is not None and origin.is_shared:
        _print_origin(out, _origin_facts(view, versions[-1], origin))


def _print_origin(out: Console, origin: dict[str, Any]) -> None:
    first = origin["first"]
    field(out, "origin", f"{origin['id'][:12]}  {plural(origin['documents'], 'document')}, first {printable(first)}")
    for copy in origin["copies"]:
        told = [part for part in (copy["publisher"], copy["published"]) if part]
        how = f"{copy['reason']}, " if copy["reason"] else "through another copy, "
        field(out, "copy", printable(f"{', '.join([copy['document'], *told])}: {how}{copy['contained']:.0%} of the shorter text"))
    if left := origin["documents"] - 1 - len(origin["copies"]):
        field(out, "", f"and {left:,} more")


def _origin_facts(view: LedgerView, version: StoredDocument, origin: Origin) -> dict[str, Any]:
    """The origin with the other documents of it, each with what it shares with this one, as measured on the texts."""
    from vedette.text.copies import copy_reason, word_runs

    document = version.document
    runs = word_runs(document.text)
    copies = []
    for member in [member for member in origin.documents if member.name != document.name][:MOST_COPIES]:
        reason, overlap = copy_reason(runs, word_runs(view.version_text(member.name, member.sha256)))
        is_same = member.sha256 == document.sha256
        copies.append(
            {
                "document": member.name,
                "publisher": member.publisher,
                "published": iso(member.published),
                "reason": "same" if is_same else reason,
                "contained": 1.0 if is_same else round(overlap.contained, 3),
                "alike": 1.0 if is_same else round(overlap.alike, 3),
            }
        )
    return {"id": origin.id, "documents": len(origin.documents), "first": origin.documents[0].name, "copies": copies}


def gone_facts(versions: tuple[StoredDocument, ...]) -> list[dict[str, Any]]:
    """For each version but the first what it no longer says of the one before it, with offsets in that text."""
    from vedette.text.gone import gone

    found = []
    for before, after in pairwise(versions):
        text = before.document.text
        stretches = [{"start": span.start, "end": span.end, "text": span.of(text)} for span in gone(text, after.document.text)]
        found.append(
            {
                "from": before.document.sha256,
                "to": after.document.sha256,
                "arrived_at": after.arrived_at.isoformat(),
                "gone": stretches,
            }
        )
    return found


def print_gone(out: Console, versions: tuple[StoredDocument, ...]) -> None:
    if len(versions) == 1:
        out.print("There is one version, and nothing is gone from it.")
        return
    for number, step in enumerate(gone_facts(versions), start=2):
        moment = f"{versions[number - 1].arrived_at:%Y-%m-%d %H:%M} UTC"
        silent = "no longer says" if step["gone"] else "says all that the one before says"
        out.print(f"version {number}, {moment}, {silent}{':' if step['gone'] else '.'}", soft_wrap=True)
        for stretch in step["gone"]:
            paragraph(out, f'"{printable(stretch["text"])}" {stretch["start"]}..{stretch["end"]}', indent=2, hang=2)
