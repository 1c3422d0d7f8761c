"""Dates told from another day: weekdays, "yesterday", "last week", "two weeks ago", "three days later", "the same month"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from vedette.analysis import dates_calendar as calendar
from vedette.analysis.dates_calendar import Period, period_of, shift
from vedette.analysis.dates_tense import direction
from vedette.analysis.dates_words import (
    FULL_MONTH,
    MONTH_NEEDLES,
    POINT_UNIT,
    SMALL_NUMBER,
    UNIT,
    UNIT_NEEDLES,
    VAGUE_NUMBER,
    WEEKDAY,
    Rule,
    Scene,
    amount,
    bounds_of,
    month_number,
    rule,
    squeeze,
    unit_name,
    weekday_number,
)

UNKNOWN_VALUE = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX", "half": "XXXX-HX", "year": "XXXX",
    "decade": "XXX", "century": "XX",
}  # fmt: skip
DAY_WORDS = {
    "today": 0, "to-day": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "day before yesterday": -2,
    "the day after tomorrow": 2, "day after tomorrow": 2,
}  # fmt: skip
BACK = frozenset(("last", "past", "previous", "preceding", "prior"))
AHEAD = frozenset(("next", "coming", "following", "upcoming"))
# What may follow "two weeks before" when it hangs on an earlier date and not on what comes next.
STOPS = r"(?=\s*(?:[.,;:!?)\]\"”’—–]|$|-\s)|\s+(?:and|but|had|was|were|in|at|on|to|by|with|from|over|for)\b)"
WEEKDAY_NAMES = re.compile(
    r"(?:\b(?:Bloody|Black|Mail on|Super|Cyber|Palm|Ash|Maundy|Holy|Ruby|Wednesday's|Man|Girl|Giving|Freaky|Sheffield|Happy)\s+)$", re.IGNORECASE
)
NEWSPAPER = re.compile(r"\s+(?:Times|Telegraph|Mirror|Mail|Express|Independent|Herald|World|Sun|People|Post|Morning Post|Business)\b")


def unplaced(unit: str) -> Period:
    return calendar.unknown(unit, UNKNOWN_VALUE.get(unit))


def read_day_word(match: re.Match[str], scene: Scene) -> Period | None:
    """ "yesterday", "today", "the day after tomorrow"."""
    if scene.published is None:
        return unplaced("day")
    return calendar.day_period(shift(scene.published, DAY_WORDS[squeeze(match.group())], "day"))


def read_weekday(match: re.Match[str], scene: Scene) -> Period | None:
    """A weekday: the nearest at or before publication, or the next one where the words around it speak of the future."""
    start, end = bounds_of(match)
    if WEEKDAY_NAMES.search(scene.text[max(0, start - 14) : start]) or NEWSPAPER.match(scene.text[end : end + 16]):
        return None
    number, base = weekday_number(match["weekday"]), scene.published
    if base is None:
        return calendar.unknown("day", f"XXXX-WXX-{number}")
    way = squeeze(match["way"] or "")
    week = squeeze(match["week"] or "")
    if week:
        step = -1 if "last" in week or "previous" in week else 1 if "next" in week or "following" in week else 0
        monday = calendar.week_period(shift(base, step, "week")).first
        return None if monday is None else calendar.day_period(shift(monday, number - 1, "day"))
    behind = (base.isoweekday() - number) % 7
    tense = direction(scene.text, start, end)
    if way in ("last", "this past", "past", "the past", "the previous", "previous"):
        step = -(behind or 7)
    elif way in ("next", "the following", "the coming", "this coming", "coming"):
        step = -behind + 7
    elif way == "this":
        step = -behind if tense == "past" else (-behind) % 7
    else:
        step = (-behind) % 7 if tense == "future" else -behind
    return calendar.day_period(shift(base, step, "day"))


def read_shifted_unit(match: re.Match[str], scene: Scene) -> Period | None:
    """ "this week", "last year", "next month", "the previous quarter", "the current decade"."""
    unit, way, base = match["unit"].lower(), squeeze(match["way"]), scene.published
    words = way.removeprefix("the ")
    counted_from_text = way in ("the following", "the previous", "the preceding", "that", "the same", "that same", "the very same", "the next")
    if counted_from_text and scene.anchor is not None:
        base = scene.anchor
    if base is None:
        return unplaced(unit)
    step = -1 if words in BACK else 1 if words in AHEAD else 0
    if unit == "weekend":
        return read_weekend(match, scene, base, words, step)
    period = period_of(shift(base, step, unit), unit)
    if counted_from_text or words not in ("this", "this current"):
        return period
    return until_published(period, match, scene)


def read_this_and_next(match: re.Match[str], scene: Scene) -> Period | None:
    """ "this month and next": both of them."""
    unit, base = match["unit"].lower(), scene.published
    if base is None:
        return unplaced(unit)
    one = period_of(base, unit)
    two = period_of(shift(base, 1 if match["other"].lower() == "next" else -1, unit), unit)
    one, two = sorted((one, two), key=lambda p: p.first or date.min)
    return replace(one, last=two.last, value=f"{one.value}/{two.value}")


def until_published(period: Period, match: re.Match[str], scene: Scene) -> Period:
    """A running week, month or year ends on the day of publication for what has happened in it."""
    base = scene.published
    if base is None or period.first is None or period.last is None or not period.first <= base <= period.last:
        return period
    start, end = bounds_of(match)
    before = scene.text[max(0, start - 12) : start].lower()
    if before.endswith(("so far ", "earlier ")) or (direction(scene.text, start, end) == "past" and not before.endswith(("later ", "end of "))):
        return replace(period, last=base)
    return period


def read_weekend(match: re.Match[str], scene: Scene, base: date, words: str, step: int) -> Period:
    """Weekends, as the press counts them: on a Monday "this weekend" may be over."""
    if (words in ("this", "the", "") and direction(scene.text, *bounds_of(match)) == "past" and base.isoweekday() < 6) or (words in BACK and base.isoweekday() == 7):
        step = -1
    return calendar.weekend_period(shift(base, step, "week"))


def read_the_weekend(match: re.Match[str], scene: Scene) -> Period | None:
    """ "over the weekend": the last one, or the coming one for the future."""
    base = scene.published
    if base is None:
        return unplaced("weekend")
    ahead = direction(scene.text, *bounds_of(match)) == "future"
    step = 0 if ahead or base.isoweekday() >= 6 else -1
    return calendar.weekend_period(shift(base, step, "week"))


def read_shifted_month(match: re.Match[str], scene: Scene) -> Period | None:
    """ "last November", "next March", "this April", "this past July"."""
    month, way, base = month_number(match["month"]), squeeze(match["way"]), scene.published
    if base is None:
        return calendar.unknown("month", f"XXXX-{month:02d}")
    year = base.year
    if way in ("last", "this past", "the previous", "the past"):
        year -= month >= base.month
    elif way in ("next", "this coming", "the coming"):
        year += month <= base.month
    return calendar.month_period(year, month)


def read_the_running(match: re.Match[str], scene: Scene) -> Period | None:
    """ "the year" in "the end of the year": the one that runs."""
    unit = match["unit"].lower()
    if scene.published is None:
        return unplaced(unit)
    return period_of(scene.published, unit)


def read_ago(match: re.Match[str], scene: Scene) -> Period | None:
    """ "two weeks ago", "a few days ago", "a year ago", "decades ago"."""
    unit, count, base = unit_name(match["unit"]), amount(match["count"] or ""), scene.published
    if unit == "fortnight":
        return calendar.week_period(shift(base, -2, "week")) if base else unplaced("week")
    if count.low is None or count.high is None:
        return Period(None, base, "open" if base else "reference", "PAST_REF", is_anchor=False)
    if base is None:
        return unplaced(unit if unit in UNKNOWN_VALUE else "time")
    if unit in ("hour", "minute", "second"):
        day = shift(base, -count.low, "hour") if unit == "hour" else base
        return Period(day, day, "time", day.isoformat())
    unit = "day" if unit == "night" else unit
    near, far = shift(base, -count.low, unit), shift(base, -count.high, unit)
    if near != far:
        return Period(far, near, unit, "PAST_REF", is_anchor=False)
    return period_of(near, unit)


def read_later(match: re.Match[str], scene: Scene) -> Period | None:
    """ "three days later", "a month earlier", "two weeks before": counted from the date told last, else from publication."""
    unit, count = unit_name(match["unit"]), amount(match["count"] or "")
    base = scene.anchor or scene.published
    if base is None or count.value is None or unit in ("second", "minute"):
        return calendar.unknown("reference", None if count.value is not None and base is None else "PAST_REF")
    sign = -1 if match["way"].lower() in ("earlier", "before", "previously", "prior") else 1
    day = shift(base, sign * count.value, {"night": "day", "fortnight": "week"}.get(unit, unit) if unit != "fortnight" else "week")
    if unit == "fortnight":
        day = shift(base, sign * 2, "week")
    fine = scene.anchor is not None and scene.anchor_unit in ("day", "time") and unit in ("day", "week")
    return period_of(day, "day" if fine or unit in ("hour", "night", "fortnight") else unit)


def read_from_now(match: re.Match[str], scene: Scene) -> Period | None:
    """ "two weeks from now", "in three days' time"."""
    unit, count, base = unit_name(match["unit"]), amount(match["count"] or ""), scene.published
    if base is None or count.value is None:
        return calendar.unknown("reference", "FUTURE_REF")
    unit = {"night": "day", "fortnight": "week", "minute": "hour"}.get(unit, unit)
    return period_of(shift(base, count.value, unit), "day" if unit == "hour" else unit)


def read_the_day(match: re.Match[str], scene: Scene) -> Period | None:
    """ "the same day", "that day", "the next day", "the day before", "the following day": from the date told last."""
    words = squeeze(match.group())
    base = scene.anchor if scene.anchor_unit in ("day", "time") else None
    if base is None and words in ("the previous day", "the day before", "a day earlier"):
        base = scene.published
    if base is None:
        return unplaced("day")
    step = -1 if "previous" in words or "before" in words else 1 if "next" in words or "following" in words or "after" in words else 0
    return calendar.day_period(shift(base, step, "day"))


def read_week_after(match: re.Match[str], scene: Scene) -> Period | None:
    """ "the week before last", "the year before last", "the week after next"."""
    unit = match["unit"].lower()
    step = -2 if match["way"].lower().startswith("before") else 2
    return unplaced(unit) if scene.published is None else period_of(shift(scene.published, step, unit), unit)


def read_part_today(match: re.Match[str], scene: Scene) -> Period | None:
    """ "this morning", "tonight", "last night", "overnight"."""
    words = squeeze(match.group())
    base = scene.published
    code = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV"}.get(words.split()[-1], "TNI")
    if base is None:
        return calendar.unknown("time", f"XXXX-XX-XX{code}")
    day = shift(base, -1 if words.startswith("last") or words == "overnight" else 0, "day")
    last = base if words in ("overnight", "last night") and words == "overnight" else day
    return Period(day, last, "time", f"{day.isoformat()}{code}")


def relative_rules() -> tuple[Rule, ...]:
    """The rules of this module."""
    count = rf"(?P<count>(?:{SMALL_NUMBER}(?:[- ](?:and[- ]a[- ]half|to \w+|or \w+))?|{VAGUE_NUMBER})(?:\s+more)?)"
    about = r"(?:(?:about|around|nearly|almost|more than|less than|approximately|roughly|some|just over|just under|at least|only|barely|exactly)\s+)?"
    ways = r"(?:this past|this coming|the past|the previous|the following|the coming|last|next|this|past|previous|coming)"
    return (
        rule("day word", read_day_word, r"(?:the\s+)?day\s+(?:before\s+yesterday|after\s+tomorrow)|today|to-day|yesterday|tomorrow", needles="day|tomorrow"),
        rule("weekday", read_weekday,
             rf"(?:(?P<way>{ways})\s+)?(?P<weekday>{WEEKDAY})(?P<week>\s+(?:of\s+)?(?:this|last|next|the (?:same|following|previous))\s+week)?", needles="day"),
        rule("weekday.", read_weekday, r"(?P<way>)(?P<weekday>Mon|Tues?|Wed|Thurs?|Fri)(?:\.(?=\s+[a-z(]))(?P<week>)", exact=True),
        rule("shifted unit", read_shifted_unit,
             rf"(?P<way>(?:this|last|next|that|that same|the\s+(?:very\s+)?same|(?:the\s+)?(?:previous|following|preceding|current)|the\s+next)(?=\s))\s+(?:calendar\s+)?(?P<unit>{POINT_UNIT}(?<!day))"
             r"(?!\s+(?:later|earlier|before|ago|on)\b|-to-date)", needles=UNIT_NEEDLES),
        rule("this and next", read_this_and_next, rf"this\s+(?P<unit>{POINT_UNIT})\s+(?:and|or)\s+(?P<other>next|last)(?!\s+\w*(?:day|week|month|year)\b)", needles=" next| last"),
        rule("the weekend", read_the_weekend, r"(?:the|this)\s+weekend", needles="weekend"),
        rule("shifted month", read_shifted_month, rf"(?P<way>last|next|this past|this coming|this|the coming|the past|the previous)\s+(?P<month>{FULL_MONTH})", needles=MONTH_NEEDLES),
        rule("the running", read_the_running,
             r"(?:(?<=of )|(?<=later in )|(?<=earlier in )|(?<=early in )|(?<=late in )|(?<=so far in )|(?<=rest of )|(?<=by )|(?<=this time of ))"
             r"(?P<x>the\s+(?:current\s+)?(?P<unit>year|month|week|quarter|decade|century))(?!\s+(?:of|in\s+which|when|before|after|to|that)\b|['’-]|\s+\d)", needles=UNIT_NEEDLES),
        rule("ago", read_ago, rf"(?P<x>{about}(?:{count}[\s-]+)?(?P<unit>{UNIT})\s+ago)", needles="ago"),
        rule("later", read_later, rf"(?P<x>{about}{count}[\s-]+(?P<unit>{UNIT})\s+(?P<way>later|earlier|previously|prior|afterwards?|before{STOPS}|after{STOPS}))", needles="later|earlier|previously|prior|afterward|before|after"),
        rule("from now", read_from_now, rf"(?P<x>{about}{count}[\s-]+(?P<unit>{UNIT})(?:\s+(?:from now|hence)|['’]s?\s+time))", needles="from now|hence|time"),
        rule("the day", read_the_day,
             rf"(?:the\s+)?(?:(?:very\s+)?same|that|the\s+(?:next|following|previous|preceding))\s+day|(?:the|a)\s+day\s+(?:before|after){STOPS}", needles="day"),
        rule("week before last", read_week_after, r"the\s+(?P<unit>week|month|year)\s+(?P<way>before\s+last|after\s+next)", needles="before last|after next"),
        rule("part today", read_part_today, r"this\s+(?:morning|afternoon|evening)|tonight|last\s+(?:night|evening)|overnight(?!-)", needles="morning|afternoon|evening|night"),
    )  # fmt: skip
