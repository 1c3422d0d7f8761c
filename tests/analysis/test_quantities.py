"""Counts, shares and measures, with what they count; and numerals that count nothing."""

from __future__ import annotations

import re
from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.analysis.money import find_money
from vedette.analysis.parse import parse
from vedette.analysis.quantities import find_quantities
from vedette.model.analysis import DateMention, MaterielMention, QuantityMention
from vedette.model.document import CleanText, Document, Paragraph

MATERIEL = {
    "anti-tank missiles": "missile", "missiles": "missile", "tanks": "armour", "troops": "troops", "soldiers": "troops",
    "warships": "ship", "warship": "ship", "frigate": "ship", "howitzers": "artillery", "artillery": "artillery", "drones": "drone",
    "drone": "drone", "missile": "missile", "people": "person", "casualties": "person", "Type 45 destroyers": "ship",
}  # fmt: skip


def materiel_in(text: str) -> tuple[MaterielMention, ...]:
    found: list[MaterielMention] = []
    for name in sorted(MATERIEL, key=len, reverse=True):
        for m in re.finditer(rf"\b{re.escape(name)}\b", text):
            if not any(f.start < m.end() and m.start() < f.end for f in found):
                found.append(MaterielMention(m.start(), m.end(), m.group(), name, MATERIEL[name]))
    return tuple(sorted(found, key=lambda f: f.start))


def quantities(text: str, dates: tuple[DateMention, ...] = ()) -> tuple[QuantityMention, ...]:
    clean = CleanText(Document("note", text), text, (Paragraph(0, len(text)),), array("l", range(len(text))))
    return find_quantities(parse(clean), find_money(text), dates, materiel_in(text))


COUNTS = [
    # text, then span, low, high, item, category, per
    ("Oslo sent 2,000 highly advanced anti-tank missiles.", "2,000", 2000, 2000, "anti-tank missiles", "missile", None),
    ("Thousands of Russian soldiers crossed the river.", "Thousands", 2000, 9999, "Russian soldiers", "troops", None),
    ("They lost about 40 tanks.", "about 40", 36, 44, "tanks", "armour", None),
    ("They lost nearly 40 tanks.", "nearly 40", 36, 40, "tanks", "armour", None),
    ("They lost at least 40 tanks.", "at least 40", 40, None, "tanks", "armour", None),
    ("They lost more than two dozen tanks.", "more than two dozen", 24, None, "tanks", "armour", None),
    ("They have no fewer than 40 tanks.", "no fewer than 40", 40, None, "tanks", "armour", None),
    ("They have fewer than 40 tanks.", "fewer than 40", None, 40, "tanks", "armour", None),
    ("They have as many as 40 tanks.", "as many as 40", None, 40, "tanks", "armour", None),
    ("They have 40 or so tanks.", "40 or so", 36, 44, "tanks", "armour", None),
    ("They have 40 or more tanks.", "40 or more", 40, None, "tanks", "armour", None),
    ("They have 20-odd drones.", "20-odd", 18, 22, "drones", "drone", None),
    ("Roughly 80,000 Polish troops took part.", "Roughly 80,000", 72000, 88000, "Polish troops", "troops", None),
    ("Some 5,000 to 5,500 soldiers remain.", "Some 5,000 to 5,500", 5000, 5500, "soldiers", "troops", None),
    ("Between 10 and 15 drones fell.", "Between 10 and 15", 10, 15, "drones", "drone", None),
    ("It built 10-15 drones.", "10-15", 10, 15, "drones", "drone", None),
    ("Two or three warships sailed.", "Two or three", 2, 3, "warships", "ship", None),
    ("It lost several drones.", "several", 3, 9, "drones", "drone", None),
    ("It lost a few drones.", "a few", 3, 5, "drones", "drone", None),
    ("It sent a pair of warships.", "a pair of", 2, 2, "warships", "ship", None),
    ("The alliance sends battalions of 800 to 1,200 troops.", "800 to 1,200", 800, 1200, "troops", "troops", "battalion"),
    ("It sent a thousand 155mm artillery rounds.", "a thousand", 1000, 1000, "155mm artillery rounds", "artillery", None),
    ("It deployed 12 Type 45 destroyers.", "12", 12, 12, "Type 45 destroyers", "ship", None),
    ("The 5,000-strong force left.", "5,000", 5000, 5000, "force", None, None),
    ("The 27-nation bloc met.", "27", 27, 27, "nation", None, None),
    ("More than 50m people live there.", "More than 50m", 5e7, None, "people", "person", None),
    ("Half a million men enlisted.", "Half a million", 500000, 500000, "men", None, None),
    ("The toll rose to 1,250, officials said.", "1,250", 1250, 1250, None, None, None),  # a bare number
    ("2000 troops arrived.", "2000", 2000, 2000, "troops", "troops", None),  # four figures, but a count
    ("One soldier died.", "One", 1, 1, "soldier", None, None),
    ("A frigate arrived.", "A", 1, 1, "frigate", "ship", None),
    ("There were no casualties.", "no", 0, 0, "casualties", "person", None),
    ("The crew of 36 sailors left.", "36", 36, 36, "sailors", None, None),
    ("It shot down 14 of 16 missiles.", "14", 14, 14, "missiles", "missile", None),
    ("Output fell to 40,000 cars a day.", "40,000", 40000, 40000, "cars", None, "day"),
]


@pytest.mark.parametrize(("text", "span", "low", "high", "item", "category", "per"), COUNTS)
def test_count(
    text: str, span: str, low: float, high: float | None, item: str | None, category: str | None, per: str | None
) -> None:
    found = quantities(text)[0]
    assert (found.text, found.low, found.high, found.unit) == (span, low, high, None)
    assert (found.item, found.category, found.per) == (item, category, per)


MEASURES = [
    ("Turnout was 15.3 % in May.", 15.3, 15.3, "percent", "share"),
    ("Turnout was 15 per cent.", 15, 15, "percent", "share"),
    ("Prices rose 3-1/2 pct.", 3.5, 3.5, "percent", "share"),
    ("It is under 1% of all imports.", None, 1, "percent", "share"),
    ("Growth of 5 percent to 7 percent is expected.", 5, 7, "percent", "share"),
    ("Growth of between 5% and 7% is expected.", 5, 7, "percent", "share"),
    ("A third of voters stayed away.", 33.3, 33.4, "percent", "share"),
    ("Nearly half of voters stayed away.", 45, 50, "percent", "share"),
    ("One in five men agreed.", 20, 20, "percent", "share"),
    ("Rates rose three percentage points.", 3, 3, "percentage point", None),
    ("Yields rose 40 basis points.", 40, 40, "basis point", None),
    ("They marched 12 miles.", 12, 12, "mile", None),
    ("They stood 30km away.", 30, 30, "kilometre", None),
    ("They stood 10 km to 12 km away.", 10, 12, "kilometre", None),
    ("It lies by the 300m-long pier.", 300, 300, "metre", None),
    ("It carried 40 tonnes of grain.", 40, 40, "tonne", None),
    ("It carried about seven mln tonnes of grain.", 6.3e6, 7.7e6, "tonne", None),
    ("Output rose to 3.5 mln bpd.", 3.5e6, 3.5e6, "barrel per day", None),
    ("They dropped a 2,000-pound bomb.", 2000, 2000, "pound", None),
    ("The fire burned 900 hectares.", 900, 900, "hectare", None),
    ("The fire burned 9 sq km.", 9, 9, "square kilometre", None),
    ("It reached 35C at noon.", 35, 35, "degree Celsius", None),
    ("It sank to -5C at night.", -5, -5, "degree Celsius", None),
    ("Winds blew at 90 mph.", 90, 90, "mile per hour", None),
]


@pytest.mark.parametrize(("text", "low", "high", "unit", "category"), MEASURES)
def test_measure(text: str, low: float | None, high: float, unit: str, category: str | None) -> None:
    found = quantities(text)[0]
    assert (found.low, found.high, found.unit, found.category) == (low, high, unit, category)


NO_COUNTS = [
    "Article 5 was invoked.",
    "They cited Resolution 2231 again.",
    "The road is Route 1 now.",
    "A Boeing 737 landed.",
    "It flew past an F-16 and an Su-35.",
    "It has the T-72 and the S-400.",
    "The G7 met.",
    "It happened on 9/11.",
    "They won 2-1 at home.",
    "They won 6-4, 7-6.",
    "He left on the 21st.",
    "He left at 10:30 and at 5 pm.",
    "They met at 0830 GMT.",
    "It was built in 2019.",
    "A 155mm howitzer fired.",
    "Covid-19 returned.",
    "Maria Silva, 42, said so.",
    "A woman aged 35 was there.",
    "It took 40 hours.",
    "The three-day visit ended.",
    "The visit ended on 31 March.",
    "Call +1 202 555 0100 today.",
    "No one came, and one another they blamed.",
    "He is one of the best.",
    "The Group of Seven met.",
    "Tanks and drones were sent.",  # uncounted plurals
    "They paid $5 million.",
    "They paid three million euros.",
    "They met on the thirty-first.",
    "It was a one-sided, two-way affair.",
    "Nord Stream 2 was shut.",
    "A missile attack began.",  # the head is the attack
    "He lives at 10 Downing Street.",
    "The 18-month talks ended.",
]


@pytest.mark.parametrize("text", NO_COUNTS)
def test_no_count(text: str) -> None:
    assert quantities(text) == ()


def test_what_dates_hold_is_left_alone() -> None:
    text = "It fell to 40 by the 12 fifteen train."
    date = DateMention(17, 27, text[17:27], None, None, "time", None)
    assert [q.text for q in quantities(text, (date,))] == ["40"]


def test_killed_and_wounded_are_persons() -> None:
    found = quantities("Three people were killed and 12 wounded in the raid.")
    assert [(q.low, q.item, q.category) for q in found] == [(3, "people", "person"), (12, "wounded", "person")]


def test_another_borrows_what_it_counts() -> None:
    found = quantities("They sent 40 tanks in May, and another 12 are on the way.")
    assert [(q.low, q.item, q.category) for q in found] == [(40, "tanks", "armour"), (12, "tanks", "armour")]


def test_a_list_counts_each_kind() -> None:
    found = quantities("It has 900 tanks, 2,300 trucks, about 500 howitzers and 300 drones.")
    assert [(q.low, q.item) for q in found] == [(900, "tanks"), (2300, "trucks"), (450, "howitzers"), (300, "drones")]


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=60), st.text(alphabet="0123456789.,-% tanksof abouteleven\nmk$", max_size=60)))
def test_offsets_hold_on_any_text(text: str) -> None:
    for q in quantities(text):
        assert text[q.start : q.end] == q.text
        if q.item_start is not None and q.item_end is not None:
            assert text[q.item_start : q.item_end] == q.item
