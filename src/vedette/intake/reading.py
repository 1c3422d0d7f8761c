"""Files and folders into documents. One bad document never stops a batch: it becomes a Failure with its remedy."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from vedette.intake.addresses import is_web_address
from vedette.intake.contents import Source, read_stream
from vedette.intake.facts import Facts
from vedette.intake.jsonlines import Options
from vedette.model.document import Document, Failure
from vedette.model.errors import RefusedAddress, UnfetchedPage

_TELL = "Check the path and your right to read it"


def read_paths(
    paths: Sequence[Path | str],
    *,
    published: date | None = None,
    publisher: str | None = None,
    retrieved: datetime | None = None,
    allow_private_addresses: bool = False,
) -> Iterator[Document | Failure]:
    """Read files, folders and web addresses: text, Markdown, HTML, PDF, DOCX, mails, feeds, JSON lines, WARC, and ZIP and gzip of any of these.

    A folder is read with all its folders, in the order of its paths, without hidden files. A document is named by its path
    relative to the folder given, a file given by itself by its file name, a JSON line by its `id` or as `FILE:LINE`, a
    crawled or fetched page by its address, a mail of a mailbox by its Message-ID, what is packed by `FILE/MEMBER`. `published` and `publisher` fill in what documents do not state. `retrieved` is
    when the pages were fetched: only against that is "19 hrs ago" resolved; a page that is fetched here knows it itself. An
    address is a string that opens with a scheme ("https://…"); hosts of the inner network are asked with `allow_private_addresses` alone. Whatever cannot be read is a Failure; nothing is raised.
    """
    options = Options(published, publisher, retrieved)
    read: set[str] = set()
    named: set[str] = set()
    for path in paths:
        if isinstance(path, str) and is_web_address(path):
            if path not in named:
                named.add(path)
                yield from _read_page(path, options, allow_private=allow_private_addresses)
            continue
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
            yield from read_stream(stream, Source(name, options))
    except (OSError, ValueError) as error:
        yield Failure(name, f"it cannot be opened ({_why(error)})", _TELL)


def _read_page(address: str, options: Options, *, allow_private: bool) -> Iterator[Document | Failure]:
    # Imported where it is used: most batches hold files alone.
    from vedette.intake.fetching import fetch

    name = _printable(address)
    try:
        page = fetch(address, allow_private=allow_private)
    except (RefusedAddress, UnfetchedPage) as error:
        yield Failure(name, error.message, error.remedy)
        return
    source = Source(name, options, Facts(url=page.url), page.retrieved, charset=page.charset)
    yield from read_stream(io.BytesIO(page.content), source)
