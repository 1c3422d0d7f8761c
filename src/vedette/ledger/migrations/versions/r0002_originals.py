"""Which original a version was extracted from; the bytes themselves are files beside the tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "originals",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_originals_version_id")),
        sa.PrimaryKeyConstraint("version_id", "sha256", name=op.f("pk_originals")),
    )
    op.create_index(op.f("ix_originals_sha256"), "originals", ["sha256"], unique=False)


def downgrade() -> None:
    op.drop_table("originals")
