"""The frames' candidates and the trained model's proposals, made one list: what both see stays, what only one sees must be sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from vedette.lexicon.frames import Frame, load_frames
from vedette.model.analysis import ActorMention
from vedette.model.report import Report
from vedette.model.tree import Tree
from vedette.reports.arguments import roles
from vedette.reports.candidate import PARTY_KINDS, Candidate, Memory
from vedette.reports.context import UNNAMED, Context
from vedette.reports.parties import fill_role, main_other, name_parties
from vedette.reports.trained import Proposal

SYMMETRIC = frozenset({"agree.deal", "consult.meet", "cooperate.joint"})
# By family: what fills actor and recipient where the sentence names nobody, as in the frames' own roles.
CARRIED = {
    "assault": (("topic",), ("place",)),
    "mobilize": (("topic",), ()),
    "retreat": (("topic",), ()),
    "aid": (("topic",), ("topic-recipient",)),
    "sanction": ((), ("topic-recipient",)),
    "coerce": ((), ("place",)),
}
# Families whose frames ask for things that are counted, sums or parties by name: there the model, which has seen few such texts,
# dropped more that was right than wrong in articles written for the project.
COUNTING = frozenset({"aid", "mobilize", "sanction", "coerce", "reject", "poll"})
# Frames so narrow that the labels hold hardly any of what they find: the use of banned weapons.
NARROW = frozenset({"assault.attack.weapons"})
# Families whose acts are aimed at somebody.
AIMED = frozenset({"assault", "accuse", "sanction", "aid", "support", "reject", "threaten", "coerce"})


@dataclass(frozen=True, slots=True)
class Trust:
    """How sure the model must be (chances, 0 to 1): set on documents that it was not trained on."""

    drop: float = 0.95  # chance of reporting nothing above which a frame's candidate goes
    add: float = 0.45  # chance of a family above which a word that no frame took reports
    role: float = 0.5  # chance above which a word names the actor or the recipient of a word that no frame took
    status: float = 0.8  # chance of a status above which the rules' status gives way


TRUST = Trust()


@cache
def frame_of(type: str) -> Frame:
    """The frame that stands in where no frame fitted and the model is sure."""
    family = type.split(".")[0]
    actor, recipient = CARRIED.get(family, ((), ()))
    verbal = family in ("accuse", "support", "reject", "request", "threaten")
    return Frame(f"trained.{type}", type, "", "", actor=actor, recipient=recipient, symmetric=type in SYMMETRIC, verbal=verbal, needs="either")


@cache
def default_roles(type: str, is_noun: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Where actor and recipient of a type stand by the first frame of that type, for nouns or for verbs."""
    for frame in load_frames().frames:
        if frame.type == type and (frame.nouns if is_noun else frame.verbs) and not frame.through:
            return frame.actor, frame.recipient
    return (), ()


def reconcile(context: Context, s: int, found: Sequence[Candidate], proposals: Mapping[int, Proposal], memory: Memory, trust: Trust = TRUST) -> list[Candidate]:
    """Candidates of sentence s in order of their triggers."""
    tree, kept = context.trees[s], list[Candidate]()
    for candidate in found:
        proposal = proposals.get(candidate.token)
        if proposal is None:
            kept.append(candidate)
        elif proposal.none < trust.drop or candidate.frame.type.split(".")[0] in COUNTING or candidate.frame.id in NARROW:
            candidate.why.append(f"trained model: {1 - proposal.none:.2f} that it reports, {proposal.types[candidate.frame.type]:.2f} that it is {candidate.frame.type}")
            kept.append(candidate)
    taken = {c.token: c for c in kept}
    for i, proposal in sorted(proposals.items()):
        chance = proposal.types[proposal.type]
        if i in taken or proposal.family(proposal.type.split(".")[0]) < trust.add or _is_told(tree, i, proposal, kept):
            continue
        if (added := propose(context, s, i, proposal, memory, trust)) is not None:
            added.why.append(f"trained model: {chance:.2f} that it is {proposal.type}")
            kept.append(added)
    return sorted(kept, key=lambda c: c.token)


def _is_told(tree: Tree, i: int, proposal: Proposal, kept: Sequence[Candidate]) -> bool:
    """Whether a candidate beside word i, above or below it in the same phrase, already tells the same."""
    family = proposal.type.split(".")[0]
    for c in kept:
        if c.frame.type.split(".")[0] == family and (tree.head(i) == c.token or tree.head(c.token) == i or i == tree.first_conjunct(c.token)):
            return True
    return False


def propose(context: Context, s: int, i: int, proposal: Proposal, memory: Memory, trust: Trust) -> Candidate | None:
    """The candidate that the model's proposal for word i makes, None where nobody fills a side."""
    tree = context.trees[s]
    if tree.tokens[i].pos not in ("VERB", "NOUN", "PROPN", "ADJ", "ADV", "AUX"):
        return None
    candidate = Candidate(frame_of(proposal.type), s, i)
    is_noun = tree.tokens[i].pos in ("NOUN", "PROPN")
    candidate.objects = [o for name, o in tree.preposition_objects(i) if name in ("of", "including", "in")] if is_noun else roles(tree, i, "obj")
    actor, recipient = default_roles(proposal.type, is_noun)
    candidate.actor = fillers(context, s, proposal, 0, trust.role) or fill_role(context, candidate, actor, every=candidate.frame.symmetric)
    found = fillers(context, s, proposal, 1, trust.role) or fill_role(context, candidate, recipient, without=candidate.actor)
    candidate.recipient = [m for m in found if m not in candidate.actor]
    name_parties(context, candidate, memory)
    _complete(context, candidate, memory)
    if all(m.why == UNNAMED for m in (*candidate.actor, *candidate.recipient)) and not _are_known(candidate):
        return None  # nobody here that the lexicon knows: the business of private parties, most likely
    return candidate if candidate.actor_ids or candidate.recipient_ids else None


def _are_known(candidate: Candidate) -> bool:
    """Whether a party came from elsewhere in the document."""
    said = {m.speaker for m in (*candidate.actor, *candidate.recipient)}
    return bool({*candidate.actor_ids, *candidate.recipient_ids} - said)


def _complete(context: Context, candidate: Candidate, memory: Memory) -> None:
    """The other side where the sentence names one only: as last spoken of in this family of types, else the document's main other state."""
    family = candidate.frame.type.split(".")[0]
    if candidate.frame.symmetric:
        if len(candidate.actor_ids) == 1 and (other := main_other(context, candidate)):
            candidate.actor_ids = (*candidate.actor_ids, *other)
            candidate.why.append(f"other side, as the document's main other state: {', '.join(other)}")
        return
    if candidate.actor_ids and not candidate.recipient_ids and family in AIMED:
        known = tuple(r for r in memory.recipient.get(family, ()) if r not in candidate.actor_ids)
        candidate.recipient_ids = known or main_other(context, candidate)
        if candidate.recipient_ids:
            candidate.why.append("recipient as last spoken of" if known else "recipient: the document's main other state")
    elif candidate.recipient_ids and not candidate.actor_ids:
        candidate.actor_ids = tuple(a for a in memory.actor.get(family, ()) if a not in candidate.recipient_ids)
        if candidate.actor_ids:
            candidate.why.append("actor as last spoken of")


def is_proposed(candidate: Candidate) -> bool:
    """Whether the model alone found it."""
    return candidate.frame.id.startswith("trained.")


def settled(report: Report, proposal: Proposal | None, trust: Trust = TRUST) -> Report:
    """The report with the model's status where that is sure of another than the rules'."""
    if proposal is None or report.type.split(".")[0] in COUNTING:
        return report
    status = max(proposal.statuses, key=proposal.statuses.__getitem__)
    if status == report.status or proposal.statuses[status] <= trust.status:
        return report
    told = f"trained model: {proposal.statuses[status]:.2f} that it is {status}, not {report.status}"
    return replace(report, status=status, why=(*report.why, told))


def untold(proposed: Sequence[Report], told: Sequence[Report]) -> list[Report]:
    """Of the model's reports of one sentence those whose sum, or whose things and doer, no frame's report has."""
    return [report for report in proposed if not any(_retells(report, other) for other in told)]


def _retells(report: Report, other: Report) -> bool:
    if report.type.split(".")[0] != other.type.split(".")[0]:
        return False
    if report.money is not None and other.money is not None:
        return (report.money.low, report.money.high, report.money.currency) == (other.money.low, other.money.high, other.money.currency)
    things = {(item.category, item.low, item.high) for item in report.items}
    return bool(things & {(item.category, item.low, item.high) for item in other.items}) and bool(set(report.actor) & set(other.actor))


def fillers(context: Context, s: int, proposal: Proposal, role: int, above: float) -> list[ActorMention]:
    """Parties at the words that the model gives the role, each once; where no lexicon knows them, in the text's words ("donors")."""
    found: list[ActorMention] = []
    for t in proposal.fillers(role, above=above):
        named = [m for m in context.party(s, t) if m.kind in PARTY_KINDS and (m.ids or m.speaker)]
        found.extend(named or context.unnamed_party(s, t))
    return list(dict.fromkeys(found))
