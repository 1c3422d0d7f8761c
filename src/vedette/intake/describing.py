"""A text and what is known of it into a Document, with a warning for whatever stays open."""

from __future__ import annotations

import re
from datetime import date, datetime

from vedette.intake.facts import Facts
from vedette.intake.heading import text_facts
from vedette.intake.stamps import relative_stamp, stamp_days, url_day
from vedette.lexicon.languages import language_of
from vedette.model.document import Document

NO_DATE = "no publication date found: relative dates stay unresolved"
_SURROGATE = re.compile("[\ud800-\udfff]")
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
    retrieved: datetime | None = None,
    dated_by: str = "metadata",
    original: bytes | None = None,
) -> Document:
    """The document of a text. `stated` is what metadata says of it; `published` and `publisher` are the reader's own options.

    A date that metadata, the text or the address give wins over the option, since one option serves a whole batch; a feed's word
    on another's article comes after these, and a stamp like "19 hrs ago" counts where `retrieved` makes it one day.
    `published_from` tells which it was. The option names the publisher before a mere sign in the text does. Never raises.
    """
    front, shown = text_facts(text)
    stated = stated or Facts()
    notes = list(warnings)
    stamp = relative_stamp(text)
    counted = stamp_days(stamp, retrieved=retrieved) if stamp and retrieved else None
    if counted:
        notes.append(f"its stamp {stamp!r} means {counted[0]} to {counted[1]}, by when it was retrieved")
    url = stated.url or front.url
    day, source = _day(stated, front, shown, url=url, counted=counted, option=published, dated_by=dated_by)
    if day is None:
        notes.append(NO_DATE)
    if _SURROGATE.search(text):
        notes.append(LONE_SURROGATES)
    return Document(
        name=_storable(name) or "text",
        text=text,
        title=_storable(stated.title or front.title or shown.title),
        author=_storable(stated.author or front.author or shown.author),
        publisher=_storable(stated.publisher or front.publisher or publisher or shown.publisher),
        published=day,
        published_from=source,
        published_at=stated.published_at if source == dated_by else None,
        stamp=_storable(stamp),
        language=language_of(text),
        url=_storable(url),
        media_type=media_type,
        warnings=tuple(notes),
        original=original,
        retrieved=retrieved,
    )


def _day(
    stated: Facts, front: Facts, shown: Facts, *, url: str | None, counted: tuple[date, date] | None, option: date | None, dated_by: str
) -> tuple[date | None, str | None]:
    is_feed = dated_by == "feed"
    candidates = (
        (None if is_feed else stated.published, "metadata"),
        (front.published, "metadata"),
        (shown.published, "text"),
        (url_day(url), "url"),
        (stated.published if is_feed else None, "feed"),
        (counted[0] if counted and counted[0] == counted[1] else None, "retrieval"),
        (option, "option"),
    )
    return next(((day, source) for day, source in candidates if day is not None), (None, None))


def _storable(value: str | None) -> str | None:
    """A metadata value on one line, without what no database takes."""
    if value is None:
        return None
    plain = "".join(" " if c < " " else "\ufffd" if "\ud800" <= c <= "\udfff" else c for c in value)
    return " ".join(plain.split())[:500] or None
