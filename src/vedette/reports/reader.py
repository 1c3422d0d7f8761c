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
from vedette.reports.earlier_sums import earlier_sums
from vedette.reports.links import link
from vedette.reports.merge import merge_restatements
from vedette.reports.polls import pollsters, shares
from vedette.reports.provisions import CONTRACTS, LISTING, bill_over, carrier_of, settle
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
    at_war: bool = False
    taken: set[int] = field(default_factory=set)
    why: list[str] = field(default_factory=list)
    bill: str | None = None


def read_reports(analysis: Analysis) -> tuple[Report, ...]:
    """All reports of a document in order of appearance, restatements merged."""
    context = Context(analysis)
    speech = _speech_tokens(context)
    found: list[Report] = []
    memory = Memory()
    for s in range(len(context.trees)):
        if analysis.sentences[s].kind == "headline":
            continue
        here: list[Report] = []
        for candidate in candidates(context, s, memory):
            report = _as_the_whole(context, candidate, build(context, candidate, speech.get(s, set()), memory.status), found)
            found.append(report)
            here.append(report)
            if report.type in gaps.SPLITTING:
                found.extend(gaps.gapped(context, s, candidate.token, report, gaps.groups(context, s, candidate.token)[1:]))
            memory.note(candidate)
            if report.type.startswith("aid."):
                memory.status = report.status
        found.extend(earlier_sums(context, s, here))
    return link(merge_restatements(fields.carry_over(found, analysis.published)), context)


def _as_the_whole(context: Context, candidate: Candidate, report: Report, before: Sequence[Report]) -> Report:
    """What a package includes is as real as the package last told, and put by the same: "The package includes shells"."""
    lemma = context.trees[candidate.sentence].tokens[candidate.token].lemma
    if lemma not in ("include", "contain", "comprise") or report.status not in ("ongoing", "done") or not report.type.startswith("aid."):
        return report
    whole = next((r for r in reversed(before) if r.type.startswith("aid.") and set(r.actor) & set(report.actor)), None)
    if whole is None:
        return report
    return replace(report, status=whole.status, why=(*report.why, f"part of what was told as {whole.status}"))


class Memory:
    """What the document has said so far, for arguments that a sentence leaves out."""

    def __init__(self) -> None:
        self.last: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self.actor: dict[str, tuple[str, ...]] = {}
        self.recipient: dict[str, tuple[str, ...]] = {}
        self.status: str | None = None  # of the aid last reported
        self.doers: list[tuple[str, ...]] = []

    def note(self, candidate: Candidate) -> None:
        family = candidate.frame.type.split(".")[0]
        if candidate.actor_ids and candidate.recipient_ids:
            self.last[family] = (candidate.actor_ids, candidate.recipient_ids)
        if candidate.actor_ids:
            self.actor[family] = candidate.actor_ids
            if family not in WORDS:
                self.doers.append(candidate.actor_ids)
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


AIMED = frozenset({"at", "against", "toward", "towards", "into", "across"})


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
        candidate.objects = [o for name, o in tree.preposition_objects(i) if name in frame.through] or roles(tree, i, frame.through[0])
    if (frame.under or frame.not_under) and not _governed(context, s, i, frame):
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
    if frame.type == "support.voice" and token.pos == "VERB" and token.dep in ("advcl", "acl", "relcl", "pcomp") and token.lemma in STANDING:
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
    if (bill := bill_over(context, s, i)) is not None and not frame.type.startswith("legislate."):
        candidate.bill = bill
        candidate.actor_ids = _legislating(context, candidate, memory)
    if frame.symmetric:
        candidate.actor_ids = tuple(dict.fromkeys((*candidate.actor_ids, *candidate.recipient_ids)))
        candidate.recipient_ids = ()
    if frame.id == "mobilize.buildup.verb" and _strengthens_another(context, candidate):
        return None
    if not _has_needed(context, candidate):
        return None
    if frame.id == "request.demand.modal" and (set(_ids(context, candidate.source)) & set(candidate.actor_ids) or any(m.kind == "person" and not m.ids for m in candidate.actor)):
        return None  # what a party must do by its own words is no demand
    if is_noun and frame.asserted and not _is_asserted(context, s, i):
        return None
    return candidate


def _governed(context: Context, s: int, i: int, frame: Frame) -> bool:
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
    return predicate is not None and predicate.status not in ("done", "ongoing", "hypothetical", "pledged")


OBLIGING = frozenset({"must"})
# "declined to comment" refuses nothing.
TELLING = frozenset({"comment", "say", "answer", "elaborate", "confirm", "disclose", "name", "identify", "specify", "discuss", "speak", "give", "reveal", "detail", "go", "be", "explain", "describe"})
PENDING = frozenset({"expected", "pledged", "threatened", "hypothetical", "demanded"})
NAMED_IN_BLAME = frozenset({"agree.deal", "consult.meet", "legislate.act", "support.voice"})
# Support in a relative or purpose clause describes somebody or something and voices nothing.
STANDING = frozenset({"support", "back", "admire", "defend", "stand", "appreciate"})


# ---- conditions


def _object_fits(context: Context, s: int, i: int, frame: Frame, objects: Sequence[int], *, is_noun: bool) -> bool:
    tree = context.trees[s]
    found: set[str] = set()
    for o in objects:
        # A noun for aid alone is of no kind yet: the words beside it tell military from economic.
        found |= context.object_classes(s, o) - {"military-aid", "economic-aid"}
        found |= _mapped(context, s, o)
        if tree.tokens[o].pos == "NUM":  # "shot down 9 out of 12 drones"
            for _, p in tree.preposition_objects(i, "out", "of"):
                found |= context.object_classes(s, p)
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
    near |= set(tree.children(i, "xcomp", "ccomp", "oprd", "attr")) | {o for c in tree.children(i, "xcomp") for o in tree.children(c, "dobj")}
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
        found = [m for m in found if m.kind in PARTY_KINDS and id(m) not in taken and (m.ids or m.speaker)]
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
        if len(other) == 1:
            candidate.recipient_ids = (other[0],)
            candidate.why.append(f"recipient by the place: {other[0]}")
    if not candidate.recipient_ids and "place-party" in frame.recipient and context.trees[candidate.sentence].tokens[candidate.token].lemma in VISITING:
        places = [p.country for t in fields.domain(context.trees[candidate.sentence], candidate.token)
                  if (p := context.places.get((candidate.sentence, t))) is not None and p.country and p.country not in candidate.actor_ids]
        candidate.recipient_ids = tuple(places[:1])
    if family == "aid" and frame.stance == "demanded" and not any(m.kind == "state" or (m.ids and len(m.ids[0]) == 3) for m in candidate.recipient):
        candidate.recipient_ids = ()  # who asks on behalf of somebody else does not receive
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
    candidate.at_war = last is not None and bool(candidate.actor_ids) and set(candidate.actor_ids) <= {*last[0], *last[1]}
    if family == "assault" and candidate.recipient_ids and all(m.kind == "people" and not m.ids for m in candidate.recipient) and candidate.recipient:
        # Unnamed victims stand for the side that the place or the report before names.
        candidate.recipient_ids = ()
        sides = [p.country for t in fields.domain(context.trees[candidate.sentence], candidate.token)
                 if (p := context.places.get((candidate.sentence, t))) is not None and p.country and p.country not in candidate.actor_ids]
        candidate.recipient_ids = tuple(sides[:1]) or (last[1] if last is not None and set(candidate.actor_ids) <= set(last[0]) else _ids(context, candidate.recipient))
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


def _legislating(context: Context, candidate: Candidate, memory: Memory) -> tuple[str, ...]:
    """The state that a bill would bind: who acts by name, else the state whose parliament is spoken of, else who acted before."""
    states = tuple(a for m in candidate.actor for a in m.ids if m.kind == "state" and a not in candidate.recipient_ids and _is_bound(context, m, candidate))
    if states:
        return states
    if any(i.startswith(("US ", "Senate ")) for m in context.analysis.actors for i in m.ids):
        return ("USA",)
    known = memory.actor.get(candidate.frame.type.split(".")[0], ())
    return tuple(i for i in known if len(i) == 3 and i.isupper() and i not in candidate.recipient_ids)


def _is_bound(context: Context, mention: ActorMention, candidate: Candidate) -> bool:
    """Not a name inside the bill's own: "the Defending Chad Act"."""
    key = context.locate(mention.start, mention.end)
    if key is None or key[0] != candidate.sentence:
        return False
    after = context.analysis.clean.text[mention.end : mention.end + 30]
    return " Act" not in after and " Bill" not in after






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
    if candidate.frame.type == "accuse.blame" and candidate.frame.needs == "actor":
        return next((d for d in reversed(memory.doers[-3:]) if not set(d) & set(candidate.actor_ids)), ())
    return ()


WORDS = frozenset({"accuse", "support", "reject", "request", "threaten", "consult", "poll", "legislate"})
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
    if frame.type.split(".")[0] in WORDS and frame.verbal and candidate.actor and all(_is_private(m) for m in candidate.actor) and not any(_is_public(r) for r in recipient):
        return False  # what private persons feel and say of one another
    if frame.type.startswith(("sanction.", "agree.", "aid.")) and mentions and all(m.kind in ("person", "office") and not m.ids for m in mentions) and not any(len(name) == 3 and name.isupper() for name in known):
        return False  # private persons among themselves: sport and business
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
        return forceful and bool(candidate.actor_ids or candidate.recipient_ids)
    return bool(candidate.actor_ids or candidate.recipient_ids)


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
            dropped.add(c.token)
            continue
        if above.frame.type == "retreat.withdraw" and c.frame.type == "sanction.impose":
            # "lifted its sanctions on X" is one report, with the parties that the noun names.
            above.recipient_ids = above.recipient_ids or tuple(r for r in c.recipient_ids if r not in above.actor_ids)
            dropped.add(c.token)
            continue
        if above.frame.type == "reject.refuse" and c.frame.type == "consult.meet":
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


# ---- from candidate to report


def build(context: Context, candidate: Candidate, speech: set[int], earlier: str | None = None) -> Report:
    """The report of a candidate: reality, fields and spans, with offsets in the source."""
    s, i, frame = candidate.sentence, candidate.token, candidate.frame
    tree, clean = context.trees[s], context.analysis.clean
    document = clean.document
    reality = judge(context, s, i, context.predicates.get((s, i)), candidate.actor_ids, stance=frame.stance, noun_status=frame.noun_status, verbal=frame.verbal, type=frame.type)
    reality = settle(context, s, i, frame.type, reality, candidate.actor_ids, candidate.bill, earlier)
    if frame.id in STANDING and reality.status == "done" and tree.tokens[i].tag != "VBD":
        reality = replace(reality, status="ongoing", why=(*reality.why, "a standing presence"))
    heads = list(candidate.objects) or [i]
    if frame.type in ("mobilize.deploy", "retreat.withdraw") and not candidate.objects:
        heads = subjects(tree, i) or [i]
    if frame.type.startswith("assault.") and tree.tokens[i].pos == "VERB" and not candidate.objects:
        heads = subjects(tree, i) if tree.tokens[i].lemma in ("die", "perish") else [c for c in tree.children(i) if tree.tokens[c].dep not in ("nsubj", "nsubjpass")]
    if frame.id == "sanction.impose.nominal":
        heads = [*roles(tree, i, "on"), *roles(tree, i, "against")]
    listed = gaps.groups(context, s, i) if frame.type in gaps.SPLITTING and candidate.objects and not is_passive(tree, i) else []
    if len(listed) > 1:
        heads = listed[0].things
        candidate.recipient_ids = (gaps.goal_parties(context, s, listed[0]) or candidate.recipient_ids) if frame.type == "aid.arms" else candidate.recipient_ids
    elif listed:
        inside = {t for h in heads for t in tree.subtree(h)}
        heads = [*heads, *(t for t in listed[0].things if t not in inside)]
    harmed = frame.type.startswith(("assault.", "coerce.")) and tree.tokens[i].lemma in HARMING
    items = fields.find_items(context, s, heads, harmed=harmed) if _carries_items(frame) else []
    if not items and frame.type in ("mobilize.deploy", "retreat.withdraw") and tree.tokens[i].pos == "VERB":
        items = fields.find_items(context, s, subjects(tree, i))
    if frame.type == "poll.result":
        items = shares(context, s, subjects(tree, i))
        candidate.actor_ids = pollsters(context, s)
    if frame.id == "aid.military.total":
        heads = [o for name, o in tree.preposition_objects(i) if name in ("to", "past", "above", "over")] or heads
    money = fields.find_money(context, s, i, heads) if frame.type.startswith(("aid.", "agree.deal", "mobilize.buildup")) else None
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
    if tree.tokens[i].lemma in LISTING and frame.type.startswith("aid."):
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


STANDING = frozenset({"mobilize.deploy.have", "mobilize.deploy.be"})
HARMING = frozenset({"kill", "lose", "wound", "injure", "die", "execute", "murder", "massacre", "arrest", "detain", "capture", "kidnap", "abduct", "jail"})
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
