"""What a numeral counts: the noun phrase after it, by the parser's tree where it can be trusted, else by parts of speech."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vedette.lexicon.tables import read_table
from vedette.model.analysis import Token

NOUNS = ("NOUN", "PROPN")
PARTICIPLES = ("VBN", "VBG")


@dataclass(frozen=True, slots=True)
class Counted:
    """The tokens `first`..`head` of a sentence that a numeral counts; `head` is its noun."""

    first: int
    head: int


TIMES = frozenset(["year", "month", "week", "day", "hour", "quarter", "century", "decade", "minute", "today", "tomorrow", "yesterday", "morning", "night", "evening"])
WEEKDAYS = frozenset(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])


def words_of(section: str, key: str = "words") -> frozenset[str]:
    return frozenset(read_table("numerals")[section][key])


def skip_to_phrase(tokens: Sequence[Token], at: int) -> int:
    """Past "of", "of the", "more of its": where the counted phrase may begin."""
    while at < len(tokens) and (tokens[at].pos == "SPACE" or tokens[at].text.lower() in ("-", "of", "the", "its", "their", "his", "her", "our", "these", "those", "a", "an", "all", "more", "other", "additional", "further", "such", "extra")):
        at += 1
    return at


def noun_phrase(tokens: Sequence[Token], at: int, *, limit: int = 14) -> Counted | None:
    """The noun phrase that starts at token `at`: premodifiers, then the last noun of an unbroken run.

    A possessive carries on ("Russia's tanks"), adjectives may be joined ("old and new ships"); a verb, a preposition, a
    pronoun or a comma that does not stand between adjectives ends it.
    """
    head = None
    k = at
    while k < len(tokens) and k < at + limit:
        token = tokens[k]
        if token.text == "%" or token.tag in ("WDT", "WP", "PRP"):
            break
        if token.pos in NOUNS or is_hyphenated(tokens, k):
            if head is not None and starts_apart(tokens, head, k):
                break
            head = k
        elif token.pos == "SPACE":
            pass
        elif token.tag == "POS":
            head = None
        elif token.pos in ("ADJ", "NUM") or (token.tag in PARTICIPLES and head is None):
            if head is not None and not modifies_later_noun(tokens, k) and not is_model_number(tokens, k):
                break
        elif token.text in ("-", "–", "/", '"', "“", "”", "'", "‘", "’") or (token.pos == "ADV" and head is None):
            if head is not None and token.text not in ("-", "–", "/"):
                break
        elif token.text in (",", "and", "or") and ((head is None and k > at) or tokens[k - 1].text == "-"):
            pass
        else:
            break
        k += 1
    return None if head is None else Counted(at, head)


def starts_apart(tokens: Sequence[Token], head: int, k: int) -> bool:
    """Whether the noun `k` right after the noun `head` is another phrase: "gave 40 tanks Tuesday"."""
    return tokens[head].tag in ("NNS",) and tokens[k].tag in ("NNP", "NNPS") and tokens[head].head != k


def is_hyphenated(tokens: Sequence[Token], k: int) -> bool:
    """Whether the token is the second half of a compound: "precision-guided", "Russian-made"."""
    return k > 1 and tokens[k - 1].text == "-" and tokens[k - 2].pos != "NUM" and tokens[k].start == tokens[k - 1].end and tokens[k].pos in ("VERB", "ADJ", "NOUN")


def is_model_number(tokens: Sequence[Token], k: int) -> bool:
    """Whether the number stands within a name that goes on: "Type 45 destroyers"."""
    if k + 1 < len(tokens) and tokens[k].text[0].isdigit() and tokens[k].text.endswith("mm"):
        return tokens[k - 1].tag != "NNS"
    if k + 1 < len(tokens) and tokens[k].pos == "NUM" and tokens[k + 1].text.lower() in ("mm", "-", "inch", "calibre", "caliber"):
        return tokens[k - 1].pos != "NOUN" or tokens[k - 1].tag != "NNS"
    return tokens[k].pos == "NUM" and tokens[k - 1].pos == "PROPN" and k + 1 < len(tokens) and tokens[k + 1].pos in NOUNS


def modifies_later_noun(tokens: Sequence[Token], k: int) -> bool:
    """Whether the adjective or number `k` hangs on a noun to its right: "Patriot 40 mm guns"."""
    return k < tokens[k].head <= k + 4 and tokens[tokens[k].head].pos in NOUNS and tokens[k].pos == "ADJ"


def trim(tokens: Sequence[Token], counted: Counted) -> Counted:
    """Without the words that tell nothing of the kind: "highly advanced anti-tank missiles" counts anti-tank missiles."""
    left_out = words_of("adjectives_left_out")
    first = counted.first
    while first < counted.head and (
        tokens[first].text.lower() in left_out or tokens[first].pos == "ADV" or (tokens[first].tag == "CD" and tokens[first].end < tokens[first + 1].start and tokens[first + 1].text != "mm") or tokens[first].text in ("-", ",", '"', "“", "”", "and", "'s", "’s", "‘", "'")
    ):
        first += 1
    return Counted(first, counted.head)


def by_tree(tokens: Sequence[Token], last: int) -> int | None:
    """The noun to the right that the numeral's last token modifies, through other numerals."""
    k = last
    for _ in range(4):
        token = tokens[k]
        if token.dep not in ("nummod", "quantmod", "compound", "amod", "nmod", "det", "predet", "advmod"):
            return None
        k = token.head
        if tokens[k].pos in NOUNS and k > last:
            return k
    return None


def counted_phrase(tokens: Sequence[Token], last: int) -> Counted | None:
    """What the numeral whose last token is `last` counts: "thousands of Russian soldiers" counts Russian soldiers.

    "36,000 rounds of 105 mm artillery" counts rounds; "three killed" counts the killed.
    """
    at = last + 1
    while at < len(tokens) and tokens[at].pos == "SPACE":
        at += 1
    if at >= len(tokens):
        return None
    if tokens[at].text in ("-", "–") and tokens[at].start == tokens[last].end and at + 2 < len(tokens):
        if tokens[at + 1].text.lower() in words_of("hyphened") - {"strong"}:
            return Counted(at + 1, at + 1)
        at += 2 if tokens[at + 1].text.lower() == "strong" else 0
    after = skip_to_phrase(tokens, at)
    if after < len(tokens) and tokens[after].text.lower() in words_of("persons"):
        following = tokens[after + 1] if after + 1 < len(tokens) else None
        if following is None or following.pos not in NOUNS:
            return Counted(after, after)
    phrase = noun_phrase(tokens, after)
    if phrase is None:
        return None
    head = by_tree(tokens, last)
    if head is not None and after <= head < phrase.head and tokens[head + 1].pos not in NOUNS:
        phrase = Counted(phrase.first, head)
    if tokens[phrase.head].lemma in TIMES or tokens[phrase.head].text in WEEKDAYS:
        # "rose 5 percent last year", "killed 12 Monday"
        return None
    return trim(tokens, phrase)
