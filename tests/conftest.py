"""Factories that all tests share: documents and reports with evidence that is really in the text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from vedette.model.document import Document
from vedette.model.report import Report, report_id

MakeDocument = Callable[..., Document]
MakeReport = Callable[..., Report]


@pytest.fixture(scope="session")
def make_document() -> MakeDocument:
    def make(name: str = "wire/one.txt", text: str = "Norway sent six howitzers to Ukraine.", **known: Any) -> Document:
        return Document(name, text, **{"published": date(2022, 6, 8), "published_from": "option", **known})

    return make


@pytest.fixture(scope="session")
def make_report() -> MakeReport:
    def make(document: Document, evidence: str | None = None, **fields: Any) -> Report:
        evidence = document.text if evidence is None else evidence
        start = document.text.index(evidence)
        fields = {"type": "aid.arms", "status": "done", **fields}
        trigger = fields.pop("trigger", 0)
        name = report_id(document.name, document.sha256, fields["type"], start, start + len(evidence), trigger)
        return Report(**{"id": name, **fields}, document=document.name, evidence=evidence, start=start, end=start + len(evidence))

    return make
