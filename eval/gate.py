"""The quality gate: reads the gold documents, scores them with the contract's own scorer, and fails below the pinned floors.

    python eval/gate.py                   score, print what was gained and lost case by case, fail below a floor
    python eval/gate.py --accept          also take the new cases, and raise the floors to what was reached
    python eval/gate.py --accept --lower "why"    allow floors to sink; the reason goes into the baseline and the changelog
    python eval/gate.py --look "why"      also show the totals of the unseen part, and log the look in eval/looks.md

The reader's model is trained on the tuned part, whose scores therefore say whether anything broke, not how well it reads; the unseen
part says that. Cases are listed for the tuned part only; of the unseen part nothing but totals is ever shown. Per-case files hold ids and
verdicts, no text. Without the gold folder beside the project there is nothing to measure, and the gate says so and passes.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import sys
from collections import defaultdict
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).resolve().parent
BASELINE, CASES, LOOKS = HERE / "baseline.json", HERE / "cases.jsonl", HERE / "looks.md"
METRICS = ("found", "core", "record")
SLACK = 0.002  # below a floor by less than this is rounding


def load_scorer(shared: Path) -> ModuleType:
    """The scorer that lies beside the gold data."""
    spec = importlib.util.spec_from_file_location("score", shared / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"gate: no scorer at {shared / 'score.py'}. Put score.py beside the gold folder")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def digest(gold: Path) -> str:
    """One hash over all records and texts, so that a changed gold set is seen."""
    whole = hashlib.sha256()
    for path in sorted([*(gold / "records").glob("*.jsonl"), *(gold / "texts").iterdir()]):
        whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def predict(gold: Path) -> dict[str, list[dict[str, Any]]]:
    """Records that the reader gives for every gold document, by document."""
    from vedette.model.document import Document
    from vedette.pipeline import read_document

    predictions: dict[str, list[dict[str, Any]]] = {}
    for path in sorted((gold / "records").glob("*.jsonl")):
        with path.open(encoding="utf-8") as file:
            head = json.loads(file.readline())
        with (gold / "texts" / head["document"]).open(encoding="utf-8", newline="") as file:
            text = file.read()
        published = date.fromisoformat(head["published"]) if head.get("published") else None
        document = Document(head["document"], text, published=published, published_from="option" if published else None)
        predictions[head["document"]] = [report.to_record() for report in read_document(document).reports]
    return predictions


def verdicts(scorer: ModuleType, gold: dict[str, list[Any]], predictions: dict[str, list[Any]]) -> dict[str, str]:
    """Each gold record of the part to miss, found, or core with the share of its fields that are right; false alarms counted by document."""
    cases: dict[str, str] = {}
    for document, records in gold.items():
        predicted = predictions.get(document, [])
        pairs = dict(scorer.pair(records, predicted))
        for i, record in enumerate(records):
            if record.get("optional"):
                continue
            key = f"{document}#{record['id']}"
            if i not in pairs:
                cases[key] = "miss"
                continue
            fields = scorer.agreement(record, predicted[pairs[i]])
            cases[key] = f"{'core' if fields['actor'] and fields['recipient'] else 'found'} {sum(fields.values()) / len(fields):.1f}"
        cases[f"{document}#false-alarms"] = str(len(predicted) - len(pairs))
    return cases


def check_own_measures(gold: dict[str, list[Any]], predictions: dict[str, list[Any]], theirs: dict[str, Any]) -> None:
    """Stops where what `vedette evaluate` would say of the same records is not what the contract's own scorer says."""
    from vedette.questions.scoring import score

    ours = score(gold, predictions)
    for name in METRICS:
        for share in ("precision", "recall", "f1"):
            if abs(getattr(ours.measures[name], share) - theirs[name][share]) > 1e-9:
                raise SystemExit(f"gate: vedette evaluate and the contract's scorer differ on {share} of {name}: mend vedette.questions.scoring")
    for name, of in theirs["fields"].items():
        if abs(ours.fields[name] - of["all"]) > 1e-9:
            raise SystemExit(f"gate: vedette evaluate and the contract's scorer differ on the field {name}: mend vedette.questions.scoring")


def false_alarms(gold: Path, records: dict[str, list[Any]], predictions: dict[str, list[Any]]) -> tuple[int, int]:
    """(reports, words) on the documents that hold nothing to report."""
    empty = [d for d, r in records.items() if not r]
    words = sum(len((gold / "texts" / d).read_text(encoding="utf-8").split()) for d in empty)
    return sum(len(predictions.get(d, [])) for d in empty), words


def show_changes(before: dict[str, str], after: dict[str, str]) -> None:
    rank = {"miss": 0.0}
    gains: dict[str, list[str]] = defaultdict(list)
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key, "miss"), after.get(key, "miss")
        if old == new:
            continue
        if key.endswith("#false-alarms"):
            better = int(new) < int(old) if old.isdigit() and new.isdigit() else False
        else:
            better = rank.get(new, _worth(new)) > rank.get(old, _worth(old))
        gains["gained" if better else "lost"].append(f"{key}: {old} -> {new}")
    for kind in ("gained", "lost"):
        print(f"{kind}: {len(gains[kind])} cases")
        for line in gains[kind]:
            print(f"  {line}")


def _worth(verdict: str) -> float:
    kind, _, share = verdict.partition(" ")
    return {"found": 1.0, "core": 2.0}.get(kind, 0.0) + float(share or 0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared", help="folder that holds gold/ and score.py")
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("--lower", metavar="WHY")
    parser.add_argument("--look", metavar="WHY")
    options = parser.parse_args()
    gold = options.shared / "gold"
    if not gold.is_dir():
        print("gate: no gold folder beside the project: nothing measured")
        return 0
    scorer = load_scorer(options.shared)
    records = scorer.read_gold(gold / "records")
    predictions = predict(gold)
    scorer.check_evidence(predictions, gold / "texts")
    parts = {name: {d: r for d, r in records.items() if scorer.part(d) == name} for name in ("tuned", "unseen")}
    totals = {name: scorer.score(part, predictions)[0] for name, part in parts.items()}
    reached = {name: {m: round(totals[name][m]["f1"], 4) for m in METRICS} for name in parts}
    check_own_measures(parts["tuned"], predictions, totals["tuned"])
    alarms, words = false_alarms(gold, records, predictions)
    reached["no reports"] = {"words per false alarm": round(words / max(alarms, 1), 1)}
    cases = verdicts(scorer, parts["tuned"], predictions)
    before = dict(json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()) if CASES.exists() else {}
    show_changes(before, cases)
    print("tuned " + "  ".join(f"{m} {v:.1%}" for m, v in reached["tuned"].items()))
    if options.look:
        _look(options.look, reached, alarms, words)
    return _compare(options, digest(gold), len(records), reached, cases)


def _look(why: str, reached: dict[str, dict[str, float]], alarms: int, words: int) -> None:
    line = "  ".join(f"{m} {v:.1%}" for m, v in reached["unseen"].items())
    print(f"unseen {line}  false alarms {alarms} in {words} words")
    with LOOKS.open("a", encoding="utf-8") as file:
        file.write(f"| {datetime.now(UTC).date()} | {why} | {line} | {alarms} in {words} |\n")


def _compare(options: argparse.Namespace, gold_digest: str, size: int, reached: dict[str, dict[str, float]], cases: dict[str, str]) -> int:
    baseline = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else None
    failures = []
    if baseline is not None:
        if (baseline["gold_digest"], baseline["documents"]) != (gold_digest, size):
            failures.append("the gold data has changed: run with --accept to measure against the new one")
        for part, floors in baseline["floors"].items():
            for metric, floor in floors.items():
                if reached[part][metric] < floor - SLACK:
                    failures.append(f"{part} {metric} {reached[part][metric]} is below its floor {floor}")
    if options.accept and (not failures or options.lower or baseline is None):
        note = options.lower if failures else None
        floors = reached if failures or baseline is None else {
            p: {m: max(v, baseline["floors"].get(p, {}).get(m, v)) for m, v in ms.items()} for p, ms in reached.items()
        }
        content = {"gold_digest": gold_digest, "documents": size, "floors": floors, "lowered": note}
        BASELINE.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
        CASES.write_text("".join(json.dumps([k, v]) + "\n" for k, v in sorted(cases.items())), encoding="utf-8")
        print("gate: baseline written")
        return 0
    for failure in failures:
        print(f"gate: {failure}")
    print("gate: failed" if failures else "gate: passed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
