"""The tables of holders, offices and given names: readable, consistent, broad, and right where anybody can check them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from vedette.analysis.person_words import title_at, words_of
from vedette.lexicon.offices import (
    common_surnames,
    fold_name,
    given_names,
    holder_named,
    holder_surnamed,
    holders,
    not_names,
    office_holders,
    side_names,
    surnames_first,
    surnames_of,
    term_for,
    title_phrases,
)
from vedette.lexicon.tables import read_table


def test_the_promised_breadth_is_there() -> None:
    assert len(holders()) >= 550
    assert min(t.first for h in holders() for t in h.terms).year < 1985
    assert max(t.first for h in holders() for t in h.terms).year >= 2025


def test_no_term_is_given_twice_and_none_overlaps_itself() -> None:
    for holder in holders():
        terms = sorted(holder.terms, key=lambda t: (str(t.side), t.office, t.first))
        for one, two in pairwise(terms):
            if (one.side, one.office) == (two.side, two.office):
                assert one.last is not None, holder.name
                assert one.last <= two.first or one.last.month == two.first.month, holder.name


def test_heads_of_state_follow_one_another() -> None:
    for side in ("USA", "RUS", "FRA", "UKR", "POL", "KOR"):
        terms = sorted((t for h in holders() for t in h.terms if (t.side, t.office) == (side, "president")), key=lambda t: t.first)
        for one, two in pairwise(terms):
            assert one.last is not None, side
            assert (one.last - two.first).days <= 31, (side, one, two)


def test_each_side_is_a_state_or_organisation_of_the_lexicon() -> None:
    known = set(side_names().values())
    assert {t.side for h in holders() for t in h.terms if t.side} <= known


def test_spellings_lead_to_one_person() -> None:
    for row in read_table("holders")["terms"]["rows"]:
        assert holder_named(row["name"], None) is not None, row["name"]


@pytest.mark.parametrize("text", read_table("holders")["meta"]["examples"])
def test_examples_are_holders(text: str) -> None:
    assert holder_named(text, None)


@pytest.mark.parametrize("text", read_table("holders")["meta"]["counter_examples"])
def test_counter_examples_are_none(text: str) -> None:
    assert holder_named(text, None) is None


@pytest.mark.parametrize("text", read_table("offices")["meta"]["examples"])
def test_titles_are_read_whole(text: str) -> None:
    words = words_of(text, 0, len(text))
    titles = [title for i in range(len(words)) if (title := title_at(words, i))]
    assert any(title.end == len(text.rstrip(".")) or title.end == len(text) for title in titles), titles


@pytest.mark.parametrize("text", read_table("offices")["meta"]["counter_examples"])
def test_no_title_fills_a_phrase_of_another_kind(text: str) -> None:
    title = title_at(words_of(text, 0, len(text)), 0)
    assert title is None or title.end < len(text)


@pytest.mark.parametrize("text", read_table("given_names")["meta"]["examples"])
def test_given_names_open_names(text: str) -> None:
    first = fold_name(text).split()[0]
    assert first in given_names() or first in surnames_first()


@pytest.mark.parametrize("text", read_table("given_names")["meta"]["counter_examples"])
def test_given_names_open_nothing_else(text: str) -> None:
    assert any(word in not_names() for word in fold_name(text).split())


def test_words_are_folded_and_no_list_contradicts_another() -> None:
    for word in [*given_names(), *surnames_first(), *not_names(), *common_surnames()]:
        assert word == word.casefold().strip(), word
    assert not {"minister", "ministry", "river", "monday"} & given_names()
    assert all(readings for readings in title_phrases().values())


@pytest.mark.parametrize(
    ("name", "surnames"),
    [
        ("Xi Jinping", {"xi"}),  # the family first
        ("Choe Son Hui", {"choe"}),
        ("Nguyen Phu Trong", {"nguyen"}),
        ("Lee Hamilton", {"hamilton"}),  # a given name that is a family name elsewhere
        ("Jaap de Hoop Scheffer", {"de hoop scheffer", "scheffer"}),  # particles
        ("Bashar al-Assad", {"al assad", "assad"}),
        ("Mohammed bin Salman", {"bin salman", "salman"}),
        ("Ferdinand Marcos Jr.", {"marcos"}),  # a suffix is no surname
        ("Pelé", {"pele"}),  # a single name
    ],
)
def test_surnames(name: str, surnames: set[str]) -> None:
    assert surnames_of(name) == surnames


@pytest.mark.parametrize(
    ("side", "office", "day", "name"),
    [
        ("USA", "president", date(2003, 3, 20), "George W. Bush"),
        ("USA", "foreign minister", date(1999, 5, 1), "Madeleine Albright"),
        ("GBR", "defence minister", date(2022, 1, 20), "Ben Wallace"),
        ("DEU", "chancellor", date(1990, 10, 3), "Helmut Kohl"),
        ("Soviet Union", "foreign minister", date(1988, 5, 1), "Eduard Shevardnadze"),
        ("NATO", "secretary-general", date(2022, 6, 29), "Jens Stoltenberg"),
        ("IRQ", "foreign minister", date(1990, 8, 2), "Tariq Aziz"),
        ("CHN", "foreign minister", date(1996, 3, 1), "Qian Qichen"),
        ("RUS", "kremlin spokesperson", date(2022, 2, 24), "Dmitry Peskov"),
    ],
)
def test_who_held_an_office(side: str, office: str, day: date, name: str) -> None:
    assert [h.name for h in office_holders(side, office, day)] == [name]


@pytest.mark.parametrize(
    ("surname", "day", "name"),
    [
        ("Bush", date(1990, 8, 2), "George H. W. Bush"),  # the father
        ("Bush", date(2003, 3, 20), "George W. Bush"),  # the son
        ("Bush", date(2015, 1, 1), None),  # neither
        ("Zelenskyy", date(2022, 3, 1), "Volodymyr Zelensky"),  # another spelling
        ("Kadafi", date(1986, 4, 15), "Muammar Gaddafi"),
    ],
)
def test_a_bare_surname_needs_its_date(surname: str, day: date, name: str | None) -> None:
    holder = holder_surnamed(surname, day)
    assert (holder.name if holder else None) == name


def test_a_title_counts_beyond_the_dates_of_the_table() -> None:
    trump = holder_named("Donald Trump", None)
    assert trump is not None
    assert term_for(trump, date(2022, 5, 1)) is None
    term = term_for(trump, date(2022, 5, 1), ["president"])
    assert term is not None
    assert term.side == "USA"
