"""The ledger: reports and the document versions that they come from, as rows that are added and never changed."""

from vedette.ledger.browsing import Browser, DocumentRow, Facet, ReportPage
from vedette.ledger.origins import Comparison, Origins
from vedette.ledger.reviews import ReviewConflict
from vedette.ledger.selection import LedgerReport, Member, Origin, Reopened, Scope, Selection, StoredDocument
from vedette.ledger.store import Ledger
from vedette.ledger.view import LedgerView

__all__ = [
    "Browser", "Comparison", "DocumentRow", "Facet", "Ledger", "LedgerReport", "LedgerView", "Member", "Origin", "Origins", "Reopened",
    "ReportPage", "ReviewConflict", "Scope", "Selection", "StoredDocument",
]  # fmt: skip
