"""How fast a WARC goes through intake (extraction, facts, dates, language), against bare trafilatura on the same pages.

    python bench/intake_speed.py [PAGES]        20,000 by default; pages are made here, no text of others

The two take turns, block by block, so that a busy spell falls on both. Prints pages a second of each, their ratio (0.5 is the
floor), and the peak memory at a tenth of the pages and at the end: it must not grow with the file.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import trafilatura
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from vedette.intake import read_paths
from vedette.model.document import Document

FLOOR = 0.5
BLOCK = 500
WORDS = ["frigate", "harbour", "ministry", "island", "fleet", "strait", "sailor", "convoy", "minister", "treaty", "shipment", "howitzer", "border", "crossing", "statement", "the", "the", "the", "of", "of", "to", "and", "in", "said", "on", "with", "from", "that", "would", "had", "by", "its", "after", "before", "during", "which"]  # fmt: skip


def page(number: int) -> bytes:
    """A news page of about twelve paragraphs with the furniture of its kind; the same number gives the same page."""
    chance = random.Random(number)
    sentences = (" ".join(chance.choices(WORDS, k=chance.randint(8, 30))).capitalize() + "." for _ in range(60))
    paragraphs = "".join(f"<p>{' '.join(next(sentences) for _ in range(chance.randint(2, 5)))}</p>" for _ in range(12))
    links = "".join(f'<li><a href="/{k}">Section {k}</a></li>' for k in range(30))
    return f"""<!DOCTYPE html><html><head><title>Story {number}</title><meta property="article:published_time" content="2031-03-04T10:00:00Z">
<meta property="og:site_name" content="Harbour Gazette"></head><body><nav><ul>{links}</ul></nav><article><h1>Story {number}</h1>{paragraphs}</article>
<footer>All rights reserved<ul>{links}</ul></footer></body></html>""".encode()


def write_warc(path: Path, numbers: range) -> None:
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for number in numbers:
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            record = writer.create_warc_record(f"https://gazette.example/{number}", "response", payload=BytesIO(page(number)), http_headers=headers)
            writer.write_record(record)


def bare(numbers: range) -> Iterator[float]:
    """Seconds of trafilatura alone, with the pages already made."""
    pages = [page(number).decode() for number in numbers]
    begun = time.perf_counter()
    for text in pages:
        trafilatura.extract(text, output_format="txt", include_comments=False, include_tables=True, favor_recall=True)
    yield time.perf_counter() - begun


def main(pages: int) -> int:
    spent_bare = spent_intake = 0.0
    early = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "crawl.warc.gz")
        write_warc(path, range(pages))
        incoming = read_paths([path])
        for first in range(0, pages, BLOCK):
            block = range(first, min(first + BLOCK, pages))
            begun = time.perf_counter()
            found = [next(incoming) for _ in block]
            spent_intake += time.perf_counter() - begun
            if not all(isinstance(entry, Document) for entry in found):
                print("a page was not read", file=sys.stderr)
                return 1
            spent_bare += sum(bare(block))
            if first + BLOCK >= pages // 10 and not early:
                early = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    ratio = spent_bare / spent_intake
    print(f"bare trafilatura {pages / spent_bare:7.1f} pages a second")
    print(f"intake           {pages / spent_intake:7.1f} pages a second, ratio {ratio:.2f} (floor {FLOOR})")
    print(f"peak memory      {early} MB at a tenth, {peak} MB at the end")
    return 0 if ratio >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000))
