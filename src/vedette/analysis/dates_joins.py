"""Neighbouring pieces made one date: "late | Tuesday", "3 pm on | Friday", "March 3 | to | March 9", "since | 2020"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from vedette.analysis import dates_calendar as calendar
from vedette.analysis.dates_calendar import Period, narrow, shift
from vedette.analysis.dates_tense import direction
from vedette.analysis.dates_words import PARTS_OF_DAY, squeeze

POINTS = frozenset(("day", "time", "week", "month", "quarter", "season", "half", "year", "decade", "century", "weekend"))
PART_NAMES = "early hours|small hours|morning|forenoon|afternoon|evening|night|lunchtime|midday|noon|midnight"
PART_AFTER = re.compile(rf"\s+(?:early\s+|late\s+)?(?P<part>{PART_NAMES})\b(?!\s+(?:vision|light))", re.IGNORECASE)
PART_BEFORE = re.compile(rf"(?P<x>\b(?:the\s+)?(?:early\s+|late\s+)?(?P<part>{PART_NAMES})\s+of\s+)$", re.IGNORECASE)
CLOCK_DATE = re.compile(r",?\s+(?:on\s+|of\s+)?(?:the\s+)?$", re.IGNORECASE)
DATE_CLOCK = re.compile(r"(?:,?\s+(?:at\s+(?:about\s+|around\s+)?|around\s+|about\s+|by\s+|in\s+|,\s*)?|,\s*)(?:the\s+)?$", re.IGNORECASE)
THIRD_BEFORE = re.compile(
    r"(?P<x>\b(?:(?P<of>(?:the\s+)?(?:very\s+)?(?P<noun>end|close|beginning|start|onset|middle|turn|(?:first|second|latter|early|later)\s+(?:half|part|days|weeks|months|years))\s+of\s+(?:the\s+)?)"
    r"|(?P<adverb>early|earlier|late|later|mid|middle|sometime)(?:\s+(?:in|on|of)\s+(?:the\s+)?|[\s-]+|\s+(?:in\s+)?the\s+)))$",
    re.IGNORECASE,
)
BOUND_BEFORE = re.compile(
    r"\b(?P<word>ever since|since|up until|until|till|up to|halfway through|midway through|through|by|before|prior to|after|not later than|no later than|from"
    r"|(?:starting|beginning|effective|commencing)(?:\s+(?:in|on|from))?)\s+(?:at least\s+|about\s+|around\s+)?$",
    re.IGNORECASE,
)
# "since the start of the war in 2021", "since the protests began in late March".
SINCE_EVENT = re.compile(r"\bsince\s+(?!then\b)[^,.;:()\n]{2,70}\s(?:in|on|last|late|early)\s+(?:the\s+)?$|\bsince\s+(?!then\b)[^,.;:()\n]{2,70}\s$", re.IGNORECASE)
RANGE_GAP = re.compile(r"\s*(?:[-–—]|\bto\b|\bthrough\b|\buntil\b|\btill\b|\bup to\b|\bup until\b|\band\b)\s*(?:the\s+)?$", re.IGNORECASE)
SHIFT_GAP = re.compile(r"\s+(?P<way>before|after|from|prior to|ahead of)\s+$", re.IGNORECASE)
PARTS = {
    "early": "early", "earlier": "earlier", "late": "late", "later": "later", "mid": "mid", "middle": "mid", "end": "end", "close": "end", "beginning": "start",
    "start": "start", "onset": "start", "sometime": "whole", "turn": "start",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A time expression on its way to a mention."""

    start: int
    end: int
    period: Period


Pair = Callable[[str, Piece, Piece, date | None], Piece | None]


def join_clock(text: str, left: Piece, right: Piece, published: date | None) -> Piece | None:
    """ "3 pm on Friday", "January 21 at noon"."""
    times = (left.period.resolution == "time", right.period.resolution == "time")
    if times == (True, True) or times == (False, False):
        return None
    clock, day, gap = (left, right, CLOCK_DATE) if times[0] else (right, left, DATE_CLOCK)
    if not times[0] and re.match(r"\s+of\b", text[right.end : right.end + 4]):
        return None
    if day.period.resolution != "day" or not gap.fullmatch(text[left.end : right.start]):
        return None
    value, hours = day.period.value or "", (clock.period.value or "").partition("T")
    if not hours[1] or "/" in value:
        return None
    period = replace(day.period, resolution="time", value=f"{value}T{hours[2]}")
    return Piece(left.start, right.end, period)


def join_shift(text: str, left: Piece, right: Piece, published: date | None) -> Piece | None:
    """ "two days before Christmas", "a week after January 21"."""
    gap = SHIFT_GAP.fullmatch(text[left.end : right.start])
    duration = re.fullmatch(r"P(\d+(?:\.\d+)?)([DWMY])", left.period.value or "")
    if not gap or not duration or left.period.resolution != "duration" or right.period.resolution != "day" or right.period.first is None:
        return None
    if text[right.end : right.end + 2] in ("'s", "’s"):
        return None
    sign = 1 if gap["way"].lower() in ("after", "from") else -1
    unit = {"D": "day", "W": "week", "M": "month", "Y": "year"}[duration[2]]
    day = shift(right.period.first, sign * float(duration[1]), unit)
    return Piece(left.start, right.end, replace(calendar.day_period(day), is_dated=right.period.is_dated))


def join_range(text: str, left: Piece, right: Piece, published: date | None) -> Piece | None:
    """ "from March 3 to March 9", "between 2014 and 2020", "Monday-Friday"."""
    gap = text[left.end : right.start]
    one, two = left.period, right.period
    if not RANGE_GAP.fullmatch(gap) or one.resolution not in POINTS or two.resolution not in POINTS or not one.value or not two.value:
        return None
    if "/" in one.value + two.value or ("time" in (one.resolution, two.resolution) and one.resolution != two.resolution):
        return None
    before, word = text[max(0, left.start - 14) : left.start].lower(), squeeze(gap)
    if word.startswith("and") and not re.search(r"\bbetween\s+(?:the\s+)?$", before):
        return None
    if not re.search(r"\b(?:from|between)\s+(?:the\s+)?$", before) and (one.resolution != two.resolution or word in ("until", "till")):
        return None
    if one.first is None or two.last is None or two.first is None:
        return Piece(left.start, right.end, Period(None, None, one.resolution, f"{one.value}/{two.value}", is_anchor=False))
    one, two = in_order(one, two, ahead=direction(text, left.start, right.end) == "future")
    if one.first is None or two.last is None or one.first > two.last:
        return None
    resolution = one.resolution if one.resolution == two.resolution else "day"
    return Piece(left.start, right.end, Period(one.first, two.last, resolution, f"{one.value}/{two.value}", is_dated=two.is_dated))


def in_order(one: Period, two: Period, *, ahead: bool) -> tuple[Period, Period]:
    """The two ends of a range put in order where their years (or weeks) were guessed apart."""
    if one.first is None or two.first is None:
        return one, two
    weekly = bool(one.resolution == "day" == two.resolution and not one.is_dated and not two.is_dated and abs((two.first - one.first).days) < 7)
    if two.is_dated and not one.is_dated and one.resolution in ("day", "month") and one.resolution == two.resolution:
        return moved(one, two.first.year - one.first.year - (one.first.month > two.first.month)), two
    if one.first > two.first and not one.is_dated:
        if weekly:
            return (one, days_on(two, 7)) if ahead else (days_on(one, -7), two)
        if one.resolution in ("day", "month", "season", "quarter"):
            return (one, moved(two, 1)) if ahead else (moved(one, -1), two)
    if one.is_dated and not two.is_dated and two.resolution in ("day", "month") and two.first.year != one.first.year:
        return one, moved(two, one.first.year - two.first.year + (one.first.month > two.first.month))
    return one, two


def days_on(period: Period, days: int) -> Period:
    return period if period.first is None else calendar.day_period(calendar.shift_days(period.first, days))


def moved(period: Period, years: int) -> Period:
    """The same day, month or season so many years on."""
    if period.first is None or not years:
        return period
    year = min(max(period.first.year + years, calendar.FIRST_YEAR), calendar.LAST_YEAR)
    if period.resolution == "day":
        return calendar.day_period(calendar.shift_months(period.first, 12 * (year - period.first.year)))
    if period.resolution == "month":
        return calendar.month_period(year, period.first.month)
    if period.resolution == "quarter":
        return calendar.quarter_period(year, (period.first.month + 2) // 3)
    if period.resolution == "season":
        return calendar.season_period(year, (period.value or "")[-2:])
    return period


def with_part_of_day(text: str, piece: Piece) -> Piece:
    """ "Friday morning" TMO, "the night of January 21" TNI."""
    if piece.period.resolution != "day" or "/" in (piece.period.value or "/"):
        return piece
    after, before = PART_AFTER.match(text, piece.end), PART_BEFORE.search(text, max(0, piece.start - 40), piece.start)
    found = after or before
    if found is None:
        return piece
    code = PARTS_OF_DAY[squeeze(found["part"])]
    value = f"{piece.period.value}{code if code.startswith('T') else 'T' + code}"
    start = piece.start if after else found.start("x")
    return Piece(start, after.end() if after else piece.end, replace(piece.period, resolution="time", value=value))


WEEK_BEFORE = re.compile(r"(?P<x>\b(?:the\s+)?week\s+(?P<word>of|ending|ended|beginning|starting|commencing|to)\s+)$", re.IGNORECASE)


def with_week(text: str, piece: Piece, floor: int) -> Piece:
    """ "the week of January 10", "the week ending January 16"."""
    found = WEEK_BEFORE.search(text, max(floor, piece.start - 24), piece.start)
    if found is None or piece.period.resolution != "day" or piece.period.first is None:
        return piece
    if found["word"].lower() in ("ending", "ended", "to"):
        week = calendar.week_period(calendar.shift_days(piece.period.first, -3))
        week = replace(week, first=calendar.shift_days(piece.period.first, -6), last=piece.period.first)
    else:
        week = calendar.week_period(piece.period.first)
    return Piece(found.start("x"), piece.end, week)


def with_third(text: str, piece: Piece, published: date | None, floor: int) -> Piece:
    """ "late Tuesday", "early 1997", "the end of the month", "mid-April", "earlier this year"."""
    found = THIRD_BEFORE.search(text, max(floor, piece.start - 40), piece.start)
    if found is None or piece.period.resolution not in POINTS:
        return piece
    start = found.start("x")
    noun = squeeze(found["noun"] or found["adverb"])
    if found["adverb"] and noun in ("mid", "middle") and piece.period.resolution == "day" and text[piece.start - 1] != "-":
        return piece
    article = re.search(r"\bthe\s+$", text[max(floor, start - 5) : start], re.IGNORECASE)
    if article and (found["of"] or piece.period.resolution in ("decade", "century")):
        start = max(floor, start - 5) + article.start()
    part = PARTS.get(noun)
    if part is None:
        part = "early" if noun.startswith(("first", "early")) else "late"
        if noun.endswith("half"):
            return Piece(start, piece.end, halved(piece.period, first=noun.startswith("first")))
    period = piece.period
    if part in ("earlier", "later"):
        period = one_side(period, part, published)
    elif part != "whole":
        period = narrow(period, part)
    return Piece(start, piece.end, period)


def one_side(period: Period, part: str, published: date | None) -> Period:
    """ "earlier this year" ends on, "later this year" begins with the day of publication."""
    if published is None or period.first is None or period.last is None:
        return period
    whole = calendar.period_of(period.first, period.resolution) if period.resolution in ("week", "month", "year") else period
    if whole.last is None or not period.first <= published <= whole.last:
        return period
    return replace(period, last=published) if part == "earlier" else replace(period, first=published, last=whole.last)


def halved(period: Period, *, first: bool) -> Period:
    """One half of a month, decade or the like; of a year "2021-H1"."""
    if period.first is None or period.last is None:
        return period
    if period.resolution == "year" and "/" not in (period.value or "/"):
        return replace(calendar.half_period(period.first.year, 1 if first else 2), is_dated=period.is_dated)
    middle = calendar.shift_days(period.first, ((period.last - period.first).days + 1) // 2)
    return replace(period, last=calendar.shift_days(middle, -1)) if first else replace(period, first=middle)


def with_bound(text: str, piece: Piece, floor: int, published: date | None) -> Piece:
    """ "since 2020" has no end, "by 2009" and "until Friday" no beginning; the mention itself stays without its preposition."""
    period = piece.period
    found = BOUND_BEFORE.search(text, max(0, piece.start - 30), piece.start)
    if found is None and piece.period.first is not None and SINCE_EVENT.search(text[max(floor, piece.start - 90) : piece.start]):
        return Piece(piece.start, piece.end, replace(period, last=None, resolution="open")) if period.resolution in POINTS else piece
    if found is None or period.resolution not in POINTS or period.first is None or period.last is None or "/" in (period.value or ""):
        return piece
    word = squeeze(found["word"])
    owned = re.match(r"['’]s?\b|['’](?=\s)", text[piece.end :][:3]) is not None
    first: date | None = period.first
    last: date | None = period.last
    if word.endswith("since"):
        last = None
    elif word in ("until", "till", "up until", "up to", "through", "by", "no later than", "not later than"):
        first = None
    elif word in ("before", "prior to") and not owned:
        ends = re.match(r"(?:the\s+)?(?:very\s+)?(?:end|close)\b", text[piece.start : piece.end], re.IGNORECASE)
        first, last = None, period.last if ends else calendar.shift_days(period.first, -1)
    elif (word == "after" and not owned) or word.startswith(("starting", "beginning", "effective", "commencing")):
        last = None
    elif word == "from" and not owned:
        onward = re.match(r"\s+on(?:wards?)?\b", text[piece.end : piece.end + 9])
        over = published is not None and period.last < published
        if not onward and (over or direction(text, piece.start, piece.end) != "future"):
            return piece
        last = None
    else:
        return piece
    return Piece(piece.start, piece.end, replace(period, first=first, last=last, resolution="open"))


def fold_pairs(text: str, pieces: list[Piece], pair: Pair, published: date | None) -> list[Piece]:
    """Each neighbouring two made one where `pair` says so, from left to right."""
    folded: list[Piece] = []
    for piece in pieces:
        one = pair(text, folded[-1], piece, published) if folded and piece.start - folded[-1].end <= 20 else None
        if one is not None:
            folded[-1] = one
        else:
            folded.append(piece)
    return folded


def joined(text: str, pieces: list[Piece], published: date | None) -> list[Piece]:
    """All the joins, in the order that longer expressions are built in."""
    pieces = fold_pairs(text, pieces, join_clock, published)
    pieces = without_overlap([with_part_of_day(text, piece) for piece in pieces])
    pieces = [with_week(text, piece, floor) for piece, floor in zip(pieces, [0, *(p.end for p in pieces)], strict=False)]
    thirds: list[Piece] = []
    for piece in pieces:
        thirds.append(with_third(text, piece, published, thirds[-1].end if thirds else 0))
    pieces = fold_pairs(text, thirds, join_shift, published)
    pieces = fold_pairs(text, pieces, join_range, published)
    floors = [0, *(piece.end for piece in pieces)]
    return [with_bound(text, piece, floor, published) for piece, floor in zip(pieces, floors, strict=False)]


def without_overlap(pieces: list[Piece]) -> list[Piece]:
    """The pieces that are left when those inside or across an earlier, longer one go."""
    kept: list[Piece] = []
    for piece in pieces:
        while kept and piece.start < kept[-1].end:
            if piece.end - piece.start <= kept[-1].end - kept[-1].start:
                break
            kept.pop()
        else:
            kept.append(piece)
    return kept
