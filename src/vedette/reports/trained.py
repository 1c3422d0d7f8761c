"""Runs the trained model over the sentences of a document: proposals of what is reported, by word.

Recipe and data card of the model are in `training/` of the project.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy

from vedette.reports.candidate import Candidate
from vedette.reports.context import Context
from vedette.reports.proposals import ROLE_WIDTH, STATUS_LIST, TYPE_LIST, paths_from, sentence_features
from vedette.reports.wordpieces import Pieces

LONGEST = 128  # word pieces of a sentence that the model reads
ROWS = 2048  # word pieces of one batch
OUTPUTS = ("types", "statuses", "triggers", "arguments")  # of the network's; its truth is for training only


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the model makes of one word. `types` and `statuses` hold a probability each; `none` is that of reporting nothing.

    `roles`: for each word of the sentence how likely it names the actor and the recipient, (2, words).
    """

    token: int
    none: float
    types: Mapping[str, float]
    statuses: Mapping[str, float]
    roles: Any

    @property
    def type(self) -> str:
        return max(self.types, key=self.types.__getitem__)

    def family(self, family: str) -> float:
        return sum(p for name, p in self.types.items() if name.split(".")[0] == family)

    def fillers(self, role: int, *, above: float = 0.5) -> list[int]:
        """Words that fill actor (0) or recipient (1)."""
        return [i for i, p in enumerate(self.roles[role]) if p > above]


class Model:
    """The network with its tokenizer and path table."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"])
        self._paths = numpy.load(folder / "paths.npy")
        self._pieces = Pieces(folder / "pieces.json")

    def propose(self, context: Context, found: Mapping[int, Sequence[Candidate]], *, floor: float = 0.08) -> dict[int, dict[int, Proposal]]:
        """By sentence and word: proposals for the words of the frames' candidates, and for all that report something with more than `floor`."""
        rows = {s: sentence_features(context, s, candidates) for s, candidates in found.items()}
        coded = {s: self._pieces.encode(r.words, longest=LONGEST) for s, r in rows.items()}
        result: dict[int, dict[int, Proposal]] = {}
        for group in _groups({s: len(pieces) for s, (pieces, _) in coded.items()}):
            outputs = self._run([coded[s] for s in group], [rows[s].rows for s in group])
            for n, s in enumerate(group):
                size = len(coded[s][1])
                wanted = {c.token for c in found[s]}
                result[s] = self._read(context, s, [o[n, :size] for o in outputs], wanted, floor)
        return result

    def _run(self, coded: Sequence[tuple[list[int], list[int]]], rows: Sequence[Sequence[Sequence[int]]]) -> list[Any]:
        width, words = max(len(p) for p, _ in coded), max(len(f) for _, f in coded)
        pieces, mask = (numpy.zeros((len(coded), width), dtype=numpy.int64) for _ in range(2))
        firsts = numpy.zeros((len(coded), words), dtype=numpy.int64)
        features = numpy.zeros((len(coded), words, len(rows[0][0])), dtype=numpy.int64)
        for n, (p, f) in enumerate(coded):
            pieces[n, : len(p)], mask[n, : len(p)], firsts[n, : len(f)] = p, 1, f
            features[n, : len(f)] = rows[n][: len(f)]
        return list(self._session.run(OUTPUTS, {"pieces": pieces, "mask": mask, "firsts": firsts, "rows": features}))

    def _read(self, context: Context, s: int, outputs: Sequence[Any], wanted: set[int], floor: float) -> dict[int, Proposal]:
        types, statuses, triggers, arguments = outputs
        chances = _softmax(types)
        found = {}
        for i in range(len(types)):
            if i not in wanted and 1 - chances[i, 0] < floor:
                continue
            paths = self._paths[paths_from(context.trees[s], i)[: len(types)]]
            roles = numpy.einsum("rw,nrw->rn", triggers[i].reshape(2, ROLE_WIDTH), arguments.reshape(-1, 2, ROLE_WIDTH)) / ROLE_WIDTH**0.5 + paths.T
            found[i] = Proposal(
                i, float(chances[i, 0]), dict(zip(TYPE_LIST, map(float, chances[i, 1:]), strict=True)),
                dict(zip(STATUS_LIST, map(float, _softmax(statuses[i])), strict=True)), _sigmoid(roles),
            )  # fmt: skip
        return found


@cache
def load_model() -> Model:
    """The model that ships with Vedette."""
    with as_file(files("vedette.reports").joinpath("trained_model")) as folder:
        return Model(folder)


def _groups(lengths: Mapping[int, int]) -> Iterable[list[int]]:
    """Sentences of like length together, so that little is padding."""
    group: list[int] = []
    for s in sorted(lengths, key=lambda s: (lengths[s], s)):
        if group and (len(group) + 1) * lengths[s] > ROWS:
            yield group
            group = []
        group.append(s)
    if group:
        yield group


def _softmax(values: Any) -> Any:
    shifted = numpy.exp(values - values.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)


def _sigmoid(values: Any) -> Any:
    return 1 / (1 + numpy.exp(-values))
