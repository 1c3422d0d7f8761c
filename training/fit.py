"""Trains the reader's model on the labels, and writes it where Vedette ships it.

    python training/fit.py --pretrained FOLDER --labels labels.jsonl [--gold GOLD] [--holdout K] [--share S] --out FILE.pt
"""

from __future__ import annotations

import argparse
import pickle
import random
import time
from pathlib import Path
from typing import Any

import torch
from examples import Example, Label
from network import Network, role_scores
from torch.nn import functional as F

from vedette.reports.proposals import STATUS_LIST, TYPE_LIST
from vedette.reports.wordpieces import Pieces

SEED = 20261127
OPEN = frozenset({1, 3, 4, 6})  # parts of speech (1-based in POS) that can report: verbs, nouns, names, adjectives


def collate(batch: list[dict[str, Any]]) -> tuple[torch.Tensor, ...]:
    width = max(len(x["pieces"]) for x in batch)
    words = max(len(x["rows"]) for x in batch)
    pieces = torch.zeros(len(batch), width, dtype=torch.long)
    mask = torch.zeros(len(batch), width, dtype=torch.long)
    firsts = torch.zeros(len(batch), words, dtype=torch.long)
    rows = torch.zeros(len(batch), words, len(batch[0]["rows"][0]), dtype=torch.long)
    for n, x in enumerate(batch):
        pieces[n, : len(x["pieces"])] = torch.tensor(x["pieces"])
        mask[n, : len(x["pieces"])] = 1
        firsts[n, : len(x["firsts"])] = torch.tensor(x["firsts"])
        rows[n, : len(x["rows"])] = torch.tensor(x["rows"])
    return pieces, mask, firsts, rows


def settle(label: Label, logp: torch.Tensor, rows: list[Any]) -> int | None:
    """The trigger: as labelled, else the word inside the evidence that the model now finds likeliest of that type."""
    if label.trigger is not None:
        return label.trigger
    inside = [i for i in label.inside if i < len(rows) and rows[i][0] in OPEN]
    if not inside:
        return None
    t = TYPE_LIST.index(label.type) + 1
    return max(inside, key=lambda i: logp[i, t].item())


def loss_of(outputs: tuple[torch.Tensor, ...], batch: list[dict[str, Any]], model: Network, weights: torch.Tensor) -> torch.Tensor:
    types, statuses, truths, triggers, arguments = outputs
    total = types.new_zeros(())
    for n, x in enumerate(batch):
        size = len(x["rows"])
        logp = F.log_softmax(types[n, :size], dim=-1)
        target = torch.zeros(size, dtype=torch.long)
        weight = torch.ones(size) * x["weight"]
        arguable: list[tuple[int, Label]] = []
        for label in x["labels"]:
            at = settle(label, logp.detach(), x["rows"])
            if at is None or at >= size:
                continue
            if label.optional:
                if not target[at]:
                    weight[at] = 0
                continue
            target[at] = TYPE_LIST.index(label.type) + 1
            weight[at] = 1
            total = total + 0.5 * F.cross_entropy(statuses[n, at : at + 1], torch.tensor([STATUS_LIST.index(label.status)])) / 4
            total = total + 0.5 * F.binary_cross_entropy_with_logits(truths[n, at], torch.tensor([float(label.negated), float(label.hedged)])) / 2
            if label.knows_arguments:
                arguable.append((at, label))
        total = total + (F.nll_loss(logp, target, weight=weights, reduction="none") * weight).sum() / 4
        for at, label in arguable:
            path = model.path(torch.tensor(x["paths"][at][:size]))
            scores = role_scores(triggers[n, at], arguments[n, :size], path)
            wanted = torch.zeros(2, size)
            for role, tokens in enumerate((label.actor, label.recipient)):
                for t in tokens:
                    if t < size:
                        wanted[role, t] = 1
            total = total + F.binary_cross_entropy_with_logits(scores, wanted, reduction="none").sum() / 6
    return total / len(batch)


def prepare(found: list[Example], pieces: Pieces, longest: int) -> list[dict[str, Any]]:
    out = []
    for e in found:
        ids, firsts = pieces.encode(e.features.words, longest=longest)
        size = len(firsts)
        out.append({"pieces": ids, "firsts": firsts, "rows": [list(r) for r in e.features.rows[:size]], "labels": e.labels, "weight": e.weight, "paths": e.paths, "document": e.document})
    return out


def batches(data: list[dict[str, Any]], size: int, draw: random.Random) -> list[list[dict[str, Any]]]:
    order = sorted(data, key=lambda x: len(x["pieces"]) + draw.random() * 8)
    cut = [order[k : k + size] for k in range(0, len(order), size)]
    draw.shuffle(cut)
    return cut


@torch.no_grad()
def measure(model: Network, data: list[dict[str, Any]]) -> dict[str, float]:
    """Word by word on held-out sentences: family found, type, status given found, actor and recipient words given found."""
    model.eval()
    hits = predicted = gold = type_hits = status_hits = 0
    actor = [0, 0]
    for batch in [data[k : k + 32] for k in range(0, len(data), 32)]:
        types, statuses, _, triggers, arguments = model(*collate(batch))
        for n, x in enumerate(batch):
            size = len(x["rows"])
            best = types[n, :size].argmax(-1)
            labelled = {label.trigger: label for label in x["labels"] if label.trigger is not None and label.trigger < size}
            predicted += sum(1 for i in range(size) if best[i] and not (i in labelled and labelled[i].optional))
            for i, label in labelled.items():
                if label.optional:
                    continue
                gold += 1
                if best[i] and TYPE_LIST[best[i] - 1].split(".")[0] == label.type.split(".")[0]:
                    hits += 1
                    type_hits += TYPE_LIST[best[i] - 1] == label.type
                    status_hits += STATUS_LIST[statuses[n, i].argmax()] == label.status
                    scores = role_scores(triggers[n, i], arguments[n, :size], model.path(torch.tensor(x["paths"][i][:size])))
                    for role, tokens in enumerate((label.actor, label.recipient)):
                        actor[role] += {t for t in range(size) if scores[role, t] > 0} == set(tokens)
    model.train()
    p, r = hits / max(1, predicted), hits / max(1, gold)
    return {"p": p, "r": r, "f1": 2 * p * r / max(1e-9, p + r), "type": type_hits / max(1, hits), "status": status_hits / max(1, hits), "actor": actor[0] / max(1, hits), "recipient": actor[1] / max(1, hits), "gold": gold}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("examples", type=Path, help="pickled examples that build.py wrote")
    parser.add_argument("--pretrained", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--holdout", type=int, help="fold of five that is left out and measured on")
    parser.add_argument("--share", type=float, default=1.0, help="share of the documents to train on, for the learning curve")
    parser.add_argument("--longest", type=int, default=96)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    draw = random.Random(SEED)
    pieces = Pieces(options.pretrained / "tokenizer.json")
    found = pickle.loads(options.examples.read_bytes())
    held = [e for e in found if e.fold == options.holdout]
    train = [e for e in found if e.fold != options.holdout]
    if options.share < 1:
        names = sorted({e.document for e in train})
        kept = set(draw.sample(names, int(len(names) * options.share)))
        train = [e for e in train if e.document in kept]
    data, dev = prepare(train, pieces, options.longest), prepare(held, pieces, options.longest)
    model = Network(options.pretrained, layers=options.layers)
    model.load_pretrained(options.pretrained / "model.safetensors")
    decoder = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    body = [p for n, p in model.named_parameters() if n.startswith("encoder.") and "word_embeddings" not in n]
    model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    size = 16
    steps = options.epochs * (len(data) // size + 1)
    optimizer = torch.optim.AdamW([{"params": body, "lr": 1.2e-4}, {"params": decoder, "lr": 1e-3}], weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda k: min(1, k / (0.1 * steps)) * max(0.02, 1 - k / steps))
    weights = torch.ones(len(TYPE_LIST) + 1)
    weights[1:] = 1.5
    start = time.monotonic()
    print(f"{len(data)} sentences to train on, {len(dev)} held out", flush=True)
    for epoch in range(options.epochs):
        total = 0.0
        for batch in batches(data, size, draw):
            loss = loss_of(model(*collate(batch)), batch, model, weights)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        line = {k: round(v, 3) for k, v in measure(model, dev).items()} if dev else {}
        print(f"epoch {epoch + 1}: loss {total:.1f}, {time.monotonic() - start:.0f} s {line}", flush=True)
        torch.save(model.state_dict(), options.out)


if __name__ == "__main__":
    main()
