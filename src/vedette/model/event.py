"""What several reports share: the event, how its reports were joined, who stands behind it, and where they disagree."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from vedette.model.report import Report


@dataclass(frozen=True, slots=True)
class Told:
    """A report with what is known of its document. `origin` is shared by near-duplicates of one text; None where it stands for itself."""

    report: Report
    published: date | None = None
    publisher: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of two reports: the values, and how well they agree, from 0 to 1."""

    field: str
    first: str
    second: str
    score: float


@dataclass(frozen=True, slots=True)
class Edge:
    """Two reports, by id, that may tell of one event: the score is the weighted mean of what was compared.

    `tier` says when it is tried: -1 where a reviewer joined the two, whatever speaks against it; 0 between reports with a substance of their own, 1 for one that has none and joins one that
    has, 2 between two that have none. `first` < `second`.
    """

    first: str
    second: str
    score: float
    tier: int
    compared: tuple[Compared, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Link:
    """Why a report belongs to its event: the edge by which it was joined `to` another report; None for the one that others join."""

    report: str
    to: str | None = None
    score: float = 1.0
    compared: tuple[Compared, ...] = ()
    reason: str = "the first report of the event"


@dataclass(frozen=True, slots=True)
class Group:
    """The reports of one event, by id, and why. The id follows from the reports alone, in whatever order they came."""

    id: str
    links: tuple[Link, ...]


class Resolver(Protocol):
    """What the ledger needs to keep events up to date as documents arrive, without knowing how reports are compared."""

    def keys(self, told: Told) -> tuple[str, ...]:
        """Two reports are compared only where they share a key."""
        ...

    def edge(self, one: Told, other: Told) -> Edge | None:
        """The edge between two reports, None where they do not tell of one event."""
        ...

    def group(self, told: Sequence[Told], edges: Collection[Edge]) -> tuple[Group, ...]:
        """The events of reports that edges connect; every report is in exactly one."""
        ...


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is best known of a number: the bounds, the rule that chose them, and the reports that state them.

    `currency` is None for counts, `name` what is counted, None for money.
    """

    low: float | None
    high: float | None
    rule: str
    reports: tuple[str, ...]
    currency: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class StatusStep:
    """On `day` (None where unknown) the event was told with this status, by these reports."""

    day: date | None
    status: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent origin: all the reports that go back to it, and what they share."""

    name: str
    reports: tuple[str, ...]
    reasons: tuple[str, ...]
    side: str | None = None  # "actor" or "recipient" where the origin is that party


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field on which reports of one event differ. `explanation` says why it is only apparent, None where it is open."""

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]  # a value in words, and the reports that have it
    explanation: str | None = None

    @property
    def is_open(self) -> bool:
        return self.explanation is None


# From the weakest to the strongest.
CORROBORATION = ("single origin", "one side only", "two independent", "both sides", "documentary")


@dataclass(frozen=True, slots=True)
class Event:
    """A view over the reports of one event. Nothing in it is more precise than the most precise of its reports.

    `sort`: "new" (it adds), "total" (a running total), "envelope" (a ceiling), "part" (inside another). `first`..`last` are its days.
    `places` are (name, role). `last_word` is the last day on which any report tells of it.
    """

    id: str
    type: str
    sort: str
    status: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    programme: str | None
    first: date | None
    last: date | None
    dated_by: str | None
    money: Bounds | None
    counts: tuple[Bounds, ...]
    places: tuple[tuple[str, str], ...]
    history: tuple[StatusStep, ...]
    last_word: date | None
    origins: tuple[Origin, ...]
    corroboration: str
    conflicts: tuple[Conflict, ...]
    links: tuple[Link, ...]

    @property
    def reports(self) -> tuple[str, ...]:
        return tuple(link.report for link in self.links)
