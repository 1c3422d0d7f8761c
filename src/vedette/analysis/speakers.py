"""The name under which a source goes into `attributed_to`: a person's, a state's id, or its phrase.

"Defence Secretary Lund and two aides said" gives ("Ada Lund", "two aides") where a mention names Lund, and the phrase for
the aides. A pronoun takes its mention's speaker or else the last speaker it fits.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from vedette.analysis.clauses import Tree, noun_phrase, subject_of
from vedette.lexicon import speech
from vedette.model.analysis import ActorMention

SINGULAR = frozenset(("he", "she", "him", "her", "his"))
PLURAL = frozenset(("they", "them", "their", "both"))
NEUTER = frozenset(("it", "its"))
OWN = frozenset(("i", "we", "us", "our", "my", "me", "you"))
PERSONAL = frozenset(("person", "people", "office"))
ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A speaker already met: its name, the kind of its mention (name or thing where there is none) and whether it was several."""

    speaker: str
    kind: str
    is_plural: bool


def phrase_name(text: str) -> str:
    """A source's phrase as RECORD names the unnamed: "the U.S. officials" gives "US officials"."""
    words = ARTICLE.sub("", " ".join(text.split())).strip(" ,;:\"'“”‘’")
    return words.replace("U.S.", "US").replace("U.K.", "UK").replace("U.N.", "UN")


def name_speakers(
    tree: Tree, head: int, *, actors: Sequence[ActorMention], spoken: Sequence[Spoken], depth: int = 0
) -> tuple[Spoken, ...]:
    """The co-speakers of the source whose head token is `head`; empty where it is "I" or a pronoun that fits nobody."""
    tokens = tree.tokens
    heads = [head]
    for at in heads:
        heads.extend(c for c in tree.children[at] if tokens[c].dep == "conj" and tokens[c].pos in ("PROPN", "NOUN", "PRON") and c not in heads)
    if depth > 2:
        return ()
    found: list[Spoken] = []
    for at in heads:
        for one in _one(tree, at, actors=actors, spoken=spoken, depth=depth):
            if one.speaker and one.speaker not in {f.speaker for f in found}:
                found.append(one)
    return tuple(found)


def _one(tree: Tree, head: int, *, actors: Sequence[ActorMention], spoken: Sequence[Spoken], depth: int) -> tuple[Spoken, ...]:
    token = tree.tokens[head]
    word = "" if token.text == "US" else token.text.lower()  # the country, not the pronoun
    mention = mention_at(actors, token.start, token.end)
    if word in SINGULAR | PLURAL | NEUTER | OWN:
        if mention is not None and mention.speaker:
            return (Spoken(mention.speaker, mention.kind, word in PLURAL),)
        return _antecedent(word, spoken)
    if token.lemma in speech.source_nouns("documents") and not (mention is not None and mention.kind in ("people", "person", "organisation")):
        owner = _document_owner(tree, head, actors=actors, spoken=spoken, depth=depth)
        if owner:
            return owner
    person = _person_beside(tree, head, actors) if mention is None or mention.kind in ("people", "office", "state", "organisation") else None
    chosen = person or mention or _apposed(tree, head, actors)
    if chosen is not None and chosen.speaker:
        return (Spoken(chosen.speaker, chosen.kind, token.tag in ("NNS", "NNPS")),)
    kind = "people" if token.lemma in speech.source_nouns("people") else "name" if token.pos == "PROPN" else "thing"
    return (Spoken(_phrase(tree, head), kind, token.tag in ("NNS", "NNPS")),)


def mention_at(actors: Sequence[ActorMention], start: int, end: int) -> ActorMention | None:
    """The longest mention over these characters, no adjective."""
    over = [a for a in actors if a.start < end and start < a.end and not a.is_adjective]
    return max(over, key=lambda a: a.end - a.start, default=None)


def _person_beside(tree: Tree, head: int, actors: Sequence[ActorMention]) -> ActorMention | None:
    """A named person in apposition: "The governor of Moscow, Andrei Vorobyov"."""
    for c in tree.children[head]:
        token = tree.tokens[c]
        if token.dep == "appos" or (token.dep == "compound" and c == head - 1):
            mention = mention_at(actors, token.start, token.end)
            if mention is not None and mention.kind == "person":
                return mention
            if token.dep == "appos" and mention is None and token.pos == "PROPN" and not any(
                a.start < token.end and token.start < a.end for a in actors
            ):  # fmt: skip
                words = [k for k in sorted(noun_phrase(tree, c)) if k <= c]
                if len(words) > 1 and all(tree.tokens[k].pos == "PROPN" for k in words):
                    text = " ".join(tree.tokens[k].text for k in words)
                    return ActorMention(tree.tokens[words[0]].start, token.end, text, (), "person", text)
    return None


def _apposed(tree: Tree, head: int, actors: Sequence[ActorMention]) -> ActorMention | None:
    """What an unnamed head is said to be: "one of these groups, the Lund Brigade"."""
    if tree.tokens[head].lemma in speech.source_nouns("people"):
        return None
    found = (mention_at(actors, tree.tokens[c].start, tree.tokens[c].end) for c in tree.children[head] if tree.tokens[c].dep == "appos")
    return next((m for m in found if m is not None), None)


def _document_owner(
    tree: Tree, head: int, *, actors: Sequence[ActorMention], spoken: Sequence[Spoken], depth: int
) -> tuple[Spoken, ...]:
    """Who stands behind "the statement": its possessor, adjective, "by X", who issued it, or the last to have spoken."""
    tokens = tree.tokens
    for c in tree.children[head]:
        token = tokens[c]
        if token.dep == "poss":
            return name_speakers(tree, c, actors=actors, spoken=spoken, depth=depth + 1)
        if token.dep in ("compound", "amod", "nmod"):
            over = [a for a in actors if a.start < token.end and token.start < a.end and a.speaker]
            if over:
                return (Spoken(over[0].speaker, over[0].kind, False),)
    for c in tree.children[head]:
        if tokens[c].lemma in ("by", "from") and tokens[c].dep in ("prep", "agent"):
            owner = tree.child(c, "pobj")
        elif tokens[c].dep == "acl" and tokens[c].tag == "VBN" and tree.child(c, "agent") is not None:
            owner = tree.child(tree.child(c, "agent") or c, "pobj")
        else:
            continue
        if owner is not None:
            return name_speakers(tree, owner, actors=actors, spoken=spoken, depth=depth + 1)
    verb = tokens[head].head
    if tokens[head].dep == "dobj" and tokens[verb].pos == "VERB":
        subject = subject_of(tree, verb)
        if subject is not None and subject.head != head and not subject.is_passive:
            return name_speakers(tree, subject.head, actors=actors, spoken=spoken, depth=depth + 1)
    is_definite = any(tokens[c].text.lower() in ("the", "this") for c in tree.children[head])
    if is_definite and tokens[head].lemma in ("statement", "report", "communique", "communiqué", "release", "letter") and len(tree.children[head]) == 1:
        return tuple(spoken[-1:])
    return ()


def _antecedent(word: str, spoken: Sequence[Spoken]) -> tuple[Spoken, ...]:
    """The last speaker that a pronoun fits: a person for "he", a body for "it", several or a body for "they"."""
    if word in OWN:
        return ()
    for last in reversed(spoken):
        if last.speaker == "unnamed":
            continue
        is_person = last.kind in PERSONAL or last.kind == "pronoun"
        if word in SINGULAR and (is_person or last.kind == "name") and not last.is_plural:
            return (last,)
        if word in NEUTER and not is_person and not last.is_plural:
            return (last,)
        if word in PLURAL and last.kind != "thing" and (last.is_plural or not is_person):
            return (last,)
    return ()


def _phrase(tree: Tree, head: int) -> str:
    """The phrase of an unnamed source without apposition and clauses: "officials in Kyiv", "press secretary to the president"."""
    tokens = tree.tokens
    dropped = {
        c for c in tree.children[head]
        if (tokens[c].dep in ("appos", "relcl", "acl", "conj", "cc", "punct", "advmod") and c > head)
        or (tokens[c].dep == "prep" and tokens[c].lemma not in ("of", "to", "at", "from", "in", "on", "for", "with"))
        or (tokens[c].dep == "prep" and tokens[c].lemma == "in" and len(tree.subtree(c)) > 2)
    }  # fmt: skip
    chosen = noun_phrase(tree, head, without=dropped)
    kept = [tokens[i] for i in sorted(chosen) if tokens[i].dep != "predet"]
    comma = next((k for k, t in enumerate(kept) if t.i > head and t.text in (",", "--", "–", "—", "(")), len(kept))
    dash = max((k for k, t in enumerate(kept) if t.i < head and t.text in ("-", "--", "–", "—") and k + 1 < len(kept)
                and t.end < kept[k + 1].start), default=-1)  # fmt: skip
    kept = kept[dash + 1 : comma]
    while kept and kept[-1].tag == "POS":
        kept.pop()
    if not kept:
        return ""
    pieces = [kept[0].text]
    for before, token in itertools.pairwise(kept):
        pieces.append((" " if before.end < token.start else "") + token.text)
    return phrase_name("".join(pieces))
