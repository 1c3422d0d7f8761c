"""What is known of a document beside its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Facts:
    """Title, author, publisher, day, address and moment ("2031-03-04T23:30:00-05:00"), each None where nothing states it."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    published_at: str | None = None
