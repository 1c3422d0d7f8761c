"""Sums under a named rule: what is added, what is left out and why. Bounds all the way, and unknown is never 0.

Only sums of role `new` ever add up. Reports of one event, or of one sum told again, are one summand; where they differ,
its bounds are the widest of them. This version adds up single reports and the groups that the texts themselves give
(`event`), or that have the same parties, sum and day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vedette.ledger import LedgerReport, LedgerView, Selection
from vedette.model.errors import UsageError
from vedette.model.report import Report

COMMITTED = ("pledged", "authorised", "contracted", "ongoing", "done")
# The statuses that a rule adds up, and in words.
RULES: dict[str, tuple[tuple[str, ...], str]] = {
    "pledged_net": (COMMITTED, "pledged or firmer, each sum once, called-off ones out"),
    "authorised": (COMMITTED[1:], "formally approved or firmer, each sum once"),
    "delivered_min": (("done",), "told as delivered, without hedge"),
    "delivered_max": (("ongoing", "done"), "told as delivered or on its way, hedged ones too"),
    "announced_gross": (COMMITTED, "every announcement of new money, double counting on purpose"),
}
ROLE_REASONS = {
    "cumulative": "a running total, which is never added",
    "part": "part of a sum that is reported by itself",
    "envelope": "a ceiling that later sums draw on",
}


@dataclass(frozen=True, slots=True)
class Summand:
    """One sum with all the reports that tell of it. `date` is the day that the rule asks for, None where unknown."""

    event: str | None
    date: date | None
    low: float | None
    high: float | None
    currency: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A report about aid or money that the total does not add, and the reason."""

    report: str
    reason: str


@dataclass(frozen=True, slots=True)
class Total:
    """The answer. `low`..`high` adds the bounds of the summands: None where no summand has that bound, or, for `high`, where
    one is open. `unknown` counts the reports that the rule would add but that state no sum."""

    rule: str
    as_of: date | None
    currency: str | None
    low: float | None
    high: float | None
    unknown: int
    summands: tuple[Summand, ...]
    left_out: tuple[LeftOut, ...]

    def to_json(self) -> dict[str, object]:
        """The shape that `vedette totals --json` prints, dates in ISO form."""
        return {
            "rule": self.rule,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "currency": self.currency,
            "low": self.low,
            "high": self.high,
            "unknown": self.unknown,
            "summands": [
                {
                    "event": summand.event,
                    "date": summand.date.isoformat() if summand.date else None,
                    "low": summand.low,
                    "high": summand.high,
                    "currency": summand.currency,
                    "reports": list(summand.reports),
                }
                for summand in self.summands
            ],
            "left_out": [{"report": left.report, "reason": left.reason} for left in self.left_out],
        }


def totals(
    view: LedgerView,
    selection: Selection,
    *,
    rule: str = "pledged_net",
    currency: str | None = None,
    as_of: date | None = None,
) -> Total:
    """Adds up the sums of the selection under `rule`, in one currency: the one asked for, else the one most sums are in.

    The selection's period is that of the rule's day: the day on which the sum was announced, or, for what was delivered, the
    day of delivery. `as_of` is noted in the answer; where the period ends, it ends the period. UsageError for an unknown rule.
    """
    if rule not in RULES:
        raise UsageError(f"unknown rule {rule!r}", remedy=f"Take one of {', '.join(RULES)}")
    undated = Selection(
        types=(), actors=selection.actors, recipients=selection.recipients, places=selection.places,
        programmes=selection.programmes, documents=selection.documents,
    )  # fmt: skip
    rows = [row for row in view.reports(undated) if _is_about_aid(row.report)]
    return add_up(rows, selection, rule=rule, currency=currency, as_of=as_of)


def add_up(
    rows: Iterable[LedgerReport], selection: Selection, *, rule: str, currency: str | None, as_of: date | None
) -> Total:
    """The sum of these reports, whatever order they come in; see `totals`."""
    ordered = sorted(rows, key=lambda row: (row.report.document, row.report.start, row.report.end, row.report.id))
    within, left = _within(ordered, selection, rule)
    cancelled = {
        row.report.event: row.report.id for row in within if row.report.status == "cancelled" and row.report.event
    }
    added: list[LedgerReport] = []
    unknown: list[LedgerReport] = []
    for row in within:
        reason = _reason_against(row, selection, rule, cancelled)
        if reason:
            left.append(LeftOut(row.report.id, reason))
        elif _has_no_sum(row.report):
            unknown.append(row)
        else:
            added.append(row)
    currency = currency or _usual_currency(added)
    other = [row for row in added if _currency(row) != currency]
    left += [
        LeftOut(row.report.id, f"stated in {_currency(row)}, and this total is in {currency}: sums are not converted")
        for row in other
    ]
    summands = tuple(_summand(group, rule) for group in _groups([r for r in added if _currency(r) == currency], rule))
    told = {row.report.event: row.report.id for row in reversed(added) if row.report.event}
    count = 0
    for row in unknown:
        if row.report.event in told:
            left.append(LeftOut(row.report.id, f"tells more of the same event as {told[row.report.event]}"))
        else:
            left.append(LeftOut(row.report.id, "states no sum: counted as unknown"))
            count += 1
    low, high = _bounds(summands)
    return Total(rule, as_of, currency, low, high, count, tuple(sorted(summands, key=_by_day)), tuple(left))


def rule_day(row: LedgerReport, rule: str) -> tuple[date | None, date | None]:
    """First and last day that the rule goes by: of the announcement, or, for what was delivered, of the delivery.

    "On 3 May Oslo pledged a battery for the autumn" goes by 3 May under `pledged_net`, though its event is in the autumn.
    """
    report = row.report
    when = (report.when.start, report.when.end) if report.when.start or report.when.end else None
    said = (report.said, report.said) if report.said else None
    published = (row.published, row.published) if row.published else None
    if rule.startswith("delivered"):
        return when or said or published or (None, None)
    # An event dated after the text was published is what was announced, not the announcing.
    is_past = when is not None and when[1] is not None and (row.published is None or when[1] <= row.published)
    return said or (when if is_past and when else None) or published or when or (None, None)


def _is_about_aid(report: Report) -> bool:
    return report.money is not None or report.type.startswith("aid.")


def _within(rows: Sequence[LedgerReport], selection: Selection, rule: str) -> tuple[list[LedgerReport], list[LeftOut]]:
    """The rows whose day lies in the period, and those left out because their day is unknown or only partly in it."""
    within: list[LedgerReport] = []
    left: list[LeftOut] = []
    for row in rows:
        first, last = rule_day(row, rule)
        begin, end = selection.first, selection.last
        if begin is None and end is None:
            within.append(row)
        elif first is None and last is None:
            left.append(LeftOut(row.report.id, "has no date, and a period is asked for"))
        elif (begin and last and last < begin) or (end and first and first > end):
            continue
        elif (begin and (first is None or first < begin)) or (end and (last is None or last > end)):
            left.append(LeftOut(row.report.id, f"dated only to {first or ''}..{last or ''}, partly outside the period"))
        else:
            within.append(row)
    return within, left


def _reason_against(row: LedgerReport, selection: Selection, rule: str, cancelled: dict[str, str]) -> str | None:
    """Why this report is not added under the rule, None where it is."""
    report, (statuses, _) = row.report, RULES[rule]
    if not selection.wants_type(report.type) or (not selection.types and not report.type.startswith("aid.")):
        return f"is {report.type}" + ("" if selection.types else ", no aid (ask for it with --type)")
    if report.status not in statuses:
        return f"is {report.status}: {rule} adds {', '.join(statuses)}"
    if selection.statuses and report.status not in selection.statuses:
        return f"is {report.status}, which is not asked for"
    if report.negated:
        return "says that it did or will not happen"
    if rule == "delivered_min" and report.hedged:
        return "is hedged: delivered_min takes only what is told without doubt"
    if report.money is not None and report.money.role != "new":
        return ROLE_REASONS[report.money.role]
    if report.money is None and report.items and all(item.role != "new" for item in report.items):
        return ROLE_REASONS[report.items[0].role]
    if rule == "pledged_net" and report.event in cancelled:
        return f"was called off according to {cancelled[report.event]}"
    return None


def _has_no_sum(report: Report) -> bool:
    return report.money is None or (report.money.low is None and report.money.high is None)


def _currency(row: LedgerReport) -> str:
    assert row.report.money is not None
    return row.report.money.currency


def _usual_currency(rows: Sequence[LedgerReport]) -> str | None:
    """The currency that most of the sums are in, the first by name of several such."""
    names = [_currency(row) for row in rows]
    return min(names, key=lambda name: (-names.count(name), name), default=None)


def _groups(rows: Sequence[LedgerReport], rule: str) -> list[list[LedgerReport]]:
    """The reports of one sum together, in any order of arrival; under `announced_gross` each by itself.

    Two reports are one sum where they have the same event, or the same parties, bounds, programme and day. A document that
    tells such sums as two events ("100 million for pilots and 100 million for engineers") has two of them.
    """
    if rule == "announced_gross":
        return [[row] for row in rows]
    parent = list(range(len(rows)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    by_key: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    labels: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    for i, row in enumerate(rows):
        for key in _keys(row, rule):
            by_key[(*key, _turn(row, labels[(row.report.document, key)]))].append(i)
    for members in by_key.values():
        for other in members[1:]:
            first, second = sorted((root(members[0]), root(other)))
            parent[second] = first
    groups: defaultdict[int, list[LedgerReport]] = defaultdict(list)
    for i, row in enumerate(rows):
        groups[root(i)].append(row)
    return list(groups.values())


def _keys(row: LedgerReport, rule: str) -> list[tuple[object, ...]]:
    """What a report of the same sum would share with this one; nothing beyond the event where nobody is named to give it."""
    report, money = row.report, row.report.money
    keys: list[tuple[object, ...]] = [("event", report.event)] if report.event else []
    if report.actor and money is not None:
        first, last = rule_day(row, rule)
        day: tuple[object, ...] = (first, last) if first or last else (report.document,)
        keys.append(
            (frozenset(report.actor), frozenset(report.recipient), money.low, money.high, report.programme, *day)
        )
    return keys


def _turn(row: LedgerReport, labels: list[str]) -> int:
    """Which of the events that one document tells with the same key this is, by order; a report without an event is of the first."""
    if row.report.event is None:
        return 0
    if row.report.event not in labels:
        labels.append(row.report.event)
    return labels.index(row.report.event)


def _summand(group: Sequence[LedgerReport], rule: str) -> Summand:
    """One sum: the widest bounds that its reports give, on the earliest day."""
    sums = [row.report.money for row in group if row.report.money is not None]
    lows, highs = [money.low for money in sums], [money.high for money in sums]
    known_lows = [low for low in lows if low is not None]
    known_highs = [high for high in highs if high is not None]
    days = sorted(day for row in group if (day := rule_day(row, rule)[0]) is not None)
    events = sorted({row.report.event for row in group if row.report.event})
    return Summand(
        event=events[0] if events else None,
        date=days[0] if days else None,
        low=min(known_lows) if len(known_lows) == len(lows) else None,
        high=max(known_highs) if len(known_highs) == len(highs) else None,
        currency=sums[0].currency,
        reports=tuple(row.report.id for row in group),
    )


def _bounds(summands: Sequence[Summand]) -> tuple[float | None, float | None]:
    lows = [summand.low for summand in summands if summand.low is not None]
    highs = [summand.high for summand in summands if summand.high is not None]
    return (sum(lows) if lows else None), (sum(highs) if highs and len(highs) == len(summands) else None)


def _by_day(summand: Summand) -> tuple[date, tuple[str, ...]]:
    return summand.date or date.max, summand.reports
