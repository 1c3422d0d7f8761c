"""The bytes of one file into its documents: the format is told by content, and containers are read through."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import IO, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from vedette.intake.addresses import is_web_address
from vedette.intake.decoding import LARGEST_DOCUMENT, checked_document_text, decode, too_large
from vedette.intake.describing import document_from_text
from vedette.intake.docx import docx_text
from vedette.intake.facts import Facts
from vedette.intake.feeds import feed_entries
from vedette.intake.formats import OPENING, format_of
from vedette.intake.html import looks_like_html, read_page
from vedette.intake.jsonlines import Options, looks_like_json_lines, numbered_lines, read_json_lines
from vedette.intake.limits import Budget
from vedette.intake.mail import mailbox_messages, parse_mail
from vedette.intake.pdf import pdf_text
from vedette.intake.warc import warc_captures
from vedette.model.document import Document, Failure
from vedette.model.errors import UnreadableDocument

# No text of the largest size takes more bytes than this in UTF-8 or UTF-16.
MOST_BYTES = 4 * LARGEST_DOCUMENT
_LARGEST_BINARY = 200_000_000
_MOST_JSON_LINES_IN_UTF16 = 500_000_000
_JSON_LINES = (".jsonl", ".ndjson", ".jsonlines", ".json")
_HTML = (".html", ".htm", ".xhtml")
_MARKDOWN = (".md", ".markdown", ".mkd")
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TAG = re.compile(r"<[a-zA-Z!/][^<>]{0,500}>")
_BROKEN_PACKING = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
Found = Iterator[Document | Failure]


@dataclass
class Source:
    """One file, or what is packed in one: its name, what the reader states for it, the encoding that a server stated, and what it may still unpack to."""

    name: str
    options: Options
    stated: Facts | None = None
    retrieved: datetime | None = None
    charset: str | None = None
    budget: Budget = field(default_factory=Budget)

    @property
    def suffix(self) -> str:
        """How a file's name ends; an address tells nothing ("notes.md" may be a page about it)."""
        return "" if is_web_address(self.name) else Path(self.name).suffix.casefold()

    def inner(self, name: str, stated: Facts | None = None, *, retrieved: datetime | None = None, charset: str | None = None) -> Source:
        return Source(name, self.options, stated, retrieved or self.retrieved, charset, self.budget)

    def document(self, text: str, media_type: str, *, original: bytes, stated: Facts | None = None, warnings: tuple[str, ...] = ()) -> Document:
        """The document of its text. What surrounds it states (a crawl its address) counts where the text's own metadata is silent."""
        facts = stated or Facts()
        if self.stated is not None:
            known = {name: getattr(self.stated, name) for name in Facts.__slots__ if getattr(facts, name) is None}
            facts = replace(facts, **known)
        return document_from_text(
            checked_document_text(text),
            name=self.name,
            stated=facts,
            published=self.options.published,
            publisher=self.options.publisher,
            retrieved=self.retrieved or self.options.retrieved,
            dated_by="feed" if media_type == "application/feed" else "metadata",
            media_type=media_type,
            warnings=warnings,
            original=original,
        )


def read_content(content: bytes, *, name: str, published: date | None = None, publisher: str | None = None) -> Found:
    """The documents of one file's bytes. Nothing is raised: what cannot be read is a Failure."""
    yield from read_stream(io.BytesIO(content), Source(name, Options(published, publisher)))


def read_stream(stream: IO[bytes], source: Source) -> Found:
    """The documents of one file, whatever it is, as they come; what cannot be read is a Failure with its remedy."""
    try:
        yield from _read_stream(stream, source)
    except UnreadableDocument as error:
        yield Failure(source.name, error.message, error.remedy)


def _read_stream(stream: IO[bytes], source: Source) -> Found:
    opening = stream.read(OPENING)
    stream.seek(0)
    kind = format_of(opening)
    if kind == "gzip":
        yield from _read_gzip(stream, source)
    elif kind == "warc":
        yield from _read_warc(stream, source)
    elif kind == "mbox":
        yield from _read_mailbox(stream, source)
    elif kind == "zip":
        yield from _read_zip(stream, source)
    elif kind == "text":
        yield from _read_text_stream(stream, source, opening)
    else:
        largest = MOST_BYTES if kind == "feed" else _LARGEST_BINARY
        content = stream.read(largest + 1)
        if len(content) > largest:
            raise UnreadableDocument(f"it is a {kind} file of more than {largest:,} bytes", remedy="Split it, or save its text as plain text")
        yield from {"pdf": _read_pdf, "mail": _read_mail, "feed": _read_feed}[kind](content, source)


def _read_pdf(content: bytes, source: Source) -> Found:
    text, facts, notes = pdf_text(content)
    yield source.document(text, "application/pdf", original=content, stated=facts, warnings=notes)


def _read_mail(content: bytes, source: Source) -> Found:
    mail = parse_mail(content)
    if mail.text.strip():
        yield source.document(mail.text, "message/rfc822", original=content, stated=mail.facts)
    elif not mail.attachments:
        raise UnreadableDocument("it is a mail without a text", remedy="Save the mail with its text")
    source.budget.enter()
    for name, attached in mail.attachments:
        source.budget.count_member()
        yield from read_stream(io.BytesIO(attached), source.inner(f"{source.name}/{name}", replace(mail.facts, title=None, author=None)))
    source.budget.leave()


def _read_mailbox(stream: IO[bytes], source: Source) -> Found:
    seen: set[str] = set()
    for number, content in enumerate(mailbox_messages(cast(io.BufferedReader, stream)), start=1):
        place = f"{source.name}:{number}"
        if content is None:
            yield Failure(place, "it is a mail larger than any newsletter", "Save its text as plain text")
            continue
        try:
            identity = parse_mail(content).identity
        except UnreadableDocument as error:
            yield Failure(place, error.message, error.remedy)
            continue
        name = identity if identity and identity not in seen else place
        seen.add(name)
        try:
            yield from _read_mail(content, source.inner(name))
        except UnreadableDocument as error:
            yield Failure(place, error.message, error.remedy)


def _read_feed(content: bytes, source: Source) -> Found:
    seen: set[str] = set()
    for number, entry in enumerate(feed_entries(content), start=1):
        place = f"{source.name}:{number}"
        name = entry.identity if entry.identity and entry.identity not in seen else place
        seen.add(name)
        if entry.text:
            yield source.inner(name).document(entry.text, "application/feed", original=content, stated=entry.facts)
        else:
            yield Failure(place, "the feed gives only a headline for it", "Read the page that it leads to")


def _read_warc(stream: IO[bytes], source: Source) -> Found:
    for capture in warc_captures(stream, name=source.name):
        if isinstance(capture, Failure):
            yield capture
        else:
            # The crawl's page may itself be packed, or a feed; its address is its name.
            yield from read_stream(io.BytesIO(capture.content), source.inner(capture.url, Facts(url=capture.url), retrieved=capture.retrieved, charset=capture.charset))


def _read_gzip(stream: IO[bytes], source: Source) -> Found:
    try:
        opening = zlib.decompressobj(31).decompress(stream.read(OPENING), OPENING)
        stream.seek(0)
    except zlib.error as error:
        raise UnreadableDocument("it is a damaged gzip file", remedy="Fetch or pack it anew") from error
    if format_of(opening) == "warc":
        yield from _read_warc(stream, source)
        return
    source.budget.enter()
    unpacked = cast(IO[bytes], _Metered(gzip.GzipFile(fileobj=stream), source.budget))
    try:
        name = source.name if source.suffix != ".gz" else source.name[:-3]
        inner = source.inner(name, source.stated)
        yield from read_stream(unpacked, inner)
    except _BROKEN_PACKING as error:
        raise UnreadableDocument("it is a damaged gzip file", remedy="Fetch or pack it anew") from error
    finally:
        source.budget.leave()


class _Metered(io.RawIOBase):
    """A stream that is being unpacked, whose bytes count against the budget as they are read."""

    def __init__(self, stream: IO[bytes] | gzip.GzipFile, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        found = self._stream.read(size)
        self._budget.spend(len(found))
        return found

    def readline(self, size: int | None = -1) -> bytes:
        found = self._stream.readline(-1 if size is None else size)
        self._budget.spend(len(found))
        return found

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)


def _read_zip(stream: IO[bytes], source: Source) -> Found:
    source.budget.enter()
    try:
        archive = ZipFile(stream)
        members = [member for member in archive.infolist() if not member.is_dir()]
        names = {member.filename for member in members}
        if "word/document.xml" in names:
            stream.seek(0)
            content = stream.read(_LARGEST_BINARY)
            text, facts = docx_text(content)
            yield source.document(text, _DOCX, original=content, stated=facts)
            return
        if "[Content_Types].xml" in names or "mimetype" in names:
            raise UnreadableDocument("it is an office or e-book file other than DOCX", remedy="Save it as DOCX, PDF or plain text")
        if not members:
            raise UnreadableDocument("it is a ZIP file without files", remedy="Pack it anew")
        for member in sorted(members, key=lambda member: member.filename):
            if not any(part.startswith(".") or part == "__MACOSX" for part in member.filename.split("/")):
                yield from _read_member(archive, member, source)
    except (BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise UnreadableDocument("it is a damaged ZIP or office file", remedy="Pack or save it anew") from error
    finally:
        source.budget.leave()


def _read_member(archive: ZipFile, member: ZipInfo, source: Source) -> Found:
    source.budget.count_member()
    name = f"{source.name}/{member.filename}"
    if member.flag_bits & 1:
        yield Failure(name, "it is locked with a password", "Unpack it with the password")
        return
    try:
        source.budget.spend(member.file_size, packed=member.compress_size)
        with archive.open(member) as packed:
            yield from read_stream(packed, source.inner(name))
    except UnreadableDocument as error:
        yield Failure(name, error.message, error.remedy)
    except _BROKEN_PACKING as error:
        yield Failure(name, f"it cannot be unpacked ({type(error).__name__})", "Pack it anew")


def _read_text_stream(stream: IO[bytes], source: Source, opening: bytes) -> Found:
    """JSON lines as they stand, however many; anything else as one document."""
    is_utf16 = opening[:2] in (b"\xff\xfe", b"\xfe\xff")
    lines = numbered_lines(cast(io.BufferedReader, stream))
    if source.suffix in _JSON_LINES and source.suffix != ".json" and not is_utf16 and not looks_like_html(opening.decode("utf-8", "replace")):
        yield from read_json_lines(lines, file=source.name, options=source.options)
        return
    content = stream.read((_MOST_JSON_LINES_IN_UTF16 if is_utf16 and source.suffix in _JSON_LINES else MOST_BYTES) + 1)
    if len(content) > MOST_BYTES and not is_utf16:
        if not _begins_json_lines(content):
            raise too_large()
        del content
        stream.seek(0)
        yield from read_json_lines(lines, file=source.name, options=source.options)
        return
    yield from _read_text(content, source)


def _begins_json_lines(content: bytes) -> bool:
    first = content.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")[0]
    return first.startswith(b"{") and looks_like_json_lines(first.decode("utf-8", "replace"))


def _read_json(content: bytes, text: str, source: Source) -> Found:
    """A .json file that opens with no complete line: one object over many lines is one document, an array is none."""
    if text.lstrip("\ufeff \t\r\n").startswith("["):
        raise UnreadableDocument("it is a JSON array", remedy="Make it JSON lines, one object a line, for instance with jq -c '.[]'")
    if text.lstrip("\ufeff \t\r\n").partition("\n")[0].rstrip().endswith("}"):
        yield from read_json_lines(numbered_lines(io.BytesIO(content)), file=source.name, options=source.options)
        return
    yield from read_json_lines(iter([(1, content)]), file=source.name, options=source.options)


def _read_text(content: bytes, source: Source) -> Found:
    text, warnings = decode(content, charset=source.charset)
    if source.suffix == ".json" and not looks_like_json_lines(text):
        yield from _read_json(content, text, source)
        return
    if source.suffix in _JSON_LINES or looks_like_json_lines(text):
        lines = io.BytesIO(text.encode("utf-8", "surrogatepass") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else content)
        yield from read_json_lines(numbered_lines(lines), file=source.name, options=source.options)
        return
    is_page = looks_like_html(text) if source.suffix not in _HTML else bool(_TAG.search(text[:100_000]))
    if not is_page or source.suffix in _MARKDOWN:
        kind = "text/markdown" if source.suffix in _MARKDOWN else "text/plain"
        yield source.document(text, kind, original=content, warnings=warnings)
        return
    page = read_page(checked_document_text(text))
    yield source.document(checked_document_text(page.text), "text/html", original=content, stated=page.facts, warnings=warnings)
