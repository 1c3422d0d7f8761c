"""The ledger a page at a time, with what it holds by kind: for people who scroll, and for programs that fetch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, distinct, exists, func, or_, select, true

from vedette.ledger import tables
from vedette.ledger.scope import is_in_scope
from vedette.ledger.selection import LedgerReport, Selection
from vedette.ledger.view import PAGE, LedgerView, conditions, report_query

ORDERS = ("newest", "oldest", "document")
FACET_VALUES = 40  # the most frequent values of a field; the rest is found by typing it

Key = tuple[str | int | None, ...]


@dataclass(frozen=True, slots=True)
class FacetSource:
    """The selection without what this facet sets, and the values that one report counts for."""

    without: Callable[[Selection], Selection]
    values: Callable[[LedgerReport], set[str]]


FACETS = {
    "type": FacetSource(lambda asked: replace(asked, types=()), lambda row: {row.report.type}),
    "status": FacetSource(lambda asked: replace(asked, statuses=()), lambda row: {row.report.status}),
    "actor": FacetSource(lambda asked: replace(asked, actors=()), lambda row: set(row.report.actor)),
    "recipient": FacetSource(lambda asked: replace(asked, recipients=()), lambda row: set(row.report.recipient)),
    "place": FacetSource(lambda asked: replace(asked, places=()), lambda row: {place.name for place in row.report.place}),
    "materiel": FacetSource(lambda asked: replace(asked, categories=()), lambda row: {item.category for item in row.report.items}),
    "publisher": FacetSource(lambda asked: replace(asked, publishers=()), lambda row: {row.publisher} if row.publisher else set()),
}


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Some reports in order, and the key after which the next page begins: None after the last."""

    rows: tuple[LedgerReport, ...]
    next: Key | None


@dataclass(frozen=True, slots=True)
class Facet:
    """How many reports of a selection have each value of one field, the most frequent first; `others` counts values not listed."""

    field: str
    values: tuple[tuple[str, int], ...]
    others: int


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """The current version of a document in a list, with how many current reports it puts forward."""

    name: str
    title: str | None
    publisher: str | None
    published: date | None
    language: str | None
    characters: int
    reports: int


@dataclass(frozen=True, slots=True)
class Arrived:
    """A version that became its document's current one, and whether the document had another before."""

    name: str
    title: str | None
    publisher: str | None
    arrived_at: datetime
    is_changed: bool


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party's name as written and as folded, and the reports in which it does something, and in which something is done to it."""

    name: str
    folded: str
    as_actor: int
    as_recipient: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A publisher with its documents, their current reports, and the days of the first and the last of them."""

    publisher: str | None
    documents: int
    reports: int
    first: date | None
    last: date | None


class Browser(LedgerView):
    """Pages, counts and facets of what a `LedgerView` shows: rejected reports left out, edited ones found by their edits."""

    def state(self) -> str:
        """A text that is another one whenever anything was added to the ledger."""
        watched = (tables.arrivals, tables.readings, tables.failures, tables.judgements)
        with self._engine.connect() as connection:
            return ".".join(str(connection.execute(select(func.max(table.c.id))).scalar() or 0) for table in watched)

    def page(self, selection: Selection, *, order: str = "newest", after: Key | None = None, skip: int = 0, limit: int = 100) -> ReportPage:
        """The next reports after a key, `skip` of them left out first. By day and then by arrival, or by document and place in it.

        The day that orders is the one that the reader found, also where a review sets another.
        """
        with self._engine.connect() as connection:
            query = report_query().where(self._asked(connection, selection))
            if after is not None:
                query = query.where(_follows(order, after))
            query = query.order_by(*_order(order)).offset(skip).limit(limit + 1)
            numbered = query.with_only_columns(*_key_columns(order), maintain_column_froms=True)
            keys = [tuple(_plain(value) for value in row) for row in connection.execute(numbered)]
            rows = tuple(self._fetch(connection, query.limit(limit)))
        return ReportPage(rows, keys[limit - 1] if len(keys) > limit else None)

    def by_ids(self, ids: Sequence[str]) -> tuple[LedgerReport, ...]:
        """The current reports of exactly these ids, rejected ones too, in any order."""
        found: list[LedgerReport] = []
        with self._engine.connect() as connection:
            for begin in range(0, len(ids), PAGE):
                wanted = tables.reports.c.id.in_(ids[begin : begin + PAGE])
                found += self._fetch(connection, report_query().where(is_in_scope(self.scope), wanted))
        return tuple(found)

    def rejected_of(self, document: str) -> tuple[LedgerReport, ...]:
        """The current reports of the document of exactly this name that reviewers rejected, in order of the text."""
        query = report_query().where(is_in_scope(self.scope), tables.documents.c.name == document)
        with self._engine.connect() as connection:
            rows = self._fetch(connection, query.order_by(tables.reports.c.position))
            return tuple(row for row in rows if row.review is not None and row.review.state == "rejected")

    def count(self, selection: Selection) -> int:
        with self._engine.connect() as connection:
            query = report_query().where(self._asked(connection, selection))
            return int(connection.execute(query.with_only_columns(func.count(), maintain_column_froms=True)).scalar_one())

    def facets(self, selection: Selection) -> tuple[Facet, ...]:
        """What the selection holds by type, status, party, place, kind of item and publisher; each under all filters but its own."""
        with self._engine.connect() as connection:
            judged = list(self._judged(connection))
            return tuple(self._facet(connection, field, selection, judged) for field in FACETS)

    def _facet(self, connection: Connection, field: str, selection: Selection, judged: Sequence[LedgerReport]) -> Facet:
        """The unjudged reports are counted by the database, the judged ones, which are few, by their reviewed values."""
        selection = FACETS[field].without(selection)
        where = and_(is_in_scope(self.scope), *conditions(selection))
        if self.scope.with_reviews:
            where = and_(where, tables.reports.c.id.not_in(select(tables.judgements.c.report)))
        counts = Counter(_counted(connection, field, where))
        for row in judged:
            if selection.matches(row.report, row.published, row.publisher):
                counts.update(FACETS[field].values(row))
        ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return Facet(field, tuple(ranked[:FACET_VALUES]), max(0, len(ranked) - FACET_VALUES))

    def _judged(self, connection: Connection) -> Iterator[LedgerReport]:
        """The current reports that somebody judged, as their reviews have them, without the rejected ones."""
        if self.scope.with_reviews:
            judged = tables.reports.c.id.in_(select(tables.judgements.c.report))
            for row in self._fetch(connection, report_query().where(is_in_scope(self.scope), judged)):
                if row.review is None or row.review.state != "rejected":
                    yield row

    def _asked(self, connection: Connection, selection: Selection) -> ColumnElement[bool]:
        """What the view shows of the selection, as a condition: judged reports by their ids, once they were looked at."""
        asked = and_(true(), *conditions(selection))
        if self.scope.with_reviews:
            rows = self._judged(connection)
            wanted = [row.report.id for row in rows if selection.matches(row.report, row.published, row.publisher)]
            unjudged = tables.reports.c.id.not_in(select(tables.judgements.c.report))
            asked = or_(and_(asked, unjudged), tables.reports.c.id.in_(wanted))
        return and_(is_in_scope(self.scope), asked)

    def parties(self, *, after: str | None = None, limit: int = 100, words: str = "") -> tuple[PartyRow, ...]:
        """The names of parties of current reports, by name, as the reader wrote them; `limit` of them after the name `after`.

        Counts are those of what the reader found, rejected reports left out of none.
        """
        named, reports, readings, versions = tables.report_names, tables.reports, tables.readings, tables.versions
        joined = named.join(reports, named.c.report_row == reports.c.row).join(readings, reports.c.reading_id == readings.c.id)
        joined = joined.join(versions, readings.c.version_id == versions.c.id)
        doing = func.sum(case((named.c.field == "actor", 1), else_=0))
        receiving = func.sum(case((named.c.field == "recipient", 1), else_=0))
        query = select(named.c.name, doing, receiving, func.min(reports.c.row)).select_from(joined)
        query = query.where(is_in_scope(self.scope), named.c.field.in_(("actor", "recipient")))
        if after is not None:
            query = query.where(named.c.name > after)
        if words:
            query = query.where(named.c.name.contains(words.casefold(), autoescape=True))
        query = query.group_by(named.c.name).order_by(named.c.name).limit(limit)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
            written: dict[str, str] = {}
            for field in ("actor", "recipient"):
                written |= _as_written(connection, field, [row[3] for row in rows])
        return tuple(PartyRow(written.get(row[0], row[0]), row[0], int(row[1]), int(row[2])) for row in rows)

    def arrived(self, since: datetime | None, *, limit: int = 100) -> tuple[Arrived, ...]:
        """The versions that arrived after a moment, the latest first."""
        arrivals, versions, documents = tables.arrivals, tables.versions, tables.documents
        earlier = arrivals.alias()
        had = exists().where(earlier.c.document_id == arrivals.c.document_id, earlier.c.id < arrivals.c.id)
        joined = arrivals.join(versions, arrivals.c.version_id == versions.c.id).join(documents, arrivals.c.document_id == documents.c.id)
        query = select(documents.c.name, versions.c.title, versions.c.publisher, arrivals.c.arrived_at, had).select_from(joined)
        if since is not None:
            query = query.where(arrivals.c.arrived_at > since.astimezone(UTC))
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(arrivals.c.id.desc()).limit(limit)).all()
        return tuple(Arrived(row[0], row[1], row[2], row[3] if row[3].tzinfo else row[3].replace(tzinfo=UTC), bool(row[4])) for row in rows)

    def unjudged(self) -> int:
        """How many current reports nobody has judged."""
        query = report_query().where(is_in_scope(self.scope), tables.reports.c.id.not_in(select(tables.judgements.c.report)))
        with self._engine.connect() as connection:
            return int(connection.execute(query.with_only_columns(func.count(), maintain_column_froms=True)).scalar_one())

    def sources(self) -> tuple[SourceRow, ...]:
        """The publishers of current versions, those with most reports first; None stands for documents that name none."""
        found = _document_query().subquery()
        columns = found.c
        query = select(
            columns.publisher, func.count(), func.sum(columns.reports), func.min(columns.published), func.max(columns.published)
        ).group_by(columns.publisher)
        with self._engine.connect() as connection:
            rows = [SourceRow(row[0], int(row[1]), int(row[2]), row[3], row[4]) for row in connection.execute(query)]
        return tuple(sorted(rows, key=lambda row: (-row.reports, row.publisher or "")))

    def documents(self, *, after: Key | None = None, limit: int = 100, words: str = "") -> tuple[tuple[DocumentRow, ...], Key | None]:
        """The current versions, the latest published first, undated ones last; and the key after which the next page begins.

        `words` must occur in the name, the title or the publisher, whatever their capitals.
        """
        query = _document_query()
        documents, versions = tables.documents.c, tables.versions.c
        if words:
            fields = (documents.name, versions.title, versions.publisher)
            query = query.where(or_(*(func.lower(field).contains(words.lower(), autoescape=True) for field in fields)))
        if after is not None:
            query = query.where(_published_after(after))
        query = query.order_by(versions.published.desc().nulls_last(), documents.name).limit(limit + 1)
        with self._engine.connect() as connection:
            rows = tuple(DocumentRow(*row) for row in connection.execute(query))
        last = rows[limit - 1] if len(rows) > limit else None
        return rows[:limit], (_plain(last.published), last.name) if last else None


def _order(order: str) -> tuple[ColumnElement[Any], ...]:
    reports = tables.reports.c
    if order == "document":
        return tables.documents.c.name, reports.position
    if order == "oldest":
        return reports.first_day.asc().nulls_last(), reports.row.asc()
    return reports.first_day.desc().nulls_last(), reports.row.desc()


def _key_columns(order: str) -> tuple[ColumnElement[Any], ...]:
    reports = tables.reports.c
    return (tables.documents.c.name, reports.position) if order == "document" else (reports.first_day, reports.row)


def _follows(order: str, after: Key) -> ColumnElement[bool]:
    """Comes after the row of this key. Reports without a first day come last, whichever way the others go."""
    reports, documents = tables.reports.c, tables.documents.c
    first, second = after
    if order == "document":
        return or_(documents.name > first, and_(documents.name == first, reports.position > second))
    later_row = reports.row > second if order == "oldest" else reports.row < second
    if first is None:
        return and_(reports.first_day.is_(None), later_row)
    day = date.fromisoformat(str(first))
    beyond = reports.first_day > day if order == "oldest" else reports.first_day < day
    return or_(beyond, reports.first_day.is_(None), and_(reports.first_day == day, later_row))


def _plain(value: Any) -> str | int | None:
    return value.isoformat() if isinstance(value, date) else value


def _published_after(after: Key) -> ColumnElement[bool]:
    published, name = tables.versions.c.published, tables.documents.c.name
    first, second = after
    if first is None:
        return and_(published.is_(None), name > second)
    day = date.fromisoformat(str(first))
    return or_(published < day, published.is_(None), and_(published == day, name > second))


def _counted(connection: Connection, field: str, where: ColumnElement[bool]) -> dict[str, int]:
    reports, items = tables.reports, tables.report_items
    if field in ("actor", "recipient", "place"):
        return _named(connection, field, where)
    query = report_query()
    column: ColumnElement[Any] = {"type": reports.c.type, "status": reports.c.status, "publisher": tables.versions.c.publisher}.get(field, items.c.category)
    if field == "materiel":
        query = query.join(items, items.c.report_row == reports.c.row)
    grouped = query.where(where).with_only_columns(column, func.count(distinct(reports.c.row)), maintain_column_froms=True).group_by(column)
    return {str(row[0]): int(row[1]) for row in connection.execute(grouped) if row[0] is not None}


def _named(connection: Connection, field: str, where: ColumnElement[bool]) -> dict[str, int]:
    """Names as a report has them: the table that counts them holds them case-folded."""
    named, reports = tables.report_names, tables.reports
    query = report_query().join(named, and_(named.c.report_row == reports.c.row, named.c.field == field))
    columns = (named.c.name, func.count(), func.min(reports.c.row))
    found = connection.execute(query.where(where).with_only_columns(*columns, maintain_column_froms=True).group_by(named.c.name)).all()
    written: dict[str, str] = {}
    for begin in range(0, len(found), PAGE):
        written |= _as_written(connection, field, [row[2] for row in found[begin : begin + PAGE]])
    return {written.get(str(row[0]), str(row[0])): int(row[1]) for row in found}


def _as_written(connection: Connection, field: str, rows: Sequence[int]) -> dict[str, str]:
    column = tables.reports.c[field]
    found = connection.execute(select(column).where(tables.reports.c.row.in_(rows))).scalars()
    names = [name[0] if field == "place" else name for value in found for name in value]
    return {name.casefold(): name for name in names}


def _document_query() -> Select[Any]:
    arrivals, versions, documents, readings = tables.arrivals, tables.versions, tables.documents, tables.readings
    latest = select(func.max(arrivals.c.id).label("id")).group_by(arrivals.c.document_id).subquery()
    joined = (
        latest.join(arrivals, arrivals.c.id == latest.c.id)
        .join(versions, versions.c.id == arrivals.c.version_id)
        .join(documents, documents.c.id == arrivals.c.document_id)
    )
    of_version = and_(readings.c.version_id == versions.c.id, ~readings.c.retired)
    reports = select(func.count()).select_from(tables.reports.join(readings, tables.reports.c.reading_id == readings.c.id))
    counted = reports.where(of_version).correlate(versions).scalar_subquery()
    known = (versions.c.title, versions.c.publisher, versions.c.published, versions.c.language)
    return select(documents.c.name, *known, func.length(versions.c.text).label("characters"), counted.label("reports")).select_from(joined)
