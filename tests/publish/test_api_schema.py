"""The running server keeps what its OpenAPI description promises, whatever is asked: seeded, and bounded in number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from vedette.ledger import Ledger
from vedette.publish.application import make_application

EXAMPLES = 12  # requests for each operation


@pytest.fixture(scope="module")
def description(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., Any], make_document: Any, make_report: Any) -> Iterator[Any]:
    where = str(Path(tmp_path_factory.mktemp("schema"), "strait.db"))
    with Ledger.open(where) as store:
        document = make_document()
        store.add(document, [make_report(document, id="aaaa1111", actor=("NOR",), recipient=("UKR",))], reader="1", at=datetime.now(UTC))
    with serve(where, None) as url:
        yield schemathesis.openapi.from_url(f"{url}/api/v1/openapi.json")


def operations() -> list[tuple[str, str]]:
    paths = make_application(lambda: Ledger.open("unused"), name="", site=None).openapi()["paths"]
    return [(path, method) for path, item in sorted(paths.items()) for method in sorted(item)]


@pytest.mark.parametrize(("path", "method"), operations())
def test_the_server_keeps_its_description(description: Any, path: str, method: str) -> None:
    # Which parties and cursors there are, no schema can say: a value that is well formed may still be refused.
    @settings(max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=description[path][method].as_strategy())
    def keeps(case: schemathesis.Case) -> None:
        case.call_and_validate(excluded_checks=[positive_data_acceptance], timeout=20)

    keeps()
