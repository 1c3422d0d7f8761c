"""Finds time expressions: a character-level grammar with closed day bounds, a resolution and a TIMEX3 value for each.

Extents follow TimeML: no prepositions, but "early", "late", "the", "last", "this". Values follow TIMEX3 as HeidelTime and SUTime
write them. Relative dates count from publication; "three days later" from the date that the text told last.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from vedette.analysis.dates_absolute import absolute_rules
from vedette.analysis.dates_clock import clock_rules
from vedette.analysis.dates_joins import Piece, joined
from vedette.analysis.dates_relative import relative_rules
from vedette.analysis.dates_spans import span_rules
from vedette.analysis.dates_words import Rule, Scene, bounds_of
from vedette.analysis.dates_years import year_rules
from vedette.model.analysis import DateMention

# How far back, in characters, an earlier date still counts as the one told last, or lends its year to a bare day or month.
ANCHOR_REACH = 700
YEAR_REACH = 250


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule of the grammar; where two matches of one length begin together, the earlier rule wins."""
    return (*absolute_rules(), *year_rules(), *relative_rules(), *clock_rules(), *span_rules())


def find_dates(text: str, published: date | None) -> tuple[DateMention, ...]:
    """The time expressions of a text, in order, none overlapping.

    "Lavrov met Blinken on Friday", published 2022-01-21, has one: "Friday", 2022-01-21..2022-01-21, day, "2022-01-21".
    Without `published` relative dates have no bounds and an underspecified value ("XXXX-WXX-5"). Never raises.
    """
    pieces = joined(text, read_pieces(text, published), published)
    return tuple(
        DateMention(p.start, p.end, text[p.start : p.end], p.period.first, p.period.last, p.period.resolution, p.period.value) for p in pieces
    )


def read_pieces(text: str, published: date | None) -> list[Piece]:
    """The longest readable match at each place from left to right; a match that its rule turns down gives way to the next."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters grow when lowered; such a text is matched with its own case
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    matches = [(match, rule) for rule in all_rules() for match in rule.matches(text, lowered)]
    order = sorted(range(len(matches)), key=lambda k: (bounds_of(matches[k][0])[0], -bounds_of(matches[k][0])[1], k))
    pieces: list[Piece] = []
    scene = Scene(text, published)
    lender = -YEAR_REACH
    for k in order:
        match, rule = matches[k]
        start, end = bounds_of(match)
        if start >= end or (pieces and start < pieces[-1].end):
            continue
        period = rule.read(match, at_place(scene, start, lender))
        if period is None:
            continue
        pieces.append(Piece(start, end, period))
        if period.is_anchor and period.first is not None and period.resolution not in ("set", "duration", "reference", "open"):
            scene = replace(scene, anchor=period.first, anchor_end=end, anchor_unit=period.resolution)
            if period.is_dated and period.resolution in ("day", "month"):
                scene, lender = replace(scene, dated_year=period.first.year), end
    return pieces


def at_place(scene: Scene, start: int, lender: int) -> Scene:
    """The scene as seen from `start`: dates too far back, or in another paragraph, are forgotten."""
    gap = scene.text[lender:start] if lender >= 0 else ""
    if scene.anchor is not None and start - scene.anchor_end > ANCHOR_REACH:
        scene = replace(scene, anchor=None)
    if scene.dated_year is not None and (start - lender > YEAR_REACH or "\n\n" in gap):
        scene = replace(scene, dated_year=None)
    return scene
