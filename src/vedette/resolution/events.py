"""An event of its reports: what is best known of each field, how real it became, who stands behind it, where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from vedette.model.event import Event, Group, StatusStep, Told
from vedette.model.report import STATUSES
from vedette.resolution.best import best_counts, best_money
from vedette.resolution.conflicts import conflicts_of
from vedette.resolution.days import Days, told_days
from vedette.resolution.origins import corroboration, independent_origins
from vedette.resolution.sorts import has_substance, sort_of

# How real an event is told to be at most: a wish never outranks a promise, a denial no report.
RANK = {status: rank for rank, status in enumerate(STATUSES)}


def describe(group: Group, told: Sequence[Told], beside: Sequence[Told] = ()) -> Event:
    """The event of `group`; `told` are its reports, in any order, `beside` those of another sort told with them."""
    by_id = {one.report.id: one for one in told}
    members = [by_id[link.report] for link in group.links]
    carrying = [one for one in members if has_substance(one.report)] or members
    own = [one for one in carrying if sort_of(one.report) != "part"] or carrying
    sort = sort_of(own[0].report)
    days = best_days([told_days(one) for one in own])
    origins = independent_origins(members)
    return Event(
        id=group.id,
        type=_most([one.report.type for one in own]),
        sort=sort,
        status=max((one.report.status for one in members), key=lambda status: RANK[status]),
        actor=_parties(one.report.actor for one in own),
        recipient=_parties(one.report.recipient for one in own),
        programme=next(iter(sorted({one.report.programme for one in members if one.report.programme})), None),
        first=days.first,
        last=days.last,
        dated_by=days.by,
        money=best_money(members, sort),
        counts=best_counts(members),
        places=tuple(sorted({(place.name, place.role) for one in members for place in one.report.place})),
        history=status_history(members),
        last_word=max((day for one in members if (day := one.published or told_days(one).last)), default=None),
        origins=origins,
        corroboration=corroboration(members, origins),
        conflicts=conflicts_of(members, beside),
        links=group.links,
    )


def best_days(of_reports: Sequence[Days]) -> Days:
    """The days that most reports state, exact ones first; where none states any, the first day of publication."""
    known = [days for days in of_reports if days.first is not None]
    exact = [days for days in known if days.is_exact]
    stated = exact or [days for days in known if days.is_stated]
    if stated:
        counted = Counter((days.first, days.last) for days in stated)
        first, last = min(counted, key=lambda pair: (-counted[pair], pair[0] or date.min, pair[1] or date.max))
        return Days(first, last, next(days.by for days in stated if (days.first, days.last) == (first, last)))
    return min(known, key=lambda days: (days.first or date.max, days.last or date.max), default=Days(None, None, None))


def status_history(members: Iterable[Told]) -> tuple[StatusStep, ...]:
    """Each status on each day on which it was told, in order of the days."""
    steps: dict[tuple[date, str], list[str]] = {}
    for one in members:
        day = told_days(one).first or one.published or date.max
        steps.setdefault((day, one.report.status), []).append(one.report.id)
    return tuple(
        StatusStep(None if day == date.max else day, status, tuple(sorted(reports)))
        for (day, status), reports in sorted(steps.items(), key=lambda step: (step[0][0], RANK[step[0][1]]))
    )


def _most(values: Sequence[str]) -> str:
    return min(values, key=lambda value: (-values.count(value), value))


def _parties(named: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The parties that most reports name; of as many the fewer, since nobody is added by a merge."""
    counted = Counter(tuple(sorted(names)) for names in named if names)
    return min(counted, key=lambda names: (-counted[names], len(names), names)) if counted else ()
