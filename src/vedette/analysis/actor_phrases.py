"""Phrases for somebody who acts: "Polish troops", "Seoul's defence ministry", "senior US officials", "witnesses".

A phrase is found from its head, a noun of the lexicon. The names on its left, or after its "of", say for whom it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vedette.analysis.actor_names import KIND_OF, FoundName, SentenceView
from vedette.lexicon.actors import noun_roles
from vedette.model.analysis import ActorMention

MODIFIER_TAGS = frozenset(("JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "HYPH", "CD", "POS", "VBN", "VBG", "AFX", "RBS", "ADD"))
HEAD_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS"))
POST_MODIFIERS = frozenset(("of", "from", "in", "at", "on", "to", "with", "for", "close", "familiar", "near", "similar"))
KEPT_DETERMINERS = frozenset(("some", "several", "many", "other"))
COUNTING = frozenset(("one", "a", "an", "the", "this", "that", "these", "those", "its", "their", "his", "her", "our"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase by token indexes, `head` its head noun; `names` the names in it, nearest the head last."""

    first: int
    head: int
    last: int
    role: str
    names: tuple[FoundName, ...]
    persons: tuple[ActorMention, ...]
    definite: bool


def phrases_in(view: SentenceView, names: Sequence[FoundName], taken: Sequence[ActorMention]) -> list[Phrase]:
    """The phrases of the sentence headed by a noun for those who act, in order, none overlapping."""
    by_token = {i: name for name in names for i in range(name.first, name.last + 1)}
    persons = {view.at(m.start): m for m in taken if view.sentence.start <= m.start < view.sentence.end}
    covered = {t.i for m in taken for t in view.tokens if m.start <= t.start < m.end} if persons else set()
    roles, found, floor = noun_roles(), [], -1
    for token in view.tokens:
        i = token.i
        if token.tag not in HEAD_TAGS or i <= floor or i in covered or i in by_token:
            continue
        word = token.text.lower()
        if token.tag in ("NNP", "NNPS") and (i == 0 or not token.text.isupper()) and i and view.tokens[i - 1].tag in ("NNP", "NNPS") and i - 1 not in by_token:
            continue
        pair = f"{view.tokens[i - 1].text.lower()} {word}" if i else word
        role = roles.get(pair) or roles.get(word)
        if role is None or not _heads_phrase(view, i, role, by_token, covered):
            continue
        phrase = _grow(view, i, role, by_token, persons, floor)
        if phrase.role.startswith("named") and not phrase.names and not phrase.persons:
            continue
        found.append(phrase)
        floor = phrase.last
    return found


def _heads_phrase(view: SentenceView, i: int, role: str, by_token: dict[int, FoundName], covered: set[int]) -> bool:
    """ "army" heads nothing in "army positions"; "forces" does in "forces advance", whatever the parser makes of it."""
    if i + 1 >= len(view.tokens):
        return True
    following, token = view.tokens[i + 1], view.tokens[i]
    if following.tag in ("HYPH", "POS") and following.text == "-":
        return False
    if following.tag not in HEAD_TAGS:
        return True
    if i + 1 in covered:
        return False
    return token.tag in ("NNS", "NNPS") and token.head != i + 1 and i + 1 not in by_token


def _grow(
    view: SentenceView, head: int, role: str, by_token: dict[int, FoundName], persons: dict[int, ActorMention], floor: int
) -> Phrase:
    """The phrase leftwards to its determiner, and rightwards over an "of" phrase that holds a name."""
    first = head
    while first - 1 > floor and _extends(view, first - 1, by_token):
        first -= 1
    while first < head and view.tokens[first].tag in ("POS", "HYPH", "CC") and first not in by_token:
        first += 1
    names: list[str] = []
    for i in range(first, head):
        if i in by_token and by_token[i].use != "hidden" and (not names or names[-1] is not by_token[i]):
            names.append(by_token[i])
    owners = [persons[i] for i in range(first, head) if i in persons]
    last = head
    if not names and not owners and role != "crowd":
        last, names, owners = _post_modified(view, head, by_token, persons)
    before = view.tokens[first - 1].text.lower() if first else ""
    if before in KEPT_DETERMINERS and view.tokens[first - 1].tag == "DT":
        first -= 1
    return Phrase(first, head, last, role, tuple(names), tuple(owners), before == "the")


def _extends(view: SentenceView, i: int, by_token: dict[int, FoundName]) -> bool:
    token = view.tokens[i]
    if i in by_token or token.tag in MODIFIER_TAGS:
        # A possessor belongs to the phrase, a clause's subject before a bare plural does not.
        return token.text not in (",", ":", ";", "(", ")", '"')
    if not (token.tag == "CC" or token.text in (",", "/")) or i == 0 or i - 1 not in by_token or i + 1 not in by_token:
        return False
    # "British and French troops" is one row of adjectives, "Poland and Swedish troops" is not.
    left, right = by_token[i - 1], by_token[i + 1]
    return left.name.kind == right.name.kind and left.use in ("adjective", "possessive") and right.use == left.use


def _post_modified(
    view: SentenceView, head: int, by_token: dict[int, FoundName], persons: dict[int, ActorMention]
) -> tuple[int, list[FoundName], list[ActorMention]]:
    """Names in what follows the head: "armed forces of Ukraine", "officials in Washington", "sources close to the Kremlin"."""
    i, stop = head + 1, min(len(view.tokens), head + 9)
    if i >= stop or view.tokens[i].text.lower() not in POST_MODIFIERS or view.tokens[i].tag not in ("IN", "TO", "JJ", "RB"):
        return head, [], []
    names: list[FoundName] = []
    while i < stop:
        token = view.tokens[i]
        if i in by_token:
            if by_token[i].use == "hidden":
                return head, [], []
            names.append(by_token[i])
            i = by_token[i].last + 1
            if i < len(view.tokens) and view.tokens[i].tag in HEAD_TAGS and view.tokens[i].text.lower() in noun_roles():
                return i, names, []
            return i - 1, names, []
        if i in persons:
            return view.at(persons[i].end - 1), [], [persons[i]]
        if token.tag in ("DT", "JJ", "IN", "TO", "RB", "NN", "NNP", "PRP$", "NNS") and token.text not in (",", "."):
            if token.tag in ("NNP", "NNPS") and (i + 1 >= stop or view.tokens[i + 1].tag not in (*HEAD_TAGS, "IN", "POS")):
                # "officials in Donetsk": a capitalised place with no id still belongs to the phrase.
                return i, [], []
            i += 1
            continue
        break
    return head, [], []


def mentions_of(view: SentenceView, phrase: Phrase, resolve: str | None) -> list[ActorMention]:
    """The mentions a phrase stands for. `resolve` is the state that a bare definite organ ("the army") goes back to, if known."""
    start, end = view.tokens[phrase.first].start, view.tokens[phrase.last].end
    spoken = speaker_phrase(view.text[start:end])
    if phrase.first == 0 and view.tokens[0].tag not in ("NNP", "NNPS") and 0 not in {n.first for n in phrase.names}:
        spoken = spoken[:1].lower() + spoken[1:]
    ids = tuple(dict.fromkeys(i for n in phrase.names for i in n.name.ids)) or tuple(i for p in phrase.persons for i in p.ids)
    kinds = {n.name.kind for n in phrase.names}
    role = phrase.role.removeprefix("named ")
    named = bool(phrase.names)

    def made(kind: str, ids: tuple[str, ...], speaker: str, why: str) -> list[ActorMention]:
        return [ActorMention(start, end, view.text[start:end], ids, kind, speaker, why=why)]

    if role == "parliament":
        if named and phrase.last == phrase.head:
            # "the Omani parliament": a body that votes is itself the actor, under its phrase.
            return made("organisation", (spoken,), spoken, "a parliament is itself the actor")
        return made("organisation", (), spoken, "a parliament without a name")
    if role in ("organ", "force") and kinds & {"bloc"}:
        return made("group", (spoken,), spoken, "forces of a people or bloc stay their phrase")
    if role in ("organ", "force") and named:
        return _forces(view, phrase, start, end)
    if role == "organ":
        if phrase.persons or resolve is None or not phrase.definite:
            return made("state" if ids else "people", ids, ids[0] if ids else spoken, "an organ without a state")
        return made("state", (resolve,), resolve, f"definite organ, resolved to {resolve}: the state most present just before")
    if role == "crowd":
        return made("people", (), spoken, "people who act for nobody the text names")
    if role == "office":
        if not ids and resolve is not None and phrase.definite and phrase.last == phrase.head:
            return made("office", (resolve,), spoken, f"definite office, resolved to {resolve}: the state most present just before")
        return made("office", ids, spoken, "an office" + (" of a named state" if ids else ""))
    return made("people", ids if not kinds & {"bloc", "media", "company"} else (), spoken, "unnamed people" + (" acting for a name" if ids else ""))


def _forces(view: SentenceView, phrase: Phrase, start: int, end: int) -> list[ActorMention]:
    """ "British and French troops" is two states, the first mention its adjective, the second the rest of the phrase."""
    found = []
    for name in phrase.names[:-1]:
        before_head = phrase.names[-1].first > name.last
        if before_head and phrase.last == phrase.head and name.name.kind == "state" and name.use != "possessive":
            found.append(_forces_mention(view, name, name.match.start, name.match.end, "one of several whose forces these are"))
    last = phrase.names[-1]
    begin = last.match.start if found else start
    return [*found, _forces_mention(view, last, begin, end, f"organ or force of {last.name.surface!r}")]


def _forces_mention(view: SentenceView, name: FoundName, start: int, end: int, why: str) -> ActorMention:
    ids = name.name.ids
    kind = KIND_OF.get(name.name.kind, "organisation")
    speaker = ids[0] if len(ids) == 1 else name.name.surface
    return ActorMention(start, end, view.text[start:end], ids, kind, speaker, why=why)


def speaker_phrase(text: str) -> str:
    """A phrase as RECORD names a speaker: no leading article, U.S. written US, one line. "the U.S. officials" -> "US officials"."""
    words = text.replace("U.S.", "US").replace("U.K.", "UK").split()
    while len(words) > 1 and words[0].lower() in COUNTING:
        words.pop(0)
    return " ".join(words)
