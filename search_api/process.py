"""A process that answers for a server. Run by :mod:`~search_api.processes`.

What it is asked is a line of JSON, which says how many bytes of a body follow, and so is what it tells: first that
it is ready, then the answer to each request, one at a time. Its input ends when the server does, however that
went.
"""

from __future__ import annotations

import asyncio
import json
import os
import select
import signal
from contextlib import nullcontext
from typing import Any, BinaryIO

from starlette.types import ASGIApp, Message, Scope

from indexer import logs
from indexer.index.clearance import Clearance
from indexer.settings import Settings
from search_api import application, opening, warming
from search_api.access import trace
from search_api.access.reader import Reader, Way, acting
from search_api.handed import IS_ALONE
from search_api.processes import Head, as_bytes, as_text, packed
from search_api.service import Service

_LOOK = 2.0
"""Seconds between looks for a newer version while nothing is asked: an older one keeps its files on the disk."""


def main() -> None:
    """Answer what is asked until nothing more comes."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # the server still has questions, and ends this one then
    asked, told = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not break the lines
    order, _ = _read(asked)
    settings = Settings.from_environment({}, **order["settings"])
    logs.configure(settings.form)
    service = opening.open_service(settings, order["model"])
    app = application.behind(service, settings)
    warming.attempt(app)
    _tell(told, {})
    asyncio.run(_answer_all(app, service, asked, told))


async def _answer_all(app: ASGIApp, service: Service, asked: BinaryIO, told: BinaryIO) -> None:
    """One by one: nothing else is there that could wait for the loop."""
    IS_ALONE.set(True)
    stages: list[tuple[str, float]] = []
    service.observe = lambda stage, seconds: stages.append((stage, seconds))
    while _comes(asked, service):
        answer, content = await _answer(app, *_read(asked))
        _tell(told, {**answer, "stages": stages}, content)
        stages.clear()


def _read(asked: BinaryIO) -> tuple[Head, bytes]:
    head: Head = json.loads(asked.readline())
    return head, asked.read(head["bytes"])


def _tell(told: BinaryIO, head: Head, body: bytes = b"") -> None:
    told.write(packed(head, body))
    told.flush()


def _comes(asked: BinaryIO, service: Service) -> bool:
    """Whether something is asked, once it is; newer versions are taken up meanwhile."""
    while not select.select([asked], [], [], _LOOK)[0]:
        service.refresh()
    return bool(asked.peek(1))  # type: ignore[attr-defined] # it is buffered


async def _answer(app: ASGIApp, head: Head, body: bytes) -> tuple[Head, bytes]:
    """The answer to a request, whole."""
    scope = _scope(head)
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]
    sent: list[Message] = []

    async def receive() -> Message:
        return left.pop() if left else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    with logs.about(request_id=head["id"]), _acting(head["reader"]):
        await app(scope, receive, send)
    start, *parts = sent
    answer = {
        "status": int(start["status"]),
        "headers": as_text(start["headers"]),
        "opened": trace.opened(scope["path"], scope["state"]),
    }
    return answer, b"".join(part.get("body", b"") for part in parts)


def _scope(head: Head) -> Scope:
    given = head["scope"]
    return {
        **given,
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},  # who is gone is told by sending, not asked for
        "query_string": given["query_string"].encode("latin-1"),
        "headers": as_bytes(given["headers"]),
        "state": {},
    }


def _acting(given: Head | None) -> Any:  # noqa: ANN401 - one of two contexts
    if given is None:
        return nullcontext()
    clearance = Clearance(frozenset(given["labels"]), given["is_full"])
    return acting(Reader(given["name"], clearance, Way(given["way"])))


if __name__ == "__main__":
    main()
