"""A sentence's tree as it is walked: children, subtrees, subjects and runs of tokens made into spans."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from vedette.model.analysis import Sentence, Token
from vedette.model.evidence import Span

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass"))
EDGE_PUNCTUATION = frozenset((",", ";", ":", "-", "--", "–", "—", ".", "...", "…", "''", "``"))
RELATIVE = frozenset(("who", "which", "that", "whom"))


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence with the children of each token."""

    sentence: Sentence
    children: tuple[tuple[int, ...], ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.sentence.tokens

    def subtree(self, i: int, *, without: Collection[int] = ()) -> set[int]:
        """Token `i` and all below it, not going into the tokens of `without`."""
        seen: set[int] = set()
        waiting = [i]
        while waiting:
            at = waiting.pop()
            if at in seen or at in without:
                continue
            seen.add(at)
            waiting.extend(self.children[at])
        return seen

    def child(self, i: int, *deps: str) -> int | None:
        """The first child of `i` with one of these labels."""
        return next((c for c in self.children[i] if self.tokens[c].dep in deps), None)


def tree_of(sentence: Sentence) -> Tree:
    """The tree of a sentence; a head that points outside it counts as the token itself."""
    children: list[list[int]] = [[] for _ in sentence.tokens]
    for token in sentence.tokens:
        if token.head != token.i and 0 <= token.head < len(children):
            children[token.head].append(token.i)
    return Tree(sentence, tuple(tuple(c) for c in children))


@dataclass(frozen=True, slots=True)
class Subject:
    """Who does the verb: its head token and whether the verb is passive ("was told")."""

    head: int
    is_passive: bool


def subject_of(tree: Tree, verb: int, *, depth: int = 0) -> Subject | None:
    """The subject of a verb: its own, or that of the clause it leans on ("…, adding that", "went on to say")."""
    tokens = tree.tokens
    own = tree.child(verb, *SUBJECTS)
    if own is None and tokens[verb].dep == "ccomp":
        # "said Mr Orban" under another verb: the parser now and then makes the speaker an attribute.
        own = tree.child(verb, "attr")
        own = own if own is not None and own > verb and tokens[own].pos in ("PROPN", "PRON", "NOUN") else None
    if own is not None:
        if tokens[own].lemma in RELATIVE and tokens[own].tag in ("WP", "WDT") and tokens[verb].dep == "relcl":
            return Subject(tokens[verb].head, tokens[own].dep == "nsubjpass")
        return Subject(own, tokens[own].dep in ("nsubjpass", "csubjpass"))
    return _leaned_on(tree, verb, depth=depth) if depth <= 4 else None


def _leaned_on(tree: Tree, verb: int, *, depth: int) -> Subject | None:
    """The subject of a verb that has none of its own, by what it hangs on."""
    tokens = tree.tokens
    dep, head = tokens[verb].dep, tokens[verb].head
    if dep == "conj" and tokens[head].pos in ("VERB", "AUX"):
        first = subject_of(tree, head, depth=depth + 1)
        # "was detained and said": the same person, no longer suffering.
        return Subject(first.head, tree.child(verb, "auxpass") is not None) if first else None
    if dep == "acl" and tokens[verb].tag in ("VBG", "VBD", "VBZ"):
        return Subject(head, False)
    if dep in ("advcl", "xcomp", "parataxis", "dep") and tokens[head].pos in ("VERB", "AUX"):
        if dep in ("advcl", "parataxis", "dep") and tokens[verb].tag != "VBG":
            return None
        addressed = tree.child(head, "dobj") if dep == "xcomp" else None
        if addressed is not None and tokens[addressed].pos in ("PROPN", "PRON", "NOUN") and tokens[verb].tag == "VB":
            return Subject(addressed, False)
        above = subject_of(tree, head, depth=depth + 1)
        return Subject(above.head, False) if above else None
    if dep == "pcomp" and tokens[head].head != head:
        governor = tokens[head].head
        if tokens[head].lemma == "as" and tokens[governor].lemma in ("quote", "cite", "describe", "report"):
            # "quoted the minister as saying", "was quoted as saying"
            quoted = tree.child(governor, "dobj", "nsubjpass")
            return Subject(quoted, False) if quoted is not None else None
        if tokens[governor].pos in ("VERB", "AUX"):
            found = subject_of(tree, governor, depth=depth + 1)
            return Subject(found.head, False) if found else None
    return None


def noun_phrase(tree: Tree, head: int, *, without: Collection[int] = ()) -> set[int]:
    """The whole noun phrase of `head` as one run around it: appositions and modifiers, nothing detached from it."""
    below = tree.subtree(head, without=without)
    first = last = head
    blank = set(range(len(tree.tokens))) - below
    while first - 1 in below:
        first -= 1
    while last + 1 in below or (last + 2 in below and last + 1 in blank and tree.tokens[last + 1].pos == "PUNCT"):
        last += 1
    return {i for i in range(first, last + 1) if i not in without}


def spans_of(tree: Tree, chosen: Iterable[int]) -> list[Span]:
    """Runs of chosen tokens as spans, outer commas and stops trimmed; runs with only punctuation between them are one."""
    wanted = sorted(set(chosen))
    runs: list[list[int]] = []
    for i in wanted:
        gap = range(runs[-1][-1] + 1, i) if runs else range(0)
        if runs and all(not tree.tokens[k].text.strip() for k in gap):
            runs[-1].append(i)
        else:
            runs.append([i])
    spans = []
    for run in runs:
        while run and trims(tree.tokens[run[0]]):
            run.pop(0)
        while run and trims(tree.tokens[run[-1]]):
            run.pop()
        if run and any(tree.tokens[i].pos != "PUNCT" for i in run):
            spans.append(Span(tree.tokens[run[0]].start, tree.tokens[run[-1]].end))
    return spans


def trims(token: Token) -> bool:
    """Whether a run sheds this token at its edge; quotation marks stay and are settled with the quotations."""
    return token.text in EDGE_PUNCTUATION or not token.text.strip()
