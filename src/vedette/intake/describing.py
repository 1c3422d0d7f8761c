"""A text and what is known of it into a Document, with a warning for whatever stays open."""

from __future__ import annotations

from datetime import date

from vedette.intake.facts import Facts
from vedette.intake.heading import text_facts
from vedette.model.document import Document

NO_DATE = "no publication date found: relative dates stay unresolved"
LONE_SURROGATES = "the text holds lone surrogates, which stand for no character"


def document_from_text(
    text: str,
    *,
    name: str,
    stated: Facts | None = None,
    published: date | None = None,
    publisher: str | None = None,
    media_type: str = "text/plain",
    warnings: tuple[str, ...] = (),
    original: bytes | None = None,
) -> Document:
    """The document of a text. `stated` is what metadata says of it; `published` and `publisher` are the reader's own options.

    A date that metadata or the text give wins over the option, since one option serves a whole batch; `published_from` tells
    which it was. The option names the publisher before a mere sign in the text does. Never raises.
    """
    front, shown = text_facts(text)
    stated = stated or Facts()
    day, source = _day(stated, front, shown, published)
    notes = list(warnings)
    if day is None:
        notes.append(NO_DATE)
    if any("\ud800" <= c <= "\udfff" for c in text):
        notes.append(LONE_SURROGATES)
    return Document(
        name=_storable(name) or "text",
        text=text,
        title=_storable(stated.title or front.title or shown.title),
        author=_storable(stated.author or front.author or shown.author),
        publisher=_storable(stated.publisher or front.publisher or publisher or shown.publisher),
        published=day,
        published_from=source,
        url=_storable(stated.url or front.url),
        media_type=media_type,
        warnings=tuple(notes),
        original=original,
    )


def _day(stated: Facts, front: Facts, shown: Facts, option: date | None) -> tuple[date | None, str | None]:
    for day, source in ((stated.published, "metadata"), (front.published, "metadata"), (shown.published, "text"), (option, "option")):
        if day is not None:
            return day, source
    return None, None


def _storable(value: str | None) -> str | None:
    """A metadata value on one line, without what no database takes."""
    if value is None:
        return None
    plain = "".join(" " if c < " " else "\ufffd" if "\ud800" <= c <= "\udfff" else c for c in value)
    return " ".join(plain.split())[:500] or None
