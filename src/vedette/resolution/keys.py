"""Which reports are compared at all: those that share a key. Keys are few for each report, and a key holds few reports.

A day is filed under its own stretch of days and the next, so that two days less than a stretch apart always share one.
"""

from __future__ import annotations

from vedette.model.event import Told
from vedette.resolution.amounts import figure
from vedette.resolution.days import told_days
from vedette.resolution.sorts import family, has_substance, number_in_series, sort_of

NARROW = 3  # days
WIDE = 180  # days: how much later a sum is told again, or delivered
LONGEST = 45  # days that an event's dates may cover and still be filed by day


def blocking_keys(told: Told) -> tuple[str, ...]:
    """The keys of a report, each a text that says what is shared; sorted, none twice."""
    report, sort = told.report, sort_of(told.report)
    keys = {f"document|{report.document}|{family(report)}"}
    if report.event:
        keys.add(f"label|{report.document}|{report.event}")
        keys.add(f"label|{report.event}")  # a reviewer's label joins reports of several documents
    actors, recipients = report.actor or ("?",), report.recipient or ("?",)
    number = number_in_series(report.evidence)
    if report.programme and number is not None:
        keys |= {f"series|{report.programme}|{recipient}|{number}" for recipient in recipients}
    sides = [f"{actor}>" for actor in report.actor] + [f">{recipient}" for recipient in report.recipient]
    wide = _stretches(told, WIDE)
    if report.money is not None and (sum_ := figure(report.money.low, report.money.high)) is not None:
        keys |= {f"sum|{sort}|{side}|{sum_:.12g}|{stretch}" for side in sides for stretch in wide}
    if report.type.startswith("aid.") and has_substance(report):
        keys |= {
            f"items|{sort}|{side}|{item.category}|{figure(item.low, item.high):.12g}|{stretch}"
            for item in report.items if figure(item.low, item.high) is not None for side in sides for stretch in wide
        }  # fmt: skip
    pairs = [f"{actor}>{recipient}" for actor in actors for recipient in recipients]
    if not report.type.startswith("aid."):
        places = [place.name for place in report.place]
        pairs += [f"{party}@{place}" for party in (*report.actor, *report.recipient) for place in places]
        pairs += [f"{one}+{other}" for one in report.actor for other in report.actor if one < other]
    kind = "aid" if sort == "total" and report.type.startswith("aid.") else family(report)
    keys |= {f"day|{kind}|{sort}|{pair}|{stretch}" for pair in pairs for stretch in _stretches(told, NARROW)}
    return tuple(sorted(keys))


def _stretches(told: Told, width: int) -> list[int]:
    days = told_days(told)
    if days.first is None or days.last is None:
        return [-1] if width == WIDE else []
    if (days.last - days.first).days > max(LONGEST, width):
        return [(days.last.toordinal() // width) + k for k in (0, 1)]
    return list(range(days.first.toordinal() // width, days.last.toordinal() // width + 2))
