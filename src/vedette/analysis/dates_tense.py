"""Which way a bare date looks: back, as news mostly does, or ahead, where the words beside it speak of the future."""

from __future__ import annotations

import re
from functools import cache

from vedette.lexicon.tables import read_table

REACH = 160

TIGHT_FUTURE = re.compile(r"\b(?:(?:has|have|had|given|gave) until|ahead of|prior to|due|scheduled for|set for|planned for|slated for|no later than)\s+(?:the\s+)?$", re.I)
TIGHT_PAST = re.compile(
    r"\b(?:since|as recently as|dated|back in|(?:attack|strike|airstrike|raid|blast|explosion|bombing|shooting|killing|incident|assault|ambush|crash|downing"
    r"|clash|arrest|invasion|coup|statement|massacre|earthquake|quake|mutiny|outbreak|collapse|resignation|assassination)(?:e?s)?\s+(?:on|in|of|late|early|last)(?:\s+the)?)\s+$",
    re.I,
)
CONDITION = re.compile(r"\b(?:if|unless)\b[^,;]*$", re.I)
OPEN_LIMIT = re.compile(r"\b(?:until|till|by|through)\s+$", re.I)
WORD = re.compile(r"[A-Za-z]+(?:n['’]t)?|['’]ll|,|;")
SENTENCE_END = re.compile(r"(?<=[a-z])[.!?][\"”’]?(?=[A-Z])|[.!?][\"'”’)\]]*\s+(?=[\"'“‘(]?[A-Z])|\n\s*\n")


def clause_before(text: str, start: int) -> str:
    """What stands before `start` in the same sentence, at most `REACH` characters."""
    left = text[max(0, start - REACH) : start]
    ends = [m.end() for m in SENTENCE_END.finditer(left) if not re.search(r"\b(?:[A-Z]|Gen|Sen|Mr|Mrs|Dr|Lt|Col|U\.S)\.\s*$", left[: m.end()])]
    return left[ends[-1] :] if ends else left


def clause_after(text: str, end: int) -> str:
    """What stands after `end` in the same sentence, at most `REACH` characters."""
    right = text[end : end + REACH]
    stop = SENTENCE_END.search(right)
    return right[: stop.start()] if stop else right


@cache
def words_that(kind: str) -> frozenset[str]:
    """One list of the lexicon's table `date_cues`: future, past, opening, not_past, not_counted."""
    return frozenset(read_table("date_cues")[kind]["words"])


def words_of(text: str) -> list[str]:
    """The words in lower case, but for "May", which is a month and no modal."""
    return ["" if w == "May" else w.lower().replace("’", "'") for w in WORD.findall(text)]


def cue_of(words: list[str], at: int) -> str | None:
    """Whether the word at an index looks back or ahead, given the words around it."""
    word = words[at]
    if word in words_that("future") or word == "'ll":
        return None if word == "set" and at and words[at - 1] in ("a", "the") else "future"
    if word == "to" and at and words[at - 1] in words_that("opening"):
        return "future"
    if "be" in words[max(0, at - 2) : at] or words[at - 1 : at] == ["to"]:
        return None
    if word in words_that("past"):
        return "past"
    if len(word) > 4 and word.endswith("ed") and word not in words_that("not_past"):
        return "past"
    return None


def direction(text: str, start: int, end: int) -> str | None:
    """ "past" or "future" by the nearest telling word of the sentence, those before the date first; None where none tells.

    "Blinken will see Lavrov on Friday": future. "Blinken said on Friday that he will": past.
    """
    before = clause_before(text, start)
    if TIGHT_FUTURE.search(before):
        return "future"
    if TIGHT_PAST.search(before):
        return "past"
    if CONDITION.search(before):
        return "future"
    words = words_of(before)
    for at in range(len(words) - 1, -1, -1):
        cue = cue_of(words, at)
        if cue:
            return cue
    words = words_of(clause_after(text, end))
    for at in range(len(words)):
        cue = cue_of(words, at)
        if cue:
            return cue
    return "future" if OPEN_LIMIT.search(before) else None
