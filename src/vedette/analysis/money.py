"""Sums of money: sign, code or noun, magnitude, bounds, and the role that the words beside them give.

    "more than $50 billion … to date"  5e10..None USD cumulative
    "an additional €600m"              6e8..6e8 EUR new
    "between 1.5 and 2 bn roubles"     1.5e9..2e9 RUB
"""

from __future__ import annotations

import re
from functools import cache

from vedette.analysis.bounds import Amount, bounded, join_all, single
from vedette.analysis.numbers import Numeral, find_numerals, tidy
from vedette.lexicon.currencies import (
    Tender,
    alternatives,
    code_for,
    is_said_of_text,
    noun_pattern,
    sign_pattern,
    tender_of,
)
from vedette.lexicon.tables import read_table
from vedette.model.analysis import MoneyMention

Found = tuple[Amount, Tender | None, str | None, str]


@cache
def before_figure() -> re.Pattern[str]:
    """A sign that ends where a figure begins: "$", "\\$", "US$ ", "Canadian $", "EUR "."""
    return re.compile(rf"(?:\b(Canadian|Australian|New\sZealand|Hong\sKong|Singapore|U\.S\.|US)\s)?(\\?{sign_pattern()})\s?\\?$")


@cache
def after_figure() -> re.Pattern[str]:
    """A currency that follows: " euros", "-dollar", " of dollars", "bn" taken by the numeral before."""
    return re.compile(rf"(?:[\s-]|\s?of\s)?(?:(?:of|in)\s)?{noun_pattern()}")


WHOSE_AFTER = re.compile(r"\s\(?(Canadian|Australian|US|U\.S\.|Singapore|New\sZealand|Hong\sKong)\b\)?(?!\s[A-Za-z])")


@cache
def worth() -> re.Pattern[str]:
    """Magnitudes that count money unsaid: "billions in military aid", "half a billion worth of arms"."""
    nouns = alternatives(read_table("currencies")["stands_for_money"]["nouns"])
    return re.compile(rf"\s(?:more\s)?(?:in|worth\sof)\s(?:(?!the\b|a\b)[\w-]+\s){{0,2}}(?:{nouns})\b", re.I)


def sign_before(text: str, numeral: Numeral) -> tuple[int, Tender, str | None] | None:
    """Where a currency sign before the numeral starts, what it stands for, and whose it is said to be."""
    if numeral.form in ("word", "share") and text[numeral.start : numeral.start + 1].isalpha() and numeral.scale == 1:
        return None
    window = max(0, numeral.start - 24)
    match = before_figure().search(text[window : numeral.start])
    if match is None:
        return None
    tender = tender_of(match.group(2).lstrip("\\"))
    return None if tender is None else (window + match.start(), tender, match.group(1))


def noun_after(text: str, end: int, numeral: Numeral) -> tuple[int, Tender, str | None] | None:
    """Where a currency word after the numeral ends, what it stands for, and whose it is said to be."""
    match = after_figure().match(text, end)
    if match is None:
        return None
    word = match.group("noun") or match.group("code") or match.group("sign")
    if is_something_else(text, match, word.lower(), numeral):
        return None
    tender = tender_of(word)
    return None if tender is None else (match.end(), tender, match.group("whose"))


WEIGHT = re.compile(r"\s(?:of\s(?!damage|compensation|aid|fines|debt|public|taxpayer|new|state|tax|loans|investment|funding)|(?:bombs?|warheads?|payload|heavier|lighter)\b)", re.I)
WEIGHED = re.compile(r"\b(?:weigh\w*|weight|lift\w*|carr(?:y|ies|ied)\sup\sto)\b[^.]{0,20}$", re.I)


def is_something_else(text: str, match: re.Match[str], word: str, numeral: Numeral) -> bool:
    """Whether the word is no currency here: pounds of flour, a 500-pound bomb, crowns, marks out of ten, the won match."""
    if word in ("pound", "pounds"):
        hyphened = text[match.start() : match.start() + 1] == "-" and numeral.scale == 1
        heavy = WEIGHT.match(text, match.end()) and numeral.scale < 1e6
        return bool(hyphened or heavy or WEIGHED.search(text[max(0, numeral.start - 30) : numeral.start]))
    plain = match.group("whose") is None
    if word in ("won", "real", "sum", "sums", "lei", "som", "dong", "marks", "mark", "crown", "crowns", "sole", "soles", "sol", "kip", "tala", "buck", "lat", "lats", "lev", "penny", "kina", "all", "top"):
        # A verb, an adjective, a school grade: the singular or a small count is no sum unless the text names the state.
        return plain and numeral.scale < 100 and (word not in ("marks", "crowns", "lei", "won") or numeral.high < 50 or (word == "won" and not numeral.high >= 1000))
    if word in ("all", "try", "top", "cup", "gel", "mop", "lak", "php", "std", "pen"):
        return not match.group("code")
    return False


def atoms(text: str) -> list[Found]:
    """Every numeral with the currency on either side of it; `None` where it has none of its own (it may share one in a range)."""
    found: list[Found] = []
    for numeral in find_numerals(text):
        if numeral.form == "share":
            continue
        before = sign_before(text, numeral)
        after = None if before else noun_after(text, numeral.end, numeral)
        if before:
            start, tender, whose = before
            end = numeral.end
            behind = WHOSE_AFTER.match(text, end)
            if (behind and whose is None and len(tender.codes) > 1) or (behind and tender.codes[0] == "USD"):
                whose, end = behind.group(1), behind.end()
            elif named := noun_after(text, end, numeral):
                # "US$5 million dollars" says it twice.
                end = named[0] if named[1].codes[0] == tender.codes[0] else end
            found.append((single(numeral, start, end), tender, whose, "before"))
        elif after:
            found.append((single(numeral, None, after[0]), after[1], after[2], "after"))
        elif numeral.scale >= 1e6 and worth().match(text, numeral.end):
            found.append((single(numeral), Tender(("USD",)), None, "unsaid"))
        else:
            found.append((single(numeral), None, None, ""))
    return found


def sums(text: str) -> list[Found]:
    """Sums and ranges of sums: a currency on either side of a range holds for both ends."""
    found = atoms(text)
    by_start = {entry[0].start: entry for entry in found}
    by_end = {entry[0].end: entry for entry in found}
    joined = []
    for amount in join_all(text, [entry[0] for entry in found]):
        first, last = by_start.get(amount.start) or entry_of(found, amount.first), by_end[amount.end]
        if first[1] is None and last[1] is None:
            continue
        if amount.first is not amount.last and first[1] and last[1] and first[1].codes[0] != last[1].codes[0]:
            joined += [first, last]
            continue
        tender, whose = (last[1], last[2] or first[2]) if last[1] is not None and last[3] == "after" else (first[1] or last[1], first[2] or last[2])
        if amount.first is not amount.last and last[1] is None and not is_shared(text, amount):
            joined.append(first)
            continue
        joined.append((amount, tender, whose, last[3] or first[3]))
    return [*joined, *elliptical(text, joined, found)]


COMPARED = re.compile(r"\b(?:from|against|vs|versus|with|to|than|and|or|of)\s(?:\w+\s){0,2}\Z")
ENDED = re.compile(r"\s?(?:[.,;)]|$)|\s(?:in|last|a\syear|for|the|by|from|to|at|on|previously|earlier|during|and|after|respectively)\b")


def elliptical(text: str, sums_found: list[Found], found: list[Found]) -> list[Found]:
    """Sums that leave the currency to the one before: "rose to 13 billion dlrs from 10 billion"."""
    more: list[Found] = []
    for entry in found:
        amount = entry[0]
        if entry[1] is not None or amount.first.scale < 1e6 or amount.first.form == "vague" or not ENDED.match(text, amount.end):
            continue
        if any(s[0].start <= amount.start < s[0].end for s in sums_found) or not COMPARED.search(text[max(0, amount.start - 30) : amount.start]):
            continue
        earlier = [s for s in sums_found if 0 < amount.start - s[0].end < 110]
        if earlier and not re.search(r"[.!?]\s|\n\s*\n", text[earlier[-1][0].end : amount.start]):
            more.append((amount, earlier[-1][1], earlier[-1][2], "ellipsis"))
    return more


def is_shared(text: str, amount: Amount) -> bool:
    """Whether a sign before the first of two figures holds for the second: "$5-6bn", "$1.5 to 2 million", not "$5 to 6 men"."""
    gap = text[amount.first.end : amount.last.start].strip()
    return gap in ("-", "–", "—") or amount.last.scale > 1 or not re.match(r"\s[a-z]", text[amount.last.end : amount.last.end + 2])


def entry_of(found: list[Found], numeral: Numeral) -> Found:
    return next(entry for entry in found if entry[0].first is numeral)


CUMULATIVE_BEFORE = re.compile(
    r"(?:bring(?:s|ing)?|brought|taking|takes|took|raising|lifting)\b[^.;]{0,90}\b(?:total|sum|amount|value|aid|assistance|support)\b[^.;]{0,60}\bto\s(?:\w+\s){0,2}$"
    r"|\btotal\s(?:value|amount|sum|of|volume|cost)\b[^.;]{0,90}$|\b(?:totalling|totaling|totalled|totaled|amounting\sto)\s(?:\w+\s){0,2}$"
    r"|\b(?:total|overall|cumulative|combined)\s(?:\w+\s){0,4}(?:to|of|at|is|was|reached|reaches|stands\sat)\s(?:\w+\s)?$"
    r"|\b(?:value|amount|volume|worth)\sof\b[^.;]{0,60}\b(?:from|since)\s\d{4}\s(?:is|was|stands\sat)\s(?:\w+\s)?$"
    r"|\b(?:together\swith|in\sall|altogether)\b[^.;]{0,90}$"
    r"|\bsince\b[^.;]{0,80}\b(?:has|have|had)\s(?:\w+\s)?\w+(?:ed|en|t|id|nt)\s(?:\w+\s){0,3}$",
    re.I,
)
# Up to the next sum, and not into what brings a total to another sum.
UNTIL_ANOTHER = r"(?:(?!\b(?:million|billion|trillion|bring\w*|rais(?:e|es|ing)|brought|total)\b)[^.;$€£¥₹₩])"
CUMULATIVE_AFTER = re.compile(
    UNTIL_ANOTHER + r"{0,110}?\b(?:to\sdate|so\sfar|since\s(?:the\s(?:start|beginning|outbreak|invasion|war|full-scale|russian)|\w+\s\d{4}|\d{4}|[A-Z]\w+|taking\soffice|then|it|that)|thus\sfar|until\snow|up\sto\snow)\b",
    re.I,
)
RECENT = re.compile(r"[^.;$€£]{0,110}?\b(?:over|in|during)\sthe\s(?:past|last)\s(?:\w+\s)?(?:months|years|decades|decade|year)\b", re.I)
PERFECT = re.compile(r"\b(?:has|have|'ve|’ve)\s(?:already\s|now\s|so\sfar\s|also\s|been\s)*(?:\w+ed|given|sent|spent|lent|sold|put|been|invested|paid|made)\b[^.;]{0,60}$", re.I)
PART = re.compile(r"(?:\bincluding\s(?:the\s|an?\s|at\sleast\s|about\s|some\s|around\s|up\sto\s|more\sthan\s|nearly\s)*|\bof\s(?:which|that|this)\b[^.;]{0,25}|\bcomprising\s(?:\w+\s){0,2}|\bof\sthe\s(?:\w+\s){0,2}total,?\s)$", re.I)
WHOLE = re.compile(r"\bpart\sof\s(?:a|the|its|an)\s(?:[\w-]+\s)?$", re.I)
PART_AFTER = re.compile(r"\s(?:of\s(?:that|which|it|the\s(?:total|sum|package|money|aid))\b|(?:slice|share|portion|part)\sof\b)", re.I)
ENVELOPE_BEFORE = re.compile(
    r"(?:\b(?:fund|budget|ceiling|authority|envelope|facility|allocation|appropriation|cap|limit)\s(?:of|worth|is|was|will\sbe|at|to|totalling|totaling)\s(?:\w+\s){0,3}"
    r"|\b(?:package|programme|program|fund|budget|facility|ceiling|line|envelope)\s(?:of|worth)\s(?:up\sto|as\smuch\sas)\s"
    r"|\b(?:authori[sz]e|authori[sz]es|authori[sz]ing|would\s(?:allocate|provide|appropriate|earmark)|appropriate|appropriates|appropriating|earmark|earmarks|earmarking)\s(?:\w+\s){0,3}"
    r"|\b(?:budget|spending)\s(?:for|in|on)\s[^.;]{0,40}\b(?:is|was|at|set|to)\s(?:\w+\s){0,4}"
    r"|\b(?:bill|budget|law|plan|programme)\s(?:provides|allots|foresees|envisages|sets\saside|allocates|includes)\s(?:\w+\s){0,2})$",
    re.I,
)
ENVELOPE_AFTER = re.compile(
    r"\s(?:[\w-]+\s){0,3}?(?:fund|budget|envelope|ceiling|facility)\b(?![-\w])|\s(?:\w+\s){0,4}?(?:left|remaining|remains|unspent|unused)\b|\s(?:\w+\s){0,3}?(?:authority|appropriations?)\b"
    r"|\s(?:a|per|each|every)\s(?:year|month)\b(?!\s(?:ago|earlier|before|later|previously))|\s(?:annually|yearly)\b|\sover\s(?:a|the\snext|the\scoming)?\s?(?:\w+)[\s-](?:years|year|months)\b",
    re.I,
)
AFTER_YEAR = re.compile(r"(?:19|20)\d\d\sto\s(?=\D{0,30}\d)", re.I)
NEW = re.compile(r"\b(?:additional|another|further|new|extra|fresh)\s(?:\w+\s){0,2}$", re.I)
BESIDE = re.compile(r"\bon\stop\sof\b[^.;]{0,30}$", re.I)


def role_of(text: str, start: int, end: int, high_only: bool) -> str:
    """The role by the words beside a sum; `new` where they tell nothing.

    The order is the reason: "another" beats a total named later, a part is a part of whatever it is in, and a total is
    looked for before a ceiling, as "has committed a total of" names both.
    """
    sentence_start = max(0, start - 160)
    break_at = max((m.end() for m in re.finditer(r"[.!?]['”\"]?\s+(?=[A-Z\"“])|\n\s*\n", text[sentence_start:start])), default=0)
    before = re.sub(r"\s", " ", text[sentence_start + break_at : start]) + inside(text, start, end)
    stop = re.search(r"[.!?]['”\"]?(?:\s|$)|\n\s*\n", text[end : end + 170])
    after = re.sub(r"\s", " ", text[end : end + (stop.start() if stop else 170)])
    if PART.search(before) or PART_AFTER.match(after):
        return "part"
    if WHOLE.search(before):
        return "envelope"  # "part of the $40 billion": what this draws on
    if NEW.search(before) or (BESIDE.search(before) and not CUMULATIVE_AFTER.match(after)):
        return "new"
    if CUMULATIVE_BEFORE.search(before) or (CUMULATIVE_AFTER.match(after) and not re.search(r"\bdrawdown\s(?:since|of)\b", before)):
        return "cumulative"
    if RECENT.match(after) and PERFECT.search(before):
        return "cumulative"
    if re.search(r"\bsince\b[^.;]{0,60}$", before) and PERFECT.search(before):
        return "cumulative"
    if ENVELOPE_BEFORE.search(before) or ENVELOPE_AFTER.match(after):
        return "envelope"
    if high_only and re.search(r"\b(?:package|programme|program|fund|facility|budget|scheme|line)\b[^.;,]{0,20}$", before):
        return "envelope"
    return "new"


def inside(text: str, start: int, end: int) -> str:
    """The filler within the mention that tells its role: "up to an additional $5 million"."""
    filler = re.match(r"[^\d$€£¥]{0,40}\b(?:additional|another|further|new|extra)\s", text[start:end], re.I)
    return filler.group() if filler else ""


def find_money(text: str, *, home_currency: str | None = None) -> tuple[MoneyMention, ...]:
    """Sums of money in order, none overlapping another. "nearly $6 billion" is 5.4e9..6e9 USD.

    `home_currency` (ISO 4217) is what a bare "$" means where the text itself says so ("all sums in Canadian dollars").
    """
    home = home_currency if home_currency and is_said_of_text(text, home_currency) else None
    mentions: list[MoneyMention] = []
    floor = 0
    for amount, tender, whose, _ in sorted(sums(text), key=lambda entry: entry[0].start):
        if tender is None or amount.start < floor:
            continue
        wide = bounded(text, amount, floor)
        code = code_for(tender, whose=whose, text=text)
        if home and whose is None and home in tender.codes:
            code = home
        low = None if wide.low is None else tidy(wide.low * tender.factor)
        high = None if wide.high is None else tidy(wide.high * tender.factor)
        start = wide.start
        if (year := AFTER_YEAR.match(text, wide.start, wide.end)) is not None and (inner := find_money(text[year.end() : wide.end])):
            start, low, high = year.end() + inner[0].start, inner[0].low, inner[0].high  # "since 2022 to nearly €700 million" is no range
        role = role_of(text, start, wide.end, low is None)
        mentions.append(MoneyMention(start, wide.end, text[start : wide.end], low, high, code, role))
        floor = wide.end
    return tuple(mentions)
