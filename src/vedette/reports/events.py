"""Which reports of one document tell of the same event: they get a label in common."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from datetime import date

from vedette.lexicon.responses import response_words
from vedette.model.report import Report

# What has not been put into the world yet.
OPEN = frozenset({"demanded", "considered", "proposed"})
REAL = frozenset({"done", "ongoing", "contracted"})
SHORT = 7  # days
OPENING = 80  # characters in which a detail names its whole
SYMMETRIC = frozenset({"agree.deal", "consult.meet", "cooperate.joint"})
LABEL_LENGTH = 12


def event_labels(reports: Sequence[Report], version: str, apart: Collection[tuple[str, str]] = ()) -> list[str | None]:
    """A label for each report in order, None where it is alone. `version` is the hash of the document's text.

    `apart` are pairs of ids, the first of which answers the second: a raid and the raid in retaliation for it are two events.

    "Quito sent four ships to Lima, it said. The shipment includes two tugs." tells of one event twice.
    """
    groups: list[list[Report]] = []
    for report in reports:
        home = next((g for g in reversed(groups) if all(same_event(member, report) and (report.id, member.id) not in apart and (member.id, report.id) not in apart for member in g)), None)
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
    """Same act between the same parties, nothing that tells the two apart, and something that ties them together."""
    if first.type.split(".")[0] != later.type.split(".")[0] or not _same_parties(first, later):
        return False
    if not _meet_in_time(first, later) or not _meet_in_place(first, later) or not _same_sum(first, later):
        return False
    if _is_detail_of(first, later):
        return True
    if first.type != later.type or _wish_and_fact(first, later) or not _same_counts(first, later):
        return False
    return _share_a_detail(first, later) or _same_act_otherwise_told(first, later)


def _is_detail_of(first: Report, later: Report) -> bool:
    """ "The package includes …": the opening words point back at a whole of which this is a part."""
    words = later.evidence[:OPENING].lower().replace(",", " ").split()
    if not words or later.start <= first.start or not (later.items or later.money) or first.status in ("denied", "hypothetical", *OPEN):
        return False
    definite = [k for k, word in enumerate(words) if word in ("the", "this", "these", "that") or word.endswith(("'s", "’s"))]
    return any(word in response_words("wholes") for k in definite[:1] for word in words[k + 1 : k + 5])


def _wish_and_fact(first: Report, later: Report) -> bool:
    """A demand for tanks and a delivery of tanks are two events; a raid demanded and a raid denied may be one."""
    open_, other = (first, later) if first.status in OPEN else (later, first)
    return open_.status in OPEN and other.status not in OPEN and (other.status in REAL or first.type.startswith("aid."))


def _share_a_detail(first: Report, later: Report) -> bool:
    """A day, a place, a sum or a count that both name."""
    places = {p.name for p in first.place} & {p.name for p in later.place}
    sums = first.money is not None and later.money is not None
    counts = any(
        one.category == other.category and (one.low, one.high) == (other.low, other.high) and one.low is not None
        for one in first.items for other in later.items
    )  # fmt: skip
    kinds = {i.category for i in first.items} & {i.category for i in later.items} if not first.type.startswith("assault") else set()
    return (_short(first) and _short(later)) or bool(places) or sums or counts or bool(kinds)


def _short(report: Report) -> bool:
    """Dated to a few days, so that another event of the same kind in the same days is unlikely."""
    start, end = report.when.start, report.when.end
    return start is not None and end is not None and (end - start).days < SHORT


def _same_act_otherwise_told(first: Report, later: Report) -> bool:
    """The bare act of the same two sides from another mouth or with another certainty."""
    if set(first.actor) != set(later.actor) or set(first.recipient) != set(later.recipient):
        return False
    if not (first.recipient or first.type in SYMMETRIC) or first.type.startswith("aid."):
        return False
    real = first.status in REAL, later.status in REAL
    if all(real):
        return first.attributed_to != later.attributed_to and first.status == later.status and not first.type.startswith("assault")
    if any(real):
        return "denied" in (first.status, later.status)
    return True


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
