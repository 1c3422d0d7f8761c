"""Bounds words around a numeral, and ranges of two numerals, by the record contract.

    "more than 40" 40..None · "up to 40" None..40 · "about 40" 36..44 · "nearly 40" 36..40 · "40 or more" 40..None
    "between 10 and 15" 10..15 · "$5-6bn" 5e9..6e9 · "1.5 to 2 billion" 1.5e9..2e9
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from vedette.analysis.numbers import Numeral, tidy
from vedette.lexicon.tables import read_table


@dataclass(frozen=True, slots=True)
class Amount:
    """One or two numerals with what bounds them. `core_start`..`core_end` leaves the bounds words out."""

    start: int
    end: int
    core_start: int
    core_end: int
    low: float | None
    high: float | None
    first: Numeral
    last: Numeral


@cache
def phrase_rules(side: str) -> dict[str, str]:
    table: dict[str, list[str]] = read_table("numerals")["bound"][side]
    return {phrase: rule for rule, phrases in table.items() for phrase in phrases}


@cache
def before_pattern() -> re.Pattern[str]:
    """Bounds phrases with fillers, ending where the numeral begins: "at least another "."""
    phrases = sorted(phrase_rules("before"), key=len, reverse=True)
    fillers = read_table("numerals")["fillers"]["words"]
    worded = "|".join(re.escape(p).replace(r"\ ", r"\s") for p in phrases if p[-1].isalpha() or p[-1] == ".")
    signs = "|".join(re.escape(p) for p in phrases if not (p[-1].isalpha() or p[-1] == "."))
    filler = "|".join(f.replace(" ", r"\s") for f in sorted(fillers, key=len, reverse=True))
    return re.compile(rf"(?:(?<![\w.-])({worded})\s+(?:(?:{filler})\s+)?|({signs})\s?)$", re.I)


@cache
def after_pattern() -> re.Pattern[str]:
    phrases = sorted(phrase_rules("after"), key=len, reverse=True)
    tight = "|".join(re.escape(p) for p in phrases if not p[0].isalpha())
    spaced = "|".join(p.replace(" ", r"\s") for p in phrases if p[0].isalpha())
    return re.compile(rf"({tight})(?![\w])|\s({spaced})(?![\w-])", re.I)


def apply_rule(rule: str, low: float | None, high: float | None) -> tuple[float | None, float | None]:
    """The interval after one bounds word. A vague plural stays as wide as it is under "about" and "nearly"."""
    if rule == "above":
        return (low if low is not None else high), None
    if rule == "below":
        return None, (high if high is not None else low)
    if low is None or high is None or low != high:
        return low, high
    return tidy(0.9 * low), (tidy(1.1 * high) if rule == "about" else high)


def is_preposition(text: str, start: int, phrase: str, low: float | None) -> bool:
    """Whether "over", "about", "under" here link two things: "a row over 12 islets", "talks about two ships"."""
    words = read_table("numerals")["not_bounds_after"].get(phrase.lower())
    if words is None:
        return False
    before = re.search(r"([\w'’]+)[\s]*$", text[max(0, start - 40) : start])
    previous = before.group(1).lower() if before else ""
    if previous in words:
        return True
    # "around two sides", "under three treaties", "above one another": a bound needs a number worth bounding.
    return phrase.lower() in ("under", "above", "below", "beyond", "around") and low is not None and low < 4 and text[start + len(phrase) :].lstrip()[:1].isalpha()


def words_before(text: str, start: int, low: float | None, high: float | None, floor: int) -> tuple[int, float | None, float | None]:
    """Takes in bounds words to the left of `start`, not beyond `floor`; the outermost one decides."""
    base_low, base_high = low, high
    for _ in range(3):
        window = max(floor, start - 60)
        match = before_pattern().search(text[window:start])
        if match is None:
            break
        phrase = re.sub(r"\s+", " ", (match.group(1) or match.group(2)).lower())
        at = window + match.start()
        if is_preposition(text, at, phrase, base_low):
            break
        rule = phrase_rules("before")[phrase]
        low, high = apply_rule(rule, base_low, base_high)
        start = at
    return start, low, high


def words_after(text: str, end: int, low: float | None, high: float | None) -> tuple[int, float | None, float | None]:
    match = after_pattern().match(text, end)
    if match is None:
        return end, low, high
    phrase = re.sub(r"\s+", " ", (match.group(1) or match.group(2)).lower())
    if (phrase == "+" and re.compile(r"\+\s?\d").match(text, end)) or (phrase == "plus" and re.compile(r"\splus\s+\w").match(text, end)):
        return end, low, high
    if phrase in ("at least", "at most", "maximum", "odd") and re.compile(r"\s[\w ]+?\s(?:[\d$€£]|one|two|three|four|five|six|seven|eight|nine|ten)").match(text, end):
        return end, low, high
    low, high = apply_rule(phrase_rules("after")[phrase], low, high)
    return match.end(), low, high


def bounded(text: str, amount: Amount, floor: int) -> Amount:
    """The amount with the bounds words on either side of its span taken in."""
    start, low, high = words_before(text, amount.start, amount.low, amount.high, floor)
    end = amount.end
    if start == amount.start:
        end, low, high = words_after(text, amount.end, low, high)
    return Amount(start, end, amount.core_start, amount.core_end, low, high, amount.first, amount.last)


def single(numeral: Numeral, start: int | None = None, end: int | None = None) -> Amount:
    """An amount of one numeral; `start` and `end` widen it by a sign or a unit."""
    here = numeral.start if start is None else start
    there = numeral.end if end is None else end
    return Amount(here, there, here, there, numeral.low, numeral.high, numeral, numeral)


JOIN = re.compile(r"(?:\s?[-–]\s?|\s?—\s?|\s(?:to|and|or|up\sto)\s(?:(?:as\s(?:many|much)\sas|about|around|some|even|perhaps|possibly|maybe|nearly)\s)?)", re.I)
OPENS = re.compile(r"\b(?:between|(?:ranging|ranges|range|ranged|anywhere|anything|somewhere)\s[\"“]?(?:from|between))\s+(?:(?:about|around|some)\s)?$", re.I)


# A step and the level it leads to: "raised by 5 to 20", "rose 3 to 43".
STEP = re.compile(
    r"\b(?:by|rise|rises|rose|risen|fell|fall|falls|fallen|gained|gain|lost|climbed|jumped|dropped|slipped|surged|soared|added|sank|eased|advanced|declined|increased|decreased|shed|plunged|edged\s\w+)\s(?:(?:about|around|some|nearly|almost|another)\s)?\Z",
    re.I,
)


def join(text: str, left: Amount, right: Amount) -> Amount | None:
    """Two amounts as one range: "800 to 1,200", "between 10 and 15", "5-6bn"; None where they are two things.

    "from 8 to 10" is a change unless "ranging" stands before it; "2-1" is a score; "and" needs "between".
    """
    gap = text[left.end : right.start]
    if not JOIN.fullmatch(gap) or left.first is not left.last or right.first is not right.last:
        return None
    word = gap.strip().lower()
    opening = OPENS.search(text[max(0, left.start - 40) : left.start])
    low, first = left.first.low, left.first
    scale = right.first.scale
    if scale > 1 and first.scale == 1 and first.form in ("figure", "word") and right.first.form != "vague" and first.low * scale <= right.first.high:
        low = first.low * scale
    if right.first.form == "vague" and first.form != "vague":
        return None
    if (first.form == "share") != (right.first.form == "share") or low >= right.first.high:
        return None
    if word.startswith("and") and (opening is None or "between" not in opening.group().lower()):
        return None
    if word.startswith("to") and opening is None and re.compile(r"\bfrom\s(?:about\s|around\s|some\s)?$", re.I).search(text[max(0, left.start - 14) : left.start]):
        return None
    if word.startswith("to") and STEP.search(text[max(0, left.start - 30) : left.start]):
        return None
    if word.startswith("or") and not (first.form == right.first.form and right.first.high <= 10 * max(low, 1)):
        return None
    if word in "-–—" and (text[right.end : right.end + 1] in ("-", "–", "/") or text[max(0, left.start - 1) : left.start] in ("-", "–", "/")):
        return None
    start = left.start - len(opening.group()) if opening else left.start
    return Amount(start, right.end, left.core_start, right.core_end, low, right.first.high, first, right.first)


def join_all(text: str, amounts: Sequence[Amount]) -> list[Amount]:
    """Neighbouring amounts joined into ranges, in order."""
    joined: list[Amount] = []
    for amount in amounts:
        both = join(text, joined[-1], amount) if joined else None
        if both is not None:
            joined[-1] = both
        else:
            joined.append(amount)
    return joined
