"""Names the actors of a text: states and what stands for them, organisations, unnamed people, and what points back to them."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from vedette.analysis.actor_names import FoundName, SentenceView, mention_of, names_in
from vedette.analysis.actor_phrases import Phrase, mentions_of, phrases_in
from vedette.analysis.actor_reference import (
    FIRST_PLURAL,
    Discourse,
    anaphor_mention,
    pronoun_mention,
    quoted_stretches,
    saying_subject,
    seen,
)
from vedette.lexicon.actors import noun_roles, word_set
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
    discourse = Discourse(_alliances())
    named = [_named(view, held[view.number], discourse, georgia_is_state) for view in views]
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


def _named(
    view: SentenceView, persons: list[ActorMention], discourse: Discourse, georgia_is_state: bool
) -> list[ActorMention]:
    """Persons, coalitions, phrases and names of one sentence, in order; each is noted in the discourse."""
    coalitions = [
        ActorMention(
            m.start(1),
            m.end(1),
            m[1],
            (_us(m[1]),),
            "organisation",
            _us(m[1]),
            why="a coalition without a name of its own",
        )
        for m in COALITION.finditer(view.text, view.sentence.start, view.sentence.end)
        if not any(p.start < m.end(1) and m.start(1) < p.end for p in persons)
    ]
    taken = [*persons, *coalitions]
    names = names_in(view, taken, georgia_is_state)
    phrases = phrases_in(view, names, taken)
    inside = [(p.first, p.last) for p in phrases]
    starts = {a for a, _ in inside}
    plain = [
        mention_of(_standing_alone(view, n, starts), view.text)
        for n in names
        if n.acts and not any(a <= n.first <= b for a, b in inside)
    ]
    kept = list(taken)
    waiting = deque(sorted([*taken, *plain], key=lambda m: m.start))
    kept += plain
    for phrase in phrases:
        start = view.tokens[phrase.first].start
        while waiting and waiting[0].start < start:
            discourse.note(seen(view, waiting.popleft()))
        holder = _holder_beside(view, phrase, taken)
        for mention in _phrase_mentions(view, phrase, discourse) if holder is None else [holder]:
            kept.append(mention)
            discourse.note(seen(view, mention))
    for mention in waiting:
        discourse.note(seen(view, mention))
    return _without_overlaps(sorted(kept, key=lambda m: m.start))


def _standing_alone(view: SentenceView, name: FoundName, phrase_starts: set[int]) -> FoundName:
    """In "the U.S. and NATO allies" the first name is a party of its own, whatever the parser hangs it on."""
    joins = name.last + 2 in phrase_starts and view.tokens[name.last + 1].tag == "CC"
    return replace(name, use="noun") if joins and name.name.role == "name" else name


def _holder_beside(view: SentenceView, phrase: Phrase, persons: Sequence[ActorMention]) -> ActorMention | None:
    """ "Chile's envoy, Ann Example, said": the office is the person set beside it."""
    if not phrase.role.endswith("office") and view.tokens[phrase.head].tag in ("NNS", "NNPS"):
        return None
    if phrase.role not in ("office", "named office", "speaker") or phrase.last + 2 >= len(view.tokens):
        return None
    if view.tokens[phrase.last + 1].text != ",":
        return None
    start, end = view.tokens[phrase.first].start, view.tokens[phrase.last].end
    for person in persons:
        if person.kind == "person" and person.start == view.tokens[phrase.last + 2].start:
            why = f"the office of {person.text!r} beside it"
            return ActorMention(start, end, view.text[start:end], person.ids, "office", person.speaker, why=why)
    return None


# "the rebels" without a name are the band spoken of last.
BANDS = frozenset({"rebels", "insurgents", "militants"})


def _phrase_mentions(view: SentenceView, phrase: Phrase, discourse: Discourse) -> list[ActorMention]:
    """What a phrase stands for, a bare definite one ("the ministry", "the spokesman") by what its noun last stood for."""
    noun, number = view.tokens[phrase.head].text.lower(), view.number
    earlier = discourse.same_noun(noun, number) if phrase.definite and not phrase.names and not phrase.persons else None
    if earlier is not None and phrase.role == "speaker" and phrase.first == phrase.last:
        token = view.tokens[phrase.head]
        why = f"the same {noun} as {earlier.text!r} before"
        return [ActorMention(token.start, token.end, token.text, earlier.ids, "people", earlier.speaker, why=why)]
    if phrase.role == "office" and phrase.definite and not phrase.names and phrase.last == phrase.head:
        start, end = view.tokens[phrase.first].start, view.tokens[phrase.last].end
        holder = discourse.holder(view.text[start:end].lower())
        if holder is not None:
            why = f"the holder named before: {holder.text!r}"
            return [ActorMention(start, end, view.text[start:end], holder.ids, "office", holder.speaker, why=why)]
    is_state = earlier is not None and earlier.kind == "state" and len(earlier.ids) == 1
    resolve = earlier.ids[0] if earlier is not None and is_state else discourse.state(number)
    if phrase.definite and not phrase.names and noun in BANDS and (band := discourse.latest(number, "group", reach=8)) is not None:
        start, end = view.tokens[phrase.first].start, view.tokens[phrase.last].end
        return [ActorMention(start, end, view.text[start:end], band.ids, "pronoun", band.speaker, why=f"group: {band.text!r} before it")]
    mentions = mentions_of(view, phrase, resolve)
    for mention in mentions[-1:]:
        if phrase.names or phrase.persons:
            discourse.note_phrase(noun, number, mention)
    return mentions


def _us(phrase: str) -> str:
    return phrase.replace("U.S.", "US")


def _without_overlaps(mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """Mentions in order; of two that overlap the person stays, else the longer."""
    kept: list[ActorMention] = []
    for mention in mentions:
        while kept and kept[-1].end > mention.start:
            last = kept[-1]
            if last.kind == "person" or (
                mention.kind != "person" and last.end - last.start >= mention.end - mention.start
            ):
                break
            kept.pop()
        else:
            kept.append(mention)
    return kept


def _with_pronouns(
    clean: CleanText, views: Sequence[SentenceView], named: Sequence[list[ActorMention]]
) -> list[ActorMention]:
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
                stretches = quotes.get(view.sentence.paragraph, [])
                found = _pronoun(view, token, views, named, stretches, discourse)
            if found is not None and not any(m.start < found.end and found.start < m.end for m in own):
                everyone.append(found)
                discourse.note(seen(view, found))
                own[:] = [_owned(m, found) if token.dep == "poss" and m.start == token.end + 1 else m for m in own]
        everyone += own
    return everyone


def _owned(mention: ActorMention, owner: ActorMention) -> ActorMention:
    """ "its troops": unnamed forces and officials after a possessive act for the owner."""
    if mention.kind != "people" or mention.ids or not owner.ids or mention.why.startswith("people who act for nobody"):
        return mention
    forces = mention.why.startswith("unnamed") and noun_roles().get(mention.text.split()[-1].lower()) != "speaker"
    speaker = owner.speaker if forces else mention.speaker
    return replace(
        mention,
        ids=owner.ids,
        kind="state" if forces else "people",
        speaker=speaker,
        why=f"of {owner.text!r}: {owner.why}",
    )


def _pronoun(
    view: SentenceView,
    token: Token,
    views: Sequence[SentenceView],
    named: Sequence[list[ActorMention]],
    stretches: Sequence[tuple[int, int]],
    discourse: Discourse,
) -> ActorMention | None:
    """The pronoun resolved; in a quotation "we" is who is quoted: the subject of a verb of saying here, before or after."""
    in_quotation = any(start <= token.start < end for start, end in stretches)
    speaker = None
    if in_quotation and token.text.lower() in FIRST_PLURAL:
        same = view.sentence.paragraph
        near = (view.number, view.number - 1, view.number + 1)
        inside = [n for n in near if 0 <= n < len(views) and views[n].sentence.paragraph == same]
        for number in dict.fromkeys((*inside, max(view.number - 1, 0))):
            if speaker is None:
                outside = [m for m in named[number] if not any(start <= m.start < end for start, end in stretches)]
                speaker = saying_subject(views[number], outside)
    return pronoun_mention(view, token, discourse, speaker, in_quotation=in_quotation)


def _georgia_is_us_state(text: str) -> bool:
    """Whether "Georgia" in this document is the US state: what else the document names decides; a tie is the country."""
    if not GEORGIA.search(text):
        return False
    words = WORDS.findall(text.lower())
    american = sum(word in word_set("georgia", "state_words") for word in words)
    return american > sum(word in word_set("georgia", "country_words") for word in words)
