"""Sums that a sentence sets beside the new one: "40 million euros, on top of last year's 90 million" reports two tranches of aid."""

from __future__ import annotations

import re
from dataclasses import replace

from vedette.model.analysis import MoneyMention
from vedette.model.evidence import Span
from vedette.model.quantity import Money
from vedette.model.report import FieldSpan, Report, When, report_id
from vedette.reports.candidate import Candidate
from vedette.reports.context import Context

BESIDE = re.compile(r"\b(?:on top of|in addition to|(?:adds|adding|added|comes? on top) (?:to|of)|over and above)\s", re.IGNORECASE)
TO_DATE = re.compile(r"\b(?:already|to date|so far|since|total|totalling)\b", re.IGNORECASE)
REACH = 80  # characters between the phrase and its sum


def earlier_sums(context: Context, s: int, reports: list[Report]) -> list[Report]:
    """The aid reports of sentence s and, for each sum set beside one of theirs, a report of its own; dates in that phrase are its own."""
    sentence, clean = context.analysis.sentences[s], context.analysis.clean
    found = list(reports)
    for match in BESIDE.finditer(clean.text, sentence.start, sentence.end):
        sums = [m for m in context.analysis.money if match.end() <= m.start < min(match.end() + REACH, sentence.end)]
        if not sums:
            continue
        phrase = Span(match.start(), sums[0].end)
        at = _beside(found, sums[0])
        if at is None:
            continue
        dates = [d for d in context.analysis.dates if phrase.start <= d.start and d.end <= phrase.end + 40 and d.start < sentence.end and d.first is not None]
        when = When(dates[0].first, dates[0].last) if dates else When()
        first = found[at]
        found[at] = replace(first, when=When()) if dates and first.when == when else first
        found.insert(at + 1, _second(context, s, first, sums[0], phrase, when))
    return found


def is_told_beside(context: Context, candidate: Candidate, report: Report) -> bool:
    """Whether the aid is told on the side of another: in a relative clause, or as a running total. What a package holds is not of it."""
    if report.money is not None and report.money.role == "cumulative":
        return True
    return context.trees[candidate.sentence].tokens[candidate.token].dep in ("relcl", "acl")


def _beside(reports: list[Report], money: MoneyMention) -> int | None:
    """The aid report whose sum the mention stands beside; none where the mention has a report already."""
    aid = [k for k, r in enumerate(reports) if r.type.startswith("aid.")]
    if any(reports[k].money is not None and (reports[k].money.low, reports[k].money.high) == (money.low, money.high) for k in aid):  # type: ignore[union-attr]
        return None
    return next((k for k in aid if reports[k].money is not None), None)


def _second(context: Context, s: int, first: Report, money: MoneyMention, phrase: Span, when: When) -> Report:
    clean = context.analysis.clean
    source = clean.source_span(phrase.start, phrase.end)
    to_date = TO_DATE.search(clean.text, phrase.start, min(phrase.end + 30, context.analysis.sentences[s].end))
    role = "cumulative" if to_date else money.role
    return replace(
        first,
        id=report_id(first.document, clean.document.sha256, first.type, source.start, source.end, money.start),
        status="done",
        negated=False,
        evidence=source.of(clean.document.text),
        start=source.start,
        end=source.end,
        items=(),
        money=Money(money.low, money.high, money.currency, role, None),
        when=when,
        said=None,
        attributed_to=(),
        why=(f"{clean.text[phrase.start : phrase.start + 12].strip()} …: an earlier sum",),
        spans=(FieldSpan("money", clean.source_span(money.start, money.end)),),
        supporting=(),
    )
