"""Survey results: the share of those asked that a sentence gives, and who asked them."""

from __future__ import annotations

from collections.abc import Sequence

from vedette.model.evidence import Span
from vedette.model.quantity import Item
from vedette.reports.context import Context

SURVEYS = frozenset({"poll", "survey", "questionnaire", "study", "pollster"})


def shares(context: Context, s: int, heads: Sequence[int]) -> list[tuple[Item, Span]]:
    """The shares under the subjects at `heads`: "Some 41 percent of Swedes" is 36.9 to 45.1 of Swedes."""
    tree, found = context.trees[s], list[tuple[Item, Span]]()
    for h in heads:
        near = [h, *tree.children(h, "nummod", "appos"), *(o for _, o in tree.preposition_objects(h, "of", "in"))]
        for t in near:
            for q in context.quantities_by_item.get((s, t), []):
                if q.unit == "percent":
                    found.append((Item(q.item or "respondents", "share", q.low, q.high, "new", None), Span(q.start, q.end)))
    return found[:1]


def pollsters(context: Context, s: int) -> tuple[str, ...]:
    """Who ran the survey last spoken of, up to three sentences back: "a poll by X", "an X survey"; empty where none is named."""
    for at in range(s, max(s - 4, -1), -1):
        tree = context.trees[at]
        for token in tree.tokens:
            if token.lemma not in SURVEYS or token.pos not in ("NOUN", "PROPN"):
                continue
            heads = [o for name, o in tree.preposition_objects(token.i) if name in ("by", "from", "of")]
            for c in tree.children(token.i, "prep", "acl"):
                heads.extend(o for name, o in tree.preposition_objects(c) if name in ("by", "with"))
            heads = heads or tree.children(token.i, "compound", "poss", "nmod")
            names = [_name(context, at, h) for h in heads]
            if found := tuple(dict.fromkeys(n for n in names if n)):
                return found
    return ()


def _name(context: Context, s: int, i: int) -> str | None:
    """The proper name that ends at token i, without its article."""
    tree = context.trees[s]
    if tree.tokens[i].pos != "PROPN":
        return None
    if (mention := context.actors.get((s, i))) is not None and mention.kind == "organisation" and mention.ids:
        return mention.ids[0]
    own = [t for t in tree.subtree(i, stop=frozenset({"conj", "cc", "punct", "appos", "relcl", "acl"})) if tree.tokens[t].dep not in ("det", "case")]
    start, end = tree.span(own)
    return context.analysis.clean.text[start:end]
