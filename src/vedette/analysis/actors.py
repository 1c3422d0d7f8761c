"""Who acts: states and what stands for them, organisations, groups, offices, unnamed people, and what points back to them.

Names come from the lexicon; a noun that heads them widens the mention ("Danish air force" acts as DNK, "two Danish officials"
speak under their own phrase). Definite organs, anaphors and pronouns are resolved by a small discourse rule: the most recent
fitting mention, subjects before others. Each resolved mention says so in `why`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from vedette.lexicon.actors import NameMatch, actor_lexicon, anaphors, noun_roles, word_set
from vedette.model.analysis import ActorMention, Sentence, Token
from vedette.model.document import CleanText
from vedette.model.tree import Tree

KINDS = {"armed": "group", "organ": "organisation", "alliance": "organisation", "media": "organisation", "company": "organisation", "bloc": "organisation", "states": "state"}
SINGULAR_PERSON = {"he", "she", "him", "her", "his", "himself", "herself"}
THINGS = {"it", "its", "itself"}
PLURAL = {"they", "them", "their", "themselves"}
DETERMINERS = {"the", "that", "this", "its", "his", "their"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A mention with the sentence and head token that it was found at."""

    mention: ActorMention
    sentence: int
    head: int
    is_subject: bool


def find_actors(
    clean: CleanText, sentences: Sequence[Sentence], published: date | None, *, persons: Sequence[ActorMention] = ()
) -> tuple[ActorMention, ...]:
    """Mentions in order, not overlapping. "The Kremlin said it had moved Russian jets" gives RUS, RUS (pronoun), RUS (adjective)."""
    found: list[ActorMention] = []
    history: list[Draft] = []
    by_sentence = _by_sentence(sentences, persons)
    for n, sentence in enumerate(sentences):
        tree = Tree(sentence)
        named = _named(clean.text, tree, by_sentence.get(n, []))
        drafts = [_draft(tree, n, m) for m in named]
        drafts = _with_common_nouns(clean.text, tree, n, drafts, history)
        drafts = _with_pronouns(tree, n, drafts, history)
        history.extend(d for d in drafts if d.mention.ids or d.mention.kind == "people")
        found.extend(d.mention for d in drafts)
    return tuple(found)


def _by_sentence(sentences: Sequence[Sentence], persons: Sequence[ActorMention]) -> dict[int, list[ActorMention]]:
    table: dict[int, list[ActorMention]] = {}
    n = 0
    for person in sorted(persons, key=lambda p: p.start):
        while n < len(sentences) - 1 and sentences[n].end <= person.start:
            n += 1
        table.setdefault(n, []).append(person)
    return table


def _draft(tree: Tree, n: int, mention: ActorMention) -> Draft:
    head = tree.token_at(mention.start, mention.end)
    at = head if head is not None else 0
    return Draft(mention, n, at, tree.tokens[at].dep in ("nsubj", "nsubjpass"))


# ---- names


def _named(text: str, tree: Tree, persons: Sequence[ActorMention]) -> list[ActorMention]:
    sentence = tree.sentence
    found = list(persons)
    for match in actor_lexicon().find(text, sentence.start, sentence.end):
        if any(p.start < match.end and match.start < p.end for p in persons):
            continue
        mention = _name(tree, match)
        if mention is not None:
            found.append(mention)
    return sorted(found, key=lambda m: m.start)


def _name(tree: Tree, match: NameMatch) -> ActorMention | None:
    name = match.name
    first = next((t for t in tree.tokens if t.start <= match.start < t.end), None)
    last = next((t for t in tree.tokens if t.start < match.end <= t.end), None)
    if first is None or last is None:
        return None
    adjective = next((r for r in match.readings if r.role == "adjective"), None)
    is_adjective = name.role == "adjective" or (adjective is not None and last.tag == "JJ")
    following = tree.tokens[last.i + 1] if last.i + 1 < len(tree.tokens) else None
    if following is not None and following.text == "-" and following.start == last.end:
        after = tree.tokens[following.i + 1].text.lower() if following.i + 1 < len(tree.tokens) else ""
        if after in word_set("compound", "participles"):
            return None
    if last.text.lower().split("-")[-1] in word_set("compound", "participles") and "-" in last.text:
        return None
    if following is not None and following.text.lower() in word_set("compound", "company_words") and following.text[:1].isupper():
        return None
    if name.role in ("capital", "metonym") and name.kind == "state" and _is_mere_place(tree, last, match):
        return None
    kind = KINDS.get(name.kind, name.kind)
    text = _text(tree, first.i, last.i)
    start, end = match.start, match.end
    return ActorMention(start, end, text[start - first.start : start - first.start + (end - start)], name.ids, kind, name.ids[0], is_adjective, why=name.role)


def _is_mere_place(tree: Tree, token: Token, match: NameMatch) -> bool:
    """Whether a capital is where something is and not who acts: "in Kyiv", "Kyiv's suburbs", "reached Kyiv"."""
    if match.name.role == "metonym" and token.text.lower() in ("kremlin", "pentagon"):
        return False
    following = tree.tokens[token.i + 1].text.lower() if token.i + 1 < len(tree.tokens) else ""
    if following in word_set("place_rule", "after_words"):
        return True
    governor = tree.tokens[token.head]
    if token.dep == "pobj":
        preposition = governor.text.lower()
        if preposition in word_set("place_rule", "prepositions"):
            return True
        above = tree.tokens[governor.head]
        if preposition in ("to", "from", "for", "of", "on") and (
            above.lemma in word_set("place_rule", "motion_verbs") or above.text.lower() in word_set("place_rule", "place_nouns")
        ):
            return True
    if token.dep == "poss" and governor.text.lower() in word_set("place_rule", "place_nouns"):
        return True
    if token.dep in ("dobj", "nsubjpass") and governor.lemma in word_set("place_rule", "reaching_verbs"):
        return True
    return token.dep in ("appos", "npadvmod") or (token.dep == "ROOT" and len(tree.tokens) < 4)


def _text(tree: Tree, first: int, last: int) -> str:
    tokens = tree.tokens[first : last + 1]
    text = tokens[0].text
    for before, token in zip(tokens, tokens[1:], strict=False):
        text += " " * (token.start - before.end) + token.text
    return text


# ---- common nouns that act


def _with_common_nouns(
    text: str, tree: Tree, n: int, drafts: list[Draft], history: list[Draft]
) -> list[Draft]:
    """Nouns for organs, forces, officials, offices and crowds, joined with the names before them."""
    covered = {t.i for d in drafts for t in tree.tokens if t.start < d.mention.end and d.mention.start < t.end}
    result = list(drafts)
    for token in tree.tokens:
        if token.pos not in ("NOUN", "PROPN", "ADJ") or token.i in covered:
            continue
        role = _role(tree, token)
        pointer = anaphors().get(token.text.lower())
        if role is None and pointer is None:
            continue
        before = [d for d in result if tree.tokens[d.head].head == token.i and d.head < token.i and d.mention.kind in ("state", "organisation", "group", "pronoun")]
        of = [d for d in result if role and tree.tokens[d.head].dep == "pobj" and tree.tokens[tree.tokens[d.head].head].text.lower() in ("of", "for", "from", "in", "at")
              and tree.tokens[tree.tokens[d.head].head].head == token.i and d.mention.kind in ("state", "organisation", "group")]
        owners = before or of
        if owners and role:
            owner = owners[0]
            extended = _extended(text, tree, token, owner, role)
            if extended is not None:
                if before:
                    result = [d for d in result if d is not owner]
                result.append(Draft(extended, n, token.i, token.dep in ("nsubj", "nsubjpass")))
                covered.add(token.i)
            continue
        mention = _pointing(text, tree, token, role, [*history, *result])
        if mention is not None:
            result.append(Draft(mention, n, token.i, token.dep in ("nsubj", "nsubjpass")))
            covered.add(token.i)
    return sorted(result, key=lambda d: d.mention.start)


def _role(tree: Tree, token: Token) -> str | None:
    roles = noun_roles()
    if token.i:
        pair = f"{tree.tokens[token.i - 1].text.lower()} {token.text.lower()}"
        if pair in roles:
            return roles[pair]
    return roles.get(token.text.lower())


def _extended(text: str, tree: Tree, token: Token, owner: Draft, role: str) -> ActorMention | None:
    """The name with its noun: an organ or a force speaks as the state, an official under the phrase."""
    m = owner.mention
    start = min(m.start, token.start)
    end = max(token.end, m.end if owner.head > token.i else token.end)
    phrase = text[start:end]
    if role in ("organ", "force"):
        return ActorMention(start, end, phrase, m.ids, "state" if m.kind in ("state", "pronoun") else m.kind, m.speaker if m.kind != "pronoun" else (m.ids[0] if m.ids else ""), why=f"{role} of {', '.join(m.ids)}")
    if role == "parliament":
        return ActorMention(start, end, phrase, (_plain(phrase),), "organisation", _plain(phrase), why="parliament")
    if role == "office":
        return ActorMention(start, end, phrase, m.ids, "office", _plain(phrase), why=f"office of {', '.join(m.ids)}")
    if role == "speaker":
        whole = text[_left(tree, token, start) : end]
        return ActorMention(_left(tree, token, start), end, whole, m.ids, "people", _plain(whole), why=f"acts for {', '.join(m.ids)}")
    return ActorMention(start, end, phrase, (), "people", _plain(phrase), why="crowd")


def _left(tree: Tree, token: Token, start: int) -> int:
    """Where the noun phrase begins, its article left out: "senior Danish officials"."""
    inside = [tree.tokens[c].start for c in tree.children(token.i, "amod", "compound", "nmod", "nummod") if tree.tokens[c].i < token.i]
    return min([start, *inside])


def _plain(phrase: str) -> str:
    words = phrase.replace("U.S.", "US").replace("U.K.", "UK").split()
    return " ".join(words[1:] if len(words) > 1 and words[0].lower() in ("the", "a", "an") else words)


def _pointing(text: str, tree: Tree, token: Token, role: str | None, before: Sequence[Draft]) -> ActorMention | None:
    """A noun with no name: a definite organ or anaphor points back, people without a name stay their phrase."""
    words = {tree.tokens[c].text.lower() for c in tree.children(token.i, "det", "poss")}
    definite = bool(words & DETERMINERS)
    pointer = anaphors().get(token.text.lower())
    if pointer is not None and definite:
        wanted = {"state": ("state",), "alliance": ("organisation",), "organisation": ("organisation",), "group": ("group",), "company": ("organisation",)}[pointer.to]
        for d in reversed(before):
            if d.mention.kind in wanted and (not pointer.ids or set(d.mention.ids) & pointer.ids) and len(d.mention.ids) == 1:
                return ActorMention(token.start, token.end, token.text, d.mention.ids, "pronoun", d.mention.ids[0], why=f"points back to {d.mention.text!r}")
        if pointer.default:
            return ActorMention(token.start, token.end, token.text, (pointer.default,), "organisation", pointer.default, why="by default")
        return None
    if role in ("organ", "office", "parliament") and definite:
        source = _prominent(before)
        if source is not None:
            phrase = text[_left(tree, token, token.start) : token.end]
            if role == "organ":
                return ActorMention(token.start, token.end, token.text, source.ids, "state", source.ids[0], why=f"organ of the state last spoken of, {source.ids[0]}")
            if role == "office":
                return ActorMention(token.start, token.end, token.text, source.ids, "office", _plain(phrase), why=f"office of the state last spoken of, {source.ids[0]}")
        return None
    if role in ("speaker", "crowd", "force") and token.dep in ("nsubj", "nsubjpass", "pobj", "dobj", "conj", "poss"):
        if role == "force" and token.text.lower() not in ("rebels", "militants", "militiamen", "gunmen", "guerrillas", "insurgents", "fighters", "militia", "militias"):
            return None
        start = _left(tree, token, token.start)
        return ActorMention(start, token.end, text[start : token.end], (), "people", _plain(text[start : token.end]), why=role)
    return None


def _prominent(before: Sequence[Draft]) -> ActorMention | None:
    """The state that an organ without a name belongs to: the last one that was a subject, else the last."""
    for wanted in (True, False):
        for d in reversed(before[-12:]):
            if d.mention.kind in ("state", "pronoun", "office") and len(d.mention.ids) == 1 and d.is_subject is wanted and len(d.mention.ids[0]) == 3:
                return d.mention
    return None


# ---- pronouns


def _with_pronouns(tree: Tree, n: int, drafts: list[Draft], history: list[Draft]) -> list[Draft]:
    result = list(drafts)
    for token in tree.tokens:
        word = token.text.lower()
        if token.pos != "PRON" or word not in SINGULAR_PERSON | THINGS | PLURAL:
            continue
        if word in THINGS and token.dep in ("nsubj", "nsubjpass", "expl") and _is_dummy(tree, token):
            continue
        earlier = [d for d in (*history[-40:], *result) if d.mention.start < token.start]
        source = _antecedent(word, n, earlier)
        if source is not None:
            mention = ActorMention(token.start, token.end, token.text, source.ids, "pronoun", source.speaker, why=f"stands for {source.text!r}")
            result.append(Draft(mention, n, token.i, token.dep in ("nsubj", "nsubjpass")))
    return sorted(result, key=lambda d: d.mention.start)


def _is_dummy(tree: Tree, token: Token) -> bool:
    """"It was announced that", "it is impossible to": it that stands for a clause."""
    verb = token.head
    return bool(tree.children(verb, "ccomp", "csubj", "csubjpass")) and (tree.tokens[verb].lemma == "be" or bool(tree.children(verb, "auxpass"))) or (
        tree.tokens[verb].lemma == "be" and bool(tree.children(verb, "acomp")) and bool(tree.children(verb, "xcomp", "advcl", "ccomp"))
    )


def _antecedent(word: str, n: int, earlier: Sequence[Draft]) -> ActorMention | None:
    near = [d for d in earlier if n - d.sentence <= 3]
    ranked = sorted(near, key=lambda d: (d.sentence, d.is_subject, d.mention.start), reverse=True)
    for d in ranked:
        m = d.mention
        if word in SINGULAR_PERSON:
            if m.kind in ("person", "office") or (m.kind == "pronoun" and m.text.lower() in SINGULAR_PERSON):
                return m
        elif word in THINGS:
            if m.kind in ("state", "organisation", "group") and not m.is_adjective and len(m.ids) == 1 or (m.kind == "pronoun" and m.text.lower() in THINGS):
                return replace(m, speaker=m.ids[0] if m.ids else m.speaker)
        elif m.kind in ("people", "group", "state", "organisation") and (m.kind in ("people", "group") or len(m.ids) > 1 or m.text.endswith("s")) and not m.is_adjective or (
            m.kind == "pronoun" and m.text.lower() in PLURAL
        ):
            return m
    return None
