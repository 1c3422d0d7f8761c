"""The analysis of one clean text, step by step; each step is a pure function of what came before."""

from __future__ import annotations

from vedette.analysis.actors import find_actors
from vedette.analysis.attribution import find_attributions
from vedette.analysis.dates import find_dates
from vedette.analysis.factuality import find_predicates
from vedette.analysis.materiel import find_materiel
from vedette.analysis.money import find_money
from vedette.analysis.parse import DEFAULT_MODEL, parse
from vedette.analysis.payers import follow_payers
from vedette.analysis.persons import find_persons
from vedette.analysis.places import find_places
from vedette.analysis.quantities import find_quantities
from vedette.lexicon.frames import event_nouns
from vedette.model.analysis import Analysis
from vedette.model.document import CleanText


def analyse(clean: CleanText, *, model: str = DEFAULT_MODEL) -> Analysis:
    """Everything that can be found in a text before any report is read out of it."""
    published = clean.document.published
    sentences = parse(clean, model=model)
    persons = find_persons(clean, sentences, published)
    actors = find_actors(clean, sentences, published, persons=persons)
    dates = find_dates(clean.text, published)
    money = follow_payers(find_money(clean.text), sentences, actors)
    materiel = find_materiel(sentences)
    return Analysis(
        clean=clean,
        published=published,
        sentences=sentences,
        actors=actors,
        places=find_places(clean, sentences, published),
        dates=dates,
        quantities=find_quantities(sentences, money, dates, materiel),
        money=money,
        materiel=materiel,
        attributions=find_attributions(clean, sentences, actors),
        predicates=find_predicates(sentences, event_nouns()),
    )
