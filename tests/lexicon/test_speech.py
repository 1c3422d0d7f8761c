"""The table of cue words matches its own examples, and no word stands where it can never count."""

from __future__ import annotations

from array import array

import pytest

from vedette.analysis.attribution import find_attributions
from vedette.analysis.parse import parse
from vedette.lexicon import speech
from vedette.lexicon.tables import read_table
from vedette.model.analysis import Attribution
from vedette.model.document import CleanText, Document, Paragraph

TABLE = read_table("speech")
KINDS = ("verbs", "nouns", "prepositions", "adverbs", "adjectives")


def read(text: str) -> tuple[Attribution, ...]:
    clean = CleanText(Document("case.txt", text), text, (Paragraph(0, len(text)),), array("L", range(len(text))))
    return find_attributions(clean, parse(clean), ())


@pytest.mark.parametrize("text", TABLE["meta"]["examples"])
def test_example(text: str) -> None:
    assert read(text)


@pytest.mark.parametrize("text", TABLE["meta"]["counter_examples"])
def test_counter_example(text: str) -> None:
    assert read(text) == ()


def test_there_are_enough_cues() -> None:
    assert sum(len(group["words"]) for kind in KINDS for group in TABLE[kind]) >= 250


@pytest.mark.parametrize("kind", KINDS)
def test_flags_are_known_and_words_lower_case(kind: str) -> None:
    for group in TABLE[kind]:
        assert set(group["flags"]) <= speech.FLAGS
        assert all(word == word.lower().strip() for word in group["words"])
        assert len(set(group["words"])) == len(group["words"]), group["words"]


def test_forms_lead_to_verbs() -> None:
    assert set(TABLE["forms"].values()) <= set(speech.verbs())


def test_the_first_group_decides_the_flags() -> None:
    assert speech.verbs()["suspect"].flags == {"accusation", "hedging"}
    assert {"that", "person"} <= speech.verbs()["suspect"].takes


def test_a_form_that_the_parser_lemmatises_wrong() -> None:
    cue = speech.verb_of("hop", "hopes")
    assert cue is not None
    assert cue.word == "hope"
