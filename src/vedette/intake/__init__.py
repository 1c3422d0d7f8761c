"""Bytes -> Document: files, folders and JSON lines read, decoded, dated; what cannot be read is named with its remedy."""

from __future__ import annotations

from vedette.intake.contents import read_content
from vedette.intake.describing import document_from_text
from vedette.intake.reading import read_paths

__all__ = ["document_from_text", "read_content", "read_paths"]
