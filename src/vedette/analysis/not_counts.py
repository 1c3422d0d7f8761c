"""Numerals that count nothing: names, years, clock times, scores, phone numbers, calibres, ages, list markers."""

from __future__ import annotations

import re
from functools import cache

from vedette.analysis.bounds import Amount
from vedette.analysis.counted import words_of
from vedette.lexicon.tables import read_table
from vedette.lexicon.units import time_pattern, unit_pattern

ORDINAL_END = re.compile(r"(?:st|nd|rd|th)\b|[\s-](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b(?!\s?-)", re.I)
CLOCK = re.compile(r"\s?(?:a\.?m\.?\b|p\.?m\.?\b|o['’]clock|hrs?\b|GMT|BST|EST|EDT|ET\b|CET|UTC)|\s?\((?:\d{4}|\d\d:\d\d|\d\d?)\s?(?:GMT|BST|UTC|ET)")
STREET = re.compile(r"\s(?:[A-Z][\w'’]+\s){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Drive|Boulevard|Square|Place|Way)\b")
AGE_BEFORE = re.compile(r"(?:\b(?:aged?|ages|age\sof)\s(?:between\s)?|\b[A-Z][\w'’-]+\s?,\s)$")
NAMED_BEFORE = re.compile(r"(?:^|[\s(\"“‘'/-])((?:[A-Za-z&'’.]+))\s$")
NUMBER_SIGN = re.compile(r"(?:#|№|\bNo\.?\s?|\bNos\.?\s?|\bnumber\s)$", re.I)
ADDRESS = re.compile(r"[@_/\\=&#~^|]\Z|\d[:/.,-]\Z|[A-Za-z][.-]\Z|[A-Za-z]–\Z|[A-Za-z]\Z|[A-Za-z]['’]\Z|[A-Z]\s-\Z")


def is_within_name(text: str, amount: Amount) -> bool:
    """Whether a capitalised number word is part of a name: "Group of Seven", "the Big Three", "the Five Eyes partners"."""
    before = re.search(r"(?<![.!?:])\b([\w'’]+)[ -]\Z", text[: amount.core_start])
    if before is None:
        return False
    follows_name = before.group(1)[0].isupper() and before.group(1).lower() not in STARTERS
    return follows_name or before.group(1).lower() in ("the", "of") or bool(re.match(r"[\s-][A-Z]", text[amount.core_end :]))


def is_attached(text: str, amount: Amount) -> bool:
    """Whether letters, slashes or other digits touch the numeral: "F-16", "Covid-19", "155mm", "9/11", "10:30", "21st"."""
    start, end = amount.core_start, amount.core_end
    before, after = text[max(0, start - 3) : start], text[end : end + 2]
    if ADDRESS.search(before) and amount.first.form != "vague" and not re.search(r"\b(?:near|non|multi)-$", text[max(0, start - 6) : start], re.I):
        return True
    if ORDINAL_END.match(text, end) and amount.last.form in ("figure", "word"):
        return True
    if re.match(r"[A-Za-z_]", after) and amount.last.form == "figure":
        return not unit_pattern().match(text, end)
    return bool(re.match(r"[:/]\d|\.\d|[-–]\d|\\|@", after)) and amount.last.form == "figure"


def is_score(text: str, amount: Amount) -> bool:
    """Sport: "won 2-1", "a 6-4 7-6 win"; a range of figures needs something that it counts."""
    start, end = amount.core_start, amount.core_end
    if amount.first is amount.last:
        return bool(re.match(r"[-–]\d", text[end : end + 2]) or re.search(r"\d[-–]$", text[max(0, start - 2) : start]))
    gap = text[amount.first.end : amount.last.start].strip()
    if gap not in ("-", "–") or amount.last.scale > 1:
        return False
    return amount.last.high < 200 and bool(re.match(r"\s?[.,;)]|$|\s(?:on|in|at|to|by|with|and|against|win|victory|defeat|loss|lead|draw|home|away|aggregate|over|after|thanks|the|vote|majority|record)\b", text[end:]))


def is_year(text: str, amount: Amount) -> bool:
    """A plain four-figure number from 1000 to 2100 where nothing says that it counts."""
    core = text[amount.first.start : amount.first.end]
    if amount.first.form != "figure" or not re.fullmatch(r"\d{4}", core) or not 1000 <= amount.first.literal <= 2100 or amount.first.scale > 1:
        return False
    if amount.start < amount.core_start and amount.first.literal < 1900:
        return False
    if amount.start < amount.core_start and not re.match(r"(?:around|about|circa|c\.|before|over|under|up)\b", text[amount.start : amount.core_start], re.I):
        return False
    before = text[max(0, amount.start - 14) : amount.start]
    if re.search(r"\b(?:in|since|by|until|from|of|during|before|after|and|mid|early|late|year|the|to|for|spring|summer|autumn|winter|fall)\s$|[(,-]\s?$", before, re.I):
        return amount.first.literal >= 1900 or not re.match(r"\s[a-z]+s\b", text[amount.core_end :])
    return not re.match(r"\s(?:\w+\s){0,2}\w+s\b", text[amount.core_end : amount.core_end + 40])


def is_designation(text: str, amount: Amount, *, has_item: bool) -> bool:
    """Whether the word before makes a name of the number: "Article 5", "Boeing 737", "Nord Stream 2", "Su 35"."""
    if amount.start < amount.core_start or amount.first.scale > 1 or amount.first.form == "vague":
        return False
    before = text[max(0, amount.core_start - 30) : amount.core_start]
    if NUMBER_SIGN.search(before):
        return True
    match = NAMED_BEFORE.search(before)
    if match is None:
        return False
    word = match.group(1)
    capital = word[0].isupper()
    if word.lower() in words_of("designation"):
        # "Phase 2" and "phase 2" are names; "group 40 ships together" is none.
        return capital or word.lower() not in words_of("designation", "needs_capital")
    integer = amount.first.form == "figure" and amount.first.low == int(amount.first.low)
    opening = not before[: match.start(1)].strip() and amount.core_start <= 30
    return capital and integer and not has_item and not opening and word.lower() not in STARTERS and amount.first.low < 10000


STARTERS = frozenset(
    ["the", "a", "an", "in", "on", "at", "by", "of", "to", "for", "with", "and", "but", "or", "from", "after", "about", "around", "over", "some", "only", "just", "nearly", "almost", "at", "least", "more", "than", "up", "all", "another", "these", "those", "its", "his", "her", "their", "our", "as", "when", "while", "if", "since", "until", "there", "were", "was", "are", "is", "had", "have", "has", "that", "another", "between", "among", "during", "both", "first", "last", "next", "past", "other", "total"]
)


def is_age(text: str, amount: Amount) -> bool:
    """"Maria Silva, 42, said", "aged 35", "the 19-year-old": ages belong to the dates."""
    before = text[max(0, amount.start - 30) : amount.start]
    following = text[amount.core_end : amount.core_end + 12]
    if re.search(r"\b(?:aged?|ages|ages\sof|age\sof)\s(?:between\s|from\s|about\s|just\s|under\s|over\s)?$", before, re.I):
        return True
    if amount.start < amount.core_start and amount.first.high <= 100 and UNDER_AGE.search(before) and not re.match(r"[\s-]?[\w%°]", following):
        return True
    return bool(AGE_BEFORE.search(before) and re.match(r"\s?(?:[,.;)]|$|-year)", following) and amount.first.low < 120 and amount.first is amount.last and amount.first.form in ("figure", "word"))


@cache
def calibre_pattern() -> re.Pattern[str]:
    nouns = "|".join(read_table("units")["calibre"]["nouns"])
    return re.compile(rf"[\s-]?(?:mm|millimet(?:er|re)s?|cm|-?inch|calib(?:er|re)|cal\.?)\b(?:[\s,-]+(?:[\w/-]+[\s-])?){{0,4}}(?:{nouns})", re.I)


def is_calibre(text: str, amount: Amount) -> bool:
    """"155mm artillery rounds", "30-mm cannon", "5.56x45": a bore, not a length; "50 mm of rain" is one."""
    if re.match(r"[\s-]?(?:mm|millimet(?:er|re))\b(?!\s(?:of|thick|wide|long|deep|high|in\sdiameter)\b)", text[amount.core_end :]):
        return not re.match(r"\s?mm\b\s*(?:[.,;]|$|(?:thick|rain|in|per|a)\b)", text[amount.core_end :]) or amount.first.low in CALIBRES
    return bool(calibre_pattern().match(text, amount.core_end)) or bool(re.match(r"x\d", text[amount.core_end : amount.core_end + 2]))


CALIBRES = frozenset((20.0, 23.0, 25.0, 30.0, 35.0, 40.0, 57.0, 60.0, 76.0, 81.0, 82.0, 84.0, 90.0, 100.0, 105.0, 120.0, 122.0, 125.0, 127.0, 130.0, 152.0, 155.0, 203.0, 220.0, 227.0, 300.0, 5.56, 7.62, 5.45, 9.0, 12.7, 14.5))


MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
BOTH_TIMES = re.compile(r"\s(?:and|or|to)\s\w+-(?:year|month|week|day|hour|minute)\b|\s(?:to|or)\s\w+\s(?:years|months|weeks|days|hours|minutes)\b", re.I)
UNDER_AGE = re.compile(r"\b(?:children|people|citizens|women|men|adults|those|anyone|girls|boys|players|youths|teenagers|kids|residents|patients|males|females|living|person|child)\s\Z", re.I)


def is_time(text: str, amount: Amount) -> bool:
    """Durations and clock times belong to the dates: "40 hours", "three-day", "5 pm", "0830 GMT"."""
    if time_pattern().match(text, amount.core_end) or CLOCK.match(text, amount.core_end) or BOTH_TIMES.match(text, amount.core_end):
        return True
    day = amount.first.form == "figure" and amount.first.scale == 1 and amount.first.high <= 31 and amount.first.end - amount.first.start <= 2
    return day and bool(re.match(rf"\s(?:{MONTHS})\b", text[amount.core_end :], re.I) or re.search(rf"\b(?:{MONTHS})\.?\s\Z", text[: amount.core_start], re.I))


def is_idle_one(text: str, amount: Amount) -> bool:
    """"one" as a pronoun or idiom: "no one", "one of the best", "one another", "at one point"."""
    if text[amount.core_start : amount.core_end].lower() != "one":
        return False
    before, after = text[max(0, amount.start - 14) : amount.start], text[amount.core_end : amount.core_end + 60]
    if re.search(r"\b(?:no|any|some|every|each|this|that|the|which|another|a|an|on\sthe|day|square|number|good|new|only|loved)[\s-]$", before, re.I):
        return (not re.match(r"-\w", after) and not re.search(r"\b(?:the|some|another)\s$", before)) or not re.match(r"\s[a-z]{4,}", after)
    return bool(
        re.match(r"\sof\s(?:the|its|their|his|her|our|my|Europe\S*|the\sworld\S*|[A-Z]\w+['’]s)?\s?(?:[\w-]+\s)?(?:most|least|\w+est|worst|best|top|leading|main|key|major)\b", after)
        or re.match(r"\s(?:another|day|time|point|hand|thing|side|way|can|could|should|must|would|might|may|who|that|has|is|was|wants|knows|does|cannot|needs)\b", after)
        or re.match(r"\s?[.,;:!?)”\"’]", after)
        or re.match(r"-(?:on|off|sided|way|time|year|party|off)\b", after)
    )


def counts_nothing(text: str, amount: Amount, *, has_item: bool, title_case: bool) -> bool:
    """Whether the amount is no quantity, whatever the reason; the reasons are the functions above, cheapest first."""
    if is_attached(text, amount) or is_score(text, amount) or is_time(text, amount) or is_idle_one(text, amount):
        return True
    if is_calibre(text, amount) or is_age(text, amount):
        return True
    if unit_pattern().match(text, amount.core_end):
        return False
    if is_year(text, amount) or is_designation(text, amount, has_item=has_item) or STREET.match(text, amount.core_end):
        return True
    core = text[amount.core_start : amount.core_end]
    if not title_case and amount.first.form == "word" and core[0].isupper() and is_within_name(text, amount):
        return True
    marker = not text[: amount.core_start].strip(" (") and re.match(r"[.)]\s", text[amount.core_end : amount.core_end + 2])
    bracketed = text[max(0, amount.core_start - 1) : amount.core_start] in ("(", "[") and text[amount.core_end : amount.core_end + 1] in (")", "]")
    phone = re.search(r"\+\s?$", text[: amount.core_start]) and not re.match(r"\s?%", text[amount.core_end :])
    return bool(marker or bracketed or phone)
