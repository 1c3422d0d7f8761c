"""`vedette inspect`: the shape of its JSON, with all spans in the source."""

from __future__ import annotations

import json
from array import array
from datetime import date
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from vedette.cli import app
from vedette.cli.inspect import as_object
from vedette.model.analysis import ActorMention, Analysis, Attribution, DateMention, Predicate, Sentence
from vedette.model.document import CleanText, Document, Paragraph
from vedette.model.evidence import Span

KEYS = [
    "document",
    "published",
    "text",
    "sentences",
    "actors",
    "places",
    "dates",
    "quantities",
    "money",
    "attributions",
    "predicates",
]


def test_spans_are_of_the_source_and_what_is_missing_is_null() -> None:
    # The cleaning took away the backslash and the line end in the middle of the sentence.
    source = "Baltic\\ states\nsaid no."
    kept = [k for k, character in enumerate(source) if character != "\\"]
    text = "".join(" " if source[k] == "\n" else source[k] for k in kept)
    clean = CleanText(Document("a.txt", source), text, (Paragraph(0, len(text)),), array("i", kept))
    analysis = Analysis(
        clean, date(2022, 1, 5), (Sentence(0, len(text), (), 0),),
        actors=(ActorMention(0, 13, "Baltic states", ("EST", "LVA"), "state", "x"), ActorMention(14, 18, "said", (), "people", "y")),
        dates=(DateMention(14, 18, "said", None, None, "duration", "P3D"),),
        attributions=(Attribution(("EST", "LVA"), Span(0, 13), None, (Span(14, 18), Span(19, 21))), Attribution((), None, None, ())),
        predicates=(Predicate(14, 18, "say", "done", False, False, 3.0, 0, 0),),
    )  # fmt: skip
    found = as_object(analysis)
    assert list(found) == KEYS
    assert found["published"] == "2022-01-05"
    assert found["sentences"] == [{"start": 0, "end": 23}]
    assert [(a["start"], a["end"], a["text"], a["id"]) for a in found["actors"]] == [
        (0, 14, "Baltic\\ states", "EST"),
        (0, 14, "Baltic\\ states", "LVA"),
        (15, 19, "said", None),
    ]
    assert found["dates"] == [
        {"start": 15, "end": 19, "text": "said", "from": None, "to": None, "resolution": "duration", "value": "P3D"}
    ]
    assert found["attributions"] == [
        {"speaker": "EST; LVA", "source": {"start": 0, "end": 14}, "cue": None, "content": {"start": 15, "end": 22}},
        {"speaker": None, "source": None, "cue": None, "content": None},
    ]
    assert found["predicates"][0] == {
        "start": 15,
        "end": 19,
        "lemma": "say",
        "status": "done",
        "negated": False,
        "hedged": False,
        "certainty": 3.0,
    }


def test_inspect_prints_an_object_a_line_and_names_what_it_cannot_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(
        "Latvia will send 20 drones to Ukraine, its minister said on Friday.\n", encoding="utf-8"
    )
    (tmp_path / "empty.txt").write_bytes(b"")
    result = CliRunner().invoke(app, ["inspect", str(tmp_path), "--published", "2022-06-08", "--json"])
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(one["document"], one["published"]) for one in found] == [("good.txt", "2022-06-08")]
    assert all(list(one) == KEYS for one in found)
    text = found[0]["text"]
    for kind in ("actors", "places", "dates", "quantities", "money"):
        assert all(text[m["start"] : m["end"]] == m["text"] for m in found[0][kind])
    assert "empty.txt" in result.stderr
    assert CliRunner().invoke(app, ["inspect", str(tmp_path / "empty.txt")]).exit_code == 1


def test_a_length_and_a_repetition_lie_on_no_days() -> None:
    # "the past two years" is anchored in the analysis, for the readers of reports; as a time expression it is a length.
    text = "It drilled every Monday of the past two years, until 3 May 2021."
    clean = CleanText(Document("a.txt", text), text, (Paragraph(0, len(text)),), array("i", range(len(text))))
    dates = (
        DateMention(11, 23, text[11:23], None, None, "set", "XXXX-WXX-1"),
        DateMention(27, 45, text[27:45], date(2019, 5, 3), date(2021, 5, 3), "duration", "P2Y"),
        DateMention(53, 63, text[53:63], date(2021, 5, 3), date(2021, 5, 3), "day", "2021-05-03"),
    )
    found = as_object(Analysis(clean, None, (Sentence(0, len(text), (), 0),), dates=dates))["dates"]
    assert [(d["text"], d["from"], d["to"]) for d in found] == [
        ("every Monday", None, None),
        ("the past two years", None, None),
        ("3 May 2021", "2021-05-03", "2021-05-03"),
    ]
