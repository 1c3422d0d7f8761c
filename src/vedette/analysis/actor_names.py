"""Which of the names found in a sentence stand for somebody who acts, and how each stands in its sentence.

A capital or a palace is a government in "Moscow refused" and a place in "in Moscow"; "Russian-made" is a word about missiles;
"Michael Jordan" is no kingdom. A country stays a mention wherever it stands: the reader decides between party and place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vedette.lexicon.actors import (
    ActorName,
    NameMatch,
    actor_lexicon,
    fold,
    noun_roles,
    person_like,
    prefix_ids,
    word_set,
)
from vedette.lexicon.masthead import wire_head
from vedette.model.analysis import ActorMention, Sentence, Token

DATELINE_REST = re.compile(
    r"(?:, [A-Z][\w. ]{0,30})?,? ?(?:[A-Za-z]{3,9}\.? \d{1,2},?)? ?(?:\([A-Za-z /]{2,20}\))? ?[-–—]{1,2}\s"
)
KIND_OF = {"state": "state", "states": "state", "armed": "group", "bloc": "group"}
NOUN_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS"))
CONTRARY_PREFIX = frozenset(("pro", "anti", "non", "ex", "post", "neo", "un", "trans", "mid", "pre", "inter", "al"))


class SentenceView:
    """A sentence with its tokens by offset: `at(12)` is the index of the token that holds character 12 of the clean text."""

    __slots__ = ("_at", "number", "opens_paragraph", "sentence", "text", "tokens")

    def __init__(self, text: str, sentence: Sentence, number: int, *, opens_paragraph: bool) -> None:
        self.text = text
        self.sentence = sentence
        self.number = number
        self.opens_paragraph = opens_paragraph
        self.tokens = sentence.tokens
        self._at = {token.start: token.i for token in self.tokens}

    def at(self, offset: int) -> int:
        """Index of the token that holds the offset, else of the last token before it."""
        found = self._at.get(offset)
        if found is not None:
            return found
        return max((t.i for t in self.tokens if t.start <= offset), default=0)

    def head_of(self, start: int, end: int) -> Token:
        """The token of `start..end` whose head lies outside."""
        first, last = self.at(start), self.at(max(start, end - 1))
        for i in range(first, last + 1):
            if not first <= self.tokens[i].head <= last or self.tokens[i].head == i:
                return self.tokens[i]
        return self.tokens[last]

    def after(self, end: int) -> Token | None:
        """The first token that starts at or after `end`."""
        i = self.at(max(self.sentence.start, end - 1)) + 1
        return self.tokens[i] if i < len(self.tokens) else None

    def before(self, start: int) -> Token | None:
        """The token before the one at `start`."""
        i = self.at(start) - 1
        return self.tokens[i] if i >= 0 else None


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name in its sentence: tokens `first`..`last`, and how it is used (noun, adjective, possessive).

    `acts` is False for a place and for what only holds a name: no mention by itself, though it may close a phrase.
    """

    match: NameMatch
    first: int
    last: int
    use: str
    acts: bool = True

    @property
    def name(self) -> ActorName:
        return self.match.name


def names_in(view: SentenceView, taken: Sequence[ActorMention], georgia_is_state: bool) -> list[FoundName]:
    """The names of the sentence in order; places and names inside other names are there but do not act.

    In "Kyiv thanked the Danes in Paris" Kyiv and Danes act. Names inside `taken` (persons) are left to them.
    """
    found = []
    for match in actor_lexicon().find(view.text, view.sentence.start, view.sentence.end):
        if any(m.start < match.end and match.start < m.end for m in taken):
            continue
        if georgia_is_state and match.name.ids == ("GEO",) and match.name.role == "name":
            continue
        first, last = view.at(match.start), view.at(match.end - 1)
        name = FoundName(match, first, last, _use(view, match, last))
        hidden = (
            match.name.role == "none"
            or _is_language(view, name)
            or _in_compound(view, name)
            or _part_of_other_name(view, name)
        )
        if hidden or _is_place(view, name) or _in_dateline(view, name):
            name = replace(name, use="hidden" if hidden else name.use, acts=False)
        found.append(name)
    return [*_prefixes(view, taken), *found] if "-" in view.text[view.sentence.start : view.sentence.end] else found


def _prefixes(view: SentenceView, taken: Sequence[ActorMention]) -> Iterator[FoundName]:
    """First halves of "Sino-Russian"."""
    for prefix, ident in prefix_ids().items():
        at = view.text.find(prefix + "-", view.sentence.start, view.sentence.end)
        if at >= 0 and not any(m.start < at + len(prefix) and at < m.end for m in taken):
            name = ActorName(prefix, (ident,), "state", "adjective", (1,))
            yield FoundName(NameMatch(at, at + len(prefix), name, (name,)), view.at(at), view.at(at), "adjective")


def _use(view: SentenceView, match: NameMatch, last: int) -> str:
    """noun, adjective or possessive. "Britain's offer", "British offer", "the British offered"."""
    following = view.tokens[last + 1] if last + 1 < len(view.tokens) else None
    if following is not None and following.tag == "POS":
        return "possessive"
    token = view.head_of(match.start, match.end)
    modifies = token.dep in ("amod", "compound", "nmod") and token.head > last
    if modifies or (
        following is not None and following.tag in NOUN_TAGS and following.head == token.head and token.dep == "det"
    ):
        return "adjective"
    roles = {reading.role for reading in match.readings}
    if roles == {"adjective"}:
        before = view.before(match.start)
        is_people = (
            before is not None
            and before.text.lower() == "the"
            and (following is None or following.tag not in NOUN_TAGS)
        )
        return "noun" if is_people and token.dep not in ("acomp",) else "adjective"
    return "noun"


def _is_language(view: SentenceView, name: FoundName) -> bool:
    """ "speaks Russian", "is ethnically Russian": a bare adjective that modifies nothing names nobody."""
    if name.use != "adjective" or {r.role for r in name.match.readings} != {"adjective"}:
        return False
    following = view.after(name.match.end)
    return view.tokens[name.last].dep in ("acomp", "attr", "dobj", "pobj", "oprd") and (
        following is None or following.tag not in (*NOUN_TAGS, "JJ", "HYPH")
    )


def _in_compound(view: SentenceView, name: FoundName) -> bool:
    """ "Russian-made missiles", "pro-Russian": the compound describes something else, nobody acts."""
    text, match = view.text, name.match
    if match.end < len(text) and text[match.end] == "-":
        following = re.match(r"[a-z]+", text[match.end + 1 : match.end + 20])
        if following and following.group() in word_set("compound", "participles"):
            return True
    if match.start > 0 and text[match.start - 1] == "-":
        before = re.search(r"([A-Za-z]+)-$", text[max(0, match.start - 12) : match.start])
        return before is not None and before.group(1).lower() in CONTRARY_PREFIX
    return False


def _part_of_other_name(view: SentenceView, name: FoundName) -> bool:
    """ "Michael Jordan", "Chad Kelly", "Indian Oil Corp": the name belongs to a person's or a firm's."""
    run, i = [], name.last + 1
    while i < len(view.tokens) and view.tokens[i].tag in ("NNP", "NNPS") and view.tokens[i].text[0].isupper():
        run.append(view.tokens[i].text.lower().rstrip("."))
        i += 1
    if run and run[-1] in word_set("compound", "company_words") and name.name.role != "organ":
        return True
    key = fold(name.name.surface)
    if key not in person_like():
        return False
    before = view.before(name.match.start)
    if before is not None and before.tag == "NNP" and before.text.isalpha() and before.dep == "compound":
        is_name = before.text[0].isupper() and not before.text.isupper() and before.text.lower() not in noun_roles()
        if is_name and before.text.lower() not in (
            "western",
            "eastern",
            "northern",
            "southern",
            "greater",
            "central",
            "the",
        ):
            return True
    given = key in word_set("given_names", "words") and bool(run) and name.use == "adjective"
    return (
        given
        and run[0] not in noun_roles()
        and run[0].isalpha()
        and len(run) <= 2
        and not any(map(str.isdigit, run[0]))
    )


def _in_dateline(view: SentenceView, name: FoundName) -> bool:
    """ "WASHINGTON, March 3 -" opens a dispatch and does nothing."""
    if not view.opens_paragraph or name.match.start - view.sentence.start > 40:
        return False
    tail = view.text[name.match.end : name.match.end + 60]
    head = view.text[view.sentence.start : name.match.start].strip()
    if name.name.kind == "media" and head.endswith("("):
        return bool(re.match(r"\) ?[-–—]", tail))
    if name.name.role not in ("capital", "name"):
        return False
    opening = wire_head(view.text, view.sentence.start)
    if opening is not None and name.match.end <= opening.end("place"):
        return True
    return not head and bool(DATELINE_REST.match(tail))


def _is_place(view: SentenceView, name: FoundName) -> bool:
    """A capital or palace that is where something is: "in Moscow", "the mayor of London", "flew to Paris", "Kyiv airport"."""
    if name.name.role not in ("capital", "metonym"):
        return False
    token = view.head_of(name.match.start, name.match.end)
    if name.use in ("adjective", "possessive"):
        following = view.tokens[token.head] if name.use == "possessive" else view.after(name.match.end)
        return following is not None and following.text.lower() in word_set("place_rule", "after_words")
    for _ in range(len(view.tokens)):
        # "in Paris and London": the second is where the first is.
        if token.dep not in ("conj", "appos") or token.head == token.i:
            break
        token = view.tokens[token.head]
        if token.dep not in ("conj", "appos", "pobj", "nsubj", "nsubjpass", "dobj"):
            break
    before = view.before(name.match.start)
    if before is not None and before.text == "," and before.i:
        before = view.tokens[before.i - 1]
    if before is not None and before.text.lower() in ("capital", "city"):
        return True
    head = view.tokens[token.head]
    if token.dep == "pobj":
        return _is_place_after(view, head)
    if token.dep == "dobj":
        return head.lemma in word_set("place_rule", "reaching_verbs")
    return token.dep in ("npadvmod", "nmod") and token.head < token.i


def _is_place_after(view: SentenceView, preposition: Token) -> bool:
    """Whether a capital after this preposition is a place. "missiles sent to Kyiv" is given to somebody, "flew to Kyiv" is not."""
    word = preposition.lemma
    if word in word_set("place_rule", "prepositions"):
        return True
    governor = view.tokens[preposition.head]
    if governor.dep == "prep" and governor.lemma != "to":
        governor = view.tokens[governor.head]
    if word == "of":
        return bool({governor.lemma, governor.text.lower()} & word_set("place_rule", "place_nouns"))
    if word == "to":
        return governor.lemma in word_set("place_rule", "motion_verbs") or governor.lemma in word_set(
            "place_rule", "place_nouns"
        )
    if word == "from":
        giving = governor.lemma in word_set("place_rule", "getting_verbs") or governor.lemma in word_set(
            "place_rule", "giving_nouns"
        )
        return not (giving or governor.lemma + "s" in word_set("place_rule", "giving_nouns"))
    return False


def mention_of(found: FoundName, text: str) -> ActorMention:
    """The plain mention for a name that heads no longer phrase."""
    name, match = found.name, found.match
    ids = name.ids
    kind = KIND_OF.get(name.kind, "organisation")
    return ActorMention(
        start=match.start,
        end=match.end,
        text=text[match.start : match.end],
        ids=ids,
        kind=kind,
        speaker=ids[0] if len(ids) == 1 else name.surface,
        is_adjective=found.use == "adjective",
        why=f"{name.role} {name.surface!r}" + (" modifying a noun" if found.use == "adjective" else ""),
    )
