"""Currency symbols, names and codes, longest first. The data is `currencies.toml`."""

from __future__ import annotations

from functools import cache

from vedette.lexicon.tables import read_table


@cache
def symbols() -> dict[str, str]:
    """Symbol to ISO 4217 code, longest symbol first: "NT$" before "$"."""
    pairs = [(s, code) for code, forms in read_table("currencies")["symbols"].items() for s in forms]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def names() -> dict[str, str]:
    """Lower-case name to ISO 4217 code, longest name first."""
    pairs = [(n.lower(), code) for code, forms in read_table("currencies")["names"].items() for n in forms]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def codes() -> frozenset[str]:
    """ISO 4217 codes that the table knows."""
    table = read_table("currencies")
    return frozenset([*table["symbols"], *table["names"]])
