"""What points back: "it", "they", "he", "we" in a quotation, "the country", "both sides", and a bare "the army".

The rules are few and each gives its reason in `why`. Where none is sure, nothing is resolved and nothing is said.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from vedette.analysis.actor_names import SentenceView
from vedette.lexicon.actors import anaphors, pair_phrases, word_set
from vedette.model.analysis import ActorMention, Token

REACH = 6  # sentences back that still count for "the army"
DECAY = 0.7
SINGULAR = frozenset(("it", "its", "itself"))
PLURAL = frozenset(("they", "their", "them", "themselves"))
PERSONAL = frozenset(("he", "she", "his", "her", "him", "himself", "herself"))
FIRST_PLURAL = frozenset(("we", "our", "us", "ourselves"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
KIND_GROUPS = {
    "state": frozenset(("state",)),
    "alliance": frozenset(("alliance",)),
    "organisation": frozenset(("organisation",)),
    "group": frozenset(("group",)),
    "company": frozenset(("organisation",)),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention with its place in the discourse: number of its sentence, its token, whether it is a subject, and one that speaks."""

    mention: ActorMention
    sentence: int
    token: int
    is_subject: bool
    speaks: bool = False


def seen(view: SentenceView, mention: ActorMention) -> Seen:
    """The mention as the discourse keeps it; a conjunct of a subject is one."""
    head = view.head_of(mention.start, mention.end)
    token = head
    while token.dep in ("conj", "appos") and token.head != token.i:
        token = view.tokens[token.head]
    is_subject = token.dep in SUBJECTS
    speaks = is_subject and view.tokens[token.head].lemma in word_set("pronoun_rule", "say_verbs")
    return Seen(mention, view.number, head.i, is_subject, speaks)


class Discourse:
    """The mentions so far, newest last. Feed it sentence by sentence in order; ask before or while a sentence is read."""

    def __init__(self, alliances: frozenset[str]) -> None:
        self._recent: deque[Seen] = deque(maxlen=80)
        self._by_noun: dict[str, tuple[int, ActorMention]] = {}
        self._holders: dict[str, ActorMention] = {}
        self._alliances = alliances

    def note(self, entry: Seen) -> None:
        """Remember a mention, and of a person the title that comes with the name ("President" in "President Example")."""
        self._recent.append(entry)
        if entry.mention.kind == "person":
            lowered = entry.mention.text.lower()
            for title in word_set("phrase_rule", "state_titles"):
                if title in lowered and "former" not in lowered and "vice" not in lowered:
                    self._holders[title] = entry.mention

    def holder(self, title: str) -> ActorMention | None:
        """The person last named with this title."""
        return self._holders.get(title)

    def note_phrase(self, noun: str, sentence: int, mention: ActorMention) -> None:
        """Remember that a noun ("ministry", "spokesman") last stood for this."""
        self._by_noun[noun] = (sentence, mention)

    def same_noun(self, noun: str, sentence: int) -> ActorMention | None:
        """Whom the noun stood for when it last came with a name, at most ten sentences back."""
        found = self._by_noun.get(noun)
        return found[1] if found is not None and sentence - found[0] <= 10 else None

    def state(self, sentence: int, allowed: frozenset[str] = frozenset()) -> str | None:
        """The state most present just before: mentions of the last sentences, subjects doubly, the nearer the heavier."""
        weights: dict[str, float] = {}
        for entry in self._recent:
            age = sentence - entry.sentence
            if (
                age > REACH
                or entry.mention.kind not in ("state", "person", "office", "people")
                or len(entry.mention.ids) != 1
            ):
                continue
            ident = entry.mention.ids[0]
            if not (len(ident) == 3 and ident.isupper()) or (allowed and ident not in allowed):
                continue
            share = 0.5 if entry.mention.is_adjective else 1.0
            weights[ident] = weights.get(ident, 0.0) + share * (2.0 if entry.is_subject else 1.0) * DECAY**age
        return max(weights, key=lambda ident: weights[ident]) if weights else None

    def two_states(self, sentence: int) -> tuple[str, ...]:
        """The last two states named in this sentence or the two before, in order of naming; empty where there are not two."""
        found: dict[str, None] = {}
        for entry in reversed(self._recent):
            if sentence - entry.sentence > 2 or len(found) >= 2:
                break
            if entry.mention.kind == "state":
                for ident in reversed(entry.mention.ids):
                    if len(found) < 2:
                        found.setdefault(ident)
        return tuple(reversed(found)) if len(found) == 2 else ()

    def latest(self, sentence: int, to: str, reach: int = 3) -> ActorMention | None:
        """The last mention of the kind that a noun like "alliance" or "group" points to."""
        for entry in reversed(self._recent):
            if sentence - entry.sentence > reach:
                return None
            mention = entry.mention
            if len(mention.ids) != 1 or mention.kind == "pronoun":
                continue
            if to == "alliance" and mention.ids[0] in self._alliances:
                return mention
            if to != "alliance" and mention.kind in KIND_GROUPS[to]:
                return mention
        return None

    def antecedent(
        self, sentence: int, token: int, wanted: frozenset[str], *, plural: bool, in_quotation: bool
    ) -> ActorMention | None:
        """Whom "it" or "they" stands for: the nearest earlier subject of this sentence, else the subject of the one before.

        In a quotation it is nobody who speaks: "It cannot win," Britain said, is not about Britain.
        """
        for number in (sentence, sentence - 1):
            subjects = [
                e
                for e in self._recent
                if e.sentence == number
                and (number < sentence or e.token < token)
                and e.is_subject
                and not e.mention.is_adjective
                and not (in_quotation and e.speaks)
                and (
                    e.mention.kind in wanted
                    or (e.mention.kind == "pronoun" and e.mention.why.startswith(tuple(wanted)))
                )
            ]
            fitting = [e for e in subjects if _is_plural(e.mention) is plural or e.mention.kind == "pronoun"]
            if fitting:
                return fitting[-1].mention if number == sentence else fitting[0].mention
            if subjects and plural and len(subjects) > 1:
                return _joined([e.mention for e in subjects])
        return None

    def person(self, sentence: int, token: int) -> ActorMention | None:
        """Whom "he" or "she" stands for: a person earlier in this sentence, else of the two before, subjects first."""
        for number in (sentence, sentence - 1, sentence - 2):
            found = [
                e
                for e in self._recent
                if e.sentence == number and _is_somebody(e.mention) and (number < sentence or e.token < token)
            ]
            if found:
                subjects = [e for e in found if e.is_subject]
                return (subjects or found)[-1].mention
        return None


def _is_somebody(mention: ActorMention) -> bool:
    """A person by name, or an office whose holder is known: "the Secretary" whose speaker is not the state itself."""
    return mention.kind == "person" or (mention.kind == "office" and mention.speaker not in mention.ids and " " in mention.speaker)


def _is_plural(mention: ActorMention) -> bool:
    return len(mention.ids) > 1 or (
        mention.kind in ("people", "group") and mention.text.lower().endswith(("s", "men", "people"))
    )


def _joined(mentions: Sequence[ActorMention]) -> ActorMention:
    ids = tuple(dict.fromkeys(i for m in mentions for i in m.ids))
    last = mentions[-1]
    return ActorMention(last.start, last.end, last.text, ids, last.kind, last.speaker, why="several subjects")


def pronoun_mention(
    view: SentenceView, token: Token, discourse: Discourse, speaker: ActorMention | None, *, in_quotation: bool
) -> ActorMention | None:
    """The pronoun as a mention of whom it stands for, None where nobody is sure. `speaker` is who is quoted here, if anyone."""
    word = token.text.lower()
    number = view.number
    if word in PERSONAL and token.text != "US":
        return _pointing(token, discourse.person(number, token.i), "person")
    if word in FIRST_PLURAL and token.text not in ("US",):
        return _pointing(token, speaker if speaker is not None and speaker.ids else None, "quoted speaker")
    if token.dep not in SUBJECTS and token.dep != "poss":
        return None
    if token.dep in SUBJECTS and not _has_finite_verb(view, token):
        return None
    if word in SINGULAR:
        if token.dep in SUBJECTS and view.tokens[token.head].lemma in word_set("pronoun_rule", "empty_verbs"):
            return None
        kinds = frozenset(("state", "organisation", "group"))
        target = discourse.antecedent(number, token.i, kinds, plural=False, in_quotation=in_quotation)
        return _pointing(token, target, "state, organisation or group")
    if word in PLURAL:
        kinds = frozenset(("state", "organisation", "group", "people", "person"))
        target = discourse.antecedent(number, token.i, kinds, plural=True, in_quotation=in_quotation)
        return _pointing(token, target, "state, organisation or group")
    return None


def _has_finite_verb(view: SentenceView, token: Token) -> bool:
    """Whether a subject has a finite verb: "it" in "help it build a port" is somebody else than the helper."""
    verb = view.tokens[token.head]
    return verb.tag in ("VBD", "VBZ", "VBP", "MD") or any(
        t.head == verb.i and t.dep in ("aux", "auxpass") and t.tag != "TO" for t in view.tokens
    )


def _pointing(token: Token, target: ActorMention | None, kind: str) -> ActorMention | None:
    if target is None or (not target.ids and target.kind != "people"):
        return None
    return ActorMention(
        token.start,
        token.end,
        token.text,
        target.ids,
        "pronoun",
        target.speaker,
        why=f"{kind}: stands for {target.text!r} before it",
    )


def anaphor_mention(view: SentenceView, token: Token, discourse: Discourse) -> ActorMention | None:
    """ "the kingdom", "the alliance", "both sides" as a mention of what was named before; None where nothing was."""
    i, word = token.i, token.text.lower()
    before = view.tokens[i - 1].text.lower() if i else ""
    pair = f"{before} {word}"
    if pair in pair_phrases():
        ids = discourse.two_states(view.number)
        if not ids:
            return None
        start = view.tokens[i - 1].start
        text = view.text[start : token.end]
        return ActorMention(start, token.end, text, ids, "pronoun", text, why="state: the two states named last")
    rule = anaphors().get(word)
    counted = i + 1 < len(view.tokens) and view.tokens[i + 1].tag == "CD"  # "lent the kingdom six boats"
    if rule is None or i == 0 or (token.dep in ("compound", "nmod", "amod") and not counted):
        return None
    first = i - 2 if i > 1 and pair in anaphors() else i - 1
    rule = anaphors().get(pair, rule)
    if view.tokens[first].text.lower() not in ("the", "this"):
        return None
    following = view.tokens[i + 1] if i + 1 < len(view.tokens) else None
    if following is not None and following.text.lower() in ("of", "that", "which"):
        return None
    ids, speaker, why = (), "", ""
    if rule.to == "state":
        ident = discourse.state(view.number, rule.ids)
        if ident is not None:
            ids, speaker, why = (ident,), ident, "the state most present just before"
    else:
        target = discourse.latest(view.number, rule.to)
        if target is not None:
            ids, speaker, why = target.ids, target.speaker, f"{target.text!r} before it"
        elif rule.default is not None:
            ids, speaker, why = (rule.default,), rule.default, "what the word means unless told"
    if not ids:
        return None
    start = view.tokens[first + 1].start
    return ActorMention(
        start, token.end, view.text[start : token.end], ids, "pronoun", speaker, why=f"{rule.to}: {why}"
    )


def quoted_stretches(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches of a paragraph inside double quotation marks; a quotation left open runs to the paragraph's end."""
    stretches, opened = [], None
    for at in range(start, end):
        letter = text[at]
        if letter == "“" or (letter == '"' and opened is None):
            opened = at if opened is None else opened
        elif letter in '”"' and opened is not None:
            stretches.append((opened, at + 1))
            opened = None
    if opened is not None:
        stretches.append((opened, end))
    return stretches


def saying_subject(view: SentenceView, mentions: Sequence[ActorMention]) -> ActorMention | None:
    """The mention that is subject of a verb of saying in the sentence: Brown in "Brown told reporters"."""
    for mention in mentions:
        if mention.is_adjective or not view.sentence.start <= mention.start < view.sentence.end:
            continue
        head = view.head_of(mention.start, mention.end)
        if head.dep == "nsubj" and view.tokens[head.head].lemma in word_set("pronoun_rule", "say_verbs"):
            return mention
    return None
