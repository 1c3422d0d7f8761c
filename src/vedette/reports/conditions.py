"""Whether a frame fits a trigger: its object, subject, words and surroundings, and whether an event noun is put forward at all."""

from __future__ import annotations

from collections.abc import Sequence

from vedette.lexicon.frames import Frame
from vedette.lexicon.status import cues
from vedette.reports import fields
from vedette.reports.arguments import roles, subjects, surface_subjects
from vedette.reports.candidate import Candidate
from vedette.reports.claims import is_scorned
from vedette.reports.context import Context


def governed(context: Context, s: int, i: int, frame: Frame) -> bool:
    """Whether what the noun hangs on is right for the frame: the preposition that leads to it, and the verb or noun above."""
    tree = context.trees[s]
    at = tree.first_conjunct(i)
    over: set[str] = set()
    for head in tree.ancestors(at):
        over |= {tree.tokens[head].lemma, tree.tokens[head].text.lower()}
        if tree.tokens[head].pos != "ADP":
            break
    return (not frame.under or bool(over & frame.under)) and not over & frame.not_under


CARRYING = frozenset({"orchestrate", "plan", "suffer", "order", "plot", "organise", "organize", "coordinate", "authorise", "authorize", "expand", "prepare", "mastermind", "repel", "halt", "report"})


AVOWING = frozenset({"confirm", "admit", "acknowledge", "reveal", "disclose", "deny", "report", "announce", "detect", "order", "approve", "welcome", "condemn", "establish", "strengthen", "reinforce", "boost"})


def strengthens_another(context: Context, candidate: Candidate) -> bool:
    """Whether the forces that are strengthened are another's: that is aid."""
    owners = {i for o in candidate.objects for m in context.owners(candidate.sentence, o) for i in m.ids}
    return bool(owners and candidate.actor_ids) and not owners & set(candidate.actor_ids)


SENDING = frozenset({"send", "ship", "fly", "rush", "transfer", "airlift"})


def is_moved_not_given(context: Context, candidate: Candidate) -> bool:
    """Whether arms only go to a place and no receiver is told: "sent 40 tanks to Abéché" moves one's own."""
    s, i = candidate.sentence, candidate.token
    tree = context.trees[s]
    if not candidate.frame.id.startswith("aid.arms.") or candidate.recipient or tree.tokens[i].lemma not in SENDING or tree.tokens[i].pos != "VERB":
        return False
    goals = [o for name, o in (*tree.preposition_objects(i), *(pair for d in candidate.objects for pair in tree.preposition_objects(d))) if name in ("to", "into")]
    return any((place := context.places.get((s, o))) is not None and place.kind != "country" for o in goals)


def is_asserted(context: Context, s: int, i: int) -> bool:
    """Whether an event noun is put forward and not just presupposed: carried by a verb, placed, dated, counted, or put as not yet real."""
    tree = context.trees[s]
    first = tree.first_conjunct(i)
    if any(tree.tokens[c].text.lower() == "no" for c in tree.children(first, "det")):
        return False
    head, link = tree.head(first), tree.tokens[first].dep
    if head is not None and tree.tokens[head].pos == "VERB" and (link in ("dobj", "nsubjpass") and (tree.tokens[head].lemma in cues("support") or tree.tokens[head].lemma in CARRYING | AVOWING)):
        return True
    if head is not None and tree.tokens[head].pos == "ADP" and (verb := tree.head(head)) is not None and tree.tokens[verb].lemma in ("accuse", "blame", "charge"):
        return True  # "blamed Quito for the raid"
    if link == "nsubj" and head is not None and tree.tokens[head].lemma in ("kill", "injure", "wound", "hit", "destroy", "damage", "begin", "start", "continue", "take", "happen", "occur", "leave", "end", "resume", "erupt", "break", "flare", "rage", "intensify", "rise", "reach", "climb", "rock"):
        return True
    own = set(tree.subtree(i, stop=frozenset({"relcl", "conj", "acl"})))
    if any((s, t) in context.places and context.places[s, t].kind != "country" for t in own) or any(t in own for t, _ in context.dates_by_sentence.get(s, [])):
        return True
    if any(tree.tokens[c].dep == "nummod" for c in tree.children(i)):
        return True
    predicate = context.predicates.get((s, i))
    if is_scorned(context, s, i):
        return True
    return predicate is not None and predicate.status not in ("done", "ongoing", "hypothetical", "pledged")


def object_fits(context: Context, s: int, i: int, frame: Frame, objects: Sequence[int], *, is_noun: bool) -> bool:
    tree = context.trees[s]
    found: set[str] = set()
    for o in objects:
        # A noun for aid alone is of no kind yet: the words beside it tell military from economic.
        found |= context.object_classes(s, o) - {"military-aid", "economic-aid"}
        found |= _mapped(context, s, o)
        if tree.tokens[o].pos == "NUM":  # "shot down 9 out of 12 drones"
            for _, p in tree.preposition_objects(i, "out", "of"):
                found |= context.object_classes(s, p)
    if not is_noun and any((s, o) in context.money or tree.tokens[o].pos == "NUM" for o in objects):
        # "pledged 40 million in arms", "allocate 8 billion for weapons": the sum is of arms.
        for p in (i, *objects):
            found |= {"arms"} if any(tree.tokens[o].text.lower() in ARMS for _, o in tree.preposition_objects(p, "in", "for")) else set()
    if not is_noun and any((s, o) in context.money for o in objects):
        # "gave 40 million in budget support": the phrase that says what the money is may hang on the verb.
        for _, o in tree.preposition_objects(i, "in"):
            kinds = _mapped(context, s, o) & {"military-aid", "economic-aid"}
            found = (found - {"bare-aid"} if kinds else found) | kinds
    if is_noun:
        for c in tree.children(i, "compound", "amod", "nmod"):
            found |= context.object_classes(s, c) - {"actor", "state"}
        found |= _mapped(context, s, i)
    if not objects and not is_noun:
        return "none" in frame.object
    return bool(found & frame.object) and not found & frame.not_object


MILITARY_WORDS = frozenset(["military", "security", "defence", "defense", "lethal", "weapons", "arms", "weapon", "drawdown", "army"])


VOICING = frozenset({"promise", "pledge", "vow", "express", "voice", "offer", "reaffirm", "reiterate"})


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
    if context.lemma_classes(s, i) and tree.tokens[i].lemma in ("support", "help") and (head := tree.head(i)) is not None and tree.tokens[head].lemma in VOICING and (s, i) not in context.money:
        return found  # promised support without a sum or a kind is a word of support
    if "military-aid" not in found:
        if "economic-aid" not in found and ("military-aid" in context.lemma_classes(s, i) or (s, i) in context.money):
            found.add("bare-aid")
    return found


def subject_fits(context: Context, s: int, i: int, frame: Frame) -> bool:
    heads = subjects(context.trees[s], i)
    if not heads and frame.through:
        heads = surface_subjects(context.trees[s], i)  # "the package is made up of shells"
    if not heads:
        return "none" in frame.subject
    for h in heads:
        found = context.object_classes(s, h)
        if found & frame.subject:
            return True
        if "state" in frame.subject and any(m.kind in ("state", "group", "pronoun") for m in context.party(s, h)):
            return True
    return False


def has_word(context: Context, s: int, i: int, words: frozenset[str], objects: Sequence[int]) -> bool:
    tree = context.trees[s]
    near = set(objects) | {o for _, o in tree.preposition_objects(i)}
    for o in list(near):
        near |= {o2 for _, o2 in tree.preposition_objects(o, "of", "for", "in")} | set(tree.children(o, "compound", "amod"))
    near |= {c for o in list(near) for c in tree.children(o, "compound")}
    near |= {c for p in tree.children(i, "prep") if tree.tokens[p].text.lower() == "as" for c in tree.children(p)}  # "described the plan as absurd"
    near |= set(tree.children(i, "xcomp", "ccomp", "oprd", "attr")) | {o for c in tree.children(i, "xcomp") for o in tree.children(c, "dobj")}
    return any(tree.tokens[o].lemma in words or tree.tokens[o].text.lower() in words for o in near)


ARMS = frozenset({"arms", "weapons", "weaponry", "armaments", "ammunition", "munitions"})


def surrounded_by(context: Context, s: int, i: int, wanted: frozenset[str]) -> bool:
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
