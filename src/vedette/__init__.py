"""Vedette reads news about a crisis into a sourced ledger."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vedette.model.report import Report

__all__ = ["read"]


def read(text: str, *, published: date | str | None = None, name: str = "text") -> list[Report]:
    """The reports that a text puts forward, in order; nothing is stored.

    `vedette.read("Norway said on Monday it would send 22 howitzers to Ukraine.", published="2022-06-08")` is one report:
    `aid.arms`, `pledged`, NOR to UKR. `published` is a date or its ISO form; without one, "on Monday" stays unresolved.
    `start` and `end` of each report count characters of `text`. ValueError where `published` is no ISO date.
    """
    from vedette.model.document import Document
    from vedette.pipeline import read_document

    day = date.fromisoformat(published) if isinstance(published, str) else published
    return list(read_document(Document(name, text, published=day, published_from="option" if day else None)).reports)
