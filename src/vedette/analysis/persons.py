"""Persons by name and offices that stand for them: for whom each acts at the document's date, and the fullest form of the name.

A capitalised run is a name only with evidence: a title, a known holder, a given name, an apposition that says what one is, a
verb of saying beside it, or the surname of somebody already named. Titles in the text are trusted before the table.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from vedette.analysis.person_evidence import MANY_HOLD, Sighting, government_end, office_alone, sightings_in
from vedette.analysis.person_words import Title, Word, side_at, words_of
from vedette.lexicon.offices import (
    PARTICLES,
    Holder,
    common_surnames,
    fold,
    fold_name,
    holder_named,
    holder_surnamed,
    holders_surnamed,
    not_names,
    office_holders,
    same_names,
    surnames_of,
    term_for,
)
from vedette.model.analysis import ActorMention, Sentence
from vedette.model.document import CleanText

# Only somebody of a government holds these, so that the state may be taken from the context.
GOVERNMENT_OFFICES = frozenset(
    {
        "prime minister", "vice president", "foreign minister", "defence minister", "finance minister", "interior minister", "energy minister",
        "transport minister", "member of government", "deputy prime minister", "deputy minister", "deputy foreign minister", "deputy defence minister",
        "military chief", "attorney general", "national security adviser", "security council secretary", "presidential office head", "monarch",
        "supreme leader", "intelligence chief", "parliament speaker", "commerce minister", "presidential aide",
    }
)  # fmt: skip
# Looser words for an office, with the offices that they may stand for.
SAME_OFFICE = {
    "leader": ("leader", "supreme leader", "president", "prime minister", "chancellor", "party chief", "junta leader", "political chief"),
    "chief": ("chief", "secretary-general", "director-general", "commission president", "foreign policy chief", "military chief"),
    "minister": ("minister", "member of government", "transport minister", "commerce minister", "foreign minister", "defence minister", "finance minister", "interior minister", "energy minister"),
    "foreign policy chief": ("foreign policy chief", "foreign minister"),
    "spokesperson": (
        "spokesperson", "kremlin spokesperson", "white house spokesperson", "foreign ministry spokesperson", "defence ministry spokesperson",
        "military spokesperson", "presidential spokesperson", "government spokesperson", "state department spokesperson", "pentagon spokesperson",
        "nsc spokesperson",
    ),
}  # fmt: skip


class Person:
    """Somebody of the document: all forms of the name, the titles given, and the known holder if any."""

    def __init__(self, first: Sighting, holder: Holder | None) -> None:
        self.titles: list[tuple[Title, str | None]] = []
        self.holder = holder
        self.full = first.name
        self.surnames = surnames_of(first.name)
        self.keys = {fold_name(first.name)}
        self.starts: list[int] = []

    def note(self, sighting: Sighting, around: str | None) -> None:
        """Takes in one more mention; `around` is the state that the context names."""
        if len(fold_name(sighting.name).split()) > len(fold_name(self.full).split()):
            self.full = sighting.name
            self.surnames = surnames_of(sighting.name) | self.surnames
        elif sighting.name.startswith(self.full) or (len(sighting.name) > len(self.full) and fold_name(sighting.name) == fold_name(self.full)):
            self.full = sighting.name
        self.keys.add(fold_name(sighting.name))
        self.starts.append(sighting.start)
        for title in (sighting.title, sighting.apposition):
            if title is not None:
                self.titles.append((title, around))

    def is_called(self, name: str) -> bool:
        """Whether a fuller or shorter form of a name may be this one's: "Biden", "Joseph Biden" and "Joe Biden" may."""
        given, known = fold_name(name).split(), fold_name(self.full).split()
        if fold_name(name) in self.keys:
            return True
        if not (surnames_of(name) & self.surnames or fold_name(name) in self.surnames):
            return False
        given = [w for w in given if not any(w in n.split() for n in surnames_of(name))]
        known = [w for w in known if not any(w in n.split() for n in self.surnames)]
        if not given or not known:
            return len(fold_name(name).split()) == 1 or len(fold_name(self.full).split()) == 1
        if given[0] == known[0] or given[0] in same_names().get(known[0], frozenset()):
            return True
        return set(given) <= set(known) or set(known) <= set(given)

    def acts_for(self, published: date | None) -> str | None:
        """The state or organisation for which this one acts at the document's date, None where for nobody."""
        offices = [(t, a) for t, a in self.titles if t.kind in ("office", "rank")]
        if any(t.is_departed for t, _ in self.titles) and not any(t.kind == "office" and not t.is_departed for t, _ in offices):
            return None
        current = [(t, a) for t, a in offices if not t.is_departed]
        named = next((t.side for t, _ in current if t.side), None)
        if self.holder is not None:
            term = term_for(self.holder, published, [t.office for t, _ in current])
            if term is not None and (named is None or named == term.side or term.side is None or fold_name(self.full) in self.holder.spellings):
                return term.side
        if any(t.kind == "alone" for t, _ in self.titles) and not (current and named):
            return None
        if named is not None:
            return named
        if self.holder is not None and not any(t.kind == "office" for t, _ in current):
            return None
        return next((a for t, a in current if a and (t.kind == "rank" or t.has_organ or t.office in GOVERNMENT_OFFICES)), None)


def find_persons(clean: CleanText, sentences: Sequence[Sentence], published: date | None) -> tuple[ActorMention, ...]:
    """Mentions of persons and of offices that stand for one, in order, none overlapping; titles belong to the mention.

    "Danish Defence Minister Ana Holm spoke. Holm left." gives two mentions that act for DNK and speak as "Ana Holm".
    Offsets count characters of `clean.text`. `kind` is "person", or "office" where no name is given.
    """
    return _Reader(clean, sentences, published).read()


class _Reader:
    """One document while it is read; persons in order of appearance."""

    def __init__(self, clean: CleanText, sentences: Sequence[Sentence], published: date | None) -> None:
        self.text = clean.text
        self.published = published
        wanted = sorted({s.paragraph for s in sentences})
        bounds = [(clean.paragraphs[k].start, clean.paragraphs[k].end) for k in wanted if 0 <= k < len(clean.paragraphs)]
        self.paragraphs = [words_of(self.text, a, b) for a, b in bounds]
        self.sides = self._sides()
        self.people: list[Person] = []
        self.by_key: dict[str, list[Person]] = {}
        self.spotted: list[tuple[Sighting, Person]] = []

    def read(self) -> tuple[ActorMention, ...]:
        full = [s for words in self.paragraphs for s in sightings_in(words, self.published, self.text)]
        for sighting in full:
            if len(sighting.name.split()) > 1:
                self._note(sighting, self._person(sighting))
        for sighting in full:
            if len(sighting.name.split()) == 1:
                person = self._nearest(sighting) or self._person(sighting)
                self._note(sighting, person)
        taken = {at for s in full for at in range(s.start, s.end)}
        for words in self.paragraphs:
            for sighting in self._by_surname(words, taken):
                self._note(sighting, self._nearest(sighting) or self._person(sighting))
        mentions = [self._mention(s, p) for s, p in self.spotted]
        taken = {at for m in mentions for at in range(m.start, m.end)}
        for words in self.paragraphs:
            mentions += self._offices(words, taken)
        return _in_order(mentions)

    def _sides(self) -> list[tuple[int, str]]:
        """Where states and organisations are named, in order."""
        found = []
        for words in self.paragraphs:
            at = 0
            while at < len(words):
                length, side = side_at(words, at)
                if length and side:
                    found.append((words[at].start, side))
                at += max(length, 1)
        return found

    def _around(self, start: int, end: int) -> str | None:
        """The state that the context names: the last one shortly before, or the first shortly after."""
        first, here, last = (bisect_left(self.sides, (at, "")) for at in (start - 240, start, end + 60))
        before = [side for _, side in self.sides[first:here] if len(side) == 3]
        after = [side for at, side in self.sides[here:last] if at >= end and len(side) == 3]
        return before[-1] if before else after[0] if after else None

    def _person(self, sighting: Sighting) -> Person:
        """The person of a full name: one already met, or a new one."""
        office = sighting.title.office if sighting.title else None
        holder = sighting.holder or holder_named(sighting.name, self.published, office)
        keys = {fold_name(sighting.name), *surnames_of(sighting.name), *(holder.surnames if holder else ())}
        met = dict.fromkeys(p for key in sorted(keys) for p in reversed(self.by_key.get(key, [])))
        for person in met:
            if len(sighting.name.split()) > 1 and (person.is_called(sighting.name) or (holder is not None and holder is person.holder)):
                return person
        if holder is None and len(sighting.name.split()) == 1:
            holder = holder_surnamed(sighting.name, self.published, office) or self._known(sighting.name)
        person = Person(sighting, holder)
        self.people.append(person)
        return person

    def _note(self, sighting: Sighting, person: Person) -> None:
        person.note(sighting, self._around(sighting.start, sighting.end))
        for key in person.surnames | person.keys:
            called = self.by_key.setdefault(key, [])
            if not any(person is p for p in called):
                called.append(person)
        self.spotted.append((sighting, person))

    def _nearest(self, sighting: Sighting) -> Person | None:
        """The last person fully named before who has this surname, else the first named after."""
        key = fold_name(sighting.name)
        called = self.by_key.get(key, [])
        if len(called) < 2:
            return called[0] if called else None
        starts = [(start, p) for p in called for start in p.starts]
        before = max((pair for pair in starts if pair[0] <= sighting.start), key=lambda pair: pair[0], default=None)
        after = min(starts, key=lambda pair: pair[0], default=None)
        found = before or after
        return found[1] if found else None

    def _by_surname(self, words: Sequence[Word], taken: set[int]) -> list[Sighting]:
        """Bare surnames: of somebody named in the document, or known without doubt at its date."""
        surnames = {s for s in self.by_key if len(s) > 1}
        found, at = [], 0
        while at < len(words):
            length = self._surname_length(words, at, surnames)
            if not length or not taken.isdisjoint(range(words[at].start, words[at + length - 1].end)):
                at += 1
                continue
            name = self.text[words[at].start : words[at + length - 1].end]
            end = government_end(words, at + length)
            found.append(Sighting(words[at].start, end or words[at + length - 1].end, name, is_government=end is not None, why="surname of a person named here"))
            at += length
        return found

    def _surname_length(self, words: Sequence[Word], at: int, surnames: set[str]) -> int:
        for length in (3, 2, 1):
            run = words[at : at + length]
            if len(run) < length or not any(w.is_capital for w in run) or not all(w.joined for w in run[1:]):
                continue
            if not run[-1].is_capital and not run[-1].key.startswith(("al-", "el-")):
                continue
            key = fold_name(" ".join(w.text for w in run))
            if key in surnames and self._stands_alone(words, at, length):
                return length
            if length == 1 and self._is_known_alone(words, at, key):
                return 1
            if length > 1 and words[at].key in PARTICLES and words[at].key != "abu" and self._known(" ".join(w.text for w in run)) is not None:
                return length
        return 0

    def _stands_alone(self, words: Sequence[Word], at: int, length: int) -> bool:
        """Whether a surname is no part of another name ("Trump Tower", "Hunter Biden" where Joe Biden is meant)."""
        last = words[at + length - 1]
        follows = words[at + length] if at + length < len(words) else None
        if follows and follows.joined and not last.possessive and follows.is_capital and follows.key not in not_names() and last.text != last.text.upper():
            return False
        return not (words[at].key in not_names() or side_at(words, at)[0])

    def _is_known_alone(self, words: Sequence[Word], at: int, key: str) -> bool:
        """Whether a bare surname is that of a holder whom it names without doubt at the document's date."""
        word = words[at]
        if not word.is_capital or len(key) < 4 or key in common_surnames() or side_at(words, at)[0] or key in not_names():
            return False
        before = words[at - 1] if at and word.joined else None
        if before and before.is_capital and not before.possessive and at > 1 and before.key not in not_names():
            return False
        return self._stands_alone(words, at, 1) and self._known(word.text) is not None

    def _known(self, surname: str) -> Holder | None:
        """The holder that a bare surname stands for: in office at the date, or once the leader of a state and alone of that name."""
        holder = holder_surnamed(surname, self.published)
        known = holders_surnamed(surname)
        return holder or (known[0] if len(known) == 1 and known[0].is_famous else None)

    def _mention(self, sighting: Sighting, person: Person) -> ActorMention:
        side = person.acts_for(self.published)
        end, kind, speaker = sighting.end, "person", person.full
        if sighting.is_government:
            term = term_for(person.holder, None, ["president", "prime minister", "chancellor"]) if person.holder else None
            side = side or (term.side if term else None)
            kind, speaker = "office", side or sighting.name
        ids = (side,) if side else (speaker,)
        return ActorMention(sighting.start, end, self.text[sighting.start : end], ids, kind, speaker, why=sighting.why)

    def _offices(self, words: Sequence[Word], taken: set[int]) -> list[ActorMention]:
        """Offices without a name, resolved to a person of the document where it names the holder."""
        found = []
        for title, is_definite in office_alone(words):
            if not taken.isdisjoint(range(title.start, title.end)):
                continue
            person = self._holder_of(title)
            side = title.side or (person.acts_for(self.published) if person else None)
            if (side is None and not (person and is_definite)) or (person is None and title.office in MANY_HOLD):
                continue
            phrase = self.text[title.start : title.end].replace("U.S.", "US")
            speaker = person.full if person else phrase
            ids = (side or speaker,)
            found.append(ActorMention(title.start, title.end, self.text[title.start : title.end], ids, "office", speaker, why=f"office {title.office}"))
        return found

    def _holder_of(self, title: Title) -> Person | None:
        """The person of the document who holds an office: by the title given there, or by the table at the document's date."""
        if title.is_departed:
            return None
        offices = SAME_OFFICE.get(title.office, (title.office,))
        if title.side is not None:
            holders = [h for office in offices for h in office_holders(title.side, office, self.published)]
            known = next((p for h in holders for p in self.people if p.holder is h), None)
            if known is not None:
                return known
        before = [p for s, p in sorted(self.spotted, key=lambda pair: pair[0].start) if s.start < title.start]
        if (called := self._called(title, before)) is not None:
            return called
        return next((p for p in [*reversed(before), *self.people] if self._holds(p, offices, title.side)), None)

    def _called(self, title: Title, before: Sequence[Person]) -> Person | None:
        """Who was last given a title that begins with these very words: "the Secretary" after "Secretary of State Ana Ruiz" and "Minister Bo Lindt"."""
        words = self.text[title.start : title.end].casefold()
        return next((p for p in reversed(before) if any(self.text[t.start : t.end].casefold().startswith(words) for t, _ in p.titles)), None)

    def _holds(self, person: Person, offices: tuple[str, ...], side: str | None) -> bool:
        """Whether one holds such an office at the document's date: by the table, else by a title in the text."""
        term = person.holder.term_on(self.published) if person.holder else None
        if term is not None and self.published is not None:
            return term.office in offices and side in (None, term.side)
        return any(
            held.office in offices and held.kind == "office" and not held.is_departed and side in (None, held.side, around, person.acts_for(self.published))
            for held, around in person.titles
        )


def _in_order(mentions: Sequence[ActorMention]) -> tuple[ActorMention, ...]:
    """By position; of two that overlap the longer stays."""
    kept: list[ActorMention] = []
    covered: set[int] = set()
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
        if covered.isdisjoint(range(mention.start, mention.end)):
            kept.append(mention)
            covered.update(range(mention.start, mention.end))
    return tuple(sorted((replace(m, speaker=m.speaker.strip()) for m in kept if m.end > m.start and fold(m.text)), key=lambda m: m.start))
