"""What a file is, told by its content and never by its name."""

from __future__ import annotations

import re

OPENING = 8192  # bytes that are enough to tell
_HEADER = re.compile(rb"(?P<name>[A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?[^\r\n]{0,2000}(?:\r?\n[ \t][^\r\n]{0,2000}){0,60}(?:\r?\n|$)")
_MBOX = re.compile(rb"From \S{1,300} [^\r\n]{0,200}\d{4}[^\r\n]{0,20}\r?\n[A-Za-z][A-Za-z0-9-]{1,60}:")
# A memo may open with From, To and Subject; only software writes one of these.
_MAIL_SOFTWARE = {b"message-id", b"mime-version", b"received", b"return-path", b"content-type", b"delivered-to", b"dkim-signature"}
_MAIL_PEOPLE = {b"from", b"subject", b"date", b"to"}
_FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<\?xml-stylesheet[^>]{0,1000}\?>\s*|<!--.{0,3000}?-->\s*|<!DOCTYPE\s+(?:rss|feed|rdf)\b[^>\[]{0,300}(?:\[.{0,4000}?\]\s*)?>\s*){0,8}<(?:rss|feed|rdf:RDF|atom:feed)[\s>]",
    re.DOTALL | re.IGNORECASE,
)


def format_of(opening: bytes) -> str:
    """pdf, zip, gzip, warc, mbox, mail, feed, or text for whatever is left, from the first bytes of a file.

    "Message-ID: <a@b>" with "From:" beside it is a mail; "From: the minister" alone is a memo, and text.
    """
    if b"%PDF-" in opening[:1024]:
        return "pdf"
    for magic, name in ((b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"\x1f\x8b", "gzip"), (b"WARC/", "warc")):
        if opening.startswith(magic):
            return name
    if _MBOX.match(opening):
        return "mbox"
    if _is_mail(opening):
        return "mail"
    for encoding in ("utf-16-le", "utf-16-be"):
        if opening.startswith("\ufeff".encode(encoding)):
            opening = opening.decode(encoding, "replace").encode("utf-8", "replace")
    return "feed" if _FEED.match(opening) else "text"


def _is_mail(opening: bytes) -> bool:
    names: set[bytes] = set()
    at = 0
    while match := _HEADER.match(opening, at):
        names.add(match["name"].lower())
        at = match.end()
        if at >= len(opening):
            break
    return bool(names & _MAIL_SOFTWARE) and bool(names & _MAIL_PEOPLE) and len(names) >= 3
