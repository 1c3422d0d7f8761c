"""Units of measure by the forms that follow a numeral. The data is `units.toml`."""

from __future__ import annotations

import re
from functools import cache

from vedette.lexicon.tables import read_table


@cache
def unit_pattern() -> re.Pattern[str]:
    """Matches, right after a numeral, an optional space or hyphen and the form of a unit."""
    forms = sorted(unit_names(), key=len, reverse=True)
    return re.compile(r"[\s-]?(" + "|".join(re.escape(f).replace(r"\ ", r"\s+") for f in forms) + r")(?![\w])")


@cache
def unit_names() -> dict[str, str]:
    """Form to the unit's name: "pct" to "percent"."""
    return {form: name for name, forms in read_table("units")["forms"].items() for form in forms}
