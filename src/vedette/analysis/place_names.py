"""Finds names that the gazetteer knows, and tells places from persons and organisations that bear such names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from vedette.lexicon.gazetteer import (
    LONGEST,
    Candidate,
    common_words,
    curated,
    demonyms,
    given_names,
    lookup,
    place_key,
)
from vedette.lexicon.tables import read_table
from vedette.model.analysis import Sentence, Token

CONNECTORS = frozenset(["of", "the", "de", "la", "le", "du", "da", "do", "del", "di", "des", "el", "al", "and", "on", "upon", "sur", "am", "an", "i", "e", "ez", "az", "es", "y", "à", "-", "–", "'", "’", "'s", ".", ","])
CALENDAR = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
)
SMALL = 250_000  # inhabitants: a town below is not taken from among other capitalised words


@dataclass(slots=True)
class Found:
    """A name in a sentence, tokens `first` up to `last` inclusive, and what the gazetteer has under it."""

    sentence: Sentence
    first: int
    last: int
    start: int
    end: int
    text: str
    candidates: tuple[Candidate, ...]
    strong: bool = False  # the words around say that it is a place
    dateline: bool = False
    admitted_kind: str | None = None  # a name that only its construction shows to be a place
    clues: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        return place_key(self.text)

    @property
    def tokens(self) -> Sequence[Token]:
        return self.sentence.tokens

    def before(self, steps: int = 1) -> Token | None:
        """The token that many places before the name."""
        return self.tokens[self.first - steps] if self.first >= steps else None

    def after(self, steps: int = 1) -> Token | None:
        """The token that many places after the name."""
        at = self.last + steps
        return self.tokens[at] if at < len(self.tokens) else None

    def has_kind(self, *kinds: str) -> bool:
        return any(c.entry.kind in kinds for c in self.candidates)

    @property
    def is_prominent(self) -> bool:
        """A country, or what places.toml lists under this name."""
        return any(c.entry.kind == "country" or c.entry.is_curated for c in self.candidates)


@cache
def words_of(section: str) -> frozenset[str]:
    """The words of a list in places.toml."""
    return frozenset(read_table("places")[section]["words"].split())


@cache
def _phrases() -> frozenset[str]:
    return frozenset(read_table("places")["not_places"]["phrases"])


@cache
def _prefixes() -> frozenset[str]:
    """Every beginning, at a word's end, of the names of places.toml and of the phrases that are no places."""
    starts: set[str] = set()
    for key in (*curated(), *_phrases()):
        words = key.split()
        starts.update(" ".join(words[:n]) for n in range(1, len(words) + 1))
    return frozenset(starts)


@cache
def _acronyms() -> frozenset[str]:
    """Keys that are names only in capitals: "US" is a country, "us" is not."""
    table = read_table("places")
    names = [a for c in table["countries"].values() for a in c.get("also", ())]
    names += [a for p in table["places"]["entries"] for a in p.get("also", ())]
    return frozenset(place_key(a) for a in names if a.replace(".", "").isupper() and len(place_key(a)) <= 5)


def is_headline(sentence: Sentence) -> bool:
    """True where most words are capitalised, so that capitals say nothing."""
    if sentence.tokens[-1].text in (".", "?", "!"):
        return False
    words = [t for t in sentence.tokens if t.text[0].isalpha() and len(t.text) > 3]
    return len(words) >= 3 and sum(t.text[0].isupper() for t in words) > 0.75 * len(words)


def find_names(text: str, sentence: Sentence) -> list[Found]:
    """Names of the gazetteer in a sentence, longest first, in order and without overlap."""
    tokens = sentence.tokens
    found = []
    at = 0
    while at < len(tokens):
        match = _match_with_article(sentence, at) or _longest_match(text, sentence, at)
        if match is None:
            at += 1
            continue
        if match.candidates:
            found.append(match)
        at = match.last + 1
    return found


def _may_start(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.text[0].isupper():
        return True
    # "al-Tanf", "el-Fasher"
    return token.text in ("al", "el", "an", "ash", "az") and at + 2 < len(tokens) and tokens[at + 1].text == "-"


def _longest_match(text: str, sentence: Sentence, at: int) -> Found | None:
    """The longest name from token `at`; one without candidates is a phrase that is no place, to be stepped over."""
    tokens = sentence.tokens
    if not _may_start(tokens, at):
        return None
    best: Found | None = None
    prefixes = _prefixes()
    all_capitals = True
    for last in range(at, min(at + 2 * LONGEST, len(tokens))):
        token = tokens[last]
        raw = text[tokens[at].start : token.end]
        if "\n\n" in raw:
            break
        key = place_key(raw)
        capital = token.text[0].isupper() or token.text[0].isdigit()
        all_capitals = all_capitals and (capital or token.text in CONNECTORS)
        if key in _phrases() and not (best and best.candidates and len(raw) < best.end - best.start):
            best = Found(sentence, at, last, tokens[at].start, token.end, raw, ())
        elif key and token.text[0].isalnum() and (capital or (key in curated() and not key.startswith("the "))):
            candidates = _plausible(lookup(key), raw, key)
            if candidates:
                best = Found(sentence, at, last, tokens[at].start, token.end, raw, candidates)
        if not (all_capitals or key in prefixes) or (token.text in (".", ",") and key not in prefixes):
            break
        if token.text == "," and not (key in prefixes and last + 1 < len(tokens)):
            break
    return _without_article(best)


def _without_article(found: Found | None) -> Found | None:
    """ "The Netherlands" is "Netherlands": a leading article is no part of a place's name, but for The Hague."""
    if found is None or found.tokens[found.first].text.lower() != "the" or found.text.endswith("Hague"):
        return found
    first = found.first + 1
    if first > found.last:
        return None
    start = found.tokens[first].start
    text = found.text[start - found.start :]
    return Found(found.sentence, first, found.last, start, found.end, text, found.candidates)


def _match_with_article(sentence: Sentence, at: int) -> Found | None:
    """ "the Gulf", "the Sinai": names only with their article, which the span leaves out."""
    token = sentence.tokens[at]
    if at == 0 or not token.text[0].isupper() or sentence.tokens[at - 1].text.lower() != "the":
        return None
    nxt = sentence.tokens[at + 1].text if at + 1 < len(sentence.tokens) else ""
    candidates = curated().get(f"the {place_key(token.text)}", ())
    if not candidates or nxt[:1].isupper() or nxt == "of":
        return None
    return Found(sentence, at, at, token.start, token.end, token.text, candidates)


def _plausible(candidates: tuple[Candidate, ...], raw: str, key: str) -> tuple[Candidate, ...]:
    """Candidates that a name so written may mean: acronyms in capitals only, "Wash." only with its dot, "the Gulf" elsewhere."""
    if key in _acronyms() and not raw.replace(".", "").isupper():
        candidates = tuple(c for c in candidates if c.is_own_name)
    if raw.isupper() and len(key) <= 3 and key not in _acronyms():
        return ()
    if not raw.endswith("."):
        abbreviations = [c for c in candidates if c.entry.type == "State" and len(key) <= 5 and not c.is_own_name]
        candidates = tuple(c for c in candidates if c not in abbreviations)
    return candidates


def surnames(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Last names of the persons of a document: "Hudson" where it has "Kate Hudson" or "Mr Hudson"."""
    last: set[str] = set()
    for sentence in sentences:
        if is_headline(sentence):
            continue
        tokens = sentence.tokens
        for k in range(1, len(tokens)):
            before, token = tokens[k - 1], tokens[k]
            if not token.text[0].isupper() or token.pos != "PROPN":
                continue
            key = place_key(before.text)
            if key in words_of("titles") or (key in given_names() and before.text[0].isupper() and before.pos == "PROPN"):
                if k + 1 < len(tokens) and tokens[k + 1].text[0].isupper() and tokens[k + 1].pos == "PROPN":
                    token = tokens[k + 1]
                last.add(place_key(token.text))
    return frozenset(last)


def _is_given_name(token: Token) -> bool:
    return token.text[0].isupper() and token.pos == "PROPN" and place_key(token.text) in given_names()


def is_in_name(found: Found) -> bool:
    """True behind a given name or title ("Christopher Columbus") and beside an ampersand ("Lincoln & Sons")."""
    before, after = found.before(), found.after()
    joined = before is not None and _adjacent(found, before)
    if before is not None and joined and (before.text == "&" or _is_given_name(before)):
        return not found.has_kind("country")
    if after is not None and after.text == "&":
        return not found.is_prominent
    glued = before is not None and before.text == "-" and before.end == found.start  # "Smith-Belova", "Al-Masri"
    if glued and not found.is_prominent and max(c.entry.population for c in found.candidates) < SMALL:
        return True
    saint = found.text.startswith(("St ", "St. ", "Saint ")) and after is not None and after.text in ("'s", "’s")
    return saint and found.after(2) is not None


def is_no_place(found: Found, people: frozenset[str], *, locative: bool) -> bool:
    """True where a name that the gazetteer knows belongs to something else here.

    "Jack London" and "Mr Washington" (a person's name), "Washington Post" and "University of Oxford" (an organisation's),
    "Minsk agreements" (a document's), "normal Police work" (a common word).
    """
    if found.key in CALENDAR:
        return True
    if found.strong or found.dateline:
        return False
    if _is_common(found, locative):
        return True
    if is_in_name(found):
        return True
    headline = is_headline(found.sentence)
    before, after = found.before(), found.after()
    if before is not None and _name_goes_on_before(found, before, headline):
        return True
    if after is not None and _name_goes_on_after(found, after, headline):
        return True
    if _is_headed_by_organisation(found):
        return True
    if found.first != found.last or found.key not in people or found.is_prominent:
        return False
    return not locative or max(c.entry.population for c in found.candidates) < SMALL


@cache
def _folded_demonyms() -> frozenset[str]:
    return frozenset(d.casefold() for d in demonyms())


def _is_common(found: Found, locative: bool) -> bool:
    key = found.key
    if found.has_kind("country"):
        return False
    if key in _folded_demonyms() or key in CALENDAR:
        return True
    if key not in common_words():
        return False
    large = any(c.is_own_name and c.entry.population >= 100_000 for c in found.candidates)
    after = found.after()
    in_name = after is not None and after.text[0].isupper()
    if any(c.entry.is_curated for c in found.candidates):
        return False
    return not (large and locative and found.first > 0 and not is_headline(found.sentence) and not in_name)


def _adjacent(found: Found, token: Token) -> bool:
    if token.end <= found.start:
        return found.start - token.end <= 1
    return token.start - found.end <= 1


def _name_goes_on_before(found: Found, before: Token, headline: bool) -> bool:
    """ "Jack London", "President Lincoln", "Dynamo Kyiv"; not "Monday Ukraine", "Russian Kursk", "Greater London"."""
    if not before.text[0].isupper() or not _adjacent(found, before):
        return False
    key = place_key(before.text)
    if key in words_of("titles"):
        return not found.has_kind("country") or found.key in given_names()
    if key in given_names() and before.pos == "PROPN":
        return True
    small = max(c.entry.population for c in found.candidates) < SMALL and before.pos == "PROPN"
    if found.is_prominent or key in CALENDAR or (headline and not small):
        return False
    if before.text in demonyms() or key in read_table("places")["directions"]:
        return False
    if before.pos != "PROPN" or key in ("greater", "downtown", "inner", "occupied", "of", "the", "in"):
        return False
    # A capital at the head of the sentence may be any word.
    return not (before.i == 0 and before.pos != "PROPN")


def _name_goes_on_after(found: Found, after: Token, headline: bool) -> bool:
    """ "Paris Hilton", "Manchester United", "Moscow State University", "Minsk agreements"; not "London Mayor Brown"."""
    if after.text.casefold() in words_of("agreement_words") and not found.has_kind("country") and _adjacent(found, after):
        return True
    if not after.text[0].isupper() or not _adjacent(found, after) or after.text == "I":
        return False
    key = place_key(after.text)
    if found.first == found.last and found.key in given_names() and not headline:
        wider = any(c.entry.kind in ("country", "region") for c in lookup(key))
        return not (wider or key in words_of("titles") or key in CALENDAR)
    run = []
    for token in found.tokens[found.last + 1 : found.last + 6]:
        if not token.text[0].isupper():
            break
        run.append(token.text)
    if key in words_of("titles") or key in CALENDAR:
        return False
    if headline:
        return after.text in words_of("organisation_words") and not found.has_kind("country")
    if any(word in words_of("organisation_words") for word in run):
        return True
    return not found.is_prominent and max(c.entry.population for c in found.candidates) < SMALL and after.pos == "PROPN"


def _is_headed_by_organisation(found: Found) -> bool:
    """ "Bank of England", "University of the West Bank"."""
    at = found.first - 1
    if at >= 0 and found.tokens[at].text.lower() == "the":
        at -= 1
    if at < 1 or found.tokens[at].text.lower() not in ("of", "for"):
        return False
    head = found.tokens[at - 1]
    return (head.text[0].isupper() and head.text.lower() in words_of("organisation_heads") and head.i > 0) or (
        head.text in ("Bank", "University", "Bishop", "Archbishop", "Duke", "Church", "Treaty", "Voice")
    )
