"""When a version was published to the second, where it says so, and the stamp that counts back from a moment unknown."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("versions", sa.Column("published_at", sa.String(length=40), nullable=True))
    op.add_column("versions", sa.Column("stamp", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("versions", "stamp")
    op.drop_column("versions", "published_at")
