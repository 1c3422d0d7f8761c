"""Where reports are: each place with its coordinates and how far around these it may be. What cannot be placed is said to be so.

A town is a circle of ten kilometres, a province one of a hundred, a country or a sea one of several hundred: nothing is put more precisely than
its name says. Disputed territory keeps all who claim it. A name of several places is placed only where one of them is meant for a reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vedette.ledger import LedgerReport, LedgerView, Selection
from vedette.lexicon.gazetteer import Candidate, Entry, countries, curated, lookup, place_key

# Kilometres around the coordinates within which a place of this kind lies, by kind; a kind that is not listed is a PROVINCE.
RADIUS = {
    "city": 10, "capital": 10, "airport": 3, "base": 5, "bridge": 2, "crossing": 3, "dam": 2, "square": 1, "nuclear plant": 3, "spaceport": 10,
    "canal": 50, "island": 50, "lake": 50, "strait": 150, "gulf": 250, "sea": 400, "ocean": 2000, "river": 300, "peninsula": 150, "country": 400,
}  # fmt: skip
PROVINCE = 100
CONTINENT = 1500  # a region that lies in no country, or in many
FAR_MORE_PEOPLE = 5  # how many times more people the largest town of a name has than the next, to be meant by the name alone


@dataclass(frozen=True, slots=True)
class Located:
    """A place with the reports that name it, by their ids. `radius` in kilometres; `claimed_by` where it is disputed."""

    name: str
    kind: str
    lat: float
    lon: float
    radius: float
    claimed_by: tuple[str, ...]
    reason: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A name that is on no map here, and why."""

    name: str
    reason: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arc:
    """What goes from one state to another: aid, by the states' ids, from and to the middle of each."""

    giver: str
    receiver: str
    start: tuple[float, float]
    end: tuple[float, float]
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Geography:
    """`reports` are all that a place, an arc or an unplaced name refers to."""

    located: tuple[Located, ...]
    unplaced: tuple[Unplaced, ...]
    arcs: tuple[Arc, ...]
    reports: tuple[LedgerReport, ...]


def geography(view: LedgerView, selection: Selection) -> Geography:
    """The places of the selection's reports, those with most reports first."""
    rows = [row for row in view.reports(selection) if row.report.place or row.report.type.startswith("aid.")]
    placed: defaultdict[tuple[Entry, str], list[str]] = defaultdict(list)
    unplaced: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        parties = frozenset((*row.report.actor, *row.report.recipient))
        for place in row.report.place:
            entry, reason = locate(place.name, parties)
            if entry is None:
                unplaced[place.name, reason].append(row.report.id)
            else:
                placed[entry, reason].append(row.report.id)
    located = [_located(entry, reason, ids) for (entry, reason), ids in placed.items()]
    missing = [Unplaced(name, reason, _once(ids)) for (name, reason), ids in unplaced.items()]
    return Geography(
        tuple(sorted(located, key=lambda one: (-len(one.reports), one.name, one.lat))),
        tuple(sorted(missing, key=lambda one: (-len(one.reports), one.name))),
        _arcs(rows),
        tuple(rows),
    )


def disputed() -> tuple[Located, ...]:
    """The territories that somebody claims from whoever holds them, whether reports name them or not."""
    entries = {candidate.entry for found in curated().values() for candidate in found if candidate.entry.claimed_by}
    placed = [_located(entry, "disputed", ()) for entry in entries if entry.lat is not None and entry.lon is not None]
    return tuple(sorted(placed, key=lambda one: one.name))


def _arcs(rows: Sequence[LedgerReport]) -> tuple[Arc, ...]:
    known = countries()
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        if row.report.type.startswith("aid.") and not row.report.negated:
            for giver in row.report.actor:
                for receiver in row.report.recipient:
                    if giver != receiver:
                        found[giver, receiver].append(row.report.id)
    arcs = []
    for (giver, receiver), ids in sorted(found.items()):
        start, end = _middle(known.get(giver)), _middle(known.get(receiver))
        if start is not None and end is not None:
            arcs.append(Arc(giver, receiver, start, end, _once(ids)))
    return tuple(arcs)


def _middle(entry: Entry | None) -> tuple[float, float] | None:
    return None if entry is None or entry.lat is None or entry.lon is None else (entry.lat, entry.lon)


@lru_cache(maxsize=1 << 14)
def locate(name: str, parties: frozenset[str]) -> tuple[Entry | None, str]:
    """The place that a name means where these parties are spoken of, and the reason; None with the reason against.

    "Georgia" told of `GEO` is the country; a name of two towns of like size, with no party of either country, is none.
    """
    found = [candidate for candidate in lookup(place_key(name)) if candidate.entry.lat is not None and candidate.entry.lon is not None]
    if not found:
        return None, "the gazetteer has no coordinates for this name"
    own = [candidate for candidate in found if candidate.is_own_name] or found
    for kept, reason in ((_first(own, "country"), "the country of this name"), (_curated(own), "the place of this name")):
        if kept is not None:
            return kept, reason
    if len(own) == 1:
        return own[0].entry, "the only place of this name"
    among = [candidate.entry for candidate in own if parties.intersection(candidate.entry.countries)]
    if len(among) == 1:
        return among[0], "the only place of this name in a country that the report names"
    return _largest(among or [candidate.entry for candidate in own])


def _first(found: Sequence[Candidate], kind: str) -> Entry | None:
    return next((candidate.entry for candidate in found if candidate.entry.kind == kind), None)


def _curated(found: Sequence[Candidate]) -> Entry | None:
    kept = [candidate.entry for candidate in found if candidate.entry.is_curated]
    return kept[0] if len(kept) == 1 else None


def _largest(entries: Sequence[Entry]) -> tuple[Entry | None, str]:
    ranked = sorted(entries, key=lambda entry: -entry.population)
    if ranked[0].population >= FAR_MORE_PEOPLE * max(1, ranked[1].population):
        return ranked[0], f"by far the largest of {len(ranked)} places of this name"
    return None, f"{len(ranked)} places go by this name, and nothing tells which is meant"


def _located(entry: Entry, reason: str, ids: Iterable[str]) -> Located:
    assert entry.lat is not None
    assert entry.lon is not None
    radius = RADIUS.get(entry.kind, PROVINCE if len(entry.countries) == 1 or entry.claimed_by else CONTINENT)
    return Located(entry.name, entry.kind, entry.lat, entry.lon, radius, entry.claimed_by, reason, _once(ids))


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
