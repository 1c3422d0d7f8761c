"""Sums that a sentence sets beside the new one: "40 million euros, on top of last year's 90 million" reports two tranches of aid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vedette.model.analysis import MoneyMention
from vedette.model.evidence import Span
from vedette.model.quantity import Money
from vedette.model.report import FieldSpan, Report, When, report_id
from vedette.reports.candidate import Candidate
from vedette.reports.context import Context

BESIDE = re.compile(r"\b(?:on top of|in addition to|(?:adds|adding|added|comes? on top) (?:to|of)|over and above|after(?= last (?:year|month)| the previous))\s", re.IGNORECASE)
# What brings a total to a sum, as real as what brings it there.
RAISING = re.compile(r"\b(?:bring|brought|rais|tak|took|push|lift)\w*\b(?:(?!\b(?:million|billion|trillion)\b)[^.;]){3,80}?\bto\s", re.IGNORECASE)
TO_DATE = re.compile(r"\b(?:already|to date|so far|since|total|totalling)\b", re.IGNORECASE)
ALLOCATED = re.compile(r"\b(?:allocated|earmarked|authori[sz]ed|approved|set aside)\b", re.IGNORECASE)
REACH = 80  # characters between the phrase and its sum


def earlier_sums(context: Context, s: int, reports: list[Report], before: Sequence[Report] = ()) -> list[Report]:
    """The aid reports of sentence s and, for each sum set beside one of theirs, a report of its own; dates in that phrase are its own."""
    sentence, clean = context.analysis.sentences[s], context.analysis.clean
    found = list(reports)
    for pattern in (BESIDE, RAISING):
        for match in pattern.finditer(clean.text, sentence.start, sentence.end):
            reach = REACH if pattern is BESIDE else REACH // 3
            sums = [m for m in context.analysis.money if match.end() < m.end and m.start < min(match.end() + reach, sentence.end) and m.start > match.start()]
            if sums:
                found = _with_second(context, s, found, sums[0], Span(match.start(), sums[0].end), raised=pattern is RAISING, before=before)
    return found


def _with_second(context: Context, s: int, found: list[Report], money: MoneyMention, phrase: Span, *, raised: bool, before: Sequence[Report]) -> list[Report]:
    """The reports with one for the sum of the phrase: a new one, or the one that a relative clause has given already, set right."""
    dates = [d for d in context.analysis.dates if phrase.start <= d.start and d.end <= phrase.end + 40 and d.start < context.analysis.sentences[s].end and d.first is not None]
    when = When(dates[0].first, context.analysis.published if raised else dates[0].last) if dates else When()
    told = next((k for k, r in enumerate(found) if r.type.startswith("aid.") and r.money is not None and (r.money.low, r.money.high) == (money.low, money.high)), None)
    first = next((k for k, r in enumerate(found) if k != told and r.type.startswith(("aid.", "mobilize.buildup")) and r.money is not None), None)
    if first is None:
        # "This comes on top of the 90 million spent to date": of the kind of the aid last told.
        last = next((r for r in reversed(before) if r.type.startswith("aid.") and r.money is not None), None)
        return found if told is None or last is None or raised else [*found[:told], _set_right(context, s, last, found[told], money, raised=False), *found[told + 1 :]]
    if told is not None:
        return [*found[:told], _set_right(context, s, found[first], found[told], money, raised=raised), *found[told + 1 :]]
    if dates and found[first].when.start == when.start:
        found[first] = replace(found[first], when=When())
    return [*found[: first + 1], _second(context, s, found[first], money, phrase, when, raised=raised), *found[first + 1 :]]


def _set_right(context: Context, s: int, first: Report, told: Report, money: MoneyMention, *, raised: bool) -> Report:
    """What a relative clause tells of an earlier sum: a total where it runs to date, of the kind of the new sum where it names none, and no promise."""
    clean = context.analysis.clean
    bare = re.match(r"\s(?:in|of|worth)\b", clean.text[money.end : money.end + 8]) is None
    to_date = raised or TO_DATE.search(clean.text, money.end, min(money.end + 60, context.analysis.sentences[s].end)) is not None
    role = "cumulative" if to_date and told.money is not None and told.money.role == "new" else told.money.role if told.money else "new"
    status, chain = (told.status, told.attributed_to) if raised or told.status in ("done", "authorised", "ongoing") else ("done", ())
    return replace(told, type=first.type if bare else told.type, status=status, attributed_to=chain, money=Money(money.low, money.high, money.currency, role, None))


def is_told_beside(context: Context, candidate: Candidate, report: Report) -> bool:
    """Whether the aid is told on the side of another: in a relative clause, or as a running total. What a package holds is not of it."""
    if report.money is not None and report.money.role == "cumulative":
        return True
    return context.trees[candidate.sentence].tokens[candidate.token].dep in ("relcl", "acl")


def _second(context: Context, s: int, first: Report, money: MoneyMention, phrase: Span, when: When, *, raised: bool) -> Report:
    clean = context.analysis.clean
    source = clean.source_span(phrase.start, phrase.end)
    to_date = TO_DATE.search(clean.text, phrase.start, min(phrase.end + 30, context.analysis.sentences[s].end))
    role = "cumulative" if to_date or raised else money.role
    return replace(
        first,
        id=report_id(first.document, clean.document.sha256, first.type, source.start, source.end, money.start),
        status=first.status if raised else "authorised" if ALLOCATED.search(clean.text, phrase.end, min(phrase.end + 45, context.analysis.sentences[s].end)) else "done",
        negated=False,
        evidence=source.of(clean.document.text),
        start=source.start,
        end=source.end,
        items=(),
        money=Money(money.low, money.high, money.currency, role, None),
        when=when,
        said=None,
        attributed_to=first.attributed_to if raised else (),
        why=(f"{clean.text[phrase.start : phrase.start + 12].strip()} …: an earlier sum",),
        spans=(FieldSpan("money", clean.source_span(money.start, money.end)),),
        supporting=(),
    )
