"""What the text itself says of its title, author, publisher and date: front matter, headline, byline, stamps, datelines, footers.

Only a full date counts, and only in a stamp or a dateline: "on Tuesday", "19 hrs ago" and the dates that an article tells of
date no document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from vedette.intake.days import metadata_day
from vedette.intake.facts import Facts
from vedette.lexicon.furniture import agencies, furniture_kind
from vedette.lexicon.masthead import (
    byline_names,
    dateline,
    is_headline,
    is_name,
    is_stamp,
    is_update_stamp,
    office_byline,
    signed_day,
    stamp_day,
)

_HEAD_LINES = 8
_TAIL_LINES = 8
_SIGNED_LINES = 6  # lines among which "Northern Courier, March 18, 2031" dates the text
_LONG_LINE = 160
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<fields>(?:[^\r\n]{0,1000}\r?\n){1,60}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)")
_FIELD = re.compile(r"(?P<key>[A-Za-z][\w -]{0,30}?)\s*:\s*(?P<value>\S.*)$")
_LINE_END = re.compile(r"[\r\n\x0b\x0c\u2028\u2029]+")
_LETTER = re.compile(r"\w")
_MARKUP = re.compile(r"^(?:#{1,6}\s+|>+\s?)|\*{1,3}|(?<!\w)_{1,2}|_{1,2}(?!\w)|\\(?=[$*_#\-.!])|[\u200b\ufeff\u00ad]")
_MARKED = re.compile(r"[#>*_\\\u200b\ufeff\u00ad]")
_SITE_OF_TITLE = re.compile(r"^.{1,200} \| (?P<site>[A-Z][\w.'& -]{1,40})$")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)[\s,:]*(?:©|\(c\))?\s*(?:(?:19|20)\d\d(?: ?[-–] ?(?:19|20)?\d\d)?)?,?\s*(?:by )?(?P<site>[A-Z][\w'&-]*(?: [A-Z&][\w'&-]*){0,4})", re.IGNORECASE)
_CONTACT = re.compile(r"^(?i:to contact) (?:the )?(?P<site>[A-Z]{2,8}|[A-Z][\w'&-]+(?: [A-Z][\w'&-]+){0,4})\b")
_CREDITED = re.compile(r"(?:The )?(?P<site>[A-Z][\w&-]*(?: (?:[A-Z][\w&-]*|of|the)){0,3}?)['’]s? [A-Z].{0,200}\bcontributed (?:to|reporting)")
_ATTRIBUTION_TO = re.compile(r"(?i:attribution to) .{0,80}?(?P<site>[A-Za-z][\w-]+\.(?:org|com|net|info|news))\b")
# Each with words of which a line has to hold one, and whether it counts only in a line that is a footer.
_FEET = (
    (_CONTACT, ("to contact ",), False),
    (_ATTRIBUTION_TO, ("attribution to",), True),
    (_COPYRIGHT, ("copyright", "©", "(c)"), True),
    (_CREDITED, (" contributed ",), False),
)
_AT_SITE = re.compile(r"\bat (?P<site>[\w-]+(?:\.[\w-]+)*\.(?:org|com|net|info|news|eu|uk|ru|ua))\b", re.IGNORECASE)
_LICENSED_TITLE = re.compile(r"This (?:article|story|post|piece) [(\"“](?P<title>[^()\"“”]{8,200})[)\"”] (?:is|was|first|originally)")
_SIGN_OFF = re.compile(r"\W{0,4}(?P<name>[A-Z][\w/-]{1,12}(?: [A-Z]\w+)?)(?: [A-Z])?\W{0,3}$")
_DESK = re.compile(r"[-–—(]{1,3} ?(?P<name>[A-Z][\w]{1,12})\b.{0,50}\b(?:newsroom|newsdesk|bureau)\b", re.IGNORECASE)


def text_facts(text: str) -> tuple[Facts, Facts]:
    """(what front matter states, what headline, byline, stamps, datelines and footers show) of a plain or Markdown text."""
    stated = Facts()
    if match := _FRONT_MATTER.match(text):
        stated = _front_matter(match.group("fields"))
        text = text[match.end() :]
    head = list(islice(_lines(text[:8000]), _HEAD_LINES + 1))
    if not head:
        return stated, Facts()
    last = list(islice(_lines(text[-3000:], backwards=True), _TAIL_LINES))[::-1] if len(head) > 1 else []
    body_at, title = _headline(head)
    return stated, Facts(
        title=title or _search(_LICENSED_TITLE, last, "title"),
        author=_author(head, body_at, last),
        publisher=_publisher(head, title, last),
        published=_published(head, last),
    )


def _lines(text: str, *, backwards: bool = False) -> Iterator[str]:
    """Lines that hold something, markup off. A line that is longer than any headline is cut."""
    for line in _LINE_END.split(text)[:: -1 if backwards else 1]:
        plain = " ".join((_MARKUP.sub("", line[:1000]) if _MARKED.search(line) else line[:1000]).split())
        if _LETTER.search(plain):
            yield plain


def _front_matter(fields: str) -> Facts:
    values = {}
    for line in fields.splitlines():
        if match := _FIELD.match(line.strip()):
            values[match.group("key").casefold()] = match.group("value").strip().strip("\"'")
    stated = next((values[key] for key in ("published", "date", "pubdate", "publish_date", "created") if key in values), "")
    return Facts(
        title=values.get("title") or values.get("headline"),
        author=values.get("author") or values.get("authors") or values.get("by"),
        publisher=values.get("publisher") or values.get("outlet") or values.get("site"),
        published=metadata_day(stated) if stated else None,
        url=values.get("url") or values.get("link"),
    )


def _headline(head: list[str]) -> tuple[int, str | None]:
    """(index of the line after the headline, the headline): stamps and bylines may stand above it."""
    for k, line in enumerate(head[:4]):
        following = head[k + 1] if k + 1 < len(head) else None
        if is_stamp(line) or byline_names(line) or furniture_kind(line):
            continue
        if signed_day(line) and following and _is_bare_headline(following, head[k + 2 : k + 3]):
            continue  # the paper and its day; over a signature such a line is the title: "Press Briefing – May 4, 2031"
        if not is_headline(line, following=following):
            return 0, None
        if following and line.isupper() and following.isupper() and k + 2 < len(head) and len(following) < 100 and not furniture_kind(following):
            return k + 2, f"{line} {following}"
        return k + 1, line
    return 0, None


def _is_bare_headline(line: str, behind: list[str]) -> bool:
    return is_headline(line, following=behind[0] if behind else None) and not (office_byline(line) or is_name(line) or line in behind)


def _author(head: list[str], body_at: int, last: list[str]) -> str | None:
    """Bylines by their "By", in the head before the foot; then a signature that stands right below the headline."""
    for line in head[:6] + last[::-1]:
        if names := byline_names(line):
            return names
    if not body_at or body_at >= len(head):
        return None
    line = head[body_at]
    following = head[body_at + 1] if body_at + 1 < len(head) else ""
    if signed := office_byline(line):
        return signed
    return line if is_name(line) and (is_stamp(following) or line == following or len(following) > 100) else None


def _published(head: list[str], last: list[str]) -> date | None:
    """The day of a stamp near the top, of a dateline that gives a year, of who signs, or of a "Published:" at the foot."""
    updated = None
    for line in head:
        if day := stamp_day(line):
            if not is_update_stamp(line):
                return day
            updated = updated or day
        elif (line_of_place := dateline(line)) and line_of_place.day:
            return line_of_place.day
    for line in head[:_SIGNED_LINES]:
        if len(line) > _LONG_LINE:
            break  # the text has begun, and what it names by day is what it tells of
        if day := signed_day(line):
            return day
    for line in last:
        if re.match(r"\W{0,2}(?i:published|posted|first published|date)\b", line) and (day := stamp_day(line)):
            return day
    return updated


def _publisher(head: list[str], title: str | None, last: list[str]) -> str | None:
    """Who brings it: title suffix, foot of the page, then the agency of the dateline or the sign-off."""
    if title and (match := _SITE_OF_TITLE.match(title)):
        return match.group("site")
    feet = [line for line in last if len(line) < 700]
    folded = [line.casefold() for line in feet]
    for pattern, marks, is_furniture in _FEET:
        for line, low in zip(feet, folded, strict=True):
            if any(mark in low for mark in marks) and (match := pattern.search(line)) and (not is_furniture or furniture_kind(line)):
                return match.group("site")
    for line in feet:
        if byline_names(line) and (match := _AT_SITE.search(line)):
            return match.group("site")
    for line in head[:4]:
        if (found := dateline(line)) and found.agency:
            return found.agency
    known = agencies()
    for line in last[-3:]:
        signed = _SIGN_OFF.match(line) or _DESK.match(line)
        if signed and signed.group("name") in known:
            return known[signed.group("name")]
    return None


def _search(pattern: re.Pattern[str], lines: list[str], group: str) -> str | None:
    return next((match.group(group) for line in lines if (match := pattern.search(line))), None)
