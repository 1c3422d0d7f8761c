"""`vedette inspect`: what the analysis finds in a document, before anything is made of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from vedette.cli import options
from vedette.cli.output import bounds, complain, console, field, iso, paragraph, plural, print_json, printable
from vedette.cli.read import Paths
from vedette.model.analysis import Analysis, DateMention
from vedette.model.document import Failure
from vedette.model.errors import VedetteError
from vedette.model.evidence import Span
from vedette.pipeline import analyse_document


def inspect(
    paths: Paths,
    ledger: Annotated[
        str, typer.Option("--ledger", metavar="FILE|URL", help="Taken as `read` takes it; nothing is stored.")
    ] = options.DEFAULT_LEDGER,
    published: options.Published = None,
    publisher: options.Publisher = None,
    no_ledger: Annotated[
        bool, typer.Option("--no-ledger", help="Taken as `read` takes it; nothing is stored anyhow.")
    ] = False,
    as_json: options.AsJson = False,
) -> None:
    """Show what the analysis finds: actors, places, dates, quantities, money, attributions, predicates.

    With --json one JSON object a document and line, all spans in offsets of the document's text. Nothing is stored.
    """
    from vedette.intake import read_paths

    done = 0
    for arrived in read_paths(paths, published=published, publisher=publisher):
        if isinstance(arrived, Failure):
            complain(f"{arrived.name}: {arrived.reason}", arrived.remedy)
            continue
        try:
            found = as_object(analyse_document(arrived))
        except VedetteError as error:
            complain(f"{arrived.name}: {error.message}", error.remedy)
            continue
        done += 1
        if as_json:
            print_json(found)
        else:
            _print(found)
    if not done:
        raise typer.Exit(1)


def as_object(analysis: Analysis) -> dict[str, Any]:
    """The analysis as one JSON object; offsets, and each `text`, are of the document's text.

    An actor of several ids ("the Baltic states") is one entry an id, all with the same span; co-speakers are joined by "; ",
    and a content in several parts (a quotation broken by its cue) runs from the first to the last.
    """
    document = analysis.clean.document

    def at(mention: Any) -> dict[str, Any]:
        span = analysis.clean.source_span(mention.start, mention.end)
        return {"start": span.start, "end": span.end}

    def quoted(mention: Any) -> dict[str, Any]:
        span = at(mention)
        return {**span, "text": document.text[span["start"] : span["end"]]}

    def hull(spans: tuple[Span, ...]) -> dict[str, Any] | None:
        return at(Span(min(s.start for s in spans), max(s.end for s in spans))) if spans else None

    return {
        "document": document.name,
        "published": iso(analysis.published),
        "text": document.text,
        "sentences": [at(sentence) for sentence in analysis.sentences],
        "actors": [{**quoted(m), "id": name} for m in analysis.actors for name in m.ids or (None,)],
        "places": [
            {**quoted(m), "name": m.name, "kind": m.kind, "lat": m.lat, "lon": m.lon, "geonames_id": m.geonames_id}
            for m in analysis.places
        ],
        "dates": [
            {**quoted(m), **_days(m), "resolution": m.resolution, "value": m.value} for m in analysis.dates
        ],
        "quantities": [
            {**quoted(m), "low": m.low, "high": m.high, "unit": m.unit, "item": m.item, "category": m.category}
            for m in analysis.quantities
        ],
        "money": [
            {**quoted(m), "low": m.low, "high": m.high, "currency": m.currency, "role": m.role} for m in analysis.money
        ],
        "attributions": [
            {
                "speaker": "; ".join(m.speaker) or None,
                "source": at(m.source) if m.source else None,
                "cue": at(m.cue) if m.cue else None,
                "content": hull(m.content),
            }
            for m in analysis.attributions
        ],
        "predicates": [
            {
                **at(m),
                "lemma": m.lemma,
                "status": m.status,
                "negated": m.negated,
                "hedged": m.hedged,
                "certainty": m.certainty,
            }
            for m in analysis.predicates
        ],
    }


def _days(mention: DateMention) -> dict[str, str | None]:
    """From and to, null for a duration and a set: a length and a repetition lie on no days, even one that ends today."""
    if mention.resolution in ("duration", "set"):
        return {"from": None, "to": None}
    return {"from": iso(mention.first), "to": iso(mention.last)}


def _print(found: dict[str, Any]) -> None:
    """The same for people: a line a mention, under its kind."""
    out = console()
    paragraph(
        out,
        f"{printable(found['document'])}, {found['published'] or 'undated'}, {plural(len(found['sentences']), 'sentence')}",
    )
    text = found["text"]
    shown: dict[str, Callable[[dict[str, Any]], str]] = {
        "actors": lambda m: m["id"] or "no id",
        "places": lambda m: f"{m['name']}, {m['kind']}",
        "dates": lambda m: f"{m['from'] or '?'}..{m['to'] or '?'}, {m['resolution']}",
        "quantities": lambda m: " ".join(
            filter(None, (bounds(m["low"], m["high"]), m["unit"], m["item"], m["category"]))
        ),
        "money": lambda m: f"{m['currency']} {bounds(m['low'], m['high'])}, {m['role']}",
        "predicates": lambda m: f"{m['lemma']}, {m['status']}, certainty {m['certainty']:g}",
    }
    for kind, describe in shown.items():
        for mention in found[kind]:
            words = printable(text[mention["start"] : mention["end"]])
            field(out, kind, f'"{words}": {printable(describe(mention))}')
    for said in found["attributions"]:
        content = said["content"]
        words = printable(text[content["start"] : content["end"]]) if content else ""
        field(out, "says", f'{printable(said["speaker"] or "somebody")}: "{words}"')
