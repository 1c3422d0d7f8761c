"""The lexicon of materiel: weapon systems by designation and common nouns, each filed under an item category."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from vedette.lexicon.tables import read_table
from vedette.model.errors import LexiconError
from vedette.model.quantity import ITEM_CATEGORIES

ATOM = re.compile(r"[^\W\d_]+|\d+")
SPELLINGS = {
    "defense": "defence", "armored": "armoured", "armor": "armour", "caliber": "calibre", "organization": "organisation", "fertilizer": "fertiliser",
    "aluminum": "aluminium", "theater": "theatre", "center": "centre", "refueling": "refuelling", "mechanized": "mechanised", "motorized": "motorised",
    "mobilized": "mobilised", "aeroplane": "airplane", "adviser": "advisor", "rumour": "rumor", "missle": "missile",
}  # fmt: skip
JOINED = re.compile(r"^(anti|counter)(?=tank|ship|aircraft|personnel|missile|drone|armou?r|battery|submarine)")
IRREGULAR = {"men": "man", "women": "woman", "children": "child", "aircraft": "aircraft", "lives": "life", "series": "series", "corps": "corps", "gas": "gas", "bus": "bus",
             "gases": "gas", "buses": "bus", "servicemen": "serviceman", "gunmen": "gunman", "policemen": "policeman", "airmen": "airman", "optics": "optics"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MaterielEntry:
    """A name or noun of the lexicon: `is_system` for a weapon system's name, `is_ambiguous` where it needs company to count.

    `is_weak_head` for a noun that takes the category of what stands before it ("Patriot battery"); `category` is empty where
    it means nothing by itself.
    """

    name: str
    category: str
    is_system: bool
    is_ambiguous: bool = False
    is_plural_only: bool = False
    is_weak_head: bool = False


def singular(word: str) -> str:
    """The singular of a lower-case noun, by rule: "refineries" gives "refinery", "aircraft" stays."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("men") and len(word) > 5:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def fold(word: str) -> str:
    """A word for look-up: lower case, singular, British spelling."""
    word = singular(word.lower())
    return SPELLINGS.get(word, word)


def atoms(text: str) -> list[tuple[str, int, int]]:
    """The runs of letters and of digits, each with its offsets: "F-16s" is F, 16, s; "antitank" is anti, tank."""
    found = []
    for match in ATOM.finditer(text):
        word, start, end = match.group(), match.start(), match.end()
        prefix = JOINED.match(word.lower())
        if prefix:
            found.append((word[: prefix.end()], start, start + prefix.end()))
            start, word = start + prefix.end(), word[prefix.end() :]
        found.append((word, start, end))
    return found


def key_of(name: str) -> tuple[str, ...]:
    return tuple(fold(word) for word, _, _ in atoms(name))


@cache
def word_list(name: str) -> frozenset[str]:
    """One of the lists under `[matching]`."""
    return frozenset(read_table("materiel")["matching"][name])


@cache
def materiel_entries() -> dict[tuple[str, ...], MaterielEntry]:
    """Every entry by its folded atoms. LexiconError where a category is unknown or two entries share a key."""
    table = read_table("materiel")
    found: dict[tuple[str, ...], MaterielEntry] = {}
    ambiguous, singular_of_plural = word_list("ambiguous"), {key_of(word) for word in word_list("plural_only")}
    for category in table.keys() - {"meta", "matching"}:
        if category not in ITEM_CATEGORIES:
            raise LexiconError(f"materiel.toml has the unknown category {category!r}", remedy="Use one of ITEM_CATEGORIES")
        for kind in ("systems", "terms"):
            for name in table[category].get(kind, ()):
                key = key_of(name)
                if key in found:
                    raise LexiconError(f"materiel.toml has {name!r} and {found[key].name!r} under one key", remedy="Drop one of them")
                found[key] = MaterielEntry(name, category, kind == "systems", name in ambiguous, key in singular_of_plural)
    for name in word_list("weak_heads"):
        entry = found.get(key_of(name), MaterielEntry(name, "", False))
        found[key_of(name)] = replace(entry, is_weak_head=True)
    return found


@cache
def longest_by_first() -> dict[str, int]:
    """For each first atom, how many atoms the longest entry that begins with it has."""
    lengths: dict[str, int] = {}
    for key in materiel_entries():
        lengths[key[0]] = max(lengths.get(key[0], 0), len(key))
    return lengths
