"""Copies of one text are of one origin, whatever order they arrive in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.ledger import Ledger
from vedette.model.document import Document
from vedette.pipeline import Reading, link_copies, read_documents

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
STORY = [f"Sentence {k} of the story tells what the {name} did at the harbour on day {k}." for k, name in enumerate(["pilot", "warden", "captain", "miller", "bishop", "cooper", "farmer", "baker"])]
OTHER = [f"Line {k} of the other tale is about the {name} and a mountain with {k} roads." for k, name in enumerate(["goat", "eagle", "hermit", "herder", "cook", "piper"])]
# Bridge has half of the story and half of the other tale of a longer form, so it joins both.
TEXTS = {
    "wire": " ".join(STORY),
    "morning": "At the harbour\n\n" + " ".join(STORY[:6]),
    "evening": " ".join(STORY[2:]) + " The rest is known.",
    "radio": " ".join(reversed(STORY)),
    "tale": " ".join(OTHER),
    "tale again": " ".join(OTHER[:5]),
    "bridge": " ".join(STORY[:5] + OTHER[:5]),
    "alone": "Nothing that stands here stands in any of the others, and it is a text of some length that tells of clouds and of rain on slate roofs.",
}


def unread(document: Document) -> Reading:
    return Reading(document, None, ())  # type: ignore[arg-type]


def read(ledger: Ledger, documents: Sequence[Document]) -> None:
    outcomes = list(read_documents(documents, ledger=ledger, at=NOON, read=unread, reader="1"))
    assert all(outcome.failure is None for outcome in outcomes)


def origins(names: Sequence[str]) -> dict[str, str]:
    with Ledger.open("sqlite://") as ledger:
        read(ledger, [Document(name, TEXTS[name]) for name in names])
        return ledger.view().origins()


@settings(max_examples=30, deadline=None)
@given(st.permutations(sorted(TEXTS)))
def test_any_order_of_arrival_gives_the_same_origins(names: list[str]) -> None:
    found = origins(names)
    assert found == origins(sorted(TEXTS))
    assert len({found[name] for name in TEXTS if name != "alone"}) == 1
    assert found["alone"] == Document("alone", TEXTS["alone"]).sha256


def test_two_stories_are_two_origins_until_a_text_joins_them() -> None:
    apart = origins(["wire", "morning", "radio", "tale", "tale again"])
    assert apart["wire"] == apart["morning"] == apart["radio"] != apart["tale"] == apart["tale again"]


def test_a_batch_and_the_ledger_are_compared_alike(tmp_path: Path) -> None:
    location = str(tmp_path / "a.db")
    for name in ("wire", "morning", "tale"):
        with Ledger.open(location) as ledger:
            read(ledger, [Document(name, TEXTS[name])])
    with Ledger.open(location) as ledger:
        assert ledger.view().origins() == origins(["tale", "wire", "morning"])
        assert ledger.view().shared_origins() == (2, 1)


def test_the_first_of_an_origin_is_the_earliest_by_day(make_document: Any) -> None:
    with Ledger.open("sqlite://") as ledger:
        days = {"wire": date(2026, 1, 4), "morning": None, "radio": date(2026, 1, 3)}
        read(ledger, [make_document(name, TEXTS[name], published=day) for name, day in days.items()])
        origin = ledger.view().origin("wire")
        assert origin is not None
        assert [member.name for member in origin.documents] == ["radio", "wire", "morning"]
        assert ledger.view().origin("unheard of") is None


def test_a_page_that_was_rewritten_leaves_its_origin(make_document: Any) -> None:
    with Ledger.open("sqlite://") as ledger:
        read(ledger, [make_document(name, TEXTS["wire"]) for name in ("page", "paper")])
        assert ledger.view().shared_origins() == (2, 1)
        read(ledger, [make_document("page", TEXTS["alone"])])
        assert ledger.view().shared_origins() == (0, 0)
        # And the versions that say the same as before are still known as copies when it is changed back.
        read(ledger, [make_document("page", TEXTS["wire"])])
        assert ledger.view().shared_origins() == (2, 1)


def test_a_ledger_from_before_is_compared_when_it_is_next_read_into(make_document: Any) -> None:
    with Ledger.open("sqlite://") as ledger:
        for name in ("wire", "morning"):
            ledger.add(make_document(name, TEXTS[name]), (), reader="1", at=NOON)
        assert ledger.view().shared_origins() == (0, 0)
        read(ledger, [])
        assert ledger.view().shared_origins() == (2, 1)


def test_what_another_way_of_comparing_found_is_found_anew(make_document: Any) -> None:
    with Ledger.open("sqlite://") as ledger:
        read(ledger, [make_document(name, TEXTS[name]) for name in ("wire", "morning", "tale")])
        before = ledger.view().origins()
        ledger.origins.start("another scheme")
        assert ledger.view().counts()["copies"] == 0
        assert ledger.view().shared_origins() == (0, 0)
        read(ledger, [])
        assert ledger.view().origins() == before


def test_what_was_linked_is_not_linked_again(make_document: Any) -> None:
    with Ledger.open("sqlite://") as ledger:
        for name in ("wire", "morning"):
            ledger.add(make_document(name, TEXTS[name]), (), reader="1", at=NOON)
        wire, morning = (make_document(name, TEXTS[name]) for name in ("wire", "morning"))
        assert list(link_copies(ledger.origins, [wire.sha256, morning.sha256])) == []
        assert ledger.view().counts()["copies"] == 1
        assert list(link_copies(ledger.origins, [wire.sha256, morning.sha256])) == []
        assert ledger.view().counts()["copies"] == 1


@pytest.mark.parametrize("count", [150])
def test_a_key_that_many_texts_hold_is_held_by_no_more(count: int) -> None:
    """A hundred and fifty texts with the same line at the foot: all can be compared, and none is another's copy."""
    foot = "This message may hold what is meant for its reader alone, and whoever gets it by mistake is asked to burn it unread."
    texts = [f"Notice {k} about {k * 7} sheep on {k * 11} hills near town {k * 13}, read out by clerk {k * 17} at {k * 19} doors. {foot}" for k in range(count)]
    with Ledger.open("sqlite://") as ledger:
        read(ledger, [Document(str(k), text) for k, text in enumerate(texts)])
        assert ledger.view().counts()["sketches"] == count
        assert ledger.view().shared_origins() == (0, 0)
