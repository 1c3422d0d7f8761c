"""The documentation says all that there is, and nothing leads nowhere."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from typer.main import get_command

from vedette.cli import app
from vedette.ledger import Ledger
from vedette.model.quantity import Item, Money
from vedette.model.report import STATUSES, TYPES, Place, Report, When
from vedette.publish.application import make_application

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
LEXICON = sorted((ROOT / "src" / "vedette" / "lexicon" / "data").glob("*.toml"))
# .venv, caches, packages and build outputs hold Markdown that is not ours.
NOT_OURS = (".", "build", "dist", "node_modules")
PAGES = sorted(page for page in ROOT.rglob("*.md") if not any(part.startswith(NOT_OURS) for part in page.relative_to(ROOT).parts))
LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\((?P<target>[^)\s]+)\)")
META_KEYS = {"schema", "about", "source", "examples", "counter_examples"}


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def keys(value: Any) -> set[str]:
    """All keys of a JSON value, however deep."""
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in keys(inner)}
    if isinstance(value, list):
        return {key for inner in value for key in keys(inner)}
    return set()


def full_report() -> Report:
    return Report(
        id="0", document="d", type="aid.arms", status="done", evidence="e", start=0, end=1,
        items=(Item("ferry", "ship", 2, 2),), money=Money(1, 1, "EUR"), place=(Place("Malta"),), when=When(date(2031, 1, 1)),
    )  # fmt: skip


def test_every_command_is_documented() -> None:
    shown = read(ROOT / "README.md") + read(DOCS / "commands.md")
    names = list(get_command(app).commands)  # type: ignore[attr-defined]
    assert names
    assert [name for name in names if f"vedette {name}" not in shown] == []


def test_readme_shows_every_command() -> None:
    readme = read(ROOT / "README.md")
    assert [name for name in get_command(app).commands if f"vedette {name}" not in readme] == []  # type: ignore[attr-defined]


def test_every_address_of_the_api_is_described() -> None:
    page = read(DOCS / "reading-room.md")
    paths = make_application(lambda: Ledger.open("unused"), name="", site=None).openapi()["paths"]
    assert len(paths) > 10
    assert [path for path in paths if f"`{path}`" not in page] == []


def test_help_text_in_docs_is_current() -> None:
    stale = "docs/commands.md is stale: run make docs (python docs/build_commands.py)"
    assert read(DOCS / "commands.md") == load(DOCS / "build_commands.py").page(), stale


def test_every_field_of_the_record_is_described() -> None:
    page = read(DOCS / "record.md")
    assert [key for key in sorted(keys(full_report().to_record())) if f"`{key}`" not in page] == []


@pytest.mark.parametrize("name", [*TYPES, *STATUSES])
def test_every_type_and_status_has_a_row(name: str) -> None:
    assert re.search(rf"^\| `{re.escape(name)}` \| \S", read(DOCS / "record.md"), re.MULTILINE)


def test_record_page_describes_no_type_or_status_that_is_not_there() -> None:
    rows = re.findall(r"^\| `([^`]+)` \|", read(DOCS / "record.md"), re.MULTILINE)
    assert set(rows) - set(full_report().to_record()) - set(TYPES) - set(STATUSES) == set()


def test_there_are_decision_pages() -> None:
    assert len(DECISIONS) >= 9


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_every_decision_is_linked_and_complete(page: Path) -> None:
    assert f"]({page.name})" in read(DOCS / "decisions" / "README.md")
    assert re.findall(r"^## (.+)$", read(page), re.MULTILINE) == ["Context", "Choice", "Consequences"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file(page: Path) -> None:
    targets = [match["target"].split("#")[0] for match in LINK.finditer(read(page))]
    missing = [t for t in targets if t and "://" not in t and not t.startswith("mailto:") and not (page.parent / t).exists()]
    assert missing == []


@pytest.mark.parametrize("page", [ROOT / "README.md", DOCS / "seeds.md"], ids=lambda page: page.name)
def test_no_link_leads_outside(page: Path) -> None:
    assert re.findall(r"\w+://\S+", read(page)) == []


@pytest.mark.parametrize("table", LEXICON, ids=lambda table: table.stem)
def test_every_lexicon_table_says_what_it_is(table: Path) -> None:
    meta = tomllib.loads(read(table)).get("meta", {})
    assert meta.keys() >= META_KEYS
    assert all(meta[key] for key in META_KEYS)


def test_example_news_is_shipped_and_described() -> None:
    news = sorted(path.name for path in (ROOT / "examples" / "news").iterdir())
    assert len(news) >= 12
    assert {Path(name).suffix for name in news} >= {".txt", ".md", ".html", ".jsonl"}
    mentioned = set(re.findall(r"`(\d\d)`", read(ROOT / "examples" / "README.md")))
    assert mentioned <= {name[:2] for name in news}
