"""Scores the reader on labelled documents and the tuned gold: the contract's scorer, by fold.

    python training/measure.py --corpus … --labels … --gold ../shared [--fold K] [--no-model]
"""
from __future__ import annotations

import argparse
from pathlib import Path

from build import fold_of, gold_documents, labelled_documents, load_scorer
from examples import read_lines

from vedette.model.document import Document
from vedette.pipeline import read_document


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--fold", type=int)
    options = parser.parse_args()
    scorer = load_scorer(options.gold or Path("../shared"))
    groups = {}
    if options.gold:
        groups["gold, tuned"] = gold_documents(options.gold)
    if options.labels:
        whole = {row["line"] for row in read_lines(options.labels) if row.get("full")}
        groups["labelled"] = [d for d in labelled_documents(options.corpus, options.labels) if int(d[0].split(":")[1]) in whole]
    for name, documents in groups.items():
        gold, predicted = {}, {}
        for key, text, published, records in documents:
            if options.fold is not None and fold_of(key) != options.fold:
                continue
            gold[key] = records
            document = Document(key, text, published=published, published_from="option" if published else None)
            predicted[key] = [r.to_record() for r in read_document(document).reports]
        table, _ = scorer.score(gold, predicted)
        print(f"{name}: {table['documents']} documents, {table['gold']} labels, {table['predicted']} predicted")
        print("  " + "  ".join(f"{k} {table[k]['precision']:.3f}/{table[k]['recall']:.3f}/{table[k]['f1']:.3f}" for k in ("found", "core", "record")))
        print("  " + "  ".join(f"{k} {v['all']:.3f}" for k, v in table["fields"].items()) + f"  not yet real {table['further']['not yet real']['right']:.3f}")


if __name__ == "__main__":
    main()
