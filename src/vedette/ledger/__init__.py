"""The ledger: reports and the document versions that they come from, as rows that are added and never changed."""

from vedette.ledger.reviews import ReviewConflict
from vedette.ledger.selection import LedgerReport, Reopened, Scope, Selection, StoredDocument
from vedette.ledger.store import Ledger
from vedette.ledger.view import LedgerView

__all__ = [
    "Ledger", "LedgerReport", "LedgerView", "Reopened", "ReviewConflict", "Scope", "Selection", "StoredDocument",
]  # fmt: skip
