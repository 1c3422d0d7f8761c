"""What stands around an article: footers, captions, credits. Patterns are data in `data/furniture.toml`."""

from __future__ import annotations

import re
from functools import cache

from vedette.lexicon.tables import read_table

# Furniture is short; a longer paragraph is body whatever it opens with.
LONGEST_FURNITURE = 700


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """All patterns of a kind as one: forty calls a line are what intake would spend most of its time on."""
    return re.compile("|".join(f"(?:{entry['pattern']})" for entry in read_table("furniture")[kind]))


@cache
def _section_headings() -> frozenset[str]:
    return frozenset(read_table("furniture")["words"]["section"])


@cache
def function_words() -> frozenset[str]:
    """Words on which no sentence ends: "… sent to the" goes on."""
    return frozenset(read_table("furniture")["words"]["function_words"])


@cache
def compound_parts() -> tuple[frozenset[str], frozenset[str]]:
    """First and last parts of compounds that keep a hyphen that stands at a line end ("anti-" / "aircraft")."""
    table = read_table("furniture")["words"]
    return frozenset(table["keep_hyphen_before"]), frozenset(table["keep_hyphen_after"])


@cache
def agencies() -> dict[str, str]:
    """Name of an agency as datelines have it, to the publisher's name; treat as read-only."""
    return dict(read_table("furniture")["agency"])


def furniture_kind(paragraph: str) -> str | None:
    """ "footer" or "caption" where the paragraph is no part of the article, else None.

    >>> furniture_kind("Sign up for our evening newsletter")
    'footer'
    >>> furniture_kind("The navy signed up for the exercise.") is None
    True
    """
    if len(paragraph) > LONGEST_FURNITURE:
        return None
    for kind in ("footer", "caption"):
        if _pattern(kind).match(paragraph):
            return kind
    return None


def opens_closing_section(paragraph: str) -> bool:
    """Whether a heading opens notes or links that run to the end: "References", "Related articles"."""
    return len(paragraph) < 60 and paragraph.strip(" :*#=\t").casefold() in _section_headings()
