"""Units of measure, found where a figure ends."""

from __future__ import annotations

import re
from functools import cache

from vedette.lexicon.tables import read_table


@cache
def unit_names() -> dict[str, str]:
    """Every written form to its canonical singular name; words in lower case, symbols as they are."""
    forms: dict[str, str] = {}
    for name, entry in read_table("units")["unit"].items():
        forms |= {word.lower(): name for word in entry.get("words", ())}
        forms |= dict.fromkeys(entry.get("symbols", ()), name)
    return forms


@cache
def unit_pattern() -> re.Pattern[str]:
    """A unit right after a figure: " kilometres", "-mile", "%", "30C". Letters that are words too must touch the figure."""
    words: list[str] = []
    symbols: list[str] = []
    for entry in read_table("units")["unit"].values():
        words += entry.get("words", ())
        symbols += entry.get("symbols", ())
    worded = "|".join(re.escape(w).replace(r"\ ", r"[\s-]") for w in sorted(words, key=len, reverse=True))
    tight = "|".join(re.escape(s).replace(r"\ ", r"\s") for s in sorted(symbols, key=len, reverse=True) if s in ("C", "F", "m", "g", "MB", "GB", "MP", "TB", "pc", "pp", "bp"))
    loose = "|".join(re.escape(s).replace(r"\ ", r"\s") for s in sorted(symbols, key=len, reverse=True) if s not in ("C", "F", "m", "g", "pc", "pp", "bp"))
    return re.compile(rf"(?:[\s-](?i:(?P<word>{worded}))\b|(?P<tight>{tight})\b|[\s-]?(?P<loose>{loose})(?![\w]))")


@cache
def time_pattern() -> re.Pattern[str]:
    """A word of time right after a figure, with adjectives between: " years", "-day", " consecutive weeks"."""
    words = "|".join(re.escape(w) for w in sorted(read_table("units")["time"]["words"], key=len, reverse=True))
    return re.compile(rf"(?:\s|-|\s(?:more|consecutive|straight|long|full|whole|further|other|working|calendar|successive|light)\s)?(?:{words})(?![\w])", re.I)
