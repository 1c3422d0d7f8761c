"""Rebuilds the table of drawdowns from a corpus of releases and news, and compares it with the reference, row by row.

    python eval/drawdowns.py ../shared/corpus/news.jsonl.gz ../shared/reference/us_drawdowns_sample.csv

Reads the documents that may speak of aid to Ukraine into a ledger of its own in a temporary folder, asks it for the authorised drawdowns of
the table's period, and fails where a row is missing, doubled, a day and more off, or another sum. Prints dates and sums, no text.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from vedette.ledger import Ledger, Selection
from vedette.model.document import Document
from vedette.pipeline import read_documents
from vedette.questions.totals import Summand, totals

ABOUT = re.compile(r"drawdown|(?:security|military|lethal|defen[sc]e) (?:assistance|aid|support)|weapons")
BEFORE, AFTER = timedelta(days=60), timedelta(days=90)
MILLION = 1e6


def documents(corpus: Path, first: date, last: date) -> Iterator[Document]:
    """The corpus's documents of that time that name Ukraine, aid and a sum."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            item = json.loads(line)
            day, text = item["date"][:10], item["text"]
            if re.fullmatch(r"\d{4}-\d\d-\d\d", day) and first <= date.fromisoformat(day) <= last:
                if "Ukrain" in text and "illion" in text and ABOUT.search(text):
                    yield Document(f"{item['source']}-{number}", text, title=item["title"], publisher=item["source"], published=date.fromisoformat(day), published_from="metadata")


def compare(reference: list[tuple[date, float]], found: list[Summand]) -> list[str]:
    """What differs, in words; empty where every row is there once, to the day and the dollar."""
    rest, wrong = list(found), []
    for day, amount in reference:
        fitting = [s for s in rest if s.date and abs((s.date - day).days) <= 1 and (s.low, s.high) == (amount, amount)]
        if fitting:
            rest.remove(fitting[0])
        else:
            wrong.append(f"missing: {day} USD {amount:,.0f}")
    return wrong + [f"too many: {s.date} {s.currency} {s.low} to {s.high}" for s in rest]


def main(corpus: Path, table: Path) -> int:
    with table.open(encoding="utf-8", newline="") as file:
        reference = [(date.fromisoformat(row["date"]), float(row["amount_usd_million"]) * MILLION) for row in csv.DictReader(file)]
    first, last = min(day for day, _ in reference), max(day for day, _ in reference)
    with tempfile.TemporaryDirectory() as folder, Ledger.open(str(Path(folder, "drawdowns.db"))) as ledger:
        outcomes = list(read_documents(documents(corpus, first - BEFORE, last + AFTER), ledger=ledger, at=datetime.now(UTC)))
        asked = Selection(actors=("USA",), recipients=("UKR",), programmes=("drawdown",), first=first, last=last + timedelta(days=1))
        answer = totals(ledger.view(), asked, rule="authorised")
    print(f"{len(outcomes)} documents read")
    for summand in answer.summands:
        print(f"  {summand.date}  {summand.currency} {summand.low} to {summand.high}, {len(summand.reports)} reports")
    print(f"total {answer.currency} {answer.low} to {answer.high}; {len(answer.left_out)} reports left out")
    wrong = compare(reference, list(answer.summands))
    print("\n".join(wrong) or "drawdowns: every row once")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), Path(sys.argv[2])))
