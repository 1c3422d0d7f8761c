"""Words into the pieces that the encoder knows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

FIRST, LAST, MOST_PIECES = 101, 102, 6  # [CLS] and [SEP] of the vocabulary; longer words are cut


class Pieces:
    """The tokenizer of the encoder, word by word."""

    def __init__(self, file: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(file))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, tuple[int, ...]] = {}

    def encode(self, words: Sequence[str], *, longest: int) -> tuple[list[int], list[int]]:
        """(pieces with first and last marks, index of each word's first piece); words past `longest` pieces are left out."""
        pieces, firsts = [FIRST], []
        for word in words:
            ids = self._known.get(word)
            if ids is None:
                ids = tuple(self._tokenizer.encode(word, add_special_tokens=False).ids[:MOST_PIECES]) or (100,)
                self._known[word] = ids
            if len(pieces) + len(ids) + 1 > longest:
                break
            firsts.append(len(pieces))
            pieces.extend(ids)
        return [*pieces, LAST], firsts
