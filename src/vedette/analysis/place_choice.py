"""Chooses which place a name means.

The decision, in order of weight. (1) *Containment*: "Lebanon, Ohio" and "Paris, Texas" are what lies in the second name.
(2) *One sense a document*: a name settled by containment keeps that sense. (3) *Prominence*: countries before the curated
seas and regions, these before towns, towns by the logarithm of their inhabitants; capitals gain. (4) *Company*: countries
that the document names, by name, demonym or an unambiguous town, draw ambiguous names to themselves and, less, to their
neighbours; states of the USA draw towns of theirs, so that Georgia among Alabama and Florida is the state. (5) A place's own
name counts more than another spelling. A small town needs company or a locative preposition, or it is left out:
an unknown is better than a guess. Washington is the city unless the text says otherwise; whether the government is meant is
for the actors to say.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from vedette.analysis.place_names import Found
from vedette.lexicon.gazetteer import Candidate, Entry, countries, demonyms, known_towns, lookup, place_key
from vedette.lexicon.tables import read_table
from vedette.model.analysis import Sentence

COUNTRY, CURATED, REGION = 9.0, 8.2, 6.8
CAPITAL_BONUS, KNOWN_TOWN_BONUS, SETTLED_BONUS = 1.5, 1.0, 8.0
ALIAS_COST, LONELY_ALIAS_COST = 1.0, 3.5  # the second where the document names no other place of its country
STATE_COMPANY = 1.5
ACCEPT_LOCATIVE, ACCEPT_BARE = 4.0, 5.0
UNAMBIGUOUS = 300_000  # inhabitants from which a town's own name speaks for its country
POSTAL = re.compile(r"\s*,\s*([A-Z]{2})\b")


@dataclass(slots=True)
class Company:
    """What a document is about: countries (alpha-3) and states of the USA (postal codes) by how often it names them."""

    countries: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    settled: dict[str, Entry] = field(default_factory=dict)

    def of_country(self, code: str) -> float:
        """0 for a country that the document does not name, to 3.5; the USA, which everybody names, to 1."""
        named = self.countries[code]
        most = 1.0 if code == "USA" else 3.5
        if named:
            return min(most, 2.4 + 0.2 * math.log2(named))
        country = countries().get(code)
        neighbours = country.neighbours if country else ()
        return 0.4 if sum(self.countries[n] for n in neighbours) >= 2 and code != "USA" else 0.0


def company_of(sentences: Sequence[Sentence], names: Sequence[Found]) -> Company:
    """Countries and states that the document names without doubt: by name, demonym or a large town with no rival."""
    company = Company()
    demonym = demonyms()
    for sentence in sentences:
        for k, token in enumerate(sentence.tokens):
            if token.text[0].isupper() and (token.text in demonym or token.text.rstrip("s") in demonym):
                company.countries[demonym.get(token.text) or demonym[token.text.rstrip("s")]] += 1
            elif token.text[0].isupper() and k + 1 < len(sentence.tokens):
                pair = f"{token.text} {sentence.tokens[k + 1].text}"
                if pair in demonym:
                    company.countries[demonym[pair]] += 1
    for found in names:
        _add_name(company, found)
    return company


def _add_name(company: Company, found: Found) -> None:
    entries = [c.entry for c in found.candidates]
    nations = {e.countries[0] for e in entries if e.kind == "country"}
    states = [e for e in entries if e.kind == "region" and e.countries == ("USA",)]
    if len(nations) == 1 and not states:
        company.countries[nations.pop()] += 1
        return
    if states and not nations:
        if any(e.population > UNAMBIGUOUS and e.countries == ("USA",) for e in entries):
            return  # Washington, New York: the state's name is a city's too
        company.states[states[0].admin1] += 1
        return
    if nations:
        return
    curated = [e for e in entries if e.is_curated and e.countries]
    if curated and len(curated[0].countries) == 1:
        company.countries[curated[0].countries[0]] += 1
        return
    own = [c.entry for c in found.candidates if c.is_own_name] or entries
    largest = max(own, key=lambda e: e.population)
    rivals = [e for e in own if e.countries != largest.countries and e.population * 20 > largest.population]
    if largest.population >= UNAMBIGUOUS and not rivals and largest.countries:
        company.countries[largest.countries[0]] += 1
        if largest.countries == ("USA",):
            company.states[largest.admin1] += 1


def contained(inner: Found, outer: Found | None, text: str) -> tuple[Entry, Entry] | None:
    """The places meant by "Lebanon, Ohio": the inner one lies in the outer one; None where no pair fits.

    Postal codes ("Springfield, IL") need no outer name. In a list of countries nothing is contained in anything.
    """
    if outer is None or text[inner.end : outer.start].strip() not in (",", ""):
        postal = POSTAL.match(text, inner.end)
        state = _state(postal.group(1)) if postal else None
        return _largest_pair(inner, [state]) if state else None
    wider = [c.entry for c in outer.candidates if c.entry.kind in ("country", "region", "territory", "island")]
    comma = "," in text[inner.end : outer.start]
    if not comma and max((c.entry.population for c in inner.candidates), default=0) < UNAMBIGUOUS:
        return None
    if not comma and not any(e.type == "State" or e.kind == "country" for e in wider):
        return None
    nation = inner.has_kind("country")
    return _largest_pair(inner, [e for e in wider if not (nation and e.kind == "country")])


def _state(code: str) -> Entry | None:
    if code not in read_table("places")["us_states"]:
        return None
    for town in lookup(place_key(_STATE_NAMES.get(code, ""))):
        if town.entry.type == "State" and town.entry.admin1 == code:
            return town.entry
    return None


_STATE_NAMES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado", "CT": "Connecticut",
    "DE": "Delaware", "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana",
    "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts",
    "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota",
    "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina",
    "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington",
    "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip


def _largest_pair(inner: Found, wider: Sequence[Entry]) -> tuple[Entry, Entry] | None:
    pairs = [
        (c.is_own_name, c.entry.population, c.entry, w)
        for c in inner.candidates
        for w in wider
        if c.entry != w and c.entry.kind != "country" and _lies_in(c.entry, w)
    ]
    if not pairs:
        return None
    # "Washington, Georgia" is no state, and towns come before the counties named after them
    best = max(pairs, key=lambda p: (_rank_inside(p[2]), p[0], p[1]))
    return best[2], best[3]


def _rank_inside(entry: Entry) -> int:
    """ "California, United States" is the state; else towns come before the divisions named after them."""
    return 2 if entry.type == "State" else int(entry.kind in ("city", "capital") or entry.is_curated)


def _lies_in(inner: Entry, outer: Entry) -> bool:
    if not inner.countries or not outer.countries or not set(inner.countries) & set(outer.countries):
        return False
    if outer.type == "State" and outer.countries == ("USA",):
        return inner.admin1 == outer.admin1
    return outer.kind == "country" or not inner.is_curated


def score(candidate: Candidate, found: Found, company: Company) -> float:
    """How likely a name means this place; 10 and more is as good as certain, below 4 it is a guess."""
    entry = candidate.entry
    if entry.kind == "country":
        base = COUNTRY + entry.population / 1e10
    elif entry.is_curated:
        base = CURATED
    elif entry.kind == "region":
        base = REGION if candidate.is_own_name and entry.type == "State" else REGION - 3.0
    else:
        base = math.log10(entry.population + 10) + (CAPITAL_BONUS if entry.kind == "capital" else 0.0)
        base += KNOWN_TOWN_BONUS if entry.geonames_id in known_towns() else 0.0
    near = max((company.of_country(code) for code in entry.countries), default=0.0)
    if entry.countries == ("USA",) and entry.kind != "country":
        near = max(near, STATE_COMPANY * min(1, company.states[entry.admin1]))
        if entry.type == "State":
            others = sum(1 for state in company.states if state != entry.admin1)
            near = 1.6 * min(4, others + company.states[entry.admin1]) if found.has_kind("country") else near
    if not candidate.is_own_name and entry.kind != "country" and not entry.is_curated:
        base -= ALIAS_COST if near >= 1.0 else LONELY_ALIAS_COST
    if company.settled.get(found.key) == entry:
        base += SETTLED_BONUS
    return base + near


def choose(found: Found, company: Company, *, locative: bool) -> Entry | None:
    """The place that a name means, or None where nothing speaks for any of those that bear it."""
    if not found.candidates:
        return None
    ranked = sorted(
        ((score(c, found, company), c.is_own_name, c.entry.population, c.entry) for c in found.candidates),
        key=lambda row: row[:3],
        reverse=True,
    )
    best, _, _, entry = ranked[0]
    if found.strong or found.dateline:
        return entry
    return entry if best >= (ACCEPT_LOCATIVE if locative else ACCEPT_BARE) else None
