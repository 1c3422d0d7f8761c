"""What the analysis found in a clean text. Every offset here counts characters of `CleanText.text`.

Nothing of the parser's library leaks out: a sentence is a row of tokens with heads, so that the reader needs no parser.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vedette.model.document import CleanText
from vedette.model.evidence import Span


@dataclass(frozen=True, slots=True)
class Token:
    """One token. `i` and `head` index the tokens of the same sentence; the root is its own head.

    `dep` are spaCy's English (ClearNLP) labels: nsubj, nsubjpass, dobj, dative, prep, pobj, ccomp, xcomp, advcl, acl, relcl, conj…
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, `tokens` in order, `paragraph` the index of its paragraph in the clean text."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    paragraph: int
    kind: str = "body"


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Somebody who acts. `ids` are canonical (a group of fixed membership has several); empty where the text gives no name.

    `kind`: state, organisation, group (armed or political), person, office, people (unnamed officials, witnesses…), pronoun.
    `speaker` is how the mention is named in `attributed_to`: a person by the fullest name in the document, a government by its
    id, the unnamed by their phrase. `is_adjective` for a demonym that modifies ("British aircraft").
    """

    start: int
    end: int
    text: str
    ids: tuple[str, ...]
    kind: str
    speaker: str
    is_adjective: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place, `name` in modern English gazetteer form. `kind`: country, capital, city, region, sea, strait, river, base, border…"""

    start: int
    end: int
    text: str
    name: str
    kind: str
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None
    country: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time expression. `first`..`last` closed, None where open, unknown or not a point in time (durations, sets).

    `resolution`: day, week, weekend, month, quarter, season, half, year, decade, century, time, open, duration, set, reference.
    `value` is the TIMEX3 value ("2022-01-21", "2022-W03", "P3D", "XXXX-WXX-5", "PRESENT_REF"), None where it cannot be resolved.
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    resolution: str
    value: str | None


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A count, share or measure. `start`..`end` is the numeral with its bounds words, `item_start`..`item_end` what is counted.

    `unit` for measures ("percent", "kilometre", "tonne"), else None. `category` is an item category or None. `per` as in the contract.
    """

    start: int
    end: int
    text: str
    low: float | None
    high: float | None
    unit: str | None
    item: str | None = None
    category: str | None = None
    item_start: int | None = None
    item_end: int | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True)
class MoneyMention:
    """A sum of money; `start`..`end` includes the words that bound it ("more than"). `role` as far as the words beside it tell."""

    start: int
    end: int
    text: str
    low: float | None
    high: float | None
    currency: str
    role: str = "new"


@dataclass(frozen=True, slots=True)
class MaterielMention:
    """A weapon system, kind of materiel, force, or other thing that the lexicon files under an item category."""

    start: int
    end: int
    text: str
    name: str
    category: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: source, cue and content. `content` may hold several spans (a quotation broken by its cue).

    `speaker` is a link of the chain (co-speakers), `source` and `cue` None where the text leaves them out.
    `parent` is the index of the attribution that this one stands inside ("according to Sky News, witnesses said…"), else None.
    """

    speaker: tuple[str, ...]
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    cue_lemma: str = ""
    parent: int | None = None
    is_hedging: bool = False


@dataclass(frozen=True, slots=True)
class Predicate:
    """An event word and how real its writer puts it. `certainty` from -3 (certainly not) to 3 (certainly so).

    `sentence` and `token` find it in the analysis. `status` is a status of the ladder; `why` the words that decided.
    """

    start: int
    end: int
    lemma: str
    status: str
    negated: bool
    hedged: bool
    certainty: float
    sentence: int
    token: int
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that the analysis found, each kind in order of appearance."""

    clean: CleanText
    published: date | None
    sentences: tuple[Sentence, ...]
    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    quantities: tuple[QuantityMention, ...] = ()
    money: tuple[MoneyMention, ...] = ()
    materiel: tuple[MaterielMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    predicates: tuple[Predicate, ...] = ()
