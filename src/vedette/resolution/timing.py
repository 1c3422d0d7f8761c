"""Whether two reports can be of one day's event, by how each knows its day and by what it says of it."""

from __future__ import annotations

from vedette.model.event import Compared, Told
from vedette.resolution.days import Days, told_days
from vedette.resolution.sorts import STAGES, is_novel, is_performing, is_restating, sort_of, stage

APART = 0.0  # they cannot be one event
UNKNOWN = 0.3
CARRIED_OUT = 180  # days from a promise to what is told as its delivery
RETOLD = 60  # days after which a sum without a day of its own is no longer taken for one told before
ENVELOPE = 365  # days for which a ceiling is still the same ceiling
NOVEL = 3  # days after which what is told as new is new
STILL_NEW = 10  # days for which a sum without a day of its own is still called another
TOTAL = 7  # days in which two running totals are about the same day


def compare_days(one: Told, other: Told) -> Compared:
    """How well the days of two reports agree; APART where they exclude each other."""
    first, second = told_days(one), told_days(other)
    return Compared("date", in_words(first), in_words(second), _score(one, other, first, second))


def _score(one: Told, other: Told, first: Days, second: Days) -> float:
    if first.first is None or first.last is None or second.first is None or second.last is None:
        return UNKNOWN
    gap = max(0, (second.first - first.last).days, (first.first - second.last).days)
    sort = sort_of(one.report)
    if sort == "envelope":
        return max(UNKNOWN, 1 - gap / ENVELOPE) if gap <= ENVELOPE else APART
    if sort == "total":
        return 1 - gap / (2 * TOTAL) if gap <= TOTAL else APART
    stages = stage(one), stage(other)
    if (stages[0] is None) != (stages[1] is None):
        return _answered(first, second, first_answers=stages[0] is None)
    if None not in stages and stages[0] != stages[1]:
        carried = _carried_out(one, other, first, second)
        return max(carried, _same_announcement(one, other, first, second, gap)) if one.report.type.startswith("aid.") else carried
    if not one.report.type.startswith("aid."):
        return _same_happening(first, second, gap)
    return _same_announcement(one, other, first, second, gap)


def _answered(first: Days, second: Days, *, first_answers: bool) -> float:
    """A denial or a cancellation answers what was told before it, within some months, or what is said to be of its own day."""
    answer, told = (first, second) if first_answers else (second, first)
    assert answer.last is not None
    assert told.first is not None
    lag = (answer.last - told.first).days
    if lag < -1 or lag > CARRIED_OUT:
        return APART
    return 0.95 if lag <= 2 else 0.7 if lag <= 30 else 0.5


def _carried_out(one: Told, other: Told, first: Days, second: Days) -> float:
    """A promise and its delivery: the firmer one is told on the same day or later, within some months."""
    if STAGES.index(stage(one) or "") > STAGES.index(stage(other) or ""):
        first, second = second, first
    assert first.first is not None
    assert second.last is not None
    assert second.first is not None
    assert first.last is not None
    lag = (second.first - first.last).days
    later = one if STAGES.index(stage(one) or "") > STAGES.index(stage(other) or "") else other
    if (second.last - first.first).days < -1 or lag > CARRIED_OUT or (lag > NOVEL and is_novel(later.report.evidence)):
        return APART
    return 0.95 if lag <= 1 else 0.8 if lag <= 3 else 0.6 if lag <= 30 else 0.45


def _same_happening(first: Days, second: Days, gap: int) -> float:
    """Two dated happenings of different days are two; a day known by publication alone may be a day or two late."""
    if first.is_stated and second.is_stated:
        width = 0 if gap else max(0, *((days.last - days.first).days for days in (first, second) if days.first and days.last))
        return APART if gap > 0 else 1.0 if width <= 1 else 0.7 if width <= 31 else 0.4
    return 0.95 if gap == 0 else 0.85 if gap == 1 else 0.6 if gap == 2 else APART


def _same_announcement(one: Told, other: Told, first: Days, second: Days, gap: int) -> float:
    """The same sum put into the world: stated days must meet; who gives no day may tell it later, unless as something new."""
    if first.is_stated and second.is_stated:
        if first.is_exact and second.is_exact:
            return 1.0 if gap == 0 else 0.9 if gap == 1 else 0.5 if gap == 2 else APART
        return (0.75 if gap <= 1 else 0.5) if gap <= 3 else APART
    if first.is_stated != second.is_stated:
        stated, bare, teller = (first, second, other) if first.is_stated else (second, first, one)
        assert bare.first is not None
        assert stated.last is not None
        assert stated.first is not None
        if (bare.first - stated.first).days < -1:
            return APART  # told before it was: another event
        return _told_after((bare.first - stated.last).days, teller)
    assert first.first is not None
    assert second.first is not None
    later = other if second.first >= first.first else one
    if gap <= 1:
        return 0.95
    return _told_after(gap, later)


def _told_after(lag: int, teller: Told) -> float:
    if lag <= 1:
        return 0.95
    if is_novel(teller.report.evidence):
        if lag <= NOVEL:
            return 0.8 if lag == 2 else 0.6
        # "Another 5 million" without a day may still be that of last week; "I am authorising" is not.
        return 0.45 if lag <= STILL_NEW and not is_performing(teller.report.evidence) else APART
    if lag <= 3:
        return 0.8
    restated = is_restating(teller.report.evidence)
    if lag <= 10:
        return 0.7 if restated else 0.6
    return (0.6 if restated else 0.45) if lag <= RETOLD else APART


def in_words(days: Days) -> str:
    if days.first is None:
        return "undated"
    shown = f"{days.first}" if days.first == days.last else f"{days.first}..{days.last}"
    return f"{shown} ({days.by})"
