"""What the audit log is told of one request, gathered while it goes by."""

from __future__ import annotations

import json
import re
import time
from datetime import UTC, datetime
from typing import Any

from fastapi import Request
from starlette.types import Message, Receive, Send

from indexer.errors import NotFound
from search_api.access.audit import LONGEST, Event
from search_api.access.reader import Reader

_DIRECTIVE = re.compile(r"/(?:api/directives|van-ban)/([0-9a-f]{12})(?:/|$)")

LOGIN = "/dang-nhap"
"""Where one logs in."""

LOGGED_IN = "logged_in"
"""Of a request's state: who has just logged in by it."""

OPENED = "opened"
"""Of a request's state: the file of its directive, where a process has answered that knows."""


class Trace:
    """One request: what is asked in it and how it is answered."""

    def __init__(self, request: Request, client: str) -> None:
        """``client`` is the address that it came from."""
        self._request, self._client = request, client
        self._started, self._time = time.perf_counter(), datetime.now(UTC).isoformat(timespec="milliseconds")
        self._status = 500
        self._body = b""

    def received(self, receive: Receive) -> Receive:
        """What the application is given, with an eye on the body; that of a login is not looked at."""
        if self._request.method != "POST" or self._request.url.path == LOGIN:
            return receive

        async def seen() -> Message:
            message = await receive()
            if len(self._body) < LONGEST:
                self._body += message.get("body", b"")[: LONGEST - len(self._body)]
            return message

        return seen

    def sent(self, send: Send) -> Send:
        """Where the answer goes, with an eye on its status."""

        async def seen(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._status = message["status"]
            await send(message)

        return seen

    def event(self, reader: Reader | None) -> Event:
        """The line of the log, once the answer is complete."""
        state = self._request.scope.get("state", {})
        return Event(
            time=self._time,
            user=reader.name if reader else state.get(LOGGED_IN),
            way=reader.way.value if reader else None,
            address=self._client,
            method=self._request.method,
            path=self._request.url.path,
            asked=self._asked(),
            opened=state.get(OPENED) or opened(self._request.url.path, state),
            status=self._status,
            ms=round((time.perf_counter() - self._started) * 1000),
        )

    def _asked(self) -> dict[str, Any]:
        asked: dict[str, Any] = {name: value[:LONGEST] for name, value in self._request.query_params.items()}
        if self._body:
            try:
                given = json.loads(self._body)
            except ValueError:  # a form, or longer than is kept
                given = self._body.decode("utf-8", "replace")
            asked["body"] = given
        return asked


def opened(path: str, state: dict[str, Any]) -> str | None:
    """The file of the directive that an address names, as the engine of the request knows it."""
    found, engine = _DIRECTIVE.search(path), state.get("engine")
    if found is None or engine is None:
        return None
    try:
        file: str = engine.index.catalog.entry(found[1]).file
    except NotFound:
        return None
    return file
