"""What hostile input may cost. Every limit ends in a named reason; nothing is cut silently."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.model.errors import UnreadableDocument

DEEPEST = 4  # containers within containers
MOST_MEMBERS = 20_000
MOST_UNPACKED = 4_000_000_000  # bytes that one file of a batch may unpack to
HIGHEST_RATIO = 200  # deflate reaches about 1,000 on zeros, and about 10 on text
RATIO_MATTERS_FROM = 50_000_000
MOST_PAGES = 1_000
MOST_ENTRIES = 10_000
PDF_SECONDS = 60
PDF_MEMORY = 2_000_000_000
HTML_SECONDS = 30
HTML_MEMORY = 2_000_000_000
MOST_PARTS = 500


@dataclass
class Budget:
    """What one file of the batch may still unpack to, with all that is packed inside it."""

    depth: int = 0
    unpacked: int = 0
    members: int = 0

    def spend(self, unpacked: int, *, packed: int | None = None) -> None:
        """Notes bytes unpacked; UnreadableDocument where that is more than any newsroom packs."""
        self.unpacked += unpacked
        if self.unpacked > MOST_UNPACKED:
            raise UnreadableDocument(f"it unpacks to more than {MOST_UNPACKED:,} bytes", remedy="Unpack it yourself and give the files that you want read")
        if packed is not None and unpacked > RATIO_MATTERS_FROM and unpacked > HIGHEST_RATIO * max(packed, 1):
            raise UnreadableDocument("it unpacks to more than 200 times its size, as only a bomb does", remedy="Do not unpack it; ask where it came from")

    def enter(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnreadableDocument(f"it is packed more than {DEEPEST} times over", remedy="Unpack the outer layers and give what is inside")

    def leave(self) -> None:
        self.depth -= 1

    def count_member(self) -> None:
        self.members += 1
        if self.members > MOST_MEMBERS:
            raise UnreadableDocument(f"it holds more than {MOST_MEMBERS:,} files", remedy="Unpack it and give the folder")
