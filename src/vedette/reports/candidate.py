"""A trigger with the frame that took it, and what the document has said so far: what the steps of the reader hand on."""

from __future__ import annotations

from dataclasses import dataclass, field

from vedette.lexicon.frames import Frame
from vedette.model.analysis import ActorMention

PARTY_KINDS = frozenset({"state", "organisation", "group", "person", "office", "pronoun", "people"})


@dataclass
class Candidate:
    """A trigger with the frame that took it and what fills its roles."""

    frame: Frame
    sentence: int
    token: int
    actor: list[ActorMention] = field(default_factory=list)
    recipient: list[ActorMention] = field(default_factory=list)
    source: list[ActorMention] = field(default_factory=list)
    actor_ids: tuple[str, ...] = ()
    recipient_ids: tuple[str, ...] = ()
    objects: list[int] = field(default_factory=list)
    at_war: bool = False
    taken: set[int] = field(default_factory=set)
    why: list[str] = field(default_factory=list)
    bill: str | None = None


class Memory:
    """What the document has said so far, for arguments that a sentence leaves out."""

    def __init__(self) -> None:
        self.last: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self.actor: dict[str, tuple[str, ...]] = {}
        self.recipient: dict[str, tuple[str, ...]] = {}
        self.status: str | None = None  # of the aid last reported
        self.doers: list[tuple[str, ...]] = []

    def note(self, candidate: Candidate) -> None:
        family = candidate.frame.type.split(".")[0]
        if candidate.actor_ids and candidate.recipient_ids:
            self.last[family] = (candidate.actor_ids, candidate.recipient_ids)
        if candidate.actor_ids:
            self.actor[family] = candidate.actor_ids
            if family not in WORDS:
                self.doers.append(candidate.actor_ids)
        if candidate.recipient_ids:
            self.recipient[family] = candidate.recipient_ids


WORDS = frozenset({"accuse", "support", "reject", "request", "threaten", "consult", "poll", "legislate"})


HARMING = frozenset({"kill", "lose", "wound", "injure", "die", "execute", "murder", "massacre", "arrest", "detain", "capture", "kidnap", "abduct", "jail"})
