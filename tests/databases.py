"""A PostgreSQL server of the tests' own: in a temporary folder, as a user who is not root, reached through a socket in it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

REMEDY = "no PostgreSQL server is installed (apt-get install -y postgresql), or its driver is not (pip install '.[postgres]')"

# A server that sorts as a dictionary does, not byte by byte: where the order of rows depends on that, a test shall fail.
COLLATION = ("--locale-provider", "icu", "--icu-locale", "en-US")


def postgres_programs() -> Path | None:
    """The folder with initdb and pg_ctl, None where there is none."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


@contextmanager
def postgres_server(programs: Path) -> Iterator[str]:
    """The start of a database URL, up to the database's name: `with postgres_server(...) as url: Ledger.open(url.format("a"))`."""
    home = Path(tempfile.mkdtemp(prefix="pg"))  # short: a socket's path has at most 107 characters
    user = _owner()
    if user is not None:
        shutil.chown(home, user)
    settings = f"-c listen_addresses='' -c unix_socket_directories='{home}' -c fsync=off -c max_connections=40"
    try:
        _run(user, programs / "initdb", "--pgdata", home / "data", "--username", "vedette", "--auth", "trust", "--encoding", "UTF8", *COLLATION)
        _run(user, programs / "pg_ctl", "--pgdata", home / "data", "--log", home / "log", "--wait", "--options", settings, "start")
        try:
            yield f"postgresql+psycopg://vedette@/{{}}?host={home}"
        finally:
            _run(user, programs / "pg_ctl", "--pgdata", home / "data", "--mode", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _owner() -> str | None:
    """Who runs the server: whoever runs the tests, but PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    return next(name for name in ("postgres", "nobody") if any(entry.pw_name == name for entry in pwd.getpwall()))


def _run(user: str | None, *command: str | Path) -> None:
    subprocess.run(
        [str(part) for part in command], check=True, user=user, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=60
    )
