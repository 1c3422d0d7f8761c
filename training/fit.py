"""Trains the network on labelled sentences, and where teachers spoke on unlabelled ones, on what they said of those.

    python training/fit.py examples.pickle --pretrained FOLDER --out weights.pt
    python training/fit.py examples.pickle --pretrained FOLDER --holdout 0 --heldout-views views.pickle --out fold.pt
    python training/fit.py examples.pickle --pretrained TEACHER --rate 8e-5 --head-rate 5e-4 --pool pool.pickle --views teacher.pickle --out teacher.pt
    python training/fit.py examples.pickle --pretrained FOLDER --pool pool.pickle --teachers teacher.pickle,own.pickle --rate 2e-4 --epochs 4 --out weights.pt

Runs on a graphics card where there is one (minutes), else on the processor (hours for the last of these).
"""

from __future__ import annotations

import argparse
import pickle
import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy
import torch
from batches import MARKS, Row, Soft, batches, inputs_of, rows_of, soft_targets_of, targets_of
from build import fold_of
from losses import hard_loss, soft_loss
from network import Network, encoder_kind
from torch import Tensor

from vedette.reports.proposals import STATUS_LIST, TYPE_LIST

SEED = 20261127
REPEATED = 2  # how often a labelled sentence comes beside each softly labelled one


class Trainer:
    def __init__(self, folder: Path) -> None:
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.padding = MARKS[encoder_kind(folder)][3]
        self.model = Network(folder)
        self.model.load_pretrained(folder / "model.safetensors")
        self.model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        self.model.to(self.device)

    def forward(self, batch: Sequence[Row]) -> tuple[tuple[Tensor, ...], object]:
        inputs = inputs_of(batch, self.padding).to(self.device)
        with torch.autocast(self.device, dtype=torch.bfloat16, enabled=self.device == "cuda"):
            return self.model(inputs.pieces, inputs.mask, inputs.firsts, inputs.features), inputs

    def loss(self, batch: Sequence[Row]) -> Tensor:
        outputs, inputs = self.forward(batch)
        if batch[0].soft is not None:
            return soft_loss(outputs, inputs, soft_targets_of(batch).to(self.device), self.model)  # type: ignore[arg-type]
        targets = targets_of(batch)
        weights = torch.tensor([r.weight for r in batch], device=self.device)
        return hard_loss(outputs, inputs, targets.to(self.device) if targets else None, weights, self.model)  # type: ignore[arg-type]

    def train(self, rows: Sequence[Row], *, epochs: int, rate: float, head_rate: float, size: int, out: Path) -> None:
        draw = random.Random(SEED)
        heads = [p for n, p in self.model.named_parameters() if not n.startswith("encoder.")]
        body = [p for n, p in self.model.named_parameters() if n.startswith("encoder.") and "word_embeddings" not in n]
        steps = epochs * len(batches(rows, size, random.Random(SEED)))
        optimizer = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": head_rate}], weight_decay=0.01)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda k: min(1, k / (0.1 * steps)) * max(0.02, 1 - k / steps))
        start = time.monotonic()
        for epoch in range(epochs):
            total = torch.zeros((), device=self.device)
            for batch in batches(rows, size, draw):
                loss = self.loss(batch)
                optimizer.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
                optimizer.step()
                schedule.step()
                total += loss.detach()
            print(f"epoch {epoch + 1}: loss {total.item() * epochs / steps:.3f}, {time.monotonic() - start:.0f} s", flush=True)
            torch.save(self.model.state_dict(), out)

    @torch.no_grad()
    def views(self, rows: Sequence[Row], *, floor: float = 0.05) -> list[Soft]:
        """What the network now says of each sentence, for the words that report with more than `floor` and those that a frame took."""
        self.model.eval()
        found: list[Soft | None] = [None] * len(rows)
        order = sorted(range(len(rows)), key=lambda i: len(rows[i].pieces))
        for k in range(0, len(order), 64):
            part = order[k : k + 64]
            outputs, inputs = self.forward([rows[i] for i in part])
            types, statuses, _, triggers, arguments = (o.float() for o in outputs)
            chances, status_chances = types.softmax(-1), statuses.softmax(-1)
            wanted = ((1 - chances[..., 0] > floor) | (inputs.features[..., 4] > 0)) & inputs.real  # type: ignore[attr-defined]
            n, at = wanted.nonzero(as_tuple=True)
            roles = self.model.role_scores(triggers[n, at], arguments[n], inputs.paths[n, at]).sigmoid()  # type: ignore[attr-defined]
            for q, i in enumerate(part):
                here, size = n == q, len(rows[i].firsts)
                found[i] = Soft(at[here].cpu().numpy(), _half(chances[n[here], at[here]]), _half(status_chances[n[here], at[here]]), _half(roles[here][:, :, :size]))
        self.model.train()
        return [view for view in found if view is not None]


def _half(values: Tensor) -> numpy.ndarray:
    return values.half().cpu().numpy()


def mean_view(views: Sequence[Soft]) -> Soft:
    """What several teachers say of one sentence, on average; a word that one passes over reports nothing to that one."""
    if len(views) == 1:
        return views[0]
    words = sorted({int(w) for v in views for w in v.words})
    nothing = numpy.zeros(len(TYPE_LIST) + 1, numpy.float32)
    nothing[0] = 1
    types, statuses, roles = [], [], []
    for word in words:
        spots = [(v, numpy.nonzero(v.words == word)[0]) for v in views]
        types.append(numpy.mean([v.types[at[0]].astype(numpy.float32) if len(at) else nothing for v, at in spots], axis=0))
        statuses.append(numpy.mean([v.statuses[at[0]].astype(numpy.float32) for v, at in spots if len(at)], axis=0))
        roles.append(numpy.mean([v.roles[at[0]].astype(numpy.float32) for v, at in spots if len(at)], axis=0))
    size = views[0].roles.shape[2]
    return Soft(
        numpy.array(words, dtype=numpy.int64), numpy.array(types).reshape(-1, len(TYPE_LIST) + 1),
        numpy.array(statuses).reshape(-1, len(STATUS_LIST)), numpy.array(roles).reshape(-1, 2, size),
    )  # fmt: skip


def measure(views: Sequence[Soft], rows: Sequence[Row]) -> dict[str, float]:
    """Word by word on held-out sentences: family found, type, status given found, actor and recipient words given found."""
    hits = predicted = gold = type_hits = status_hits = 0
    sides = [0, 0]
    for view, row in zip(views, rows, strict=True):
        size = len(row.firsts)
        labels = {label.trigger: label for label in row.labels if label.trigger is not None and label.trigger < size}
        best = {int(w): k for k, w in enumerate(view.words) if view.types[k].argmax()}
        predicted += sum(1 for w in best if not (w in labels and labels[w].optional))
        for word, label in labels.items():
            if label.optional:
                continue
            gold += 1
            if (k := best.get(word)) is None or TYPE_LIST[view.types[k].argmax() - 1].split(".")[0] != label.type.split(".")[0]:
                continue
            hits += 1
            type_hits += TYPE_LIST[view.types[k].argmax() - 1] == label.type
            status_hits += STATUS_LIST[view.statuses[k].argmax()] == label.status
            for side, tokens in enumerate((label.actor, label.recipient)):
                sides[side] += {int(w) for w in numpy.nonzero(view.roles[k, side] > 0.5)[0]} == set(tokens)
    p, r = hits / max(1, predicted), hits / max(1, gold)
    given = max(1, hits)
    return {"labels": gold, "precision": p, "recall": r, "f1": 2 * p * r / max(1e-9, p + r), "type": type_hits / given,
            "status": status_hits / given, "actor": sides[0] / given, "recipient": sides[1] / given}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("examples", type=Path, help="pickled examples that build.py wrote")
    parser.add_argument("--pretrained", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights to go on from, instead of the pretrained encoder alone")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=1.7e-4, help="learning rate of the encoder")
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--size", type=int, default=32, help="sentences a batch")
    parser.add_argument("--holdout", type=int, help="fold of three that is left out and measured on")
    parser.add_argument("--share", type=float, default=1.0, help="share of the documents to train on, for the learning curve")
    parser.add_argument("--heldout-views", type=Path, help="where to write what the network says of the held-out sentences")
    parser.add_argument("--pool", type=Path, help="pickled examples without labels")
    parser.add_argument("--teachers", help="what teachers said of the pool, files with commas between: train on it too")
    parser.add_argument("--views", type=Path, help="where to write what the network says of the pool")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    rows = rows_of(pickle.loads(options.examples.read_bytes()), options.pretrained)
    held = [r for r in rows if fold_of(r.document) == options.holdout]
    kept = [r for r in rows if fold_of(r.document) != options.holdout]
    if options.share < 1:
        names = sorted({r.document for r in kept})
        chosen = set(random.Random(SEED).sample(names, int(len(names) * options.share)))
        kept = [r for r in kept if r.document in chosen]
    pool = rows_of(pickle.loads(options.pool.read_bytes()), options.pretrained) if options.pool else []
    trainer = Trainer(options.pretrained)
    if options.start:
        trainer.model.load_state_dict(torch.load(options.start, map_location=trainer.device))
    train = kept
    if options.teachers:
        said = [pickle.loads(Path(file).read_bytes()) for file in options.teachers.split(",")]
        for row, *views in zip(pool, *said, strict=True):
            row.soft = mean_view(views)
        train = pool + kept * REPEATED
    print(f"{len(kept)} labelled sentences, {len(train)} in all to train on, {len(held)} held out", flush=True)
    trainer.train(train, epochs=options.epochs, rate=options.rate, head_rate=options.head_rate, size=options.size, out=options.out)
    if held:
        views = trainer.views(held)
        print({k: round(v, 3) for k, v in measure(views, held).items()}, flush=True)
        if options.heldout_views:
            options.heldout_views.write_bytes(pickle.dumps({(r.document, r.sentence): v for r, v in zip(held, views, strict=True)}))
    if options.views:
        options.views.write_bytes(pickle.dumps(trainer.views(pool)))


if __name__ == "__main__":
    main()
