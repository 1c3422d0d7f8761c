"""Who acts and upon whom, chosen among all that the document names: the rules' parties and the model's words are two voices of several.

Recipe and data card of the chooser are in `training/` of the project.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy

from vedette.model.analysis import ActorMention
from vedette.model.report import TYPES
from vedette.reports.candidate import Candidate
from vedette.reports.context import Context
from vedette.reports.parties import canonical_ids
from vedette.reports.status import speaking
from vedette.reports.trained import Proposal

KINDS = ("state", "organisation", "group", "person", "office", "people", "pronoun")
TYPE_LIST = tuple(TYPES)
FAMILY_LIST = tuple(dict.fromkeys(type.split(".")[0] for type in TYPE_LIST))
FAINT = 0.03  # chance of filling a role under which the model says nothing of a word
FAR = 40  # words; further is no further


@dataclass(frozen=True, slots=True)
class Trust:
    """How sure the chooser must be (chances, 0 to 1): set by cross-validation over documents."""

    keep: float = 0.1  # chance under which a party that the rules gave goes
    add: float = 0.4  # chance above which a party fills an empty side
    turn: float = 0.3  # by how much another party must be likelier to take the place of the rules' party


TRUST = Trust()


def names_of(mention: ActorMention) -> tuple[str, ...]:
    """What a mention is called in `actor` and `recipient`."""
    if mention.ids:
        return mention.ids
    return (mention.speaker,) if mention.kind in ("person", "group", "organisation", "people") and mention.speaker else ()


def is_state(name: str) -> bool:
    return len(name) == 3 and name.isupper()


@dataclass(frozen=True, slots=True)
class Told:
    """The parties of an earlier report. `sides`: actor, recipient."""

    family: str
    sides: tuple[tuple[str, ...], tuple[str, ...]]
    sentence: int


class Cast:
    """All whom a document names, where, how often, and what the reports so far made of them."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.mentions: dict[str, list[tuple[int, ActorMention]]] = defaultdict(list)
        for mention in context.analysis.actors:
            if (s := context.sentence_at(mention.start)) is not None:
                for name in names_of(mention):
                    self.mentions[name].append((s, mention))
        self.total = sum(len(found) for found in self.mentions.values()) or 1
        states = sorted(filter(is_state, self.mentions), key=lambda name: -len(self.mentions[name]))
        self.rank = {name: n for n, name in enumerate(states)}
        sentences = context.analysis.sentences
        self.first = next((s for s, sentence in enumerate(sentences) if sentence.kind != "headline"), 0)
        self.headline = {name for name, found in self.mentions.items() if any(sentences[s].kind == "headline" for s, _ in found)}
        self.told: list[Told] = []

    def note(self, candidate: Candidate) -> None:
        """What a report made of its parties, for those after it."""
        self.told.append(Told(candidate.frame.type.split(".")[0], (candidate.actor_ids, candidate.recipient_ids), candidate.sentence))

    def nearest(self, name: str, s: int, i: int) -> list[ActorMention]:
        """The mention of a party that is nearest to word i of sentence s: in that sentence, else the last before it."""
        at = self.context.trees[s].tokens[i].start
        here = [m for where, m in self.mentions.get(name, ()) if where == s]
        before = [m for where, m in self.mentions.get(name, ()) if where < s]
        return [min(here, key=lambda m: abs(m.start - at))] if here else before[-1:]


def side_features(cast: Cast, candidate: Candidate, proposal: Proposal | None) -> list[tuple[str, list[float], list[float]]]:
    """For each party that may fill a side: its name, and what speaks for it as actor and as recipient (one row a side)."""
    context, s = cast.context, candidate.sentence
    chances = _chances(context, s, proposal)
    here = _here(context, s)
    sides = (candidate.actor_ids, candidate.recipient_ids)
    said = (canonical_ids(context, candidate.actor), canonical_ids(context, candidate.recipient))
    around = _Surroundings(context, cast, candidate, here)

    def row(name: str, side: int) -> list[float]:
        return [*around.of(name), *_by_rules(name, side, sides, said), *_by_model(name, side, chances, proposal), *_by_reports(name, side, around)]

    return [(name, row(name, 0), row(name, 1)) for name in sorted(_possible(cast, s, here, sides) | set(chances))]


def _possible(cast: Cast, s: int, here: Mapping[str, Any], sides: Sequence[tuple[str, ...]]) -> set[str]:
    """Parties named so far or in the headline; the unnamed ("soldiers") only where this sentence speaks of them."""
    given = {*sides[0], *sides[1]}
    known = {
        name for name, found in cast.mentions.items()
        if (found[0][1].kind != "people" or name in here) and (found[0][0] <= s or name in cast.headline)
    }  # fmt: skip
    return known | given


def _chances(context: Context, s: int, proposal: Proposal | None) -> dict[str, list[float]]:
    """By party the model's chances that a word of the sentence names it as actor and as recipient."""
    found: dict[str, list[float]] = {}
    if proposal is None:
        return found
    for side in (0, 1):
        for t, chance in enumerate(proposal.roles[side]):
            if chance > FAINT:
                for name in (name for m in context.party(s, t) for name in names_of(m)):
                    pair = found.setdefault(name, [0.0, 0.0])
                    pair[side] = max(pair[side], float(chance))
    return found


def _here(context: Context, s: int) -> dict[str, list[tuple[int, ActorMention]]]:
    """By party the words of sentence s that name it."""
    found: dict[str, list[tuple[int, ActorMention]]] = {}
    for token in context.trees[s].tokens:
        if (mention := context.actors.get((s, token.i))) is not None:
            for name in names_of(mention):
                found.setdefault(name, []).append((token.i, mention))
    return found


class _Surroundings:
    """What the sentence and the document say of any party, whichever side it may fill."""

    def __init__(self, context: Context, cast: Cast, candidate: Candidate, here: Mapping[str, list[tuple[int, ActorMention]]]) -> None:
        s, i = candidate.sentence, candidate.token
        tree = context.trees[s]
        self.cast, self.candidate, self.here, self.s, self.i = cast, candidate, here, s, i
        self.speakers = {name for m in speaking(context, s, i) for name in names_of(m)}
        self.countries = {p.country for t in range(len(tree.tokens)) if (p := context.places.get((s, t))) is not None and p.country}
        self.subject = {t for c in tree.children(tree.clause(i), "nsubj", "nsubjpass") for t in tree.subtree(c)}
        self.below = set(tree.subtree(i))
        self.is_noun = tree.tokens[i].pos in ("NOUN", "PROPN")
        self.states = sum(1 for name in here if is_state(name))
        family = candidate.frame.type.split(".")[0]
        self.last_like = next((told for told in reversed(cast.told) if told.family == family), None)
        self.last = cast.told[-1] if cast.told else None

    def of(self, name: str) -> list[float]:
        cast, spots, mentions = self.cast, self.here.get(name, []), self.cast.mentions.get(name, [])
        nearest = min((t for t, _ in spots), key=lambda t: abs(t - self.i), default=None)
        before = [s for s, _ in mentions if s < self.s]
        kind = mentions[0][1].kind if mentions else ""
        type = self.candidate.frame.type
        return [
            float(bool(spots)),
            FAR if nearest is None else min(FAR, abs(nearest - self.i)),
            float(nearest is not None and nearest < self.i),
            float(any(t in self.subject for t, _ in spots)),
            float(any(t in self.below for t, _ in spots)),
            float(any(m.kind == "pronoun" or m.text.islower() for _, m in spots)),
            float(any(m.is_adjective for _, m in spots)),
            float(self.s - max(before) if before else 30),
            len(mentions) / cast.total,
            float(len(mentions)),
            float(cast.rank.get(name, 9)),
            float(name in cast.headline),
            float(any(s == cast.first for s, _ in mentions)),
            float(mentions[0][0] if mentions else 30),
            float(is_state(name)),
            *(float(kind == known) for known in KINDS),
            float(name in self.speakers),
            float(name in self.countries),
            float(self.states),
            float(self.candidate.frame.id.startswith("trained.")),
            float(self.candidate.frame.symmetric),
            float(self.is_noun),
            float(TYPE_LIST.index(type)),
            float(FAMILY_LIST.index(type.split(".")[0])),
        ]


def _by_rules(name: str, side: int, sides: Sequence[tuple[str, ...]], said: Sequence[tuple[str, ...]]) -> list[float]:
    own, other = sides[side], sides[1 - side]
    return [
        float(name in own), float(name in other), float(name in said[side]), float(name in said[1 - side]),
        float(len(own)), float(len(other)), float(bool(said[side])), float(name in own and not said[side]),
    ]  # fmt: skip


def _by_model(name: str, side: int, chances: Mapping[str, list[float]], proposal: Proposal | None) -> list[float]:
    best = max((pair[side] for pair in chances.values()), default=0.0)
    pair = chances.get(name, [0.0, 0.0])
    words = max(map(float, proposal.roles[side]), default=0.0) if proposal is not None else 0.0
    return [
        pair[side], pair[1 - side], best, words, float(0 < best <= pair[side] + 1e-9),
        float(proposal is not None), 1 - proposal.none if proposal is not None else 0.5,
    ]  # fmt: skip


def _by_reports(name: str, side: int, around: _Surroundings) -> list[float]:
    found = []
    for told in (around.last_like, around.last):
        found += [float(told is not None and name in told.sides[side]), float(told is not None and name in told.sides[1 - side])]
    return [*found, float(around.last is not None and around.last.sentence == around.s)]


class Chooser:
    """Two sets of decision trees: how likely a party acts, how likely it is acted upon."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 1
        self._sides = [onnxruntime.InferenceSession(str(folder / f"{side}.onnx"), options, providers=["CPUExecutionProvider"]) for side in ("actor", "recipient")]

    def chances(self, rows: Sequence[tuple[str, list[float], list[float]]]) -> tuple[dict[str, float], dict[str, float]]:
        """By party its chance to act, and to be acted upon."""
        if not rows:
            return {}, {}
        actor, recipient = (
            {row[0]: float(chance) for row, chance in zip(rows, 1 / (1 + numpy.exp(-self._score(side, rows))), strict=True)} for side in (0, 1)
        )
        return actor, recipient

    def _score(self, side: int, rows: Sequence[tuple[str, list[float], list[float]]]) -> Any:
        return self._sides[side].run(None, {"rows": numpy.array([row[1 + side] for row in rows], dtype=numpy.float32)})[0][:, 0]


@cache
def load_chooser() -> Chooser:
    """The chooser that ships with Vedette."""
    with as_file(files("vedette.reports").joinpath("trained_model")) as folder:
        return Chooser(folder)


def choose_sides(cast: Cast, candidate: Candidate, proposal: Proposal | None, chooser: Chooser, trust: Trust = TRUST) -> None:
    """Sets actor and recipient of a candidate to those likeliest, and notes each change with the chances that decided it."""
    chances = chooser.chances(side_features(cast, candidate, proposal))
    given = (candidate.actor_ids, candidate.recipient_ids)
    chosen = [chosen_side(own, of, trust) for own, of in zip(given, chances, strict=True)]
    for name in set(chosen[0]) & set(chosen[1]):
        weaker = 1 if chances[0][name] >= chances[1][name] else 0
        chosen[weaker] = tuple(n for n in chosen[weaker] if n != name)
    if candidate.frame.symmetric:
        chosen = [tuple(dict.fromkeys((*chosen[0], *chosen[1]))), ()]
    for side, (own, new, of) in enumerate(zip(given, chosen, chances, strict=True)):
        if set(new) == set(own):
            continue
        label = ("actor", "recipient")[side]
        weighed = ", ".join(f"{name} {of[name]:.2f}" for name in sorted({*own, *new}, key=lambda name: -of[name]))
        candidate.why.append(f"{label} chosen: {' and '.join(new) or 'nobody'} instead of {' and '.join(own) or 'nobody'} ({weighed})")
        mentions = list(dict.fromkeys(m for name in new for m in cast.nearest(name, candidate.sentence, candidate.token)))
        if side == 0:
            candidate.actor_ids, candidate.actor = new, mentions
        else:
            candidate.recipient_ids, candidate.recipient = new, mentions


def chosen_side(own: tuple[str, ...], chances: Mapping[str, float], trust: Trust) -> tuple[str, ...]:
    """Who fills a side: the rules' parties that stay likely, unless others are much likelier or the rules gave none."""
    kept = tuple(name for name in own if chances[name] >= trust.keep)
    ranked = sorted(chances, key=lambda name: (-chances[name], name))
    if not kept:
        return tuple(name for name in ranked if chances[name] > trust.add)
    bar = max(0.5, max(chances[name] for name in kept) + trust.turn)
    likelier = tuple(name for name in ranked if chances[name] > bar)
    return kept if not likelier or set(likelier) & set(kept) else likelier
