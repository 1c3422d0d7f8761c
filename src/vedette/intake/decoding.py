"""Bytes into text whose offsets are those of the decoded input: no newline translated, no byte order mark of UTF-8 dropped."""

from __future__ import annotations

import codecs
import re

from vedette.model.errors import UnreadableDocument

LARGEST_DOCUMENT = 5_000_000
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}(?:charset|encoding)\s*=\s*[\"']?\s*((?:windows|cp|iso|koi8|gb|big5|euc|shift|sjis|mac|tis|latin)[\w:-]{1,30})", re.IGNORECASE)
# What Python knows besides (idna, unicode_escape, …) is no encoding of pages.
_PAGE_CODEC = re.compile(r"(?:cp\d+|iso8859-|iso2022|koi8|mac-|gb|big5|euc|shift|tis|utf-(?:16|32)|ascii$|hz$|kz1048|ptcp154|johab)")
_NOT_OVER_ASCII = {"utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "iso2022_jp", "iso2022_kr", "hz"}
_KNOWN_BINARIES = (
    (b"%PDF", "a PDF file", "Convert it to text first, for instance with pdftotext"),
    (b"PK\x03\x04", "a ZIP or office file", "Unpack it, or save it as plain text"),
    (b"\x1f\x8b", "a gzip file", "Unpack it with gunzip"),
    (b"\xd0\xcf\x11\xe0", "an old office file", "Save it as DOCX or plain text"),
)
_NO_TEXT = "Vedette reads text, Markdown, HTML, PDF, DOCX, mails, feeds, JSON lines, WARC, and ZIP of these"


def decode(content: bytes, *, charset: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of the bytes and the warnings that go with it; UnreadableDocument where they are no text.

    UTF-8 first, then UTF-16 and UTF-32 by their marks, then `charset`, what the server said. Of what is neither, a text with few broken places is UTF-8 that was damaged, one
    whose other bytes are letters and signs of Windows-1252 is read as that.
    """
    for magic, what, remedy in _KNOWN_BINARIES:
        if content.startswith(magic):
            raise UnreadableDocument(f"it is {what}", remedy=remedy)
    for mark, encoding in ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if content.startswith(mark):
            try:
                return _checked(content.decode(encoding)), ()
            except UnicodeError as error:
                raise UnreadableDocument(f"it is marked as {encoding.upper()} and is not", remedy="Save it as UTF-8") from error
    stated = _text_codec(charset)
    if stated in _NOT_OVER_ASCII and (text := _decoded(content, stated)) is not None:
        return text, ()
    if b"\0" in content[:65_536] or b"\0" in content:
        raise UnreadableDocument("it is binary (it holds NUL bytes)", remedy=f"{_NO_TEXT}; save UTF-16 text as UTF-8")
    try:
        return _checked(content.decode("utf-8")), ()
    except UnicodeDecodeError:
        text = _decoded(content, stated)
        return (text, ()) if text is not None else _decode_legacy(content)


def _text_codec(charset: str | None) -> str | None:
    """The codec of what a server says: it calls Windows-1252 "iso-8859-1", as all browsers know; None for what is no encoding of pages."""
    try:
        name = codecs.lookup(charset or "").name
    except (LookupError, ValueError):
        return None
    return {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(name, name) if _PAGE_CODEC.match(name) else None


def _decoded(content: bytes, codec: str | None) -> str | None:
    """The text in this encoding, None where it is not in it."""
    if codec is None:
        return None
    try:
        return _checked(content.decode(codec))
    except UnicodeError:
        return None


def _decode_legacy(content: bytes) -> tuple[str, tuple[str, ...]]:
    if declared := _DECLARED.search(content[:2048]):
        encoding = declared.group(1).decode("ascii")
        try:
            return _checked(content.decode(encoding)), ()
        except (LookupError, UnicodeError):
            # The page declares what it is not; it is read as if it declared nothing.
            pass
    repaired = content.decode("utf-8", "replace")
    broken = repaired.count("\ufffd")
    whole = sum(c > "\x7f" for c in repaired) - broken
    if whole > 4 * broken:
        return _checked(repaired), (f"{broken} places are no valid UTF-8 and were replaced",)
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        remedy = "Save it as UTF-8, for instance with iconv"
        raise UnreadableDocument("its encoding is neither UTF-8 nor Windows-1252", remedy=remedy) from error
    foreign = sum(c > "\x7f" for c in text)
    if foreign * 4 > len(text):
        raise UnreadableDocument("its encoding is neither UTF-8 nor Windows-1252", remedy="Save it as UTF-8, for instance with iconv")
    return _checked(text), ("not valid UTF-8: read as Windows-1252",)


def _checked(text: str) -> str:
    encoded = text.encode("utf-8", "surrogatepass")
    controls = len(encoded) - len(encoded.translate(None, _CONTROLS))
    if controls * 50 > len(text):
        raise UnreadableDocument("it is binary (it is full of control characters)", remedy=_NO_TEXT)
    return text


def checked_document_text(text: str) -> str:
    """The text of one document, refused where it is blank or too long for one."""
    if not text.strip(" \t\r\n\x0b\x0c\xa0\u200b\ufeff\u2028\u2029\u3000"):
        raise UnreadableDocument("it is empty", remedy="Give a file that holds text")
    if len(text) > LARGEST_DOCUMENT:
        raise too_large()
    return text


def too_large() -> UnreadableDocument:
    return UnreadableDocument(
        f"it is longer than {LARGEST_DOCUMENT:,} characters, which no news item is",
        remedy="Split it: one document a file, or JSON lines with one document a line",
    )
