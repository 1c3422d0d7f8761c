"""The language that most of a version is in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("versions", sa.Column("language", sa.String(length=8), nullable=True))


def downgrade() -> None:
    op.drop_column("versions", "language")
