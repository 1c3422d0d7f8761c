"""How fast texts become records, beside the full default spaCy pipeline on the same texts in the same run.

    python bench/reader_speed.py                            the example articles
    python bench/reader_speed.py TEXTS.jsonl --limit 200    lines with a "text" each

The measure is the ratio: the machine's speed falls out of it. Both are warmed up on one text; they take turns, and the best turn of each counts.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import spacy

from vedette.analysis import analyse
from vedette.analysis.parse import DEFAULT_MODEL
from vedette.intake import read_paths
from vedette.model.document import Document
from vedette.reports import read_reports
from vedette.text import clean

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "news"


def documents(source: Path) -> Iterator[Document]:
    """Documents of a folder as `vedette read` takes them in, or one a line of a JSON lines file with `text`."""
    if source.suffix != ".jsonl":
        yield from (found for found in read_paths([source]) if isinstance(found, Document))
        return
    with source.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield Document(f"{source.name}:{number}", json.loads(line)["text"])


def seconds(work: Callable[[], int]) -> tuple[float, int]:
    """How long the work took, and what it counted."""
    start = time.perf_counter()
    count = work()
    return time.perf_counter() - start, count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, nargs="?", default=EXAMPLES, help="a folder of articles or a JSON lines file")
    parser.add_argument("--limit", type=int, default=60, help="documents at most (60)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which the fastest counts (3)")
    options = parser.parse_args()
    texts = list(islice(documents(options.source), options.limit))
    if not texts:
        parser.error(f"no documents in {options.source}")
    nlp = spacy.load(DEFAULT_MODEL)

    def read() -> int:
        return sum(len([report.to_record() for report in read_reports(analyse(clean(document)))]) for document in texts)

    def parse() -> int:
        return sum(len(doc) for doc in nlp.pipe(document.text for document in texts))

    read_reports(analyse(clean(texts[0])))
    nlp(texts[0].text)
    # Turn by turn, so that a busy spell of the machine falls on both.
    turns = [(seconds(read), seconds(parse)) for _ in range(max(1, options.rounds))]
    reading, records = min(turn[0] for turn in turns)
    parsing, tokens = min(turn[1] for turn in turns)
    count = len(texts)
    print(f"{count} documents, {sum(len(d.text) for d in texts):,} characters, {tokens:,} tokens, {records:,} records")
    print(f"text to records          {count / reading:7.1f} documents/s")
    print(f"spaCy, all components    {count / parsing:7.1f} documents/s   ({', '.join(nlp.pipe_names)})")
    print(f"ratio                    {parsing / reading:7.2f}   (above 1: records come faster than the bare parse)")


if __name__ == "__main__":
    main()
