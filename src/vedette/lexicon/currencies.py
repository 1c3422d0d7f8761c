"""Currencies by the words and signs that the press writes for them.

A sign or noun that several currencies share ("dollars", "kr", "francs") is told apart by the word before it ("Canadian
dollars"), else by the states that the text names, else by the order of the table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vedette.lexicon.actors import actor_lexicon
from vedette.lexicon.tables import read_table


@dataclass(frozen=True, slots=True)
class Tender:
    """What a currency word stands for: its possible codes in order of preference, and what one unit is worth of them."""

    codes: tuple[str, ...]
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class CurrencyLexicon:
    """`signs` and `words` by their text (words in lower case); `whose` gives a code's adjectives and states."""

    signs: dict[str, Tender]
    words: dict[str, Tender]
    whose: dict[str, tuple[str, ...]]
    codes: frozenset[str]


@cache
def load_currencies() -> CurrencyLexicon:
    table = read_table("currencies")
    signs: dict[str, list[str]] = {}
    words: dict[str, list[str]] = {}
    for code, entry in table["currency"].items():
        for sign in entry.get("signs", ()):
            signs.setdefault(sign, []).append(code)
        for word in (*entry.get("nouns", ()), *entry.get("names", ())):
            words.setdefault(word.lower(), []).append(code)
    for sign, code in table["bare"].items():
        shared = [*signs.get(sign, []), *words.get({"$": "dollars", "£": "pounds"}.get(sign, ""), [])]
        signs[sign] = [code, *(c for c in dict.fromkeys(shared) if c != code)]
    tenders = {word: Tender(tuple(codes)) for word, codes in words.items()}
    tenders |= {word: Tender((entry["code"],), entry["factor"]) for word, entry in table["minor"].items()}
    return CurrencyLexicon(
        signs={sign: Tender(tuple(codes)) for sign, codes in signs.items()},
        words=tenders,
        whose={code: tuple(entry.get("whose", ())) for code, entry in table["currency"].items()},
        codes=frozenset(table["currency"]),
    )


def alternatives(words: list[str]) -> str:
    """A regular expression of the words, longest first, any white space between their parts."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(words, key=len, reverse=True))


@cache
def sign_pattern() -> str:
    """Signs and codes as written before a figure. Letters need a word boundary before them."""
    lexicon = load_currencies()
    bare = [s for s in lexicon.signs if not s[0].isalpha()]
    lettered = [*(s for s in lexicon.signs if s[0].isalpha()), *lexicon.codes]
    return rf"(?:(?<![\w$€£])(?:{alternatives(lettered)})|(?:{alternatives(bare)}))"


@cache
def noun_pattern() -> str:
    """Currency words, codes and signs as written after a figure, with the adjective that tells whose they are."""
    lexicon = load_currencies()
    whose = sorted({w for words in lexicon.whose.values() for w in words}, key=len, reverse=True)
    nouns = rf"(?:(?:(?P<whose>{alternatives(whose)})[\s-])?(?P<noun>{alternatives(list(lexicon.words))}))(?!\w)"
    lettered = [s for s in lexicon.signs if s.isalpha() and len(s) > 1]
    codes = rf"(?P<code>{alternatives([*lexicon.codes, *lettered])})\b"
    bare = [s for s in lexicon.signs if not any(c.isascii() and c.isalnum() for c in s)]
    return rf"(?:(?i:{nouns})|{codes}|(?P<sign>{alternatives(bare)})(?!\s?\d))"


def tender_of(word: str) -> Tender | None:
    """The tender of a sign, code or word; None where the lexicon has none."""
    lexicon = load_currencies()
    tidy = re.sub(r"\s+", " ", word.strip())
    if tidy in lexicon.codes:
        return Tender((tidy,))
    return lexicon.signs.get(tidy) or lexicon.words.get(tidy.lower())


def code_for(tender: Tender, *, whose: str | None, text: str) -> str:
    """The code meant, by its adjective, else by the states named in `text`, else the first of the table.

    A bare "$" or "dollars" is never told by the states in the text: it is the United States' unless the text says whose.
    """
    lexicon = load_currencies()
    if whose:
        tidy = re.sub(r"\s+", " ", whose).lower()
        for code in tender.codes:
            if tidy in (w.lower() for w in lexicon.whose[code]):
                return code
    if len(tender.codes) == 1 or tender.codes[0] in ("USD", "GBP", "JPY", "EUR"):
        return tender.codes[0]
    counts = {code: count_names(text, lexicon.whose[code]) for code in tender.codes}
    best = max(counts.values())
    return next(code for code in tender.codes if counts[code] == best)


def count_names(text: str, names: tuple[str, ...]) -> int:
    return sum(len(re.findall(rf"\b{re.escape(name)}\b", text)) for name in names)


def is_said_of_text(text: str, code: str) -> bool:
    """Whether the text says that its sums are in this currency: "all figures in Canadian dollars", "$5 million Canadian"."""
    lexicon = load_currencies()
    names = [w for w in lexicon.whose.get(code, ()) if w]
    nouns = [w for w, tender in lexicon.words.items() if code in tender.codes]
    if not names or not nouns:
        return False
    return re.search(rf"\b(?:{alternatives(names)})\s(?:{alternatives(nouns)})\b", text, re.I) is not None


def shared_tender(words: str) -> Tender | None:
    """The tender of a sum's words where several states' currencies share it and the words do not tell whose: "40 million crowns".

    None for one currency's own word, for "Danish crowns", and for what the press means the United States' by ("$", "dollars").
    """
    lexicon = load_currencies()
    match = next(reversed(list(re.finditer(rf"(?<!\w){noun_pattern()}", words))), None)
    if match is not None:
        word, whose = match.group("noun") or match.group("code") or match.group("sign"), match.group("whose")
    else:
        sign = re.search(sign_pattern(), words)
        word, whose = (sign.group() if sign else ""), None
    tender = tender_of(word)
    if tender is None or whose or len(tender.codes) < 2 or tender.codes[0] in ("USD", "JPY", "EUR") or word in ("£", "$"):
        return None
    return None if word in lexicon.codes else tender


@cache
def codes_of_states() -> dict[str, tuple[str, ...]]:
    """The currencies of each state, by its id, as the words that tell whose they are name it; treat as read-only."""
    found: dict[str, list[str]] = {}
    for code, words in load_currencies().whose.items():
        for word in words:
            for match in actor_lexicon().find(word):
                if (match.start, match.end) == (0, len(word)) and len(match.name.ids) == 1:
                    found.setdefault(match.name.ids[0], []).append(code)
    return {state: tuple(dict.fromkeys(codes)) for state, codes in found.items()}
