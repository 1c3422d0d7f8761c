"""Weapons, forces and other countable things: the longest name or term at each place, filed under an item category.

In "Stinger anti-aircraft missiles" the system's name decides, in "howitzer rounds" the head noun does.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from vedette.lexicon.materiel import generic, system_key, systems
from vedette.model.analysis import MaterielMention, Sentence, Token

LONGEST = 5
# Heads that say what a thing is even where a system's name stands before them: "HIMARS ammunition", "tank crews".
DECISIVE_HEADS = frozenset({"ammunition", "troops", "person", "property", "unit", "sensor"})


def find_materiel(sentences: Sequence[Sentence]) -> tuple[MaterielMention, ...]:
    """All mentions in order: `start`..`end` cover the name with the generic noun that it modifies."""
    return tuple(m for sentence in sentences for m in _in_sentence(sentence))


def _in_sentence(sentence: Sentence) -> list[MaterielMention]:
    tokens = [t for t in sentence.tokens if t.pos != "SPACE"]
    found: list[tuple[int, int, str, str, bool]] = []
    i = 0
    while i < len(tokens):
        match = _longest(tokens, i)
        if match is None:
            i += 1
            continue
        found.append((i, *match))
        i = match[0]
    merged = _compounded(tokens, found)
    return [MaterielMention(tokens[a].start, tokens[b - 1].end, _text(tokens[a:b]), name, category) for a, b, name, category, _ in merged]


def _text(tokens: Sequence[Token]) -> str:
    parts = [tokens[0].text]
    for before, token in itertools.pairwise(tokens):
        parts.append(" " * (token.start - before.end) + token.text)
    return "".join(parts)


def _longest(tokens: Sequence[Token], i: int) -> tuple[int, str, str, bool] | None:
    """(end, name, category, is a system) of the longest entry that starts at token i."""
    for length in range(min(LONGEST, len(tokens) - i), 0, -1):
        stretch = tokens[i : i + length]
        text = _text(stretch)
        if any(c.isupper() for c in text) and "\n" not in text:
            for form in (text, text.removesuffix("s"), text.removesuffix("es"), text.removesuffix("'s")):
                if (hit := systems().get(system_key(form))) is not None and _is_name(stretch, form):
                    return i + length, *hit, True
        words = re.findall(r"\w+", " ".join(t.text.lower() for t in stretch[:-1]))
        last = stretch[-1]
        if last.pos in ("NOUN", "PROPN", "ADJ", "VERB"):
            for tail in {last.lemma.lower(), last.text.lower(), last.text.lower().removesuffix("s")}:
                hit = generic().get((*words, *re.findall(r"\w+", tail)))
                if hit is not None and (length > 1 or last.pos in ("NOUN", "PROPN")):
                    return i + length, *hit, False
    return None


def _is_name(stretch: Sequence[Token], form: str) -> bool:
    """A single plain word ("Hawk", "Challenger") counts only where it is written as a name and not at a sentence's start."""
    if re.search(r"[\d/-]", form) or len(stretch) > 1 or form.isupper():
        return True
    token = stretch[0]
    return token.i > 0 and token.text[:1].isupper() and token.pos in ("PROPN", "NOUN", "ADJ")


def _compounded(tokens: Sequence[Token], found: Sequence[tuple[int, int, str, str, bool]]) -> list[tuple[int, int, str, str, bool]]:
    """Adjacent mentions of one noun phrase become one: the head's category, or the system's where it is the more specific."""
    merged: list[tuple[int, int, str, str, bool]] = []
    for entry in found:
        start, end, name, category, is_system = entry
        if merged:
            a, b, first_name, first_category, first_system = merged[-1]
            gap = tokens[b:start]
            joined = all(t.pos in ("ADJ", "NOUN", "PROPN", "NUM") or t.text == "-" for t in gap) and len(gap) <= 3
            modifies = tokens[b - 1].dep in ("compound", "amod", "nmod") and (tokens[b - 1].head in {t.i for t in tokens[start:end]} or not gap)
            if joined and modifies and not is_system:
                keep_first = first_system and category not in DECISIVE_HEADS
                merged[-1] = (a, end, f"{first_name} {name}", first_category if keep_first else category, first_system)
                continue
        merged.append(entry)
    return merged
