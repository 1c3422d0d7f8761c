"""One unit of writing: all or nothing, one writer at a time, and again where another writer was in the way."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError, OperationalError

from vedette.model.errors import LedgerError

Result = TypeVar("Result")

ATTEMPTS = 8
FIRST_WAIT = 0.02  # seconds; doubled each time, less a share at random, so that two writers don't meet again
LOCK = 0x5645_4445  # PostgreSQL's advisory locks are numbers: this one is for changing the tables


def write(engine: Engine, work: Callable[[Connection], Result]) -> Result:
    """Does the work in one transaction. What another writer's transaction broke is done again from the start.

    "Norway sent guns", read by two processes at once, is one document with one reading: the second finds what the first wrote.
    LedgerError where others are in the way each time.
    """
    for attempt in range(ATTEMPTS):
        try:
            with engine.begin() as connection:
                if connection.dialect.name == "sqlite":
                    # The lock comes before the first look, or what was seen may be gone when the first row is written.
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                return work(connection)
        except (IntegrityError, OperationalError) as error:
            if error.connection_invalidated or attempt == ATTEMPTS - 1:
                raise LedgerError(
                    f"the ledger could not be written to ({(str(error.orig).splitlines() or ['no reason given'])[0]})",
                    remedy="Try again when no other process writes to it, and see that its disk has room",
                ) from error
            time.sleep(FIRST_WAIT * 2**attempt * random.uniform(0.5, 1))
    raise AssertionError("the last attempt returns or raises")


def lock_tables(connection: Connection) -> None:
    """Lets one process at a time change the tables, until its transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
    elif connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def lock_events(connection: Connection) -> None:
    """Lets one writer at a time change events, which reports of several documents share, until its transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK + 1})")
