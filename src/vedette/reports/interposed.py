"""A speaker put into the middle of a list: "took the airport and, officials said, dozens of tanks" is two reports, and only the second is the officials'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vedette.model.quantity import Item
from vedette.model.report import Report, report_id
from vedette.reports import fields
from vedette.reports.context import Context

INTERPOSED = re.compile(
    r"(?:,\s)?\b(?:and|along\swith|together\swith|as\swell\sas|plus)\b,?\s"
    r"(?P<told>according\sto\s[^,.;]{3,60}|[^,.;]{3,60}?\s(?:says?|said|claim(?:s|ed)?|report(?:s|ed)?)|by\sthe\scount\sof\s[^,.;]{3,60}),\s",
)


def split_interposed(context: Context, s: int, reports: Sequence[Report]) -> list[Report]:
    """The reports of sentence s; the last one before an interposed speaker gives the rest of its list to a report that the speaker puts."""
    sentence, clean, tree = context.analysis.sentences[s], context.analysis.clean, context.trees[s]
    found = list(reports)
    for match in INTERPOSED.finditer(clean.text, sentence.start, sentence.end):
        told = next((a for a in context.analysis.attributions if a.source is not None and match.start("told") <= a.source.start < match.end("told") and a.speaker), None)
        rest = [t.i for t in tree.tokens if t.start >= match.end() and ((s, t.i) in context.materiel or context.quantities_by_item.get((s, t.i)))]
        at = clean.source_span(match.start(), match.end())
        before = [k for k, report in enumerate(found) if any(span.field == "type" and span.span.start < at.start for span in report.spans)]
        items = tuple(item for item, _ in fields.find_items(context, s, rest[:1] if rest else []))
        if told is None or not before or not items:
            continue
        for k in before:
            found[k] = _without(found[k], told.speaker)
        first = found[before[-1]]
        if first.type.startswith("assault."):
            items = tuple(replace(item, category="person") if item.category == "troops" else item for item in items)
        found[before[-1]] = replace(first, items=tuple(item for item in first.items if not _is_one_of(item, items)))
        end = max(tree.tokens[t].end for t in [t for t in rest if t in tree.subtree(rest[0])] or rest[:1])
        source = clean.source_span(match.start(), end)
        second = replace(
            first, id=report_id(first.document, clean.document.sha256, first.type, source.start, source.end, match.start()), start=source.start, end=source.end,
            evidence=source.of(clean.document.text), items=_as_told(items, first), attributed_to=(told.speaker,), why=(*first.why, "the rest of the list as told by another"), spans=(), supporting=(),
        )  # fmt: skip
        found.insert(before[-1] + 1, second)
    return found


def _without(report: Report, speaker: tuple[str, ...]) -> Report:
    return replace(report, attributed_to=tuple(link for link in report.attributed_to if link != speaker))


def _is_one_of(item: Item, items: Sequence[Item]) -> bool:
    return any((item.low, item.high, item.name) == (other.low, other.high, other.name) for other in items)


def _as_told(items: Sequence[Item], first: Report) -> tuple[Item, ...]:
    """The items with the role that the others of the list have."""
    roles = {item.role for item in first.items}
    return tuple(replace(item, role=next(iter(roles))) if len(roles) == 1 else item for item in items)
