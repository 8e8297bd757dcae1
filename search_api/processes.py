"""Processes behind a server that answer for it, so that searches do not wait for each other's Python.

The server keeps what there is one of: the address, who is logged in, limits, metrics, logs. A request that has
gone through all that is handed to an idle process as it came, and the answer comes back as bytes. A process that
ends is replaced, and what it was asked is asked once more of another. Its other side is
:mod:`~search_api.process`.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import Response

from indexer.errors import TracuuError
from indexer.settings import Settings
from search_api.access import reader
from search_api.access.trace import OPENED
from search_api.limits import TooSlow

_PROGRAM = ("-P", "-m", "search_api.process")
_TRIES = 2
"""Processes that are asked the same, where the first ends over it."""
_PAUSE = 1.0
"""Seconds until another one is started in the place of one that has ended."""
_GRACE = 3.0
"""Seconds that a process has to end by itself."""
_LONGEST_LINE = 1 << 20
"""Bytes of the line before an answer."""
_LOG = logging.getLogger(__name__)

Head = dict[str, Any]
"""What a line of JSON says: of a request and who makes it, or of an answer."""


def packed(head: Head, body: bytes = b"") -> bytes:
    """A line of JSON that says how long it is, and the body."""
    return json.dumps({**head, "bytes": len(body)}).encode() + b"\n" + body


def as_text(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[str, str]]:
    """Headers of ASGI as JSON can say them."""
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, value in headers]


def as_bytes(headers: Iterable[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    """The same as ASGI has them."""
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]


class ProcessLost(TracuuError):
    """The processes that were asked have ended without an answer."""

    code = "process_lost"


class Processes:
    """The processes of one server, each answering one request at a time."""

    def __init__(self, settings: Settings, model: str | None = None) -> None:
        """As many as the settings say; none is started yet."""
        self._order = packed({"settings": _plain(settings), "model": model})
        self._seconds = settings.request_seconds
        self._idle: asyncio.LifoQueue[_Process] = asyncio.LifoQueue()  # whose memory is warm comes first
        self._ready = [asyncio.Event() for _ in range(settings.processes)]

    @property
    def ready(self) -> int:
        """How many there are to ask."""
        return sum(one.is_set() for one in self._ready)

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """Let there be as many as there should, for as long as the block lasts."""
        keepers = [asyncio.create_task(self._keep(is_ready)) for is_ready in self._ready]
        try:
            yield
        finally:
            for keeper in keepers:
                keeper.cancel()
            await asyncio.gather(*keepers, return_exceptions=True)

    async def until_ready(self) -> None:
        """Wait until each has made what a first question would wait for."""
        for one in self._ready:
            await one.wait()

    async def answer(self, request: Request) -> Response:
        """What a process says to a request.

        Raises:
            ProcessLost: those that were asked ended over it.
            TooSlow: none was free, or it took too long; then it is ended.
        """
        question = packed(_head(request), await request.body())
        try:
            async with asyncio.timeout(self._seconds):
                head, body = await self._told(question)
        except TimeoutError as error:
            raise TooSlow("Máy chủ đang bận, chưa trả lời được; hãy thử lại.", seconds=self._seconds) from error
        for stage, seconds in head["stages"]:
            request.app.state.service.observe(stage, seconds)
        setattr(request.state, OPENED, head["opened"])
        response = Response(body, head["status"])
        response.raw_headers = as_bytes(head["headers"])
        return response

    async def _told(self, question: bytes) -> tuple[Head, bytes]:
        for _ in range(_TRIES):
            process = await self._free()
            with suppress(ProcessLost):
                told = await process.ask(question)
                self._idle.put_nowait(process)
                return told
        raise ProcessLost("Máy chủ gặp lỗi khi tìm; hãy thử lại sau ít giây.")

    async def _free(self) -> _Process:
        while not (process := await self._idle.get()).is_alive:
            pass
        return process

    async def _keep(self, is_ready: asyncio.Event) -> None:
        """One process, and another once it has ended."""
        while True:
            try:
                async with _started() as process:
                    with suppress(ProcessLost):
                        await process.ask(self._order)
                        is_ready.set()
                        self._idle.put_nowait(process)
                    code = await process.ended()
                _LOG.warning("a process that answers has ended", extra={"code": code})
            except OSError:
                _LOG.exception("no process could be started")
            is_ready.clear()
            await asyncio.sleep(_PAUSE)


class _Process:
    """One of them."""

    def __init__(self, running: asyncio.subprocess.Process) -> None:
        self._running = running

    async def ask(self, question: bytes) -> tuple[Head, bytes]:
        """What it tells.

        Raises:
            ProcessLost: it has ended.
        """
        stdin, stdout = self._running.stdin, self._running.stdout
        assert stdin and stdout  # noqa: S101 - started with pipes
        try:
            stdin.write(question)
            await stdin.drain()
            head: Head = json.loads(await stdout.readline())
            return head, await stdout.readexactly(head["bytes"])
        except (OSError, EOFError, ValueError) as error:
            self.kill()
            raise ProcessLost("Tiến trình tìm kiếm đã dừng.") from error
        except asyncio.CancelledError:
            self.kill()  # what it would still tell answers nobody
            raise

    @property
    def is_alive(self) -> bool:
        """Whether it is not known to have ended."""
        return self._running.returncode is None

    def kill(self) -> None:
        """End it now."""
        with suppress(ProcessLookupError):
            self._running.kill()

    async def ended(self) -> int:
        """Wait until it has; its exit status."""
        return await self._running.wait()

    async def close(self) -> None:
        """Have it end after what it is doing, or else make it."""
        assert self._running.stdin  # noqa: S101 - started with pipes
        self._running.stdin.close()
        try:
            await asyncio.wait_for(self.ended(), _GRACE)
        except TimeoutError:
            self.kill()
            await self.ended()


@asynccontextmanager
async def _started() -> AsyncIterator[_Process]:
    """A process that has not been told yet what to open; in a session of its own, out of reach of Ctrl-C."""
    paths = [str(Path(__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])]
    process = _Process(
        await asyncio.create_subprocess_exec(
            sys.executable, *_PROGRAM, stdin=PIPE, stdout=PIPE, limit=_LONGEST_LINE,
            start_new_session=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
    )  # fmt: skip
    try:
        yield process
    finally:
        await process.close()


def _plain(settings: Settings) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(settings).items()}


def _head(request: Request) -> Head:
    """All of a request but its body, and who makes it."""
    scope, asks = request.scope, reader.known()
    return {
        "id": request.state.request_id,
        "reader": asks and {
            "name": asks.name, "labels": sorted(asks.clearance.labels), "is_full": asks.clearance.is_full,
            "way": asks.way,
        },
        "scope": {
            **{name: scope[name] for name in ("method", "path", "scheme", "server", "client", "root_path")},
            "http_version": scope["http_version"],
            "query_string": scope["query_string"].decode("latin-1"),
            "headers": as_text(scope["headers"]),
        },
    }  # fmt: skip
