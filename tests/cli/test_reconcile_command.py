"""`vedette reconcile`: a table with its mapping, from the command line."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from vedette.cli import app
from vedette.ledger import Ledger
from vedette.model.quantity import Money
from vedette.resolution import EventResolver

TABLE = "Donor,To,Day,Value\nNorway,Ukraine,2031-03-01,5\nNorway,Ukraine,2031-09-01,many\nSweden,Ukraine,2031-03-01,7\n"
MAP = '[columns]\nactor = "Donor"\nrecipient = "To"\ndate = "Day"\namount = "Value"\n[values]\ncurrency = "EUR"\nunit = 1000000\n'


@pytest.fixture
def ledger(tmp_path: Path, make_document: Any, make_report: Any) -> str:
    location = str(tmp_path / "test.db")
    document = make_document("wire/one.txt", "Norway pledged Ukraine 5 million euros.", published=date(2031, 3, 2))
    with Ledger.open(location) as store:
        report = make_report(document, type="aid.military", status="pledged", actor=("NOR",), recipient=("UKR",), money=Money(5e6, 5e6, "EUR"))
        store.add(document, [report], reader="1", at=datetime(2031, 4, 1, tzinfo=UTC), resolver=EventResolver())
    (tmp_path / "aid.csv").write_text(TABLE)
    (tmp_path / "map.toml").write_text(MAP)
    return location


def run(folder: Path, *arguments: str) -> Any:
    return CliRunner().invoke(app, ["reconcile", str(folder / "aid.csv"), "--map", str(folder / "map.toml"), *arguments])


def test_findings_for_machines_and_for_people(ledger: str, tmp_path: Path) -> None:
    result = run(tmp_path, "--ledger", ledger, "--json")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(one["kind"], [row["row"] for row in one["rows"]]) for one in found] == [("agrees", [2]), ("missing here", [4])]
    assert "row 3 of" in result.stderr
    assert "'many' is no number" in result.stderr
    shown = run(tmp_path, "--ledger", ledger).output
    assert "missing here" in shown
    assert "2 rows, 1 event: 1 agrees, 1 missing here" in shown


def test_what_is_asked_for_narrows_our_side(ledger: str, tmp_path: Path) -> None:
    shown = run(tmp_path, "--ledger", ledger, "--as-of", "2031-02-01").output
    assert "As published by 2031-02-01" in shown
    assert "2 missing here" in shown


def test_a_slip_in_the_mapping_is_wrong_usage(ledger: str, tmp_path: Path) -> None:
    result = run(tmp_path, "--ledger", ledger, "--column", "actor=Giver")
    assert (result.exit_code, "has no column 'Giver'" in result.output) == (2, True)
