"""Whether two texts are copies of one: the same wire in ten outlets, cut, reordered, partly rewritten, under other headlines.

A text is the set of its runs of four words, taken within sentences, so that moving a sentence breaks none. MinHash makes a
signature of that set, from which likely copies are looked up; whether they are is measured on the texts themselves.
"""

from __future__ import annotations

import math
import re
import zlib

import numpy as np
import rensa

from vedette.model.copies import Overlap, Sketch

RUN = 4
PERMUTATIONS = 128
ROWS = 2  # values a key: texts that share a quarter of their runs have a key in common with 98 % chance
SEED = 1854
SCHEME = f"words{RUN}/rminhash{rensa.RMinHash.ALGORITHM_VERSION}/{PERMUTATIONS}x{ROWS}/{SEED}"
COMPARED = 400_000  # characters, from the beginning: far more than any news item has
FEWEST = 20  # runs; of a shorter text only the same words are a copy
CONTAINED = 0.5  # of the shorter text: a paper that takes over a wire keeps half of its sentences or more
ALIKE = 0.2  # of both: a digest of twenty wires is a copy of none, and would make one origin of them all
# A few sentences of a form ("The bank sells bills on Friday…") agree by chance: where few runs are shared, their part has to be larger.
FEW_SHARED = 60
CONTAINED_OF_FEW = 0.6
_PART = 0.6  # a text with less than this of the runs of another is a part of it
_SENTENCE_END = re.compile(r"[.!?;:…]+[\"')\]”’»]*\s+|[\r\n]+|[。！？；]")
# Chinese and Japanese are written without blanks: there each sign is a word.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_MIX = np.uint64(0x9E3779B97F4A7C15)
_BANDS = np.arange(PERMUTATIONS // ROWS, dtype=np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F)


def word_runs(text: str) -> frozenset[str]:
    """The runs of four words within the sentences of a text; a shorter sentence is a run by itself.

    >>> sorted(word_runs("Two frigates left the port. They sail north."))
    ['frigates left the port', 'they sail north', 'two frigates left the']
    """
    found: set[str] = set()
    for sentence in _SENTENCE_END.split(text[:COMPARED].casefold()):
        words = _WORD.findall(sentence)
        if len(words) > RUN:
            found.update(map(" ".join, zip(*(words[k:] for k in range(RUN)), strict=False)))
        elif words:
            found.add(" ".join(words))
    return frozenset(found)


def sketch(runs: frozenset[str]) -> Sketch:
    """The sketch of a text's runs. Few runs give one key, which only the same runs have."""
    minhash = rensa.RMinHash(PERMUTATIONS, SEED)
    minhash.update(list(runs))
    signature = np.array(minhash.digest(), dtype="<u4")
    if not runs:
        keys: tuple[int, ...] = ()
    elif len(runs) < FEWEST:
        whole = "\n".join(sorted(runs)).encode("utf-8", "surrogatepass")
        keys = ((zlib.crc32(whole) << 32 | zlib.adler32(whole)) - (1 << 63),)
    else:
        pairs = signature.astype(np.uint64).reshape(-1, ROWS)
        keys = tuple((((pairs[:, 0] << np.uint64(32)) | pairs[:, 1]) * _MIX + _BANDS).view(np.int64).tolist())
    return Sketch(SCHEME, len(runs), keys, signature.tobytes())


def may_be_copies(left: Sketch, right: Sketch) -> float | None:
    """The estimated share of both that two texts have in common, None where the estimate rules out that they are copies.

    An estimate of J from n values is off by more than three times sqrt(J (1 - J) / n) once in some hundred times.
    """
    same = np.count_nonzero(np.frombuffer(left.signature, "<u4") == np.frombuffer(right.signature, "<u4"))
    alike = float(same) / PERMUTATIONS
    at_most = min(1.0, alike + 3 * math.sqrt(max(alike * (1 - alike), 0.01) / PERMUTATIONS))
    shared = at_most * (left.size + right.size) / (1 + at_most)
    return alike if at_most >= ALIKE and shared >= CONTAINED * min(left.size, right.size) else None


def overlap(left: frozenset[str], right: frozenset[str]) -> Overlap:
    """What two texts, given as their runs, share."""
    shared = len(left & right)
    return Overlap(shared, shared / max(1, min(len(left), len(right))), shared / max(1, len(left) + len(right) - shared))


def copy_reason(left: frozenset[str], right: frozenset[str]) -> tuple[str | None, Overlap]:
    """ "same", "edited" or "part" where two texts, given as their runs, are copies of one, else None; with what was measured."""
    found = overlap(left, right)
    if found.alike == 1:
        return "same", found
    if min(len(left), len(right)) < FEWEST or found.alike < ALIKE:
        return None, found
    if found.contained < (CONTAINED if found.shared >= FEW_SHARED else CONTAINED_OF_FEW):
        return None, found
    return ("part" if min(len(left), len(right)) < _PART * max(len(left), len(right)) else "edited"), found
