"""Counts, shares and measures: each numeral that is no sum, date, clock time, calibre or designation, with what it counts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from vedette.analysis.numbers import Numeral, find_numerals
from vedette.lexicon.units import unit_names, unit_pattern
from vedette.model.analysis import DateMention, MaterielMention, MoneyMention, QuantityMention, Sentence
from vedette.model.tree import Tree

_CALIBRE = re.compile(r"[\s-]?(?:mm|cm|caliber|calibre|-?calib(?:er|re))\b", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_CLOCK = re.compile(r"(?::\d\d|\s?(?:a\.?m\.?|p\.?m\.?|GMT|o'clock|hrs|hours GMT)\b)")
_AGE = re.compile(r"[\s-]year[s]?[\s-]old")
_DESIGNATION_BEFORE = re.compile(r"(?:[A-Za-z]-|\b(?:Article|Resolution|Section|Chapter|Route|Highway|Flight|Channel|Level|Act|No\.?|Title|Order|Group|Type|Mark|Mk|Page|Phase|Boeing|Airbus|Radio|Formula|Room|Area|Gate|Unit|Day|Covid|Agenda|Version)\s)$")
_DURATION = re.compile(r"[\s-](?:more\s+)?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)|nights?)\b")


def find_quantities(
    sentences: Sequence[Sentence],
    money: Sequence[MoneyMention],
    dates: Sequence[DateMention],
    materiel: Sequence[MaterielMention],
) -> tuple[QuantityMention, ...]:
    """All counts, shares and measures of the sentences, in order.

    "battalions of 800 to 1,200 troops" gives 800..1200, item "troops", per "battalion"; "15.3 percent of voters" gives
    15.3..15.3 with unit "percent". Offsets count clean characters. A share in words ("one third") counts as percent.
    """
    taken = sorted([(m.start, m.end) for m in money] + [(d.start, d.end) for d in dates])
    starts = [s for s, _ in taken]
    by_start = sorted(materiel, key=lambda m: m.start)
    found: list[QuantityMention] = []
    for sentence in sentences:
        found.extend(_in_sentence(sentence, taken, starts, by_start))
    return tuple(found)


def _in_sentence(
    sentence: Sentence, taken: Sequence[tuple[int, int]], starts: Sequence[int], materiel: Sequence[MaterielMention]
) -> list[QuantityMention]:
    tree, text = Tree(sentence), _text(sentence)
    here = [m for m in materiel if sentence.start <= m.start < sentence.end]
    found: list[QuantityMention] = []
    numbered: set[int] = set()
    for n in find_numerals(text):
        start, core, end = sentence.start + n.start, sentence.start + n.core, sentence.start + n.end
        after = text[n.end : n.end + 24]
        if _overlaps(taken, starts, core, end) or _is_no_count(text, n, after):
            continue
        unit, unit_end = _unit(n, after)
        if unit is None and n.is_share:
            if not re.match(r"\s+(?:of|said|the)\b", after) and tree.token_at(core, end) is not None and not after.strip().startswith("of"):
                continue
            unit = "percent"
        mention = _count(tree, here, start, core, end + unit_end, text[n.start : n.end + unit_end], n, unit)
        if mention is not None:
            if mention.item_start is not None:
                numbered.add(mention.item_start)
            found.append(mention)
    found.extend(_single(tree, here, numbered, found))
    return sorted(found, key=lambda q: q.start)


def _text(sentence: Sentence) -> str:
    """The sentence's text rebuilt from its tokens, so that offsets hold."""
    letters = [" "] * (sentence.end - sentence.start)
    for token in sentence.tokens:
        letters[token.start - sentence.start : token.end - sentence.start] = token.text
    return "".join(letters)


def _overlaps(taken: Sequence[tuple[int, int]], starts: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(starts, end)
    return any(s < end and start < e for s, e in taken[max(0, at - 4) : at])


def _is_no_count(text: str, n: Numeral, after: str) -> bool:
    before = text[max(0, n.start - 16) : n.start]
    if _CALIBRE.match(after) or _ORDINAL.match(after) or _CLOCK.match(after) or _AGE.match(after) or _DURATION.match(after):
        return True
    if _DESIGNATION_BEFORE.search(before) or re.match(r"[-/]\w*[A-Za-z]", after) and not re.match(r"-(?:strong|mile|kilomet|metre|meter|ton|foot|member|seat|bed|man|point|percent|nation|vehicle|truck|ship)", after):
        return True
    word = text[n.core : n.end].lower()
    if word in ("one", "a", "zero") and not re.match(r"\s+[a-z]", after):
        return True
    return word == "one" and re.match(r"\s+(?:of|is|was|would|could|has|can|another|day|thing|more|the|that|who|such)\b", after) is not None


def _unit(n: Numeral, after: str) -> tuple[str | None, int]:
    match = unit_pattern().match(after)
    if match is None:
        return None, 0
    form = re.sub(r"\s+", " ", match.group(1))
    if form in ("m", "g", "ha", "nm", "mi") and n.low is not None and n.low >= 1e6:
        return None, 0
    return unit_names()[form], match.end()


def _count(
    tree: Tree, materiel: Sequence[MaterielMention], start: int, core: int, end: int, text: str, n: Numeral, unit: str | None
) -> QuantityMention | None:
    head = _counted(tree, core, end, unit)
    if head is None:
        return QuantityMention(start, end, text, n.low, n.high, unit)
    token = tree.tokens[head]
    mention = next((m for m in materiel if m.start <= token.start < m.end), None)
    item_start, item_end = (mention.start, mention.end) if mention else (_core_start(tree, head, end), token.end)
    name = mention.text if mention else " ".join(t.text for t in tree.tokens if item_start <= t.start and t.end <= item_end)
    category = mention.category if mention else None
    if unit == "percent":
        category = "share"
    return QuantityMention(start, end, text, n.low, n.high, unit, name, category, item_start, item_end, _per(tree, head))


def _counted(tree: Tree, core: int, end: int, unit: str | None) -> int | None:
    """The noun that the numeral at [core:end] counts: the noun it modifies, its "of" noun, or the noun after it."""
    inside = [t for t in tree.tokens if t.start < end and core < t.end and t.pos not in ("SPACE", "PUNCT")]
    if not inside:
        return None
    members = {t.i for t in inside}
    last = inside[-1]
    heads = [t for t in inside if t.head not in members or t.head == t.i]
    top = heads[-1] if heads else last
    for t in (last, top):
        if (of := [o for name, o in tree.preposition_objects(t.i) if name == "of"]) and (unit is not None or t.pos in ("NOUN", "NUM")):
            return of[0]
    if unit is None and top.head not in members and tree.tokens[top.head].pos in ("NOUN", "PROPN") and top.dep in ("nummod", "compound", "amod", "quantmod", "nmod", "npadvmod", "det"):
        noun = tree.tokens[top.head]
        if noun.lemma in ("round", "piece", "number", "group", "kind", "type", "set", "batch", "unit") and (of := [o for name, o in tree.preposition_objects(noun.i) if name == "of"]):
            return of[0]
        return noun.i
    if unit is None and top.pos == "NUM" and top.dep in ("dobj", "pobj", "nsubj", "nsubjpass", "appos", "conj", "attr"):
        following = next((t for t in tree.tokens if t.i > last.i and t.pos in ("NOUN", "PROPN") and t.i - last.i <= 3), None)
        return following.i if following is not None and following.head != top.i else None
    return None


def _core_start(tree: Tree, head: int, after: int) -> int:
    """Where the noun phrase core begins: at its nearest adjectives and compounds after the numeral."""
    inside = [tree.tokens[c].start for c in tree.children(head, "compound", "amod", "nmod") if tree.tokens[c].start >= after]
    return min(inside, default=tree.tokens[head].start)


def _per(tree: Tree, head: int) -> str | None:
    """"battalions of 800 troops": the plural unit that the counted noun hangs under by "of"."""
    token = tree.tokens[head]
    if token.dep != "pobj" or tree.tokens[token.head].text.lower() != "of":
        if any(tree.tokens[c].text.lower() == "each" for c in tree.children(head)):
            return "each"
        return None
    noun = tree.head(token.head)
    if noun is not None and tree.tokens[noun].tag == "NNS" and tree.tokens[noun].lemma in (
        "battalion", "brigade", "company", "regiment", "unit", "group", "team", "squadron", "battery", "contingent", "division", "platoon", "crew", "fleet",
    ):
        return tree.tokens[noun].lemma
    return None


def _single(tree: Tree, materiel: Sequence[MaterielMention], numbered: set[int], found: Sequence[QuantityMention]) -> list[QuantityMention]:
    """"a frigate", "another destroyer": one of a kind of materiel."""
    singles = []
    for m in materiel:
        head = tree.token_at(m.start, m.end)
        if head is None or m.start in numbered or tree.tokens[head].tag not in ("NN", "NNP") or tree.tokens[head].dep in ("compound", "nmod", "amod"):
            continue
        article = next((tree.tokens[c] for c in tree.children(head, "det") if tree.tokens[c].text.lower() in ("a", "an", "another")), None)
        if article is None or any(q.start <= article.start < q.end for q in found) or m.category in ("equipment", "ammunition", "package", "goods", "weapon"):
            continue
        singles.append(QuantityMention(article.start, article.end, article.text, 1.0, 1.0, None, m.text, m.category, m.start, m.end))
    return singles
