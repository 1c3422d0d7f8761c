"""Sums of money: a numeral with a currency before or after it, its bounds, and the role that the words beside it give."""

from __future__ import annotations

import re
from functools import cache

from vedette.analysis.numbers import Numeral, find_numerals
from vedette.lexicon.currencies import codes, names, symbols
from vedette.model.analysis import MoneyMention

_CUMULATIVE = re.compile(
    r"\b(?:total(?:l?ing|l?ed)?|so far|to date|since|cumulative|altogether|overall|sum of|bringing|brings|bring)\b", re.IGNORECASE
)
_SINCE = re.compile(r"\b(?:since|so far|to date|already|altogether)\b", re.IGNORECASE)
_PART = re.compile(r"\b(?:including|of which|part of (?:the|a|an)|comprising)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_ENVELOPE = re.compile(r"\b(?:envelope|ceiling|budget|fund|authority|facility|would authori[sz]e|remaining|left in|worth up to|package of up to|drawdown of up to)\b", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    words = "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in names())
    marks = "|".join(re.escape(s) for s in symbols() if not s[0].isalpha())
    return re.compile(rf"(?:\s*(?P<symbol>{marks})|[\s-](?:worth of\s+)?(?:(?:in|of)\s+)?(?P<name>{words})\b|\s(?P<code>{'|'.join(sorted(codes()))})\b)", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    marks = "|".join(re.escape(s) for s in symbols())
    return re.compile(rf"(?:(?<![A-Za-z])(?P<symbol>{marks})|\b(?P<code>{'|'.join(sorted(codes()))}))\s?$")


@cache
def _symbol_range() -> re.Pattern[str]:
    """The second sum of a range: "between $1 billion and $2 billion"."""
    marks = "|".join(re.escape(s) for s in symbols())
    return re.compile(rf"\s*(?:-|–|to|and)\s*(?P<symbol>{marks})\s?$")


def find_money(text: str, *, home_currency: str | None = None) -> tuple[MoneyMention, ...]:
    """Sums of money in a text: "nearly €7.5bn" is 6.75e9..7.5e9 EUR. A bare "$" is USD, or `home_currency` where given."""
    found: list[MoneyMention] = []
    masked, moved = _mask(text)
    for n in find_numerals(masked):
        if n.is_share:
            continue
        start, end, currency = n.start, n.end, None
        for s, e, symbol in moved:
            if s < n.core <= e + 1 and e <= n.core:
                currency, start = symbols()[symbol], min(start, s)
        if currency is None and (before := _before().search(masked, max(0, n.start - 6), n.start)) is not None:
            currency = before["code"] or symbols()[before["symbol"]]
            start = before.start()
        if (after := _after().match(masked, n.end)) is not None and (currency is None or after["name"]):
            if after["name"]:
                named = names()[re.sub(r"\s+", " ", after["name"].lower())]
                currency = named if currency in (None, "USD") else currency
            else:
                currency = after["code"].upper() if after["code"] else symbols()[after["symbol"]]
            end = after.end()
        if currency is None or not _is_sum(n, text):
            continue
        if home_currency and currency == "USD" and "$" in text[start:end] and "US" not in text[start:end]:
            currency = home_currency
        found.append(MoneyMention(start, end, text[start:end], n.low, n.high, currency, _role(text, start, end, n)))
    return _joined(tuple(found), text)


def _mask(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text with symbols before figures blanked, so that "more than $50" reads as "more than  50", and where they stood."""
    marks = "|".join(re.escape(s) for s in symbols())
    moved = [(m.start(1), m.end(1), m.group(1)) for m in re.finditer(rf"(?<![A-Za-z])({marks})(?=\s?\d)", text)]
    letters = list(text)
    for start, end, _ in moved:
        letters[start:end] = " " * (end - start)
    return "".join(letters), moved


def _is_sum(n: Numeral, text: str) -> bool:
    return not (n.low is None and n.high is None) and text[n.core : n.end].strip() != ""


def _joined(found: tuple[MoneyMention, ...], text: str) -> tuple[MoneyMention, ...]:
    """Two sums joined by "to" or "and" after "between" are one range."""
    kept: list[MoneyMention] = []
    for m in found:
        last = kept[-1] if kept else None
        if last is not None and last.currency == m.currency and last.low == last.high and m.low == m.high and last.low and m.low and last.low < m.low:
            gap = text[last.end : m.start].strip().lower()
            between = text[max(0, last.start - 9) : last.start].strip().lower().endswith(("between", "from")) or "between" in last.text.lower()
            if gap in ("to", "-", "–") or (gap == "and" and between):
                kept[-1] = MoneyMention(last.start, m.end, text[last.start : m.end], last.low, m.high, m.currency, last.role)
                continue
        kept.append(m)
    return tuple(kept)


def _role(text: str, start: int, end: int, n: Numeral) -> str:
    """The role that the words of the same sentence near the sum give it; new where they give none."""
    before = re.split(r"[.!?]\s", text[max(0, start - 70) : start])[-1]
    after = re.split(r"[.!?]\s", text[end : end + 60])[0]
    near = before[-35:]
    if _PART.search(before):
        return "part"
    if re.search(r"\b(?:additional|another|further|extra|new|fresh)\s*$", near, re.IGNORECASE):
        return "new"
    if re.search(r"\b(?:total|totall?ing|totals|bring\w*)\b", near, re.IGNORECASE) or _SINCE.search(after) or re.search(r"\bsince\b", before, re.IGNORECASE):
        return "cumulative"
    if n.low is None and n.high is not None or _ENVELOPE.search(near) or re.match(r"\s*(?:budget|fund|ceiling|envelope|in (?:unused|remaining))", after):
        return "envelope"
    return "new"
