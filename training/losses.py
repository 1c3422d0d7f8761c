"""What the network is told: by labels, or by a teacher."""

from __future__ import annotations

import torch
from batches import Inputs, SoftTargets, Targets
from network import Network
from torch import Tensor
from torch.nn import functional as F

REPORTING = 1.5  # how much a word that reports weighs against one that does not


def triggers_of(targets: Targets, logp: Tensor) -> Tensor:
    """The trigger of each label: as labelled, else the word inside the evidence that the model now finds likeliest of that type."""
    chances = logp.detach()[targets.sentence].gather(2, targets.type[:, None, None].expand(-1, logp.size(1), 1)).squeeze(2)
    return chances.masked_fill(~targets.inside, -1e9).argmax(1)


def hard_loss(outputs: tuple[Tensor, ...], inputs: Inputs, targets: Targets | None, weights: Tensor, model: Network) -> Tensor:
    """`weights`: (batch) of each sentence. Optional reports weigh nothing, neither reward nor penalty."""
    types, statuses, truths, triggers, arguments = (o.float() for o in outputs)
    logp = F.log_softmax(types, dim=-1)
    target = torch.zeros(types.shape[:2], dtype=torch.long, device=types.device)
    weight = inputs.real.float() * weights[:, None]
    total = types.new_zeros(())
    if targets is not None:
        n, at, counts = targets.sentence, triggers_of(targets, logp), ~targets.optional
        weight[n[targets.optional], at[targets.optional]] = 0
        target[n[counts], at[counts]] = targets.type[counts]
        weight[n[counts], at[counts]] = 1
        total = total + 0.5 * F.cross_entropy(statuses[n[counts], at[counts]], targets.status[counts], reduction="sum") / 4
        total = total + 0.5 * F.binary_cross_entropy_with_logits(truths[n[counts], at[counts]], targets.truth[counts], reduction="sum") / 4
        scores = model.role_scores(triggers[n, at], arguments[n], inputs.paths[n, at])
        wrong = F.binary_cross_entropy_with_logits(scores, targets.roles, reduction="none")
        total = total + (wrong * inputs.real[n][:, None, :] * targets.knows_arguments[:, None, None]).sum() / 6
    by_type = torch.full((types.size(-1),), REPORTING, device=types.device)
    by_type[0] = 1
    nll = F.nll_loss(logp.flatten(0, 1), target.flatten(), weight=by_type, reduction="none")
    return (total + (nll * weight.flatten()).sum() / 4) / len(weights)


def soft_loss(outputs: tuple[Tensor, ...], inputs: Inputs, targets: SoftTargets, model: Network) -> Tensor:
    types, statuses, _, triggers, arguments = (o.float() for o in outputs)
    weight = (1 + (REPORTING - 1) * (1 - targets.types[..., 0])) * inputs.real
    total = (-(targets.types * F.log_softmax(types, dim=-1)).sum(-1) * weight).sum() / 4
    if len(targets.word):
        n, at = targets.sentence, targets.word
        total = total + 0.5 * (-(targets.statuses * F.log_softmax(statuses[n, at], dim=-1)).sum(-1) * targets.sure).sum() / 4
        scores = model.role_scores(triggers[n, at], arguments[n], inputs.paths[n, at])
        wrong = F.binary_cross_entropy_with_logits(scores, targets.roles, reduction="none")
        total = total + (wrong * inputs.real[n][:, None, :] * targets.sure[:, None, None]).sum() / 6
    return total / targets.types.size(0)
