"""Articles in the manner of the first three, about other parties, in other words: how much of what they say is found.

Beside each `tests/seedlike/NN_name.txt` a `.toml` says when it was published and what is expected of it. An expectation names only
the fields that matter; a bound that is missing from an item or a sum is an open one. `floor.toml` has the share that must be found.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from vedette.model.document import Document
from vedette.model.report import STATUSES, TYPES, Report
from vedette.pipeline import read_document

FOLDER = Path(__file__).with_name("seedlike")
ARTICLES = sorted(FOLDER.glob("[0-9]*.txt"))
EXPECTABLE = {"type", "status", "actor", "recipient", "items", "money", "place", "attributed_to", "negated", "hedged", "responds"}


def expected(article: Path) -> dict[str, Any]:
    return tomllib.loads(article.with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def reports(article: Path) -> tuple[Report, ...]:
    published: date = expected(article)["published"]
    text = article.read_text(encoding="utf-8")
    return read_document(Document(article.name, text, published=published, published_from="option")).reports


def same_amount(wanted: dict[str, Any], found: Any) -> bool:
    """Both bounds as wanted, a missing one open; the other fields where they are given."""
    bounds = (wanted.get("low"), wanted.get("high")) == (found.low, found.high)
    return bounds and all(getattr(found, key) == value for key, value in wanted.items() if key not in ("low", "high"))


def says(report: Report, wanted: dict[str, Any]) -> bool:
    """Whether a report is what an expectation asks for, in every field that it names."""
    checks = {
        "type": lambda v: report.type == v,
        "status": lambda v: report.status == v,
        "actor": lambda v: set(report.actor) == set(v),
        "recipient": lambda v: set(report.recipient) == set(v),
        "items": lambda v: all(any(same_amount(item, found) for found in report.items) for item in v),
        "money": lambda v: report.money is not None and same_amount(v, report.money),
        "place": lambda v: set(v) <= {place.name for place in report.place},
        "attributed_to": lambda v: [sorted(link) for link in report.attributed_to] == [sorted(link) for link in v],
        "negated": lambda v: report.negated == v,
        "hedged": lambda v: report.hedged == v,
        "responds": lambda v: bool(report.responds_to) == v,
    }
    return all(checks[field](value) for field, value in wanted.items())


def missing(article: Path) -> list[dict[str, Any]]:
    """Expectations that no report meets; one report meets one expectation only."""
    left, unmet = list(reports(article)), []
    # The most specific first, or a loose expectation would take the report of a strict one.
    for wanted in sorted(expected(article)["expect"], key=len, reverse=True):
        match = next((report for report in left if says(report, wanted)), None)
        if match is None:
            unmet.append(wanted)
        else:
            left.remove(match)
    return unmet


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.stem)
def test_expectations_are_well_formed(article: Path) -> None:
    for wanted in expected(article)["expect"]:
        assert wanted.keys() <= EXPECTABLE
        assert wanted["type"] in TYPES
        assert wanted["status"] in STATUSES
        assert all(isinstance(link, list) for link in wanted.get("attributed_to", []))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.stem)
def test_every_report_carries_its_evidence(article: Path) -> None:
    text = article.read_text(encoding="utf-8")
    assert [report.id for report in reports(article) if text[report.start : report.end] != report.evidence] == []


def test_share_found_is_not_below_the_floor() -> None:
    floor = tomllib.loads((FOLDER / "floor.toml").read_text(encoding="utf-8"))["share"]
    total = sum(len(expected(article)["expect"]) for article in ARTICLES)
    unmet = {article.stem: missing(article) for article in ARTICLES}
    lost = [f"{name}: {wanted}" for name, wanteds in unmet.items() for wanted in wanteds]
    share = 1 - len(lost) / total
    print(f"seedlike: {total - len(lost)} of {total} found ({share:.1%})", *lost, sep="\n  ")
    assert share >= floor, f"{share:.1%} of what is expected was found, the floor is {floor:.1%}"
