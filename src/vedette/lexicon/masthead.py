"""The head of an article: headlines, bylines, datelines and date stamps, told by their shape."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from vedette.lexicon.furniture import agencies

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_WORD = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MONTH = rf"(?P<month{{n}}>{_MONTH_WORD})\.?"
_DAY = r"(?P<day{n}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year{n}>(?:19|20)\d\d)"


def _day_forms() -> str:
    """One alternation of the ways in which news writes a full date; numeric 04/05/2021 only where it means one day."""
    forms = (
        rf"{_DAY}(?: of)?[ \-]{_MONTH},?[ \-]{_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"{_YEAR}[-/.](?P<number{{n}}>0?[1-9]|1[0-2])[-/.]{_DAY}(?!\d)",
        rf"{_YEAR} {_MONTH} {_DAY}(?!\d)",
        r"(?P<first{n}>\d{{1,2}})[/.](?P<second{n}>\d{{1,2}})[/.](?P<year{n}>(?:19|20)\d\d)(?!\d)",
    )
    return "|".join(form.format(n=n) for n, form in enumerate(forms))


FULL_DAY = re.compile(rf"(?<![\w/.-])(?:{_day_forms()})", re.IGNORECASE)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_CLOCK = (
    r"(?:\d{1,2}(?:[:.]\d{2}){1,2}(?:\.\d+)?(?: ?[ap]\.?m\.?)?|\d{1,4} ?(?:[ap]\.?m\.?|hrs|gmt|utc)|noon|midnight)"
    r"(?: ?(?:\(?(?:gmt|utc|bst|cet|cest|est|edt|et|pst|pdt|ist|msk|eest|eet|z)\)?(?:[+-]\d{1,2}(?::?\d\d)?)?"
    r"|[+-]\d\d:?\d\d|local time|\([\w +:-]{2,12}\)))*"
)
_STAMP_WORDS = (
    r"(?:published|posted|updated|last (?:updated|modified)|modified|first published|date|dated|released?|issued|created|filed|on|at|as of|"
    r"press release|for immediate release|accessed|print edition|modified on|thru|by)"
)
_REST_OF_STAMP = re.compile(
    rf"(?:{_STAMP_WORDS}|{_WEEKDAY}|{_CLOCK}|t(?=\d)|[\s,;:|/()\[\]·•—–-]|\d+ min(?:ute)?s? read)*", re.IGNORECASE
)
_RELATIVE_STAMP = re.compile(
    rf"(?:{_STAMP_WORDS}:? )?(?:\d+|an?|one|two|three) ?(?:min(?:ute)?s?|hrs?|hours?|h|days?|d|weeks?|months?|years?) ago\.?$", re.IGNORECASE
)
_SECOND_HAND = re.compile(r"updated|modified|accessed", re.IGNORECASE)

_NAME_WORD = r"(?:[A-Z][\w'’.-]*|[A-Z]\.|(?:al|el|von|van|de|der|den|da|del|della|di|bin|bint|ibn|ben|la|le|du|dos|ter)(?:-[A-Z][\w'’-]*)?)"
_NAME = rf"[A-Z][\w'’.-]*(?: {_NAME_WORD}){{1,4}}"
NAME = re.compile(rf"{_NAME}$")
_NAMES = rf"{_NAME}(?:(?:, | and | & |, and ){_NAME}){{0,5}}"
_BYLINE_WORD = re.compile(r"(?i:by|written by|story by|text by|words by|authors?|posted by|reporting by)\s?:? +")
_BYLINE_TAIL_WORDS = frozenset(
    ["correspondent", "editor", "reporter", "staff", "writer", "bureau", "chief", "contributor", "analyst", "news", "the", "of", "in", "for", "at", "on", "and", "defence", "defense", "political", "senior", "with"]
)
_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)+|@\w+")
_OFFICE = re.compile(
    r"\b(?:Secretary|Minister|President|Spokes(?:person|man|woman)|Ambassador|Director|Chair(?:man|woman)?|Commissioner|Correspondent|Editor|"
    r"Reporter|Bureau|Envoy|Representative|Administrator|Counselor|Analyst|Fellow|Professor|Staff Writer)\b"
)
_OFFICE_LINE = re.compile(r"(?:Office|Bureau|Department|Ministry|Press Service|Embassy) (?:of|for) (?:the )?[A-Z][\w ,&'’-]{2,80}$")

# Who posted it, or under what, behind the day: "March 4, 2031 by JANA HOLT", "4 March 2031 in Defence".
_CREDIT_TAIL = re.compile(
    r"[\s,|/·•—–-]+(?:by:?\s[\w.'’@-]+(?:\s(?:[A-Z][\w.'’-]*|al|el|von|van|de|der|di|la|le|and|&)){0,5}|(?:in|under|at|via|from)\s[A-Z][\w.'’&-]*(?:,?\s(?:[A-Z&][\w.'’-]*|and|of|the)){0,5})$"
)
_OUTLET = re.compile(r"(?P<outlet>[A-Z][\w.'’&-]*(?:\s(?:[A-Z\d&][\w.'’&-]*|of|the|and|on|for|de|la|le|der|die)){0,6})(?:\s?[,|/·•(]|\s[—–-])\s?$")
# A heading that names what happened on a day is no paper's name.
_DATED_MATTER = re.compile(
    r"\b(?:Treaty|Agreement|Act|Accords?|Pact|Battle|War|Convention|Protocol|Massacre|Coup|Revolution|Election|Referendum|Day|Anniversary)\b",
    re.IGNORECASE,
)

_ABBREVIATED_END = re.compile(r"\b(?:(?:[A-Z]\.){1,3}|Jr\.|Sr\.|Inc\.|Ltd\.|Corp\.|Co\.)$")
_AGENCY_MARK = re.compile(r"\((?P<round>[A-Z][\w./ -]{1,30}?)\)|(?<!\w)/(?P<slash>[A-Z][\w. -]{1,20}?)/(?!\w)")
_SHORT_DAY = rf"(?:{_MONTH_WORD}\.? \d{{1,2}}|\d{{1,2}} {_MONTH_WORD})\b(?:\.?,? (?:19|20)\d\d\b)?"
DATELINE = re.compile(rf"[A-Z][\w.,'’/ -]{{1,50}}?,? (?i:{_SHORT_DAY})[.,]?(?:\s+--?|\s*[—–])\s*(?=[^\W\d]|[\"'“<(])")
_TOWN_WORD = rf"(?!(?i:{_MONTH_WORD}\.? \d))(?:[A-Z][\w'’.-]*|(?:al|el|de|la|of|the|an|am|on|upon)(?= [A-Z]))"
_TOWN = rf"[A-Z][\w'’-]*\.?(?:[ /]{_TOWN_WORD}){{0,3}}?"
_AGENCY = r"(?:\([^()\n\d]{2,40}\)|/[^/\n\d]{2,30}/)"
_WIRE_HEAD = re.compile(
    rf"\s*(?P<place>{_TOWN}(?:, ?{_TOWN}){{0,2}}?)(?: ?(?P<before>{_AGENCY}))?"
    rf"(?:[,.]?\s{{0,2}}(?:[|–—-] ?)?(?i:{_WEEKDAY},? )?(?P<day>(?i:{_SHORT_DAY})))?"
    rf"(?:[.,]?\s?(?P<after>{_AGENCY}|(?<=[\d.,] )[A-Z][\w/]+(?: [A-Z]\w+)?(?=\s*(?:-|–|—))))?"
    r"(?P<parting>\s?[.,]?\s*(?:--?\s+|[–—]\s*)|\s?[.:]\s+|(?<=[)/])\s+)(?=\S)"
)
_LEADING_AGENCY = re.compile(r"(?P<name>[A-Z][\w/]*(?: [A-Z]\w+){0,2}) ?(?:\([A-Za-z ]+\) ?)?[—–] ?(?=\S)")


@dataclass(frozen=True, slots=True)
class Dateline:
    """ "KYIV, 4 May 2023 (Reuters) —": the agency's name or None, and the day where the line gives a year."""

    agency: str | None
    day: date | None


def _safe_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_of(match: re.Match[str]) -> date | None:
    """The date of a FULL_DAY match, None where there is no such day or the order of its numbers is open."""
    found = {key.rstrip("0123456789"): value for key, value in match.groupdict().items() if value is not None}
    year = int(found["year"])
    if "first" in found:
        first, second = int(found["first"]), int(found["second"])
        if first > 12:
            return _safe_day(year, second, first)
        if second > 12 or first == second:
            return _safe_day(year, first, second)
        return None
    month = int(found["number"]) if "number" in found else MONTHS.index(found["month"][:3].casefold()) + 1
    return _safe_day(year, month, int(found["day"]))


def stamp_day(line: str) -> date | None:
    """The publication date of a line that is nothing but a date stamp: "Published: Friday, 4 May 2023 10:15 GMT".

    The first date counts; one that is only said to be an update counts where it stands alone.
    """
    line = line.strip()
    if not 6 <= len(line) <= 120:
        return None
    days = list(FULL_DAY.finditer(line))
    if not days:
        return None
    credit = _CREDIT_TAIL.search(line, days[-1].end())
    rest = FULL_DAY.sub(" ", line[: credit.start()] if credit else line)
    if not _REST_OF_STAMP.fullmatch(rest):
        return None
    for match in days:
        if day := day_of(match):
            return day
    return None


def signed_day(line: str) -> date | None:
    """The day of a line that names who brings the text and when: "Northern Courier, March 18, 2031", "By Jana Holt | 4 May 2031"."""
    line = line.strip()
    days = list(FULL_DAY.finditer(line)) if len(line) <= 120 else []
    if len(days) != 1:
        return None
    if byline_names(line):
        return day_of(days[0])
    before = re.sub(rf"(?:{_WEEKDAY})[,\s]*$", "", line[: days[0].start()], flags=re.IGNORECASE)
    is_outlet = bool(_OUTLET.fullmatch(before)) and not _DATED_MATTER.search(before)
    return day_of(days[0]) if is_outlet and _REST_OF_STAMP.fullmatch(line[days[0].end() :]) else None


def is_update_stamp(line: str) -> bool:
    return bool(_SECOND_HAND.search(line)) and not re.search(r"published|posted", line, re.IGNORECASE)


def is_stamp(line: str) -> bool:
    """Whether a line is a date stamp, relative ones ("19 hrs ago"), which give no date, included."""
    return stamp_day(line) is not None or bool(_RELATIVE_STAMP.match(line.strip()))


def byline_names(line: str) -> str | None:
    """The names of "By Jana Holt in Vilnius", None where the line is no byline.

    >>> byline_names("By Jana Holt and Piet Maas, Defence Correspondent")
    'Jana Holt and Piet Maas'
    >>> byline_names("By Monday the tanks had left.") is None
    True
    """
    line = line.strip()
    opening = _BYLINE_WORD.match(line)
    if not opening or len(line) > 160:
        return None
    names = re.match(_NAMES, line[opening.end() :].title() if line.isupper() else line[opening.end() :])
    if not names:
        return None
    rest = FULL_DAY.sub("", line[opening.end() + names.end() :])
    if not (_REST_OF_STAMP.fullmatch(rest) or all(_ends_byline(word) for word in re.split(r"[\s,|/•·()—–]+", rest))):
        return None
    # Commas part names only in a list that ends on "and"; otherwise an office or a paper follows.
    listed = names.group() if re.search(r" (?:and|&) ", names.group()) else names.group().partition(",")[0]
    return listed.rstrip(".,;")


def _ends_byline(word: str) -> bool:
    """Whether a word may follow the names of a byline: a place, an employer, an address, an office."""
    word = word.strip(".;:-")
    return not word or word[0].isupper() or word.casefold() in _BYLINE_TAIL_WORDS or bool(_ADDRESS.fullmatch(word))


def office_byline(line: str) -> str | None:
    """Who signs an official text: "Jana Holt, Minister of Defence" is Jana Holt, "Office of the Spokesperson" itself."""
    line = line.strip()
    if len(line) > 120 or line.endswith((".", "?", "!", ":")):
        return None
    if _OFFICE_LINE.match(line):
        return line
    name, comma, rest = line.partition(", ")
    return name if comma and is_name(name) and _OFFICE.search(rest) and len(rest.split()) <= 12 else None


def is_name(line: str) -> bool:
    """Whether a line is nothing but a person's name in shape: two to five capitalised words."""
    line = line.strip()
    return len(line) <= 50 and bool(NAME.match(line)) and not line.isupper() and not line.endswith(".")


def dateline(paragraph: str) -> Dateline | None:
    """What the dateline of a paragraph gives: "VILNIUS, 4 May 2023 (Reuters) - ", "MINSK, May 4. /TASS/.", "CNN — "."""
    head = paragraph[:120]
    known = agencies()
    if (leading := _LEADING_AGENCY.match(head)) and leading.group("name") in known:
        return Dateline(known[leading.group("name")], None)
    mark = _AGENCY_MARK.search(head)
    agency = known.get((mark.group("round") or mark.group("slash")).strip()) if mark else None
    if mark and agency and len(head[: mark.start()].split()) <= 9:
        before = head[: mark.start()]
    else:
        line = wire_head(head)
        if line is None or not (line.group("day") or line.group("before")):
            # Looser in shape, and so it dates nothing: "Lund, born March 4, 1971 - he".
            return Dateline(None, None) if DATELINE.match(head) else None
        before, agency = line.group(), None
    full = FULL_DAY.search(before)
    return Dateline(agency, day_of(full) if full else None)


def wire_head(text: str, start: int = 0) -> re.Match[str] | None:
    """The dateline at `start`, whatever the agency: "TALLINN, March 4 (Northern Wire) - ", "NEW DELHI: ", "MOSCOW, 4 March 2031. ".

    A dash closes any; a full stop, a colon or a mere blank only one that capitals, a day or an agency tell.
    """
    match = _WIRE_HEAD.match(text, start, start + 160)
    if match is None:
        return None
    has_day, has_agency = match.group("day") is not None, (match.group("before") or match.group("after")) is not None
    in_capitals = match.group("place").split(",")[0].isupper() and len(match.group("place")) > 3
    parting = match.group("parting").strip()
    if parting and parting[-1] in "-–—":
        is_one = in_capitals or has_day or has_agency
    elif parting == ":":
        is_one = in_capitals
    elif parting:
        is_one = has_day and (has_agency or in_capitals)
    else:
        # "PENNWELL (PWL) CUTS PRICES" is a headline with the sign of a share.
        is_one = has_agency and (has_day or in_capitals) and not text[match.end() : match.end() + 25].isupper()
    return match if is_one else None


def is_headline(line: str, *, following: str | None) -> bool:
    """Whether the first line of a text reads as its headline: short, with no full stop, with a text after it."""
    line = line.strip()
    if not line or following is None or len(line) > 220 or len(line.split()) > 32 or not re.search(r"[^\W\d_]", line):
        return False
    if re.search(r"(?:[.;:,]|\.[\"'”’)])$", line) and not _ABBREVIATED_END.search(line):
        return False
    if following[:1].islower() and len(line) > 60:
        return False
    return dateline(line) is None and byline_names(line) is None and not is_stamp(line)
