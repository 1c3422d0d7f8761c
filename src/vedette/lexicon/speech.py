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
def _forms() -> Mapping[str, str]:
    """Regular forms to lemma, for words whose lemma the parser gets wrong ("hopes" as "hop")."""
    forms: dict[str, str] = dict(read_table("speech")["forms"])
    for word in verbs():
        stem = word[:-1] if word.endswith("e") else word
        ending = "es" if word.endswith(("s", "sh", "ch", "x")) else "s"
        for form in (word + ending, stem + "ed", stem + "ing"):
            forms.setdefault(form, word)
        if word.endswith("y") and word[-2:-1] not in "aeiou":
            forms |= {word[:-1] + "ies": word, word[:-1] + "ied": word}
    return MappingProxyType(forms)


def verb_of(lemma: str, text: str) -> Cue | None:
    """The cue verb by its lemma, or else by its form; None for any other verb."""
    return verbs().get(lemma) or verbs().get(_forms().get(text.lower(), ""))


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
