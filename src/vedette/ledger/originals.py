"""The documents as they came, byte for byte, each under the hash of its bytes, in a folder beside the tables."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from vedette.model.errors import LedgerError


class Originals:
    """A folder of files that are named by their SHA-256: `3f/3fa9...`. Keeping the same bytes twice changes nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def keep(self, content: bytes) -> str:
        """Writes the bytes, whole or not at all, and gives their hash. LedgerError where the folder cannot be written to."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path(sha256)
        if path.exists():
            return sha256
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as part:
                part.write(content)
            os.replace(part.name, path)
        except OSError as error:
            raise LedgerError(
                f"the original cannot be kept in {self.folder} ({error.strerror})", remedy="Make room, or name another folder with --originals"
            ) from error
        return sha256

    def read(self, sha256: str) -> bytes:
        """The bytes of this hash. LedgerError where they are not there, or are no longer what they were."""
        remedy = "Restore the folder from a copy, or read the document again"
        try:
            content = self.path(sha256).read_bytes()
        except OSError as error:
            raise LedgerError(f"{self.folder} holds no original {sha256[:12]} ({error.strerror})", remedy=remedy) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise LedgerError(f"the original {sha256[:12]} in {self.folder} was changed", remedy=remedy)
        return content
