"""Which texts are copies of one, and what to look them up by; filled from the stored texts when the ledger is next read into."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sketches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("scheme", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("origin", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sketches")),
        sa.UniqueConstraint("sha256", name=op.f("uq_sketches_sha256")),
    )
    op.create_index(op.f("ix_sketches_scheme"), "sketches", ["scheme"], unique=False)
    op.create_index(op.f("ix_sketches_origin"), "sketches", ["origin"], unique=False)
    op.create_table(
        "sketch_keys",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sketch_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["sketch_id"], ["sketches.id"], name=op.f("fk_sketch_keys_sketch_id")),
        sa.PrimaryKeyConstraint("key", "sketch_id", name=op.f("pk_sketch_keys")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "copies",
        sa.Column("sketch_id", sa.Integer(), nullable=False),
        sa.Column("of_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("shared", sa.Integer(), nullable=False),
        sa.Column("contained", sa.Float(), nullable=False),
        sa.Column("alike", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["of_id"], ["sketches.id"], name=op.f("fk_copies_of_id")),
        sa.ForeignKeyConstraint(["sketch_id"], ["sketches.id"], name=op.f("fk_copies_sketch_id")),
        sa.PrimaryKeyConstraint("sketch_id", "of_id", name=op.f("pk_copies")),
    )


def downgrade() -> None:
    op.drop_table("copies")
    op.drop_table("sketch_keys")
    op.drop_table("sketches")
