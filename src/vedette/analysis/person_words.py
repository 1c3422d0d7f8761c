"""Words of a paragraph with their case and gaps, the capitalised runs that may be names, and the titles beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vedette.lexicon.offices import PARTICLES, SUFFIXES, fold, given_names, not_names, side_names, title_phrases

# A word with inner hyphens, apostrophes and full stops ("al-Assad", "O'Neill", "U.S."), an initial or abbreviation with its stop.
WORD = re.compile(
    r"(?:[^\W\d_]\.){1,4}(?=\W|$)|(?:Lieut|Lt|Maj|Brig|Col|Gen|Adm|Sgt|Capt|Cmdr|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Prof|Rev|Hon|Jr|Sr|St)\.(?:-(?:Gen|Col|Cmdr)\.?)?"
    r"|[^\W_]+(?:['’\-‐‑.][^\W_]+)*(?:-(?=\s))?"
)
POSSESSIVE = re.compile(r"['’]s?$|['’]s$", re.IGNORECASE)
LOWER_PREFIX = re.compile(r"^(?:al|el|as|ar|an|ash|ad|ul|d|de|ibn|bin|bint|t|l)[-'’‐‑]", re.IGNORECASE)
# Titles are also family names; after a given name they are.
FAMILY_TITLES = frozenset({"king", "major", "bishop", "baron", "judge", "pope", "dean", "prince", "marshall", "abbot", "lord", "duke", "queen", "chancellor", "sargent", "young", "major"})
MAX_NAME_WORDS = 6
MAX_PHRASE_WORDS = 8


@dataclass(frozen=True, slots=True)
class Word:
    """One word without its possessive ending; `joined` where only blanks part it from the word before."""

    start: int
    end: int
    text: str
    key: str
    joined: bool
    possessive: bool = False
    gap: str = ""

    @property
    def is_capital(self) -> bool:
        return self.text[:1].isupper()

    @property
    def is_initial(self) -> bool:
        letters = self.text.replace(".", "")
        return self.text[:1].isupper() and (self.text.endswith(".") and len(letters) <= 3 and letters.isupper() or len(letters) == 1)


@dataclass(frozen=True, slots=True)
class Title:
    """What stands with a name: "former British Defence Secretary" is a departed defence minister of GBR.

    `kind`: office (acts for `side`), rank (acts for `side`), alone (acts for nobody), honorific (says nothing of it).
    """

    start: int
    end: int
    kind: str
    office: str = ""
    side: str | None = None
    is_departed: bool = False
    is_deputy: bool = False


def words_of(text: str, start: int, end: int) -> tuple[Word, ...]:
    """The words of `text[start:end]`, offsets into `text`."""
    found: list[Word] = []
    at = start
    for match in WORD.finditer(text, start, end):
        a, b = match.span()
        shown = match.group()
        ending = POSSESSIVE.search(shown)
        is_possessive = bool(ending) and ending is not None and ending.start() > 0
        if is_possessive and ending is not None:
            b = a + ending.start()
            shown = shown[: ending.start()]
        elif text[b : b + 1] in ("'", "’") and shown.endswith("s") and text[b + 1 : b + 2] == " ":
            is_possessive = True
        gap = text[at:a] if found else ""
        joined = bool(found) and gap != "" and gap.strip(" \t\u00a0\n") == "" and gap.count("\n") < 2
        if found and found[-1].possessive and gap in ("'s ", "’s ", "' ", "’ ", "'s\n", "’s\n"):
            joined = True
        found.append(Word(a, b, shown, fold(shown).strip("-"), joined, is_possessive, gap))
        at = match.end()
    return tuple(found)


def _match(table: Mapping[tuple[str, ...], object], words: Sequence[Word], i: int) -> int:
    """How many words from i on make the longest phrase of a table, 0 where none does."""
    limit = 1
    while limit < MAX_PHRASE_WORDS and i + limit < len(words) and words[i + limit].joined and not words[i + limit - 1].possessive:
        limit += 1
    for length in range(limit, 0, -1):
        if tuple(w.key for w in words[i : i + length]) in table:
            return length
    return 0


def side_at(words: Sequence[Word], i: int) -> tuple[int, str | None]:
    """Length and id of a state or organisation named at word i, (0, None) where there is none."""
    if i >= len(words) or not words[i].is_capital:
        return 0, None
    length = _match(side_names(), words, i)
    if not length or (length == 1 and len(words[i].key) <= 3 and not words[i].text.isupper() and words[i].key != "us"):
        return 0, None
    if words[i].key == "us" and words[i].text not in ("US", "U.S."):
        return 0, None
    return length, side_names()[tuple(w.key for w in words[i : i + length])]


@dataclass(slots=True)
class _Reading:
    """A title while it is read."""

    kind: str = ""
    office: str = ""
    side: str | None = None
    departed: bool = False
    deputy: bool = False
    head_end: int = 0

    def take(self, readings: Sequence[tuple[str, str]], end: int) -> None:
        kinds = dict(readings)
        if "departing" in kinds:
            self.departed = True
        elif "office" in kinds:
            self.kind, self.office, self.head_end = "office", kinds["office"], end
        elif "alone" in kinds:
            self.kind, self.office, self.head_end = "alone", kinds["alone"], end
        elif "rank" in kinds:
            if self.kind in ("", "honorific"):
                self.kind, self.office = "rank", kinds["rank"]
            self.head_end = end
        elif "honorific" in kinds:
            self.kind = self.kind or "honorific"
            self.head_end = end
        elif any(w in kinds.get("modifier", "") for w in ("deputy", "vice", "assistant")):
            self.deputy = True


def title_at(words: Sequence[Word], i: int, *, loose: int = 0) -> Title | None:
    """The title that begins at word i: "Ukrainian deputy defence minister", "Prime Minister Sir", "spokesman for the IDF".

    `loose` words that the table does not know may stand before its head (an apposition: "an ageing Tula-based arms expert").
    """
    reading, at, spare = _Reading(), i, loose
    readings_of = title_phrases()
    while at < len(words) and (at == i or words[at].joined):
        length, side = side_at(words, at)
        phrase = _match(readings_of, words, at)
        if phrase and phrase >= length:
            keys = tuple(w.key for w in words[at : at + phrase])
            found = readings_of[keys]
            kinds = {k for k, _ in found}
            if kinds & {"rank", "honorific"} and not words[at].is_capital and not ({"office", "alone", "modifier"} & kinds) and not reading.side:
                break
            if reading.kind in ("office", "alone") and not kinds & {"office", "alone", "rank", "honorific"}:
                break
            reading.take(found, at + phrase)
            at += phrase
            reading.side = reading.side or side_names().get(keys)
        elif length:
            if reading.kind and reading.kind != "honorific":
                break
            reading.side = side
            at += length
        elif spare and not reading.kind and words[at].text[:1].islower() and words[at].key not in ("who", "which", "that", "said", "says"):
            spare -= 1
            at += 1
        else:
            break
        if words[at - 1].possessive and reading.kind:
            break
    if not reading.kind:
        return None
    end, side = _tail(words, reading)
    office = "deputy " + reading.office if reading.deputy and not reading.office.startswith("deputy") else reading.office
    return Title(words[i].start, words[end - 1].end, reading.kind, office, reading.side or side, reading.departed, reading.deputy)


def _tail(words: Sequence[Word], reading: _Reading) -> tuple[int, str | None]:
    """Where a title's "of Ukraine", "for the Israeli army" ends, and for whom that says it acts."""
    at = end = reading.head_end
    if reading.kind not in ("office", "rank") or at >= len(words) or words[at - 1].possessive:
        return end, None
    hinges = ("of", "for", "at") if reading.office in ("ambassador", "envoy") else ("of", "for", "to", "at", "in")
    if words[at].key not in hinges or not words[at].joined:
        return end, None
    at += 1
    side: str | None = None
    for _ in range(6):
        if at >= len(words) or not words[at].joined:
            break
        length, found = side_at(words, at)
        phrase = _match(title_phrases(), words, at)
        if length >= max(phrase, 1):
            if side is not None:
                break
            side, at = found, at + length
            end = at
        elif phrase and not words[at].is_capital:
            at += phrase
            end = at if side else end
        elif words[at].key in ("the", "of", "and", "its"):
            at += 1
        else:
            break
    return (end, side) if side else (reading.head_end, None)


def name_at(words: Sequence[Word], i: int, *, titled: bool = False) -> int:
    """Index after the capitalised run at word i that may be a name; i where there is none.

    With `titled` a title stands before it, so that a surname which is also another word will do.
    """
    at = i
    while at < len(words) and at - i < MAX_NAME_WORDS:
        word = words[at]
        if at > i and (not word.joined or words[at - 1].possessive):
            break
        if word.key in PARTICLES and not (word.is_capital and at > i and len(word.key) > 3):
            after = _after_particles(words, at)
            if after is None or (at == i and not titled and not word.is_capital):
                break
            at = after
            continue
        if at > i and fold(word.text) in SUFFIXES and word.is_capital:
            at += 1
            break
        if not _is_name_word(words, at, first=at == i, titled=titled):
            break
        at += 1
    while at > i and words[at - 1].is_initial and at - i > 1:
        at -= 1
    if at - i == 1 and words[i].is_initial:
        return i
    return at


def _after_particles(words: Sequence[Word], at: int) -> int | None:
    """Index of the name word that one to three particles lead to."""
    for ahead in range(1, 4):
        if at + ahead >= len(words) or not words[at + ahead].joined or words[at + ahead - 1].possessive:
            return None
        if words[at + ahead].key not in PARTICLES:
            return at + ahead if words[at + ahead].is_capital else None
    return None


def _is_name_word(words: Sequence[Word], at: int, *, first: bool, titled: bool) -> bool:
    word = words[at]
    if not (word.is_capital or LOWER_PREFIX.match(word.text)) or any(c.isdigit() for c in word.text):
        return False
    if word.is_initial:
        return True
    if word.key in not_names():
        return titled and first and len(word.key) > 3 and _is_family(words, at)
    if side_at(words, at)[0] and not (not first and word.key in given_names()):
        return False
    if (word.key,) in title_phrases() and not (not first and word.key in FAMILY_TITLES):
        kinds = {k for k, _ in title_phrases()[(word.key,)]}
        return kinds == {"modifier"} and (titled or not first) and word.key in ("young",)
    return True


def _is_family(words: Sequence[Word], at: int) -> bool:
    """Whether a word that is no name elsewhere ends its phrase after a title: "Mr White said", not "Mr White House"."""
    follows = words[at + 1] if at + 1 < len(words) else None
    return follows is None or not follows.joined or not follows.is_capital
