"""What keeps other sites and hostile texts out: hosts and origins, the content security policy, and the kinds of bodies taken."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vedette.publish.api.problems import problem

# No inline script or style, nothing from elsewhere, no frame around the page.
POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'", "connect-src 'self'",
        "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'",
    )
)  # fmt: skip
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
SAFE = ("GET", "HEAD", "OPTIONS")
# Bodies that a form of another site cannot send without asking first.
BODIES = ("application/json", "application/octet-stream")


class Guard:
    """Refuses what is addressed to another host (DNS rebinding) or changes something for another site (forged requests)."""

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                message = {**message, "headers": [*message["headers"], *given]}
            await send(message)

        reason = self._reason_against(scope)
        if reason is None:
            await self._app(scope, receive, send_guarded)
        else:
            refusal = problem(403, "refused", reason, "Open the address that `vedette serve` printed")
            await refusal(scope, receive, send_guarded)

    def _reason_against(self, scope: Scope) -> str | None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        host = _host(headers.get("host", ""))
        if host not in self._hosts:
            return f"this server does not answer as {host!r}"
        if scope["method"] in SAFE:
            return None
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != headers.get("host"):
            return "another site may not change anything here"
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return "another site may not change anything here"
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if scope["method"] == "POST" and kind not in BODIES:
            return f"a body must be {' or '.join(BODIES)}"
        return None


def _host(header: str) -> str:
    """The host without its port: "[::1]:8311" is "::1"."""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""
