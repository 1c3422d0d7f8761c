"""How much of an article's body comes out of a page, and whether its day is right: 60 pages in the manner of twenty sites.

    python eval/pages.py

The pages are made here from sentences made here: menus, cards with a sentence each, letters, comments and feet stand around the article, so
that all text of a page would have a precision of "naive". Precision and recall are those of words of the body, in order of neither; furniture (menus,
related stories, letters, comments, feet) holds words of its own, so that each of them that comes out counts against precision.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from vedette.intake.contents import read_content
from vedette.model.document import Document

RECALL, PRECISION, DATED = 0.95, 0.95, 0.95
VARIANTS = 3
BODY = ["frigate", "harbour", "minister", "convoy", "treaty", "border", "statement", "officer", "shipment", "island", "said", "would", "after", "before", "the", "of", "and"]
AROUND = ["gardening", "recipes", "horoscope", "football", "weather", "subscribe", "podcast", "crossword", "lifestyle", "travel", "cookies", "privacy"]


@dataclass(frozen=True)
class Story:
    paragraphs: tuple[str, ...]
    title: str
    day: date
    chance: random.Random

    @property
    def written(self) -> str:
        return f"{self.day.day} {self.day:%B} {self.day.year}"

    def body(self, open_tag: str = "<p>", close: str = "</p>") -> str:
        return "".join(f"{open_tag}{text}{close}" for text in self.paragraphs)

    def around(self, count: int = 8) -> str:
        return " ".join(self.chance.choices(AROUND, k=count)).capitalize()

    def menu(self, count: int = 40) -> str:
        return "<ul>" + "".join(f'<li><a href="/{k}">{self.around(1)}</a></li>' for k in range(count)) + "</ul>"

    def cards(self, count: int = 15) -> str:
        return "".join(f'<div class="card"><a href="/r{k}"><h3>{self.around(6)}</h3></a><p>{self.around(14)}.</p></div>' for k in range(count))


def story(number: int) -> Story:
    chance = random.Random(number)
    sentences = [" ".join(chance.choices(BODY, k=chance.randint(9, 22))).capitalize() + "." for _ in range(40)]
    paragraphs = tuple(" ".join(chance.sample(sentences, chance.randint(2, 4))) for _ in range(chance.randint(4, 14)))
    return Story(paragraphs, " ".join(chance.choices(BODY, k=6)).capitalize(), date(2031, 1, 1) + timedelta(days=chance.randrange(300)), chance)


def page(head: str, body: str) -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def meta(key: str, value: object, name: str = "property") -> str:
    return f'<meta {name}="{key}" content="{value}">'


def linked(story: Story, kind: str = "NewsArticle") -> str:
    return f'<script type="application/ld+json">{{"@type":"{kind}","headline":"{story.title}","datePublished":"{story.day}T09:30:00+01:00"}}</script>'


def related(story: Story) -> str:
    return f'<section class="related"><h2>Related</h2>{story.cards()}</section>'


SITES: dict[str, Callable[[Story], str]] = {
    "broadsheet": lambda s: page(meta("article:published_time", s.day), f"<nav>{s.menu()}</nav><article><h1>{s.title}</h1>{s.body()}</article>{related(s)}<footer>{s.menu()}</footer>"),
    "wire": lambda s: page(linked(s), f'<div class="header">{s.menu()}</div><div class="article-body"><h1>{s.title}</h1>{s.body()}</div><div class="sidebar">{s.cards()}</div>'),
    "broadcaster": lambda s: page(linked(s), f'<main><h1>{s.title}</h1><div data-component="text-block">{"</div><div data-component=text-block>".join(f"<p>{t}</p>" for t in s.paragraphs)}</div></main><aside>{s.cards()}</aside>'),
    "tabloid": lambda s: page(meta("og:published_time", s.day), f'<div id="content"><h1>{s.title}</h1>' + "".join(f'<p>{t}</p><div class="ad">{s.around(3)}</div>' for t in s.paragraphs) + f"</div><div class=newsletter><p>{s.around()}</p></div>"),
    "ministry": lambda s: page(meta("dcterms.date", s.day, "name"), f'<div class="page"><div class="breadcrumbs"><a href=/>Home</a></div><h2>{s.title}</h2><div class="field-body">{s.body()}</div></div><footer><p>{s.around()}</p></footer>'),
    "blog": lambda s: page("", f'<div class="post hentry"><h2 class="entry-title">{s.title}</h2><time class="published" datetime="{s.day}T10:00:00Z">{s.written}</time><div class="entry-content">{s.body()}</div></div><div id="comments"><ol><li class="comment"><p>{s.around(20)}</p></li></ol></div>'),
    "old tables": lambda s: page("", f'<table><tr><td width=150>{s.menu()}</td><td><font size=4><b>{s.title}</b></font><p>{s.written}</p>{s.body()}</td></tr></table>'),
    "divs for paragraphs": lambda s: page(meta("date", s.day, "name"), f'<div class="top">{s.menu()}</div><div class="story"><h1>{s.title}</h1>{s.body("<div class=par>", "</div>")}</div>'),
    "line breaks": lambda s: page(meta("pubdate", s.day, "name"), f'<div class="nav">{s.menu()}</div><div class="text"><h1>{s.title}</h1>{"<br><br>".join(s.paragraphs)}</div>'),
    "state agency": lambda s: page("", f'<div class="menu">{s.menu()}</div><div class="news"><h1>{s.title}</h1><div class="news-date">{s.written}</div><div class="news-text">{s.body()}</div></div><div class="tags">{s.menu(4)}</div>'),
    "think tank": lambda s: page(meta("citation_publication_date", f"{s.day:%Y/%m/%d}", "name"), f'<article class="commentary"><header><h1>{s.title}</h1></header><section>{s.body()}</section></article><section class="authors"><p>{s.around()}</p></section>'),
    "subheadings": lambda s: page(linked(s, "ReportageNewsArticle"), f"<article><h1>{s.title}</h1>{s.body('<h2>The minister said</h2><p>')}</article>{related(s)}"),
    "list of points": lambda s: page(linked(s, "Article"), f"<article><h1>{s.title}</h1><ul>{s.body('<li>', '</li>')}</ul></article><nav>{s.menu()}</nav>"),
    "quotations": lambda s: page(meta("article:published_time", f"{s.day}T01:00:00Z"), f"<article><h1>{s.title}</h1>" + "".join(f"<p>{t}</p>" if k % 3 else f"<blockquote><p>{t}</p></blockquote>" for k, t in enumerate(s.paragraphs)) + "</article>"),
    "links in text": lambda s: page(linked(s), f"<article><h1>{s.title}</h1>" + "".join(f"<p>{t.replace('minister', '<a href=/t>minister</a>', 1)}</p>" for t in s.paragraphs) + f"</article><footer>{s.menu(30)}</footer>"),
    "figures": lambda s: page(linked(s), f"<article><h1>{s.title}</h1>" + "".join(f'<p>{t}</p><figure><img src="/{k}.jpg"></figure>' for k, t in enumerate(s.paragraphs)) + "</article>"),
    "sections": lambda s: page(meta("parsely-pub-date", s.day, "name"), f'<div id="app"><header>{s.menu()}</header><div class="layout"><div class="col-main"><h1>{s.title}</h1>{s.body("<section><p>", "</p></section>")}</div><div class="col-side">{s.cards(10)}</div></div></div>'),
    "address alone": lambda s: page(meta("og:url", f"https://gazette.example/{s.day:%Y/%m/%d}/story"), f"<nav>{s.menu()}</nav><main><h1>{s.title}</h1>{s.body()}</main>"),
    "consent banner": lambda s: page(linked(s), f'<div id="cookie-banner" class="cookie-consent"><p>{s.around(30)}</p></div><article><h1>{s.title}</h1>{s.body()}</article>'),
    "graph of linked data": lambda s: page(f'<script type="application/ld+json">{{"@graph":[{{"@type":"WebSite","name":"Gazette"}},{{"@type":"NewsArticle","datePublished":"{s.day}"}}]}}</script>', f'<div class="wrap"><h1>{s.title}</h1><div class="content__body">{s.body()}</div></div><div class="most-read">{s.cards()}</div>'),
}  # fmt: skip


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def main() -> int:
    shares: list[tuple[str, float, float, bool]] = []
    naive: list[float] = []
    for number, (site, make) in enumerate(SITES.items()):
        for variant in range(VARIANTS):
            made = story(100 * number + variant)
            entry = next(iter(read_content(make(made).encode(), name="a.html")))
            text = entry.text if isinstance(entry, Document) else ""
            found, body = words(text), words(" ".join(made.paragraphs))
            title = words(f"{made.title} {made.written} the minister said " + "the minister said " * len(made.paragraphs))
            kept = sum((found & body).values())
            extra = sum((found - body - title).values())
            everything = words(re.sub(r"<[^>]*>", " ", make(story(100 * number + variant)).partition("<body>")[2]))
            naive.append(sum((everything & body).values()) / max(1, sum((everything - title).values())))
            shares.append((site, kept / sum(body.values()), kept / max(1, kept + extra), isinstance(entry, Document) and entry.published == made.day))
    for site in SITES:
        of = [share for share in shares if share[0] == site]
        low = min(of, key=lambda share: share[1] + share[2])
        dated = sum(share[3] for share in of)
        print(f"{site:<22} recall {low[1]:.3f}  precision {low[2]:.3f}  dated {dated} of {len(of)}")
    recall, precision = sum(share[1] for share in shares) / len(shares), sum(share[2] for share in shares) / len(shares)
    right = sum(share[3] for share in shares) / len(shares)
    print(f"{len(shares)} pages: recall {recall:.3f} (floor {RECALL}), precision {precision:.3f} (floor {PRECISION}; naive {sum(naive) / len(naive):.3f}), day found and right {right:.3f} (floor {DATED})")
    return 0 if recall >= RECALL and precision >= PRECISION and right >= DATED else 1


if __name__ == "__main__":
    sys.exit(main())
