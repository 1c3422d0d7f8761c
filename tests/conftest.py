"""Factories that all tests share: documents and reports with evidence that is really in the text."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from databases import REMEDY, postgres_programs, postgres_server
from vedette.model.document import Document
from vedette.model.report import Report, report_id

MakeDocument = Callable[..., Document]
MakeReport = Callable[..., Report]


@pytest.fixture(scope="session")
def make_document() -> MakeDocument:
    def make(name: str = "wire/one.txt", text: str = "Norway sent six howitzers to Ukraine.", **known: Any) -> Document:
        return Document(name, text, **{"published": date(2022, 6, 8), "published_from": "option", **known})

    return make


@pytest.fixture(scope="session")
def make_report() -> MakeReport:
    def make(document: Document, evidence: str | None = None, **fields: Any) -> Report:
        evidence = document.text if evidence is None else evidence
        start = document.text.index(evidence)
        fields = {"type": "aid.arms", "status": "done", **fields}
        trigger = fields.pop("trigger", 0)
        name = report_id(document.name, document.sha256, fields["type"], start, start + len(evidence), trigger)
        return Report(**{"id": name, **fields}, document=document.name, evidence=evidence, start=start, end=start + len(evidence))

    return make


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A database URL with a blank for the database's name; skips where no server can be had."""
    programs = postgres_programs()
    if programs is None or find_spec("psycopg") is None:
        pytest.skip(REMEDY)
    with postgres_server(programs) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def new_location(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Locations of new, empty ledgers, one each time that it is called: the same suite runs over both databases."""
    if request.param == "sqlite":
        count = itertools.count()
        yield lambda: str(tmp_path / f"{next(count)}.db")
        return
    url = request.getfixturevalue("postgres")
    admin = create_engine(url.format("postgres"), isolation_level="AUTOCOMMIT")
    made: list[str] = []

    def make() -> str:
        made.append(f"ledger_{uuid.uuid4().hex[:12]}")
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {made[-1]}")
        return str(url.format(made[-1]))

    yield make
    with admin.connect() as connection:
        for name in made:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()
