"""Sums of money: currency, bounds, role."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.analysis.money import find_money

ONE = [
    # signs and codes before
    ("a $1.6 billion loan", "$1.6 billion", 1.6e9, 1.6e9, "USD"),
    ("a \\$1.6 billion loan", "\\$1.6 billion", 1.6e9, 1.6e9, "USD"),  # escaped for Markdown
    ("an $800-million order", "$800-million", 8e8, 8e8, "USD"),
    ("US$1.2bn", "US$1.2bn", 1.2e9, 1.2e9, "USD"),
    ("$US1.2bn", "$US1.2bn", 1.2e9, 1.2e9, "USD"),
    ("U.S. $5 million", "U.S. $5 million", 5e6, 5e6, "USD"),
    ("C$5m", "C$5m", 5e6, 5e6, "CAD"),
    ("A$40m", "A$40m", 4e7, 4e7, "AUD"),
    ("NZ$40m", "NZ$40m", 4e7, 4e7, "NZD"),
    ("HK$9bn", "HK$9bn", 9e9, 9e9, "HKD"),
    ("NT$3bn", "NT$3bn", 3e9, 3e9, "TWD"),
    ("S$2m", "S$2m", 2e6, 2e6, "SGD"),
    ("R$7 million", "R$7 million", 7e6, 7e6, "BRL"),
    ("€50m", "€50m", 5e7, 5e7, "EUR"),
    ("£3bn", "£3bn", 3e9, 3e9, "GBP"),
    ("¥100", "¥100", 100, 100, "JPY"),
    ("₴40 million", "₴40 million", 4e7, 4e7, "UAH"),
    ("₽2tn", "₽2tn", 2e12, 2e12, "RUB"),
    ("₪9,000", "₪9,000", 9000, 9000, "ILS"),
    ("₹1 lakh crore", "₹1 lakh crore", 1e12, 1e12, "INR"),
    ("Rs 20 crore", "Rs 20 crore", 2e8, 2e8, "INR"),
    ("Rs. 500", "Rs. 500", 500, 500, "INR"),
    ("zł 300", "zł 300", 300, 300, "PLN"),
    ("EUR 50 million", "EUR 50 million", 5e7, 5e7, "EUR"),
    ("EUR50m", "EUR50m", 5e7, 5e7, "EUR"),
    ("USD 5,000", "USD 5,000", 5000, 5000, "USD"),
    ("$ 9.1 billion", "$ 9.1 billion", 9.1e9, 9.1e9, "USD"),
    ("$1,234.56", "$1,234.56", 1234.56, 1234.56, "USD"),
    ("$.50", "$.50", 0.5, 0.5, "USD"),
    # nouns and codes after
    ("1.5bn euros", "1.5bn euros", 1.5e9, 1.5e9, "EUR"),
    ("three billion dollars", "three billion dollars", 3e9, 3e9, "USD"),
    ("half a billion dollars", "half a billion dollars", 5e8, 5e8, "USD"),
    ("40 mln marks", "40 mln marks", 4e7, 4e7, "DEM"),
    ("600 mln dlrs", "600 mln dlrs", 6e8, 6e8, "USD"),
    ("5.2 mln stg", "5.2 mln stg", 5.2e6, 5.2e6, "GBP"),
    ("300 zł", "300 zł", 300, 300, "PLN"),
    ("100,000 USD", "100,000 USD", 100000, 100000, "USD"),
    ("40 million yuan", "40 million yuan", 4e7, 4e7, "CNY"),
    ("900 quid", "900 quid", 900, 900, "GBP"),
    ("50 bucks", "50 bucks", 50, 50, "USD"),
    ("500 pounds", "500 pounds", 500, 500, "GBP"),
    ("25 cents", "25 cents", 0.25, 0.25, "USD"),
    ("13.5 pence", "13.5 pence", 0.135, 0.135, "GBP"),
    ("1.2 billion Canadian dollars", "1.2 billion Canadian dollars", 1.2e9, 1.2e9, "CAD"),
    ("$50 million Canadian", "$50 million Canadian", 5e7, 5e7, "CAD"),  # whose, after the figure
    ("500 million Norwegian kroner", "500 million Norwegian kroner", 5e8, 5e8, "NOK"),
    ("30 billion Egyptian pounds", "30 billion Egyptian pounds", 3e10, 3e10, "EGP"),
    ("2 million roubles", "2 million roubles", 2e6, 2e6, "RUB"),
    ("3 billion hryvnias", "3 billion hryvnias", 3e9, 3e9, "UAH"),
    ("20 million Turkish lira", "20 million Turkish lira", 2e7, 2e7, "TRY"),
    # a shared noun told apart by the states in the text
    ("The French bill allots 40 billion francs", "40 billion francs", 4e10, 4e10, "FRF"),
    ("The Swiss bill allots 40 billion francs", "40 billion francs", 4e10, 4e10, "CHF"),
    ("Tehran in Iran pays 40 billion rials", "40 billion rials", 4e10, 4e10, "IRR"),
    ("Mexico found nine million pesos", "nine million pesos", 9e6, 9e6, "MXN"),
    ("kr 500 million from Norway", "kr 500 million", 5e8, 5e8, "NOK"),
    # vague
    ("billions of dollars", "billions of dollars", 2e9, 9999999999, "USD"),
    ("tens of millions of euros", "tens of millions of euros", 2e7, 99999999, "EUR"),
    ("a multi-billion-dollar order", "multi-billion-dollar", 2e9, 9999999999, "USD"),
    ("billions in military aid", "billions", 2e9, 9999999999, "USD"),  # what it counts is money
    # bounds
    ("more than $50 billion", "more than $50 billion", 5e10, None, "USD"),
    ("at least €9m", "at least €9m", 9e6, None, "EUR"),
    ("in excess of 40 mln dlrs", "in excess of 40 mln dlrs", 4e7, None, "USD"),
    ("upwards of £3bn", "upwards of £3bn", 3e9, None, "GBP"),
    ("$20 million or more", "$20 million or more", 2e7, None, "USD"),
    ("up to $175 million", "up to $175 million", None, 1.75e8, "USD"),
    ("as much as $5bn", "as much as $5bn", None, 5e9, "USD"),
    ("less than $30", "less than $30", None, 30, "USD"),
    ("no more than 5 million euros", "no more than 5 million euros", None, 5e6, "EUR"),
    ("up to an additional $5 million", "up to an additional $5 million", None, 5e6, "USD"),
    ("about $200 million", "about $200 million", 1.8e8, 2.2e8, "USD"),
    ("an estimated $2bn", "an estimated $2bn", 1.8e9, 2.2e9, "USD"),
    ("nearly €7.5bn", "nearly €7.5bn", 6.75e9, 7.5e9, "EUR"),
    ("almost three billion dollars", "almost three billion dollars", 2.7e9, 3e9, "USD"),
    # ranges
    ("between $1.5 billion and $2 billion", "between $1.5 billion and $2 billion", 1.5e9, 2e9, "USD"),
    ("$5-6bn", "$5-6bn", 5e9, 6e9, "USD"),
    ("$1.5 to $2 billion", "$1.5 to $2 billion", 1.5e9, 2e9, "USD"),
    ("$10-$12 million", "$10-$12 million", 1e7, 1.2e7, "USD"),
    ("1.5 to 2 billion dollars", "1.5 to 2 billion dollars", 1.5e9, 2e9, "USD"),
    ("$900 million to $1.2 billion", "$900 million to $1.2 billion", 9e8, 1.2e9, "USD"),
]


@pytest.mark.parametrize(("text", "span", "low", "high", "currency"), ONE)
def test_one_sum(text: str, span: str, low: float | None, high: float | None, currency: str) -> None:
    (found,) = find_money(text)
    assert (found.text, found.low, found.high, found.currency) == (span, low, high, currency)
    assert text[found.start : found.end] == found.text


MANY = [
    ("$250m (£189.9m)", [(2.5e8, "USD"), (1.899e8, "GBP")]),  # a sum and what it is elsewhere
    ("raised by €1.3bn to €53bn", [(1.3e9, "EUR"), (5.3e10, "EUR")]),  # a step and a level are no range
    ("from €8bn to €4bn", [(8e9, "EUR"), (4e9, "EUR")]),
    ("It rose to 13 billion dlrs last year from 10 billion in 1985.", [(1.3e10, "USD"), (1e10, "USD")]),  # ellipsis
]


@pytest.mark.parametrize(("text", "sums"), MANY)
def test_several_sums(text: str, sums: list[tuple[float, str]]) -> None:
    assert [(m.low, m.currency) for m in find_money(text)] == sums


NONE = [
    "a 500-pound bomb",
    "500 pounds of explosives",
    "a man weighing 300 pounds",
    "he has won 12 games and 12 won games",
    "40 votes",
    "billions of people",
    "12 real reasons",
    "a dollar store",
]


@pytest.mark.parametrize("text", NONE)
def test_no_sum(text: str) -> None:
    assert find_money(text) == ()


ROLES = [
    ("Oslo approved another $200 million in military aid.", "new"),
    ("Oslo sent $200 million in aid.", "new"),
    ("Ottawa has sent more than $5 billion to date.", "cumulative"),
    ("The new tranche brings the total to $9 billion.", "cumulative"),
    ("That brings total support to approximately €8.2 billion since the start of the war.", "cumulative"),
    ("Since 2019, Rome has invested more than €4 billion.", "cumulative"),
    ("Seoul has committed a total of $12 billion.", "cumulative"),
    ("It gave arms, including $7 million in radars.", "part"),
    ("It gave arms, of which $7 million went on radars.", "part"),
    ("The bill would authorize $500 million for Kyiv.", "envelope"),
    ("A fund of €20 billion was set up.", "envelope"),
    ("The cabinet agreed a package of up to $5 billion.", "envelope"),
    ("London pledged £3bn a year for as long as it takes.", "envelope"),
    ("There is $6 billion left in drawdown authority.", "envelope"),
    ("Profit rose to $6 million from a year ago.", "new"),
]


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_role(text: str, role: str) -> None:
    assert find_money(text)[0].role == role


def test_home_currency_needs_the_text_to_say_so() -> None:
    assert find_money("A grant of $5 million.", home_currency="CAD")[0].currency == "USD"
    said = "All figures are in Canadian dollars. A grant of $5 million."
    assert find_money(said, home_currency="CAD")[0].currency == "CAD"


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.text(max_size=80), st.text(alphabet="$€£ 0123456789.,-to andbnmilobetwfracseuor\\\n", max_size=80)))
def test_offsets_hold_on_any_text(text: str) -> None:
    at = 0
    for mention in find_money(text):
        assert at <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        at = mention.end
