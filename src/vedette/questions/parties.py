"""Names of parties as people type them, for `--actor` and `--recipient`, here and in addresses."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

import pycountry

from vedette.ledger import LedgerView
from vedette.lexicon.actors import actor_lexicon, words_of
from vedette.model.errors import UsageError

# A name stands for its own state before it stands for what is merely called after it.
ROLES = ("name", "organ", "metonym", "capital", "people", "adjective")


def party_names(given: str) -> tuple[str, ...]:
    """The name as given, and the canonical ids that it stands for: "Ukraine" is ("Ukraine", "UKR").

    An id, a code of two letters, and any name that the press writes will do, whatever its capitals ("the Kremlin", "uk"); a
    group of fixed membership stands for each of its members ("Baltic states": EST, LVA, LTU). A party that the lexicon
    does not know goes by its name as the ledger has it.
    """
    return (given, *(name for name in party_ids(given) if name != given))


def party_ids(given: str) -> tuple[str, ...]:
    """The canonical ids that a name stands for, empty where it is known neither as a party nor as a state."""
    code = pycountry.countries.get(alpha_3=given.strip().upper())
    if code is not None:
        return (str(code.alpha_3),)
    return _known_names().get(_folded(given)) or _state(given)


def require_known(view: LedgerView, given: Iterable[str]) -> None:
    """UsageError for a name that is neither a party's nor stands in the ledger as it is: a slip, which would find nothing."""
    for name in given:
        if not party_ids(name) and not view.names_party(name):
            near = get_close_matches(_folded(name), list(_known_names()), n=1, cutoff=0.75)
            meant = f"; {near[0]!r} comes near" if near else ""
            raise UsageError(
                f"no party is known as {name!r}, and the ledger names none so",
                remedy="Give an id (GBR, NATO) or a name as the press writes it" + meant,
            )


def _folded(name: str) -> str:
    words = [word.folded for word in words_of(name)]
    return " ".join(words[1:] if words[:1] == ["the"] else words)


@cache
def _known_names() -> dict[str, tuple[str, ...]]:
    """Ids by the folded words of each name in the lexicon; treat as read-only."""
    known: dict[str, tuple[str, ...]] = {}
    for role in ROLES:
        for name in actor_lexicon().names:
            if name.role == role and (folded := _folded(name.surface)):
                known.setdefault(folded, name.ids)
    return known


def _state(given: str) -> tuple[str, ...]:
    """The state of a code, a short or an official name, or of its beginning where only one state's name begins so."""
    try:
        return (str(pycountry.countries.lookup(given).alpha_3),)
    except LookupError:
        folded = given.strip().casefold()
    begun = [
        state
        for state in pycountry.countries
        if state.name.casefold().startswith((f"{folded} ", f"{folded},", f"{folded}n "))
    ]
    return (str(begun[0].alpha_3),) if len(begun) == 1 and folded else ()
