"""The first tables: documents, their versions and arrivals, readings, reports with items, spans and names, and failures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _documents()
    _reports()
    _beside_reports()


def downgrade() -> None:
    for name in (
        "spans",
        "report_names",
        "report_items",
        "reports",
        "readings",
        "arrivals",
        "versions",
        "failures",
        "documents",
    ):
        op.drop_table(name)


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("name", name=op.f("uq_documents_name")),
    )
    op.create_table(
        "failures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failures")),
    )
    op.create_index(op.f("ix_failures_name"), "failures", ["name"], unique=False)
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("published_from", sa.String(length=32), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_versions_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versions")),
        sa.UniqueConstraint("document_id", "digest", name=op.f("uq_versions_document_id_digest")),
    )
    op.create_index(op.f("ix_versions_sha256"), "versions", ["sha256"], unique=False)
    op.create_table(
        "arrivals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_arrivals_document_id")),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_arrivals_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrivals")),
    )
    op.create_index(op.f("ix_arrivals_document_id"), "arrivals", ["document_id"], unique=False)
    op.create_table(
        "readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("reader", sa.String(length=64), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_readings_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
        sa.UniqueConstraint("version_id", "reader", name=op.f("uq_readings_version_id_reader")),
    )


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("negated", sa.Boolean(), nullable=False),
        sa.Column("hedged", sa.Boolean(), nullable=False),
        sa.Column("actor", sa.JSON(), nullable=False),
        sa.Column("recipient", sa.JSON(), nullable=False),
        sa.Column("place", sa.JSON(), nullable=False),
        sa.Column("attributed_to", sa.JSON(), nullable=False),
        sa.Column("responds_to", sa.JSON(), nullable=False),
        sa.Column("money_low", sa.Float(), nullable=True),
        sa.Column("money_high", sa.Float(), nullable=True),
        sa.Column("money_currency", sa.String(length=8), nullable=True),
        sa.Column("money_role", sa.String(length=16), nullable=True),
        sa.Column("money_instrument", sa.String(length=16), nullable=True),
        sa.Column("when_start", sa.Date(), nullable=True),
        sa.Column("when_end", sa.Date(), nullable=True),
        sa.Column("said", sa.Date(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("dated_by", sa.String(length=16), nullable=True),
        sa.Column("event", sa.Text(), nullable=True),
        sa.Column("programme", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["reading_id"], ["readings.id"], name=op.f("fk_reports_reading_id")),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_reports")),
        sa.UniqueConstraint("reading_id", "id", name=op.f("uq_reports_reading_id_id")),
        sa.UniqueConstraint("reading_id", "position", name=op.f("uq_reports_reading_id_position")),
    )
    op.create_index(op.f("ix_reports_event"), "reports", ["event"], unique=False)
    op.create_index(op.f("ix_reports_first_day"), "reports", ["first_day"], unique=False)
    op.create_index(op.f("ix_reports_id"), "reports", ["id"], unique=False)
    op.create_index(op.f("ix_reports_programme"), "reports", ["programme"], unique=False)
    op.create_index(op.f("ix_reports_status"), "reports", ["status"], unique=False)
    op.create_index(op.f("ix_reports_type"), "reports", ["type"], unique=False)


def _beside_reports() -> None:
    op.create_table(
        "report_items",
        sa.Column("report_row", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("per", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["report_row"], ["reports.row"], name=op.f("fk_report_items_report_row")),
        sa.PrimaryKeyConstraint("report_row", "position", name=op.f("pk_report_items")),
    )
    op.create_index(op.f("ix_report_items_category"), "report_items", ["category"], unique=False)
    op.create_table(
        "report_names",
        sa.Column("report_row", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_row"], ["reports.row"], name=op.f("fk_report_names_report_row")),
        sa.PrimaryKeyConstraint("report_row", "field", "name", name=op.f("pk_report_names")),
    )
    op.create_index("ix_report_names_field_name", "report_names", ["field", "name"], unique=False)
    op.create_table(
        "spans",
        sa.Column("report_row", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=64), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report_row"], ["reports.row"], name=op.f("fk_spans_report_row")),
        sa.PrimaryKeyConstraint("report_row", "position", name=op.f("pk_spans")),
    )
