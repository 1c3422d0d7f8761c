"""Rates against figures that the European Central Bank published, and where there is none."""

from __future__ import annotations

from datetime import date

import pytest

from vedette.lexicon.exchange import exchange_rate


@pytest.mark.parametrize(
    ("source", "target", "day", "factor", "of"),
    [
        ("EUR", "USD", date(1999, 1, 4), 1.1789, date(1999, 1, 4)),  # the first day of the euro
        ("USD", "EUR", date(1999, 1, 4), 1 / 1.1789, date(1999, 1, 4)),
        ("EUR", "USD", date(1999, 1, 5), 1.1790, date(1999, 1, 5)),
    ],
)
def test_rate_of_the_day(source: str, target: str, day: date, factor: float, of: date) -> None:
    rate = exchange_rate(source, target, day)
    assert rate is not None
    assert (rate.factor, rate.day) == (pytest.approx(factor), of)


def test_a_sunday_takes_the_rate_of_friday() -> None:
    rate = exchange_rate("GBP", "USD", date(2022, 3, 6))
    assert rate is not None
    assert rate.day == date(2022, 3, 4)
    assert str(rate).endswith("ECB reference rate of 2022-03-04")


@pytest.mark.parametrize(
    ("source", "target", "day"),
    [
        ("UAH", "USD", date(2024, 1, 2)),  # the ECB quotes no hryvnia
        ("RUB", "USD", date(2024, 1, 2)),  # nor, since March 2022, the rouble
        ("EUR", "USD", date(1998, 12, 31)),  # before the euro
        ("EUR", "EUR", date(2024, 1, 2)),  # nothing to convert
    ],
)
def test_no_rate_is_no_guess(source: str, target: str, day: date) -> None:
    assert exchange_rate(source, target, day) is None
