"""Which reports of one document tell of the same event: they get a label in common."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from vedette.model.report import Report

# What has not been put into the world yet; a demand for tanks and a delivery of tanks are two events.
OPEN = frozenset({"demanded", "considered", "proposed"})
LABEL_LENGTH = 12


def event_labels(reports: Sequence[Report], version: str) -> list[str | None]:
    """A label for each report in order, None where it is alone. `version` is the hash of the document's text.

    "Quito sent four ships to Lima, it said. The shipment includes two tugs." tells of one event twice.
    """
    groups: list[list[Report]] = []
    for report in reports:
        home = next((g for g in reversed(groups) if all(same_event(member, report) for member in g)), None)
        if home is None:
            groups.append([report])
        else:
            home.append(report)
    labels = {id(member): _label(group[0], version) for group in groups if len(group) > 1 for member in group}
    return [labels.get(id(report)) for report in reports]


def _label(first: Report, version: str) -> str:
    key = "\x1f".join((first.document, version, first.id))
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:LABEL_LENGTH]


def same_event(first: Report, later: Report) -> bool:
    """Same kind of act between the same parties, and no place, day, count or sum that tells the two apart."""
    return (
        _same_kind(first, later)
        and _same_parties(first, later)
        and (first.status in OPEN) == (later.status in OPEN)
        and _meet_in_time(first, later)
        and _meet_in_place(first, later)
        and _same_counts(first, later)
        and _same_sum(first, later)
    )


def _same_kind(first: Report, later: Report) -> bool:
    return first.type.split(".")[0] == later.type.split(".")[0]


def _same_parties(first: Report, later: Report) -> bool:
    actors = set(first.actor), set(later.actor)
    recipients = set(first.recipient), set(later.recipient)
    if not any(actors) and not any(recipients):
        return False
    if not _nested(*actors) or not _nested(*recipients):
        return False
    return bool(actors[0] & actors[1] or recipients[0] & recipients[1])


def _nested(first: set[str], later: set[str]) -> bool:
    return first <= later or later <= first


def _meet_in_time(first: Report, later: Report) -> bool:
    begin = max(first.when.start or date.min, later.when.start or date.min)
    end = min(first.when.end or date.max, later.when.end or date.max)
    return begin <= end


def _meet_in_place(first: Report, later: Report) -> bool:
    places = {p.name for p in first.place}, {p.name for p in later.place}
    return not all(places) or bool(places[0] & places[1])


def _same_counts(first: Report, later: Report) -> bool:
    """Whether what both count can be one count; parts and running totals stand beside any."""
    for one in first.items:
        for other in later.items:
            if one.category != other.category or one.role != "new" or other.role != "new":
                continue
            low, high = max(one.low or 0, other.low or 0), min(one.high or float("inf"), other.high or float("inf"))
            if low > high:
                return False
    return True


def _same_sum(first: Report, later: Report) -> bool:
    one, other = first.money, later.money
    if one is None or other is None or one.role == "part" or other.role == "part":
        return True
    return (one.low, one.high, one.currency) == (other.low, other.high, other.currency)
