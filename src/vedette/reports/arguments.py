"""Who stands in which role of an event word: subjects through control and passives, objects, prepositions, possessors.

"Kyiv was urged to let the convoy pass": the subject of `let` is Kyiv, by control; the object of `urge` is Kyiv, by the passive.
"""

from __future__ import annotations

from vedette.model.tree import Tree

# Verbs whose object, not subject, is the understood subject of their infinitive.
OBJECT_CONTROL = frozenset(
    ["urge", "ask", "allow", "order", "authorize", "authorise", "help", "force", "want", "permit", "tell", "persuade", "encourage", "press", "push", "call", "require", "enable", "invite", "instruct", "direct", "expect", "accuse", "stop", "prevent", "let", "make", "see", "cause", "compel", "lead", "request", "warn", "beg", "advise", "keep", "deter"]
)
# "provide X with Y": what is given stands after "with", the object is who gets it.
WITH_VERBS = frozenset({"provide", "supply", "equip", "arm", "furnish", "present"})
# "has no intention of invading": who has it would invade.
HELD_PLANS = frozenset({"intention", "plan", "aim", "idea", "goal", "hope", "process", "intent", "way", "policy", "strategy", "practice", "habit", "course", "verge", "brink", "purpose"})
# "Oslo condemned the raid", "the town survived the siege": the subject of these did not do it; "blamed X for" names who did.
ONLOOKING = frozenset({"condemn", "denounce", "criticise", "criticize", "welcome", "regret", "deplore", "mourn", "investigate", "describe", "mention", "fear", "survive", "suffer", "witness", "oppose", "repel", "decry", "slam", "praise", "fend", "protest", "lament", "endure", "weather", "probe"})
WEEKDAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
RELATIVES = frozenset({"who", "which", "that", "whom", "what"})


def subjects(tree: Tree, i: int, *, depth: int = 0) -> list[int]:
    """Heads of the noun phrases that do what the verb at token i says, coordinated ones each."""
    token = tree.tokens[i]
    passive = is_passive(tree, i)
    if passive:
        return [c for a in tree.children(i, "agent") for o in tree.children(a, "pobj") for c in tree.conjuncts(o)]
    own = tree.children(i, "nsubj", "csubj")
    if not own and tree.children(i, "expl"):
        own = tree.children(i, "attr")  # "there are troops in the town"
    if own:
        first = own[-1] if tree.tokens[own[0]].text.lower() in RELATIVES and len(own) > 1 else own[0]
        if tree.tokens[first].text.lower() in RELATIVES and token.dep == "relcl" and (head := tree.head(i)) is not None:
            return [head, *tree.conjuncts(head)[1:]]
        return tree.conjuncts(first)
    head = tree.head(i)
    if head is None and i and tree.tokens[i - 1].dep == "pobj" and any(tree.tokens[c].text in WEEKDAYS for c in tree.children(i - 1, "compound")):
        return [i - 1]  # "On Sunday Chad unveiled": the parser makes one name of the two
    if head is None or depth > 5:
        return []
    governor = tree.tokens[head]
    if token.dep == "conj":
        if governor.pos in ("VERB", "AUX"):
            return patients(tree, head) if is_passive(tree, head) and not passive and token.tag == "VBN" else surface_subjects(tree, head, depth=depth + 1)
        return []
    if token.dep in ("xcomp", "ccomp", "advcl", "pcomp", "dep"):
        if token.dep == "pcomp":
            at: int | None = head
            while at is not None and (tree.tokens[at].pos not in ("VERB", "AUX", "NOUN") or tree.tokens[at].lemma == "addition"):
                at = tree.head(at)  # "in addition to sending rifles, it is training"
            if at is None:
                return []
            if tree.tokens[at].pos == "NOUN":
                return noun_subjects(tree, at, depth=depth + 1) if tree.tokens[at].lemma in HELD_PLANS else possessors(tree, at)
            head, governor = at, tree.tokens[at]
        if governor.lemma in OBJECT_CONTROL and (token.dep != "advcl" or governor.lemma == "call"):
            objects = tree.children(head, "dobj", "dative")
            if objects:
                return tree.conjuncts(objects[0])
            on = [o for name, o in tree.preposition_objects(head) if name in ("on", "for", "to", "of", "from")]
            if on and (token.dep in ("xcomp", "pcomp") or governor.lemma == "call"):
                return on
            if is_passive(tree, head):
                return patients(tree, head)
        if governor.pos in ("VERB", "AUX"):
            return surface_subjects(tree, head, depth=depth + 1)
        if governor.pos == "ADJ":
            up = tree.head(head)
            return surface_subjects(tree, up, depth=depth + 1) if up is not None else []
        return []
    if token.dep == "acl":
        if token.tag == "VBG":
            return tree.conjuncts(head)
        if token.tag in ("VB", "VBP"):
            return noun_subjects(tree, head, depth=depth + 1)
    if token.dep == "relcl":
        return []
    if token.dep in ("prep", "pobj") and governor.pos in ("VERB", "AUX"):
        return surface_subjects(tree, head, depth=depth + 1)
    return []


def surface_subjects(tree: Tree, i: int, *, depth: int = 0) -> list[int]:
    """What the clause of token i is about: its subject, of a passive the patient."""
    if passive := tree.children(i, "nsubjpass"):
        first = passive[0]
        if tree.tokens[first].text.lower() in RELATIVES and (head := tree.head(i)) is not None and tree.tokens[i].dep == "relcl":
            return [head]
        return tree.conjuncts(first)
    return subjects(tree, i, depth=depth + 1)


def patients(tree: Tree, i: int) -> list[int]:
    """Heads of the noun phrases that the verb at token i is done to: object, passive subject, or the noun it modifies."""
    token, head = tree.tokens[i], tree.head(i)
    if is_passive(tree, i):
        own = tree.children(i, "nsubjpass") or (tree.children(i, "nsubj") if token.dep in ("ccomp", "xcomp") else [])
        if own:
            if tree.tokens[own[0]].text.lower() in RELATIVES and token.dep == "relcl" and head is not None:
                return [head]
            return tree.conjuncts(own[0])
        if token.dep == "acl" and head is not None:
            return tree.conjuncts(head)
        if token.dep == "conj" and head is not None and tree.tokens[head].pos in ("VERB", "AUX"):
            return patients(tree, head) if is_passive(tree, head) else []
        if token.dep in ("xcomp", "ccomp") and head is not None:
            return tree.conjuncts(d) if (d := tree.first(head, "dobj", "nsubj")) is not None else []
        if token.dep == "advcl" and head is not None:
            return surface_subjects(tree, head)
        return []
    if token.lemma in WITH_VERBS and (things := [o for name, o in tree.preposition_objects(i) if name == "with"]):
        return things
    own = tree.children(i, "dobj", "attr", "oprd")
    objects = [c for o in own[:1] for c in tree.conjuncts(o)]
    if objects and tree.tokens[objects[0]].text.lower() in RELATIVES and token.dep == "relcl" and head is not None:
        return [head]
    if not objects and token.dep == "relcl" and head is not None and tree.children(i, "nsubj"):
        subject = tree.children(i, "nsubj")[0]
        if tree.tokens[subject].text.lower() not in RELATIVES and not tree.children(i, "ccomp"):
            return [head]
    if not objects and token.dep in ("acl",) and token.tag == "VB" and head is not None:
        return [head]
    if not objects and (clause := tree.first(i, "ccomp")) is not None and tree.tokens[clause].pos in ("NOUN", "PROPN"):
        named = tree.first(clause, "nsubj")
        return [clause] if named is None or tree.children(clause, "cop", "aux") else [named]  # "seized two tankers owned by the firm Kosti"
    if not objects and token.dep != "conj" and not tree.children(i, "prep", "ccomp", "xcomp", "prt"):
        # A later conjunct may hold the shared object: "trained and equipped the brigade".
        for c in tree.children(i, "conj"):
            if tree.tokens[c].pos == "VERB" and not tree.children(c, "nsubj") and (shared := tree.children(c, "dobj")):
                return [k for o in shared[:1] for k in tree.conjuncts(o)]
    return objects


def is_passive(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    if tree.children(i, "auxpass", "nsubjpass"):
        return True
    if token.tag == "VBN" and token.dep in ("ccomp", "xcomp") and tree.children(i, "nsubj") and not tree.children(i, "aux", "dobj", "mark"):
        return True  # "want the embargo lifted"
    if token.tag != "VBN" or tree.children(i, "aux", "dobj", "nsubj"):
        return False
    if token.dep in ("acl", "advcl") or tree.children(i, "agent"):
        return True
    head = tree.head(i)
    return token.dep == "conj" and head is not None and is_passive(tree, head)


def possessors(tree: Tree, i: int) -> list[int]:
    """Who the noun at token i belongs to by "'s" or "by"."""
    found = [c for p in tree.children(i, "poss") for c in tree.conjuncts(p)]
    if not found:
        found = [o for name, o in tree.preposition_objects(i) if name == "by"]
    return found


ACCUSING = frozenset({"accuse", "blame", "charge", "suspect", "condemn", "criticize", "criticise", "denounce"})


def governing_subjects(tree: Tree, i: int) -> list[int]:
    """Subject of the verb whose object (or "in/of" complement) the noun at token i is."""
    at, hops = tree.first_conjunct(i), 0
    while (head := tree.head(at)) is not None and hops < 4:
        hops += 1
        link = tree.tokens[at].dep
        governor = tree.tokens[head]
        if governor.pos in ("VERB", "AUX"):
            if link == "prep" and governor.lemma in ACCUSING and tree.tokens[at].text.lower() in ("of", "for", "with", "over"):
                return patients(tree, head)  # "blamed Quito for the raid": the blamed did it
            if governor.lemma in ONLOOKING:
                return []
            if link in ("dobj", "prep", "attr", "oprd", "xcomp"):
                return subjects(tree, head) or []
            if link == "nsubjpass":
                return subjects(tree, head)
            return []
        at = head
    return []


def noun_subjects(tree: Tree, i: int, *, depth: int = 0) -> list[int]:
    """Who acts in the clause under a noun such as plan, decision, bid: its possessor, its demonym, the governing subject."""
    found = possessors(tree, i)
    if not found:
        found = [c for c in tree.children(i, "amod", "compound", "nmod") if tree.tokens[c].pos in ("PROPN", "ADJ")][:1]
        if found and tree.tokens[found[0]].text[:1].islower():
            found = []
    if found or depth > 5:
        return found
    return governing_subjects(tree, i)


def roles(tree: Tree, i: int, role: str) -> list[int]:
    """Token indices that fill a role of the trigger at token i; roles that need the document are the reader's."""
    token = tree.tokens[i]
    is_verb = token.pos in ("VERB", "AUX")
    if role == "subj":
        if not is_verb and token.dep in ("acomp", "attr", "oprd") and token.head != i:
            return surface_subjects(tree, token.head) if token.dep != "oprd" else patients(tree, token.head)
        return subjects(tree, i) if is_verb else possessors(tree, i)
    if role == "obj":
        return patients(tree, i) if is_verb else [o for name, o in tree.preposition_objects(i) if name == "of"]
    if role == "bare-dat":
        return [c for d in tree.children(i, "dative") if tree.tokens[d].pos != "ADP" for c in tree.conjuncts(d)]
    if role == "dat":
        found = [c for d in tree.children(i, "dative") if tree.tokens[d].pos != "ADP" for c in tree.conjuncts(d)]
        if token.lemma in WITH_VERBS and tree.children(i, "dobj") and any(name == "with" for name, _ in tree.preposition_objects(i)):
            return [c for d in tree.children(i, "dobj") for c in tree.conjuncts(d)]
        return found or [c for d in tree.children(i, "dative") for o in tree.children(d, "pobj") for c in tree.conjuncts(o)]
    if role == "poss":
        return [c for p in tree.children(i, "poss") for c in tree.conjuncts(p)]
    if role == "mod":
        return [k for c in tree.children(i, "amod", "compound", "nmod") for k in tree.conjuncts(c)]
    if role == "gov":
        return [] if is_verb else governing_subjects(tree, i)
    if role == "by":
        found = [c for a in tree.children(i, "agent") for o in tree.children(a, "pobj") for c in tree.conjuncts(o)]
        return found or [o for name, o in tree.preposition_objects(i) if name == "by"]
    prepositions = ("into", "toward", "towards", "to") if role == "to" else (role,)
    found = [o for name, o in tree.preposition_objects(i) if name in prepositions]
    if not found:
        # "from Chad to Kenya": the tree may hang the second phrase on the first.
        found = [o for p in tree.children(i, "prep") for name, o in tree.preposition_objects(p) if name in prepositions]
    if not found and is_verb:
        for d in (c for first in tree.children(i, "dobj", "nsubjpass") for c in tree.conjuncts(first)):
            found.extend(o for name, o in tree.preposition_objects(d) if name in prepositions)
    if not found and not is_verb:
        # "launched a strike on X" may hang the phrase on the verb.
        first = tree.first_conjunct(i)
        head = tree.head(first)
        if head is not None and tree.tokens[first].dep in ("dobj", "nsubjpass") and tree.tokens[head].pos == "VERB":
            found = [o for name, o in tree.preposition_objects(head) if name in prepositions]
    return found
