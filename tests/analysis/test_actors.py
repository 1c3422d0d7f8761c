"""Who acts, on sentences written for it: name, phrase, pronoun, and what only looks like one."""

from __future__ import annotations

from array import array
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.analysis.actors import find_actors
from vedette.analysis.parse import parse
from vedette.model.analysis import ActorMention
from vedette.model.document import CleanText, Document, Paragraph


def clean_text(text: str) -> CleanText:
    paragraphs, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(start, start + len(line)))
        start += len(line) + 1
    return CleanText(Document("case", text), text, tuple(paragraphs), array("I", range(len(text))))


def actors(text: str, persons: tuple[ActorMention, ...] = ()) -> tuple[ActorMention, ...]:
    clean = clean_text(text)
    return find_actors(clean, parse(clean), None, persons=persons)


def ids_of(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(m.text, m.ids) for m in actors(text)]


@pytest.mark.parametrize(
    ("text", "mention", "ids"),
    [
        ("Moscow refused to withdraw.", "Moscow", ("RUS",)),  # a capital for its government
        ("The offer was rejected by Kiev on Monday.", "Kiev", ("UKR",)),  # an old spelling, as agent
        ("Norway sent missiles to Kyiv in June.", "Kyiv", ("UKR",)),  # given to somebody
        ("The Quai d'Orsay summoned the envoy.", "Quai d'Orsay", ("FRA",)),  # a metonym
        ("The British refused to leave the islands.", "British", ("GBR",)),  # an adjective as a people
        ("The Russians shelled the town.", "Russians", ("RUS",)),
        ("Polish troops crossed the river.", "Polish troops", ("POL",)),  # adjective and force
        ("Seoul's defence ministry denied the report.", "Seoul's defence ministry", ("KOR",)),  # possessor and organ
        (
            "The armed forces of Ukraine shot down nine drones.",
            "armed forces of Ukraine",
            ("UKR",),
        ),  # organ and of-phrase
        ("The IDF struck a depot.", "IDF", ("ISR",)),  # armed forces speak as the state
        ("The State Duma ratified the treaty.", "State Duma", ("State Duma",)),  # a body that votes is itself
        ("The Omani parliament voted against it.", "Omani parliament", ("Omani parliament",)),
        ("The Baltic states closed their skies.", "Baltic states", ("EST", "LVA", "LTU")),  # a group expands
        ("NATO allies agreed on a target.", "NATO allies", ("NATO",)),
        ("A US-led coalition bombed the airfield.", "US-led coalition", ("US-led coalition",)),  # no id: its phrase
        ("Kurdish groups took the dam.", "Kurdish groups", ()),  # a people has no state
        (
            "Western nations closed ranks.",
            "Western nations",
            ("Western nations",),
        ),  # no fixed members: the text's phrase
        ("Ukrainian civilians were evacuated.", "Ukrainian civilians", ("UKR",)),
        ("Houthi fighters boarded a tanker.", "Houthi fighters", ("Houthis",)),
        ("Reuters news agency reported a blast.", "Reuters news agency", ("Reuters",)),
        ("Ukraine's allies met in Oslo.", "Ukraine's allies", ()),  # others than Ukraine
        (
            "Georgia thanked Armenia for its support.",
            "Georgia",
            ("GEO",),
        ),  # the country, where nothing speaks for the other
    ],
)
def test_who_acts(text: str, mention: str, ids: tuple[str, ...]) -> None:
    assert (mention, ids) in ids_of(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The ministers met in Moscow.", "Moscow"),  # a place
        ("She flew to Paris on Friday.", "Paris"),  # a goal of movement
        ("Shells hit the outskirts of Kyiv.", "Kyiv"),
        ("The Ukrainian capital, Kyiv, woke to sirens.", "Kyiv"),
        ("Rebels fired Russian-made rockets.", "Russian"),  # about the rockets
        ("The pro-Russian mayor resigned.", "Russian"),
        ("Michael Jordan scored forty points.", "Jordan"),  # a surname
        ("Ships crossed the South China Sea.", "China"),  # a sea
        ("The Paris Agreement was signed.", "Paris"),
        ("She speaks Russian.", "Russian"),  # a language
        ("Turkish Airlines added a flight.", "Turkish"),  # a firm
        ("WASHINGTON, March 3 - Talks went on.", "WASHINGTON"),  # a dateline
        ("WASHINGTON - Two senators urged restraint.", "WASHINGTON"),
        ("WASHINGTON, March 4, 2031 (Northern Wire) - Talks went on.", "WASHINGTON"),  # with a year, of any agency
        ("MOSCOW, March 4. /Northern Wire/. Talks went on.", "MOSCOW"),  # closed by a stop
        ("NEW DELHI: Talks went on.", "NEW DELHI"),
        ("BRUSSELS, Belgium (NW) — Talks went on.", "Belgium"),  # the state behind the town
        ("LONDON/PARIS, March 4 (NW) - Talks went on.", "PARIS"),
        ("The Republican governor of Georgia met voters in Atlanta.", "Georgia"),  # the American state
    ],
)
def test_who_does_not(text: str, name: str) -> None:
    assert name not in [m.text for m in actors(text)]


@pytest.mark.parametrize(
    ("text", "mention", "ids", "speaker"),
    [
        ("Senior U.S. officials said the plan was dead.", "Senior U.S. officials", ("USA",), "senior US officials"),
        ("Witnesses said two jets flew past.", "Witnesses", (), "witnesses"),
        (
            "According to officials in Washington, talks failed.",
            "officials in Washington",
            ("USA",),
            "officials in Washington",
        ),
        (
            "Sources close to the Kremlin denied it.",
            "Sources close to the Kremlin",
            ("RUS",),
            "sources close to the Kremlin",
        ),
        ("The Turkish army said it had won.", "Turkish army", ("TUR",), "TUR"),  # an organ speaks as its state
        ("Some diplomats said so.", "Some diplomats", (), "some diplomats"),
    ],
)
def test_how_speakers_are_named(text: str, mention: str, ids: tuple[str, ...], speaker: str) -> None:
    assert (mention, ids, speaker) in [(m.text, m.ids, m.speaker) for m in actors(text)]


@pytest.mark.parametrize(
    ("text", "mention", "ids"),
    [
        ("Finland said it would send howitzers.", "it", ("FIN",)),
        ("Iran fired twice. It denied the attack.", "It", ("IRN",)),
        ("Chile protested. The foreign ministry called the raid illegal.", "foreign ministry", ("CHL",)),
        ("Saudi Arabia closed the port. The kingdom gave no reason.", "kingdom", ("SAU",)),
        ("Peru and Ecuador signed. The two countries will pull back.", "two countries", ("PER", "ECU")),
        ("Sweden joined last year. The alliance welcomed it.", "alliance", ("NATO",)),
        ('"We will not yield," Cuba said.', "We", ("CUB",)),
        ("Egypt said its troops had left.", "troops", ("EGY",)),
    ],
)
def test_what_points_back(text: str, mention: str, ids: tuple[str, ...]) -> None:
    assert (mention, ids) in ids_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "Finland waited. It was clear that nobody came.",  # an empty "it"
        "The plan will help it grow.",  # nobody before
        "They left at dawn.",  # nobody before
        "The alliances of the past are gone.",  # not "the alliance"
        '"It cannot win the war," Britain said.',  # the quoted speaker speaks of another
    ],
)
def test_what_stays_unresolved(text: str) -> None:
    assert [m for m in actors(text) if m.kind == "pronoun"] == []


def test_a_state_for_adjective_and_pair_of_forces() -> None:
    assert ids_of("British and French troops landed.") == [("British", ("GBR",)), ("French troops", ("FRA",))]


def test_adjectives_are_marked() -> None:
    found = [m for m in actors("Danish frigates left the port.") if m.text == "Danish"]
    assert [m.is_adjective for m in found] == [True]


def test_a_person_wins_over_the_words_inside() -> None:
    text = "British Defence Secretary Ann Example said the Foreign Office agreed."
    person = ActorMention(0, 37, text[:37], ("GBR",), "person", "Ann Example")
    found = actors(text, (person,))
    assert found[0] == person
    assert [(m.text, m.ids) for m in found[1:]] == [("Foreign Office", ("GBR",))]


def test_he_is_the_person_before() -> None:
    text = "Ann Example arrived in Oslo. She promised ten tanks."
    person = ActorMention(0, 11, text[:11], ("NOR",), "person", "Ann Example")
    assert ("She", ("NOR",), "Ann Example") in [(m.text, m.ids, m.speaker) for m in actors(text, (person,))]


def test_an_office_beside_its_holder_is_the_holder() -> None:
    text = "Chile's foreign minister, Ann Example, refused."
    person = ActorMention(26, 37, text[26:37], ("CHL",), "person", "Ann Example")
    found = actors(text, (person,))
    assert [(m.text, m.kind, m.speaker) for m in found] == [
        ("Chile's foreign minister", "office", "Ann Example"),
        ("Ann Example", "person", "Ann Example"),
    ]


def test_the_president_is_the_one_named_so() -> None:
    text = "President Ann Example spoke in Lima. Peru and Chile listened. The president promised tanks."
    person = ActorMention(0, 21, text[:21], ("ECU",), "person", "Ann Example")
    last = actors(text, (person,))[-1]
    assert (last.text, last.ids, last.speaker) == ("president", ("ECU",), "Ann Example")


def test_the_same_noun_means_the_same() -> None:
    text = "A spokesman at the Swiss embassy declined to comment. China protested. The spokesman gave no details."
    last = [m for m in actors(text) if m.text == "spokesman"]
    assert [m.ids for m in last] == [("CHE",)]


def test_brussels_of_belgium_and_of_the_union() -> None:
    assert ("Brussels", ("EU",)) in ids_of("Brussels fined the carmaker.")


WORDS = ["The", "the", "Russian", "army", "U.S.", "NATO", "Kyiv", "'s", "it", "They", "said", "in", "to", "-", '"', "“", "we", "forces", ",", "and", "Élysée", "two", "countries", ".", "\n", "officials", "of"]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=25).map(" ".join))
def test_offsets_hold_and_nothing_overlaps(text: str) -> None:
    found = actors(text)
    assert all(text[m.start : m.end] == m.text for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
