"""Furniture inside a paragraph: pages whose whole article came on one line have captions and linked headlines in mid-text.

Only what says so itself is taken out: a sentence that a photo credit closes, a run of capitals, a footer at the very end.
"""

from __future__ import annotations

import re
from array import array

from vedette.lexicon.furniture import agencies, furniture_kind
from vedette.text.paragraphs import Block

_LONG = 400
_LONGEST_CAPTION = 350
_CREDIT = re.compile(r"\((?P<inside>[^()]{2,90})\)\.?(?= ?[\"']?[A-Z0-9]|$)")
_CREDITED = re.compile(r"(?:^|[/|] ?|via |by )(?:AP|AFP|EPA|EPA-EFE|Reuters|REUTERS|Getty(?: Images)?|PA|TASS|Anadolu|Shutterstock|NurPhoto|Handout|Pool)\b")
_SHOUT = re.compile(r"(?<![^\s.!?)\"'])[A-Z][A-Z0-9'’.,:;$%&\"-]*(?: [A-Z0-9\"'$][A-Z0-9'’.,:;$%&\"-]*){4,}")
_SENTENCE_START = re.compile(r"[.!?][\"')]* +(?=[\"'(]?[A-Z0-9])")
_NO_END = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|St|No|Jr|Sr|vs|Prof|Adm|Sept?|Oct|Nov|Dec|Jan|Feb|Aug|Inc|Ltd|Co|Corp))\.$")


def split_running(block: Block, *, is_last: bool) -> list[tuple[Block, str | None]]:
    """The block in pieces, each with its kind, None where that is still to be told."""
    text = block.text
    if len(text) < _LONG or text.isupper():
        return [(block, None)]
    cuts = _captions(text) + _shouts(text)
    if is_last and (footer := _closing_footer(text)) is not None:
        cuts = [cut for cut in cuts if cut[1] <= footer] + [(footer, len(text), "footer")]
    if not cuts:
        return [(block, None)]
    pieces: list[tuple[Block, str | None]] = []
    at = 0
    for start, end, kind in sorted(cuts):
        if start < at:
            continue
        pieces += [(piece, None) for piece in _piece(block, text, at, start)]
        pieces += [(piece, kind) for piece in _piece(block, text, start, end)]
        at = end
    return pieces + [(piece, None) for piece in _piece(block, text, at, len(text))]


def _piece(block: Block, text: str, start: int, end: int) -> list[Block]:
    while start < end and text[start] == " ":
        start += 1
    while start < end and text[end - 1] == " ":
        end -= 1
    part = text[start:end]
    origin = array("l", block.origin[start:end])
    return [Block([part], origin, origin[-1] + 1, part, 0, False)] if part else []


def _captions(text: str) -> list[tuple[int, int, str]]:
    """Sentences that end on a photo credit: "Tanks cross a bridge near the port. (Jo Berg/AFP)"."""
    cuts = []
    for match in _CREDIT.finditer(text):
        inside = match.group("inside")
        if not _CREDITED.search(inside) or (inside in agencies() and (match.end() == len(text) or match.start() < 60)):
            continue
        start = _sentence_start(text, match.start())
        if match.end() - start <= _LONGEST_CAPTION:
            cuts.append((start, match.end(), "caption"))
    return cuts


def _sentence_start(text: str, before: int) -> int:
    """Where the sentence begins that ends right before an offset."""
    low = max(0, before - _LONGEST_CAPTION - 10)
    start = low if low else 0
    for match in _SENTENCE_START.finditer(text, low, before - 1):
        if match.end() < before and not _NO_END.search(text[max(0, match.start() - 6) : match.start() + 1]):
            start = match.end()
    return start


def _shouts(text: str) -> list[tuple[int, int, str]]:
    """Runs of five and more words in capitals: linked headlines. A last capital that opens the next word stays with it."""
    cuts = []
    for match in _SHOUT.finditer(text):
        end = match.end()
        if end < len(text) and text[end].islower():
            end -= 1
        run = text[match.start() : end].rstrip(" \"'")
        if sum(map(str.isalpha, run)) >= 20 and len(run.split()) >= 4:
            kind = furniture_kind(run)
            cuts.append((match.start(), match.start() + len(run), kind or "headline"))
    return cuts


def _closing_footer(text: str) -> int | None:
    """Where the last sentences of a text are footers ("Follow us on Telegram."), the offset of the first of them."""
    found = None
    end = len(text)
    for _ in range(6):
        start = _sentence_start(text, end - 1)
        if start == 0 or end - start > _LONGEST_CAPTION or furniture_kind(text[start:end].strip()) != "footer":
            break
        found = end = start
    return found
