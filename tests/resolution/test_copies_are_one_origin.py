"""Copies of one text under other names and publishers are one origin of the event that they tell."""

from __future__ import annotations

from datetime import UTC, date, datetime

from vedette.ledger import Ledger, Selection
from vedette.model.document import Document
from vedette.pipeline import read_documents
from vedette.questions.events import events

TEXT = """Norway sent $57 million in military aid to Kenya on Wednesday.

The package holds trucks, field kitchens and radios, and the first of it is to leave the port of Stavanger before the end of the month.
A second ship is being loaded, and officers in Nairobi said that they had sent a list of what was needed most to the embassy in Oslo."""


def test_copies_are_one_origin() -> None:
    copies = [Document(f"{n}.txt", TEXT, published=date(2031, 3, 5), publisher=house) for n, house in enumerate(("Harbour Post", "Morning Ledger"))]
    own = Document("own.txt", "On Wednesday Norway sent Kenya $57 million in military aid.", published=date(2031, 3, 6), publisher="Coastal Times")
    with Ledger.open("sqlite://") as ledger:
        list(read_documents([*copies, own], ledger=ledger, at=datetime(2031, 3, 7, tzinfo=UTC)))
        found = max(events(ledger.view(), Selection(types=("aid",))), key=lambda event: len(event.links))
    assert len(found.links) >= 3
    assert len(found.origins) == 2
    assert found.corroboration == "two independent"
