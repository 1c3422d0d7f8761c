"""Small forms of files that are made to break a reader; `bench/hostile.py` has the large ones, with time and memory."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.intake import apart, html
from vedette.intake.contents import read_content
from vedette.intake.html import extract_page, read_page
from vedette.model.document import Document, Failure
from vedette.model.errors import UnreadableDocument

SENTENCE = "Two frigates left the harbour on Monday, the ministry said in a statement to the press."


def docx(body: str) -> bytes:
    types = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    links = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    document = f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"[Content_Types].xml": types, "_rels/.rels": links, "word/document.xml": document}.items():
            archive.writestr(name, content)
    return out.getvalue()


def cell(text: str, span: int = 1) -> str:
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>'


def outcome(content: bytes, name: str = "a") -> Document | Failure:
    (entry,) = read_content(content, name=name)
    return entry


def test_a_cell_across_a_hundred_million_columns_is_one_cell() -> None:
    found = outcome(docx(f"<w:tbl><w:tr>{cell('Ships left.', 100_000_000)}{cell('On Monday.')}</w:tr></w:tbl>"))
    assert isinstance(found, Document)
    assert found.text == "Ships left. | On Monday."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        # more paragraphs than any article, in a few kilobytes
        (docx("<w:p/>" * 1_000_001), "more than 1,000,000 elements"),
        # a sender of a megabyte, over which the standard library's parser takes a minute
        (b"Message-ID: <a@b>\nSubject: x\nFrom: " + b"a <b@c>,\n " * 100_000 + b"d@e\n\nShips left.", "whose From is longer"),
        # the same in the type of its contents, which is parsed before anything is asked for
        (b"Message-ID: <a@b>\nFrom: d@e\nSubject: x\nContent-Type: text/plain; " + b"a=b; " * 100_000 + b"\n\nShips left.", "is longer"),
    ],
    ids=["docx", "sender", "type"],
)
def test_what_would_take_minutes_is_refused_at_once(content: bytes, reason: str) -> None:
    begun = time.monotonic()
    found = outcome(content)
    assert isinstance(found, Failure)
    assert reason in found.reason
    assert time.monotonic() - begun < 20


def test_a_page_of_many_tags_is_read_apart_to_the_same_end(monkeypatch: pytest.MonkeyPatch) -> None:
    page = f'<html><head><title>Ships</title><meta property="article:published_time" content="2031-03-04T10:00:00Z"></head><body><p>{SENTENCE}</p><p>{SENTENCE[::-1]}</p></body></html>'
    here = extract_page(page)
    monkeypatch.setattr(html, "_MOST_TAGS", 3)
    assert read_page(page) == here
    with pytest.raises(UnreadableDocument, match="without a body"):
        read_page("<html><body><p></p><i></i></body></html>")


def test_a_page_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "HTML_SECONDS", 1)
    attributes = " ".join(f"a{k}=x" for k in range(300_000))
    begun = time.monotonic()
    with pytest.raises(UnreadableDocument, match="takes longer than 1 seconds"):
        read_page(f"<html><body><p {attributes}>{SENTENCE}</p></body></html>")
    assert time.monotonic() - begun < 30


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("import time; time.sleep(60)", "takes longer"),
        ("import os; os.abort()", "more memory"),
        ("print('no JSON')", "breaks its reader"),
    ],
)
def test_a_reader_that_runs_apart_ends_with_a_reason(script: str, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_GRACE", 0)
    with pytest.raises(UnreadableDocument, match=reason):
        apart.run_apart([sys.executable, "-c", script], b"", seconds=3, kind="a file", remedy="Save it anew")


def test_the_worker_says_what_is_wrong_with_a_page() -> None:
    worker = [sys.executable, "-P", "-m", "vedette.intake.html_worker", "30", "2000000000"]
    done = subprocess.run(worker, input=b"<html><body></body></html>", capture_output=True, check=True)
    assert b"without a body" in done.stdout


OPENINGS = [b"%PDF-1.7\n", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"WARC/1.0\r\n", b"From a@b Mon Mar  3 2031\nFrom: a@b\n", b"Message-ID: <a@b>\nFrom: a@b\nSubject: x\n", b"<rss><channel><item>", b"<html><p>", b'{"text": "', b"\xff\xfe", b""]
WHOLE = [
    docx("<w:p><w:r><w:t>Ships left.</w:t></w:r></w:p>"),
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nContent-Length: 50\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>Ships left.\r\n\r\n",
    b"Message-ID: <a@b>\nFrom: a@b\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>Ships left.</p>\n--b--\n",
    b"<rss><channel><title>A</title><item><title>B</title><description>&lt;p&gt;Ships left.&lt;/p&gt;</description></item></channel></rss>",
]


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(OPENINGS), st.binary(max_size=400))
def test_any_bytes_behind_any_opening_are_documents_or_failures(opening: bytes, rest: bytes) -> None:
    for entry in read_content(opening + rest, name="a"):
        assert isinstance(entry, Document | Failure)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(WHOLE), st.lists(st.tuples(st.integers(0, 2_000), st.binary(max_size=3)), max_size=6), st.integers(0, 2_000))
def test_a_file_that_was_damaged_anywhere_is_documents_or_failures(content: bytes, damage: list[tuple[int, bytes]], cut: int) -> None:
    """Bytes replaced at up to six places, and the end cut off."""
    broken = bytearray(content)
    for place, bits in damage:
        broken[place % len(content) : place % len(content) + len(bits)] = bits
    for entry in read_content(bytes(broken[: len(broken) - cut % len(content)]), name="a"):
        assert isinstance(entry, Document | Failure)
