"""What a later version of a text no longer says."""

from __future__ import annotations

import re

from vedette.model.evidence import Span

_SENTENCE = re.compile(r"[^\r\n]+?(?:[.!?…]+[\"')\]”’»]*(?=\s)|(?=[\r\n])|$)|[^\r\n]+")
_WORD = re.compile(r"\w+")


def gone(before: str, after: str) -> tuple[Span, ...]:
    """The stretches of `before` whose sentences `after` has nowhere, whatever its order; offsets count in `before`.

    >>> before = "Six frigates left. The fleet stays. They sail north."
    >>> [span.of(before) for span in gone(before, "Five frigates left. They sail north.")]
    ['Six frigates left. The fleet stays.']
    """
    kept = {_words(match.group()) for match in _SENTENCE.finditer(after)}
    found: list[Span] = []
    adjoins = False
    for match in _SENTENCE.finditer(before):
        words = _words(match.group())
        if not words:
            continue
        if words in kept:
            adjoins = False
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        end = match.start() + len(match.group().rstrip())
        if adjoins and not re.search(r"[\r\n]", before[found[-1].end : start]):
            start = found.pop().start
        found.append(Span(start, end))
        adjoins = True
    return tuple(found)


def _words(sentence: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(sentence.casefold()))
