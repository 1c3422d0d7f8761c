"""Files and folders: names, formats, encodings, and that nothing bad stops a batch."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vedette.intake import read_paths
from vedette.intake.contents import read_content
from vedette.model.document import Document, Failure

PAGE = """<!DOCTYPE html><html><head><title>Navy sails | Harbour Gazette</title>
<meta property="og:site_name" content="Harbour Gazette"><meta name="author" content="Jana Holt">
<meta property="article:published_time" content="2021-05-04T23:30:00-05:00"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Navy sails</h1>
<p>Two frigates left the port on Monday, the ministry of the island said in a long and careful statement to the press.</p>
<p>They will join the fleet near the straits before the end of the week, a spokesman for the navy said on Tuesday.</p></article></body></html>"""


def one(content: bytes | str, name: str = "a.txt", **options: object) -> Document:
    found = list(read_content(content.encode() if isinstance(content, str) else content, name=name, **options))  # type: ignore[arg-type]
    assert len(found) == 1
    assert isinstance(found[0], Document), found[0]
    return found[0]


def failures(content: bytes, name: str = "a.txt") -> list[Failure]:
    return [entry for entry in read_content(content, name=name) if isinstance(entry, Failure)]


def test_names_are_paths_in_the_folder_or_file_names_or_ids(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    (folder / "b" / ".git").mkdir(parents=True)
    for path in ("z.txt", "b/a.md", ".hidden.txt", "b/.git/c.txt"):
        (folder / path).write_text("Ships left.", encoding="utf-8")
    (folder / "c.jsonl").write_text('{"id": "x/1", "text": "Ships left."}\n\n{"text": "Ships stayed."}\n{"id": 7, "text": "Ships sank."}\n', encoding="utf-8")
    assert [entry.name for entry in read_paths([folder])] == ["b/a.md", "x/1", "c.jsonl:3", "7", "z.txt"]
    assert [entry.name for entry in read_paths([folder / "b" / "a.md", folder / ".hidden.txt"])] == ["a.md", ".hidden.txt"]


def test_a_file_given_twice_is_read_once_and_two_of_a_name_are_told(tmp_path: Path) -> None:
    for path in ("a", "b"):
        (tmp_path / path).mkdir()
        (tmp_path / path / "n.txt").write_text(f"Ships left {path}.", encoding="utf-8")
    first, second = tmp_path / "a" / "n.txt", tmp_path / "b" / "n.txt"
    assert [type(entry) for entry in read_paths([first, tmp_path / "a"])] == [Document]
    assert [type(entry) for entry in read_paths([first, second])] == [Document, Failure]


@pytest.mark.parametrize(
    "text", ["One\r\ntwo\rthree\n", "\ufeffMarked at the front.", "Caf\u00e9 \u2028 \U0001d518 end", " lead and trail \n\n"]
)
def test_text_is_stored_as_it_came(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    with open(path, encoding="utf-8", newline="") as stream:
        assert one(path.read_bytes()).text == stream.read() == text


@pytest.mark.parametrize(
    ("content", "expected", "warning"),
    [
        # marked UTF-16, either way round
        ("Ships left.".encode("utf-16"), "Ships left.", None),
        (b"\xfe\xff" + "Ships left.".encode("utf-16-be"), "Ships left.", None),
        # Windows-1252
        ("The ministry’s café was shut.".encode("cp1252"), "The ministry’s café was shut.", "Windows-1252"),
        # UTF-8 with one broken place keeps its good ones
        ("ééééé".encode() + b"\xff left", "ééééé\ufffd left", "replaced"),
    ],
)
def test_encodings(content: bytes, expected: str, warning: str | None) -> None:
    found = one(content)
    assert found.text == expected
    assert any(warning in note for note in found.warnings) if warning else len(found.warnings) == 1


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "a.txt", "empty"),
        (b" \n\t\xef\xbb\xbf", "a.txt", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "a.txt", "binary"),
        (b"abc\x01\x02\x03\x04", "a.txt", "control"),
        (b"%PDF-1.4 ...", "a.pdf", "PDF"),
        (b"PK\x03\x04....", "a.docx", "office"),
        # Shift JIS, which is no Windows-1252
        ("日本の艦隊が出港した".encode("shift_jis"), "a.txt", "encoding"),
        ("Флот вышел в море".encode("koi8-r"), "a.txt", "encoding"),
        (b"<html><head><title>x</title></head></html>", "a.html", "without a body"),
        (b"<html><body><script>var a = 1;</script></body></html>", "a.html", "without a body"),
        # one line of 50 MB
        (b"x" * 5_000_001, "a.txt", "longer"),
        (b'[{"text": "Ships left."}]', "a.json", "array"),
    ],
)
def test_bad_files_are_failures_with_a_remedy(content: bytes, name: str, reason: str) -> None:
    (failure,) = failures(content, name)
    assert reason in failure.reason
    assert failure.remedy


def test_a_file_of_50_megabytes_is_refused_and_the_rest_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 50_000_000)
    (tmp_path / "b.txt").write_text("Ships left.", encoding="utf-8")
    bad, good = read_paths([tmp_path])
    assert isinstance(bad, Failure)
    assert "Split it" in bad.remedy
    assert isinstance(good, Document)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{not json}", "no JSON"),
        ("[1]", "no object"),
        ('{"title": "x"}', "no text"),
        ('{"text": 5}', "no string"),
        ('{"text": " "}', "empty"),
        ('{"text": "x", "id": ["a"]}', "id"),
        ('{"text": "x", "id": true}', "id"),
        ('{"text": "y", "id": "first"}', "twice"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_a_bad_line_is_a_failure_and_the_rest_is_read(line: str, reason: str) -> None:
    content = '{"id": "first", "text": "Ships left."}\n' + line + '\n{"id": "last", "text": "Ships stayed."}'
    first, bad, last = read_content(content.encode(), name="c.jsonl")
    assert isinstance(first, Document)
    assert isinstance(bad, Failure)
    assert bad.name == "c.jsonl:2"
    assert reason in bad.reason
    assert isinstance(last, Document)


def test_json_lines_state_what_they_know() -> None:
    record = {
        "id": "a", "text": "Ships\r\nleft \ud800.", "title": "Navy sails", "author": ["Jana Holt", "Piet Maas"], "publisher": "Gazette",
        "published": "4 May 2021", "url": "https://example.org/a", "date": "2020-01-01",
    }  # fmt: skip
    found = one(json.dumps(record), "a.jsonl", published=date(2022, 1, 1), publisher="Other")
    assert found.text == record["text"]
    assert (found.title, found.author, found.publisher, found.url) == ("Navy sails", "Jana Holt and Piet Maas", "Gazette", "https://example.org/a")
    assert (found.published, found.published_from) == (date(2021, 5, 4), "metadata")
    assert any("surrogate" in note for note in found.warnings)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        # an alias where it can be read
        ({"date": "15-JUN-1987 13:45:26.40"}, date(1987, 6, 15)),
        ({"date": "Tue, 04 May 2021 10:00:00 GMT"}, date(2021, 5, 4)),
        ({"date": "1996-1997"}, None),
        ({"published": "last week", "date": "2021-05-04"}, None),
        ({"published": None, "date": "2021-05-04"}, date(2021, 5, 4)),
        ({"published": "04/05/2021"}, None),
    ],
)
def test_dates_of_json_lines(fields: dict[str, str], expected: date | None) -> None:
    assert one(json.dumps({"text": "Ships left.", **fields}), "a.jsonl").published == expected


def test_formats_are_told_by_content() -> None:
    assert one('{"text": "Ships left."}', "a.txt").media_type == "application/jsonl"
    assert one('{\n "text": "Ships left.",\n "id": "a"\n}', "a.json").name == "a"
    assert one(PAGE, "a.txt").media_type == "text/html"
    assert one("{curly} is how it opens.", "a.txt").media_type == "text/plain"
    assert one("# Ships left\n\nThey did.", "a.md").media_type == "text/markdown"
    assert one("Ships left, with no tag at all.", "a.html").media_type == "text/plain"


def test_html() -> None:
    found = one(PAGE, "a.html")
    assert "Two frigates left the port" in found.text
    assert "<p>" not in found.text
    # the day on the writer's clock, whatever it was elsewhere
    assert (found.published, found.published_from) == (date(2021, 5, 4), "metadata")
    assert (found.title, found.author, found.publisher) == ("Navy sails", "Jana Holt", "Harbour Gazette")
    assert one(PAGE, "a.html") == found


def test_html_by_linked_data_and_time_elements() -> None:
    linked = {"@graph": [{"@type": "WebPage", "name": "x"}, {"@type": "NewsArticle", "headline": "Navy sails off", "datePublished": "2021-05-04",
              "author": [{"name": "Jana Holt"}], "publisher": {"name": "Gazette"}}]}  # fmt: skip
    body = PAGE[PAGE.index("<body>") :]
    page = f'<html><head><script type="application/ld+json">{json.dumps(linked)}</script></head>{body}'
    found = one(page, "a.html")
    assert (found.title, found.author, found.publisher, found.published) == ("Navy sails off", "Jana Holt", "Gazette", date(2021, 5, 4))
    timed = one("<html>" + body.replace("<h1>", '<time datetime="2021-05-06">6 May</time><h1>'), "a.html")
    assert timed.published == date(2021, 5, 6)


def test_a_page_in_its_declared_encoding() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1251">').replace("Two frigates", "Два фрегата")
    assert "Два фрегата left" in one(page.encode("cp1251"), "a.html").text


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    found = list(read_paths([tmp_path / "missing.txt", tmp_path / "empty", tmp_path / "pipe", Path("nul\0byte")]))
    assert [type(entry) for entry in found] == [Failure] * 4
    assert all(entry.remedy for entry in found if isinstance(entry, Failure))


def test_files_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("Ships left.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Ships left.", encoding="utf-8")

    def guarded(file: Path, mode: str) -> BinaryIO:
        # root may read anything, so the refusal is played
        if file.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(file))
        return file.open(mode)  # type: ignore[return-value]

    monkeypatch.setattr("vedette.intake.reading.open", guarded, raising=False)
    assert [type(entry) for entry in read_paths([tmp_path])] == [Failure, Document]


NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "a.jsonl", "a.json", "a"])
SCRAPS = st.sampled_from(
    [b"<html>", b"<p>Ships left the port today.</p>", b"<!--", b"<![CDATA[", b"<!doctype html>", b"&#xffffff;", b'{"text": "a"}', b"\n", b'{"text": "\\ud800"}',
     b'"id":', b"\xff\xfe", b"\xef\xbb\xbf", b"---\ntitle: x\n---\n", b"# T", b"\x00", b"caf\xe9 ", b"By Jo Berg\n", b"2021-05-04\n", b"<meta charset=utf-16>", b"]"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.lists(SCRAPS, max_size=12).map(b"".join)), NAMES)
@example(b"\xff\xfe\xd8", "a.txt")
@example(b'{"text": "a", "id": "\\ud800"}', "a.jsonl")
@example(b'{"text": "a", "date": "' + b"9" * 5000 + b'"}', "a.jsonl")
@example(b'{"text": "a", "x": ' + b"9" * 5000 + b"}", "a.jsonl")
def test_no_bytes_raise(content: bytes, name: str) -> None:
    for entry in read_content(content, name=name):
        assert entry.name
        if isinstance(entry, Failure):
            assert entry.reason
            assert entry.remedy
        else:
            assert entry.sha256
            entry.name.encode()
