"""The measures of the record contract, worked out by hand on records of our own."""

from __future__ import annotations

from typing import Any

import pytest

from vedette.questions.scoring import agreement, fold_name, pairs, score


def record(**fields: Any) -> dict[str, Any]:
    empty = {"type": "aid.arms", "status": "done", "actor": ["NOR"], "recipient": ["UKR"], "start": 0, "end": 40}
    return {**empty, **fields}


GUN = {"name": "gun", "category": "artillery", "low": 6, "high": 6}


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The Łódź Works Ltd.", "lodz works"),  # stroke, accents, article, legal suffix
        ("U.S. officials", "us officials"),
        ("Inc", "inc"),  # a name is never folded to nothing
        ("the", "the"),
        ("Киев", "киев"),  # every script is kept
    ],
)
def test_names_are_folded(name: str, folded: str) -> None:
    assert fold_name(name) == folded


@pytest.mark.parametrize(
    ("field", "ours", "theirs", "right"),
    [
        ("actor", ["the Acme Co"], ["ACME"], 1.0),
        ("actor", ["NOR", "SWE"], ["NOR"], 0.0),  # a field is right as a whole
        ("items", [GUN, GUN], [GUN], 0.5),
        ("items", [GUN], [{**GUN, "role": "new", "low": 6.02}], 1.0),  # within half a percent
        ("items", [GUN], [{**GUN, "high": None}], 0.0),  # unknown is no number
        ("items", [], None, 1.0),
        ("money", None, {"low": 1, "high": 1, "currency": "USD"}, 0.0),
        ("money", {"low": None, "high": 100, "currency": "USD"}, {"low": 0, "high": 100, "currency": "USD"}, 0.0),
        ("money", {"low": 100, "high": 100, "currency": "USD"}, {"low": 100, "high": 100, "currency": "USD", "role": "part"}, 0.0),
        ("place", [{"name": "Kyiv"}], [{"name": "kyiv", "role": "to"}], 1.0),  # roles are told apart elsewhere
        ("place", [{"name": "Kyiv"}], [{"name": "Kyiv"}, {"name": "Lviv"}], 0.0),
        ("when", {"start": None, "end": None}, None, 1.0),
        ("when", {"start": "2031-01-01", "end": None}, {"start": "2031-01-01", "end": "2031-01-01"}, 0.0),
        ("attributed_to", [["Ana Brandt"]], [["Brandt"]], 1.0),  # a surname alone
        ("attributed_to", [["Fjord Radio"], ["a minister"]], [["a minister"], ["Fjord Radio"]], 0.0),  # another order: one of three
        ("attributed_to", [], [], 1.0),
    ],
)
def test_fields_agree(field: str, ours: Any, theirs: Any, right: float) -> None:
    assert agreement(record(**{field: ours}), record(**{field: theirs}))[field] == right


def test_truth_is_hedged_and_negated_together() -> None:
    assert agreement(record(negated=True), record(negated=True, hedged=False))["truth"] == 1
    assert agreement(record(negated=True), record(hedged=True))["truth"] == 0


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ({}, True),
        ({"type": "aid.economic"}, True),  # the first word is enough
        ({"type": "agree.deal"}, False),
        ({"start": 28, "end": 68}, True),  # 12 of 40 characters
        ({"start": 29, "end": 69}, False),
        ({"start": 0, "end": 601}, False),  # who marks a whole page marks nothing
    ],
)
def test_what_may_be_a_pair(other: dict[str, Any], found: bool) -> None:
    assert pairs([record()], [record(**other)]) == ([(0, 0)] if found else [])


def test_a_wanted_record_is_paired_before_an_optional_one() -> None:
    assert pairs([record(optional=True), record()], [record()]) == [(1, 0)]


def test_the_three_measures() -> None:
    annotated = {
        "a": [record(), record(start=100, end=140, actor=["SWE"]), record(start=200, end=240, optional=True)],
        "b": [record()],
    }
    predicted = {
        # the first right; the second with other parties; the optional one found; one that nobody marked
        "a": [record(), record(start=100, end=140, actor=["FIN"]), record(start=200, end=240), record(start=300, end=340)],
    }
    answer = score(annotated, predicted)
    assert (answer.documents, answer.annotated, answer.predicted) == (2, 3, 3)
    found, core, whole = (answer.measures[name] for name in ("found", "core", "record"))
    assert (found.precision, found.recall, found.f1) == pytest.approx((2 / 3, 2 / 3, 2 / 3))
    assert (core.precision, core.recall) == pytest.approx((1 / 3, 1 / 3))
    assert whole.recall == pytest.approx(1.9 / 3)
    assert found.low <= found.f1 <= found.high
    assert answer.fields["actor"] == 0.5
    assert answer.fields["status"] == 1
    assert [(case.kind, case.document, case.fields) for case in answer.cases] == [
        ("wrong", "a", ("actor",)), ("false alarm", "a", ()), ("miss", "b", ()),
    ]  # fmt: skip


def test_nothing_predicted_is_no_error() -> None:
    answer = score({"a": [record()]}, {})
    assert answer.measures["found"].f1 == 0
    assert score({}, {}).documents == 0
