"""Whose money it is where several states' currencies share a word: the payer's, as the sentence has it.

    "Norway gives 400 million kroner", in a text that is all about Denmark   NOK
    "Egypt pledged 3 billion pounds"                                         EGP
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from vedette.lexicon.currencies import Tender, codes_of_states, shared_tender
from vedette.model.analysis import ActorMention, MoneyMention, Sentence
from vedette.model.tree import Tree

RECEIVING = frozenset({"receive", "get", "obtain", "borrow", "secure", "win", "accept", "request", "seek", "want", "owe"})
# Words that mean one state's money the world over: only a payer makes them another's, never a state that is merely named.
WORLDWIDE = frozenset({"GBP"})


def follow_payers(
    money: Sequence[MoneyMention], sentences: Sequence[Sentence], actors: Sequence[ActorMention]
) -> tuple[MoneyMention, ...]:
    """The sums with the payer's currency where their own word leaves it open; a bare "$" or "dollars" is left as it is."""
    found = []
    for one in money:
        tender = shared_tender(one.text)
        code = _payers_code(one, tender, sentences, actors) if tender is not None else None
        found.append(replace(one, currency=code) if code is not None else one)
    return tuple(found)


def _payers_code(
    one: MoneyMention, tender: Tender, sentences: Sequence[Sentence], actors: Sequence[ActorMention]
) -> str | None:
    sentence = next((s for s in sentences if s.start <= one.start < s.end), None)
    if sentence is None:
        return None
    named = [a for a in actors if a.ids and sentence.start <= a.start < sentence.end]
    if not any(_codes(tender, [a]) for a in named):
        return None
    tree = Tree(sentence)
    at = tree.token_at(one.start, one.end)
    if at is None:
        return None
    for i in (payer for verb in tree.ancestors(at) for payer in _payers(tree, verb, at)):
        start, end = tree.span(tree.subtree(i))
        paying = _codes(tender, [a for a in named if start <= a.start and a.end <= end])
        if len(paying) == 1:
            return paying.pop()
    codes = _codes(tender, named)
    return codes.pop() if len(codes) == 1 and tender.codes[0] not in WORLDWIDE else None


def _payers(tree: Tree, verb: int, at: int) -> list[int]:
    """Tokens for who pays the sum at `at` by this verb: its subject, behind "by" in the passive, behind "from" where the subject receives."""
    token = tree.tokens[verb]
    if token.pos not in ("VERB", "AUX"):
        return []
    if tree.children(verb, "nsubjpass"):
        return [i for child in (verb, at) for _, i in tree.preposition_objects(child, "by")]
    if token.lemma in RECEIVING:
        return [i for child in (verb, at) for _, i in tree.preposition_objects(child, "from")]
    return tree.children(verb, "nsubj")


def _codes(tender: Tender, actors: Iterable[ActorMention]) -> set[str]:
    """Codes of the tender that are these actors' own money."""
    by_state = codes_of_states()
    return {code for actor in actors for name in actor.ids for code in by_state.get(name, ()) if code in tender.codes}
