"""Copies: what a desk does to a wire keeps it one, what merely resembles it does not make it one."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.text.copies import copy_reason, may_be_copies, overlap, sketch, word_runs

SHIPS = [
    "The frigate left the naval base at first light, two officers on the quay said.",
    "It is to join three minesweepers off the northern lighthouse by the weekend.",
    "The ministry would not say how long the patrol is meant to last.",
    "Fishermen in the bay were told by radio to keep their boats south of the cape.",
    "Last month a trawler and a coastguard cutter scraped hulls in the same waters.",
    "Nobody was hurt then, and each side blamed the other for turning too late.",
    "An opposition member of parliament called the patrol a show for the evening news.",
    "The island's council wants the talks about quotas to begin again before winter.",
]
LOANS = [
    "The development bank has put off its vote on a loan for the eastern railway.",
    "Two of its members want to see the accounts of the building company first.",
    "The loan was to pay for forty kilometres of track and a bridge over the gorge.",
    "A spokeswoman said that the delay was a matter of weeks and not of principle.",
    "The finance minister had hoped to sign the papers during her visit on Thursday.",
    "Without the money the works will stop when the frost comes, an engineer warned.",
    "The railway has been promised to the valley since before the last three elections.",
    "Shares of the company fell by a tenth when the exchange opened in the morning.",
]


def text(*sentences: str) -> str:
    return " ".join(sentences)


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        (text(*SHIPS), text(*SHIPS), "same"),
        (text(*SHIPS), "\n\n".join(SHIPS), "same"),  # other paragraphs
        (text(*SHIPS), text(*SHIPS).upper(), "same"),  # other capitals
        (text(*SHIPS), text(*reversed(SHIPS)), "same"),  # another order: the sentences are those
        (text(*SHIPS), "Patrol put to sea\n\n" + text(*SHIPS), "edited"),  # another headline
        (text(*SHIPS), text(*SHIPS[:6], *LOANS[:2]), "edited"),  # a quarter of the sentences replaced
        (text(*SHIPS), text(*SHIPS[:4]), "part"),  # cut from the bottom
        (text(*SHIPS), text(*LOANS), None),
        (text(*SHIPS), text(*SHIPS[:2], *LOANS), None),  # two sentences quoted
        (SHIPS[0], SHIPS[0].replace(",", ""), "same"),  # a short text, the same words
        (SHIPS[0], SHIPS[0].replace("two", "three"), None),  # a short text is too little to be like another
        ("", "", None),
        ("* * *", "- - -", None),  # no words at all
    ],
)
def test_what_is_a_copy(left: str, right: str, reason: str | None) -> None:
    for one, other in ((left, right), (right, left)):
        assert copy_reason(word_runs(one), word_runs(other))[0] == reason


def test_a_form_with_other_figures_is_no_copy() -> None:
    form = "The central bank will sell {} billion crowns in bills to {} houses. The yield is put at {} percent. The sale on {} drains a surplus of {} billion."
    one, other = form.format(300, 12, "4.1", "3 May", 410), form.format(550, 31, "3.7", "9 June", 760)
    assert copy_reason(word_runs(one), word_runs(other))[0] is None


def test_a_digest_makes_no_one_origin_of_what_it_quotes() -> None:
    others = [f"Item {k} of the evening tells how village {k} repaired its bridge number {k} after the flood." for k in range(60)]
    digest = text(*SHIPS, *LOANS, *others)
    assert overlap(word_runs(digest), word_runs(text(*SHIPS))).contained == 1
    assert copy_reason(word_runs(digest), word_runs(text(*SHIPS)))[0] is None


def test_signs_without_blanks_are_words() -> None:
    report = "挪威外交部长星期三在奥斯陆表示，该国将向乌克兰提供一批新的火炮和弹药，并派出教官。运输将于六月开始，具体数量没有公布。"
    assert len(word_runs(report)) > 30
    assert copy_reason(word_runs(report), word_runs(report.replace("六月", "九月")))[0] == "edited"


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.floats(0.1, 1.0))
def test_copies_are_looked_up_by_their_sketches(seed: int, kept: float) -> None:
    """Whatever is measured to be a copy by a good margin shares a key, and the estimate does not rule it out."""
    chance = random.Random(seed)
    words = [f"word{k}" for k in range(400)]
    sentences = [" ".join(chance.choices(words, k=12)) + "." for _ in range(40)]
    other = [line if chance.random() < kept else " ".join(chance.choices(words, k=12)) + "." for line in sentences]
    left, right = word_runs("\n".join(sentences)), word_runs("\n".join(other))
    reason, found = copy_reason(left, right)
    one, two = sketch(left), sketch(right)
    if reason and found.alike > 0.3:
        assert set(one.keys) & set(two.keys)
    if reason:
        assert may_be_copies(one, two) is not None
    if found.shared == 0:
        assert may_be_copies(one, two) is None


@given(st.text(st.characters(codec=None), max_size=300), st.text(st.characters(codec=None), max_size=300))
def test_any_text_has_a_sketch_and_overlaps_are_shares(left: str, right: str) -> None:
    one, other = word_runs(left), word_runs(right)
    assert sketch(one) == sketch(one)
    assert len(sketch(one).signature) == len(sketch(other).signature)
    found = overlap(one, other)
    assert 0 <= found.alike <= found.contained <= 1
    assert found == overlap(other, one)
