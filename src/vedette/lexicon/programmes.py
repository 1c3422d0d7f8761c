"""Aid programmes by the words that name them. The data is `programmes.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vedette.lexicon.tables import read_table


@dataclass(frozen=True, slots=True)
class Programme:
    """A budget or an authority that sums draw on. `givers` and `receivers` are those it alone has, empty where it has many.

    `is_authority`: to announce a sum under it is to exercise a power that is already given.
    """

    id: str
    name: str
    givers: tuple[str, ...] = ()
    receivers: tuple[str, ...] = ()
    is_authority: bool = False


@dataclass(frozen=True, slots=True)
class ProgrammeMention:
    """`text[start:end]` names the programme."""

    start: int
    end: int
    programme: Programme


@cache
def programmes() -> dict[str, Programme]:
    """All programmes by id; treat as read-only."""
    return {
        name: Programme(name, entry["name"], tuple(entry.get("givers", ())), tuple(entry.get("receivers", ())), entry.get("authority", False))
        for name, entry in read_table("programmes")["programme"].items()
    }


def is_authority(programme: str | None) -> bool:
    """Whether an announced sum of this programme is authorised by being announced."""
    known = programmes().get(programme or "")
    return known is not None and known.is_authority


@cache
def granting(status: str) -> re.Pattern[str]:
    """What a clause says that grants a sum, as `status` ("authorised" or "pledged")."""
    return re.compile(read_table("programmes")["granting"][status], re.IGNORECASE)


@cache
def doubtful() -> re.Pattern[str]:
    """Words beside which a sum is granted by nobody yet."""
    return re.compile(read_table("programmes")["doubtful"]["pattern"], re.IGNORECASE)


def find_programmes(text: str) -> tuple[ProgrammeMention, ...]:
    """The programmes that a text names, in order; of two cues in one place the longer.

    >>> [m.programme.id for m in find_programmes("a drawdown of arms, and more under the USAI")]
    ['drawdown', 'USAI']
    >>> find_programmes("a drawdown of troops")
    ()
    """
    found: list[ProgrammeMention] = []
    for name, entry in read_table("programmes")["programme"].items():
        pattern, unless, unless_before = _patterns(name)
        for match in pattern.finditer(text):
            if unless and unless.match(text, match.start()):
                continue
            if unless_before and unless_before.search(text, max(0, match.start() - 30), match.start()):
                continue
            found.append(ProgrammeMention(match.start(), match.end(), programmes()[entry.get("id", name)]))
    found.sort(key=lambda m: (m.start, -m.end))
    kept: list[ProgrammeMention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], re.Pattern[str] | None, re.Pattern[str] | None]:
    entry = read_table("programmes")["programme"][name]
    cues = [_loose(cue) for cue in sorted(entry["cues"], key=len, reverse=True)]
    exact = [re.escape(word) for word in entry.get("abbreviations", ())]
    either = [f"(?i:{'|'.join(cues)})", *exact]
    compiled = [re.compile(entry[key]) if key in entry else None for key in ("unless", "unless_before")]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(either)})(?![\w-])"), compiled[0], compiled[1]


def _loose(cue: str) -> str:
    """A cue with any blank or hyphen between its words, and "US" in all its spellings."""
    words = ["U\\.?S\\.?|the U\\.?S\\.?|the United States'?" if word == "US" else re.escape(word) for word in re.split(r"[ -]", cue)]
    return r"[\s-]+".join(f"(?:{word})" for word in words)
