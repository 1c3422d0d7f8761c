"""Cues within one sentence: who is the grammatical source, and which tokens are the content.

The drafts found here know nothing of other sentences, of quotation marks that run on, or of names; `attribution` adds those.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vedette.analysis.clauses import Subject, Tree, noun_phrase, spans_of, subject_of
from vedette.lexicon import speech
from vedette.lexicon.speech import Cue
from vedette.model.evidence import Span

SET_OFF = frozenset((",", "--", "–", "—", "-", "''", '"', "”", "’"))
CLAUSES = ("ccomp", "xcomp")
CLAUSAL = frozenset(("ccomp", "xcomp", "advcl", "conj", "parataxis"))
PREDICATES = frozenset(("acomp", "oprd", "ccomp", "xcomp"))
PLAIN = frozenset(("clear", "plain", "known", "public"))
SILENCES = frozenset(("comment", "say", "confirm", "speak", "answer", "name", "elaborate", "discuss", "provide", "identify", "give", "deny"))
WITHHOLDING = frozenset(("decline", "refuse", "fail"))


@dataclass(frozen=True, slots=True)
class Draft:
    """One cue as its sentence shows it. `source` and `source_head` are None where nobody is named.

    `group` is cue and source with what hangs on them: a quotation that touches it is its content. `is_direct` where the cue
    can carry a quotation.
    """

    sentence: int
    lemma: str
    flags: frozenset[str]
    cue: Span | None
    source: Span | None
    source_head: int | None
    content: tuple[Span, ...]
    group: Span | None = None
    is_direct: bool = False
    is_unnamed: bool = False
    order: int = 0


def verb_drafts(tree: Tree, number: int) -> Iterator[Draft]:
    """Drafts of all cue verbs of a sentence: "X said that Y", "Y, said X", "X accused Z of Y", "Y was said to…"."""
    for token in tree.tokens:
        if token.pos not in ("VERB", "AUX"):
            continue
        cue = _made_clear(tree, token.i) or speech.verb_of(token.lemma, token.text)
        if cue is None:
            continue
        draft = _verb_draft(tree, token.i, cue, number)
        if draft is not None:
            yield draft


def _made_clear(tree: Tree, verb: int) -> Cue | None:
    """ "has made it clear that…" says it as well as "said"."""
    tokens = tree.tokens
    if tokens[verb].lemma != "make" or not any(t.lemma in PLAIN for t in tokens[verb + 1 : verb + 4]):
        return None
    return replace(speech.verbs()["state"], word="make clear")


def _verb_draft(tree: Tree, verb: int, cue: Cue, number: int) -> Draft | None:
    tokens = tree.tokens
    token = tokens[verb]
    if tree.child(verb, "neg") is not None and "denial" not in cue.flags:
        return None  # "did not say": nobody says it
    if token.dep == "xcomp" and tokens[token.head].lemma in WITHHOLDING:
        return None  # "declined to confirm"
    if token.lemma in WITHHOLDING and any(tokens[c].dep == "xcomp" and tokens[c].lemma in SILENCES for c in tree.children[verb]):
        return None  # "declined to comment"
    if (token.tag == "VBN" and token.dep in ("amod", "acl")) or token.dep == "amod":
        return None  # "the announced cuts", "a report published on Monday"
    if token.tag == "VBG" and token.lemma in ("cite", "quote"):
        return None  # "citing two aides" is a phrase like "according to"
    subject = subject_of(tree, verb) or _inverted(tree, verb, cue) or _before_cue(tree, verb, cue)
    if tree.child(verb, "auxpass") is not None and (subject is None or not subject.is_passive):
        subject = Subject(subject.head, True) if subject else None
    if subject is None:
        return None
    subject = replace(subject, head=_past_dateline(tree, verb, subject.head)) if subject.head < verb else subject
    if subject.is_passive:
        return _passive(tree, verb, cue, subject, number)
    if cue.word == "see" and not _is_witness(tree, subject.head):
        return None
    content, tail = _content(tree, verb, cue, subject)
    source = _source_tokens(tree, verb, subject.head, content)
    content -= source
    content |= _cut_off(tree, verb, source, content)
    return _made(tree, number, cue, verb, source, subject.head, content, tail)


def _made(
    tree: Tree, number: int, cue: Cue, verb: int, source: set[int], head: int | None, content: set[int], tail: set[int]
) -> Draft | None:
    """The draft of a verb with what was found for it; None where it neither has content nor can carry a quotation."""
    token = tree.tokens[verb]
    is_direct = bool({"quote", "that"} & cue.takes) and "perception" not in cue.flags and token.dep != "relcl"
    if token.tag == "VBG" and head is not None and tree.tokens[head].head != verb:
        source_here: set[int] = set()  # "…, adding that": the source stands with another cue
    else:
        source_here = source
    spans = tuple(spans_of(tree, content))
    if not spans and not is_direct:
        return None
    group = _group(tree, verb, source_here, content, tail)
    here = spans_of(tree, source)
    named = Span(here[0].start, here[-1].end) if here else None
    return Draft(number, cue.word, cue.flags, _cue_span(tree, verb), named, head, spans, group, is_direct, order=verb)


def _cue_span(tree: Tree, verb: int) -> Span:
    """The cue word with its particle ("called for" is settled by the preposition's content and stays a word)."""
    particle = tree.child(verb, "prt")
    last = particle if particle == verb + 1 else verb
    return Span(tree.tokens[verb].start, tree.tokens[last].end)


def _group(tree: Tree, verb: int, source: set[int], content: set[int], tail: set[int]) -> Span:
    """From the first token of source or cue to the last of cue, source and adverbials, content left out."""
    members = (source | {verb} | tail) - content
    near = [i for i in sorted(members) if tree.tokens[i].pos != "PUNCT"]
    first, last = verb, verb
    for i in reversed([k for k in near if k < verb]):
        if any(k in content for k in range(i, first)):
            break
        first = i
    for i in (k for k in near if k > verb):
        if any(k in content for k in range(last, i)):
            break
        last = i
    return Span(tree.tokens[first].start, tree.tokens[last].end)


def _inverted(tree: Tree, verb: int, cue: Cue) -> Subject | None:
    """ "…," said Mr Orban: the speaker behind the verb, taken by the parser for an object or a clause."""
    tokens = tree.tokens
    if not {"quote", "that"} & cue.takes or tokens[verb].tag not in ("VBD", "VBZ", "VBP"):
        return None
    before = tokens[verb - 1] if verb else None
    if before is not None and before.pos != "PUNCT":
        return None
    behind = tree.child(verb, "dobj", "attr", "npadvmod", "oprd", "dep")
    if behind is not None and behind > verb and tokens[behind].pos in ("PROPN", "PRON", "NOUN"):
        return Subject(behind, False)
    return None


def _before_cue(tree: Tree, verb: int, cue: Cue) -> Subject | None:
    """ "On Friday, Mr Lund, in a letter to Oslo, said that…": the name before the cue, where the parser gave it no subject."""
    tokens = tree.tokens
    if not {"quote", "that"} & cue.takes or tokens[verb].tag not in ("VBD", "VBZ") or tokens[verb].dep not in ("ROOT", "ccomp", "conj"):
        return None
    at = verb - 1
    while at >= 0 and tokens[at].pos == "ADV":
        at -= 1
    if at >= 0 and tokens[at].text in (",", "-", "–", "—"):
        opening = next((i for i in range(at - 1, -1, -1) if tokens[i].text == tokens[at].text), 0)
        if any(tokens[i].pos == "VERB" and tokens[i].tag not in ("VBG", "VBN") for i in range(opening, at)):
            return None
        at = opening - 1
    named = at >= 0 and tokens[at].pos == "PROPN" and tokens[at].dep not in ("pobj", "dobj", "poss")
    return Subject(at, False) if named else None


def _is_witness(tree: Tree, head: int) -> bool:
    lemma = tree.tokens[head].lemma
    return lemma in speech.source_nouns("people") or lemma in speech.source_nouns("media") or lemma in ("drone", "satellite")


def _source_tokens(tree: Tree, verb: int, head: int, content: set[int]) -> set[int]:
    """The source's noun phrase, cut off before the cue and without what is content."""
    below = noun_phrase(tree, head, without={verb})
    if head < verb:
        below = {i for i in below if i < verb}
    tokens = tree.tokens
    if tokens[0].text.isupper():
        dash = next((i for i in sorted(below, reverse=True) if i < head and i <= 8 and tokens[i].text in ("-", "--", "–", "—")), None)
        below = {i for i in below if dash is None or i > dash}
    return below - (content - {head})


def _past_dateline(tree: Tree, verb: int, head: int) -> int:
    """ "LUNDSTAD, April 8 - Freedonia said": the head behind the dash, where the parser joined it to the dateline."""
    tokens = tree.tokens
    dash = next((i for i in range(verb - 1, head, -1) if tokens[i].text in ("-", "--", "–", "—") and tokens[i - 1].end < tokens[i].start), None)
    if dash is None or dash > 8 or not tokens[0].text.isupper():
        return head
    behind = [i for i in range(dash + 1, verb) if tokens[i].pos in ("NOUN", "PROPN", "PRON")]
    return next((i for i in behind if not dash < tokens[i].head < verb), behind[-1]) if behind else head


def _content(tree: Tree, verb: int, cue: Cue, subject: Subject) -> tuple[set[int], set[int]]:
    """Content tokens, and the tokens that hang on the cue beside them (adverbials, the one addressed)."""
    tokens, children = tree.tokens, tree.children[verb]
    person = "person" in cue.takes
    content: set[int] = set()
    for c in children:
        token = tokens[c]
        if token.dep in PREDICATES and cue.word == "make clear":
            content |= _what_is_clear(tree, c)
        elif token.dep == "ccomp" and ({"that", "quote"} & cue.takes or tokens[c].tag in ("VB", "VBG")):
            content |= _clause(tree, c, verb, person and token.tag == "VB")
        elif (token.dep == "xcomp" and _takes_xcomp(tree, c, cue)) or (token.dep == "advcl" and c > verb and token.tag == "VB" and "to" in cue.takes and tree.child(c, "aux")) or (token.dep in ("dobj", "attr", "oprd") and c != subject.head and _takes_object(tree, c, cue)):
            content |= tree.subtree(c)
        elif token.dep == "prep" and token.lemma == "as" and "relay" in cue.flags and c > verb:
            content |= set().union(*(tree.subtree(k) for k in children if tokens[k].dep == "dobj"), tree.subtree(c))
        elif token.dep == "prep" and token.lemma in cue.prepositions and c > verb and not _addresses(tree, verb, c):
            content |= _of_preposition(tree, c)
    if not content:
        content |= _told_in_paper(tree, verb)
    if "as" in cue.takes and not content:
        content |= _predicated(tree, verb)
    if (not content or max(content) < verb) and "that" in cue.takes and tokens[verb].tag != "VBG":
        # A cue behind its content colours the sentence as far as it goes: the parser may have tied it to a part.
        content |= _around(tree, verb, subject.head)
    if any(c > verb and c in content for c in children):  # "…, and the Courier reported that Y": what stands before is another's
        for c in children:
            if c < verb and tokens[c].dep == "ccomp":
                content -= tree.subtree(c)
    beside = (c for c in children if c not in content and tokens[c].dep not in CLAUSAL)
    tail = set().union(*(tree.subtree(c) for c in beside), set()) - content
    return content, tail


def _told_in_paper(tree: Tree, verb: int) -> set[int]:
    """ "said in a post that the hill had fallen": the clause, where the parser hung it on the post."""
    for preposition in tree.children[verb]:
        paper = tree.child(preposition, "pobj") if tree.tokens[preposition].lemma in ("in", "during", "at", "on") else None
        clause = tree.child(paper, "acl", "ccomp", "relcl") if paper is not None else None
        mark = tree.child(clause, "mark", "dobj") if clause is not None else None
        if clause is not None and mark is not None and tree.tokens[mark].lemma == "that" and tree.child(clause, "nsubj", "nsubjpass"):
            return tree.subtree(clause)
    return set()


def _what_is_clear(tree: Tree, predicate: int) -> set[int]:
    """The clause of "made (it) clear that…", which the parser hangs on the adjective or the adjective on it."""
    tokens = tree.tokens
    if tokens[predicate].lemma in PLAIN:
        clauses = (c for c in tree.children[predicate] if c > predicate and tokens[c].dep in ("ccomp", "csubj", "advcl", "xcomp"))
        return set().union(*(tree.subtree(c) for c in clauses), set())
    return {i for i in tree.subtree(predicate) if tokens[i].lemma not in PLAIN}


def _takes_object(tree: Tree, i: int, cue: Cue) -> bool:
    """Whether a direct object is content: "urged restraint" but not "urged Oslo", "saw smoke" with a witness."""
    if "person" in cue.takes:
        token = tree.tokens[i]
        clausal = any(tree.tokens[c].dep in ("xcomp", "ccomp", "advcl") and c > i for c in tree.children[token.head])
        return "object" in cue.takes and token.pos == "NOUN" and token.lemma not in speech.source_nouns("people") and not clausal
    return bool({"object", "witnessed"} & cue.takes)


def _addresses(tree: Tree, verb: int, preposition: int) -> bool:
    """ "called on Freedonia to withdraw": the preposition brings the one asked, the infinitive what is asked."""
    tokens = tree.tokens
    if tokens[preposition].lemma not in ("on", "upon", "to", "for"):
        return False
    return any(c > preposition and tokens[c].tag == "VB" and tree.child(c, "aux") is not None for c in tree.children[verb])


def _cut_off(tree: Tree, verb: int, source: set[int], content: set[int]) -> set[int]:
    """ "Moscow, he told reporters, would not attend": the subject that the parser leaves outside the clause behind the cue."""
    if not content or not source or min(content) < verb or min(source) == 0:
        return set()
    tokens, first, begin = tree.tokens, min(source), min(content)
    if tokens[first - 1].text != "," or tokens[begin - 1].text != "," or first > verb:
        return set()
    clause = next((i for i in sorted(content) if tokens[i].dep in CLAUSES), None)
    if clause is None or tree.child(clause, "nsubj", "nsubjpass", "expl", "mark") is not None:
        return set()
    return set(range(first - 1))


def _clause(tree: Tree, clause: int, verb: int, hears: bool) -> set[int]:
    """A clause as content; the one who is told to do something is not part of it."""
    below = tree.subtree(clause)
    if hears and any(tree.tokens[c].tag == "TO" for c in tree.children[clause]):
        addressed = tree.child(clause, "nsubj")
        if addressed is not None and addressed > verb:
            below -= tree.subtree(addressed)
    return below


def _takes_xcomp(tree: Tree, clause: int, cue: Cue) -> bool:
    tag = tree.tokens[clause].tag
    if tag == "VBG":
        return "ing" in cue.takes
    if tree.child(clause, "aux") is not None:
        return "to" in cue.takes
    return "that" in cue.takes or "as" in cue.takes


def _of_preposition(tree: Tree, preposition: int) -> set[int]:
    """What hangs on "of", "for", "against": without the preposition where it is a deed or thing."""
    below = tree.subtree(preposition)
    below.discard(preposition)
    return below


def _predicated(tree: Tree, verb: int) -> set[int]:
    """ "called the raid a massacre", "described it as a mistake": what is said of what."""
    tokens = tree.tokens
    found: set[int] = set()
    for c in tree.children[verb]:
        if c > verb and (tokens[c].dep in ("oprd", "ccomp", "xcomp") or (tokens[c].dep == "prep" and tokens[c].lemma == "as")):
            found |= tree.subtree(c)
    thing = tree.child(verb, "dobj")
    if thing is not None:  # "described the raid as a provocation", the phrase hung on the raid
        found |= set().union(*(tree.subtree(c) for c in tree.children[thing] if tokens[c].lemma == "as" and tokens[c].dep == "prep"), set())
    if found and thing is not None and thing > verb:
        found |= tree.subtree(thing)
    return found


def _around(tree: Tree, verb: int, head: int) -> set[int]:
    """Content of a cue set off by commas ("The drones, he said, were shot down"; "as Reuters reported, …")."""
    tokens = tree.tokens
    token = tokens[verb]
    group = tree.subtree(verb)
    phrase = noun_phrase(tree, head, without={verb})
    group |= phrase if token.dep == "acl" else set()
    first = min(min(phrase) if head in group else verb, verb)
    last = max(i for i in group if tokens[i].pos != "PUNCT")
    before = tokens[first - 1] if first else None
    behind = next((t for t in tokens[last + 1 :] if t.text not in ('"', "”", "’", "''")), None)
    is_final = behind is None or behind.text in (".", "!", "?", ";")
    if before is not None and is_final and before.text in SET_OFF:
        # "…, the ministry said.": all that stands before, whatever the parser made of it
        start = max((i for i in range(first) if tokens[i].text == ";"), default=-1)
        return {i for i in range(start + 1, first) if i not in group}
    if token.dep in ("advcl", "parataxis", "ccomp", "dep", "relcl") and token.head != verb:
        marked = tree.child(verb, "mark", "advmod")
        is_as = marked is not None and tokens[marked].lemma == "as"
        if token.dep in ("advcl", "relcl") and not is_as:
            return set()
        opens = before is None or before.pos == "PUNCT" or (is_as and first <= 1)
        closes = behind is None or behind.pos == "PUNCT"
        return tree.subtree(token.head) - group if opens and closes else set()
    if before is not None and before.text in SET_OFF:
        return {i for i in range(first) if i not in group}
    return set()


def _passive(tree: Tree, verb: int, cue: Cue, subject: Subject, number: int) -> Draft | None:
    """ "It was announced that…", "was said to have…", "was accused of…", "was quoted as saying", "was told by X that"."""
    tokens = tree.tokens
    agent = tree.child(verb, "agent")
    speaker = tree.child(agent, "pobj") if agent is not None else None
    about = subject.head
    impersonal = tokens[about].lemma in ("it", "there")
    content: set[int] = set()
    for c in tree.children[verb]:
        dep = tokens[c].dep
        if dep == "ccomp" or (dep == "xcomp" and c > verb):
            content |= tree.subtree(c)
            if dep == "xcomp" and not impersonal:
                content |= noun_phrase(tree, about, without={verb})
        elif dep == "prep" and tokens[c].lemma in cue.prepositions and "accusation" in cue.flags:
            content |= _of_preposition(tree, c)
        elif dep == "prep" and tokens[c].lemma == "as" and "relay" in cue.flags:
            content |= tree.subtree(c) | noun_phrase(tree, about, without={verb})
    if agent is not None:
        content -= tree.subtree(agent)
    if not content and "object" in cue.takes and speaker is not None:
        content = noun_phrase(tree, about, without={verb})  # "The raid was announced by the ministry."
    addressed = "person" in cue.takes and "accusation" not in cue.flags and "relay" not in cue.flags
    if not content or (speaker is None and (addressed or "relay" in cue.flags)):
        return None  # "was told that": somebody hears it, nobody is said to say it
    draft = _made(tree, number, cue, verb, set() if speaker is None else noun_phrase(tree, speaker), speaker, content, set())
    return None if draft is None else replace(draft, is_direct=False, is_unnamed=speaker is None)
