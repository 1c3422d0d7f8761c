"""What people decide about reports: judgements, which are only ever added, and what they come to for each report."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from vedette.model.errors import UsageError
from vedette.model.quantity import Item, Money
from vedette.model.report import Place, Report, When

DECISIONS = ("accept", "edit", "reject", "merge", "split", "undo")
# What may be edited, as the record contract names it; `span` is where the evidence stands.
EDITABLE = (
    "type", "status", "negated", "hedged", "actor", "recipient", "items", "money", "place", "when", "said", "attributed_to",
    "responds_to", "event", "programme", "span",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judgement:
    """One row of the review log: somebody decided something about one report, then, and for this reason.

    `revision` counts the judgements of one report from 1. An edit has `field` and `value`, in the form of the record contract. A
    merge is one row for each report that it joins, with the others' ids in `others`; a split takes one report out of its event.
    `document` and `version` (a SHA-256) are what the judge had before them.
    """

    report: str
    revision: int
    decision: str
    who: str
    at: datetime
    why: str
    document: str
    version: str
    field: str | None = None
    value: Any = None
    others: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "report": self.report, "revision": self.revision, "decision": self.decision, "who": self.who,
            "at": self.at.isoformat(), "why": self.why, "document": self.document, "version": self.version,
            "field": self.field, "value": self.value, "others": list(self.others),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Review:
    """What all judgements of one report come to. `state`: accepted, edited (and not yet accepted), rejected, or open (all undone).

    `edits` holds the last value of each edited field, in the form of the record contract; a merge or a split edits `event`.
    """

    report: str
    document: str
    version: str
    revision: int
    state: str
    edits: Mapping[str, Any]
    last: Judgement

    def to_json(self) -> dict[str, Any]:
        return {
            "state": self.state, "revision": self.revision, "who": self.last.who, "at": self.last.at.isoformat(),
            "why": self.last.why, "edits": dict(self.edits),
        }  # fmt: skip


def replay(log: Iterable[Judgement]) -> dict[str, Review]:
    """The reviews that a log comes to, by report: the log in order of its rows, from zero. The same log gives the same reviews.

    Later judgements stand over earlier ones: accepting what was rejected brings it back, with its edits. An undo takes the last
    one that stands back; undoing once more takes back the one before it.
    """
    reviews: dict[str, Review] = {}
    standing: dict[str, list[Review]] = {}
    for judgement in log:
        stack = standing.setdefault(judgement.report, [])
        if judgement.decision == "undo":
            del stack[-1:]
        before = stack[-1] if stack else None
        edits = {**(before.edits if before else {}), **_edits(judgement)}
        review = Review(
            judgement.report, judgement.document, judgement.version, judgement.revision, _state(judgement, before), edits, judgement
        )
        if judgement.decision != "undo":
            stack.append(review)
        reviews[judgement.report] = review
    return reviews


def _state(judgement: Judgement, before: Review | None) -> str:
    if judgement.decision == "undo":
        return before.state if before is not None else "open"
    if judgement.decision in ("accept", "reject"):
        return "accepted" if judgement.decision == "accept" else "rejected"
    # Joining or parting events says nothing on whether the rejected report itself is right.
    return "rejected" if before is not None and before.state == "rejected" and judgement.decision != "edit" else "edited"


def _edits(judgement: Judgement) -> dict[str, Any]:
    if judgement.decision == "edit":
        assert judgement.field is not None
        return {judgement.field: judgement.value}
    if judgement.decision == "merge":
        return {"event": "merged-" + _hash(*sorted({judgement.report, *judgement.others}))}
    return {"event": f"split-{_hash(judgement.report)}"} if judgement.decision == "split" else {}


def _hash(*names: str) -> str:
    return hashlib.sha256("\x1f".join(names).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def reviewed(report: Report, review: Review) -> Report:
    """The report as its review has it: the machine's, with the edited fields."""
    changed = report
    for field, value in review.edits.items():
        changed = with_field(changed, field, value)
    return changed


def with_field(report: Report, field: str, value: Any) -> Report:
    """The report with one field as the record contract writes it: `with_field(report, "said", "2031-03-04")`.

    UsageError where no such field is, or the value cannot be its.
    """
    try:
        return replace(report, **_field(field, value))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UsageError(f"{value!r} is no value of {field!r} ({error})", remedy="Write it as docs/record.md has it") from error


def _field(field: str, value: Any) -> dict[str, Any]:
    """The arguments of a report that a field's value in the record contract stands for."""
    if field in ("type", "status"):
        return {field: _text(value)}
    if field in ("event", "programme"):
        return {field: None if value is None else _text(value)}
    if field in ("negated", "hedged"):
        if not isinstance(value, bool):
            raise ValueError("it is true or false")
        return {field: value}
    if field in ("actor", "recipient", "responds_to"):
        return {field: _texts(value)}
    if field == "attributed_to":
        return {field: tuple(_texts(link) for link in _list(value))}
    if field == "said":
        return {field: _day(value)}
    if field == "when":
        return {field: When(_day(value.get("start")), _day(value.get("end")))}
    if field == "place":
        return {field: tuple(_place(place) for place in _list(value))}
    if field == "items":
        return {field: tuple(_item(item) for item in _list(value))}
    if field == "money":
        return {field: None if value is None else _money(value)}
    if field == "span":
        return {"evidence": _text(value["evidence"]), "start": int(value["start"]), "end": int(value["end"])}
    raise UsageError(f"there is no field {field!r} to edit", remedy=f"Take one of {', '.join(EDITABLE)}")


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("it is a text")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise ValueError("it is a list")
    return list(value)


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_text(one) for one in _list(value))


def _day(value: Any) -> date | None:
    return None if value is None else date.fromisoformat(_text(value))


def _place(value: Any) -> Place:
    place = Place(**value)
    if place.role not in ("at", "to", "from"):
        raise ValueError(f"unknown role {place.role!r}")
    return place


def _item(value: Any) -> Item:
    item = Item(**value)
    _text(item.name)
    return replace(item, low=_bound(item.low), high=_bound(item.high))


def _money(value: Any) -> Money:
    money = Money(**{"low": None, "high": None, **value})
    _text(money.currency)
    return replace(money, low=_bound(money.low), high=_bound(money.high))


def _bound(value: Any) -> float | None:
    """A bound, None where unknown: null never becomes 0."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{value!r} is no number")
    return float(value)
