"""Document -> CleanText: broken lines joined, escapes and furniture told apart, every character with its way back."""

from __future__ import annotations

from vedette.text.cleaning import clean

__all__ = ["clean"]
