"""Cues for which report another report answers. The data is `responses.toml`."""

from __future__ import annotations

from functools import cache

from vedette.lexicon.tables import read_table


@cache
def response_words(name: str) -> frozenset[str]:
    """One list of the table: answering_nouns, answering_verbs, causing_verbs, answered_prepositions, grounds, conditions."""
    return frozenset(read_table("responses")["words"][name])


@cache
def pointing_nouns(kind: str) -> frozenset[str]:
    """Nouns that point back at an act, a claim or a request."""
    return frozenset(read_table("responses")["pointing"][kind])
