"""What Alembic runs around a migration: the connection comes from `vedette.ledger.migrate`, never from a settings file."""

from __future__ import annotations

from alembic import context

from vedette.ledger.migrate import VERSION_TABLE
from vedette.ledger.tables import metadata


def run() -> None:
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection, target_metadata=metadata, version_table=VERSION_TABLE, render_as_batch=True
    )
    with context.begin_transaction():
        context.run_migrations()


run()
