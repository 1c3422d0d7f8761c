"""How well a reader's records agree with annotated ones, by the measures of the record contract.

A predicted and an annotated record may be of one pair where they share the first word of the type and enough of their evidence.
Pairs are made one to one, those that agree most first. `found` asks whether there is a pair, `core` whether its parties are right,
`record` what share of its ten fields is. An annotated record that is optional is neither a miss nor, where predicted, a false alarm.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Record = Mapping[str, Any]

LEAST_OVERLAP = 0.3  # of the shorter evidence
LONGEST_EVIDENCE = 600  # characters: who marks a whole paragraph marks nothing
TOLERANCE = 0.005  # of the larger bound
LEGAL_SUFFIXES = frozenset({"ltd", "llc", "inc", "co", "plc", "gmbh", "ooo", "jsc"})
ARTICLES = frozenset({"the", "a", "an"})
MEASURES = ("found", "core", "record")
RESAMPLES = 500


@dataclass(frozen=True, slots=True)
class Measure:
    """Shares from 0 to 1. `low`..`high` is the interval of `f1` in which 95 of 100 resamplings of the documents lie."""

    precision: float
    recall: float
    f1: float
    low: float = 0.0
    high: float = 1.0


@dataclass(frozen=True, slots=True)
class Case:
    """One record that is not as it was annotated. `kind`: miss, false alarm, or wrong, with the fields that differ."""

    kind: str
    document: str
    annotated: Record | None
    predicted: Record | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """The measures by name, the share of pairs in which each field is right, and what went wrong, case by case."""

    documents: int
    annotated: int
    predicted: int
    measures: Mapping[str, Measure]
    fields: Mapping[str, float]
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class _Tally:
    annotated: int
    predicted: int
    hits: Mapping[str, float]
    fields: Counter[str]
    cases: tuple[Case, ...]


def score(annotated: Mapping[str, Sequence[Record]], predicted: Mapping[str, Sequence[Record]]) -> Score:
    """Scores the records predicted for each annotated document, in the form of the record contract. Missing fields count as empty."""
    tallies = [_tally(name, records, predicted.get(name, ())) for name, records in annotated.items()]
    fields: Counter[str] = sum((tally.fields for tally in tallies), Counter())
    pairs = sum(tally.hits["found"] for tally in tallies)
    return Score(
        documents=len(tallies),
        annotated=sum(tally.annotated for tally in tallies),
        predicted=sum(tally.predicted for tally in tallies),
        measures=_measures(tallies),
        fields={name: fields[name] / max(1, pairs) for name in FIELDS},
        cases=tuple(case for tally in tallies for case in tally.cases),
    )


def _tally(document: str, annotated: Sequence[Record], predicted: Sequence[Record]) -> _Tally:
    hits, fields, cases = Counter[str](), Counter[str](), list[Case]()
    partner = dict(pairs(annotated, predicted))
    for number, record in enumerate(annotated):
        if record.get("optional"):
            continue
        if number not in partner:
            cases.append(Case("miss", document, record, None))
            continue
        other = predicted[partner[number]]
        right = agreement(record, other)
        parties = all(_shared(_names(record.get(side)), _names(other.get(side))) > 0.5 for side in ("actor", "recipient"))
        hits.update({"found": 1, "core": int(parties)})
        hits["record"] += sum(right.values()) / len(right)  # type: ignore[assignment]
        for name, share in right.items():
            fields[name] += share  # type: ignore[assignment]
        wrong = tuple(name for name, share in right.items() if share < 1)
        if wrong or not parties:
            cases.append(Case("wrong", document, record, other, wrong))
    paired = set(partner.values())
    cases += [Case("false alarm", document, None, other) for number, other in enumerate(predicted) if number not in paired]
    forgiven = sum(1 for number in partner if annotated[number].get("optional"))
    wanted = sum(1 for record in annotated if not record.get("optional"))
    return _Tally(wanted, len(predicted) - forgiven, hits, fields, tuple(cases))


def _measures(tallies: Sequence[_Tally]) -> dict[str, Measure]:
    found = {}
    for name in MEASURES:
        draw = random.Random(0)
        whole = _measure(tallies, name)
        again = sorted(_measure(draw.choices(tallies, k=len(tallies)), name).f1 for _ in range(RESAMPLES)) if tallies else [0.0]
        low, high = again[int(0.025 * len(again))], again[int(0.975 * len(again))]
        found[name] = Measure(whole.precision, whole.recall, whole.f1, low, high)
    return found


def _measure(tallies: Sequence[_Tally], name: str) -> Measure:
    hits = sum(tally.hits[name] for tally in tallies)
    predicted, annotated = sum(tally.predicted for tally in tallies), sum(tally.annotated for tally in tallies)
    precision = hits / predicted if predicted else 0.0
    recall = hits / annotated if annotated else 0.0
    return Measure(precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0)


def pairs(annotated: Sequence[Record], predicted: Sequence[Record]) -> list[tuple[int, int]]:
    """Which records are of one pair, as numbers into the two lists: those that agree most are taken first."""
    possible: list[tuple[float, int, int]] = []
    for i, record in enumerate(annotated):
        for j, other in enumerate(predicted):
            overlap = _overlap(record, other)
            same_sort = str(record["type"]).split(".")[0] == str(other.get("type")).split(".")[0]
            if same_sort and overlap >= LEAST_OVERLAP and other["end"] - other["start"] <= LONGEST_EVIDENCE:
                # An optional record yields to one that is wanted.
                worth = sum(agreement(record, other).values()) + overlap - (0.5 if record.get("optional") else 0.0)
                possible.append((-worth, i, j))
    taken_i, taken_j, made = set[int](), set[int](), list[tuple[int, int]]()
    for _, i, j in sorted(possible):
        if i not in taken_i and j not in taken_j:
            taken_i.add(i)
            taken_j.add(j)
            made.append((i, j))
    return made


def _overlap(record: Record, other: Record) -> float:
    common = min(record["end"], other["end"]) - max(record["start"], other["start"])
    return float(max(0, common) / max(1, min(record["end"] - record["start"], other["end"] - other["start"])))


def agreement(annotated: Record, predicted: Record) -> dict[str, float]:
    """The ten fields of a pair, each 1 where right and 0 where wrong; of items, the share that both have."""
    return {name: agrees(annotated, predicted) for name, agrees in FIELDS.items()}


def fold_name(name: str) -> str:
    """A name as it is compared: "the Acme Works Ltd." and "Acme works" are one; accents and punctuation don't count."""
    letters = unicodedata.normalize("NFKD", name.translate(STROKED))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
    words = re.findall(r"\w+", plain.replace("u.s.", "us").replace("u.k.", "uk"))
    while len(words) > 1 and words[-1] in LEGAL_SUFFIXES:
        words.pop()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ARTICLES else words)


STROKED = str.maketrans("łŁ", "lL")


def _names(values: Iterable[str] | None) -> set[str]:
    return {fold_name(value) for value in values or ()}


def _shared(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 1.0


def _same_bound(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is None and other is None
    return abs(one - other) <= TOLERANCE * max(abs(one), abs(other), 1)


def _same_bounds(one: Record, other: Record) -> bool:
    same_role = (one.get("role") or "new") == (other.get("role") or "new")
    return same_role and all(_same_bound(one.get(side), other.get(side)) for side in ("low", "high"))


def _money(annotated: Record, predicted: Record) -> float:
    one, other = annotated.get("money"), predicted.get("money")
    if not one or not other:
        return float(not one and not other)
    return float(one.get("currency") == other.get("currency") and _same_bounds(one, other))


def _items(annotated: Record, predicted: Record) -> float:
    ours, theirs = annotated.get("items") or [], list(predicted.get("items") or [])
    total, same = max(len(ours), len(theirs)), 0
    for item in ours:
        match = next((k for k, other in enumerate(theirs) if item.get("category") == other.get("category") and _same_bounds(item, other)), None)
        if match is not None:
            theirs.pop(match)
            same += 1
    return same / total if total else 1.0


def _place(annotated: Record, predicted: Record) -> float:
    ours, theirs = ({fold_name(place["name"]) for place in record.get("place") or ()} for record in (annotated, predicted))
    return float(_shared(ours, theirs) > 0.5)


def _when(annotated: Record, predicted: Record) -> float:
    ours, theirs = (record.get("when") or {} for record in (annotated, predicted))
    return float(all(ours.get(side) == theirs.get(side) for side in ("start", "end")))


def _speakers(record: Record) -> list[list[str]]:
    """Everyone in the chain of those who say so, outermost first, each as the words of the name."""
    chain = record.get("attributed_to") or ()
    return [fold_name(name).split() for link in chain for name in ([link] if isinstance(link, str) else link)]


def _attributed_to(annotated: Record, predicted: Record) -> float:
    """A surname alone is its owner; who comes first in the chain comes first in both."""
    ours, theirs = _speakers(annotated), _speakers(predicted)
    total, same, begin = len(ours) + len(theirs), 0, 0
    for speaker in ours:
        at = next((k for k in range(begin, len(theirs)) if _is_speaker(speaker, theirs[k])), None)
        if at is not None:
            begin, same = at + 1, same + 1
    return float(not total or same / (total - same) > 0.5)


def _is_speaker(one: list[str], other: list[str]) -> bool:
    short, long = sorted((one, other), key=len)
    return bool(short) and long[len(long) - len(short) :] == short


def _equal(name: str) -> Callable[[Record, Record], float]:
    return lambda annotated, predicted: float(annotated.get(name) == predicted.get(name))


def _same_names(name: str) -> Callable[[Record, Record], float]:
    return lambda annotated, predicted: float(_names(annotated.get(name)) == _names(predicted.get(name)))


def _truth(annotated: Record, predicted: Record) -> float:
    return float(all(bool(annotated.get(name)) == bool(predicted.get(name)) for name in ("hedged", "negated")))


FIELDS: dict[str, Callable[[Record, Record], float]] = {
    "type": _equal("type"),
    "status": _equal("status"),
    "truth": _truth,
    "actor": _same_names("actor"),
    "recipient": _same_names("recipient"),
    "items": _items,
    "money": _money,
    "place": _place,
    "when": _when,
    "attributed_to": _attributed_to,
}
