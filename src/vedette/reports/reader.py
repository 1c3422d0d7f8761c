"""The frame reader: every trigger of every sentence, tried against its frames in order; the first that fits is the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from vedette.lexicon.actors import media_ids
from vedette.lexicon.frames import Frame, load_frames
from vedette.lexicon.status import cues
from vedette.model.analysis import ActorMention, Analysis
from vedette.model.evidence import Span
from vedette.model.quantity import Item
from vedette.model.report import FieldSpan, Report, When, report_id
from vedette.model.tree import Tree
from vedette.reports import fields, gaps
from vedette.reports.arguments import is_passive, roles, subjects, surface_subjects
from vedette.reports.context import Context
from vedette.reports.merge import merge_restatements
from vedette.reports.polls import pollsters, shares
from vedette.reports.status import Reality, judge, speaking

LONGEST_EVIDENCE = 300  # characters; past that the clause stands without its attribution
PARTY_KINDS = frozenset({"state", "organisation", "group", "person", "office", "pronoun", "people"})


@dataclass
class Candidate:
    """A trigger with the frame that took it and what fills its roles."""

    frame: Frame
    sentence: int
    token: int
    actor: list[ActorMention] = field(default_factory=list)
    recipient: list[ActorMention] = field(default_factory=list)
    source: list[ActorMention] = field(default_factory=list)
    actor_ids: tuple[str, ...] = ()
    recipient_ids: tuple[str, ...] = ()
    objects: list[int] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    why: list[str] = field(default_factory=list)


def read_reports(analysis: Analysis) -> tuple[Report, ...]:
    """All reports of a document in order of appearance, restatements merged."""
    context = Context(analysis)
    speech = _speech_tokens(context)
    found: list[Report] = []
    memory = Memory()
    for s in range(len(context.trees)):
        if analysis.sentences[s].kind == "headline":
            continue
        for candidate in candidates(context, s, memory):
            report = build(context, candidate, speech.get(s, set()))
            found.append(report)
            if report.type in gaps.SPLITTING:
                found.extend(gaps.gapped(context, s, candidate.token, report, gaps.groups(context, s, candidate.token)[1:]))
            memory.note(candidate)
    return merge_restatements(found)


class Memory:
    """What the document has said so far, for arguments that a sentence leaves out."""

    def __init__(self) -> None:
        self.last: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self.actor: dict[str, tuple[str, ...]] = {}
        self.recipient: dict[str, tuple[str, ...]] = {}

    def note(self, candidate: Candidate) -> None:
        family = candidate.frame.type.split(".")[0]
        if candidate.actor_ids and candidate.recipient_ids:
            self.last[family] = (candidate.actor_ids, candidate.recipient_ids)
        if candidate.actor_ids:
            self.actor[family] = candidate.actor_ids
        if candidate.recipient_ids:
            self.recipient[family] = candidate.recipient_ids


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
        elif token.pos == "NOUN" or (token.pos == "PROPN" and token.lemma in index.nouns):
            if token.dep in ("compound", "nmod") and token.head != token.i:
                continue
            options = index.nouns.get(token.lemma, ())
            if token.dep in ("attr", "oprd"):
                options = (*index.predicatives.get(token.lemma, ()), *options)
        elif token.dep in ("acomp", "oprd", "attr", "ROOT", "conj", "ccomp") and token.pos in ("ADJ", "VERB"):
            options = index.predicatives.get(token.lemma, index.predicatives.get(token.text.lower(), ()))
        else:
            continue
        for rest, frame in options:
            if rest and not _has_rest(context, s, token.i, rest, verb=token.pos == "VERB"):
                continue
            candidate = fit(context, s, token.i, frame, memory)
            if candidate is not None:
                (late if frame.fallback else found).append(candidate)
                break
    found = _drop_shadowed(context, s, found)
    for candidate in late:
        below = set(tree.subtree(candidate.token)) - {candidate.token}
        if not any(c.token in below for c in found):
            found.append(candidate)
    return sorted(found, key=lambda c: c.token)


def _has_rest(context: Context, s: int, i: int, rest: str, *, verb: bool) -> bool:
    tree = context.trees[s]
    children = [tree.tokens[c] for c in tree.children(i)]
    if verb:
        # "test-fired" is read as three words, "jointly produce" as two.
        words = {tree.tokens[c].lemma for c in tree.children(i, "npadvmod", "compound") if c < i}
        words |= {w for c in children if c.dep in ("prt", "prep", "dobj", "advmod", "dative", "agent", "advcl", "attr") for w in (c.lemma, c.text.lower())}
        return rest in words
    return any(c.dep in ("compound", "amod", "nmod") and rest in (c.lemma, c.text.lower()) for c in children)


def fit(context: Context, s: int, i: int, frame: Frame, memory: Memory) -> Candidate | None:
    """The candidate where the frame's conditions hold at token i, else None."""
    tree = context.trees[s]
    token = tree.tokens[i]
    is_noun = token.pos in ("NOUN", "PROPN")
    candidate = Candidate(frame, s, i)
    candidate.objects = roles(tree, i, "obj") if not is_noun else [o for name, o in tree.preposition_objects(i) if name in ("of", "including", "in")]
    if frame.qualifier or frame.qualifier_not:
        modifiers = set(context.modifiers(s, i)) | {tree.tokens[o].lemma for _, o in tree.preposition_objects(i, "in", "of", "for")}
        if frame.qualifier and not modifiers & frame.qualifier and not ("assistance" in token.lemma and "military" in modifiers):
            return None
        if frame.qualifier_not & modifiers:
            return None
    if frame.clause and not tree.children(i, "xcomp"):
        return None
    if frame.object and not _object_fits(context, s, i, frame, candidate.objects, is_noun=is_noun):
        return None
    if frame.subject and not is_noun and not _subject_fits(context, s, i, frame):
        return None
    if frame.words and not _has_word(context, s, i, frame.words, candidate.objects):
        return None
    if frame.requires_any and not _surrounded_by(context, s, i, frame.requires_any):
        return None
    if frame.requires_place and not any(((s, t) in context.places or tree.tokens[t].lemma in VICINITY) and not fields.is_under_subject(tree, t, i) for t in fields.domain(tree, i)):
        return None
    if frame.type == "consult.meet" and is_noun and token.lemma in VENUES and token.dep == "pobj" and tree.tokens[token.head].lemma in VENUE_PREPOSITIONS:
        return None
    candidate.actor = _fill(context, candidate, frame.actor, every=frame.symmetric)
    candidate.recipient = _fill(context, candidate, frame.recipient, without=candidate.actor)
    candidate.source = _fill(context, candidate, frame.source)
    if frame.type == "consult.meet":
        candidate.actor, candidate.recipient = _meeting_sides(candidate.actor, token.lemma), _meeting_sides(candidate.recipient, "")
    if "topic" in frame.actor and candidate.actor and all(m.kind == "people" and not m.ids for m in candidate.actor):
        candidate.actor = []  # "forty soldiers": whose they are the document said before
    candidate.actor_ids = _ids(context, candidate.actor)
    candidate.recipient_ids = tuple(r for r in _ids(context, candidate.recipient) if r not in candidate.actor_ids)
    _from_document(context, candidate, memory)
    if frame.symmetric:
        candidate.actor_ids = tuple(dict.fromkeys((*candidate.actor_ids, *candidate.recipient_ids)))
        candidate.recipient_ids = ()
    if frame.id == "mobilize.buildup.verb" and _strengthens_another(context, candidate):
        return None
    if not _has_needed(context, candidate):
        return None
    if is_noun and frame.asserted and not _is_asserted(context, s, i):
        return None
    return candidate


AVOWING = frozenset({"confirm", "admit", "acknowledge", "reveal", "disclose", "deny", "report", "announce", "detect", "order", "approve", "welcome", "condemn", "establish", "strengthen", "reinforce", "boost"})
# Words for where somebody is that no gazetteer holds, gatherings that are where something else happened, and what leads to those.
VICINITY = frozenset({"country", "region", "border", "area", "ground", "territory", "soil", "there", "here", "frontier", "strait", "waters"})
VENUES = frozenset({"summit", "meeting"})
VENUE_PREPOSITIONS = frozenset({"at", "during", "before", "after", "of"})
ARRIVING = frozenset({"travel", "arrive", "fly"})


def _meeting_sides(mentions: Sequence[ActorMention], lemma: str) -> list[ActorMention]:
    """Those who can meet for a party: no unnamed crowd ("reporters"), and who travels to a meeting is a person, not an army."""
    kept = [m for m in mentions if not set(m.ids) & media_ids() and m.speaker not in media_ids()]
    kept = [m for m in kept if m.ids or m.kind != "people" or m.speaker[:1].isupper()]
    if lemma in ARRIVING:
        kept = [m for m in kept if m.kind in ("person", "office", "people", "pronoun")]
    return kept


def _strengthens_another(context: Context, candidate: Candidate) -> bool:
    """Whether the forces that are strengthened are another's: that is aid."""
    owners = {i for o in candidate.objects for m in context.owners(candidate.sentence, o) for i in m.ids}
    return bool(owners and candidate.actor_ids) and not owners & set(candidate.actor_ids)


def _is_asserted(context: Context, s: int, i: int) -> bool:
    """Whether an event noun is put forward and not just presupposed: carried by a verb, placed, dated, counted, or put as not yet real."""
    tree = context.trees[s]
    first = tree.first_conjunct(i)
    head, link = tree.head(first), tree.tokens[first].dep
    if head is not None and tree.tokens[head].pos == "VERB" and (link in ("dobj", "nsubjpass") and (tree.tokens[head].lemma in cues("support") or tree.tokens[head].lemma in AVOWING)):
        return True
    if link == "nsubj" and head is not None and tree.tokens[head].lemma in ("kill", "injure", "wound", "hit", "destroy", "damage", "begin", "start", "continue", "take", "happen", "occur", "leave", "end", "resume"):
        return True
    own = set(tree.subtree(i, stop=frozenset({"relcl", "conj", "acl"})))
    if any((s, t) in context.places and context.places[s, t].kind != "country" for t in own) or any(t in own for t, _ in context.dates_by_sentence.get(s, [])):
        return True
    if any(tree.tokens[c].dep == "nummod" for c in tree.children(i)):
        return True
    predicate = context.predicates.get((s, i))
    return predicate is not None and predicate.status not in ("done", "ongoing", "hypothetical", "pledged")


# ---- conditions


def _object_fits(context: Context, s: int, i: int, frame: Frame, objects: Sequence[int], *, is_noun: bool) -> bool:
    tree = context.trees[s]
    found: set[str] = set()
    for o in objects:
        found |= context.object_classes(s, o)
        found |= _mapped(context, s, o)
    if is_noun:
        for c in tree.children(i, "compound", "amod", "nmod"):
            found |= context.object_classes(s, c) - {"actor", "state"}
        found |= _mapped(context, s, i)
    if not objects and not is_noun:
        return "none" in frame.object
    return bool(found & frame.object) and not found & frame.not_object


MILITARY_WORDS = frozenset(["military", "security", "defence", "defense", "lethal", "weapons", "arms", "weapon", "drawdown", "army"])
ECONOMIC_WORDS = frozenset(["economic", "humanitarian", "financial", "food", "development", "emergency", "reconstruction", "medical", "budget", "energy", "loan", "loans", "grant", "credit", "macro-financial"])


def _mapped(context: Context, s: int, i: int) -> set[str]:
    """Aid told apart by the words beside it: "security assistance" is military, "a loan" economic; trucks and jets count as given arms."""
    tree, found = context.trees[s], set[str]()
    for m in tree.conjuncts(i):
        lemma = tree.tokens[m].lemma
        classes = context.lemma_classes(s, m)
        around = set(context.modifiers(s, m)) | {w for _, o in tree.preposition_objects(m, "in", "of", "for") for w in (tree.tokens[o].lemma, *context.modifiers(s, o))}
        if (s, m) in context.money:
            around |= {w for _, o in tree.preposition_objects(m, "in", "of", "for") for w in (tree.tokens[o].lemma, *context.modifiers(s, o))}
        is_aid = "military-aid" in classes or "economic-aid" in classes or (s, m) in context.money
        if is_aid and around & MILITARY_WORDS:
            found.add("military-aid")
        elif is_aid and (around & ECONOMIC_WORDS or lemma in ("loan", "grant", "bailout", "credit", "food", "medicine")):
            found.add("economic-aid")
    if "military-aid" not in found:
        if "economic-aid" not in found and ("military-aid" in context.lemma_classes(s, i) or (s, i) in context.money):
            found.add("bare-aid")
    return found


def _subject_fits(context: Context, s: int, i: int, frame: Frame) -> bool:
    heads = subjects(context.trees[s], i)
    if not heads:
        return "none" in frame.subject
    for h in heads:
        found = context.object_classes(s, h)
        if found & frame.subject:
            return True
        if "state" in frame.subject and any(m.kind in ("state", "group", "pronoun") for m in context.party(s, h)):
            return True
    return False


def _has_word(context: Context, s: int, i: int, words: frozenset[str], objects: Sequence[int]) -> bool:
    tree = context.trees[s]
    near = set(objects) | {o for _, o in tree.preposition_objects(i)}
    for o in list(near):
        near |= {o2 for _, o2 in tree.preposition_objects(o, "of", "for", "in")} | set(tree.children(o, "compound", "amod"))
    near |= set(tree.children(i, "xcomp", "ccomp"))
    return any(tree.tokens[o].lemma in words or tree.tokens[o].text.lower() in words for o in near)


def _surrounded_by(context: Context, s: int, i: int, wanted: frozenset[str]) -> bool:
    """Whether the phrase of the event noun holds one of the classes: its own words, modifiers, and prepositional objects."""
    tree = context.trees[s]
    found: set[str] = set()
    for t in [i, *tree.children(i, "compound", "amod", "nmod", "poss")]:
        found |= context.lemma_classes(s, t)
        if (s, t) in context.actors:
            found.add("actor")
    for name, o in tree.preposition_objects(i):
        found |= context.object_classes(s, o) | {name}
    for h in roles(tree, i, "gov"):
        found |= context.lemma_classes(s, h)
        if context.party(s, h):
            found.add("actor")
    if wanted & found:
        return True
    head = tree.head(tree.first_conjunct(i))
    if head is not None and tree.tokens[head].lemma in ("sign", "ratify", "reach", "conclude", "strike") and "signed" in wanted:
        return True
    return "actor" in wanted and any((s, t) in context.actors for t in fields.domain(tree, i))


# ---- roles


def _fill(context: Context, candidate: Candidate, wanted: Sequence[str], without: Sequence[ActorMention] = (), *, every: bool = False) -> list[ActorMention]:
    """The first role of `wanted` that yields a party; what all of them yield where `every`."""
    s, i = candidate.sentence, candidate.token
    tree = context.trees[s]
    taken = {id(m) for m in without}
    gathered: list[ActorMention] = []
    for role in wanted:
        found: list[ActorMention] = []
        if role in ("objmod", "submod", "ofmod"):
            heads = candidate.objects if role == "objmod" else roles(tree, i, "subj") if role == "submod" else [o for _, o in tree.preposition_objects(i, "of")]
            for h in heads:
                found.extend(context.owners(s, h))
        elif role == "objactor":
            for o in candidate.objects:
                for _, p in tree.preposition_objects(o, "to", "for"):
                    found.extend(context.party(s, p))
            for o in roles(tree, i, "obj"):
                if (s, o) in context.actors:
                    found.append(context.actors[s, o])
        elif role == "doer":
            found = [m for h in roles(tree, i, "gov") for m in context.party(s, h)] if not _is_wished(tree, i) else []
        elif role == "passive-owner":
            found = [m for h in candidate.objects for m in context.owners(s, h)] if is_passive(tree, i) else []
        elif role == "speaker":
            found = speaking(context, s, i)
        elif role == "experiencer":
            verb = tree.head(i)
            heads = surface_subjects(tree, verb) if verb is not None and tree.tokens[i].pos == "ADJ" else []
            found = [m for h in heads for m in context.party(s, h)]
        elif role == "mod":
            found = [m for h in roles(tree, i, "mod") if (m := context.actors.get((s, h))) is not None]
        elif role.startswith(("topic", "place", "source", "by-whom", "ofwhom", "belligerents")):
            continue
        else:
            for h in roles(tree, i, role):
                mentions = context.party(s, h)
                if mentions:
                    candidate.taken.add(h)
                found.extend(mentions)
        found = [m for m in found if m.kind in PARTY_KINDS and id(m) not in taken and (m.ids or m.speaker)]
        if found:
            if role not in ("subj", "obj"):
                candidate.why.append(f"{role}: {', '.join(m.text for m in found)}")
            if not every or (role == "between" and len(found) > 1):
                return list(dict.fromkeys(found))
            gathered.extend(found)
    return list(dict.fromkeys(gathered))


def _ids(context: Context, mentions: Sequence[ActorMention]) -> tuple[str, ...]:
    found: list[str] = []
    for m in mentions:
        if m.ids:
            found.extend(m.ids)
        elif m.kind in ("person", "group", "organisation", "people") and m.speaker:
            found.append(m.speaker)
    return tuple(dict.fromkeys(found))


def _from_document(context: Context, candidate: Candidate, memory: Memory) -> None:
    """Roles that the sentence leaves open, taken from the place or from what the document said before; each with its reason."""
    frame = candidate.frame
    family = frame.type.split(".")[0]
    if not candidate.recipient_ids and "place" in frame.recipient:
        countries = [p.country for t in fields.domain(context.trees[candidate.sentence], candidate.token)
                     if (p := context.places.get((candidate.sentence, t))) is not None and p.country]
        other = [c for c in dict.fromkeys(countries) if c not in candidate.actor_ids]
        if other and len(set(countries)) == 1:
            candidate.recipient_ids = (other[0],)
            candidate.why.append(f"recipient by the place: {other[0]}")
    if not candidate.recipient_ids and "place-party" in frame.recipient and context.trees[candidate.sentence].tokens[candidate.token].lemma in VISITING:
        places = [p.country for t in fields.domain(context.trees[candidate.sentence], candidate.token)
                  if (p := context.places.get((candidate.sentence, t))) is not None and p.country and p.country not in candidate.actor_ids]
        candidate.recipient_ids = tuple(places[:1])
    last = memory.last.get(family)
    if family == "assault" and candidate.recipient_ids and all(m.kind == "people" and not m.ids for m in candidate.recipient) and candidate.recipient:
        # Unnamed victims stand for the side that the place or the report before names.
        candidate.recipient_ids = ()
        sides = [p.country for t in fields.domain(context.trees[candidate.sentence], candidate.token)
                 if (p := context.places.get((candidate.sentence, t))) is not None and p.country and p.country not in candidate.actor_ids]
        candidate.recipient_ids = tuple(sides[:1]) or (last[1] if last is not None and set(candidate.actor_ids) <= set(last[0]) else _ids(context, candidate.recipient))
    if frame.id == "consult.meet.nominal" and len({*candidate.actor_ids, *candidate.recipient_ids}) < 2 and _goes_on(context, candidate):
        candidate.actor_ids = memory.actor.get("consult", candidate.actor_ids)
    if not candidate.actor_ids and "belligerents" in frame.actor and (fighting := memory.last.get("assault")) is not None:
        candidate.actor_ids = tuple(dict.fromkeys((*fighting[0], *fighting[1])))
        candidate.why.append("parties as those who fight")
    if family in SIBLINGS and family not in memory.actor and SIBLINGS[family] in memory.actor:
        memory.actor[family] = memory.actor[SIBLINGS[family]]
    if not candidate.actor_ids and any(r.startswith("topic") for r in frame.actor) and _is_about_forces(context, candidate):
        if last is not None and (not candidate.recipient_ids or set(candidate.recipient_ids) & set(last[1])):
            candidate.actor_ids = last[0]
            candidate.why.append("actor as in the report before")
        elif family in memory.actor and not set(memory.actor[family]) & set(candidate.recipient_ids):
            candidate.actor_ids = memory.actor[family]
            candidate.why.append("actor as last spoken of")
    if not candidate.recipient_ids and "topic-recipient" in frame.recipient:
        known = memory.recipient.get(family, ())
        candidate.recipient_ids = tuple(r for r in known if r not in candidate.actor_ids) or _main_other(context, candidate)
        if candidate.recipient_ids:
            candidate.why.append("recipient as last spoken of")
    if not candidate.recipient_ids and family == "assault" and candidate.actor_ids and last is not None:
        if set(candidate.actor_ids) == set(last[0]):
            candidate.recipient_ids = last[1]
        elif set(candidate.actor_ids) == set(last[1]):
            candidate.recipient_ids = last[0]


def _is_wished(tree: Tree, i: int) -> bool:
    """Whether the verb over the noun asks for it: who calls for a truce is not who makes it."""
    for head in tree.ancestors(i):
        if tree.tokens[head].pos in ("VERB", "AUX"):
            return tree.tokens[head].lemma in ASKING
    return False


def _is_about_forces(context: Context, candidate: Candidate) -> bool:
    """Whether the verb moves forces or materiel: only of those does the document still say whose they are; people flee on their own."""
    tree, s, i = context.trees[candidate.sentence], candidate.sentence, candidate.token
    if candidate.frame.type.split(".")[0] not in SIBLINGS or tree.tokens[i].pos != "VERB":
        return True
    classes = {c for h in (*subjects(tree, i), *candidate.objects) for c in context.object_classes(s, h)}
    return bool(classes & {"force", "armed", "platform", "platform-heavy", "arms", "sanction"})


ASKING = frozenset({"call", "demand", "urge", "seek", "want", "propose", "need", "request", "support", "back", "broker", "mediate", "push", "appeal", "press", "ask", "discuss", "negotiate", "welcome", "hail", "reject", "oppose", "include", "secure"})
# Families that are about the same forces: who deploys is who withdraws.
SIBLINGS = {"mobilize": "retreat", "retreat": "mobilize"}


def _goes_on(context: Context, candidate: Candidate) -> bool:
    """Whether the meeting is the subject of a verb that says how it goes: "the talks resumed"."""
    tree = context.trees[candidate.sentence]
    head = tree.head(candidate.token)
    return head is not None and tree.tokens[candidate.token].dep in ("nsubj", "nsubjpass") and tree.tokens[head].lemma in COURSE


COURSE = frozenset({"go", "continue", "resume", "begin", "start", "end", "collapse", "conclude", "proceed", "open", "stall", "fail", "cancel", "postpone", "suspend"})
VISITING = frozenset({"visit", "trip", "tour", "travel", "arrive", "fly"})


def _main_other(context: Context, candidate: Candidate) -> tuple[str, ...]:
    """The state that the document speaks of most, other than the actor, where it is spoken of often."""
    for name, count in context.weight.most_common(4):
        if len(name) == 3 and name.isupper() and name not in candidate.actor_ids and count >= 4:
            return (name,)
    return ()


def _has_needed(context: Context, candidate: Candidate) -> bool:
    frame, s, i = candidate.frame, candidate.sentence, candidate.token
    actor, recipient = candidate.actor_ids, candidate.recipient_ids
    mentions = [*candidate.actor, *candidate.recipient]
    known = [*actor, *recipient]
    if mentions and all(m.kind == "people" and not m.ids for m in mentions) and not any(name[:1].isupper() for name in known):
        return False
    if frame.needs == "actor":
        return bool(actor)
    if frame.needs == "recipient":
        return bool(recipient)
    if frame.needs == "both":
        return bool(actor) and bool(recipient)
    if frame.needs in ("two", "parties"):
        gathered = frame.needs == "parties" and any(m.kind == "organisation" for m in candidate.actor) and _is_several(context, candidate)
        return len(actor) >= 2 or (gathered and len(actor) == 1)
    if frame.needs == "source":
        return bool(candidate.source) and bool(actor)
    if frame.needs == "state":
        return any(len(name) == 3 and name.isupper() for name in known)
    if frame.needs == "attack":
        return _is_attack(context, candidate)
    if frame.needs == "share":
        return bool(shares(context, s, subjects(context.trees[s], i)))
    return bool(actor) or bool(recipient)


def _is_several(context: Context, candidate: Candidate) -> bool:
    """Whether the subject is the members of one body: "NATO ministers gathered"."""
    tree = context.trees[candidate.sentence]
    heads = roles(tree, candidate.token, "subj") + roles(tree, candidate.token, "gov") + roles(tree, candidate.token, "of")
    return any(tree.tokens[h].lemma in ("minister", "leader", "ambassador", "envoy", "chief", "president") and tree.tokens[h].tag in ("NNS", "NNPS") for h in heads)


def _is_attack(context: Context, candidate: Candidate) -> bool:
    """Force used between parties: a party on one side and a target, a place or victims on the other."""
    s, i = candidate.sentence, candidate.token
    tree = context.trees[s]
    token = tree.tokens[i]
    if token.pos in ("NOUN", "PROPN"):
        if token.lemma in ("operation", "campaign", "conflict", "violence") and not set(context.modifiers(s, i)) & {"military", "bombing", "armed", "combat", "air", "ground", "offensive", "special"}:
            return False
        has_place = any((s, t) in context.places for t in fields.domain(tree, i))
        return bool(candidate.actor_ids and candidate.recipient_ids) or (has_place and bool(candidate.actor_ids or candidate.recipient_ids))
    classes: set[str] = set()
    for o in candidate.objects:
        classes |= context.object_classes(s, o)
    subject_classes: set[str] = set()
    for h in subjects(tree, i):
        subject_classes |= context.object_classes(s, h)
    if token.lemma in ("launch", "fire", "detonate", "explode"):
        return bool(classes & {"arms", "attack", "platform", "platform-heavy"} or subject_classes & {"arms", "platform", "platform-heavy"}) and bool(candidate.actor_ids or candidate.recipient_ids)
    if token.lemma in ("die", "crash", "burn", "damage"):
        return bool(candidate.recipient_ids or candidate.actor_ids) and (token.lemma != "burn" or bool(classes & {"target", "place"}))
    if token.lemma in ("target", "hit", "strike", "mine", "engage", "shoot", "storm", "blast", "poison", "murder", "torture", "execute"):
        forceful = bool(classes & {"target", "place", "platform", "arms", "force", "property", "platform-heavy"}) or bool(subject_classes & {"arms", "platform", "platform-heavy", "attack"})
        return forceful and bool(candidate.actor_ids or candidate.recipient_ids)
    return bool(candidate.actor_ids or candidate.recipient_ids)


def _drop_shadowed(context: Context, s: int, found: list[Candidate]) -> list[Candidate]:
    """Of two triggers that say one thing ("launched a strike", "sent a shipment of shells"), keep the noun or the richer one."""
    tree = context.trees[s]
    dropped: set[int] = set()
    by_token = {c.token: c for c in found}
    for c in found:
        head = tree.head(tree.first_conjunct(c.token))
        if head is None or head not in by_token or tree.tokens[c.token].pos == "VERB":
            continue
        above = by_token[head]
        if above.frame.type == "retreat.withdraw" and c.frame.type == "sanction.impose":
            # "lifted its sanctions on X" is one report, with the parties that the noun names.
            above.recipient_ids = above.recipient_ids or tuple(r for r in c.recipient_ids if r not in above.actor_ids)
            dropped.add(c.token)
            continue
        if above.frame.type == "reject.refuse" and c.frame.type == "consult.meet":
            dropped.add(c.token)
            continue
        same_family = above.frame.type.split(".")[0] == c.frame.type.split(".")[0]
        if tree.tokens[tree.first_conjunct(c.token)].dep in ("dobj", "nsubjpass", "pobj", "nsubj") and same_family:
            dropped.add(above.token if len(c.actor_ids + c.recipient_ids) > len(above.actor_ids + above.recipient_ids) else c.token)
    for c in found:
        if c.frame.type == "poll.result":
            # What a share of those asked thinks is the poll's result and no report of its own.
            dropped |= set(tree.subtree(c.token)) - {c.token}
    return [c for c in found if c.token not in dropped]


# ---- from candidate to report


def build(context: Context, candidate: Candidate, speech: set[int]) -> Report:
    """The report of a candidate: reality, fields and spans, with offsets in the source."""
    s, i, frame = candidate.sentence, candidate.token, candidate.frame
    tree, clean = context.trees[s], context.analysis.clean
    document = clean.document
    reality = judge(context, s, i, context.predicates.get((s, i)), candidate.actor_ids, stance=frame.stance, noun_status=frame.noun_status, verbal=frame.verbal, type=frame.type)
    if frame.id in STANDING and reality.status == "done" and tree.tokens[i].tag != "VBD":
        reality = replace(reality, status="ongoing", why=(*reality.why, "a standing presence"))
    heads = list(candidate.objects) or [i]
    if frame.type in ("mobilize.deploy", "retreat.withdraw") and not candidate.objects:
        heads = subjects(tree, i) or [i]
    if frame.id == "sanction.impose.nominal":
        heads = [*roles(tree, i, "on"), *roles(tree, i, "against")]
    listed = gaps.groups(context, s, i) if frame.type in gaps.SPLITTING and candidate.objects and not is_passive(tree, i) else []
    if len(listed) > 1:
        heads = listed[0].things
        candidate.recipient_ids = (gaps.goal_parties(context, s, listed[0]) or candidate.recipient_ids) if frame.type == "aid.arms" else candidate.recipient_ids
    elif listed:
        inside = {t for h in heads for t in tree.subtree(h)}
        heads = [*heads, *(t for t in listed[0].things if t not in inside)]
    items = fields.find_items(context, s, heads) if _carries_items(frame) else []
    if frame.type == "poll.result":
        items = shares(context, s, subjects(tree, i))
        candidate.actor_ids = pollsters(context, s)
    money = fields.find_money(context, s, i, heads) if frame.type.startswith(("aid.", "agree.deal", "mobilize.buildup")) else None
    places = [] if frame.type.startswith(("aid.", "support", "reject", "accuse", "threaten", "request", "legislate", "sanction")) else fields.find_places(context, s, i, frame.type, candidate.taken)
    if len(listed) > 1 and places:
        places = gaps.goal_places(context, s, listed[0])
    when = fields.find_when(context, s, i, speech)
    said = fields.find_said(context, s, speech)
    if when is not None and tree.tokens[i].lemma in ANNOUNCING and frame.type.startswith(("aid.", "mobilize.")):
        said, when = (when[0].start, when[1]) if when[0].start and when[0].start == when[0].end else said, None
    items = _fitting(frame, tree.tokens[i].lemma, items)
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
        negated=reality.negated or none_of,  # "has no troops there"
        hedged=reality.hedged,
        attributed_to=_attributed(candidate, reality),
        rule=frame.id,
        why=(*candidate.why, *reality.why),
        spans=spans,
    )


def _attributed(candidate: Candidate, reality: Reality) -> tuple[tuple[str, ...], ...]:
    """The chain of speakers; where nobody is quoted, who puts a demand or a threat by the trigger itself."""
    frame = candidate.frame
    if reality.attributed_to or not (frame.put_by_actor or frame.stance):
        return reality.attributed_to
    putters = candidate.actor if frame.put_by_actor else candidate.source or (candidate.recipient if frame.type.startswith("aid.") else [])
    names = tuple(dict.fromkeys(m.ids[0] if m.kind == "state" and m.ids else m.speaker for m in putters))
    return (names,) if names else ()


def _fitting(frame: Frame, lemma: str, items: list[tuple[Item, Span]]) -> list[tuple[Item, Span]]:
    """Items as the type counts them: the killed are persons, and of an attack only what is counted, hit or hurt."""
    found = items
    if lemma in HARMING:
        found = [(replace(item, category="person") if item.category == "troops" else item, span) for item, span in found]
    if frame.type == "assault.attack":
        found = [(item, span) for item, span in found if item.low is not None or item.high is not None or item.category in ("person", "property")]
    return found


STANDING = frozenset({"mobilize.deploy.have", "mobilize.deploy.be"})
HARMING = frozenset({"kill", "wound", "injure", "die", "execute", "murder", "massacre", "arrest", "detain", "capture", "kidnap", "abduct", "jail"})
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
