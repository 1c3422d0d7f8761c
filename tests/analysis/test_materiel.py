"""Materiel mentions: sentences written for the table, extent and category of each mention."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.analysis.materiel import find_materiel
from vedette.analysis.parse import parse
from vedette.lexicon.tables import read_table
from vedette.model.analysis import MaterielMention
from vedette.model.document import CleanText, Document, Paragraph


def read(text: str) -> tuple[MaterielMention, ...]:
    clean = CleanText(Document("test", text), text, (Paragraph(0, len(text)),), array("l", range(len(text))))
    return find_materiel(parse(clean))


# sentence | mention: category; …
CASES = """
# systems with a designation, in the spellings of the press
Two F-16s took off. | F-16s: aircraft
The F16 landed at noon. | F16: aircraft
Four MiG-29 fighter jets were lost. | MiG-29 fighter jets: aircraft
A Su-35S was shot down. | Su-35S: aircraft
They seized T-72B3 tanks. | T-72B3 tanks: armour
They fired an M777 howitzer. | M777 howitzer: artillery
Minsk bought S-300 launchers. | S-300 launchers: air-defence
The S-400 was moved to the coast. | S-400: air-defence
They fired Iskander-M ballistic missiles. | Iskander-M ballistic missiles: missile
Eight Kh-101 cruise missiles hit the city. | Kh-101 cruise missiles: missile
Ten Shahed-136 drones were downed. | Shahed-136 drones: drone
A Mi-8 helicopter crashed. | Mi-8 helicopter: helicopter
Poland donated Leopard 2A4 tanks. | Leopard 2A4 tanks: armour
It carries GBU-39 bombs. | GBU-39 bombs: ammunition
An Arleigh Burke-class destroyer sailed north. | Arleigh Burke-class destroyer: ship
They lost a BMP-2 and a BTR-80. | BMP-2: armour; BTR-80: armour
# anything fired at aircraft is air defence
Riga gave Stinger anti-aircraft missiles. | Stinger anti-aircraft missiles: air-defence
Berlin will send Patriot missiles. | Patriot missiles: air-defence
Berlin will send a Patriot battery. | Patriot battery: air-defence
They need anti-aircraft missiles. | anti-aircraft missiles: air-defence
They need air defense systems. | air defense systems: air-defence
NASAMS and IRIS-T are in place. | NASAMS: air-defence; IRIS-T: air-defence
A surface-to-air missile hit it. | surface-to-air missile: air-defence
# missiles
London sent 2,000 NLAW anti-tank missiles. | NLAW anti-tank missiles: missile
Storm Shadow missiles struck Sevastopol. | Storm Shadow missiles: missile
Kyiv wants ATACMS. | ATACMS: missile
The ship fired long-range cruise missiles. | ship: ship; long-range cruise missiles: missile
Taipei bought Harpoon anti-ship missiles. | Harpoon anti-ship missiles: missile
# the head decides: ammunition, crews, units
The list names HIMARS ammunition. | HIMARS ammunition: ammunition
They fired howitzer rounds. | howitzer rounds: ammunition
It sent 105mm artillery rounds. | 105mm artillery rounds: ammunition
It sent 9,000 rounds of 155 mm ammunition. | rounds of 155 mm ammunition: ammunition
BM-21 Grad rockets fell on the camp. | BM-21 Grad rockets: ammunition
The tank crews trained in June. | tank crews: troops
A tank battalion crossed the river. | tank battalion: unit
The missile boats left Baltiysk. | missile boats: ship
# rocket artillery and guns
Sixteen HIMARS are on their way. | HIMARS: rocket-artillery
HIMARS rocket launchers arrived. | HIMARS rocket launchers: rocket-artillery
Multiple launch rocket systems arrived. | Multiple launch rocket systems: rocket-artillery
Self-propelled howitzers arrived. | Self-propelled howitzers: artillery
# common nouns
Warships and a minesweeper sailed south. | Warships: ship; minesweeper: ship
He asked for fighter jets and tanks. | fighter jets: aircraft; tanks: armour
Special forces and mercenaries fought there. | Special forces: troops; mercenaries: troops
They got night-vision goggles and body armor. | night-vision goggles: sensor; body armor: equipment
They got protective gear. | protective gear: equipment
Three brigades were moved. | brigades: unit
It seized two refineries. | refineries: property
It exported grain. | grain: goods
The list names 200 entities. | entities: organisation
A thousand pieces of military equipment rolled east. | pieces of military equipment: equipment
Counter-battery radars were promised. | Counter-battery radars: sensor
Assault rifles and machine guns were found. | Assault rifles: small-arms; machine guns: small-arms
# people, and soldiers turned to casualties and prisoners
The strike wounded three civilians. | civilians: person
Ten soldiers arrived. | soldiers: troops
Ten soldiers were killed. | soldiers: person
Forty captured soldiers went home. | soldiers: person
# a noun that moves or counts keeps what stands before it
The arms shipment was delayed. | arms shipment: weapon
Troop withdrawals began. | Troop: troops
"""

NOTHING = (
    "Congress renewed the Patriot Act.",  # a law
    "Omar Bradley led them.",  # a general
    "Julius Caesar wrote about it.",
    "Arms control is dead.",  # the modifier of something else
    "The first round of talks failed.",
    "It's 300 miles away.",  # no S-300
    "He will arm them and tank up.",  # verbs
    "The Challenger broke up in 1986.",  # a shuttle
)


def cases() -> list[tuple[str, ...]]:
    lines = [line for line in CASES.strip().splitlines() if line and not line.startswith("#")]
    return [tuple(cell.strip() for cell in line.split(" | ")) for line in lines]


@pytest.mark.parametrize(("sentence", "mentions"), cases())
def test_finds_extent_and_category(sentence: str, mentions: str) -> None:
    assert "; ".join(f"{m.text}: {m.category}" for m in read(sentence)) == mentions


@pytest.mark.parametrize("sentence", NOTHING)
def test_finds_no_materiel_in_words_that_only_look_like_it(sentence: str) -> None:
    assert read(sentence) == ()


def test_an_ambiguous_name_counts_once_the_document_has_made_it_a_weapon() -> None:
    found = read("Javelin missiles came first. The Javelin was easy to learn.")
    assert [(m.text, m.category) for m in found] == [("Javelin missiles", "missile"), ("Javelin", "missile")]


def test_the_examples_of_the_table() -> None:
    meta = read_table("materiel")["meta"]
    assert [text for text in meta["examples"] if not read(text)] == []
    weapons = set(read_table("materiel")["matching"]["weapon_categories"]) - {"ammunition"}
    assert [text for text in meta["counter_examples"] if any(m.category in weapons for m in read(text))] == []


WORDS = "F-16s F -16 's 300 S-300 Patriot missiles tanks of 155mm rounds ammunition anti- aircraft “Igla” T-72B3s, killed soldiers and crews battery \n - /"


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS.split(" ")), max_size=12).map(" ".join)))
@settings(max_examples=80, deadline=None)
def test_offsets_and_order_hold_for_any_text(text: str) -> None:
    end = 0
    for mention in read(text):
        assert end <= mention.start < mention.end <= len(text)
        squeezed = [" ".join(part.split()) for part in (text[mention.start : mention.end], mention.text)]
        assert squeezed[0] == squeezed[1]
        end = mention.end
