"""The clean text of a document, with an origin for each character. A pure function of the document."""

from __future__ import annotations

import re
from array import array

from vedette.lexicon.languages import is_foreign
from vedette.model.document import CleanText, Document, Paragraph
from vedette.text.kinds import kinds
from vedette.text.paragraphs import blocks
from vedette.text.running import split_running

BETWEEN = "\n\n"
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?:[^\r\n]{0,1000}\r?\n){1,60}?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)")


def clean(document: Document) -> CleanText:
    r"""Make a document's text fit to parse.

    >>> clean(Document("a.txt", "Guns arrive\n\nThe fee was \\$5 mil-\nlion, he said.")).text
    'Guns arrive\n\nThe fee was $5 million, he said.'

    Paragraphs are told apart by kind and joined by an empty line, whose two characters stand for the gap in the source. Nothing of
    the source is left out but markup, invisible characters, rules, bullets and page numbers inside sentences. Never raises.
    """
    whole = [block for block in blocks(document.text) if block.origin]
    pieces = [piece for k, block in enumerate(whole) for piece in split_running(block, is_last=k == len(whole) - 1)]
    found = [block for block, _ in pieces]
    front = _front_matter_end(document.text)
    told = ["byline" if block.origin[-1] < front else kind for block, kind in pieces]
    parts: list[str] = []
    origin = array("l")
    paragraphs = []
    for block, kind in zip(found, kinds(found, told, title=document.title), strict=True):
        if parts:
            parts.append(BETWEEN)
            gap = origin[-1]
            origin.extend([min(gap + 1, block.origin[0]), block.origin[0] - 1 if block.origin[0] > gap + 1 else block.origin[0]])
        start = len(origin)
        parts.append(block.text)
        origin.extend(block.origin)
        is_unread = kind in ("headline", "body") and is_foreign(block.text)
        paragraphs.append(Paragraph(start, len(origin), "foreign" if is_unread else kind))
    return CleanText(document, "".join(parts), tuple(paragraphs), origin)


def _front_matter_end(text: str) -> int:
    """Where the YAML front matter of a Markdown text ends, 0 where it has none."""
    match = _FRONT_MATTER.match(text)
    return match.end() if match else 0
