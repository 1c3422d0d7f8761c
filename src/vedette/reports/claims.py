"""What becomes of a claim: scorned ("called the idea nonsense"), denied in the next sentence ("Lima denies it"), left without proof."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from vedette.lexicon.status import CLAIMS, scorn
from vedette.model.report import FieldSpan, Report, report_id
from vedette.reports.arguments import subjects
from vedette.reports.context import Context

REACH = 420  # characters back to the claim that is denied or unproven
DEEDS = ("assault.", "coerce.", "mobilize.", "sanction.", "govern.", "retreat.", "aid.", "observe.")
POINTING = frozenset({"this", "that", "it", "them", "both", "these"})
NO_PROOF = re.compile(
    r"\b(?:offer|show|g[ai]ve|present|provid|produc|cit|suppli|supply)\w*\s(?:no|any|little)\s(?:\w+\s){0,2}(?:evidence|proof|photograph\w*|document\w*)\b"
    r"|\bno\s(?:\w+\s){0,2}(?:evidence|proof)\s(?:\w+\s){0,2}(?:was|were|is|has\sbeen)\s(?:\w+\s)?(?:given|presented|offered|shown|provided|produced|supplied|cited)\b"
    r"|\bthere\s(?:was|is|were)\s(?:\w+\s)?no\s(?:\w+\s){0,2}(?:evidence|proof)\b"
    r"|\bwithout\s(?:\w+ing\s)?(?:any\s)?(?:evidence|proof)\b",
    re.IGNORECASE,
)


@cache
def _scorning() -> tuple[re.Pattern[str], ...]:
    """Ways to scorn a claim, each up to where the claim itself begins."""
    words, ideas, verbs = ("|".join(re.escape(w) for w in sorted(scorn(kind), key=len, reverse=True)) for kind in ("words", "ideas", "verbs"))
    thinking = "|".join(sorted(scorn("thinking")))
    return (
        re.compile(rf"\b(?:it|this)\b[^.;]{{0,30}}\b(?:{words})\b[^.;]{{0,45}}?\b(?:that|to\s(?:{thinking}))\b", re.I),
        re.compile(rf"\b(?:{verbs})\b[^.;]{{0,45}}?\b(?:{ideas})\s(?:of|that|about)\b", re.I),
        re.compile(rf"\b(?:call\w*|brand\w*|describ\w*|label\w*|denounc\w*)\s(?:as\s)?(?:the|any|all|such|this)?\s?(?:\w+\s)?(?:{ideas})\s(?:of|that|about)\b(?=[^.;]*\b(?:{words})\b)", re.I),
        re.compile(rf"\b(?:call\w*|brand\w*|describ\w*|label\w*)\s(?:as\s)?\W?(?:\w+\s){{0,2}}(?:{words})\W{{1,3}}(?:the|any)\s(?:{ideas})\s(?:of|that|about)\b", re.I),
    )


def is_scorned(context: Context, s: int, i: int) -> bool:
    """Whether the event at token i is what the sentence puts aside as nonsense: "ridiculed the idea that Lima would attack"."""
    sentence, start = context.analysis.sentences[s], context.trees[s].tokens[i].start
    text = context.analysis.clean.text[sentence.start : sentence.end]
    return any((match := pattern.search(text)) is not None and sentence.start + match.end() <= start for pattern in _scorning())


def without_scorn(reports: Sequence[Report]) -> list[Report]:
    """The reports of one sentence; where one is denied by scorn, the scornful word is no accusation of its own."""
    scorned = any(report.status == "denied" and "scorned" in report.why for report in reports)
    return [report for report in reports if not (scorned and report.type == "accuse.blame")]


def denials(context: Context, s: int, before: Sequence[Report]) -> list[Report]:
    """Reports that sentence s denies by pointing back: "Lima denies it" after "Lima shelled the port, Quito said"."""
    tree, clean = context.trees[s], context.analysis.clean
    found = []
    for token in tree.tokens:
        if token.lemma not in ("deny", "reject", "dismiss", "refute") or token.pos != "VERB":
            continue
        objects = tree.children(token.i, "dobj")
        pointing = any(tree.tokens[o].text.lower() in POINTING or (tree.tokens[o].lemma in CLAIMS and not tree.children(o, "acl", "prep", "relcl")) for o in objects)
        named = any(tree.tokens[o].lemma in CLAIMS for o in objects)
        if not pointing or (token.lemma != "deny" and not named) or tree.children(token.i, "ccomp", "xcomp"):
            continue
        parties = [m for h in subjects(tree, token.i) for m in context.party(s, h)]
        names = tuple(dict.fromkeys(m.ids[0] if m.kind in ("state", "pronoun") and m.ids else m.speaker for m in parties))
        source = clean.source_span(*tree.span(tree.subtree(token.i)))
        claim = _claim_before(before, source.start, set(names))
        if not names or claim is None:
            continue
        trigger = clean.source_span(token.start, token.end)
        found.append(replace(
            claim, id=report_id(claim.document, clean.document.sha256, claim.type, source.start, source.end, token.start), status="denied", negated=False, hedged=False,
            start=source.start, end=source.end, evidence=source.of(clean.document.text), attributed_to=(names,), said=None, rule="claims.denied",
            why=(f"{token.text}: denies what was told before",), spans=(FieldSpan("type", trigger),), supporting=(), responds_to=(),
        ))  # fmt: skip
    return found


def _claim_before(before: Sequence[Report], start: int, deniers: set[str]) -> Report | None:
    """The last deed that somebody else told, within reach."""
    for report in reversed(before):
        if start - report.end > REACH:
            return None
        told = bool(report.attributed_to) or report.hedged
        if told and report.type.startswith(DEEDS) and report.status != "denied" and not deniers & {name for link in report.attributed_to for name in link}:
            return report
    return None


def unproven(context: Context, s: int, before: list[Report]) -> None:
    """Marks as doubtful what was told last, where sentence s says that no proof was given."""
    sentence, clean = context.analysis.sentences[s], context.analysis.clean
    if NO_PROOF.search(clean.text, sentence.start, sentence.end) is None:
        return
    start = clean.source_span(sentence.start, sentence.end).start
    chain: tuple[tuple[str, ...], ...] | None = None
    for k in range(len(before) - 1, -1, -1):
        report = before[k]
        if start - report.end > REACH or (chain is not None and report.attributed_to != chain):
            return
        if report.attributed_to and report.status != "denied":
            chain = report.attributed_to
            before[k] = replace(report, hedged=True, why=(*report.why, "no proof was given"))
