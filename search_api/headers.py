"""The headers that every answer carries, whatever gave it."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; connect-src 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
_SWAGGER = {**_HEADERS, "Content-Security-Policy": _POLICY.replace("img-src 'self'", "img-src 'self' data:")}
"""Swagger UI has pictures in its stylesheet."""


class Secured:
    """Pages load nothing from elsewhere and run no inline script."""

    def __init__(self, app: ASGIApp) -> None:
        """Around an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request with these headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        wanted = _SWAGGER if scope["path"] == "/docs" else _HEADERS

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(wanted)
            await send(message)

        await self._app(scope, receive, secured)
