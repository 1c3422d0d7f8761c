"""The network: a small pretrained encoder, the parser's and the frames' view of each word beside it, and four heads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from vedette.reports.proposals import FEATURE_SIZES, PATHS, ROLE_WIDTH, STATUS_LIST, TYPE_LIST

WIDTH, FEATURE_WIDTH = 256, 16


class Network(nn.Module):
    """Word pieces and word features in, for each word: type, status, truth, and vectors whose products say who fills which role."""

    def __init__(self, folder: Path, *, layers: int) -> None:
        super().__init__()
        config = BertConfig.from_json_file(folder / "config.json")
        config.num_hidden_layers = layers
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.features = nn.ModuleList(nn.Embedding(n, FEATURE_WIDTH) for n in FEATURE_SIZES)
        self.join = nn.Sequential(nn.Linear(config.hidden_size + FEATURE_WIDTH * len(FEATURE_SIZES), WIDTH), nn.GELU(), nn.Dropout(0.2))
        self.types = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Dropout(0.2), nn.Linear(WIDTH, len(TYPE_LIST) + 1))
        self.statuses = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Dropout(0.2), nn.Linear(WIDTH, len(STATUS_LIST)))
        self.truths = nn.Linear(WIDTH, 2)
        self.triggers = nn.Linear(WIDTH, 2 * ROLE_WIDTH)
        self.arguments = nn.Linear(WIDTH, 2 * ROLE_WIDTH)
        self.path = nn.Embedding(PATHS, 2)
        nn.init.zeros_(self.path.weight)

    def load_pretrained(self, file: Path) -> None:
        from safetensors.torch import load_file

        weights = {k.removeprefix("bert."): v for k, v in load_file(file).items()}
        own = self.encoder.state_dict()
        self.encoder.load_state_dict({k: weights[k] for k in own if k in weights}, strict=False)
        missing = [k for k in own if k not in weights and "position_ids" not in k and "token_type_ids" not in k]
        if missing:
            raise SystemExit(f"the pretrained weights lack {missing[:3]}")

    def forward(self, pieces: Tensor, mask: Tensor, firsts: Tensor, rows: Tensor) -> tuple[Tensor, ...]:
        """`pieces`, `mask`: (batch, pieces); `firsts`: (batch, words) index of each word's first piece; `rows`: (batch, words, features)."""
        hidden = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state
        words = torch.gather(hidden, 1, firsts.unsqueeze(-1).expand(-1, -1, hidden.size(-1)))
        joined = self.join(torch.cat([words, *(table(rows[..., k]) for k, table in enumerate(self.features))], dim=-1))
        return self.types(joined), self.statuses(joined), self.truths(joined), self.triggers(joined), self.arguments(joined)


def role_scores(trigger: Tensor, argument: Tensor, path: Tensor) -> Tensor:
    """(roles, words): how well each word fills actor and recipient of one trigger. `trigger`: (2 w), `argument`: (words, 2 w), `path`: (words, 2)."""
    q, k = trigger.view(2, ROLE_WIDTH), argument.view(-1, 2, ROLE_WIDTH)
    return torch.einsum("rw,nrw->rn", q, k) / ROLE_WIDTH**0.5 + path.T


def count(model: Any) -> int:
    return sum(p.numel() for p in model.parameters())
