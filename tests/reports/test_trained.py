"""The trained model beside the frames: what it adds, what it takes away, and that it reads alike each time."""

from __future__ import annotations

from typing import Any

import numpy
import pytest

from vedette.analysis import analyse
from vedette.lexicon.frames import load_frames
from vedette.model.document import Document
from vedette.model.quantity import Money
from vedette.reports import read_reports
from vedette.reports.candidate import Candidate, Memory
from vedette.reports.context import Context
from vedette.reports.proposals import FEATURE_SIZES, PATHS, STATUS_LIST, TYPE_LIST, paths_from, sentence_features
from vedette.reports.reader import candidates
from vedette.reports.reconcile import Trust, reconcile, untold
from vedette.reports.trained import LONGEST, Proposal, load_model
from vedette.text import clean

RAID = "Peruvian gunboats shelled two Ecuadorian outposts on the river, the ministry in Quito said."


def context_of(text: str) -> Context:
    return Context(analyse(clean(Document("x", text))))


def proposal(token: int, type: str, chance: float, words: int) -> Proposal:
    """A proposal of one type with `chance`, the first word as actor."""
    types = {name: (chance if name == type else 0.0) for name in TYPE_LIST}
    statuses = {name: float(name == "done") for name in STATUS_LIST}
    roles = numpy.zeros((2, words))
    roles[0, 0] = 1.0
    return Proposal(token, 1 - chance, types, statuses, roles)


def test_the_same_text_gives_the_same_reports() -> None:
    first, second = (read_reports(analyse(clean(Document("x", RAID)))) for _ in range(2))
    assert [r.to_record() for r in first] == [r.to_record() for r in second]
    assert first


def test_every_chance_is_one_and_every_sentence_is_answered() -> None:
    context = context_of(f"{RAID} Nobody was hurt. {'Then it rained again and ' * 60}it stopped.")
    found = {s: candidates(context, s, Memory()) for s in range(len(context.trees))}
    proposed = load_model().propose(context, found, floor=0.0)
    assert proposed.keys() == found.keys()
    for by_token in proposed.values():
        assert 0 < len(by_token) <= LONGEST
        for one in by_token.values():
            assert one.none + sum(one.types.values()) == pytest.approx(1, abs=1e-4)
            assert sum(one.statuses.values()) == pytest.approx(1, abs=1e-4)


def test_features_and_paths_stay_inside_their_tables() -> None:
    context = context_of(RAID)
    for row in sentence_features(context, 0, candidates(context, 0, Memory())).rows:
        assert all(0 <= value < size for value, size in zip(row, FEATURE_SIZES, strict=True))
    for i in range(len(context.trees[0].tokens)):
        paths = paths_from(context.trees[0], i)
        assert len(paths) == len(context.trees[0].tokens)
        assert all(0 <= path < PATHS for path in paths)


def test_a_frame_of_which_the_model_is_sure_that_it_reports_nothing_goes() -> None:
    context = context_of(RAID)
    found = candidates(context, 0, Memory())
    words = len(context.trees[0].tokens)
    assert found
    nothing = {c.token: proposal(c.token, c.frame.type, 0.01, words) for c in found}
    assert reconcile(context, 0, found, nothing, Memory(), Trust(drop=0.95)) == []
    doubtful = {c.token: proposal(c.token, c.frame.type, 0.2, words) for c in found}
    assert reconcile(context, 0, found, doubtful, Memory(), Trust(drop=0.95)) == found


def test_a_word_that_no_frame_took_reports_where_the_model_is_sure() -> None:
    context = context_of("Lima glared at Quito across the strait.")
    assert candidates(context, 0, Memory()) == []
    words = len(context.trees[0].tokens)
    sure = {1: proposal(1, "threaten.warn", 0.8, words)}
    (added,) = reconcile(context, 0, [], sure, Memory(), Trust(add=0.5))
    assert (added.frame.type, added.actor_ids) == ("threaten.warn", ("PER",))
    assert "trained model: 0.80 that it is threaten.warn" in added.why
    assert reconcile(context, 0, [], {1: proposal(1, "threaten.warn", 0.3, words)}, Memory(), Trust(add=0.5)) == []


def test_what_a_frame_tells_is_not_told_again() -> None:
    # "launched" beside "raid": one event, of which the frame took the noun
    context = context_of("Lima launched a raid on Quito.")
    words = len(context.trees[0].tokens)
    frame = next(f for f in load_frames().frames if f.type == "assault.attack")
    taken = Candidate(frame, 0, 3, actor_ids=("PER",))
    both = {1: proposal(1, "assault.attack", 0.9, words), 3: proposal(3, "assault.attack", 0.9, words)}
    assert [c.token for c in reconcile(context, 0, [taken], both, Memory())] == [3]


def test_a_sum_that_a_frame_tells_is_not_proposed_again(make_report: Any) -> None:
    document, sum_of = Document("x", RAID), Money(2e8, 2e8, "USD")
    told = [make_report(document, type="aid.military", money=sum_of)]
    assert untold([make_report(document, type="aid.economic", money=sum_of)], told) == []
    other = make_report(document, type="aid.economic", money=Money(3e8, 3e8, "USD"))
    assert untold([other], told) == [other]
    # another family may well name the same sum
    bought = make_report(document, type="agree.deal", money=sum_of)
    assert untold([bought], told) == [bought]
