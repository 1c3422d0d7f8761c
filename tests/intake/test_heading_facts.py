"""What a text says of its own title, author, publisher and date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.intake import document_from_text

BODY = "The ministry said that two frigates had left the port on Monday and would join the fleet near the straits."


@pytest.mark.parametrize(
    ("text", "title", "author", "publisher", "published"),
    [
        # headline, signature, stamp; contact lines at the foot
        (f"\n\nNavy sails\n\nJana Holt\n4 May 2021\n\n{BODY}\n\nTo contact the HGZ and the\nSister Papers visit:\n\nhgz.example.org", "Navy sails", "Jana Holt", "HGZ", date(2021, 5, 4)),
        # dateline with a year
        (f"Navy sails\nNORTHPORT, May 4, 2021 (Reuters) - {BODY}", "Navy sails", None, "Reuters", date(2021, 5, 4)),
        # dateline without one dates nothing
        (f"Navy sails\nNORTHPORT, May 4 (AFP) - {BODY}", "Navy sails", None, "AFP", None),
        # neither do relative stamps and weekdays
        (f"Navy sails\n\n19 hrs ago\n\n{BODY}", "Navy sails", None, None, None),
        # nor a date that the article tells of
        (f"Navy sails\n\nOn May 4, 2021, {BODY[0].lower()}{BODY[1:]}", "Navy sails", None, None, None),
        # no headline
        (f"{BODY}\n\n{BODY}", None, None, None, None),
        # Markdown
        (f"# Navy *sails*\n\nBy Jana Holt\n\n{BODY}", "Navy sails", "Jana Holt", None, None),
        # front matter
        (f"---\ntitle: \"Navy sails\"\ndate: 2021-05-04\nauthor: Jana Holt\npublisher: Gazette\n---\n\n{BODY}", "Navy sails", "Jana Holt", "Gazette", date(2021, 5, 4)),
        # an office that signs twice
        (f"Navy sails\n\nOffice of the Spokesperson\n\nOffice of the Spokesperson\n\n{BODY}", "Navy sails", "Office of the Spokesperson", None, None),
        # byline and site at the foot
        (f"{BODY}\n\n{BODY}\nBy Jana Holt at gazette.example.org", None, "Jana Holt", "gazette.example.org", None),
        # copyright line
        (f"Navy sails\n\n{BODY}\n\n© 2021 Harbour Gazette. All rights reserved.", "Navy sails", None, "Harbour Gazette", None),
        # sign-off of an agency
        (f"NAVY SAILS\n\n    NORTHPORT, May 4 - {BODY}\n REUTER\n", "NAVY SAILS", None, "Reuters", None),
        # page title with its site
        (f"Northport | Harbour Gazette\n\n{BODY}", "Northport | Harbour Gazette", None, "Harbour Gazette", None),
        # an update alone dates the text, beside a publication it does not
        (f"Navy sails\n\nUpdated 6 May 2021\nPublished 4 May 2021\n\n{BODY}", "Navy sails", None, None, date(2021, 5, 4)),
        (f"Navy sails\n\nUpdated 6 May 2021\n\n{BODY}", "Navy sails", None, None, date(2021, 5, 6)),
    ],
)
def test_facts(text: str, title: str | None, author: str | None, publisher: str | None, published: date | None) -> None:
    found = document_from_text(text, name="a.txt")
    assert (found.title, found.author, found.publisher, found.published) == (title, author, publisher, published)
    assert found.text == text


OWN = date(2031, 3, 4)


@pytest.mark.parametrize(
    ("head", "published"),
    [
        # datelines of agencies that no table knows
        ("NORTHPORT, March 4, 2031 (Northern Wire) - ", OWN),
        ("NORTHPORT, Freedonia, 4 March 2031 (Northern Wire) — ", OWN),
        ("NORTHPORT (Northern Wire), March 4, 2031 - ", OWN),
        ("NORTHPORT, March 4, 2031 /Northern Wire/. ", OWN),
        ("NORTHPORT, 4 March 2031. ", OWN),
        ("Northport, Tuesday, 4 March 2031 - ", OWN),
        ("NORTHPORT, March 4 (Northern Wire) - ", None),  # no year
        ("Northport, founded March 4, 1831 - ", None),  # told, not dated
        ("Northport, March 4, 2031. ", None),  # no capitals, no dash: a sentence may open so
        # who brings it, and when
        ("Northern Courier, March 4, 2031\n\n", OWN),
        ("Northern Courier | Tuesday, 4 March 2031, 10:15 GMT\n\n", OWN),
        ("By Jana Holt, March 4, 2031\n\n", OWN),
        ("Posted on March 4, 2031 by JANA HOLT\n\n", OWN),
        ("March 4, 2031 by admin\n\n", OWN),
        ("(Published: 4 March 2031)\n\n", OWN),
        ("Battle of Northport, March 4, 1831\n\n", None),  # a heading of what happened then
        ("Parliament met on March 4, 2031\n\n", None),
    ],
)
def test_the_day_of_the_head(head: str, published: date | None) -> None:
    found = document_from_text(f"Navy sails\n\n{head}{BODY}\n\n{BODY}", name="a.txt")
    assert (found.title, found.published, found.published_from) == ("Navy sails", published, published and "text")


def test_a_paper_and_its_day_above_the_headline_are_no_headline() -> None:
    assert document_from_text(f"Northern Courier, March 4, 2031\nNavy sails\n\n{BODY}", name="a").title == "Navy sails"


def test_a_dated_title_over_a_signature_stays_the_title() -> None:
    text = f"Press Briefing – March 4, 2031\n\nOffice of the Spokesperson\n\nOffice of the Spokesperson\n\n{BODY}"
    found = document_from_text(text, name="a")
    assert (found.title, found.published) == ("Press Briefing – March 4, 2031", OWN)


def test_the_sign_of_a_share_is_no_agency() -> None:
    assert document_from_text(f"PENNWELL (PWL) CUTS PRICES\n\n{BODY}", name="a").title == "PENNWELL (PWL) CUTS PRICES"


def test_the_option_fills_in_what_the_document_leaves_open() -> None:
    option = date(2022, 1, 1)
    dated = document_from_text(f"Navy sails\n\n4 May 2021\n\n{BODY}", name="a", published=option, publisher="Gazette")
    undated = document_from_text(f"Navy sails\n\n{BODY} (AFP)", name="a", published=option)
    bare = document_from_text(BODY, name="a")
    assert (dated.published, dated.published_from, dated.publisher) == (date(2021, 5, 4), "text", "Gazette")
    assert (undated.published, undated.published_from) == (option, "option")
    assert (bare.published, bare.published_from) == (None, None)
    assert bare.warnings
    assert not dated.warnings


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(), max_size=300))
def test_no_text_raises_or_is_changed(text: str) -> None:
    found = document_from_text(text, name="a")
    assert found.text == text
    for value in (found.title, found.author, found.publisher):
        assert value is None or value.encode()
