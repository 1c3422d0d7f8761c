"""Writes the training sentences of labelled corpus documents and of the tuned gold documents to one file.

    python training/build.py --corpus news.jsonl.gz --labels training/labels.jsonl --gold ../shared --out examples.pickle
    python training/build.py --corpus news.jsonl.gz --labels training/labels.jsonl --gold ../shared --pool 2000 --out pool.pickle

With `--pool` it writes the sentences of that many documents that nobody labelled, for a teacher to speak of: none of the gold documents
and of the three articles is among them, in whole or in part.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import pickle
import random
import re
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from examples import examples, read_lines


def fold_of(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % 3


def load_scorer(shared: Path) -> ModuleType:
    """The scorer that lies beside the gold data."""
    spec = importlib.util.spec_from_file_location("score", shared / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"build: no scorer at {shared / 'score.py'}")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def gold_documents(shared: Path) -> list[tuple[str, str, Any, list[dict[str, Any]]]]:
    """The tuned part only; the unseen part is never trained on."""
    scorer = load_scorer(shared)
    found = []
    for path in sorted((shared / "gold" / "records").glob("*.jsonl")):
        head, *records = list(read_lines(path))
        if scorer.part(head["document"]) != "tuned":
            continue
        text = (shared / "gold" / "texts" / head["document"]).open(encoding="utf-8", newline="").read()
        found.append((head["document"], text, date.fromisoformat(head["published"]) if head.get("published") else None, records))
    return found


def labelled_documents(corpus: Path, labels: Path) -> list[tuple[str, str, Any, list[dict[str, Any]]]]:
    wanted = {row["line"]: row for row in read_lines(labels)}
    found = []
    with gzip.open(corpus, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            if number in wanted:
                row, text = wanted[number], json.loads(line)["text"]
                if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
                    raise SystemExit(f"build: line {number} of {corpus} is not the text that was labelled")
                found.append((f"corpus:{number}", text, date.fromisoformat(row["published"]) if row["published"] else None, row["records"]))
    return found


# What a document must speak of, three times in two hundred words, to be worth a teacher's time.
SUBJECT = re.compile(
    r"\b(?:troops|military|sanctions?|minister|president|government|agreement|talks|attack\w*|forces|foreign|army|rebels?|aid|assistance|weapons|"
    r"missiles?|ceasefire|treaty|tariffs?|embargo|bombing|killed|embassy|NATO|U\.N\.|UN|summit|war)\b", re.IGNORECASE
)  # fmt: skip
RUN = 9  # words in a row; texts that share more than two such runs have a source in common
POOL_SEED = 5


def runs(text: str) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[k : k + RUN]) for k in range(len(words) - RUN + 1)}


def unlabelled_documents(corpus: Path, labels: Path, shared: Path, count: int) -> list[tuple[str, str, Any, list[dict[str, Any]]]]:
    labelled = {row["line"] for row in read_lines(labels)}
    known = [path.read_text(encoding="utf-8", errors="replace") for folder in ("gold/texts", "seeds") for path in (shared / folder).glob("*.txt")]
    kept_out = set().union(*map(runs, known))
    fitting = []
    with gzip.open(corpus, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            text = json.loads(line)["text"]
            size, hits = len(text.split()), len(SUBJECT.findall(text))
            if number not in labelled and 60 <= size <= 1200 and hits >= max(4, 0.015 * size) and len(runs(text) & kept_out) <= 2:
                fitting.append((f"corpus:{number}", text, None, []))
    random.Random(POOL_SEED).shuffle(fitting)
    return fitting[:count]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--pool", type=int, help="this many unlabelled documents instead of the labelled ones")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    if options.pool and not (options.corpus and options.labels and options.gold):
        parser.error("--pool needs --corpus, --labels and --gold, whose documents it leaves out")
    documents = gold_documents(options.gold) if options.gold else []
    if options.pool:
        documents = unlabelled_documents(options.corpus, options.labels, options.gold, options.pool)
    elif options.corpus and options.labels:
        documents += labelled_documents(options.corpus, options.labels)
    found, lost = [], 0
    for name, text, published, records in documents:
        rows, missing = examples(name, text, published, records)
        lost += missing
        for row in rows:
            row.fold = fold_of(name)
        found.extend(rows)
    options.out.write_bytes(pickle.dumps(found))
    print(f"{len(documents)} documents, {len(found)} sentences, {sum(len(e.labels) for e in found)} labels, {lost} found no sentence")


if __name__ == "__main__":
    main()
