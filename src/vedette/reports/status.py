"""From the predicate's scope and the chain of speakers to the status, hedge, negation and attribution of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vedette.lexicon.status import cues, governing_class
from vedette.model.analysis import ActorMention, Attribution, Predicate
from vedette.model.evidence import Span
from vedette.model.tree import Tree
from vedette.reports.arguments import governing_subjects, noun_subjects, subjects
from vedette.reports.claims import DEEDS, is_scorned
from vedette.reports.context import Context

BELIEFS = frozenset(["believe", "think", "expect", "hope", "fear", "know", "see", "feel", "find", "suspect", "doubt", "consider", "assume", "plan", "want", "learn", "understand", "realise", "realize", "hear"])
# Operators whose subject puts the content: they stand in `attributed_to` like speakers.
# Governors whose subject puts a commitment into words; planning and deciding alone put nothing.
COMMISSIVE = frozenset({"pledge", "promise", "vow", "swear", "undertake", "guarantee", "assure", "commit", "commitment", "assurance"})
ANNOUNCING = frozenset({"announce", "unveil", "reveal"})
HOSTILE = ("assault.", "sanction.", "threaten.", "coerce.")
# Types whose bare "will" is a schedule and not a commitment.
SCHEDULED = ("consult.", "agree.", "govern.", "legislate.", "poll.")
BILL_NAME = re.compile(r"(?:[A-Z][\w-]+ (?:(?:of|and|the|for|to) )?)+(?:Act|Bill)\b(?: of \d{4})?")
PUTTING = frozenset({"demanded", "authorised", "threatened", "pledged", "proposed", "considered", "expected", "denied", "opposed"})
FUTURE = frozenset({"expected"})
VERBAL_ACTS = ("accuse.", "support.", "reject.", "request.", "threaten.")
# Types whose trigger may be the announcement alone.
GIVING = ("aid.", "mobilize.", "consult.", "cooperate.")
PUT_BY_TRIGGER = {
    "announce": "pledged", "unveil": "pledged", "pledge": "pledged", "promise": "pledged", "commit": "pledged", "vow": "pledged", "declare": "pledged",
    "authorize": "authorised", "authorise": "authorised", "approve": "authorised", "allocate": "authorised", "earmark": "authorised",
    "request": "demanded", "seek": "demanded", "propose": "proposed", "offer": "proposed",
}  # fmt: skip
DISCLAIMED = frozenset({"intention", "intentions", "plan", "plans", "intent", "desire"})


@dataclass(frozen=True, slots=True)
class Reality:
    """How real a report is said to be, and by whom."""

    status: str
    negated: bool
    hedged: bool
    attributed_to: tuple[tuple[str, ...], ...]
    why: tuple[str, ...]
    cue: Span | None = None
    source: Span | None = None


def attributions_over(context: Context, start: int, end: int) -> list[Attribution]:
    """Attributions whose content holds the trigger at clean [start:end], outermost first."""
    target = Span(start, end)
    holding = [a for a in context.analysis.attributions if any(c.contains(target) for c in a.content)]
    index = {id(a): n for n, a in enumerate(context.analysis.attributions)}

    def depth(a: Attribution) -> int:
        steps, at = 0, a
        while at.parent is not None and steps < 5:
            steps += 1
            at = context.analysis.attributions[at.parent]
        return steps

    return sorted(holding, key=lambda a: (depth(a), -max(c.end - c.start for c in a.content), index[id(a)]))


def speaking(context: Context, s: int, i: int) -> list[ActorMention]:
    """Mentions of those who say what token i of sentence s is part of, innermost attribution."""
    token = context.trees[s].tokens[i]
    over = [a for a in attributions_over(context, token.start, token.end) if a.speaker]
    for a in reversed(over):
        if a.source is not None and (key := context.locate(a.source.start, a.source.end)) is not None:
            # "France and Germany said": both say it.
            found = [m for c in context.trees[key[0]].conjuncts(key[1]) for m in context.party(key[0], c)]
            if found:
                return list(dict.fromkeys(found))
        if named := [m for m in context.analysis.actors if m.speaker in a.speaker]:
            return named[:1]
    return []


def embedding_parties(context: Context, s: int, i: int) -> list[tuple[str, tuple[str, ...]]]:
    """(class, speakers) of the governors that put the content, outermost first: "the US has authorised Latvia to send" gives the USA."""
    tree, found, at = context.trees[s], list[tuple[str, tuple[str, ...]]](), i
    for _ in range(10):
        head = tree.head(at)
        if head is None:
            break
        governor, link = tree.tokens[head], tree.tokens[at].dep
        if link == "prep" and tree.tokens[at].text.lower() == "with" and tree.children(at, "pcomp"):
            break  # "called for arms, with Ruiz demanding tanks": the tanks are only Ruiz's demand
        kind = None
        if governor.pos == "VERB" and link not in ("relcl", "conj", "nsubj", "parataxis") and (link != "advcl" or governor.lemma == "call"):
            kind = governing_class(governor.lemma, tree.tokens[at].lemma)
        elif governor.pos == "NOUN" and link in ("acl", "prep", "relcl", "ccomp", "compound"):
            kind = cues("nouns").get(governor.lemma)
        if governor.lemma in ("include", "be", "contain", "comprise") and (demands := _demands_of(tree, head)) is not None:
            found.append(("demanded", _speakers(context, s, noun_subjects(tree, demands))))
            break
        if governor.lemma == "need":
            kind = None  # who needs is asked, not asking
        if kind == "pledged" and governor.lemma not in COMMISSIVE:
            kind = None
        if kind in PUTTING:
            heads = subjects(tree, head) if governor.pos == "VERB" else noun_subjects(tree, head)
            if kind == "authorised" and governor.pos == "NOUN" and (givers := governing_subjects(tree, head)):
                heads = givers  # "gave Lima permission to send": Lima sends, who gave it permits
            speakers = _speakers(context, s, heads)
            if kind == "proposed" and governor.pos == "NOUN" and governor.lemma in ("bill", "act", "legislation", "draft", "resolution", "motion", "amendment"):
                speakers = (_bill_name(context, tree.tokens[head].end) or (speakers[0] if speakers else governor.text.lower()),)
            if speakers:
                found.append((kind, speakers))
        if link == "relcl" and kind is None:
            break
        at = tree.first_conjunct(head) if governor.pos == "VERB" and tree.tokens[head].dep == "conj" else head
    return found[::-1]


def _is_arm_of(link: tuple[str, ...], body: str) -> bool:
    return len(link) == 1 and link[0] in (f"{body} mission", f"{body} secretariat", f"{body} headquarters")


def _asking_before(context: Context, s: int, i: int) -> tuple[str, ...]:
    """Who put the demands that a bare "be pulled back" is one of, where the tree has lost the link: the last demand before it in the sentence."""
    tree = context.trees[s]
    for token in reversed(tree.tokens[:i]):
        if token.pos == "NOUN" and cues("nouns").get(token.lemma) == "demanded":
            return _speakers(context, s, noun_subjects(tree, token.i))
        if token.pos == "VERB" and cues("verbs").get(token.lemma) == "demanded":
            return _speakers(context, s, subjects(tree, token.i))
    return ()


def _demands_of(tree: Tree, verb: int) -> int | None:
    """The noun whose contents the verb tells: demands of "Lima's demands include …"."""
    for h in tree.children(verb, "nsubj"):
        at = tree.head(verb) if tree.tokens[h].text.lower() in ("which", "that") and tree.tokens[verb].dep == "relcl" else h
        if at is not None and cues("nouns").get(tree.tokens[at].lemma) == "demanded":
            return at
    return None


def _bill_name(context: Context, before: int) -> str | None:
    """The name of the bill last spoken of: "the bill" after "the Arctic Defence Act" is that act."""
    named = list(BILL_NAME.finditer(context.analysis.clean.text, 0, before + 40))
    return named[-1].group() if named else None


def _speakers(context: Context, s: int, heads: list[int]) -> tuple[str, ...]:
    names: list[str] = []
    for h in heads:
        mentions = context.party(s, h)
        for m in mentions:
            names.extend(m.ids if m.kind in ("state", "pronoun") and m.ids else [m.speaker])
    return tuple(dict.fromkeys(n for n in names if n))


def judge(context: Context, s: int, i: int, predicate: Predicate | None, actor: tuple[str, ...], *, stance: str | None, noun_status: str | None, verbal: bool, type: str) -> Reality:
    """The reality of the trigger at (s, i), given who acts."""
    tree = context.trees[s]
    token = tree.tokens[i]
    status = predicate.status if predicate else "done"
    negated = predicate.negated if predicate else False
    hedged = predicate.hedged if predicate else False
    why = list(predicate.why) if predicate else []
    undecided = predicate is None or not predicate.why
    if noun_status and token.pos == "NOUN" and undecided and status == "done" and not _is_told_as_past(tree, i):
        status = noun_status
    if (verbal and status == "ongoing") or (type == "support.voice" and any(w.startswith(("offered", "offers")) for w in why)):
        status = "done"
    over = [a for a in attributions_over(context, token.start, token.end) if a.cue_lemma not in BELIEFS]
    chain: list[tuple[str, ...]] = []
    for a in over:
        if type.startswith(VERBAL_ACTS) and _is_object_of_cue(context, s, i, a):
            continue  # "declared its solidarity" is narrated, not quoted
        speaker = tuple(name for name in a.speaker if _is_speaker(context, name))
        if speaker and speaker not in chain and not (chain and set(speaker) & set(chain[-1])):
            chain.append(speaker)
        hedged = hedged or a.is_hedging
    for kind, speakers in embedding_parties(context, s, i):
        if len(speakers) == 1 and any(_is_arm_of(link, speakers[0]) for link in chain):
            chain = [speakers if _is_arm_of(link, speakers[0]) else link for link in chain]  # "the UN mission" speaks as the UN
            continue
        if not any(set(speakers) & set(link) for link in chain) and kind in ("demanded", "authorised", "threatened", "proposed", "considered", "pledged", "denied", "opposed"):
            chain.append(speakers)
            why.append(f"put by {', '.join(speakers)}: {kind}")
    if not chain and status in ("demanded", "expected"):
        chain = [names for a in attributions_over(context, token.start, token.end)[-1:] if (names := tuple(n for n in a.speaker if n != "unnamed" and _is_speaker(context, n)))]
    if "be: demanded" in why and (asking := _asking_before(context, s, i)):
        chain = [asking]
    if "presupposed" in why:
        chain = [link for link in chain if link == ("unnamed",)]
    if type.startswith(DEEDS) and is_scorned(context, s, i):
        status, negated, hedged = "denied", False, False
        why.append("scorned")
    bill = _provision_of(context, s, i) if status not in ("denied", "cancelled") and not type.startswith("legislate") else None
    if bill is not None:
        status, chain = "proposed", [bill]
        why.append(f"a provision of {', '.join(bill)}")
    if type.startswith(GIVING) and token.pos == "VERB" and cues("verbs").get(token.lemma) == "cancelled" and status in ("done", "ongoing"):
        status, undecided = "cancelled", False
        why.append(f"{token.lemma}: cancelled")
    own = _put_by_trigger(context, s, i, type, status)
    if own is not None:
        status, undecided = own[0], False
        why.append(f"put as {status} by the trigger")
        if own[1] and not any(set(own[1]) & set(link) for link in chain):
            chain.append(own[1])
    if status == "denied":
        chain = chain[:1]
    chain = _without_own_state(context, chain)
    announced = any(a.cue_lemma in ANNOUNCING for a in over)
    if status == "ongoing" and (token.tag == "VBG" or token.pos == "NOUN") and type == "sanction.impose" and not (predicate and predicate.why):
        status = "done"
        why.append("imposing is its own act")
    if status == "ongoing" and token.tag == "VBG" and announced and _is_own_commitment(context, s, i, chain, actor):
        status = "pledged"
        why.append("announced as under way")
    if negated and status == "pledged" and chain and any(w.split(":")[0] in DISCLAIMED for w in why) and _is_own_commitment(context, s, i, chain, actor):
        status, negated = "denied", False
        why.append("an intention disclaimed")
    if negated and status in ("done", "ongoing") and chain and token.pos == "VERB" and _is_own_commitment(context, s, i, chain, actor):
        status, negated = "denied", False
        why.append("denied by the actor")
    if stance:
        status, why = stance, [*why, f"{token.text}: {stance}"]
    elif status == "expected" and _is_own_commitment(context, s, i, chain, actor):
        status = "pledged"
        why.append("the actor's own commitment")
    elif status == "hypothetical" and chain and _backshifted(tree, i) and _is_own_commitment(context, s, i, chain, actor):
        status = "pledged"
        why.append("reported future of the actor's own")
    elif status == "hypothetical" and chain and _backshifted(tree, i):
        status = "expected"
        why.append("reported future")
    elif status == "expected" and not chain and actor and not type.startswith(SCHEDULED) and token.pos == "VERB" and _has_will(tree, i):
        status = "pledged"
        why.append("the actor's own future, told by nobody else")
    if status == "pledged" and not negated and type.startswith(HOSTILE) and (chain or actor) and _is_vowed(tree, i, over):
        status = "threatened"
        why.append("a hostile act promised")
    why.extend(f"said by {', '.join(link)}" for link in chain if f"said by {', '.join(link)}" not in why)
    first = over[0] if over else None
    return Reality(status, negated, hedged, tuple(chain), tuple(why), first.cue if first else None, first.source if first else None)


def _is_object_of_cue(context: Context, s: int, i: int, a: Attribution) -> bool:
    """Whether the trigger is the noun that the verb of saying has as its object."""
    tree = context.trees[s]
    first = tree.first_conjunct(i)
    head = tree.head(first)
    if a.cue is None or head is None or tree.tokens[i].pos != "NOUN" or tree.tokens[first].dep != "dobj":
        return False
    return tree.tokens[head].start == a.cue.start


def _put_by_trigger(context: Context, s: int, i: int, type: str, status: str) -> tuple[str, tuple[str, ...]] | None:
    """(status, speakers) where the trigger, or the verb that has it as object, is itself the putting into words: "announced a package"."""
    tree = context.trees[s]
    token = tree.tokens[i]
    if not type.startswith(GIVING) or status not in ("done", "ongoing"):
        return None
    verb = i if token.pos == "VERB" else None
    if verb is None:
        first = tree.first_conjunct(i)
        first = _sum_around(context, s, first)
        head = tree.head(first)
        if head is not None and tree.tokens[head].pos == "VERB" and (tree.tokens[first].dep in ("dobj", "nsubjpass") or (s, first) in context.money):
            verb = head
        else:
            verb = next((c for c in tree.children(i, "acl") if tree.tokens[c].lemma in PUT_BY_TRIGGER), None)
    if verb is None or (kind := PUT_BY_TRIGGER.get(tree.tokens[verb].lemma)) is None:
        return None
    return kind, _speakers(context, s, subjects(tree, verb))


def _sum_around(context: Context, s: int, i: int) -> int:
    """The sum that a noun is told in: of "5 million in military aid" the million, else the noun itself."""
    tree = context.trees[s]
    preposition = tree.head(i)
    if tree.tokens[i].dep != "pobj" or preposition is None or tree.tokens[preposition].lemma not in ("in", "of"):
        return i
    over = tree.head(preposition)
    return over if over is not None and (s, over) in context.money else i


BILLS = frozenset({"bill", "act", "legislation", "amendment", "resolution", "draft"})


def _provision_of(context: Context, s: int, i: int) -> tuple[str, ...] | None:
    """The bill that says it, where a bill is the subject of the trigger or of a verb over it: "the bill would bar the sale"."""
    tree = context.trees[s]
    for at in [i, *tree.ancestors(i)][:6]:
        token = tree.tokens[at]
        if token.pos not in ("VERB", "AUX"):
            continue
        for h in subjects(tree, at):
            subject = tree.tokens[h]
            if subject.lemma.lower() in BILLS and subject.pos in ("NOUN", "PROPN") and token.lemma in PROVIDING | {tree.tokens[i].lemma}:
                return (_bill_name(context, subject.end) or subject.text.lower(),)
    return None


PROVIDING = frozenset({"authorize", "authorise", "require", "state", "say", "provide", "call", "include", "direct", "mandate", "allow", "would", "impose", "allocate", "bar", "ban", "demand", "seek", "propose"})


def _without_own_state(context: Context, chain: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The chain without a state beside the person who speaks for it: "Ruiz said Quito had ordered" is put by Ruiz."""
    kept: list[tuple[str, ...]] = []
    for link in chain:
        acting_for = {i for m in context.analysis.actors if kept and m.kind in ("person", "office") and m.speaker in kept[-1] for i in m.ids}
        if not (kept and set(link) <= acting_for):
            kept.append(link)
    return kept


def _is_speaker(context: Context, name: str) -> bool:
    """Names, and phrases for people; a thing that "shows" or "prompts" is no speaker."""
    if name == "unnamed" or any(c.isupper() for c in name):
        return True
    return any(m.speaker == name for m in context.analysis.actors)


def _is_told_as_past(tree: Tree, i: int) -> bool:
    """Whether the verb that the event noun hangs on is in the past: "took part in exercises"."""
    at = i
    for head in tree.ancestors(i):
        if tree.tokens[head].pos in ("VERB", "AUX"):
            return tree.tokens[at].dep not in ("nsubj", "relcl", "advcl") and tree.tokens[head].tag == "VBD"
        at = head
    return False


def _has_will(tree: Tree, i: int) -> bool:
    at = tree.first_conjunct(i)
    return any(tree.tokens[c].text.lower() in ("will", "'ll") for t in (i, at) for c in tree.children(t, "aux"))


def _is_vowed(tree: Tree, i: int, over: list[Attribution]) -> bool:
    """Under a verb of threat or vow, whether it governs the trigger or says it."""
    return any(tree.tokens[a].lemma in ("vow", "threaten", "swear", "warn", "promise", "pledge") for a in tree.ancestors(i)) or any(
        a.cue_lemma in ("vow", "threaten", "swear", "warn") for a in over
    )


def _is_own_commitment(context: Context, s: int, i: int, chain: list[tuple[str, ...]], actor: tuple[str, ...]) -> bool:
    """Whether who speaks (or, where nobody does, who acts) commits itself: the actor, or somebody who acts for it."""
    if not chain:
        return False
    inner = set(chain[-1])
    if inner & set(actor):
        return True
    acting_for = {i for m in context.analysis.actors if m.speaker in inner for i in m.ids}
    return bool(acting_for & set(actor))


def _backshifted(tree: Tree, i: int) -> bool:
    """"said it would send": the would is the future as told in the past."""
    at = i
    for _ in range(3):
        if any(tree.tokens[c].text.lower() in ("would", "'d") for c in tree.children(at, "aux")):
            return not any(tree.tokens[c].text.lower() in ("if", "unless") for c in tree.children(at, "mark"))
        head = tree.head(at)
        if head is None:
            return False
        at = head
    return False
