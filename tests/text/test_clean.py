"""Cleaning: what is joined, dropped, told apart, and that every character finds its way back."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vedette.model.document import CleanText, Document
from vedette.text import clean


def cleaned(text: str, **known: str) -> CleanText:
    return clean(Document("a.txt", text, **known))  # type: ignore[arg-type]


def kinds(text: str) -> list[tuple[str, str]]:
    found = cleaned(text)
    return [(p.kind, found.text[p.start : p.end]) for p in found.paragraphs]


BODY = "The ministry said that two frigates had left the port on Monday and would join the fleet near the straits."


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # an escape that Markdown wants before a dollar sign
        (r"The loan of \$40 million was signed.", "The loan of $40 million was signed."),
        # emphasis, strong emphasis, and a star that is none
        ("He told the *Harbour Gazette* that **no** ship sailed; 5 * 3 is 15.", "He told the Harbour Gazette that no ship sailed; 5 * 3 is 15."),
        # underscores: emphasis goes, a name in small letters stays
        ("The _Sea Lark_ sank, said user_name_one.", "The Sea Lark sank, said user_name_one."),
        # a link keeps its text, an image nothing
        ("The [envoy](https://example.org/a_(b)) left. ![ship](/x.png)", "The envoy left."),
        # brackets that are no link
        ("He [the envoy] left (by sea).", "He [the envoy] left (by sea)."),
        # entities, named and numbered
        ("Talks on arms &amp; trade &#8212; &quot;frank&quot;", 'Talks on arms & trade — "frank"'),
        # a ticker is no tag
        ("Shares of <PRT> rose.<br/>They fell later.", "Shares of <PRT> rose. They fell later."),
        # typographic quotes become straight ones of the same length
        ("“We won’t go,” he said.", '"We won\'t go," he said.'),
        # blanks of all kinds become one
        ("It cost\u00a0 \u2009five\t\tmillion.", "It cost five million."),
        # soft hyphens, zero-width and direction marks go
        ("The mis\u00adsile\u200b \u202aflew\u202c.", "The missile flew."),
        # a space that is missing between sentences, and one that is not
        ("They want peace.The army left. See gazette.example.Org or ask.", "They want peace. The army left. See gazette.example.Org or ask."),
        # the space goes behind a quotation mark that closes
        ('He said "we will not go."The army left.', 'He said "we will not go." The army left.'),
        # and before one that opens
        ('They left the port."We won," he said.', 'They left the port. "We won," he said.'),
        # abbreviations with full stops inside
        ("The U.S.-led force and the E.U.Commission met.", "The U.S.-led force and the E.U.Commission met."),
        # text that was decoded wrongly on its way
        ("It cost Â£5 million, saidÂ\u00a0the envoyâ€™s aide.", "It cost £5 million, said the envoy's aide."),
        # lone surrogates, which no parser takes
        ("A \ud800 sign", "A \ufffd sign"),
    ],
)
def test_characters(source: str, expected: str) -> None:
    assert cleaned(source).text == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # a page end in mid-sentence
        (f"{BODY}\n\nThe general, who was named only in\n\nMay, has\n\nnow sent two more ships to the strait.", "named only in May, has now sent two more"),
        # a page number between the halves
        (f"{BODY}\n\nThe bill that the senator has long and loudly\n\n7\n\nproposed would pay for it.", "long and loudly proposed would pay"),
        # a word divided at the line end
        (f"{BODY}\n\nThe parlia-\nment of the island voted.", "The parliament of the island"),
        # a compound broken at its hyphen
        (f"{BODY}\n\nThey sent anti-\ntank guns.", "sent anti-tank guns"),
        # the same before a capital
        (f"{BODY}\n\nIt was an anti-\nNordic move.", "an anti-Nordic move"),
        # as the text has it elsewhere
        (f"{BODY} A blue-water fleet is dear.\n\nThey want a blue-\nwater fleet.", "want a blue-water fleet"),
        # Windows and old Mac line ends
        ("The army said that its men had\r\ncrossed the river and that they\r\nwere safe.", "men had crossed the river and that they were safe."),
        ("The army said that its men had\rcrossed the river and that they\rwere safe.", "men had crossed the river and that they were safe."),
        # an item of a list is no continuation, whatever letter it begins with
        (f"{BODY}\n\nThe package holds:\n• ammunition\n• radars", "The package holds:\n\nammunition\n\nradars"),
        # a name cut in two by a page that was wrapped here and there
        (f"Navy sails\n\n{BODY} {BODY} {BODY} The envoy met General Abel\nStone of the northern army.", "General Abel Stone of"),
        # a new sentence stays a new paragraph
        ("The first force left the port at dawn.\nThe second force stayed.", "at dawn.\n\nThe second"),
    ],
)
def test_lines(source: str, expected: str) -> None:
    assert expected in cleaned(source).text


def test_wire_copy_wrapped_at_a_width_has_its_paragraphs_back() -> None:
    wire = (
        "ISLAND ARMY CROSSES RIVER\n\n    NORTHPORT, May 4 - The island's army said on Monday it had\ncrossed the river and would go on to the capital of the\n"
        "Eastern province.\n    A spokesman said Colonel Abel Stone had led two hundred men\nover the bridge at dawn.\n Reuter\n"
    )
    assert kinds(wire) == [
        ("headline", "ISLAND ARMY CROSSES RIVER"),
        (
            "body",
            "NORTHPORT, May 4 - The island's army said on Monday it had crossed the river and would go on to the capital of the Eastern province.",
        ),
        ("body", "A spokesman said Colonel Abel Stone had led two hundred men over the bridge at dawn."),
        ("footer", "Reuter"),
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # headline, signature, stamp, body, contact lines
        (
            f"\n\nNavy sails for the straits\n\nJana Holt\n4 May 2021\n\n{BODY}\n\nTo contact the Harbour Gazette and its\nSister Papers visit:\n\ngazette.example.org/contact",
            ["headline", "byline", "byline", "body", "footer", "footer"],
        ),
        # a ministry names its speaker twice
        (f"Statement on the Straits\n\nJana Holt, Minister of Defence\n\nJana Holt, Minister of Defence\n\n{BODY}", ["headline", "byline", "byline", "body"]),
        # a text without a headline
        (f"{BODY}\n\n{BODY}", ["body", "body"]),
        # one line is body, never a headline alone
        ("Navy sails for the straits", ["body"]),
        # a Markdown heading
        (f"# Navy sails\n\n{BODY}\n\n## What comes next\n\n{BODY}", ["headline", "body", "headline", "body"]),
        # photo credits
        (f"Navy sails\n\n{BODY}\n\nA frigate leaves the port on Monday (Jo Berg/AFP)\n\n{BODY}", ["headline", "body", "caption", "body"]),
        # a linked headline in capitals
        (f"Navy sails\n\n{BODY}\n\nMINISTER QUITS OVER TANK DEAL WITH ISLAND\n\n{BODY}", ["headline", "body", "headline", "body"]),
        # notes after a last heading
        (f"Navy sails\n\n{BODY}\n\n{BODY}\n\nReferences\n\n1. Holt, The Straits, 1999\n\n2. Maas, Ports", ["headline", "body", "body", "footer", "footer", "footer"]),
        # licence and late byline
        (f"{BODY}\n{BODY}\nThis article is free to republish under an open licence.\nBy Jana Holt at gazette.example.org", ["body", "body", "footer", "byline"]),
        # items of a package are body though they have no full stop
        (f"Navy sails\n\n{BODY} It gets:\n\n• 40 armoured lorries\n\n• Ammunition for howitzers\n\n{BODY}", ["headline", "body", "body", "body", "body"]),
        # front matter is no text
        (f"---\ntitle: Navy sails\ndate: 2021-05-04\n---\n\n# Navy sails\n\n{BODY}", ["byline", "headline", "body"]),
        # a sentence that opens as a footer might
        (f"Navy sails\n\n{BODY}\n\nSources in the ministry said that more ships would follow.", ["headline", "body", "body"]),
    ],
)
def test_kinds(source: str, expected: list[str]) -> None:
    assert [kind for kind, _ in kinds(source)] == expected


def test_furniture_in_running_text_is_taken_out() -> None:
    running = (
        f"{BODY} {BODY} {BODY} Tanks cross a bridge near the port. (Jo Berg/AFP) {BODY}MINISTER QUITS OVER TANK DEAL WITH ISLAND{BODY} {BODY} "
        "Follow us on Telegram."
    )
    assert [kind for kind, _ in kinds(running)] == ["body", "caption", "body", "headline", "body", "footer"]
    assert "Tanks cross a bridge near the port. (Jo Berg/AFP)" in dict(kinds(running)).values()


def test_a_span_that_ends_on_an_entity_holds_all_of_it() -> None:
    source = "He said &quot;we go&quot; and left."
    found = cleaned(source)
    start = found.text.index('"we go"')
    assert found.source_span(start, start + 7).of(source) == "&quot;we go&quot;"


PIECES = st.sampled_from(
    ["The army", " said", ".", "\n", "\n\n", "\r\n", "\r", "\\$5", "*x*", "&amp;", "&quot;", "[a](http://b.c)", "“", "’", "\u00ad", "\u200b", "\ud800", "  ", "\t",
     "- ", "• ", "# ", "> ", "By Jo Berg", "4 May 2021", "REUTER", "(Jo Berg/AP)", "end.Next", "mil-", "CAPITAL WORDS IN A ROW HERE", "\x00", "𝔘", "</p>", "'' ``"]
)  # fmt: skip
TEXTS = st.one_of(st.text(st.characters(), max_size=400), st.lists(PIECES, max_size=80).map("".join))


@settings(max_examples=200, deadline=None)
@given(TEXTS)
@example("a\u00ad\nb")
@example("&#10;&#0;&#xD800;")
def test_every_character_finds_its_way_back(text: str) -> None:
    found = cleaned(text)
    assert len(found.origin) == len(found.text)
    assert all(before <= after for before, after in zip(found.origin, found.origin[1:], strict=False))
    assert all(0 <= at < len(text) for at in found.origin)
    assert found.text == "\n\n".join(found.text[p.start : p.end] for p in found.paragraphs)
    for k, character in enumerate(found.text):
        if character.isalnum() and character.isascii() and "&" not in text:
            assert text[found.origin[k]] == character
    for word in re.finditer(r"[^\W\d_]{2,}", found.text):
        span = found.source_span(word.start(), word.end())
        assert word.group()[0] in text[span.start : span.end] or "&" in text or "Ã" in text
    assert clean(found.document) == found


@pytest.mark.parametrize("piece", ["word ", "word\n", "a", "[", "*a", "(", "&", "By A", "\n", "AB ", ". A", "''", "<a ", "](", "-\n", "_ ", "\"", "1:1"])
def test_long_texts_of_one_kind_are_no_trouble(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    assert len(cleaned(text).text) <= 3 * len(text)
