"""The article of one HTML page, as JSON on standard output: a process of its own for pages that may take minutes or gigabytes.

Run as a module: the page in UTF-8 on standard input; arguments: seconds, bytes of memory. What comes out is `page_as_json`, or
{"problem": REASON, "remedy": ...}.
"""

from __future__ import annotations

import json
import logging
import sys

from vedette.intake.html import extract_page, page_as_json
from vedette.intake.pdf_worker import limit
from vedette.model.errors import UnreadableDocument


def main() -> None:
    seconds, memory = map(int, sys.argv[1:3])
    limit(seconds=seconds, memory=memory)
    logging.disable(logging.CRITICAL)
    try:
        found = page_as_json(extract_page(sys.stdin.buffer.read().decode("utf-8", "surrogatepass")))
    except UnreadableDocument as error:
        found = {"problem": error.message, "remedy": error.remedy}
    except (MemoryError, RecursionError):
        found = {"problem": "it is an HTML page that takes more memory than any article"}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
