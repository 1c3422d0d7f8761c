"""What came in: a document with its source text, and the same text cleaned, with the way back."""

from __future__ import annotations

import hashlib
from array import array
from dataclasses import dataclass, field
from datetime import date, datetime

from vedette.model.evidence import Span


@dataclass(frozen=True, slots=True)
class Document:
    """One version of one document. `text` is stored as it came and never changes.

    `name` is what RECORD calls `document`: a path relative to the folder that was read, the `id` of a JSON line, or `FILE:LINE`.
    `original` is what `text` was extracted from, byte for byte: the file, the mail, the crawled page, the line; None where there is none.
    `published_from` says where the date comes from: "metadata", "text", "url", "feed", "retrieval", "option", or None where there is no date.
    `published_at` is the moment as its writer's clock had it ("2031-03-04T23:30:00-05:00"), `stamp` what the text has in place of a
    date ("19 hrs ago"), as it stands. `retrieved` is when it was fetched, None for what was never fetched. `language` is the ISO 639-1 code of most of it, None where it is too short to tell.
    """

    name: str
    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    published_from: str | None = None
    published_at: str | None = None
    stamp: str | None = None
    language: str | None = None
    url: str | None = None
    media_type: str = "text/plain"
    warnings: tuple[str, ...] = ()
    original: bytes | None = field(default=None, repr=False, compare=False)
    retrieved: datetime | None = field(default=None, compare=False)

    @property
    def sha256(self) -> str:
        """Hash of the text (UTF-8, lone surrogates kept): the identity of this version."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be read, why, and what to do about it; the rest of the batch is read all the same."""

    name: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of clean text that is parsed by itself. `kind`: headline, byline, body, caption, footer, or foreign
    for what is not English and is left unread."""

    start: int
    end: int
    kind: str = "body"


@dataclass(frozen=True, slots=True)
class CleanText:
    """A document's text made fit to parse, and for each of its characters the source offset that it stands for.

    `origin` has one entry a clean character, never decreasing. `source_span` gives back the offsets in `document.text`.
    """

    document: Document
    text: str
    paragraphs: tuple[Paragraph, ...]
    origin: array[int] = field(repr=False)

    def source_span(self, start: int, end: int) -> Span:
        """The span of the source that clean `[start:end]` came from (an empty clean span is an empty source span)."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"clean span {start}..{end} lies outside a text of {len(self.text)} characters")
        if start == end:
            at = self.origin[start] if start < len(self.origin) else len(self.document.text)
            return Span(at, at)
        return Span(self.origin[start], self.origin[end - 1] + 1)
