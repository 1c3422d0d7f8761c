"""How well two reports agree, field by field, and what can never be one event. Every score says what it compared."""

from __future__ import annotations

from functools import cache

from vedette.lexicon.actors import actor_lexicon
from vedette.model.event import Compared, Edge, Told
from vedette.model.report import Report
from vedette.resolution.amounts import ANOTHER, compare_items, compare_sums
from vedette.resolution.days import told_days
from vedette.resolution.sorts import family, has_substance, has_sum, number_in_series, sort_of
from vedette.resolution.timing import APART, compare_days

# What a field weighs in the mean of all, and the least mean that joins two reports.
WEIGHTS = {"parties": 0.25, "date": 0.25, "substance": 0.4, "kind": 0.1}
THRESHOLD = 0.66
NOTHING_TO_COMPARE = 0.35
# How a reviewed report's event begins: see `vedette.model.judgement`.
JOINED, TAKEN_OUT = "merged-", "split-"
SYMMETRIC = ("agree.deal", "consult.meet", "cooperate.joint", "mobilize.exercise")


def score_pair(one: Told, other: Told) -> Edge | None:
    """The edge between two reports, None where they contradict one another or agree too little."""
    first, second = sorted((one, other), key=lambda told: told.report.id)
    if first.report.id == second.report.id:
        return None
    if _merged(first, second):
        return Edge(first.report.id, second.report.id, 1.0, -1, (), "joined by a reviewer")
    if contradiction(first, second) is not None:
        return None
    bare = [told for told in (first, second) if not has_substance(told.report)]
    if bare:
        return _bare_edge(first, second, tier=len(bare))
    compared = (_parties(first, second), compare_days(first, second), substance(first, second), _kind(first, second))
    score = sum(WEIGHTS[part] * value.score for part, value in zip(WEIGHTS, compared, strict=True))
    if _labelled_together(first, second):
        return Edge(first.report.id, second.report.id, max(score, 0.99), 0, compared, "the document tells both as one event")
    if compared[0].score == 0 or compared[1].score == APART or score < THRESHOLD:
        return None
    if not _is_enough(first, second, compared[1], compared[2]):
        return None
    return Edge(first.report.id, second.report.id, round(score, 4), 0, compared, _reason(compared))


def contradiction(one: Told, other: Told) -> str | None:
    """Why two reports can never be of one event, whatever joins them to a third; None where they can."""
    a, b = one.report, other.report
    if a.event != b.event and any(event.startswith(TAKEN_OUT) for event in (a.event or "", b.event or "")):
        return "a reviewer took one of them out of its event"
    if sort_of(a) != sort_of(b) and "part" not in (sort_of(a), sort_of(b)):
        return f"one is a sum of sort {sort_of(a)}, the other {sort_of(b)}"
    if family(a) != family(b) and not _labelled_together(one, other) and not _may_be_one_aid(a, b):
        return f"{a.type} is no {b.type}"
    if a.programme and b.programme and a.programme != b.programme:
        return f"{a.programme} is another programme than {b.programme}"
    numbers = number_in_series(a.evidence), number_in_series(b.evidence)
    if None not in numbers and numbers[0] != numbers[1] and a.programme == b.programme:
        return f"number {numbers[0]} in the series is not number {numbers[1]}"
    if _labelled_together(one, other):
        return None
    if _parties(one, other).score == 0:
        return "other parties"
    if "part" in (sort_of(a), sort_of(b)):
        return None
    if not (has_substance(a) and has_substance(b)):
        return None
    if not _same_number(numbers) and compare_days(one, other).score == APART:
        return "the days exclude each other"
    return _other_amount(one, other)


def _may_be_one_aid(a: Report, b: Report) -> bool:
    """One house calls military aid what another calls aid; a document that tells of both kinds tells of two."""
    return a.type.startswith("aid.") and b.type.startswith("aid.") and a.document != b.document and a.money is not None and b.money is not None


def _other_amount(one: Told, other: Told) -> str | None:
    a, b = one.report, other.report
    if sort_of(a) == "total":
        return None
    if a.document == b.document and a.event and b.event and a.event != b.event:
        return "the document tells them as two events"
    if a.money is not None and b.money is not None and has_sum(a) and has_sum(b):
        agreement = compare_sums(a.money, b.money, told_days(one).first)
        if family(a) != family(b) and agreement.score < 0.95:
            return f"{a.type} is no {b.type}"
        if agreement.score == ANOTHER or (a.document == b.document and agreement.score < 0.8):
            return f"{agreement.first} is not {agreement.second}"
        return None
    items = compare_items(a.items, b.items)
    if items is not None and items.score == ANOTHER and a.type.startswith("aid."):
        return f"{items.first} is not {items.second}"
    places = _places(one, other)
    if places is not None and places.score == 0 and a.type.startswith(("assault.", "mobilize.", "retreat.", "consult.")):
        return f"at {places.first}, not at {places.second}"
    return None


def _parties(one: Told, other: Told) -> Compared:
    """1 where both sides are the same, 0 where a side that both name has nobody in common, or neither side is named by both."""
    a, b = one.report, other.report
    words = _sides(a.actor, a.recipient), _sides(b.actor, b.recipient)
    if a.type in SYMMETRIC:
        return Compared("parties", *words, _side({*a.actor, *a.recipient}, {*b.actor, *b.recipient}) or 0.0)
    actors, recipients = _side(set(a.actor), set(b.actor)), _side(set(a.recipient), set(b.recipient))
    if actors == 0 or recipients == 0 or (actors is None and recipients is None):
        return Compared("parties", *words, 0.0)
    unknown = 0.6
    nobody = 0.9 if not (a.recipient or b.recipient) else unknown
    return Compared("parties", *words, ((actors or unknown) + (recipients or nobody)) / 2)


def _side(one: set[str], other: set[str]) -> float | None:
    if not one or not other:
        return None
    if not one & other:
        return 0.0
    return 1.0 if one == other else 0.8


def _sides(actor: tuple[str, ...], recipient: tuple[str, ...]) -> str:
    return f"{', '.join(actor) or '?'} > {', '.join(recipient) or '?'}"


def substance(one: Told, other: Told) -> Compared:
    """What is given, moved, hit or counted, and where: the best of what both name."""
    a, b = one.report, other.report
    numbers = number_in_series(a.evidence), number_in_series(b.evidence)
    if a.programme and a.programme == b.programme and _same_number(numbers):
        return Compared("series", f"number {numbers[0]}", f"number {numbers[1]}", 1.0)
    found = [compared for compared in (compare_items(a.items, b.items), _places(one, other)) if compared is not None]
    if a.money is not None and b.money is not None and has_sum(a) and has_sum(b):
        if sort_of(a) == "total":
            return Compared("money", "a running total", "a running total", 1.0)
        found = [compare_sums(a.money, b.money, told_days(one).first)]
    if not found:
        return Compared("substance", "nothing", "in common to compare", NOTHING_TO_COMPARE)
    return max(found, key=lambda compared: compared.score)


def _same_number(numbers: tuple[int | None, int | None]) -> bool:
    return numbers[0] is not None and numbers[0] == numbers[1]


def _places(one: Told, other: Told) -> Compared | None:
    first, second = ({place.name for place in told.report.place} for told in (one, other))
    if not first or not second:
        return None
    words = ", ".join(sorted(first)), ", ".join(sorted(second))
    if first & second:
        # A whole country says little about where in it.
        return Compared("place", *words, 0.6 if all(_is_state(name) for name in first & second) else 0.95)
    within = any(f" {a} " in f" {b} " or f" {b} " in f" {a} " for a in first for b in second)
    return Compared("place", *words, 0.7 if within else 0.4 if any(map(_is_state, first | second)) else 0.0)


def _is_state(name: str) -> bool:
    return name in _state_names()


@cache
def _state_names() -> frozenset[str]:
    return frozenset(entry.surface for entry in actor_lexicon().names if entry.role == "name")


def _kind(one: Told, other: Told) -> Compared:
    a, b = one.report, other.report
    words = (a.programme or a.type), (b.programme or b.type)
    return Compared("kind", *words, 1.0 if a.programme == b.programme and a.type == b.type else 0.8)


def _labelled_together(one: Told, other: Told) -> bool:
    a, b = one.report, other.report
    return a.document == b.document and a.event is not None and a.event == b.event


def _merged(one: Told, other: Told) -> bool:
    """Whether a reviewer said that both tell of one event (see `vedette.model.judgement`)."""
    return one.report.event is not None and one.report.event == other.report.event and one.report.event.startswith(JOINED)


def _is_enough(one: Told, other: Told, days: Compared, what: Compared) -> bool:
    """Whether what was compared can carry a link: far days need the same sum, number or count; a loose sum needs the same day."""
    if sort_of(one.report) == "total":
        return days.score >= 0.5
    if what.field == "substance" and one.report.type.startswith("aid."):
        return one.report.programme is not None and one.report.programme == other.report.programme and days.score >= 0.9
    if days.score < 0.9 and one.report.type.startswith("aid."):
        return what.score >= 0.8 and (what.field != "items" or days.score >= 0.4)
    if what.score <= 0.6 and what.field == "money":
        return days.score >= 0.9 and one.report.document != other.report.document
    return True


def _bare_edge(one: Told, other: Told, *, tier: int) -> Edge | None:
    """Reports without a sum or a count of their own join what their document, or the same programme on the same day, tells."""
    a, b = one.report, other.report
    compared = (_parties(one, other), compare_days(one, other), _kind(one, other))
    if _labelled_together(one, other):
        return Edge(a.id, b.id, 0.9, tier, compared, "the document tells both as one event")
    if compared[0].score == 0 or a.negated != b.negated:
        return None
    same_programme = a.programme is not None and a.programme == b.programme
    if a.document == b.document:
        apart = abs(a.start - b.start)
        if (tier == 1 and (same_programme or "part" in (sort_of(a), sort_of(b)))) or (tier == 2 and a.status == b.status and compared[1].score > APART):
            return Edge(a.id, b.id, round(0.8 - min(apart, 10_000) / 100_000, 4), tier, compared, "told in the same document, and nothing of its own to count")
        return None
    if compared[1].score >= 0.9 and (same_programme or (tier == 2 and a.status == b.status and not a.programme and not b.programme)):
        return Edge(a.id, b.id, round(0.6 * compared[0].score + 0.1 * compared[1].score, 4), tier, compared, "told on the same day of the same parties, and nothing of its own to count")
    return None


def _reason(compared: tuple[Compared, ...]) -> str:
    return "; ".join(f"{value.field} {value.first} and {value.second}: {value.score:.2f}" for value in compared)
