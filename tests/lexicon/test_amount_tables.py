"""The tables of currencies, units and number words: their own examples, and no dead or doubled entry."""

from __future__ import annotations

import re

import pytest

from vedette.analysis.money import find_money
from vedette.analysis.numbers import find_numerals
from vedette.lexicon.currencies import load_currencies, tender_of
from vedette.lexicon.tables import read_table
from vedette.lexicon.units import unit_names, unit_pattern


@pytest.mark.parametrize("text", read_table("currencies")["meta"]["examples"])
def test_currency_examples(text: str) -> None:
    assert find_money(text)


@pytest.mark.parametrize("text", read_table("currencies")["meta"]["counter_examples"])
def test_currency_counter_examples(text: str) -> None:
    assert not find_money(text)


@pytest.mark.parametrize("code", sorted(load_currencies().codes))
def test_each_code_is_read_before_and_after_a_figure(code: str) -> None:
    assert re.fullmatch(r"[A-Z]{3}", code)
    assert [m.currency for m in find_money(f"{code} 4,000 was paid")] == [code]


@pytest.mark.parametrize("word", sorted(load_currencies().words))
def test_each_word_is_read_after_a_large_figure(word: str) -> None:
    assert find_money(f"a debt of 4 million {word}, it said"), word


@pytest.mark.parametrize("sign", sorted(load_currencies().signs))
def test_each_sign_is_read_before_a_figure(sign: str) -> None:
    tender = tender_of(sign)
    assert tender is not None
    (found,) = find_money(f"a debt of {sign}4 million")
    assert found.currency in tender.codes


@pytest.mark.parametrize("form", sorted(unit_names()))
def test_each_unit_is_read_after_a_figure(form: str) -> None:
    match = unit_pattern().match(f"40 {form}", 2) or unit_pattern().match(f"40{form}", 2)
    assert match is not None
    assert match.end() == len(match.string)


@pytest.mark.parametrize("text", read_table("units")["meta"]["examples"])
def test_unit_examples(text: str) -> None:
    assert any(unit_pattern().match(text, n.end) for n in find_numerals(text))


@pytest.mark.parametrize("text", read_table("units")["meta"]["counter_examples"])
def test_unit_counter_examples(text: str) -> None:
    assert not any(unit_pattern().match(text, n.end) for n in find_numerals(text))


@pytest.mark.parametrize("text", read_table("numerals")["meta"]["examples"])
def test_numeral_examples(text: str) -> None:
    assert find_numerals(text)


def test_no_phrase_is_under_two_rules() -> None:
    for side in ("before", "after"):
        phrases = [p for group in read_table("numerals")["bound"][side].values() for p in group]
        assert len(phrases) == len(set(phrases))
