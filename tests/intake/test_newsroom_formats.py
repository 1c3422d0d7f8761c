"""PDF, DOCX, mails, feeds, WARC, ZIP and gzip: made by programs that make them, told by content, read to the last sentence."""

from __future__ import annotations

import gzip
import io
import mailbox
import zipfile
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from docx import Document as new_docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from vedette.intake import limits
from vedette.intake.contents import read_content
from vedette.intake.formats import format_of
from vedette.model.document import Document, Failure

FIRST = "Two frigates left the harbour of Tarn on Monday, the ministry of the island said in a long and careful statement."
SECOND = "They will join the fleet near the straits before the end of the week, a spokesman for the navy said on Tuesday."
PAGE = f"""<!DOCTYPE html><html><head><title>Navy sails</title><meta property="article:published_time" content="2031-03-04"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Navy sails</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"""
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Gazette</title>
<item><title>Navy sails</title><link>https://gazette.example/navy</link><guid>navy-1</guid><author>jo@gazette.example (Jo Berg)</author>
<pubDate>Tue, 04 Mar 2031 23:30:00 -0500</pubDate><description>&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;</description></item>
<item><title>Nothing more</title><link>https://gazette.example/none</link></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title><entry><id>tag:1</id><title>Navy sails</title>
<published>2031-03-04T10:00:00Z</published><content type="html">&lt;p&gt;{FIRST}&lt;/p&gt;</content></entry></feed>"""


def found(content: bytes, name: str = "thing") -> list[Document | Failure]:
    return list(read_content(content, name=name))


def one(content: bytes, name: str = "thing") -> Document:
    (document,) = found(content, name)
    assert isinstance(document, Document), document
    return document


def reason(content: bytes, name: str = "thing") -> str:
    (failure,) = found(content, name)
    assert isinstance(failure, Failure), failure
    assert failure.remedy
    return failure.reason


def pdf(paragraphs: list[str], *, columns: int = 1, head: str = "") -> bytes:
    out = io.BytesIO()
    width = (A4[0] - 100) / columns
    frames = [Frame(40 + k * (width + 20), 60, width, A4[1] - 140) for k in range(columns)]

    def decorate(canvas: Any, page: Any) -> None:
        if head:
            canvas.drawString(40, A4[1] - 40, head)
            canvas.drawString(300, 30, str(page.page))

    template = BaseDocTemplate(out, pagesize=A4, title="Navy sails", author="Jo Berg")
    template.addPageTemplates(PageTemplate(frames=frames, onPage=decorate))
    style = getSampleStyleSheet()["BodyText"]
    template.build([Paragraph(text, style) for text in paragraphs])
    return out.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


def docx() -> bytes:
    document = new_docx()
    document.core_properties.title, document.core_properties.author = "Navy sails", "Jo Berg"
    document.add_paragraph(FIRST)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Frigates", "2"
    document.add_paragraph(SECOND)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def mail(*, text: str | None = FIRST, page: str | None = None, attached: dict[str, bytes] | None = None, identity: str = "a1@gazette.example") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Jo Berg <jo@gazette.example>", "desk@example.org", "Navy sails"
    message["Date"], message["Message-ID"] = "Tue, 04 Mar 2031 23:30:00 -0500", f"<{identity}>"
    message["List-Id"] = "Harbour Gazette <news.gazette.example>"
    if text is not None:
        message.set_content(text)
        if page is not None:
            message.add_alternative(page, subtype="html")
    elif page is not None:
        message.set_content(page, subtype="html")
    for name, content in (attached or {}).items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message


def warc(records: list[tuple[str, str, str, bytes]], *, packed: bool) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for url, status, kind, payload in records:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(payload), http_headers=headers))
    return out.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        (b"%PDF-1.7", "pdf"),
        # scanners and web servers put bytes before the mark
        (b"\r\n\r\n%PDF-1.4", "pdf"),
        (b"PK\x03\x04", "zip"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"WARC/1.0\r\n", "warc"),
        (b"From jo@example.org Tue Mar  4 10:00:00 2031\nFrom: jo@example.org\n", "mbox"),
        (b"Message-ID: <1@a>\r\nFrom: jo@a.example\r\nSubject: Navy\r\n\r\nShips left.", "mail"),
        (FEED.encode(), "feed"),
        (ATOM.encode(), "feed"),
        (b'<?xml version="1.0"?><!-- made by hand --><rdf:RDF xmlns="http://purl.org/rss/1.0/">', "feed"),
        # a memo is no mail, a sentence about mailboxes no mailbox, a page about feeds no feed
        (b"From: the minister\nTo: the fleet\nSubject: sailing\n\nSail.", "text"),
        (b"From Monday on, ships will sail in 2031.\nThe ministry said so.", "text"),
        (PAGE.encode(), "text"),
        (b"", "text"),
    ],
)  # fmt: skip
def test_the_format_is_told_by_content(opening: bytes, expected: str) -> None:
    assert format_of(opening) == expected


def test_a_name_that_lies_changes_nothing() -> None:
    assert one(pdf([FIRST]), "a.txt").media_type == "application/pdf"
    assert one(mail().as_bytes(), "a.html").media_type == "message/rfc822"
    assert found(FEED.encode(), "a.jsonl")[0].name == "navy-1"


def test_pdf_with_its_facts() -> None:
    document = one(pdf([FIRST, SECOND]))
    assert [flat(part) for part in document.text.split("\n\n")] == [FIRST, SECOND]
    assert (document.title, document.author) == ("Navy sails", "Jo Berg")
    # the day on which the file was made dates no article
    assert document.published is None


def test_pdf_columns_are_read_one_after_the_other_without_running_heads() -> None:
    # no two lines alike, as in an article
    names = ["".join("aeioukmnrs"[int(digit)] for digit in f"{k:03}").title() for k in range(150)]
    sentences = [f"{name} left the harbour of {name}port in the morning, and {name}land's ministry told nobody of {name}." for name in names]
    document = one(pdf(sentences, columns=2, head="Harbour Gazette"))
    text = flat(document.text)
    assert text == " ".join(sentences)
    assert any("running heads" in note for note in document.warnings)


def test_pdf_hyphens_at_the_end_of_a_line_are_joined() -> None:
    assert "government said" in flat(one(pdf(["The govern-<br/>ment said on Monday that ships had left the harbour."])).text)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"%PDF-1.7 and nothing else", "damaged PDF"),
        (pdf([""]), "without text"),
    ],
)
def test_bad_pdf(content: bytes, expected: str) -> None:
    assert expected in reason(content)


def test_a_pdf_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vedette.intake.pdf.MOST_PAGES", 1)
    assert "pages" in reason(pdf([FIRST] * 200))


def test_docx_in_the_order_of_its_blocks() -> None:
    document = one(docx())
    assert document.text == f"{FIRST}\n\nFrigates | 2\n\n{SECOND}"
    assert (document.title, document.author, document.published) == ("Navy sails", "Jo Berg", None)


def test_a_damaged_docx() -> None:
    assert "DOCX" in reason(zipped({"word/document.xml": b"<w:p>"}))
    assert "office" in reason(zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}))


def test_mail() -> None:
    document = one(mail().as_bytes())
    assert document.text.strip() == FIRST
    assert (document.title, document.author, document.publisher) == ("Navy sails", "Jo Berg", "Harbour Gazette")
    # the day on the writer's clock
    assert (document.published, document.published_from) == (date(2031, 3, 4), "metadata")


def test_a_newsletter_in_html_alone_is_read_as_a_page() -> None:
    text = one(mail(text=None, page=PAGE).as_bytes()).text
    assert FIRST in text
    assert "Home" not in text


def test_attachments_are_documents_of_their_own() -> None:
    documents = found(mail(attached={"brief.docx": docx(), "bad.pdf": b"%PDF-"}).as_bytes(), "a.eml")
    assert [entry.name for entry in documents] == ["a.eml", "a.eml/brief.docx", "a.eml/bad.pdf"]
    assert [type(entry) for entry in documents] == [Document, Document, Failure]
    assert documents[1].published == date(2031, 3, 4)  # type: ignore[union-attr]


def test_mailbox(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box")
    box.add(mail())
    box.add(mail(text="From the harbour two ships left.\n\nFrom there nobody came back.", identity="b2@gazette.example"))
    box.add(mail())
    box.flush()
    documents = found((tmp_path / "box").read_bytes(), "box")
    # a Message-ID that stands there twice names the first only
    assert [entry.name for entry in documents] == ["a1@gazette.example", "b2@gazette.example", "box:3"]
    assert "\n\nFrom there nobody" in documents[1].text  # type: ignore[union-attr]


def test_feed() -> None:
    document, headline = found(FEED.encode())
    assert isinstance(document, Document)
    assert document.text == f"{FIRST}\n\n{SECOND}"
    assert (document.title, document.publisher, document.url) == ("Navy sails", "Harbour Gazette", "https://gazette.example/navy")
    assert (document.published, document.author) == (date(2031, 3, 4), "Jo Berg")
    assert isinstance(headline, Failure)
    assert "headline" in headline.reason
    assert one(ATOM.encode()).text == FIRST


@pytest.mark.parametrize("packed", [False, True])
def test_warc(packed: bool) -> None:
    records = [
        ("https://gazette.example/navy", "200 OK", "text/html", PAGE.encode()),
        ("https://gazette.example/logo", "200 OK", "image/png", b"\x89PNG"),
        ("https://gazette.example/gone", "404 Not Found", "text/html", b"<html>gone</html>"),
        ("https://gazette.example/pdf", "200 OK", "application/pdf", pdf([FIRST])),
        ("https://gazette.example/feed", "200 OK", "application/rss+xml", FEED.encode()),
    ]
    page, paper, entry, headline, others = found(warc(records, packed=packed), "crawl")
    assert isinstance(page, Document)
    assert (page.name, page.url, page.published) == ("https://gazette.example/navy", "https://gazette.example/navy", date(2031, 3, 4))
    assert isinstance(paper, Document)
    assert FIRST in flat(paper.text)
    assert entry.name == "navy-1"
    assert isinstance(headline, Failure)
    assert isinstance(others, Failure)
    assert "1 image/png" in others.reason
    assert "1 status 404" in others.reason


def test_a_warc_that_breaks_off_keeps_what_came_before() -> None:
    records = [(f"https://gazette.example/{k}", "200 OK", "text/html", PAGE.encode()) for k in range(3)]
    whole = warc(records, packed=True)
    entries = found(whole[: len(whole) * 5 // 6], "crawl")
    assert isinstance(entries[0], Document)
    assert isinstance(entries[1], Document)


def test_zip_of_all_of_these() -> None:
    members = {
        "a.txt": FIRST.encode(), "b.pdf": pdf([FIRST]), "c.docx": docx(), "d.eml": mail().as_bytes(), "e.xml": FEED.encode(), "f.html": PAGE.encode(),
        "g.warc.gz": warc([("https://gazette.example/navy", "200 OK", "text/html", PAGE.encode())], packed=True), "h.zip": zipped({"i.txt": SECOND.encode()}),
        "j.jsonl": b'{"id": "j1", "text": "Ships left."}', "k.png": b"\x89PNG\r\n\x00\x00", "__MACOSX/._a.txt": b"\0",
    }  # fmt: skip
    entries = found(zipped(members), "pack")
    assert [entry.name for entry in entries if isinstance(entry, Document)] == [
        "pack/a.txt", "pack/b.pdf", "pack/c.docx", "pack/d.eml", "navy-1", "pack/f.html", "https://gazette.example/navy", "pack/h.zip/i.txt", "j1",
    ]  # fmt: skip
    assert [entry.name for entry in entries if isinstance(entry, Failure)] == ["pack/e.xml:2", "pack/k.png"]


def test_each_document_carries_what_it_was_extracted_from() -> None:
    for content in (FIRST.encode(), PAGE.encode(), pdf([FIRST]), docx(), mail().as_bytes()):
        assert one(content).original == content
        (packed,) = found(zipped({"a": content}))
        assert isinstance(packed, Document)
        assert packed.original == content
    assert found(b'{"text": "Ships left."}\n{"text": "Ships stayed."}\n')[1].original == b'{"text": "Ships stayed."}\n'  # type: ignore[union-attr]
    crawled = warc([("https://gazette.example/navy", "200 OK", "text/html", PAGE.encode())], packed=True)
    assert one(crawled).original == PAGE.encode()


def test_gzip_of_one_file() -> None:
    assert one(gzip.compress(FIRST.encode()), "a.txt.gz").text == FIRST
    assert "damaged" in reason(gzip.compress(FIRST.encode() * 1000)[:60])


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # 60 MB of zeros in 60 kB
        (zipped({"a.txt": bytes(60_000_000)}), "bomb"),
        (b"PK\x03\x04 and nothing else", "damaged"),
        (zipped({}), "without files"),
    ],
)
def test_bad_zip(content: bytes, expected: str) -> None:
    assert expected in reason(content)


def test_a_zip_in_a_zip_in_a_zip_ends() -> None:
    content = FIRST.encode()
    for _ in range(10):
        content = zipped({"a": content})
    assert "packed more than" in reason(content)


def test_unpacking_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_UNPACKED", 1000)
    assert "unpacks to more" in reason(zipped({"a.txt": FIRST.encode() * 20}))
    assert "unpacks to more" in reason(gzip.compress(FIRST.encode() * 20))
    monkeypatch.setattr(limits, "MOST_MEMBERS", 2)
    last = found(zipped(dict.fromkeys("abc", b"Ships left.")))[-1]
    assert isinstance(last, Failure)
    assert "more than 2 files" in last.reason


@pytest.mark.parametrize(
    "content",
    [
        # parts within parts, 2,000 deep
        b"Message-ID: <a@b>\nFrom: a@b\nSubject: x\n" + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (k, k) for k in range(2000)),
        # entities that grow a thousandfold at each step
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">' + b"".join(b'<!ENTITY a%d "%s">' % (k, b"&a%d;" % (k - 1) * 10 if k else b"&a;" * 10) for k in range(9))
        + b"]><rss><channel><item><description>&a8;</description></item></channel></rss>",
        # a file of this machine, asked for by an entity
        b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><channel><item><description>&x;</description></item></channel></rss>',
        # HTML nested 100,000 deep
        b"<html><body>" + b"<div>" * 100_000 + b"Ships left.",
        b"<rss><channel><item><description>" + b"&lt;div&gt;" * 100_000,
    ],
    ids=["mail", "entities", "external", "nested", "nested-feed"],
)  # fmt: skip
def test_hostile_input_ends(content: bytes) -> None:
    import time

    begun = time.monotonic()
    for entry in found(content):
        assert isinstance(entry, Document | Failure)
        assert not isinstance(entry, Document) or len(entry.text) < 100_000
        assert "root:" not in getattr(entry, "text", "")
    assert time.monotonic() - begun < 30
