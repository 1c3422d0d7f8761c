"""From a candidate to the report: reality, fields, evidence and spans, with offsets in the source."""

from __future__ import annotations

from dataclasses import replace

from vedette.lexicon.frames import Frame
from vedette.model.evidence import Span
from vedette.model.quantity import Item
from vedette.model.report import FieldSpan, Report, When, report_id
from vedette.model.tree import Tree
from vedette.reports import fields, gaps
from vedette.reports.arguments import is_passive, roles, subjects
from vedette.reports.candidate import HARMING, Candidate
from vedette.reports.context import Context
from vedette.reports.polls import pollsters, shares
from vedette.reports.provisions import LISTING, settle
from vedette.reports.status import Reality, judge

LONGEST_EVIDENCE = 300  # characters; past that the clause stands without its attribution


def build(context: Context, candidate: Candidate, speech: set[int], earlier: str | None = None) -> Report:
    """The report of a candidate: reality, fields and spans, with offsets in the source."""
    s, i, frame = candidate.sentence, candidate.token, candidate.frame
    tree, clean = context.trees[s], context.analysis.clean
    document = clean.document
    reality = _reality(context, candidate, earlier)
    heads = _heads(context, candidate)
    listed = gaps.groups(context, s, i) if frame.type in gaps.SPLITTING and candidate.objects and not is_passive(tree, i) else []
    if len(listed) > 1:
        heads = listed[0].things
        candidate.recipient_ids = (gaps.goal_parties(context, s, listed[0]) or candidate.recipient_ids) if frame.type == "aid.arms" else candidate.recipient_ids
    elif listed:
        inside = {t for h in heads for t in tree.subtree(h)}
        heads = [*heads, *(t for t in listed[0].things if t not in inside)]
    harmed = frame.type.startswith(("assault.", "coerce.")) and tree.tokens[i].lemma in HARMING
    items = fields.find_items(context, s, heads, harmed=harmed, counted_as=COUNTED_AS.get(frame.id, "person" if harmed and tree.tokens[i].lemma != "lose" else None)) if _carries_items(frame) else []
    if not items and frame.type in ("mobilize.deploy", "retreat.withdraw") and tree.tokens[i].pos == "VERB":
        items = fields.find_items(context, s, subjects(tree, i))
    if frame.type == "poll.result":
        items = shares(context, s, subjects(tree, i))
        candidate.actor_ids = pollsters(context, s)
    if frame.id == "aid.military.total":
        heads = [o for name, o in tree.preposition_objects(i) if name in ("to", "past", "above", "over")] or heads
    money = fields.find_money(context, s, i, heads) if frame.type.startswith(("aid.", "agree.deal", "mobilize.buildup", "sanction.", "coerce.")) else None
    if money is not None and frame.id == "aid.military.total":
        money = replace(money[0], role="cumulative"), money[1]
    places = [] if frame.type.startswith(("aid.", "support", "reject", "accuse", "threaten", "request", "legislate", "sanction")) else fields.find_places(context, s, i, frame.type, candidate.taken)
    if len(listed) > 1 and places:
        places = gaps.goal_places(context, s, listed[0])
    when = fields.find_when(context, s, i, speech)
    said = fields.find_said(context, s, speech)
    if when is not None and tree.tokens[i].lemma in ANNOUNCING and frame.type.startswith(("aid.", "mobilize.")):
        said, when = (when[0].start, when[1]) if when[0].start and when[0].start == when[0].end else said, None
    items = _fitting(frame, tree.tokens[i].lemma, items)
    if (tree.tokens[i].lemma in LISTING or frame.id.startswith("aid.arms.contents")) and frame.type.startswith("aid."):
        items = [(replace(item, role="part"), span) for item, span in items]
    none_of = any(item.high == 0 for item, _ in items)
    items = [(replace(item, low=None, high=None) if item.high == 0 else item, span) for item, span in items]
    start, end = _evidence(context, candidate, reality)
    source = clean.source_span(start, end)
    spans = _spans(context, candidate, reality, items, money, places, when)
    return Report(
        id=report_id(document.name, document.sha256, frame.type, source.start, source.end, tree.tokens[i].start),
        document=document.name,
        type=frame.type,
        status=reality.status,
        evidence=source.of(document.text),
        start=source.start,
        end=source.end,
        actor=candidate.actor_ids,
        recipient=candidate.recipient_ids,
        items=tuple(item for item, _ in items),
        money=money[0] if money else None,
        place=tuple(place for place, _ in places),
        when=when[0] if when else When(),
        said=said[0] if said else None,
        negated=(reality.negated and not frame.negative) or none_of,  # "has no troops there"
        hedged=reality.hedged,
        attributed_to=_attributed(candidate, reality),
        rule=frame.id,
        why=(*candidate.why, *reality.why),
        spans=spans,
    )


def _reality(context: Context, candidate: Candidate, earlier: str | None) -> Reality:
    """How real the report is: by what embeds it, by the paper it stands in, and by what kind of thing it is."""
    s, i, frame = candidate.sentence, candidate.token, candidate.frame
    tree = context.trees[s]
    reality = judge(context, s, i, context.predicates.get((s, i)), candidate.recipient_ids if frame.id == "aid.arms.order" else candidate.actor_ids, stance=frame.stance, noun_status=frame.noun_status, verbal=frame.verbal, type=frame.type)
    reality = settle(context, s, i, frame.type, reality, candidate.actor_ids, candidate.bill, earlier)
    sender = sent_to_train(tree, i) if frame.id == "aid.training.verb" else None
    if sender is not None and (sending := context.predicates.get((s, sender))) is not None:
        reality = replace(reality, status=sending.status if reality.status in ("done", "hypothetical") else reality.status, why=(*reality.why, "sent to train"))
    if frame.id.startswith("aid.arms.contents") and earlier is not None and reality.status in ("done", "ongoing"):
        reality = replace(reality, status=earlier, why=(*reality.why, "contents of what was reported before"))
    if reality.status == "done" and ((frame.id in STANDING and tree.tokens[i].tag != "VBD") or is_stationed(tree, i)):
        reality = replace(reality, status="ongoing", why=(*reality.why, "a standing presence"))
    if frame.type == "poll.result":
        reality = replace(reality, status="done", negated=False)  # what was asked was answered
    return reality


def _heads(context: Context, candidate: Candidate) -> list[int]:
    """The noun phrases that hold what is moved, given, hit or listed; the trigger itself where nothing else does."""
    i, frame = candidate.token, candidate.frame
    tree = context.trees[candidate.sentence]
    sender = sent_to_train(tree, i) if frame.id == "aid.training.verb" else None
    heads = list(candidate.objects) or [i]
    if frame.type in ("mobilize.deploy", "retreat.withdraw") and not candidate.objects:
        heads = subjects(tree, i) or [i]
    if frame.type.startswith("assault.") and tree.tokens[i].pos == "VERB" and not candidate.objects:
        heads = subjects(tree, i) if tree.tokens[i].lemma in ("die", "perish") else [c for c in tree.children(i) if tree.tokens[c].dep not in ("nsubj", "nsubjpass")]
    if sender is not None:
        heads = roles(tree, sender, "obj") or heads
    if frame.type == "mobilize.exercise" and tree.tokens[i].pos == "NOUN":
        heads = [*heads, *roles(tree, i, "with")]
    if frame.id == "mobilize.deploy.by":
        heads = [*roles(tree, i, "with"), *roles(tree, i, "by")]
    if frame.id == "sanction.impose.nominal":
        heads = [*roles(tree, i, "on"), *roles(tree, i, "against")]
    return heads


# What a bare count is of, where the lexicon does not know the noun.
COUNTED_AS = {"aid.training.verb": "troops", "aid.training.trainers": "troops", "coerce.seize.owned": "property"}


def _attributed(candidate: Candidate, reality: Reality) -> tuple[tuple[str, ...], ...]:
    """The chain of speakers; where nobody is quoted, who puts a demand or a threat by the trigger itself."""
    frame = candidate.frame
    if reality.attributed_to or not (frame.put_by_actor or frame.stance or frame.id.endswith(".blamed")):
        return reality.attributed_to
    putters = candidate.actor if frame.put_by_actor else candidate.source or (candidate.recipient if frame.type.startswith("aid.") else [])
    names = tuple(dict.fromkeys(m.ids[0] if m.kind == "state" and m.ids else m.speaker for m in putters))
    return (names,) if names else ()


def _fitting(frame: Frame, lemma: str, items: list[tuple[Item, Span]]) -> list[tuple[Item, Span]]:
    """Items as the type counts them: the killed are persons, and of an attack only what is counted, hit or hurt."""
    found = items
    if lemma in ("include", "contain", "comprise", "feature"):
        found = [(replace(item, role="part"), span) for item, span in found]
    if frame.type == "aid.training":
        found = [(replace(item, category="troops") if item.category == "person" else item, span) for item, span in found]
    if frame.type == "sanction.impose":
        listed = {"troops": "person", "unit": "organisation"}
        found = [(replace(item, category=listed.get(item.category, item.category)), span) for item, span in found]
    if lemma in HARMING:
        found = [(replace(item, category="person") if item.category == "troops" else item, span) for item, span in found]
    if frame.type == "sanction.impose":
        found = [(replace(item, category="organisation") if item.category == "unit" else item, span) for item, span in found]
    if frame.type == "assault.attack":
        found = [(item, span) for item, span in found if item.low is not None or item.high is not None or item.category in ("person", "property")]
    return found


def is_stationed(tree: Tree, i: int) -> bool:
    """Whether a presence goes on: "are based in", "have been stationed at", "the presence of"."""
    token = tree.tokens[i]
    if token.pos == "NOUN":
        return token.lemma in ("presence", "stationing", "garrison")
    auxiliaries = {tree.tokens[c].text.lower() for c in tree.children(i, "aux", "auxpass")}
    return token.lemma in ("station", "base", "garrison", "quarter") and token.tag == "VBN" and bool(auxiliaries & {"are", "is", "have", "has"})


def sent_to_train(tree: Tree, i: int) -> int | None:
    """The verb that sends those who train: "is sending 20 officers to train marines"."""
    head = tree.head(i)
    while head is not None and tree.tokens[head].pos not in ("VERB", "AUX"):
        head = tree.head(head)
    return head if head is not None and tree.tokens[i].tag == "VB" and tree.tokens[head].lemma in ("send", "dispatch", "deploy", "fly", "provide", "assign", "second") else None


STANDING = frozenset({"mobilize.deploy.have", "mobilize.deploy.be"})


ANNOUNCING = frozenset({"announce", "pledge", "promise", "commit", "unveil", "offer", "request", "propose"})


def _carries_items(frame: Frame) -> bool:
    return frame.type in ("aid.arms", "aid.training", "mobilize.deploy", "mobilize.exercise", "mobilize.buildup", "retreat.withdraw", "assault.attack",
                          "assault.advance", "coerce.seize", "sanction.impose", "poll.result", "observe.activity")  # fmt: skip


def _evidence(context: Context, candidate: Candidate, reality: Reality) -> tuple[int, int]:
    """The trigger's clause, with its attribution where that stands in the same sentence."""
    s = candidate.sentence
    tree, sentence = context.trees[s], context.analysis.sentences[s]
    start, end = tree.span(fields.evidence_tokens(tree, candidate.token))
    for span in (reality.cue, reality.source):
        if span is not None and sentence.start <= span.start and span.end <= sentence.end:
            wider = min(start, span.start), max(end, span.end)
            if wider[1] - wider[0] <= LONGEST_EVIDENCE:
                start, end = wider
    return start, end


def _spans(context, candidate, reality, items, money, places, when) -> tuple[FieldSpan, ...]:  # type: ignore[no-untyped-def]
    clean = context.analysis.clean
    token = context.trees[candidate.sentence].tokens[candidate.token]
    found: list[tuple[str, Span]] = [("type", Span(token.start, token.end))]
    found += [("actor", Span(m.start, m.end)) for m in candidate.actor]
    found += [("recipient", Span(m.start, m.end)) for m in candidate.recipient]
    found += [("items", span) for _, span in items]
    found += [("place", span) for _, span in places]
    if money:
        found.append(("money", money[1]))
    if when:
        found.append(("when", when[1]))
    if reality.source is not None:
        found.append(("attributed_to", reality.source))
    return tuple(FieldSpan(name, clean.source_span(span.start, span.end)) for name, span in found)
