"""Dates that name a day, month, year or longer stretch: "21 January 2022", "Jan. 21", "mid-2023", "Q3 2021", "the 1990s"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from vedette.analysis import dates_calendar as calendar
from vedette.analysis.dates_calendar import Period
from vedette.analysis.dates_tense import direction
from vedette.analysis.dates_words import (
    ANY_WEEKDAY,
    DAY_NUMBER,
    FULL_MONTH,
    MONTH,
    MONTH_NEEDLES,
    ORDINALS,
    SEASON,
    SEASONS,
    YEAR,
    Rule,
    Scene,
    bounds_of,
    month_number,
    rule,
    squeeze,
)

RELATIVE_YEAR = r"(?:(?:of\s+)?(?:last|this|next|that|the same|the following|the previous)\s+year)"
YEAR_TAIL = rf"(?:(?:,?\s+|-)(?:of\s+)?(?P<year>{YEAR})|,?\s+(?P<relative>{RELATIVE_YEAR}))"
NO_COUNT = r"(?!\s*(?:%|:\d|,\d{3}|\.\d|(?:percent|per cent|pct|million|billion|mln|bn|km|kilomet))|\d)"
DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}
# Names that share a word with a month.
NAMESAKES = re.compile(r"\b(?:Theresa|Mrs\.?|Ms\.?|Brian|Prime Minister|Premier|Mr\.?|Robert|Elizabeth)\s+(?:May|March)\b")
PLACES_MONTH = re.compile(
    r"\b(?:in|since|until|till|through|during|between|early|mid|late|last|next|this|each|every|on|past|previous|following|throughout"
    r"|beginning|earlier|later|month of|end of|start of|middle of|course of)[\s-]+$",
    re.IGNORECASE,
)
LOOSE_MONTH = re.compile(r"\b(?:by|from|to|of|before|after|and|or|for|come|as of|around|as early as|as late as)\s+$", re.IGNORECASE)


def year_of(match: re.Match[str], scene: Scene) -> tuple[int | None, bool]:
    """The year that the match gives, and whether it gives one at all (unknown where it counts from no publication date)."""
    if match["year"]:
        return int(match["year"]), True
    if not match["relative"]:
        return None, False
    base = scene.published
    words = squeeze(match["relative"])
    if words.endswith(("that year", "same year", "following year", "previous year")):
        base = scene.anchor or base
    if base is None:
        return None, True
    step = -1 if "last" in words or "previous" in words else 1 if "next" in words or "following" in words else 0
    return base.year + step, True


def nearest_year(scene: Scene, month: int, day: int, span: tuple[int, int], *, whole_month: bool = False) -> int | None:
    """The year of a bare month or day: back for the past tense, ahead for the future, the nearer one where no word tells."""
    published = scene.published
    if published is None:
        return None
    way = direction(scene.text, *span)
    if scene.dated_year is not None and way != "future" and scene.dated_year < published.year:
        return scene.dated_year
    days = {}
    for year in range(published.year - 8, published.year + 9):
        found = calendar.make_date(year, month, day)
        if found is not None:
            days[year] = (found - published).days
    if whole_month and published.month == month:
        return published.year
    back = max((year for year, gap in days.items() if gap <= 0), default=None)
    ahead = min((year for year, gap in days.items() if gap >= 0), default=None)
    if back is None or ahead is None:
        return None
    gap_back, gap_ahead = -days[back], days[ahead]
    if way == "future":
        return back if not whole_month and gap_ahead >= 300 and gap_back <= 60 else ahead
    if way == "past":
        return ahead if not whole_month and gap_ahead <= 45 and gap_back >= 300 else back
    return ahead if gap_ahead * 3 < gap_back else back


def read_day(match: re.Match[str], scene: Scene) -> Period | None:
    """ "21 January 2022", "Jan. 21", "March 3-9", "the 21st of May last year"."""
    month, day = month_number(match["month"]), int(match["day"])
    if calendar.make_date(2020, month, day) is None:
        return None
    if match["month"].islower() and month in (3, 5):
        return None
    year, given = year_of(match, scene)
    if year is None and not given:
        year = nearest_year(scene, month, day, bounds_of(match))
    last_day = match.groupdict().get("last_day")
    if year is None:
        value = f"XXXX-{month:02d}-{day:02d}"
        return calendar.unknown("day", f"{value}/XXXX-{month:02d}-{int(last_day):02d}" if last_day else value)
    first = calendar.make_date(year, month, day)
    if first is None:
        return None
    period = replace(calendar.day_period(first), is_dated=given)
    if last_day is None:
        return period
    last = calendar.make_date(year, month, int(last_day))
    if last is None or last <= first or (squeeze(match["joint"]) in ("and", "&") and last - first > timedelta(days=1)):
        return None
    return replace(period, last=last, value=f"{first.isoformat()}/{last.isoformat()}")


def read_iso(match: re.Match[str], scene: Scene) -> Period | None:
    """ "2022-01-21", "2022-01-21T15:00"."""
    day = calendar.make_date(int(match["y"]), int(match["m"]), int(match["d"]))
    if day is None:
        return None
    hour = match.groupdict().get("h")
    if hour is None:
        return calendar.day_period(day).dated()
    if int(hour) > 24 or int(match["mi"]) > 59:
        return None
    return Period(day, day, "time", f"{day.isoformat()}T{hour}:{match['mi']}", is_dated=True)


def day_order(scene: Scene) -> str | None:
    """ "dm" or "md" where another slashed date of the text can only be read one way."""
    for first, second in re.findall(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})(?![\d/])", scene.text):
        if int(first) > 12 >= int(second) > 0:
            return "dm"
        if int(second) > 12 >= int(first) > 0:
            return "md"
    return None


def read_slashed(match: re.Match[str], scene: Scene) -> Period | None:
    """ "21/01/2022", "21.01.2022". Where day and month could change places and nothing decides, the year alone is known."""
    one, two, year = int(match["one"]), int(match["two"]), int(match["y"])
    if year < 100:
        year += 2000 if year < 70 else 1900
    by_order = {"dm": calendar.make_date(year, two, one), "md": calendar.make_date(year, one, two)}
    days = {day for day in by_order.values() if day is not None}
    if match["mark"] == ".":
        days = {by_order["dm"]} if by_order["dm"] else set()
    elif len(days) == 2:
        order = day_order(scene)
        if order:
            days = {by_order[order]}  # type: ignore[arg-type]
        elif scene.published is not None:
            near = {day for day in days if abs((day - scene.published).days) <= 7}
            days = near if len(near) == 1 else days
    if not days:
        return None
    if len(days) == 2:
        return calendar.unknown("day", f"{year:04d}-XX-XX")
    return calendar.day_period(days.pop()).dated()


def read_month(match: re.Match[str], scene: Scene) -> Period | None:
    """ "January 2022", "November of last year"."""
    month = month_number(match["month"])
    if match["month"].islower() and month in (3, 5) and not match["year"]:
        return None
    year, _ = year_of(match, scene)
    if year is None:
        return calendar.unknown("month", f"XXXX-{month:02d}")
    return calendar.month_period(year, month).dated()


def read_bare_month(match: re.Match[str], scene: Scene) -> Period | None:
    """ "in September"; "may" and "march" as words, and people called so, are no months."""
    start, end = bounds_of(match)
    month, before = month_number(match["month"]), scene.text[max(0, start - 24) : start]
    placed = bool(PLACES_MONTH.search(before))
    ambiguous = month in (3, 5) or (len(match["month"].rstrip(".")) < 5 and month not in (6, 7))
    if ambiguous:
        if match["month"].islower():
            return None
        if not placed and (not LOOSE_MONTH.search(before) or NAMESAKES.search(scene.text)):
            return None
    if not placed and re.match(r"\s+[A-Z][a-z]+", scene.text[end : end + 12]) and not LOOSE_MONTH.search(before):
        return None
    if match["month"].isupper() and len(match["month"]) < 5:
        return None
    year = nearest_year(scene, month, 1, (start, end), whole_month=True)
    return calendar.unknown("month", f"XXXX-{month:02d}") if year is None else calendar.month_period(year, month)


def read_ordinal_day(match: re.Match[str], scene: Scene) -> Period | None:
    """ "on the 22nd": the day of the month that fits publication and tense."""
    number, base = int(match["number"]), scene.published
    if not 1 <= number <= 31:
        return None
    if base is None:
        return calendar.unknown("day", f"XXXX-XX-{number:02d}")
    ahead = direction(scene.text, *bounds_of(match)) == "future"
    for step in (0, 1, 2) if ahead else (0, -1, -2):
        month = calendar.shift_months(base.replace(day=1), step)
        day = calendar.make_date(month.year, month.month, number)
        if day is not None and (day >= base if ahead else day <= base):
            return calendar.day_period(day)
    return None


def read_day_of_month(match: re.Match[str], scene: Scene) -> Period | None:
    """ "the 5th of last month"."""
    if scene.published is None:
        return calendar.unknown("day", f"XXXX-XX-{int(match['number']):02d}")
    step = {"last": -1, "next": 1}.get(match["way"].lower(), 0)
    month = calendar.shift_months(scene.published.replace(day=1), step)
    day = calendar.make_date(month.year, month.month, int(match["number"]))
    return None if day is None else calendar.day_period(day)


def read_months(match: re.Match[str], scene: Scene) -> Period | None:
    """ "Jan-Feb 2021", "May/June"."""
    one, two = month_number(match["one"]), month_number(match["month"])
    if one == two:
        return None
    year, given = year_of(match, scene)
    if year is None and not given:
        year = nearest_year(scene, two, 1, bounds_of(match), whole_month=True)
    if year is None:
        return calendar.unknown("month", f"XXXX-{one:02d}/XXXX-{two:02d}")
    first, last = calendar.month_period(year - (one > two), one), calendar.month_period(year, two)
    return replace(last, first=first.first, value=f"{first.value}/{last.value}", is_dated=given)


def read_decade(match: re.Match[str], scene: Scene) -> Period | None:
    """ "the 1990s", "the eighties", "'70s"."""
    start, end = bounds_of(match)
    if re.search(r"\b(?:his|her|their|my|our|your|low|high)\s+(?:early|mid|late)?[\s-]*$", scene.text[max(0, start - 20) : start], re.I):
        return None
    if match["full"]:
        return calendar.decade_period(int(match["full"])).dated()
    words = match["word"]
    year = int(match["short"]) if match["short"] else DECADES[words.lower()]
    if re.match(r"\s*(?:°|degrees|C\b|F\b)", scene.text[end : end + 10]):
        return None
    base = scene.published or date(2000, 1, 1)
    return calendar.decade_period(1900 + year if 1900 + year + 30 <= base.year or year >= 30 else 2000 + year)


def read_century(match: re.Match[str], scene: Scene) -> Period | None:
    """ "the 19th century"."""
    words = match["number"].lower()
    number = ORDINALS.get(words) or int(re.sub(r"\D", "", words) or 0)
    return calendar.century_period(number).dated() if 11 <= number <= 21 else None


def base_year(match: re.Match[str], scene: Scene) -> tuple[int | None, bool]:
    """As `year_of`, for quarters, halves and seasons; "'22" and "of the year" count too."""
    groups = match.groupdict()
    if groups.get("short_year"):
        return 2000 + int(groups["short_year"]), True
    if groups.get("the_year"):
        return (scene.published.year if scene.published else None), True
    return year_of(match, scene)


def read_quarter(match: re.Match[str], scene: Scene) -> Period | None:
    """ "third quarter", "Q3 2021", "the first quarter of next year"."""
    words = (match.groupdict().get("ordinal") or "").lower()
    number = ORDINALS.get(words, 0) if words else int(match["number"])
    number = 4 if number == -1 else number
    if not 1 <= number <= 4:
        return None
    year, given = base_year(match, scene)
    if year is not None:
        return calendar.quarter_period(year, number).dated()
    base = scene.published
    if base is None or given:
        return calendar.unknown("quarter", f"XXXX-Q{number}")
    period = calendar.quarter_period(base.year, number)
    way = direction(scene.text, *bounds_of(match))
    if way == "future":
        return period if period.last is not None and period.last >= base else calendar.quarter_period(base.year + 1, number)
    return period if period.first is not None and period.first <= base else calendar.quarter_period(base.year - 1, number)


def read_half(match: re.Match[str], scene: Scene) -> Period | None:
    """ "H1 2023", "the second half of 2021"."""
    words = (match.groupdict().get("ordinal") or "").lower()
    number = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "latter": 2}[words] if words else int(match["number"])
    year, _ = base_year(match, scene)
    return calendar.unknown("half", f"XXXX-H{number}") if year is None else calendar.half_period(year, number).dated()


def read_season(match: re.Match[str], scene: Scene) -> Period | None:
    """ "spring of this year", "winter 2023", "this summer", "in the autumn"."""
    season = SEASONS[match["season"].lower().removesuffix("time")]
    year, given = year_of(match, scene)
    if year is not None:
        return calendar.season_period(year, season).dated()
    base, way = scene.published, squeeze(match.groupdict().get("way") or "")
    if base is None or given:
        return calendar.unknown("season", f"XXXX-{season}")
    seasons = [calendar.season_period(base.year + step, season) for step in (-2, -1, 0, 1)]
    begun = [p for p in seasons if p.first is not None and p.first <= base]
    running = begun[-1].last is not None and begun[-1].last >= base
    if way.startswith(("last", "this past")):
        return begun[-2] if running else begun[-1]
    ahead = [p for p in seasons if p.first is not None and p.first > base]
    if way.startswith(("next", "the coming")):
        return ahead[0]
    if way == "this":
        return begun[-1] if running else calendar.season_period(base.year, season)
    if running:
        return begun[-1]
    return ahead[0] if direction(scene.text, *bounds_of(match)) == "future" or way == "come" else begun[-1]


def absolute_rules() -> tuple[Rule, ...]:
    """The rules of this module."""
    ordinal, dash = r"(?:st|nd|rd|th)?", r"(?P<joint>\s*[-–—]\s*|\s+(?:to|and|&|through)\s+)"
    weekday = rf"(?:{ANY_WEEKDAY},?\s+(?:the\s+)?)?"
    quarter = r"(?P<ordinal>first|second|third|fourth|final|last|1st|2nd|3rd|4th)[ -]quarter"
    year_or = rf"(?:{YEAR_TAIL}|\s+of\s+(?P<the_year>the\s+(?:current\s+)?year))?"
    ordinals = "|".join(word for word in ORDINALS if (word.endswith(("th", "st")) and word.isalpha()) or word == "twenty-first")
    return (
        rule("iso", read_iso, r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:T(?P<h>\d\d):(?P<mi>\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"),
        rule("iso slashed", read_iso, r"(?P<y>\d{4})/(?P<m>\d\d?)/(?P<d>\d\d?)(?!/)"),
        rule("slashed", read_slashed, r"(?P<one>\d\d?)(?P<mark>[-/.])(?P<two>\d\d?)(?P=mark)(?P<y>\d{4}|\d\d)(?![/.]?\d)"),
        rule("day month", read_day, rf"{weekday}(?:the\s+(?=\d+(?:st|nd|rd|th|\s+of)))?(?P<day>{DAY_NUMBER}){ordinal}(?:\s+(?:of\s+)?|-)(?P<month>{MONTH}){YEAR_TAIL}?", needles=MONTH_NEEDLES),
        rule("days month", read_day,
             rf"(?:the\s+)?(?P<day>{DAY_NUMBER}){ordinal}{dash}(?P<last_day>{DAY_NUMBER}){ordinal}\s+(?:of\s+)?(?P<month>{MONTH}){YEAR_TAIL}?", needles=MONTH_NEEDLES),
        rule("month day", read_day, rf"{weekday}(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>{DAY_NUMBER}){ordinal}{NO_COUNT}{YEAR_TAIL}?", needles=MONTH_NEEDLES),
        rule("month days", read_day,
             rf"(?P<month>{MONTH})\s+(?P<day>{DAY_NUMBER}){ordinal}{dash}(?P<last_day>{DAY_NUMBER}){ordinal}{NO_COUNT}{YEAR_TAIL}?", needles=MONTH_NEEDLES),
        rule("month year", read_month, rf"(?:the month of\s+)?(?P<month>{MONTH}){YEAR_TAIL}", needles=MONTH_NEEDLES),
        rule("month", read_bare_month, rf"(?P<month>{FULL_MONTH}|(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.)", needles=MONTH_NEEDLES),
        rule("ordinal day", read_ordinal_day,
             r"(?:(?<=on )|(?<=until )|(?<=by )|(?<=since ))(?P<x>the\s+(?P<number>\d\d?)(?:st|nd|rd|th))(?=\s*[.,;:)]|\s*$|\s+(?:at|and|to|when|after|in)\b)"),
        rule("day of the month", read_day_of_month, r"the\s+(?P<number>\d\d?)(?:st|nd|rd|th)\s+of\s+(?P<way>this|last|next|the|the current)\s+month", needles="month"),
        rule("months", read_months,
             rf"(?P<one>{MONTH})\s*(?:-|–|/)\s*(?P<month>{MONTH})(?:{YEAR_TAIL})?(?!\s*\d)", needles=MONTH_NEEDLES),
        rule("1H", read_half, r"(?P<number>[12])H\s?(?:(?P<year>20\d\d)|['’]?(?P<short_year>\d\d))(?P<relative>)", exact=True),
        rule("decade", read_decade,
             r"(?P<x>(?:the\s+)?(?:(?P<full>(?:1[5-9]|20)\d0)['’]?s|(?:(?<=the )|(?<=mid-)|['‘’])(?P<short>[2-9]0)['’]?s"
             r"|(?<=the )(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)))"),
        rule("century", read_century, rf"(?:the\s+)?(?P<number>\d\d?(?:st|nd|rd|th)|{ordinals})[ -]century", needles="centur"),
        rule("quarter", read_quarter, rf"(?:the\s+)?(?:fiscal\s+)?{quarter}{year_or}", needles="quarter"),
        rule("Q3", read_quarter, rf"Q(?P<number>[1-4])(?:\s*(?:['’](?P<short_year>\d\d))|{YEAR_TAIL})?", exact=True),
        rule("3Q", read_quarter, r"(?P<number>[1-4])Q\s?(?:(?P<year>20\d\d)|['’]?(?P<short_year>\d\d))(?P<relative>)", exact=True),
        rule("half", read_half, rf"(?:the\s+)?(?P<ordinal>first|second|latter|1st|2nd)[ -]half(?:\s+of\s+(?P<the_year>the\s+(?:current\s+)?year)|{YEAR_TAIL})", needles="half"),
        rule("H1", read_half, rf"H(?P<number>[12])(?:\s*(?:['’](?P<short_year>\d\d))|{YEAR_TAIL})", exact=True),
        rule("season year", read_season, rf"(?:the\s+)?(?P<season>{SEASON}){YEAR_TAIL}", needles="spring|summer|autumn|fall|winter"),
        rule("season", read_season,
             rf"(?P<way>last|next|this past|this|the coming)\s+(?P<season>{SEASON})(?P<year>)(?P<relative>)", needles="spring|summer|autumn|fall|winter"),
        rule("in season", read_season,
             r"(?:(?<=in )|(?<=by )|(?<=until )|(?<=come )|(?<=since )|(?<=during )|(?<=over )|(?<=early )|(?<=late )|(?<=mid-))"
             r"(?P<season>spring|summer|autumn|winter|(?<=early )fall|(?<=late )fall)(?P<year>)(?P<relative>)(?!\s+(?:offensive|campaign))", needles="spring|summer|autumn|fall|winter"),
        rule("in the season", read_season,
             r"(?:(?<=in )|(?<=by )|(?<=until )|(?<=since )|(?<=during )|(?<=over )|(?<=through )|(?<=of ))the\s+"
             r"(?P<season>spring|summer|autumn|winter|(?<=in the )fall)(?P<year>)(?P<relative>)(?!\s+(?:of|offensive|campaign|palace|olympics))", needles="spring|summer|autumn|fall|winter"),
    )  # fmt: skip
