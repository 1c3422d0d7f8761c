"""`vedette serve`: the reading room."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vedette.cli import options
from vedette.cli.read import hidden_password
from vedette.ledger import Ledger


def serve(
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    originals: options.Originals = None,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Where to listen; only loopback, as there is no login.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="PORT", min=0, max=65535, help="0 takes any that is free.")] = 8311,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the address.")] = False,
) -> None:
    """Open the reading room: the ledger in a browser, and its HTTP API under /api/v1.

    A ledger that does not exist is made. Nothing leaves the machine.
    """
    from vedette.publish.application import make_application
    from vedette.publish.serving import address, listening, require_loopback
    from vedette.publish.serving import serve as run
    from vedette.publish.site import built_site

    require_loopback(host)
    site = built_site()

    def open_ledger() -> Ledger:
        return Ledger.open(ledger, originals=originals)

    open_ledger().close()  # a ledger that cannot be opened is found out now
    name = hidden_password(ledger) if "://" in ledger else Path(ledger).name
    app = make_application(open_ledger, name=name, site=site)
    listener = listening(host, port)
    url = address(host, listener.getsockname()[1])
    run(app, listener, url=url, opens_browser=not no_browser, say=lambda line: typer.echo(line))
