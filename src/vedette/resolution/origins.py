"""Who stands behind an event: ten copies of a wire, the papers of one house, or one official quoted by all are one origin."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from vedette.lexicon.actors import actor_lexicon
from vedette.lexicon.recounting import documentary_words, publisher_families
from vedette.model.event import Origin, Told
from vedette.model.report import Report

SPEAKING_FOR = ("organ", "name", "metonym", "capital")


def document_origin(told: Told) -> str:
    """What near-duplicates of one text share: the origin that the ledger knows, else the document itself."""
    return told.origin or told.report.document


def publisher_family(publisher: str | None) -> str | None:
    """The house that a publisher belongs to, itself where it is known as nobody's; None for no publisher."""
    if not publisher or not publisher.strip():
        return None
    name = " ".join(publisher.casefold().split())
    return publisher_families().get(name, name.removeprefix("the "))


def speaker_of(report: Report) -> str | None:
    """Who says so, where that is somebody with a name: the innermost link of the chain, else the one before. None for the text itself."""
    for link in reversed(report.attributed_to):
        named = [name for name in link if name[:1].isupper() and name != "unnamed"]
        if named:
            return ", ".join(sorted(named))
    return None


def side_of(told: Told) -> str | None:
    """ "actor" or "recipient" where the report rests on that party's word: it says so itself, or publishes it."""
    report = told.report
    parties = (("actor", report.actor), ("recipient", report.recipient))
    speaker = speaker_of(report)
    for name in filter(None, (speaker, told.publisher if speaker is None else None)):
        stands_for = {name, *_states_of(name)}
        for side, ids in parties:
            if stands_for & set(ids):
                return side
    return None


def _states_of(name: str) -> tuple[str, ...]:
    """Canonical ids that a name of a government, ministry or capital stands for."""
    folded = name.casefold().removeprefix("the ")
    for entry in _named().get(folded, ()):
        return entry
    return ()


@cache
def _named() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for entry in actor_lexicon().names:
        if entry.role in SPEAKING_FOR:
            found.setdefault(entry.surface.casefold().removeprefix("the "), []).append(entry.ids)
    return found


def is_documentary(told: Told) -> bool:
    """Whether the report rests on a document of the act: the party's own release of a formal act, or a contract, bill or record."""
    report = told.report
    words = {word.strip(".,").casefold() for link in report.attributed_to for name in link for word in name.split()}
    if words & documentary_words():
        return True
    own_words = {name for link in report.attributed_to for name in link} <= set(report.actor)
    is_own = bool({told.publisher, *_states_of(told.publisher or "")} & set(report.actor))
    return report.status in ("authorised", "contracted") and own_words and is_own


def independent_origins(members: Sequence[Told]) -> tuple[Origin, ...]:
    """The reports parted by origin; whatever two share of text, house or named speaker makes them one."""
    ordered = sorted(members, key=lambda told: told.report.id)
    home = list(range(len(ordered)))

    def root(i: int) -> int:
        while home[i] != i:
            i = home[i]
        return i

    by_key: dict[tuple[str, str], int] = {}
    reasons: dict[int, set[str]] = {}
    for i, told in enumerate(ordered):
        for key in _keys(told):
            if key in by_key and root(by_key[key]) != root(i):
                first, second = sorted((root(by_key[key]), root(i)))
                home[second] = first
                reasons[first] = reasons.get(first, set()) | reasons.pop(second, set()) | {f"{key[0]} {key[1]}"}
            by_key.setdefault(key, i)
    groups: dict[int, list[Told]] = {}
    for i, told in enumerate(ordered):
        groups.setdefault(root(i), []).append(told)
    return tuple(
        Origin(_name(told), tuple(one.report.id for one in told), tuple(sorted(reasons.get(i, ()))), _common_side(told))
        for i, told in groups.items()
    )


def _keys(told: Told) -> list[tuple[str, str]]:
    keys = [("one text:", document_origin(told)), ("one document:", told.report.document)]
    speaker, family = speaker_of(told.report), publisher_family(told.publisher)
    if speaker is not None:
        keys.append(("one speaker:", speaker))
    elif family is not None:
        keys.append(("one house:", family))
    if family is not None and speaker is not None and side_of(told) is None:
        keys.append(("one house:", family))
    return keys


def _name(members: Sequence[Told]) -> str:
    names = [speaker_of(told.report) or publisher_family(told.publisher) or told.report.document for told in members]
    return min(names, key=lambda name: (-names.count(name), name))


def _common_side(members: Sequence[Told]) -> str | None:
    sides = {side_of(told) for told in members}
    return sides.pop() if len(sides) == 1 else None


def corroboration(members: Sequence[Told], origins: Sequence[Origin]) -> str:
    """How well the event stands: documentary, both sides, two independent, one side only, or single origin.

    A party's own word counts as an origin, but two voices of one party are one side; a denial supports nothing.
    """
    supporting = [told for told in members if told.report.status not in ("denied", "cancelled") and not told.report.negated] or list(members)
    ids = {told.report.id for told in supporting}
    behind = [origin for origin in origins if ids & set(origin.reports)]
    sides = {origin.side for origin in behind}
    if any(is_documentary(told) for told in supporting):
        return "documentary"
    if {"actor", "recipient"} <= sides:
        return "both sides"
    if len(behind) <= 1:
        return "single origin"
    if sides <= {"actor"} or sides <= {"recipient"}:
        return "one side only"
    return "two independent"
