"""Starts the server on one address, and nothing but loopback."""

from __future__ import annotations

import ipaddress
import socket
import threading
import webbrowser
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from vedette.model.errors import UsageError, VedetteError


class CannotListen(VedetteError):
    """The address is taken, or is none of this machine's."""

    code = "cannot-listen"


def require_loopback(host: str) -> None:
    """UsageError where others could reach the address: there is no login yet, and whoever reaches the server may write."""
    if host == "localhost":
        return
    try:
        is_loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_loopback = False
    if not is_loopback:
        raise UsageError(
            f"{host} can be reached by others, and the reading room has no login", remedy="Serve on 127.0.0.1, and let others in through SSH"
        )


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes any that is free. CannotListen with the reason."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
        found.listen(128)
    except (OSError, OverflowError) as error:
        found.close()
        raise CannotListen(f"{host}:{port} cannot be listened on ({error})", remedy="Take another with --port, or 0 for any") from error
    return found


def address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(app: FastAPI, listener: socket.socket, *, url: str, opens_browser: bool, say: Callable[[str], None]) -> None:
    """Serves until it is interrupted."""
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=3)
    server = uvicorn.Server(config)
    say(f"The reading room is open at {url} (end it with Ctrl-C)")
    if opens_browser:
        threading.Timer(0.5, webbrowser.open, (url,)).start()
    server.run(sockets=[listener])
