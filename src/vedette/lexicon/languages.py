"""Which language a text is in, among those that news about crises comes in. Only this module knows the language detector."""

from __future__ import annotations

import re
from functools import cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

LANGUAGES = (
    "ARABIC", "CHINESE", "DUTCH", "ENGLISH", "FRENCH", "GERMAN", "HEBREW", "ITALIAN", "JAPANESE", "KOREAN", "PERSIAN", "POLISH", "PORTUGUESE", "RUSSIAN",
    "SPANISH", "TURKISH", "UKRAINIAN",
)  # fmt: skip
READ = "en"
_ENOUGH_LETTERS = 100  # the detector takes a headline full of foreign names for their language
_ENGLISH = frozenset(["the", "and", "with", "from", "that", "has", "have", "said", "were", "its", "their", "by", "for", "not", "would", "which", "to", "at", "after"])
_ENGLISH_SHARE = 0.04  # such words are a fifth of English prose, and in another language come from names ("The Guardian")
_LOOKED_AT = 4_000
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_OTHER_LETTER = re.compile(r"[^\W\d_A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"\w+")


@cache
def _detector() -> LanguageDetector:
    known = [getattr(Language, name) for name in LANGUAGES]
    return LanguageDetectorBuilder.from_languages(*known).with_low_accuracy_mode().build()


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language that most of a text is in; None where it is too short to tell.

    >>> language_of("La Norvège enverra des obusiers à l'Ukraine, a dit le ministre, et les blindés suivront au mois de septembre, selon la radio.")
    'fr'
    """
    text = text[:_LOOKED_AT]
    if not _is_other_script(text):
        if _has_english_words(text):
            return READ
        if len(_LETTER.findall(text)) < _ENOUGH_LETTERS:
            return None
    # A lone surrogate stands for no character, and the detector takes none.
    found = _detector().detect_language_of(text.encode("utf-8", "replace").decode("utf-8"))
    return found.iso_code_639_1.name.casefold() if found else None


def is_foreign(text: str) -> bool:
    """Whether a paragraph is surely not English. One that may be English is: a misread word costs less than a lost paragraph."""
    return _is_other_script(text[:_LOOKED_AT]) or language_of(text) not in (None, READ)


def _has_english_words(text: str) -> bool:
    words = len(text.split())
    return words > 0 and sum(map(_ENGLISH.__contains__, _WORD.findall(text.lower()))) >= _ENGLISH_SHARE * words


def _is_other_script(text: str) -> bool:
    if text.isascii() or not (others := len(_OTHER_LETTER.findall(text))):
        return False
    latin = len(_LATIN.findall(text))
    return others + latin >= 2 and latin < others
