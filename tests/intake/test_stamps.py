"""Dates with where each came from, and stamps that count back from a moment."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.intake import document_from_text
from vedette.intake.days import metadata_moment
from vedette.intake.facts import Facts
from vedette.intake.stamps import relative_stamp, stamp_days, url_day

BODY = "The ministry said that two frigates had left the port on Monday and would join the fleet near the straits."
NIGHT = datetime(2031, 3, 4, 23)


@pytest.mark.parametrize(
    ("stamp", "first", "last"),
    [
        # one day: it was 3 or 4 o'clock
        ("19 hrs ago", date(2031, 3, 4), date(2031, 3, 4)),
        ("5 minutes ago", date(2031, 3, 4), date(2031, 3, 4)),
        # 22 to 23 hours before 11 in the evening ends at midnight: two days are possible
        ("23 hours ago", date(2031, 3, 3), date(2031, 3, 4)),
        # a page says "2 days ago" up to the third day
        ("2 days ago", date(2031, 3, 1), date(2031, 3, 2)),
        ("a week ago", date(2031, 2, 18), date(2031, 2, 25)),
        # years stay years
        ("6 YEARS AGO", date(2024, 2, 27), date(2025, 3, 5)),
    ],
)
def test_what_a_stamp_can_mean(stamp: str, first: date, last: date) -> None:
    assert stamp_days(stamp, retrieved=NIGHT) == (first, last)


@given(st.integers(0, 9999), st.sampled_from(["mins", "hrs", "days", "weeks", "months", "years"]), st.datetimes())
def test_first_is_never_after_last(count: int, unit: str, retrieved: datetime) -> None:
    first, last = stamp_days(f"{count} {unit} ago", retrieved=retrieved)
    assert first <= last <= retrieved.date()


def test_a_stamp_is_kept_and_resolved_only_against_a_retrieval() -> None:
    text = f"Navy sails\n\n19 hrs ago\n\n{BODY}"
    open_, closed = document_from_text(text, name="a"), document_from_text(text, name="a", retrieved=NIGHT)
    assert (open_.stamp, open_.published) == ("19 hrs ago", None)
    assert (closed.stamp, closed.published, closed.published_from) == ("19 hrs ago", date(2031, 3, 4), "retrieval")
    years = document_from_text(text.replace("19 hrs ago", "6 YEARS AGO"), name="a", retrieved=NIGHT)
    assert (years.stamp, years.published) == ("6 YEARS AGO", None)
    assert any("6 YEARS AGO" in note for note in years.warnings)
    # what an article tells of is no stamp
    assert relative_stamp(f"Navy sails\n\nThe ship sailed 19 hrs ago. {BODY}") is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://gazette.example/2031/03/04/navy-sails", date(2031, 3, 4)),
        ("https://gazette.example/news/2031-03-04-navy", date(2031, 3, 4)),
        ("https://gazette.example/story-20310304.html", date(2031, 3, 4)),
        # a month is no day, an article's number no date, 31 February no day at all
        ("https://gazette.example/2031/03/navy", None),
        ("https://gazette.example/a/203103041234", None),
        ("https://gazette.example/2031/02/31/navy", None),
        (None, None),
    ],
)
def test_the_day_in_an_address(url: str | None, expected: date | None) -> None:
    assert url_day(url) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2031-03-04T23:30:00-05:00", "2031-03-04T23:30:00-05:00"),
        ("2031-03-04T23:30:00Z", "2031-03-04T23:30:00+00:00"),
        # no zone stated, none given
        ("2031-03-04 23:30", "2031-03-04T23:30:00"),
        ("Tue, 04 Mar 2031 23:30:00 -0500", "2031-03-04T23:30:00-05:00"),
        ("2031-03-04", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_moments(value: str, expected: str | None) -> None:
    assert metadata_moment(value) == expected


@pytest.mark.parametrize(
    ("text", "stated", "kind", "expected"),
    [
        # metadata before text before address before feed before the option
        ("4 May 2021\n\n", Facts(published=date(2021, 1, 1)), "metadata", (date(2021, 1, 1), "metadata")),
        ("4 May 2021\n\n", Facts(published=date(2021, 1, 1)), "feed", (date(2021, 5, 4), "text")),
        ("", Facts(published=date(2021, 1, 1), url="https://a.example/2021/02/03/x"), "feed", (date(2021, 2, 3), "url")),
        ("", Facts(published=date(2021, 1, 1)), "feed", (date(2021, 1, 1), "feed")),
        ("", Facts(), "metadata", (date(2020, 1, 1), "option")),
    ],
)
def test_the_order_of_sources(text: str, stated: Facts, kind: str, expected: tuple[date, str]) -> None:
    found = document_from_text(f"Navy sails\n\n{text}{BODY}", name="a", stated=stated, published=date(2020, 1, 1), dated_by=kind)
    assert (found.published, found.published_from) == expected
