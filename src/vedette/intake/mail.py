"""Mails: one (EML) or many (MBOX), each a document by its body, with its attachments as documents of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import EmailPolicy
from email.utils import getaddresses
from typing import Any, BinaryIO

from vedette.intake.days import metadata_day, metadata_moment
from vedette.intake.facts import Facts
from vedette.intake.html import read_page
from vedette.intake.limits import MOST_PARTS
from vedette.model.errors import UnreadableDocument

LARGEST_MAIL = 60_000_000
LONGEST_HEADER = 50_000
_REMEDY = "Save the mail anew, or its text as plain text"
_ID = re.compile(r"<([^<>\s]{1,250})>")


class _Policy(EmailPolicy):
    """The standard library's policy, whose parser of addresses takes minutes and gigabytes for a header of megabytes."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        if len(value) > LONGEST_HEADER:
            raise UnreadableDocument(f"it is a mail whose {name[:40]} is longer than {LONGEST_HEADER:,} characters", remedy=_REMEDY)
        return super().header_fetch_parse(name, value)


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail: its text as the reader saw it, what its headers state, and its attachments as (file name, bytes)."""

    text: str
    facts: Facts
    identity: str | None
    attachments: tuple[tuple[str, bytes], ...]


def parse_mail(content: bytes) -> Mail:
    """The mail of the bytes; UnreadableDocument where it is none. "Subject: Navy sails" is its title, "From:" its author."""
    try:
        message = BytesParser(policy=_Policy()).parsebytes(content)
        if not isinstance(message, EmailMessage):
            raise TypeError(type(message).__name__)
        parts = [part for part in message.walk() if isinstance(part, EmailMessage)]
        if len(parts) > MOST_PARTS:
            raise UnreadableDocument(f"it is a mail of more than {MOST_PARTS} parts", remedy=_REMEDY)
        return Mail(_body(message), _facts(message), _identity(message), tuple(_attachments(message)))
    except UnreadableDocument:
        raise
    except Exception as error:
        # The standard library's parser raises many things on broken mails; none may stop the batch.
        raise UnreadableDocument(f"it is a damaged mail ({type(error).__name__})", remedy=_REMEDY) from error


def _body(message: EmailMessage) -> str:
    plain = message.get_body(("plain",))
    text = _text(plain) if plain is not None else ""
    if text.strip():
        return text
    page = message.get_body(("html",))
    return read_page(_text(page)).text if page is not None else ""


def _text(part: object) -> str:
    try:
        content = part.get_content()  # type: ignore[attr-defined]
    except (LookupError, UnicodeError):
        # The mail names an encoding that nobody knows.
        content = part.get_payload(decode=True).decode("utf-8", "replace")  # type: ignore[attr-defined]
    return str(content)


def _facts(message: EmailMessage) -> Facts:
    name, address = next(iter(getaddresses([_header(message, "From")])), ("", ""))
    listed = _header(message, "List-Id").partition("<")[0].strip().strip('"')
    return Facts(
        title=_header(message, "Subject") or None,
        author=name or address or None,
        publisher=listed or None,
        published=metadata_day(_header(message, "Date")),
        published_at=metadata_moment(_header(message, "Date")),
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except UnreadableDocument:
        raise
    except Exception as error:
        raise UnreadableDocument(f"it is a mail whose {name} cannot be read ({type(error).__name__})", remedy=_REMEDY) from error


def _identity(message: EmailMessage) -> str | None:
    found = _ID.search(_header(message, "Message-ID"))
    return found.group(1) if found else None


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    for number, part in enumerate(message.iter_attachments(), start=1):
        name = part.get_filename() or f"attachment-{number}"
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0)
            yield name, inner.as_bytes()  # type: ignore[union-attr]
        elif not part.is_multipart():
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and part.get_content_maintype() in ("text", "application"):
                yield name, payload


def mailbox_messages(stream: BinaryIO) -> Iterator[bytes | None]:
    """The mails of an mbox in their order, None in place of one that is too large.

    A mail begins at "From " after a blank line (or at the start); ">From " inside it was "From ".
    """
    held: list[bytes] = []
    size = 0
    begun = False
    after_blank = True
    while line := stream.readline(1_000_000):
        if after_blank and line.startswith(b"From "):
            if begun:
                yield b"".join(held) if size <= LARGEST_MAIL else None
            held, size, begun = [], 0, True
        elif begun:
            size += len(line)
            if size > LARGEST_MAIL:
                held = []
            else:
                held.append(line[1:] if re.match(rb">+From ", line) else line)
        after_blank = line in (b"\n", b"\r\n")
    if begun:
        yield b"".join(held) if size <= LARGEST_MAIL else None
