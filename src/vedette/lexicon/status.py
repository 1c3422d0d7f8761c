"""Words that decide how real an embedded event is, looked up by lemma. The data is `status.toml`."""

from __future__ import annotations

from functools import cache

from vedette.lexicon.tables import read_table

# Section keys in the data are adjectives of the record's ladder except these, which name the class of the governing verb.
_CLASS_NAMES = {"demand": "demanded"}


@cache
def cues(section: str) -> dict[str, str]:
    """Lemma to class for a section of the table: `cues("verbs")["authorise"]` is "authorised"."""
    table = read_table("status")[section]
    return {lemma: _CLASS_NAMES.get(name, name) for name, lemmas in reversed(table.items()) for lemma in lemmas}


@cache
def scorn(kind: str) -> frozenset[str]:
    """Words by which a claim is put aside as nonsense: `kind` is words, ideas, verbs or thinking."""
    return frozenset(read_table("status")["scorn"][kind])


# "rejected the allegation that" denies; "rejected the offer to" refuses.
CLAIMS = frozenset({"accusation", "allegation", "claim", "report", "suggestion", "rumour", "rumor", "charge", "speculation", "notion"})
DISMISSING = frozenset({"reject", "dismiss", "deny", "refute", "rebut", "repudiate", "shrug", "downplay", "debunk"})


def governing_class(governor: str, complement: str) -> str | None:
    """The class of a governing verb over its complement: `governing_class("dismiss", "report")` is "denied"; None where it has none."""
    if governor in DISMISSING and complement in CLAIMS:
        return "denied"
    return cues("verbs").get(governor)
