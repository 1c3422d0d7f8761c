"""CleanText -> Analysis: parse, actors, places, dates, quantities, who-says-what, and how real each predicate is put."""

from vedette.analysis.analyse import analyse

__all__ = ["analyse"]
