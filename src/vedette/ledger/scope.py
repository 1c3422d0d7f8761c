"""What of a ledger is asked, as SQL: one collection, and what was published, or held, by a moment."""

from __future__ import annotations

from datetime import UTC

from sqlalchemy import ColumnElement, and_, func, select

from vedette.ledger import tables
from vedette.ledger.selection import Scope


def is_in_scope(scope: Scope) -> ColumnElement[bool]:
    """Of readings joined with their versions: whether it is the current one, in the scope's collection, at the scope's time."""
    asked = [_is_current(scope)]
    if scope.collection is not None:
        named = select(tables.collections.c.id).where(tables.collections.c.name == scope.collection).scalar_subquery()
        members = select(tables.collected.c.document_id).where(tables.collected.c.collection_id == named)
        asked.append(tables.versions.c.document_id.in_(members))
    return and_(*asked)


def _is_current(scope: Scope) -> ColumnElement[bool]:
    arrivals, versions, readings = tables.arrivals, tables.versions, tables.readings
    if scope.held_by is None and scope.published_by is None:
        return ~readings.c.retired
    latest = select(func.max(arrivals.c.id)).join(versions, arrivals.c.version_id == versions.c.id)
    if scope.published_by is not None:
        latest = latest.where(versions.c.published <= scope.published_by)
    if scope.held_by is not None:
        latest = latest.where(arrivals.c.arrived_at <= scope.held_by.astimezone(UTC))
    known = select(arrivals.c.version_id).where(arrivals.c.id.in_(latest.group_by(arrivals.c.document_id)))
    read = select(func.max(readings.c.id)).where(readings.c.version_id.in_(known))
    if scope.held_by is not None:
        read = read.where(readings.c.read_at <= scope.held_by.astimezone(UTC))
    return readings.c.id.in_(read.group_by(readings.c.version_id))
