"""The network: a pretrained encoder, the parser's and the frames' view of each word beside it, and four heads."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel, MPNetConfig, MPNetModel

from vedette.reports.proposals import FEATURE_SIZES, PATHS, ROLE_WIDTH, STATUS_LIST, TYPE_LIST

WIDTH, FEATURE_WIDTH = 256, 16
ENCODERS = {"bert": (BertConfig, BertModel), "mpnet": (MPNetConfig, MPNetModel)}


def encoder_kind(folder: Path) -> str:
    """ "bert" or "mpnet", by the configuration in the folder of a pretrained encoder."""
    kind = str(json.loads((folder / "config.json").read_text(encoding="utf-8"))["model_type"])
    if kind not in ENCODERS:
        raise SystemExit(f"{folder}: an encoder of the kind {kind!r}; known are {', '.join(ENCODERS)}")
    return kind


class Network(nn.Module):
    """Word pieces and word features in, for each word: type, status, truth, and vectors whose products say who fills which role."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        config_class, model_class = ENCODERS[encoder_kind(folder)]
        config = config_class.from_json_file(folder / "config.json")
        self.encoder = model_class(config, add_pooling_layer=False)
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
        weights = {k.removeprefix("bert.").removeprefix("mpnet."): v for k, v in load_file(file).items()}
        own = self.encoder.state_dict()
        missing = [k for k in own if k not in weights and "position_ids" not in k and "token_type_ids" not in k]
        if missing:
            raise SystemExit(f"the pretrained weights lack {missing[:3]}")
        self.encoder.load_state_dict({k: weights[k] for k in own if k in weights}, strict=False)

    def forward(self, pieces: Tensor, mask: Tensor, firsts: Tensor, rows: Tensor) -> tuple[Tensor, ...]:
        """`pieces`, `mask`: (batch, pieces); `firsts`: (batch, words) index of each word's first piece; `rows`: (batch, words, features)."""
        hidden = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state
        words = torch.gather(hidden, 1, firsts.unsqueeze(-1).expand(-1, -1, hidden.size(-1)))
        joined = self.join(torch.cat([words, *(table(rows[..., k]) for k, table in enumerate(self.features))], dim=-1))
        return self.types(joined), self.statuses(joined), self.truths(joined), self.triggers(joined), self.arguments(joined)

    def role_scores(self, triggers: Tensor, arguments: Tensor, paths: Tensor) -> Tensor:
        """(n, roles, words): how well each word fills actor and recipient of n triggers.

        `triggers`: (n, 2 w), `arguments`: (n, words, 2 w) of the same sentences, `paths`: (n, words) hashed paths from the trigger.
        """
        q, k = triggers.view(-1, 2, ROLE_WIDTH), arguments.view(arguments.size(0), arguments.size(1), 2, ROLE_WIDTH)
        scores: Tensor = torch.einsum("lrw,lnrw->lrn", q, k) / ROLE_WIDTH**0.5 + self.path(paths).transpose(1, 2)
        return scores
