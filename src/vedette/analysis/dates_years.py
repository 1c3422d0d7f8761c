"""Years and what is counted in them: "in 2013", "2014-15", "FY2023", never "2000 troops"; holidays and days with a name."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from vedette.analysis import dates_calendar as calendar
from vedette.analysis.dates_absolute import RELATIVE_YEAR, nearest_year
from vedette.analysis.dates_calendar import Period
from vedette.analysis.dates_tense import words_that
from vedette.analysis.dates_words import YEAR, Rule, Scene, bounds_of, rule, squeeze
from vedette.lexicon.tables import read_table

# Before a number of four digits: a sum, a designation, a rough count.
NOT_A_YEAR_BEFORE = re.compile(
    r"(?:[$£€¥#№/\d.,:+=×]\s?-?|\b(?:USD|EUR|Rs\.?|No\.?|nos?|number|flight|room|resolution|article|paragraph|section|chapter|act no|agenda|vision|page|pages"
    r"|windows|mirage|boeing|model|type|mk|route|highway|channel|figure|table|version|over|nearly|almost|roughly|approximately|least"
    r"|than|some|(?:up|close|down) to|an estimated|additional|extra|another|further|total of|all|only|just|these|those|(?-i:[A-Z]{1,4})-)[\s-]*)$",
    re.IGNORECASE,
)
# After it: something that is counted.
COUNTED = re.compile(
    r"\s*(?:%|percent\b|per\s?cent\b|pct\b|°|degrees\b|[ap]\.?m\b|hours?\b|hrs\b|gmt\b|utc\b|local time\b|million|billion|trillion|thousand|mln|bn|dlrs|euros?\b|dollars?\b|pounds?\b|rubles?\b"
    r"|roubles?\b|km\b|kms\b|m\b|mm\b|kg\b|kw\b|mw\b|ft\b|feet\b|miles?\b|met(?:er|re)s?\b|kilomet|tons?\b|tonnes?\b|barrels?\b|litres?\b|gallons?\b|acres?\b|hectares?\b"
    r"|points?\b|votes?\b|shares?\b|people\b|persons?\b|troops?\b|soldiers?\b|men\b|women\b|children\b|personnel\b|fighters?\b|refugees?\b|civilians?\b|"
    r"-(?:strong|mile|pound|member|ton|tonne|meter|metre|kilomet|square|horsepower|year|series))",
    re.IGNORECASE,
)
PLURAL = re.compile(r"\s+(?:[a-z]+(?:-[a-z]+)?\s+){0,2}?(?P<noun>[a-z]{3,}s)\b(?!['’])")
STRONG_BEFORE = re.compile(
    r"\b(?:in|since|until|till|during|circa|early|mid|late|back in|year|years|throughout|following|spring|summer|autumn|fall|winter|of the|the|end of|start of|[A-Za-z]+['’]s?"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)[\s-]+$",
    re.IGNORECASE,
)
AMERICAN = re.compile(r"\b(?:Pentagon|Congress|U\.?S\.?|NDAA|Defense|Department of Defense|Senate|House|Biden|Trump|Obama|American)\b")


def is_year(text: str, start: int, end: int) -> bool:
    """Whether a number of four digits can be a year here: "in 2013" is, "2000 troops", "$2014" and "Resolution 1929" are not."""
    before, after = text[max(0, start - 24) : start], text[end : end + 60]
    if NOT_A_YEAR_BEFORE.search(before) or COUNTED.match(after):
        return False
    if re.match(r"[-/]\d|,\d|\.\d|:\d", after):
        return False
    number = int(text[start : end][:4])
    strong = bool(STRONG_BEFORE.search(before))
    if not 1900 <= number <= 2100 and not re.search(r"\b(?:in|since|of|until|from|year|by|to|and|early|late|mid)[\s-]+$", before, re.I):
        return False
    counted = PLURAL.match(after)
    if counted and not strong and counted["noun"] not in words_that("not_counted"):
        adjacent = re.match(r"\s+[a-z]{3,}s\b", after)
        preposition = re.search(r"\b(?:from|by|to|before|after|of|and|or|between)\s+$", before, re.I)
        return bool(preposition and not adjacent)
    return True


def read_year(match: re.Match[str], scene: Scene) -> Period | None:
    start, end = match.span("number")
    if match.group().lower().startswith(("the year", "year")):
        return calendar.year_period(int(match["number"])).dated()
    return calendar.year_period(int(match["number"])).dated() if is_year(scene.text, start, end) else None


def read_short_year(match: re.Match[str], scene: Scene) -> Period | None:
    """ "back in '08"."""
    number = int(match["number"])
    return calendar.year_period(number + (2000 if number < 50 else 1900)).dated()


def read_years(match: re.Match[str], scene: Scene) -> Period | None:
    """ "2014-15", "2014–2020"; "2014-12" is a month."""
    one, tail = int(match["one"]), match["two"]
    before = scene.text[max(0, match.start() - 24) : match.start()]
    if NOT_A_YEAR_BEFORE.search(before) or COUNTED.match(scene.text[match.end() :][:30]):
        return None
    two = int(tail) if len(tail) == 4 else one - one % 100 + int(tail)
    if len(tail) == 2 and two <= one:
        if one % 100 == 99 and tail == "00":
            two = one + 1
        elif match["mark"] == "-" and 1 <= int(tail) <= 12:
            return calendar.month_period(one, int(tail)).dated()
    if not one < two <= one + 200:
        return None
    return Period(date(one, 1, 1), date(two, 12, 31), "year", f"{one}/{two}", is_dated=True)


def read_fiscal(match: re.Match[str], scene: Scene) -> Period | None:
    """ "FY2023", "fiscal 2024": October to September where the text is American, else of unknown bounds."""
    words = next(match[g] for g in ("one", "two", "three") if match.groupdict().get(g))
    year = int(words) if len(words) == 4 else 2000 + int(words)
    if AMERICAN.search(scene.text):
        return Period(date(year - 1, 10, 1), date(year, 9, 30), "year", f"{year}", is_dated=True)
    return calendar.unknown("year", f"{year}")


@cache
def holidays() -> dict[str, dict[str, int | str]]:
    """Name in lower case to the entry of the lexicon."""
    return {name.lower(): entry for entry in read_table("holidays")["holiday"] for name in entry["names"]}


def holiday_on(entry: dict[str, int | str], year: int) -> date:
    """The day of a holiday in a year."""
    if "easter" in entry:
        return calendar.shift_days(calendar.easter(year), int(entry["easter"]))
    if "weekday" in entry:
        return calendar.nth_weekday(year, int(entry["month"]), int(entry["weekday"]), int(entry["nth"]))
    return date(year, int(entry["month"]), int(entry["day"]))


def read_holiday(match: re.Match[str], scene: Scene) -> Period | None:
    """ "Christmas Day", "Easter 2022", "New Year's Eve last year"."""
    entry = holidays()[squeeze(match["name"]).replace("’", "'")]
    base, year = scene.published, None
    if "year" in entry and not match["year"]:
        year = int(entry["year"])
        day = holiday_on(entry, year)
        return None if base and base < day else calendar.day_period(day).dated()
    if match["year"]:
        return calendar.day_period(holiday_on(entry, int(match["year"]))).dated()
    if base is None:
        return calendar.unknown("day", f"XXXX-{entry['month']:02d}-{entry['day']:02d}" if "day" in entry else None)
    if match["relative"]:
        step = {"last": -1, "next": 1}.get(squeeze(match["relative"]).removeprefix("of ").split()[0], 0)
        return calendar.day_period(holiday_on(entry, base.year + step))
    around = holiday_on(entry, base.year)
    if match["way"]:
        days = [holiday_on(entry, base.year + step) for step in (-1, 0, 1)]
        way = match["way"].lower()
        found = [d for d in days if d < base][-1:] if way == "last" else [d for d in days if d > base][:1] if way == "next" else [around]
        return calendar.day_period(found[0]) if found else None
    year = nearest_year(scene, around.month, min(around.day, 28), bounds_of(match))
    return None if year is None else calendar.day_period(holiday_on(entry, year))


def year_rules() -> tuple[Rule, ...]:
    """The rules of this module."""
    names = "|".join(re.escape(name).replace("'", "['’]").replace(r"\ ", r"\s+") for name in sorted(holidays(), key=len, reverse=True))
    short = r"(?:20\d\d|\d\d)"
    return (
        rule("year", read_year, rf"(?:(?:the\s+)?year\s+)?(?P<number>{YEAR})"),
        rule("short year", read_short_year, r"(?:(?<=in )|(?<=of )|(?<=since ))['‘’](?P<number>\d\d)(?![\d'’])"),
        rule("years", read_years, r"(?P<one>1[5-9]\d\d|20\d\d)(?P<mark>[-–/])(?P<two>20\d\d|1[5-9]\d\d|\d\d)(?![-/\d])"),
        rule("fiscal", read_fiscal,
             rf"(?:the\s+)?(?:FY[\s-]?['’]?(?P<one>{short})|fiscal\s+(?:year\s+)?['’]?(?P<two>{short})|(?P<three>20\d\d)\s+(?:fiscal|financial)\s+year)(?![-/]?\d)", needles="fy|fiscal|financial"),
        rule("holiday", read_holiday,
             rf"(?P<way>(?:last|next|this)(?=\s))?\s*(?P<x>(?P<name>{names})(?:,?\s+(?:in\s+|of\s+)?(?P<year>{YEAR})|\s+(?P<relative>{RELATIVE_YEAR}))?)", needles="|".join(holidays())),
    )  # fmt: skip
