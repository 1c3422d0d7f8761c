"""Whose kroner, crowns and pounds they are: the payer's, on sentences written for it."""

from __future__ import annotations

import pytest

from vedette.intake import document_from_text
from vedette.lexicon.currencies import codes_of_states, load_currencies, shared_tender
from vedette.pipeline import analyse_document


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        # the payer, in texts that name another state of that currency more often
        ("Norway gives 400 million kroner to Ukraine. Denmark, Denmark and Denmark.", "NOK"),
        ("Norway said it would give 400 million kroner. Denmark, Denmark and Denmark.", "NOK"),
        ("Denmark lent Norway 400 million kroner. Norway thanked.", "DKK"),  # not the receiver
        ("Norway was given 400 million kroner by Denmark. Norway thanked.", "DKK"),  # behind "by"
        ("Jordan received 40 million dinars from Kuwait. Jordan thanked.", "KWD"),  # behind "from"
        ("The government in Oslo paid 100 million kroner. Denmark, Denmark.", "NOK"),  # what stands for the state
        ("Iceland spent 40 million crowns on radars. Norway and Norway did not.", "ISK"),
        ("Mexico gave 20 million pesos to Cuba. Argentina, Argentina.", "MXN"),
        ("Pakistan approved 900 million rupees. India, India.", "PKR"),
        ("Switzerland gave 5 million francs. France and France.", "CHF"),
        ("Egypt pledged 3 billion pounds for the road.", "EGP"),
        # a word that means one state's money the world over is not moved by whoever gets it
        ("A grant of 30 million pounds went to Egypt.", "GBP"),
        ("Britain gave Egypt 30 million pounds.", "GBP"),
        # the text says whose
        ("Norway paid 40 million Danish kroner.", "DKK"),
        ("Canada pledged 50 million Canadian dollars.", "CAD"),
        # a bare dollar is the United States' until the text says whose
        ("Canada pledged $50 million.", "USD"),
        ("Canada pledged 50 million dollars.", "USD"),
    ],
)
def test_the_payers_money(text: str, currency: str) -> None:
    assert [m.currency for m in analyse_document(document_from_text(text, name="a")).money] == [currency]


@pytest.mark.parametrize("words", ["$5 million", "5 million dollars", "£3bn", "3 million euros", "40 Danish crowns", ""])
def test_words_that_leave_nothing_open(words: str) -> None:
    assert shared_tender(words) is None


def test_each_state_has_currencies_that_the_table_knows() -> None:
    assert codes_of_states()["NOR"] == ("NOK",)
    assert {code for codes in codes_of_states().values() for code in codes} <= load_currencies().codes
