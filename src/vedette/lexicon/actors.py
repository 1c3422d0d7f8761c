"""Finds the names of actors in text: states, what stands for them, organisations, groups, and nouns for those who act.

A name is looked up word by word in a trie of folded words, the longest that fits winning: "South China Sea" is found before
"China" and, being no actor, hides it. Capital letters decide between a name and a word ("Turkey", "turkey"; "US", "us").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from vedette.lexicon.tables import read_table
from vedette.model.errors import LexiconError

# A dotted abbreviation ("U.S.", "U.S") is one word; apostrophes, hyphens and slashes part words.
WORD = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z](?![^\W_])\.?|[^\W_]+(?:\+\d?)?")
GAP = re.compile(r"[ \n\t\u00a0]{0,2}(?:['’.&–/-] ?)?[ \n]?")
COMMA_GAP = re.compile(r", ?")
LIGATURES = str.maketrans({"ł": "l", "ø": "o", "ı": "i", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})

LOWER, CAPITAL, CAPITALS, CAPITALS_OR_TITLE = range(4)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text: offsets, its text without abbreviation dots, and the folded form that the trie knows."""

    start: int
    end: int
    bare: str
    folded: str


@dataclass(frozen=True, slots=True)
class ActorName:
    """One way to write an actor. `role`: name, adjective, people, capital, metonym, organ, or none for what hides a name.

    `kind` is state, group-of-states, or the kind of organisation (alliance, organisation, organ, armed, company, media, bloc).
    `letters` says of each word how it must be capitalised.
    """

    surface: str
    ids: tuple[str, ...]
    kind: str
    role: str
    letters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name found at `start`..`end`; `name` is its first reading, `readings` all of them (an adjective may also be a name)."""

    start: int
    end: int
    name: ActorName
    readings: tuple[ActorName, ...]


def fold(word: str) -> str:
    """A word without case, accents and abbreviation dots: "U.S." -> "us", "Élysée" -> "elysee"."""
    lowered = word.replace(".", "").casefold()
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFKD", lowered.translate(LIGATURES))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text[start:end]` with their offsets in `text`."""
    stop = len(text) if end is None else end
    found = []
    for match in WORD.finditer(text, start, stop):
        piece = match.group()
        bare = piece.replace(".", "") if "." in piece else piece
        found.append(Word(match.start(), match.end(), bare, fold(bare)))
    return found


def _letters(word: str) -> int:
    bare = word.replace(".", "")
    if fold(bare) == "the" or not bare[:1].isupper():
        return LOWER
    if len(bare) > 1 and bare.isupper():
        return CAPITALS if len(bare) < 4 else CAPITALS_OR_TITLE
    return CAPITAL


def _fits(word: Word, letters: int) -> bool:
    if letters == LOWER:
        return True
    if letters == CAPITALS:
        return word.bare.isupper()
    return word.bare[:1].isupper()


class ActorLexicon:
    """All names in a trie of folded words. Built once from the tables; read-only afterwards."""

    def __init__(
        self, names: Sequence[tuple[str, tuple[str, ...], str, str]], ambiguous_in_capitals: frozenset[str]
    ) -> None:
        self._trie: dict[str, Any] = {}
        self._ambiguous = ambiguous_in_capitals
        self.names: list[ActorName] = []
        for surface, ids, kind, role in names:
            self._add(surface, ids, kind, role)

    def _add(self, surface: str, ids: tuple[str, ...], kind: str, role: str) -> None:
        words = WORD.findall(surface)
        if not words:
            raise LexiconError(f"the actor name {surface!r} holds no word", remedy="Write it with letters")
        name = ActorName(surface, ids, kind, role, tuple(_letters(word) for word in words))
        node = self._trie
        for word in words:
            node = node.setdefault(fold(word), {})
        node.setdefault("", []).append(name)
        self.names.append(name)

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[NameMatch]:
        """Names in `text[start:end]`, in order, none overlapping, the longest first. "the Élysée said" gives Élysée.

        What hides a name and is no actor ("South China Sea") comes too, with the role none.
        """
        words = words_of(text, start, end)
        in_capitals = len(words) > 2 and not any(letter.islower() for letter in text[start:end])
        trie, at, count = self._trie, 0, len(words)
        while at < count:
            if words[at].folded in trie:
                length, readings = self._longest(text, words, at, in_capitals)
                if readings:
                    yield NameMatch(words[at].start, words[at + length - 1].end, readings[0], readings)
                    at += length
                    continue
            at += 1

    def _longest(self, text: str, words: list[Word], at: int, in_capitals: bool) -> tuple[int, tuple[ActorName, ...]]:
        node, position = self._trie, at
        best_found: tuple[int, tuple[ActorName, ...]] = (0, ())
        has_comma = False
        while position < len(words):
            if position > at:
                gap = text[words[position - 1].end : words[position].start]
                if COMMA_GAP.fullmatch(gap):
                    has_comma = True
                elif not GAP.fullmatch(gap) or len(gap) > 3:
                    break
            following = node.get(words[position].folded)
            if following is None:
                break
            node, position = following, position + 1
            if "" in node:
                fitting = tuple(
                    name
                    for name in node[""]
                    if self._accepts(name, words[at:position], in_capitals) and (not has_comma or "," in name.surface)
                )
                if fitting:
                    best_found = (position - at, fitting)
        return best_found

    def _accepts(self, name: ActorName, words: list[Word], in_capitals: bool) -> bool:
        if in_capitals and len(words) == 1 and words[0].folded in self._ambiguous:
            return False
        last = len(words) - 1
        return all(
            # A name of three words or more stays one with a word inside left small: "Senate Foreign relations Committee".
            _fits(word, letters) or (letters == CAPITAL and last >= 2 and 0 < k < last)
            for k, (word, letters) in enumerate(zip(words, name.letters, strict=True))
        )


STATE_ROLES = (
    ("names", "name"),
    ("organs", "organ"),
    ("metonyms", "metonym"),
    ("capitals", "capital"),
    ("people", "people"),
    ("adjectives", "adjective"),
)


def _state_names() -> Iterator[tuple[str, tuple[str, ...], str, str]]:
    table = read_table("states")
    for block in table["not_actor"]:
        for phrase in block["phrases"]:
            yield phrase, (), "none", "none"
    for state in table["state"]:
        yield state["name"], (state["id"],), "state", "name"
        for key, role in STATE_ROLES:
            for surface in state.get(key, ()):
                yield surface, (state["id"],), "state", role


def _organisation_names() -> Iterator[tuple[str, tuple[str, ...], str, str]]:
    for entry in read_table("organisations")["organisation"]:
        ids = (entry["id"],)
        for surface in (entry["id"], *entry.get("names", ())):
            yield surface, ids, entry["kind"], "name"
        for surface in entry.get("capitals", ()):
            yield surface, ids, entry["kind"], "capital"
        for surface in entry.get("adjectives", ()):
            yield surface, ids, entry["kind"], "adjective"
    for group in read_table("groups")["group"]:
        members = tuple(group["members"])
        for surface in (group["id"], *group.get("names", ())):
            yield surface, members, "states", "name"
        for surface in group.get("adjectives", ()):
            yield surface, members, "states", "adjective"


@cache
def actor_lexicon() -> ActorLexicon:
    """The lexicon of the shipped tables. LexiconError where a table breaks its schema."""
    ambiguous = frozenset(read_table("actor_nouns")["capitals"]["ambiguous"])
    return ActorLexicon([*_state_names(), *_organisation_names()], ambiguous)


@cache
def noun_roles() -> dict[str, str]:
    """Common nouns, one or two lower-case words, with their role: organ, force, speaker, crowd, office, parliament, or one of these with "named" before it."""
    roles: dict[str, str] = {}
    for block in read_table("actor_nouns")["noun"]:
        for word in block["words"]:
            roles.setdefault(word, block["role"])
    return roles


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A definite noun that points back ("the kingdom"): what kind it stands for, the ids it is limited to, and its default."""

    to: str
    ids: frozenset[str]
    default: str | None


@cache
def anaphors() -> dict[str, Anaphor]:
    """Nouns that point back, by their one or two lower-case words."""
    return {
        word: Anaphor(block["to"], frozenset(block.get("ids", ())), block.get("default"))
        for block in read_table("actor_nouns")["anaphor"]
        for word in block["words"]
    }


@cache
def word_set(section: str, key: str) -> frozenset[str]:
    """A word list of the noun table: `word_set("place_rule", "prepositions")`."""
    return frozenset(read_table("actor_nouns")[section][key])


@cache
def pair_phrases() -> frozenset[str]:
    """Definite plurals that stand for two states: "two countries", "both sides"."""
    return frozenset(word for block in read_table("actor_nouns")["pair"] for word in block["words"])


@cache
def person_like() -> frozenset[str]:
    """Names that are also given names or surnames, folded."""
    return frozenset(fold(phrase) for block in read_table("states")["person_like"] for phrase in block["phrases"])


@cache
def state_names() -> Mapping[str, str]:
    """Id of a state to its gazetteer name."""
    return MappingProxyType({row["id"]: row["name"] for row in read_table("states")["state"]})


@cache
def media_ids() -> frozenset[str]:
    """Ids of news outlets: who tells them something has met nobody."""
    return frozenset(row["id"] for row in read_table("organisations")["organisation"] if row.get("kind") == "media")


@cache
def prefix_ids() -> dict[str, str]:
    """First halves of compound demonyms ("Sino-") with the state they stand for."""
    return dict(read_table("actor_nouns")["prefix"])
