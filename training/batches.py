"""Examples into batches of tensors: what the network reads, and what it should have said."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy
import torch
from examples import Example, Label
from network import encoder_kind
from torch import Tensor

from vedette.reports.proposals import STATUS_LIST, TYPE_LIST
from vedette.reports.wordpieces import FIRST, LAST, Pieces

OPEN = frozenset({1, 3, 4, 6})  # parts of speech (1-based in POS) that can report: verbs, nouns, names, adjectives
LONGEST = 128
# First, last, unknown and padding mark of each encoder's vocabulary.
MARKS = {"bert": (FIRST, LAST, 100, 0), "mpnet": (0, 2, 3, 1)}


@dataclass
class Soft:
    """What a teacher says of one sentence: for the words worth it their chances by type (0 is none), by status, and roles (words, 2, all words)."""

    words: numpy.ndarray
    types: numpy.ndarray
    statuses: numpy.ndarray
    roles: numpy.ndarray


@dataclass
class Row:
    """One sentence, ready for the network. `paths`: (words, words). It has labels, or a teacher's view, or neither."""

    document: str
    sentence: int
    pieces: list[int]
    firsts: list[int]
    features: numpy.ndarray
    paths: numpy.ndarray
    labels: list[Label]
    weight: float
    fold: int
    soft: Soft | None = None


def rows_of(found: Sequence[Example], folder: Path) -> list[Row]:
    """Examples in the pieces of the encoder in `folder`."""
    first, last, unknown, _ = MARKS[encoder_kind(folder)]
    pieces, rows = Pieces(folder / "tokenizer.json"), []
    for e in found:
        ids, firsts = pieces.encode(e.features.words, longest=LONGEST)
        ids = [first, *(unknown if i == 100 else i for i in ids[1:-1]), last]
        n = len(firsts)
        rows.append(Row(e.document, e.sentence, ids, firsts, numpy.array(e.features.rows, dtype=numpy.uint8)[:n],
                        numpy.array(e.paths, dtype=numpy.uint16)[:n, :n], e.labels, e.weight, e.fold))  # fmt: skip
    return rows


def batches(rows: Sequence[Row], size: int, draw: random.Random) -> list[list[Row]]:
    """Sentences of like length together, labelled and softly labelled ones apart, in random order."""
    cut = []
    for part in ([r for r in rows if r.soft is None], [r for r in rows if r.soft is not None]):
        order = sorted(part, key=lambda r: len(r.pieces) + draw.random() * 8)
        cut += [order[k : k + size] for k in range(0, len(order), size)]
    draw.shuffle(cut)
    return cut


@dataclass
class Inputs:
    """`pieces`, `mask`: (batch, pieces); `firsts`, `real`: (batch, words); `features`: (batch, words, features); `paths`: (batch, words, words)."""

    pieces: Tensor
    mask: Tensor
    firsts: Tensor
    features: Tensor
    real: Tensor
    paths: Tensor

    def to(self, device: str) -> Inputs:
        return Inputs(*(getattr(self, name).to(device) for name in self.__dataclass_fields__))


def inputs_of(batch: Sequence[Row], padding: int) -> Inputs:
    width, words, size = max(len(r.pieces) for r in batch), max(len(r.firsts) for r in batch), len(batch)
    pieces = numpy.full((size, width), padding, numpy.int64)
    mask = numpy.zeros((size, width), numpy.int64)
    firsts = numpy.zeros((size, words), numpy.int64)
    features = numpy.zeros((size, words, batch[0].features.shape[1]), numpy.int64)
    real = numpy.zeros((size, words), bool)
    paths = numpy.zeros((size, words, words), numpy.int64)
    for n, r in enumerate(batch):
        k = len(r.firsts)
        pieces[n, : len(r.pieces)], mask[n, : len(r.pieces)] = r.pieces, 1
        firsts[n, :k], features[n, :k], real[n, :k], paths[n, :k, :k] = r.firsts, r.features, True, r.paths
    return Inputs(*(torch.from_numpy(a) for a in (pieces, mask, firsts, features, real, paths)))


@dataclass
class Targets:
    """The labels of a batch, n of them. `sentence`, `type`, `status`: (n); `inside`: (n, words) where the trigger may be; `roles`: (n, 2, words)."""

    sentence: Tensor
    type: Tensor
    status: Tensor
    truth: Tensor
    optional: Tensor
    knows_arguments: Tensor
    inside: Tensor
    roles: Tensor

    def to(self, device: str) -> Targets:
        return Targets(*(getattr(self, name).to(device) for name in self.__dataclass_fields__))


def targets_of(batch: Sequence[Row]) -> Targets | None:
    """None where no sentence of the batch reports anything."""
    found: list[tuple[int, Label, list[int]]] = []
    words = max(len(r.firsts) for r in batch)
    for n, r in enumerate(batch):
        size = len(r.firsts)
        for label in r.labels:
            inside = [label.trigger] if label.trigger is not None else [i for i in label.inside if i < size and r.features[i][0] in OPEN]
            if inside and max(inside) < size:
                found.append((n, label, inside))
    if not found:
        return None
    inside_of, roles = torch.zeros(len(found), words, dtype=torch.bool), torch.zeros(len(found), 2, words)
    for k, (n, label, inside) in enumerate(found):
        inside_of[k, inside] = True
        for side, tokens in enumerate((label.actor, label.recipient)):
            roles[k, side, [t for t in tokens if t < len(batch[n].firsts)]] = 1
    labels = [label for _, label, _ in found]
    return Targets(
        torch.tensor([n for n, _, _ in found]),
        torch.tensor([TYPE_LIST.index(label.type) + 1 for label in labels]),
        torch.tensor([STATUS_LIST.index(label.status) for label in labels]),
        torch.tensor([[float(label.negated), float(label.hedged)] for label in labels]),
        torch.tensor([label.optional for label in labels]),
        torch.tensor([label.knows_arguments and not label.optional for label in labels]),
        inside_of, roles,
    )  # fmt: skip


@dataclass
class SoftTargets:
    """A teacher's view of a batch. `types`: (batch, words, types + 1); of the n words that seem to report: where, how surely, statuses, roles."""

    types: Tensor
    sentence: Tensor
    word: Tensor
    sure: Tensor
    statuses: Tensor
    roles: Tensor

    def to(self, device: str) -> SoftTargets:
        return SoftTargets(*(getattr(self, name).to(device) for name in self.__dataclass_fields__))


def soft_targets_of(batch: Sequence[Row], *, floor: float = 0.2) -> SoftTargets:
    words = max(len(r.firsts) for r in batch)
    types = numpy.zeros((len(batch), words, len(TYPE_LIST) + 1), numpy.float32)
    types[..., 0] = 1
    where: list[tuple[int, int, float]] = []
    statuses, roles = [], []
    for n, r in enumerate(batch):
        assert r.soft is not None
        for k, word in enumerate(r.soft.words):
            types[n, word] = r.soft.types[k]
            if (sure := 1 - float(r.soft.types[k][0])) > floor:
                where.append((n, int(word), sure))
                statuses.append(r.soft.statuses[k].astype(numpy.float32))
                wide = numpy.zeros((2, words), numpy.float32)
                wide[:, : r.soft.roles.shape[2]] = r.soft.roles[k]
                roles.append(wide)
    return SoftTargets(
        torch.from_numpy(types), torch.tensor([n for n, _, _ in where], dtype=torch.long), torch.tensor([w for _, w, _ in where], dtype=torch.long),
        torch.tensor([s for _, _, s in where]), torch.from_numpy(numpy.array(statuses, numpy.float32).reshape(-1, len(STATUS_LIST))),
        torch.from_numpy(numpy.array(roles, numpy.float32).reshape(-1, 2, words)),
    )  # fmt: skip
