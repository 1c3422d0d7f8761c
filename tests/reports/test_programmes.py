"""Sums under a programme: which sum is whose, how firm, whose and for whom, and on which day. Sums and days are invented."""

from __future__ import annotations

from datetime import date

import pytest

from vedette.analysis import analyse
from vedette.model.document import Document
from vedette.model.report import Report
from vedette.reports import read_reports
from vedette.text import clean

PUBLISHED = date(2031, 3, 6)


def under(text: str, programme: str) -> list[Report]:
    """Reports of a sum under the programme, by the frames alone."""
    found = read_reports(analyse(clean(Document("x", text, published=PUBLISHED))), trained=False)
    return [report for report in found if report.programme == programme and report.money is not None]


@pytest.mark.parametrize(
    ("text", "million", "status", "day"),
    [
        # a series that runs since a day is not of that day
        ("Today I am authorizing our ninth drawdown of arms for Kenya since May 2030, valued at up to $17 million.", 17, "authorised", PUBLISHED),
        # "this" points at the sentence before, which grants it
        ("I am authorizing our ninth drawdown of arms for Kenya. This $17 million drawdown includes trucks from Pentagon stocks.", 17, "authorised", None),
        # the programme before, the sum in the package after it
        ("This authorization is the ninth drawdown of equipment for Kenya. It includes trucks valued at up to $17 million.", 17, "authorised", None),
        # the sum before, the programme after it
        ("Washington approved a $17 million package of military aid for Kenya on Wednesday. The package will come from Pentagon stocks.", 17, "authorised", date(2031, 3, 5)),
        # a noun phrase presupposes it
        ("The two ministers discussed the most recent presidential drawdown of $17 million for Kenya.", 17, "authorised", None),
        # the same sum in another currency
        ("The president directed the drawdown of $17 million (13 million pounds) in arms for Kenya.", 17, "authorised", None),
        # a number in a series is no running total
        ("The United States authorized a $17 million drawdown for Kenya, the ninth since May 2030.", 17, "authorised", None),
    ],
)
def test_a_granted_sum(text: str, million: float, status: str, day: date | None) -> None:
    (report,) = under(text, "drawdown")
    assert report.money is not None
    assert (report.money.high, report.money.role, report.status) == (million * 1e6, "new", status)
    assert (report.actor, report.recipient) == (("USA",), ("KEN",))
    assert report.when.start == day


def test_each_sum_is_under_its_own_programme() -> None:
    text = "Washington authorized a drawdown of $17 million for Kenya, along with $23 million under Foreign Military Financing, bringing the total to $90 million."
    assert [report.money.high for report in under(text, "drawdown") if report.money] == [17e6]
    assert [report.money.high for report in under(text, "FMF") if report.money] == [23e6]


def test_part_of_what_was_granted_is_a_part() -> None:
    text = "The United States has already sent Kenya $5 million worth of that drawdown."
    assert [report.money.role for report in under(text, "drawdown") if report.money] == ["part"]


@pytest.mark.parametrize(
    "text",
    [
        "The United States has $17 million left in drawdown authority for Kenya.",  # unspent
        "Washington could authorize a drawdown of $17 million for Kenya.",  # nobody has yet
        "The drawdown of American troops in Kenya cost $17 million.",  # another kind of drawdown
    ],
)
def test_what_nobody_granted(text: str) -> None:
    assert not [report for report in under(text, "drawdown") if report.status in ("authorised", "pledged", "done") and report.money and report.money.role == "new"]
