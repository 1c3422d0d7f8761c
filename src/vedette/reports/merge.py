"""Restatements: a later report of the same proposition fills what the first left open and becomes one of its supporting spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vedette.model.evidence import Span
from vedette.model.report import Report, When


def merge_restatements(reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports with restatements folded into the first of their kind, in order of appearance."""
    kept: list[Report] = []
    for report in reports:
        at = next((k for k, earlier in enumerate(kept) if restates(earlier, report)), None)
        if at is None:
            kept.append(report)
        else:
            kept[at] = fold(kept[at], report)
    return tuple(kept)


def restates(first: Report, later: Report) -> bool:
    """Same type, parties, status, truth and speakers, and no field that speaks against it; a bare mention restates any real one."""
    if _is_bare_mention(later) and first.type == later.type and set(later.actor) <= set(first.actor) and set(later.recipient) <= set(first.recipient):
        return first.negated == later.negated and first.status in REAL
    if (first.type, first.status, first.negated, first.hedged) != (later.type, later.status, later.negated, later.hedged):
        return False
    if first.type == "retreat.withdraw" and first.rule != later.rule:
        return False  # to pull back is one thing, to halt exercises another
    if set(first.actor) != set(later.actor) or set(first.recipient) != set(later.recipient):
        return False
    if first.attributed_to != later.attributed_to and later.attributed_to:
        return False
    if _differs({p.name for p in first.place}, {p.name for p in later.place}):
        return False
    if later.money and later.money != first.money:
        return False
    if later.when != When() and later.when != first.when:
        return False
    first_items = {(i.category, i.low, i.high) for i in first.items}
    later_items = {(i.category, i.low, i.high) for i in later.items}
    return later_items <= first_items


REAL = ("done", "ongoing")


def _is_bare_mention(report: Report) -> bool:
    """An event noun with nothing of its own: "the war", "the attack"."""
    has_fields = report.place or report.items or report.money or report.when != When()
    return report.rule.endswith(".nominal") and not has_fields and report.status in REAL


def _differs(first: set[str], later: set[str]) -> bool:
    return bool(later) and not later <= first


def fold(first: Report, later: Report) -> Report:
    """The first report, supported by the later one's evidence."""
    return replace(first, supporting=(*first.supporting, Span(later.start, later.end)), spans=first.spans)
