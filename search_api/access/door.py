"""The door: every request goes through it, and one that nobody is known to make goes no further.

What is open to everybody is named here, one by one; whatever address the application has or gets is closed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from indexer.errors import NotFound, TracuuError
from indexer.settings import Settings
from search_api.access.audit import Audit
from search_api.access.guesses import Guesses
from search_api.access.proxy import Proxy
from search_api.access.reader import LOCAL, Reader, Way, acting
from search_api.access.refused import CrossSite, TooManyGuesses, Unauthenticated
from search_api.access.sessions import COOKIE, Sessions
from search_api.access.trace import LOGIN, Trace
from search_api.access.users import Current, Register

OPEN = ("/healthz", "/favicon.ico", LOGIN)
"""Addresses that answer everybody."""

OPEN_BELOW = "/static/"
"""Stylesheet, scripts and icons: the same for everybody."""

WHOLE = ("/metrics",)
"""Addresses that tell of the whole archive: only for readers who may see all of it."""

_SAFE = ("GET", "HEAD", "OPTIONS")

Answer = Callable[[Request, TracuuError], Awaitable[Response]]


@dataclass(slots=True)
class Access:
    """What one server knows of its readers. ``is_demanded``: also where nobody has made a user."""

    users: Current
    proxy: Proxy
    is_demanded: bool
    sessions: Sessions = field(default_factory=Sessions)
    guesses: Guesses = field(default_factory=Guesses)

    @classmethod
    def of(cls, folder: Path, settings: Settings) -> Access:
        """That to the index in a directory."""
        proxy = Proxy.of(settings)
        return cls(Current(folder), proxy, is_demanded=bool(proxy.header) or not settings.is_local)

    def register(self) -> Register | None:
        """The users; None where access is off.

        Raises:
            AccessUnreadable: nobody can be known.
        """
        return self.users.register() or (Register() if self.is_demanded else None)

    def reader(self, request: Request, register: Register) -> Reader:
        """Who makes a request: whom a proxy names, who holds its token, or whose session it is.

        Raises:
            Unauthenticated, BadHeader, TooManyGuesses, CrossSite: nobody who may.
        """
        peer = peer_of(request)
        if name := self.proxy.user(request.headers, peer):
            _require_same_site(request)
            return self._known(name.casefold(), Way.PROXY, register)
        if given := request.headers.getlist("authorization"):
            return self._bearer(given, self.proxy.client(request.headers, peer), register)
        session = self.sessions.find(request.cookies.get(COOKIE, ""))
        if session is None:
            raise Unauthenticated
        _require_same_site(request)
        user = register.users.get(session.user)
        if user is None or user.digest != session.digest:
            raise Unauthenticated
        return self._known(session.user, Way.SESSION, register)

    def holder(self, token: str, client: str, register: Register) -> str:
        """The name of the user who holds a token.

        Raises:
            TooManyGuesses: too many wrong ones came from an address.
            Unauthenticated: nobody.
        """
        self.guesses.require_few(client)
        name = register.holder(token)
        if name is None:
            self.guesses.failed(client)
            raise Unauthenticated
        return name

    def _bearer(self, given: list[str], client: str, register: Register) -> Reader:
        scheme, _, token = given[0].partition(" ")
        if len(given) != 1 or scheme.lower() != "bearer":
            raise Unauthenticated
        return self._known(self.holder(token.strip(), client, register), Way.TOKEN, register)

    def _known(self, name: str, way: Way, register: Register) -> Reader:
        user = register.users.get(name)
        if user is None:
            raise Unauthenticated
        return Reader(name, register.clearance(user), way)


class Door:
    """Around the application: sets who asks, refuses who is nobody, and has the audit log told."""

    def __init__(self, app: ASGIApp, access: Access, audit: Audit, answer: Answer) -> None:
        """``answer`` makes the answer of an error."""
        self._app, self._access, self._audit, self._answer = app, access, audit, answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send)  # and nothing else is answered: there are no sockets

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        peer = peer_of(request)
        if self._access.proxy.is_secure(request.headers, peer):
            scope["scheme"] = "https"
        reader, trace = None, Trace(request, self._access.proxy.client(request.headers, peer))
        try:
            reader = self._admitted(request)
        except TracuuError as error:
            response = await self._refusal(request, error)
            await response(scope, receive, trace.sent(send))
            self._audit.write(trace.event(None))
            return
        if reader is LOCAL or (reader is None and scope["path"] != LOGIN):
            await self._let_in(reader, scope, receive, send)
            return
        try:
            await self._let_in(reader, scope, trace.received(receive), trace.sent(send))
        finally:
            self._audit.write(trace.event(reader))

    def _admitted(self, request: Request) -> Reader | None:
        """Who makes a request; None where the address is open to everybody."""
        path = request.scope["path"]
        if is_open(path):
            _require_same_site(request)
            return LOCAL if path == LOGIN and self._access.register() is None else None
        register = self._access.register()
        if register is None:
            return LOCAL
        reader = self._access.reader(request, register)
        if path in WHOLE and not reader.clearance.is_full:
            raise NotFound("Không có địa chỉ này.")
        return reader

    async def _let_in(self, reader: Reader | None, scope: Scope, receive: Receive, send: Send) -> None:
        with acting(reader) if reader else nullcontext():
            await self._app(scope, receive, send)

    async def _refusal(self, request: Request, error: TracuuError) -> Response:
        is_page = "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api")
        if isinstance(error, Unauthenticated) and is_page and request.method in _SAFE:
            asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"{LOGIN}?tiep={quote(asked, safe='')}", 303)
        response = await self._answer(request, error)
        if isinstance(error, Unauthenticated):
            response.headers["WWW-Authenticate"] = "Bearer"
        if isinstance(error, TooManyGuesses):
            response.headers["Retry-After"] = str(error.details["seconds"])
        return response


def is_open(path: str) -> bool:
    """Whether an address answers everybody."""
    return path in OPEN or path.startswith(OPEN_BELOW)


def peer_of(request: Request) -> str:
    """The address of who has opened the connection; "" where that has none."""
    return request.client.host if request.client else ""


def _require_same_site(request: Request) -> None:
    """Let nothing be done in a reader's name by a page of another site, whose browser sends the cookie along.

    Raises:
        CrossSite: such a page asks.
    """
    if request.method in _SAFE:
        return
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is None and origin is not None:  # a browser of before 2023
        site = "same-origin" if urlsplit(origin).netloc == request.headers.get("host") else "cross-site"
    if site not in {None, "same-origin", "none"}:
        raise CrossSite("Yêu cầu này đến từ trang của nơi khác; hãy làm lại từ trang của máy chủ này.")
