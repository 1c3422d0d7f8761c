"""Copies of one text as one origin: texts are looked up by their sketches, linked, and grouped as they arrive.

A group is all texts that are linked, directly or through others, so it comes out the same in whatever order they arrive. What is
held here can be made anew from the stored versions, and is where the way of comparing changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Select, bindparam, delete, func, insert, select, update

from vedette.ledger import tables
from vedette.ledger.selection import Member, Origin
from vedette.model.copies import Copy, Sketch

# A key that so many texts hold is furniture, or that of a large group that is found without it.
MOST_HOLDERS = 100
PAGE = 500


# Built once: building a statement takes longer than running it.
_HELD = select(tables.sketches.c.id).where(tables.sketches.c.sha256 == bindparam("text"))
_TEXT = select(tables.versions.c.text).where(tables.versions.c.sha256 == bindparam("text")).limit(1)
_HOLDERS = select(*tables.sketch_keys.c).where(tables.sketch_keys.c.key.in_(bindparam("keys", expanding=True)))
_SKETCHES = select(*tables.sketches.c).where(tables.sketches.c.id.in_(bindparam("numbers", expanding=True)))
_ADD_SKETCH = insert(tables.sketches).returning(tables.sketches.c.id)


@dataclass(frozen=True, slots=True)
class Likely:
    """A text that shares a key with the one that is looked up: its hash, the group that it is in, its sketch without keys."""

    sha256: str
    origin: str
    sketch: Sketch


class Origins:
    """The texts of a ledger as far as they have been compared with one another."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def start(self, scheme: str) -> None:
        """Forgets what another way of comparing has found: its sketches say nothing to those of this one."""
        sketches = tables.sketches
        with self._engine.begin() as connection:
            other = select(sketches.c.id).where(sketches.c.scheme != scheme).limit(1)
            if connection.execute(other).first() is not None:
                for table in (tables.copies, tables.sketch_keys, sketches):
                    connection.execute(delete(table))

    def waiting(self) -> Iterator[str]:
        """The hashes of stored texts that were not compared yet, in pages that are asked for one after the other."""
        versions, sketches = tables.versions, tables.sketches
        joined = versions.outerjoin(sketches, versions.c.sha256 == sketches.c.sha256)
        query = select(versions.c.sha256).distinct().select_from(joined).where(sketches.c.id.is_(None))
        last = ""
        while True:
            page = query.where(versions.c.sha256 > last).order_by(versions.c.sha256).limit(PAGE)
            with self._engine.connect() as connection:
                found = list(connection.execute(page).scalars())
            yield from found
            if len(found) < PAGE:
                return
            last = found[-1]

    @contextmanager
    def comparing(self) -> Iterator[Comparison]:
        """Some texts compared in one step, which is noted whole or not at all."""
        with self._engine.begin() as connection:
            comparison = Comparison(connection)
            yield comparison
            comparison.write_keys()


class Comparison:
    """One step of comparing. Keys are written at its end, in their order: one by one each would touch a page of the index of its own."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._unwritten: defaultdict[int, list[int]] = defaultdict(list)
        self._looked_up: tuple[Sequence[int], dict[int, list[int]]] = ((), {})

    def holds(self, sha256: str) -> bool:
        return self._connection.execute(_HELD, {"text": sha256}).first() is not None

    def text(self, sha256: str) -> str:
        return str(self._connection.execute(_TEXT, {"text": sha256}).scalar_one())

    def likely(self, sketch: Sketch) -> tuple[Likely, ...]:
        """The texts that share a key with a sketch."""
        holders = sorted({number for numbers in self._holders(sketch.keys).values() for number in numbers})
        pages = (holders[first : first + PAGE] for first in range(0, len(holders), PAGE))
        rows = (row for page in pages for row in self._connection.execute(_SKETCHES, {"numbers": page}))
        return tuple(Likely(row.sha256, row.origin, Sketch(row.scheme, row.size, (), row.signature)) for row in rows)

    def _holders(self, keys: Sequence[int]) -> dict[int, list[int]]:
        """The numbers of the sketches that hold each of the keys. A text is looked up and then added: one question serves both."""
        if keys == self._looked_up[0]:
            return self._looked_up[1]
        found = {key: list(self._unwritten.get(key, ())) for key in keys}
        for row in self._connection.execute(_HOLDERS, {"keys": keys}):
            found[row.key].append(row.sketch_id)
        self._looked_up = keys, found
        return found

    def add(self, sha256: str, sketch: Sketch, copies: Sequence[Copy]) -> None:
        """Adds a compared text with the texts that it is a copy of, one of each group at least: the groups become one."""
        sketches, connection = tables.sketches, self._connection
        of = select(sketches.c.sha256, sketches.c.id, sketches.c.origin).where(sketches.c.sha256.in_([copy.sha256 for copy in copies]))
        others = {row.sha256: row for row in connection.execute(of)} if copies else {}
        groups = {row.origin for row in others.values()}
        origin = min({sha256, *groups})
        row = {"sha256": sha256, "scheme": sketch.scheme, "size": sketch.size, "signature": sketch.signature, "origin": origin}
        number = connection.execute(_ADD_SKETCH, row).scalar_one()
        if grown := groups - {origin}:
            connection.execute(update(sketches).where(sketches.c.origin.in_(grown)).values(origin=origin))
        if copies:
            connection.execute(insert(tables.copies), [_copy_row(copy, number, others[copy.sha256].id) for copy in copies])
        for key, holders in self._holders(sketch.keys).items():
            if len(holders) < MOST_HOLDERS:
                self._unwritten[key].append(number)
        self._looked_up = (), {}

    def write_keys(self) -> None:
        rows = [{"key": key, "sketch_id": number} for key in sorted(self._unwritten) for number in self._unwritten[key]]
        if rows:
            self._connection.execute(insert(tables.sketch_keys), rows)
        self._unwritten.clear()


def _copy_row(copy: Copy, number: int, of: int) -> dict[str, Any]:
    overlap = copy.overlap
    return {
        "sketch_id": number,
        "of_id": of,
        "reason": copy.reason,
        "shared": overlap.shared,
        "contained": overlap.contained,
        "alike": overlap.alike,
    }


def current_texts() -> Select[Any]:
    """Each document's name with the hash, day and publisher of its current version, and the origin that this text is of.

    A text that was never compared is of an origin of its own.
    """
    arrivals, versions, documents, sketches = tables.arrivals, tables.versions, tables.documents, tables.sketches
    last = select(func.max(arrivals.c.id).label("id")).group_by(arrivals.c.document_id).subquery()
    joined = (
        arrivals.join(last, arrivals.c.id == last.c.id)
        .join(versions, arrivals.c.version_id == versions.c.id)
        .join(documents, arrivals.c.document_id == documents.c.id)
        .outerjoin(sketches, versions.c.sha256 == sketches.c.sha256)
    )
    origin = func.coalesce(sketches.c.origin, versions.c.sha256).label("origin")
    known = (versions.c.sha256, versions.c.published, versions.c.publisher)
    return select(documents.c.name, *known, origin).select_from(joined)


def origin_of(connection: Connection, document: str) -> Origin | None:
    """The origin of a document's current version, with all documents of it, the earliest first; None for an unknown document."""
    texts = current_texts().subquery()
    of = connection.execute(select(texts.c.origin).where(texts.c.name == document)).scalar()
    if of is None:
        return None
    rows = connection.execute(select(texts).where(texts.c.origin == of))
    members = [Member(row.name, row.sha256, row.published, row.publisher) for row in rows]
    # A document without a date may be any day's: it is named first only where none has a date.
    return Origin(of, tuple(sorted(members, key=lambda member: (member.published is None, member.published, member.name))))


def origins(connection: Connection) -> dict[str, str]:
    texts = current_texts().subquery()
    return {row[0]: row[1] for row in connection.execute(select(texts.c.name, texts.c.origin))}


def shared_origins(connection: Connection) -> tuple[int, int]:
    """How many documents are of an origin that another document is of too, and how many such origins there are."""
    texts = current_texts().subquery()
    counted = select(func.count().label("documents")).select_from(texts).group_by(texts.c.origin).subquery()
    query = select(func.coalesce(func.sum(counted.c.documents), 0), func.count()).where(counted.c.documents > 1)
    documents, groups = connection.execute(query).one()
    return int(documents), int(groups)
