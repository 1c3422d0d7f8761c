"""Ways through a parsed sentence: children, subtrees, clauses. All indices count the tokens of one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from vedette.model.analysis import Sentence, Token

# Dependencies that open a clause of their own inside the one above.
CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "acl", "relcl", "csubj", "csubjpass", "pcomp", "parataxis", "ROOT"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


class Tree:
    """A sentence with its children at hand: `Tree(sentence).children(i)` are the dependents of token i, in order."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self._children: list[list[int]] = [[] for _ in sentence.tokens]
        for token in sentence.tokens:
            if token.head != token.i:
                self._children[token.head].append(token.i)

    def children(self, i: int, *deps: str) -> list[int]:
        """Dependents of token i, in order; only those with one of `deps` where any are given."""
        if not deps:
            return self._children[i]
        return [c for c in self._children[i] if self.tokens[c].dep in deps]

    def first(self, i: int, *deps: str) -> int | None:
        found = self.children(i, *deps)
        return found[0] if found else None

    def head(self, i: int) -> int | None:
        """The governor of token i, None for a root."""
        head = self.tokens[i].head
        return None if head == i else head

    def ancestors(self, i: int) -> Iterator[int]:
        """Governors of token i, nearest first."""
        seen = {i}
        head = self.head(i)
        while head is not None and head not in seen:
            yield head
            seen.add(head)
            head = self.head(head)

    def subtree(self, i: int, *, stop: frozenset[str] = frozenset()) -> list[int]:
        """Token i and all below it, in order, without the branches whose dependency is in `stop`."""
        found, todo = [], [i]
        while todo:
            at = todo.pop()
            found.append(at)
            todo.extend(c for c in self._children[at] if self.tokens[c].dep not in stop)
        return sorted(found)

    def conjuncts(self, i: int) -> list[int]:
        """Token i and what is coordinated with it, in order: "A, B and C" from any of the three's first."""
        found = [i]
        for c in self.children(i, "conj"):
            found.extend(self.conjuncts(c))
        return found

    def first_conjunct(self, i: int) -> int:
        """The head of the coordination that token i belongs to."""
        while self.tokens[i].dep == "conj":
            i = self.tokens[i].head
        return i

    def clause(self, i: int) -> int:
        """The token that heads the clause token i stands in: a verb, or the root."""
        at = i
        while True:
            token = self.tokens[at]
            if at != i and token.pos in ("VERB", "AUX"):
                return at
            if token.head == at or (token.pos in ("VERB", "AUX") and token.dep in CLAUSAL):
                return at
            at = token.head

    def token_at(self, start: int, end: int) -> int | None:
        """The syntactic head of the tokens that lie in text[start:end], None where there are none."""
        inside = [t.i for t in self.tokens if t.start >= start and t.end <= end and t.pos not in ("PUNCT", "SPACE")]
        if not inside:
            inside = [t.i for t in self.tokens if t.start < end and start < t.end and t.pos != "SPACE"]
        if not inside:
            return None
        members = set(inside)
        heads = [i for i in inside if self.tokens[i].head == i or self.tokens[i].head not in members]
        return heads[-1]

    def preposition_objects(self, i: int, *prepositions: str) -> list[tuple[str, int]]:
        """(preposition, object) of each prepositional phrase on token i; "out of X" and "in response to X" go to X by the first word."""
        found: list[tuple[str, int]] = []
        for p in self.children(i, "prep", "dative", "agent", "prt"):
            token = self.tokens[p]
            if token.pos not in ("ADP", "PART", "SCONJ", "VERB", "ADV") and token.tag not in ("IN", "TO"):
                continue
            name = token.text.lower()
            if prepositions and name not in prepositions:
                continue
            for o in self.children(p, "pobj"):
                found.extend((name, c) for c in self.conjuncts(o))
            for inner in self.children(p, "prep"):
                for o in self.children(inner, "pobj"):
                    found.extend((name, c) for c in self.conjuncts(o))
        return found

    def span(self, indices: list[int]) -> tuple[int, int]:
        """Character offsets from the first to the last of the tokens, outer punctuation and space left off."""
        kept = list(indices)
        while len(kept) > 1 and self.tokens[kept[-1]].pos in ("PUNCT", "SPACE"):
            kept.pop()
        while len(kept) > 1 and self.tokens[kept[0]].pos in ("PUNCT", "SPACE"):
            kept.pop(0)
        return self.tokens[kept[0]].start, self.tokens[kept[-1]].end

    def token(self, i: int) -> Token:
        return self.tokens[i]
