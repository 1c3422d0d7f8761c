"""Where reports of one event differ, field by field: explained where they only seem to, open otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import combinations

from vedette.lexicon.recounting import recounting
from vedette.model.event import Conflict, Told
from vedette.model.report import Report
from vedette.resolution.amounts import ANOTHER, compare_bounds, figure, item_in_words, sum_in_words
from vedette.resolution.best import agree, rate_in_words
from vedette.resolution.days import told_days
from vedette.resolution.sorts import REAL, has_sum, sort_of, stage

BASE_DATE = "running totals from other base dates: {bases}"
TOTAL_LATER = "running totals of other days: {days}"
INCREMENT = "an increment against a running total"
PART = "a part against the whole"
CEILING = "a sum against the envelope that it draws on"
CURRENCY = "one sum in two currencies: {rate}"
SCOPE = "another scope: {scopes}"
ROUNDED = "one figure, rounded or bounded"
REVISED = "revised: {publisher} gave {first} on {first_day} and {second} on {second_day}"


def conflicts_of(members: Sequence[Told], beside: Sequence[Told] = ()) -> tuple[Conflict, ...]:
    """All differences between the reports; `beside` are reports of another sort that a document tells with one of them."""
    ordered = sorted(members, key=lambda told: told.report.id)
    found = [*_sums(ordered), *_sorts(ordered, beside), *_counts(ordered), *_status(ordered), *_days(ordered), *_places(ordered)]
    return tuple(found)


def _conflict(field: str, values: Sequence[tuple[str, str]], explanation: str | None) -> Conflict:
    """`values` are (value in words, report); those of one value stand together."""
    by_value: defaultdict[str, list[str]] = defaultdict(list)
    for value, report in values:
        by_value[value].append(report)
    return Conflict(field, tuple((value, tuple(sorted(set(reports)))) for value, reports in sorted(by_value.items())), explanation)


def _sums(members: Sequence[Told]) -> list[Conflict]:
    telling = [told for told in members if has_sum(told.report) and sort_of(told.report) != "part"]
    by_explanation: defaultdict[str | None, list[Told]] = defaultdict(list)
    for one, other in combinations(telling, 2):
        a, b = one.report.money, other.report.money
        if a is None or b is None or (a.low, a.high, a.currency) == (b.low, b.high, b.currency):
            continue
        by_explanation[_why_sums_differ(one, other)] += [one, other]
    return [
        _conflict("money", [(_told_sum(told), told.report.id) for told in involved], explanation)
        for explanation, involved in sorted(by_explanation.items(), key=lambda pair: (pair[0] is not None, pair[0] or ""))
    ]


def _told_sum(told: Told) -> str:
    base = base_of(told.report) if sort_of(told.report) == "total" else None
    assert told.report.money is not None
    return sum_in_words(told.report.money) + (f" since {base}" if base else "")


def _why_sums_differ(one: Told, other: Told) -> str | None:
    """The explanation of two different sums, None where none holds."""
    a, b = one.report, other.report
    assert a.money is not None
    assert b.money is not None
    if sort_of(a) == sort_of(b) == "total":
        bases = base_of(a), base_of(b)
        if bases[0] != bases[1]:
            return BASE_DATE.format(bases=" and ".join(sorted(base or "unstated" for base in bases)))
        days = told_days(one).last, told_days(other).last
        if None not in days and days[0] != days[1]:
            return TOTAL_LATER.format(days=" and ".join(sorted(map(str, days))))
    agreement = agree(one, other)
    if agreement == "converted":
        day = told_days(one).first
        return CURRENCY.format(rate=rate_in_words(b.money.currency, a.money.currency, day))
    if agreement == "same":
        return ROUNDED
    scope = _scope(a, b)
    if scope is not None:
        return SCOPE.format(scopes=scope)
    return _revision(one, other)


def _scope(a: Report, b: Report) -> str | None:
    """Where one sum is for or from more parties than the other: "for UKR and POL" against "for UKR"."""
    for one, other in ((a.recipient, b.recipient), (a.actor, b.actor)):
        first, second = set(one), set(other)
        if first and second and first != second and (first < second or second < first):
            return " and ".join(sorted((", ".join(sorted(first)), ", ".join(sorted(second)))))
    return None


def _revision(one: Told, other: Told) -> str | None:
    """One house that gives two figures on two days has revised the first."""
    if not one.publisher or one.publisher != other.publisher or not one.published or not other.published or one.published == other.published:
        return None
    first, second = sorted((one, other), key=lambda told: (told.published or date.min, told.report.id))
    assert first.report.money is not None
    assert second.report.money is not None
    return REVISED.format(
        publisher=one.publisher, first=sum_in_words(first.report.money), first_day=first.published,
        second=sum_in_words(second.report.money), second_day=second.published,
    )  # fmt: skip


def base_of(report: Report) -> str | None:
    """The day from which a running total runs: by date where the text gives one, else in its words."""
    if report.when.start is not None:
        return str(report.when.start)
    match = recounting("base").search(report.evidence)
    return " ".join(match[1].split()) if match else None


def _sorts(members: Sequence[Told], beside: Sequence[Told]) -> list[Conflict]:
    """A sum beside one of another sort, which is no conflict however the figures differ."""
    own = [told for told in members if has_sum(told.report) and sort_of(told.report) == "new"]
    found = []
    for sort, explanation in (("part", PART), ("total", INCREMENT), ("envelope", CEILING)):
        others = [told for told in (*members, *beside) if has_sum(told.report) and sort_of(told.report) == sort]
        if own and others:
            found.append(_conflict("money", [(_told_sum(told), told.report.id) for told in (*own, *others)], explanation))
    return found


def _counts(members: Sequence[Told]) -> list[Conflict]:
    by_name: defaultdict[tuple[str, str], list[tuple[float | None, float | None, str, str, str]]] = defaultdict(list)
    for told in members:
        for item in told.report.items:
            if item.low is not None or item.high is not None:
                by_name[item.category, item.name].append((item.low, item.high, item.role, item_in_words(item), told.report.id))
    found = []
    for _, counts in sorted(by_name.items()):
        if len({count[:2] for count in counts}) < 2:
            continue
        values = [(words, report) for _, _, _, words, report in counts]
        roles = {count[2] for count in counts}
        apart = any(compare_bounds(a[:2], b[:2]) < 0.8 and not _holds(a[:2], b[:2]) for a, b in combinations(counts, 2) if a[2] == b[2])
        if apart:
            found.append(_conflict("items", values, None))
        else:
            found.append(_conflict("items", values, ROUNDED if len(roles) == 1 else INCREMENT if "cumulative" in roles else PART))
    return found


def _holds(a: tuple[float | None, float | None], b: tuple[float | None, float | None]) -> bool:
    return compare_bounds(a, b) > ANOTHER and figure(*a) == figure(*b)


def _status(members: Sequence[Told]) -> list[Conflict]:
    """A denial, a cancellation or a "will not" against the rest. That a status rises over time is no conflict."""
    against = [told for told in members if told.report.status == "denied" or told.report.negated]
    rest = [told for told in members if told not in against and told.report.status != "cancelled"]
    if not against or not rest:
        return []
    values = [(f"{told.report.status}{', negated' if told.report.negated else ''}", told.report.id) for told in (*against, *rest)]
    later = [told for told in rest if stage(told) == "real" and told.report.status in REAL and not told.report.hedged]
    last_denial = max((day for told in against if (day := told.published or told_days(told).last)), default=None)
    deniers = {name for told in against for link in told.report.attributed_to for name in link}
    for told in later:
        day = told.published or told_days(told).last
        speakers = {name for link in told.report.attributed_to for name in link}
        if last_denial and day and day > last_denial and deniers & speakers:
            return [_conflict("status", values, f"denied, and later confirmed by who denied it ({', '.join(sorted(deniers & speakers))}, {day})")]
    return [_conflict("status", values, None)]


def _days(members: Sequence[Told]) -> list[Conflict]:
    exact = [(told, told_days(told)) for told in members if told_days(told).is_exact]
    same_stage = {stage(told) for told, _ in exact}
    if len({days.first for _, days in exact}) < 2 or len(same_stage) > 1:
        return []
    return [_conflict("when", [(str(days.first), told.report.id) for told, days in exact], None)]


def _places(members: Sequence[Told]) -> list[Conflict]:
    by_role: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for told in members:
        for place in told.report.place:
            by_role[place.role].append((place.name, told.report.id))
    found = []
    for role, values in sorted(by_role.items()):
        per_report: defaultdict[str, set[str]] = defaultdict(set)
        for name, report in values:
            per_report[report].add(name)
        if len(per_report) > 1 and not set.intersection(*per_report.values()):
            found.append(_conflict("place", [(f"{role} {name}", report) for name, report in values], None))
    return found
