"""The frames: triggers, argument roles with polarity, object classes. The data is `frames_*.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

from vedette.lexicon.tables import read_table


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to report something. Field meanings stand at the head of `frames_aid.toml`."""

    id: str
    type: str
    example: str
    counter_example: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    predicatives: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    object: frozenset[str] = frozenset()
    not_object: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    qualifier: frozenset[str] = frozenset()
    qualifier_not: frozenset[str] = frozenset()
    requires_any: frozenset[str] = frozenset()
    through: tuple[str, ...] = ()
    under: frozenset[str] = frozenset()
    not_under: frozenset[str] = frozenset()
    needs: str = "either"
    symmetric: bool = False
    requires_place: bool = False
    put_by_actor: bool = False
    asserted: bool = False
    verbal: bool = False
    clause: bool = False
    negative: bool = False
    bare: bool = False
    future: bool = False
    fallback: bool = False
    early: bool = False
    noun_status: str | None = None
    stance: str | None = None


@dataclass(frozen=True, slots=True)
class FrameIndex:
    """Frames by trigger: first lemma of the trigger, then (rest of the trigger or "", frame) in order of the data."""

    frames: tuple[Frame, ...]
    verbs: Mapping[str, tuple[tuple[str, Frame], ...]] = field(repr=False)
    nouns: Mapping[str, tuple[tuple[str, Frame], ...]] = field(repr=False)
    predicatives: Mapping[str, tuple[tuple[str, Frame], ...]] = field(repr=False)


# In this order they are tried at a trigger.
TABLES = ("frames_aid", "frames_movement", "frames_force", "frames_words")
_SETS = ("object", "not_object", "subject", "words", "qualifier", "qualifier_not", "requires_any", "under", "not_under")
_TUPLES = ("verbs", "nouns", "predicatives", "actor", "recipient", "source", "through")


@cache
def load_frames() -> FrameIndex:
    """All frames, indexed by trigger."""
    frames = []
    for row in (row for table in TABLES for row in read_table(table)["frame"]):
        values: dict[str, Any] = {key: frozenset(v) if key in _SETS else tuple(v) if key in _TUPLES else v for key, v in row.items()}
        frames.append(Frame(**values))
    verbs: dict[str, list[tuple[str, Frame]]] = {}
    nouns: dict[str, list[tuple[str, Frame]]] = {}
    predicatives: dict[str, list[tuple[str, Frame]]] = {}
    for frame in frames:
        for trigger in frame.verbs:
            first, _, rest = trigger.partition(" ")
            verbs.setdefault(first, []).append((rest, frame))
        for trigger in frame.nouns:
            # A compound is found by its head: "phone call" at "call" after "phone".
            rest, _, last = trigger.rpartition(" ")
            nouns.setdefault(last, []).append((rest, frame))
        for trigger in frame.predicatives:
            predicatives.setdefault(trigger, []).append(("", frame))

    def freeze(table: dict[str, list[tuple[str, Frame]]]) -> Mapping[str, tuple[tuple[str, Frame], ...]]:
        # Longer triggers first, so that "shoot down" is tried before "shoot".
        return MappingProxyType({k: tuple(sorted(v, key=lambda pair: (not pair[0], not pair[1].early))) for k, v in table.items()})

    return FrameIndex(tuple(frames), freeze(verbs), freeze(nouns), freeze(predicatives))


@cache
def event_nouns() -> frozenset[str]:
    """Lemmas of the nouns that trigger a frame: the event nouns of the analysis."""
    return frozenset(load_frames().nouns)


@cache
def classes() -> Mapping[str, frozenset[str]]:
    """Object classes that are told by lemma: class name to lemmas."""
    return MappingProxyType({name: frozenset(words) for name, words in read_table("object_classes")["lemmas"].items()})


@cache
def category_classes() -> Mapping[str, str]:
    """Item category to object class."""
    return MappingProxyType(dict(read_table("object_classes")["categories"]))
