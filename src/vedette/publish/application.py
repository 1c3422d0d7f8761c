"""The server: the API under /api/v1, and the web app for every other address."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import FileResponse, Response
from fastapi.staticfiles import StaticFiles

from vedette.ledger import Ledger
from vedette.publish.api import (
    answering,
    documents,
    entities,
    events,
    exports,
    problems,
    readings,
    reports,
    reviews,
    today,
)
from vedette.publish.desk import Desk
from vedette.publish.guard import Guard

API = "/api/v1"
LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))


def make_application(open_ledger: Callable[[], Ledger], *, name: str, site: Path | None, hosts: frozenset[str] = LOOPBACK) -> FastAPI:
    """The application over one ledger. `open_ledger` opens it anew for each thread that adds; `site` is the built web app."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with open_ledger() as ledger:
            app.state.ledger, app.state.ledger_name = ledger, name
            app.state.desk = Desk(open_ledger)
            yield
            app.state.desk.close()

    app = FastAPI(
        title="Vedette", version=version("vedette"), summary="A sourced ledger of what is reported about a crisis.",
        openapi_url=f"{API}/openapi.json", docs_url=None, redoc_url=None, lifespan=lifespan, separate_input_output_schemas=False,
    )  # fmt: skip
    problems.install(app)
    app.add_middleware(Guard, hosts=hosts)
    api = APIRouter(prefix=API, responses=problems.RESPONSES)
    for module in (documents, reports, reviews, events, entities, today, answering, exports, readings):
        api.include_router(module.router)
    app.include_router(api)

    @app.get(API + "/{rest:path}", include_in_schema=False)
    def nothing(rest: str) -> Response:
        raise problems.NotFound(f"the API has no {rest!r}", remedy=f"See {API}/openapi.json for what there is")

    if site is not None:
        _serve_site(app, site)
    return app


def _serve_site(app: FastAPI, site: Path) -> None:
    """Assets have their hash in their names and may be kept for ever; every page is the same document."""
    app.mount("/assets", StaticFiles(directory=site / "assets"), name="assets")

    @app.get("/{page:path}", include_in_schema=False)
    def page(_request: Request, page: str) -> Response:
        if "." in page.rpartition("/")[2]:
            raise problems.NotFound(f"there is no file {page!r}", remedy="Begin at the first page")
        return FileResponse(site / "index.html", headers={"Cache-Control": "no-cache"})
