"""The report: one proposition that a document puts forward, as the record contract has it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from vedette.model.evidence import Span
from vedette.model.quantity import Item, Money

TYPES = (
    "mobilize.deploy", "mobilize.exercise", "mobilize.buildup", "retreat.withdraw", "aid.arms", "aid.military", "aid.training",
    "aid.economic", "assault.attack", "assault.advance", "coerce.seize", "sanction.impose", "legislate.act", "agree.deal",
    "consult.meet", "cooperate.joint", "support.voice", "reject.refuse", "threaten.warn", "accuse.blame", "request.demand",
    "govern.change", "observe.activity", "poll.result",
)  # fmt: skip

# From least to most real.
STATUSES = (
    "denied", "cancelled", "hypothetical", "demanded", "considered", "proposed", "threatened", "expected", "pledged",
    "authorised", "contracted", "ongoing", "done",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where the event is. `role`: at, to or from."""

    name: str
    role: str = "at"


@dataclass(frozen=True, slots=True)
class When:
    """Days on which the event took or takes place, closed; either side None where open or unknown."""

    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class FieldSpan:
    """The stretch of source text that one field of a report rests on."""

    field: str
    span: Span


@dataclass(frozen=True, slots=True)
class Report:
    """One proposition with the evidence that carries it. Offsets point into the document as stored.

    `rule` names the frame that found it; `why` the steps that gave status and attribution, in order.
    `supporting` holds spans of later restatements; `programme` the aid programme that the text names (drawdown, USAI).
    """

    id: str
    document: str
    type: str
    status: str
    evidence: str
    start: int
    end: int
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    money: Money | None = None
    place: tuple[Place, ...] = ()
    when: When = When()
    said: date | None = None
    negated: bool = False
    hedged: bool = False
    attributed_to: tuple[tuple[str, ...], ...] = ()
    responds_to: tuple[str, ...] = ()
    event: str | None = None
    rule: str = ""
    why: tuple[str, ...] = ()
    spans: tuple[FieldSpan, ...] = ()
    supporting: tuple[Span, ...] = ()
    programme: str | None = None
    flags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.type not in TYPES:
            raise ValueError(f"unknown report type {self.type!r}")
        if self.status not in STATUSES:
            raise ValueError(f"unknown status {self.status!r}")

    def to_record(self) -> dict[str, Any]:
        """The report as one JSON object with the fields of the contract, dates in ISO form."""

        def iso(day: date | None) -> str | None:
            return day.isoformat() if day else None

        return {
            "id": self.id, "document": self.document, "type": self.type, "status": self.status,
            "negated": self.negated, "hedged": self.hedged, "actor": list(self.actor), "recipient": list(self.recipient),
            "items": [
                {"name": i.name, "category": i.category, "low": i.low, "high": i.high, "role": i.role, "per": i.per}
                for i in self.items
            ],
            "money": None if self.money is None else {
                "low": self.money.low, "high": self.money.high, "currency": self.money.currency,
                "role": self.money.role, "instrument": self.money.instrument,
            },
            "place": [{"name": p.name, "role": p.role} for p in self.place],
            "when": {"start": iso(self.when.start), "end": iso(self.when.end)},
            "said": iso(self.said), "attributed_to": [list(link) for link in self.attributed_to],
            "responds_to": list(self.responds_to), "event": self.event,
            "evidence": self.evidence, "start": self.start, "end": self.end,
        }  # fmt: skip


def report_id(document: str, version: str, type: str, start: int, end: int, trigger: int) -> str:
    """An id derived from content: the same reading of the same version of a document always has the same id."""
    key = "\x1f".join((document, version, type, str(start), str(end), str(trigger)))
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
