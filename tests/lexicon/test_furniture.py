"""The furniture table by its own examples, and the shapes of an article's head."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.lexicon import masthead
from vedette.lexicon.furniture import furniture_kind, opens_closing_section
from vedette.lexicon.tables import read_table

TABLE = read_table("furniture")


@pytest.mark.parametrize(("kind", "entry"), [(kind, entry) for kind in ("footer", "caption") for entry in TABLE[kind]])
def test_each_pattern_matches_its_example(kind: str, entry: dict[str, str]) -> None:
    assert re.match(entry["pattern"], entry["example"])
    assert furniture_kind(entry["example"]) is not None


@pytest.mark.parametrize("text", TABLE["meta"]["examples"])
def test_examples_are_furniture(text: str) -> None:
    assert furniture_kind(text)


@pytest.mark.parametrize("text", TABLE["meta"]["counter_examples"])
def test_counter_examples_are_body(text: str) -> None:
    assert furniture_kind(text) is None


def test_words_are_lower_case_and_stand_once() -> None:
    for words in TABLE["words"].values():
        assert len(set(words)) == len(words)
        assert all(word == word.casefold() for word in words)


@pytest.mark.parametrize("line", ["References", "Related articles:", "## See also"])
def test_closing_sections(line: str) -> None:
    assert opens_closing_section(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("4 May 2021", date(2021, 5, 4)),
        ("Tuesday, May 4, 2021 ", date(2021, 5, 4)),
        ("Published: 4th May 2021 10:15 GMT", date(2021, 5, 4)),
        ("Posted on 2021-05-04 at 9.30 p.m. EST", date(2021, 5, 4)),
        ("2021-05-04T21:30:00+02:00", date(2021, 5, 4)),
        ("25/12/2021", date(2021, 12, 25)),
        # which of the two is the month is anybody's guess
        ("04/05/2021", None),
        # the first date counts
        ("Published 4 May 2021 | Updated 6 May 2021", date(2021, 5, 4)),
        # no such day
        ("31 February 2021", None),
        # a sentence that begins with a date is no stamp
        ("On May 4, 2021, the army crossed the river.", None),
        ("19 hrs ago", None),
        ("on Tuesday", None),
    ],
)
def test_stamps(line: str, expected: date | None) -> None:
    assert masthead.stamp_day(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Jana Holt", "Jana Holt"),
        ("BY JANA HOLT", "Jana Holt"),
        ("By Jana Holt and Piet Maas in Northport", "Jana Holt and Piet Maas"),
        ("By Jana Holt, Defence Correspondent", "Jana Holt"),
        ("By Jana Holt at gazette.example.org", "Jana Holt"),
        ("By Jana Holt | 4 May 2021", "Jana Holt"),
        ("By Monday the tanks had left.", None),
        ("By Sunday Northern Army units had crossed the river", None),
        ("By sea and by air", None),
    ],
)
def test_bylines(line: str, expected: str | None) -> None:
    assert masthead.byline_names(line) == expected


@pytest.mark.parametrize(
    ("line", "agency", "day"),
    [
        ("NORTHPORT, May 4 (Reuters) - The army said it had left.", "Reuters", None),
        ("NORTHPORT, 4 May 2021 (AP) — The army said it had left.", "AP", date(2021, 5, 4)),
        ("MINSK, May 4. /TASS/. The army said it had left.", "TASS", None),
        ("CNN — The army said it had left.", "CNN", None),
        ("BOSTON, March 6 - The army said it had left.", None, None),
    ],
)
def test_datelines(line: str, agency: str | None, day: date | None) -> None:
    found = masthead.dateline(line)
    assert found is not None
    assert (found.agency, found.day) == (agency, day)


@pytest.mark.parametrize("line", ["The army said it had left.", "The envoy told the Gazette (an old paper) - and others - that he had left.", "Talks in May fail - ministry", "Envoy's Travel to Northport on May 21-24"])
def test_no_datelines(line: str) -> None:
    assert masthead.dateline(line) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Jana Holt, Minister of Defence", "Jana Holt"),
        ("Office of the Spokesperson", "Office of the Spokesperson"),
        ("Jana Holt, 42, left the port", None),
        ("The navy, the army and the president met", None),
    ],
)
def test_office_bylines(line: str, expected: str | None) -> None:
    assert masthead.office_byline(line) == expected


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("By AaNn.,:-/()0129 ago May2021\"'—"), max_size=150))
def test_no_line_is_any_trouble(line: str) -> None:
    masthead.stamp_day(line)
    masthead.byline_names(line)
    masthead.dateline(line)
    masthead.office_byline(line)
    masthead.is_headline(line, following="x")
    furniture_kind(line)
