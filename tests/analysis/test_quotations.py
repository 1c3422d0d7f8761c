"""Where the text stands between quotation marks."""

from __future__ import annotations

import itertools
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.analysis.quotations import find_quotations
from vedette.model.document import CleanText, Document, Paragraph


def clean_of(text: str) -> CleanText:
    paragraphs, at = [], 0
    for part in text.split("\n\n"):
        if part:
            paragraphs.append(Paragraph(at, at + len(part)))
        at += len(part) + 2
    return CleanText(Document("case.txt", text), text, tuple(paragraphs), array("L", range(len(text))))


CASES = [
    # straight
    ('"We stay," she said.', ['"We stay,"']),
    # curly
    ("“We stay,” she said.", ["“We stay,”"]),
    # two of them
    ('"We stay," she said, "and wait."', ['"We stay,"', '"and wait."']),
    # single, with an apostrophe inside
    ("'We don't stay,' she said.", ["'We don't stay,'"]),
    # single and curly
    ("‘We stay,’ she said.", ["‘We stay,’"]),
    # apostrophes and plural possessives only
    ("The sailors' boats weren't the mayor's.", []),
    # elision
    ("Back in the '90s it wasn't so.", []),
    # single inside double
    ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
    # the same marks inside
    ('"The "free port" is not free. We pay," he said.', ['"The "free port" is not free. We pay,"']),
    # guillemets
    ("«We stay», she said.", ["«We stay»"]),
    # inches
    ('A 5" gun fired.', []),
    # never closes
    ('He said "we stay and went home.', []),
    # closes in the next paragraph
    ('"We wait.\n\n"Then we sail."', ['"We wait.', '"Then we sail."']),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quotations(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotations(clean_of(text))] == expected


def test_a_speech_over_paragraphs_is_open_and_continues() -> None:
    first, second = find_quotations(clean_of('"We wait.\n\n"Then we sail."'))
    assert (first.is_open, first.continues, second.is_open, second.continues) == (True, False, False, True)


@given(st.text(alphabet="\"“”'‘’«» ab.,\n5", max_size=60))
def test_quotations_are_in_order_and_never_overlap(text: str) -> None:
    found = find_quotations(clean_of(text))
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
