"""Lists after one verb: "sent tanks to Poland and two frigates to Greece" is two, "sent tanks to Poland, along with 90 men" one.

The tree often hangs the second half on the wrong noun, so the words after the verb are read in their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from vedette.model.evidence import Span
from vedette.model.report import Place, Report, report_id
from vedette.model.tree import Tree
from vedette.reports import fields
from vedette.reports.context import Context

DIRECTIONS = frozenset({"to", "into", "toward", "towards"})
SPLITTING = ("mobilize.deploy", "aid.arms")


@dataclass
class Group:
    """Things with where (or to whom) they go: token indices."""

    things: list[int] = field(default_factory=list)
    goals: list[int] = field(default_factory=list)


def groups(context: Context, s: int, i: int) -> list[Group]:
    """The things after the verb at token i, grouped by their destinations; one group where nothing is gapped."""
    tree = context.trees[s]
    if tree.tokens[i].pos != "VERB":
        return []
    found = [Group()]
    for token in tree.tokens[i + 1 :]:
        t = token.i
        if (token.pos in ("VERB", "AUX") and token.dep not in ("amod", "compound", "nmod", "prep")) or token.text in (";", ":", "that", "which", "who", "while", "as if"):
            break
        if _is_thing(context, s, t):
            if found[-1].goals:
                if not _is_listed(tree, t):
                    continue
                found.append(Group())
            found[-1].things.append(t)
        elif (s, t) in context.places or (s, t) in context.actors:
            if found[-1].things and _is_goal(tree, t, i) and t not in found[-1].goals:
                found[-1].goals.append(t)
    if len(found) > 1 and not found[-1].goals:
        # What follows without a destination of its own goes where the last did.
        found[-2].things.extend(found.pop().things)
    return [g for g in found if g.things]


def _is_thing(context: Context, s: int, t: int) -> bool:
    tree = context.trees[s]
    materiel = context.materiel.get((s, t))
    if materiel is not None and tree.token_at(materiel.start, materiel.end) == t and tree.tokens[t].dep not in ("compound", "amod", "poss"):
        return True
    return any(q.category not in (None, "share", "person") and q.unit is None for q in context.quantities_by_item.get((s, t), []))


def _is_listed(tree: Tree, t: int) -> bool:
    """Whether the phrase that ends at token t follows a coordinator: "and", "along with", "as well as", a comma in a list."""
    k = t - 1
    while k > 0 and (tree.tokens[k].pos in ("ADJ", "NUM", "DET", "NOUN", "PROPN", "ADV", "SYM") or tree.tokens[k].dep in ("amod", "compound", "nummod", "quantmod", "case") or tree.tokens[k].text in ("-", "of")):
        if tree.tokens[k].text.lower() in ("along", "plus"):
            break
        k -= 1
    word, before = tree.tokens[k].text.lower(), tree.tokens[k - 1].text.lower() if k else ""
    return word in ("and", "plus", ",") or (word == "with" and before in ("along", "together")) or (word == "as" and before == "well")


def _is_goal(tree: Tree, t: int, verb: int) -> bool:
    """Whether "to" leads to the name at token t, over its own words and coordinated names."""
    k = t - 1
    while k > verb and (tree.tokens[k].pos in ("ADJ", "DET", "PROPN", "CCONJ", "PRON", "PUNCT", "NOUN") or tree.tokens[k].text.lower() == "of"):
        k -= 1
    return tree.tokens[k].text.lower() in DIRECTIONS


def gapped(context: Context, s: int, i: int, report: Report, rest: Sequence[Group]) -> list[Report]:
    """The reports of the later groups, each with its own things, destination and evidence."""
    tree, clean = context.trees[s], context.analysis.clean
    found = []
    for group in rest:
        items = tuple(item for item, _ in fields.find_items(context, s, group.things))
        start = min(tree.tokens[min(group.things)].start, *(span.start for _, span in fields.find_items(context, s, group.things)), tree.tokens[max(group.things)].start)
        source = clean.source_span(start, tree.tokens[max(*group.goals, *group.things)].end)
        changed = replace(
            report,
            id=report_id(report.document, clean.document.sha256, report.type, source.start, source.end, start),
            start=source.start,
            end=source.end,
            evidence=source.of(clean.document.text),
            items=items,
            place=tuple(place for place, _ in goal_places(context, s, group)) if report.place else (),
            recipient=goal_parties(context, s, group) or report.recipient if report.type == "aid.arms" else report.recipient,
            why=(*report.why, f"gapped {tree.tokens[i].text}"),
            spans=(),
        )
        found.append(changed)
    return found


def goal_places(context: Context, s: int, group: Group) -> list[tuple[Place, Span]]:
    """The destinations of a group as places, role "to"."""
    seen: dict[str, tuple[Place, Span]] = {}
    for t in group.goals:
        if (place := context.places.get((s, t))) is not None:
            seen.setdefault(place.name, (Place(place.name, "to"), Span(place.start, place.end)))
    return list(seen.values())


def goal_parties(context: Context, s: int, group: Group) -> tuple[str, ...]:
    """The destinations of a group as parties."""
    return tuple(dict.fromkeys(i for t in group.goals if (m := context.actors.get((s, t))) is not None for i in m.ids))
