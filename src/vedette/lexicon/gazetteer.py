"""The gazetteer: every name a place goes by, and the places that go by it.

Three layers, the later the more trusted: the table that `build_gazetteer.py` derives from GeoNames (CC BY 4.0) and
ISO 3166-2; the English town names of `places.toml`; its seas, regions, bases and disputed territories. Opening it takes a
tenth of a second, once a process: the table stays one block of bytes, searched by bisection.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from vedette.lexicon.tables import read_table

LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "ə": "a", "ð": "d", "þ": "th"})
APOSTROPHES = re.compile("['’‘ʼʻ`´ʿʾ.]")
SEPARATORS = re.compile(r"[\W_]+")
LONGEST = 7  # words of the longest name worth looking up
ROW_FIELDS = 9


@dataclass(frozen=True, slots=True)
class Entry:
    """One place. `countries` are alpha-3 codes, first the one it is filed under; empty for the high seas and continents.

    `admin1` is the first-order division as GeoNames codes it (of a state of the USA its postal code), `type` what a division
    is called ("Governorate"), `neighbours` the countries that border on a country. `is_curated` marks what places.toml has.
    """

    name: str
    kind: str
    countries: tuple[str, ...] = ()
    admin1: str = ""
    population: int = 0
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None
    type: str = ""
    neighbours: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()
    is_curated: bool = False

    @property
    def country(self) -> str | None:
        """The country of a place that lies in one only, else None ("Black Sea")."""
        return self.countries[0] if len(self.countries) == 1 else None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean. `is_own_name` is False for old names, other languages and other spellings."""

    entry: Entry
    is_own_name: bool


@lru_cache(maxsize=1 << 15)  # the same few thousand words make up most runs that are looked up
def place_key(name: str) -> str:
    """The form under which a name is looked up: no case, accents, dots or apostrophes, hyphens as spaces.

    "Baalbek-Hermel" and "baalbek hermel" are one key, so are "St. Petersburg" and "Saint Petersburg".
    """
    bare = name if name.isascii() else "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = SEPARATORS.sub(" ", APOSTROPHES.sub("", bare.casefold().translate(LETTERS))).split()
    return " ".join(["saint" if w == "st" and k < len(words) - 1 else w for k, w in enumerate(words)])


@dataclass(frozen=True, slots=True)
class _Table:
    rows: bytes
    keys: bytes

    def row(self, offset: int) -> list[str]:
        end = self.rows.find(b"\n", offset)
        return self.rows[offset : end if end >= 0 else len(self.rows)].decode("utf-8").split("\t")

    def offsets(self, key: str) -> Iterator[tuple[int, bool]]:
        """Offsets of the rows under a key, each with whether the key is the row's own name."""
        wanted = key.encode("utf-8")
        low, high = 0, len(self.keys)
        while low < high:
            start = self.keys.rfind(b"\n", 0, (low + high) // 2) + 1
            end = self.keys.find(b"\n", start)
            found = self.keys[start : self.keys.find(b"\t", start)]
            if found == wanted:
                for where in self.keys[start + len(found) + 1 : end].split():
                    yield int(where.rstrip(b"*")), where.endswith(b"*")
                return
            if found < wanted:
                low = end + 1
            else:
                high = start


@cache
def _table() -> _Table:
    packed = files("vedette.lexicon").joinpath("data", "gazetteer.txt.gz").read_bytes()
    rows, _, keys = gzip.decompress(packed).partition(b"\n\n")
    return _Table(rows, keys)


# Signs of scholarly transliteration that English print leaves out; é, ö and their like stay.
TRANSLITERATION = re.compile("[\u0304\u0323\u0327\u0331\u032e‘ʿʾʻ]")


def _plain(name: str) -> str:
    """A transliterated name as English prints it: "Ţarţūs" is "Tartus", while "Zürich" keeps its dots."""
    if name.isascii():
        return name
    return unicodedata.normalize("NFC", TRANSLITERATION.sub("", unicodedata.normalize("NFD", name)))


def _entry(fields: list[str]) -> Entry:
    identifier, name, kind, country, admin1, population, lat, lon, kind_of = fields[:ROW_FIELDS]
    entry = Entry(
        name=_plain(name),
        kind=kind,
        countries=(country,),
        admin1=admin1,
        population=int(population or 0),
        lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
        geonames_id=int(identifier) if identifier else None,
        type="" if kind == "country" else kind_of,
        neighbours=tuple(kind_of.split()) if kind == "country" else (),
    )
    if kind == "country":
        ours = read_table("places")["countries"].get(country, {})
        return replace(entry, name=ours.get("name", name), lat=ours.get("lat"), lon=ours.get("lon"))
    if kind == "region" and country == "USA":
        ours = read_table("places")["us_states"].get(admin1, {})
        return replace(entry, lat=ours.get("lat"), lon=ours.get("lon"))
    english = _english_names().get(entry.geonames_id or 0)
    return replace(entry, name=english) if english else entry


@cache
def _english_names() -> dict[int, str]:
    return {town["id"]: town["name"] for town in read_table("places")["towns"]["entries"]}


@cache
def known_towns() -> frozenset[int]:
    """GeoNames ids of the towns that places.toml has, which the press writes of more than of their namesakes."""
    return frozenset(_english_names())


def _curated_entry(place: dict[str, Any]) -> Entry:
    return Entry(
        name=place["name"],
        kind=place["kind"],
        countries=tuple(place.get("countries", ())),
        lat=place.get("lat"),
        lon=place.get("lon"),
        claimed_by=tuple(place.get("claimed_by", ())),
        is_curated=True,
    )


@cache
def curated() -> dict[str, tuple[Candidate, ...]]:
    """Candidates by key out of places.toml: its places, the other names of countries and states, the other names of towns."""
    table = read_table("places")
    found: dict[str, list[Candidate]] = defaultdict(list)
    for place in table["places"]["entries"]:
        entry = _curated_entry(place)
        found[place_key(entry.name)].append(Candidate(entry, True))
        for other in place.get("also", ()):
            found[place_key(other)].append(Candidate(entry, False))
    states = {c.entry.admin1: c.entry for c in _first_order_of_usa()}
    for code, state in table["us_states"].items():
        for other in state.get("also", ()):
            found[place_key(other)].append(Candidate(states[code], False))
    for code, country in countries().items():
        ours = table["countries"].get(code, {})
        for other in (country.name, *ours.get("also", ())):
            found[place_key(other)].append(Candidate(country, other == country.name))
    for town in table["towns"]["entries"]:
        rows = {c.entry.geonames_id: c.entry for name in (town["name"], *town.get("also", ())) for c in _listed(place_key(name))}
        if town["id"] in rows:
            for other in (town["name"], *town.get("also", ())):
                found[place_key(other)].append(Candidate(rows[town["id"]], True))
    return {key: tuple(candidates) for key, candidates in found.items() if key}


def _first_order_of_usa() -> list[Candidate]:
    rows = (line.split("\t") for line in _head_of_table())
    return [Candidate(_entry(fields), True) for fields in rows if fields[2] == "region" and fields[3] == "USA"]


@cache
def _head_of_table() -> tuple[str, ...]:
    """Rows of countries and regions: they come before the first town."""
    rows = _table().rows
    end = re.search(rb"\n[^\t\n]*\t[^\t]*\t(?:city|capital)\t", rows)
    return tuple(rows[: end.start() if end else len(rows)].decode("utf-8").split("\n"))


@cache
def countries() -> dict[str, Entry]:
    """Countries by alpha-3 code."""
    rows = (line.split("\t") for line in _head_of_table())
    return {fields[3]: _entry(fields) for fields in rows if fields[2] == "country"}


def _listed(key: str) -> list[Candidate]:
    table = _table()
    return [Candidate(_entry(table.row(offset)), own) for offset, own in table.offsets(key)]


@lru_cache(maxsize=100_000)
def lookup(key: str) -> tuple[Candidate, ...]:
    """All places that go by a name, given as `place_key(name)`; empty where none does. No order is implied.

    `lookup(place_key("Saigon"))` has Ho Chi Minh City, under a name not its own.
    """
    known = curated().get(key, ())
    seen = {(c.entry.geonames_id, c.entry.name) for c in known}
    # What places.toml calls by a country's name is that country ("Taiwan"), which has its GeoNames id.
    are_countries = {c.entry.name for c in known if c.entry.kind == "country"}
    first = [c for c in known if c.entry.kind == "country" or c.entry.name not in are_countries]
    return (*first, *(c for c in _listed(key) if (c.entry.geonames_id, c.entry.name) not in seen))


@cache
def demonyms() -> dict[str, str]:
    """Alpha-3 code by demonym, as written: "Ukrainian" is "UKR"."""
    return {word: code for code, c in read_table("places")["countries"].items() for word in c.get("demonyms", ())}


@cache
def common_words() -> frozenset[str]:
    """Keys of words that are towns only in strong context ("Normal", "Police")."""
    return frozenset(read_table("places")["common"]["words"].split())


@cache
def given_names() -> frozenset[str]:
    """Keys of given names that places bear too."""
    return frozenset(place_key(word) for word in read_table("places")["given_names"]["words"].split())
