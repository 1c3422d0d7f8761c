"""Claims by who stands behind them: one side only, denied by somebody, or told by nobody who is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vedette.ledger import LedgerReport, LedgerView, Selection
from vedette.model.event import Event
from vedette.questions.events import events, reports_of_events

KINDS = ("one-sided", "denied", "unnamed")


@dataclass(frozen=True, slots=True)
class Claim:
    """An event that is such a claim: which, why, and the reports that make it one."""

    kind: str
    event: Event
    reason: str
    reports: tuple[LedgerReport, ...]


def claims(view: LedgerView, selection: Selection, *, kinds: Sequence[str] = KINDS) -> tuple[Claim, ...]:
    """The events of a selection that are claims of these kinds, in order of time; one may be of several."""
    found = events(view, selection)
    rows = reports_of_events(view, selection, found)
    made = []
    for event in found:
        told = tuple(rows[link.report] for link in event.links if link.report in rows)
        made += [claim for kind in kinds if (claim := _claim(kind, event, told)) is not None]
    return tuple(made)


def _claim(kind: str, event: Event, told: tuple[LedgerReport, ...]) -> Claim | None:
    if kind == "one-sided":
        side = _only_side(event, told)
        parties = event.actor if side == "actor" else event.recipient
        return Claim(kind, event, f"only {', '.join(parties)} says so, its {side}", told) if side else None
    if kind == "denied":
        denying = tuple(row for row in told if row.report.status == "denied")
        return Claim(kind, event, f"denied by {_speakers(denying)}", denying) if denying else None
    if told and all(_is_unnamed(row) for row in told):
        return Claim(kind, event, f"told by {_speakers(told)}, whom nobody names", told)
    return None


def _only_side(event: Event, told: Sequence[LedgerReport]) -> str | None:
    """The side that alone says so: each report goes back to it. None where somebody else does, a text in its own voice, or nobody knows."""
    sides = {origin.side for origin in event.origins}
    if event.corroboration == "one side only" and len(sides) == 1:
        return sides.pop()
    for side, parties in (("actor", event.actor), ("recipient", event.recipient)):
        if told and all(row.report.attributed_to and set(row.report.attributed_to[-1]) <= set(parties) for row in told):
            return side
    return None


def _is_unnamed(row: LedgerReport) -> bool:
    """Whether the innermost who say so have no name: "unnamed", or a phrase that ends in a common noun ("US officials")."""
    chain = row.report.attributed_to
    return bool(chain) and all(name == "unnamed" or name.split()[-1][:1].islower() for name in chain[-1])


def _speakers(rows: Sequence[LedgerReport]) -> str:
    names = dict.fromkeys(
        name for row in rows for name in (row.report.attributed_to[-1] if row.report.attributed_to else row.report.actor or (row.report.document,))
    )
    return ", ".join(names)
