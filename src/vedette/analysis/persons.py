"""Persons by name: for whom they act at the document's date, and the fullest form of their name.

A capitalised run is a name only with evidence: a title or honorific before it, a known holder, an apposition that says what
the person is, a verb of saying that it is the subject of, or the surname of somebody already named.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vedette.lexicon.actors import ActorLexicon, actor_lexicon
from vedette.lexicon.gazetteer import lookup, place_key
from vedette.lexicon.offices import surnames, term_of, terms, words
from vedette.lexicon.speech import verbs as cue_verbs
from vedette.model.analysis import ActorMention, Sentence, Token
from vedette.model.document import CleanText
from vedette.model.tree import Tree

GRACE = timedelta(days=120)
FORMER = frozenset({"former", "ex", "retired", "then", "late"})
NOT_NAMES = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "the", "a", "an", "he", "she", "it", "they", "we", "i", "in", "on", "at", "but", "and", "or", "if", "as", "for", "when", "while", "after", "before", "since", "this", "that", "these", "those", "act", "bill", "treaty", "agreement", "committee", "council", "party", "ministry", "department", "university", "institute", "house", "street", "bank", "news", "times", "post", "organization", "organisation", "union", "sea", "ocean", "river", "gulf", "strait", "islands", "island", "region", "oblast", "province", "state", "states", "army", "navy", "force", "forces", "corps", "war", "day", "christmas", "easter", "islamic", "christian", "muslim", "jewish", "catholic", "what", "who", "why", "how", "there", "his", "her", "their", "its", "our", "my", "no", "yes", "not", "with", "from", "to", "by", "of", "one", "two"]
)


@dataclass(frozen=True, slots=True)
class Run:
    """A capitalised run: its tokens split into what stands before the name and the name itself."""

    title: tuple[Token, ...]
    name: tuple[Token, ...]


def find_persons(clean: CleanText, sentences: Sequence[Sentence], published: date | None) -> tuple[ActorMention, ...]:
    """Mentions of persons in order, titles included: "Danish Defence Minister Ana Holm" acts for DNK and speaks as "Ana Holm"."""
    trees = [Tree(s) for s in sentences]
    runs = [(n, run) for n, tree in enumerate(trees) for run in _runs(tree)]
    people: dict[str, tuple[str, tuple[str, ...]]] = {}
    found: list[ActorMention] = []
    pending: list[tuple[int, Run]] = []
    for n, run in runs:
        person = _identify(trees[n], run, people, published)
        if person is None:
            pending.append((n, run))
            continue
        name, ids = person
        _remember(people, name, ids)
        found.append(_mention(clean, run, name, ids))
    # Names whose fuller form comes only later in the text.
    for n, run in pending:
        if (person := _by_surname(trees[n], run, people)) is not None:
            found.append(_mention(clean, run, *person))
    return tuple(sorted(found, key=lambda m: m.start))


def _mention(clean: CleanText, run: Run, name: str, ids: tuple[str, ...]) -> ActorMention:
    first = (*run.title, *run.name)[0]
    start, end = first.start, run.name[-1].end
    return ActorMention(start, end, clean.text[start:end], ids, "person", name, why="by name")


def _remember(people: dict[str, tuple[str, tuple[str, ...]]], name: str, ids: tuple[str, ...]) -> None:
    """Later mentions go by surname; the fuller of two forms of one name stays."""
    surname = _surname(name)
    known = people.get(surname)
    if known is None or len(name) >= len(known[0]) or name.split()[-1] != known[0].split()[-1]:
        people[surname] = (name, ids)
    people[name.lower()] = people[surname]


def _surname(name: str) -> str:
    parts = name.lower().split()
    return parts[0] if parts[0] in words("surname_first") and len(parts) > 1 else parts[-1]


# ---- runs of capitalised words


def _runs(tree: Tree) -> list[Run]:
    found: list[Run] = []
    row: list[Token] = []
    in_capitals = sum(t.text.isupper() and len(t.text) > 2 for t in tree.tokens) > len(tree.tokens) * 0.6
    for token in (*tree.tokens, None):
        if token is not None and _continues(token, row, tree):
            row.append(token)
            continue
        while row and row[-1].text.lower().strip(".") in words("particles") | {"of", "the"}:
            row.pop()
        if row and not in_capitals:
            found.extend(_split(row))
        row = [token] if token is not None and _is_capitalised(token) else []
    return found


def _is_capitalised(token: Token) -> bool:
    text = token.text
    return text[:1].isupper() and text[0].isalpha() and (len(text) > 1 or token.tag == "NNP")


def _continues(token: Token, row: Sequence[Token], tree: Tree) -> bool:
    if _is_capitalised(token):
        return True
    if not row:
        return False
    low = token.text.lower().strip(".")
    follows = token.i + 1 < len(tree.tokens) and _is_capitalised(tree.tokens[token.i + 1])
    if token.text in (".", "-") and follows and token.start == row[-1].end:
        return True
    return low in words("particles") and follows


def _split(row: Sequence[Token]) -> list[Run]:
    """Titles before the last title word, the name after it; a run without a title is all name."""
    last_title = -1
    for k, token in enumerate(row):
        low = token.text.lower().strip(".")
        if low in words("office") or low in words("honorific") or low in words("private"):
            if k + 1 < len(row):
                last_title = k
    name = list(row[last_title + 1 :])
    title = list(row[: last_title + 1])
    while name and (name[0].text.lower().strip(".") in words("modifier") or name[0].text in (".", "-")) and title:
        title.append(name.pop(0))
    if not name or len(name) > 5:
        return []
    return [Run(tuple(title), tuple(name))]


# ---- evidence


def _identify(tree: Tree, run: Run, people: dict[str, tuple[str, tuple[str, ...]]], published: date | None) -> tuple[str, tuple[str, ...]] | None:
    name = _text(run.name)
    low = name.lower()
    if low in NOT_NAMES or any(t.text.lower() in NOT_NAMES for t in run.name) or not any(t.pos == "PROPN" for t in run.name):
        return None
    roles = _described(tree, run)
    holder = term_of(low, published)
    if holder is not None and len(run.name) > 1:
        return name, _sides(name, holder.side, roles, tree, run, in_office=published is None or holder.distance(published) <= GRACE.days)
    if len(run.name) == 1:
        return _single(tree, run, people, published, roles)
    if low in people:
        return people[low]
    if _is_other_name(name):
        return None
    if run.title or roles or _speaks(tree, run):
        return name, _sides(name, None, roles, tree, run, in_office=True)
    if _surname(name) in people and people[_surname(name)][0].split()[-1] == name.split()[-1] and " " not in people[_surname(name)][0]:
        return name, people[_surname(name)][1]
    return None


def _single(tree: Tree, run: Run, people: dict[str, tuple[str, tuple[str, ...]]], published: date | None, roles: set[str]) -> tuple[str, tuple[str, ...]] | None:
    token = run.name[0]
    known = _by_surname(tree, run, people)
    if known is not None:
        return known
    candidates = [t for full in surnames().get(token.text.lower(), ()) if (t := term_of(full, published)) is not None]
    if candidates and published is not None:
        candidates = [t for t in candidates if t.distance(published) <= GRACE.days]
    titled = {t.text.lower().strip(".") for t in run.title}
    if candidates and not _is_other_name(token.text) and (titled or (token.tag == "NNP" and len({t.name for t in candidates}) == 1 and len(token.text) > 3)):
        best = min(candidates, key=lambda t: t.distance(published) if published else 0)
        if titled & words("private") or not titled & FORMER:
            return token.text, _sides(token.text, best.side, roles, tree, run, in_office=True)
    if titled & (words("honorific") | words("office") | words("private")) and not _is_other_name(token.text) and token.tag == "NNP":
        return token.text, _sides(token.text, None, roles, tree, run, in_office=True)
    return None


def _by_surname(tree: Tree, run: Run, people: dict[str, tuple[str, tuple[str, ...]]]) -> tuple[str, tuple[str, ...]] | None:
    if len(run.name) != 1 or run.name[0].tag not in ("NNP", "NNPS", "NN", "JJ", "VB", "VBP", "FW") or run.name[0].text.lower() in NOT_NAMES:
        return None
    token = run.name[0]
    following = tree.tokens[token.i + 1] if token.i + 1 < len(tree.tokens) else None
    if following is not None and following.text in ("City", "Street", "County", "Airport", "Administration"):
        return None
    return people.get(token.text.lower())


def _is_other_name(name: str) -> bool:
    """Whether the run is the name of a state, an organisation or a large place."""
    lexicon: ActorLexicon = actor_lexicon()
    if any(m.start == 0 and m.end == len(name) for m in lexicon.find(name)):
        return True
    return bool(lookup(place_key(name)))


def _described(tree: Tree, run: Run) -> set[str]:
    """Lemmas of the words that say what the person is: title, the noun phrase before the name, the apposition after it."""
    head = run.name[-1].i
    found = {t.text.lower().strip(".") for t in run.title}
    for c in tree.children(head, "compound", "amod", "nmod", "appos"):
        found.update(tree.tokens[k].text.lower() for k in tree.subtree(c, stop=frozenset({"relcl"})))
    token = tree.tokens[head]
    if token.dep == "appos" and tree.tokens[token.head].pos in ("NOUN", "PROPN"):
        found.update(tree.tokens[k].text.lower() for k in tree.subtree(token.head, stop=frozenset({"relcl", "appos"})))
    return found & (words("office") | words("private") | words("honorific"))


def _speaks(tree: Tree, run: Run) -> bool:
    token = tree.tokens[run.name[-1].i]
    return token.dep == "nsubj" and token.head != token.i and tree.tokens[token.head].lemma in cue_verbs() and tree.tokens[token.head].lemma not in ("show", "mean", "see", "report", "carry")


def _sides(name: str, holder: str | None, roles: set[str], tree: Tree, run: Run, *, in_office: bool) -> tuple[str, ...]:
    """For whom the person acts: nobody but himself where former, a legislator or a private person; else the titled or known side."""
    if roles & FORMER or (roles & words("private") and not (holder and in_office)):
        return (name,)
    told = _told_side(tree, run) if roles & words("office") else None
    if told is not None:
        return (told,)
    if holder is not None and in_office:
        return (holder,)
    if terms().get(name.lower()) is not None:
        return (name,)
    return () if roles & words("office") else (name,)


def _told_side(tree: Tree, run: Run) -> str | None:
    """The state or body that the words around the name give: "Danish Defence Minister", "spokesman for the IDF"."""
    head = run.name[-1].i
    indices = {t.i for t in run.title} | {k for c in tree.children(head, "compound", "amod", "nmod", "appos", "poss") for k in tree.subtree(c, stop=frozenset({"relcl"}))}
    token = tree.tokens[head]
    if token.dep == "appos":
        indices |= set(tree.subtree(token.head, stop=frozenset({"relcl"}))) - set(tree.subtree(head))
    if not indices:
        return None
    left, right = min(indices), max(indices)
    start, end = tree.tokens[left].start, tree.tokens[right].end
    text = "".join(t.text + " " * max(0, (tree.tokens[t.i + 1].start - t.end) if t.i + 1 < len(tree.tokens) else 0) for t in tree.tokens[left : right + 1])
    for match in actor_lexicon().find(text):
        if match.end <= end - start and len(match.name.ids) == 1:
            return match.name.ids[0]
    return None


def _text(tokens: Sequence[Token]) -> str:
    text = tokens[0].text
    for before, token in itertools.pairwise(tokens):
        text += " " * (token.start - before.end) + token.text
    return re.sub(r"\s+", " ", text)
