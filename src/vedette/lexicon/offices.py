"""Who held which office, and when; words that stand with a person's name. The data is `holders.toml` and `offices.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from vedette.lexicon.tables import read_table


@dataclass(frozen=True, slots=True)
class Term:
    """One term of one holder: `side` is a state's or body's id, None where the person acts alone. Months, `last` None: in office."""

    name: str
    side: str | None
    office: str
    first: date | None
    last: date | None

    def covers(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def distance(self, day: date) -> int:
        """Days between a day and the term, 0 within it."""
        if self.covers(day):
            return 0
        edge = self.first if self.first and day < self.first else self.last
        return abs((edge - day).days) if edge else 0


def _month(text: str | None, *, end: bool) -> date | None:
    if not text:
        return None
    parts = [int(p) for p in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if end else 1)
    day = parts[2] if len(parts) > 2 else (28 if end else 1)
    return date(year, month, day)


@cache
def terms() -> Mapping[str, tuple[Term, ...]]:
    """Every spelling of a holder's name, lower case, to the terms held."""
    table = read_table("holders")
    rows = table["table"]["holders"]
    spellings: dict[str, set[str]] = {}
    for row in rows:
        spellings.setdefault(row["name"], {row["name"]}).update(row.get("also", ()))
    found: dict[str, list[Term]] = {}
    for row in rows:
        term = Term(row["name"], row.get("side"), row["office"], _month(row.get("from"), end=False), _month(row.get("to"), end=True))
        for spelling in spellings[row["name"]]:
            found.setdefault(spelling.lower(), []).append(term)
    return MappingProxyType({name: tuple(rows) for name, rows in found.items()})


@cache
def surnames() -> Mapping[str, tuple[str, ...]]:
    """Surname, lower case, to the holders' full spellings, lower case."""
    table = read_table("holders")
    rows = table["table"]["holders"]
    found: dict[str, set[str]] = {}
    for row in rows:
        surname = row.get("surname") or row["name"].split()[-1]
        found.setdefault(surname.lower(), set()).add(row["name"].lower())
        for other in row.get("also", ()):
            if " " in other:
                found.setdefault(other.split()[-1].lower(), set()).add(row["name"].lower())
            else:
                found.setdefault(other.lower(), set()).add(row["name"].lower())
    return MappingProxyType({s: tuple(sorted(names)) for s, names in found.items()})


def term_of(name: str, on: date | None) -> Term | None:
    """The term of the named person nearest to a day (the last one where the day is unknown); None for the unknown."""
    held = terms().get(name.lower())
    if not held:
        return None
    if on is None:
        return held[-1]
    return min(held, key=lambda t: (t.distance(on), t.side is None))


@cache
def words(kind: str) -> frozenset[str]:
    """A word list of `offices.toml`: office, honorific, private, modifier, particles, surname_first."""
    return frozenset(read_table("offices")["words"][kind])
