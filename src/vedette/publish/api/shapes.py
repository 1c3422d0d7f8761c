"""What the API sends, as OpenAPI describes it. Dates are ISO days; null is unknown or open, never 0."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, Field


class Item(BaseModel):
    name: str
    category: str
    low: float | None
    high: float | None
    role: str
    per: str | None


class Money(BaseModel):
    low: float | None
    high: float | None
    currency: str
    role: str
    instrument: str | None


class Place(BaseModel):
    name: str
    role: str


class Days(BaseModel):
    start: date | None
    end: date | None


class Stretch(BaseModel):
    """Code points of the stored text, end exclusive."""

    start: int
    end: int


class FieldStretch(Stretch):
    field: str


class Dated(BaseModel):
    """The days that the report goes by, no more precise than the text; `by` names the field."""

    first: date | None
    last: date | None
    resolution: str
    label: str
    by: str | None


class Review(BaseModel):
    """What people's judgements of a report come to; `edits` has the edited fields, `revision` counts the judgements."""

    state: str
    revision: int
    who: str
    at: datetime
    why: str
    edits: dict[str, Any]


class Judgement(BaseModel):
    """One row of the review log."""

    report: str
    revision: int
    decision: str
    who: str
    at: datetime
    why: str
    document: str
    version: str
    field: str | None
    value: Any
    others: list[str]


class ReviewLog(BaseModel):
    judgements: list[Judgement]


class Report(BaseModel):
    """One proposition of a document: docs/record.md describes each field."""

    id: str
    document: str
    type: str
    status: str
    negated: bool
    hedged: bool
    actor: list[str]
    recipient: list[str]
    items: list[Item]
    money: Money | None
    place: list[Place]
    when: Days
    said: date | None
    attributed_to: list[list[str]]
    responds_to: list[str]
    event: str | None
    evidence: str
    start: int
    end: int
    programme: str | None
    rule: str
    why: list[str]
    flags: list[str]
    spans: list[FieldStretch]
    supporting: list[Stretch]
    published: date | None
    publisher: str | None
    version: str
    reader: str
    review: Review | None
    machine: dict[str, Any] | None = Field(description="the record as the reader found it, where a review changed it")
    dated: Dated


class QuotedStretch(FieldStretch):
    text: str


class Context(BaseModel):
    before: str
    after: str
    current: bool


class ReportInFull(BaseModel):
    """A report with its words in context, the steps to it, and how to cite it."""

    report: Report
    quotes: list[QuotedStretch]
    context: Context
    steps: list[str]
    event: str | None = Field(description="the event that the report belongs to, across documents")
    title: str | None
    url: str | None


class ReportPage(BaseModel):
    reports: list[Report]
    next: str | None = Field(description="the cursor of the next page, null after the last")


class Count(BaseModel):
    count: int


class FacetValue(BaseModel):
    value: str
    count: int


class Facet(BaseModel):
    field: str
    values: list[FacetValue]
    others: int = Field(description="how many further values there are")


class Facets(BaseModel):
    count: int
    facets: list[Facet]


class DocumentRow(BaseModel):
    name: str
    title: str | None
    publisher: str | None
    published: date | None
    language: str | None
    characters: int
    reports: int


class DocumentPage(BaseModel):
    documents: list[DocumentRow]
    next: str | None


class Version(BaseModel):
    sha256: str
    arrived_at: datetime
    characters: int
    current: bool
    readers: list[str]


class Document(BaseModel):
    """One document with its text as stored, and the current reports in order of the text."""

    name: str
    title: str | None
    author: str | None
    publisher: str | None
    published: date | None
    published_from: str | None
    url: str | None
    language: str | None
    warnings: list[str]
    text: str
    versions: list[Version]
    reports: list[Report]
    rejected: list[Report] = Field(description="what reviewers rejected: left out of every answer, and shown to be brought back")


class KnownBounds(BaseModel):
    """What is best known of a number, the rule that chose it, and the reports that state it."""

    low: float | None
    high: float | None
    rule: str
    reports: list[str]
    currency: str | None = None
    name: str | None = None


class StatusStep(BaseModel):
    date: date | None
    status: str
    reports: list[str]


class Origin(BaseModel):
    """One independent origin: all reports that go back to it, and what they share."""

    name: str
    reports: list[str]
    reasons: list[str]
    side: str | None


class ConflictValue(BaseModel):
    value: str
    reports: list[str]


class Conflict(BaseModel):
    """A field on which reports differ; `explanation` says why only apparently, null where the conflict is open."""

    field: str
    open: bool
    explanation: str | None
    values: list[ConflictValue]


class Compared(BaseModel):
    field: str
    first: str
    second: str
    score: float


class Link(BaseModel):
    """Why a report belongs to the event."""

    report: str
    to: str | None
    score: float
    reason: str
    compared: list[Compared]


class Event(BaseModel):
    """A view over the reports that tell of one thing. `sort`: new, total, envelope, part."""

    event: str
    type: str
    sort: str
    status: str
    actor: list[str]
    recipient: list[str]
    programme: str | None
    first: date | None
    last: date | None
    dated_by: str | None
    money: KnownBounds | None
    counts: list[KnownBounds]
    places: list[Place]
    history: list[StatusStep]
    last_word: date | None
    corroboration: str
    origins: list[Origin]
    conflicts: list[Conflict]
    links: list[Link]


class EventPage(BaseModel):
    events: list[Event]
    next: str | None


class Relation(BaseModel):
    kind: str
    event: str
    others: list[str]
    reason: str


class EventInFull(BaseModel):
    event: Event
    relations: list[Relation]
    reports: list[Report]


class Party(BaseModel):
    """A name that reports have as doer or as receiver, and in how many."""

    name: str
    as_actor: int
    as_recipient: int


class PartyPage(BaseModel):
    entities: list[Party]
    next: str | None


class Source(BaseModel):
    """A publisher, with what it reported; null for documents that name none."""

    publisher: str | None
    documents: int
    reports: int
    first: date | None
    last: date | None


class Sources(BaseModel):
    sources: list[Source]


class Failure(BaseModel):
    name: str
    reason: str
    remedy: str


class Arrived(BaseModel):
    """A version that became its document's current one; `changed` where the document had another before."""

    name: str
    title: str | None
    publisher: str | None
    arrived_at: datetime
    changed: bool


class Reopened(BaseModel):
    """A review whose report the current reading does not have; `successor` is the report that stands in its place."""

    report: str
    document: str
    reason: str
    review: Review
    successor: Report | None


class Today(BaseModel):
    """What is new since a moment, and what awaits somebody."""

    since: datetime | None
    now: datetime
    arrived: list[Arrived]
    judgements: list[Judgement]
    reopened: list[Reopened]
    unjudged: int
    failures: list[Failure]


class Located(BaseModel):
    """A place with how far around its coordinates it may be (kilometres), and who claims it where it is disputed."""

    name: str
    kind: str
    lat: float
    lon: float
    radius: float
    claimed_by: list[str]
    reason: str
    reports: list[str]


class Unplaced(BaseModel):
    name: str
    reason: str
    reports: list[str]


class Arc(BaseModel):
    """Aid from one state to another, from and to the middle of each (latitude, longitude)."""

    giver: str
    receiver: str
    start: list[float]
    end: list[float]
    reports: list[str]


class Geography(BaseModel):
    located: list[Located]
    unplaced: list[Unplaced]
    arcs: list[Arc]
    disputed: list[Located]
    reports: dict[str, Report]


class StatedSum(BaseModel):
    low: float | None
    high: float | None
    currency: str


class Rate(BaseModel):
    factor: float
    date: date
    source: str


class Summand(BaseModel):
    """One sum in the total's currency; where the text states another, `stated` has what it states, and `rate` the rate."""

    event: str | None
    date: date | None
    low: float | None
    high: float | None
    currency: str
    reports: list[str]
    stated: StatedSum | None = None
    rate: Rate | None = None


class LeftOut(BaseModel):
    report: str
    reason: str


class Total(BaseModel):
    """A sum under a named rule, `low` to `high`; `reports` holds each report that is added or left out."""

    rule: str
    meaning: str
    statuses: list[str]
    as_of: date | None
    currency: str | None
    low: float | None
    high: float | None
    unknown: int
    summands: list[Summand]
    left_out: list[LeftOut]
    reports: dict[str, Report]


class Rule(BaseModel):
    name: str
    meaning: str
    statuses: list[str]


class About(BaseModel):
    """What this server holds and knows."""

    version: str
    ledger: str
    documents: int
    reports: int
    failures: int
    types: list[str]
    statuses: list[str]
    categories: list[str]
    rules: list[Rule]


class Reading(BaseModel):
    """One document on its way into the ledger. `state`: waiting, reading, read, unchanged, unread (not English), failed, stopped."""

    id: str
    name: str
    state: Literal["waiting", "reading", "read", "unchanged", "unread", "failed", "stopped"]
    documents: int = Field(description="documents done: a packed file holds several")
    reports: int
    names: list[str] = Field(description="the documents that it became")
    failures: list[Failure]
