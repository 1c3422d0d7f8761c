"""What is not English is kept and not read; a mixed document is read in its English paragraphs, at offsets of the source."""

from __future__ import annotations

from datetime import UTC, datetime

from vedette.intake import document_from_text
from vedette.ledger import Ledger
from vedette.pipeline import read_documents

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
ENGLISH = "Norway has sent six howitzers to Ukraine, the defence ministry in Oslo said on Wednesday."
RUSSIAN = "Норвегия отправила Украине шесть гаубиц, сообщило в среду министерство обороны в Осло."
FRENCH = "La Norvège a envoyé six obusiers à l'Ukraine, a annoncé mercredi le ministère de la Défense à Oslo, et les munitions suivront la semaine prochaine par la mer."


def test_another_language_is_kept_and_not_read() -> None:
    with Ledger.open("sqlite://") as ledger:
        documents = [document_from_text(FRENCH, name="fr"), document_from_text(RUSSIAN, name="ru"), document_from_text(ENGLISH, name="en")]
        outcomes = list(read_documents(documents, ledger=ledger, at=NOON))
        assert [(outcome.state, outcome.language) for outcome in outcomes] == [("unread", "fr"), ("unread", "ru"), ("read", None)]
        assert ledger.view().versions("fr")[0].document.language == "fr"
        assert ledger.view().versions("fr")[0].document.text == FRENCH
        assert [outcome.state for outcome in read_documents(documents, ledger=ledger, at=NOON)] == ["unchanged"] * 3


def test_a_mixed_document_is_read_in_its_english_paragraphs() -> None:
    text = f"{RUSSIAN} {RUSSIAN}\n\n{ENGLISH}\n\n{FRENCH}\n"
    (outcome,) = read_documents([document_from_text(text, name="mixed")], ledger=None, at=NOON)
    assert outcome.state == "read"
    assert outcome.reports
    for report in outcome.reports:
        assert text[report.start : report.end] == report.evidence
        assert report.evidence in ENGLISH
