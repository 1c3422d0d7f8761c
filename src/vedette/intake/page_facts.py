"""What a page's own markup states of it: meta tags, JSON-LD, time elements, its title and first headline."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

from vedette.intake.days import metadata_day, metadata_moment
from vedette.intake.facts import Facts

_DATES = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "date.published", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "publication-date", "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "article.published", "citation_publication_date", "date", "datecreated",
)  # fmt: skip
_AUTHORS = ("author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "byline", "article:author", "citation_author")
_SITES = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "article:publisher_name")
_TITLES = ("og:title", "headline", "dc.title", "dcterms.title", "twitter:title", "parsely-title", "sailthru.title")
_ARTICLES = ("NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "LiveBlogPosting", "AnalysisNewsArticle", "OpinionNewsArticle", "Report", "WebPage")


@dataclass(slots=True)
class _Head:
    metas: dict[str, str] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)
    times: list[tuple[bool, str]] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)


def page_facts(tree: HtmlElement) -> Facts:
    """Title, author, publisher, date and address as a parsed page's markup states them; None for what it does not state."""
    head = _collected(tree)
    linked = list(_linked_articles(head.scripts))
    site = _first_meta(head, _SITES) or _first(_name_of(item.get("publisher")) for item in linked)
    title = _first_meta(head, _TITLES) or _first(_text_of(item.get("headline")) for item in linked) or head.texts.get("h1") or head.texts.get("title")
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


def _collected(tree: HtmlElement) -> _Head:
    head = _Head()
    for element in tree.iter("meta", "time", "script", "title", "h1"):
        tag = element.tag
        if tag == "meta":
            key = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().casefold()
            stated = element.get("content") or ""
            if key and stated.strip():
                head.metas.setdefault(key, " ".join(stated.split()))
        elif tag == "time" and (stated := element.get("datetime")):
            values = " ".join(element.attrib.values()).casefold()
            head.times.append(("pubdate" in element.attrib or "publish" in values, stated))
        elif tag == "script" and (element.get("type") or "").casefold() == "application/ld+json":
            head.scripts.append(element.text or "")
        elif tag in ("title", "h1") and tag not in head.texts:
            head.texts[tag] = " ".join("".join(element.itertext()).split())
    return head


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
