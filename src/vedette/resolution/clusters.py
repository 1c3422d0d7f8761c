"""Groups of reports: the best edges first, and never two reports together that contradict one another.

What comes out is a function of the set of reports, as reviews have them. It can be found for each part of the reports that edges
connect by itself, which is what keeps a growing ledger up to date at the cost of what a document touches.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from datetime import date

from vedette.model.event import Edge, Group, Link, Told
from vedette.resolution.days import told_days
from vedette.resolution.keys import blocking_keys
from vedette.resolution.scores import contradiction, score_pair
from vedette.resolution.sorts import has_substance

ID_LENGTH = 12


class EventResolver:
    """The resolver that the ledger is given."""

    def keys(self, told: Told) -> tuple[str, ...]:
        return blocking_keys(told)

    def edge(self, one: Told, other: Told) -> Edge | None:
        return score_pair(one, other)

    def group(self, told: Sequence[Told], edges: Collection[Edge]) -> tuple[Group, ...]:
        return cluster(told, edges)


def group_reports(told: Sequence[Told]) -> tuple[Group, ...]:
    """The events of these reports, whatever order they come in: keys, edges and clusters in one."""
    by_key: dict[str, list[Told]] = {}
    for one in sorted(told, key=lambda one: one.report.id):
        for key in blocking_keys(one):
            by_key.setdefault(key, []).append(one)
    pairs = {
        (a.report.id, b.report.id): (a, b) for block in by_key.values() for n, a in enumerate(block) for b in block[n + 1 :]
    }
    edges = [edge for a, b in pairs.values() if (edge := score_pair(a, b)) is not None]
    return cluster(told, edges)


def cluster(told: Sequence[Told], edges: Collection[Edge]) -> tuple[Group, ...]:
    """Groups of `told` along `edges`; edges to reports that are not among them are left aside."""
    by_id = {one.report.id: one for one in told}
    home = {name: name for name in by_id}
    members = {name: [name] for name in by_id}
    joined: dict[str, list[Edge]] = {name: [] for name in by_id}
    for edge in sorted(edges, key=lambda e: (e.tier, -e.score, e.first, e.second)):
        if edge.first not in by_id or edge.second not in by_id or home[edge.first] == home[edge.second]:
            continue
        one, other = sorted((home[edge.first], home[edge.second]))
        if edge.tier >= 0 and not _may_join(members[one], members[other], edge, by_id):
            continue
        for name in members[other]:
            home[name] = one
        members[one] += members.pop(other)
        joined[one] += [*joined.pop(other), edge]
    return tuple(sorted((_group(members[root], joined[root], by_id) for root in members), key=lambda group: group.id))


def _may_join(one: list[str], other: list[str], edge: Edge, by_id: dict[str, Told]) -> bool:
    """Whether two groups may become one: no two members contradict, and what has no substance joins alone."""
    if edge.tier > 0:
        bare = [name for name in (edge.first, edge.second) if not has_substance(by_id[name].report)]
        for name in bare:
            own = one if name in one else other
            if len(own) > 1 and any(has_substance(by_id[member].report) for member in own):
                # It has a home already; it draws no other event into that.
                if not all(not has_substance(by_id[member].report) for member in (other if own is one else one)):
                    return False
    return not any(contradiction(by_id[a], by_id[b]) is not None for a in one for b in other)


def _group(members: list[str], joined: list[Edge], by_id: dict[str, Told]) -> Group:
    """The group with its first report as the root of a tree of links."""
    ordered = sorted(members, key=lambda name: _precedence(by_id[name]))
    links, waiting = {ordered[0]: Link(ordered[0])}, list(joined)
    while waiting:
        rest = []
        for edge in waiting:
            for name, to in ((edge.first, edge.second), (edge.second, edge.first)):
                if to in links and name not in links:
                    links[name] = Link(name, to, edge.score, edge.compared, edge.reason)
                    break
            else:
                rest.append(edge)
        waiting = rest
    return Group(event_id(ordered[0]), tuple(links[name] for name in ordered))


def _precedence(told: Told) -> tuple[bool, date, date, str]:
    days = told_days(told)
    return not has_substance(told.report), days.first or date.max, told.published or date.max, told.report.id


def event_id(first_report: str) -> str:
    """The id of the event whose first report this is; no report's id begins so."""
    return "e-" + hashlib.sha256(f"event\x1f{first_report}".encode()).hexdigest()[:ID_LENGTH]
