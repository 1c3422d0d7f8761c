"""The tables, as SQLAlchemy Core has them. Migrations in `migrations/` build the same, and a test compares the two."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

ESCAPED = re.compile("[\x00\x1b\ud800-\udfff]")
ESCAPE = re.compile("\x1b([0-9a-f]{4})")


class ExactText(TypeDecorator[str]):
    """Text that comes back as it went in, whatever it holds.

    No database takes a lone surrogate, and PostgreSQL no NUL; a JSON line may hold both, and offsets count them. They are
    stored as ESC and four hex digits, and so is ESC itself, so that ordinary text stays readable with any SQL client.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else ESCAPED.sub(lambda m: f"\x1b{ord(m.group()):04x}", value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        return None if value is None else ESCAPE.sub(lambda m: chr(int(m.group(1), 16)), str(value))


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

documents = Table(
    "documents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", ExactText, nullable=False, unique=True),
)

# `digest` covers the text and what is known about it: the same text with another date is read anew.
versions = Table(
    "versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("digest", String(64), nullable=False),
    Column("text", ExactText, nullable=False),
    Column("title", ExactText),
    Column("author", ExactText),
    Column("publisher", ExactText),
    Column("published", Date),
    Column("published_from", String(32)),
    Column("url", ExactText),
    Column("media_type", ExactText, nullable=False),
    Column("warnings", JSON, nullable=False),
    Column("published_at", String(40)),
    Column("stamp", ExactText),
    Column("language", String(8)),
    UniqueConstraint("document_id", "digest"),
)

# What a version was extracted from; the bytes are files beside the tables (`vedette.ledger.originals`).
originals = Table(
    "originals",
    metadata,
    Column("version_id", ForeignKey("versions.id"), primary_key=True),
    Column("sha256", String(64), primary_key=True, index=True),
    Column("size", BigInteger, nullable=False),
)

# One row for each text that was compared with all others, under its hash: what to look it up by, and the group that it belongs to.
# `origin` is the smallest hash of the group, a cache of what `copies` says. All three tables can be made anew from the versions.
sketches = Table(
    "sketches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("scheme", String(64), nullable=False, index=True),
    Column("size", Integer, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("origin", String(64), nullable=False, index=True),
)

sketch_keys = Table(
    "sketch_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("sketch_id", ForeignKey("sketches.id"), primary_key=True),
    sqlite_with_rowid=False,
)

# A text that was found to be a copy of an earlier one: `reason` is "same", "edited" or "part" (see `vedette.text.copies`).
copies = Table(
    "copies",
    metadata,
    Column("sketch_id", ForeignKey("sketches.id"), primary_key=True),
    Column("of_id", ForeignKey("sketches.id"), primary_key=True),
    Column("reason", String(16), nullable=False),
    Column("shared", Integer, nullable=False),
    Column("contained", Float, nullable=False),
    Column("alike", Float, nullable=False),
)

# One row each time that a document's text or date turned out to be another than before; the last one is current.
arrivals = Table(
    "arrivals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("version_id", ForeignKey("versions.id"), nullable=False),
    Column("arrived_at", DateTime(timezone=True), nullable=False),
)

# `retired` is a cache of what arrivals and readings already say: true unless this is the latest reading of the current version.
readings = Table(
    "readings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version_id", ForeignKey("versions.id"), nullable=False),
    Column("reader", String(64), nullable=False),
    Column("read_at", DateTime(timezone=True), nullable=False),
    Column("retired", Boolean, nullable=False),
    UniqueConstraint("version_id", "reader"),
)

# `first_day`, `last_day`, `dated_by`: the days that a question about dates goes by (see `vedette.ledger.selection.dated`).
reports = Table(
    "reports",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("reading_id", ForeignKey("readings.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("id", String(64), nullable=False, index=True),
    Column("type", String(32), nullable=False, index=True),
    Column("status", String(16), nullable=False, index=True),
    Column("negated", Boolean, nullable=False),
    Column("hedged", Boolean, nullable=False),
    Column("actor", JSON, nullable=False),
    Column("recipient", JSON, nullable=False),
    Column("place", JSON, nullable=False),
    Column("attributed_to", JSON, nullable=False),
    Column("responds_to", JSON, nullable=False),
    Column("money_low", Float),
    Column("money_high", Float),
    Column("money_currency", String(8)),
    Column("money_role", String(16)),
    Column("money_instrument", String(16)),
    Column("when_start", Date),
    Column("when_end", Date),
    Column("said", Date),
    Column("first_day", Date, index=True),
    Column("last_day", Date),
    Column("dated_by", String(16)),
    Column("event", ExactText, index=True),
    Column("programme", ExactText, index=True),
    Column("evidence", ExactText, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("rule", ExactText, nullable=False),
    Column("why", JSON, nullable=False),
    Column("flags", JSON, nullable=False),
    UniqueConstraint("reading_id", "id"),
    UniqueConstraint("reading_id", "position"),
)

report_items = Table(
    "report_items",
    metadata,
    Column("report_row", ForeignKey("reports.row"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", ExactText, nullable=False),
    Column("category", String(32), nullable=False, index=True),
    Column("low", Float),
    Column("high", Float),
    Column("role", String(16), nullable=False),
    Column("per", ExactText),
)

# `field` is a record field, or "supporting" for a later restatement.
spans = Table(
    "spans",
    metadata,
    Column("report_row", ForeignKey("reports.row"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("field", String(64), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

# What the selection looks up: who and where, case-folded. The report's own JSON columns hold the names as they are.
report_names = Table(
    "report_names",
    metadata,
    Column("report_row", ForeignKey("reports.row"), primary_key=True),
    Column("field", String(16), primary_key=True),
    Column("name", ExactText, primary_key=True),
    Index("ix_report_names_field_name", "field", "name"),
)

failures = Table(
    "failures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", ExactText, nullable=False, index=True),
    Column("reason", ExactText, nullable=False),
    Column("remedy", ExactText, nullable=False),
    Column("failed_at", DateTime(timezone=True), nullable=False),
)

# The review log: rows are added, never changed. `revision` counts the judgements of one report; two reviewers who saw the same one
# cannot both be next.
judgements = Table(
    "judgements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report", String(64), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("decision", String(16), nullable=False),
    Column("who", ExactText, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("why", ExactText, nullable=False),
    Column("document", ExactText, nullable=False, index=True),
    Column("version", String(64), nullable=False),
    Column("field", String(32)),
    Column("value", JSON(none_as_null=True)),
    Column("others", JSON, nullable=False),
    UniqueConstraint("report", "revision"),
)

# Separate crises in one ledger: a document may belong to several, or to none.
collections = Table(
    "collections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", ExactText, nullable=False, unique=True),
)

collected = Table(
    "collected",
    metadata,
    Column("collection_id", ForeignKey("collections.id"), primary_key=True),
    Column("document_id", ForeignKey("documents.id"), primary_key=True, index=True),
)

# Moments that somebody gave a name, to ask later what changed since.
visits = Table(
    "visits",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", ExactText, nullable=False, index=True),
    Column("at", DateTime(timezone=True), nullable=False),
)

# The next three are caches of what the current reports come to, kept up to date as documents arrive (`vedette.ledger.grouping`)
# and rebuilt from them at any time. `key` is a hash of what a report shares with those that it is compared with.
event_keys = Table(
    "event_keys",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("report_row", ForeignKey("reports.row"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

# Two reports that may tell of one event, with what was compared as rows of field, first, second, score.
event_edges = Table(
    "event_edges",
    metadata,
    Column("first_row", ForeignKey("reports.row"), primary_key=True),
    Column("second_row", ForeignKey("reports.row"), primary_key=True, index=True),
    Column("score", Float, nullable=False),
    Column("tier", Integer, nullable=False),
    Column("compared", JSON, nullable=False),
    Column("reason", ExactText, nullable=False),
)

# The event that each current report belongs to; `to_report` is the report by which it was joined, null for the event's first.
event_members = Table(
    "event_members",
    metadata,
    Column("report_row", ForeignKey("reports.row"), primary_key=True),
    Column("event", String(32), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("to_report", String(64)),
    Column("score", Float, nullable=False),
    Column("compared", JSON, nullable=False),
    Column("reason", ExactText, nullable=False),
)
