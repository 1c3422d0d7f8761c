"""How fast a WARC goes through intake (extraction, facts, dates, language, copies), against bare trafilatura on the same pages.

    python bench/intake_speed.py [PAGES] [--lean]        20,000 by default; pages are made here, no text of others

A page has what a newsroom's has: about 1,000 elements, 50 kB, most of it around the article. With --lean it is little more than the article,
which trafilatura is through in a millisecond. One page in ten is a copy of an earlier one, cut or with another headline. No event is read.

Intake and trafilatura take turns, block by block. Times are the processor's, so that other work of the machine falls out. Prints pages a
second, the ratio (0.5 is the floor), what keeping the documents in the ledger takes beside it, and the peak memory after 2,000 pages and at
the end: it must not grow with the file.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import trafilatura
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from vedette.intake import read_paths
from vedette.ledger import Ledger
from vedette.model.document import Document, Failure
from vedette.pipeline import link_copies
from vedette.text.copies import sketch, word_runs

FLOOR = 0.5
BLOCK = 500
EARLY = 2_000
COPY_EVERY = 10
MOST_GROWTH = 30  # MB between the two readings of the peak: what the allocator rounds up, and the ledger's own cache of pages
WORDS = ["frigate", "harbour", "ministry", "island", "fleet", "strait", "sailor", "convoy", "minister", "treaty", "shipment", "howitzer", "border", "crossing", "statement", "the", "the", "the", "of", "of", "to", "and", "in", "said", "on", "with", "from", "that", "would", "had", "by", "its", "after", "before", "during", "which"]  # fmt: skip


def sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(8, 30))).capitalize() + "."


def paragraphs_of(number: int) -> list[str]:
    chance = random.Random(number)
    return [" ".join(sentence(chance) for _ in range(chance.randint(2, 5))) for _ in range(12)]


def article(number: int) -> list[str]:
    """About twelve paragraphs; every tenth page has those of an earlier one, cut or in another order."""
    if number % COPY_EVERY or not number:
        return paragraphs_of(number)
    chance = random.Random(number)
    earlier = chance.randrange(number)
    found = paragraphs_of(earlier - 1 if earlier and earlier % COPY_EVERY == 0 else earlier)
    return found[: chance.randint(7, 12)] if chance.random() < 0.5 else chance.sample(found, len(found))


def lean_page(number: int) -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in article(number))
    links = "".join(f'<li><a href="/{k}">Section {k}</a></li>' for k in range(30))
    return f"""<!DOCTYPE html><html><head><title>Story {number}</title><meta property="article:published_time" content="2031-03-04T10:00:00Z">
<meta property="og:site_name" content="Harbour Gazette"></head><body><nav><ul>{links}</ul></nav><article><h1>Story {number}</h1>{paragraphs}</article>
<footer>All rights reserved<ul>{links}</ul></footer></body></html>"""


def newsroom_page(number: int) -> str:
    chance = random.Random(number)
    metas = "".join(f'<meta property="og:thing{k}" content="{chance.random()}"><link rel="preload" href="/asset/{k}.{chance.getrandbits(40):x}.js">' for k in range(25))
    linked = json.dumps({"@type": "NewsArticle", "headline": f"Story {number}", "datePublished": "2031-03-04T10:00:00Z", "author": {"name": "Jo Berg"}, "publisher": {"name": "Harbour Gazette"}})
    script = "".join(f"window.q.push({{'slot':{k},'id':'{chance.getrandbits(64):x}','size':[[300,250],[728,90]]}});" for k in range(200))
    menu = "".join(f'<li class="nav-item"><a href="/s/{k}" data-track="nav-{k}"><span>Section {k}</span></a><ul>{"".join(f"<li><a href=/s/{k}/{j}>Part {j}</a></li>" for j in range(8))}</ul></li>' for k in range(14))
    body = []
    for k, text in enumerate(article(number)):
        first, _, rest = text.partition(" ")
        body.append(f'<p class="story__p">{first} <a href="/topic/{k}">{rest[:20]}</a>{rest[20:]}</p>')
        if k % 4 == 3:
            body.append(f'<div class="ad-slot" id="ad-{k}"><script>window.q.push({k})</script></div><aside class="newsletter"><h4>Our evening letter</h4><p>Sign up for it.</p></aside>')
    cards = "".join(f'<div class="card"><a href="/r/{k}"><img src="/i/{k}.jpg" alt="Picture {k}"><h3>{sentence(chance)[:60]}</h3></a><p class="card__dek">{sentence(chance)[:90]}</p><time datetime="2031-03-0{k % 9 + 1}">{k} hrs ago</time></div>' for k in range(30))
    feet = "".join(f'<div class="foot__col"><h5>Column {k}</h5><ul>{"".join(f"<li><a href=/f/{k}/{j}>Link {j}</a></li>" for j in range(9))}</ul></div>' for k in range(6))
    return f"""<!DOCTYPE html><html lang="en"><head><title>Story {number} | Harbour Gazette</title>{metas}<meta property="og:site_name" content="Harbour Gazette">
<style>{".c{display:flex;margin:0 auto}" * 150}</style><script type="application/ld+json">{linked}</script><script>{script}</script></head>
<body><header class="masthead"><nav><ul>{menu}</ul></nav></header><main><article class="story"><header><h1>Story {number}</h1><p class="byline">By Jo Berg</p></header>
<figure><img src="/i/top.jpg"><figcaption>The harbour at dawn.</figcaption></figure>{"".join(body)}</article><section class="related"><h2>Related stories</h2>{cards}</section></main>
<footer class="foot">{feet}<p>All rights reserved</p></footer><script>{script[:6000]}</script></body></html>"""


def write_warc(path: Path, numbers: range, *, is_lean: bool) -> None:
    make = lean_page if is_lean else newsroom_page
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for number in numbers:
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            payload = BytesIO(make(number).encode())
            writer.write_record(writer.create_warc_record(f"https://gazette.example/{number}", "response", payload=payload, http_headers=headers))


def bare(numbers: range, *, is_lean: bool) -> float:
    """Seconds of trafilatura alone, with the pages already made."""
    make = lean_page if is_lean else newsroom_page
    pages = [make(number) for number in numbers]
    begun = time.process_time()
    for text in pages:
        trafilatura.extract(text, output_format="txt", include_comments=False, include_tables=True, favor_recall=True)
    return time.process_time() - begun


@dataclass
class Spent:
    """Seconds of the processor for each step of intake."""

    extraction: float = 0.0
    copies: float = 0.0
    ledger: float = 0.0

    def take_in(self, incoming: Iterator[Document | Failure], ledger: Ledger, count: int) -> bool:
        """Takes in the next documents; whether all of them could be read."""
        at, texts = datetime.now(UTC), []
        for _ in range(count):
            begun = time.process_time()
            document = next(incoming)
            read = time.process_time()
            if isinstance(document, Failure):
                return False
            ledger.add(ledger.settle(document), (), reader="none", at=at)
            self.ledger += time.process_time() - read
            self.extraction += read - begun
            texts.append(document.sha256)
        begun = time.process_time()
        failed = list(link_copies(ledger.origins, texts))
        self.copies += time.process_time() - begun
        return not failed


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="How fast a crawl goes through intake.")
    parser.add_argument("pages", type=int, nargs="?", default=20_000)
    parser.add_argument("--lean", action="store_true")
    wanted = parser.parse_args(arguments)
    pages, is_lean = wanted.pages, wanted.lean
    early_at = min(EARLY, pages // 2)
    spent, spent_bare, early = Spent(), 0.0, 0
    with tempfile.TemporaryDirectory() as folder, Ledger.open(str(Path(folder, "crawl.db"))) as ledger:
        path = Path(folder, "crawl.warc.gz")
        write_warc(path, range(pages), is_lean=is_lean)
        # What is loaded once is no part of a page's time.
        document = next(entry for entry in read_paths([path]) if isinstance(entry, Document))
        sketch(word_runs(document.text))
        bare(range(1), is_lean=is_lean)
        incoming = read_paths([path])
        for first in range(0, pages, BLOCK):
            block = range(first, min(first + BLOCK, pages))
            if not spent.take_in(incoming, ledger, len(block)):
                print("a page was not read", file=sys.stderr)
                return 1
            spent_bare += bare(block, is_lean=is_lean)
            early = early or (peak() if block.stop >= early_at else 0)
        shared, groups = ledger.view().shared_origins()
        late = peak()
    intake = spent.extraction + spent.copies
    ratio = spent_bare / intake
    print(f"{pages:,} pages of {len((lean_page if is_lean else newsroom_page)(1)) // 1000} kB; {shared:,} of them are of {groups:,} origins that they share")
    print(f"bare trafilatura {pages / spent_bare:7.1f} pages a second")
    print(f"intake           {pages / intake:7.1f} pages a second, ratio {ratio:.2f} (floor {FLOOR}); {spent.copies / intake:.0%} of it for copies")
    print(f"kept in a ledger {pages / (intake + spent.ledger):7.1f} pages a second, ratio {spent_bare / (intake + spent.ledger):.2f}")
    print(f"peak memory      {early} MB after {early_at:,} pages, {late} MB at the end")
    return 0 if ratio >= FLOOR and late - early <= MOST_GROWTH else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
