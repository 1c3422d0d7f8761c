"""Cues that are no verbs: "according to X", "X's claim that Y", "allegations of Y", "allegedly", "alleged", "Minister: Y"."""

from __future__ import annotations

from collections.abc import Iterator

from vedette.analysis.clauses import Tree, noun_phrase, spans_of, subject_of
from vedette.analysis.cue_clauses import Draft
from vedette.lexicon import speech
from vedette.model.analysis import Token
from vedette.model.evidence import Span

# Verbs that lend a noun its speaker: "Oslo issued a warning that…".
LIGHT = frozenset(
    ["make", "issue", "express", "voice", "give", "repeat", "release", "publish", "deliver", "reiterate", "renew", "raise", "offer", "withdraw", "send", "put", "have", "hold", "present", "submit", "level", "convey", "sound", "add", "share", "maintain", "defend", "post", "air", "lodge", "bring", "file", "state", "amplify"]
)  # fmt: skip
LONGEST_SOURCE = 40
NO_ONE_PER = frozenset(("NOUN", "DET", "NUM", "ADJ"))


def phrase_drafts(tree: Tree, number: int) -> Iterator[Draft]:
    """ "According to the port authority, the channel is mined": the phrase, its object, and the clause that it colours."""
    for first, last, cue in _phrases(tree):
        head = _object_head(tree, last)
        if head is None or (cue.word in ("per", "as per") and tree.tokens[last + 1].pos in NO_ONE_PER and cue.word == "per"):
            continue
        if cue.word in ("citing", "quoting") and tree.tokens[head].lemma in ("reason", "need", "lack", "concern", "fear", "cost"):
            continue  # "citing safety concerns" names a ground, not a voice
        source = {i for i in noun_phrase(tree, head) if i > last} or {head}
        source = _cut(tree, source, head)
        content = _coloured(tree, first, last, source)
        if not content:
            continue
        spans = spans_of(tree, source)
        span = Span(tree.tokens[first].start, tree.tokens[last].end)
        named = Span(spans[0].start, spans[-1].end) if spans else None
        group = Span(span.start, named.end if named else span.end)
        yield Draft(number, cue.word, cue.flags, span, named, head, tuple(spans_of(tree, content)), group, is_direct=True, order=first)


def _phrases(tree: Tree) -> Iterator[tuple[int, int, speech.Cue]]:
    table = speech.phrases()
    words = [t.text.lower() for t in tree.tokens]
    longest = max(len(p.split()) for p in table)
    at = 0
    while at < len(words):
        size = next((n for n in range(longest, 0, -1) if " ".join(words[at : at + n]) in table and at + n < len(words)), 0)
        if size:
            yield at, at + size - 1, table[" ".join(words[at : at + size])]
        at += size or 1


def _object_head(tree: Tree, last: int) -> int | None:
    """The head noun behind the phrase, by the tree or else the last noun of the run of nouns that follows."""
    found = tree.child(last, "pobj", "dobj")
    if found is not None and found > last:
        return found
    head = None
    for i in range(last + 1, min(len(tree.tokens), last + LONGEST_SOURCE)):
        token = tree.tokens[i]
        if token.pos in ("NOUN", "PROPN", "PRON"):
            head = i
        elif token.pos not in ("DET", "ADJ", "NUM", "PART") and token.text not in ("-", "’s", "'s"):
            break
    return head


def _cut(tree: Tree, source: set[int], head: int) -> set[int]:
    """A source that opens a sentence ends at the comma behind its head, unless an apposition follows ("Mr Lund, the mayor, …")."""
    kept: set[int] = set()
    for i in sorted(source):
        token = tree.tokens[i]
        if i > head and token.text in (",", "--", "–", "—"):
            following = next((k for k in sorted(source) if k > i), None)
            if following is None or not any(tree.tokens[k].dep in ("appos", "relcl", "acl", "conj") for k in source if k > i):
                break
        kept.add(i)
    return kept


def _coloured(tree: Tree, first: int, last: int, source: set[int]) -> set[int]:
    """The clause that a phrase at `first` colours: the whole sentence where it stands at an edge behind a comma."""
    tokens = tree.tokens
    phrase = set(range(first, last + 1)) | source
    end = max(phrase)
    everything = {i for i in range(len(tokens)) if i not in phrase}
    head = tokens[first].head if tokens[first].head not in phrase else tokens[last].head
    behind = next((tokens[i] for i in range(end + 1, len(tokens)) if tokens[i].text not in ('"', "”", ")")), None)
    is_first = first == 0 or all(tokens[i].pos in ("PUNCT", "CCONJ", "ADV") for i in range(first))
    is_last = behind is None or behind.text in (".", "!", "?", ";")
    before = tokens[first - 1] if first else None
    if is_first:
        return _within_semicolons(tree, everything, end + 1)
    if before is not None and before.text in (",", "”", '"', "--", "–", "—", "''", "("):
        if is_last or before.text == "(" or (behind is not None and behind.text in (",", "--", "–", "—")):
            return _within_semicolons(tree, everything, first - 1)
        clause = _clause_head(tree, head)
        return {i for i in tree.subtree(clause) if i not in phrase}
    clause = _clause_head(tree, head)
    if is_last and not any(i < first and tokens[i].text == ";" for i in range(first)):
        below = {i for i in tree.subtree(clause) if i not in phrase}
        return below if below else everything
    return {i for i in tree.subtree(clause) if i not in phrase}


def _clause_head(tree: Tree, i: int) -> int:
    """Up to the verb of the clause."""
    seen: set[int] = set()
    while tree.tokens[i].pos not in ("VERB", "AUX") and i not in seen and tree.tokens[i].head != i:
        seen.add(i)
        i = tree.tokens[i].head
    return i


def _within_semicolons(tree: Tree, chosen: set[int], anchor: int) -> set[int]:
    low = max((i for i in range(min(anchor, len(tree.tokens))) if tree.tokens[i].text == ";"), default=-1)
    high = min((i for i in range(anchor, len(tree.tokens)) if tree.tokens[i].text == ";"), default=len(tree.tokens))
    return {i for i in chosen if low < i < high}


def noun_drafts(tree: Tree, number: int) -> Iterator[Draft]:
    """ "Kyiv's claim that…", "allegations of…", "a threat to…", "a report by X that…"."""
    table = speech.nouns()
    for token in tree.tokens:
        cue = table.get(token.lemma)
        if cue is None or token.pos != "NOUN":
            continue
        content = _noun_content(tree, token, cue)
        if not content or _is_venue(tree, token):
            continue
        source, head = _noun_source(tree, token.i, content)
        of_only = not any(tree.tokens[i].dep == "mark" or tree.tokens[i].lemma == "that" for i in content)
        doubts = "hedging" in cue.flags or token.lemma in ("report", "warning", "threat")
        if head is None and (of_only and not (doubts and (token.tag == "NNS" or "hedging" in cue.flags))):
            continue  # "the demand for bread", "a call for tenders": no voice in it
        spans = spans_of(tree, source)
        named = Span(spans[0].start, spans[-1].end) if spans and head is not None else None
        yield Draft(number, cue.word, cue.flags, Span(token.start, token.end), named, head,
                    tuple(spans_of(tree, content)), None, is_unnamed=head is None, order=token.i)  # fmt: skip


def _is_venue(tree: Tree, token: Token) -> bool:
    """ "said in a statement that…": the verb has the source and the content."""
    above = tree.tokens[token.head]
    return token.dep == "pobj" and above.lemma in ("in", "during", "at") and tree.tokens[above.head].lemma in speech.verbs()


def _noun_content(tree: Tree, token: Token, cue: speech.Cue) -> set[int]:
    found: set[int] = set()
    for c in tree.children[token.i]:
        child = tree.tokens[c]
        if c < token.i:
            continue
        if child.dep in ("acl", "ccomp", "relcl") and "that" in cue.takes:
            mark = tree.child(c, "mark")
            if mark is not None and tree.tokens[mark].lemma == "that":
                found |= tree.subtree(c)
        if child.dep in ("acl", "xcomp") and "to" in cue.takes and child.tag == "VB" and tree.child(c, "aux") is not None:
            found |= tree.subtree(c)
        if child.dep == "prep" and child.lemma in cue.takes and child.lemma in ("of", "for", "about"):
            found |= tree.subtree(c) - {c}
    return found


def _noun_source(tree: Tree, noun: int, content: set[int]) -> tuple[set[int], int | None]:
    """Who owns the noun: a possessor, "by X", "from X", a name before it, or the subject of the verb that lends it."""
    tokens = tree.tokens
    owner = tree.child(noun, "poss")
    if owner is not None:
        return {i for i in noun_phrase(tree, owner, without=content) if tokens[i].tag != "POS" and i < noun}, owner
    for c in tree.children[noun]:
        if tokens[c].dep == "prep" and tokens[c].lemma in ("by", "from", "in") and c not in content:
            owner = tree.child(c, "pobj")
            if owner is not None and tokens[c].lemma != "in":
                return noun_phrase(tree, owner, without=content), owner
    name = next((c for c in tree.children[noun] if c < noun and tokens[c].dep in ("compound", "nmod") and tokens[c].pos == "PROPN"), None)
    if name is not None:
        return noun_phrase(tree, name), name
    adjective = next((c for c in tree.children[noun] if tokens[c].dep == "amod" and tokens[c].text[:1].isupper() and c > 0), None)
    if adjective is not None:
        return {adjective}, adjective
    verb = tokens[noun].head
    if tokens[noun].dep == "dobj" and tokens[verb].lemma in LIGHT:
        subject = subject_of(tree, verb)
        if subject is not None and not subject.is_passive:
            return noun_phrase(tree, subject.head, without={verb} | content), subject.head
    return set(), None


def adverb_drafts(tree: Tree, number: int) -> Iterator[Draft]:
    """ "allegedly shelled the port", "the alleged attack": said by somebody whom the text does not name."""
    adverbs, adjectives = speech.adverbs(), speech.adjectives()
    for token in tree.tokens:
        word = token.text.lower()
        cue = adverbs.get(word) or adjectives.get(word)
        if cue is None or not cue.emits or token.head == token.i:
            continue
        if word in adjectives and token.dep != "amod":
            continue
        content = tree.subtree(token.head, without={token.i})
        spans = tuple(spans_of(tree, content))
        if spans:
            yield Draft(number, word, cue.flags, Span(token.start, token.end), None, None, spans, None, is_unnamed=True, order=token.i)


def colon_draft(tree: Tree, number: int, *, is_headline: bool) -> Draft | None:
    """ "Minister: no talks before spring", "Fleet to sail in May - navy": a headline's source is set off by its colon or dash."""
    tokens = tree.tokens
    if not is_headline or len(tokens) < 4:
        return None
    colon = next((t.i for t in tokens if t.text == ":"), None)
    if colon is not None and 0 < colon <= 6 and colon + 1 < len(tokens) and _is_name(tokens[:colon]):
        return _set_off(tree, number, range(colon), range(colon + 1, len(tokens)))
    dash = next((t.i for t in reversed(tokens) if t.text in ("-", "--", "–", "—", ":")), None)
    if dash is not None and dash > 2 and 0 < len(tokens) - dash - 1 <= 5 and _is_name(tokens[dash + 1 :]):
        return _set_off(tree, number, range(dash + 1, len(tokens)), range(dash))
    return None


def _is_name(tokens: tuple[Token, ...]) -> bool:
    """Nouns and names only, the last of them a voice: a name or one of the people and papers that speak."""
    last = tokens[-1]
    speaks = last.lemma.lower() in speech.source_nouns("people") or last.lemma.lower() in speech.source_nouns("documents")
    return all(t.pos in ("PROPN", "NOUN", "ADJ", "DET", "PART", "ADP", "CCONJ") for t in tokens) and (speaks or last.pos == "PROPN")


def _set_off(tree: Tree, number: int, source: range, content: range) -> Draft | None:
    spans = tuple(spans_of(tree, content))
    named = spans_of(tree, source)
    if not spans or not named:
        return None
    return Draft(number, "", frozenset(), None, named[0], source[-1], spans, None, is_direct=False, order=source[0])
