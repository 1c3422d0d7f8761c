"""RSS and Atom: each entry with a text is a document, under its own address."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parseaddr
from typing import Any

from vedette.intake.days import metadata_day, metadata_moment
from vedette.intake.facts import Facts
from vedette.intake.limits import MOST_ENTRIES
from vedette.model.errors import UnreadableDocument


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed. `identity` is its id or address; `text` is "" where the feed gives only a headline."""

    identity: str | None
    text: str
    facts: Facts


def feed_entries(content: bytes) -> Iterator[Entry]:
    """The entries of a feed in its order; UnreadableDocument where there are none, or more than any feed has."""
    # Imported where it is used: most batches hold no feed.
    import feedparser

    if max(content.count(b"<item"), content.count(b"<entry")) > MOST_ENTRIES:
        raise UnreadableDocument(f"it is a feed of more than {MOST_ENTRIES:,} entries", remedy="Split it, or read the pages themselves")
    try:
        # A stream, never bytes or a string: feedparser takes those for a file's name or an address to fetch.
        feed = feedparser.parse(io.BytesIO(content))
    except Exception as error:
        # Another library's parser on anybody's bytes: whatever it stumbles over must not stop the batch.
        raise UnreadableDocument(f"it is a damaged feed ({type(error).__name__})", remedy="Save the pages it leads to") from error
    if not feed.entries:
        raise UnreadableDocument("it is a feed without entries", remedy="Save the pages it leads to")
    publisher = _plain(feed.feed.get("title"))
    for entry in feed.entries:
        bodies = [part.get("value", "") for part in entry.get("content", [])] + [entry.get("summary", "")]
        text = max((_plain_text(body) for body in bodies), key=len)
        author = _author(entry.get("author"))
        facts = Facts(_plain(entry.get("title")), author, publisher, _day(entry), _plain(entry.get("link")), metadata_moment(entry.get("published") or entry.get("updated") or ""))
        yield Entry(_plain(entry.get("id") or entry.get("link")), text, facts)


def _day(entry: Any) -> date | None:
    """The day on the writer's clock: as the feed writes it, or else as feedparser reads it."""
    if written := metadata_day(entry.get("published") or entry.get("updated") or ""):
        return written
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    return date(*parsed[:3]) if parsed else None


def _author(value: object) -> str | None:
    """RSS names its authors as "jo@gazette.example (Jo Berg)"."""
    stated = _plain(value)
    return (parseaddr(stated)[0] or stated) if stated and "@" in stated else stated


def _plain(value: object) -> str | None:
    return " ".join(_plain_text(value).split()) or None if isinstance(value, str) else None


def _plain_text(body: str) -> str:
    """A fragment of HTML as text, a blank line between its blocks; text without a tag stays as it is."""
    if "<" not in body and "&" not in body:
        return body.strip()
    from lxml import etree, html

    try:
        root = html.fragment_fromstring(body, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return body.strip()
    for element in root.iter("br", "p", "div", "li", "h1", "h2", "h3", "h4", "blockquote", "tr"):
        element.tail = ("\n" if element.tag == "br" else "\n\n") + (element.tail or "")
    blocks = ("\n".join(" ".join(line.split()) for line in block.split("\n")).strip() for block in root.text_content().split("\n\n"))
    return "\n\n".join(block for block in blocks if block)
