"""What a later version no longer says."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.text.gone import gone


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ("Six guns went. They are old.", "Six guns went. They are old.", []),
        ("Six guns went. They are old.", "Five guns went. They are old.", ["Six guns went."]),  # a figure was changed
        ("Six guns went. They are old.", "They are old. Six guns went.", []),  # moved
        ("Six guns went. They are old.", "Six guns went.\n\nTHEY ARE OLD!", []),  # set otherwise
        ("A. went. B went. C went. D went.", "A. went. D went.", ["B went. C went."]),  # neighbours are one stretch
        ("One left.\n\nTwo left.", "", ["One left.", "Two left."]),  # paragraphs are not
        ("Guns for Kyiv\nSix guns went.", "Six guns went.", ["Guns for Kyiv"]),  # a headline
        ("***\nSix guns went.", "Six guns went.", []),  # nothing that says anything
        ("", "Six guns went.", []),
    ],
)
def test_gone(before: str, after: str, lost: list[str]) -> None:
    assert [span.of(before) for span in gone(before, after)] == lost


@given(st.text(max_size=200), st.text(max_size=200))
def test_spans_lie_in_the_earlier_text_in_order(before: str, after: str) -> None:
    spans = gone(before, after)
    assert all(span.end <= len(before) and span.of(before).strip() for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert gone(before, before) == ()
