"""The labelled drafts: small ledgers written as data, and paragraphs whose figures were labelled before `check` was first run."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from vedette.ledger import Ledger
from vedette.model.document import Document
from vedette.model.quantity import Item, Money
from vedette.model.report import Place, Report, When, report_id
from vedette.pipeline import figures_of, read_document
from vedette.questions.check import Verdict, check

NOON = datetime(2032, 1, 1, 12, tzinfo=UTC)
FILES = sorted((Path(__file__).parent / "drafts").glob("*.toml"))


@dataclass(frozen=True, slots=True)
class Labelled:
    """One figure of a draft with its label, and what `check` says of it (None where it does not see the figure)."""

    draft: str
    words: str
    label: str
    verdict: Verdict | None

    @property
    def given(self) -> str:
        return self.verdict.verdict.replace(" ", "_") if self.verdict else "not seen"


def build_ledger(rows: list[dict[str, Any]]) -> Ledger:
    ledger = Ledger.open("sqlite://")
    for number, row in enumerate(rows):
        fields = dict(row)
        text, published, publisher = (fields.pop(name) for name in ("text", "published", "publisher"))
        document = Document(f"{number:02}.txt", text, published=published, published_from="option", publisher=publisher)
        ledger.add(document, [_report(document, fields)], reader="1", at=NOON)
    return ledger


def _report(document: Document, fields: dict[str, Any]) -> Report:
    made: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
    made["items"] = tuple(Item(**{**item, "low": _bound(item["low"]), "high": _bound(item["high"])}) for item in fields.get("items", ()))
    if "money" in fields:
        made["money"] = Money(**{**fields["money"], "low": _bound(fields["money"]["low"]), "high": _bound(fields["money"]["high"])})
    made["place"] = tuple(Place(**place) for place in fields.get("place", ()))
    made["attributed_to"] = tuple(tuple(link) for link in fields.get("attributed_to", ()))
    if "when" in fields:
        made["when"] = When(fields["when"], fields["when"])
    text = document.text
    name = report_id(document.name, document.sha256, fields["type"], 0, len(text), 0)
    return Report(id=name, document=document.name, evidence=text, start=0, end=len(text), **made)


def _bound(value: Any) -> float | None:
    return None if value == "unknown" else float(value)


@cache
def judged(*, is_held_out: bool) -> tuple[Labelled, ...]:
    return tuple(_judged(is_held_out))


def _judged(is_held_out: bool) -> Iterator[Labelled]:
    for file in FILES:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        with build_ledger(table["report"]) as ledger:
            for number, draft in enumerate(table["draft"]):
                if draft.get("heldout", False) == is_held_out:
                    yield from _draft(f"{file.stem}#{number}", draft, ledger)


def _draft(name: str, draft: dict[str, Any], ledger: Ledger) -> Iterator[Labelled]:
    text, at = draft["text"], 0
    reading = read_document(Document("draft", text, published=date(2031, 12, 31), published_from="option"))
    verdicts = check(ledger.view(), figures_of(reading))
    for labelled in draft["figures"]:
        words, label = labelled.rsplit(": ", 1)
        start = text.index(words, at)
        at = start + len(words)
        seen = next((verdict for verdict in verdicts if verdict.figure.start < at and start < verdict.figure.end), None)
        yield Labelled(name, words, label, seen)
