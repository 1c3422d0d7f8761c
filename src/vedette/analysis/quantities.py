"""Counts, shares and measures with their bounds and what they count.

    "at least 40 new Leopard tanks"  40..None of "Leopard tanks", category armour
    "battalions of 800 to 1,200"     800..1200 per battalion
    "nearly two-thirds of voters"    59.94..66.7 percent of "voters"
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from vedette.analysis.bounds import Amount, bounded, join_all, single, words_after
from vedette.analysis.counted import Counted, counted_phrase, noun_phrase, words_of
from vedette.analysis.not_counts import counts_nothing
from vedette.analysis.numbers import Numeral, find_numerals
from vedette.lexicon.units import unit_names, unit_pattern
from vedette.model.analysis import DateMention, MaterielMention, MoneyMention, QuantityMention, Sentence, Token

PER = re.compile(r"\s(?:per|a|an|each|every)\s(?:(?:single|square|calendar)\s)?([a-z]+)\b|/(day|year|month|hour)\b|\s(each|apiece)\b(?!\s(?:other|of))", re.I)
PHONE = re.compile(r"\+\d[\d\s().-]{6,}\d|\(\d{3}\)\s?\d{3}[-.\s]\d{4}|\b\d{3}[-.]\d{3}[-.]\d{4}\b")
PER_NOUNS = frozenset(["day", "week", "month", "year", "hour", "minute", "second", "person", "head", "household", "capita", "barrel", "tonne", "ton", "unit", "soldier", "country", "state", "side", "team", "share", "battalion", "brigade", "mission", "shift", "season", "game", "match", "cent"])
ADVERBS = {"daily": "day", "annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "hourly": "hour"}


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with what else was found in it. `text` is rebuilt from the tokens; its offsets start at `offset`."""

    text: str
    offset: int
    sentence: Sentence
    starts: tuple[int, ...]
    taken: tuple[tuple[int, int], ...]
    materiel: tuple[MaterielMention, ...]
    dates: tuple[DateMention, ...]

    def token_at(self, position: int) -> int:
        """Index of the token that holds the character before `position` (an offset in `text`)."""
        return max(0, bisect_left(self.starts, position + self.offset) - 1)


def rebuild(sentence: Sentence) -> str:
    """The sentence's text from its tokens; what stands between two tokens is always common spaces."""
    parts: list[str] = []
    at = sentence.start
    for token in sentence.tokens:
        parts += (" " * (token.start - at), token.text)
        at = token.end
    return "".join(parts)


def set_scene(
    sentence: Sentence, money: Iterable[MoneyMention], dates: Iterable[DateMention], materiel: Iterable[MaterielMention]
) -> Scene:
    def here(start: int, end: int) -> bool:
        return start < sentence.end and sentence.start < end

    taken = [(m.start, m.end) for m in money if here(m.start, m.end)]
    near = tuple(d for d in dates if here(d.start, d.end))
    return Scene(
        text=rebuild(sentence),
        offset=sentence.start,
        sentence=sentence,
        starts=tuple(t.start for t in sentence.tokens),
        taken=tuple(taken),
        materiel=tuple(m for m in materiel if here(m.start, m.end)),
        dates=near,
    )


def is_taken(scene: Scene, numeral: Numeral) -> bool:
    """Whether the numeral belongs to a sum, a date or the name of a weapon ("the Type 45 destroyer")."""
    start, end = numeral.start + scene.offset, numeral.end + scene.offset
    if any(a < end and start < b for a, b in scene.taken):
        return True
    if any(d.start < end and start < d.end for d in scene.dates):
        return True
    return any(m.start <= start and end <= m.end for m in scene.materiel)


def with_units(text: str, numerals: Iterable[Numeral]) -> list[Amount]:
    """Amounts that take in their unit where a range repeats it: "5 percent to 7 percent", "10 km to 12 km"."""
    amounts: list[Amount] = []
    for numeral in numerals:
        unit = unit_pattern().match(text, numeral.end)
        again = re.compile(r"\s?(?:to|and|or|-|–)\s?(?:\d[\d.,]*|\w+(?:-\w+)?)").match(text, unit.end()) if unit else None
        joins = unit and again and (other := unit_pattern().match(text, again.end())) and other.group().strip(" -") == unit.group().strip(" -")
        amounts.append(single(numeral, None, unit.end()) if unit and joins else single(numeral))
    joined = join_all(text, amounts)
    # Where no range came of it, the unit is not part of the numeral.
    return [single(a.first) if a.first is a.last else a for a in joined]


def find_quantities(
    sentences: Sequence[Sentence],
    money: Sequence[MoneyMention],
    dates: Sequence[DateMention],
    materiel: Sequence[MaterielMention],
) -> tuple[QuantityMention, ...]:
    """Quantities in order. "another 12" borrows what it counts from the quantity before it; sums and dates are left alone."""
    found: list[QuantityMention] = []
    for sentence in sentences:
        if not sentence.tokens:
            continue
        scene = set_scene(sentence, money, dates, materiel)
        here = [*numbered(scene), *single_things(scene)]
        found += borrow(sorted(without_overlap(here), key=lambda m: m.start), scene)
    return tuple(found)


def numbered(scene: Scene) -> list[QuantityMention]:
    """The quantities of one sentence that are numerals."""
    text = scene.text
    phones = [m.span() for m in PHONE.finditer(text)]
    free = [n for n in find_numerals(text) if not is_taken(scene, n) and not any(a <= n.start < b for a, b in phones)]
    mentions = []
    floor = 0
    for amount in with_units(text, free):
        wide = bounded(text, amount, floor)
        mention = read_quantity(scene, wide)
        if mention is not None:
            mentions.append(mention)
            floor = wide.end
    return mentions


def read_quantity(scene: Scene, amount: Amount) -> QuantityMention | None:
    """One amount as a quantity, or None where it counts nothing.

    A unit makes it a measure or a share; a noun phrase a count; neither leaves a bare number, which stands as it is
    ("the index rose to 112.5").
    """
    text = scene.text
    unit_match = unit_pattern().match(text, amount.core_end)
    last = amount.last
    if unit_match is None and last.letter in ("m", "k") and last.form == "figure":
        amount, unit_match = as_unit(text, amount)
    tokens = scene.sentence.tokens
    unit = None
    after = amount.core_end
    if unit_match is not None and unit_match.group() and amount.last.form != "share":
        form = unit_match.group("word") or unit_match.group("tight") or unit_match.group("loose")
        unit = unit_names().get(form) or unit_names().get(re.sub(r"[\s-]", " ", form.lower())) or unit_names().get(form.lower())
        after = unit_match.end()
    elif amount.last.form == "share":
        unit = "percent"
    counted = counted_phrase(tokens, scene.token_at(max(after, amount.end if unit is None else after)))
    if unit is not None:
        counted = measured(tokens, scene.token_at(after))
    elif counted is not None and is_far(text, scene, amount, counted):
        counted = None
    title_case = scene.sentence.kind == "headline" or is_title_case(tokens)
    if counts_nothing(text, amount, has_item=counted is not None, title_case=title_case) or is_hyphened_word(text, amount, unit):
        return None
    if amount.start == amount.core_start and unit is not None and amount.end == amount.core_end:
        _, low, high = words_after(text, after, amount.low, amount.high)
        amount = replace(amount, low=low, high=high)
    amount = negative(text, amount)
    start, end = amount.start + scene.offset, amount.end + scene.offset
    mention = QuantityMention(start, end, text[amount.start : amount.end], amount.low, amount.high, unit)
    return with_per(scene, with_item(scene, mention, counted), amount, after, counted)


def negative(text: str, amount: Amount) -> Amount:
    """The amount below nought where a minus stands before it: "minus 12 degrees", "-0.4%"."""
    minus = re.search(r"(?:(?<=[\s(])|^)(?:[-−]|minus\s)\Z", text[: amount.start], re.I)
    if minus is None or amount.low is None or amount.high is None or amount.last.form != "figure":
        return amount
    return replace(amount, start=minus.start(), low=-amount.high, high=-amount.low)


def as_unit(text: str, amount: Amount) -> tuple[Amount, re.Match[str] | None]:
    """"the 300m-long pier" is metres, "50m people" millions: a plural or a share word after it tells."""
    following = re.match(r"[\s]+(?:of\s)?(?:[a-z]+\s){0,2}?[a-z]+s\b|\s(?:people|children|men|women)\b", text[amount.last.end :])
    if following or amount.last.letter == "k":
        return amount, None
    numeral = replace(amount.last, end=amount.last.end - 1, low=amount.last.literal, high=amount.last.literal, scale=1.0, letter="")
    if amount.first is not amount.last:
        return amount, None
    plain = bounded(text, single(numeral), 0)
    return plain, unit_pattern().match(text, numeral.end)


def is_hyphened_word(text: str, amount: Amount, unit: str | None) -> bool:
    """"two-way", "three-star", "one-sided" are words; "12-nation", "5,000-strong", "2,000-pound" count."""
    match = re.match(r"-([A-Za-z]+)", text[amount.core_end :])
    if unit is not None or match is None or amount.end > amount.core_end:
        return False
    word = match.group(1).lower()
    return word not in words_of("hyphened") and word.removesuffix("s") not in words_of("hyphened") and amount.last.form not in ("figure",)


def is_title_case(tokens: Sequence[Token]) -> bool:
    """Whether most long words are capitalised, as in a headline."""
    long = [t for t in tokens if len(t.text) > 3 and t.text.isalpha()]
    return len(long) > 3 and sum(t.text[0].isupper() for t in long) > 0.7 * len(long)


def is_far(text: str, scene: Scene, amount: Amount, counted: Counted) -> bool:
    """Whether a comma or dash parts the numeral from the phrase: "rose to 40, officials said"."""
    gap = text[amount.end : scene.sentence.tokens[counted.first].start - scene.offset]
    return bool(re.match(r"\s?[,;:—–)(]|\s-\s|\s?\.\.", gap))


def measured(tokens: Sequence[Token], last: int) -> Counted | None:
    """What a measure or share is of: "40 tonnes of grain", "15 percent of voters", "a 2,000-pound bomb"."""
    at = last + 1
    while at < len(tokens) and tokens[at].pos == "SPACE":
        at += 1
    if at < len(tokens) and (tokens[at].text.lower() in ("of", "the", "its", "their", "all") or tokens[at].pos in ("NOUN", "PROPN", "ADJ") or tokens[at].tag == "VBG"):
        return counted_phrase(tokens, last)
    return None


def with_item(scene: Scene, mention: QuantityMention, counted: Counted | None) -> QuantityMention:
    """The mention with its item's text, span and category (that of the materiel mention that holds its head)."""
    category = "share" if mention.unit == "percent" else None
    if counted is None:
        return replace(mention, category=category)
    tokens = scene.sentence.tokens
    first, head = tokens[counted.first], tokens[counted.head]
    start, end = first.start, head.end
    holding = [m for m in scene.materiel if m.start < head.end and head.start < m.end]
    overlapping = holding or [m for m in scene.materiel if m.start < end and start < m.end and m.end <= mention.end + 60]
    if overlapping and (holding or tokens[counted.head].lemma in CONTAINERS):
        chosen = overlapping[-1]
        end = max(end, chosen.end) if holding else end
        category = category or chosen.category
    elif category is None:
        category = category_of_contents(scene, tokens, counted)
    item = scene.text[start - scene.offset : end - scene.offset]
    if (head.text.lower() in words_of("persons") and category is None) or head.lemma in words_of("persons", "nouns"):
        category = category or "person"
    return replace(mention, item=item, item_start=start, item_end=end, category=category)


CONTAINERS = frozenset(["piece", "unit", "item", "set", "round", "system", "type", "batch", "launcher", "rack", "pair", "kind", "variety"])


def category_of_contents(scene: Scene, tokens: Sequence[Token], counted: Counted) -> str | None:
    """"36,000 rounds of howitzer ammunition": the kind is told by what follows "of" after a word of packing."""
    if tokens[counted.head].lemma not in CONTAINERS or counted.head + 1 >= len(tokens) or tokens[counted.head + 1].text != "of":
        return None
    begin = tokens[counted.head + 1].end
    contents = next((m for m in scene.materiel if begin <= m.start <= begin + 40), None)
    return contents.category if contents else None


def with_per(scene: Scene, mention: QuantityMention, amount: Amount, after: int, counted: Counted | None) -> QuantityMention:
    """What a distributive count is per: "40,000 barrels a day", "battalions of 800 troops", "12 men each"."""
    text = scene.text
    before = re.search(r"\b([a-z]+(?:s|ies))\s(?:made\sup\s|consisting\s|comprised\s)?of\s(?:about\s|around\s|some\s|up\sto\s|roughly\s)?$", text[: amount.start])
    if before:
        lemma = next((t.lemma for t in scene.sentence.tokens if t.start - scene.offset == before.start(1)), "")
        if lemma in words_of("collectives") and lemma != before.group(1):
            return replace(mention, per=compounded(scene, before.start(1), lemma))
    if (per := each_of(scene, mention, counted)) is not None:
        return replace(mention, per=per)
    ends = [after] if counted is None else [after, (mention.item_end or scene.offset) - scene.offset]
    for end in reversed(ends):
        match = PER.match(text, end)
        if match:
            word = (match.group(1) or match.group(2) or match.group(3)).lower()
            if match.group(3) is not None:
                return replace(mention, per="each")
            if word in PER_NOUNS or match.group().strip().lower().startswith("per"):
                return replace(mention, per=word)
        adverb = re.compile(r"\s(daily|annually|yearly|monthly|weekly|hourly)\b").match(text, end)
        if adverb:
            return replace(mention, per=ADVERBS[adverb.group(1)])
    return mention


EACH_OF = re.compile(r"\s(?:in|for|on|at|aboard)\seach\s(?:one\s)?(?:of\s(?:its|the|their|these|those|his|her|our)\s)?", re.I)


def each_of(scene: Scene, mention: QuantityMention, counted: Counted | None) -> str | None:
    """What a count holds for each of: "90 men for each of its three river forts" is per river fort."""
    if counted is None or mention.item_end is None or (match := EACH_OF.match(scene.text, mention.item_end - scene.offset)) is None:
        return None
    at = next((t.i for t in scene.sentence.tokens if t.start - scene.offset >= match.end()), None)
    phrase = None if at is None else noun_phrase(scene.sentence.tokens, at)
    if phrase is None:
        return None
    head = scene.sentence.tokens[phrase.head]
    return compounded(scene, head.start - scene.offset, head.lemma)


def compounded(scene: Scene, start: int, lemma: str) -> str:
    """The lemma with the noun right before it where the two are a compound: "battle group"."""
    head = next(t for t in scene.sentence.tokens if t.start - scene.offset == start)
    before = scene.sentence.tokens[head.i - 1] if head.i else None
    joined = before is not None and before.pos == "NOUN" and before.dep == "compound" and before.head == head.i
    return f"{before.text.lower()} {lemma}" if joined and before is not None else lemma


def single_things(scene: Scene) -> list[QuantityMention]:
    """"a frigate", "another warship", "no casualties": one or none of a thing that the lexicon files under a category."""
    mentions = []
    tokens = scene.sentence.tokens
    for materiel in scene.materiel:
        inside = [t for t in tokens if t.start < materiel.end and materiel.start < t.end]
        if not inside:
            continue
        head = inside[-1]
        following = tokens[head.i + 1] if head.i + 1 < len(tokens) else None
        if head.pos not in ("NOUN", "PROPN") or (following is not None and (following.pos in ("NOUN", "PROPN") or following.tag == "POS" or following.text == "-")):
            continue
        opener = opener_of(tokens, inside[0].i)
        if opener is None:
            continue
        word = opener.text.lower()
        if word == "no":
            bounds = 0.0
        elif head.tag in ("NN", "NNP"):
            bounds = 1.0
        else:
            continue
        first = min(opener.i + 1, head.i)
        while first < inside[0].i and tokens[first].text.lower() in words_of("adjectives_left_out"):
            first += 1
        start = min(tokens[first].start, inside[0].start)
        item = scene.text[start - scene.offset : head.end - scene.offset]
        mentions.append(
            QuantityMention(opener.start, opener.end, opener.text, bounds, bounds, None, item, materiel.category, start, head.end)
        )
    return mentions


def opener_of(tokens: Sequence[Token], at: int) -> Token | None:
    """The article that opens the noun phrase of token `at`, with nothing but its modifiers between."""
    k = at if tokens[at].text.lower() in ("a", "an") else at - 1
    for _ in range(6):
        if k < 0:
            return None
        token = tokens[k]
        if token.text.lower() in ("a", "an", "another", "no"):
            return token
        if token.pos not in ("ADJ", "NOUN", "PROPN", "ADV") and token.tag not in ("VBN", "VBG", "HYPH") and token.text != "-":
            return None
        k -= 1
    return None


def without_overlap(mentions: Iterable[QuantityMention]) -> list[QuantityMention]:
    """One quantity a numeral: the first of two that share characters stands."""
    kept: list[QuantityMention] = []
    for mention in mentions:
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return kept


ELLIPTICAL_BEFORE = re.compile(r"\b(?:another|further|additional|other|of\swhich|of\swhom|of\sthem|including)\s$", re.I)


def borrow(mentions: list[QuantityMention], scene: Scene) -> list[QuantityMention]:
    """An elliptical count takes the item of its neighbour: "40 tanks … and another 12", "14 of 16 missiles"."""
    filled: list[QuantityMention] = []
    for k, mention in enumerate(mentions):
        if mention.item is None and mention.unit is None:
            end, start = mention.end - scene.offset, mention.start - scene.offset
            follower = mentions[k + 1] if k + 1 < len(mentions) else None
            between = scene.text[end : follower.start - scene.offset] if follower else ""
            if follower and follower.item and re.fullmatch(r"\s(?:[A-Z]\w+\s)?(?:out\s)?of\s(?:the\s|its\s|their\s|those\s)?", between):
                mention = take_item(mention, follower)
            elif filled and filled[-1].item and filled[-1].unit is None and (
                ELLIPTICAL_BEFORE.search(scene.text[:start] + " " if not scene.text[:start].endswith(" ") else scene.text[:start])
                or re.match(r"(?:another|at least another|a further)\b", mention.text, re.I)
                or re.match(r"\s(?:others|more\b(?!\sthan)|of\s(?:them|which|whom|those|these))", scene.text[end:])
            ):
                mention = take_item(mention, filled[-1])
        filled.append(mention)
    return filled


def take_item(mention: QuantityMention, source: QuantityMention) -> QuantityMention:
    return replace(mention, item=source.item, item_start=source.item_start, item_end=source.item_end, category=source.category)
