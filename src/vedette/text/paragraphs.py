"""Source lines into paragraphs: which line ends are the page's and which are the writer's.

Lines that a page end, a blank line or a fixed width broke in mid-sentence are joined with a space; the space stands for the line
end that it replaces. Losing a paragraph break costs little, a sentence cut in two costs both halves.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from itertools import pairwise

from vedette.lexicon.furniture import compound_parts, function_words, furniture_kind, opens_closing_section
from vedette.lexicon.masthead import byline_names, is_stamp
from vedette.text.characters import Line, clean_line

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\u2028\u2029]")
_RULE = re.compile(r"(?:[-=_*~#·•.+ ]{3,}|[-=_*~#|]{1,2})$")
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,3}(?: ?(?:/|of) ?\d{1,3})?$|- ?\d{1,3} ?-$", re.IGNORECASE)
_HEADING_MARK = re.compile(r"#{1,6} +(?=\S)")
_BULLET = re.compile(r"[•▪●◦‣∙·] ?(?=\S)|[*+] +(?=\S)")
_ENUMERATOR = re.compile(r"[-–—] (?=\S)|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)] (?=\S)|\[\d{1,3}\] ?(?=\S)")
_QUOTED_MAIL = re.compile(r">+ ?")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$|[\w-]+(?:\.[\w-]+)+(?:/\S*)?$|\S+@\S+$")
_SENTENCE_END = re.compile(r"[.!?:;…][\"')\]]*$")
_LAST_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)?$")
_BROKEN_WORD = re.compile(r"([^\W\d_]+)-$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_FIRST_LETTERS = re.compile(r"[^\W\d_]+")
_WIDEST_WRAP = 140
_LONGEST_HEADLINE = 220


@dataclass(slots=True)
class Block:
    """A paragraph being built. `tail` is its last line, `length` all its characters; `end` is the source offset after it, `gap` the
    number of empty lines before it, `is_wrapped` where the text was broken at a width."""

    parts: list[str]
    origin: array[int]
    end: int
    tail: str
    indent: int
    breaks_word: bool
    is_heading: bool = False
    is_item: bool = False
    gap: int = 0
    is_wrapped: bool = False

    @property
    def text(self) -> str:
        return "".join(self.parts)

    @property
    def length(self) -> int:
        return len(self.origin)


def source_lines(source: str) -> list[tuple[Line, int]]:
    """Each line that holds something, cleaned, with the number of empty lines before it."""
    lines = []
    at = blank = 0
    while at <= len(source):
        match = _LINE_END.search(source, at)
        end, after = (match.start(), match.end()) if match else (len(source), len(source) + 1)
        line = clean_line(source, at, end)
        if mark := _QUOTED_MAIL.match(line.text):
            line = line.without(mark.end())
        if not line.text or _RULE.match(line.text):
            blank += 1
        else:
            lines.append((line, blank))
            blank = 0
        at = after
    return lines


def _wrap_width(lines: list[tuple[Line, int]]) -> int:
    """The width that most lines were broken at, 0 where the text has a line for each paragraph.

    A text is wrapped where at least a third of the line ends inside its blocks cut a sentence. It is ragged, and its width above
    the widest wrap, where it was wrapped and then edited.
    """
    inside = cut = 0
    for (before, _), (after, blank) in pairwise(lines):
        if blank == 0:
            inside += 1
            cut += after.text[0].islower() and not _SENTENCE_END.search(before.text[-12:])
    if not inside or cut * 3 < inside:
        return 0
    widths = sorted(line.indent + len(line.text) for line, _ in lines)
    return widths[min(len(widths) - 1, len(widths) * 9 // 10)]


def _stands_alone(line: str) -> bool:
    """Lines that never run on: a credit, a date stamp, a byline, a sign-off."""
    return len(line) < 120 and (is_stamp(line) or byline_names(line) is not None or furniture_kind(line) is not None)


def _begins_anew(block: Block, line: Line, blank: int) -> bool:
    """Headings, list items, addresses and section titles never continue a paragraph."""
    if block.is_heading or _HEADING_MARK.match(line.text) or _BULLET.match(line.text) or _ADDRESS.match(line.text):
        return True
    closed = blank > 0 or block.is_item or bool(_SENTENCE_END.search(block.tail[-12:]))
    return opens_closing_section(line.text) or (closed and bool(_ENUMERATOR.match(line.text)))


def _goes_on(block: Block, line: Line, blank: int, *, width: int, is_first: bool) -> bool:
    """Whether the line continues the block: "were sent to the" / "northern border".

    In wrapped text a line that had no room for the next word goes on, and one that had room was ended on purpose. Elsewhere, and
    over blank lines, only a sentence that is plainly cut goes on.
    """
    if _begins_anew(block, line, blank):
        return False
    if width and blank == 0:
        if line.indent >= block.indent + 2:
            return False
        is_open = not _SENTENCE_END.search(block.tail[-12:]) and len(block.tail) >= min(50, width * 3 // 5)
        had_no_room = block.indent + len(block.tail) + 1 + len(line.text.split(" ", 1)[0]) > width
        if (is_open and (not is_first or block.length > _LONGEST_HEADLINE)) or (had_no_room and width <= _WIDEST_WRAP):
            return line.text[0].islower() or not _stands_alone(line.text)
    if is_first and blank == 0 and block.tail.isupper() and line.text.isupper() and not _stands_alone(line.text):
        return True
    return _is_cut(block, line, blank, is_first=is_first)


def _is_cut(block: Block, line: Line, blank: int, *, is_first: bool) -> bool:
    """Whether a sentence is plainly cut here: no end before, and a lower-case letter after or a hanging "of the" before."""
    tail = block.tail[-60:]
    if _SENTENCE_END.search(tail) or (is_first and blank and block.length < 100):
        return False
    if block.breaks_word or line.text.lstrip("\"'(")[:1].islower():
        return blank == 0 or block.length >= 25
    word = _LAST_WORD.search(tail)
    hangs = word is not None and word.group().lower() in function_words()
    if blank:
        hangs = blank <= 3 and (block.length >= 60 if tail.endswith(",") else hangs and block.length >= 30)
    else:
        hangs = hangs or tail.endswith(",") or bool(_BROKEN_WORD.search(tail)) or len(block.tail) > _LONGEST_HEADLINE
    return hangs and not _stands_alone(line.text)


def _append(block: Block, line: Line, words: frozenset[str]) -> None:
    """Join a line to a block: with a space, or with none where a word was divided at the line end."""
    broken = _BROKEN_WORD.search(block.tail[-40:])
    first = _FIRST_LETTERS.match(line.text[:40])
    if broken and first:
        if line.text[0].islower() and not _keeps_hyphen(broken.group(1), first.group(), words):
            block.parts[-1] = block.parts[-1][:-1]
            block.origin.pop()
    elif not block.breaks_word and not (block.tail.endswith("-") and block.tail[-2:-1].isalnum()):
        block.parts.append(" ")
        block.origin.append(block.end)
    block.parts.append(line.text)
    block.origin.extend(line.origin)
    block.end, block.tail, block.indent, block.breaks_word = line.end, line.text, line.indent, line.breaks_word


def _keeps_hyphen(left: str, right: str, words: frozenset[str]) -> bool:
    """Whether "left-" / "right" is a compound and no divided word: as the text has it elsewhere, else by its parts."""
    if f"{left}-{right}".lower() in words:
        return True
    if f"{left}{right}".lower() in words:
        return False
    before, after = compound_parts()
    return left.lower() in before or right.lower() in after or (left[0].isupper() and left.isupper())


def _open_block(line: Line) -> Block:
    heading = _HEADING_MARK.match(line.text)
    bullet = _BULLET.match(line.text)
    is_item = bool(bullet or _ENUMERATOR.match(line.text))
    if mark := heading or bullet:
        line = line.without(mark.end())
    return Block([line.text], array("l", line.origin), line.end, line.text, line.indent, line.breaks_word, bool(heading), is_item)


def blocks(source: str) -> list[Block]:
    """The paragraphs of a source text in order, each with the origin of its characters."""
    lines = source_lines(source)
    width = _wrap_width(lines)
    is_divided = any(_BROKEN_WORD.search(line.text[-40:]) for line, _ in lines)
    words = frozenset(_WORD.findall(source.lower())) if is_divided else frozenset()
    found: list[Block] = []
    for k, (line, blank) in enumerate(lines):
        if found:
            block, is_first = found[-1], len(found) == 1
            if _goes_on(block, line, blank, width=width, is_first=is_first):
                _append(block, line, words)
                continue
            if _PAGE_NUMBER.match(line.text) and k + 1 < len(lines) and _is_cut(block, lines[k + 1][0], 1, is_first=is_first):
                continue
        block = _open_block(line)
        block.gap, block.is_wrapped = blank, bool(width)
        found.append(block)
    return found
