"""JSON lines: a document a line, each line for itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO

from vedette.intake.days import metadata_day
from vedette.intake.decoding import checked_document_text, decode
from vedette.intake.describing import document_from_text
from vedette.intake.facts import Facts
from vedette.model.document import Document, Failure
from vedette.model.errors import UnreadableDocument

# JSON escapes take up to six bytes a character, beside the other fields.
LONGEST_LINE = 32_000_000
_SHAPE = 'Each line must be one JSON object with a "text", as in {"id": "a1", "text": "..."}'


@dataclass(frozen=True, slots=True)
class Options:
    """What the reader states for a whole batch; `retrieved` is when its pages were fetched, and resolves "19 hrs ago"."""

    published: date | None = None
    publisher: str | None = None
    retrieved: datetime | None = None


def looks_like_json_lines(text: str) -> bool:
    """Whether the first line that holds something is a JSON object with a text."""
    line = text.lstrip("\ufeff \t\r\n").partition("\n")[0]
    if not line.startswith("{"):
        return False
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and "text" in record


def read_json_lines(lines: Iterator[tuple[int, bytes | None]], *, file: str, options: Options) -> Iterator[Document | Failure]:
    """The documents of numbered lines (None for one that is too long), a Failure for each line that is none."""
    seen: set[str] = set()
    for number, line in lines:
        place = f"{file}:{number}"
        if line is not None and not line.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        try:
            if line is None:
                raise UnreadableDocument("the line is longer than any news item", remedy="Put one document on each line")
            document = _read_line(line, place, options)
        except UnreadableDocument as error:
            yield Failure(place, error.message, error.remedy)
            continue
        if document.name in seen:
            yield Failure(place, f"the id {document.name!r} stands in this file twice", "Give each line its own id")
            continue
        seen.add(document.name)
        yield document


def numbered_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Each line of a stream with its number from 1, None in place of a line that is too long to be one document."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            while line and not line.endswith(b"\n"):
                line = stream.readline(LONGEST_LINE)
            yield number, None
        else:
            yield number, line


def _read_line(line: bytes, place: str, options: Options) -> Document:
    text, warnings = decode(line)
    try:
        record = json.loads(text.strip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument("the line is no JSON", remedy=_SHAPE) from error
    if not isinstance(record, dict):
        raise UnreadableDocument("the line is JSON but no object", remedy=_SHAPE)
    if "text" not in record:
        raise UnreadableDocument("the line has no text", remedy=_SHAPE)
    if not isinstance(record["text"], str):
        raise UnreadableDocument("its text is no string", remedy=_SHAPE)
    name = record.get("id")
    if isinstance(name, int) and not isinstance(name, bool):
        name = str(name)
    if name is not None and (not isinstance(name, str) or not name.strip()):
        raise UnreadableDocument("its id is neither a string nor a whole number", remedy="Give it a string id, or none")
    day, note = _stated_day(record)
    stated = Facts(_string(record, "title"), _string(record, "author"), _string(record, "publisher"), day, _string(record, "url"))
    return document_from_text(
        checked_document_text(record["text"]),
        name=name or place,
        stated=stated,
        published=options.published,
        publisher=options.publisher,
        retrieved=options.retrieved,
        media_type="application/jsonl",
        warnings=(*warnings, *note),
        original=line,
    )


def _string(record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    if isinstance(value, list) and value and all(isinstance(entry, str) for entry in value):
        value = " and ".join(value)
    return value.strip() or None if isinstance(value, str) else None


def _stated_day(record: dict[str, Any]) -> tuple[date | None, tuple[str, ...]]:
    """The day that `published` or its alias `date` gives, with a note where `published` gives none."""
    for key in ("published", "date"):
        value = record.get(key)
        if isinstance(value, str) and value.strip():
            if day := metadata_day(value):
                return day, ()
            if key == "published":
                return None, (f"its published value {value.strip()[:40]!r} is no full date",)
    return None, ()
