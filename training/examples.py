"""From labelled documents to training sentences: tokens of the parser, what the frames say at each, and what the label says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vedette.analysis import analyse
from vedette.analysis.parse import parser_model
from vedette.model.document import Document
from vedette.model.report import TYPES
from vedette.reports.candidate import Memory
from vedette.reports.context import Context
from vedette.reports.proposals import Features, paths_from, sentence_features
from vedette.reports.reader import candidates
from vedette.text import clean

TYPE_LIST = tuple(TYPES)


@dataclass
class Label:
    """One labelled report, in tokens of its sentence. `trigger` is None where only the type is known (then any of `inside` may be it)."""

    type: str
    status: str
    negated: bool
    hedged: bool
    optional: bool
    trigger: int | None
    inside: tuple[int, ...]
    actor: tuple[int, ...] = ()
    recipient: tuple[int, ...] = ()
    knows_arguments: bool = True


@dataclass
class Example:
    document: str
    sentence: int
    features: Features
    labels: list[Label] = field(default_factory=list)
    paths: list[list[int]] = field(default_factory=list)
    weight: float = 1.0
    fold: int = 0


def contexts(name: str, text: str, published: Any) -> Context:
    document = Document(name, text, published=published, published_from="option" if published else None)
    return Context(analyse(clean(document), model=parser_model()))


def examples(name: str, text: str, published: Any, records: Sequence[dict[str, Any]]) -> tuple[list[Example], int]:
    """All body sentences of a document with the labels whose evidence lies in them, and how many labels found no sentence.

    A record has `start`, `end` (source offsets), `type`, `status`, and where known `trigger` (start, end) and argument mentions.
    """
    context = contexts(name, text, published)
    memory = Memory()
    found: dict[int, Example] = {}
    for s in range(len(context.trees)):
        if context.analysis.sentences[s].kind == "headline":
            continue
        tree = context.trees[s]
        found[s] = Example(name, s, sentence_features(context, s, candidates(context, s, memory)), paths=[paths_from(tree, t.i) for t in tree.tokens])
    lost = 0
    spots = [[context.analysis.clean.source_span(t.start, t.end) for t in tree.tokens] for tree in context.trees]
    for record in records:
        if not _place(context, found, spots, record):
            lost += 1
    return list(found.values()), lost


def _tokens_in(spots: Sequence[Any], start: int, end: int) -> list[int]:
    return [i for i, span in enumerate(spots) if span.start < end and start < span.end]


def _place(context: Context, found: dict[int, Example], spots: list[list[Any]], record: dict[str, Any]) -> bool:
    low, high = record.get("trigger") or (record["start"], record["end"])
    best: tuple[int, int] | None = None
    for s in found:
        inside = _tokens_in(spots[s], low, high)
        if inside and (best is None or len(inside) > best[1]):
            best = (s, len(inside))
    if best is None:
        return False
    s = best[0]
    tree = context.trees[s]
    inside = _tokens_in(spots[s], record["start"], record["end"])
    trigger = None
    if record.get("trigger"):
        span = [context.analysis.clean.source_span(t.start, t.end) for t in tree.tokens]
        members = [i for i in _tokens_in(span, *record["trigger"]) if tree.tokens[i].pos not in ("PUNCT", "SPACE")]
        trigger = members[-1] if members else None

    def heads(mentions: Sequence[Any]) -> tuple[int, ...]:
        tokens = []
        for _, where in mentions:
            if where is None:
                continue
            members = set(_tokens_in(spots[s], *where))
            tops = [i for i in members if tree.tokens[i].head == i or tree.tokens[i].head not in members]
            tokens += [i for i in tops if tree.tokens[i].pos not in ("PUNCT", "SPACE", "DET", "ADP")] or tops
        return tuple(dict.fromkeys(tokens))

    def named(ids: Sequence[str]) -> tuple[int, ...] | None:
        """The words of this sentence that name the parties, None where one is named twice and the label does not say which counts."""
        tokens = []
        for party in ids:
            places = {
                key[1]
                for m in context.analysis.actors
                if m.ids == (party,) and (key := context.locate(m.start, m.end)) is not None and key[0] == s and key[1] in inside
            }
            if len(places) > 1:
                return None
            tokens += places
        return tuple(dict.fromkeys(tokens))

    known = "actor_mentions" in record
    parties = None if known else (named(record["actor"]), named(record["recipient"]))
    found[s].labels.append(
        Label(
            record["type"], record["status"], bool(record.get("negated")), bool(record.get("hedged")), bool(record.get("optional")),
            trigger, tuple(inside),
            parties[0] or () if parties else heads(record["actor_mentions"]),
            parties[1] or () if parties else heads(record["recipient_mentions"]),
            parties is None or None not in parties,
        )
    )  # fmt: skip
    return True


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)
