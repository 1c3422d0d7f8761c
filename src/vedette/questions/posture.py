"""Which forces are reported near a place, as of a day: where, by whom, how sure; no place is taken for more precise than it was told.

"Two frigates near Reykjavik" has a distance from Keflavik; "two frigates to Iceland" has none: Iceland is where they are, and whether that
is near Keflavik nobody said. Such reports are kept apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import asin, cos, radians, sin, sqrt
from typing import Any

from vedette.ledger import LedgerReport, LedgerView, Selection
from vedette.lexicon.gazetteer import Entry, lookup, place_key
from vedette.model.errors import UsageError
from vedette.questions.facts import overlap

FORCES = ("mobilize", "retreat.withdraw", "observe.activity", "cooperate.joint")
# Places that are one spot on a map of a country; all else is an area, whose point in the gazetteer only lies somewhere in it.
POINTS = frozenset({"city", "capital", "base", "airport", "nuclear plant", "dam", "bridge", "square", "spaceport", "crossing"})
EARTH = 6371.0  # kilometres


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one party is reported to have at one place: the reports, latest last.

    `distance` in kilometres, None where the place is an area. `low`..`high` are the bounds of the latest count, None where unknown;
    `differs` where reports give counts that have nothing in common. `is_left` where a withdrawal from there is told later.
    """

    actor: str
    force: str
    place: str
    precision: str
    distance: float | None
    low: float | None
    high: float | None
    differs: bool
    is_left: bool
    sources: tuple[str, ...]
    reports: tuple[LedgerReport, ...]

    @property
    def latest(self) -> LedgerReport:
        return self.reports[-1]


@dataclass(frozen=True, slots=True)
class Posture:
    """The answer: what is `near`, nearest first, and what `may_be`: told of an area that holds or borders on the place.

    `unplaced` counts reports of forces at places that the gazetteer does not know, or that could be several.
    """

    place: str
    kind: str
    radius: float
    as_of: date
    near: tuple[Sighting, ...]
    may_be: tuple[Sighting, ...]
    unplaced: int


def posture(view: LedgerView, *, near: str, as_of: date, radius: float = 200.0, selection: Selection | None = None) -> Posture:
    """The forces reported within `radius` kilometres of a place, by what was dated on or before `as_of`.

    A report at a place of this very name is near whatever the gazetteer knows of it. UsageError where it knows no such place, or
    several as likely, and the ledger has none of this name.
    """
    centre = find_place(near) or Entry(near, "unknown")
    asked = replace(selection or Selection(), types=(selection.types if selection and selection.types else FORCES), last=as_of)
    grouped: defaultdict[tuple[str, str, str], list[tuple[LedgerReport, str]]] = defaultdict(list)
    unplaced = 0
    for row in view.reports(asked):
        if row.report.negated or row.report.status == "denied":
            continue
        for place in row.report.place:
            if find_place(place.name) is None and place.name.casefold() != centre.name.casefold():
                unplaced += 1
                continue
            for actor in row.report.actor or ("?",):
                for force in {item.name.casefold() for item in row.report.items} or {""}:
                    grouped[actor, force, place.name].append((row, place.role))
    sightings = [_sighting(*key, rows, centre) for key, rows in grouped.items()]
    there = [one for one in sightings if one.place.casefold() == centre.name.casefold()]
    if centre.kind == "unknown" and not there:
        raise UsageError(f"the gazetteer knows no place {near!r}, or several as likely", remedy="Name a town, a base, a sea or a strait in English")
    close = there + [one for one in sightings if one not in there and one.distance is not None and one.distance <= radius]
    perhaps = [one for one in sightings if one not in there and one.distance is None and _shares_country(one.place, centre)]
    return Posture(centre.name, centre.kind, radius, as_of, tuple(sorted(close, key=_order)), tuple(sorted(perhaps, key=_order)), unplaced)


def find_place(name: str) -> Entry | None:
    """The place of a name: what our own table has, else a country, else the only or by far the largest town of this own name."""
    candidates = lookup(place_key(name))
    curated = [c.entry for c in candidates if c.entry.is_curated or c.entry.kind == "country"]
    if curated:
        return curated[0]
    own = sorted((c.entry for c in candidates if c.is_own_name), key=lambda entry: -entry.population) or [c.entry for c in candidates]
    if len(own) > 1 and own[0].population < 5 * own[1].population:
        return None
    return own[0] if own else None


def kilometres(one: Entry, other: Entry) -> float:
    """The great-circle distance between two places that have points."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        raise ValueError("a place has no point")
    a, b = radians(one.lat), radians(other.lat)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))


def is_point(entry: Entry) -> bool:
    return entry.kind in POINTS and entry.lat is not None


def _shares_country(name: str, centre: Entry) -> bool:
    """Whether a place lies in or borders on a country of the centre's: more cannot be said of an area."""
    place = find_place(name)
    return place is not None and bool(set(place.countries) & set(centre.countries))


def _sighting(actor: str, force: str, place: str, rows: Sequence[tuple[LedgerReport, str]], centre: Entry) -> Sighting:
    entry = find_place(place) or Entry(place, "unknown")
    ordered = sorted(rows, key=lambda pair: (_day(pair[0]), pair[0].report.id))
    gone = [row for row, role in ordered if row.report.type == "retreat.withdraw" and role in ("at", "from")]
    there = [row for row, _ in ordered if row not in gone]
    shown = tuple(dict.fromkeys(row for row, _ in ordered))
    counts = [(item.low, item.high) for row in (there or gone) for item in row.report.items if item.name.casefold() == force]
    known = [pair for pair in counts if pair != (None, None)]
    latest = known[-1] if known else (None, None)
    return Sighting(
        actor=actor,
        force=force,
        place=place,
        precision="point" if is_point(entry) else f"area ({entry.kind})",
        distance=round(kilometres(entry, centre), 1) if is_point(entry) and is_point(centre) else None,
        low=latest[0],
        high=latest[1],
        differs=any(not overlap(*one, *other) for one in known for other in known),
        is_left=bool(gone) and (not there or _day(gone[-1]) >= _day(there[-1])),
        sources=_sources(shown),
        reports=shown,
    )


def _sources(rows: Iterable[LedgerReport]) -> tuple[str, ...]:
    """Who says so: those whom the texts name, else the publisher, else the document."""
    named = (row.report.attributed_to[-1] if row.report.attributed_to else (row.publisher or row.report.document,) for row in rows)
    return tuple(dict.fromkeys(name for link in named for name in link))


def _day(row: LedgerReport) -> date:
    return row.dated.first or row.dated.last or date.min


def _order(one: Sighting) -> tuple[float, str, str, str]:
    return one.distance if one.distance is not None else float("inf"), one.actor, one.place, one.force


def sighting_record(one: Sighting) -> dict[str, Any]:
    """A sighting as one JSON object, with the evidence of each report."""
    return {
        "actor": one.actor, "force": one.force or None, "place": one.place, "precision": one.precision, "distance_km": one.distance,
        "low": one.low, "high": one.high, "differs": one.differs, "left": one.is_left, "status": one.latest.report.status,
        "hedged": one.latest.report.hedged, "sources": list(one.sources),
        "reports": [
            {"report": row.report.id, "document": row.report.document, "sentence": row.report.evidence, "status": row.report.status,
             "first": row.dated.first.isoformat() if row.dated.first else None, "by": row.dated.by}
            for row in one.reports
        ],
    }  # fmt: skip
