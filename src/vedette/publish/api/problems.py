"""Errors over HTTP: problem+json (RFC 9457) with the project's stable codes and the remedy."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from vedette.ledger import ReviewConflict
from vedette.model.errors import UsageError, VedetteError
from vedette.publish.api.answers import ascii_json

MEDIA_TYPE = "application/problem+json"


class Problem(BaseModel):
    """What went wrong and what to do about it."""

    type: str = Field(description="urn:vedette:problem: and the code")
    title: str
    status: int
    code: str = Field(description="stable: usage, not-found, review-conflict, ledger, stage, busy, refused, too-large, http")
    detail: str
    remedy: str


class NotFound(VedetteError):
    """The ledger holds nothing of this name."""

    code = "not-found"


class Refused(VedetteError):
    """The request comes from another site, or is addressed to another host."""

    code = "refused"


class Busy(VedetteError):
    """More is waiting to be read than is taken at once."""

    code = "busy"


class TooLarge(VedetteError):
    """A body larger than is taken."""

    code = "too-large"


STATUS = {NotFound: 404, ReviewConflict: 409, UsageError: 400, Refused: 403, Busy: 503, TooLarge: 413}

_CONTENT = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {"description": HTTPStatus(status).phrase, "content": _CONTENT, "model": Problem}
    for status in (400, 403, 404, 409, 422, 500)
}


def problem(status: int, code: str, detail: str, remedy: str) -> Response:
    body = Problem(
        type=f"urn:vedette:problem:{code}", title=HTTPStatus(status).phrase, status=status, code=code, detail=detail, remedy=remedy
    )
    return Response(ascii_json(body.model_dump()), status, media_type=MEDIA_TYPE, headers={"Cache-Control": "no-store"})


def install(app: FastAPI) -> None:
    """Turns every error of the application into a problem."""

    @app.exception_handler(VedetteError)
    def known(_request: Request, error: VedetteError) -> Response:
        status = next((status for kind, status in STATUS.items() if isinstance(error, kind)), 500)
        return problem(status, error.code, error.message, error.remedy)

    @app.exception_handler(RequestValidationError)
    def invalid(_request: Request, error: RequestValidationError) -> Response:
        found = [f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors()]
        return problem(422, "usage", "; ".join(found), "See /api/v1/openapi.json for what is asked for")

    @app.exception_handler(HTTPException)
    def http(_request: Request, error: HTTPException) -> Response:
        answer = problem(error.status_code, "http", str(error.detail), "See /api/v1/openapi.json for what there is")
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(Exception)
    def unforeseen(_request: Request, error: Exception) -> Response:
        detail = f"{type(error).__name__} while answering"
        return problem(500, "error", detail, "This is a fault of Vedette; please report it with the address that was asked for")
