"""What is asked of the ledger, and what it hands out: selections, and reports with the document facts beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from vedette.model.document import Document
from vedette.model.errors import UsageError
from vedette.model.judgement import Review
from vedette.model.quantity import ITEM_CATEGORIES
from vedette.model.report import STATUSES, TYPES, Report


@dataclass(frozen=True, slots=True)
class Selection:
    """Which reports are asked for. Values of one field are alternatives, fields narrow one another, an empty field asks nothing.

    `types` holds whole types ("aid.arms") or first words ("aid"); `places` match whole words ("Kharkiv" finds "Kharkiv
    Oblast"); `documents` are names, or the last parts of their paths; `categories` are those of items ("ship"). `first`..`last` are days, closed: a report is in when
    its own days overlap them; a report without any date is out, unless `with_undated`.
    UsageError where a type or status is none of the contract's, or `first` comes after `last`.
    """

    types: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    with_undated: bool = False
    categories: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        first_words = sorted({name.split(".")[0] for name in TYPES})
        for name in self.types:
            if name not in TYPES and name not in first_words:
                raise UsageError(
                    f"unknown report type {name!r}",
                    remedy=f"Take a first word ({', '.join(first_words)}) or a whole type such as {TYPES[4]}",
                )
        for status in self.statuses:
            if status not in STATUSES:
                raise UsageError(f"unknown status {status!r}", remedy=f"Take one of {', '.join(STATUSES)}")
        for category in self.categories:
            if category not in ITEM_CATEGORIES:
                raise UsageError(f"unknown kind of item {category!r}", remedy=f"Take one of {', '.join(ITEM_CATEGORIES)}")
        if self.first and self.last and self.first > self.last:
            raise UsageError(
                f"the period begins on {self.first}, after its end on {self.last}", remedy="Exchange --from and --to"
            )

    def wants_type(self, name: str) -> bool:
        return not self.types or name in self.types or name.split(".")[0] in self.types

    def matches(self, report: Report, published: date | None, publisher: str | None = None) -> bool:
        """Whether the selection asks for this report: what the tables are asked, told of a report that a review changed."""
        wanted = (
            (self.actors, {name.casefold() for name in report.actor}),
            (self.recipients, {name.casefold() for name in report.recipient}),
            (self.programmes, {report.programme.casefold()} if report.programme else set()),
        )
        return (
            self.wants_type(report.type)
            and (not self.statuses or report.status in self.statuses)
            and all(not names or any(name.casefold() in has for name in names) for names, has in wanted)
            and (not self.places or any(_is_of(name, place.name) for name in self.places for place in report.place))
            and (not self.documents or any(f"/{report.document}".endswith(f"/{name}") for name in self.documents))
            and (not self.categories or any(item.category in self.categories for item in report.items))
            and (not self.publishers or publisher in self.publishers)
            and self._is_within(dated(report, published))
        )

    def _is_within(self, days: Dated) -> bool:
        if not self.first and not self.last:
            return True
        if days.by is None:
            return self.with_undated
        begins_too_late = self.last is not None and days.first is not None and days.first > self.last
        ends_too_early = self.first is not None and days.last is not None and days.last < self.first
        return not begins_too_late and not ends_too_early


def _is_of(name: str, place: str) -> bool:
    return f" {name.casefold()} " in f" {place.casefold()} "


@dataclass(frozen=True, slots=True)
class Scope:
    """Which part of a ledger is asked, and as it was when.

    `collection` narrows to the documents of one collection. `published_by` replays what was published by the end of that day (what
    has no date is left out: nobody knows). `held_by` replays what this ledger held at that moment, reviews included. Without
    `with_reviews`, what the reader found is shown as it found it.
    """

    collection: str | None = None
    published_by: date | None = None
    held_by: datetime | None = None
    with_reviews: bool = True


@dataclass(frozen=True, slots=True)
class Dated:
    """The days that a report goes by, closed, a side None where open; `by` names the field: "when", "said", "published"."""

    first: date | None
    last: date | None
    by: str | None


def dated(report: Report, published: date | None) -> Dated:
    """The event's own days where the text gives them, else the day it was said, else the day of publication.

    "The frigate sailed on 3 May" goes by 3 May, "the ministry said on Monday that a frigate had sailed" by that Monday.
    """
    if report.when.start or report.when.end:
        return Dated(report.when.start, report.when.end, "when")
    if report.said:
        return Dated(report.said, report.said, "said")
    if published:
        return Dated(published, published, "published")
    return Dated(None, None, None)


@dataclass(frozen=True, slots=True)
class LedgerReport:
    """A report as the ledger holds it: the report, and the facts of the version and the reading that it comes from.

    Where somebody reviewed it, `review` is what that came to, and `machine` what the reader had found.
    `origin` is what near-duplicates of its document share, None where it is known as nobody's copy.
    """

    report: Report
    published: date | None
    publisher: str | None
    version: str
    reader: str
    is_current: bool = True
    review: Review | None = None
    machine: Report | None = None
    origin: str | None = None

    @property
    def dated(self) -> Dated:
        return dated(self.report, self.published)


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """One version of a document with the moment at which it became the current one; `readers` in order of reading."""

    document: Document
    arrived_at: datetime
    is_current: bool
    readers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reopened:
    """A review whose report the current reading does not have: the document changed, or another reader read it.

    `successor` is the report that now stands in its place, None where none does.
    """

    review: Review
    reason: str
    successor: LedgerReport | None


@dataclass(frozen=True, slots=True)
class Member:
    """A document that shares an origin: the hash, day and publisher of its current version."""

    name: str
    sha256: str
    published: date | None
    publisher: str | None


@dataclass(frozen=True, slots=True)
class Origin:
    """Documents whose current texts are copies of one. `id` is the smallest hash of all its texts, whatever order they came in.

    `documents` begin with the earliest by day, then by name; those without a day come last.
    """

    id: str
    documents: tuple[Member, ...]

    @property
    def is_shared(self) -> bool:
        return len(self.documents) > 1
