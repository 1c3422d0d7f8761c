"""Finds materiel, forces and other countable things: longest match on folded atoms, joined up to the noun phrase's head.

"Stinger anti-aircraft missiles" is one mention; its head decides the category unless a system's name knows better.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vedette.lexicon.materiel import MaterielEntry, atoms, fold, longest_by_first, materiel_entries, singular, word_list
from vedette.model.analysis import MaterielMention, Sentence, Token

HYPHENS = "‐‑–-"
CALIBRE = re.compile(r"(?:\d+(?:\.\d+)?[\s-]?(?:mm|cm|inch|kg|pound|ton|tonne|caliber|calibre)|(?:five|six|eight|sixteen)-inch)[\s-]+$", re.IGNORECASE)
SUFFIXED = re.compile(r"(?<![\w-])[\w'’]+-(?:class|range|capable|guided|propelled|launched|fired|armed|powered|type|designed|wing|calibre|caliber|mounted|altitude|operated)[\s]+$", re.IGNORECASE)
WORD_BEFORE = re.compile(r"(?<![\w-])([A-Za-z]+(?:-[A-Za-z]+){0,3})[\s-]+$")
JOINT = re.compile(rf"[\s{HYPHENS[:-1]}\-'’\"“”‘/]*")
# One of these categories must be a common noun to count: their words are also names, titles and verbs.
NOUNS_ONLY = frozenset(("troops", "person", "unit", "property", "organisation", "goods", "equipment", "package", "share", "vehicle", "sensor", "ammunition"))


@dataclass(frozen=True, slots=True)
class Match:
    """One entry of the lexicon found in a sentence; offsets count from the sentence's start."""

    start: int
    end: int
    entry: MaterielEntry


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence as text, with the token that each character belongs to."""

    sentence: Sentence
    text: str
    token_at: dict[int, int]

    def token_ending(self, end: int) -> Token:
        return self.sentence.tokens[self.token_at[end - 1]]

    def token_starting(self, start: int) -> Token:
        return self.sentence.tokens[self.token_at[start]]


def find_materiel(sentences: Sequence[Sentence]) -> tuple[MaterielMention, ...]:
    """All mentions, in order, none overlapping.

    "London sent 2,000 NLAW anti-tank missiles" gives "NLAW anti-tank missiles", missile. An ambiguous name ("Patriot") counts
    where a weapon stands beside it, or where it did so elsewhere in the document.
    """
    read = [(phrase, list(matches_in(phrase))) for phrase in map(phrase_of, sentences)]
    sure = {m.entry.name for phrase, found in read for m in found if m.entry.is_ambiguous and has_company(phrase, m, found)}
    mentions: list[MaterielMention] = []
    for phrase, found in read:
        kept = [m for m in found if not m.entry.is_ambiguous or (m.entry.name in sure and not is_part_of_name(phrase, m))]
        for group in grouped(phrase, kept):
            for mention in mention_of(phrase, group):
                if mentions and is_measured(phrase, mentions[-1], mention):
                    mention = spanning(phrase, mentions.pop(), mention)
                mentions.append(mention)
    return tuple(mentions)


def is_measured(phrase: Phrase, left: MaterielMention, right: MaterielMention) -> bool:
    """Whether the first is the measure of the second: "rounds of 105mm ammunition"."""
    offset = phrase.sentence.start
    gap = phrase.text[max(0, left.end - offset) : max(0, right.start - offset)]
    return left.start >= offset and gap.strip() == "of" and left.category == right.category == "ammunition"


def spanning(phrase: Phrase, left: MaterielMention, right: MaterielMention) -> MaterielMention:
    text = phrase.text[left.start - phrase.sentence.start : right.end - phrase.sentence.start]
    return MaterielMention(left.start, right.end, text, re.sub(r"\s+", " ", text), right.category)


def phrase_of(sentence: Sentence) -> Phrase:
    """The sentence's text, rebuilt from its tokens with blanks between them."""
    letters = [" "] * (sentence.end - sentence.start)
    token_at: dict[int, int] = {}
    for token in sentence.tokens:
        for k, letter in enumerate(token.text):
            at = token.start - sentence.start + k
            letters[at] = letter
            token_at[at] = token.i
    return Phrase(sentence, "".join(letters), token_at)


def matches_in(phrase: Phrase) -> Iterator[Match]:
    """The longest entry at each atom, from left to right."""
    found, entries, lengths = atoms(phrase.text), materiel_entries(), longest_by_first()
    keys = [fold(word) for word, _, _ in found]
    at = 0
    while at < len(found):
        for length in range(min(lengths.get(keys[at], 0), len(found) - at), 0, -1):
            entry = entries.get(tuple(keys[at : at + length]))
            if entry is not None and fits(phrase, found[at : at + length], entry):
                end = with_plural_ending(found, at + length)
                yield Match(found[at][1], found[end - 1][2], entry)
                at = end
                break
        else:
            at += 1


def with_plural_ending(found: list[tuple[str, int, int]], end: int) -> int:
    """One atom more where a plural "s" hangs on a designation: "F-16s"."""
    if end < len(found) and found[end][0] == "s" and found[end][1] == found[end - 1][2] and found[end - 1][0].isdigit():
        return end + 1
    return end


def fits(phrase: Phrase, parts: list[tuple[str, int, int]], entry: MaterielEntry) -> bool:
    """Whether gaps, case and part of speech let these atoms be the entry."""
    text = phrase.text
    start, end = parts[0][1], parts[-1][2]
    for (_, _, left), (_, right, _) in pairwise(parts):
        gap = text[left:right]
        if len(gap) > 3 or not JOINT.fullmatch(gap) or (entry.is_system and len(gap) > 1 and not set(gap) & set("\"'’“”")):
            return False
    if entry.is_system:
        return fits_system(text, parts, entry, start, end)
    if entry.is_plural_only and parts[-1][0].lower() == singular(parts[-1][0].lower()):
        return False
    head = phrase.token_ending(end)
    if entry.is_weak_head and not entry.category:
        return head.pos in ("NOUN", "PROPN")
    if len(parts) == 1:
        if head.pos not in ("NOUN", "PROPN") or (head.pos == "PROPN" and entry.category in NOUNS_ONLY and phrase.sentence.kind != "headline" and not text[start].islower()):
            return False
        return not re.match(r"\s+of\s+(?:talks|negotiations|sanctions|voting|discussions|the\s+(?:vote|talks|election))", text[end : end + 30]) and not (
            parts[0][0].lower() in ("round", "rounds") and re.match(r"\s+of\b(?!\s+(?:\S+\s+){0,2}(?:ammunition|artillery|mortar|shell))", text[end : end + 50])
        )
    return head.pos not in ("VERB", "ADV", "AUX")


def fits_system(text: str, parts: list[tuple[str, int, int]], entry: MaterielEntry, start: int, end: int) -> bool:
    """A name keeps its capitals, and a single letter or a number stays close to its neighbour: "S-300", never "it's 300"."""
    if start and text[start - 1] in "'’.$£€" and len(parts[0][0]) == 1:
        return False
    if start and text[start - 1].isalnum():
        return False
    if end < len(text) and text[end].isalnum() and not re.match(r"s(?![^\W_])", text[end:]):
        return False
    letters = [word for word, _, _ in parts if not word.isdigit()]
    if letters and not (letters[0][0].isupper() or parts[0][0].isdigit()):
        return False
    named = [word for word, _, _ in atoms(entry.name) if not word.isdigit()]
    for word, name in zip(letters, named, strict=False):
        if len(name) > 1 and name.isupper() and not word.rstrip("s").isupper():
            return False
    for (left, _, stop), (right, begin, _) in pairwise(parts):
        gap = text[stop:begin]
        if " " in gap and (len(left) == 1 or (len(right) == 1 and right.isalpha())) and " " not in entry.name:
            return False
    return True


def is_part_of_name(phrase: Phrase, match: Match) -> bool:
    """Whether the name belongs to somebody or something else: "Omar Bradley", "Patriot Act"."""
    tokens = phrase.sentence.tokens
    first, last = phrase.token_starting(match.start), phrase.token_ending(match.end)
    following = tokens[last.i + 1] if last.i + 1 < len(tokens) else None
    if following is not None and following.tag == "NNP" and following.text[:1].isupper() and (fold(following.text),) not in materiel_entries() and following.text.isalpha():
        return following.start == last.end + 1
    if first.i == 0:
        return False
    before = tokens[first.i - 1]
    return before.tag == "NNP" and before.dep == "compound" and before.text.istitle() and before.end + 1 == first.start and before.text not in ("Raytheon", "Lockheed", "Boeing", "Saab")


def has_company(phrase: Phrase, match: Match, found: list[Match]) -> bool:
    """Whether a weapon that needs no company stands near the ambiguous name, or a count of several comes before its plural."""
    if is_part_of_name(phrase, match):
        return False
    weapons = word_list("weapon_categories")
    for other in found:
        if other is match or (other.entry.is_ambiguous and other.entry.name == match.entry.name):
            continue
        gap = max(other.start - match.end, match.start - other.end)
        if other.entry.is_weak_head and not other.entry.category:
            if 0 <= other.start - match.end <= 2:
                return True
        elif not other.entry.is_ambiguous and other.entry.category in weapons and gap <= 60:
            return True
    first, last = phrase.token_starting(match.start), phrase.token_ending(match.end)
    before = phrase.sentence.tokens[max(0, first.i - 2) : first.i]
    return last.text.endswith("s") and any(token.pos == "NUM" or token.text.lower() in ("more", "dozens", "several", "many") for token in before)


def grouped(phrase: Phrase, matches: list[Match]) -> Iterator[list[Match]]:
    """Matches that stand in one noun phrase, side by side: "Abrams | main battle tanks", "tank | crews"."""
    group: list[Match] = []
    for match in matches:
        if group and side_by_side(phrase, group[-1], match):
            group.append(match)
            continue
        if group:
            yield group
        group = [match]
    if group:
        yield group


def side_by_side(phrase: Phrase, left: Match, right: Match) -> bool:
    gap = phrase.text[left.end : right.start]
    if JOINT.fullmatch(gap):
        return "'" not in gap and "’" not in gap and not is_finished(phrase, left)
    words = gap.replace("-", " ").split()
    return gap.startswith((" ", "-")) and 0 < len(words) <= 3 and gap.strip().lower() in word_list("premodifiers") and not is_finished(phrase, left)


def is_finished(phrase: Phrase, match: Match) -> bool:
    """Whether a noun phrase ends here: a plural common noun rarely modifies ("gave soldiers tanks")."""
    token = phrase.token_ending(match.end)
    return token.tag == "NNS" and not match.entry.is_system and token.dep not in ("compound", "amod", "nmod") and fold(token.text) not in ("arm", "weapon", "sanction", "good", "force")


def mention_of(phrase: Phrase, group: list[Match]) -> list[MaterielMention]:
    """The mention that a group makes, if it is one: a bare weak head, or a modifier of something else ("arms control"), is none."""
    while group and group[-1].entry.is_weak_head and not group[-1].entry.category and len(group) == 1:
        return []
    category = category_of(phrase, group)
    head = phrase.token_ending(group[-1].end)
    if is_mere_modifier(phrase, head, group) or not category:
        return []
    start = with_premodifiers(phrase.text, group[0].start)
    end = group[-1].end
    if category in ("troops", "unit") and (category == "troops") and turned_to_persons(phrase.sentence, head):
        category = "person"
    text = phrase.text[start:end]
    offset = phrase.sentence.start
    return [MaterielMention(offset + start, offset + end, text, re.sub(r"\s+", " ", text), category)]


def category_of(phrase: Phrase, group: list[Match]) -> str:
    """The head decides, unless it is weak or a system's name is more telling: "Patriot missiles" are air defence."""
    head = group[-1].entry
    strong = word_list("strong_heads")
    before = [m.entry for m in group[:-1] if m.entry.category]
    systems = [entry for entry in before if entry.is_system]
    if head.is_weak_head:
        if systems:
            return systems[-1].category
        return before[-1].category if before else head.category
    if head.is_system or not before:
        return head.category
    if systems and systems[-1].category == "aircraft" and fold(head.name) in ("fighter", "bomber"):
        return "aircraft"  # "F-35 fighters" do not march
    if systems and head.category not in strong:
        return systems[-1].category
    if head.category in ("missile", "weapon", "equipment", "vehicle") and before[-1].category in ("air-defence", "drone") and head.category != "equipment":
        return before[-1].category
    return head.category


def is_mere_modifier(phrase: Phrase, head: Token, group: list[Match]) -> bool:
    """Whether the phrase only describes the noun after it; a noun that moves or counts it ("arms shipment") does not take it away."""
    tokens = phrase.sentence.tokens
    governor = tokens[head.head]
    if any(token.dep == "cc" or token.text == "," or token.tag in ("VBD", "VBN") for token in tokens[head.i + 1 : governor.i]):
        return False
    if head.dep not in ("compound", "amod", "nmod", "npadvmod") or not head.i < governor.i <= head.i + 3:
        return False
    if any(m.entry.is_system for m in group) or fold(governor.text) in word_list("transfer_nouns"):
        return False
    return governor.pos in ("NOUN", "PROPN")


def turned_to_persons(sentence: Sentence, head: Token) -> bool:
    """Whether the soldiers are dead, wounded, taken or freed: they then count as persons."""
    verbs = word_list("person_verbs")
    governor = sentence.tokens[head.head]
    if governor.lemma in verbs and governor.i != head.i:
        if head.dep in ("nsubjpass", "dobj"):
            return True
        if head.dep == "nsubj" and governor.lemma in ("die", "perish", "drown"):
            return True
    if head.dep == "pobj" and governor.text.lower() == "of" and sentence.tokens[governor.head].lemma in word_list("person_nouns"):
        return True
    return any(token.head == head.i and token.i != head.i and token.dep in ("acl", "amod") and token.lemma in verbs and token.tag in ("VBN", "VBD", "JJ") for token in sentence.tokens)


def with_premodifiers(text: str, start: int) -> int:
    """Where the name begins once calibre, "X-class" and the like are taken in."""
    while start > 0:
        left = text[max(0, start - 40) : start]
        found = CALIBRE.search(left) or SUFFIXED.search(left)
        if found is None:
            word = WORD_BEFORE.search(left)
            found = word if word and word[1].lower() in word_list("premodifiers") else None
        if found is None:
            return start
        start -= len(left) - found.start()
    return start
