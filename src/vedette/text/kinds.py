"""What each paragraph is: headline, byline, body, caption or footer.

The rules lean towards body: a footer that is read as body costs a false report at worst, body that is called footer is lost.
"""

from __future__ import annotations

import re

from vedette.lexicon.furniture import furniture_kind, opens_closing_section
from vedette.lexicon.masthead import byline_names, dateline, is_headline, is_name, is_stamp, office_byline, signed_day
from vedette.text.paragraphs import Block

_CREDIT_AT_END = re.compile(r"\((?:AP|AFP|Reuters|REUTERS|Getty Images|AA|TASS|Xinhua|File|Courtesy photo|Handout|Pool)\)\.?$")
_SENTENCE_END = re.compile(r"[.!?…][\"')\]]*$")
_LETTERS = re.compile(r"[^\W\d_]")
_HEAD_PARAGRAPHS = 8
_LAST_STAMP = 15


def kinds(blocks: list[Block], told: list[str | None], *, title: str | None) -> list[str]:
    """The kind of each block, in order; `told` has those that are known already."""
    texts = [block.text for block in blocks]
    found = [kind or "body" for kind in told]
    body_from = _mark_head(blocks, texts, found, told, title=title)
    shouts = sum(map(str.isupper, texts)) * 2 > len(texts)
    closing = False
    for k in range(body_from, len(texts)):
        text = texts[k]
        if told[k]:
            continue
        closing = closing or (k * 2 >= len(texts) and opens_closing_section(text))
        if closing:
            # Notes and links after a last heading; a long paragraph that is no note ends them.
            closing = len(text) < 400 or not _SENTENCE_END.search(text) or furniture_kind(text) is not None
        if closing:
            found[k] = "footer"
        elif kind := furniture_kind(text):
            found[k] = kind
        elif _is_tail_byline(texts, k) or (k < _LAST_STAMP and is_stamp(text)):
            found[k] = "byline"
        elif 30 < len(text) < 400 and k + 1 < len(texts) and _CREDIT_AT_END.search(text) and dateline(text) is None:
            found[k] = "caption"
        elif blocks[k].is_heading or _is_subheading(blocks, texts, k, shouts=shouts):
            found[k] = "headline"
    if texts and "body" not in found:
        _keep_something(found, texts)
    return found


def _keep_something(found: list[str], texts: list[str]) -> None:
    """A text that is all furniture is probably none: its longest paragraph is body."""
    longest = max(range(len(texts)), key=lambda k: len(texts[k]))
    if found[longest] != "headline" or len(texts) == 1:
        found[longest] = "body"


def _mark_head(blocks: list[Block], texts: list[str], found: list[str], told: list[str | None], *, title: str | None) -> int:
    """Mark headline, bylines and stamps before the first body paragraph; the index of that paragraph comes back."""
    k = 0
    seen_headline = False
    while k < min(len(texts), _HEAD_PARAGRAPHS):
        text = texts[k]
        following = texts[k + 1] if k + 1 < len(texts) else None
        if told[k]:
            pass
        elif is_stamp(text) or byline_names(text) or (seen_headline and (signed_day(text) or _is_head_byline(texts, k))):
            found[k] = "byline"
        elif kind := furniture_kind(text):
            found[k] = kind
        elif not seen_headline and (_is_title(text, title) or blocks[k].is_heading or is_headline(text, following=following)):
            found[k], seen_headline = "headline", True
        else:
            break
        k += 1
    return k


def _is_title(text: str, title: str | None) -> bool:
    return title is not None and len(text) <= 300 and text.casefold().strip() == " ".join(title.split()).casefold()


def _is_head_byline(texts: list[str], k: int) -> bool:
    """A signature under a headline: an office, a line that stands there twice, a bare name over a date stamp."""
    text = texts[k]
    if office_byline(text) is not None:
        return True
    following = texts[k + 1] if k + 1 < len(texts) else ""
    if len(text) < 100 and not _SENTENCE_END.search(text) and text in (following, texts[k - 1] if k else ""):
        return True
    return is_name(text) and (is_stamp(following) or (len(following) > 100 and k == 1))


def _is_tail_byline(texts: list[str], k: int) -> bool:
    return len(texts) - k <= 4 and byline_names(texts[k]) is not None


def _is_subheading(blocks: list[Block], texts: list[str], k: int, *, shouts: bool) -> bool:
    """A heading or linked headline between body paragraphs, no item of a list.

    All capitals tell one in a text that has small letters elsewhere; otherwise it is short, open-ended, without figures, after a
    closed paragraph and before a long one.
    """
    text = texts[k]
    if blocks[k].is_item or len(text) > 200 or _SENTENCE_END.search(text) or text.endswith((",", ";", ":", "-", "—", "–")):
        return False
    if not shouts and text.isupper() and len(_LETTERS.findall(text)) >= 12 and len(text.split()) >= 3:
        return True
    if blocks[k].is_wrapped and not (blocks[k].gap and blocks[k + 1 : k + 2] and blocks[k + 1].gap):
        return False
    if any(c.isdigit() for c in text) or len(text.split()) > 10 or not text[:1].isupper() or k + 1 >= len(texts):
        return False
    before, following = texts[k - 1] if k else "", texts[k + 1]
    return bool(_SENTENCE_END.search(before)) and len(following) >= 80 and bool(_SENTENCE_END.search(following))
