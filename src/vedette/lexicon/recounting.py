"""Cues that a report tells something again or anew, its number in a series, and families of publishers. The data is `recounting.toml`."""

from __future__ import annotations

import re
from functools import cache

from vedette.lexicon.tables import read_table


@cache
def recounting(kind: str) -> re.Pattern[str]:
    """The pattern of this kind: restating, novelty, performing, summing or base."""
    return re.compile(read_table("recounting")["words"][kind], re.IGNORECASE)


@cache
def documentary_words() -> frozenset[str]:
    """Words for a source that is a document or a record of the act itself."""
    return frozenset(read_table("recounting")["words"]["documentary"])


@cache
def publisher_families() -> dict[str, str]:
    """Family of a publisher by its name in lower case; treat as read-only."""
    return {name: family for family, names in read_table("recounting")["family"].items() for name in names}


def series_number(text: str) -> int | None:
    """The place in a series that a text gives: "our thirty-first drawdown" is 31, None where it gives none or several.

    >>> series_number("the 21st such package")
    21
    >>> series_number("the first of May") is None
    True
    """
    found = {_number(match) for match in _series().finditer(text)}
    return found.pop() if len(found) == 1 else None


@cache
def _series() -> re.Pattern[str]:
    table = read_table("recounting")
    ordinals, tens, counted = "|".join(table["ordinals"]), "|".join(table["tens"]), table["words"]["counted"]
    return re.compile(rf"\b(?:(?P<figure>\d{{1,3}})(?:st|nd|rd|th)|(?:(?P<tens>{tens})[- ])?(?P<word>{ordinals}))\s(?:{counted})", re.IGNORECASE)


def _number(match: re.Match[str]) -> int:
    if match["figure"]:
        return int(match["figure"])
    table = read_table("recounting")
    return int(table["tens"][match["tens"].lower()] if match["tens"] else 0) + int(table["ordinals"][match["word"].lower()])
