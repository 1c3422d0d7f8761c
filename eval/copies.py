"""How well copies are found: documents made from a corpus by known edits, read into a ledger, and the origins that came out.

    python eval/copies.py CORPUS.jsonl.gz [--documents 2000] [--seed 1]

CORPUS has one JSON object a line with "title" and "text". Three quarters of the documents are families of five: a text, and four
copies of it. The first copy is cut to its first 50 to 80 %, the second reordered, the third has another headline, in the fourth 15 % of the
sentences are another text's; each copy has each of the other edits too with a chance of one in two. The rest are texts of their own.

Recall and precision are those of pairs of documents with one origin. A pair of different texts of the corpus may be real copies: those that
another measure (difflib, word by word) finds to be alike by half are counted by themselves, and the rest printed. Ends with 1 below the floors.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

from vedette.ledger import Ledger
from vedette.model.document import Document
from vedette.pipeline import Reading, read_documents

RECALL, PRECISION = 0.95, 0.98
FAMILY = 5
FEWEST_WORDS = 80
EDITS = ("cut", "reordered", "headline", "replaced")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'])")


def sentences(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence.strip()]


def edited(text: str, title: str, edits: set[str], *, donor: tuple[str, str], chance: random.Random) -> tuple[str, str]:
    """(title, text) after the edits, in the order in which a desk makes them."""
    found = sentences(text)
    if "replaced" in edits:
        others = sentences(donor[1])
        for place in chance.sample(range(len(found)), max(1, round(0.15 * len(found)))):
            found[place] = chance.choice(others)
    if "cut" in edits:
        found = found[: max(1, round(chance.uniform(0.5, 0.8) * len(found)))]
    if "reordered" in edits:
        chance.shuffle(found)
    return donor[0] if "headline" in edits else title, " ".join(found)


def made(corpus: list[dict[str, str]], *, documents: int, seed: int) -> Iterator[tuple[int, str, Document]]:
    """(family, edits, document) of all documents that are made; donors are texts that are no document themselves."""
    chance = random.Random(seed)
    usable = [entry for entry in corpus if len(entry["text"].split()) >= FEWEST_WORDS]
    chance.shuffle(usable)
    families = documents * 3 // 4 // FAMILY
    alone = documents - families * FAMILY
    bases, donors = usable[: families + alone], usable[families + alone :]
    for family, base in enumerate(bases):
        copies: list[set[str]] = [set()]
        if family < families:
            copies += [{edit} | {other for other in EDITS if chance.random() < 0.5} for edit in EDITS]
        for number, edits in enumerate(copies):
            donor = chance.choice(donors)
            title, text = edited(base["text"], base["title"], edits, donor=(donor["title"], donor["text"]), chance=chance)
            yield family, "+".join(sorted(edits)), Document(f"{family}/{number}", f"{title}\n\n{text}")


def origins_of(documents: list[Document]) -> dict[str, str]:
    def unread(document: Document) -> Reading:
        return Reading(document, None, ())  # type: ignore[arg-type]

    with tempfile.TemporaryDirectory() as folder, Ledger.open(str(Path(folder, "copies.db"))) as ledger:
        for outcome in read_documents(documents, ledger=ledger, at=datetime(2031, 3, 4, tzinfo=UTC), read=unread, reader="none"):
            if outcome.failure is not None:
                raise SystemExit(f"{outcome.name}: {outcome.failure.reason}")
        return ledger.view().origins()


def pairs(names: dict[str, str]) -> set[tuple[str, str]]:
    """All pairs of names with the same value."""
    groups = defaultdict(list)
    for name, group in names.items():
        groups[group].append(name)
    return {pair for group in groups.values() for pair in combinations(sorted(group), 2)}


def are_alike(left: str, right: str) -> bool:
    """Whether half of the words of the shorter text stand in the other in the same order, in stretches of three words or more."""
    shorter, longer = sorted((left.split(), right.split()), key=len)
    matcher = SequenceMatcher(None, longer, shorter, autojunk=False)
    return 2 * sum(block.size for block in matcher.get_matching_blocks() if block.size >= 3) >= len(shorter)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="How well copies are found.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args(arguments)
    with gzip.open(wanted.corpus, "rt", encoding="utf-8") as lines:
        corpus = [json.loads(line) for line in lines]
    entries = list(made(corpus, documents=wanted.documents, seed=wanted.seed))
    documents = [document for _, _, document in entries]
    random.Random(wanted.seed).shuffle(documents)
    truth = pairs({document.name: str(family) for family, _, document in entries})
    found = pairs(origins_of(documents))
    text = {document.name: document.text for document in documents}
    edits = {document.name: done or "as it was" for _, done, document in entries}
    real = {pair for pair in found - truth if are_alike(text[pair[0]], text[pair[1]])}
    wrong = found - truth - real
    for left, right in sorted(truth - found)[:10]:
        print(f"missed  {left} ({edits[left]}) {right} ({edits[right]})")
    for left, right in sorted(wrong)[:10]:
        print(f"wrong   {left} {right}: {text[left][:50]!r} {text[right][:50]!r}")
    recall, precision = len(truth & found) / len(truth), len(truth & found) / max(1, len(truth & found) + len(wrong))
    strict = len(truth & found) / max(1, len(found))
    print(f"{len(documents):,} documents, {len(truth):,} pairs of copies made, {len(found):,} found")
    print(f"recall     {recall:.4f} (floor {RECALL})")
    print(f"precision  {precision:.4f} (floor {PRECISION}); {strict:.4f} if the corpus' own copies ({len(real)} pairs) counted as wrong")
    return 0 if recall >= RECALL and precision >= PRECISION else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
