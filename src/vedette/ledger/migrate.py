"""Brings a ledger's tables up to date with the migrations that ship in this package."""

from __future__ import annotations

from importlib.resources import as_file, files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from vedette.ledger.writing import lock_tables
from vedette.model.errors import LedgerError

VERSION_TABLE = "vedette_schema"


def migrate(connection: Connection, *, location: str) -> None:
    """Runs what is missing, nothing where the tables are up to date. LedgerError where they are not ours, or newer than we are."""
    with as_file(files("vedette.ledger").joinpath("migrations")) as folder:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        script = ScriptDirectory.from_config(config)
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        if context.get_current_revision() == script.get_current_head():
            return
        lock_tables(connection)
        current = context.get_current_revision()
        if current == script.get_current_head():
            return  # another process was just making it
        if current is not None and current not in {revision.revision for revision in script.walk_revisions()}:
            raise LedgerError(
                f"the ledger {location} was written by a newer Vedette (tables {current})", remedy="Upgrade Vedette"
            )
        foreign = set(inspect(connection).get_table_names()) - {VERSION_TABLE}
        if current is None and foreign and connection.dialect.name == "sqlite":
            raise LedgerError(
                f"{location} is a database of something else (it has the table {min(foreign)})",
                remedy="Name another file with --ledger",
            )
        command.upgrade(config, "head")
