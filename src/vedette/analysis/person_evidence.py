"""What shows that a capitalised run is somebody: a title, an apposition, a given name, a verb of saying, the table of holders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vedette.analysis.person_words import MAX_NAME_WORDS, Title, Word, name_at, side_at, title_at
from vedette.lexicon.gazetteer import lookup, place_key
from vedette.lexicon.offices import (
    Holder,
    given_names,
    holder_named,
    holders_surnamed,
    not_names,
    speech_verbs,
    surname_stands_first,
)

ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "currently", "also", "then", "now"})
GOVERNMENTS = frozenset({"administration", "government", "regime", "cabinet"})
# "(R-Ohio)", "(D., N.Y.)", "(I-Maine)": a member of Congress.
PARTY = re.compile(r"\s*\((?:R|D|I|Rep|Dem|GOP|Republican|Democrat|Con|Lab|Lib Dem)[.]?\s?[-–—,)]")
# "the premier league", "the king penguin": the office word is no person.
NO_PERSON_AFTER = frozenset({"league", "level", "candidate", "hopeful", "election", "race", "penguin", "prawn", "size", "elect", "material", "ministers", "presidents"})
COMPANIES = frozenset({"inc", "corp", "corporation", "co", "cos", "ltd", "plc", "llc", "lp", "ag", "sa", "nv", "gmbh", "company", "companies", "group", "holdings", "associates", "partners", "brothers", "bros", "trust", "bancorp", "industries", "llp", "university", "college", "hospital", "foundation", "institute", "airport", "stadium", "street", "avenue", "prize", "award", "school"})
# Of these many hold one at a time: alone they say nothing unless somebody named before holds it.
MANY_HOLD = frozenset({"official", "envoy", "ambassador", "commander", "presidential aide", "governor", "mayor", "prince", "prosecutor", "minister", "deputy minister", "deputy foreign minister", "deputy defence minister"})


@dataclass(frozen=True, slots=True)
class Sighting:
    """A mention of a name: the span with its title, the name as written, the evidence."""

    start: int
    end: int
    name: str
    title: Title | None = None
    apposition: Title | None = None
    holder: Holder | None = None
    is_government: bool = False
    why: str = ""


def sightings_in(words: Sequence[Word], published: date | None, text: str) -> list[Sighting]:
    """Names of a paragraph that stand with evidence of their own, in order, none overlapping."""
    found, at = [], 0
    while at < len(words):
        length = side_at(words, at)[0]
        sighting, after = _titled(words, at, text) or _plain(words, at, published, text) or (None, at + max(length, 1))
        if sighting is not None:
            found.append(sighting)
        at = max(after, at + 1)
    return found


def _titled(words: Sequence[Word], at: int, text: str) -> tuple[Sighting, int] | None:
    """A title and the name after it: "Polish Foreign Minister Jan Wit", "Mr Wit", "the ministry's spokesman, Jan Wit,"."""
    title = title_at(words, at)
    if title is None:
        return None
    j = next((k for k in range(at + 1, len(words)) if words[k].start >= title.end), len(words))
    if j >= len(words) or words[j - 1].possessive:
        return None
    with_comma = words[j].gap.strip() == "," and title.kind in ("office", "alone")
    if not (words[j].joined or with_comma or (title.kind != "office" and words[j].gap == ". ")):
        return None
    if title.kind == "rank" and words[at].key == "private" and not words[at].is_capital:
        return None
    after = name_at(words, j, titled=not with_comma)
    if after == j or (with_comma and (after - j < 2 or not _closes(words, after))):
        return None
    if words[j].key in speech_verbs() and after - j == 1:
        return None
    if after - j == 1 and words[j].text.isupper() and len(words[j].text) < 5 and not words[at].text.isupper():
        return None  # "broadcaster ABC"
    after = _cut(words, j, after)
    if _is_company(words, after):
        return None
    start = words[j].start if with_comma else title.start
    return _sighting(words, start, j, after, text, title=title, why=f"title {title.kind}: {text[title.start : title.end]}"), after


def _cut(words: Sequence[Word], at: int, after: int) -> int:
    """The end of a name that runs on into a heading: "UK PM LIZ TRUSS UNDER FIRE" or "Mr Peskov Tuesday" hold shorter ones."""
    known = next((k for k in range(after, at + 1, -1) if holder_named(_name(words, at, k), None)), None)
    if known is not None and known - at > 1:
        return known
    if after - at > 2 and all(w.text.isupper() for w in words[at:after]):
        return at + 1 if holders_surnamed(words[at].text) else at + 2
    return after


def _is_company(words: Sequence[Word], after: int) -> bool:
    """Whether a run goes on as the name of a firm: "Philip Holm Corp", "Henry Wit & Co"."""
    return after < len(words) and words[after].key in COMPANIES and words[after].gap.strip() in ("", "&", ",")


def _closes(words: Sequence[Word], after: int) -> bool:
    """Whether a name after a comma ends there, as an apposition does: at a comma, a verb of saying, the end."""
    return after >= len(words) or words[after].gap.lstrip().startswith((",", ".", ";")) or words[after].key in speech_verbs()


def _plain(words: Sequence[Word], at: int, published: date | None, text: str) -> tuple[Sighting, int] | None:
    """A name without a title before it, by the table of holders or by what stands around it."""
    if not words[at].is_capital:
        return None
    for after in range(_capital_run(words, at), at + 1, -1):
        holder = holder_named(_name(words, at, after), published)
        if holder is not None:
            return _sighting(words, words[at].start, at, after, text, holder=holder, why="known holder"), after
    after = name_at(words, at)
    if after - at < 2 or _is_part(words, at):
        return None
    why = _evidence(words, at, after, text)
    if why is None or _is_company(words, after) or (not why.startswith("known") and lookup(place_key(_name(words, at, after)))):
        return None
    return _sighting(words, words[at].start, at, after, text, why=why), after


def _capital_run(words: Sequence[Word], at: int) -> int:
    after = at + 1
    while after < len(words) and after - at < MAX_NAME_WORDS and words[after].joined and not words[after - 1].possessive:
        after += 1
    return after


def _is_part(words: Sequence[Word], at: int) -> bool:
    """Whether the run goes on from a capitalised word before it: "Port" in "Port Moresby Tribune" has been judged already."""
    before = words[at - 1] if at and words[at].joined else None
    return before is not None and before.is_capital and not before.possessive and at > 1 and before.key in not_names() and not words[at - 1].gap.rstrip().endswith((".", "?", "!", "”", '"'))


def _evidence(words: Sequence[Word], at: int, after: int, text: str) -> str | None:
    """What shows that the run is a person, None where nothing does."""
    run = words[at:after]
    if all(w.text.isupper() for w in run):
        return None
    first = next((w for w in run if not w.is_initial), run[0])
    if first.key.split("-")[0] in given_names() or first.key in given_names():
        return f"given name {first.text}"
    if surname_stands_first(_name(words, at, after)) and ("-" in run[-1].key or len(run) > 2):
        return "family name first"
    if PARTY.match(text, run[-1].end):
        return "party in brackets"
    follows = words[after] if after < len(words) else None
    apposition = _apposition(words, after, text)
    if apposition is not None and len(run) <= 4:
        return f"apposition {apposition.kind}"
    if follows is not None and len(run) <= 3:
        gap = follows.gap.strip()
        beyond = words[after + 1].key if after + 1 < len(words) else ""
        if gap == "" and follows.key in speech_verbs() and not run[-1].possessive and beyond not in ("it", "its", "they", "their"):
            return f"subject of {follows.text}"
        if gap == "," and (follows.key == "who" or re.fullmatch(r"[1-9]\d", follows.text)):
            return "followed by who or an age"
    return None


def _apposition(words: Sequence[Word], after: int, text: str) -> Title | None:
    """What the words after a name say of it: ", the ministry's spokesman", ", a former judge", " (R-Ohio)"."""
    end = words[after - 1].end
    marker = PARTY.match(text, end)
    if marker:
        return Title(end, marker.end(), "alone", "legislator")
    at = after
    if at >= len(words) or words[at].gap.strip() not in (",", "–", "—", "-", "("):
        return None
    if words[at].key == "who" and at + 1 < len(words) and words[at + 1].key in ("is", "was", "heads", "leads"):
        at += 2
    if at < len(words) and words[at].key in ARTICLES:
        at += 1
    if at >= len(words) or words[at].key in speech_verbs():
        return None
    title = title_at(words, at, loose=4)
    if title is None or title.kind == "honorific":
        return None
    j = next((k for k in range(at + 1, len(words)) if words[k].start >= title.end), len(words))
    if j < len(words) and words[j].joined and (name_at(words, j, titled=True) > j or words[j].key in speech_verbs()):
        return None  # another person's title, or "…, a spokesman said"
    return title


def _name(words: Sequence[Word], at: int, after: int) -> str:
    return " ".join(w.text for w in words[at:after])


def _sighting(
    words: Sequence[Word], start: int, at: int, after: int, text: str, *, title: Title | None = None, holder: Holder | None = None, why: str
) -> Sighting:
    """A sighting whose span runs from the title to the name, and over "administration" where that follows."""
    name = re.sub(r"\s+", " ", text[words[at].start : words[after - 1].end])
    end = government_end(words, after)
    if end is not None:
        return Sighting(start, end, name, title, None, holder, True, f"government of {name}")
    return Sighting(start, words[after - 1].end, name, title, _apposition(words, after, text), holder, False, why)


def government_end(words: Sequence[Word], after: int) -> int | None:
    """Where "administration" or the like ends that follows a name at once, None where none does."""
    if after < len(words) and words[after].joined and not words[after - 1].possessive and words[after].key in GOVERNMENTS:
        return words[after].end
    return None


def office_alone(words: Sequence[Word]) -> Iterator[tuple[Title, bool]]:
    """Offices that stand without a name and mean one person: "the Kenyan president"; whether an article points back."""
    at = 0
    while at < len(words):
        title = title_at(words, at)
        if title is None:
            at += 1
            continue
        before = words[at - 1] if at and words[at].joined else None
        is_definite = before is not None and (before.key in ("the", "its", "their", "his", "her") or before.possessive)
        is_one = before is None or before.key not in ("a", "an", "any", "another", "every", "no", "one", "each", "as", "two", "both", "of")
        named = title.side is not None
        if title.office == "leader" and before is not None and before.key == "its":
            is_definite = False
        follows = next((w for w in words[at + 1 :] if w.start >= title.end), None)
        is_one = is_one and not (follows is not None and follows.joined and follows.key in NO_PERSON_AFTER)
        if title.kind == "office" and not title.is_departed and is_one and not title.is_deputy and title.office != "official" and (named or is_definite):
            yield title, is_definite
        at = next((k for k in range(at + 1, len(words)) if words[k].start >= title.end), len(words))


