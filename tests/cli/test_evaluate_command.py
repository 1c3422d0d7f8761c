"""`vedette evaluate`: a user's own gold set, read and scored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import vedette
from vedette.cli import app

TEXT = "Norway sent six howitzers to Ukraine on Monday.\r\n\r\nSweden will lend Latvia two ferries."


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["evaluate", *arguments])


def write_gold(folder: Path, records: list[dict[str, Any]], text: str = TEXT) -> None:
    for name in ("records", "texts"):
        (folder / name).mkdir()
    (folder / "texts" / "a.txt").write_bytes(text.encode())
    lines = [{"document": "a.txt", "published": "2022-06-08"}, *records]
    (folder / "records" / "a.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n")


def test_what_the_reader_itself_gives_scores_in_full(tmp_path: Path) -> None:
    records = [report.to_record() for report in vedette.read(TEXT, published="2022-06-08", name="a.txt")]
    assert records
    write_gold(tmp_path, records)
    answer = json.loads(run(str(tmp_path), "--json").stdout)
    assert {name: measure["f1"] for name, measure in answer["measures"].items()} == {"found": 1, "core": 1, "record": 1}
    assert answer["annotated"] == answer["predicted"] == len(records)


def test_misses_are_listed_where_asked(tmp_path: Path) -> None:
    begin = TEXT.index("Sweden")
    ghost = {"id": "x", "type": "sanction.impose", "status": "done", "actor": [], "recipient": [], "start": begin, "end": len(TEXT), "evidence": TEXT[begin:]}
    write_gold(tmp_path, [ghost])
    shown = run(str(tmp_path / "records"), "--show", "misses").output
    assert "1 annotated report" in shown
    assert "miss: a.txt, sanction.impose, done" in shown
    assert "false alarm:" not in shown


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ({"type": "aid.arms", "start": 0, "end": 4, "evidence": "Oslo"}, "is not what stands at 0..4"),
        ({"type": "aid.arms"}, "cannot be read"),
    ],
)
def test_a_gold_set_that_is_wrong_is_named(tmp_path: Path, record: dict[str, Any], says: str) -> None:
    write_gold(tmp_path, [record])
    result = run(str(tmp_path))
    assert result.exit_code == 2
    assert says in result.output


def test_an_empty_folder_and_an_unknown_kind_are_wrong_usage(tmp_path: Path) -> None:
    assert "holds no records" in run(str(tmp_path)).output
    write_gold(tmp_path, [])
    assert run(str(tmp_path), "--show", "hits").exit_code == 2
