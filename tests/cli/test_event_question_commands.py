"""posture, revisions, changes, silence and claims from the command line."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from vedette.cli import app
from vedette.ledger import Ledger
from vedette.model.quantity import Item, Money
from vedette.model.report import Place
from vedette.resolution import EventResolver

NOON = datetime(2021, 4, 1, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path, make_document: Any, make_report: Any) -> str:
    location = str(tmp_path / "test.db")
    pledge, ships = make_document("a", "Norway pledged aid.", published=date(2031, 1, 2)), make_document("b", "Ships lie at Narva.", published=date(2031, 2, 2))
    with Ledger.open(location) as store:
        report = make_report(pledge, type="aid.military", status="pledged", actor=("NOR",), recipient=("UKR",), money=Money(5e6, 5e6, "EUR"))
        store.add(pledge, [report], reader="1", at=NOON, resolver=EventResolver())
        lie = make_report(ships, type="mobilize.deploy", actor=("RUS",), place=(Place("Narva"),), items=(Item("ship", "ship", 3, 3),), attributed_to=(("two sailors",),))
        store.add(ships, [lie], reader="1", at=NOON, resolver=EventResolver())
    return location


def run(*arguments: str) -> Any:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return result


@pytest.mark.parametrize(
    ("arguments", "count", "key", "value"),
    [
        (("silence", "--months", "2", "--as-of", "2031-04-01"), 1, "since", "2031-01-02"),
        (("silence", "--months", "9", "--as-of", "2031-04-01"), 0, "", ""),
        (("claims", "--unnamed"), 1, "claim", "unnamed"),
        (("claims", "--denied"), 0, "", ""),
        (("changes", "--since", "2021-01-01"), 2, "change", "new"),
        (("changes", "--since", "2021-04-02"), 0, "", ""),
        (("revisions",), 0, "", ""),
    ],
)
def test_answers_for_machines_and_for_people(ledger: str, arguments: tuple[str, ...], count: int, key: str, value: str) -> None:
    found = [json.loads(line) for line in run(*arguments, "--ledger", ledger, "--json").stdout.splitlines()]
    assert len(found) == count
    assert all(one[key] == value for one in found)
    shown = run(*arguments, "--ledger", ledger).output
    assert ("No" in shown.splitlines()[-1]) == (count == 0)


def test_posture_lists_what_is_near_with_its_sentence(ledger: str) -> None:
    answer = json.loads(run("posture", "--near", "Narva", "--as-of", "2031-03-01", "--ledger", ledger, "--json").stdout)
    (one,) = answer["near"]
    assert (one["actor"], one["low"], one["distance_km"], one["reports"][0]["sentence"]) == ("RUS", 3, 0, "Ships lie at Narva.")
    assert "RUS: 3 ship; Narva, 0 km; done" in run("posture", "--near", "Narva", "--as-of", "2031-03-01", "--ledger", ledger).output
    assert "No forces" in run("posture", "--near", "Lisbon", "--ledger", ledger).output


def test_a_visit_is_noted_and_asked_of(ledger: str) -> None:
    run("changes", "--mark", "ana", "--ledger", ledger)
    assert "Nothing changed" in run("changes", "--since", "ana", "--ledger", ledger).output
    slip = CliRunner().invoke(app, ["changes", "--since", "ben", "--ledger", ledger])
    assert (slip.exit_code, "no visit is called 'ben'; there are ana" in slip.output) == (1, True)
    assert CliRunner().invoke(app, ["changes", "--ledger", ledger]).exit_code == 2
