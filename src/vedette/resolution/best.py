"""What is best known of an event's numbers, under a named rule, and never more precise than a report has it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vedette.lexicon.exchange import exchange_rate
from vedette.model.event import Bounds, Told
from vedette.resolution.amounts import ANOTHER, CONVERTIBLE, compare_bounds, compare_sums, figure, interval
from vedette.resolution.days import told_days
from vedette.resolution.sorts import has_sum, sort_of

NARROWEST = "narrowest: all agree, the most precise one is shown"
WIDEST = "widest: they disagree, the bounds hold all of them"
LATEST = "latest: a running total, as last told"


def best_money(members: Sequence[Told], sort: str) -> Bounds | None:
    """The event's own sum: of the reports of its sort that state one, in the currency of most of them.

    Where all agree, the narrowest that a report states; where they do not, the widest. Of totals the latest.
    """
    telling = sorted((told for told in members if has_sum(told.report) and sort_of(told.report) == sort), key=lambda told: told.report.id)
    if not telling:
        return None
    if sort == "total":
        last = max(telling, key=lambda told: (told_days(told).last or date.min, told.report.id))
        money = last.report.money
        assert money is not None
        return Bounds(money.low, money.high, LATEST, (last.report.id,), money.currency)
    currencies = [told.report.money.currency for told in telling if told.report.money]
    usual = min(currencies, key=lambda code: (-currencies.count(code), code))
    own = [told for told in telling if told.report.money and told.report.money.currency == usual]
    pairs = [(told.report.money.low, told.report.money.high) for told in own if told.report.money]
    low, high, rule = best_bounds(pairs)
    reports = tuple(told.report.id for told, pair in zip(own, pairs, strict=True) if rule == WIDEST or pair == (low, high))
    return Bounds(low, high, rule, reports, usual)


def best_bounds(pairs: Sequence[tuple[float | None, float | None]]) -> tuple[float | None, float | None, str]:
    """The narrowest of bounds that all agree, else the widest; a bound that is open in one of those that disagree stays open."""
    known = [pair for pair in pairs if pair != (None, None)]
    if not known:
        return None, None, NARROWEST
    narrowest = min(known, key=lambda pair: (_width(pair), pair[0] is None, str(pair)))
    if all(_within(narrowest, pair) for pair in known):
        return *narrowest, NARROWEST
    lows, highs = [pair[0] for pair in known], [pair[1] for pair in known]
    low = None if None in lows else min(low for low in lows if low is not None)
    high = None if None in highs else max(high for high in highs if high is not None)
    return low, high, WIDEST


def _within(narrow: tuple[float | None, float | None], wide: tuple[float | None, float | None]) -> bool:
    if figure(*narrow) == figure(*wide):
        return True  # "more than 5" and "up to 5" speak of one figure
    first, second = interval(*narrow), interval(*wide)
    return second[0] <= first[0] and first[1] <= second[1]


def _width(pair: tuple[float | None, float | None]) -> tuple[int, float]:
    low, high = pair
    if low is not None and high is not None:
        return 0, high - low
    return (1 if high is not None else 2), 0.0


def best_counts(members: Sequence[Told]) -> tuple[Bounds, ...]:
    """For each thing that the reports count as new, what is best known of its number."""
    names: dict[tuple[str, str], list[tuple[str, float | None, float | None]]] = {}
    for told in sorted(members, key=lambda told: told.report.id):
        for item in told.report.items:
            if item.role != "cumulative":
                names.setdefault((item.category, item.name), []).append((told.report.id, item.low, item.high))
    found = []
    for (_, name), told_counts in sorted(names.items()):
        low, high, rule = best_bounds([(low, high) for _, low, high in told_counts])
        backing = tuple(dict.fromkeys(report for report, a, b in told_counts if rule == WIDEST or (a, b) == (low, high)))
        found.append(Bounds(low, high, rule, backing, None, name))
    return tuple(found)


def agree(one: Told, other: Told) -> str | None:
    """How the sums of two reports agree: "same", "converted", "slip", "near"; None where they do not."""
    a, b = one.report.money, other.report.money
    assert a is not None
    assert b is not None
    if a.currency != b.currency:
        compared = compare_sums(a, b, told_days(one).first)
        return "converted" if compared.score == CONVERTIBLE else "slip" if compared.score != ANOTHER else None
    score = compare_bounds((a.low, a.high), (b.low, b.high))
    if score >= 0.8 or (score == 0.4 and _within((a.low, a.high), (b.low, b.high))) or (score == 0.4 and _within((b.low, b.high), (a.low, a.high))):
        return "same"
    return "near" if score > ANOTHER else None


def rate_in_words(source: str, target: str, day: date | None) -> str | None:
    rate = exchange_rate(source, target, day) if day else None
    return str(rate) if rate else None
