"""Places: a table of sentences written for the project, what they name, and where that is."""

from __future__ import annotations

from array import array
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.analysis.parse import parse
from vedette.analysis.places import find_places
from vedette.lexicon.tables import read_table
from vedette.model.analysis import PlaceMention
from vedette.model.document import CleanText, Document, Paragraph


def clean(text: str) -> CleanText:
    """One paragraph, its source unchanged."""
    return CleanText(Document("case", text), text, (Paragraph(0, len(text)),), array("l", range(len(text))))


def places(text: str) -> tuple[PlaceMention, ...]:
    document = clean(text)
    return find_places(document, parse(document))


# sentence, then each place as "name" or "name@alpha-3"; the order is that of the text, and nothing else may be found
CASES = [
    # Old and foreign spellings resolve to the modern English name
    ("Drones hit the outskirts of Izum overnight.", "Izium@UKR"),
    ("Trams in Kiev stopped running at noon.", "Kyiv@UKR"),
    ("The mayor of Kharkov asked for generators.", "Kharkiv@UKR"),
    ("A silo burnt in Odessa on Friday.", "Odesa@UKR"),
    ("They repaired the quay at Berdyansk.", "Berdiansk@UKR"),
    ("The consulate in Bombay reopened.", "Mumbai@IND"),
    ("Crowds gathered in Saigon before the fall.", "Ho Chi Minh City@VNM"),
    ("Ration cards were printed in Leningrad.", "St. Petersburg@RUS"),
    ("A treaty was drafted in Constantinople.", "Istanbul@TUR"),
    ("Diplomats flew to Peking twice.", "Beijing@CHN"),
    ("The junta moved its ministries out of Rangoon.", "Yangon@MMR"),
    ("Refugees walked from Burma into Thailand.", "Myanmar@MMR|Thailand@THA"),
    ("Copper came from Zaire and Northern Rhodesia.", "Democratic Republic of the Congo@COD|Zambia@ZMB"),
    ("Tea was shipped from Ceylon.", "Sri Lanka@LKA"),
    ("Workers struck in Danzig.", "Gdansk@POL"),
    ("The front ran east of Stalingrad.", "Volgograd@RUS"),
    # Seas, straits, canals, rivers
    ("Two corvettes left the Sea of Azov at dawn.", "Sea of Azov"),
    ("A tug sank in the Straits of Kerch.", "Kerch Strait"),
    ("Insurers fear for the Strait of Hormuz.", "Strait of Hormuz"),
    ("Tankers queued in the Gulf.", "Persian Gulf"),
    ("A destroyer sailed through the Taiwan Strait.", "Taiwan Strait"),
    ("A trawler was rammed in the Sea of Okhotsk.", "Sea of Okhotsk"),
    ("Minesweepers entered the Baltic.", "Baltic Sea"),
    ("Convoys crossed the Mediterranean to Alexandria.", "Mediterranean Sea|Alexandria@EGY"),
    ("A bulk carrier blocked the Suez Canal.", "Suez Canal@EGY"),
    ("Sappers bridged the Dnieper under fire.", "Dnipro River"),
    ("Boats crossed the Euphrates near Raqqa.", "Euphrates|Raqqa@SYR"),
    ("Skiffs were seen in the Gulf of Aden and the Bab al-Mandab Strait.", "Gulf of Aden|Bab-el-Mandeb"),
    ("A cable broke in the Gulf of Finland.", "Gulf of Finland"),
    # Bases, plants, airports, crossings
    ("Ministers met at Ramstein Air Base.", "Ramstein Air Base@DEU"),
    ("Rockets fell beside Baghdad International Airport.", "Baghdad International Airport@IRQ"),
    ("Inspectors reached the Zaporizhzhia nuclear power plant.", "Zaporizhzhia Nuclear Power Plant@UKR"),
    ("Trucks waited at the Rafah crossing.", "Rafah crossing"),
    ("Bombers flew from Diego Garcia.", "Diego Garcia@IOT"),
    ("Flames rose from the Crimean Bridge.", "Crimean Bridge"),
    ("Flights left Benghazi airport again.", "Benghazi Airport@LBY"),
    # Disputed ground
    ("Settlers came to the West Bank.", "West Bank@PSE"),
    ("Aid reached Gaza by sea.", "Gaza Strip@PSE"),
    ("Shells fell on the Golan Heights.", "Golan Heights@SYR"),
    ("The parade in Crimea was called off.", "Crimea@UKR"),
    ("Monitors left Abkhazia and South Ossetia.", "Abkhazia@GEO|South Ossetia@GEO"),
    ("Families fled Nagorno-Karabakh.", "Nagorno-Karabakh@AZE"),
    ("Coastguards met near Second Thomas Shoal.", "Second Thomas Shoal"),
    ("Fishermen returned to the Senkaku Islands.", "Senkaku Islands@JPN"),
    ("A garrison held Snake Island.", "Snake Island@UKR"),
    # Divisions of countries
    ("Power failed in the Moscow region.", "Moscow Oblast@RUS"),
    ("Sirens sounded in Donetsk oblast.", "Donetsk Oblast@UKR"),
    ("Missiles struck the Luhansk, Zaporizhzhia and Kherson regions.", "Luhansk Oblast@UKR|Zaporizhzhia Oblast@UKR|Kherson Oblast@UKR"),
    ("They mined the regions of Kursk and Bryansk.", "Kursk Oblast@RUS|Bryansk Oblast@RUS"),
    ("A drone came down in Dhamar province in Yemen.", "Dhamar Governorate@YEM|Yemen@YEM"),
    ("Homes in the Podgorensky district lost their roofs.", "Podgorensky District"),
    ("Fires spread across Guangdong.", "Guangdong@CHN"),
    # Parts of countries
    ("Fighting flared in eastern Ukraine.", "Eastern Ukraine@UKR"),
    ("A convoy entered northern Syria.", "Northern Syria@SYR"),
    ("Jets circled over south-western Yemen.", "Southwestern Yemen@YEM"),
    ("Rebels hold the north of Mali.", "Northern Mali@MLI"),
    ("Yemen is poor, and the south of the country is hungry.", "Yemen@YEM|Southern Yemen@YEM"),
    # Borders
    ("Tanks massed on the Russian border.", "Russian border"),
    ("Tents went up along Ukraine's border.", "Ukrainian border"),
    ("Belarus sent troops to its border with Ukraine.", "Belarus@BLR|Belarus-Ukraine border"),
    ("They patrol the border between India and China.", "China-India border"),
    ("Shots rang out at the Gaza-Israel border.", "Gaza-Israel border"),
    ("Smugglers use the Turkish-Syrian border.", "Syria-Turkey border"),
    # Demonyms are no places, unless the ground is meant
    ("Syrian officials met French bankers.", ""),
    ("A balloon drifted into Lithuanian airspace.", "Lithuania@LTU"),
    # Containment
    ("A farmer from Lebanon, Ohio won the prize.", "Lebanon@USA|Ohio@USA"),
    ("She moved to Paris, Texas last year.", "Paris@USA|Texas@USA"),
    ("The mill in Moscow, Idaho closed.", "Moscow@USA|Idaho@USA"),
    ("A clinic in London, Ontario took them in.", "London@CAN|Ontario@CAN"),
    ("He taught in Cambridge, Massachusetts for years.", "Cambridge@USA|Massachusetts@USA"),
    ("Police in Birmingham, Alabama made arrests.", "Birmingham@USA|Alabama@USA"),
    ("Students in Normal, Illinois marched.", "Normal@USA|Illinois@USA"),
    ("The shop in Springfield, IL shut.", "Springfield@USA"),
    ("They flew to Washington, D.C. at once.", "Washington, D.C.@USA"),
    ("They flew to Washington, DC at once.", "Washington, D.C.@USA"),
    # Company decides
    ("Voters in Georgia, Alabama and Florida waited in line.", "Georgia@USA|Alabama@USA|Florida@USA"),
    ("Georgia and Russia fought over Abkhazia.", "Georgia@GEO|Russia@RUS|Abkhazia@GEO"),
    ("Tbilisi is the capital of Georgia.", "Tbilisi@GEO|Georgia@GEO"),
    ("Libya calmed down, but in Tripoli shots were heard.", "Libya@LBY|Tripoli@LBY"),
    ("Lebanon calmed down, but in Tripoli shots were heard.", "Lebanon@LBN|Tripoli@LBN"),
    ("Pakistan sent engineers to Hyderabad.", "Pakistan@PAK|Hyderabad@PAK"),
    ("A smelter opened in Santiago, the Chilean capital.", "Santiago@CHL"),
    ("Jordan and Chad abstained.", "Jordan@JOR|Chad@TCD"),
    ("Fires burnt across Washington state.", "Washington@USA"),
    ("Turkey closed its airspace.", "Turkey@TUR"),
    # Persons
    ("Jack London wrote about dogs.", ""),
    ("Paris Hilton sold perfume.", ""),
    ("Mr Washington declined to comment.", ""),
    ("Orlando Bloom read the letter aloud.", ""),
    ("Israel Katz spoke to reporters.", ""),
    ("Denzel Washington smiled.", ""),
    ("A statue of Christopher Columbus fell.", ""),
    # Organisations and documents
    ("The Bank of England raised rates.", ""),
    ("Manchester United lost again.", ""),
    ("He told the New York Times so.", ""),
    ("She wrote for the Washington Post.", ""),
    ("A chair at the University of Oxford is vacant.", ""),
    ("The Warsaw Pact was dissolved.", ""),
    ("They left the Paris Agreement.", ""),
    ("Nobody kept the Minsk agreements.", ""),
    ("The Geneva Conventions forbid it.", ""),
    ("China Daily printed the denial.", ""),
    ("The Black Sea Fleet put to sea.", ""),
    # Common words
    ("Police were there in March.", ""),
    ("Most of the Normal people like Reading.", ""),
    ("It was a Nice try for the Mobile team.", ""),
    # Construction alone shows a place
    ("They shelled the village of Zhabokryky twice.", "Zhabokryky"),
    ("Troops drilled at Gun Club Hill Barracks.", "Gun Club Hill Barracks@HKG"),
    # Capitals standing for governments are places here
    ("London said the US would join.", "London@GBR|United States@USA"),
    ("Give us the map.", ""),
    # Groups of names
    ("Trains link Vienna, Bratislava and Budapest.", "Vienna@AUT|Bratislava@SVK|Budapest@HUN"),
    ("Envoys toured the Horn of Africa and the Sahel.", "Horn of Africa|Sahel"),
    ("Nurses flew from Manila to Riyadh.", "Manila@PHL|Riyadh@SAU"),
    ("Leaders of North Korea and South Korea spoke.", "North Korea@PRK|South Korea@KOR"),
    ("Judges in The Hague adjourned.", "The Hague@NLD"),
    ("The Netherlands sent pumps.", "Netherlands@NLD"),
    ("Rain fell on Deir ez-Zor and Al-Tanf.", "Deir ez-Zor@SYR|Al-Tanf@SYR"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[c[0][:40] for c in CASES])
def test_places_of_a_sentence(sentence: str, expected: str) -> None:
    found = places(sentence)
    wanted = [part.partition("@") for part in expected.split("|") if part]
    assert [m.name for m in found] == [name for name, _, _ in wanted]
    for mention, (_, _, country) in zip(found, wanted, strict=True):
        if country:
            assert mention.country == country


def test_ids_and_coordinates_are_geonames() -> None:
    (city,) = places("Trams in Kiev stopped running at noon.")
    assert (city.geonames_id, city.kind) == (703448, "capital")
    assert city.lat == pytest.approx(50.45, abs=0.05)
    assert city.lon == pytest.approx(30.52, abs=0.05)


def test_unknown_places_have_no_position() -> None:
    (village,) = places("They shelled the village of Zhabokryky twice.")
    assert (village.lat, village.lon, village.geonames_id, village.country) == (None, None, None, None)


# the sentence, and why the first mention is what it is
USES = [
    ("KYIV, Dec 4 (Reuters) - Trams stopped.", "dateline"),
    ("LONDON (AP) -- Shares fell.", "dateline"),
    ("Moscow warned of consequences.", "metonym"),
    ("They met in Moscow.", ""),
    ("Fighting flared in eastern Ukraine.", "part"),
    ("Tanks massed on the Russian border.", "border"),
]


@pytest.mark.parametrize(("sentence", "why"), USES)
def test_use_is_told(sentence: str, why: str) -> None:
    assert places(sentence)[0].why == why


def test_examples_of_the_table_name_places_and_counter_examples_none() -> None:
    meta = read_table("places")["meta"]
    assert all(places(example) for example in meta["examples"])
    assert not any(places(example) for example in meta["counter_examples"])


def test_settled_sense_holds_in_the_document() -> None:
    # "Paris" alone, after "Paris, Texas", is the town in Texas
    found = places("She moved to Paris, Texas in May. In Paris she opened a shop.")
    assert [m.geonames_id for m in found if m.name == "Paris"] == [4717560, 4717560]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("Kyiv Gaza, the border of Ohio's-\n.—'USé")), max_size=120))
def test_offsets_hold_on_any_text(text: str) -> None:
    found = places(text)
    assert all(text[m.start : m.end] == m.text for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
