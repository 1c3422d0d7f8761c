"""Who fills the roles of a candidate: by the sentence, else by the place or by what the document said before, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from vedette.lexicon.actors import media_ids
from vedette.lexicon.status import cues
from vedette.model.analysis import ActorMention
from vedette.model.tree import Tree
from vedette.reports import fields
from vedette.reports.arguments import is_passive, roles, subjects, surface_subjects
from vedette.reports.candidate import PARTY_KINDS, Candidate, Memory
from vedette.reports.context import OWNING, Context
from vedette.reports.provisions import bill_over, legislating
from vedette.reports.status import BELIEFS, attributions_over, speaking

ARRIVING = frozenset({"travel", "arrive", "fly"})


def meeting_sides(mentions: Sequence[ActorMention], lemma: str) -> list[ActorMention]:
    """Those who can meet for a party: no unnamed crowd ("reporters"), and who travels to a meeting is a person, not an army."""
    kept = [m for m in mentions if not set(m.ids) & media_ids() and m.speaker not in media_ids()]
    kept = [m for m in kept if m.ids or m.kind != "people" or m.speaker[:1].isupper()]
    if lemma in ARRIVING:
        kept = [m for m in kept if m.kind in ("person", "office", "people", "pronoun")]
    return kept


def fill_role(context: Context, candidate: Candidate, wanted: Sequence[str], without: Sequence[ActorMention] = (), *, every: bool = False) -> list[ActorMention]:
    """The first role of `wanted` that yields a party; what all of them yield where `every`."""
    s, i = candidate.sentence, candidate.token
    tree = context.trees[s]
    taken = {id(m) for m in without}
    acting = {i for m in without for i in m.ids}
    gathered: list[ActorMention] = []
    unnamed: list[ActorMention] = []  # "air defence forces" stand only where no other role names a party
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
        elif role == "owner":
            found = [m for o in candidate.objects for p in (o, *(q for _, q in tree.preposition_objects(o, "of"))) for m in _named_owners(context, s, p)]
        elif role in ("blow", "blow-target"):
            found = _of_blow(context, s, i, aimed=role == "blow-target")
        elif role == "doer":
            found = [m for h in roles(tree, i, "gov") for m in context.party(s, h)] if not _is_wished(tree, i) else []
        elif role == "passive-owner":
            found = [m for h in candidate.objects for m in context.owners(s, h)] if is_passive(tree, i) else []
        elif role == "speaker":
            found = speaking(context, s, i)
        elif role == "experiencer":
            verb = tree.head(i)
            adjective = tree.tokens[i].pos == "ADJ" or tree.tokens[i].dep in ("acomp", "oprd", "attr")
            heads = surface_subjects(tree, verb) if verb is not None and adjective else surface_subjects(tree, i) if tree.tokens[i].pos == "VERB" else []
            found = [m for h in heads for m in context.party(s, h)]
            if not found and any(tree.tokens[h].text.lower() in ("it", "they") for h in heads):
                found = speaking(context, s, i)  # "Lima said it was alarmed"
        elif role == "mod":
            found = [m for h in roles(tree, i, "mod") if (m := context.actors.get((s, h))) is not None]
        elif role == "govobj":
            lead = tree.head(tree.first_conjunct(i))
            verb = tree.head(lead) if lead is not None and tree.tokens[lead].text.lower() == "with" else None
            found = [m for o in (tree.children(verb, "dobj", "nsubjpass") if verb is not None else []) for m in context.party(s, o)]
        elif role == "within":
            inside = tree.subtree(i, stop=frozenset({"relcl", "acl"})) if tree.tokens[i].pos in ("NOUN", "PROPN") else [t for o in candidate.objects or tree.children(i, "ccomp") for t in tree.subtree(o, stop=frozenset({"relcl", "acl"}))]
            found = [m for t in inside if t != i and (m := context.actors.get((s, t))) is not None and (m.kind in ("state", "organisation", "group") or (m.kind == "people" and m.ids))]
        elif role.startswith(("topic", "place", "source", "by-whom", "ofwhom", "belligerents")):
            continue
        else:
            for h in roles(tree, i, role):
                mentions = context.party(s, h)
                if mentions:
                    candidate.taken.add(h)
                found.extend(mentions)
            if role in ("dat", "bare-dat") and not found and candidate.frame.type.startswith("aid."):
                found = _before_the_count(context, candidate)
        found = [m for m in found if m.kind in PARTY_KINDS and id(m) not in taken and (m.ids or m.speaker) and not (m.kind == "pronoun" and m.ids and set(m.ids) <= acting)]
        if found and role != wanted[-1] and not every and all(m.kind == "people" and not m.ids for m in found) and not unnamed:
            unnamed = found
            continue
        if found:
            if role not in ("subj", "obj"):
                candidate.why.append(f"{role}: {', '.join(m.text for m in found)}")
            if not every or (role == "between" and len(found) > 1):
                return list(dict.fromkeys(found))
            gathered.extend(found)
    return list(dict.fromkeys(gathered or unnamed))


def _named_owners(context: Context, s: int, i: int) -> list[ActorMention]:
    """Who owns the thing at token i, by name where it has one: the firm of "hotels owned by the Sudanese firm Kosti Holding"."""
    tree = context.trees[s]
    for c in tree.children(i, "acl", "relcl"):
        if tree.tokens[c].lemma not in OWNING:
            continue
        for _, o in tree.preposition_objects(c, "by", "to"):
            beside = [o + 1] if o + 1 < len(tree.tokens) and (s, o + 1) in context.actors else []  # "the energy group Kosti"
            named = [t for t in [*tree.children(o, "appos"), o, *beside] if tree.tokens[t].pos == "PROPN"]
            for t in named:
                mention = context.actors.get((s, t))
                if mention is not None and mention.kind != "state" and not mention.is_adjective:
                    return [mention]
                if mention is None:
                    start, end = tree.span([k for k in tree.subtree(t) if tree.tokens[k].pos == "PROPN" and k <= t])
                    text = context.analysis.clean.text[start:end]
                    return [ActorMention(start, end, text, (), "organisation", text, why="the owner by name")]
            return context.party(s, o)
    return context.owners(s, i)


def _before_the_count(context: Context, candidate: Candidate) -> list[ActorMention]:
    """The state between the verb and what is counted: "shipped Chad 40 rifles", where the parser makes one noun phrase of it."""
    tree, s = context.trees[candidate.sentence], candidate.sentence
    for o in candidate.objects:
        for c in range(candidate.token + 1, o):
            if tree.tokens[c].pos == "DET":
                continue
            mention = context.actors.get((s, c))
            if mention is None or mention.kind not in ("state", "pronoun") or mention.why.startswith("adjective"):
                break
            last = tree.token_at(mention.start, mention.end)
            following = tree.tokens[(c if last is None else max(last, c)) + 1]
            # "give Taipei F-35s", "send Tripoli warships"
            is_named_thing = following.i == o and not mention.text.isupper() and (following.pos == "PROPN" or mention.why.startswith("capital"))
            return [mention] if is_named_thing or following.pos in ("NUM", "DET", "SYM") or following.text.lower() in ("more", "some", "about", "up") else []
    return []


def _of_blow(context: Context, s: int, i: int, *, aimed: bool) -> list[ActorMention]:
    """Who strikes ("killed in a Russian raid", "in a raid by Russia") or, where `aimed`, who is struck ("in a raid on Sumy") in the attack that the clause speaks of."""
    tree = context.trees[s]
    for name, o in tree.preposition_objects(i):
        if name not in ("in", "by", "from", "during", "after", "of") or not context.lemma_classes(s, o) & {"attack", "arms", "blow"}:
            continue
        if aimed:
            found = [m for _, p in tree.preposition_objects(o, "on", "against", "of", "at") for m in context.party(s, p)]
        else:
            found = [m for c in tree.children(o, "poss", "amod", "compound", "nmod") if (m := context.actors.get((s, c))) is not None]
            found = found or [m for _, p in tree.preposition_objects(o, "by", "from") for m in context.party(s, p)]
        if found:
            return found
    return []


def canonical_ids(context: Context, mentions: Sequence[ActorMention]) -> tuple[str, ...]:
    found: list[str] = []
    for m in mentions:
        if m.kind == "person" and m.text.startswith("President ") and not _is_of_state(m) and context.is_american:
            found.append("USA")  # a president without a state, in a text that speaks of the White House
        elif m.ids:
            found.extend(m.ids)
        elif m.kind in ("person", "group", "organisation", "people") and m.speaker:
            found.append(m.speaker)
    return tuple(dict.fromkeys(found))


def name_parties(context: Context, candidate: Candidate, memory: Memory) -> None:
    """Ids of actor and recipient: by their mentions, else from the document; a bill acts for whom it would bind, and all sides of a symmetric event act."""
    candidate.actor_ids = canonical_ids(context, candidate.actor)
    candidate.recipient_ids = tuple(r for r in canonical_ids(context, candidate.recipient) if r not in candidate.actor_ids)
    fill_from_document(context, candidate, memory)
    if (bill := bill_over(context, candidate.sentence, candidate.token)) is not None and not candidate.frame.type.startswith("legislate."):
        candidate.bill = bill
        candidate.actor_ids = legislating(context, candidate, memory)
    if candidate.frame.symmetric:
        candidate.actor_ids = tuple(dict.fromkeys((*candidate.actor_ids, *candidate.recipient_ids)))
        candidate.recipient_ids = ()


def fill_from_document(context: Context, candidate: Candidate, memory: Memory) -> None:
    """Roles that the sentence leaves open, taken from the place or from what the document said before; each with its reason."""
    frame = candidate.frame
    family = frame.type.split(".")[0]
    if not candidate.recipient_ids and "place" in frame.recipient:
        countries = [p.country for t in fields.domain(context.trees[candidate.sentence], candidate.token)
                     if (p := context.places.get((candidate.sentence, t))) is not None and p.country]
        other = [c for c in dict.fromkeys(countries) if c not in candidate.actor_ids]
        if len(other) == 1:
            candidate.recipient_ids = (other[0],)
            candidate.why.append(f"recipient by the place: {other[0]}")
    if not candidate.recipient_ids and "place-party" in frame.recipient and context.trees[candidate.sentence].tokens[candidate.token].lemma in VISITING:
        places = [p.country for t in fields.domain(context.trees[candidate.sentence], candidate.token)
                  if (p := context.places.get((candidate.sentence, t))) is not None and p.country and p.country not in candidate.actor_ids]
        candidate.recipient_ids = tuple(places[:1])
    if family == "aid" and frame.stance == "demanded" and not any(m.kind == "state" or (m.ids and len(m.ids[0]) == 3) for m in candidate.recipient):
        candidate.recipient_ids = ()  # who asks on behalf of somebody else does not receive
    if (governing := _government_here(context, candidate)) is not None:
        candidate.actor_ids = (governing,)
        candidate.why.append("the government of the one state in the sentence")
    if frame.type == "request.demand" and not candidate.actor_ids and any(m.ids for m in candidate.source):
        candidate.actor_ids = _asked(context, candidate)
    if not candidate.recipient_ids and family in ("accuse", "reject", "threaten") and (found := _target_of_words(context, candidate, memory)):
        candidate.recipient_ids = found
        candidate.why.append(f"aimed at {', '.join(found)}")
    if family == "aid":
        candidate.actor_ids = tuple(dict.fromkeys("USA" if i.startswith("US ") else i for i in candidate.actor_ids))
    if family == "aid" and not candidate.recipient_ids and context.trees[candidate.sentence].tokens[candidate.token].pos == "VERB" and (asking := _asking(context, candidate)):
        candidate.recipient_ids = asking
        candidate.why.append("who asks receives")
    last = memory.last.get(family)
    if family == "aid" and last is not None and candidate.recipient and all(_is_bare_organ(m) for m in candidate.recipient) and set(candidate.actor_ids) <= set(last[0]):
        candidate.recipient_ids = last[1]
        candidate.why.append("the government spoken of as receiver before")
    candidate.at_war = last is not None and bool(candidate.actor_ids) and set(candidate.actor_ids) <= {*last[0], *last[1]}
    if family == "assault" and candidate.recipient_ids and all(m.kind == "people" and not m.ids for m in candidate.recipient) and candidate.recipient:
        # Unnamed victims stand for the side that the place or the report before names.
        candidate.recipient_ids = ()
        sides = [p.country for t in fields.domain(context.trees[candidate.sentence], candidate.token)
                 if (p := context.places.get((candidate.sentence, t))) is not None and p.country and p.country not in candidate.actor_ids]
        candidate.recipient_ids = tuple(sides[:1]) or (last[1] if last is not None and set(candidate.actor_ids) <= set(last[0]) else canonical_ids(context, candidate.recipient))
    if not candidate.actor_ids and family in ("sanction", "aid") and _is_we(context, candidate):
        candidate.actor_ids = memory.actor.get(family) or next(reversed(memory.actor.values()), ())
        candidate.why.append("we: as last spoken of")
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
        elif last is not None and set(candidate.recipient_ids) & set(last[0]):
            candidate.actor_ids = last[1]
            candidate.why.append("the other side of the report before")
        elif family in memory.actor and not set(memory.actor[family]) & set(candidate.recipient_ids):
            candidate.actor_ids = memory.actor[family]
            candidate.why.append("actor as last spoken of")
    if not candidate.recipient_ids and "topic-receiver" in frame.recipient and candidate.actor_ids and any((candidate.sentence, t) in context.money for t in fields.domain(context.trees[candidate.sentence], candidate.token)):
        candidate.recipient_ids = tuple(r for r in memory.recipient.get(family, ()) if r not in candidate.actor_ids)
    if not candidate.recipient_ids and "topic-recipient" in frame.recipient:
        known = memory.recipient.get(family, ())
        if memory.doers and len(memory.doers[-1]) == 2 and set(candidate.actor_ids) < set(memory.doers[-1]):
            known = memory.doers[-1]  # "Chad and Fiji signed a pact. Fiji is to supply shells."
        candidate.recipient_ids = tuple(r for r in known if r not in candidate.actor_ids) or main_other(context, candidate)
        if candidate.recipient_ids:
            candidate.why.append("recipient as last spoken of")
    if not candidate.recipient_ids and (family == "assault" or frame.id == "govern.change.nominal") and candidate.actor_ids and (feared := _told_by(context, candidate)):
        candidate.recipient_ids = feared
        candidate.why.append("who tells of it is who is attacked")
    if not candidate.recipient_ids and family == "assault" and candidate.actor_ids and last is not None and frame.id != "assault.attack.weapons":
        if set(candidate.actor_ids) == set(last[0]):
            candidate.recipient_ids = last[1]
        elif set(candidate.actor_ids) == set(last[1]):
            candidate.recipient_ids = last[0]


def _government_here(context: Context, candidate: Candidate) -> str | None:
    """Whose "the government" is that acts, where the sentence names one state: "Chad's opposition demands that the government bring …"."""
    if not candidate.actor or not all(m.text in ("government", "president") and (not m.ids or m.why.startswith("definite organ")) for m in candidate.actor):
        return None
    near = {i for (at, _), m in context.actors.items() if at == candidate.sentence and m not in candidate.actor for i in m.ids if len(i) == 3 and i.isupper()}
    near |= {p.country for (at, _), p in context.places.items() if at == candidate.sentence and p.country}
    return near.pop() if len(near) == 1 else None


def _told_by(context: Context, candidate: Candidate) -> tuple[str, ...]:
    """The state that tells of an attack to come by another and on nobody named: "Quito said that Lima could invade"."""
    predicate = context.predicates.get((candidate.sentence, candidate.token))
    token = context.trees[candidate.sentence].tokens[candidate.token]
    if predicate is None or predicate.status != "hypothetical" or token.lemma not in fields.TAKING_PLACES | {"coup", "overthrow"} or candidate.objects:
        return ()
    if any(a.cue_lemma in BELIEFS for a in attributions_over(context, token.start, token.end)):
        return ()
    told = [i for m in speaking(context, candidate.sentence, candidate.token) for i in m.ids if len(i) == 3 and i.isupper()]
    return tuple(i for i in dict.fromkeys(told) if i not in candidate.actor_ids)


def _is_of_state(mention: ActorMention) -> bool:
    return any(len(i) == 3 and i.isupper() for i in mention.ids)


def _is_bare_organ(mention: ActorMention) -> bool:
    """ "the government", "the army" without a name: whose it is the text before tells."""
    return mention.kind == "state" and mention.text.islower() and len(mention.text.split()) == 1


def _asking(context: Context, candidate: Candidate) -> tuple[str, ...]:
    """The state that asks for what is given: "Kyiv urged its allies to send tanks"."""
    tree = context.trees[candidate.sentence]
    for a in tree.ancestors(candidate.token):
        if tree.tokens[a].pos == "VERB" and cues("verbs").get(tree.tokens[a].lemma) == "demanded":
            states = [m for h in subjects(tree, a) for m in context.party(candidate.sentence, h)]
            return tuple(i for m in states for i in m.ids if len(i) == 3 and i.isupper() and i not in candidate.actor_ids)
    return ()


def _is_we(context: Context, candidate: Candidate) -> bool:
    tree = context.trees[candidate.sentence]
    heads = [*roles(tree, candidate.token, "subj"), *roles(tree, candidate.token, "gov")]
    return any(tree.tokens[h].text.lower() in ("we", "i") for h in heads)


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


def _asked(context: Context, candidate: Candidate) -> tuple[str, ...]:
    """Those asked that have no id, in the text's words: "all sides", "the world"."""
    tree = context.trees[candidate.sentence]
    heads = [h for role in ("obj", "on", "dat", "to") for h in roles(tree, candidate.token, role)]
    if candidate.frame.id == "request.demand.modal":
        heads = roles(tree, candidate.token, "subj")
    for h in heads:
        token = tree.tokens[h]
        if token.pos == "NOUN" and (token.tag == "NNS" or token.lemma in ("world", "community")) and (tree.children(candidate.token, "xcomp", "ccomp") or candidate.frame.id == "request.demand.modal"):
            before = [t for c in tree.children(h, "amod", "compound", "nmod", "det") if c < h and tree.tokens[c].text.lower() not in DETERMINERS for t in tree.subtree(c)]
            return (" ".join(tree.tokens[t].text for t in sorted((*before, h))),)
    return ()


DETERMINERS = frozenset({"the", "a", "an", "these", "those", "this", "that", "its", "his", "her", "their"})


def _target_of_words(context: Context, candidate: Candidate, memory: Memory) -> tuple[str, ...]:
    """Whom blame, refusal or threat is aimed at where no role names it: a party inside what it is about, else who did the thing last told."""
    s, i = candidate.sentence, candidate.token
    tree = context.trees[s]
    about = [o for _, o in tree.preposition_objects(i)] + list(candidate.objects)
    if any(r in candidate.frame.recipient for r in ("subj", "submod")):
        about += roles(tree, i, "subj")
    head = tree.head(tree.first_conjunct(i))
    if tree.tokens[i].pos == "NOUN" and head is not None and tree.tokens[head].pos == "VERB":
        about += [o for _, o in tree.preposition_objects(head)]
    about += tree.children(i, "ccomp", "xcomp", "acl")
    for h in about:
        for t in tree.subtree(h):
            mention = context.actors.get((s, t))
            if mention is not None and mention.ids and mention.kind in PARTY_KINDS and mention not in candidate.actor and not set(mention.ids) & set(candidate.actor_ids):
                return mention.ids
    if candidate.frame.type == "accuse.blame" and (candidate.frame.needs == "actor" or candidate.frame.id == "accuse.blame.feeling"):
        return next((d for d in reversed(memory.doers[-3:]) if not set(d) & set(candidate.actor_ids)), ())
    return ()


VISITING = frozenset({"visit", "trip", "tour", "travel", "arrive", "fly"})


def main_other(context: Context, candidate: Candidate) -> tuple[str, ...]:
    """The state that the document speaks of most, other than the actor, where it is spoken of often."""
    for name, count in context.weight.most_common(4):
        if len(name) == 3 and name.isupper() and name not in candidate.actor_ids and count >= 4:
            return (name,)
    return ()
