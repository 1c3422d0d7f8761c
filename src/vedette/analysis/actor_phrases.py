"""Phrases for somebody who acts: "Polish troops", "Seoul's defence ministry", "senior US officials", "witnesses".

A phrase is found from its head, a noun of the lexicon. The names on its left, or after its "of", say for whom it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vedette.analysis.actor_names import KIND_OF, FoundName, SentenceView
from vedette.lexicon.actors import noun_roles, word_set
from vedette.model.analysis import ActorMention

MODIFIER_TAGS = frozenset(
    ("JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "HYPH", "CD", "POS", "VBN", "VBG", "AFX", "RBS", "ADD")
)
HEAD_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS"))
POST_MODIFIERS = frozenset(
    ("of", "from", "in", "at", "on", "to", "with", "for", "close", "familiar", "near", "similar")
)
AFTER_FORCES = frozenset(("of", "from"))
AFTER_ORGANS = frozenset(("of", "from", "in"))
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
        pair = f"{view.tokens[i - 1].text.lower()} {word}" if i else word
        role = roles.get(pair) or roles.get(word)
        if role not in ("organ", "office", "parliament") and _closes_unknown_name(view, i, by_token):
            continue
        if role is None or not _heads_phrase(view, i, role, by_token, covered):
            continue
        phrase = _grow(view, i, role, by_token, persons, floor)
        if phrase.role.startswith("named") and not phrase.names and not phrase.persons:
            continue
        found.append(phrase)
        floor = phrase.last
    return found


def _closes_unknown_name(view: SentenceView, i: int, by_token: dict[int, FoundName]) -> bool:
    """ "Acme Partners", "Delta Airlines": a capitalised noun after a name that nobody knows is part of that name."""
    if i == 0 or view.tokens[i].tag not in ("NNP", "NNPS") or i - 1 in by_token:
        return False
    return view.tokens[i - 1].tag in ("NNP", "NNPS") and not view.tokens[i].text.isupper()


def _heads_phrase(view: SentenceView, i: int, role: str, by_token: dict[int, FoundName], covered: set[int]) -> bool:
    """ "army" heads nothing in "army positions"; "forces" does in "forces advance", whatever the parser makes of it."""
    if i + 1 >= len(view.tokens):
        return True
    following, token = view.tokens[i + 1], view.tokens[i]
    if following.tag in ("HYPH", "POS") and following.text == "-":
        return False
    if following.tag not in HEAD_TAGS:
        return True
    if i + 1 in covered or (i + 1 in by_token and by_token[i + 1].name.kind == "media"):
        return False
    return token.tag in ("NNS", "NNPS") and token.head != i + 1 and i + 1 not in by_token


def _grow(
    view: SentenceView,
    head: int,
    role: str,
    by_token: dict[int, FoundName],
    persons: dict[int, ActorMention],
    floor: int,
) -> Phrase:
    """The phrase leftwards to its determiner, and rightwards over an "of" phrase that holds a name."""
    first = head
    while first - 1 > floor and _extends(view, first - 1, head, by_token):
        first -= 1
    while first < head and view.tokens[first].tag in ("POS", "HYPH", "CC") and first not in by_token:
        first += 1
    names: list[FoundName] = []
    for i in range(first, head):
        if i in by_token and by_token[i].use != "hidden" and (not names or names[-1] is not by_token[i]):
            names.append(by_token[i])
    owners = [persons[i] for i in range(first, head) if i in persons]
    last = _title_end(view, head) if role.endswith("office") else head
    if not names and not owners and role not in ("crowd", "named crowd", "named victim"):
        last, names, owners = _post_modified(view, head, role, by_token, persons)
    before = view.tokens[first - 1].text.lower() if first else ""
    if before in KEPT_DETERMINERS and view.tokens[first - 1].tag == "DT":
        first -= 1
    return Phrase(first, head, last, role, tuple(names), tuple(owners), before == "the")


def _title_end(view: SentenceView, head: int) -> int:
    """The last token of a title that runs on: State in "Secretary of State"."""
    words = [t.text.lower() for t in view.tokens[head + 1 : head + 4]]
    if words[:1] == ["of"] and words[1:2] and words[1] in word_set("phrase_rule", "title_tails"):
        return head + 2
    if words[:2] == ["of", "the"] and words[2:] and words[2] in word_set("phrase_rule", "title_tails"):
        return head + 3
    return head


def _extends(view: SentenceView, i: int, head: int, by_token: dict[int, FoundName]) -> bool:
    token = view.tokens[i]
    if i in by_token:
        return True
    if token.tag in MODIFIER_TAGS:
        # Not "the tactics authorities use": what belongs to another part of the clause ends the phrase.
        belongs = i < token.head <= head or token.tag in ("POS", "HYPH", "CD", "NNP")
        return belongs and token.text not in (",", ":", ";", "(", ")", '"')
    if not (token.tag == "CC" or token.text in (",", "/")) or i == 0 or i - 1 not in by_token:
        return False
    if i + 1 not in by_token:
        # "US and foreign intelligence sources" is one row too.
        return token.tag == "CC" and by_token[i - 1].use == "adjective" and view.tokens[i + 1].tag == "JJ"
    # "British and French troops" is one row of adjectives, "Poland and Swedish troops" is not.
    left, right = by_token[i - 1], by_token[i + 1]
    return left.name.kind == right.name.kind and left.use in ("adjective", "possessive") and right.use == left.use


def _post_modified(
    view: SentenceView, head: int, role: str, by_token: dict[int, FoundName], persons: dict[int, ActorMention]
) -> tuple[int, list[FoundName], list[ActorMention]]:
    """Names in what follows the head: "armed forces of Ukraine", "officials in Washington", "sources close to the Kremlin"."""
    i, stop = head + 1, min(len(view.tokens), head + 10)
    allowed = AFTER_FORCES if role in ("force", "named force") else AFTER_ORGANS if role == "organ" else POST_MODIFIERS
    if i >= stop or view.tokens[i].text.lower() not in allowed or view.tokens[i].tag not in ("IN", "TO", "JJ", "RB"):
        return head, [], []
    names: list[FoundName] = []
    owners: list[ActorMention] = []
    last = head
    while i < stop:
        token = view.tokens[i]
        if i in by_token:
            if by_token[i].use == "hidden":
                break
            names.append(by_token[i])
            last, i = by_token[i].last, by_token[i].last + 1
        elif i in persons:
            owners.append(persons[i])
            last = view.at(persons[i].end - 1)
            i = last + 1
        elif token.tag in HEAD_TAGS:
            # After a name the noun that it modifies; before one, a noun on the way to it ("at the embassy in Bern").
            touches = i - 1 == last or (i - 2 == last and view.tokens[i - 1].tag == "POS")
            if touches and last > head:
                last = i
            i += 1
        elif (
            token.tag == "POS"
            or token.text.lower() in ("the", "a", "an")
            or (token.tag == "JJ" and last == head)
            or (token.tag in ("IN", "TO") and token.text.lower() in (POST_MODIFIERS if last == head else ("in", "of")))
        ):
            i += 1
        else:
            break
    return (last, names, owners) if names or owners else (_capitalised_place(view, head, stop), [], [])


def _capitalised_place(view: SentenceView, head: int, stop: int) -> int:
    """The end of "officials in Donetsk": a capitalised place with no id of its own still belongs to the phrase."""
    if view.tokens[head + 1].text.lower() not in ("in", "from", "at"):
        return head
    i = head + 2
    while i < stop and view.tokens[i].tag in ("NNP", "NNPS"):
        i += 1
    return i - 1 if i > head + 2 and (i >= len(view.tokens) or view.tokens[i].tag not in HEAD_TAGS) else head


def mentions_of(view: SentenceView, phrase: Phrase, resolve: str | None) -> list[ActorMention]:
    """The mentions a phrase stands for. `resolve` is the state that a bare definite organ ("the army") goes back to, if known."""
    start, end = view.tokens[phrase.first].start, view.tokens[phrase.last].end
    spoken = _spoken(view, phrase, start, end)
    ids = tuple(dict.fromkeys(i for n in phrase.names for i in n.name.ids)) or tuple(
        i for p in phrase.persons for i in p.ids
    )
    kinds = {n.name.kind for n in phrase.names}
    if (
        phrase.last > phrase.head
        and view.tokens[phrase.head + 1].text.lower() == "to"
        and phrase.role.endswith(("office", "speaker"))
    ):
        # An ambassador to a state acts for another; an adviser to somebody acts for that one.
        ids = () if view.tokens[phrase.head].text.lower() in ("ambassador", "ambassadors", "envoy", "envoys") else ids
    role, word = phrase.role.removeprefix("named "), view.tokens[phrase.head].text.lower()

    def made(kind: str, ids: tuple[str, ...], why: str, speaker: str = spoken) -> list[ActorMention]:
        return [ActorMention(start, end, view.text[start:end], ids, kind, speaker, why=why)]

    if kinds == {"media"} and word in word_set("phrase_rule", "media_heads"):
        return made("organisation", ids, "a medium with its kind of outlet", ids[0])
    if role == "parliament":
        if phrase.names and phrase.last == phrase.head:
            # "the Omani parliament": a body that votes is itself the actor, under its phrase.
            return made("organisation", (spoken,), "a parliament is itself the actor")
        return made("organisation", (), "a parliament without a name")
    if role in ("organ", "force"):
        if kinds & {"bloc"}:
            return made("group", (spoken,), "forces of a people or bloc stay their phrase")
        if phrase.names:
            return _forces(view, phrase, start, end)
        return _bare_forces(view, phrase, ids, resolve, spoken)
    if role == "victim":
        return made(
            "people",
            ids if kinds <= {"state"} else (),
            "people a thing is done to, of a named state" if ids else "people",
        )
    if role == "crowd":
        if (
            kinds
            and kinds <= {"alliance", "organisation", "states"}
            and word in word_set("phrase_rule", "member_heads")
        ):
            kind = "state" if "states" in kinds else "organisation"
            return made(kind, ids, "members of a body act as it", ids[0] if len(ids) == 1 else spoken)
        return made("people", (), "people who act for nobody the text names")
    if role == "office":
        title = " ".join(t.text.lower() for t in view.tokens[phrase.first : phrase.head + 1])
        resolves = phrase.definite and phrase.last == phrase.head and title in word_set("phrase_rule", "state_titles")
        if not ids and resolve is not None and resolves:
            return made(
                "office", (resolve,), f"definite office, resolved to {resolve}: the state most present just before"
            )
        return made("office", ids, "an office" + (" of a named state" if ids else ""))
    acting = () if kinds & {"bloc", "media", "company"} else ids
    modifiers = {t.text.lower() for t in view.tokens[phrase.first : phrase.head]}
    if (
        not phrase.names
        and not acting
        and resolve is not None
        and modifiers & word_set("phrase_rule", "state_modifiers")
    ):
        return made(
            "people", (resolve,), f"officials of an organ, resolved to {resolve}: the state most present just before"
        )
    return made("people", acting, "unnamed people" + (" acting for a name" if acting else ""))


def _spoken(view: SentenceView, phrase: Phrase, start: int, end: int) -> str:
    spoken = speaker_phrase(view.text[start:end])
    opens = phrase.first == 0 and view.tokens[0].tag not in ("NNP", "NNPS") and 0 not in {n.first for n in phrase.names}
    return spoken[:1].lower() + spoken[1:] if opens else spoken


def _bare_forces(
    view: SentenceView, phrase: Phrase, ids: tuple[str, ...], resolve: str | None, spoken: str
) -> list[ActorMention]:
    """Organs and forces without a state's name: "the army" goes back to a state, "Putin's troops" to the person's."""
    start, end, word = (
        view.tokens[phrase.first].start,
        view.tokens[phrase.last].end,
        view.tokens[phrase.head].text.lower(),
    )
    is_organ = phrase.role == "organ"
    if ids:
        return [
            ActorMention(
                start, end, view.text[start:end], ids, "state", ids[0], why="forces of a person who acts for a state"
            )
        ]
    if word in word_set("phrase_rule", "several_organs"):
        return []
    if is_organ and resolve is not None and phrase.definite:
        why = f"definite organ, resolved to {resolve}: the state most present just before"
        return [ActorMention(start, end, view.text[start:end], (resolve,), "state", resolve, why=why)]
    if not _acts(view, phrase) and (is_organ or word in word_set("phrase_rule", "own_troops")):
        # "deploy troops", "lost air defences": a thing moved or hit, unless it is the subject; rebels are somebody everywhere.
        owner = view.tokens[phrase.first - 1] if phrase.first else None
        if owner is None or owner.tag != "PRP$":
            return []
    why = "an organ without a state" if is_organ else "unnamed people"
    return [ActorMention(start, end, view.text[start:end], (), "people", spoken, why=why)]


def _acts(view: SentenceView, phrase: Phrase) -> bool:
    token = view.tokens[phrase.head]
    if token.dep == "pobj":
        return view.tokens[token.head].lemma in ("by", "to", "from")
    return token.dep in ("nsubj", "nsubjpass", "poss")


def _forces(view: SentenceView, phrase: Phrase, start: int, end: int) -> list[ActorMention]:
    """ "British and French troops" is two states, the first mention its adjective, the second the rest of the phrase."""
    found = []
    for name in phrase.names[:-1]:
        before_head = phrase.names[-1].first > name.last
        if before_head and phrase.last == phrase.head and name.name.kind == "state" and name.use != "possessive":
            found.append(
                _forces_mention(view, name, name.match.start, name.match.end, "one of several whose forces these are")
            )
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
