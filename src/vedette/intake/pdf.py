"""PDF: the text of its pages in reading order, columns one after the other, without running heads and page numbers."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from vedette.intake.apart import run_apart
from vedette.intake.facts import Facts
from vedette.intake.limits import MOST_PAGES, PDF_MEMORY, PDF_SECONDS
from vedette.model.errors import UnreadableDocument

_WORKER = Path(__file__).with_name("pdf_worker.py")
_PROBLEMS = {
    "password": ("it is a PDF with a password", "Save it without one"),
    "damaged": ("it is a damaged PDF file", "Open it in a PDF viewer and save or print it anew"),
    "pages": (f"it is a PDF of more than {MOST_PAGES:,} pages", "Split it, and give the pages that hold the article"),
    "lines": ("it is a PDF with more lines than any article", "Split it, and give the pages that hold the article"),
    "memory": ("it is a PDF that takes more memory than any article", "Print its pages to a new PDF, or save its text"),
}
_HYPHEN = re.compile(r"(?<=[^\W\d_])[\u00ad\u0002\ufffe-]$")
_EDGE_LINES = 2  # lines at the top and the bottom of a page that may be running heads
_MACHINE_TITLE = re.compile(r"untitled|microsoft word|\.(?:docx?|indd|qxd|html?|txt|pdf)$|^about:blank|\(anonymous\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text with its place on the page, in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def height(self) -> float:
        return self.top - self.bottom


def pdf_text(content: bytes) -> tuple[str, Facts, tuple[str, ...]]:
    """(text, what the file states, warnings). UnreadableDocument where there is no text, or reading takes too much.

    A PDF's own dates say when the file was made and date no article, so they are left out.
    """
    found = _extracted(content)
    pages = [_merged([Line(*entry) for entry in page if str(entry[4]).strip()]) for page in found["pages"]]
    ordered = [_reading_order(page) for page in pages]
    kept, dropped = _without_running_heads(ordered)
    text = _joined(kept)
    if not text.strip():
        raise UnreadableDocument("it is a PDF without text, perhaps a scan", remedy="Run text recognition over it first, for instance with ocrmypdf")
    notes = (f"{dropped} running heads and page numbers were left out",) if dropped else ()
    title = str(found.get("title") or "").strip()
    author = str(found.get("author") or "").strip()
    return text, Facts(title=None if _MACHINE_TITLE.search(title) else title or None, author=None if _MACHINE_TITLE.search(author) else author or None), notes


def _extracted(content: bytes) -> dict[str, Any]:
    worker = [sys.executable, "-I", str(_WORKER), str(MOST_PAGES), str(PDF_SECONDS), str(PDF_MEMORY)]
    remedy = "Open it in a PDF viewer and print its pages to a new PDF, or save its text"
    found = run_apart(worker, content, seconds=PDF_SECONDS, kind="a PDF", remedy=remedy)
    if problem := found.get("problem"):
        reason, remedy = _PROBLEMS[problem]
        raise UnreadableDocument(reason, remedy=remedy)
    return found


def _merged(rects: list[Line]) -> list[Line]:
    """Stretches that stand side by side on one line, as one (bold words are stretches of their own)."""
    lines: list[Line] = []
    for rect in rects:
        text = " ".join(rect.text.replace("\r", " ").replace("\n", " ").split())
        if lines and _same_line(lines[-1], rect):
            last = lines[-1]
            space = " " if rect.left - last.right > 0.12 * last.height and not last.text.endswith(" ") else ""
            lines[-1] = Line(last.left, min(last.bottom, rect.bottom), rect.right, max(last.top, rect.top), last.text + space + text)
        else:
            lines.append(Line(rect.left, rect.bottom, rect.right, rect.top, text))
    return lines


def _same_line(first: Line, second: Line) -> bool:
    overlap = min(first.top, second.top) - max(first.bottom, second.bottom)
    near = -1 <= second.left - first.right <= 0.8 * max(first.height, second.height)
    return near and overlap > 0.5 * min(first.height, second.height)


def _reading_order(lines: list[Line]) -> list[Line]:
    """Top to bottom, column by column; a line across the gutter (a headline) ends the columns above it."""
    lines = sorted(lines, key=lambda line: (-line.top, line.left))
    gutter = _gutter(lines)
    if gutter is None:
        return lines
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        if line.right <= gutter:
            left.append(line)
        elif line.left >= gutter:
            right.append(line)
        else:
            ordered += [*_reading_order(left), *_reading_order(right), line]
            left, right = [], []
    return [*ordered, *_reading_order(left), *_reading_order(right)]


def _gutter(lines: list[Line]) -> float | None:
    """Where a white strip runs down between two columns, each of several lines; None where the lines are one column."""
    if len(lines) < 6:
        return None
    best: tuple[int, float] | None = None
    for x in sorted({line.left - 1 for line in lines}):
        before = [line for line in lines if line.right <= x]
        after = [line for line in lines if line.left >= x]
        crossing = len(lines) - len(before) - len(after)
        beside = sum(any(abs(a.bottom - b.bottom) < 0.8 * a.height for b in before) for a in after)
        is_gutter = min(len(before), len(after)) >= 3 and beside >= 3 and crossing * 4 <= len(lines)
        if is_gutter and (best is None or crossing < best[0]):
            best = crossing, x
    return best[1] if best else None


def _without_running_heads(pages: list[list[Line]]) -> tuple[list[list[Line]], int]:
    """The pages without lines that repeat at the edge of at least half of them ("Harbour Gazette 14"), and how many went."""
    if len(pages) < 2:
        return pages, 0
    counts = Counter(key for page in pages for key in {_masked(line) for line in _edges(page)})
    repeated = {key for key, count in counts.items() if count >= max(2, len(pages) / 2)}
    kept = []
    for page in pages:
        gone = {id(line) for line in _edges(page) if _masked(line) in repeated}
        kept.append([line for line in page if id(line) not in gone])
    return kept, sum(map(len, pages)) - sum(map(len, kept))


def _edges(page: list[Line]) -> Iterator[Line]:
    by_height = sorted(page, key=lambda line: -line.top)
    yield from by_height[:_EDGE_LINES]
    yield from by_height[_EDGE_LINES:][-_EDGE_LINES:]


def _masked(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())


def _joined(pages: list[list[Line]]) -> str:
    """Lines into paragraphs: a gap that is wider than usual, or another size of letters, parts two."""
    gaps = [above.bottom - below.top for page in pages for above, below in pairwise(page) if above.bottom > below.top - above.height]
    usual = median(gaps) if gaps else 0.0
    parts: list[str] = []
    last: Line | None = None
    for page in pages:
        for position, line in enumerate(page):
            if last is not None:
                parts.append(_separator(last, line, usual=usual, turns_page=position == 0))
                if parts[-1] == "" and _HYPHEN.search(parts[-2]):
                    parts[-2] = parts[-2][:-1]
            parts.append(line.text)
            last = line
    return "".join(parts)


def _separator(above: Line, below: Line, *, usual: float, turns_page: bool) -> str:
    moves_up = turns_page or below.top > above.top
    size = abs(above.height - below.height) > 0.25 * max(above.height, below.height)
    gap = above.bottom - below.top
    if moves_up:
        parts = size or above.text.rstrip().endswith((".", "!", "?", ".”", '."'))
    else:
        parts = gap > usual + 0.45 * max(above.height, below.height) or (size and gap > usual + 2)
    if parts:
        return "\n\n"
    return "" if _HYPHEN.search(above.text) and below.text[:1].islower() else "\n"
