"""The lines of a PDF with their places, as JSON on standard output: a process of its own, so that no PDF takes ours with it.

Run as a script: PDF on standard input; arguments: most pages, seconds, bytes of memory. It imports nothing of Vedette. What
comes out is {"pages": [[[left, bottom, right, top, text], ...], ...], "title": ..., "author": ...} or {"problem": NAME}.
"""

from __future__ import annotations

import json
import sys
from typing import Any

MOST_LINES = 400_000


def limit(*, seconds: int, memory: int) -> None:
    """Lowers what this process may take; a system without such limits has the parent's clock alone."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def extract(content: bytes, *, most_pages: int) -> dict[str, Any]:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        return {"problem": "password" if "password" in str(error).casefold() else "damaged"}
    if len(pdf) > most_pages:
        return {"problem": "pages", "count": len(pdf)}
    pages: list[list[list[Any]]] = []
    left = MOST_LINES
    for number in range(len(pdf)):
        try:
            page = pdf[number]
            textpage = page.get_textpage()
        except pypdfium2.PdfiumError:
            pages.append([])
            continue
        count = textpage.count_rects()
        left -= count
        if left < 0:
            return {"problem": "lines"}
        rects = [textpage.get_rect(k) for k in range(count)]
        pages.append([[*rect, textpage.get_text_bounded(*rect)] for rect in rects])
        textpage.close()
        page.close()
    facts = pdf.get_metadata_dict()
    return {"pages": pages, "title": facts.get("Title"), "author": facts.get("Author")}


def main() -> None:
    most_pages, seconds, memory = map(int, sys.argv[1:4])
    limit(seconds=seconds, memory=memory)
    try:
        found = extract(sys.stdin.buffer.read(), most_pages=most_pages)
    except MemoryError:
        found = {"problem": "memory"}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
