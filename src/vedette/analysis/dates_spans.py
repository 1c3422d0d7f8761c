"""Durations, sets and references: "for three years", "the past two days", "every Friday", "twice a week", "now", "recently"."""

from __future__ import annotations

import re
from datetime import date

from vedette.analysis import dates_calendar as calendar
from vedette.analysis.dates_calendar import Period, shift
from vedette.analysis.dates_relative import AHEAD, BACK
from vedette.analysis.dates_tense import direction
from vedette.analysis.dates_words import (
    MONTH,
    SMALL_NUMBER,
    UNIT,
    UNIT_NEEDLES,
    VAGUE_NUMBER,
    WEEKDAY,
    Amount,
    Rule,
    Scene,
    amount,
    bounds_of,
    duration_value,
    month_number,
    rule,
    squeeze,
    unit_name,
    weekday_number,
)

SET_WORDS = {
    "daily": "P1D", "nightly": "P1D", "hourly": "PT1H", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W", "monthly": "P1M",
    "bimonthly": "P2M", "quarterly": "P3M", "yearly": "P1Y", "annually": "P1Y", "annual": "P1Y", "biannual": "P6M", "biennial": "P2Y",
}  # fmt: skip
PRESENT = r"now(?! that\b)|right now|currently|at present|presently|at the moment|nowadays|these days|at this time|to date|for now|as we speak"
PAUSE = r"(?=\s*[.,;:)?!\"”]|\s*$|\s+(?:and|but|when|to|by|that|as|has|have|on|with|for|were|was|is|it|he|she|they|if)\b)"
PAST = rf"recently|lately|previously|formerly|(?<=in )the past{PAUSE}|the recent past|not long ago|long ago|the other day"
FUTURE = rf"soon|(?:the\s+)?(?:near|foreseeable|not too distant) future|(?<=in )(?:the\s+)?future{PAUSE}"
ABOUT = r"(?:(?:more than|less than|fewer than|nearly|almost|about|approximately|roughly|at least|at most|no more than|just over|just under|some)\s+)?"


def pair_value(match: re.Match[str]) -> str:
    """The duration's value; "three to six months" is "P3M/P6M"."""
    unit = unit_name(match["unit"])
    first = duration_value(amount(match["count"] or ""), unit)
    return f"{first}/{duration_value(amount(match['upto']), unit)}" if match.groupdict().get("upto") else first


def read_duration(match: re.Match[str], scene: Scene) -> Period | None:
    """ "for three years" P3Y, "two-day" P2D; "within six months" ends six months from publication."""
    unit, words = unit_name(match["unit"]), squeeze(match["count"] or "")
    start, end = bounds_of(match)
    before = scene.text[max(0, start - 30) : start]
    if unit in ("second", "quarter") and (words in ("a", "an", "one", "single") or (match["unit"].islower() and not match["unit"].endswith("s"))):
        return None
    if unit == "quarter" and (words in ("three", "two", "several", "many", "some") or re.match(r"\s+of\b", scene.text[end : end + 5])):
        return None
    if words in ("a", "an") and unit in ("day", "week", "month", "year", "hour", "night", "quarter"):
        if re.search(r"(?:\d|\b(?:once|twice|thrice|times|percent|per cent|pct|million|billion|mln|bn|dollars|euros|pounds|dlrs|barrels|tonnes|tons|flights|people|rounds|shells))\s*$",
                     before, re.I):  # fmt: skip
            return Period(None, None, "set", duration_value(Amount(1, 1, 1), unit), is_anchor=False)
        if unit == "day" and re.match(r"\s+(?:of|when|that|for)\b", scene.text[end : end + 8]):
            return None
    if words == "some" and not match["unit"].endswith("s"):
        return None
    value = pair_value(match)
    base = scene.published
    within = re.search(r"\b(within|in under|in less than|in as little as)\s+(?:the\s+)?$", before, re.I)
    limit = amount(match["upto"] or match["count"] or "")
    if within and base is not None and direction(scene.text, start, end) != "past":
        last = shift(base, limit.value, plain(unit)) if limit.value is not None and unit not in ("hour", "minute", "second") else None
        return Period(None if last else base, last, "duration", value, is_anchor=False)
    if re.search(r"\bin\s+$", before, re.I) and base is not None and limit.value is not None and unit in ("day", "week", "month"):
        near = scene.text[max(0, start - 40) : start].lower()
        if re.search(r"\b(?:will|would|due|expected|'ll|scheduled|set to|to be)\b[^.]*$", near) and not match["upto"]:
            period = calendar.period_of(shift(base, limit.value, unit), unit)
            return Period(period.first, period.last, "duration", value, is_anchor=False)
    return Period(None, None, "duration", value, is_anchor=False)


def plain(unit: str) -> str:
    return {"night": "day", "weekend": "week", "fortnight": "week"}.get(unit, unit)


def read_long(match: re.Match[str], scene: Scene) -> Period | None:
    """ "year-long" P1Y, "decades-long" PXDE."""
    words = match["unit"].lower()
    return Period(None, None, "duration", duration_value(Amount(None, None, None) if words.endswith("s") else Amount(1, 1, 1), unit_name(words)), is_anchor=False)


def read_anchored(match: re.Match[str], scene: Scene) -> Period | None:
    """ "the past two days", "over the last six months", "the next few weeks": a duration that ends or begins at publication."""
    unit, way, base = unit_name(match["unit"]), match["way"].lower(), scene.published
    count = amount(match["count"]) if match["count"] else None
    plural = match["unit"].lower().endswith(("s", "ies"))
    whole = squeeze(match.group()).startswith("the ") and not re.match(r"\s+(?:of|in|for|before)\b", scene.text[match.end() : match.end() + 8])
    if count is None and not plural and not (whole and (way in ("past", "coming") or (way == "last" and unit in ("year", "decade", "century", "month")))):
        return None
    if count is None and plural and way in ("coming", "following", "upcoming", "next"):
        return Period(base, None, "open" if base else "reference", "FUTURE_REF", is_anchor=False)
    count = count or (Amount(None, None, None) if plural else Amount(1, 1, 1))
    if unit == "quarter" and count.value is None:
        return None
    value = duration_value(count, unit)
    if way in ("first", "final") or base is None:
        return Period(None, None, "duration", value, is_anchor=False)
    step = -1 if way in BACK else 1
    there = None if count.value is None or unit in ("minute", "second") else shift(base, step * count.value, plain(unit))
    if way in BACK:
        return Period(there, base, "duration", value, is_anchor=False)
    return Period(base, there if way in AHEAD else None, "duration", value, is_anchor=False)


def read_first_of(match: re.Match[str], scene: Scene) -> Period | None:
    """ "the first nine months of 2021", "the last three months of the year"."""
    unit, count = unit_name(match["unit"]), amount(match["count"])
    value = duration_value(count, unit)
    year = int(match["year"]) if match["year"] else None
    if year is None and scene.published is not None:
        words = squeeze(match["relative"])
        year = scene.published.year + (-1 if words.startswith("last") else 1 if words.startswith("next") else 0)
    if year is None or count.value is None or unit not in ("day", "week", "month", "quarter"):
        return calendar.unknown("duration", value)
    whole = calendar.year_period(year)
    first, last = date(year, 1, 1), date(year, 12, 31)
    if match["way"].lower() == "first":
        last = min(shift(shift(first, count.value, unit), -1, "day"), whole.last or last)
    else:
        first = max(shift(shift(last, 1, "day"), -count.value, unit), first)
    return Period(first, last, "duration", value, is_dated=True, is_anchor=False)


def read_recent(match: re.Match[str], scene: Scene) -> Period | None:
    """ "in recent weeks": up to publication, from an unknown day."""
    return Period(None, scene.published, "open" if scene.published else "reference", "PAST_REF", is_anchor=False)


def read_set(match: re.Match[str], scene: Scene) -> Period | None:
    """ "every Friday" XXXX-WXX-5, "every two weeks" P2W, "each year" P1Y."""
    if match["weekday"]:
        value = f"XXXX-WXX-{weekday_number(match['weekday'])}"
    elif match["month"]:
        value = f"XXXX-{month_number(match['month']):02d}"
    elif match["part"]:
        value = "XXXX-XX-XXT" + {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}[match["part"].lower()]
    else:
        words = squeeze(match["count"] or "one")
        count = Amount(2, 2, 2) if words in ("other", "second") else amount(words)
        value = duration_value(count, unit_name(match["unit"]))
    return Period(None, None, "set", value, is_anchor=False)


def read_weekdays(match: re.Match[str], scene: Scene) -> Period | None:
    """ "on Fridays"."""
    return Period(None, None, "set", f"XXXX-WXX-{weekday_number(match['weekday'])}", is_anchor=False)


def read_times(match: re.Match[str], scene: Scene) -> Period | None:
    """ "twice a week", "three times per year"."""
    return Period(None, None, "set", duration_value(Amount(1, 1, 1), unit_name(match["unit"])), is_anchor=False)


def read_set_word(match: re.Match[str], scene: Scene) -> Period | None:
    """ "daily", "monthly"; not the Daily Mail."""
    word = match.group()
    before, after = scene.text[max(0, match.start() - 3) : match.start()], scene.text[match.end() : match.end() + 3]
    if word[0].isupper() and (re.match(r"\s+[A-Z]", after) or re.search(r"\w['’]?s?\s$", before)):
        return None
    return Period(None, None, "set", SET_WORDS[word.lower()], is_anchor=False)


def read_reference(match: re.Match[str], scene: Scene) -> Period | None:
    """ "now", "recently", "soon"; with "until now" and "to date" the time up to publication."""
    words = squeeze(match.group())
    before = scene.text[max(0, match.start() - 8) : match.start()].lower()
    if match["past"]:
        return Period(None, None, "reference", "PAST_REF", is_anchor=False)
    if match["future"]:
        if words == "soon" and (before.endswith(("as ", "so ", "too ")) or scene.text[match.end() : match.end() + 6] == " after"):
            return None
        return Period(None, None, "reference", "FUTURE_REF", is_anchor=False)
    if (words == "to date" and scene.published is not None) or re.search(r"(?:until|till|up to|by) $", before):
        return Period(None, scene.published, "open" if scene.published else "reference", "PRESENT_REF", is_anchor=False)
    return Period(None, None, "reference", "PRESENT_REF", is_anchor=False)


def read_once(match: re.Match[str], scene: Scene) -> Period | None:
    return Period(None, None, "reference", "PAST_REF", is_anchor=False)


def span_rules() -> tuple[Rule, ...]:
    """The rules of this module."""
    half = r"(?:[- ]and[- ]a[- ]half)?"
    count = rf"(?P<count>{SMALL_NUMBER}{half}|{VAGUE_NUMBER})"
    upto = rf"(?:\s*(?:to|or|-|–)\s*(?P<upto>{SMALL_NUMBER}))?"
    open_count = r"(?P<count>(?<=for )|(?<=in )|(?<=of )|(?<=after )|(?<=within )|(?<=over )|(?<=lasting )|(?<=took )|(?<=takes )|(?<=take )|(?<=last )|(?<=until ))"
    return (
        rule("duration", read_duration, rf"{ABOUT}{count}{upto}(?:\s+more|\s+additional|\s+full|\s+whole|\s+straight|\s+consecutive)?[\s-]+(?P<unit>{UNIT})(?:[-\s]old(?!\s+(?:and|enough)))?", needles=UNIT_NEEDLES),
        rule("open duration", read_duration, rf"{open_count}(?P<upto>)(?P<unit>days|weeks|months|years|decades|centuries|hours|minutes)(?!\s+(?:ago|later|of\s+age))", needles=UNIT_NEEDLES),
        rule("long", read_long, r"(?P<unit>decades?|years?|months?|weeks?|days?|hours?|centur(?:y|ies))-?(?:long|old)", needles=UNIT_NEEDLES),
        rule("anchored", read_anchored,
             rf"(?:(?:the|these)\s+)?(?P<way>past|last|previous|preceding|next|coming|following|upcoming|first|final)\s+(?:(?P<count>couple of|few|{SMALL_NUMBER}{half}|{VAGUE_NUMBER})(?:\s+or\s+\w+)?[\s-]+)?(?P<unit>{UNIT}(?<!seconds)(?<!second))"
             r"(?!\s+(?:ago|later|earlier))", needles=UNIT_NEEDLES),
        rule("first of", read_first_of,
             rf"(?:the\s+)?(?P<way>first|last|final)\s+(?P<count>{SMALL_NUMBER})\s+(?P<unit>days|weeks|months|quarters)\s+of\s+(?:(?P<year>20\d\d|19\d\d)|(?P<relative>(?:this|last|next|the(?:\s+current)?)\s+year))", needles=" of "),
        rule("recent", read_recent, r"(?:the\s+)?(?:most\s+)?recent\s+(?:days|weeks|months|years|decades|times|hours)", needles="recent"),
        rule("set", read_set,
             rf"(?:every|each)\s+(?:single\s+)?(?:(?P<weekday>{WEEKDAY})|(?P<month>{MONTH})|(?P<part>morning|afternoon|evening|night)|(?:(?P<count>other|second|{SMALL_NUMBER}|few)\s+)?(?P<unit>{UNIT}(?<!second)))(?!['’])", needles="every|each"),
        rule("weekdays", read_weekdays, r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)s(?!['’])", needles="days"),
        rule("times", read_times, rf"(?:once|twice|thrice|{SMALL_NUMBER}\s+times|several\s+times)\s+(?:a|per|every|each)\s+(?P<unit>{UNIT})", needles="once|twice|thrice|times"),
        rule("set word", read_set_word, "|".join(SET_WORDS), needles="|".join(SET_WORDS)),
        rule("reference", read_reference, rf"(?P<present>{PRESENT})|(?P<past>{PAST})|(?P<future>{FUTURE})"),
        rule("once", read_once, r"(?P<x>once)(?=-[a-z]+)|(?:(?<=was )|(?<=were )|(?<=had )|(?<=who )|(?<=which )|(?<=that ))once(?!\s+(?:again|more|a|an|in|every|the|they|it|he|she|and)\b)", needles="once"),
    )  # fmt: skip
