"""What one request may take: bytes of its body, a place among those in work, and time.

Both are ASGI applications around another one. Work in a thread cannot be stopped; so whoever is told that it took
too long frees no place: that is given back when the thread has ended, and the work of a server stays bounded.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indexer.errors import TracuuError

_FREE = ("/healthz", "/readyz", "/metrics", "/static/")
"""Addresses that need no place: they do little, and must answer when everything else is busy."""

_LOG = logging.getLogger(__name__)


class TooLarge(TracuuError):
    """The body of a request is longer than the server takes."""

    code = "too_large"


class BodyLate(TracuuError):
    """The body of a request did not come in time."""

    code = "body_late"


class TooBusy(TracuuError):
    """As many requests wait as may."""

    code = "too_busy"


class TooSlow(TracuuError):
    """A request was not answered in the time that one may take."""

    code = "too_slow"


class ShortBodies:
    """Takes in the body of a request before the application is asked, within bounds of bytes and seconds.

    What a client says of its length is not believed: the bytes are counted as they come.
    """

    def __init__(self, app: ASGIApp, most: int, seconds: float) -> None:
        """``most``: bytes of a body; ``seconds``: until it must be there."""
        self._app, self._most, self._seconds = app, most, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request.

        Raises:
            TooLarge, BodyLate: of its body.
        """
        if scope["type"] == "http" and self._has_body(Headers(scope=scope)):
            body = await self._body(receive)
            if body is None:
                return  # the client is gone
            receive = _replayed(body, receive)
        await self._app(scope, receive, send)

    def _has_body(self, headers: Headers) -> bool:
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > self._most:
            raise self._too_large(int(length))
        return bool(length) or "transfer-encoding" in headers

    async def _body(self, receive: Receive) -> bytes | None:
        parts, size = [], 0
        try:
            async with asyncio.timeout(self._seconds):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return None
                    parts.append(message.get("body", b""))
                    size += len(parts[-1])
                    if size > self._most:
                        raise self._too_large(size)
                    if not message.get("more_body"):
                        return b"".join(parts)
        except TimeoutError as error:
            raise BodyLate(
                f"Yêu cầu không đến đủ trong {self._seconds:g} giây; hãy gửi lại.", seconds=self._seconds
            ) from error

    def _too_large(self, size: int) -> TooLarge:
        return TooLarge("Yêu cầu dài quá, máy chủ không nhận.", bytes=size, most=self._most)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """What gives a body that was taken in, and then what comes after it."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def given() -> Message:
        return left.pop() if left else await receive()

    return given


@dataclass(slots=True)
class Places:
    """Places for requests: ``at_once`` in work, and ``most_waiting`` who wait for one of them."""

    at_once: int
    most_waiting: int
    in_work: int = field(default=0, init=False)
    waiting: int = field(default=0, init=False)
    _free: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        """All places are free."""
        self._free = asyncio.Semaphore(self.at_once)

    async def take(self, seconds: float) -> None:
        """Wait for a place, no longer than so many seconds.

        Raises:
            TooBusy: too many wait already.
            TimeoutError: none was free in time.
        """
        if self._free.locked() and self.waiting >= self.most_waiting:
            raise TooBusy("Máy chủ đang quá tải; hãy thử lại sau ít giây.", waiting=self.waiting)
        self.waiting += 1
        try:
            async with asyncio.timeout(seconds):
                await self._free.acquire()
        finally:
            self.waiting -= 1
        self.in_work += 1

    def give_back(self) -> None:
        """Let the next one in."""
        self.in_work -= 1
        self._free.release()


class Gate:
    """Lets requests into the application as there are places, and answers those that take too long."""

    def __init__(self, app: ASGIApp, places: Places, seconds: float) -> None:
        """``seconds``: from a request's arrival to the beginning of its answer."""
        self._app, self._places, self._seconds = app, places, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request.

        Raises:
            TooBusy, TooSlow: instead of an answer.
        """
        if scope["type"] != "http" or scope["path"].startswith(_FREE):
            await self._app(scope, receive, send)
            return
        answer = _Answer(send, self._seconds)
        until = asyncio.get_running_loop().time() + self._seconds
        try:
            await self._places.take(self._seconds)
        except TimeoutError as error:
            raise self._too_slow() from error
        work = asyncio.ensure_future(self._app(scope, receive, answer.send))
        work.add_done_callback(self._ended)
        left = until - asyncio.get_running_loop().time()
        done, _ = await asyncio.wait({work}, timeout=max(left, 0))
        if not done and not answer.is_begun:
            answer.is_shut = True
            raise self._too_slow()
        await work

    def _too_slow(self) -> TooSlow:
        told = f"Máy chủ đang bận, chưa trả lời được trong {self._seconds:g} giây; hãy thử lại."
        return TooSlow(told, seconds=self._seconds)

    def _ended(self, work: asyncio.Future[None]) -> None:
        self._places.give_back()
        if not work.cancelled() and (error := work.exception()):
            _LOG.debug("the work of a request ended with %r", error)  # whoever awaits it tells it


class _Answer:
    """The answer of a request: whether it has begun, and nothing more of it once it is shut.

    A client must take each part of it within so many seconds, or it loses its place.
    """

    def __init__(self, send: Send, seconds: float) -> None:
        self._send, self._seconds = send, seconds
        self.is_begun = False
        self.is_shut = False

    async def send(self, message: Message) -> None:
        if not self.is_shut:
            self.is_begun = True
            async with asyncio.timeout(self._seconds):
                await self._send(message)
