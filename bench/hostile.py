"""Files made to break a reader: what each ends in, after how long, with how much memory.

    python bench/hostile.py [NAME...]        all of them by default, about five minutes

Each file is read beside a good one, in a process of its own. Prints a table; ends with 1 where a good document was not read, where a file took
longer than MOST_SECONDS or more than MOST_MEMORY, or where the process broke. The readers that run apart (PDF, heavy HTML) are counted in.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

MOST_SECONDS = 90
MOST_MEMORY = 2_200  # MB, of the reader and of what it runs apart, whichever is larger
GOOD = "Two frigates left the harbour on Monday, the ministry said."
_CHILD = """
import resource, sys
from pathlib import Path
from vedette.intake import read_paths
from vedette.model.document import Document
from vedette.text import clean
found = list(read_paths([Path(sys.argv[1])]))
for entry in found:
    if isinstance(entry, Document) and len(entry.text) < 500_000:
        clean(entry)
good = [entry for entry in found if entry.name == "z.txt"]
others = [entry for entry in found if entry.name != "z.txt"]
documents = sum(isinstance(entry, Document) for entry in others)
reasons = [entry.reason for entry in others if not isinstance(entry, Document)]
shown = f"{documents:,} read" if documents else ""
if reasons:
    shown += ("; " if shown else "") + reasons[-1] + (f" (and {len(reasons) - 1:,} more)" if len(reasons) > 1 else "")
# ru_maxrss of this process would begin with what its parent held; the kernel's own mark does not.
own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
peak = max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024
print(len(good) == 1 and isinstance(good[0], Document), peak, shown or "nothing")
"""


def zipped(members: dict[str, bytes], *, stored: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def lying_zip() -> bytes:
    """A member that says that it unpacks to 10 bytes and does to 300 MB."""
    content = zipped({"a.txt": bytes(300_000_000)})
    size = struct.pack("<I", 300_000_000)
    return content.replace(size, struct.pack("<I", 10))


def zips_in_zips(depth: int) -> bytes:
    content = GOOD.encode()
    for _ in range(depth):
        content = zipped({"a": content})
    return content


def wide_zip() -> bytes:
    inner = zipped({f"{k}.txt": bytes(40_000_000) for k in range(2)})
    return zipped({f"{k}.zip": inner for k in range(60)}, stored=True)


def pdf_of(objects: list[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalog."""
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


def stream(content: bytes, *filters: bytes) -> bytes:
    return b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(content), b" ".join(filters), content)


def pdf_pages(count: int, *, contents: bytes = b"BT /F1 12 Tf (Ships left.) Tj ET") -> bytes:
    kids = b" ".join(b"%d 0 R" % (4 + k) for k in range(count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R >>"
    return pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids), stream(contents), *[page] * count])


def pdf_loop() -> bytes:
    """Pages whose children are themselves, and contents that are each other's length."""
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1000000 /Kids [2 0 R 3 0 R] >>",
            b"<< /Type /Page /Parent 3 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources 3 0 R >>",
            b"<< /Length 5 0 R >>\nstream\nBT (a) Tj ET\nendstream",
            b"4 0 R",
        ]
    )


def pdf_forms() -> bytes:
    """A form that draws ten of the next, twelve deep: a thousand milliards of drawings on one page."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"]
    objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>")
    objects.append(stream(b"/X Do " * 10))
    for depth in range(12):
        inner = b"/X Do " * 10 if depth < 11 else b"BT (a) Tj ET"
        head = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >> /Length %d >>" % (6 + depth, len(inner))
        objects.append(head + b"\nstream\n" + inner + b"\nendstream")
    return pdf_of(objects)


def pdf_bomb() -> bytes:
    """Contents that were packed twice: 4 GB of blanks in a few kilobytes."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * 1_000_000) for _ in range(4_000)) + packer.flush()
    packed = stream(zlib.compress(once, 9), b"/FlateDecode", b"/FlateDecode")
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    return pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page, packed])


def gzip_bomb(size: int) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=9) as packed:
        for _ in range(size // 1_000_000):
            packed.write(b"a " * 500_000)
    return out.getvalue()


def warc_of(body: bytes, *, encoding: bytes = b"") -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + (b"Content-Encoding: " + encoding + b"\r\n" if encoding else b"") + b"\r\n" + body
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://gazette.example/a\r\nWARC-Date: 2031-03-04T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
    return head + b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % len(http) + http + b"\r\n\r\n"


def entities(root: str, inner: str) -> bytes:
    """An XML document whose entities grow tenfold at each of twelve steps."""
    steps = "".join(f'<!ENTITY e{k} "{f"&e{k - 1};" * 10 if k else "aaaaaaaaaa"}">' for k in range(13))
    return f'<?xml version="1.0"?><!DOCTYPE {root} [{steps}]>{inner.replace("@", "&e12;")}'.encode()


def docx_of(body: bytes) -> bytes:
    types = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    links = b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    return zipped({"[Content_Types].xml": types, "_rels/.rels": links, "word/document.xml": body})


def docx_paragraphs(content: str) -> bytes:
    return f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{content}</w:body></w:document>'.encode()


def many_controls() -> bytes:
    chance = random.Random(1)
    marks = "\u202e\u2066\u200f\u200b\ufeff\x1b[2J\x07"
    return "".join(chance.choice(marks) + word + " " for word in GOOD.split() * 20_000).encode()


def html(body: str) -> bytes:
    return f"<!DOCTYPE html><html><head><title>A</title></head><body>{body}</body></html>".encode()


CASES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "zip: 1 GB of zeros in 1 MB": ("a.zip", lambda: zipped({"a.txt": bytes(1_000_000_000)})),
    "zip: says 10 bytes, unpacks to 300 MB": ("a.zip", lying_zip),
    "zip: 120 members of 40 MB of zeros": ("a.zip", wide_zip),
    "zip: within ten zips": ("a.zip", lambda: zips_in_zips(10)),
    "zip: 100,000 members": ("a.zip", lambda: zipped({f"{k}.txt": b"a" for k in range(100_000)}, stored=True)),
    "gzip: 2 GB of text": ("a.gz", lambda: gzip_bomb(2_000_000_000)),
    "pdf: 10,000 pages": ("a.pdf", lambda: pdf_pages(10_000)),
    "pdf: pages that are their own children": ("a.pdf", pdf_loop),
    "pdf: forms that draw one another, 10^12": ("a.pdf", pdf_forms),
    "pdf: 4 GB of blanks, packed twice": ("a.pdf", pdf_bomb),
    "pdf: arrays nested 1,000,000 deep": ("a.pdf", lambda: pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"[" * 1_000_000 + b"]" * 1_000_000])),
    "html: nested 100,000 deep": ("a.html", lambda: html("<div>" * 100_000 + GOOD + "</div>" * 100_000)),
    "html: 200,000 paragraphs": ("a.html", lambda: html("<p>x y z</p>" * 200_000)),
    "html: 100,000 links": ("a.html", lambda: html('<a href="/x">link text here</a> ' * 100_000)),
    "html: 300,000 attributes of one tag": ("a.html", lambda: html("<p " + " ".join(f"a{k}=x" for k in range(300_000)) + f">{GOOD}</p>")),
    "html: 250 spans deep, 1,000 times": ("a.html", lambda: html(("<span>" * 250 + "word" + "</span>" * 250) * 1_000)),
    "html: tables in tables, 2,000 deep": ("a.html", lambda: html("<table><tr><td>" * 2_000 + GOOD)),
    "html: entities that grow tenfold, 12 steps": ("a.html", lambda: entities("html", "<html><body><p>@</p></body></html>")),
    "html: 1,600,000 opening brackets": ("a.html", lambda: html("<" * 1_600_000)),
    "feed: entities that grow tenfold, 12 steps": ("a.xml", lambda: entities("rss", "<rss><channel><item><description>@</description></item></channel></rss>")),
    "feed: 400,000 entries": ("a.xml", lambda: b"<rss><channel>" + b"<item><title>a</title></item>" * 400_000),
    "feed: an entity that is a file": ("a.xml", lambda: b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><channel><item><description>&x;</description></item></channel></rss>'),
    "docx: entities that grow tenfold, 12 steps": ("a.docx", lambda: docx_of(entities("w:document", docx_paragraphs("<w:p><w:r><w:t>@</w:t></w:r></w:p>").decode()))),
    "docx: 1,000,000 empty paragraphs": ("a.docx", lambda: docx_of(docx_paragraphs("<w:p/>" * 1_000_000))),
    "docx: a table of 40,000 rows": ("a.docx", lambda: docx_of(docx_paragraphs("<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>" + "<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>" * 40_000 + "</w:tbl>"))),
    "docx: a cell across 100,000,000 columns": ("a.docx", lambda: docx_of(docx_paragraphs('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="100000000"/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'))),
    "docx: 400 MB of zeros": ("a.docx", lambda: docx_of(bytes(400_000_000))),
    "mail: parts within parts, 5,000 deep": ("a.eml", lambda: b"Message-ID: <a@b>\nFrom: a@b\nSubject: x\n" + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (k, k) for k in range(5_000))),
    "mail: 100,000 parts": ("a.eml", lambda: b"Message-ID: <a@b>\nFrom: a@b\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\na\n" * 100_000),
    "mail: a header of 30 MB": ("a.eml", lambda: b"Message-ID: <a@b>\nFrom: a@b\nSubject: " + b"a, <b@c> " * 3_000_000 + b"\n\n" + GOOD.encode()),
    "mail: 200,000 receivers": ("a.eml", lambda: b"Message-ID: <a@b>\nSubject: x\nFrom: " + b"a <b@c>,\n " * 200_000 + b"d@e\n\n" + GOOD.encode()),
    "warc: a body that unpacks to 1 GB": ("a.warc", lambda: warc_of(gzip.compress(bytes(1_000_000_000)), encoding=b"gzip")),
    "warc: a record that says 2^60 bytes": ("a.warc", lambda: warc_of(b"<html><p>a").replace(b"Content-Length: ", b"Content-Length: 1152921504606846976", 1)),
    "text: a line of 200 MB": ("a.txt", lambda: b"word " * 40_000_000),
    "text: a word of 4.9 MB": ("a.txt", lambda: b"w" * 4_900_000),
    "text: 4.9 million line ends": ("a.txt", lambda: b"a\n" * 2_450_000),
    "text: control and direction marks": ("a.txt", many_controls),
    "json lines: a line of 200 MB": ("a.jsonl", lambda: b'{"text": "' + b"a " * 100_000_000 + b'"}\n{"id": "b", "text": "Ships left."}\n'),
    "json lines: nested 1,000,000 deep": ("a.jsonl", lambda: b'{"text": ' + b"[" * 1_000_000 + b"\n"),
    "json lines: a number of 1,000,000 digits": ("a.jsonl", lambda: b'{"id": ' + b"9" * 1_000_000 + b', "text": "Ships left."}\n'),
    "json lines: lone surrogates": ("a.jsonl", lambda: "".join(json.dumps({"id": f"\ud800{k}", "text": f"\udfff{GOOD}\ud83d"}) + "\n" for k in range(1_000)).encode()),
}


def measured(file: str, content: bytes) -> tuple[bool, float, int, str]:
    """(whether the good document was read, seconds, MB, what came out)."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, file).write_bytes(content)
        Path(folder, "z.txt").write_text(GOOD, encoding="utf-8")
        begun = time.perf_counter()
        try:
            done = subprocess.run([sys.executable, "-c", _CHILD, folder], capture_output=True, text=True, timeout=3 * MOST_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return False, time.perf_counter() - begun, 0, "it did not end"
        spent = time.perf_counter() - begun
    if done.returncode or not done.stdout:
        return False, spent, 0, f"the process broke ({done.returncode}): {done.stderr.strip()[-200:]}"
    is_good, peak, shown = done.stdout.strip().split(" ", 2)
    return is_good == "True", spent, int(peak), shown


def main(names: list[str]) -> int:
    wanted = {name: case for name, case in CASES.items() if not names or any(part in name for part in names)}
    failed = 0
    print(f"{'file':<45} {'MB':>6} {'seconds':>8} {'peak MB':>8}  what came of it")
    for name, (file, make) in wanted.items():
        content = make()
        is_good, spent, peak, shown = measured(file, content)
        is_held = is_good and spent <= MOST_SECONDS and peak <= MOST_MEMORY
        failed += not is_held
        print(f"{name:<45} {len(content) / 1e6:>6.1f} {spent:>8.1f} {peak:>8}  {shown}{'' if is_held else '   <-- NOT HELD'}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
