"""Counting once: small sets of reports with the one right sum each."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.ledger import Ledger, LedgerReport, Selection
from vedette.ledger.grouping import as_told
from vedette.model.errors import UsageError
from vedette.model.quantity import Item, Money
from vedette.model.report import STATUSES, When
from vedette.questions.totals import RULES, Total, add_up, totals
from vedette.resolution import EventResolver, group_reports

MILLION = 1e6
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def make_row(make_document: Any, make_report: Any) -> Any:
    """A report of aid from Norway to Ukraine in the ledger, `low` and `high` in millions of dollars."""

    def make(name: str, low: float | None = None, high: float | None = None, **fields: Any) -> LedgerReport:
        published = fields.pop("published", date(2022, 6, 8))
        currency, role = fields.pop("currency", "USD"), fields.pop("role", "new")
        money = (
            Money(low and low * MILLION, high and high * MILLION, currency, role)
            if fields.pop("has_sum", True)
            else None
        )
        document = make_document(fields.pop("document", "one.txt"), f"{name}: aid.", published=published)
        report = make_report(
            document,
            **{
                "id": name,
                "type": "aid.military",
                "status": "pledged",
                "actor": ("NOR",),
                "recipient": ("UKR",),
                "money": money,
                **fields,
            },
        )
        return LedgerReport(report, published, None, document.sha256, "1")

    return make


def total(rows: list[LedgerReport], rule: str = "pledged_net", **asked: Any) -> Total:
    currency = asked.pop("currency", None)
    groups = group_reports([as_told(row) for row in rows])
    events = {link.report: group.id for group in groups for link in group.links}
    return add_up(rows, events, Selection(**asked), rule=rule, currency=currency, as_of=None)


def test_new_sums_add_up_as_ranges(make_row: Any) -> None:
    rows = [
        make_row("a", 100, 100, said=date(2022, 5, 1)),
        make_row("b", 45, 55),
        make_row("c", 200, 200, status="done"),
    ]
    answer = total(rows)
    assert (answer.low, answer.high, answer.currency, answer.unknown) == (345 * MILLION, 355 * MILLION, "USD", 0)
    assert [(s.date, s.reports) for s in answer.summands] == [
        (date(2022, 5, 1), ("a",)),
        (date(2022, 6, 8), ("b",)),
        (date(2022, 6, 8), ("c",)),
    ]


@pytest.mark.parametrize(
    ("bounds", "low", "high"),
    [
        ([(100, None)], 100, None),  # "more than 100 million": open above, and so is the total
        ([(None, 100)], None, 100),  # "up to 100 million": no lower bound, and never 0
        ([(None, 100), (50, 50)], 50, 150),  # what is known of the lower bound
        ([(50, None), (60, 60)], 110, None),
        ([], None, None),  # nothing stated is no zero
    ],
)
def test_bounds_stay_open(make_row: Any, bounds: list[tuple[Any, Any]], low: float | None, high: float | None) -> None:
    answer = total([make_row(f"r{n}", *pair) for n, pair in enumerate(bounds)])
    assert answer.low == (low and low * MILLION)
    assert answer.high == (high and high * MILLION)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"role": "cumulative"}, "running total"),  # "bringing the total to"
        ({"role": "part"}, "part of a sum"),
        ({"role": "envelope"}, "ceiling"),  # "up to, under the act"
        ({"status": "demanded"}, "is demanded"),
        ({"status": "proposed"}, "is proposed"),  # what a bill would do
        ({"status": "denied"}, "is denied"),
        ({"status": "cancelled"}, "is cancelled"),
        ({"negated": True}, "will not happen"),
        ({"type": "sanction.impose"}, "no aid"),
    ],
)
@pytest.mark.parametrize("rule", RULES)
def test_what_no_rule_adds_is_left_out_with_the_reason(
    make_row: Any, fields: dict[str, Any], reason: str, rule: str
) -> None:
    answer = total([make_row("x", 7, 7, **{"status": "done", **fields})], rule)
    assert (answer.summands, answer.low, answer.high) == ((), None, None)
    assert [left.report for left in answer.left_out] == ["x"]
    assert reason in answer.left_out[0].reason


def test_rules_take_their_rungs_of_the_ladder(make_row: Any) -> None:
    rows = [make_row(status, n + 1, n + 1, status=status, hedged=False) for n, status in enumerate(STATUSES)]
    rows.append(make_row("rumour", 1000, 1000, status="done", hedged=True))
    taken = {rule: {r for s in total(rows, rule).summands for r in s.reports} for rule in RULES}
    assert taken == {
        "pledged_net": {"pledged", "authorised", "contracted", "ongoing", "done", "rumour"},
        "authorised": {"authorised", "contracted", "ongoing", "done", "rumour"},
        "delivered_min": {"done"},
        "delivered_max": {"ongoing", "done", "rumour"},
        "announced_gross": {"pledged", "authorised", "contracted", "ongoing", "done", "rumour"},
    }


@pytest.mark.parametrize(
    ("second", "summands"),
    [
        ({"event": "e1"}, 1),  # one event, whatever else is said
        ({"event": "e1", "document": "two.txt", "published": date(2022, 7, 1)}, 1),  # one event in two documents
        ({}, 1),  # same parties, sum and day in one document
        ({"document": "two.txt"}, 1),  # and in two
        ({"event": "e2"}, 2),  # the document itself tells them as two
        ({"event": "e2", "document": "two.txt"}, 1),  # labels of two documents say nothing of one another
        ({"said": date(2021, 6, 8)}, 2),  # the same sum for two different years
        ({"actor": ("LVA",)}, 2),  # another giver
        ({"recipient": ("POL",)}, 2),  # another taker
        ({"programme": "USAI"}, 1),  # one of them names the programme
    ],
)
def test_a_sum_told_again_is_one_summand(make_row: Any, second: dict[str, Any], summands: int) -> None:
    rows = [make_row("a", 100, 100, event="e1"), make_row("b", 100, 100, **second)]
    answer = total(rows)
    assert len(answer.summands) == summands
    assert answer.high == summands * 100 * MILLION
    assert {name for summand in answer.summands for name in summand.reports} == {"a", "b"}
    # Gross counts every announcement, on purpose.
    assert total(rows, "announced_gross").high == 200 * MILLION


def test_two_sums_of_one_document_told_by_another_stay_two(make_row: Any) -> None:
    rows = [make_row("a", 9, 9, event="e1"), make_row("b", 9, 9, event="e2"), make_row("c", 9, 9, document="two.txt")]
    assert total(rows).high == 18 * MILLION


def test_reports_of_one_event_that_differ_give_the_widest_bounds(make_row: Any) -> None:
    rows = [make_row("a", 100, 100, event="e1"), make_row("b", 120, 130, event="e1", document="two.txt")]
    (summand,) = total(rows).summands
    assert (summand.low, summand.high) == (100 * MILLION, 130 * MILLION)


def test_two_programmes_are_two_sums(make_row: Any) -> None:
    rows = [make_row("a", 5, 5, programme="FMF"), make_row("b", 5, 5, programme="USAI", document="two.txt")]
    assert len(total(rows).summands) == 2
    answer = total(rows, programmes=("usai",))
    assert [summand.reports for summand in answer.summands] == [("b",)]
    assert [(left.report, left.reason) for left in answer.left_out] == [("a", "is under FMF, which is not asked for")]


def test_an_unnamed_giver_of_the_same_sum_on_the_same_day_is_the_same(make_row: Any) -> None:
    rows = [make_row("a", 5, 5, actor=()), make_row("b", 5, 5, actor=(), document="two.txt")]
    assert len(total(rows).summands) == 1
    rows = [make_row("a", 5, 5, actor=()), make_row("b", 5, 5, actor=(), document="two.txt", recipient=("MDA",))]
    assert len(total(rows).summands) == 2


def test_a_called_off_pledge_leaves_the_net(make_row: Any) -> None:
    rows = [
        make_row("a", 100, 100, event="e1"),
        make_row("b", None, None, event="e1", status="cancelled", has_sum=False),
    ]
    answer = total(rows)
    assert answer.summands == ()
    assert "called off according to b" in {left.report: left.reason for left in answer.left_out}["a"]
    assert total(rows, "announced_gross").high == 100 * MILLION


def test_unknown_sums_are_counted_and_never_zero(make_row: Any) -> None:
    rows = [
        make_row("a", 100, 100, event="e1"),
        make_row(
            "b", has_sum=False, type="aid.arms", items=(Item("howitzer", "artillery", 6, 6),)
        ),  # arms without a price
        make_row("c", None, None),  # "an undisclosed sum"
        make_row("d", has_sum=False, event="e1"),  # more of an event whose sum is stated
        make_row("e", has_sum=False, items=(Item("howitzer", "artillery", 6, 6, "part"),)),  # a package's content
    ]
    answer = total(rows)
    assert (answer.unknown, answer.low, answer.high) == (2, 100 * MILLION, 100 * MILLION)
    assert {left.report for left in answer.left_out} == {"b", "c", "d", "e"}


def test_currencies_are_converted_with_the_rate_shown(make_row: Any) -> None:
    rows = [make_row("a", 1, 1), make_row("b", 2, 2, currency="EUR"), make_row("c", 30, 30, currency="EUR")]
    answer = total(rows)
    assert answer.currency == "EUR"
    converted = next(summand for summand in answer.summands if summand.rate is not None)
    assert converted.stated == (MILLION, MILLION, "USD")
    assert converted.rate is not None
    assert converted.rate.day == date(2022, 6, 8)
    assert converted.high == pytest.approx(MILLION * converted.rate.factor, abs=0.01)
    assert answer.high == pytest.approx(32 * MILLION + converted.high)
    assert converted.to_json()["rate"] == {"factor": converted.rate.factor, "date": "2022-06-08", "source": "ECB reference rate"}


def test_no_rate_no_sum(make_row: Any) -> None:
    answer = total([make_row("a", 1, 1), make_row("b", 2, 2, currency="UAH")], currency="USD")
    assert answer.high == 1 * MILLION
    assert [(left.report, "no rate" in left.reason) for left in answer.left_out] == [("b", True)]
    assert total([make_row("b", 2, 2, currency="UAH")], currency="GBP").high is None


def test_an_authority_of_up_to_a_sum_is_one_of_that_sum(make_row: Any) -> None:
    rows = [make_row("a", None, 100, status="authorised"), make_row("b", None, 50, status="pledged")]
    assert (total(rows, "authorised").low, total(rows, "authorised").high) == (100 * MILLION, 100 * MILLION)
    assert (total(rows).low, total(rows).high) == (None, 150 * MILLION)


def test_an_announced_drawdown_is_authorised(make_row: Any) -> None:
    rows = [make_row("a", 100, 100, programme="drawdown"), make_row("b", 70, 70, programme="USAI")]
    assert total(rows, "authorised").high == 100 * MILLION


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [
        ({"said": date(2022, 3, 15)}, "added"),
        ({"said": date(2022, 2, 28)}, "outside"),  # another day than asked for: no part of the answer
        ({"when": When(date(2022, 3, 1), date(2022, 3, 31)), "published": date(2022, 4, 2)}, "added"),  # within it
        (
            {"when": When(date(2022, 1, 1), date(2022, 12, 31)), "published": None},
            "left out",
        ),  # a year is not within March
        (
            {"when": When(date(2022, 9, 1), date(2022, 9, 30)), "published": date(2022, 3, 9)},
            "added",
        ),  # announced in March
        ({"published": None}, "left out"),  # no day at all
    ],
)
def test_a_period_is_that_of_the_announcement(make_row: Any, fields: dict[str, Any], outcome: str) -> None:
    answer = total([make_row("a", 5, 5, **fields)], first=date(2022, 3, 1), last=date(2022, 3, 31))
    assert (bool(answer.summands), bool(answer.left_out)) == {
        "added": (True, False),
        "outside": (False, False),
        "left out": (False, True),
    }[outcome]


def test_what_was_delivered_goes_by_the_day_of_delivery(make_row: Any) -> None:
    row = make_row("a", 5, 5, status="done", when=When(date(2022, 2, 1), date(2022, 2, 1)), said=date(2022, 3, 3))
    assert total([row], "delivered_min").summands[0].date == date(2022, 2, 1)
    assert total([row], "pledged_net").summands[0].date == date(2022, 3, 3)


def test_other_types_are_added_where_they_are_asked_for(make_row: Any) -> None:
    rows = [make_row("a", 5, 5, type="mobilize.buildup", status="done"), make_row("b", 7, 7)]
    assert total(rows).high == 7 * MILLION
    assert total(rows, types=("mobilize",)).high == 5 * MILLION


def test_json_has_the_promised_shape(make_row: Any) -> None:
    answer = total([make_row("a", 5, 5), make_row("b", 5, 5, role="cumulative")])
    assert answer.to_json() == {
        "rule": "pledged_net", "as_of": None, "currency": "USD", "low": 5e6, "high": 5e6, "unknown": 0,
        "summands": [{"event": answer.summands[0].event, "date": "2022-06-08", "low": 5e6, "high": 5e6, "currency": "USD", "reports": ["a"]}],
        "left_out": [{"report": "b", "reason": "a running total, which is never added"}],
    }  # fmt: skip


def test_totals_ask_the_ledger(make_document: Any, make_report: Any) -> None:
    document = make_document(text="Oslo pledged 10 million. Troops moved.")
    money = Money(1e7, 1e7, "USD")
    reports = [
        make_report(
            document, "Oslo pledged 10 million.", type="aid.military", status="pledged", recipient=("UKR",), money=money
        ),
        make_report(document, "Troops moved.", type="mobilize.deploy"),
    ]
    with Ledger.open("sqlite://") as store:
        store.add(document, reports, reader="1", at=NOON, resolver=EventResolver())
        assert totals(store.view(), Selection(recipients=("UKR",))).high == 1e7
        assert totals(store.view(), Selection(recipients=("POL",))).high is None
        assert totals(store.view(), Selection()).left_out == ()
        with pytest.raises(UsageError, match="unknown rule"):
            totals(store.view(), Selection(), rule="guess")


SUMS = st.none() | st.integers(1, 3)


@settings(max_examples=80, deadline=None)
@given(
    drawn=st.lists(
        st.tuples(
            SUMS, st.sampled_from(("new", "cumulative", "part", "envelope")), st.sampled_from((None, "e1", "e2")),
            st.sampled_from(("one.txt", "two.txt")), st.sampled_from(STATUSES), st.booleans(),
        ),
        max_size=9,
    ),
    rule=st.sampled_from(list(RULES)),
    seed=st.integers(),
)  # fmt: skip
def test_order_never_matters_and_only_new_sums_enter(drawn: list[Any], rule: str, seed: int, make_row: Any) -> None:
    rows = [
        make_row(f"r{n}", low, low, role=role, event=event, document=document, status=status, hedged=hedged)
        for n, (low, role, event, document, status, hedged) in enumerate(drawn)
    ]
    answer = total(rows, rule)
    shuffled = list(rows)
    random.Random(seed).shuffle(shuffled)
    assert total(shuffled, rule) == answer
    added = [name for summand in answer.summands for name in summand.reports]
    by_id = {row.report.id: row.report for row in rows}
    assert all(by_id[name].money.role == "new" and by_id[name].money.low for name in added)
    # Each report is either added, once, or left out, once, with a reason.
    assert sorted([*added, *(left.report for left in answer.left_out)]) == sorted(by_id)
    assert answer.low != 0
