"""Two sums, or two counts, side by side: the same, compatible, converted, a slip, near, or another."""

from __future__ import annotations

from datetime import date

from vedette.lexicon.exchange import Rate, exchange_rate
from vedette.model.event import Compared
from vedette.model.quantity import Item, Money

CONVERTED = 0.04  # two currencies agree within this: rates of some days, and rounding
ROUNDED = 0.10
NEAR = 0.25
INFINITE = float("inf")
SAME, OVERLAPPING, CONVERTIBLE, ROUNDING, SLIP, OPEN_ENDED, CLOSE, ANOTHER = 1.0, 0.8, 0.85, 0.6, 0.6, 0.4, 0.35, 0.0


def figure(low: float | None, high: float | None) -> float | None:
    """The number that the text names: "up to 5" and "more than 5" both name 5; of a range its upper end."""
    return high if high is not None else low


def interval(low: float | None, high: float | None) -> tuple[float, float]:
    return (0.0 if low is None else low), (INFINITE if high is None else high)


def compare_sums(one: Money, other: Money, day: date | None) -> Compared:
    """How well two sums agree; the second is converted to the currency of the first on `day` where they differ."""
    words = sum_in_words(one), sum_in_words(other)
    if one.currency == other.currency:
        return Compared("money", *words, compare_bounds((one.low, one.high), (other.low, other.high)))
    rate = exchange_rate(other.currency, one.currency, day) if day else None
    if rate is not None and agree_converted(one, other, rate):
        return Compared("money", words[0], f"{words[1]} ({rate})", CONVERTIBLE)
    slipped = figure(one.low, one.high) == figure(other.low, other.high)
    return Compared("money", *words, SLIP if slipped else ANOTHER)


def agree_converted(one: Money, other: Money, rate: Rate) -> bool:
    low, high = interval(one.low, one.high)
    first, last = interval(other.low, other.high)
    return first * rate.factor <= high * (1 + CONVERTED) and low <= last * rate.factor * (1 + CONVERTED)


def compare_bounds(one: tuple[float | None, float | None], other: tuple[float | None, float | None]) -> float:
    """From the same bounds to another number: see the constants."""
    if one == other:
        return SAME
    figures = figure(*one), figure(*other)
    if figures[0] is not None and figures[0] == figures[1]:
        return 0.95  # "up to 5" and "5"
    first, second = interval(*one), interval(*other)
    if first[0] <= second[1] and second[0] <= first[1]:
        is_open = INFINITE in (first[1], second[1]) or None in (one[0], other[0])
        return OPEN_ENDED if is_open else OVERLAPPING
    if figures[0] and figures[1]:
        apart = abs(figures[0] - figures[1]) / max(figures[0], figures[1])
        if apart <= ROUNDED:
            return ROUNDING
        if apart <= NEAR:
            return CLOSE
    return ANOTHER


def compare_items(one: tuple[Item, ...], other: tuple[Item, ...]) -> Compared | None:
    """The best agreement between what two reports count; None where they have no kind of thing in common."""
    pairs = [(a, b) for a in one for b in other if a.category == b.category and a.role == b.role]
    if not pairs:
        return None
    scored = [(_compare_item(a, b), item_in_words(a), item_in_words(b)) for a, b in pairs]
    score, first, second = max(scored)
    same_name = [entry for entry, (a, b) in zip(scored, pairs, strict=True) if a.name == b.name]
    if same_name and min(same_name)[0] == ANOTHER and score < 0.9:
        score, first, second = min(same_name)  # the same thing in another number
    return Compared("items", first, second, score)


def _compare_item(one: Item, other: Item) -> float:
    known = [item for item in (one, other) if item.low is not None or item.high is not None]
    if len(known) < 2:
        return 0.6 if one.name == other.name else 0.35
    agreement = compare_bounds((one.low, one.high), (other.low, other.high))
    if agreement >= 0.95:
        return 0.95 if one.name == other.name else 0.8
    return agreement if one.name == other.name else min(agreement, 0.5)


def sum_in_words(money: Money) -> str:
    return f"{money.currency} {bounds_in_words(money.low, money.high)}"


def item_in_words(item: Item) -> str:
    return f"{bounds_in_words(item.low, item.high)} {item.name}".removeprefix("unknown ")


def bounds_in_words(low: float | None, high: float | None) -> str:
    """ "5 to 7", "at least 5", "up to 7", "unknown"."""
    if low is None and high is None:
        return "unknown"
    if low == high:
        return f"{low:,.15g}"
    if low is None:
        return f"up to {high:,.15g}"
    return f"at least {low:,.15g}" if high is None else f"{low:,.15g} to {high:,.15g}"
