"""What the ledger is asked: functions of a `LedgerView`, each answer with the reports that it rests on."""

from vedette.questions.timeline import Timeline, timeline
from vedette.questions.totals import RULES, Total, totals

__all__ = ["RULES", "Timeline", "Total", "timeline", "totals"]
