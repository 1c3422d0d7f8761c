"""Sums under a named rule: what is added, what is left out and why. Bounds all the way, and unknown is never 0.

Each event adds once, whoever tells of it and however often. Only sums of role `new` ever add up: running totals, parts and ceilings
are left out, and so is a sum that only adds up others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from vedette.ledger import LedgerReport, LedgerView, Selection
from vedette.ledger.grouping import as_told
from vedette.lexicon.exchange import Rate, exchange_rate
from vedette.lexicon.programmes import is_authority
from vedette.model.errors import UsageError
from vedette.model.event import Event, Group, Link, Told
from vedette.model.report import Report
from vedette.questions.events import events_of
from vedette.resolution import (
    Days,
    Relation,
    announced,
    best_bounds,
    best_days,
    describe,
    happened,
    relate,
    sort_of,
    stage,
)

COMMITTED = ("pledged", "authorised", "contracted", "ongoing", "done")
# The statuses that a rule adds up, and in words.
RULES: dict[str, tuple[tuple[str, ...], str]] = {
    "pledged_net": (COMMITTED, "pledged or firmer, each sum once, called-off ones out"),
    "authorised": (COMMITTED[1:], "formally approved or firmer, each sum once; an authority of up to a sum is one of that sum"),
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
    """One sum with all the reports that tell of it. `date` is the day that the rule asks for, None where unknown.

    `low`, `high` and `currency` are those of the total; where the text states another currency, `stated` has what it states, and
    `rate` the rate that it was converted by.
    """

    event: str | None
    date: date | None
    low: float | None
    high: float | None
    currency: str
    reports: tuple[str, ...]
    stated: tuple[float | None, float | None, str] | None = None
    rate: Rate | None = None

    def to_json(self) -> dict[str, object]:
        shown: dict[str, object] = {
            "event": self.event, "date": self.date.isoformat() if self.date else None, "low": self.low, "high": self.high,
            "currency": self.currency, "reports": list(self.reports),
        }  # fmt: skip
        if self.stated is not None and self.rate is not None:
            low, high, currency = self.stated
            shown["stated"] = {"low": low, "high": high, "currency": currency}
            shown["rate"] = {"factor": self.rate.factor, "date": self.rate.day.isoformat(), "source": "ECB reference rate"}
        return shown


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A report about aid or money that the total does not add, and the reason."""

    report: str
    reason: str


@dataclass(frozen=True, slots=True)
class Total:
    """The answer. `low`..`high` adds the bounds of the summands: None where no summand has that bound, or, for `high`, where
    one is open. `unknown` counts the events that the rule would add but of which no report states a sum."""

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
            "summands": [summand.to_json() for summand in self.summands],
            "left_out": [{"report": left.report, "reason": left.reason} for left in self.left_out],
        }


@dataclass(frozen=True, slots=True)
class Asked:
    """What a total is asked for, and under which rule."""

    selection: Selection
    rule: str

    @property
    def statuses(self) -> tuple[str, ...]:
        return RULES[self.rule][0]


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
    day of delivery. A programme asked for is that of the event: a report that names none belongs to the programme that another
    report of its event names. `as_of` is noted in the answer. UsageError for an unknown rule.
    """
    if rule not in RULES:
        raise UsageError(f"unknown rule {rule!r}", remedy=f"Take one of {', '.join(RULES)}")
    undated = Selection(
        types=(), actors=selection.actors, recipients=selection.recipients, places=selection.places, documents=selection.documents,
    )  # fmt: skip
    rows = [row for row in view.reports(undated) if _is_about_aid(row.report)]
    events = events_of(view, rows)
    return add_up(rows, events, selection, rule=rule, currency=currency, as_of=as_of)


def add_up(
    rows: Iterable[LedgerReport], events: dict[str, str], selection: Selection, *, rule: str, currency: str | None, as_of: date | None
) -> Total:
    """The sum of these reports, whatever order they come in; `events` has the event of each by the ids of both. See `totals`."""
    asked = Asked(selection, rule)
    told = {row.report.id: as_told(row) for row in sorted(rows, key=lambda row: row.report.id)}
    described = [describe(_group(event, names), [told[name] for name in names]) for event, names in _by_event(told, events)]
    admitted = {event.id: _admitted(event, told, asked) for event in described}
    left: dict[str, str] = {}
    summands: list[Summand] = []
    unknown = 0
    reasons = _composed(relate(described, told), admitted)
    for event in described:
        added, why = admitted[event.id]
        left.update(why)
        days = _rule_days([told[name] for name in added], rule) if added else None
        outside = _outside(days, selection) if days is not None else None
        if outside == "":  # of another time than asked for: no part of the answer
            for name in event.reports:
                left.pop(name, None)
            continue
        reason = outside or reasons.get(event.id)
        if added and reason:
            left.update(dict.fromkeys(added, reason))
        elif added:
            made = _summands(event, added, told, asked, days)
            summands += made
            kept = {name for summand in made for name in summand.reports}
            unknown += not made
            for name in kept:
                left.pop(name, None)
            told_so = f"states no sum: tells more of {event.id}, which is counted" if made else "states no sum: counted as unknown"
            left.update({name: told_so for name in added if name not in kept})
    currency = currency or _usual_currency(summands)
    converted = [_convert(summand, currency) for summand in summands]
    for summand in converted:
        if summand.currency != currency:
            left.update(dict.fromkeys(summand.reports, f"stated in {summand.currency}, for which the table has no rate to {currency} on {summand.date or 'an unknown day'}"))
    kept_summands = tuple(sorted((summand for summand in converted if summand.currency == currency), key=_by_day))
    low, high = _bounds(kept_summands)
    in_order = sorted(left, key=lambda name: (told[name].report.document, told[name].report.start, told[name].report.end, name))
    return Total(rule, as_of, currency, low, high, unknown, kept_summands, tuple(LeftOut(name, left[name]) for name in in_order))


def _is_about_aid(report: Report) -> bool:
    return report.money is not None or report.type.startswith("aid.")


def _by_event(told: dict[str, Told], events: dict[str, str]) -> list[tuple[str, list[str]]]:
    """Reports of each event; what the ledger has in none is an event by itself."""
    found: dict[str, list[str]] = {}
    for name in told:
        found.setdefault(events.get(name, name), []).append(name)
    return sorted(found.items())


def _group(event: str, names: Sequence[str]) -> Group:
    return Group(event, tuple(Link(name) for name in names))


def _admitted(event: Event, told: dict[str, Told], asked: Asked) -> tuple[list[str], dict[str, str]]:
    """The reports of an event that the rule adds, and why not the others."""
    cancelled = [name for name in event.reports if told[name].report.status == "cancelled"]
    programmes = {name.casefold() for name in asked.selection.programmes}
    added, left = list[str](), dict[str, str]()
    for name in event.reports:
        reason = _reason_against(told[name].report, event, asked)
        if reason is None and programmes and (event.programme or "").casefold() not in programmes:
            reason = f"is under {event.programme}, which is not asked for" if event.programme else "is under no programme that a report names"
        if reason is None and asked.rule == "pledged_net" and cancelled:
            reason = f"was called off according to {cancelled[0]}"
        if reason is None:
            added.append(name)
        else:
            left[name] = reason
    return added, left


def _reason_against(report: Report, event: Event, asked: Asked) -> str | None:
    """Why this report is not added under the rule, None where it is."""
    selection, rule = asked.selection, asked.rule
    if not selection.wants_type(report.type) or (not selection.types and not report.type.startswith("aid.")):
        return f"is {report.type}" + ("" if selection.types else ", no aid (ask for it with --type)")
    is_granted = rule == "authorised" and report.status == "pledged" and is_authority(event.programme)
    if report.status not in asked.statuses and not is_granted:
        return f"is {report.status}: {rule} adds {', '.join(asked.statuses)}"
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
    return None


def _composed(relations: Sequence[Relation], admitted: dict[str, tuple[list[str], dict[str, str]]]) -> dict[str, str]:
    """Events that are counted by others: a sum that only adds up others, or, where the rule takes it and not all of them, they."""
    found: dict[str, str] = {}
    for relation in relations:
        if relation.kind != "adds up" or not admitted[relation.one][0]:
            continue
        counted = [part for part in relation.others if admitted[part][0]]
        if len(counted) == len(relation.others):
            found[relation.one] = f"adds up {', '.join(relation.others)}, which are counted: {relation.reason}"
        else:
            found.update(dict.fromkeys(counted, f"is part of {relation.one}, which is counted: {relation.reason}"))
    return found


def _rule_days(told: Sequence[Told], rule: str) -> Days:
    """The day that the rule goes by: of the announcing, or, for what was delivered, of the delivery."""
    if rule.startswith("delivered"):
        return best_days([happened(one) for one in told])
    firm = [one for one in told if one.report.status == "authorised"] if rule == "authorised" else []
    announcing = [one for one in told if stage(one) in ("announced", "approved")]
    for chosen in (firm, announcing):
        days = best_days([announced(one) for one in chosen])
        if days.is_exact:
            return days
    anyhow, days = best_days([announced(one) for one in told]), best_days([announced(one) for one in firm or announcing or told])
    # A delivery is later than the announcing; what is misread as one is not.
    return anyhow if anyhow.first and days.first and anyhow.first <= days.first else days


def _outside(days: Days, selection: Selection) -> str | None:
    """None where the days lie in the period, "" where they lie outside, else why that cannot be said."""
    begin, end = selection.first, selection.last
    first, last = days.first, days.last
    if begin is None and end is None:
        return None
    if first is None and last is None:
        return "has no date, and a period is asked for"
    if (begin and last and last < begin) or (end and first and first > end):
        return ""
    if (begin and (first is None or first < begin)) or (end and (last is None or last > end)):
        return f"dated only to {first or ''}..{last or ''}, partly outside the period"
    return None


def _summands(event: Event, added: Sequence[str], told: dict[str, Told], asked: Asked, days: Days | None) -> list[Summand]:
    """The sum of an event with all that tell of it; under `announced_gross` one for each report. None where no sum is stated."""
    if asked.rule == "announced_gross":
        return [summand for name in added for summand in _summand(event, [name], told, asked, _rule_days([told[name]], asked.rule))]
    return _summand(event, added, told, asked, days)


def _summand(event: Event, added: Sequence[str], told: dict[str, Told], asked: Asked, days: Days | None) -> list[Summand]:
    stating = [name for name in added if _has_sum(told[name].report)]
    if not stating and not asked.rule.startswith("delivered") and asked.rule != "announced_gross":
        # "The parliament approved the package": of the sum that another report of the event states.
        stating = [name for name in event.reports if _has_sum(told[name].report) and sort_of(told[name].report) == "new" and not told[name].report.negated]
    sums = [money for name in stating if (money := told[name].report.money) is not None]
    if not sums:
        return []
    codes = [money.currency for money in sums]
    currency = min(codes, key=lambda code: (-codes.count(code), code))
    low, high, _ = best_bounds([(money.low, money.high) for money in sums if money.currency == currency])
    if asked.rule == "authorised" and low is None and _grants(event, added, told):
        low = high
    return [Summand(event.id, days.first if days else None, low, high, currency, tuple(stating))]


def _grants(event: Event, added: Sequence[str], told: dict[str, Told]) -> bool:
    """Whether a report tells of an authority given: its ceiling is its size."""
    return is_authority(event.programme) or any(told[name].report.status == "authorised" for name in added)


def _has_sum(report: Report) -> bool:
    return report.money is not None and (report.money.low is not None or report.money.high is not None)


def _usual_currency(summands: Sequence[Summand]) -> str | None:
    """The currency that most of the sums are in, the first by name of several such."""
    names = [summand.currency for summand in summands]
    return min(names, key=lambda name: (-names.count(name), name), default=None)


def _convert(summand: Summand, currency: str | None) -> Summand:
    """The summand in this currency, by the reference rate of its day; as it is where there is no rate."""
    if currency is None or summand.currency == currency or summand.date is None:
        return summand
    rate = exchange_rate(summand.currency, currency, summand.date)
    if rate is None:
        return summand
    low, high = (None if bound is None else round(bound * rate.factor, 2) for bound in (summand.low, summand.high))
    return replace(summand, low=low, high=high, currency=currency, stated=(summand.low, summand.high, summand.currency), rate=rate)


def _bounds(summands: Sequence[Summand]) -> tuple[float | None, float | None]:
    lows = [summand.low for summand in summands if summand.low is not None]
    highs = [summand.high for summand in summands if summand.high is not None]
    return (sum(lows) if lows else None), (sum(highs) if highs and len(highs) == len(summands) else None)


def _by_day(summand: Summand) -> tuple[date, tuple[str, ...]]:
    return summand.date or date.max, summand.reports
