"""Reads the ledger: the current reports of a selection, one report, one document. Nothing here writes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, and_, exists, func, or_, select, true

from vedette.ledger import origins, tables
from vedette.ledger.collections import collection_sizes
from vedette.ledger.events import EventView
from vedette.ledger.reviews import HAS_CHANGES, NEW_VERSION, NOT_FOUND_AGAIN, read_log, successor_of
from vedette.ledger.rows import read_report
from vedette.ledger.scope import is_in_scope
from vedette.ledger.selection import LedgerReport, Origin, Reopened, Scope, Selection, StoredDocument
from vedette.ledger.visits import last_visit, visit_names
from vedette.model.document import Document, Failure
from vedette.model.errors import LedgerError
from vedette.model.judgement import Judgement, Review, replay, reviewed

PAGE = 500  # rows fetched at once, and with them their items and spans: well below SQLite's limit of parameters


class LedgerView:
    """What questions may ask of a ledger, or of the part and the time of it that a scope names.

    "Current" is the latest reading of the latest version of each document. Reports are shown as reviews have them: rejected ones
    are left out, edited ones have the edited fields.
    """

    def __init__(self, engine: Engine, scope: Scope | None = None) -> None:
        self._engine = engine
        self.scope = scope or Scope()
        # A server may sort as a dictionary does; answers come in the same order whatever holds them.
        name = tables.documents.c.name
        self._by_name = name.collate("C") if engine.dialect.name == "postgresql" else name

    def reports(self, selection: Selection | None = None) -> Iterator[LedgerReport]:
        """The current reports that the selection asks for, by document name, then in order of the text."""
        selection = selection or Selection()
        with self._engine.connect() as connection:
            asked = and_(true(), *conditions(selection))
            if self.scope.with_reviews and connection.execute(HAS_CHANGES.limit(1)).first() is not None:
                # What a review changed may be asked for by its new values: it is looked at one by one.
                asked = or_(asked, tables.reports.c.id.in_(HAS_CHANGES))
            query = report_query().where(is_in_scope(self.scope), asked)
            query = query.order_by(self._by_name, tables.reports.c.position)
            for row in self._fetch(connection, query):
                if row.review is None or (row.review.state != "rejected" and selection.matches(row.report, row.published, row.publisher)):
                    yield row

    def reports_of(self, document: str) -> tuple[LedgerReport, ...]:
        """The current reports of the document of exactly this name."""
        query = report_query().where(is_in_scope(self.scope), tables.documents.c.name == document)
        with self._engine.connect() as connection:
            rows = self._fetch(connection, query.order_by(tables.reports.c.position))
            return tuple(row for row in rows if row.review is None or row.review.state != "rejected")

    def reports_by_id(self, prefix: str) -> tuple[LedgerReport, ...]:
        """The reports whose ids begin with `prefix`, one for each id and at most 500, in order of their ids.

        Superseded ones, in the latest reading that has them, only where no current one's id begins so. Rejected ones too.
        """
        column = tables.reports.c.id
        query = report_query().where(column.startswith(prefix, autoescape=True))
        query = query.order_by(tables.readings.c.retired, column, tables.readings.c.id.desc()).limit(PAGE)
        with self._engine.connect() as connection:
            found = list(self._fetch(connection, query))
        latest: dict[str, LedgerReport] = {}
        for row in [row for row in found if row.is_current] or found:
            latest.setdefault(row.report.id, row)
        return tuple(latest[name] for name in sorted(latest))

    def versions(self, name: str) -> tuple[StoredDocument, ...]:
        """The versions of the document of this name, or of the only one whose path ends so; the current one last. May be empty.

        LedgerError where several documents' paths end so.
        """
        documents = tables.documents.c
        with self._engine.connect() as connection:
            names = list(connection.execute(select(documents.name).where(documents.name == name)).scalars())
            if not names:
                ends = documents.name.endswith(f"/{name}", autoescape=True)
                names = list(connection.execute(select(documents.name).where(ends).order_by(documents.name)).scalars())
            if len(names) > 1:
                raise LedgerError(
                    f"{len(names)} documents are called {name!r}: {', '.join(names[:5])}", remedy="Give the whole name"
                )
            return _versions(connection, names[0]) if names else ()

    def version_text(self, document: str, sha256: str) -> str:
        """The stored text of one version. LedgerError where the ledger does not hold it."""
        versions, documents = tables.versions.c, tables.documents.c
        query = select(versions.text).join(tables.documents, versions.document_id == documents.id)
        with self._engine.connect() as connection:
            text = connection.execute(query.where(documents.name == document, versions.sha256 == sha256)).scalar()
        if text is None:
            raise LedgerError(
                f"the ledger holds no version {sha256[:12]} of {document}", remedy="Read the document again"
            )
        return str(text)

    def origin(self, document: str) -> Origin | None:
        """The origin of the document of exactly this name, with all documents whose texts are copies of the same one; None where
        there is no such document. A text with no copy is an origin of its own."""
        with self._engine.connect() as connection:
            return origins.origin_of(connection, document)

    def origins(self) -> dict[str, str]:
        """The id of the origin of each document, by the document's name: equal ids say the same thing once."""
        with self._engine.connect() as connection:
            return origins.origins(connection)

    def shared_origins(self) -> tuple[int, int]:
        """(documents that share their origin with another document, origins that are shared)."""
        with self._engine.connect() as connection:
            return origins.shared_origins(connection)

    @property
    def events(self) -> EventView:
        """What the reports come to: events, and the event of each report."""
        return EventView(self._engine, self.reports_by_row)

    def names_party(self, name: str) -> bool:
        """Whether any report, superseded ones included, has a party of this name, whatever its capitals."""
        columns = tables.report_names.c
        query = select(columns.report_row).where(
            columns.field.in_(("actor", "recipient")), columns.name == name.casefold()
        )
        with self._engine.connect() as connection:
            return connection.execute(query.limit(1)).first() is not None

    def counts(self) -> dict[str, int]:
        """Rows of each table, by its name."""
        with self._engine.connect() as connection:
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in tables.metadata.sorted_tables
            }

    def statuses(self) -> Counter[str]:
        """How many current reports have each status."""
        reports, readings = tables.reports, tables.readings
        joined = reports.join(readings, reports.c.reading_id == readings.c.id)
        joined = joined.join(tables.versions, readings.c.version_id == tables.versions.c.id)
        query = select(reports.c.status, func.count()).select_from(joined).where(is_in_scope(self.scope))
        judged = reports.c.id.in_(select(tables.judgements.c.report))
        if self.scope.with_reviews:
            query = query.where(~judged)
        with self._engine.connect() as connection:
            counts = Counter({row[0]: row[1] for row in connection.execute(query.group_by(reports.c.status))})
            if self.scope.with_reviews:
                rows = self._fetch(connection, report_query().where(is_in_scope(self.scope), judged))
                counts.update(row.report.status for row in rows if row.review is None or row.review.state != "rejected")
        return counts

    def log(self, report: str | None = None) -> tuple[Judgement, ...]:
        """The review log in order of its rows, or one report's part of it."""
        with self._engine.connect() as connection:
            return read_log(connection, until=self.scope.held_by, reports=None if report is None else [report])

    def reopened(self) -> tuple[Reopened, ...]:
        """The reviews that a new version, or another reader, took the report away from, by document; see `Reopened`.

        One is settled by judging what stands in its place, or by judging it again after the new version arrived.
        """
        reports, readings = tables.reports, tables.readings
        current = select(reports.c.id).join(readings, reports.c.reading_id == readings.c.id).where(~readings.c.retired)
        query = select(tables.judgements.c.report).where(tables.judgements.c.report.not_in(current)).distinct()
        with self._engine.connect() as connection:
            gone = list(connection.execute(query).scalars())
            reviews = replay(read_log(connection, until=self.scope.held_by, reports=gone))
        found = [self._reopened(review) for review in reviews.values()]
        return tuple(sorted((r for r in found if r is not None), key=lambda r: (r.review.document, r.review.report)))

    def _reopened(self, review: Review) -> Reopened | None:
        if review.state == "open":
            return None
        (*_, current) = self.versions(review.document)
        is_new = current.document.sha256 != review.version
        if is_new and review.last.at >= current.arrived_at:
            return None
        old = self.reports_by_id(review.report)
        successor = successor_of(old[0].report, self._with_rejected(review.document)) if old else None
        if successor is not None and successor.review is not None:
            return None
        return Reopened(review, NEW_VERSION if is_new else NOT_FOUND_AGAIN, successor)

    def _with_rejected(self, document: str) -> tuple[LedgerReport, ...]:
        query = report_query().where(~tables.readings.c.retired, tables.documents.c.name == document)
        with self._engine.connect() as connection:
            return tuple(self._fetch(connection, query.order_by(tables.reports.c.position)))

    def collections(self) -> dict[str, int]:
        """The documents of each collection, by its name."""
        with self._engine.connect() as connection:
            return collection_sizes(connection)

    def last_visit(self, name: str) -> datetime:
        """The last moment that was given this name. LedgerError where none was."""
        with self._engine.connect() as connection:
            at, known = last_visit(connection, name), visit_names(connection)
        if at is None:
            raise LedgerError(
                f"no visit is called {name!r}" + (f"; there are {', '.join(known)}" if known else ""),
                remedy="Give a date, or name this moment with `vedette changes --mark NAME`",
            )
        return at

    def failures(self) -> tuple[Failure, ...]:
        columns = tables.failures.c
        query = select(columns.name, columns.reason, columns.remedy).order_by(columns.name, columns.id)
        with self._engine.connect() as connection:
            return tuple(Failure(*row) for row in connection.execute(query))

    def reports_by_row(self, connection: Connection, rows: Sequence[int]) -> dict[int, LedgerReport]:
        """Reports by the number of their row, as reviews have them, retired and rejected ones too."""
        found: dict[int, LedgerReport] = {}
        for start in range(0, len(rows), PAGE):
            chunk = sorted(rows[start : start + PAGE])
            query = report_query().where(tables.reports.c.row.in_(chunk)).order_by(tables.reports.c.row)
            found.update(zip(chunk, self._fetch(connection, query), strict=True))
        return found

    def _fetch(self, connection: Connection, query: Select[Any]) -> Iterator[LedgerReport]:
        is_replay = self.scope.held_by is not None or self.scope.published_by is not None
        for page in connection.execute(query.execution_options(yield_per=PAGE)).partitions():
            numbers = [row.row for row in page]
            items = _beside(connection, tables.report_items, numbers)
            spans = _beside(connection, tables.spans, numbers)
            reviews: dict[str, Review] = {}
            if self.scope.with_reviews:
                reviews = replay(read_log(connection, until=self.scope.held_by, reports=[row.id for row in page]))
            for row in page:
                machine = read_report(row, items[row.row], spans[row.row])
                review = reviews.get(row.id)
                yield LedgerReport(
                    report=reviewed(machine, review) if review else machine,
                    published=row.published,
                    publisher=row.publisher,
                    version=row.sha256,
                    reader=row.reader,
                    is_current=is_replay or not row.retired,
                    origin=row.origin,
                    review=review,
                    machine=machine if review else None,
                )


def report_query() -> Select[Any]:
    reports, readings, versions, documents = tables.reports, tables.readings, tables.versions, tables.documents
    joined = (
        reports.join(readings, reports.c.reading_id == readings.c.id)
        .join(versions, readings.c.version_id == versions.c.id)
        .join(documents, versions.c.document_id == documents.c.id)
        .outerjoin(tables.sketches, versions.c.sha256 == tables.sketches.c.sha256)
    )
    beside = (documents.c.name, versions.c.sha256, versions.c.published, versions.c.publisher, tables.sketches.c.origin)
    return select(*reports.c, *beside, readings.c.reader, readings.c.retired).select_from(joined)


def _beside(connection: Connection, table: Any, numbers: Sequence[int]) -> defaultdict[int, list[Row[Any]]]:
    query = select(table).where(table.c.report_row.in_(numbers)).order_by(table.c.report_row, table.c.position)
    rows = defaultdict[int, list[Row[Any]]](list)
    for row in connection.execute(query):
        rows[row.report_row].append(row)
    return rows


def conditions(selection: Selection) -> list[ColumnElement[bool]]:
    reports, documents = tables.reports.c, tables.documents.c
    found: list[ColumnElement[bool]] = []
    if selection.types:
        found.append(or_(*(_is_type(name) for name in selection.types)))
    if selection.statuses:
        found.append(reports.status.in_(selection.statuses))
    if selection.actors:
        found.append(_is_named("actor", [name.casefold() for name in selection.actors]))
    if selection.recipients:
        found.append(_is_named("recipient", [name.casefold() for name in selection.recipients]))
    if selection.places:
        found.append(or_(*(_is_at(name.casefold()) for name in selection.places)))
    if selection.programmes:
        found.append(func.lower(reports.programme).in_([name.lower() for name in selection.programmes]))
    if selection.documents:
        ends = (documents.name.endswith(f"/{name}", autoescape=True) for name in selection.documents)
        found.append(or_(documents.name.in_(selection.documents), *ends))
    if selection.categories:
        items = tables.report_items.alias().c
        found.append(exists().where(items.report_row == reports.row, items.category.in_(selection.categories)))
    if selection.publishers:
        found.append(tables.versions.c.publisher.in_(selection.publishers))
    if selection.first or selection.last:
        found.append(_is_within(selection))
    return found


def _is_type(name: str) -> ColumnElement[bool]:
    column = tables.reports.c.type
    return column == name if "." in name else column.startswith(f"{name}.", autoescape=True)


def _is_named(field: str, names: Sequence[str]) -> ColumnElement[bool]:
    named = tables.report_names.alias().c  # a facet counts the same table beside this
    return exists().where(named.report_row == tables.reports.c.row, named.field == field, named.name.in_(names))


def _is_at(name: str) -> ColumnElement[bool]:
    """Whole words of a place's name: "oman" finds "Gulf of Oman", never "Romania"."""
    named = tables.report_names.alias().c
    spaced = (" " + named.name + " ").contains(f" {name} ", autoescape=True)
    return exists().where(named.report_row == tables.reports.c.row, named.field == "place", spaced)


def _is_within(selection: Selection) -> ColumnElement[bool]:
    reports = tables.reports.c
    overlaps: list[ColumnElement[bool]] = [reports.dated_by.is_not(None)]
    if selection.first:
        overlaps.append(or_(reports.last_day.is_(None), reports.last_day >= selection.first))
    if selection.last:
        overlaps.append(or_(reports.first_day.is_(None), reports.first_day <= selection.last))
    return or_(and_(*overlaps), reports.dated_by.is_(None)) if selection.with_undated else and_(*overlaps)


def _versions(connection: Connection, name: str) -> tuple[StoredDocument, ...]:
    arrivals, versions, documents, readings = tables.arrivals, tables.versions, tables.documents, tables.readings
    joined = versions.join(documents, versions.c.document_id == documents.c.id)
    latest = select(
        arrivals.c.version_id, func.max(arrivals.c.id).label("turn"), func.max(arrivals.c.arrived_at).label("at")
    )
    last = latest.group_by(arrivals.c.version_id).subquery()
    joined = joined.join(last, last.c.version_id == versions.c.id)
    query = select(*versions.c, documents.c.name, last.c.at).select_from(joined)
    rows = list(connection.execute(query.where(documents.c.name == name).order_by(last.c.turn)))
    by_version = defaultdict[int, list[str]](list)
    read = select(readings.c.version_id, readings.c.reader).where(readings.c.version_id.in_([row.id for row in rows]))
    for version_id, reader in connection.execute(read.order_by(readings.c.id)):
        by_version[version_id].append(reader)
    return tuple(
        StoredDocument(_document(row), _utc(row.at), row is rows[-1], tuple(by_version[row.id])) for row in rows
    )


def _document(row: Any) -> Document:
    return Document(
        name=row.name,
        text=row.text,
        title=row.title,
        author=row.author,
        publisher=row.publisher,
        published=row.published,
        published_from=row.published_from,
        url=row.url,
        media_type=row.media_type,
        warnings=tuple(row.warnings),
        published_at=row.published_at,
        stamp=row.stamp,
        language=row.language,
    )


def _utc(moment: datetime) -> datetime:
    """SQLite keeps no zone; all moments are stored in UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
