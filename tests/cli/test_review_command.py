"""`vedette review`: judgements from the command line, and accepted reports written as gold."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from vedette.cli import app
from vedette.ledger import Ledger

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
WHO = ("--who", "Ana", "--why", "read the statement")


@pytest.fixture
def ledger(tmp_path: Path, make_document: Any, make_report: Any) -> str:
    location = str(tmp_path / "test.db")
    document = make_document("wire/one.txt", "Oslo sent guns.\r\nA boat left.")
    with Ledger.open(location) as store:
        sent = make_report(document, "Oslo sent guns.", id="aaaa1111", actor=("NOR",))
        left = make_report(document, "A boat left.", id="bbbb2222", type="mobilize.deploy")
        store.add(document, [sent, left], reader="1", at=NOON)
    return location


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments))


def test_a_judgement_is_shown_beside_the_report(ledger: str) -> None:
    done = run("review", "edit", "aaaa", "status", "pledged", *WHO, "--ledger", ledger, "--json")
    assert done.exit_code == 0, done.output
    record = json.loads(done.stdout)
    assert (record["status"], record["machine"]["status"], record["review"]["revision"]) == ("pledged", "done", 1)
    shown = " ".join(run("show", "aaaa", "--ledger", ledger).output.split())
    assert "edited by Ana, revision 1 (status edited): read the statement" in shown
    logged = json.loads(run("review", "log", "--ledger", ledger, "--json").stdout)
    assert (logged["report"], logged["decision"], logged["field"], logged["value"]) == ("aaaa1111", "edit", "status", "pledged")


def test_a_stale_revision_is_told_who_was_first(ledger: str) -> None:
    assert run("review", "accept", "aaaa", *WHO, "--revision", "0", "--ledger", ledger).exit_code == 0
    late = run("review", "reject", "aaaa", "--who", "Ben", "--why", "no", "--revision", "0", "--ledger", ledger)
    assert late.exit_code == 1
    assert "Ana: accept (read the statement)" in late.output
    assert "revision 1" in late.output


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("edit", "aaaa", "status", "promised", *WHO), 2, "is no value of 'status'"),
        (("edit", "aaaa", "actor", "[NOR", *WHO), 2, "is no JSON"),
        (("edit", "aaaa", "id", "x", *WHO), 2, "no field 'id'"),
        (("accept", "cccc", *WHO), 1, "holds no report 'cccc'"),
        (("merge", "aaaa", *WHO), 2, "two reports or more"),
        (("accept", "aaaa"), 2, "--who"),
    ],
)
def test_wrong_usage_is_told_with_its_remedy(ledger: str, arguments: tuple[str, ...], code: int, says: str) -> None:
    result = run("review", *arguments, "--ledger", ledger)
    assert (result.exit_code, says in result.output) == (code, True), result.output


def test_a_new_version_is_listed_for_another_look(ledger: str, make_document: Any, make_report: Any) -> None:
    for name in ("aaaa", "bbbb"):
        run("review", "accept", name, *WHO, "--ledger", ledger)
    assert "No review is open again" in run("review", "reopened", "--ledger", ledger).output
    with Ledger.open(ledger) as store:
        changed = make_document("wire/one.txt", "Again Oslo sent guns.")
        store.add(changed, [make_report(changed, id="cccc3333", actor=("NOR",))], reader="1", at=datetime.now(UTC))
    found = [json.loads(line) for line in run("review", "reopened", "--ledger", ledger, "--json").stdout.splitlines()]
    assert [(one["report"], one["successor"] and one["successor"]["id"]) for one in found] == [("aaaa1111", "cccc3333"), ("bbbb2222", None)]
    shown = run("review", "reopened", "--ledger", ledger).output
    assert "the document has a new version" in shown
    assert "nothing stands in its place" in shown


def test_accepted_reports_are_gold_once_the_document_is_judged(ledger: str, tmp_path: Path) -> None:
    run("review", "edit", "aaaa", "recipient", '["UKR"]', *WHO, "--ledger", ledger)
    run("review", "accept", "aaaa", *WHO, "--ledger", ledger)
    waits = run("review", "export", str(tmp_path / "gold"), "--ledger", ledger)
    assert "1 report still to be judged" in waits.output
    assert not (tmp_path / "gold").exists()
    run("review", "reject", "bbbb", *WHO, "--ledger", ledger)
    assert run("review", "export", str(tmp_path / "gold"), "--ledger", ledger).exit_code == 0
    header, record = map(json.loads, (tmp_path / "gold" / "records" / "wire__one.txt.jsonl").read_text().splitlines())
    assert (header["document"], header["published"]) == ("wire__one.txt", "2022-06-08")
    text = (tmp_path / "gold" / "texts" / "wire__one.txt").read_bytes().decode()
    assert text == "Oslo sent guns.\r\nA boat left."
    assert text[record["start"] : record["end"]] == record["evidence"] == "Oslo sent guns."
    assert (record["recipient"], record["actor"], record["optional"], record["note"]) == (["UKR"], ["NOR"], False, "read the statement")
    assert "document" not in record
