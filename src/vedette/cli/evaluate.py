"""`vedette evaluate`: how well the reader does on documents that people have annotated."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from vedette.cli import options
from vedette.cli.output import console, paragraph, plural, print_json, printable
from vedette.model.document import Document
from vedette.model.errors import UsageError
from vedette.pipeline import read_document
from vedette.questions.scoring import FIELDS, MEASURES, Case, Score, score

KINDS = {"misses": "miss", "false-alarms": "false alarm", "wrong": "wrong"}


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A folder with records/ and texts/, as `vedette review export` writes it.")],
    show: Annotated[
        list[str] | None, typer.Option("--show", metavar="KIND", help="List these cases: misses, false-alarms or wrong. Repeatable.")
    ] = None,
    as_json: options.AsJson = False,
) -> None:
    """Read annotated documents and score what was found in them; nothing is stored.

    found: reports that are there. core: with the right parties. record: weighted by the share of their fields that are right. Each as
    precision, recall and F1, the last with a 95 % interval.
    """
    unknown = sorted(set(show or ()) - set(KINDS))
    if unknown:
        raise UsageError(f"no cases are called {unknown[0]!r}", remedy=f"Take {', '.join(KINDS)}")
    annotated, predicted = {}, {}
    for document, records in read_gold(gold):
        annotated[document.name] = records
        predicted[document.name] = [report.to_record() for report in read_document(document).reports]
    answer = score(annotated, predicted)
    cases = [case for case in answer.cases if case.kind in {KINDS[kind] for kind in show or ()}]
    if as_json:
        print_json(_json(answer, cases))
    else:
        _print(console(), answer, cases)


def read_gold(gold: Path) -> Iterator[tuple[Document, list[dict[str, Any]]]]:
    """The documents of a gold set with their records. UsageError where a file is not as it should be, or evidence not in its text."""
    folder = gold if gold.name == "records" else gold / "records"
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise UsageError(f"{folder} holds no records", remedy="Name a folder that holds records/ and texts/")
    for file in files:
        try:
            header, *records = [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]
            name, published = header["document"], header.get("published")
            text = (folder.parent / "texts" / name).read_bytes().decode("utf-8", "surrogatepass")
            for record in records:
                _check(record, text, file)
            day = date.fromisoformat(published) if published else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(
                f"{file} cannot be read ({error})",
                remedy="Write a header line with document and published, then a record a line; the text lies in texts/",
            ) from error
        yield Document(name, text, published=day, published_from="option" if day else None), records


def _check(record: dict[str, Any], text: str, file: Path) -> None:
    if text[record["start"] : record["end"]] != record["evidence"]:
        raise UsageError(
            f"{file}: the evidence of {record.get('id', 'a record')} is not what stands at {record['start']}..{record['end']}",
            remedy="Offsets count characters of the text as it is stored, line ends untouched",
        )
    str(record["type"])


def _json(answer: Score, cases: list[Case]) -> dict[str, Any]:
    return {
        "documents": answer.documents, "annotated": answer.annotated, "predicted": answer.predicted,
        "measures": {
            name: {"precision": m.precision, "recall": m.recall, "f1": m.f1, "low": m.low, "high": m.high}
            for name, m in answer.measures.items()
        },
        "fields": dict(answer.fields),
        "cases": [
            {"kind": case.kind, "document": case.document, "annotated": case.annotated, "predicted": case.predicted, "fields": list(case.fields)}
            for case in cases
        ],
    }  # fmt: skip


def _print(out: Console, answer: Score, cases: list[Case]) -> None:
    out.print(f"{plural(answer.documents, 'document')}, {plural(answer.annotated, 'annotated report')}, {answer.predicted:,} predicted")
    for name in MEASURES:
        m = answer.measures[name]
        shown = f"precision {m.precision:6.1%}  recall {m.recall:6.1%}  F1 {m.f1:6.1%}"
        out.print(f"{name:8} {shown}  ({m.low:.1%} to {m.high:.1%})")
    for name in FIELDS:
        out.print(f"  {name:14} right in {answer.fields[name]:6.1%}")
    for case in cases:
        record = case.annotated or case.predicted or {}
        fields = f" ({', '.join(case.fields)})" if case.fields else ""
        paragraph(out, f"{case.kind}{fields}: {printable(case.document)}, {record.get('type')}, {record.get('status')}", hang=2)
        paragraph(out, f'"{printable(str(record.get("evidence")))}"', indent=4)
