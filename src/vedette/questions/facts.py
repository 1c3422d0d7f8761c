"""The figures of the ledger, and when two figures are of the same thing: same parties, same sort of act, same unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from vedette.ledger import LedgerReport
from vedette.lexicon.gazetteer import countries, demonyms
from vedette.model.report import Report

# Words for people under arms that say no more than that.
ANY_TROOPS = frozenset({"troop", "soldier", "serviceman", "servicemen", "personnel", "men", "force", "military"})
KILLED = frozenset({"killed", "dead", "wounded", "died"})
# Types that one thing may be told under, by the first word.
KINDRED = (frozenset({"aid", "legislate"}), frozenset({"mobilize", "observe", "cooperate"}), frozenset({"coerce", "assault"}), frozenset({"coerce", "sanction"}))
REAL, PROMISED, TALKED = 2, 1, 0
CLASS = {"done": REAL, "ongoing": REAL, "contracted": PROMISED, "authorised": PROMISED, "pledged": PROMISED}
CLOSE = 0.005  # of the larger bound: a sum that was rounded


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of one report of the ledger: a sum (`currency`) or a count (`name`, `category`), with its role."""

    row: LedgerReport
    low: float | None
    high: float | None
    role: str
    currency: str | None = None
    name: str | None = None
    category: str | None = None

    @property
    def report(self) -> Report:
        return self.row.report

    @property
    def day(self) -> date | None:
        """The day on which the figure was told: of the announcement, else of publication."""
        return self.row.report.said or self.row.published or self.row.report.when.end


def facts_of(row: LedgerReport) -> Iterator[Fact]:
    """The figures of a report: what is unknown on both sides is none."""
    money = row.report.money
    if money is not None and (money.low, money.high) != (None, None):
        yield Fact(row, money.low, money.high, money.role, currency=money.currency)
    for item in row.report.items:
        if (item.low, item.high) != (None, None):
            yield Fact(row, item.low, item.high, item.role, name=item.name, category=item.category)


def overlap(low: float | None, high: float | None, other_low: float | None, other_high: float | None) -> bool:
    """Whether two intervals have a number in common, up to rounding; an open side reaches any number."""

    def below(top: float | None, bottom: float | None) -> bool:
        return top is not None and bottom is not None and bottom - top > CLOSE * max(abs(top), abs(bottom))

    return not below(high, other_low) and not below(other_high, low)


def same_place(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two lists of places may be of one place: a name of the one is, in whole words, in a name of the other; unknown may be any."""
    if not one or not other:
        return True
    pairs = ((f" {_with_country(a)} ", f" {_with_country(b)} ") for a in one for b in other)
    return any(a in b or b in a for a, b in pairs)


def _with_country(place: str) -> str:
    """The place without case, a country in place of its adjective: "Belarusian border" is "belarus border"."""
    words = (countries()[demonyms()[word]].name if word in demonyms() else word for word in place.split())
    return " ".join(words).casefold()


def parties(names: Iterable[str]) -> frozenset[str]:
    """Parties as they are compared: the names, and the state that a phrase names ("27 Russian companies" is also `RUS`)."""
    given = frozenset(names)
    return given | {demonyms()[word] for name in given for word in name.split() if word in demonyms()}


def same_item(name: str | None, category: str | None, other_name: str | None, other_category: str | None) -> bool:
    """Whether two counts are of the same sort of thing: "British trawlers" and "trawler", "soldiers" and "troops"."""
    one, other = stems(name or ""), stems(other_name or "")
    if one & other - KILLED:
        return True
    if category == other_category == "troops":
        return bool(one & ANY_TROOPS or other & ANY_TROOPS) or not one or not other
    return False


def kindred(one: str, other: str) -> bool:
    """Whether two report types may be of one act: the same first word, or words that one act is told under."""
    first, second = one.split(".")[0], other.split(".")[0]
    return first == second or any({first, second} <= group for group in KINDRED)


def stems(text: str) -> frozenset[str]:
    """The words of a text without case and plural endings."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return frozenset(word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in words)


def realness(status: str) -> int:
    """How real a status is: done or under way, promised in some form, or merely talked about."""
    return CLASS.get(status, TALKED)
