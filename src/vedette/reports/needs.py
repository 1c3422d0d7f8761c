"""Whether a candidate has what its frame needs: parties, and for an attack force between them."""

from __future__ import annotations

from vedette.model.analysis import ActorMention
from vedette.model.tree import Tree
from vedette.reports import fields
from vedette.reports.arguments import roles, subjects
from vedette.reports.candidate import HARMING, WORDS, Candidate
from vedette.reports.context import Context
from vedette.reports.polls import shares


def has_needed(context: Context, candidate: Candidate) -> bool:
    frame, s, i = candidate.frame, candidate.sentence, candidate.token
    actor, recipient = candidate.actor_ids, candidate.recipient_ids
    mentions = [*candidate.actor, *candidate.recipient]
    known = [*actor, *recipient]
    if mentions and all(m.kind == "people" and not m.ids for m in mentions) and not any(name[:1].isupper() for name in known):
        return False
    if frame.type.split(".")[0] in WORDS and frame.verbal and candidate.actor and all(_is_private(m) for m in candidate.actor) and not any(_is_public(r) for r in recipient):
        return False  # what private persons feel and say of one another
    if frame.type.startswith(("sanction.", "agree.", "aid.")) and mentions and all(m.kind in ("person", "office") and not m.ids for m in mentions) and not any(len(name) == 3 and name.isupper() for name in known):
        return False  # private persons among themselves: sport and business
    if frame.id == "retreat.ceasefire" and not actor and (predicate := context.predicates.get((s, i))) is not None and predicate.status == "demanded":
        return True  # who should stop is left to the reader
    if frame.needs == "own":
        return bool(actor) and not recipient
    if frame.needs == "actor":
        return bool(actor)
    if frame.needs == "recipient":
        return bool(recipient)
    if frame.needs == "both":
        return bool(actor or candidate.bill) and bool(recipient)  # a bill acts for whom it would bind, named or not
    if frame.needs in ("two", "parties"):
        gathered = frame.needs == "parties" and any(m.kind == "organisation" for m in candidate.actor) and _is_several(context, candidate)
        return len(actor) >= 2 or (gathered and len(actor) == 1)
    if frame.needs == "source":
        return bool(candidate.source) and bool(actor)
    if frame.needs == "state":
        return any(len(name) == 3 and name.isupper() for name in known)
    if frame.needs == "attack":
        return _is_attack(context, candidate)
    if frame.needs == "fight":
        if context.trees[s].tokens[i].dep == "acl":
            return False  # "troops fighting in the east": taken as known
        return len(actor) + len(recipient) >= 2
    if frame.needs == "at-war":
        return candidate.at_war and bool(recipient)
    if frame.needs == "killed":
        return bool(recipient) and _are_killed(context, candidate)
    if frame.needs == "share":
        return bool(shares(context, s, subjects(context.trees[s], i)))
    return bool(actor) or bool(recipient)


def _is_private(mention: ActorMention) -> bool:
    return mention.kind == "person" and not any(_is_public(i) for i in mention.ids)


def _is_public(party: str) -> bool:
    """Whether an id is a state's or a body's known by its capitals."""
    return party.isupper() and len(party) >= 2


NOT_OF_ARMS = frozenset({"hunger", "labor", "labour", "rail", "teachers", "heart", "panic", "trade", "culture", "price", "bidding", "cold", "miners", "wildcat", "transport", "election", "charm", "diplomatic", "propaganda", "media", "tariff"})


WORKERS = frozenset({"workers", "union", "unions", "employees", "teachers", "miners", "drivers", "doctors", "nurses", "staff"})


def _are_killed(context: Context, candidate: Candidate) -> bool:
    """Whether a death is told as one of fighting: in the past, counted, of forces, or in an attack; "no one died" is none."""
    s, i = candidate.sentence, candidate.token
    tree = context.trees[s]
    if tree.tokens[i].tag not in ("VBD", "VBN", "VBP") or _is_nobody(tree, i):
        return False
    heads = subjects(tree, i)
    counted = any(context.quantities_by_item.get((s, h)) or context.lemma_classes(s, h) & {"force", "armed"} for h in heads)
    return counted or any(context.lemma_classes(s, o) & {"attack", "blow"} for _, o in tree.preposition_objects(i, "in", "from", "during"))


def _is_nobody(tree: Tree, i: int) -> bool:
    """"No one was hurt", "no soldiers were killed": nothing to report."""
    heads = [*subjects(tree, i), *roles(tree, i, "obj")]
    negative = {"no", "nobody", "none", "neither"}
    return any(tree.tokens[t].text.lower() in negative for h in heads for t in [h, *tree.children(h, "det", "advmod", "neg")])


ATTACKED = frozenset({"target", "place", "platform", "arms", "force", "property", "platform-heavy", "actor", "state", "person", "armed", "pronoun", "proper", "ship"})


def _is_no_weapon(context: Context, candidate: Candidate) -> bool:
    """What kills but is no force: a virus, a landslide, a crash, workers who strike. A thing without a party as the subject must be armed."""
    s, i = candidate.sentence, candidate.token
    tree = context.trees[s]
    heads = subjects(tree, i)
    if any(WORKERS & {tree.tokens[h].text.lower()} for h in heads):
        return True
    if not heads or tree.tokens[i].lemma not in HARMING | {"hit", "strike", "destroy", "damage"} or any(context.party(s, h) for h in heads):
        return False
    armed = {"arms", "platform", "platform-heavy", "attack", "blow", "force", "armed", "pronoun", "person", "proper", "weapon-like"}
    return not any(context.object_classes(s, h) & armed for h in heads)


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
        if set(context.modifiers(s, i)) & NOT_OF_ARMS or (token.lemma == "strike" and any(WORKERS & set(m.text.lower().split()) for m in candidate.actor)):
            return False
        if token.lemma == "strike" and token.dep == "pobj" and tree.tokens[token.head].text.lower() == "on" and not tree.children(i, "det", "amod", "compound", "poss"):
            return False  # "workers on strike"
        if len(candidate.actor_ids) >= 2 and token.lemma in ("fighting", "clash", "battle", "war", "hostility"):
            return True
        return bool(candidate.actor_ids and candidate.recipient_ids) or (has_place and bool(candidate.actor_ids or candidate.recipient_ids))
    if _is_nobody(tree, i) or _is_no_weapon(context, candidate):
        return False
    classes: set[str] = set()
    for o in candidate.objects:
        classes |= context.object_classes(s, o)
    subject_classes: set[str] = set()
    for h in subjects(tree, i):
        subject_classes |= context.object_classes(s, h)
    if token.dep == "acl" and token.lemma == "occupy" and token.tag == "VBN":
        return False  # "land occupied by rebels": taken as known
    if token.lemma in ("launch", "fire", "detonate", "explode"):
        return bool(classes & {"arms", "attack", "platform", "platform-heavy"} or subject_classes & {"arms", "platform", "platform-heavy"}) and bool(candidate.actor_ids or candidate.recipient_ids)
    if candidate.actor and all(m.kind == "person" for m in candidate.actor) and not any(name.isupper() for name in (*candidate.actor_ids, *candidate.recipient_ids)):
        return False  # persons on their own account: quarrels and crime
    if token.lemma == "attack" and candidate.objects and not candidate.recipient and not classes & ATTACKED and tree.tokens[candidate.objects[0]].lemma not in ("anyone", "someone", "anybody", "somebody"):
        return False  # "attacked the plan" with words
    if token.lemma == "shoot" and any(tree.tokens[c].text.lower() == "down" for c in tree.children(i, "prt", "advmod", "prep")):
        return False
    if token.lemma in ("rock", "shake", "jolt"):
        return bool(subject_classes & {"attack", "blow", "arms"}) and bool(candidate.actor_ids or candidate.recipient_ids)
    if token.lemma in ("die", "crash", "burn", "damage"):
        return bool(candidate.recipient_ids or candidate.actor_ids) and (token.lemma != "burn" or bool(classes & {"target", "place"}))
    if token.lemma in ("target", "hit", "strike", "mine", "engage", "shoot", "storm", "blast", "poison", "murder", "torture", "execute"):
        forceful = bool(classes & {"target", "place", "platform", "arms", "force", "property", "platform-heavy"}) or bool(subject_classes & {"arms", "platform", "platform-heavy", "attack"})
        threatened = (predicate := context.predicates.get((s, i))) is not None and predicate.status == "threatened" and bool(candidate.recipient)
        return (forceful or threatened) and bool(candidate.actor_ids or candidate.recipient_ids)
    return bool(candidate.actor_ids or candidate.recipient_ids)
