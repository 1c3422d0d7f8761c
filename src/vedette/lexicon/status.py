"""Words that decide how real an embedded event is, looked up by lemma. The data is `status.toml`."""

from __future__ import annotations

from functools import cache

from vedette.lexicon.tables import read_table

# Section keys in the data are adjectives of the record's ladder except these, which name the class of the governing verb.
_CLASS_NAMES = {"demand": "demanded"}
SECTIONS = ("verbs", "support", "nouns", "adjectives", "adverbs", "modals", "markers", "predicative", "acts")


@cache
def cues(section: str) -> dict[str, str]:
    """Lemma to class for a section of the table: `cues("verbs")["authorise"]` is "authorised"."""
    table = read_table("status")[section]
    return {lemma: _CLASS_NAMES.get(name, name) for name, lemmas in reversed(table.items()) for lemma in lemmas}
