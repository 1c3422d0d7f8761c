"""Materiel by name: weapon systems as written, generic terms by lemma. The data is `materiel.toml`."""

from __future__ import annotations

import re
from functools import cache

from vedette.lexicon.tables import read_table


@cache
def systems() -> dict[tuple[str, ...], tuple[str, str]]:
    """Key words of a system's name to (name, category): ("f16",) to ("F-16", "aircraft")."""
    rows = read_table("materiel")["systems"]
    return {system_key(name): (name, category) for category, names in rows.items() for name in names}


@cache
def generic() -> dict[tuple[str, ...], tuple[str, str]]:
    """Lower-case words of a generic term to (term, category)."""
    rows = read_table("materiel")["generic"]
    return {tuple(re.findall(r"\w+", term.lower())): (term, category) for category, terms in rows.items() for term in terms}


def system_key(name: str) -> tuple[str, ...]:
    """Words of a name without hyphens and inner marks: "F-16" and "F16" have the same key."""
    return tuple(re.sub(r"[-/.'’]", "", word) for word in name.split())
