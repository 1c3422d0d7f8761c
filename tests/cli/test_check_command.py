"""`vedette check`: a draft from a file or from standard input."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from vedette.cli import app
from vedette.ledger import Ledger
from vedette.model.quantity import Item

DRAFT = "Norway sent six howitzers to Ukraine. Norway sent 40 tanks to Ukraine."


@pytest.fixture
def ledger(tmp_path: Path, make_document: Any, make_report: Any) -> str:
    location = str(tmp_path / "test.db")
    document = make_document("wire/one.txt", "Norway has sent six howitzers to Ukraine.", published=date(2031, 3, 1))
    with Ledger.open(location) as store:
        sent = make_report(document, id="aaaa1111", actor=("NOR",), recipient=("UKR",), items=(Item("howitzer", "artillery", 6, 6),))
        store.add(document, [sent], reader="1", at=datetime(2031, 4, 1, tzinfo=UTC))
    return location


def run(*arguments: str, given: str | None = None) -> Any:
    return CliRunner().invoke(app, ["check", *arguments], input=given)


def test_each_figure_has_its_verdict_and_the_sentence(ledger: str, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(DRAFT)
    found = [json.loads(line) for line in run(str(tmp_path / "draft.txt"), "--ledger", ledger, "--json").stdout.splitlines()]
    assert [(one["figure"], one["verdict"]) for one in found] == [("six howitzers", "supported"), ("40 tanks", "unsupported")]
    assert [DRAFT[one["start"] : one["end"]] for one in found] == ["six howitzers", "40 tanks"]
    (evidence,) = found[0]["evidence"]
    assert (evidence["report"], evidence["sentence"]) == ("aaaa1111", "Norway has sent six howitzers to Ukraine.")
    with Ledger.open(ledger) as store:
        assert store.view().counts()["documents"] == 1  # nothing of the draft is stored


def test_a_draft_from_standard_input_for_people(ledger: str) -> None:
    shown = run("-", "--ledger", ledger, given=DRAFT).output
    assert "supported: six howitzers" in shown
    assert "aaaa1111" in shown
    assert "2 figures: 1 supported, 1 unsupported" in shown
    assert "states no figure" in run("-", "--ledger", ledger, given="Nothing happened.").output


def test_a_replay_knows_only_what_was_published(ledger: str) -> None:
    shown = run("-", "--ledger", ledger, "--as-of", "2031-02-01", given=DRAFT).output
    assert "As published by 2031-02-01" in shown
    assert "2 unsupported" in shown


def test_a_draft_that_cannot_be_read_is_an_error(ledger: str, tmp_path: Path) -> None:
    (tmp_path / "draft.bin").write_bytes(bytes(range(256)) * 8)
    assert run(str(tmp_path / "draft.bin"), "--ledger", ledger).exit_code == 1
