"""The frame reader: every trigger of every sentence, tried against its frames in order; the first that fits is the report."""

from __future__ import annotations

from vedette.lexicon.frames import Frame, load_frames
from vedette.model.analysis import Analysis
from vedette.model.report import Report
from vedette.model.tree import Tree
from vedette.reports import fields, gaps
from vedette.reports.arguments import roles
from vedette.reports.building import build
from vedette.reports.candidate import HARMING, Candidate, Memory
from vedette.reports.carrying import carry_over
from vedette.reports.claims import denials, unproven, without_scorn
from vedette.reports.conditions import (
    governed,
    has_word,
    is_asserted,
    is_moved_not_given,
    object_fits,
    strengthens_another,
    subject_fits,
    surrounded_by,
)
from vedette.reports.context import Context
from vedette.reports.earlier_sums import earlier_sums, is_told_beside
from vedette.reports.interposed import split_interposed
from vedette.reports.links import link
from vedette.reports.merge import merge_restatements
from vedette.reports.needs import has_needed
from vedette.reports.parties import canonical_ids, fill_role, meeting_sides, name_parties
from vedette.reports.programmes import name_programmes
from vedette.reports.provisions import CONTRACTS, carrier_of
from vedette.reports.reconcile import is_proposed, reconcile, settled, untold
from vedette.reports.trained import load_model


def read_reports(analysis: Analysis, *, trained: bool = True) -> tuple[Report, ...]:
    """All reports of a document in order of appearance, restatements merged; by the frames alone where not `trained`."""
    context = Context(analysis)
    speech = _speech_tokens(context)
    found: list[Report] = []
    memory = Memory()
    framed = {s: candidates(context, s, memory) for s in range(len(context.trees)) if analysis.sentences[s].kind != "headline"}
    proposals = load_model().propose(context, framed) if trained else {}
    memory = Memory()
    for s, fitting in framed.items():
        here: list[Report] = []
        proposed: list[Report] = []
        for candidate in reconcile(context, s, fitting, proposals.get(s, {}), memory):
            report = settled(build(context, candidate, speech.get(s, set()), memory.status), proposals.get(s, {}).get(candidate.token))
            if is_proposed(candidate):
                proposed.append(report)
                memory.note(candidate)
                continue
            here.append(report)
            if report.type in gaps.SPLITTING:
                here.extend(gaps.gapped(context, s, candidate.token, report, gaps.groups(context, s, candidate.token)[1:]))
            memory.note(candidate)
            if report.type.startswith("aid.") and not is_told_beside(context, candidate, report):
                memory.status = report.status
        told = split_interposed(context, s, without_scorn(earlier_sums(context, s, here, found[-6:])))
        found.extend([*told, *untold(proposed, told)])
        found.extend(denials(context, s, found))
        unproven(context, s, found)
    named = name_programmes(carry_over(found, analysis.published), context)
    return link(merge_restatements(named), context)


def _speech_tokens(context: Context) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for a in context.analysis.attributions:
        if a.cue is not None and (key := context.locate(a.cue.start, a.cue.end)) is not None:
            found.setdefault(key[0], set()).add(key[1])
    return found


def candidates(context: Context, s: int, memory: Memory) -> list[Candidate]:
    """The triggers of sentence s that fit a frame, each with its arguments; fallback frames only where nothing under them fits."""
    tree, index = context.trees[s], load_frames()
    found: list[Candidate] = []
    late: list[Candidate] = []
    for token in tree.tokens:
        if token.lemma == "be" and token.dep in ("ROOT", "ccomp", "relcl", "advcl", "conj"):
            options = index.verbs.get("be", ())
        elif token.pos == "VERB" and token.dep not in ("aux", "auxpass", "amod"):
            options = index.verbs.get(token.lemma, ())
            if any(tree.tokens[c].text.lower() in OBLIGING for c in tree.children(token.i, "aux")):
                options = (*options, *index.verbs.get("<must>", ()))
            if token.tag == "VBN" and (token.dep in ("acomp", "oprd", "attr") or tree.children(token.i, "auxpass")):
                options = (*index.predicatives.get(token.text.lower(), ()), *options)
        elif token.pos == "NOUN" or (token.pos == "PROPN" and token.lemma in index.nouns):
            if token.dep in ("compound", "nmod") and token.head != token.i:
                continue
            options = index.nouns.get(token.lemma, ())
            if token.dep in ("attr", "oprd"):
                options = (*index.predicatives.get(token.lemma, ()), *options)
        elif token.dep == "conj" and tree.tokens[tree.first_conjunct(token.i)].lemma in index.predicatives:
            continue  # "confusing and unhelpful" is one judgement
        elif tree.tokens[tree.first_conjunct(token.i)].dep in ("acomp", "oprd", "attr", "ROOT", "ccomp") and token.pos == "ADJ":
            options = index.predicatives.get(token.lemma, index.predicatives.get(token.text.lower(), ()))
        else:
            continue
        for rest, frame in options:
            if rest and not _has_rest(context, s, token.i, rest, verb=token.pos == "VERB"):
                continue
            candidate = fit(context, s, token.i, frame, memory)
            if candidate is not None:
                (late if frame.fallback else found).append(candidate)
                memory.note(candidate)
                break
    found = _drop_shadowed(context, s, found)
    for candidate in sorted(late, key=lambda c: len(tree.subtree(c.token))):
        below = set(tree.subtree(candidate.token)) - {candidate.token}
        if candidate.frame.type == "accuse.blame":
            # "accused Quito of breaking the treaty": the treaty is no report and hides no accusation.
            found = [c for c in found if c.token not in below or not (c.frame.type in NAMED_IN_BLAME and c.frame.id.endswith(".nominal"))]
        if not any(c.token in below for c in found):
            found.append(candidate)
    return sorted(found, key=lambda c: c.token)


AIMED = frozenset({"with", "at", "against", "toward", "towards", "into", "across"})


def _has_rest(context: Context, s: int, i: int, rest: str, *, verb: bool) -> bool:
    tree = context.trees[s]
    children = [tree.tokens[c] for c in tree.children(i)]
    if verb:
        words = {w for c in children if c.dep in ("prt", "prep", "dobj", "advmod", "dative", "agent", "advcl", "attr", "oprd") for w in (c.lemma, c.text.lower())}
        # "test-fired" is read as three words, "jointly produce" as two.
        words |= {tree.tokens[c].lemma for c in tree.children(i, "npadvmod", "compound") if c < i}
        return rest in words or (rest in AIMED and any(name == rest for d in tree.children(i, "dobj") for m in tree.conjuncts(d) for name, _ in tree.preposition_objects(m)))
    return any(c.dep in ("compound", "amod", "nmod") and rest in (c.lemma, c.text.lower()) for c in children)


def fit(context: Context, s: int, i: int, frame: Frame, memory: Memory) -> Candidate | None:
    """The candidate where the frame's conditions hold at token i, else None."""
    tree = context.trees[s]
    token = tree.tokens[i]
    is_noun = token.pos in ("NOUN", "PROPN")
    candidate = Candidate(frame, s, i)
    candidate.objects = roles(tree, i, "obj") if not is_noun else [o for name, o in tree.preposition_objects(i) if name in ("of", "including", "in")]
    if frame.through:
        candidate.objects = [o for at in (i, *tree.children(i, "prt")) for name, o in tree.preposition_objects(at) if name in frame.through] or roles(tree, i, frame.through[0])
    if (frame.under or frame.not_under) and not governed(context, s, i, frame):
        return None
    if not is_noun and not candidate.objects:
        candidate.objects = [c for at in (i, *tree.children(i, "advmod", "prt")) for c in tree.children(at, "npadvmod") if tree.tokens[c].pos == "NUM"]  # "shot down 9 out of 12"
    if frame.qualifier or frame.qualifier_not:
        modifiers = set(context.modifiers(s, i)) | {tree.tokens[o].lemma for _, o in tree.preposition_objects(i, "in", "of", "for")}
        if frame.qualifier and not modifiers & frame.qualifier and not ("assistance" in token.lemma and "military" in modifiers):
            return None
        if not is_noun:
            modifiers |= {w for o in candidate.objects for w in context.modifiers(s, o)}
        if frame.qualifier_not & modifiers:
            return None
    if frame.clause and (not (clauses := tree.children(i, "xcomp")) or any(tree.tokens[c].lemma in TELLING for c in clauses)):
        return None
    if frame.negative and (token.dep == "relcl" or (predicate := context.predicates.get((s, i))) is None or not predicate.negated):
        return None
    if frame.bare and any(tree.tokens[c].dep not in ("dobj",) or tree.tokens[c].pos != "PRON" for c in tree.children(i, "dobj", "xcomp", "ccomp", "prep", "nsubjpass", "advcl")):
        return None
    if frame.future and not ((predicate := context.predicates.get((s, i))) is not None and predicate.status in PENDING):
        return None
    if frame.id == "accuse.blame.call" and any(t.text.lower() == "what" for t in tree.tokens[max(0, i - 4) : i]):
        return None  # "what he called a colonial war" names in passing
    if frame.id == "accuse.blame.deed" and (predicate := context.predicates.get((s, i))) is not None and (predicate.negated or predicate.status not in ("done", "ongoing", "expected")):
        return None
    if frame.type == "threaten.warn" and token.lemma in ("warn", "caution") and any(
        tree.tokens[p].text.lower() == "against" and tree.children(p, "pcomp") for p in tree.children(i, "prep")
    ):
        return None  # "warned Lima against sending": that is the sending, demanded
    if frame.type == "support.voice" and token.pos == "VERB" and token.dep in ("advcl", "acl", "relcl", "pcomp") and token.lemma in STANDING_SUPPORT:
        return None
    if frame.object and not object_fits(context, s, i, frame, candidate.objects, is_noun=is_noun):
        return None
    if frame.subject and not is_noun and not subject_fits(context, s, i, frame):
        return None
    if frame.words and not has_word(context, s, i, frame.words, candidate.objects):
        return None
    if frame.requires_any and not surrounded_by(context, s, i, frame.requires_any):
        return None
    if frame.requires_place and not any(((s, t) in context.places or tree.tokens[t].lemma in VICINITY) and not fields.is_under_subject(tree, t, i) for t in fields.domain(tree, i)):
        return None
    if frame.type == "consult.meet" and is_noun and token.lemma in VENUES and token.dep == "pobj" and tree.tokens[token.head].lemma in VENUE_PREPOSITIONS:
        return None
    candidate.actor = fill_role(context, candidate, frame.actor, every=frame.symmetric)
    candidate.recipient = fill_role(context, candidate, frame.recipient, without=candidate.actor)
    candidate.source = fill_role(context, candidate, frame.source)
    if frame.type == "consult.meet":
        candidate.actor, candidate.recipient = meeting_sides(candidate.actor, token.lemma), meeting_sides(candidate.recipient, "")
    if frame.type == "consult.meet" and len(named := [m for m in candidate.actor if m.kind != "pronoun"]) > 1:
        candidate.actor = named  # "Silva and Ruiz held their first meeting": who they are is said
    if "topic" in frame.actor and candidate.actor and all(m.kind == "people" and not m.ids for m in candidate.actor):
        candidate.actor = []  # "forty soldiers": whose they are the document said before
    name_parties(context, candidate, memory)
    if frame.id == "mobilize.buildup.verb" and strengthens_another(context, candidate):
        return None
    if not has_needed(context, candidate) or is_moved_not_given(context, candidate):
        return None
    if frame.id == "request.demand.modal" and (set(canonical_ids(context, candidate.source)) & set(candidate.actor_ids) or any(m.kind == "person" and not m.ids for m in candidate.actor)):
        return None  # what a party must do by its own words is no demand
    if is_noun and frame.asserted and not is_asserted(context, s, i):
        return None
    return candidate


# Words for where somebody is that no gazetteer holds, gatherings that are where something else happened, and what leads to those.
VICINITY = frozenset({"country", "region", "border", "area", "ground", "territory", "soil", "there", "here", "frontier", "sector", "strait", "waters"})


VENUES = frozenset({"summit", "meeting"})


VENUE_PREPOSITIONS = frozenset({"at", "during", "before", "after", "of"})


OBLIGING = frozenset({"must"})


# "declined to comment" refuses nothing.
TELLING = frozenset({"comment", "say", "answer", "elaborate", "confirm", "disclose", "name", "identify", "specify", "speak", "give", "reveal", "detail", "go", "be", "explain", "describe"})


PENDING = frozenset({"expected", "pledged", "threatened", "hypothetical", "demanded"})


NAMED_IN_BLAME = frozenset({"agree.deal", "consult.meet", "legislate.act", "support.voice"})


# Support in a relative or purpose clause describes somebody or something and voices nothing.
STANDING_SUPPORT = frozenset({"support", "back", "admire", "defend", "stand", "appreciate"})


def _drop_shadowed(context: Context, s: int, found: list[Candidate]) -> list[Candidate]:
    """Of two triggers that say one thing ("launched a strike", "sent a shipment of shells"), keep the noun or the richer one."""
    tree = context.trees[s]
    dropped: set[int] = set()
    by_token = {c.token: c for c in found}
    for c in found:
        if _in_harm(tree, c, by_token):
            dropped.add(c.token)
            continue
        over = tree.head(tree.first_conjunct(c.token))
        verb = over if over in by_token else None
        if tree.tokens[c.token].pos == "VERB" and verb is not None:
            if verb in by_token and by_token[verb].frame.id == "agree.deal.clause" and tree.tokens[c.token].dep == "xcomp" and not tree.children(c.token, "neg") and len(by_token[verb].actor_ids) == 1 and c.frame.type.startswith(("aid.", "sanction.", "mobilize.", "retreat.")):
                dropped.add(verb)
        if over is not None and tree.tokens[over].dep == "prep" and (blaming := tree.head(over)) in by_token and by_token[blaming].frame.id.endswith(".blamed"):
            dropped.add(c.token)  # "blamed X for the attack" too
            continue
        head = _verb_over(tree, c.token)
        if tree.tokens[c.token].pos == "VERB" and c.frame.type == "aid.arms" and head is not None and tree.tokens[head].lemma in CONTRACTS:
            dropped.update(o.token for o in found if o.frame.type == "agree.deal" and o.token in (head, tree.tokens[head].head))
        if head is None or tree.tokens[c.token].pos == "VERB":
            continue
        if c.frame.type.startswith("aid.") and tree.head(tree.first_conjunct(c.token)) not in by_token:
            carrier = carrier_of(tree, c.token)
            if carrier in by_token and by_token[carrier].frame.type.startswith("aid."):
                above = by_token[carrier]
                dropped.add(carrier if len(c.actor + c.recipient) > len(above.actor + above.recipient) else c.token)
            continue
        if head not in by_token:
            continue
        above = by_token[head]
        if above.frame.type == c.frame.type and c.frame.type.startswith("aid."):
            # "approved the transfer of tanks from Oslo to Chad": the transfer names who gives.
            dropped.add(head if c.actor and set(c.actor_ids) != set(above.actor_ids) and c.frame.id == "aid.arms.nominal" else c.token)
            continue
        if above.frame.type == "retreat.withdraw" and c.frame.type == "sanction.impose":
            # "lifted its sanctions on X" is one report, with the parties that the noun names.
            above.recipient_ids = above.recipient_ids or tuple(r for r in c.recipient_ids if r not in above.actor_ids)
            dropped.add(c.token)
            continue
        if (above.frame.type, c.frame.type) in (("reject.refuse", "consult.meet"), ("retreat.withdraw", "mobilize.exercise"), ("sanction.impose", "consult.meet")):
            dropped.add(c.token)
            continue
        if tree.head(tree.first_conjunct(c.token)) != head:
            continue
        same_family = above.frame.type.split(".")[0] == c.frame.type.split(".")[0] or (above.frame.type, c.frame.type) == ("legislate.act", "agree.deal")
        if tree.tokens[tree.first_conjunct(c.token)].dep in ("dobj", "nsubjpass", "pobj", "nsubj", "oprd", "attr", "acomp") and same_family:
            dropped.add(above.token if len(c.actor_ids + c.recipient_ids) > len(above.actor_ids + above.recipient_ids) else c.token)
    for c in found:
        if c.frame.type == "poll.result":
            # What a share of those asked thinks is the poll's result and no report of its own.
            dropped |= set(tree.subtree(c.token)) - {c.token}
    return [c for c in found if c.token not in dropped]


def _in_harm(tree: Tree, c: Candidate, by_token: dict[int, Candidate]) -> bool:
    """"killed in an attack" is one event: the noun is said with the verb of harm."""
    head = tree.head(tree.first_conjunct(c.token))
    if head is None or tree.tokens[c.token].pos != "NOUN" or tree.tokens[head].text.lower() not in ("in", "during"):
        return False
    verb = tree.head(head)
    return verb in by_token and tree.tokens[verb].lemma in HARMING | {"destroy", "damage"} and c.frame.type == by_token[verb].frame.type


def _verb_over(tree: Tree, i: int) -> int | None:
    """The verb that the noun phrase around token i depends on."""
    return next((a for a in tree.ancestors(i) if tree.tokens[a].pos in ("VERB", "AUX")), None)
