"""Each programme is named by each of its cues, and by nothing that only looks like one."""

from __future__ import annotations

import pytest

from vedette.lexicon.programmes import find_programmes, is_authority, programmes
from vedette.lexicon.tables import read_table

TABLE = read_table("programmes")


@pytest.mark.parametrize("example", TABLE["meta"]["examples"])
def test_examples(example: str) -> None:
    name, _, text = example.partition(": ")
    assert name in {mention.programme.id for mention in find_programmes(text)}


def test_every_programme_without_doubt_has_an_example_or_a_cue_of_its_own() -> None:
    cues = [cue.lower() for entry in TABLE["programme"].values() for cue in [*entry["cues"], *entry.get("abbreviations", ())]]
    assert len(cues) == len(set(cues))


@pytest.mark.parametrize("text", TABLE["meta"]["counter_examples"])
def test_counter_examples(text: str) -> None:
    assert find_programmes(text) == ()


@pytest.mark.parametrize(("name", "cue"), [(name, cue) for name, entry in TABLE["programme"].items() for cue in [*entry["cues"], *entry.get("abbreviations", ())]])
def test_no_cue_is_dead(name: str, cue: str) -> None:
    assert [m.programme.id for m in find_programmes(f"paid out as {cue}, it was said")] == [name]


def test_spellings() -> None:
    text = "weapons from U.S. Department of Defense inventories under the Lend Lease act"
    assert [m.programme.id for m in find_programmes(text)] == ["drawdown", "lend-lease"]
    assert next(text[m.start : m.end] for m in find_programmes(text)) == "from U.S. Department of Defense inventories"


def test_authority() -> None:
    assert is_authority("drawdown")
    assert not is_authority("USAI")
    assert not is_authority(None)
    assert set(programmes()) >= {"drawdown", "USAI", "FMF", "ERA", "EPF", "MFA"}
