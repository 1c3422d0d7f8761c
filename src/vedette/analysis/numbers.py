"""Numerals in running text: figures, words, magnitudes, fractions and vague plurals, each with the bounds it states.

    "thirty-five"          35..35          "two dozen"             24..24
    "1.5bn"                1.5e9..1.5e9    "half a million"        500000..500000
    "tens of thousands"    20000..99999    "several hundred"       300..999
    "a third of"           33.3..33.4 (a share in points)

Here a numeral is only what the characters say; whether it is a count, a sum, a year or part of a name is for its readers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vedette.lexicon.tables import read_table

UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
VALUES = {w: float(k) for k, w in enumerate(UNITS.split())} | {w: 20.0 + 10 * k for k, w in enumerate(TENS.split())}
GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip

SMALL = rf"(?:(?:{TENS.replace(' ', '|')})(?:[\s-](?:{'|'.join(UNITS.split()[1:10])})\b)?|(?:{UNITS.replace(' ', '|')}))\b"
FIGURES = (
    r"\d{1,3}(?:,\d{2,3})*,\d{3}(?![\d])(?:\.\d+)?"  # 1,250,000 and the Indian 12,50,000
    r"|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)(?:[.]\d+)?"  # 1 250 000 with narrow or fixed spaces
    r"|(?<![\w.,/-])\d{1,3}(?: \d{3})+(?![\w,/:-])(?:[.]\d+)?"  # and with common ones
    r"|\d{1,3}(?:['’]\d{3})+(?!\d)"  # 1'250'000, as the Swiss write it
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)"  # 1.250.000
    r"|\d+,\d{1,2}(?=[\s-]?(?:%|million|billion|bn\b|mln|percent|per\scent))"  # 1,5 million
    r"|\d+(?:\.\d+)?|(?<![\w.])\.\d+"
)
# A number that ends in a fraction: "3-1/2", "2 1/4", "4½".
TAIL = re.compile(r"[\s-]?([½¼¾⅓⅔⅛])|[\s-](\d)/(\d{1,2})(?![\d/])")
FIGURE = re.compile(FIGURES)
SMALL_WORD = re.compile(SMALL, re.I)
AND_A_HALF = re.compile(r"[\s-]and[\s-](?:a|one)[\s-](half|quarter)\b|[\s-]and[\s-]three[\s-](quarters)\b", re.I)
START = re.compile(
    rf"\d|[½¼¾⅓⅔⅛]|\.(?=\d)|\b(?:{UNITS.replace(' ', '|')}|{TENS.replace(' ', '|')}|an?|half|quarter|several|few|couple|dozens?|scores|tens|"
    r"hundreds?|thousands?|millions?|billions?|trillions?|lakhs?|crores?|multi)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral without its bounds words. `scale` is the last magnitude multiplied in (1 where none), `literal` the value before it.

    `form`: figure, word, vague, share (a fraction; low and high are points of a hundred). `letter` is a one- or two-letter
    magnitude ("m", "bn"), which may also be a unit.
    """

    start: int
    end: int
    low: float
    high: float
    form: str
    scale: float = 1.0
    literal: float = 0.0
    letter: str = ""


def tidy(value: float) -> float:
    """The value without the dust of binary fractions: 16.4 times a billion is 16400000000."""
    return round(value, 2 if abs(value) >= 1e6 else 6)


@cache
def magnitudes() -> re.Pattern[str]:
    words = sorted((w for w in read_table("numerals")["magnitude"]), key=len, reverse=True)
    return re.compile(rf"[\s-]{{0,2}}({'|'.join(words)})s?\b", re.I)


@cache
def magnitude_letters() -> re.Pattern[str]:
    letters = sorted(read_table("numerals")["letters"], key=len, reverse=True)
    long = [w for w in letters if len(w) > 1 and w != "mm"]
    return re.compile(rf"(?:[\s-]?({'|'.join(long)})|({'|'.join(x for x in letters if len(x) == 1)}))(?![\w])")


def magnitude_after(text: str, at: int, *, figures: bool) -> tuple[float, int, str] | None:
    """The magnitude that follows a number at `at`: its power, its end, and its letters if it is abbreviated."""
    table = read_table("numerals")
    word = magnitudes().match(text, at)
    if word and ((word.end(1) > word.start() and word.start(1) > at) or figures):
        return float(table["magnitude"][word.group(1).lower()]), word.end(), ""
    letters = magnitude_letters().match(text, at)
    if letters and (figures or (letters.group(1) and letters.start(1) > at)):
        found = letters.group(1) or letters.group(2)
        return float(table["letters"][found]), letters.end(), found
    return None


def figure_value(token: str) -> float:
    """"1,250.5" is 1250.5; separators of thousands are told from a decimal comma by the digits after them."""
    if re.fullmatch(r"\d+,\d{1,2}", token):
        return float(token.replace(",", "."))
    if token.count(".") > 1:
        token = token.replace(".", "")
    return float(re.sub(r"[,'’\s]", "", token))


def word_value(token: str) -> float:
    return sum(VALUES[w] for w in re.split(r"[\s-]", token.lower()))


def read_head(text: str, at: int) -> tuple[float, int, bool] | None:
    """The number before any magnitude: its value, its end, whether it is in figures."""
    figure = FIGURE.match(text, at)
    if figure:
        value, end = figure_value(figure.group()), figure.end()
        tail = TAIL.match(text, end)
        if tail and "." not in figure.group() and (tail.group(1) or 0 < int(tail.group(2)) < int(tail.group(3) or 1)):
            value += GLYPHS[tail.group(1)] if tail.group(1) else int(tail.group(2)) / int(tail.group(3))
            end = tail.end()
        return value, end, True
    if text[at] in GLYPHS:
        return GLYPHS[text[at]], at + 1, True
    small = SMALL_WORD.match(text, at)
    if small:
        return word_value(small.group()), small.end(), False
    article = re.compile(r"(?:a|an)\s(?=(?:hundred|thousand|million|billion|trillion|dozen|score\sof|lakh|crore)\b)", re.I).match(text, at)
    if article:
        return 1.0, article.end() - 1, False
    return None


PART_OF_MAGNITUDE = re.compile(
    r"(?:an?[\s-])?(half|quarter)[\s-](?:of[\s-])?(?:an?[\s-])?(?=(?:hundred|thousand|million|billion|trillion|dozen|lakh|crore)\b)", re.I
)


def read_part_of_magnitude(text: str, at: int) -> Numeral | None:
    """"half a million", "a quarter of a million", "half-dozen"."""
    return read_cardinal(text, at) if PART_OF_MAGNITUDE.match(text, at) else None


def read_cardinal(text: str, at: int) -> Numeral | None:
    """"two hundred and fifty", "1.5 million", "half a million", "two and a half billion", "11 billion 700 million"."""
    share = PART_OF_MAGNITUDE.match(text, at)
    if share:
        value, end, figures = 1 / PARTS[share.group(1).lower()], share.end() - 1, False
    else:
        head = read_head(text, at)
        if head is None:
            return None
        value, end, figures = head
    half = AND_A_HALF.match(text, end)
    if half:
        value += 0.75 if half.group(2) else 1 / PARTS[half.group(1).lower()]
        end = half.end()
    literal, total, current, scale, letter = value, 0.0, value, 1.0, ""
    while (found := magnitude_after(text, end, figures=figures)) is not None:
        power, end, letter = found
        if power == 100:
            current *= power
        else:
            # "two million five hundred thousand": a smaller power adds, a larger one multiplies ("lakh crore").
            total = total + current * power if current else total * power
            current = 0.0
        scale = power if scale == 1.0 or power > scale else scale
        addend, end = read_addend(text, end, power, figures=figures)
        current += addend
        if figures and letter:
            break
    half = AND_A_HALF.match(text, end) if scale > 1 else None
    if half:
        current += 0.75 * scale if half.group(2) else scale / PARTS[half.group(1).lower()]
        end = half.end()
    amount = tidy(total + current)
    return Numeral(at, end, amount, amount, "figure" if figures else "word", scale, literal, letter)


def read_addend(text: str, at: int, power: float, *, figures: bool) -> tuple[float, int]:
    """What follows a magnitude and adds to it: "…hundred and fifty", "…million five hundred thousand", "11 billion 700 million"."""
    if figures:
        more = re.compile(r"\s(?:\\?\$\s?)?(\d{1,3})(?=\s(?:thousand|million|billion)\b)").match(text, at)
        following = magnitudes().match(text, more.end()) if more else None
        if more and following and read_table("numerals")["magnitude"][following.group(1).lower()] < power:
            return float(more.group(1)), more.end()
        return 0.0, at
    if power in (12, 20):
        return 0.0, at
    more = re.compile(rf"(?:[\s-]and[\s-]|[\s-])({SMALL})(?!\s(?:per\s?cent|percent)\b)", re.I).match(text, at)
    if not more or (" and " in f" {more.group()} " and power > 1000 and word_value(more.group(1)) < 10):
        return 0.0, at
    following = magnitudes().match(text, more.end())
    larger = following and read_table("numerals")["magnitude"][following.group(1).lower()] >= power and power != 100
    if larger or re.compile(r"[\s-](?:first|second|third)\b").match(text, more.end()):
        return 0.0, at
    return word_value(more.group(1)), more.end()


PLURALS = re.compile(
    r"(tens|dozens|scores|hundreds|thousands|millions|billions|trillions|lakhs|crores)"
    r"(?:\s(?:and\s\1|upon\s\1))?((?:\s+of\s+(?:hundreds|thousands|millions|billions|trillions|crores))*)\b",
    re.I,
)
MULTI = re.compile(r"multi-?\s?(million|billion|trillion)s?\b", re.I)


def read_vague(text: str, at: int) -> Numeral | None:
    """"dozens" 24..99, "hundreds" 200..999, "tens of thousands" 20000..99999, "several" 3..9, "a few dozen" 36..60."""
    table = read_table("numerals")
    plural = PLURALS.match(text, at)
    if plural:
        word = plural.group(1).lower()
        if (word == "tens" and not plural.group(2)) or (word == "scores" and not re.compile(r"\s(?:of|more)\b").match(text, plural.end())):
            return None
        low, high, scale = plural_bounds(word, plural.group(2).lower())
        return Numeral(at, plural.end(), low, high, "vague", scale)
    multi = MULTI.match(text, at)
    if multi:
        power = float(table["magnitude"][multi.group(1).lower()])
        return Numeral(at, multi.end(), 2 * power, 10 * power - 1, "vague", power)
    word_match = vague_words().match(text, at)
    if word_match is None:
        return None
    low, high = table["vague"][re.sub(r"\s+", " ", word_match.group(1).lower())]
    end, scale = word_match.end(1), 1.0
    found = magnitudes().match(text, end)
    if found and found.start(1) > end:
        scale = float(table["magnitude"][found.group(1).lower()])
        high = high * scale if scale in (12, 20) or low == high else (high + 1) * scale - 1
        low, end = low * scale, found.end()
    return Numeral(at, end, float(low), float(high), "vague", scale)


def plural_bounds(word: str, more: str) -> tuple[float, float, float]:
    """Bounds of a plural magnitude: from two of it to one short of ten of it; a dozen and a score end at a hundred."""
    magnitude = read_table("numerals")["magnitude"]
    base = {"tens": 10.0}.get(word) or float(magnitude[word.removesuffix("s")])
    power = 1.0
    for follower in re.findall(r"hundreds|thousands|millions|billions|trillions|crores", more):
        power *= float(magnitude[follower.removesuffix("s")])
    top = 100 if base in (12, 20) else 10 * base
    return 2 * base * power, top * power - 1, power if more else base


@cache
def vague_words() -> re.Pattern[str]:
    words = sorted(read_table("numerals")["vague"], key=len, reverse=True)
    return re.compile(r"(" + "|".join(re.escape(w).replace(r"\ ", r"\s") for w in words) + r")\b", re.I)


SHARE_WORD = re.compile(
    r"(?:(one|two|three|four|five|six|seven|nine|an?)[\s-])?(half|halves|(?:third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?)\b",
    re.I,
)
OUT_OF = re.compile(rf"({SMALL}|\d{{1,3}})\s(in|out\sof|of(?=\severy))(?:\severy)?\s({SMALL}|\d{{1,4}})\b(?![\d,.:%-]*\d)", re.I)
ROUND_TOTALS = (2, 3, 4, 5, 10, 100, 1000)


def read_share(text: str, at: int) -> Numeral | None:
    """"two-thirds" 66.6..66.7, "one in five" 20, "half of" 50, all in points of a hundred. "a third wave" is none."""
    among = OUT_OF.match(text, at)
    if among:
        top, bottom = (float(x) if x.isdigit() else word_value(x) for x in (among.group(1), among.group(3)))
        fits = bottom in ROUND_TOTALS or (top == 1 and bottom <= 100 and not among.group(3).isdigit())
        both = among.group(1).isdigit() == among.group(3).isdigit() or bottom in (10, 100)
        if 0 < top < bottom and fits and both and not re.compile(r"\s(?:of\sthe\s|%|per\s?cent|million|hundred)", re.I).match(text, among.end()):
            return as_share(at, among.end(), top, bottom)
    share = SHARE_WORD.match(text, at)
    if share is None:
        return None
    count, name = (share.group(1) or "").lower(), share.group(2).lower()
    parts = PARTS[name if name in PARTS else name.removesuffix("s")]
    counted = count not in ("", "a", "an")
    singular = counted and VALUES[count] == 1
    followed = re.compile(r"\s+of\b(?!\s(?:a|an)?\s?(?:year|century|decade|hour|day))|\s+(?:the|its|their|his|her|all|our)\b" if name == "half" else r"\s+of\b(?!\s\d{4}\b)").match(text, share.end())
    if name == "half" and re.search(r"\b(?:first|second|latter|other|opening|final)\s\Z", text[max(0, at - 10) : at], re.I):
        return None
    if singular and name == "quarter" and not followed and text[share.start(2) - 1] != "-":
        return None
    if counted and VALUES[count] < parts and (singular or name.endswith("s") or name == "halves"):
        return as_share(at, share.end(), VALUES[count], float(parts))
    if followed and (count or name == "half") and not name.endswith("s"):
        return as_share(at, share.end(), 1.0, float(parts))
    if not counted and count and parts > 2 and re.compile(r"\bby\s$|\b(?:about|nearly|almost|than|over|roughly)\s$", re.I).search(text[max(0, at - 9) : at]):
        return as_share(at, share.end(), 1.0, float(parts))
    return None


def as_share(start: int, end: int, top: float, bottom: float) -> Numeral:
    """A fraction in points: exact where it has one decimal at most, else the tenth of a point that holds it."""
    points = 100 * top / bottom
    tenths = int(points * 10 + 1e-9)
    exact = abs(points * 100 - round(points * 100)) < 1e-6
    return Numeral(start, end, round(points, 4) if exact else tenths / 10, round(points, 4) if exact else (tenths + 1) / 10, "share")


def find_numerals(text: str) -> tuple[Numeral, ...]:
    """All numerals in order, none overlapping another. Digits inside names and dates are numerals here too."""
    found = []
    at = 0
    while (start := START.search(text, at)) is not None:
        here = start.start()
        numeral = read_part_of_magnitude(text, here) or read_share(text, here) or read_vague(text, here) or read_cardinal(text, here) or read_bare(text, here)
        if numeral is not None:
            found.append(numeral)
        at = numeral.end if numeral else start.end()
    return tuple(found)


def read_bare(text: str, at: int) -> Numeral | None:
    """A magnitude with no number before it: "the dozen ships", "the hundred or so"."""
    bare = re.compile(r"dozen\b|hundred\b(?=\sor\sso)", re.I).match(text, at)
    if bare is None:
        return None
    amount = 12.0 if bare.group().lower() == "dozen" else 100.0
    return Numeral(at, bare.end(), amount, amount, "word", amount)
