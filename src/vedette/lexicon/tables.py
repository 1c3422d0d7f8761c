"""Reads the lexicon's TOML tables. Each file opens with `[meta]`: schema, about, source, examples, counter_examples."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from vedette.model.errors import LexiconError

META_KEYS = ("schema", "about", "source", "examples", "counter_examples")


@cache
def read_table(name: str) -> dict[str, Any]:
    """The table `data/NAME.toml` as parsed; treat it as read-only. LexiconError where its `[meta]` is incomplete."""
    text = files("vedette.lexicon").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"lexicon table {name}.toml is not TOML: {error}", remedy="Mend the line that it names") from error
    missing = [key for key in META_KEYS if key not in table.get("meta", {})]
    if missing:
        raise LexiconError(f"lexicon table {name}.toml lacks meta {', '.join(missing)}", remedy="Add them under [meta]")
    return table
