"""What a report owes to the paper or the announcement it stands in: a bill's provisions, aid that is announced, approved or ordered.

"The bill would ban imports of Chadian gold" is a proposed ban, put by the bill; "announced 40 million euros in aid" is a pledge, put by who announces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vedette.model.analysis import ActorMention
from vedette.model.tree import Tree
from vedette.reports.arguments import subjects, surface_subjects
from vedette.reports.candidate import Candidate, Memory
from vedette.reports.context import Context
from vedette.reports.status import BILL_NAME, Reality

BILLS = frozenset({"bill", "draft", "legislation", "amendment", "motion", "resolution", "act"})
# A bill, then what it would do: "the act, which would …".
PROVIDING = re.compile(r"(?:\b(?:[Bb]ill|[Ll]egislation|[Aa]mendment|[Rr]esolution|Act)\b(?: of \d{4})?)[,”\"’' ]*(?:(?:which|that) )?(?:would|will|seeks to|aims to)\b")
PROMISING = frozenset({"announce", "unveil", "pledge", "promise", "vow", "commit"})
APPROVING = frozenset({"approve", "authorise", "authorize", "allocate", "earmark", "notify", "clear", "greenlight"})
STATUS = {**dict.fromkeys(PROMISING, "pledged"), **dict.fromkeys(APPROVING, "authorised"), "offer": "proposed", "propose": "proposed", "order": "contracted"}
CONTRACTS = frozenset({"contract", "deal"})
LISTING = frozenset({"include", "comprise", "contain", "feature", "consist", "cover", "compose"})
TOTALLING = frozenset({"bring", "raise", "push", "lift"})
BUYING = frozenset({"buy", "order", "purchase"})
# "is taking steps to ban": what is done is the ban.
TAKING = frozenset({"take", "move", "act"})
IMPOSING = frozenset({"impose", "levy", "place", "slap", "announce", "issue", "introduce", "adopt"})


def bill_over(context: Context, s: int, i: int) -> str | None:
    """The name of the bill that token i of sentence s is a provision of ("the bill" where it has none), else None."""
    tree = context.trees[s]
    verb = _verb_of(tree, i)
    if verb is None:
        return None
    for h in subjects(tree, verb):
        if (name := _bill_at(context, tree, h)) is not None:
            return name
    token = tree.tokens[verb]
    if token.tag not in ("VB", "VBP") or tree.children(verb, "nsubj", "nsubjpass"):
        return None
    sentence = context.analysis.sentences[s]
    opening = PROVIDING.search(context.analysis.clean.text, sentence.start, token.start + 1)
    return None if opening is None else _last_name(context, opening.end()) or "bill"


def _bill_at(context: Context, tree: Tree, h: int) -> str | None:
    token = tree.tokens[h]
    if token.lemma.lower() not in BILLS:
        return None
    return _last_name(context, token.end) or "bill"


def _last_name(context: Context, before: int) -> str | None:
    named = list(BILL_NAME.finditer(context.analysis.clean.text, 0, before))
    return named[-1].group() if named else None


def _verb_of(tree: Tree, i: int) -> int | None:
    """The verb that says what is done with the event at i: itself, or what its noun is the object of."""
    if tree.tokens[i].pos == "VERB":
        return i
    for a in tree.ancestors(i):
        if tree.tokens[a].pos == "VERB":
            return a
    return None


def carrier_of(tree: Tree, i: int) -> int | None:
    """The verb whose object the noun at i helps to name: "approved 40 million in aid", "approved a package of aid"."""
    at = i
    for a in tree.ancestors(i):
        token = tree.tokens[a]
        if token.pos == "VERB":
            link = tree.tokens[tree.first_conjunct(at)].dep
            return a if link in ("dobj", "nsubjpass") or (tree.tokens[at].text.lower() in ("in", "worth", "with") and tree.children(a, "dobj")) else None
        if token.pos == "ADP" and token.text.lower() not in ("in", "of", "worth", "with"):
            return None
        at = a
    return None


def settle(context: Context, s: int, i: int, type: str, reality: Reality, actor: Sequence[str], bill: str | None, earlier: str | None) -> Reality:
    """The reality of the trigger at (s, i) where a bill, an announcement or a list of contents decides it; `earlier` is the status of the aid last reported."""
    tree = context.trees[s]
    if bill is not None and not type.startswith("legislate."):
        return replace(reality, status="proposed", attributed_to=((bill,),), why=(*reality.why, f"a provision of {bill}"))
    verb = _verb_of(tree, i)
    if verb is None or reality.negated:
        return reality
    lemma = tree.tokens[verb].lemma
    if type == "sanction.impose" and lemma == "threaten" and verb != i and reality.status in ("done", "ongoing"):
        return replace(reality, status="threatened", why=(*reality.why, "threaten: threatened"))
    if type == "sanction.impose":
        return _imposed(tree, i, verb, reality)
    if not type.startswith("aid.") or (verb != i and carrier_of(tree, i) != verb):
        return reality
    if tree.tokens[i].dep == "acl" and tree.tokens[tree.tokens[i].head].lemma in CONTRACTS and type == "aid.arms":
        return replace(reality, status="contracted", why=(*reality.why, "under contract"))
    if (lemma in LISTING or lemma in TOTALLING) and earlier is not None and reality.status in ("done", "ongoing") and verb == i:
        return replace(reality, status=earlier, why=(*reality.why, "contents of what was reported before"))
    if lemma in BUYING and verb == i and reality.status in ("done", "ongoing") and tree.tokens[i].tag != "VBZ":
        return replace(reality, status="contracted", why=(*reality.why, f"{lemma}: contracted"))
    if lemma in ("pass", "adopt", "back") and verb != i and reality.status == "done":
        lemma = "approve"
    if lemma in STATUS and (reality.status in ("done", "ongoing") or (reality.status, STATUS[lemma]) == ("pledged", "pledged")):
        chain = reality.attributed_to or ((tuple(actor),) if actor and lemma != "order" else ())
        return replace(reality, status=STATUS[lemma], attributed_to=chain, why=(*reality.why, f"{lemma}: {STATUS[lemma]}"))
    return reality


def _imposed(tree: Tree, i: int, verb: int, reality: Reality) -> Reality:
    """Imposing is its own act: "is imposing", "has taken steps to impose" are done."""
    token = tree.tokens[verb]
    if reality.status == "ongoing" and token.tag == "VBG" and (verb == i or token.lemma in IMPOSING):
        return replace(reality, status="done", why=(*reality.why, "imposing is its own act"))
    if reality.status == "hypothetical" and token.tag == "VB" and not any(w in ("if", "may", "might", "could", "would") for w in (tree.tokens[c].text.lower() for c in tree.children(verb))):
        above = next((a for a in tree.ancestors(verb) if tree.tokens[a].pos == "VERB"), None)
        if above is not None and tree.tokens[above].lemma in TAKING and tree.tokens[above].tag in ("VBD", "VBN", "VBG", "VBZ") and surface_subjects(tree, above):
            return replace(reality, status="done", why=(*reality.why, "steps taken"))
    return reality


def legislating(context: Context, candidate: Candidate, memory: Memory) -> tuple[str, ...]:
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
