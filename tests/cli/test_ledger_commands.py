"""The commands that ask a ledger: what they print, how they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from vedette.cli import app
from vedette.cli.output import bounds, printable
from vedette.ledger import Ledger
from vedette.model.evidence import Span
from vedette.model.quantity import Item, Money
from vedette.model.report import FieldSpan, Place, When
from vedette.questions.parties import party_names

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
TEXT = (
    "Żółw dispatch.\n\nOslo said on Tuesday it would give Kyiv $120 million. It has sent six howitzers \x1b[31mby sea."
)


@pytest.fixture
def ledger(tmp_path: Path, make_document: Any, make_report: Any) -> str:
    location = str(tmp_path / "test.db")
    document = make_document("wire/one.txt", TEXT, publisher="Fjord Wire")
    start, verb = TEXT.index("Oslo"), TEXT.index("sent six")
    pledge = make_report(
        document, "Oslo said on Tuesday it would give Kyiv $120 million", id="aaaa1111", type="aid.military", status="pledged",
        actor=("NOR",), recipient=("UKR",), money=Money(120e6, 120e6, "USD"), said=date(2022, 6, 7),
        attributed_to=(("NOR",),), rule="aid.give", why=("would give: pledged",), spans=(FieldSpan("actor", Span(start, start + 4)),),
    )  # fmt: skip
    sent = make_report(
        document, "It has sent six howitzers \x1b[31mby sea", id="aaab2222", actor=("NOR",), recipient=("UKR",),
        items=(Item("howitzer", "artillery", 6, 6),), place=(Place("Baltic Sea"),), rule="aid.arms.give",
        spans=(FieldSpan("type", Span(verb, verb + 4)),), when=When(date(2022, 6, 1), date(2022, 6, 30)),
    )  # fmt: skip
    undated = make_document("blog.txt", "Ships left.", published=None, published_from=None)
    with Ledger.open(location) as store:
        store.add(document, [pledge, sent], reader="1", at=NOON)
        sailed = make_report(undated, id="bbbb3333", type="mobilize.deploy", actor=("RUS",))
        marched = make_report(undated, id="cccc4444", type="mobilize.deploy", actor=("Fjord Militia",))
        store.add(undated, [sailed, marched], reader="1", at=NOON)
    return location


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments))


def lines(result: Any) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        ([], ["bbbb3333", "cccc4444", "aaaa1111", "aaab2222"]),
        (["--recipient", "Ukraine"], ["aaaa1111", "aaab2222"]),  # a name for an id
        (["--actor", "Russia"], ["bbbb3333"]),  # the beginning of a state's name
        (["--actor", "the Kremlin"], ["bbbb3333"]),  # what stands for a state
        (["--actor", "Nordic countries"], ["aaaa1111", "aaab2222"]),  # any of a group's members
        (["--actor", "fjord militia"], ["cccc4444"]),  # known to the ledger alone, whatever its capitals
        (["--actor", "Tonga"], []),  # a state that does nothing here
        (["--type", "aid", "--status", "done"], ["aaab2222"]),
        (["--place", "baltic"], ["aaab2222"]),
        (["--document", "one.txt", "--to", "2022-06-07"], ["aaaa1111", "aaab2222"]),
        (["--from", "2022-07-01"], []),
    ],
)
def test_reports_as_json_lines(ledger: str, arguments: list[str], ids: list[str]) -> None:
    assert [record["id"] for record in lines(run("reports", "--ledger", ledger, "--json", *arguments))] == ids


@pytest.mark.parametrize(
    "command", [["reports"], ["timeline"], ["totals"], ["show", "aaaa"], ["show", "one.txt", "--why"]]
)
def test_output_for_people_fits_80_columns_and_moves_no_cursor(ledger: str, command: list[str]) -> None:
    result = run(*command, "--ledger", ledger)
    assert result.exit_code == 0, result.output
    assert max(len(line) for line in result.stdout.splitlines()) <= 80
    assert "\x1b" not in result.stdout


def test_show_a_report_with_its_context_fields_and_rule(ledger: str) -> None:
    output = run("show", "aaaa", "--ledger", ledger, "--why").stdout
    for expected in (
        "aid.military",
        ">>Oslo said",
        "<<. It has sent",
        '"Oslo"',
        "aid.give",
        "1. would give: pledged",
        "reader 1",
    ):
        assert expected in output
    record = lines(run("show", "aaaa", "--ledger", ledger, "--json"))[0]
    assert record["spans"] == [{"field": "actor", "start": 16, "end": 20, "text": "Oslo"}]
    assert record["money"]["low"] == 120000000


def test_a_status_that_no_word_decides_is_put_down_to_tense(ledger: str) -> None:
    shown = run("show", "aaab", "--ledger", ledger, "--why").stdout  # "It has sent six howitzers", with no step of its own
    assert "1. by the tense of 'sent': done" in shown
    assert "aid.arms.give" in shown
    assert "actor in   subj" in shown  # the roles in which the frame looks for its parties
    assert "recipient in dat, to" in shown
    assert "by the tense" not in run("show", "aaaa", "--ledger", ledger, "--why").stdout  # "would give: pledged" decides
    assert "by the tense of 'sent'" in run("show", "one.txt", "--ledger", ledger, "--why").stdout


def test_show_a_document_and_its_exact_text(ledger: str) -> None:
    output = run("show", "one.txt", "--ledger", ledger)
    assert "Fjord Wire" in output.stdout
    assert "2 reports" in output.stdout
    assert run("show", "one.txt", "--ledger", ledger, "--text").stdout_bytes == TEXT.encode()


def test_show_a_document_with_its_moment_stamp_and_language(tmp_path: Path, make_document: Any) -> None:
    location = str(tmp_path / "b.db")
    known = {"published_at": "2031-03-04T23:30:00-05:00", "published": date(2031, 3, 4), "published_from": "metadata", "stamp": "19 hrs ago", "language": "fr"}
    with Ledger.open(location) as store:
        store.add(make_document("page.html", "Un texte.", **known), (), reader="1", at=NOON)
    shown = run("show", "page.html", "--ledger", location).stdout
    assert "2031-03-04T23:30:00-05:00 (from metadata)" in shown
    assert '"19 hrs ago"' in shown
    assert "language   fr" in shown
    (facts,) = lines(run("show", "page.html", "--ledger", location, "--json"))
    assert (facts["published_at"], facts["stamp"], facts["language"]) == (known["published_at"], "19 hrs ago", "fr")


def test_show_what_is_gone_from_a_document(tmp_path: Path, make_document: Any) -> None:
    location = str(tmp_path / "b.db")
    texts = ["Six guns went. They are old. \x1b[31mOslo paid.", "Six guns went. Oslo paid.", "Six guns went. Oslo paid. More follow."]
    with Ledger.open(location) as store:
        for hour, text in enumerate(texts):
            store.add(make_document("page", text), (), reader="1", at=NOON.replace(hour=hour))
    shown = run("show", "page", "--ledger", location, "--gone").stdout
    assert "version 2, 2026-01-05 01:00 UTC, no longer says:" in shown
    assert '"They are old. \\u001b[31mOslo paid." 15..44' in shown
    assert "version 3, 2026-01-05 02:00 UTC, says all that the one before says." in shown
    (found,) = lines(run("show", "page", "--ledger", location, "--gone", "--json"))
    assert [stretch["text"] for step in found["versions"] for stretch in step["gone"]] == [texts[0][15:44]]
    assert run("show", "zzz", "--gone", "--ledger", location).exit_code == 1


def test_totals_as_one_json_object(ledger: str) -> None:
    (answer,) = lines(run("totals", "--ledger", ledger, "--recipient", "UKR", "--to", "2022-12-31", "--json"))
    assert (answer["rule"], answer["as_of"], answer["currency"]) == ("pledged_net", "2022-12-31", "USD")
    assert (answer["low"], answer["high"], answer["unknown"]) == (120000000, 120000000, 1)
    assert answer["summands"][0]["reports"] == ["aaaa1111"]
    assert answer["left_out"][0]["report"] == "aaab2222"


def test_timeline_shows_precision_and_puts_the_undated_last(ledger: str) -> None:
    rows = lines(run("timeline", "--ledger", ledger, "--json"))
    assert [(row["id"], row["dated"]["resolution"]) for row in rows] == [
        ("aaab2222", "month"),
        ("aaaa1111", "day"),
        ("bbbb3333", "unknown"),
        ("cccc4444", "unknown"),
    ]
    output = run("timeline", "--ledger", ledger, "--from", "2022-01-01").stdout
    assert "2 reports without a date left out." in output
    assert "2022-06-07 (said)" in output


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["reports", "--status", "promised"], 2, "unknown status 'promised'"),
        (["reports", "--type", "aids"], 2, "unknown report type"),
        (["reports", "--from", "June"], 2, "YYYY-MM-DD"),
        (["reports", "--from", "2022-02-01", "--to", "2022-01-01"], 2, "after its end"),
        (["totals", "--rule", "guess"], 2, "unknown rule"),
        (["show", "aaa"], 2, "aaaa1111, aaab2222"),  # a beginning of several ids
        (["show", "zzz"], 1, "no report whose id begins so"),
        (["show", "zzz", "--text"], 1, "no document"),
        (["reports", "--nosuch"], 2, "nosuch"),
        (["reports", "--recipient", "Ukriane"], 2, "no party is known as 'Ukriane'"),  # a slip, not an empty answer
        (["timeline", "--actor", "Ukriane"], 2, "'ukraine' comes near"),
        (["totals", "--actor", "Korea"], 2, "no party is known as 'Korea'"),
        (["reports", "--ledger", "none.db"], 1, "there is no ledger"),
    ],
)
def test_exit_codes_with_one_clear_line(ledger: str, arguments: list[str], code: int, message: str) -> None:
    result = run(*arguments, *([] if "--ledger" in arguments else ["--ledger", ledger]))
    assert result.exit_code == code
    assert message in " ".join(result.output.split())
    assert "Traceback" not in result.output


def vedette(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "vedette", *arguments]


def test_a_closed_pipe_ends_quietly(ledger: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(vedette("reports", "--ledger", ledger), stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_any_encoding_of_the_terminal_survives(ledger: str, encoding: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    shown = subprocess.run(
        vedette("show", "aaaa", "--ledger", ledger), capture_output=True, env=environment, check=False
    )
    assert (shown.returncode, shown.stderr) == (0, b"")
    text = subprocess.run(
        vedette("show", "one.txt", "--text", "--ledger", ledger), capture_output=True, env=environment, check=False
    )
    assert text.stdout == TEXT.encode()


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("Ukraine", ("Ukraine", "UKR")),
        ("ukr", ("ukr", "UKR")),
        ("UKR", ("UKR",)),
        ("Russia", ("Russia", "RUS")),  # the only state whose name begins so
        ("Niger", ("Niger", "NER")),  # not Nigeria
        ("Korea", ("Korea",)),  # two states
        ("Wagner Group", ("Wagner Group",)),
        ("Britain", ("Britain", "GBR")),  # no beginning of the official name
        ("uk", ("uk", "GBR")),  # not the code of two letters
        ("the Kremlin", ("the Kremlin", "RUS")),  # what stands for a state
        ("Baltic states", ("Baltic states", "EST", "LVA", "LTU")),  # a group: any of its members
        ("nato", ("nato", "NATO")),
        ("CAN", ("CAN",)),  # an id before any word
        ("Ukriane", ("Ukriane",)),
        ("", ("",)),
    ],
)
def test_parties_by_name(given: str, names: tuple[str, ...]) -> None:
    assert party_names(given) == names


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (2000.0, 2000.0, "2,000"),
        (800, 1200, "800 to 1,200"),
        (50, None, "at least 50"),
        (None, 30, "up to 30"),
        (None, None, "unknown"),
        (15.3, 15.3, "15.3"),
        (0, 0, "0"),
    ],
)
def test_bounds_in_words(low: float | None, high: float | None, words: str) -> None:
    assert bounds(low, high) == words


def test_printable_shows_what_would_move_the_cursor() -> None:
    assert printable("a\x1b[2J\u202eb\ud800\n c") == "a\\u001b[2J\\u202eb\\ud800 c"
