"""Counts and sums as closed intervals. None is open or unknown, never 0."""

from __future__ import annotations

from dataclasses import dataclass

ITEM_CATEGORIES = (
    "troops", "unit", "ship", "aircraft", "helicopter", "drone", "missile", "air-defence", "artillery", "rocket-artillery",
    "armour", "vehicle", "ammunition", "small-arms", "sensor", "weapon", "equipment", "property", "goods", "organisation",
    "person", "share", "package",
)  # fmt: skip
ROLES = ("new", "cumulative", "part", "envelope")
INSTRUMENTS = ("grant", "loan", "sale", "guarantee")


@dataclass(frozen=True, slots=True)
class Item:
    """What is moved, given, lost or counted: "800 to 1,200 troops" is low 800, high 1200, category troops."""

    name: str
    category: str
    low: float | None = None
    high: float | None = None
    role: str = "new"
    per: str | None = None

    def __post_init__(self) -> None:
        if self.category not in ITEM_CATEGORIES:
            raise ValueError(f"unknown item category {self.category!r}")
        if self.role not in ROLES:
            raise ValueError(f"unknown role {self.role!r}")


@dataclass(frozen=True, slots=True)
class Money:
    """A sum with bounds in whole units of an ISO 4217 currency: "more than $50 billion" is low 5e10, high None."""

    low: float | None
    high: float | None
    currency: str
    role: str = "new"
    instrument: str | None = None

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise ValueError(f"unknown role {self.role!r}")
        if self.instrument is not None and self.instrument not in INSTRUMENTS:
            raise ValueError(f"unknown instrument {self.instrument!r}")
