"""One base for every error that Vedette raises on purpose. A message names what is wrong and what to do about it."""

from __future__ import annotations


class VedetteError(Exception):
    """An error with a stable `code`, a `message` for people, and the `remedy` that gets them on."""

    code = "error"

    def __init__(self, message: str, *, remedy: str) -> None:
        super().__init__(f"{message}. {remedy}")
        self.message = message
        self.remedy = remedy


class UnreadableDocument(VedetteError):
    """The bytes are no document that Vedette can read (binary, empty, wrong encoding, no body)."""

    code = "unreadable-document"


class RefusedAddress(VedetteError):
    """A web address that Vedette does not ask: another scheme, a host of the inner network, a disguise."""

    code = "refused-address"


class UnfetchedPage(VedetteError):
    """A server did not give a page: not reached, too slow, too much, an error of its own."""

    code = "unfetched-page"


class LexiconError(VedetteError):
    """A lexicon file breaks its schema, or contradicts itself."""

    code = "lexicon"


class LedgerError(VedetteError):
    """The ledger cannot be opened, or does not hold what was asked for."""

    code = "ledger"


class UsageError(VedetteError):
    """A command was called with values that mean nothing."""

    code = "usage"
