"""Which language a text is in, and which paragraphs are surely not English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.lexicon.languages import is_foreign, language_of


@pytest.mark.parametrize(
    ("text", "language", "foreign"),
    [
        ("Norway said on Monday it would send 22 howitzers to Ukraine.", "en", False),
        ("La Norvège enverra des obusiers à l'Ukraine, a dit le ministre, et les blindés suivront au mois de septembre, selon la radio publique.", "fr", True),
        ("Norwegen will der Ukraine zweiundzwanzig Haubitzen liefern, sagte der Minister am Montag; die Panzer sollen im September folgen.", "de", True),
        ("Норвегия отправит Украине двадцать две гаубицы, сообщил министр.", "ru", True),
        ("挪威将向乌克兰提供二十二门榴弹炮。", "zh", True),
        # a headline without a small word, full of names
        ("Slovakia tests rockets as Canada imposes more sanctions on Belgrade", None, False),
        # too short, or mere names: it may be English, so it is read
        ("Ships left.", None, False),
        ("Kiev, Sevastopol", None, False),
        ("1,200 345", None, False),
        ("", None, False),
        # an English sentence full of foreign names
        ("Wojciechowski met Błaszczak in Świnoujście, the ministry of Poland said after the talks.", "en", False),
    ],
)
def test_languages(text: str, language: str | None, foreign: bool) -> None:
    assert language_of(text) == language
    assert is_foreign(text) == foreign


@given(st.text(st.characters(), max_size=200))
def test_no_text_raises(text: str) -> None:
    assert language_of(text) is None or isinstance(language_of(text), str)
    assert is_foreign(text) in (True, False)
