"""Numerals as the characters have them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.analysis.numbers import find_numerals

ONE = [
    # figures and their separators
    ("7", "7", 7, 7),
    ("a crew of 1,250", "1,250", 1250, 1250),
    ("some 1,250,000 refugees", "1,250,000", 1250000, 1250000),
    ("12,50,000 voters", "12,50,000", 1250000, 1250000),  # Indian groups
    ("10 000 troops", "10 000", 10000, 10000),  # a space groups
    ("10\u00a0000 troops", "10\u00a0000", 10000, 10000),
    ("1'500'000 francs", "1'500'000", 1500000, 1500000),  # Swiss
    ("2.500.000 pesos", "2.500.000", 2500000, 2500000),  # dots twice can only group
    ("3.75", "3.75", 3.75, 3.75),
    ("up .5 pct", ".5", 0.5, 0.5),
    ("1,5 million", "1,5 million", 1500000, 1500000),  # a decimal comma before a magnitude
    ("3-1/2 points", "3-1/2", 3.5, 3.5),
    ("2 3/4 points", "2 3/4", 2.75, 2.75),
    ("4½ miles", "4½", 4.5, 4.5),
    # magnitudes
    ("1.5bn", "1.5bn", 1.5e9, 1.5e9),
    ("1.5 bn", "1.5 bn", 1.5e9, 1.5e9),
    ("16.4 billion", "16.4 billion", 16400000000, 16400000000),  # no dust of binary fractions
    ("800-million", "800-million", 8e8, 8e8),
    ("50m", "50m", 5e7, 5e7),
    ("60 mln", "60 mln", 6e7, 6e7),
    ("eight mln", "eight mln", 8e6, 8e6),
    ("9k", "9k", 9000, 9000),
    ("1.2 millions", "1.2 millions", 1.2e6, 1.2e6),  # a plural after a figure is no second number
    ("2tn", "2tn", 2e12, 2e12),
    ("3 lakh", "3 lakh", 300000, 300000),
    ("20 crore", "20 crore", 2e8, 2e8),
    ("1 lakh crore", "1 lakh crore", 1e12, 1e12),
    ("11 billion 700 million", "11 billion 700 million", 1.17e10, 1.17e10),  # translated wire copy
    # words
    ("seven", "seven", 7, 7),
    ("thirty-five", "thirty-five", 35, 35),
    ("thirty five", "thirty five", 35, 35),
    ("two hundred and fifty", "two hundred and fifty", 250, 250),
    ("one hundred fifty", "one hundred fifty", 150, 150),
    ("a hundred", "a hundred", 100, 100),
    ("four thousand", "four thousand", 4000, 4000),
    ("thirty-five thousand", "thirty-five thousand", 35000, 35000),
    ("two hundred thousand", "two hundred thousand", 200000, 200000),
    ("two million five hundred thousand", "two million five hundred thousand", 2.5e6, 2.5e6),
    ("six thousand four hundred and twelve", "six thousand four hundred and twelve", 6412, 6412),
    ("half a million", "half a million", 500000, 500000),
    ("half-a-million", "half-a-million", 500000, 500000),
    ("a quarter of a million", "a quarter of a million", 250000, 250000),
    ("a million and a half", "a million and a half", 1.5e6, 1.5e6),
    ("two and a half million", "two and a half million", 2.5e6, 2.5e6),
    ("a dozen", "a dozen", 12, 12),
    ("half a dozen", "half a dozen", 6, 6),
    ("half-dozen", "half-dozen", 6, 6),
    ("two dozen", "two dozen", 24, 24),
    # vague
    ("dozens", "dozens", 24, 99),
    ("scores of", "scores", 40, 99),
    ("hundreds", "hundreds", 200, 999),
    ("thousands", "thousands", 2000, 9999),
    ("tens of thousands", "tens of thousands", 20000, 99999),
    ("hundreds of thousands", "hundreds of thousands", 200000, 999999),
    ("millions", "millions", 2e6, 9999999),
    ("tens of millions", "tens of millions", 2e7, 99999999),
    ("billions", "billions", 2e9, 9999999999),
    ("several", "several", 3, 9),
    ("several hundred", "several hundred", 300, 999),
    ("a few", "a few", 3, 5),
    ("a few dozen", "a few dozen", 36, 60),
    ("a couple of", "a couple of", 2, 2),
    ("a pair of", "a pair of", 2, 2),
    ("multi-billion", "multi-billion", 2e9, 9999999999),
    # shares, in points of a hundred
    ("a third of", "a third", 33.3, 33.4),
    ("one-third", "one-third", 33.3, 33.4),
    ("two-thirds", "two-thirds", 66.6, 66.7),
    ("three quarters of", "three quarters", 75, 75),
    ("a quarter of", "a quarter", 25, 25),
    ("half of", "half", 50, 50),
    ("half the", "half", 50, 50),
    ("one in five", "one in five", 20, 20),
    ("nine out of 10", "nine out of 10", 90, 90),
    ("one of every five", "one of every five", 20, 20),
]


@pytest.mark.parametrize(("text", "span", "low", "high"), ONE)
def test_one_numeral(text: str, span: str, low: float, high: float) -> None:
    (found,) = find_numerals(text)
    assert (text[found.start : found.end], found.low, found.high) == (span, low, high)


NONE = [
    "a third country",  # an ordinal
    "the second half of the match",  # a half of a match is no share
    "few people came",  # "few" alone says nothing
    "he scores often",  # a verb
    "the fifth column",
    "a quarter past",
    "an apple",
]


@pytest.mark.parametrize("text", NONE)
def test_no_numeral(text: str) -> None:
    assert find_numerals(text) == ()


def test_out_of_with_an_odd_total_is_two_counts() -> None:
    assert [n.low for n in find_numerals("six out of 28 boats")] == [6, 28]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="0123456789.,- $€½/amillionbtwofdzenhusr\n\u00a0", max_size=60))
def test_numerals_never_overlap_or_fail(text: str) -> None:
    at = 0
    for numeral in find_numerals(text):
        assert at <= numeral.start < numeral.end <= len(text)
        assert numeral.low <= numeral.high
        at = numeral.end
