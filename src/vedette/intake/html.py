"""HTML: the article's text by trafilatura, its metadata from meta tags, JSON-LD and time elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import trafilatura

from vedette.intake.days import metadata_day, metadata_moment
from vedette.intake.facts import Facts
from vedette.model.errors import UnreadableDocument

_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:\ufeff\s*)?(?:<\?xml[^>]{0,200}>\s*)?(?>(?:<!--(?:(?!-->).){0,2000}-->\s*)*)<(?:!doctype\s+html|html|head|body|article|div|meta|title|p)\b", re.IGNORECASE | re.DOTALL
)
_HEAD_CHARACTERS = 500_000
_DATES = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "date.published", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "publication-date", "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "article.published", "citation_publication_date", "date", "datecreated",
)  # fmt: skip
_AUTHORS = ("author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "byline", "article:author", "citation_author")
_SITES = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "article:publisher_name")
_TITLES = ("og:title", "headline", "dc.title", "dcterms.title", "twitter:title", "parsely-title", "sailthru.title")
_ARTICLES = ("NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "LiveBlogPosting", "AnalysisNewsArticle", "OpinionNewsArticle", "Report", "WebPage")


def looks_like_html(text: str) -> bool:
    """Whether a text is an HTML page by how it begins, whatever the file is called."""
    return bool(_LOOKS_LIKE_HTML.match(text[:5000]))


def article_text(page: str) -> str:
    """The article of an HTML page; UnreadableDocument where there is none. The same page always gives the same text."""
    try:
        text = trafilatura.extract(page, output_format="txt", include_comments=False, include_tables=True, favor_recall=True)
        if not text or not text.strip():
            text = trafilatura.baseline(page)[1]
    except Exception as error:
        # Another library's parser on anybody's bytes: whatever it stumbles over must not stop the batch.
        raise UnreadableDocument(f"its HTML cannot be parsed ({type(error).__name__})", remedy="Save the page's text as plain text") from error
    if not text or not text.strip():
        raise UnreadableDocument("it is HTML without a body of text", remedy="Save the page after it has loaded, or its text as plain text")
    return text


@dataclass(slots=True)
class _Head:
    metas: dict[str, str] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)
    times: list[tuple[bool, str]] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)


class _HeadReader(HTMLParser):
    """Collects meta tags, JSON-LD scripts, time elements, and the text of title and the first h1."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.head = _Head()
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        key = (values.get("property") or values.get("name") or values.get("itemprop") or "").strip().casefold()
        stated = values.get("content") or values.get("datetime") or ""
        if tag == "meta" and key and stated.strip():
            self.head.metas.setdefault(key, " ".join(stated.split()))
        elif tag == "time" and values.get("datetime"):
            self.head.times.append(("pubdate" in values or "publish" in " ".join(values.values()).casefold(), values["datetime"]))
        elif tag == "script" and values.get("type", "").casefold() == "application/ld+json":
            self._inside = "script"
            self.head.scripts.append("")
        elif tag in ("title", "h1") and tag not in self.head.texts:
            self._inside = tag
            self.head.texts[tag] = []

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.head.scripts[-1] += data
        elif self._inside:
            self.head.texts[self._inside].append(data)


def page_facts(page: str) -> Facts:
    """Title, author, publisher, date and address as the page's own markup states them; None for what it does not state."""
    reader = _HeadReader()
    # html.parser gives up on some broken declarations; what it read until there stands.
    with suppress(AssertionError, ValueError):
        reader.feed(page[:_HEAD_CHARACTERS])
    head = reader.head
    linked = list(_linked_articles(head.scripts))
    texts = {tag: " ".join("".join(parts).split()) for tag, parts in head.texts.items()}
    site = _first_meta(head, _SITES) or _first(_name_of(item.get("publisher")) for item in linked)
    title = _first_meta(head, _TITLES) or _first(_text_of(item.get("headline")) for item in linked) or texts.get("h1") or texts.get("title")
    author = _first(_name_of(item.get("author")) for item in linked) or _first_meta(head, _AUTHORS)
    stated = [_text_of(item.get(key)) for key in ("datePublished", "dateCreated") for item in linked]
    stated += [head.metas.get(key) for key in _DATES]
    stated += [value for is_publication, value in sorted(head.times, key=lambda t: not t[0])[:1]]
    dated = next((value for value in stated if value and metadata_day(value)), None)
    return Facts(
        title=_without_site(title, site) if title else None,
        author=author if author and not author.startswith(("http:", "https:")) else None,
        publisher=site,
        published=metadata_day(dated) if dated else None,
        published_at=metadata_moment(dated) if dated else None,
        url=head.metas.get("og:url"),
    )


def _without_site(title: str, site: str | None) -> str:
    """ "Frigate sails | Harbour Gazette" is "Frigate sails" where the site is the Harbour Gazette."""
    for separator in (" | ", " - ", " – ", " — ", " :: "):
        before, found, after = title.rpartition(separator)
        if found and before and site and after.casefold() == site.casefold():
            return before.strip()
    return title.strip()


def _first(values: Iterator[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _first_meta(head: _Head, keys: tuple[str, ...]) -> str | None:
    return _first(head.metas.get(key) for key in keys)


def _linked_articles(scripts: list[str]) -> Iterator[dict[str, Any]]:
    """The articles among the JSON-LD of a page, NewsArticle and its like before WebPage."""
    found = []
    for script in scripts:
        try:
            value = json.loads(script)
        except (ValueError, RecursionError):
            continue
        items = value if isinstance(value, list) else [value]
        for item in items:
            graph = item.get("@graph") if isinstance(item, dict) else None
            found += [entry for entry in (graph if isinstance(graph, list) else [item]) if isinstance(entry, dict)]

    def rank(item: dict[str, Any]) -> int:
        types = item.get("@type")
        named = types if isinstance(types, list) else [types]
        return min((_ARTICLES.index(name) for name in named if name in _ARTICLES), default=len(_ARTICLES))

    return iter(sorted((item for item in found if rank(item) < len(_ARTICLES)), key=rank))


def _text_of(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _name_of(value: object) -> str | None:
    """The name of a JSON-LD person or organisation, several joined by "and"."""
    if isinstance(value, list):
        names = [name for entry in value[:10] if not isinstance(entry, list) and (name := _name_of(entry))]
        return " and ".join(names) or None
    if isinstance(value, dict):
        return _text_of(value.get("name"))
    return _text_of(value)
