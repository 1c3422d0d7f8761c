"""Checking drafts: 40 drafts with 200 figures that were labelled before the first run, 10 more held out, and the rules one by one.

The first run gave 183 of 200 right (91.5 %), with one contradicted figure called supported, and 44 of the 50 held out. The labels have
not been changed since.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.drafts import FILES, build_ledger, judged
from vedette.model.document import Document
from vedette.model.draft import Figure
from vedette.pipeline import figures_of, read_document
from vedette.questions.check import VERDICTS, check, judge
from vedette.questions.facts import facts_of, overlap


@pytest.mark.parametrize(("is_held_out", "figures", "least"), [(False, 200, 0.95), (True, 50, 0.9)])
def test_labelled_drafts(is_held_out: bool, figures: int, least: float) -> None:
    labelled = judged(is_held_out=is_held_out)
    assert len(labelled) == figures
    wrong = [(one.draft, one.words, one.label, one.given) for one in labelled if one.given != one.label]
    assert 1 - len(wrong) / figures >= least, wrong
    # What is false is never waved through.
    assert [one for one in wrong if one[2:] == ("contradicted", "supported")] == []


def test_the_labelled_drafts_hold_every_verdict() -> None:
    assert len(FILES) == 10
    count = Counter(one.label for one in judged(is_held_out=False))
    assert set(count) == {name.replace(" ", "_") for name in VERDICTS}
    assert min(count.values()) >= 8


AID: dict[str, Any] = {"published": date(2031, 1, 1), "publisher": "Wire", "type": "aid.military", "status": "pledged", "actor": ["NOR"], "recipient": ["UKR"]}
SENT: dict[str, Any] = {"published": date(2031, 1, 1), "publisher": "Wire", "type": "aid.arms", "status": "done", "actor": ["NOR"], "recipient": ["UKR"]}


def euros(low: Any, high: Any = None, **fields: Any) -> dict[str, Any]:
    return {"low": low, "high": low if high is None else high, "currency": "EUR", **fields}


def guns(low: Any, high: Any = None, **fields: Any) -> dict[str, Any]:
    return {"name": "howitzer", "category": "artillery", "low": low, "high": low if high is None else high, **fields}


@pytest.mark.parametrize(
    ("rows", "draft", "verdict"),
    [
        # an open bound bears out what lies within reach, and not what is far beyond it
        ([{**SENT, "items": [guns(50, "unknown")], "text": "a"}], "Norway sent Ukraine 60 howitzers.", "supported"),
        ([{**SENT, "items": [guns(50, "unknown")], "text": "a"}], "Norway sent Ukraine 900 howitzers.", "contradicted"),
        ([{**SENT, "items": [guns(50, "unknown")], "text": "a"}], "Norway sent Ukraine 20 howitzers.", "contradicted"),
        # an unknown count bears out nothing
        ([{**SENT, "items": [guns("unknown", "unknown")], "text": "a"}], "Norway sent Ukraine 20 howitzers.", "unsupported"),
        # nobody but who denies it
        ([{**SENT, "status": "denied", "items": [guns(6)], "text": "a"}], "Norway sent Ukraine six howitzers.", "contradicted"),
        # what is promised is not sent
        ([{**SENT, "status": "pledged", "items": [guns(6)], "text": "a"}], "Norway sent Ukraine six howitzers.", "unsupported"),
        # a currency slip is no support
        ([{**AID, "money": euros(5e6), "text": "a"}], "Norway pledged $5 million in military aid to Ukraine.", "unsupported"),
        # who gave and who was given are not exchanged
        ([{**SENT, "actor": ["UKR"], "recipient": ["NOR"], "items": [guns(6)], "text": "a"}], "Norway sent Ukraine six howitzers.", "unsupported"),
        # the sum of two pledges; of one pledge told twice
        (
            [{**AID, "money": euros(5e6), "event": "a", "text": "a"}, {**AID, "money": euros(7e6), "event": "b", "text": "b"}],
            "Norway pledged 12 million euros in military aid to Ukraine.", "supported",
        ),
        (
            [{**AID, "money": euros(5e6), "text": "a"}, {**AID, "money": euros(5e6), "text": "b"}],
            "Norway pledged 10 million euros in military aid to Ukraine.", "double counted",
        ),
        # a total that has grown; a sum of its own that a later total does not overtake
        (
            [
                {**SENT, "type": "aid.military", "money": euros(5e6, role="cumulative"), "text": "a"},
                {**SENT, "type": "aid.military", "published": date(2031, 2, 1), "money": euros(8e6, role="cumulative"), "text": "b"},
            ],
            "Norway's military aid to Ukraine comes to 5 million euros.", "stale",
        ),
        (
            [{**AID, "money": euros(5e6), "text": "a"}, {**AID, "published": date(2031, 2, 1), "money": euros(8e6, role="cumulative"), "text": "b"}],
            "Norway pledged 5 million euros in military aid to Ukraine.", "supported",
        ),
    ],
)  # fmt: skip
def test_one_rule_at_a_time(rows: list[dict[str, Any]], draft: str, verdict: str) -> None:
    with build_ledger(rows) as ledger:
        (found,) = check(ledger.view(), figures_of(read_document(Document("draft", draft, published=date(2031, 12, 31)))))
    assert found.verdict == verdict, found.reason
    assert found.facts or verdict == "unsupported"


def test_what_is_no_figure_is_not_judged() -> None:
    text = "On 3 May 2031 Norway's minister spoke for 40 minutes, 300 kilometres from Oslo."
    assert figures_of(read_document(Document("draft", text, published=date(2031, 12, 31)))) == ()


def test_a_figure_says_where_it_stands() -> None:
    text = "It is May.\n\nNorway pledged more than 5 million euros and six howitzers to Ukraine."
    figures = figures_of(read_document(Document("draft", text, published=date(2031, 12, 31))))
    assert [text[figure.start : figure.end] for figure in figures] == [figure.words for figure in figures] == ["more than 5 million euros", "six howitzers"]
    assert {figure.sentence for figure in figures} == {text[12:]}
    assert (figures[0].low, figures[0].high) == (5e6, None)


BOUND = st.none() | st.integers(0, 40).map(float)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_the_verdict_does_not_depend_on_the_order_of_the_facts_nor_on_a_second_telling(data: Any, make_document: Any, make_report: Any) -> None:
    from vedette.ledger import LedgerReport
    from vedette.model.quantity import Item

    bounds = data.draw(st.lists(st.tuples(BOUND, BOUND).filter(lambda b: None in b or b[0] <= b[1]), min_size=1, max_size=5))
    facts = []
    for number, (low, high) in enumerate(bounds):
        document = make_document(f"{number}", published=date(2031, 1, 1 + number % 3))
        role = data.draw(st.sampled_from(["new", "cumulative", "part"]))
        status = data.draw(st.sampled_from(["done", "pledged", "denied"]))
        report = make_report(document, actor=("NOR",), status=status, items=(Item("gun", "artillery", low, high, role),))
        facts += facts_of(LedgerReport(report, document.published, None, "v", "1"))
    point = float(data.draw(st.integers(1, 80)))
    draft = make_report(make_document("draft"), actor=("NOR",), items=(Item("guns", "artillery", point, point),))
    figure = Figure("count", "guns", 0, 4, "x", point, point, name="guns", category="artillery", report=draft, parties=("NOR",))
    verdict = judge(figure, facts)
    assert judge(figure, data.draw(st.permutations(facts))) == verdict
    if verdict.verdict == "supported" and len(verdict.facts) == 1:
        assert overlap(point, point, verdict.facts[0].low, verdict.facts[0].high)
    # An unknown on both sides is no fact, and never stands in for a number.
    assert all((fact.low, fact.high) != (None, None) for fact in verdict.facts)
