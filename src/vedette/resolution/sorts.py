"""What a report adds: its sort, its stage, whether it has a substance of its own, its number in a series."""

from __future__ import annotations

from functools import lru_cache

from vedette.lexicon.programmes import is_authority
from vedette.lexicon.recounting import recounting, series_number
from vedette.model.event import Told
from vedette.model.report import Report

WISHED = frozenset({"hypothetical", "demanded", "considered", "proposed", "threatened", "expected"})
ANNOUNCED = frozenset({"pledged", "authorised", "contracted"})
REAL = frozenset({"ongoing", "done"})
STAGES = ("wished", "announced", "approved", "real")


def sort_of(report: Report) -> str:
    """ "total", "envelope", "part" or "new", by the role of the sum, else of all items."""
    roles = {report.money.role} if report.money is not None else {item.role for item in report.items}
    if roles == {"cumulative"}:
        return "total"
    if roles == {"envelope"}:
        return "envelope"
    return "part" if roles == {"part"} else "new"


def family(report: Report) -> str:
    """Types that are compared: the whole type, except that arms, military aid and training are one."""
    if report.type in ("aid.arms", "aid.military", "aid.training"):
        return "aid.military"
    return report.type


def stage(told: Told) -> str | None:
    """Wished, announced, approved or real; None for a denial or a cancellation, which answers any of them.

    Aid that is told as done in the words of an announcement ("sent another 5 million") is an announcement, and so is what is
    authorised by being announced.
    """
    status = told.report.status
    if told.report.negated:
        return None
    if status in WISHED:
        return "wished"
    if status in ANNOUNCED:
        return "announced" if status == "pledged" or is_authority(told.report.programme) else "approved"
    if status in REAL:
        return "announced" if told.report.money is not None and is_novel(told.report.evidence) else "real"
    return None


def has_sum(report: Report) -> bool:
    return report.money is not None and (report.money.low is not None or report.money.high is not None)


def has_count(report: Report) -> bool:
    return any(item.low is not None or item.high is not None for item in report.items)


def has_substance(report: Report) -> bool:
    """Whether a report of aid can stand for itself: a sum, be it undisclosed, or something counted. Other types always can."""
    if sort_of(report) == "part":
        return False
    return not report.type.startswith("aid.") or report.money is not None or has_count(report) or sort_of(report) != "new"


@lru_cache(maxsize=4096)
def is_novel(words: str) -> bool:
    """Whether the words tell something new, and nothing in them points back."""
    return recounting("novelty").search(words) is not None and not is_restating(words)


@lru_cache(maxsize=4096)
def is_performing(words: str) -> bool:
    """Whether the words do what they tell, "I am authorising": no report of what was done before."""
    return recounting("performing").search(words) is not None


@lru_cache(maxsize=4096)
def is_restating(words: str) -> bool:
    return recounting("restating").search(words) is not None


@lru_cache(maxsize=4096)
def number_in_series(words: str) -> int | None:
    return series_number(words)
