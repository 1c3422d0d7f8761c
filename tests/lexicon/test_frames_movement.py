"""Every frame of frames_movement reads its own example as a report of its type, and its counter-example as none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.lexicon.frames import load_frames
from vedette.lexicon.tables import read_table
from vedette.model.document import Document
from vedette.model.report import Report
from vedette.pipeline import read_document

FRAMES = read_table("frames_movement")["frame"]


def reports(text: str) -> tuple[Report, ...]:
    result = read_document(Document("x", text))
    return tuple(getattr(result, "reports", result))


@pytest.mark.parametrize("frame", FRAMES, ids=[f["id"] for f in FRAMES])
def test_a_frame_reads_its_example_and_leaves_its_counter_example(frame: dict[str, str]) -> None:
    assert frame["type"] in [r.type for r in reports(frame["example"])]
    assert frame["type"] not in [r.type for r in reports(frame["counter_example"])]
