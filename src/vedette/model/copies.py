"""What tells copies of one text apart from texts of their own: a sketch to look up, an overlap that is measured."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sketch:
    """A text in little: `signature` estimates how much of it another text shares, and texts that share much share one of `keys`.

    `scheme` names how it was made; sketches of other schemes say nothing to one another. `size` counts what the sketch stands for
    (runs of words, each once). `keys` are signed 64-bit numbers; a text without a word has none.
    """

    scheme: str
    size: int
    keys: tuple[int, ...]
    signature: bytes


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much two texts share, measured on the texts: `shared` runs of words, `contained` of the shorter text, `alike` of both.

    A text and its first half: contained 1.0, alike 0.5.
    """

    shared: int
    contained: float
    alike: float


@dataclass(frozen=True, slots=True)
class Copy:
    """A text, by its hash, of which another is a copy, with the `reason`: "same", "edited" or "part", and what was measured."""

    sha256: str
    reason: str
    overlap: Overlap
