"""Questions, each answer with the reports that it rests on."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from importlib.metadata import version
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field

from vedette.ledger import Ledger
from vedette.model.quantity import ITEM_CATEGORIES
from vedette.model.report import STATUSES, TYPES
from vedette.publish.api import shapes
from vedette.publish.api.answers import AsciiJson, TaggedRoute
from vedette.publish.api.filters import Filters, ledger_of
from vedette.publish.api.reports import dated_record
from vedette.questions.geography import disputed, geography
from vedette.questions.totals import RULES
from vedette.questions.totals import totals as add_up

router = APIRouter(tags=["questions"], route_class=TaggedRoute)
TheLedger = Annotated[Ledger, Depends(ledger_of)]


class TotalsAsked(Filters):
    rule: str = Field(default="pledged_net", max_length=40, description=", ".join(RULES))
    currency: str | None = Field(default=None, pattern="^[A-Za-z]{3}$", description="Only sums in this currency")


@router.get("/totals", response_model=shapes.Total)
def totals(asked: Annotated[TotalsAsked, Query()], ledger: TheLedger) -> AsciiJson:
    """Aid under a named rule, counted once, with what is added and what is left out and why."""
    view = ledger.view()
    currency = asked.currency.upper() if asked.currency else None
    answer = add_up(view, asked.selection(ledger), rule=asked.rule, currency=currency, as_of=asked.last or date.today())
    statuses, meaning = RULES[answer.rule]
    wanted = {name for summand in answer.summands for name in summand.reports} | {left.report for left in answer.left_out}
    rows = ledger.browser().by_ids(sorted(wanted))
    return AsciiJson(
        {
            **answer.to_json(),
            "meaning": meaning,
            "statuses": list(statuses),
            "reports": {row.report.id: dated_record(row) for row in rows},
        }
    )


@router.get("/places", response_model=shapes.Geography)
def places(asked: Annotated[Filters, Query()], ledger: TheLedger) -> AsciiJson:
    """Where the reports are, at the precision of the names; what cannot be placed, with the reason; and aid from state to state."""
    answer = geography(ledger.view(), asked.selection(ledger))
    return AsciiJson(
        {
            "located": [asdict(one) for one in answer.located],
            "unplaced": [asdict(one) for one in answer.unplaced],
            "arcs": [asdict(one) for one in answer.arcs],
            "disputed": [asdict(one) for one in disputed()],
            "reports": {row.report.id: dated_record(row) for row in answer.reports},
        }
    )


@router.get("/about", response_model=shapes.About)
def about(request: Request, ledger: TheLedger) -> AsciiJson:
    """What this server holds, and the words that filters take."""
    counts = ledger.view().counts()
    return AsciiJson(
        {
            "version": version("vedette"),
            "ledger": request.app.state.ledger_name,
            "documents": counts["documents"],
            "reports": ledger.view().statuses().total(),
            "failures": counts["failures"],
            "types": list(TYPES),
            "statuses": list(STATUSES),
            "categories": list(ITEM_CATEGORIES),
            "rules": [{"name": name, "meaning": meaning, "statuses": list(statuses)} for name, (statuses, meaning) in RULES.items()],
        }
    )
