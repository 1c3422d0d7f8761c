"""Sheets to label by hand, and back: a few words a report are enough, offsets are found in the text.

    python training/annotate.py sheet --corpus news.jsonl.gz --lines 12,85,301 --out FOLDER
    python training/annotate.py read FOLDER/answers-*.txt --corpus news.jsonl.gz --out labels.jsonl

A sheet shows each document's sentences, numbered. An answer is a line `@ LINE` for the document, then a line a report:

    SENTENCE | trigger word | kind | status | actors > recipients

`kind` is the second word of a type of the record contract (`deploy`, `impose`), `status` one of its ladder, with `!` and letters for
n(egated), h(edged), o(ptional). Parties are canonical ids or the text's own phrase, separated by `;`; `-` where there is none. The
n-th like word of a sentence is `word#n`; `USA@Washington` says which words name the party where several do. `@ LINE -` is a document with
nothing to report; a document without a line in the answers is not labelled.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from examples import contexts

from vedette.model.report import STATUSES, TYPES
from vedette.reports.context import Context

KINDS = {type.split(".")[1]: type for type in TYPES}
FLAGS = {"n": "negated", "h": "hedged", "o": "optional"}
DAY = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d")


def corpus_lines(corpus: Path, wanted: set[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    with gzip.open(corpus, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            if number in wanted:
                yield number, json.loads(line)


def published(row: dict[str, Any]) -> date | None:
    found = DAY.search(str(row.get("date") or ""))
    return date.fromisoformat(found.group()) if found else None


def write_sheets(corpus: Path, wanted: set[int], out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for number, row in corpus_lines(corpus, wanted):
        context = contexts(f"corpus:{number}", row["text"], published(row))
        shown = [f"@ {number}  {row['source']}  {row['date']}  {row['title']}"]
        for s, sentence in enumerate(context.analysis.sentences):
            if sentence.kind != "headline":
                shown.append(f"{s} {' '.join(context.analysis.clean.text[sentence.start : sentence.end].split())}")
        (out / f"{number}.txt").write_text("\n".join(shown) + "\n", encoding="utf-8")


def read_answers(paths: list[Path]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for path in paths:
        rows: list[str] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("@"):
                rows = found.setdefault(int(line.split()[1]), [])
            elif line.strip() and not line.startswith("#"):
                rows.append(line.strip())
    return found


class Unreadable(ValueError):
    """An answer that does not fit its document."""


def record(context: Context, line: str) -> dict[str, Any]:
    """One answer as a label with offsets into the source."""
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) != 5 or not cells[0].isdigit() or int(cells[0]) >= len(context.trees):
        raise Unreadable("not `SENTENCE | trigger | kind | status | actors > recipients`")
    s, (status, _, flags) = int(cells[0]), cells[3].partition("!")
    if cells[2] not in KINDS or status not in STATUSES or set(flags) - set(FLAGS):
        raise Unreadable("no such kind, status or flag")
    sentence, clean = context.analysis.sentences[s], context.analysis.clean
    whole, trigger = clean.source_span(sentence.start, sentence.end), word_span(context, s, cells[1])
    sides = [
        [party.strip() for party in side.split(";") if party.strip() not in ("", "-")] for side in cells[4].split(">")
    ]
    if len(sides) != 2:
        raise Unreadable("parties need one `>`")
    actors, recipients = ([mention(context, s, party) for party in side] for side in sides)
    return {
        "type": KINDS[cells[2]], "status": status, "start": whole.start, "end": whole.end, "trigger": trigger,
        **{name: letter in flags for letter, name in FLAGS.items()},
        "actor_mentions": actors, "recipient_mentions": recipients,
        "actor": [name for name, _ in actors], "recipient": [name for name, _ in recipients],
    }  # fmt: skip


def word_span(context: Context, s: int, word: str) -> list[int]:
    name, _, nth = word.partition("#")
    found = [t for t in context.trees[s].tokens if t.text.lower() == name.split()[-1].lower()]
    at = int(nth or 1) - 1
    if at >= len(found):
        raise Unreadable(f"sentence {s} has no word {word!r}")
    span = context.analysis.clean.source_span(found[at].start, found[at].end)
    return [span.start, span.end]


def mention(context: Context, s: int, party: str) -> tuple[str, list[int] | None]:
    """A party with where the sentence names it: at the words given, else where the lexicon first knows it, else where its phrase stands; None where nowhere."""
    name, _, words = party.partition("@")
    clean, sentence = context.analysis.clean, context.analysis.sentences[s]
    text = clean.text[sentence.start : sentence.end]
    if not words:
        known = [m for m in context.analysis.actors if sentence.start <= m.start < sentence.end and name in m.ids]
        if known:
            span = clean.source_span(known[0].start, known[0].end)
            return name, [span.start, span.end]
    at = [m.start() for m in re.finditer(r"(?<!\w)" + re.escape(words or name) + r"(?!\w)", text, re.IGNORECASE)]
    if not at:
        if words:
            raise Unreadable(f"sentence {s} has no {words!r}")
        return name, None
    span = clean.source_span(sentence.start + at[0], sentence.start + at[0] + len(words or name))
    return name, [span.start, span.end]


def read_labels(corpus: Path, answers: dict[int, list[str]], out: Path) -> int:
    failed = 0
    with out.open("w", encoding="utf-8") as file:
        for number, row in corpus_lines(corpus, set(answers)):
            context, records = contexts(f"corpus:{number}", row["text"], published(row)), []
            for line in answers[number]:
                try:
                    records.append(record(context, line))
                except Unreadable as error:
                    failed += 1
                    print(f"@ {number}: {line}: {error}", file=sys.stderr)
            day = published(row)
            head = {
                "line": number,
                "sha256": hashlib.sha256(row["text"].encode()).hexdigest(),
                "published": day.isoformat() if day else None,
            }
            file.write(json.dumps({**head, "records": records}, ensure_ascii=False, separators=(",", ":")) + "\n")
    return failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wishes = parser.add_subparsers(dest="wish", required=True)
    sheet = wishes.add_parser("sheet")
    sheet.add_argument("--lines", required=True, help="line numbers of the corpus, from 0, with commas between")
    read = wishes.add_parser("read")
    read.add_argument("answers", type=Path, nargs="+")
    for one in (sheet, read):
        one.add_argument("--corpus", type=Path, required=True)
        one.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    if options.wish == "sheet":
        write_sheets(options.corpus, {int(n) for n in options.lines.split(",")}, options.out)
        return 0
    return 1 if read_labels(options.corpus, read_answers(options.answers), options.out) else 0


if __name__ == "__main__":
    sys.exit(main())
