"""Reports of many documents to events: pure functions of the reports, whatever order they come in.

`EventResolver` says which reports to compare (`keys`), how well two agree (`scores`), what can never be one event
(`contradictions`), and which groups follow (`clusters`). `describe` makes an event of a group: best bounds, status history,
independent origins, corroboration and conflicts. `relate` links tranches to envelopes and sums to the sums that they add up.
"""

from vedette.resolution.best import best_bounds
from vedette.resolution.clusters import EventResolver, group_reports
from vedette.resolution.days import Days, announced, happened, told_days
from vedette.resolution.events import best_days, describe
from vedette.resolution.relations import Relation, relate
from vedette.resolution.sorts import sort_of, stage

__all__ = [
    "Days", "EventResolver", "Relation", "announced", "best_bounds", "best_days", "describe", "group_reports", "happened", "relate",
    "sort_of", "stage", "told_days",
]  # fmt: skip
