"""The analysis of one document, laid out so that a frame can ask for what stands at a token."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from vedette.lexicon.frames import category_classes, classes
from vedette.model.analysis import (
    ActorMention,
    Analysis,
    DateMention,
    Predicate,
    QuantityMention,
)
from vedette.model.tree import Tree


class Located(Protocol):
    """Anything with offsets."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Mention = TypeVar("Mention", bound=Located)
Key = tuple[int, int]

# Noun heads that stand for whoever their "of" phrase names.
TRANSPARENT_HEADS = frozenset(
    ["government", "leader", "president", "minister", "official", "force", "forces", "army", "military", "troops", "people", "member", "ministry", "state", "republic", "city", "capital", "part", "side", "representative", "parliament", "administration", "regime", "authorities", "thousand", "hundred", "dozen", "ten", "group", "number", "couple", "majority", "rest", "soldier", "citizen", "spokesman", "spokeswoman", "spokesperson", "head", "chief", "commander", "general", "bank", "company", "city", "town", "village", "region", "coast", "area", "territory", "outskirts", "north", "south", "east", "west", "province", "district", "south-east", "port", "police", "authority", "court", "prosecutor", "navy", "gunner", "warplane", "committee"]
)


# Nouns for somebody by what he is to another: the demonym before them says whose he is.
RELATIONAL_NOUNS = frozenset({"counterpart", "opposite", "colleague", "ally", "neighbour", "neighbor", "rival"})


AMERICAN_SEATS = frozenset({"White House", "the White House", "Pentagon", "the Pentagon", "Congress", "US Congress", "US Senate", "State Department"})
UNNAMED = "in the text's words"
OWNING = frozenset({"own", "belong"})


class Context:
    """Mentions by (sentence, token). `actors` and the other lookups give None where nothing stands there."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.trees = [Tree(s) for s in analysis.sentences]
        self._starts = [s.start for s in analysis.sentences]
        self.predicates: dict[Key, Predicate] = {(p.sentence, p.token): p for p in analysis.predicates}
        self.actors = self._index(analysis.actors)
        self.places = self._index(analysis.places)
        self.money = self._index(analysis.money)
        self.materiel = self._index(analysis.materiel)
        self.counts: dict[Key, int] = {}  # the first token of a count to the token of what is counted
        self.quantities_by_item: dict[Key, list[QuantityMention]] = defaultdict(list)
        for q in analysis.quantities:
            start, end = (q.item_start, q.item_end) if q.item_start is not None and q.item_end is not None else (q.start, q.end)
            if (key := self.locate(start, end)) is not None:
                self.quantities_by_item[key].append(q)
                if (first := self.locate(q.start, q.start + 1)) is not None and first[0] == key[0]:
                    self.counts[first] = key[1]
        self.dates: list[tuple[Key, DateMention]] = [(key, d) for d in analysis.dates if (key := self.locate(d.start, d.end)) is not None]
        self.dates_by_sentence: dict[int, list[tuple[int, DateMention]]] = defaultdict(list)
        for (s, i), d in self.dates:
            self.dates_by_sentence[s].append((i, d))
        self.is_american = any(m.text in AMERICAN_SEATS for m in analysis.actors)
        self.weight = Counter(i for a in analysis.actors if a.kind in ("state", "person", "office") for i in a.ids)

    def sentence_at(self, start: int) -> int | None:
        """Number of the sentence that holds the offset."""
        s = bisect_left(self._starts, start + 1) - 1
        return s if s >= 0 and start < self.analysis.sentences[s].end else None

    def locate(self, start: int, end: int) -> Key | None:
        """(sentence, head token) of a stretch of clean text."""
        s = self.sentence_at(start)
        if s is None:
            return None
        i = self.trees[s].token_at(start, end)
        return None if i is None else (s, i)

    def _index(self, mentions: Iterable[Mention]) -> dict[Key, Mention]:
        """Each token inside a mention to that mention."""
        found: dict[Key, Mention] = {}
        for mention in mentions:
            s = self.sentence_at(mention.start)
            if s is None:
                continue
            for token in self.trees[s].tokens:
                if token.start < mention.end and mention.start < token.end:
                    found[s, token.i] = mention
        return found

    # ---- who stands at a noun phrase

    def party(self, s: int, i: int, *, depth: int = 0) -> list[ActorMention]:
        """Actor mentions that the noun phrase at token i stands for: its head, else its demonym or possessor, else its "of"."""
        tree = self.trees[s]
        mention = self.actors.get((s, i))
        if mention is None and tree.tokens[i].text.lower() in ("we", "us", "i", "our", "my"):
            return self.speaker_at(s, i)
        if mention is not None and not (mention.is_adjective and tree.tokens[i].pos == "ADJ" and tree.head(i) is not None):
            return [*self._joined_before(s, i, mention), mention, *self._joined_within(s, i, mention)]
        if tree.tokens[i].lemma in RELATIONAL_NOUNS and (apposed := [m for c in tree.children(i, "appos") if (m := self.actors.get((s, c))) is not None and m.ids]):
            return apposed  # "Mali's neighbour Niger" is Niger
        if tree.tokens[i].lemma in RELATIONAL_NOUNS and (named := [m for c in tree.children(i, "amod", "compound", "nmod") if (m := self.actors.get((s, c))) is not None and m.ids]):
            return named  # "his Chinese counterpart" is China, not his country
        before = [c for c in tree.children(i, "poss", "amod", "compound", "nmod") if c < i]
        # "our Canadian friends" are Canadian.
        for c in sorted(before, key=lambda c: tree.tokens[c].pos == "PRON"):
            if (m := self.actors.get((s, c))) is not None and m.ids:
                return [m, *self._more(s, c)]
        if depth < 2:
            for c in before:
                if tree.tokens[c].dep in ("compound", "nmod", "poss") and (found := self.party(s, c, depth=depth + 1)):
                    return found
            token = tree.tokens[i]
            prepositions = ("of", "in", "from") if token.lemma in TRANSPARENT_HEADS or token.pos == "NUM" else ("of",)
            for _, o in tree.preposition_objects(i, *prepositions):
                if token.lemma in TRANSPARENT_HEADS or token.pos in ("NUM", "DET", "PRON"):
                    return self.party(s, o, depth=depth + 1)
            for c in tree.children(i, "appos"):
                if found := self.party(s, c, depth=depth + 1):
                    return found
        return []

    def unnamed_party(self, s: int, i: int) -> list[ActorMention]:
        """Somebody whom no lexicon knows, by the words of the noun phrase at token i: "donors", "ethnic armed groups"; nobody where it is a thing."""
        tree = self.trees[s]
        token = tree.tokens[i]
        if token.pos not in ("NOUN", "PROPN") or any((s, i) in found for found in (self.actors, self.places, self.money, self.materiel)):
            return []
        words = [i, *(t for c in tree.children(i, "amod", "compound", "nmod", "nummod", "poss") if c < i for t in tree.subtree(c))]
        start, end = tree.span(list(range(min(words), i + 1)))
        text = self.analysis.clean.text[start:end]
        return [ActorMention(start, end, text, (), "people", " ".join(text.split()), why=UNNAMED)]

    def speaker_at(self, s: int, i: int) -> list[ActorMention]:
        """Who "we" and "I" are: the innermost speaker whose words token i is part of."""
        token = self.trees[s].tokens[i]
        holding = [a for a in self.analysis.attributions if a.speaker and any(c.start <= token.start < c.end for c in a.content)]
        for a in sorted(holding, key=lambda a: max(c.end - c.start for c in a.content)):
            if a.source is not None and (key := self.locate(a.source.start, a.source.end)) is not None:
                mention = self.actors.get(key)
                if mention is not None:
                    return [mention]
            named = [m for m in self.analysis.actors if m.speaker in a.speaker]
            if named:
                return named[:1]
        return []

    def _joined_before(self, s: int, i: int, mention: ActorMention) -> list[ActorMention]:
        """Names coordinated with the modifier inside the mention: the US of "US and Iraqi forces"."""
        tree = self.trees[s]
        found = []
        for c in tree.children(i, "nmod", "amod", "compound"):
            other = self.actors.get((s, c))
            if other is not None and other is not mention and other.kind == "state" and tree.tokens[c].end <= mention.start and tree.children(c, "cc"):
                found.append(other)
        return found

    def _joined_within(self, s: int, i: int, mention: ActorMention) -> list[ActorMention]:
        """Names coordinated with the last one inside the mention: Finland in "ministers of Norway and Finland"."""
        tree = self.trees[s]
        if mention.kind not in ("people", "office", "person"):
            return []
        found = []
        for _, o in tree.preposition_objects(i, "of", "from"):
            other = self.actors.get((s, o))
            if other is not None and other is not mention and other.kind == "state" and tree.tokens[o].start >= mention.end and tree.tokens[i].tag in ("NNS", "NNPS"):
                found.append(other)
        return found

    def _more(self, s: int, i: int) -> list[ActorMention]:
        """Coordinated modifiers: "Chinese and Russian ships"."""
        return [m for c in self.trees[s].conjuncts(i)[1:] if (m := self.actors.get((s, c))) is not None]

    def owners(self, s: int, i: int) -> list[ActorMention]:
        """Whose the thing at token i is, by demonym, possessor, "of", "owned by", "belonging to"."""
        tree = self.trees[s]
        found = [m for c in tree.children(i, "poss", "amod", "compound", "nmod") if (m := self.actors.get((s, c))) is not None and m.ids]
        if not found:
            for _, o in tree.preposition_objects(i, "of", "from"):
                found.extend(self.party(s, o))
        if not found:
            for c in tree.children(i, "acl"):
                for _, o in tree.preposition_objects(c, "by", "to"):
                    found.extend(self.party(s, o))
        return found

    # ---- what stands at a noun phrase

    def object_classes(self, s: int, i: int) -> set[str]:
        """Classes of the noun phrase at token i: by materiel, money, places, actors and lemma, coordinated and "of" nouns included."""
        tree, found = self.trees[s], set[str]()
        members = tree.conjuncts(i)
        for m in list(members):
            members.extend(o for name, o in tree.preposition_objects(m) if name in ("of", "including", "in", "worth", "out"))
        for m in members:
            token = tree.tokens[m]
            if (materiel := self.materiel.get((s, m))) is not None:
                if (name := category_classes().get(materiel.category)) is not None:
                    found.add(name)
                if name == "arms":
                    found.add("arms")
            if (s, m) in self.money:
                found.add("money")
            if (mention := self.actors.get((s, m))) is not None and not mention.is_adjective:
                found.add("actor")
                if mention.kind == "state":
                    found.add("state")
                if mention.kind in ("person", "office"):
                    found.add("person")
            if (place := self.places.get((s, m))) is not None and place.kind != "country":
                found.add("place")
            if any(q.unit == "percent" for q in self.quantities_by_item.get((s, m), [])):
                found.add("share")
            found |= self.lemma_classes(s, m)
            if any(tree.tokens[c].lemma in OWNING for c in tree.children(m, "acl", "relcl")):
                found.add("owned")
            for c in tree.children(m, "compound", "amod", "nmod"):
                if (s, c) in self.money:
                    found.add("money")
            if token.pos == "PRON":
                found.add("pronoun")
            if token.pos == "PROPN" and mention is None:
                found.add("proper")
        return found

    def lemma_classes(self, s: int, i: int) -> set[str]:
        token = self.trees[s].tokens[i]
        # "arms" is a word of its own; its lemma is the limb.
        words = {token.lemma, "arms"} if token.text == "arms" else {token.lemma}
        return {name for name, lemmas in classes().items() if words & lemmas}

    def modifiers(self, s: int, i: int) -> list[str]:
        """Lower-case words before the noun at token i that belong to it."""
        tree = self.trees[s]
        found: list[str] = []
        for c in tree.children(i, "amod", "compound", "nmod", "poss"):
            found.append(tree.tokens[c].text.lower())
            found.append(tree.tokens[c].lemma)
            found.extend(tree.tokens[g].text.lower() for g in tree.children(c, "amod", "compound", "nmod", "conj"))
        return found

    def states(self, mentions: Sequence[ActorMention]) -> tuple[str, ...]:
        """Canonical ids of the mentions, each once, in order."""
        return tuple(dict.fromkeys(i for m in mentions for i in (m.ids or ((m.speaker,) if m.kind in ("group", "organisation", "person", "people") else ()))))
