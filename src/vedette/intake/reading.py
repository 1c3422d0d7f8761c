"""Files and folders into documents. One bad document never stops a batch: it becomes a Failure with its remedy."""

from __future__ import annotations

import io
import os
import re
import stat
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from vedette.intake.decoding import LARGEST_DOCUMENT, checked_document_text, decode, too_large
from vedette.intake.describing import document_from_text
from vedette.intake.html import article_text, looks_like_html, page_facts
from vedette.intake.jsonlines import Options, looks_like_json_lines, numbered_lines, read_json_lines
from vedette.model.document import Document, Failure
from vedette.model.errors import UnreadableDocument

# No text of the largest size takes more bytes than this in UTF-8 or UTF-16.
_MOST_BYTES = 4 * LARGEST_DOCUMENT
_MOST_JSON_LINES_IN_UTF16 = 500_000_000
_JSON_LINES = (".jsonl", ".ndjson", ".jsonlines", ".json")
_HTML = (".html", ".htm", ".xhtml")
_MARKDOWN = (".md", ".markdown", ".mkd")
_TAG = re.compile(r"<[a-zA-Z!/][^<>]{0,500}>")
_TELL = "Check the path and your right to read it"


def read_paths(paths: Sequence[Path], *, published: date | None = None, publisher: str | None = None) -> Iterator[Document | Failure]:
    """Read files and folders: plain text, Markdown, HTML, and JSON lines (a document a line).

    A folder is read with all its folders, in the order of its paths, without hidden files. A document is named by its path
    relative to the folder given, a file given by itself by its file name, a JSON line by its `id` or as `FILE:LINE`. `published`
    and `publisher` fill in what documents do not state. Whatever cannot be read is a Failure; nothing is raised.
    """
    options = Options(published, publisher)
    read: set[str] = set()
    named: set[str] = set()
    for path in paths:
        for found in _files(Path(path)):
            if isinstance(found, Failure):
                yield found
                continue
            file, name = found
            if (real := _identity(file)) in read:
                continue
            read.add(real)
            if name in named:
                yield Failure(name, "another file of this batch has the same name", "Read the folder that holds both, so that paths tell them apart")
                continue
            named.add(name)
            yield from _read_file(file, name, options)


def _identity(file: Path) -> str:
    """One string for one file, however it is reached."""
    try:
        return os.path.realpath(file)
    except (OSError, ValueError):
        return str(file)


def _files(path: Path) -> Iterator[tuple[Path, str] | Failure]:
    """Each file of a path with its document name."""
    name = _printable(path.name or str(path))
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError) as error:
        yield Failure(name, f"it cannot be opened ({_why(error)})", _TELL)
        return
    if not is_folder:
        yield path, name
        return
    found: list[tuple[Path, str] | Failure] = []
    for folder, folders, files in os.walk(path, onerror=lambda error: found.append(_unopened(error, path))):
        folders[:] = [entry for entry in folders if not entry.startswith(".")]
        for entry in files:
            if not entry.startswith("."):
                file = Path(folder, entry)
                found.append((file, _printable(file.relative_to(path).as_posix())))
    if not found:
        yield Failure(name, "the folder holds no files", "Give a folder with text, Markdown, HTML or JSON lines")
    yield from sorted(found, key=lambda entry: entry.name if isinstance(entry, Failure) else entry[1])


def _unopened(error: OSError, root: Path) -> Failure:
    folder = os.path.relpath(error.filename, root) if error.filename else root.name
    return Failure(_printable(Path(folder).as_posix()), f"the folder cannot be opened ({_why(error)})", _TELL)


def _printable(name: str) -> str:
    """A file name as text that every store takes: bytes that are no UTF-8 become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _why(error: OSError | ValueError) -> str:
    return (error.strerror or type(error).__name__).lower() if isinstance(error, OSError) else "no valid path"


def _read_file(file: Path, name: str, options: Options) -> Iterator[Document | Failure]:
    try:
        status = os.stat(file)
        if not stat.S_ISREG(status.st_mode):
            yield Failure(name, "it is no regular file", "Give files and folders")
            return
        with open(file, "rb") as stream:
            yield from _read_stream(stream, name, options)
    except UnreadableDocument as error:
        yield Failure(name, error.message, error.remedy)
    except (OSError, ValueError) as error:
        yield Failure(name, f"it cannot be opened ({_why(error)})", _TELL)


def _read_stream(stream: io.BufferedReader, name: str, options: Options) -> Iterator[Document | Failure]:
    """JSON lines as they stand, however many; anything else as one document."""
    suffix = Path(name).suffix.casefold()
    opening = stream.peek(2)[:2]
    is_utf16 = opening in (b"\xff\xfe", b"\xfe\xff")
    if suffix in _JSON_LINES and suffix != ".json" and not is_utf16:
        yield from read_json_lines(numbered_lines(stream), file=name, options=options)
        return
    content = stream.read((_MOST_JSON_LINES_IN_UTF16 if is_utf16 and suffix in _JSON_LINES else _MOST_BYTES) + 1)
    if len(content) > _MOST_BYTES and not is_utf16:
        if not _begins_json_lines(content):
            raise too_large()
        stream.seek(0)
        yield from read_json_lines(numbered_lines(stream), file=name, options=options)
        return
    yield from _read_content(content, name, suffix, options)


def _begins_json_lines(content: bytes) -> bool:
    first = content.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")[0]
    return first.startswith(b"{") and looks_like_json_lines(first.decode("utf-8", "replace"))


def read_content(content: bytes, *, name: str, published: date | None = None, publisher: str | None = None) -> Iterator[Document | Failure]:
    """The documents of one file's bytes; `name` is the file's, its ending a hint where the content does not tell."""
    try:
        yield from _read_content(content, name, Path(name).suffix.casefold(), Options(published, publisher))
    except UnreadableDocument as error:
        yield Failure(name, error.message, error.remedy)


def _read_json(content: bytes, text: str, name: str, options: Options) -> Iterator[Document | Failure]:
    """A .json file that opens with no complete line: one object over many lines is one document, an array is none."""
    if text.lstrip("\ufeff \t\r\n").startswith("["):
        raise UnreadableDocument("it is a JSON array", remedy="Make it JSON lines, one object a line, for instance with jq -c '.[]'")
    if text.lstrip("\ufeff \t\r\n").partition("\n")[0].rstrip().endswith("}"):
        yield from read_json_lines(numbered_lines(io.BytesIO(content)), file=name, options=options)
        return
    yield from read_json_lines(iter([(1, content)]), file=name, options=options)


def _read_content(content: bytes, name: str, suffix: str, options: Options) -> Iterator[Document | Failure]:
    text, warnings = decode(content)
    if suffix == ".json" and not looks_like_json_lines(text):
        yield from _read_json(content, text, name, options)
        return
    if suffix in _JSON_LINES or looks_like_json_lines(text):
        lines = io.BytesIO(text.encode("utf-8", "surrogatepass") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else content)
        yield from read_json_lines(numbered_lines(lines), file=name, options=options)
        return
    is_page = looks_like_html(text) if suffix not in _HTML else bool(_TAG.search(text[:100_000]))
    if not is_page or suffix in _MARKDOWN:
        kind = "text/markdown" if suffix in _MARKDOWN else "text/plain"
        yield document_from_text(
            checked_document_text(text), name=name, published=options.published, publisher=options.publisher, media_type=kind, warnings=warnings
        )
        return
    article = checked_document_text(article_text(checked_document_text(text)))
    yield document_from_text(
        article, name=name, stated=page_facts(text), published=options.published, publisher=options.publisher, media_type="text/html", warnings=warnings
    )
