"""--collection, --as-of and --held: each question speaks of a part and a time of the ledger, and says of which."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from vedette.cli import app
from vedette.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path, make_document: Any, make_report: Any) -> str:
    location = str(tmp_path / "test.db")
    with Ledger.open(location) as store:
        for number in (1, 2):
            document = make_document(f"wire/{number}.txt", f"Oslo sent {number} guns.", published=date(2031, number, 1))
            sent = make_report(document, type="aid.arms", actor=("NOR",), recipient=("UKR",))
            store.add(document, [sent], reader="1", at=datetime(2031, 5, number, 12, tzinfo=UTC))
    return location


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments))


@pytest.mark.parametrize(
    ("options", "documents"),
    [
        (("--as-of", "2031-01-31"), ["wire/1.txt"]),
        (("--held", "2031-05-01"), ["wire/1.txt"]),  # by the end of the day
        (("--held", "2031-05-01T11:00"), []),
        (("--collection", "strait"), ["wire/2.txt"]),
    ],
)
@pytest.mark.parametrize("question", ["reports", "timeline"])
def test_questions_speak_of_a_part_and_a_time(ledger: str, question: str, options: tuple[str, ...], documents: list[str]) -> None:
    assert run("collection", "add", "strait", "2.txt", "--ledger", ledger).exit_code == 0
    found = run(question, "--ledger", ledger, "--json", *options)
    assert found.exit_code == 0, found.output
    assert [json.loads(line)["document"] for line in found.stdout.splitlines()] == documents


def test_the_answer_says_which_part_and_time(ledger: str) -> None:
    run("collection", "add", "strait", "1.txt", "--ledger", ledger)
    shown = run("totals", "--ledger", ledger, "--collection", "strait", "--as-of", "2031-06-01", "--held", "2031-06-01")
    assert "In the collection strait, as published by 2031-06-01, as the ledger held it at 2031-06-01 23:59 UTC" in " ".join(shown.output.split())
    assert "As published" not in run("totals", "--ledger", ledger).output


def test_collections_are_listed_and_left(ledger: str) -> None:
    run("collection", "add", "strait", "1.txt", "wire/2.txt", "--ledger", ledger)
    assert json.loads(run("collection", "list", "--ledger", ledger, "--json").stdout) == [{"collection": "strait", "documents": 2}]
    run("collection", "remove", "strait", "1.txt", "--ledger", ledger)
    assert "strait  1 document" in run("collection", "list", "--ledger", ledger).output


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("reports", "--collection", "delta"), 1, "no collection 'delta'"),
        (("collection", "add", "delta", "9.txt"), 1, "no document '9.txt'"),
        (("reports", "--held", "May"), 2, "is no moment"),
    ],
)
def test_slips_are_told(ledger: str, arguments: tuple[str, ...], code: int, says: str) -> None:
    result = run(*arguments, "--ledger", ledger)
    assert (result.exit_code, says in " ".join(result.output.split())) == (code, True), result.output


def test_what_is_read_goes_into_the_collection(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norway sent six howitzers to Ukraine on Monday.")
    location = str(tmp_path / "new.db")
    for _ in range(2):  # what is unchanged is collected too
        assert run("read", str(tmp_path / "a.txt"), "--ledger", location, "--collection", "strait").exit_code == 0
    with Ledger.open(location) as store:
        assert store.view().collections() == {"strait": 1}
