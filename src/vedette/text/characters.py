"""One source line into clean characters, each with the source offset that it stands for.

A line is turned by edits: stretches of source that a few clean characters replace. What no edit touches stays as it is.
"""

from __future__ import annotations

import html
import re
from array import array
from dataclasses import dataclass

_QUOTES = {
    "'": "‘’‚‛′´`\x91\x92", '"': "“”„‟″«»\x93\x94", "–": "\x96", "—": "\x97", "…": "\x85", "-": "‐‑",
    " ": "\t\x0b\x0c\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
}  # fmt: skip
# One character for one: what no parser tells apart. spaCy takes no lone surrogate.
_SAME_LENGTH = {ord(c): plain for plain, forms in _QUOTES.items() for c in forms} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
# UTF-8 read as Windows-1252 somewhere on a document's way, as it looks with straight quotes: "Â£" for "£".
_MOJIBAKE = {
    "Â£": "£", "Â ": " ", "Â©": "©", "Â°": "°", "Â½": "½", "â\x80\x99": "'", "â\x80\x98": "'", "â\x80\x9c": '"', "â\x80\x9d": '"', 'â\x80"': "–", "â\x80¦": "…", "â\x82¬": "€",
    "â€™": "'", "â€˜": "'", "â€œ": '"', "â€\x9d": '"', 'â€"': "–", "â€¦": "…",
    "â‚¬": "€", "Ã©": "é", "Ã¨": "è", "Ã¼": "ü", "Ã¶": "ö", "Ã¤": "ä", "Ã³": "ó", "Ã¡": "á", "Ã±": "ñ", "Ã§": "ç",
}  # fmt: skip

_URL = r"(?:https?://|www\.|mailto:|/|\#)[^\s()\[\]]{0,2000}(?:\([^\s()]{0,200}\)[^\s()]{0,500})?"
_INVISIBLE = r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x90\x95\x98-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"

# The order matters: where two alternatives could start at one place, the first is meant.
_EDIT = re.compile(
    "|".join(
        (
            rf"(?P<invisible>[{_INVISIBLE}]+)",
            r"(?P<space> {2,})",
            r"(?P<escape>\\(?=[\\`*_{}\[\]()#+\-.!$~|><&\"'%]))",
            r"(?P<entity>&(?:[A-Za-z]{2,31}|\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6});)",
            r"(?P<tag></?(?:p|br|b|i|u|em|strong|a|div|span|h[1-6]|li|ul|ol|blockquote|figure|figcaption|img|sup|sub)(?:\s[^<>]{0,1000})?/?>)",
            rf"(?P<image>!\[[^\[\]]{{0,300}}\]\({_URL}(?: \"[^\"]{{0,200}}\")?\))",
            rf"(?P<link>\[(?=[^\[\]]{{1,300}}\]\({_URL}))",
            rf"(?P<target>\]\({_URL}(?: \"[^\"]{{0,200}}\")?\))",
            "(?P<mojibake>" + "|".join(map(re.escape, _MOJIBAKE)) + ")",
            r"(?P<double>''(?!'))",
        )
    )
)
# Most lines need none of these edits; finding that out is quicker than trying each alternative at each character.
_NEEDS_EDIT = re.compile(rf"[{_INVISIBLE}\\&<\[\]ÂâÃ]|  |''")
_EMPHASIS = re.compile(
    r"(?<![\w*\\])(?P<stars>\*{1,3})(?=[^\s*])[^*]{1,400}?(?<=[^\s*\\])(?P<ends>(?P=stars))(?![\w*])"
    r"|(?<![\w\\])(?P<lines>_{1,2})(?=[^\s_])[^_]{1,400}?(?<=[^\s_\\])(?P<close>(?P=lines))(?!\w)"
)
# "war.The" lacks its space; "U.S.-led", "example.org" and "3.5" do not.
_GLUED = re.compile(r"[.!?](?P<quote>[\"']{0,2})(?=[\"]?[A-Z](?:[a-z' ]|[A-Z]{2}))")
_SENTENCE_TAIL = re.compile(r"(?:[^\W\d_A-Z]{2}|\d{2}|[%)\"])$")
_DOMAIN = re.compile(r"(?i:com|org|net|ru|ua|info|gov|edu|eu|tv|pl|uk|fr)\b")


@dataclass(frozen=True, slots=True)
class Line:
    """A cleaned source line: `indent` counts the blanks before it, `end` is the source offset of its line end.

    `breaks_word` where it ends on a soft hyphen.
    """

    text: str
    origin: array[int]
    end: int
    indent: int
    breaks_word: bool

    def without(self, count: int) -> Line:
        """The line less its first characters: a bullet, a heading mark."""
        return Line(self.text[count:], self.origin[count:], self.end, self.indent, self.breaks_word)


def _emphasis_edits(line: str) -> list[tuple[int, int, str]]:
    edits = []
    if "*" in line or "_" in line:
        for match in _EMPHASIS.finditer(line):
            groups = ("stars", "ends") if match.group("stars") else ("lines", "close")
            edits += [(*match.span(group), "") for group in groups]
    return edits


def _glue_edits(line: str) -> list[tuple[int, int, str]]:
    """Where a space is missing between two sentences. A straight quote closes where an odd number stands before it."""
    edits = []
    quotes = 0
    counted = 0
    for match in _GLUED.finditer(line):
        tail = line[max(0, match.start() - 2) : match.start()]
        if not _SENTENCE_TAIL.search(tail) or _DOMAIN.match(line, match.end()):
            continue
        at = match.end()
        quotes += line.count('"', counted, match.start("quote"))
        counted = match.start("quote")
        if match.group("quote").startswith('"') and quotes % 2 == 0:
            at = match.start("quote")
        edits.append((at, at, " "))
    return edits


def _replacement(match: re.Match[str]) -> str:
    text = match.group()
    kind = match.lastgroup
    if kind == "space":
        return " "
    if kind == "entity":
        decoded = html.unescape(text)
        if decoded == text:
            return text
        return " " if decoded.isspace() else re.sub(rf"[{_INVISIBLE}\r\n]", "", decoded.translate(_SAME_LENGTH))
    if kind == "tag":
        return " " if re.match(r"</?(?:p|br|div|h|li|ul|ol|bl|fig)", text) else ""
    if kind == "mojibake":
        return _MOJIBAKE[text]
    if kind == "double":
        return '"'
    # invisible, escape, image, link, target: nothing is left of them
    return ""


def clean_line(source: str, start: int, end: int) -> Line:
    r"""The line `source[start:end]` cleaned: `The \$5 *Gazette*&nbsp; fee` becomes "The $5 Gazette fee"."""
    line = source[start:end].translate(_SAME_LENGTH)
    edits = [(*m.span(), _replacement(m)) for m in _EDIT.finditer(line)] if _NEEDS_EDIT.search(line) else []
    edits += _emphasis_edits(line) + _glue_edits(line)
    edits.sort(key=lambda edit: (edit[0], edit[1]))
    out: list[str] = []
    origin = array("l")
    at = 0
    for first, last, text in edits:
        if first < at:
            continue
        out.append(line[at:first])
        origin.extend(range(start + at, start + first))
        if text:
            out.append(text)
            # A span that ends on a decoded entity has to hold the whole of it, so all but an opening one stand at its end.
            opens = first == 0 or line[first - 1] in ' \t(["'
            origin.extend([start + (first if opens or last <= first + 1 else last - 1)] * len(text))
        at = last
    out.append(line[at:])
    origin.extend(range(start + at, end))
    return _trimmed("".join(out), origin, end, line)


def _trimmed(text: str, origin: array[int], end: int, line: str) -> Line:
    """Blanks at both ends dropped, runs that the edits left collapsed."""
    if "  " in text:
        keep = [k for k, c in enumerate(text) if c != " " or k == 0 or text[k - 1] != " "]
        text, origin = "".join(text[k] for k in keep), array("l", [origin[k] for k in keep])
    left = len(text) - len(text.lstrip(" "))
    text = text.strip(" ")
    return Line(text, origin[left : left + len(text)], end, len(line) - len(line.lstrip(" ")), line.rstrip(" ").endswith("\u00ad"))
