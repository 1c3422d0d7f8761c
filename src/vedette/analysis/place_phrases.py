"""Phrases that name a place by another: parts and divisions of countries, borders, facilities, unknown villages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vedette.analysis.place_names import CALENDAR, Found, is_headline, words_of
from vedette.lexicon.gazetteer import Entry, countries, demonyms, lookup, place_key
from vedette.lexicon.tables import read_table
from vedette.model.analysis import PlaceMention, Sentence, Token

BORDER_NOUNS = frozenset(("border", "borders", "frontier", "frontiers", "borderlands"))
TERRITORY_NOUNS = frozenset(("territory", "soil", "airspace", "waters", "coast", "coastline", "mainland", "shores"))
PLURALS = {"regions": "region", "provinces": "province", "oblasts": "oblast", "districts": "district", "counties": "county",
           "governorates": "governorate", "prefectures": "prefecture", "states": "state", "departments": "department"}  # fmt: skip
LOWER_FACILITIES = ("airport", "base", "nuclear plant", "crossing", "camp")
POSSESSIVE = ("'s", "’s", "'", "’")
GENERIC_PREFIXES = {"Lake": "lake", "Mount": "region", "Fort": "base", "Camp": "base", "Cape": "region"}


def _section(name: str) -> dict[str, str]:
    table: dict[str, str] = read_table("places")[name]
    return table


def is_locative(found: Found) -> bool:
    """True after a preposition of place: "in Homs", "near the town of Homs", "between Homs and Hama"."""
    at = found.first - 1
    tokens = found.tokens
    steps = 0
    while at >= 0 and steps < 3 and (
        tokens[at].text.lower() in ("the", "of", "nearby", "downtown", "of", "both", "far") or tokens[at].pos == "ADJ"
        or tokens[at].text.lower() in _section("directions")
    ):
        at -= 1
        steps += 1
    return at >= 0 and tokens[at].text.lower() in words_of("locatives")


def is_named_settlement(tokens: Sequence[Token], first: int, last: int) -> bool:
    """ "the village of X", "the town X", "X village": the construction says that X is a place."""
    nouns = words_of("settlement_nouns")
    if first >= 2 and tokens[first - 1].text.lower() == "of" and tokens[first - 2].lemma in nouns:
        return True
    if first >= 2 and tokens[first - 1].lemma in nouns and tokens[first - 1].text[0].islower():
        return (tokens[first - 1].tag == "NN" and tokens[first - 2].text.lower() in ("the", "a")) or tokens[first - 1].tag == "NNS"
    return last + 1 < len(tokens) and tokens[last + 1].lemma in ("village", "suburb", "neighbourhood", "neighborhood")


def division(found: Found, entry: Entry | None) -> tuple[Entry, int] | None:
    """The division that "Kharkov region", "the regions of Kursk and Bryansk" or "Dhamar province" names, and the last token
    that belongs to it; None where no noun makes one of the name."""
    tokens = found.tokens
    noun, last = _division_noun(tokens, found)
    if noun is None:
        return None
    style = _section("division_nouns")[noun]
    name = found.text if entry is None or entry.is_curated else entry.name
    for suffix in ("Oblast", style):
        for candidate in lookup(place_key(f"{found.text} {suffix}")):
            if candidate.entry.kind == "region" and (suffix == style or noun in ("region", "oblast", "province")):
                return candidate.entry, last
    regions = [c.entry for c in found.candidates if c.entry.kind in ("region", "territory") and c.entry.countries]
    same = [r for r in regions if entry is None or r.countries[0] in entry.countries]
    if entry is not None and (entry.kind == "country" or entry.is_curated):
        return (entry, last) if entry.kind in ("territory", "region", "country") and noun in ("region", "republic") else None
    if noun in ("state", "republic") and not regions:
        return None
    if same and (same[0].is_curated or _section("division_styles").get(same[0].countries[0]) == ""):
        return same[0], last
    country = entry.countries[0] if entry and entry.countries else None
    if noun in ("province", "region", "governorate") and (same or noun != "region"):
        style = _section("division_styles").get(country or "", style) or style
    seat = entry or Entry(name, "region")
    return replace(seat, name=f"{name} {style}", kind="region", geonames_id=None, population=0, type=style), last


def _division_noun(tokens: Sequence[Token], found: Found) -> tuple[str | None, int]:
    """The noun behind the name, shared with its neighbours in a list, or before it with "of"."""
    nouns = _section("division_nouns")
    at = found.last + 1
    if at < len(tokens) and tokens[at].text.lower() in nouns:
        nxt = tokens[at + 1].text if at + 1 < len(tokens) else ""
        return (None, 0) if nxt[:1].isupper() and tokens[at].text[0].isupper() else (tokens[at].text.lower(), at)
    # "the Luhansk, Zaporizhzhia and Kherson regions"
    while at < len(tokens) and at < found.last + 12 and (tokens[at].text in (",", "and", "or", "&") or tokens[at].text[0].isupper()):
        at += 1
    if at < len(tokens) and tokens[at].text.lower() in PLURALS:
        return PLURALS[tokens[at].text.lower()], found.last
    back = found.first - 1
    if back >= 1 and tokens[back].text.lower() == "of" and tokens[back - 1].text.lower() in nouns:
        return tokens[back - 1].text.lower(), found.last
    # "the regions of Kursk and Bryansk"
    while back >= 1 and back > found.first - 10 and (tokens[back].text in (",", "and", "or") or tokens[back].text[0].isupper()):
        back -= 1
    if back >= 1 and tokens[back].text.lower() == "of" and tokens[back - 1].text.lower() in PLURALS:
        return PLURALS[tokens[back - 1].text.lower()], found.last
    return None, 0


def part_of(found: Found, entry: Entry) -> tuple[str, int] | None:
    """ "eastern Ukraine" is "Eastern Ukraine": the name, and the first token that belongs to it."""
    if not (entry.kind == "country" or (entry.is_curated and entry.kind in ("territory",))):
        return None
    tokens = found.tokens
    directions = _section("directions")
    before = found.before()
    if before is None:
        return None
    if before.text.lower() in directions and before.text.lower() not in ("north", "south", "east", "west"):
        word, first = before.text.lower(), found.first - 1
        if first >= 2 and tokens[first - 1].text == "-" and f"{tokens[first - 2].text.lower()}-{word}" in directions:
            word, first = f"{tokens[first - 2].text.lower()}-{word}", first - 2
        return f"{directions[word]} {entry.name}", first
    if before.text.lower() in ("north", "south", "east", "west") and not tokens[found.first - 1].text[0].isupper():
        return f"{directions[before.text.lower()]} {entry.name}", found.first - 1
    if found.first >= 3 and before.text == "of" and tokens[found.first - 3].text.lower() == "the":
        word = tokens[found.first - 2].text  # "the north of Mali", but not "30 km north of Mali"
        if word in directions:
            return f"{directions[word]} {entry.name}", found.first - 2
    return None


def borders(text: str, sentence: Sentence, nations: Sequence[tuple[int, int, str]]) -> list[PlaceMention]:
    """Border phrases: "the Russian border", "Ukraine's frontier", "its border with Niger", "the border between A and B".

    `nations` are first token, last token and name of the country or territory named there; demonyms count as names.
    """
    tokens = sentence.tokens
    found: list[PlaceMention] = []
    for k, token in enumerate(tokens):
        if token.text.lower() not in BORDER_NOUNS:
            continue
        mention = _border_at(text, tokens, k, nations)
        if mention is not None and (not found or mention.start >= found[-1].end):
            found.append(mention)
    return found


def _adjective(name: str) -> str:
    """ "Ukraine" is "Ukrainian"; the name itself where no demonym is known."""
    code = next((code for code, country in countries().items() if country.name == name), None)
    return next((word for word, of in demonyms().items() if of == code and code), name)


def _border_at(text: str, tokens: Sequence[Token], k: int, nations: Sequence[tuple[int, int, str]]) -> PlaceMention | None:
    owner = next((n for n in nations if n[1] == k - 1 or (n[1] == k - 2 and tokens[k - 1].text in POSSESSIVE)), None)
    owners, first = [], k
    if owner is not None:
        owners, first = [owner[2]], owner[0]
        before = owner[0] - 1
        if before >= 1 and tokens[before].text in ("-", "–", "/"):
            other = next((n for n in nations if n[1] == before - 1), None)
            if other is not None:
                owners, first = [other[2], owner[2]], other[0]
    last = k
    after = k + 1
    if after < len(tokens) and tokens[after].text.lower() in ("with", "between", "to"):
        listed = _nations_after(tokens, after + 1, nations)
        if tokens[after].text.lower() == "between" and len(listed) >= 2:
            owners, last = [n[2] for n in listed[:2]], listed[1][1]
        elif tokens[after].text.lower() == "with" and listed:
            subject = owners or _possessor(tokens, k, nations, listed[0][2])
            owners, last = [*subject, listed[0][2]], listed[0][1]
    if not owners:
        return None
    pair = sorted(dict.fromkeys(owners))
    name = f"{pair[0]}-{pair[1]} border" if len(pair) > 1 else f"{_adjective(pair[0])} border"
    start, end = tokens[first].start, tokens[last].end
    return PlaceMention(start, end, text[start:end], name, "border", why="border")


def _nations_after(tokens: Sequence[Token], at: int, nations: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    listed: list[tuple[int, int, str]] = []
    while at < len(tokens):
        nation = next((n for n in nations if n[0] == at), None)
        if nation is not None:
            listed.append(nation)
            at = nation[1] + 1
        elif tokens[at].text.lower() in ("the", "and", "neighbouring", "neighboring", "both") or tokens[at].text == ",":
            at += 1
        else:
            break
    return listed


def _possessor(tokens: Sequence[Token], k: int, nations: Sequence[tuple[int, int, str]], other: str) -> list[str]:
    """Whose border "its border with X" is: the nation named last before it in the sentence."""
    if tokens[k - 1].text.lower() not in ("its", "their", "the", "common", "shared", "southern", "northern", "eastern", "western"):
        return []
    if not any(t.text.lower() in ("its", "their") for t in tokens[max(0, k - 3) : k]):
        return []
    earlier = [n[2] for n in nations if n[1] < k and n[2] != other]
    return earlier[:1]


def facility_after(found: Found) -> tuple[int, str, str] | None:
    """ "Kramatorsk airport": the last token, the noun as names have it, and the kind; None where no such noun follows."""
    nouns = _section("facility_nouns")
    tokens = found.tokens
    for size in (3, 2, 1):
        words = [t.text for t in tokens[found.last + 1 : found.last + 1 + size]]
        noun = " ".join(words).title()
        if len(words) == size and noun in nouns and (words[0][0].isupper() or nouns[noun] in LOWER_FACILITIES):
            return found.last + size, noun, nouns[noun]
    return None


def unknown_places(text: str, sentence: Sentence, taken: Sequence[tuple[int, int]]) -> list[PlaceMention]:
    """Places that no gazetteer has: "Gun Club Hill Barracks", "the Podgorensky district", "the villages of Ay and Bey"."""
    if is_headline(sentence):
        return []
    tokens = sentence.tokens
    covered = {k for first, last in taken for k in range(first, last + 1)}
    found = []
    at = 0
    while at < len(tokens):
        last = _run_end(tokens, at, covered)
        if last is None:
            at += 1
            continue
        mention = _unknown(text, tokens, at, last)
        if mention is not None:
            found.append(mention)
        at = last + 1
    return found


def _run_end(tokens: Sequence[Token], at: int, covered: set[int]) -> int | None:
    """The last token of the capitalised name that starts at `at`, hyphens included; None where none starts."""
    if at in covered or not _is_name_token(tokens[at]):
        return None
    last = at
    while last + 1 < len(tokens) and last + 1 not in covered:
        nxt = tokens[last + 1]
        joined = nxt.text == "-" and nxt.start == tokens[last].end and last + 2 < len(tokens) and _is_name_token(tokens[last + 2])
        if joined:
            last += 2
        elif _is_name_token(nxt):
            last += 1
        else:
            break
    return last


def _is_name_token(token: Token) -> bool:
    return token.text[0].isupper() and token.pos in ("PROPN", "ADJ", "NOUN") and place_key(token.text) not in CALENDAR


def _unknown(text: str, tokens: Sequence[Token], first: int, last: int) -> PlaceMention | None:
    words = [t.text for t in tokens[first : last + 1]]
    start, end = tokens[first].start, tokens[last].end
    raw = text[start:end]
    if words[0] in demonyms() or "\n" in raw or len(words) > 5 or any(w in words_of("organisation_words") for w in words):
        return None
    kind = facility_kind(" ".join(words))
    if kind is None and len(words) > 1 and words[0] in GENERIC_PREFIXES and len(words) <= 3:
        kind = GENERIC_PREFIXES[words[0]]
    if kind is not None:
        return PlaceMention(start, end, raw, raw, kind, why="unknown")
    if len(words) > 3:
        return None
    nxt = tokens[last + 1].text if last + 1 < len(tokens) else ""
    style = _section("division_nouns")
    if nxt in style and nxt not in ("state", "republic", "department", "region") and first > 0:
        end = tokens[last + 1].end
        return PlaceMention(start, end, text[start:end], f"{raw} {style[nxt]}", "region", why="unknown")
    if first > 0 and is_named_settlement(tokens, first, last) and place_key(words[0]) not in words_of("titles"):
        return PlaceMention(start, end, raw, raw, "city", why="unknown")
    return None


def the_country(text: str, sentence: Sentence, earlier: Sequence[PlaceMention]) -> list[PlaceMention]:
    """ "the south of the country", "the country's north" after a country was named; "the Strait" after a strait was."""
    tokens = sentence.tokens
    directions = _section("directions")
    found = []
    for k, token in enumerate(tokens):
        before = [m for m in earlier if m.start < token.start]
        if token.text in ("Strait", "Straits") and k and tokens[k - 1].text.lower() == "the":
            known = [m for m in before if m.kind == "strait" and m.why != "unknown"]
            nxt = tokens[k + 1].text if k + 1 < len(tokens) else ""
            if known and nxt != "of" and not nxt[:1].isupper():
                found.append(replace(known[-1], start=token.start, end=token.end, text=token.text, why="anaphor"))
            continue
        if token.text != "country":
            continue
        nation = next((m for m in reversed(before) if m.kind == "country" or m.why == "part"), None)
        span = _part_of_the_country(tokens, k, directions)
        if nation is None or span is None:
            continue
        first, last, direction = span
        base = next((c.name for c in countries().values() if nation.geonames_id == c.geonames_id), None)
        if base is not None:
            start, end = tokens[first].start, tokens[last].end
            name = f"{directions[direction]} {base}"
            found.append(replace(nation, start=start, end=end, text=text[start:end], name=name, kind="region", why="anaphor"))
    return found


def _part_of_the_country(tokens: Sequence[Token], k: int, directions: dict[str, str]) -> tuple[int, int, str] | None:
    words = [t.text.lower() for t in tokens]
    if k >= 4 and words[k - 1] == "the" and words[k - 2] == "of" and words[k - 3] in directions and words[k - 4] == "the":
        return k - 3, k, words[k - 3]
    if k + 2 < len(words) and words[k + 1] in POSSESSIVE and words[k + 2] in ("north", "south", "east", "west"):
        following = words[k + 3] if k + 3 < len(words) else ""
        return None if following in ("-", "coast") else (k, k + 2, words[k + 2])
    return None


def facility_kind(words: str) -> str | None:
    """ "Kramatorsk Airport" is an airport, "Sek Kong Barracks" a base; None where the last words name no kind of place."""
    nouns = _section("facility_nouns")
    parts = words.split()
    for size in (3, 2, 1):
        if len(parts) > size and (kind := nouns.get(" ".join(parts[-size:]))):
            return kind
    return None
