"""Where the text stands between quotation marks: straight, curly, single, guillemets, and runs over several paragraphs.

In `"We stay," she said.` the quotation is `"We stay,"`, marks included. An apostrophe is no mark, nor is a quotation
that never closes, unless the next paragraph opens with a mark again (the custom for long speeches).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vedette.model.document import CleanText

CLOSING_OF = {"“": "”", "«": "»", "„": "“”", '"': '"'}
# Words that open with an apostrophe.
ELISION = re.compile(r"['’‘](?:\d0s|em|tis|twas|n|til|till|cause|round|bout|s|re|ve|ll|d|t|m)\b", re.IGNORECASE)
SINGLE_LIMIT = 600


@dataclass(frozen=True, slots=True)
class Quotation:
    """`text[start:end]` with its marks. `is_open` where it runs on into the next paragraph, `continues` the one before."""

    start: int
    end: int
    paragraph: int
    is_open: bool = False
    continues: bool = False


def find_quotations(clean: CleanText) -> tuple[Quotation, ...]:
    """All quotations in order, never overlapping; a quotation within a quotation is part of the outer one."""
    text = clean.text
    found: list[Quotation] = []
    was_open = False
    for index, paragraph in enumerate(clean.paragraphs):
        if paragraph.kind not in ("headline", "body"):
            continue
        following = clean.paragraphs[index + 1] if index + 1 < len(clean.paragraphs) else None
        resumes = following is not None and text[following.start : following.start + 1] in tuple('"“«„')
        first = len(found)
        for start, end, is_open in _doubles(text, paragraph.start, paragraph.end):
            if is_open and not resumes:
                continue
            continues = was_open and start == paragraph.start
            found.append(Quotation(start, end, index, is_open, continues))
        was_open = len(found) > first and found[-1].is_open
        taken = [(q.start, q.end) for q in found[first:]]
        singles = [
            Quotation(start, end, index)
            for start, end in _singles(text, paragraph.start, paragraph.end)
            if not any(start < b and a < end for a, b in taken)
        ]
        if singles:
            found[first:] = sorted([*found[first:], *singles], key=lambda q: q.start)
    return tuple(found)


def _doubles(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """(start, end, is_open) of quotations in double marks; one that never closes runs to the paragraph's end."""
    at = None
    mark = ""
    nested_until = start
    for i in range(start, end):
        character = text[i]
        if i < nested_until:
            continue
        if at is None:
            if character in CLOSING_OF and not (character == '"' and i > start and text[i - 1].isdigit()):
                at, mark = i, character
        elif character in CLOSING_OF[mark] or (mark in '"“' and character in '"”'):
            inner = _nested_end(text, i, start, end) if mark == '"' and _opens(text, i, start, end) else None
            if inner is not None:
                nested_until = inner
                continue
            if mark == '"' and at > start and _opens(text, i, start, end) and not _opens(text, at, start, end):
                at = i  # the mark before was a stray: this one is where the words begin
                continue
            yield at, i + 1, False
            at = None
        elif character == "“" and mark == '"':
            at, mark = i, character
    if at is not None:
        yield at, end, True


def _nested_end(text: str, i: int, start: int, end: int) -> int | None:
    """Where a quotation in the same marks within another ends; None where the marks that follow do not close both."""
    inner = text.find('"', i + 1, end)
    outer = text.find('"', inner + 1, end) if inner >= 0 else -1
    if outer < 0 or inner - i > 60 or _opens(text, inner, start, end) or _opens(text, outer, start, end):
        return None
    return inner + 1


def _opens(text: str, i: int, start: int, end: int) -> bool:
    """A mark with a space before it and a word after it."""
    return (i == start or text[i - 1].isspace()) and i + 1 < end and text[i + 1].isalnum()


def _singles(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Quotations in single marks, apostrophes and plural possessives left alone."""
    i = start
    while i < end:
        opens = text[i] in "'‘" and (i == start or text[i - 1] in " \n\t([\"“—–-:") and i + 1 < end and text[i + 1].isalnum()
        if opens and not ELISION.match(text, i, end):
            close = _single_close(text, i + 1, min(end, i + SINGLE_LIMIT))
            if close is not None:
                yield i, close + 1
                i = close
        i += 1


def _single_close(text: str, start: int, end: int) -> int | None:
    possessive = None
    for i in range(start, end):
        if text[i] not in "'’":
            continue
        after = text[i + 1] if i + 1 < len(text) else " "
        if after.isalnum() or text[i - 1].isspace():
            continue
        if text[i - 1] in "sS" and after == " ":
            possessive = i if possessive is None else possessive
            continue
        return i
    return possessive
