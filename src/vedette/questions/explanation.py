"""How a report came about: its words in their context, where its frame looked, and the steps to its status."""

from __future__ import annotations

import re

from vedette.ledger import LedgerReport
from vedette.lexicon.frames import load_frames

CONTEXT = 240  # characters shown on either side of the evidence, at most


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after the evidence in its paragraph, at most CONTEXT characters each, cut at a blank."""
    before = text[max(0, start - CONTEXT) : start].rpartition("\n\n")[2]
    after = text[end : end + CONTEXT].partition("\n\n")[0]
    if start - len(before) > 0 and not text[: start - len(before)].endswith("\n\n"):
        before = "... " + before.partition(" ")[2]
    if end + len(after) < len(text) and not text[end + len(after) :].startswith("\n\n"):
        after = after.rpartition(" ")[0] + " ..."
    return before, after


def steps(row: LedgerReport, text: str) -> tuple[str, ...]:
    """The steps that led to type, status and attribution, in order; the tense where no word over the trigger decides."""
    return (*row.report.why, *_tense_step(row, text))


def frame_roles(rule: str) -> list[tuple[str, str]]:
    """Where the frame of this id looks for each party, first come first served; nothing for a rule that is no frame's now."""
    frame = next((frame for frame in load_frames().frames if frame.id == rule), None)
    if frame is None:
        return []
    looked = {"actor in": frame.actor, "recipient in": frame.recipient}
    return [(label, ", ".join(roles)) for label, roles in looked.items() if roles]


def _tense_step(row: LedgerReport, text: str) -> tuple[str, ...]:
    """The step that no operator took: where nothing over the word decides the status, its own tense and aspect do."""
    status = row.report.status
    if any(re.search(rf"\b{status}\b", step) for step in row.report.why):
        return ()
    if row.report.why and status not in ("done", "ongoing"):
        return ()  # a step without the word decided it: "the actor's own commitment"
    word = next((span.span.of(text) for span in row.report.spans if span.field == "type"), None)
    return (f"by the tense of {word!r}: {status}" if word else f"by tense: {status}",)
