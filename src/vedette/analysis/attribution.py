"""Who says what, over a whole text: sources, cues and contents, chains of them, and quotations that run on.

"According to Radio Lund, officials said the ferry had sunk. "It went fast," one added." gives Radio Lund's content with the
officials' inside it, and the second speaker's quotation. The cues of one sentence come from `cue_clauses` and `cue_phrases`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vedette.analysis.clauses import Tree, noun_phrase, spans_of, tree_of
from vedette.analysis.cue_clauses import Draft, verb_drafts
from vedette.analysis.cue_phrases import adverb_drafts, colon_draft, noun_drafts, phrase_drafts
from vedette.analysis.quotations import Quotation, find_quotations
from vedette.analysis.speakers import Spoken, mention_at, name_speakers
from vedette.model.analysis import ActorMention, Attribution, Sentence
from vedette.model.document import CleanText
from vedette.model.evidence import Span

UNNAMED = "unnamed"
GAP = frozenset(" \t\r\n,:;-–—.\"'”’")
LEADING_GAP = frozenset(" \t\r\n,:-–—")
RELAYED = ("citing", "quoting")
SPEECH_WORDS = 4  # fewer words between marks are a phrase in somebody's prose, not speech
PATIENCE = 3  # paragraphs over which a bare quotation still belongs to the last speaker


@dataclass(frozen=True, slots=True)
class Reading:
    """What all steps look at: the text, its trees, its quotations, and the actors in order."""

    text: str
    trees: tuple[Tree, ...]
    quotations: tuple[Quotation, ...]
    actors: tuple[ActorMention, ...]

    def quotation_at(self, position: int) -> Quotation | None:
        """The quotation around a character."""
        at = bisect_right(self.quotations, position, key=lambda q: q.start) - 1
        return self.quotations[at] if at >= 0 and position < self.quotations[at].end else None

    def actors_within(self, start: int, end: int) -> tuple[ActorMention, ...]:
        """Mentions that begin in the stretch."""
        first = bisect_right(self.actors, start - 1, key=lambda a: a.start)
        last = bisect_right(self.actors, end - 1, key=lambda a: a.start)
        return self.actors[first:last]


def find_attributions(
    clean: CleanText, sentences: Sequence[Sentence], actors: Sequence[ActorMention]
) -> tuple[Attribution, ...]:
    """All attributions in order of appearance, offsets in clean text; `parent` indexes the result.

    `speaker` is empty where the text speaks of itself ("we said") or of a pronoun that fits nobody, and ("unnamed",) where
    somebody is said to say it but nobody is named. A bare quotation has the last speaker, and no source and no cue.
    """
    reading = Reading(
        clean.text,
        tuple(tree_of(s) for s in sentences),
        find_quotations(clean),
        tuple(sorted(actors, key=lambda a: (a.start, a.end))),
    )
    drafts: list[Draft] = []
    for number, tree in enumerate(reading.trees):
        settled = _said([_settle(reading, draft) for draft in _drafts(tree, number)])
        drafts.extend(_relays(_said(_untangled(settled, clean.text))))
    drafts.extend(_colon_speech(reading, drafts))
    drafts.sort(key=_position)
    drafts = _continued(reading, drafts)
    return _chained(_named(reading, drafts), drafts)


def _said(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts that still say something: untangling two cues may leave one of them without a word of its own."""
    return [draft for draft in drafts if draft.content]


def _drafts(tree: Tree, number: int) -> list[Draft]:
    found = [*verb_drafts(tree, number), *phrase_drafts(tree, number), *noun_drafts(tree, number), *adverb_drafts(tree, number)]
    is_headline = tree.sentence.kind == "headline" or (number == 0 and tree.tokens[-1].text not in (".", "!", "?", '"', "”"))
    if not any(d.cue is not None and d.flags <= {"relay"} and d.order == 0 for d in found):
        set_off = colon_draft(tree, number, is_headline=is_headline)
        if set_off is not None:
            found.append(set_off)
    return found


def _position(draft: Draft) -> tuple[int, int]:
    spans = [s for s in (draft.cue, draft.source, *draft.content) if s is not None]
    return min(s.start for s in spans), draft.order


def _settle(reading: Reading, draft: Draft) -> Draft:
    """The draft with its content made whole quotations: those that it touches, and those that its group stands beside."""
    anchor = draft.cue or draft.source or draft.content[0]
    around = reading.quotation_at(anchor.start)
    if around is not None:
        inside = tuple(Span(max(s.start, around.start + 1), min(s.end, _inner_end(around, reading.text)))
                       for s in draft.content if s.start < _inner_end(around, reading.text) and s.end > around.start + 1)  # fmt: skip
        return replace(draft, content=tuple(s for s in inside if s.start < s.end))
    spans = [_widened(reading, s, draft) for s in draft.content]
    quoted = reading.quotation_at(draft.source.start) if draft.source is not None and draft.is_direct else None
    if quoted is not None and draft.source is not None and (quoted.end < draft.source.end or draft.source.end <= anchor.start):
        return replace(draft, content=tuple(spans))  # words between marks speak for no one outside them
    if draft.is_direct and draft.group is not None:
        draft = replace(draft, group=_outside(reading, draft.group, draft.cue or draft.group))
        spans += _beside(reading, draft, spans)
    if "perception" in draft.flags and not spans:
        return replace(draft, content=())
    return replace(draft, content=_joined(spans, reading.text, draft))


def _inner_end(quotation: Quotation, text: str) -> int:
    return quotation.end if quotation.is_open else quotation.end - 1


def _widened(reading: Reading, span: Span, draft: Draft) -> Span:
    """A span that breaks a quotation grows over it, unless cue or source would be swallowed."""
    start, end = span.start, span.end
    for edge in (span.start, max(span.start, span.end - 1)):
        quotation = reading.quotation_at(edge)
        if quotation is None:
            # The mark itself may have been left with the cue's clause.
            quotation = reading.quotation_at(edge - 1) if edge and edge == span.start else reading.quotation_at(edge + 1)
        if quotation is not None:
            start, end = min(start, quotation.start), max(end, quotation.end)
    for kept in (draft.cue, draft.source):
        if kept is not None and start < kept.end and kept.start < end:
            return span
    return Span(start, end)


def _outside(reading: Reading, group: Span, cue: Span) -> Span:
    """The group as far as no quotation begins in it or ends in it."""
    start, end = group.start, group.end
    for quotation in reading.quotations:
        if cue.end <= quotation.start < end:
            end = max(cue.end, len(reading.text[: quotation.start].rstrip()))
        if start < quotation.end <= cue.start:
            start = min(cue.start, quotation.end + len(reading.text[quotation.end : cue.start]) - len(reading.text[quotation.end : cue.start].lstrip()))
    return Span(start, end)


def _beside(reading: Reading, draft: Draft, spans: Sequence[Span]) -> list[Span]:
    """Quotations that end right before the cue's group or begin right behind it."""
    group, text = draft.group, reading.text
    if group is None:
        return []
    found = []
    for quotation in reading.quotations:
        span = Span(quotation.start, quotation.end)
        if any(s.contains(span) for s in spans):
            continue
        if quotation.end <= group.start and group.start - quotation.end <= 5:
            between = text[quotation.end : group.start]
            is_finished = text[quotation.end - 2 : quotation.end - 1] in (".", "!", "?")
            own_words = any(s.start >= group.start for s in spans)
            if set(between) <= GAP and "\n" not in between and not (own_words and is_finished):
                found.append(span)
        elif quotation.start >= group.end and quotation.start - group.end <= 5:
            between = text[group.end : quotation.start]
            ends = text[group.end - 1 : group.end] == "." and not between.strip()
            if not ends and set(between) <= LEADING_GAP and "\n\n" not in between:
                found.append(span)
        elif quotation.start > group.end + 5:
            break
    return found


def _joined(spans: Sequence[Span], text: str, draft: Draft) -> tuple[Span, ...]:
    """Spans in order, overlapping ones and those with only blanks between made one; the cue and source never inside."""
    kept = [k for k in (draft.cue, draft.source) if k is not None]
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and (span.start <= joined[-1].end or not text[joined[-1].end : span.start].strip(" ,;-–—\n")):
            merged = Span(joined[-1].start, max(joined[-1].end, span.end))
            if span.start <= joined[-1].end or not any(merged.overlaps(k) for k in kept):
                joined[-1] = merged
                continue
        joined.append(span)
    return tuple(joined)


def _untangled(drafts: list[Draft], text: str) -> list[Draft]:
    """ "Officials said the port was shut, the Courier reported": the cue behind is the outer one, and no content of the other."""
    found = []
    for draft in drafts:
        for outer in drafts:
            if outer is draft or outer.group is None or outer.cue is None or draft.cue is None:
                continue
            is_mutual = any(s.contains(draft.cue) for s in outer.content) and any(s.contains(outer.cue) for s in draft.content)
            if is_mutual and outer.cue.start > draft.cue.start:
                spans = []
                for span in draft.content:
                    if span.contains(outer.cue):
                        kept = text[span.start : outer.group.start].rstrip(" ,-–—")
                        span = Span(span.start, span.start + len(kept))
                    spans.append(span)
                draft = replace(draft, content=tuple(s for s in spans if s.start < s.end))
        found.append(draft)
    return found


def _relays(drafts: list[Draft]) -> list[Draft]:
    """ "The Courier, citing two aides, reported that…": the aides' content is what the Courier reports."""
    found = []
    for draft in drafts:
        if draft.lemma in RELAYED:
            main = next((d for d in drafts if d is not draft and d.cue is not None and d.is_direct and d.lemma not in RELAYED
                         and any(s.contains(d.cue) for s in draft.content) and d.group is not None), None)  # fmt: skip
            if main is not None:
                spans = tuple(s for s in main.content if draft.cue is None or not s.overlaps(draft.cue))
                draft = replace(draft, content=spans or draft.content)
        found.append(draft)
    return found


def _colon_speech(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """ "The captain was blunt: "We left."" and ""We left," the captain grinned": a quotation beside a verb that is no cue."""
    taken = [s for d in drafts for s in d.content if d.is_direct]
    starts = [t.sentence.start for t in reading.trees]
    found = []
    for quotation in reading.quotations:
        span = Span(quotation.start, quotation.end)
        if any(s.overlaps(span) for s in taken):
            continue
        number = bisect_right(starts, quotation.start) - 1
        if number < 0 or len(span.of(reading.text).split()) < SPEECH_WORDS:
            continue
        before = reading.text[max(0, quotation.start - 3) : quotation.start].rstrip()
        is_comma = reading.text[quotation.end - 2 : quotation.end - 1] == "," or reading.text[quotation.end : quotation.end + 1] == ","
        if before.endswith(":"):
            numbers: tuple[int, ...] = (number,) if starts[number] < quotation.start else (number - 1,)
        elif before.endswith(",") and reading.text[quotation.start + 1 : quotation.start + 2].isupper():
            numbers = (number,)
        elif is_comma:
            numbers = tuple(n for n in (number, number + 1) if n < len(starts))
        else:
            continue
        for n in numbers:
            draft = _any_verb(reading.trees[n], n, span) if n >= 0 else None
            if draft is not None:
                found.append(draft)
                break
    return found


def _any_verb(tree: Tree, number: int, quotation: Span) -> Draft | None:
    """The verb and subject nearest to a quotation, both outside it."""
    tokens = tree.tokens
    best: tuple[int, int, int] | None = None
    for token in tokens:
        if token.dep not in ("nsubj", "nsubjpass") or quotation.start <= token.start < quotation.end:
            continue
        verb = tokens[token.head]
        if quotation.start <= verb.start < quotation.end or verb.pos not in ("VERB", "AUX"):
            continue
        if token.lemma in ("it", "there", "this", "that", "which") or token.tag in ("WP", "WDT"):
            continue
        distance = min(abs(verb.start - quotation.end), abs(quotation.start - verb.end))
        if distance <= 160 and (best is None or distance < best[0]):
            best = (distance, token.i, verb.i)
    if best is None:
        return None
    source = {i for i in noun_phrase(tree, best[1]) if i != best[2]}
    spans = spans_of(tree, source)
    cue = Span(tokens[best[2]].start, tokens[best[2]].end)
    named = Span(spans[0].start, spans[-1].end) if spans else None
    return Draft(number, tokens[best[2]].lemma, frozenset(), cue, named, best[1], (quotation,), cue, is_direct=True, order=best[2])


def _continued(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Bare quotations: more of the same speech in the same paragraph, or a new draft without source and cue."""
    result = list(drafts)
    starts = {t.sentence.start for t in reading.trees}
    ends = sorted(t.sentence.end for t in reading.trees)
    for quotation in reading.quotations:
        span = Span(quotation.start, quotation.end)
        if any(s.overlaps(span) and d.cue is not None and not span.contains(d.cue) for d in result for s in d.content):
            continue
        text = reading.text
        begins = quotation.start in starts or quotation.start + 1 in starts
        finishes = quotation.is_open or any(abs(e - quotation.end) <= 1 for e in ends[max(0, bisect_right(ends, quotation.end) - 2) :][:3])
        if not begins or not finishes or len(span.of(text).split()) < SPEECH_WORDS:
            continue
        number = bisect_right([t.sentence.start for t in reading.trees], quotation.start) - 1
        before = [(k, d) for k, d in enumerate(result) if _position(d)[0] < quotation.start and d.is_direct and _is_voice(reading, d)]
        if not before:
            continue
        k, last = max(before, key=lambda kd: max(s.end for s in (*kd[1].content, *((kd[1].cue,) if kd[1].cue else ()))))
        paragraph = reading.trees[max(number, 0)].sentence.paragraph
        distance = paragraph - reading.trees[last.sentence].sentence.paragraph
        stretch = [s.end for s in (last.group, last.cue, last.source, *last.content) if s is not None and s.end <= quotation.start]
        if distance == 0 and stretch and set(text[max(stretch) : quotation.start]) <= GAP:
            result[k] = replace(last, content=(*last.content, span))
        elif distance <= PATIENCE:
            result.append(Draft(max(number, 0), last.lemma, last.flags, None, None, None, (span,), None, is_direct=True))
    result.sort(key=_position)
    return result


def _is_voice(reading: Reading, draft: Draft) -> bool:
    """A speaker whom a bare quotation may continue: outside quotations, and no belief or doubt."""
    anchor = draft.cue or draft.content[0]
    around = reading.quotation_at(anchor.start)
    is_outside = around is None or draft.cue is None
    return is_outside and not draft.is_unnamed and not {"belief", "perception"} & draft.flags


def _named(reading: Reading, drafts: Sequence[Draft]) -> list[Attribution]:
    """The drafts in order, each with its speakers; pronouns look back on those named before."""
    spoken: list[Spoken] = []
    voices: list[tuple[str, ...]] = []
    found = []
    reached = 0
    for draft in drafts:
        while reached <= draft.sentence:
            spoken.extend(_subjects(reading, reached, drafts, _position(draft)[0]))
            reached += 1
        tree = reading.trees[draft.sentence]
        if draft.is_unnamed:
            names: tuple[str, ...] = (UNNAMED,)
        elif draft.source_head is None:
            names = voices[-1] if voices else ()
        else:
            near = reading.actors_within(tree.sentence.start, tree.sentence.end)
            speakers = name_speakers(tree, draft.source_head, actors=near, spoken=spoken)
            names = tuple(s.speaker for s in speakers)
            if not {"belief"} & draft.flags:
                spoken.extend(speakers)
        if names and not draft.is_unnamed and draft.is_direct and _is_voice(reading, draft):
            voices.append(names)
        hedges = "hedging" in draft.flags
        found.append(Attribution(names, draft.source, draft.cue, draft.content, draft.lemma, None, hedges))
    return found


def _subjects(reading: Reading, number: int, drafts: Sequence[Draft], before: int) -> list[Spoken]:
    """The named subject of a sentence's own clause: whom "he" of the next sentence may mean."""
    tree = reading.trees[number]
    for token in tree.tokens:
        if token.dep != "nsubj" or token.pos not in ("PROPN", "NOUN") or reading.quotation_at(token.start) is not None:
            continue
        if any(d.sentence == number and s.start <= token.start < s.end for d in drafts for s in d.content):
            continue
        mention = mention_at(reading.actors_within(tree.sentence.start, tree.sentence.end), token.start, token.end)
        if mention is not None and mention.speaker:
            return [Spoken(mention.speaker, mention.kind, token.tag in ("NNS", "NNPS"))]
        return []
    return []


def _chained(attributions: list[Attribution], drafts: Sequence[Draft]) -> tuple[Attribution, ...]:
    """Each attribution with its parent: the smallest larger content that its cue stands in."""
    sizes = [sum(s.end - s.start for s in a.content) for a in attributions]
    result = []
    for k, one in enumerate(attributions):
        anchor = one.cue or one.content[0]
        best: int | None = None
        for j, other in enumerate(attributions):
            if j == k or not any(s.contains(anchor) for s in other.content):
                continue
            if one.cue is None and other.content == one.content:
                continue
            larger = (sizes[j], -j) > (sizes[k], -k)
            if larger and (best is None or sizes[j] < sizes[best]):
                best = j
        if drafts[k].lemma in RELAYED:
            best = next((j for j, d in enumerate(drafts) if j != k and d.sentence == drafts[k].sentence and d.is_direct
                         and d.lemma not in RELAYED and attributions[j].content == one.content), best)  # fmt: skip
        result.append(replace(one, parent=best))
    return tuple(result)


def chain_of(attributions: Sequence[Attribution], index: int) -> tuple[tuple[str, ...], ...]:
    """Speakers from the outermost to attribution `index`, empty links and repeated neighbours left out."""
    links: list[tuple[str, ...]] = []
    at: int | None = index
    while at is not None:
        speaker = attributions[at].speaker
        if speaker and (not links or links[0] != speaker):
            links.insert(0, speaker)
        at = attributions[at].parent
    return tuple(links)


def innermost(attributions: Sequence[Attribution], span: Span) -> int | None:
    """The index of the attribution with the smallest content that covers the span, None in the document's own voice.

    Of two with one content (a paper and those it cites) it is the one within the other.
    """
    best: tuple[int, int, int] | None = None
    for k, one in enumerate(attributions):
        if any(s.contains(span) for s in one.content):
            key = (sum(s.end - s.start for s in one.content), -len(chain_of(attributions, k)), k)
            best = key if best is None or key < best else best
    return best[2] if best else None
