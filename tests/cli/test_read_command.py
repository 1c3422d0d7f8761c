"""`vedette read`, with all stages behind it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import vedette
from vedette.cli import app
from vedette.cli.read import expected_documents
from vedette.ledger import Ledger

NEWS = "Norway has sent six howitzers to Ukraine, the defence ministry in Oslo said on Wednesday."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    news = tmp_path / "news"
    news.mkdir()
    (news / "one.txt").write_text(NEWS, encoding="utf-8")
    (news / "two.txt").write_text("Lithuania pledged $30 million in military aid to Ukraine.", encoding="utf-8")
    (news / "bad.txt").write_bytes(b"")
    return news


def run(*arguments: Any) -> Any:
    return CliRunner().invoke(app, ["read", *map(str, arguments)])


def records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="ascii").splitlines()]


def test_a_folder_goes_into_the_ledger_and_reading_it_again_changes_nothing(folder: Path, tmp_path: Path) -> None:
    ledger, first, second = tmp_path / "a.db", tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    result = run(folder, "--ledger", ledger, "--published", "2022-06-09", "--records", first)
    assert result.exit_code == 0, result.output
    assert "Documents read        2" in result.stdout
    assert "bad.txt" in result.stdout
    with Ledger.open(str(ledger), create=False) as store:
        counts = store.view().counts()
    again = run(folder, "--ledger", ledger, "--records", second)
    assert again.exit_code == 0
    assert "unchanged           2" in again.stdout
    with Ledger.open(str(ledger), create=False) as store:
        assert store.view().counts() == counts
    # Documents that the ledger has already are in the records too.
    assert records(first) == records(second)
    assert {record["document"] for record in records(first)} == {"one.txt", "two.txt"}
    for record in records(first):
        text = (folder / record["document"]).read_text(encoding="utf-8")
        assert text[record["start"] : record["end"]] == record["evidence"]


def test_copies_are_counted_and_a_document_lists_its_own(tmp_path: Path) -> None:
    story = [f"Line {k} of the story says what the {name} saw from the pier on night {k}." for k, name in enumerate(["pilot", "warden", "captain", "miller", "bishop", "cooper"])]
    news, ledger = tmp_path / "news", tmp_path / "a.db"
    news.mkdir()
    (news / "wire.txt").write_text(" ".join(story), encoding="utf-8")
    (news / "paper.txt").write_text("Seen from the pier\n\n" + " ".join(story), encoding="utf-8")
    (news / "other.txt").write_text(NEWS, encoding="utf-8")
    result = run(news, "--ledger", ledger)
    assert "2 of its documents are copies of 1 text" in " ".join(result.stdout.split())
    shown = CliRunner().invoke(app, ["show", "paper.txt", "--ledger", str(ledger)]).stdout
    assert "2 documents, first paper.txt" in shown
    assert "wire.txt: edited, 100% of the shorter text" in shown
    facts = json.loads(CliRunner().invoke(app, ["show", "wire.txt", "--ledger", str(ledger), "--json"]).stdout)
    assert [copy["document"] for copy in facts["origin"]["copies"]] == ["paper.txt"]
    assert "origin" not in CliRunner().invoke(app, ["show", "other.txt", "--ledger", str(ledger)]).stdout


def test_no_ledger_stores_nothing(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(folder, "--no-ledger", "--records", "out.jsonl").exit_code == 0
    assert records(tmp_path / "out.jsonl")
    assert not (tmp_path / "vedette.db").exists()


def test_exit_codes(folder: Path, tmp_path: Path) -> None:
    assert run(folder / "bad.txt", "--no-ledger").exit_code == 1  # nothing could be read
    assert run(folder, "--published", "yesterday").exit_code == 2
    assert run(folder, "--no-ledger", "--records", tmp_path / "no" / "out.jsonl").exit_code == 2
    assert run().exit_code == 2


def test_the_public_function_reads_one_text() -> None:
    reports = vedette.read(NEWS, published="2022-06-09")
    assert [(report.type, report.actor, report.recipient) for report in reports] == [("aid.arms", ("NOR",), ("UKR",))]
    assert all(NEWS[report.start : report.end] == report.evidence for report in reports)
    with pytest.raises(ValueError, match="yesterday"):
        vedette.read(NEWS, published="yesterday")


def test_documents_expected_for_the_bar(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.jsonl").write_text("{}\n{}\n")
    assert expected_documents([tmp_path]) == 3
    (tmp_path / "c.jsonl.gz").write_bytes(b"")
    assert expected_documents([tmp_path]) is None
