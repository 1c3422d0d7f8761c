"""Words of dates: months, weekdays, units, numerals, and the pattern fragments made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from vedette.analysis.dates_calendar import Period

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS = {
    "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7, "mon": 1, "tue": 2,
    "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7,
}  # fmt: skip
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS_OF_DAY = {
    "morning": "MO", "forenoon": "MO", "early hours": "MO", "small hours": "MO", "afternoon": "AF", "evening": "EV", "night": "NI",
    "dawn": "MO", "dusk": "EV", "lunchtime": "MI", "midday": "MI", "noon": "T12:00", "midnight": "T24:00",
}  # fmt: skip
NUMBERS = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0, "eight": 8.0, "nine": 9.0,
    "ten": 10.0, "eleven": 11.0, "twelve": 12.0, "thirteen": 13.0, "fourteen": 14.0, "fifteen": 15.0, "sixteen": 16.0,
    "seventeen": 17.0, "eighteen": 18.0, "nineteen": 19.0, "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0,
    "seventy": 70.0, "eighty": 80.0, "ninety": 90.0, "hundred": 100.0, "dozen": 12.0, "a hundred": 100.0, "a dozen": 12.0, "a couple of": 2.0,
    "couple of": 2.0, "a couple": 2.0, "half a": 0.5, "half an": 0.5, "a half": 0.5, "half-a": 0.5, "single": 1.0,
}  # fmt: skip
# Counts that the text leaves open, with the bounds of the record contract (None: open).
VAGUE = {
    "a few": (3, 5), "few": (3, 5), "several": (3, 9), "some": (None, None), "many": (None, None), "a number of": (None, None),
    "dozens of": (24, 99), "hundreds of": (200, 999), "couple more": (2, 2), "": (None, None),
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17,
    "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21, "final": -1, "last": -1, "1st": 1, "2nd": 2, "3rd": 3,
    "4th": 4,
}  # fmt: skip
UNIT_CODES = {
    "second": "PT{}S", "minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "night": "P{}D", "week": "P{}W", "weekend": "P{}WE", "fortnight": "P{}W",
    "month": "P{}M", "quarter": "P{}Q", "year": "P{}Y", "decade": "P{}DE", "century": "P{}CE", "season": "P{}S",
}  # fmt: skip

MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)(?![A-Za-z])"
FULL_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)(?![A-Za-z])"
WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
ANY_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)(?![A-Za-z])\.?"
DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])"
YEAR = r"(?:1[0-9]\d\d|20\d\d|21\d\d)(?![\d%]|[.,]\d)"
SEASON = r"(?:spring|summer|autumn|fall|winter)(?:time)?"
SMALL_NUMBER = (
    r"(?:\d{1,3}(?:\.\d+)?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|a couple of|couple of|a couple|half an?|half-an?|a dozen|a hundred|a half|an?)"
)
VAGUE_NUMBER = r"(?:a few|few|several|some|many|a number of|dozens of|hundreds of)"
UNIT = r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?|centur(?:y|ies))"
# Strings that a rule cannot do without, and how far around them it looks.
NEEDLE_REACH = 90
MONTH_NEEDLES = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
UNIT_NEEDLES = "second|minute|hour|day|night|week|month|quarter|year|decade|centur"
POINT_UNIT = r"(?:day|week|weekend|month|quarter|year|decade|century)"


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a match is read: the whole text, its publication date, the last date read before, and where that ended."""

    text: str
    published: date | None
    anchor: date | None = None
    anchor_end: int = -1
    anchor_unit: str = "day"
    dated_year: int | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """How many of a unit: `value` None where the text leaves it open, `low`..`high` its bounds."""

    value: float | None
    low: float | None
    high: float | None

    def code(self) -> str:
        if self.value is None:
            return "X"
        return str(int(self.value)) if self.value == int(self.value) else f"{self.value:g}"


def squeeze(words: str) -> str:
    """Lower case, single spaces."""
    return re.sub(r"\s+", " ", words.strip().lower())


def month_number(word: str) -> int:
    return MONTHS[word.lower().rstrip(".")]


def weekday_number(word: str) -> int:
    return WEEKDAYS[word.lower().rstrip(".")]


def unit_name(word: str) -> str:
    """The singular of a unit: "centuries" gives "century"."""
    word = word.lower()
    if word.startswith("centur"):
        return "century"
    return word.rstrip("s")


def amount(words: str) -> Amount:
    """ "twenty-five", "3.5", "two and a half", "several" as an amount ("three or four" as its first); the empty string is open."""
    words = re.split(r" (?:to|or) ", squeeze(words).removesuffix(" more").removesuffix(" or so"))[0]
    halves = re.sub(r"[- ]and[- ]a[- ]half$", "", words)
    if halves != words:
        whole = amount(halves).value
        return Amount(None, None, None) if whole is None else Amount(whole + 0.5, whole + 0.5, whole + 0.5)
    if words in VAGUE:
        low, high = VAGUE[words]
        return Amount(None, low, high)
    if words[0].isdigit():
        value = float(words)
    else:
        parts = [words] if words in NUMBERS else re.split(r"[- ]", words)
        if not all(part in NUMBERS for part in parts):
            return Amount(None, None, None)
        value = sum(NUMBERS[part] for part in parts)
    return Amount(value, value, value)


def duration_value(count: Amount, unit: str) -> str:
    """The TIMEX3 duration: 3 years "P3Y", half an hour "PT30M", open weeks "PXW"."""
    if unit == "fortnight":
        count = Amount(None if count.value is None else 2 * count.value, None, None)
    if count.value == 0.5 and unit in ("hour", "year"):
        return "PT30M" if unit == "hour" else "P6M"
    return UNIT_CODES[unit].format(count.code())


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and its reading. The mention is group `x` where there is one, else the whole match.

    `needles` are lower-case strings one of which every match holds: the pattern is only tried around them, for speed.
    """

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Scene], Period | None]
    needles: tuple[str, ...] = ()

    def matches(self, text: str, lowered: str) -> Iterator[re.Match[str]]:
        """All matches in the text; `lowered` is the text in lower case, of the same length."""
        if not self.needles:
            yield from self.pattern.finditer(text)
            return
        for low, high in windows(lowered, self.needles):
            for match in self.pattern.finditer(text, low, high):
                if match.end() < high or high == len(text):
                    yield match


def windows(lowered: str, needles: tuple[str, ...]) -> list[tuple[int, int]]:
    """Stretches of the text around the needles, in order, none touching."""
    hits = []
    for needle in needles:
        at = lowered.find(needle)
        while at >= 0:
            hits.append(at)
            at = lowered.find(needle, at + len(needle))
    merged: list[tuple[int, int]] = []
    for at in sorted(hits):
        low, high = max(0, at - NEEDLE_REACH), min(len(lowered), at + NEEDLE_REACH)
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], high)
        else:
            merged.append((low, high))
    return merged


def rule(
    name: str, read: Callable[[re.Match[str], Scene], Period | None], pattern: str, *, exact: bool = False, needles: str = ""
) -> Rule:
    """A rule whose pattern starts and ends at a word's edge and ignores case unless it is `exact`; `needles` apart by `|`."""
    flags = re.NOFLAG if exact else re.IGNORECASE
    compiled = re.compile(rf"(?<![\w$£€])(?<!\d\.)(?:{pattern})(?!\w)", flags)
    return Rule(name, compiled, read, tuple(needles.split("|")) if needles else ())


def bounds_of(match: re.Match[str]) -> tuple[int, int]:
    """Where the mention stands: group `x` where the pattern has one, else the match."""
    return match.span("x") if "x" in match.re.groupindex and match["x"] is not None else match.span()
