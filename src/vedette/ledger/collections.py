"""Collections: separate crises in one ledger. A document may belong to several, or to none."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, func, insert, select

from vedette.ledger import tables
from vedette.model.errors import LedgerError, UsageError


def collect(connection: Connection, name: str, documents: Iterable[str]) -> int:
    """Puts documents into a collection, made where there is none of this name; how many were not in it before.

    LedgerError where the ledger does not hold one of them.
    """
    if not name.strip() or name != name.strip():
        raise UsageError(f"{name!r} is no name of a collection", remedy="Take a name without blanks at its ends")
    collections, collected = tables.collections.c, tables.collected
    number = connection.execute(select(collections.id).where(collections.name == name)).scalar()
    if number is None:
        number = connection.execute(insert(tables.collections).values(name=name).returning(collections.id)).scalar_one()
    new = 0
    for document in documents:
        row = {"collection_id": number, "document_id": _document(connection, document)}
        held = select(collected.c.document_id).where(*(collected.c[key] == value for key, value in row.items()))
        if connection.execute(held).first() is None:
            connection.execute(insert(collected).values(row))
            new += 1
    return new


def leave(connection: Connection, name: str, documents: Iterable[str]) -> int:
    """Takes documents out of a collection; how many were in it. The documents stay in the ledger."""
    collected = tables.collected
    number = select(tables.collections.c.id).where(tables.collections.c.name == name).scalar_subquery()
    gone = 0
    for document in documents:
        named = (collected.c.collection_id == number, collected.c.document_id == _document(connection, document))
        gone += connection.execute(delete(collected).where(*named)).rowcount
    return gone


def collection_sizes(connection: Connection) -> dict[str, int]:
    """The documents of each collection, by its name."""
    collections, collected = tables.collections, tables.collected
    joined = collections.outerjoin(collected, collections.c.id == collected.c.collection_id)
    query = select(collections.c.name, func.count(collected.c.document_id)).select_from(joined).group_by(collections.c.name)
    return {row[0]: row[1] for row in sorted(connection.execute(query))}


def _document(connection: Connection, name: str) -> int:
    documents = tables.documents.c
    number = connection.execute(select(documents.id).where(documents.name == name)).scalar()
    if number is None:
        raise LedgerError(f"the ledger holds no document {name!r}", remedy="Read it first; `vedette reports` names what is there")
    return int(number)
