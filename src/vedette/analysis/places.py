"""Places found in a text and resolved to gazetteer entries, the world over.

A mention is a toponym as written, without its article: "Kiev" is Kyiv, "the Straits of Kerch" the Kerch Strait. Literal and
metonymic uses are both mentions; `why` lets a reader drop what it does not want:

- "metonym": the subject of an act ("London said"), which stands for a government;
- "modifier": before a noun ("Paris police", "US troops");
- "dateline": the town at the head of a wire item ("KYIV (Reuters) -");
- "part": a part of a country ("eastern Ukraine" is "Eastern Ukraine"), with id and coordinates of the country;
- "border": a border phrase ("Ukraine's border"), which has neither;
- "territory": a demonym that names the ground ("Syrian airspace");
- "anaphor": "the south of the country", "the Strait", resolved to what was named before;
- "unknown": a place that only its construction shows ("the village of Stavky"), in no gazetteer.

How a name that several places bear is decided is told in `place_choice`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from vedette.analysis.place_choice import Company, choose, company_of, contained
from vedette.analysis.place_names import (
    CALENDAR,
    Found,
    find_names,
    is_headline,
    is_in_name,
    is_no_place,
    surnames,
    words_of,
)
from vedette.analysis.place_phrases import (
    TERRITORY_NOUNS,
    borders,
    division,
    facility_after,
    is_locative,
    is_named_settlement,
    part_of,
    the_country,
    unknown_places,
)
from vedette.lexicon.gazetteer import Entry, countries, demonyms
from vedette.lexicon.masthead import wire_head
from vedette.model.analysis import PlaceMention, Sentence, Token
from vedette.model.document import CleanText

MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
BORDER_NAMES = {"Gaza Strip": "Gaza"}
DATELINE = re.compile(
    rf"\s*[A-Z][\w.'’ /-]{{1,40}}?(?:,\s[A-Z][\w. ]{{1,25}}?)?(?:,?\s+(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH})(?:,?\s+\d{{4}})?)?"
    r",?\s*(?:\([^)\n]{2,40}\))?,?\s*(?:--?|–|—)\s"
)


def find_places(
    clean: CleanText, sentences: Sequence[Sentence], published: date | None = None
) -> tuple[PlaceMention, ...]:
    """Places of a document, in order of appearance and without overlap.

    "Drones hit the outskirts of Izum" has Izium (kind city, UKR, with GeoNames id and coordinates in degrees).
    `published` is taken for the sake of names that change; none does yet. Never raises on any text.
    """
    text = clean.text
    names = [found for sentence in sentences for found in find_names(text, sentence)]
    _mark_datelines(clean, names)
    people = surnames(sentences)
    company = company_of(sentences, [f for f in names if not is_no_place(f, people, locative=is_locative(f))])
    settled = _settle_contained(text, names, company)
    mentions: list[PlaceMention] = []
    resolved: dict[int, tuple[Found, Entry]] = {}
    for found in names:
        entry = _resolve(found, settled, company, people)
        if entry is not None:
            resolved[found.start] = (found, entry)
    for sentence in sentences:
        here = [pair for start, pair in resolved.items() if sentence.start <= start < sentence.end]
        mentions += _read_sentence(text, sentence, here, mentions)
    return tuple(mentions)


def _mark_datelines(clean: CleanText, names: Sequence[Found]) -> None:
    spans = []
    for paragraph in clean.paragraphs:
        head = DATELINE.match(clean.text, paragraph.start, min(paragraph.end, paragraph.start + 160))
        if head is not None and paragraph.kind != "headline":
            spans.append(head.span())
        if paragraph.kind != "headline" and (wired := wire_head(clean.text, paragraph.start)) is not None:
            spans.append(wired.span("place"))
    for found in names:
        if any(start <= found.start and found.end <= end for start, end in spans):
            found.dateline = found.candidates != ()


def _settle_contained(text: str, names: Sequence[Found], company: Company) -> dict[int, Entry]:
    """Entries of names that another name beside them settles, by offset: "Lebanon, Ohio" settles both."""
    settled: dict[int, Entry] = {}
    for k, found in enumerate(names):
        following = names[k + 1] if k + 1 < len(names) and names[k + 1].sentence is found.sentence else None
        if following is not None and following.start - found.end > 3:
            following = None
        pair = None if is_in_name(found) else contained(found, following, text)
        if pair is None:
            continue
        settled[found.start] = pair[0]
        found.strong = True
        company.settled[found.key] = pair[0]
        if following is not None:
            following.strong = True
            settled.setdefault(following.start, pair[1])
    return settled


def _resolve(found: Found, settled: dict[int, Entry], company: Company, people: frozenset[str]) -> Entry | None:
    if found.start in settled:
        return settled[found.start]
    if is_named_settlement(found.tokens, found.first, found.last):
        found.strong = True
    locative = is_locative(found)
    if is_no_place(found, people, locative=locative):
        return None
    entry = choose(found, company, locative=locative or division(found, None) is not None)
    if entry is not None and entry.type == "State" and not found.has_kind("country"):
        return entry
    after = found.after()
    if entry is not None and after is not None and after.text == "state" and entry.countries == ("USA",):
        return next((c.entry for c in found.candidates if c.entry.type == "State"), entry)
    return entry


def _read_sentence(
    text: str, sentence: Sentence, here: Sequence[tuple[Found, Entry]], earlier: Sequence[PlaceMention]
) -> list[PlaceMention]:
    """Mentions of one sentence; longer constructions before the names they are made of."""
    nations = [(f.first, f.last, BORDER_NAMES.get(e.name, e.name)) for f, e in here if e.kind in ("country", "territory")]
    nations += _demonym_nations(sentence)
    taken = borders(text, sentence, sorted(nations))
    for found, entry in here:
        mention = _mention(text, found, entry)
        if not any(mention.start < other.end and other.start < mention.end for other in taken):
            taken.append(mention)
    others = [
        *_territories(text, sentence),
        *unknown_places(text, sentence, [(f.first, f.last) for f, _ in here]),
        *the_country(text, sentence, [*earlier, *taken]),
    ]
    for mention in others:
        if not any(mention.start < other.end and other.start < mention.end for other in taken):
            taken.append(mention)
    return sorted(taken, key=lambda m: m.start)


def _demonym_nations(sentence: Sentence) -> list[tuple[int, int, str]]:
    """Demonyms of a sentence as first token, last token and the country's name."""
    known, names = demonyms(), countries()
    found = []
    tokens = sentence.tokens
    for k, token in enumerate(tokens):
        pair = f"{token.text} {tokens[k + 1].text}" if k + 1 < len(tokens) else ""
        if pair in known:
            found.append((k, k + 1, names[known[pair]].name))
        elif token.text in known and not (k and f"{tokens[k - 1].text} {token.text}" in known):
            found.append((k, k, names[known[token.text]].name))
    return found


def _territories(text: str, sentence: Sentence) -> list[PlaceMention]:
    """ "Lithuanian airspace", "Syrian soil": the country, spoken of as ground."""
    names = {country.name: country for country in countries().values()}
    mentions = []
    for first, last, name in _demonym_nations(sentence):
        if last + 1 < len(sentence.tokens) and sentence.tokens[last + 1].text in TERRITORY_NOUNS:
            start, end = sentence.tokens[first].start, sentence.tokens[last + 1].end
            mentions.append(_of_entry(names[name], start, end, text[start:end], why="territory"))
    return mentions


def _of_entry(entry: Entry, start: int, end: int, text: str, *, why: str = "") -> PlaceMention:
    return PlaceMention(
        start, end, text, entry.name, entry.kind, entry.lat, entry.lon, entry.geonames_id, entry.country, why
    )


def _mention(text: str, found: Found, entry: Entry) -> PlaceMention:
    """The mention of a resolved name, with the words that make another place of it."""
    if found.dateline:
        return _of_entry(entry, found.start, found.end, found.text, why="dateline")
    tokens = found.tokens
    facility = facility_after(found)
    if facility is not None and not entry.is_curated:
        last, noun, kind = facility
        end = tokens[last].end
        return PlaceMention(
            found.start, end, text[found.start : end], f"{entry.name} {noun}", kind, country=entry.country, why="unknown"
        )
    divided = division(found, entry)
    if divided is not None:
        entry, last = divided
        end = tokens[last].end
        return _of_entry(entry, found.start, end, text[found.start : end], why=_why(found))
    part = part_of(found, entry)
    if part is not None:
        name, first = part
        start = tokens[first].start
        return replace(_of_entry(entry, start, found.end, text[start : found.end], why="part"), name=name, kind="region")
    return _of_entry(entry, found.start, found.end, found.text, why=_why(found))


def _why(found: Found) -> str:
    """How the name is used: "metonym", "modifier" or, literally, ""."""
    head = found.tokens[found.last]
    if head.dep in ("nsubj", "conj") and not is_headline(found.sentence):
        subject = _first_conjunct(found.tokens, head)
        verb = found.tokens[subject.head]
        if subject.dep == "nsubj" and verb.pos in ("VERB", "AUX") and verb.lemma in words_of("act_verbs"):
            return "metonym"
    after = found.after()
    if head.dep in ("compound", "nmod", "amod") and after is not None and after.text not in ("'s", "’s", ","):
        return "" if after.text.lower() in CALENDAR else "modifier"
    return ""


def _first_conjunct(tokens: Sequence[Token], token: Token) -> Token:
    for _ in range(6):
        if token.dep != "conj":
            break
        token = tokens[token.head]
    return token
