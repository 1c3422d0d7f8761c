"""Events: which reports are compared, how well they agree, and which group each belongs to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event_keys",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("report_row", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report_row"], ["reports.row"], name=op.f("fk_event_keys_report_row_reports")),
        sa.PrimaryKeyConstraint("key", "report_row", name=op.f("pk_event_keys")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_event_keys_report_row"), "event_keys", ["report_row"])
    op.create_table(
        "event_edges",
        sa.Column("first_row", sa.Integer(), nullable=False),
        sa.Column("second_row", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("compared", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["first_row"], ["reports.row"], name=op.f("fk_event_edges_first_row_reports")),
        sa.ForeignKeyConstraint(["second_row"], ["reports.row"], name=op.f("fk_event_edges_second_row_reports")),
        sa.PrimaryKeyConstraint("first_row", "second_row", name=op.f("pk_event_edges")),
    )
    op.create_index(op.f("ix_event_edges_second_row"), "event_edges", ["second_row"])
    op.create_table(
        "event_members",
        sa.Column("report_row", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("to_report", sa.String(length=64), nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("compared", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_row"], ["reports.row"], name=op.f("fk_event_members_report_row_reports")),
        sa.PrimaryKeyConstraint("report_row", name=op.f("pk_event_members")),
    )
    op.create_index(op.f("ix_event_members_event"), "event_members", ["event"])


def downgrade() -> None:
    op.drop_table("event_members")
    op.drop_table("event_edges")
    op.drop_table("event_keys")
