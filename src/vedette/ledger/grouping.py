"""Keeps events up to date as documents arrive: compares what is new with what shares a key, and groups anew what that touches.

What the reports come to does not depend on the order in which they came: edges are a function of two reports, and groups one of the
reports that edges connect. The cost of a document is that of what it touches, however large the ledger is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select

from vedette.ledger import tables
from vedette.ledger.selection import LedgerReport
from vedette.model.event import Compared, Edge, Group, Resolver, Told

CHUNK = 400  # rows named in one statement: below every database's limit of parameters

# Reports by the number of their row; `vedette.ledger.view.reports_by_row`.
Fetch = Callable[[Connection, Sequence[int]], dict[int, LedgerReport]]


def regroup_document(connection: Connection, document_id: int, resolver: Resolver, fetch: Fetch) -> None:
    """Takes the retired reports of a document out of their events, and its current ones into theirs."""
    current, stale, known = _rows_of(connection, document_id)
    fresh = [row for row in current if row not in known]
    if fresh or stale:
        regroup(connection, fresh=fresh, stale=stale, resolver=resolver, fetch=fetch)


def regroup(
    connection: Connection, *, fresh: Sequence[int], stale: Sequence[int], resolver: Resolver, fetch: Fetch
) -> None:
    """Brings the events of these reports, and of all that are connected with them, up to date. Rejected reports are in none."""
    told = {row: as_told(report) for row, report in fetch(connection, fresh).items() if not _is_rejected(report)}
    touched = set(told) | (_neighbours(connection, stale) - set(stale))
    _forget(connection, stale)
    _compare(connection, told, resolver, fetch)
    component = _component(connection, touched)
    if component:
        _store_groups(connection, component, resolver, fetch)


def _is_rejected(report: LedgerReport) -> bool:
    return report.review is not None and report.review.state == "rejected"


def as_told(report: LedgerReport) -> Told:
    """The report with what resolution asks of its document. Near-duplicates share an origin; what has none stands for itself."""
    return Told(report.report, report.published, report.publisher, report.origin)


def rows_of(connection: Connection, reports: Sequence[str]) -> list[int]:
    """Rows of the current reports of these ids."""
    table, readings = tables.reports, tables.readings
    query = select(table.c.row).join(readings, table.c.reading_id == readings.c.id).where(~readings.c.retired).order_by(table.c.row)
    return [row for start in range(0, len(reports), CHUNK) for row in connection.execute(query.where(table.c.id.in_(reports[start : start + CHUNK]))).scalars()]


def ungrouped(connection: Connection) -> list[int]:
    """Current reports that belong to no event yet: those of a ledger that an older Vedette wrote."""
    reports, readings, members = tables.reports, tables.readings, tables.event_members
    joined = reports.join(readings, reports.c.reading_id == readings.c.id).outerjoin(members, members.c.report_row == reports.c.row)
    query = select(reports.c.row).select_from(joined).where(~readings.c.retired, members.c.report_row.is_(None)).order_by(reports.c.row)
    return list(connection.execute(query).scalars())


def _rows_of(connection: Connection, document_id: int) -> tuple[list[int], list[int], set[int]]:
    """Rows of a document's reports: the current ones, the retired ones that are still in an event, and all that are in one."""
    reports, readings, versions, members = tables.reports, tables.readings, tables.versions, tables.event_members
    joined = (
        reports.join(readings, reports.c.reading_id == readings.c.id)
        .join(versions, readings.c.version_id == versions.c.id)
        .outerjoin(members, members.c.report_row == reports.c.row)
    )
    query = select(reports.c.row, readings.c.retired, members.c.event).select_from(joined).where(versions.c.document_id == document_id)
    found = connection.execute(query.order_by(reports.c.row)).all()
    known = {row.row for row in found if row.event is not None}
    return [row.row for row in found if not row.retired], [row.row for row in found if row.retired and row.row in known], known


def _forget(connection: Connection, rows: Sequence[int]) -> None:
    for chunk in _chunks(rows):
        connection.execute(delete(tables.event_keys).where(tables.event_keys.c.report_row.in_(chunk)))
        edges = tables.event_edges.c
        connection.execute(delete(tables.event_edges).where(or_(edges.first_row.in_(chunk), edges.second_row.in_(chunk))))
        connection.execute(delete(tables.event_members).where(tables.event_members.c.report_row.in_(chunk)))


def _compare(connection: Connection, told: dict[int, Told], resolver: Resolver, fetch: Fetch) -> None:
    """Files the new reports under their keys, and draws the edges between them and all that share one."""
    by_row = {row: {hashed(key) for key in resolver.keys(one)} for row, one in told.items()}
    if not by_row:
        return
    keys = [{"key": key, "report_row": row} for row, shared in by_row.items() for key in sorted(shared)]
    connection.execute(insert(tables.event_keys), keys)
    sharing: dict[int, set[int]] = {}
    for chunk in _chunks(sorted({key["key"] for key in keys})):
        for key, row in connection.execute(select(tables.event_keys.c.key, tables.event_keys.c.report_row).where(tables.event_keys.c.key.in_(chunk))):
            sharing.setdefault(key, set()).add(row)
    pairs = {(row, other) for row, shared in by_row.items() for key in shared for other in sharing[key] if other != row}
    pairs = {pair for pair in pairs if pair[1] not in told or pair[0] < pair[1]}
    others = {row: as_told(report) for row, report in fetch(connection, sorted({other for _, other in pairs} - set(told))).items()}
    everyone = {**others, **told}
    edges = [_edge_row(edge, row, other, everyone) for row, other in sorted(pairs) if (edge := resolver.edge(everyone[row], everyone[other])) is not None]
    if edges:
        connection.execute(insert(tables.event_edges), edges)


def hashed(key: str) -> int:
    """A key as a whole number of 63 bits, which every database keeps small and sorts fast."""
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


def _edge_row(edge: Edge, row: int, other: int, told: dict[int, Told]) -> dict[str, Any]:
    first, second = (row, other) if told[row].report.id == edge.first else (other, row)
    return {
        "first_row": first, "second_row": second, "score": edge.score, "tier": edge.tier, "reason": edge.reason,
        "compared": [[c.field, c.first, c.second, c.score] for c in edge.compared],
    }  # fmt: skip


def compared(rows: Iterable[Sequence[Any]]) -> tuple[Compared, ...]:
    """What was compared, of its JSON."""
    return tuple(Compared(*row) for row in rows)


def _neighbours(connection: Connection, rows: Iterable[int]) -> set[int]:
    edges, found = tables.event_edges.c, set[int]()
    for chunk in _chunks(sorted(rows)):
        found.update(connection.execute(select(edges.second_row).where(edges.first_row.in_(chunk))).scalars())
        found.update(connection.execute(select(edges.first_row).where(edges.second_row.in_(chunk))).scalars())
    return found


def _component(connection: Connection, rows: set[int]) -> list[int]:
    """These reports and all that edges connect with them."""
    found, frontier = set(rows), set(rows)
    while frontier:
        frontier = _neighbours(connection, frontier) - found
        found |= frontier
    return sorted(found)


def _store_groups(connection: Connection, rows: Sequence[int], resolver: Resolver, fetch: Fetch) -> None:
    told = {row: as_told(report) for row, report in fetch(connection, rows).items()}
    row_of = {one.report.id: row for row, one in told.items()}
    edges, columns = list[Edge](), tables.event_edges.c
    for chunk in _chunks(rows):
        for row in connection.execute(select(tables.event_edges).where(columns.first_row.in_(chunk))):
            first, second = told[row.first_row].report.id, told[row.second_row].report.id
            edges.append(Edge(first, second, row.score, row.tier, compared(row.compared), row.reason))
    for chunk in _chunks(rows):
        connection.execute(delete(tables.event_members).where(tables.event_members.c.report_row.in_(chunk)))
    members = [row for group in resolver.group(list(told.values()), edges) for row in _member_rows(group, row_of)]
    connection.execute(insert(tables.event_members), members)


def _member_rows(group: Group, row_of: dict[str, int]) -> Iterator[dict[str, Any]]:
    for position, link in enumerate(group.links):
        yield {
            "report_row": row_of[link.report], "event": group.id, "position": position, "to_report": link.to, "score": link.score,
            "compared": [[c.field, c.first, c.second, c.score] for c in link.compared], "reason": link.reason,
        }  # fmt: skip


def _chunks(values: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]
