"""The fields of a report that stand around its trigger: place, when, items, money; and the clause that is its evidence."""

from __future__ import annotations

import re
from datetime import date

from vedette.lexicon.actors import state_names
from vedette.model.analysis import DateMention, MoneyMention
from vedette.model.evidence import Span
from vedette.model.quantity import Item, Money
from vedette.model.report import Place, When
from vedette.model.tree import Tree
from vedette.reports.context import Context

# Clauses that say something of their own; what stands in them is not said of the verb above.
OTHER_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "parataxis", "conj", "csubj"})
PLACE_ROLES = {"to": "to", "into": "to", "toward": "to", "towards": "to", "onto": "to", "from": "from", "out": "from", "off": "at"}
# Events that are where their object is: "invade Ukraine".
TAKING_PLACES = frozenset({"invade", "invasion", "occupy", "occupation", "annex", "annexation", "enter", "leave", "quit", "reach", "visit", "intervene", "storm"})
HITTING = frozenset({"bomb", "bombard", "shell", "attack", "strike", "raid", "bombing", "bombardment", "shelling"})
MOVEMENT = frozenset(
    ["send", "deploy", "dispatch", "move", "arrive", "leave", "enter", "withdraw", "retreat", "travel", "fly", "sail", "go", "come", "return", "head", "transfer", "redeploy", "rush", "march", "ship", "deliver", "evacuate", "bring", "pull", "visit", "reach", "depart", "relocate", "shift", "cross", "deployment", "withdrawal", "dispatch"]
)
LOCATIVE = frozenset({"in", "at", "on", "near", "into", "to", "from", "over", "across", "around", "off", "along", "inside", "outside",
                      "through", "toward", "towards", "onto", "out", "throughout", "above", "within", "against", "between", "via"})  # fmt: skip


def domain(tree: Tree, i: int) -> list[int]:
    """Tokens said of the trigger at i: its own subtree without clauses of their own; for a noun in a verb's object, the verb's too."""
    token = tree.tokens[i]
    if token.pos in ("VERB", "AUX"):
        own = set(_without_clauses(tree, i)) | _borrowed(tree, i)
        head = tree.head(i)
        if token.dep in ("xcomp", "pcomp") and head is not None:
            own |= _adjuncts(tree, tree.clause(head))
        return sorted(own)
    own = set(_without_clauses(tree, i))
    for head in tree.ancestors(i):
        if tree.tokens[head].pos in ("VERB", "AUX"):
            own |= set(_without_clauses(tree, head)) | _borrowed(tree, head)
            break
    return sorted(own)


def _without_clauses(tree: Tree, i: int) -> list[int]:
    """The subtree of token i without other clauses; coordinated nouns belong to it, coordinated verbs do not."""
    found, todo = [], [i]
    while todo:
        at = todo.pop()
        found.append(at)
        for c in tree.children(at):
            child = tree.tokens[c]
            if child.dep in OTHER_CLAUSES and not (child.dep == "conj" and child.pos not in ("VERB", "AUX")):
                continue
            todo.append(c)
    return found


def _adjuncts(tree: Tree, verb: int) -> set[int]:
    """Adverbial phrases of a verb: when and where it says it was."""
    come = [c for c in tree.children(verb, "advcl") if tree.tokens[c].text.lower() == "come" and not tree.children(c, "nsubj")]  # "come spring"
    return {t for c in (*tree.children(verb, "prep", "npadvmod", "advmod"), *come) for t in tree.subtree(c, stop=frozenset({"relcl", "acl", "pcomp"}))}


def _borrowed(tree: Tree, verb: int) -> set[int]:
    """What a verb shares with the one that it hangs on: a later conjunct the opening adverbials, a participle those of its matrix."""
    token = tree.tokens[verb]
    head = tree.head(verb)
    if head is None or tree.tokens[head].pos not in ("VERB", "AUX") or tree.children(verb, "nsubj", "nsubjpass"):
        return set()
    if token.dep == "conj":
        first = tree.first_conjunct(verb)
        return {t for t in _adjuncts(tree, first) if t < first}
    if token.dep == "advcl" and token.tag == "VBG" and not tree.children(verb, "npadvmod"):
        return _adjuncts(tree, head)
    return set()


def evidence_tokens(tree: Tree, i: int) -> list[int]:
    """The clause of the trigger: for a verb its subtree without coordinated clauses, for a noun its phrase or its verb's clause."""
    token = tree.tokens[i]
    at = i
    if token.pos not in ("VERB", "AUX"):
        first = tree.first_conjunct(i)
        head = tree.head(first)
        if head is None or tree.tokens[first].dep not in ("dobj", "nsubjpass") or tree.tokens[head].pos != "VERB":
            return tree.subtree(i, stop=frozenset({"relcl", "conj", "cc"}))
        at = head
    own = tree.subtree(at, stop=frozenset({"conj", "parataxis"}))
    # Coordinated objects belong to the evidence, coordinated clauses do not.
    for c in tree.subtree(at, stop=frozenset({"parataxis"})):
        if tree.tokens[c].dep == "conj" and tree.tokens[c].pos not in ("VERB", "AUX") and tree.tokens[c].head in own:
            own = sorted(set(own) | set(tree.subtree(c)))
    return [t for t in own if tree.tokens[t].dep not in ("cc",) or tree.tokens[t].head != at]


GROUPS = frozenset({"states", "countries", "nations", "republics"})


def members_of(context: Context, s: int, found: list[tuple[Place, Span]]) -> list[tuple[Place, Span]]:
    """The places, a group of states as its members: "the Baltic states" are three."""
    opened: list[tuple[Place, Span]] = []
    for place, span in found:
        key = context.locate(span.start, span.end)
        party = context.actors.get(key) if key is not None else None
        names = [name for i in party.ids if (name := state_names().get(i)) is not None] if party is not None and len(party.ids) > 1 and party.text.lower().split()[-1] in GROUPS else []
        opened.extend([(Place(name, place.role), span) for name in names] or [(place, span)])
    return opened


def find_places(context: Context, s: int, i: int, type: str, taken: set[int]) -> list[tuple[Place, Span]]:
    """Places that the trigger's phrases lead to, with their role, a group of states as its members; `taken` are tokens that fill another role."""
    return members_of(context, s, _places_led_to(context, s, i, type, taken))


def _places_led_to(context: Context, s: int, i: int, type: str, taken: set[int]) -> list[tuple[Place, Span]]:
    tree, found = context.trees[s], list[tuple[Place, Span]]()
    seen: set[str] = set()
    moves = type.startswith(("mobilize.deploy", "retreat", "consult")) or tree.tokens[i].lemma in MOVEMENT
    own = {tree.tokens[i].lemma, *(tree.tokens[o].lemma for o in tree.children(i, "dobj", "nsubjpass"))}
    taking = bool(own & TAKING_PLACES) or (type == "assault.attack" and bool(own & HITTING))
    for t in domain(tree, i):
        place = context.places.get((s, t))
        if place is None or place.name in seen or place.why == "dateline":
            continue
        head = tree.token_at(place.start, place.end)
        if head != t:
            continue
        if is_under_subject(tree, t, i) or _of_another(context, s, t, i):
            continue
        preposition = _preposition(tree, t)
        lemma = tree.tokens[i].lemma
        if preposition is None:
            if tree.tokens[t].dep not in ("dobj", "nsubjpass") and not (lemma == "fall" and tree.tokens[t].dep == "nsubj"):
                continue
            if place.kind == "country" and not taking:
                continue
            role = "from" if type == "retreat.withdraw" else "to" if lemma in ("enter", "reach", "approach") else "at"
        elif preposition not in LOCATIVE:
            if preposition != "of" or (place.kind == "country" and not taking):
                continue
            role = "at"
        else:
            role = PLACE_ROLES.get(preposition, "at")
        if preposition == "between" and type.startswith(("agree", "consult", "cooperate")):
            continue
        if t in taken and not taking and (place.kind == "country" and preposition not in ("in", "near", "inside", "across", "into")):
            continue
        if place.kind == "country" and preposition in ("to", "from", "against", "on", "with", "between", "over", "toward", "towards") and not moves:
            continue
        if role != "at" and not moves:
            role = "at"
        seen.add(place.name)
        found.append((Place(place.name, role), Span(place.start, place.end)))
    found.extend(_own_territory(context, s, i)) if not found else None
    found = _finest(context, s, found)
    # Of a movement the ends are its places, not what is near or what it is about.
    if type.startswith(("mobilize.deploy", "retreat.withdraw")) and any(place.role != "at" for place, _ in found):
        found = [entry for entry in found if entry[0].role != "at"]
    # "in Split, Croatia": the finer place stands for both.
    finer = [f for f in found if (p := _mention(context, s, f[1])) is not None and p.kind != "country"]
    if finer:
        countries = {p.country for f in finer if (p := _mention(context, s, f[1])) is not None}
        found = [f for f in found if (p := _mention(context, s, f[1])) is None or p.kind != "country" or p.country not in countries]
    return found


TERRITORY = frozenset({"territory", "soil", "land"})


def _own_territory(context: Context, s: int, i: int) -> list[tuple[Place, Span]]:
    """The state that "its territory" or "Polish soil" belongs to."""
    tree = context.trees[s]
    for t in domain(tree, i):
        if tree.tokens[t].lemma not in TERRITORY or _preposition(tree, t) not in LOCATIVE:
            continue
        for m in context.party(s, t):
            if len(m.ids) == 1 and (name := state_names().get(m.ids[0])) is not None:
                return [(Place(name, PLACE_ROLES.get(_preposition(tree, t) or "", "at")), Span(m.start, m.end))]
    return []


def is_under_subject(tree: Tree, t: int, i: int) -> bool:
    """Whether the place belongs to who acts ("the government in Madrid") and not to what is done."""
    at = t
    for a in tree.ancestors(t):
        if a == i:
            break
        if tree.tokens[i].lemma == "fall" and tree.tokens[at].dep == "nsubj":
            return False
        if tree.tokens[at].dep in ("nsubj", "agent") or tree.tokens[a].dep == "nsubj":
            return tree.tokens[i].pos == "VERB"
        at = a
    return False


def _of_another(context: Context, s: int, t: int, i: int) -> bool:
    """Whether a place or date belongs to another event noun or to somebody's title on the way up: "Friday's talks in Geneva"."""
    tree = context.trees[s]
    for a in tree.ancestors(t):
        if a == i or tree.tokens[a].pos in ("VERB", "AUX"):
            return False
        if (s, a) in context.predicates and i not in tree.subtree(a) and tree.tokens[t].dep in ("poss", "compound", "nmod", "amod"):
            return True
        mention = context.actors.get((s, a))
        if mention is not None and mention.kind in ("person", "office", "people"):
            return True
    return False


def _finest(context: Context, s: int, found: list[tuple[Place, Span]]) -> list[tuple[Place, Span]]:
    """Without what only says where a finer place lies: "Lyman in Donetsk", "the east" beside a town of it."""
    tree = context.trees[s]
    kept = []
    heads = {k: tree.token_at(span.start, span.end) for k, (_, span) in enumerate(found)}
    for k, entry in enumerate(found):
        head = heads[k]
        above = set(tree.ancestors(head)) if head is not None else set()
        joined = head is not None and tree.tokens[head].dep == "conj"
        inside = not joined and any(o != k and heads[o] in above for o in heads)
        mention = _mention(context, s, entry[1])
        partly = mention is not None and mention.why == "part" and any(
            o != k and (other := _mention(context, s, found[o][1])) is not None and other.why != "part" and other.country == mention.country for o in heads
        )
        if not inside and not partly:
            kept.append(entry)
    return kept


def _mention(context: Context, s: int, span: Span):  # type: ignore[no-untyped-def]
    key = context.locate(span.start, span.end)
    return None if key is None else context.places.get(key)


def _preposition(tree: Tree, i: int) -> str | None:
    """The preposition that leads from the clause to the noun at token i, through coordination, apposition and compounds."""
    at, hops = i, 0
    while hops < 5:
        hops += 1
        token = tree.tokens[at]
        if token.dep == "pobj":
            preposition = tree.tokens[token.head]
            name = preposition.text.lower()
            # "on the outskirts of Izium", "in the town of Izium": the outer preposition tells.
            if name == "of" and (head := tree.head(token.head)) is not None and tree.tokens[head].pos in ("NOUN", "PRON", "DET", "NUM"):
                return _preposition(tree, head) or name
            return name
        if token.dep in ("conj", "appos", "compound", "nmod", "poss", "amod") and token.head != at:
            at = token.head
            continue
        return None
    return None


def find_when(context: Context, s: int, i: int, speech: set[int]) -> tuple[When, Span] | None:
    """The date that is said of the trigger; dates on a speech verb (`speech` tokens) are when it was said, not when it was."""
    tree = context.trees[s]
    inside = set(domain(tree, i))
    best: tuple[int, DateMention] | None = None
    for t, mention in context.dates_by_sentence.get(s, []):
        if mention.first is None and mention.last is None:
            continue
        if mention.resolution in ("duration", "set", "reference") and mention.first is None:
            continue
        if t not in inside or _of_another(context, s, t, i):
            continue
        if any(a in speech for a in [t, *_up_to_verb(tree, t)]) and i not in speech:
            continue
        distance = abs(t - i) + (20 if not _same_verb(tree, t, i) else 0)
        if best is None or distance < best[0]:
            best = (distance, mention)
    if best is None:
        return None
    return When(best[1].first, best[1].last), Span(best[1].start, best[1].end)


def find_said(context: Context, s: int, speech: set[int]) -> tuple[date, Span] | None:
    """The day on which it was said: a date on the verb of saying in the same sentence, where that date is one day."""
    tree = context.trees[s]
    for t, mention in context.dates_by_sentence.get(s, []):
        if mention.first is not None and mention.first == mention.last and any(a in speech for a in _up_to_verb(tree, t)):
            return mention.first, Span(mention.start, mention.end)
    return None


def _up_to_verb(tree: Tree, i: int) -> list[int]:
    found = []
    for a in tree.ancestors(i):
        found.append(a)
        if tree.tokens[a].pos in ("VERB", "AUX"):
            break
    return found


def _same_verb(tree: Tree, t: int, i: int) -> bool:
    return i in _up_to_verb(tree, t) or bool(set(_up_to_verb(tree, t)) & {i, *_up_to_verb(tree, i)})


def find_items(context: Context, s: int, heads: list[int], *, harmed: bool = False, counted_as: str | None = None) -> list[tuple[Item, Span]]:
    """Items under the noun phrases at `heads`: each counted or named thing with its category and bounds; of the `harmed`, persons by name as well.

    `counted_as` is the category of what is counted at a head and in no lexicon: "killed 40 herders" are persons.
    """
    tree, found = context.trees[s], list[tuple[Item, Span]]()
    seen: set[int] = set()
    for h in heads:
        own = tree.subtree(h, stop=frozenset({"relcl", "acl", "advcl", "ccomp"}))
        # "groups of 900 to 1,500 men": the tree may hang the men elsewhere, but not their count.
        torn = [k for t in own if tree.tokens[t].dep == "pobj" and (k := context.counts.get((s, t))) is not None and k not in own]
        for t in [*own, *torn]:
            materiel = context.materiel.get((s, t))
            quantities = context.quantities_by_item.get((s, t), [])
            if t in seen or (materiel is not None and tree.token_at(materiel.start, materiel.end) != t):
                continue
            category = materiel.category if materiel else next((q.category for q in quantities if q.category), None)
            if category is None and harmed and t == h:
                category = _person(context, s, t, bool(quantities))
            if category is None and counted_as is not None and t == h and any(q.unit is None for q in quantities) and tree.tokens[t].tag in ("NNS", "NN") and not (counted_as != "property" and context.lemma_classes(s, t) & {"place", "property"}):
                category = counted_as
            if category is None or (not quantities and _belongs(tree, t, h, seen)):
                continue
            seen.add(t)
            counted = [q for q in quantities if q.unit is None]
            q = counted[0] if counted else None
            name = (q.item if q and q.item else materiel.name if materiel else tree.tokens[t].text)
            low, high = (q.low, q.high) if q else _bare(tree, t)
            if q is None and harmed and materiel is None:
                low, high = 1.0, 1.0
                name = context.actors[(s, t)].speaker if (s, t) in context.actors else name
            start, end = (min(q.start, tree.tokens[t].start), tree.tokens[t].end) if q else tree.span([t])
            role = "part" if any(tree.tokens[a].text.lower() == "including" for a in tree.ancestors(t)) and found else "new"
            found.append((Item(name, category, low, high, role, q.per if q else None), Span(start, end)))
    return found


def _person(context: Context, s: int, t: int, counted: bool) -> str | None:
    """The category of who was harmed where no word tells: a counted people ("30 Iraqis"), or one person by name."""
    mention = context.actors.get((s, t))
    if mention is None:
        return None
    if counted:
        return "person" if mention.kind in ("people", "state", "group", "person") else None
    return "person" if mention.kind == "person" and context.trees[s].tokens[t].pos == "PROPN" else None


def _belongs(tree: Tree, t: int, h: int, seen: set[int]) -> bool:
    """Whether an uncounted word only describes another item: "tank shells", "weapons-related parts", "a launcher (TEL)", "rounds for howitzers"."""
    token = tree.tokens[t]
    if t != h and token.dep in ("compound", "amod", "nmod", "poss", "npadvmod"):
        return True
    head = tree.head(t)
    if head is None or t == h:
        return False
    if token.dep == "appos" and head in seen and token.text.isupper():
        return True
    return token.dep == "pobj" and tree.tokens[head].text.lower() in ("for", "of") and tree.head(head) in seen


def _bare(tree: Tree, i: int) -> tuple[float | None, float | None]:
    """Bounds of an uncounted noun: one for "a frigate", open for a plural."""
    token = tree.tokens[i]
    if token.tag in ("NN", "NNP") and any(tree.tokens[c].text.lower() in ("a", "an", "one", "another") for c in tree.children(i, "det", "nummod")):
        return 1.0, 1.0
    names = [c for c in tree.children(i, "appos") if tree.tokens[c].pos == "PROPN" and c == i + len(tree.subtree(c))] if token.tag == "NN" else []
    if names or (token.tag == "NN" and token.dep in ("compound", "nmod") and tree.tokens[token.head].pos == "PROPN" and token.head > i):
        return 1.0, 1.0  # "the tanker Kosti Star"
    return None, None


def find_money(context: Context, s: int, i: int, heads: list[int]) -> tuple[Money, Span] | None:
    """The sum that belongs to the trigger: in its object, else anywhere in what is said of it."""
    tree = context.trees[s]
    scope = [t for h in heads for t in tree.subtree(h, stop=frozenset({"relcl", "conj"}))]
    scope += domain(tree, i)
    named = list(dict.fromkeys(m for t in scope if (m := context.money.get((s, t))) is not None))
    if named:
        # "5 million, part of the 9 million fund" gives 5 million.
        mention = min(named, key=lambda m: _is_drawn_on(context, m))
        words = {tree.tokens[a].lemma for a in [i, *scope[:12]]}
        instrument = "loan" if "loan" in words or "lend" in words else "grant" if "grant" in words else "sale" if words & {"sale", "sell", "contract", "buy", "purchase"} else None
        return Money(mention.low, mention.high, mention.currency, mention.role, instrument), Span(mention.start, mention.end)
    return None


DRAWN_ON = re.compile(r"\bpart\sof\s(?:a|the|its|an)\s(?:[\w-]+\s)?$", re.IGNORECASE)


def _is_drawn_on(context: Context, mention: MoneyMention) -> bool:
    """Whether a sum is told as what another is part of."""
    return DRAWN_ON.search(context.analysis.clean.text, max(0, mention.start - 40), mention.start) is not None

