"""The words that put something into somebody's mouth: `verbs()["claim"]`, `nouns()["pledge"]`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from vedette.lexicon.tables import read_table

FLAGS = frozenset(
    ("hedging", "factive", "commissive", "directive", "denial", "accusation", "belief", "perception", "relay")
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue word. `takes` is what form its content has, `prepositions` those that its content may hang on.

    Of "claim" in "Oslo claims to have sunk it": takes holds "to", flags holds "hedging".
    """

    word: str
    takes: frozenset[str]
    prepositions: frozenset[str]
    flags: frozenset[str]
    emits: bool = True


def _merged(kind: str) -> Mapping[str, Cue]:
    """All rows of a word made one: a verb that stands in several groups takes what any of them takes."""
    cues: dict[str, Cue] = {}
    for group in read_table("speech")[kind]:
        for word in group["words"]:
            before = cues.get(word)
            takes = frozenset(group.get("takes", ()))
            prepositions = frozenset(group.get("prepositions", ()))
            flags = frozenset(group["flags"])
            if before is not None:
                takes, prepositions = takes | before.takes, prepositions | before.prepositions
                flags = before.flags  # the table lists a word's main sense first
            cues[word] = Cue(word, takes, prepositions, flags, group.get("emits", True))
    return MappingProxyType(cues)


@cache
def verbs() -> Mapping[str, Cue]:
    """Cue verbs by lemma."""
    return _merged("verbs")


@cache
def nouns() -> Mapping[str, Cue]:
    """Cue nouns by lemma ("allegation", "pledge")."""
    return _merged("nouns")


@cache
def phrases() -> Mapping[str, Cue]:
    """Prepositional cues in lower case ("according to")."""
    return _merged("prepositions")


@cache
def adverbs() -> Mapping[str, Cue]:
    """Adverbs in lower case; `emits` is false where one only casts doubt ("supposedly")."""
    return _merged("adverbs")


@cache
def adjectives() -> Mapping[str, Cue]:
    """Adjectives in lower case ("alleged")."""
    return _merged("adjectives")


@cache
def source_nouns(kind: str) -> frozenset[str]:
    """Lemmas of nouns that can stand for who says so. `kind`: people, documents or media; KeyError for another."""
    return frozenset(read_table("speech")["sources"][kind])


@cache
def venues() -> frozenset[str]:
    """Nouns that name where something was said."""
    return frozenset(read_table("speech")["venues"]["words"])
