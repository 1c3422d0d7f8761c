"""Analysis -> reports: what a document puts forward, with the evidence and the rule that found it."""

from vedette.reports.reader import read_reports

__all__ = ["read_reports"]
