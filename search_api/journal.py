"""Every request by an id: one line in the log, one count in the metrics. Nothing of what was asked."""

from __future__ import annotations

import logging
import re
import secrets
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indexer import logs
from search_api.metrics import Metrics

HEADER = "X-Request-ID"

_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_GONE = 499
"""The status of a request whose client did not wait for an answer, as nginx counts it."""
_FAILED = 500
_PROBES = ("/healthz", "/readyz", "/metrics", "/static")
"""Asked all the time; told only to whoever debugs."""
_LOG = logging.getLogger(__name__)


class Journal:
    """Gives each request an id, or keeps the one that a proxy gave it, and tells how it was answered."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        """Around an application."""
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, with its id in the header."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(HEADER, "")
        id = given if _ID.fullmatch(given) else secrets.token_hex(8)
        started, status = time.perf_counter(), _GONE

        async def told(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])  # some parts send a name for it
                MutableHeaders(scope=message)[HEADER] = id
            await send(message)

        scope.setdefault("state", {})["request_id"] = id
        with logs.about(request_id=id):
            try:
                await self._app(scope, receive, told)
            finally:
                self._tell(scope, status, time.perf_counter() - started)

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        method, route = scope["method"], route_of(scope)
        self._metrics.answered(method, route, status, seconds)
        level = logging.DEBUG if route in _PROBES else logging.ERROR if status == _FAILED else logging.INFO
        values = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1)}
        _LOG.log(level, "request", extra=values)


def route_of(scope: Scope) -> str:
    """The template of a request's address: there are few of them, and none tells what was asked."""
    if route := scope.get("route"):  # FastAPI's own
        return str(route.path)
    if mounted := scope.get("root_path"):
        return str(mounted)
    return str(scope["path"]) if "endpoint" in scope else "none"  # others of ours have no parts that vary
