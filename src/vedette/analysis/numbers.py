"""Numerals with their bounds: "nearly 4,000" is 3,600..4,000, "dozens" 24..99, "up to 20" open below.

The bounds are those of the record contract; a numeral is figures ("1.6 million"), words ("thirty-five") or a vague plural.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

MAGNITUDES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "lakh": 1e5, "million": 1e6, "mln": 1e6, "mn": 1e6, "m": 1e6, "crore": 1e7,
    "billion": 1e9, "bln": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12, "trln": 1e12,
}  # fmt: skip
UNITS = {w: float(n) for n, w in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split())}
TENS = {w: float(10 * n) for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
VAGUE = {
    "several": (3, 9), "a few": (3, 5), "a couple of": (2, 2), "a couple": (2, 2), "a pair of": (2, 2), "a dozen": (12, 12), "half a dozen": (6, 6),
    "two dozen": (24, 24), "three dozen": (36, 36), "scores": (40, 99), "dozens": (24, 99), "hundreds": (200, 999), "thousands": (2000, 9999),
    "tens of thousands": (20000, 99999), "hundreds of thousands": (200000, 999999), "millions": (2e6, 9999999), "tens of millions": (2e7, 99999999),
    "hundreds of millions": (2e8, 999999999), "billions": (2e9, 9999999999), "tens of billions": (2e10, 99999999999), "dozens of thousands": (24000, 99999),
    "half a million": (5e5, 5e5), "half a billion": (5e8, 5e8), "a third": (33.3, 33.4), "one third": (33.3, 33.4), "two thirds": (66.6, 66.7),
    "one-third": (33.3, 33.4), "two-thirds": (66.6, 66.7), "half": (50, 50), "a quarter": (25, 25), "one quarter": (25, 25), "three quarters": (75, 75), "three-quarters": (75, 75),
}  # fmt: skip
FRACTIONS = frozenset(k for k in VAGUE if "third" in k or "quarter" in k or k == "half")

LOWER = ("more than", "over", "at least", "in excess of", "upwards of", "no fewer than", "no less than", "not less than", "exceeding", "above", "well over", "well above", "a minimum of", "upward of")
UPPER = ("up to", "as many as", "as much as", "under", "less than", "fewer than", "no more than", "below", "at most", "a maximum of", "not more than")
ABOUT = ("about", "around", "some", "roughly", "approximately", "an estimated", "estimated", "close to", "approx.", "circa", "or so")
NEARLY = ("nearly", "almost", "just under")

_WORD = r"(?:{u}|{t})(?:[- ](?:{u}))?".format(u="|".join([*UNITS, "a", "an"]), t="|".join(TENS))
_WORDNUM = (
    r"(?:(?:{t})(?:-(?:{u}))?|(?:{u}))"
    r"(?:(?:\s+|-)(?:hundred|thousand|million|billion|trillion)(?:\s+(?:and\s+)?(?:(?:{t})(?:-(?:{u}))?|(?:{u}))(?:\s+(?:hundred|thousand))?)?)*"
).format(u="|".join(sorted(UNITS, key=len, reverse=True)), t="|".join(TENS))
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?![\d.,]\d)|\d+(?:\.\d+)?"
_MAGNITUDE = r"(?:(?:\s|-)?(?:hundred|thousand|million|billion|trillion|lakh|crore|mln|bln|trln|bn|mn|tn|m|k|b)\b\.?)"
NUMERAL = rf"(?:(?:{_FIGURE})(?:{_MAGNITUDE})?(?:\s(?:hundred|thousand|million|billion)\b)?|(?:a|half\s+a)\s+(?:hundred|thousand|million|billion|trillion)\b|\b(?:{_WORDNUM})\b)"
_PREFIX = "|".join(re.escape(w) for w in sorted([*LOWER, *UPPER, *ABOUT, *NEARLY], key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral at text[start:end], bounds words included; `core` is where the figure itself begins. `is_share`: a fraction."""

    start: int
    end: int
    core: int
    low: float | None
    high: float | None
    is_share: bool = False
    is_vague: bool = False


def value_of(numeral: str) -> float | None:
    """The number a numeral stands for: "1.6 million" is 1.6e6, "two hundred and fifty" 250; None where it is none."""
    text = numeral.lower().strip().rstrip(".")
    figure = re.match(rf"({_FIGURE})", text)
    if figure:
        base = float(figure.group(1).replace(",", "").replace(" ", ""))
        for word in re.findall(r"[a-z]+", text[figure.end() :]):
            base *= MAGNITUDES.get(word, 1.0)
        return base
    total, current = 0.0, 0.0
    for word in re.findall(r"[a-z]+", text):
        if word in UNITS:
            current += UNITS[word]
        elif word in TENS:
            current += TENS[word]
        elif word in ("a", "an"):
            current += 1
        elif word == "half":
            current += 0.5 - (1 if current else 0)
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in MAGNITUDES:
            current = 0.5 if text.startswith("half a ") else current
            total += (current or 1) * MAGNITUDES[word]
            current = 0.0
        elif word != "and":
            return None
    return total + current


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    vague = "|".join(re.escape(v).replace(r"\ ", r"\s+") for v in sorted(VAGUE, key=len, reverse=True))
    point = re.compile(
        rf"(?<![\w.,/-])(?:(?P<between>between|from)\s+)?(?:(?:(?P<bound>{_PREFIX})\s+(?:a\s+total\s+of\s+)?)+)?"
        rf"(?P<first>{NUMERAL})(?:(?P<join>\s?[-–]\s?|\s+to\s+|\s+and\s+|\s+or\s+)(?P<second>{NUMERAL}))?(?P<plus>\+)?",
        re.IGNORECASE,
    )
    return point, re.compile(rf"(?<![\w-])(?:(?P<bound>{_PREFIX})\s+)?(?P<vague>{vague})(?![\w-])", re.IGNORECASE)


def find_numerals(text: str) -> tuple[Numeral, ...]:
    """All numerals of a text in order, not overlapping: figures, words, vague plurals, ranges, each with its bounds."""
    point, vague = _patterns()
    found: list[Numeral] = []
    for match in vague.finditer(text):
        low, high = VAGUE[re.sub(r"\s+", " ", match["vague"].lower())]
        share = re.sub(r"\s+", " ", match["vague"].lower()) in FRACTIONS
        bounds = _bounded(match["bound"], float(low), float(high))
        found.append(Numeral(match.start(), match.end(), match.start("vague"), *bounds, is_share=share, is_vague=not share))
    taken = [(n.start, n.end) for n in found]
    for match in point.finditer(text):
        if any(s < match.end() and match.start() < e for s, e in taken):
            continue
        if (numeral := _point(match)) is not None:
            found.append(numeral)
    return tuple(sorted(found, key=lambda n: n.start))


def _point(match: re.Match[str]) -> Numeral | None:
    first = value_of(match["first"])
    if first is None:
        return None
    start, core, end = match.start(), match.start("first"), match.end()
    join = (match["join"] or "").strip().lower()
    second = value_of(match["second"]) if match["second"] else None
    is_range = second is not None and (join in ("-", "–", "to") or (join == "and" and (match["between"] or "").lower() == "between") or join == "or")
    if is_range and second is not None:
        # "5 to 6 billion": the magnitude holds for both.
        letters = re.search(r"[a-z]+", match["second"].lower())
        if letters and not re.search(r"[a-z]", match["first"].lower()) and letters.group() in MAGNITUDES and first < second:
            first *= MAGNITUDES[letters.group()] if first * MAGNITUDES[letters.group()] <= second * 1.001 else 1.0
        if first <= second:
            return Numeral(start, end, core, first, second)
    if second is not None:
        end = match.end("first")
    if match["between"]:
        start = match.start("bound") if match["bound"] else core
    low, high = _bounded(match["bound"], first, first)
    if match["plus"] and second is None:
        high = None
    return Numeral(start, end, core, low, high)


def _bounded(bound: str | None, low: float, high: float) -> tuple[float | None, float | None]:
    word = re.sub(r"\s+", " ", bound.lower()) if bound else ""
    if word in LOWER:
        return low, None
    if word in UPPER:
        return None, high
    if word in NEARLY:
        return round(0.9 * low, 6), high
    if word in ABOUT:
        return round(0.9 * low, 6), round(1.1 * high, 6)
    return low, high
