"""HTML: the article's text by trafilatura, and what its markup states, from one parse of the page."""

from __future__ import annotations

import re
import sys
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import trafilatura
from lxml.html import HtmlElement

from vedette.intake.apart import run_apart
from vedette.intake.facts import Facts
from vedette.intake.limits import HTML_MEMORY, HTML_SECONDS
from vedette.intake.page_facts import page_facts
from vedette.model.errors import UnreadableDocument

_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:\ufeff\s*)?(?:<\?xml[^>]{0,200}>\s*)?(?>(?:<!--(?:(?!-->).){0,2000}-->\s*)*)<(?:!doctype\s+html|html|head|body|article|div|meta|title|p)\b", re.IGNORECASE | re.DOTALL
)
# An article's page has a few thousand tags. What has many more may cost minutes, and is read in a process that can be stopped.
_MOST_TAGS = 20_000
_MOST_ATTRIBUTES = 1_000
_LONG_TAG = re.compile(r"<[^<>]{5000,}")


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page's article, and what its markup states."""

    text: str
    facts: Facts


def looks_like_html(text: str) -> bool:
    """Whether a text is an HTML page by how it begins, whatever the file is called."""
    return bool(_LOOKS_LIKE_HTML.match(text[:5000]))


def read_page(page: str) -> Page:
    """The article of an HTML page; UnreadableDocument where there is none, or where finding it takes too long.

    The same page always gives the same text.
    """
    return _read_apart(page) if _is_heavy(page) else extract_page(page)


def extract_page(page: str) -> Page:
    """`read_page` without a limit of time."""
    try:
        tree = _parsed(page)
        # What looks for the article takes the tree apart, so the facts come first.
        facts = page_facts(tree) if tree is not None else Facts()
        text = trafilatura.extract(tree, output_format="txt", include_comments=False, include_tables=True, favor_recall=True) if tree is not None else None
        if not text or not text.strip():
            text = trafilatura.baseline(page)[1]
    except Exception as error:
        # Another library's parser on anybody's bytes: whatever it stumbles over must not stop the batch.
        raise UnreadableDocument(f"its HTML cannot be parsed ({type(error).__name__})", remedy="Save the page's text as plain text") from error
    if not text or not text.strip():
        raise UnreadableDocument("it is HTML without a body of text", remedy="Save the page after it has loaded, or its text as plain text")
    return Page(text, facts)


def _parsed(page: str) -> HtmlElement | None:
    """The tree of a page. A fragment that is a single block, which the parser takes for no page, is put into one."""
    tree = trafilatura.load_html(page)
    return tree if tree is not None else trafilatura.load_html(f"<html><body>{page}</body></html>")


def _is_heavy(page: str) -> bool:
    return page.count("<") > _MOST_TAGS or any(tag.group().count("=") > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(page))


def _read_apart(page: str) -> Page:
    worker = [sys.executable, "-P", "-m", "vedette.intake.html_worker", str(HTML_SECONDS), str(HTML_MEMORY)]
    remedy = "Save the page's text as plain text"
    found = run_apart(worker, page.encode("utf-8", "surrogatepass"), seconds=HTML_SECONDS, kind="an HTML page", remedy=remedy)
    if problem := found.get("problem"):
        raise UnreadableDocument(str(problem), remedy=str(found.get("remedy") or remedy))
    return Page(found["text"], _facts_of(found["facts"]))


def page_as_json(page: Page) -> dict[str, Any]:
    facts = asdict(page.facts)
    return {"text": page.text, "facts": facts | {"published": page.facts.published and page.facts.published.isoformat()}}


def _facts_of(stated: dict[str, Any]) -> Facts:
    day = stated["published"]
    return Facts(**{**stated, "published": date.fromisoformat(day) if day else None})
