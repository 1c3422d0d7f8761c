"""Reads events: the group of each report, and the reports and links of a group. Nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Engine, Row, select

from vedette.ledger import tables
from vedette.ledger.grouping import CHUNK, Fetch, compared
from vedette.ledger.selection import LedgerReport
from vedette.model.event import Group, Link


class EventView:
    """Events of the current reports, as the ledger keeps them."""

    def __init__(self, engine: Engine, fetch: Fetch) -> None:
        self._engine = engine
        self._fetch = fetch

    def of_reports(self, reports: Iterable[str]) -> dict[str, str]:
        """The event of each of these reports, by the ids of both; what is in none is left out."""
        ids, found = sorted(set(reports)), dict[str, str]()
        columns = tables.reports.c
        with self._engine.connect() as connection:
            for start in range(0, len(ids), CHUNK):
                query = select(columns.id, tables.event_members.c.event).join(tables.event_members, tables.event_members.c.report_row == columns.row)
                found.update((row[0], row[1]) for row in connection.execute(query.where(columns.id.in_(ids[start : start + CHUNK]))))
        return found

    def by_id(self, prefix: str) -> tuple[str, ...]:
        """Ids of events that begin so, at most some hundred, in order."""
        column = tables.event_members.c.event
        query = select(column).where(column.startswith(prefix, autoescape=True)).distinct().order_by(column).limit(CHUNK)
        with self._engine.connect() as connection:
            return tuple(connection.execute(query).scalars())

    def groups(self, events: Sequence[str]) -> Iterator[tuple[Group, tuple[LedgerReport, ...]]]:
        """Each of these events with its links and its reports, both in the order of the group."""
        columns = tables.event_members.c
        with self._engine.connect() as connection:
            for start in range(0, len(events), CHUNK):
                chunk = list(events[start : start + CHUNK])
                members: dict[str, list[Row[Any]]] = {event: [] for event in chunk}
                query = select(tables.event_members).where(columns.event.in_(chunk)).order_by(columns.event, columns.position)
                for row in connection.execute(query):
                    members[row.event].append(row)
                rows = [row.report_row for listed in members.values() for row in listed]
                reports = self._fetch(connection, rows)
                for event in chunk:
                    if members[event]:
                        yield _group(event, members[event], reports), tuple(reports[row.report_row] for row in members[event])


def _group(event: str, members: Sequence[Row[Any]], reports: dict[int, LedgerReport]) -> Group:
    links = [
        Link(reports[row.report_row].report.id, row.to_report, row.score, compared(row.compared), row.reason) for row in members
    ]
    return Group(event, tuple(links))
