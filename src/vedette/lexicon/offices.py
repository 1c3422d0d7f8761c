"""Offices and their holders: the words that say who somebody is, and who held which office when."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from vedette.lexicon.tables import read_table
from vedette.model.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PARTICLES = frozenset(
    {"al", "el", "bin", "ibn", "ben", "van", "von", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "du", "la", "le", "zu", "ter", "ul", "abu", "arap"}
)  # fmt: skip
# Families that elsewhere are given names: the "Kim" of "Kim Darroch".
ALSO_GIVEN = frozenset({"kim", "lee", "jo", "jon", "lin", "min", "ling", "long"})
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# Of these offices even a holder long gone is known by his bare surname ("Reagan", "Brezhnev").
TOP_OFFICES = frozenset({"president", "prime minister", "chancellor", "leader", "supreme leader", "secretary-general"})

# A month's news still speaks of one who has just left as in office.
GRACE_DAYS = 20


@dataclass(frozen=True, slots=True)
class Term:
    """One term of office. `side` is a state or organisation id, None for one who acts alone; `last` None while in office."""

    side: str | None
    office: str
    first: date
    last: date | None

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def distance(self, day: date) -> int:
        """Days between a date and the term, 0 inside it."""
        if day < self.first:
            return (self.first - day).days
        return max(0, (day - self.last).days) if self.last else 0


@dataclass(frozen=True, slots=True)
class Holder:
    """A person with all terms. `spellings` and `surnames` are folded (`fold_name`)."""

    name: str
    spellings: frozenset[str]
    surnames: frozenset[str]
    terms: tuple[Term, ...]

    def term_on(self, day: date | None, office: str | None = None) -> Term | None:
        """The term held on a day, the one with that office first; without a day the last such term."""
        held = [t for t in self.terms if day is None or t.covers(day)]
        if office is not None:
            held = [t for t in held if t.office == office] or held
        return max(held, key=lambda t: (t.side is not None, t.first), default=None)

    @property
    def is_famous(self) -> bool:
        """Whether this one led a state or organisation, so that the bare surname is known beyond the term."""
        return any(t.side and t.office in TOP_OFFICES for t in self.terms)


def term_for(holder: Holder, day: date | None, offices: Iterable[str] = ()) -> Term | None:
    """The term in which a holder acts on `day`, None where out of office then.

    A title that the text gives counts beyond the dates of the table: "President Holm" acts as president the week after, too.
    """
    titles = tuple(offices)
    held = [t for t in holder.terms if day is None or t.distance(day) <= GRACE_DAYS]
    titled = [t for t in holder.terms if t.office in titles]
    if day is not None and titled and not any(t.office in titles for t in held):
        held = held or [min(titled, key=lambda t: t.distance(day))]
    named = [t for t in held if t.office in titles]
    return max(named or held, key=lambda t: (day is None or t.covers(day), t.side is not None, t.first), default=None)


def fold(text: str) -> str:
    """Text for comparison: no case, accents or full stops, plain apostrophes: "Müller" is "muller", "Lt." is "lt"."""
    if text.isascii():
        return text.lower().replace(".", "")
    bare = unicodedata.normalize("NFKD", text.replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("Ø", "O").replace("ı", "i"))
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    return bare.casefold().replace("’", "'").replace(".", "")


@lru_cache(maxsize=1 << 15)  # a document says the same names over and over
def fold_name(name: str) -> str:
    """A name for comparison: folded words, hyphens as spaces, initials and suffixes dropped ("Joseph R. Biden Jr." is "joseph biden")."""
    words = re.sub(r"[\s\-‐‑–]+", " ", fold(re.sub(r"(?<=[A-Z])\.(?=[A-Z])", ". ", name))).split()
    kept = [w for w in words if len(w) > 1 and w not in SUFFIXES]
    return " ".join(kept or words)


def surnames_of(name: str) -> frozenset[str]:
    """The folded surnames by which a later mention may call one: "Jaap de Hoop Scheffer" gives "de hoop scheffer" and "scheffer".

    A family name of East Asia that stands first is taken: "Kim Jong Un" gives "kim".
    """
    words = [w for w in name.split() if fold(w) not in SUFFIXES]
    if len(words) < 2:
        return frozenset({fold_name(name)})
    last = fold_name(words[-1])
    if surname_stands_first(name):
        return frozenset({fold_name(words[0])} if len(words) > 2 or "-" in words[1] or fold(words[0]) not in ALSO_GIVEN else {fold_name(words[0]), last})
    found = {last, last.removeprefix("al ").removeprefix("el ").removeprefix("d'")}
    for i, word in enumerate(words[1:-1], start=1):
        if word.casefold() in PARTICLES and fold(word) != "abu":
            found.add(fold_name(" ".join(words[i:])))
            break
    return frozenset(f for f in found if f)


# A syllable of Mandarin in pinyin or older spelling, Korean or Vietnamese.
SYLLABLE = r"(?:zh|ch|sh|ts|hs|th|ph|kh|gh|ng|nh|tr|gw|ky|my|hy|by|ry|py|[bcdfghjklmnpqrstvwxyz])?(?:[aeiou]{1,3}|y[aeiou]{1,2}|y)(?:ng|nh|ch|ck|[nkmlptr])?"


def surname_stands_first(name: str) -> bool:
    """Whether a name is in the order of China, Korea or Vietnam: "Xi Jinping", "Choe Son Hui", but not "Lee Hamilton"."""
    words = name.split()
    rest = fold(" ".join(words[1:])).replace("‐", "-").replace("‑", "-")
    if not 2 <= len(words) <= 4 or fold(words[0]) not in surnames_first():
        return False
    parts = re.split(r"[- ]", rest)
    return all(len(p) <= 9 and re.fullmatch(f"(?:{SYLLABLE}){{1,2}}", p) for p in parts)


def _month(text: str, *, end: bool) -> date:
    """The first or last day of "2021-01", or the day itself of "2021-01-20"."""
    parts = [int(p) for p in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = parts
    return date(year, month, monthrange(year, month)[1] if end else 1)


def _read_term(row: dict[str, Any]) -> Term:
    try:
        last = _month(row["to"], end=True) if "to" in row else None
        term = Term(row.get("side"), row["office"], _month(row["from"], end=False), last)
    except (KeyError, ValueError) as error:
        raise LexiconError(f"holders.toml has a bad row: {row}", remedy="Give it name, office, from and, where over, to as YYYY-MM") from error
    if term.last is not None and term.last < term.first:
        raise LexiconError(f"holders.toml: {row['name']} leaves office before taking it", remedy="Mend the dates")
    return term


@cache
def holders() -> tuple[Holder, ...]:
    """All holders of the table, one a person, in its order."""
    terms: dict[str, list[Term]] = defaultdict(list)
    spellings: dict[str, set[str]] = defaultdict(set)
    surnames: dict[str, set[str]] = defaultdict(set)
    for row in read_table("holders")["terms"]["rows"]:
        name = row["name"]
        terms[name].append(_read_term(row))
        for spelling in (name, *row.get("also", ())):
            spellings[name].add(fold_name(spelling))
            if "surname" not in row or " " not in spelling:
                surnames[name] |= surnames_of(spelling)
        if "surname" in row:
            surnames[name].add(fold_name(row["surname"]))
    return tuple(Holder(n, frozenset(spellings[n]), frozenset(surnames[n]), tuple(t)) for n, t in terms.items())


def _index(pairs: Iterable[tuple[str, Holder]]) -> Mapping[str, tuple[Holder, ...]]:
    index: dict[str, list[Holder]] = defaultdict(list)
    for key, holder in pairs:
        index[key].append(holder)
    return MappingProxyType({k: tuple(v) for k, v in index.items()})


@cache
def _by_spelling() -> Mapping[str, tuple[Holder, ...]]:
    return _index((s, h) for h in holders() for s in h.spellings)


@cache
def _by_surname() -> Mapping[str, tuple[Holder, ...]]:
    return _index((s, h) for h in holders() for s in h.surnames)


@cache
def _by_office() -> Mapping[tuple[str, str], tuple[Holder, ...]]:
    index: dict[tuple[str, str], list[Holder]] = defaultdict(list)
    for holder in holders():
        for side, office in {(t.side, t.office) for t in holder.terms if t.side}:
            index[side, office].append(holder)
    return MappingProxyType({k: tuple(v) for k, v in index.items()})


def holder_named(name: str, day: date | None, office: str | None = None) -> Holder | None:
    """The holder with this full name ("Sergey Lavrov", "Joe R. Biden"); of several the one in office, or nearest to it, on `day`."""
    return _best(_by_spelling().get(fold_name(name), ()) or _by_variant(name), day, office)


def _by_variant(name: str) -> tuple[Holder, ...]:
    """Holders whose given name is another form of the same: "Bill Burns" for "William Burns"."""
    words = fold_name(name).split()
    if len(words) < 2:
        return ()
    forms = same_names().get(words[0], frozenset())
    return tuple(h for form in forms for h in _by_spelling().get(" ".join((form, *words[1:])), ()))


def holders_surnamed(surname: str) -> tuple[Holder, ...]:
    """Every holder known by this surname, in or out of office."""
    return _by_surname().get(fold_name(surname), ())


def holder_surnamed(surname: str, day: date | None, office: str | None = None) -> Holder | None:
    """The holder that a bare surname stands for on `day`; None where none, or several, held office then ("Bush" in 2010)."""
    found = [h for h in holders_surnamed(surname) if day is None or h.term_on(day)]
    if office is not None:
        found = [h for h in found if any(t.office == office and (day is None or t.covers(day)) for t in h.terms)] or found
    if len(found) > 1 and office is not None:
        return _best(tuple(found), day, office)
    top = [h for h in found if (t := h.term_on(day)) and t.office in TOP_OFFICES]
    if len(found) > 1 and len(top) == 1:
        return top[0]
    return found[0] if len(found) == 1 else None


def _best(found: tuple[Holder, ...], day: date | None, office: str | None) -> Holder | None:
    def rank(holder: Holder) -> tuple[bool, int, date]:
        same = any(t.office == office for t in holder.terms)
        gap = min((t.distance(day) for t in holder.terms), default=0) if day else 0
        return (not same, gap, date.max - (max(t.first for t in holder.terms) - date.min))

    return min(found, key=rank, default=None)


def office_holders(side: str, office: str, day: date | None) -> tuple[Holder, ...]:
    """Who held an office of a state or organisation on a day, the last to take it first; all who ever did where there is no day."""
    found = _by_office().get((side, office), ())
    held = [(t.first, h) for h in found for t in h.terms if (t.side, t.office) == (side, office) and (day is None or t.covers(day))]
    return tuple(dict.fromkeys(h for _, h in sorted(held, key=lambda p: p[0], reverse=True)))


@cache
def given_names() -> frozenset[str]:
    """Given names, folded."""
    return frozenset(read_table("given_names")["given"]["words"])


@cache
def surnames_first() -> frozenset[str]:
    """Family names of East Asia, folded, that stand before the given name."""
    return frozenset(read_table("given_names")["surname_first"]["words"])


@cache
def not_names() -> frozenset[str]:
    """Capitalised words, folded, that no unknown name holds ("Ministry", "River", "Tuesday")."""
    return frozenset(read_table("given_names")["not_names"]["words"])


@cache
def same_names() -> Mapping[str, frozenset[str]]:
    """For a given name its other forms: "joe" has "joseph"."""
    return MappingProxyType({n: frozenset(group) - {n} for group in read_table("given_names")["same"]["names"] for n in group})


@cache
def speech_verbs() -> frozenset[str]:
    return frozenset(read_table("offices")["speech"]["words"])


@cache
def common_surnames() -> frozenset[str]:
    """Surnames that alone say too little ("May", "Rice")."""
    return frozenset(read_table("offices")["common_surnames"]["words"])


@cache
def title_phrases() -> Mapping[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Folded words of a phrase to its readings, each a kind (office, alone, rank, honorific, departing, modifier, organ) and a value."""
    table = read_table("offices")
    readings: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for office, phrases in table["offices"].items():
        for phrase in phrases:
            readings[tuple(fold(phrase).split())].append(("office", office))
    lists = {"alone": "alone", "ranks": "rank", "honorifics": "honorific", "departing": "departing", "modifiers": "modifier", "organs": "organ"}
    for key, kind in lists.items():
        for phrase in table[key]["words"]:
            readings[tuple(fold(phrase).split())].append((kind, phrase))
    return MappingProxyType({k: tuple(dict.fromkeys(v)) for k, v in readings.items()})


def longest_by_first(table: Mapping[tuple[str, ...], object]) -> Mapping[str, int]:
    """For the first word of each phrase how many words the longest phrase with it has."""
    longest: dict[str, int] = {}
    for phrase in table:
        longest[phrase[0]] = max(len(phrase), longest.get(phrase[0], 0))
    return MappingProxyType(longest)


@cache
def title_lengths() -> Mapping[str, int]:
    return longest_by_first(title_phrases())


@cache
def side_lengths() -> Mapping[str, int]:
    return longest_by_first(side_names())


@cache
def side_names() -> Mapping[tuple[str, ...], str]:
    """Folded words of a name, demonym, capital, metonym or organ to the id of the state or organisation that it stands for."""
    sides: dict[tuple[str, ...], str] = {}
    for row in read_table("organisations")["organisation"]:
        if row.get("kind") != "media":
            for name in (row["id"], *row.get("names", ())):
                sides.setdefault(tuple(fold(name).split()), row["id"])
    for state in read_table("states")["state"]:
        named = [state["name"], *(n for key in ("names", "adjectives", "capitals", "metonyms", "organs") for n in state.get(key, ()))]
        for name in named:
            sides.setdefault(tuple(fold(name).split()), state["id"])
    for name, side in read_table("offices")["organ_sides"].items():
        sides[tuple(fold(name).split())] = side
    return MappingProxyType(sides)
