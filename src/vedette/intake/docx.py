"""DOCX: paragraphs and tables in their order, and what the file states of itself."""

from __future__ import annotations

import io
import re
import zlib
from zipfile import BadZipFile, ZipFile

from vedette.intake.facts import Facts
from vedette.intake.limits import MOST_MEMBERS
from vedette.model.errors import UnreadableDocument

_LARGEST_UNPACKED = 200_000_000
_BODY = "word/document.xml"
_MOST_TAGS = 1_000_000
_REMEDY = "Open it in a word processor and save it as DOCX anew"
_MACHINE = re.compile(r"python-docx|microsoft office user|^user$|^author$", re.IGNORECASE)


def docx_text(content: bytes) -> tuple[str, Facts]:
    """The text, a blank line between paragraphs, tables a line a row; UnreadableDocument where it is damaged or a bomb.

    Its dates say when the file was made and date no article, so they are left out.
    """
    # Imported where it is used: most batches hold no DOCX.
    from docx import Document as open_docx
    from docx.table import Table

    _check_size(content)
    try:
        document = open_docx(io.BytesIO(content))
        parts = [_rows(block) if isinstance(block, Table) else block.text for block in document.iter_inner_content()]
        facts = document.core_properties
        title, author = facts.title.strip(), facts.author.strip()
    except Exception as error:
        # Another library's parser on anybody's bytes: whatever it stumbles over must not stop the batch.
        raise UnreadableDocument(f"it is a damaged DOCX file ({type(error).__name__})", remedy=_REMEDY) from error
    text = "\n\n".join(part for part in parts if part.strip())
    return text, Facts(title=title or None, author=None if _MACHINE.search(author) else author or None)


def _rows(table: object) -> str:
    # Not through the library's cells: it gives a merged one once for each column, and a file may say that there are a milliard.
    lines = []
    for row in table._tbl.tr_lst:  # type: ignore[attr-defined]
        cells = (" ".join(paragraph.text for paragraph in cell.p_lst).split() for cell in row.tc_lst)
        lines.append(" | ".join(" ".join(words) for words in cells if words))
    return "\n".join(line for line in lines if line)


def _check_size(content: bytes) -> None:
    try:
        archive = ZipFile(io.BytesIO(content))
        members = archive.infolist()
        size = sum(member.file_size for member in members)
        tags = archive.read(_BODY).count(b"<") if size <= _LARGEST_UNPACKED and _BODY in archive.namelist() else 0
    except (BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise UnreadableDocument("it is a damaged DOCX file", remedy=_REMEDY) from error
    if tags > _MOST_TAGS:
        raise UnreadableDocument(f"it is a DOCX of more than {_MOST_TAGS:,} elements, which no article has", remedy="Save its text as plain text")
    if len(members) > MOST_MEMBERS or size > _LARGEST_UNPACKED:
        raise UnreadableDocument(f"it is a DOCX that unpacks to more than {_LARGEST_UNPACKED:,} bytes", remedy="Save its text as plain text")
