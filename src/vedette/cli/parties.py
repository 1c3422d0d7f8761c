"""Names of parties as people type them, for `--actor` and `--recipient`."""

from __future__ import annotations

import pycountry


def party_names(given: str) -> tuple[str, ...]:
    """The name as given, and the canonical id of the state that it names: "Ukraine" is ("Ukraine", "UKR").

    An id, a code of two letters, a short or official name will do, or its beginning where only one state's name begins so
    ("Russia" for the Russian Federation). A party that is no state goes by its name as the ledger has it.
    """
    found = _state(given)
    return (given,) if found is None or found == given else (given, found)


def _state(given: str) -> str | None:
    try:
        return str(pycountry.countries.lookup(given).alpha_3)
    except LookupError:
        folded = given.strip().casefold()
    begun = [
        state
        for state in pycountry.countries
        if state.name.casefold().startswith((f"{folded} ", f"{folded},", f"{folded}n "))
    ]
    return str(begun[0].alpha_3) if len(begun) == 1 and folded else None
