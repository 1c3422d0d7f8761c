"""Visits: moments that somebody gave a name, to ask later what changed since."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from vedette.ledger import tables


def add_visit(connection: Connection, name: str, at: datetime) -> None:
    connection.execute(insert(tables.visits).values(name=name, at=at.astimezone(UTC)))


def last_visit(connection: Connection, name: str) -> datetime | None:
    """The last moment of this name, None where there is none."""
    visits = tables.visits.c
    at = connection.execute(select(visits.at).where(visits.name == name).order_by(visits.id.desc()).limit(1)).scalar()
    return None if at is None else (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)


def visit_names(connection: Connection) -> tuple[str, ...]:
    return tuple(sorted(set(connection.execute(select(tables.visits.c.name)).scalars())))
