"""What a trained model makes of a sentence: which words report something, of which type and status, and who acts on whom.

The model sees the words and what the parser, the lexicon and the frames say of each; it proposes, and `reconcile` decides.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from vedette.model.report import STATUSES, TYPES
from vedette.model.tree import Tree
from vedette.reports.candidate import Candidate
from vedette.reports.context import Context

# Fixed lists: the model's inputs are indices into these, 0 for anything else.
POS = ("VERB", "AUX", "NOUN", "PROPN", "PRON", "ADJ", "ADV", "NUM", "ADP", "DET", "PART", "CCONJ", "PUNCT")
DEPS = (
    "ROOT", "nsubj", "nsubjpass", "dobj", "dative", "pobj", "prep", "agent", "attr", "acomp", "oprd", "ccomp", "xcomp", "advcl", "acl",
    "relcl", "pcomp", "csubj", "conj", "cc", "aux", "auxpass", "neg", "amod", "compound", "nmod", "poss", "appos", "nummod", "advmod", "mark",
    "parataxis", "npadvmod", "prt", "det", "punct",
)  # fmt: skip
ACTOR_KINDS = ("state", "organisation", "group", "person", "office", "people", "pronoun")
TYPE_LIST = tuple(TYPES)
STATUS_LIST = tuple(STATUSES)
FEATURE_SIZES = (len(POS) + 1, len(DEPS) + 1, len(ACTOR_KINDS) + 1, 8, len(TYPE_LIST) + 1, len(STATUS_LIST) + 1)


@dataclass(frozen=True, slots=True)
class Features:
    """One row a token: its text, and indices of part of speech, dependency, actor kind, thing, frame's type, cue's status."""

    words: tuple[str, ...]
    rows: tuple[tuple[int, int, int, int, int, int], ...]


def sentence_features(context: Context, s: int, found: Sequence[Candidate]) -> Features:
    tree = context.trees[s]
    types = {c.token: TYPE_LIST.index(c.frame.type) + 1 for c in found}
    rows = []
    for token in tree.tokens:
        key = (s, token.i)
        actor, predicate = context.actors.get(key), context.predicates.get(key)
        rows.append(
            (
                _index(POS, token.pos),
                _index(DEPS, token.dep),
                _index(ACTOR_KINDS, actor.kind) if actor is not None else 0,
                _thing(context, s, token.i),
                types.get(token.i, 0),
                _index(STATUS_LIST, predicate.status) if predicate is not None else 0,
            )
        )
    return Features(tuple(t.text for t in tree.tokens), tuple(rows))


def _thing(context: Context, s: int, i: int) -> int:
    key = (s, i)
    if key in context.money:
        return 1
    if (materiel := context.materiel.get(key)) is not None:
        return 2 if materiel.category in ("troops", "unit", "person") else 3
    if key in context.places:
        return 4
    if context.quantities_by_item.get(key):
        return 5
    mention = context.actors.get(key)
    if mention is not None:
        return 6 if mention.ids else 7
    return 0


def _index(values: Sequence[str], value: str) -> int:
    return values.index(value) + 1 if value in values else 0


ROLE_WIDTH = 64  # of the vectors that say how well a word fills a role of a trigger
PATHS = 1024  # hashed paths through the tree from a trigger to a word


def paths_from(tree: Tree, i: int) -> list[int]:
    """For each token the hashed path of dependencies from token i to it: up to three steps up and three down, 0 for further."""
    up = [i, *tree.ancestors(i)][:4]
    rank = {t: n for n, t in enumerate(up)}
    found = []
    for token in tree.tokens:
        down: list[str] = []
        at: int | None = token.i
        while at is not None and at not in rank and len(down) < 4:
            down.append(_edge(tree, at))
            at = tree.head(at)
        if at is None or at not in rank:
            found.append(0)
            continue
        climbed = [tree.tokens[t].dep for t in up[: rank[at]]]
        side = "<" if token.i < i else ">"
        path = "/".join((side, *climbed, "^", *reversed(down), tree.tokens[i].pos))
        found.append(1 + zlib.crc32(path.encode()) % (PATHS - 1))
    return found


def _edge(tree: Tree, i: int) -> str:
    token = tree.tokens[i]
    return f"{token.dep}:{token.text.lower()}" if token.dep in ("prep", "agent", "dative") else token.dep
