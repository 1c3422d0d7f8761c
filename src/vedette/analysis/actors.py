"""Names the actors of a text: states and what stands for them, organisations, unnamed people, and what points back to them."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from datetime import date
from functools import cache

from vedette.analysis.actor_names import SentenceView, mention_of, names_in
from vedette.analysis.actor_phrases import mentions_of, phrases_in
from vedette.analysis.actor_reference import (
    FIRST_PLURAL,
    Discourse,
    anaphor_mention,
    pronoun_mention,
    quoted_stretches,
    saying_subject,
    seen,
)
from vedette.lexicon.actors import word_set
from vedette.lexicon.tables import read_table
from vedette.model.analysis import ActorMention, Sentence, Token
from vedette.model.document import CleanText

COALITION = re.compile(r"\b((?:U\.S\.|[A-Z][\w.]+)-led (?:[a-z]+ ){0,2}(?:coalition|alliance|forces))\b")
GEORGIA = re.compile(r"\bGeorgia\b")
WORDS = re.compile(r"[a-z]+")


@cache
def _alliances() -> frozenset[str]:
    return frozenset(o["id"] for o in read_table("organisations")["organisation"] if o["kind"] == "alliance")


def find_actors(
    clean: CleanText, sentences: Sequence[Sentence], published: date | None, *, persons: Sequence[ActorMention] = ()
) -> tuple[ActorMention, ...]:
    """Actors in order of appearance, none overlapping; a person wins over every word inside the person's mention.

    "British troops left and the Kremlin said it would answer": GBR for "British troops", RUS for "Kremlin", RUS for "it".
    Offsets count characters of `clean.text`; every sentence must come from it. `published` is kept for offices that change hands.
    """
    text = clean.text
    views = _views(text, sentences)
    georgia_is_state = _georgia_is_us_state(text)
    held = _by_sentence(views, persons)
    named: list[list[ActorMention]] = []
    discourse = Discourse(_alliances())
    for view in views:
        named.append(_named(view, held[view.number], discourse, georgia_is_state))
    everyone = _with_pronouns(clean, views, named)
    return tuple(sorted({m.start: m for m in everyone}.values(), key=lambda m: m.start))


def _views(text: str, sentences: Sequence[Sentence]) -> list[SentenceView]:
    views, paragraph = [], -1
    for number, sentence in enumerate(sentences):
        views.append(SentenceView(text, sentence, number, opens_paragraph=sentence.paragraph != paragraph))
        paragraph = sentence.paragraph
    return views


def _by_sentence(views: Sequence[SentenceView], persons: Sequence[ActorMention]) -> list[list[ActorMention]]:
    """Persons of each sentence; one that overlaps an earlier one is dropped."""
    held: list[list[ActorMention]] = [[] for _ in views]
    ordered, at, last_end = sorted(persons, key=lambda m: (m.start, -m.end)), 0, -1
    for view in views:
        while at < len(ordered) and ordered[at].start < view.sentence.end:
            if ordered[at].start >= max(last_end, view.sentence.start):
                held[view.number].append(ordered[at])
                last_end = ordered[at].end
            at += 1
    return held


def _named(view: SentenceView, persons: list[ActorMention], discourse: Discourse, georgia_is_state: bool) -> list[ActorMention]:
    """Persons, coalitions, phrases and names of one sentence, in order; each is noted in the discourse."""
    coalitions = [
        ActorMention(m.start(1), m.end(1), m[1], (_us(m[1]),), "organisation", _us(m[1]), why="a coalition without a name of its own")
        for m in COALITION.finditer(view.text, view.sentence.start, view.sentence.end)
        if not any(p.start < m.end(1) and m.start(1) < p.end for p in persons)
    ]
    taken = [*persons, *coalitions]
    names = names_in(view, taken, georgia_is_state)
    phrases = phrases_in(view, names, taken)
    inside = [(p.first, p.last) for p in phrases]
    plain = [mention_of(n, view.text) for n in names if n.acts and not any(a <= n.first <= b for a, b in inside)]
    kept = list(taken)
    waiting = deque(sorted([*taken, *plain], key=lambda m: m.start))
    kept += plain
    for phrase in phrases:
        start = view.tokens[phrase.first].start
        while waiting and waiting[0].start < start:
            discourse.note(seen(view, waiting.popleft()))
        for mention in mentions_of(view, phrase, discourse.state(view.number)):
            kept.append(mention)
            discourse.note(seen(view, mention))
    for mention in waiting:
        discourse.note(seen(view, mention))
    return _without_overlaps(sorted(kept, key=lambda m: m.start))


def _us(phrase: str) -> str:
    return phrase.replace("U.S.", "US")


def _without_overlaps(mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """Mentions in order; of two that overlap the person stays, else the longer."""
    kept: list[ActorMention] = []
    for mention in mentions:
        while kept and kept[-1].end > mention.start:
            last = kept[-1]
            if last.kind == "person" or (mention.kind != "person" and last.end - last.start >= mention.end - mention.start):
                break
            kept.pop()
        else:
            kept.append(mention)
    return kept


def _with_pronouns(clean: CleanText, views: Sequence[SentenceView], named: Sequence[list[ActorMention]]) -> list[ActorMention]:
    """All mentions with the pronouns and definite phrases between them, resolved against what stands before."""
    discourse, everyone = Discourse(_alliances()), []
    quotes = {k: quoted_stretches(clean.text, p.start, p.end) for k, p in enumerate(clean.paragraphs)}
    for view in views:
        own = named[view.number]
        waiting = deque(own)
        for token in view.tokens:
            while waiting and waiting[0].start <= token.start:
                discourse.note(seen(view, waiting.popleft()))
            if token.pos not in ("PRON", "NOUN") or any(m.start < token.end and token.start < m.end for m in own):
                continue
            if token.pos == "NOUN":
                found = anaphor_mention(view, token, discourse)
            else:
                found = pronoun_mention(view, token, discourse, _quoted(view, token, views, named, quotes))
            if found is not None and not any(m.start < found.end and found.start < m.end for m in own):
                everyone.append(found)
                discourse.note(seen(view, found))
        everyone += own
    return everyone


def _quoted(
    view: SentenceView,
    token: Token,
    views: Sequence[SentenceView],
    named: Sequence[list[ActorMention]],
    quotes: dict[int, list[tuple[int, int]]],
) -> ActorMention | None:
    """Who is quoted at this offset: the subject of a verb of saying here, else in the sentence before, else in the next."""
    if token.text.lower() not in FIRST_PLURAL:
        return None
    if not any(start <= token.start < end for start, end in quotes.get(view.sentence.paragraph, ())):
        return None
    for number in (view.number, view.number - 1, view.number + 1):
        if 0 <= number < len(views) and (speaker := saying_subject(views[number], named[number])) is not None:
            return speaker
    return None


def _georgia_is_us_state(text: str) -> bool:
    """Whether "Georgia" in this document is the US state: what else the document names decides; a tie is the country."""
    if not GEORGIA.search(text):
        return False
    words = WORDS.findall(text.lower())
    american = sum(word in word_set("georgia", "state_words") for word in words)
    return american > sum(word in word_set("georgia", "country_words") for word in words)
