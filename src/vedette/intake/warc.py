"""WARC and WARC.gz: the pages of a crawl, one after the other, in memory that does not grow with the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from vedette.intake.decoding import LARGEST_DOCUMENT
from vedette.model.document import Failure
from vedette.model.errors import UnreadableDocument

_READABLE = ("text/", "application/xhtml", "application/pdf", "application/rss", "application/atom", "application/xml", "application/json")
_MOST_BYTES = 4 * LARGEST_DOCUMENT


@dataclass(frozen=True, slots=True)
class Capture:
    """One page of a crawl: its address, the bytes that the server sent, when, and the encoding that it stated."""

    url: str
    content: bytes
    retrieved: datetime | None = None
    charset: str | None = None


def warc_captures(stream: IO[bytes], *, name: str) -> Iterator[Capture | Failure]:
    """The pages of a WARC in its order; what a crawl keeps beside pages (images, redirects) is counted in one Failure at the end."""
    # Imported where it is used: most batches hold no WARC.
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    others: Counter[str] = Counter()
    records = 0
    try:
        for record in ArchiveIterator(stream, record_types=kinds, parse_http=True, auto_decode="all"):
            records += 1
            url = str(record.headers.get("WARC-Target-URI") or f"{name}:{records}").strip("<>")
            if (other := _other(record)) is not None:
                others[other] += 1
                continue
            content = record.reader.read(_MOST_BYTES + 1)
            if len(content) > _MOST_BYTES:
                yield Failure(url, f"it is a page of more than {_MOST_BYTES:,} bytes", "Save its text as plain text")
            else:
                yield Capture(url, content, record.record_date, record.http_charset if record.is_http else None)
    except Exception as error:
        # Another library's parser on anybody's bytes: what was read until here stands.
        yield Failure(name, f"the WARC breaks off after {records:,} records ({type(error).__name__})", "Fetch the file anew")
        return
    if not records:
        raise UnreadableDocument("it is a WARC without pages", remedy="Give a WARC with response records")
    if others:
        shown = ", ".join(f"{count:,} {what}" for what, count in others.most_common(6))
        yield Failure(name, f"{others.total():,} of its records are no pages ({shown}) and were not read", "Nothing is to be done unless you expected text there")


def _other(record: object) -> str | None:
    """What a record is where it is no page: "status 404", "image/png"; None for a page."""
    if not record.is_http:  # type: ignore[attr-defined]
        return None
    status = record.http_headers.status_code  # type: ignore[attr-defined]
    if status is not None and status != 200:
        return f"status {status}"
    kind = str(record.http_content_type or "text/html").casefold()  # type: ignore[attr-defined]
    return None if kind.startswith(_READABLE) else kind[:60]
