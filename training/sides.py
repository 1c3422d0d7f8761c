"""Trains who fills each side of a report, chosen among all parties that the document names, and writes it as Vedette ships it.

    python training/sides.py --corpus news.jsonl.gz --labels training/labels.jsonl --gold ../shared --views fold0.pickle,fold1.pickle,fold2.pickle \
        --out src/vedette/reports/trained_model [--check]

`--views` are what networks say of the documents that each was not trained on (`fit.py --holdout K --heldout-views`): the chooser must learn
how far to trust the network on texts that are new to it. `--check` trains and measures by cross-validation over documents, and writes nothing.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy
import onnx
from batches import Soft
from build import gold_documents, labelled_documents, load_scorer
from examples import contexts
from onnx import TensorProto, helper
from sklearn.ensemble import HistGradientBoostingClassifier

from vedette.reports import reader
from vedette.reports.candidate import Candidate, Memory
from vedette.reports.context import Context
from vedette.reports.proposals import STATUS_LIST, TYPE_LIST
from vedette.reports.reconcile import Trust, propose, reconcile
from vedette.reports.sides import Cast, chosen_side, side_features
from vedette.reports.sides import Trust as SideTrust
from vedette.reports.trained import Proposal

# Looser than the reader's, so that there is more to learn from.
LOOSE = Trust(drop=0.97, add=0.2)
SIDES = ("actor", "recipient")


@dataclass
class Instance:
    """A report with the parties that the label gives and those that may fill its sides. `given`: by the rules."""

    document: str
    labelled: tuple[set[str], set[str]]
    given: tuple[tuple[str, ...], tuple[str, ...]]
    rows: list[tuple[str, list[float], list[float]]]


class HeldOut:
    """Stands where the shipped model stands, with what a network said that had not seen the document."""

    def __init__(self, views: Mapping[tuple[str, int], Soft]) -> None:
        self._views = views
        self.document = ""

    def propose(self, context: Context, found: Mapping[int, Sequence[Candidate]], *, floor: float = 0.08) -> dict[int, dict[int, Proposal]]:
        return {s: self._read(self._views.get((self.document, s)), {c.token for c in candidates}, floor) for s, candidates in found.items()}

    def _read(self, view: Soft | None, wanted: set[int], floor: float) -> dict[int, Proposal]:
        found: dict[int, Proposal] = {}
        for k, word in enumerate(view.words if view is not None else ()):
            assert view is not None
            types = view.types[k].astype(float)
            if int(word) in wanted or 1 - types[0] >= floor:
                statuses = dict(zip(STATUS_LIST, map(float, view.statuses[k]), strict=True))
                found[int(word)] = Proposal(int(word), float(types[0]), dict(zip(TYPE_LIST, map(float, types[1:]), strict=True)), statuses, view.roles[k].astype(float))
        return found


def instances(name: str, text: str, published: Any, records: Sequence[dict[str, Any]], model: HeldOut, scorer: ModuleType) -> Iterator[Instance]:
    """The reader's candidates that a label confirms, and those that it would have had at the labelled words."""
    context, memory = contexts(name, text, published), Memory()
    cast, model.document = Cast(context), name
    framed = {s: reader.candidates(context, s, memory) for s in range(len(context.trees)) if context.analysis.sentences[s].kind != "headline"}
    proposals, memory = model.propose(context, framed), Memory()
    at = _labelled_words(context, framed, records)
    for s, fitting in framed.items():
        here = reconcile(context, s, fitting, proposals[s], memory, LOOSE)
        for word, record in at.get(s, {}).items():
            if not record.get("optional") and word not in {c.token for c in here} and (missed := _forced(context, s, word, record, proposals[s].get(word), memory)) is not None:
                here.append(missed)
        for candidate in here:
            record = at.get(s, {}).get(candidate.token) or _containing(context, candidate, records)
            if record is not None and "actor" in record and record["type"].split(".")[0] == candidate.frame.type.split(".")[0] and not record.get("optional"):
                labelled = (set(scorer.names(record["actor"])), set(scorer.names(record["recipient"])))
                yield Instance(name, labelled, (candidate.actor_ids, candidate.recipient_ids), side_features(cast, candidate, proposals[s].get(candidate.token)))
            memory.note(candidate)
            cast.note(candidate)


def _labelled_words(context: Context, sentences: Mapping[int, Any], records: Sequence[dict[str, Any]]) -> dict[int, dict[int, dict[str, Any]]]:
    found: dict[int, dict[int, dict[str, Any]]] = {}
    spots = {(s, t.i): context.analysis.clean.source_span(t.start, t.end) for s in sentences for t in context.trees[s].tokens if t.pos not in ("PUNCT", "SPACE")}
    for record in records:
        if record.get("trigger"):
            words = [key for key, span in spots.items() if span.start < record["trigger"][1] and record["trigger"][0] < span.end]
            if words:
                found.setdefault(words[-1][0], {})[words[-1][1]] = record
    return found


def _containing(context: Context, candidate: Candidate, records: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The record without a marked trigger whose evidence holds the candidate's word, of the same family."""
    token = context.trees[candidate.sentence].tokens[candidate.token]
    span = context.analysis.clean.source_span(token.start, token.end)
    family = candidate.frame.type.split(".")[0]
    return next((r for r in records if not r.get("trigger") and r["type"].split(".")[0] == family and r["start"] <= span.start < r["end"]), None)


def _forced(context: Context, s: int, word: int, record: dict[str, Any], proposal: Proposal | None, memory: Memory) -> Candidate | None:
    """The candidate that the model would have made of a labelled word, had it been sure."""
    types = dict.fromkeys(TYPE_LIST, 0.001) | {record["type"]: 0.9}
    roles = proposal.roles if proposal is not None else numpy.zeros((2, len(context.trees[s].tokens)))
    return propose(context, s, word, Proposal(word, 0.1, types, {}, roles), memory, LOOSE)


def fit(found: Sequence[Instance], side: int, scorer: ModuleType) -> HistGradientBoostingClassifier:
    rows = [row[1 + side] for one in found for row in one.rows]
    fills = [bool(scorer.names([row[0]]) & one.labelled[side]) for one in found for row in one.rows]
    model = HistGradientBoostingClassifier(max_iter=200, learning_rate=0.05, max_leaf_nodes=15, min_samples_leaf=20, l2_regularization=5, random_state=0)
    return model.fit(numpy.array(rows, dtype=numpy.float32), numpy.array(fills))


def check(found: Sequence[Instance], scorer: ModuleType, folds: int = 6) -> None:
    """Prints by cross-validation over documents how often both sides are right, with the rules' parties and with the chosen."""
    import zlib

    def right(one: Instance, sides: Sequence[Sequence[str]]) -> bool:
        return all(scorer.jaccard(scorer.names(of), labelled) > 0.5 for of, labelled in zip(sides, one.labelled, strict=True))

    chances: dict[int, tuple[dict[str, float], ...]] = {}
    for fold in range(folds):
        inside = [k for k, one in enumerate(found) if zlib.crc32(one.document.encode()) % folds == fold]
        models = [fit([one for one in found if zlib.crc32(one.document.encode()) % folds != fold], side, scorer) for side in (0, 1)]
        for k in inside:
            scored = [models[side].predict_proba(numpy.array([row[1 + side] for row in found[k].rows]))[:, 1] if found[k].rows else [] for side in (0, 1)]
            chances[k] = tuple({row[0]: float(c) for row, c in zip(found[k].rows, of, strict=True)} for of in scored)
    print(f"{len(found)} reports, both sides right by the rules: {sum(right(one, one.given) for one in found) / len(found):.3f}")
    for trust in [SideTrust(keep, add, turn) for keep in (0.05, 0.1, 0.15) for add in (0.35, 0.4, 0.5) for turn in (0.1, 0.2, 0.3)]:
        chosen = [[chosen_side(own, of, trust) for own, of in zip(one.given, chances[k], strict=True)] for k, one in enumerate(found)]
        print(trust, f"{sum(right(one, sides) for one, sides in zip(found, chosen, strict=True)) / len(found):.3f}")


def write(model: HistGradientBoostingClassifier, file: Path) -> None:
    """The trees as an ONNX graph: rows (n, features) in, log odds (n, 1) out."""
    columns: dict[str, list[Any]] = {name: [] for name in ("treeids", "nodeids", "featureids", "values", "modes", "truenodeids", "falsenodeids")}
    leaves: dict[str, list[Any]] = {name: [] for name in ("treeids", "nodeids", "ids", "weights")}
    for tree, (predictor,) in enumerate(model._predictors):
        for k, node in enumerate(predictor.nodes):
            leaf = bool(node["is_leaf"])
            values = (tree, k, 0 if leaf else int(node["feature_idx"]), 0.0 if leaf else float(node["num_threshold"]),
                      "LEAF" if leaf else "BRANCH_LEQ", 0 if leaf else int(node["left"]), 0 if leaf else int(node["right"]))  # fmt: skip
            for name, value in zip(columns, values, strict=True):
                columns[name].append(value)
            if leaf:
                for name, value in zip(leaves, (tree, k, 0, float(node["value"])), strict=True):
                    leaves[name].append(value)
    node = helper.make_node(
        "TreeEnsembleRegressor", ["rows"], ["scores"], domain="ai.onnx.ml", n_targets=1, base_values=[float(model._baseline_prediction.ravel()[0])],
        **{f"nodes_{name}": values for name, values in columns.items()}, **{f"target_{name}": values for name, values in leaves.items()},
    )  # fmt: skip
    graph = helper.make_graph(
        [node], file.stem, [helper.make_tensor_value_info("rows", TensorProto.FLOAT, [None, model.n_features_in_])],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [None, 1])],
    )  # fmt: skip
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)], ir_version=8), file)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--views", required=True)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    scorer = load_scorer(options.gold)
    views: dict[tuple[str, int], Soft] = {}
    for file in options.views.split(","):
        views |= pickle.loads(Path(file).read_bytes())
    documents = [*gold_documents(options.gold), *labelled_documents(options.corpus, options.labels)]
    found = [one for document in documents for one in instances(*document, HeldOut(views), scorer)]
    print(f"{len(documents)} documents, {len(found)} reports, {sum(len(one.rows) for one in found)} parties that may fill a side")
    if options.check:
        check(found, scorer)
        return
    for side, name in enumerate(SIDES):
        write(fit(found, side, scorer), options.out / f"{name}.onnx")


if __name__ == "__main__":
    main()
