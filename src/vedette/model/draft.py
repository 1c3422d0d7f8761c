"""What a draft states in figures: each sum, count and percentage, with what its sentence says of it."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.model.report import Report


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a draft. `kind`: sum, count or percent; `text[start:end]` of the draft is `words`.

    `currency` belongs to a sum, `name` and `category` to what is counted. `report` is what the reader made of the words, None where
    it made nothing of them; then `parties`, whom the sentence names, has to do. `places` are those that the sentence names.
    """

    kind: str
    words: str
    start: int
    end: int
    sentence: str
    low: float | None
    high: float | None
    currency: str | None = None
    name: str | None = None
    category: str | None = None
    report: Report | None = None
    parties: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
