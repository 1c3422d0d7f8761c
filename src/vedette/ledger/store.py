"""Opens a ledger and adds to it. Rows are added, never changed; the one exception, `readings.retired`, can be rebuilt."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Insert,
    Row,
    Select,
    Table,
    bindparam,
    create_engine,
    event,
    insert,
    make_url,
    select,
    update,
)
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from vedette.ledger import tables
from vedette.ledger.browsing import Browser
from vedette.ledger.collections import collect, leave
from vedette.ledger.grouping import regroup, regroup_document, rows_of, ungrouped
from vedette.ledger.migrate import migrate
from vedette.ledger.originals import Originals
from vedette.ledger.origins import Origins
from vedette.ledger.reviews import add_judgements
from vedette.ledger.rows import item_rows, name_rows, report_row, span_rows
from vedette.ledger.selection import Scope
from vedette.ledger.view import LedgerView
from vedette.ledger.visits import add_visit
from vedette.ledger.writing import lock_events, write
from vedette.model.document import Document, Failure
from vedette.model.errors import LedgerError
from vedette.model.event import Resolver
from vedette.model.judgement import Judgement
from vedette.model.report import Report

# What may be learned about a text after it was first read; the text itself is the version's identity.
GROUPED_AT_ONCE = 500
KNOWN_LATER = ("title", "author", "publisher", "published", "published_from", "url")


class Ledger:
    """A store of reports: a SQLite file, or a database URL.

    `with Ledger.open("crisis.db") as ledger: ledger.add(document, reports, reader="1", at=now)`; `ledger.view()` answers.
    Threads may share a view, and each adds through a ledger of its own.
    """

    def __init__(self, engine: Engine, *, originals: Originals | None = None) -> None:
        self._engine = engine
        self._originals = originals

    @classmethod
    def open(cls, location: str, *, create: bool = True, originals: Path | None = None) -> Ledger:
        """Opens `location`, a file or a URL, and brings its tables up to date. LedgerError where that cannot be.

        `originals` is the folder where documents are kept as they came: `crisis.db.originals` for a file `crisis.db`, none for a
        database server unless it is named. Without `create`, a file that does not exist is an error: a question never leaves an empty ledger behind.
        """
        try:
            engine = _engine(location, create=create)
        except (ArgumentError, NoSuchModuleError, ImportError) as error:
            raise LedgerError(
                f"no ledger can be opened at {location} ({error})",
                remedy="Name a file, or a URL whose driver is installed, such as postgresql+psycopg://USER@HOST/NAME",
            ) from error
        try:
            with engine.begin() as connection:
                migrate(connection, location=location)
        except SQLAlchemyError as error:
            engine.dispose()
            raise LedgerError(
                f"the ledger {location} cannot be opened ({_first_line(error)})",
                remedy="Name a ledger that Vedette has written, or a new file in a folder that you may write to",
            ) from error
        except LedgerError:
            engine.dispose()
            raise
        folder = originals or _folder_beside(engine)
        return cls(engine, originals=Originals(folder) if folder else None)

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def view(self, scope: Scope | None = None) -> LedgerView:
        return LedgerView(self._engine, scope)

    def judge(self, judgements: Sequence[Judgement], *, resolver: Resolver | None = None) -> None:
        """Adds to the review log, all or none, and with `resolver` brings the events of these reports up to date.

        ReviewConflict where a report was judged since the revision that the judge saw.
        """

        def judge(connection: Connection) -> None:
            add_judgements(connection, judgements)
            if resolver is not None:
                lock_events(connection)
                rows = rows_of(connection, [judgement.report for judgement in judgements])
                regroup(connection, fresh=rows, stale=rows, resolver=resolver, fetch=self.view().reports_by_row)

        write(self._engine, judge)

    @property
    def origins(self) -> Origins:
        """Which of the stored texts are copies of one."""
        return Origins(self._engine)

    def browser(self, scope: Scope | None = None) -> Browser:
        return Browser(self._engine, scope)

    def collect(self, name: str, documents: Sequence[str]) -> int:
        """Puts documents into a collection; see `vedette.ledger.collections.collect`."""
        return write(self._engine, lambda connection: collect(connection, name, documents))

    def leave(self, name: str, documents: Sequence[str]) -> int:
        """Takes documents out of a collection; how many were in it."""
        return write(self._engine, lambda connection: leave(connection, name, documents))

    def add_visit(self, name: str, *, at: datetime) -> None:
        """Gives this moment a name, to ask later what changed since. The last of a name counts."""
        write(self._engine, lambda connection: add_visit(connection, name, at))

    def settle(self, document: Document) -> Document:
        """The document with what the ledger already knows about the same text, where the document itself is silent.

        A text read once with `--published 2022-01-20` keeps that date when it is read again without.
        """
        with self._engine.connect() as connection:
            current = _current_version(connection, document.name)
        if current is None or current.sha256 != document.sha256:
            return document
        silent = [name for name in KNOWN_LATER if getattr(document, name) is None]
        return replace(document, **{name: getattr(current, name) for name in silent})

    def is_read(self, document: Document, *, reader: str) -> bool:
        """Whether this is the current version of its document and `reader` has already read it."""
        with self._engine.connect() as connection:
            current = _current_version(connection, document.name)
            if current is None or current.digest != digest(document):
                return False
            readings = tables.readings.c
            query = select(readings.id).where(
                readings.version_id == current.id, readings.reader == reader, ~readings.retired
            )
            return connection.execute(query).first() is not None

    def add(
        self, document: Document, reports: Sequence[Report], *, reader: str, at: datetime, resolver: Resolver | None = None
    ) -> None:
        """Adds one reading of a document, all or nothing, and with `resolver` brings its events up to date. Adding the same again changes nothing.

        A changed text or date becomes a new version; readings of older versions, or by older readers, are retired, not deleted.
        LedgerError where a report's evidence is not the document's text at its span, or an id occurs twice.
        """
        _check(document, reports)
        write(self._engine, lambda connection: self._add(connection, document, reports, reader=reader, at=at.astimezone(UTC), resolver=resolver))

    def _add(
        self, connection: Connection, document: Document, reports: Sequence[Report], *, reader: str, at: datetime, resolver: Resolver | None
    ) -> None:
        document_id = _row_id(connection, tables.documents, {"name": document.name})
        # One writer a document: which version is current, and which reading, is decided by one at a time.
        connection.execute(select(tables.documents.c.id).where(tables.documents.c.id == document_id).with_for_update())
        current = _current_version(connection, document.name)
        key = {"document_id": document_id, "digest": digest(document)}
        version_id = _row_id(connection, tables.versions, key, _version_row(document))
        self._keep_original(connection, document, version_id)
        if current is None or current.id != version_id:
            arrival = {"document_id": document_id, "version_id": version_id, "arrived_at": at}
            connection.execute(insert(tables.arrivals).values(arrival))
        reading_id = _reading(connection, document_id, version_id, reader=reader, at=at)
        held = select(tables.reports.c.row).where(tables.reports.c.reading_id == reading_id).limit(1)
        if connection.execute(held).first() is None:
            _insert_reports(connection, document, reports, reading_id)
        if resolver is not None:
            lock_events(connection)
            regroup_document(connection, document_id, resolver, self.view().reports_by_row)

    def group_all(self, resolver: Resolver) -> int:
        """Takes every current report that belongs to no event yet into its event; how many there were."""

        def group(connection: Connection) -> int:
            lock_events(connection)
            rows = ungrouped(connection)
            for start in range(0, len(rows), GROUPED_AT_ONCE):
                regroup(connection, fresh=rows[start : start + GROUPED_AT_ONCE], stale=(), resolver=resolver, fetch=self.view().reports_by_row)
            return len(rows)

        return write(self._engine, group)

    def _keep_original(self, connection: Connection, document: Document, version_id: int) -> None:
        if document.original is None or self._originals is None:
            return
        key = {"version_id": version_id, "sha256": self._originals.keep(document.original)}
        kept = tables.originals
        if connection.execute(select(kept.c.size).where(*(kept.c[name] == value for name, value in key.items()))).first() is None:
            connection.execute(insert(kept).values(**key, size=len(document.original)))

    def original(self, name: str) -> bytes:
        """The current version of this document as it came, byte for byte. LedgerError where it was not kept."""
        with self._engine.connect() as connection:
            current = _current_version(connection, name)
            kept = tables.originals.c
            query = select(kept.sha256).where(kept.version_id == (current.id if current else None))
            sha256 = connection.execute(query).scalar()
        if sha256 is None or self._originals is None:
            remedy = "Read the document again; for a database server, name the folder with --originals both times"
            raise LedgerError(f"no original of {name} was kept", remedy=remedy)
        return self._originals.read(sha256)

    def add_failure(self, failure: Failure, *, at: datetime) -> None:
        """Notes that a document could not be read; the same failure of the same document is noted once."""
        key = {"name": failure.name, "reason": failure.reason, "remedy": failure.remedy}
        noted = {"failed_at": at.astimezone(UTC)}
        write(self._engine, lambda connection: _row_id(connection, tables.failures, key, noted))


def digest(document: Document) -> str:
    """Hash of the text and what is known about it; where the date was found, and warnings, are no part of it."""
    known = [document.title, document.author, document.publisher, document.url, document.media_type]
    known.append(document.published.isoformat() if document.published else None)
    return hashlib.sha256(json.dumps([document.sha256, *known]).encode("ascii")).hexdigest()


def _engine(location: str, *, create: bool) -> Engine:
    if "://" in location:
        url = make_url(location)
        if url.drivername == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        path = Path(url.database) if url.drivername.startswith("sqlite") and url.database else None
    else:
        path = Path(location)
        url = make_url("sqlite://").set(database=str(path))
    if path is not None and not create and not path.is_file():
        raise LedgerError(
            f"there is no ledger {path}", remedy="Make one with `vedette read PATH`, or name one with --ledger"
        )
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def prepare(connection: Any, _record: Any) -> None:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA busy_timeout = 10000")
            if create:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = NORMAL")

    return engine


def _folder_beside(engine: Engine) -> Path | None:
    path = engine.url.database if engine.dialect.name == "sqlite" else None
    return Path(f"{path}.originals") if path and path != ":memory:" else None


def _first_line(error: Exception) -> str:
    return (str(error.__cause__ or error).splitlines() or [type(error).__name__])[0]


def _check(document: Document, reports: Sequence[Report]) -> None:
    remedy = "This is a fault of Vedette; please report it with the document"
    for report in reports:
        if report.document != document.name:
            raise LedgerError(f"report {report.id} names {report.document!r}, not {document.name!r}", remedy=remedy)
        if document.text[report.start : report.end] != report.evidence:
            raise LedgerError(
                f"report {report.id} does not quote the text at {report.start}..{report.end}", remedy=remedy
            )
    twice = [name for name, count in Counter(report.id for report in reports).items() if count > 1]
    if twice:
        raise LedgerError(f"two reports of {document.name} have the id {twice[0]}", remedy=remedy)


# Statements that every document asks for are built once: building one takes longer than running it.
@cache
def _current_version_query() -> Select[Any]:
    arrivals, versions, documents = tables.arrivals, tables.versions, tables.documents
    columns = [column for column in versions.c if column.name not in ("text", "warnings")]
    joined = arrivals.join(versions, arrivals.c.version_id == versions.c.id).join(
        documents, arrivals.c.document_id == documents.c.id
    )
    query = select(*columns).select_from(joined).where(documents.c.name == bindparam("document"))
    return query.order_by(arrivals.c.id.desc()).limit(1)


def _current_version(connection: Connection, name: str) -> Row[Any] | None:
    return connection.execute(_current_version_query(), {"document": name}).first()


@cache
def _row_statements(table: Table, names: tuple[str, ...]) -> tuple[Select[Any], Insert]:
    """How to look up a row's id by the columns of these names, and how to add one."""
    return select(table.c.id).where(*(table.c[name] == bindparam(name) for name in names)), insert(table).returning(table.c.id)


def _row_id(connection: Connection, table: Any, key: dict[str, Any], rest: dict[str, Any] | None = None) -> int:
    """The id of the row with this key, added with the rest of its columns where there is none."""
    lookup, addition = _row_statements(table, tuple(key))
    found = connection.execute(lookup, key).scalar()
    if found is None:
        found = connection.execute(addition, {**key, **(rest or {})}).scalar_one()
    return int(found)


def _version_row(document: Document) -> dict[str, Any]:
    return {
        "sha256": document.sha256,
        "text": document.text,
        "title": document.title,
        "author": document.author,
        "publisher": document.publisher,
        "published": document.published,
        "published_from": document.published_from,
        "url": document.url,
        "media_type": document.media_type,
        "warnings": list(document.warnings),
        "published_at": document.published_at,
        "stamp": document.stamp,
        "language": document.language,
    }


def _reading(connection: Connection, document_id: int, version_id: int, *, reader: str, at: datetime) -> int:
    """The reading of this version by this reader, made the one of its document that is not retired."""
    readings, versions = tables.readings, tables.versions
    key = {"version_id": version_id, "reader": reader}
    reading_id = _row_id(connection, readings, key, {"read_at": at, "retired": False})
    of_document = select(versions.c.id).where(versions.c.document_id == document_id)
    siblings = update(readings).where(readings.c.version_id.in_(of_document))
    connection.execute(siblings.where(readings.c.id != reading_id, ~readings.c.retired).values(retired=True))
    connection.execute(siblings.where(readings.c.id == reading_id, readings.c.retired).values(retired=False))
    return reading_id


def _insert_reports(connection: Connection, document: Document, reports: Sequence[Report], reading_id: int) -> None:
    if not reports:
        return
    statement = insert(tables.reports).returning(tables.reports.c.row, sort_by_parameter_order=True)
    rows = [report_row(report, document, reading=reading_id, position=k) for k, report in enumerate(reports)]
    numbers = list(connection.execute(statement, rows).scalars())
    for table, make in ((tables.report_items, item_rows), (tables.spans, span_rows), (tables.report_names, name_rows)):
        made = [row for number, report in zip(numbers, reports, strict=True) for row in make(report, number)]
        if made:
            connection.execute(insert(table), made)
