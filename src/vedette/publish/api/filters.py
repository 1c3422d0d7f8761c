"""Filters as query parameters, named as the commands' options are, and cursors that lead from page to page."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from vedette.ledger import Ledger, Selection
from vedette.ledger.browsing import Key
from vedette.model.errors import UsageError
from vedette.questions.parties import party_names, require_known

LIMIT = 500  # reports a page at most

Words = Annotated[str, Field(min_length=1, max_length=500, pattern=r"^[^\x00]*$")]
Several = Annotated[list[Words], Field(max_length=50)]
Day = Annotated[date | None, Field(description="YYYY-MM-DD"), BeforeValidator(lambda value: _iso_day(value))]


def _iso_day(value: Any) -> Any:
    """Only the form that the commands take: no times, no numbers of seconds."""
    if isinstance(value, str):
        try:
            return date.fromisoformat(value) if len(value) == 10 else _no_day(value)
        except ValueError:
            return _no_day(value)
    return value


def _no_day(value: str) -> Any:
    raise ValueError(f"{value!r} is no date; write it as YYYY-MM-DD")


class Filters(BaseModel):
    """Values of one filter are alternatives, filters narrow one another. A parameter that is none of these is an error."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    type: Several = Field(default=[], description="Whole types (aid.arms) or first words (aid)")
    actor: Several = Field(default=[], description="What this party does (GBR, Britain, NATO)")
    recipient: Several = Field(default=[], description="What is done to, for or against this party")
    place: Several = Field(default=[], description="Events at, to or from this place")
    status: Several = Field(default=[], description="pledged, done, denied, ...")
    programme: Several = Field(default=[], description="The aid programme, as the text names it")
    document: Several = Field(default=[], description="Names of documents")
    materiel: Several = Field(default=[], description="Kinds of items: ship, troops, missile, ...")
    publisher: Several = Field(default=[], description="Who published it")
    first: Day = Field(default=None, alias="from")
    last: Day = Field(default=None, alias="to")

    def selection(self, ledger: Ledger, *, with_undated: bool = False) -> Selection:
        """What is asked of the ledger. UsageError for a type, status, kind or party that is known to nobody."""
        require_known(ledger.view(), [*self.actor, *self.recipient])
        return Selection(
            types=tuple(self.type),
            actors=tuple(name for given in self.actor for name in party_names(given)),
            recipients=tuple(name for given in self.recipient for name in party_names(given)),
            places=tuple(self.place),
            statuses=tuple(self.status),
            programmes=tuple(self.programme),
            documents=tuple(self.document),
            first=self.first,
            last=self.last,
            with_undated=with_undated,
            categories=tuple(self.materiel),
            publishers=tuple(self.publisher),
        )


class Paged(Filters):
    cursor: str | None = Field(default=None, max_length=4000, description="`next` of the page before")
    skip: int = Field(default=0, ge=0, le=10_000_000, description="Reports left out after the cursor")
    limit: int = Field(default=100, ge=1, le=LIMIT)
    order: Literal["newest", "oldest", "document"] = "newest"


def ledger_of(request: Request) -> Ledger:
    ledger: Ledger = request.app.state.ledger
    return ledger


def cursor_of(order: str, key: Key | None) -> str | None:
    """An opaque text for a key; it names the order, so that it cannot be taken for another's."""
    if key is None:
        return None
    return base64.urlsafe_b64encode(json.dumps([order, *key]).encode("ascii")).decode("ascii")


def key_of(order: str, cursor: str | None) -> Key | None:
    """The key of a cursor. UsageError where it is none of ours, or belongs to another order."""
    if cursor is None:
        return None
    try:
        found = json.loads(base64.urlsafe_b64decode(cursor.encode("ascii")))
        named, first, second = found
        shapes = {"document": (str, int), "documents": (str | None, str), "events": (str, str), "parties": (str, str)}
        kinds = shapes.get(order, (str | None, int))
        if named != order or not isinstance(first, kinds[0]) or not isinstance(second, kinds[1]):
            raise ValueError("another order")
        if isinstance(second, int) and (isinstance(second, bool) or abs(second) > 2**62):
            raise ValueError("no row")
        if order not in ("document", "parties") and first is not None:
            date.fromisoformat(str(first))
    except (ValueError, TypeError, binascii.Error) as error:
        raise UsageError(f"the cursor {cursor[:40]!r} belongs to no page in this order", remedy="Begin without a cursor") from error
    return (None if first is None else str(first)), (second if isinstance(second, int) else str(second))
