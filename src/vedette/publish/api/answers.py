"""How answers are written: JSON that any browser can read, and entity tags that spare sending the same again."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Coroutine
from datetime import date
from importlib.metadata import version
from typing import Any

from anyio import to_thread
from fastapi import Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from vedette.ledger import Browser

LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def well_formed(value: Any) -> Any:
    """The value with each lone surrogate as U+FFFD: HTTP carries none. One character stands for one, so offsets hold."""
    if isinstance(value, str):
        return LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {well_formed(key): well_formed(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [well_formed(inner) for inner in value]
    return value


def ascii_json(value: Any) -> bytes:
    return json.dumps(well_formed(value), ensure_ascii=True, separators=(",", ":")).encode("ascii")


class AsciiJson(JSONResponse):
    """JSON in ASCII: no byte of a hostile text reaches the wire as itself."""

    def render(self, content: Any) -> bytes:
        return ascii_json(content)


class TaggedRoute(APIRoute):
    """A route whose answers depend on the ledger, the address and the day alone: 304 where the reader has the answer."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def tagged(request: Request) -> Response:
            etag = await to_thread.run_sync(_tag, request)
            known = [one.strip() for one in request.headers.get("If-None-Match", "").split(",")]
            kept = {"ETag": etag, "Cache-Control": "private, no-cache"}
            if etag in known:
                return Response(status_code=304, headers=kept)
            response = await answer(request)
            response.headers.update(kept)
            return response

        return tagged


def _tag(request: Request) -> str:
    browser: Browser = request.app.state.ledger.browser()
    parts = (browser.state(), request.url.path, request.url.query, f"{date.today()}", version("vedette"))
    return f'W/"{hashlib.sha256(chr(31).join(parts).encode("utf-8", "replace")).hexdigest()[:32]}"'
