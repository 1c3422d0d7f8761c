"""How real each predicate is put: one walk from the event word up through all that embeds it.

"The committee approved a bill that would send radars": from `send` upward stand `would`, then `bill` (proposed), then
`approve` — the outermost operator that is not mere speech decides, so the sending is proposed while the approving is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from vedette.lexicon.status import cues, governing_class
from vedette.model.analysis import Predicate, Sentence
from vedette.model.tree import Tree

# Certainty, from -3 to 3, that a status lends to an event that is neither negated nor hedged.
CERTAINTY = {
    "done": 3.0, "ongoing": 3.0, "contracted": 2.0, "authorised": 1.5, "pledged": 1.5, "expected": 2.0, "threatened": 0.5,
    "proposed": 0.5, "considered": 0.5, "demanded": 0.0, "hypothetical": 0.5, "cancelled": -2.0, "denied": -3.0,
}  # fmt: skip
LADDER_CLASSES = frozenset(CERTAINTY)
COMPLEMENTS = frozenset({"ccomp", "xcomp", "dobj", "nsubjpass", "pcomp", "pobj", "csubj", "oprd", "attr", "nsubj", "acl", "csubjpass"})


@dataclass
class Scope:
    """What the walk has met so far, innermost first."""

    status: str | None = None
    negated: bool = False
    hedged: bool = False
    embedded: bool = False
    why: list[str] = field(default_factory=list)

    def add(self, kind: str, word: str) -> None:
        """Let an operator of class `kind` take scope over all that was met before."""
        if kind == "transparent":
            return
        self.why.append(f"{word}: {kind}")
        if kind == "hedged":
            self.hedged = True
        elif kind in ("refused", "prevented"):
            self.negated = not self.negated
            self.status = "pledged" if kind == "refused" else (self.status or "hypothetical")
        elif kind == "opposed":
            # Opposing what is not yet done demands that it be not.
            self.negated = not self.negated
            self.status = "demanded"
        elif kind == "not_done":
            self.negated = not self.negated
            self.status = "done"
        elif kind == "negated":
            self.negated = not self.negated
        elif kind in ("done", "ongoing"):
            self.status = self.status or kind
        elif kind in LADDER_CLASSES:
            self.status = kind


def find_predicates(sentences: Sequence[Sentence], event_nouns: frozenset[str]) -> tuple[Predicate, ...]:
    """Every verb and every event noun with its place on the ladder; `event_nouns` are the lemmas that count as events."""
    found = []
    for number, sentence in enumerate(sentences):
        tree = Tree(sentence)
        for token in sentence.tokens:
            if (token.pos == "VERB" and token.dep not in ("aux", "auxpass", "amod", "prep")) or (
                token.pos == "NOUN" and token.lemma in event_nouns and token.dep not in ("compound", "nmod")
            ):
                found.append(predicate(tree, number, token.i))
    return tuple(found)


def predicate(tree: Tree, number: int, i: int) -> Predicate:
    """The predicate at token i of sentence `number`, with the steps of the walk in `why`."""
    token = tree.tokens[i]
    scope = Scope()
    _own_words(tree, i, scope)
    if token.tag == "VBN" and [tree.tokens[c].text.lower() for c in tree.children(i, "aux", "auxpass")] == ["be"] and tree.children(i, "nsubjpass"):
        scope.add("demanded", "be")  # "demands that troops be pulled back"
    _climb(tree, i, scope)
    status = scope.status or _by_tense(tree, i)
    certainty = CERTAINTY[status]
    if scope.hedged:
        certainty = min(certainty, 1.0)
    if scope.negated and status != "denied":
        certainty = -certainty if certainty else -0.5
    return Predicate(token.start, token.end, token.lemma, status, scope.negated, scope.hedged, certainty, number, i, tuple(scope.why))


def _own_words(tree: Tree, i: int, scope: Scope) -> None:
    """Operators on the event word itself: negation, modals, adverbs, adjectives, conjunctions."""
    token = tree.tokens[i]
    for c in tree.children(i):
        child = tree.tokens[c]
        word = child.text.lower()
        if child.dep == "neg" or (child.dep == "preconj" and word == "neither"):
            scope.add("negated", word)
        elif child.dep in ("aux", "auxpass"):
            _modal(word, scope)
        elif child.dep in ("advmod", "npadvmod") and word in cues("adverbs"):
            kind = cues("adverbs")[word]
            if not (kind == "expected" and token.tag in ("VBD", "VBN")):
                scope.add(kind, word)
            if any(tree.tokens[g].dep == "neg" for g in tree.children(c)) and word == "longer":
                scope.add("negated", "no longer")
        elif child.dep == "advmod" and word == "longer":
            scope.add("negated", "no longer")
        elif child.dep == "mark" and word in cues("markers") and token.dep in ("advcl", "ccomp", "acl", "relcl"):
            kind = cues("markers")[word]
            if kind == "hypothetical":
                scope.add("hypothetical", word)
            elif kind == "pending" and word == "until":
                scope.add("expected", word)
        elif child.dep == "advcl" and any(tree.tokens[m].text.lower() == "if" for m in tree.children(c, "mark")) and any(tree.tokens[w].text.lower() in RELIABLE for w in (c, *tree.children(c))):
            scope.add("hedged", "if right")  # "if the papers are right, …"
        elif token.pos in ("NOUN", "PROPN"):
            if child.dep in ("amod", "det", "compound", "nmod") and (child.lemma in cues("adjectives") or word in cues("adjectives")):
                kind = cues("adjectives").get(word) or cues("adjectives")[child.lemma]
                scope.add(kind, word)
            elif child.dep == "det" and word == "no":
                scope.add("negated", word)


def _modal(word: str, scope: Scope) -> None:
    kind = cues("modals").get(word)
    if kind == "future":
        scope.add("expected", word)
    elif kind == "would":
        scope.add("hypothetical", word)
    elif kind:
        scope.add(kind, word)


def _climb(tree: Tree, i: int, scope: Scope) -> None:
    """Operators above: each governor, by the dependency that leads to it, up to the root or a clause that escapes."""
    at, steps = i, 0
    while (head := tree.head(at)) is not None and steps < 12:
        steps += 1
        link, governor = tree.tokens[at].dep, tree.tokens[head]
        if link == "conj":
            # A conjunct stands under what its first conjunct stands under, and borrows its auxiliaries where it has no subject.
            first = tree.first_conjunct(at)
            if governor.pos == "VERB" and not tree.children(at, "nsubj", "nsubjpass", "aux"):
                for a in tree.children(first, "aux"):
                    _modal(tree.tokens[a].text.lower(), scope)
            at = first
            continue
        if link == "relcl":
            if (kind := cues("nouns").get(governor.lemma)) == "proposed":
                scope.add(kind, governor.text)
            return
        if link in ("advcl", "parataxis", "appos"):
            asked = governor.lemma == "call" and token_is_asked(tree, at, head)
            if not asked and not _passes_up(tree, at):
                return
            if asked:
                scope.add("demanded", governor.text)
            elif governor.pos == "VERB":
                _verb_own(tree, head, scope, complement=False)
            at = head
            continue
        if governor.pos in ("VERB", "AUX"):
            if not _verb_over(tree, at, head, link, scope):
                return
        elif governor.pos == "ADJ" and governor.lemma in cues("predicative") and link in ("xcomp", "ccomp", "advcl", "prep", "acl"):
            scope.add(cues("predicative")[governor.lemma], governor.text)
        elif governor.pos == "NOUN" and link in ("acl", "prep", "ccomp", "compound", "relcl", "xcomp", "poss"):
            _noun_over(tree, at, head, link, scope)
        at = head


PUNISHING = frozenset({"punish", "condemn", "blame", "criticise", "criticize", "denounce", "retaliate", "sanction", "indict", "prosecute"})
RUMOURED = frozenset({"believe", "think", "say", "rumour", "rumor", "suspect", "suppose", "report", "allege"})
RELIABLE = frozenset({"right", "true", "correct", "accurate", "believed", "credible", "trusted", "lie"})


def token_is_asked(tree: Tree, i: int, call: int) -> bool:
    """Whether the infinitive is what is called for: "called on Lima to close its ports"."""
    if any(tree.tokens[m].text.lower() == "for" for m in tree.children(i, "mark")) and any(tree.tokens[c].tag == "TO" for c in tree.children(i, "aux")):
        return True  # "called for ships to be stationed"
    return tree.tokens[i].tag == "VB" and any(tree.tokens[p].text.lower() in ("on", "upon") and p < i for p in tree.children(call, "prep"))


def _passes_up(tree: Tree, i: int) -> bool:
    """Whether an adverbial clause shares the reality of its matrix: purpose and manner do, time and ground do not."""
    token = tree.tokens[i]
    return token.tag in ("VB", "VBG") and not tree.children(i, "nsubj", "nsubjpass", "mark")


def _verb_own(tree: Tree, head: int, scope: Scope, *, complement: bool) -> None:
    """The governing verb's own negation and modals: "will not allow", "might have to send"."""
    outer = Scope()
    _own_words(tree, head, outer)
    if outer.negated:
        scope.negated = not scope.negated
        scope.why.append(f"{tree.tokens[head].text}: negated")
    if outer.status in ("hypothetical", "expected", "demanded") and (not complement or scope.status in (None, "done", "ongoing")):
        scope.status = outer.status
        scope.why.extend(outer.why)
    scope.hedged = scope.hedged or outer.hedged


def _verb_over(tree: Tree, at: int, head: int, link: str, scope: Scope) -> bool:
    """A governing verb: its class where the link is a complement, and its own negation. False ends the walk."""
    governor, token = tree.tokens[head], tree.tokens[at]
    if link in ("prep", "agent", "dative") and token.pos == "ADP":
        particle = token.text.lower()
        if particle == "for" and governor.lemma in PUNISHING:
            scope.why.append("presupposed")
            return False  # "should be punished for the raid": there was one
        if governor.lemma == "warn" and particle in ("against", "off"):
            scope.add("negated", "warn against")
            scope.add("demanded", "warn against")
            return True
        if particle not in ("for", "of", "from", "about", "to", "on", "against"):
            return True
    kind = governing_class(governor.lemma, token.lemma)
    if link == "xcomp" and governor.lemma in RUMOURED and tree.children(head, "auxpass") and not tree.children(head, "agent"):
        scope.add("hedged", governor.text)  # "is thought to be hiding"
    is_complement = link in COMPLEMENTS or (link == "prep" and kind in ("demanded", "considered", "hypothetical", "prevented", "expected", "pledged")) or (link == "prep" and governor.lemma == "notify")
    if governor.lemma in ("include", "be", "contain", "comprise") and _is_of_demands(tree, head):
        scope.add("demanded", governor.text)
        return False
    if kind in (None, "transparent") or not is_complement or (link == "nsubj" and not tree.children(head, "nsubjpass")):
        _verb_own(tree, head, scope, complement=is_complement)
        return True
    if governor.lemma == "let" and token.lemma == "know":
        return True  # "has let it be known" tells
    if governor.lemma == "call" and link not in ("prep", "xcomp"):
        return True  # "called the raid a provocation" names, "called for a raid" demands
    if kind == "demanded" and governor.lemma == "insist" and not _is_subjunctive(tree, at):
        return True
    outer = Scope()
    _own_words(tree, head, outer)
    if outer.negated and kind in ("refused", "prevented", "not_done", "denied"):
        scope.add("hypothetical", f"not {governor.lemma}")
        return True
    scope.add(kind, governor.text)
    if outer.status == "hypothetical" and kind in ("pledged", "considered", "ongoing", "proposed", "threatened") and not any(w.startswith(("would", "'d", "if")) for w in outer.why):
        scope.add("hypothetical", outer.why[-1].split(":")[0])  # "may be planning to march"
    if outer.negated:
        scope.add("negated", f"not {governor.lemma}")
    return True


def _is_of_demands(tree: Tree, verb: int) -> bool:
    """Whether the verb tells what demands there are: "Lima's demands include …", "demands, which include …"."""
    for h in tree.children(verb, "nsubj"):
        noun = tree.tokens[h]
        if noun.text.lower() in ("which", "that") and tree.tokens[verb].dep == "relcl" and (head := tree.head(verb)) is not None:
            noun = tree.tokens[head]
        if cues("nouns").get(noun.lemma) == "demanded":
            return True
    return False


def _is_subjunctive(tree: Tree, i: int) -> bool:
    """Whether the verb is bare where its subject wants an ending: "insisted that Oslo send", not "that Oslo sends"."""
    token = tree.tokens[i]
    if token.tag == "VB":
        return not any(tree.tokens[c].tag == "MD" for c in tree.children(i, "aux"))
    subject = tree.first(i, "nsubj")
    if token.tag != "VBP" or token.lemma == "be" or subject is None:
        return token.tag == "VBN" and any(tree.tokens[c].text.lower() == "be" for c in tree.children(i, "auxpass"))
    head = tree.tokens[subject]
    return head.tag in ("NN", "NNP") or head.text.lower() in ("he", "she", "it") if not tree.children(subject, "conj") else False


def _noun_over(tree: Tree, at: int, head: int, link: str, scope: Scope) -> None:
    """A governing noun: "the threat of strikes", "plans to withdraw", "an invasion plan"."""
    governor, token = tree.tokens[head], tree.tokens[at]
    kind = cues("nouns").get(governor.lemma)
    if kind is None:
        return
    if link == "prep" and token.text.lower() not in ("of", "for", "to", "about", "over", "on", "that", "against"):
        return
    if link == "poss":
        return
    scope.add(kind, governor.text)
    _own_words(tree, head, scope)


ADDING = frozenset({"addition", "parallel"})


def _beside(tree: Tree, preposition: int) -> int | None:
    """The verb that what stands under the preposition goes along with: "by sending", "besides sending", "in addition to sending"."""
    word, head = tree.tokens[preposition].text.lower(), tree.head(preposition)
    if word == "to" and head is not None and tree.tokens[head].lemma in ADDING and (outer := tree.head(head)) is not None:
        return tree.head(outer)
    return head if word in ("by", "in", "besides", "beside", "beyond") else None


def _by_tense(tree: Tree, i: int) -> str:
    """No operator at all: the tense and aspect of the event word, or of the clause an event noun stands in."""
    token = tree.tokens[i]
    if token.pos in ("NOUN", "PROPN"):
        head = tree.head(tree.first_conjunct(i))
        link = tree.tokens[tree.first_conjunct(i)].dep
        if head is not None and link in ("dobj", "nsubjpass") and tree.tokens[head].lemma in cues("support"):
            return _by_tense(tree, head)
        return "done"
    auxiliaries = {tree.tokens[c].text.lower() for c in tree.children(i, "aux", "auxpass")}
    if token.tag == "VBG":
        if auxiliaries & {"is", "are", "am", "was", "were", "been", "'s", "'re", "'m", "be"} or token.dep in ("acl", "relcl"):
            return "ongoing"
        head = tree.head(i)
        if head is not None and token.dep == "pcomp" and (beside := _beside(tree, head)) is not None:
            head = beside  # "is answering by sending", "in addition to sending rifles, it is training"
        if head is not None and tree.tokens[head].pos == "AUX" and token.dep == "pcomp":
            return _by_tense(tree, head)
        if head is not None and token.dep in ("advcl", "xcomp", "pcomp", "conj") and tree.tokens[head].pos == "VERB":
            return _by_tense(tree, head)
        return "done"
    if token.tag in ("VBZ", "VBP"):
        return "ongoing"
    if token.tag == "VB" and "to" in auxiliaries:
        head = tree.head(i)
        if head is not None and tree.tokens[head].lemma in ("have", "need"):
            return "demanded"
        if token.dep == "ROOT" or (head is not None and tree.tokens[head].lemma == "be"):
            return "expected"
        if token.dep in ("advcl", "acl", "relcl"):
            return "hypothetical"
    if token.tag == "VB" and not auxiliaries and token.dep == "ROOT":
        return "demanded"
    return "done"
