"""Sessions of browsers: a random name in a cookie, kept in memory as its hash. They end with the server."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from search_api.access.users import digest_of

COOKIE = "tracuu-phien"

LASTS = 12 * 3600
"""Seconds from login."""

_MOST = 10_000
"""Sessions; of more, the oldest end."""


@dataclass(frozen=True, slots=True)
class Session:
    """Who logged in, with which token (its digest): the session ends when that is revoked."""

    user: str
    digest: str
    ends: float


class Sessions:
    """All that are open."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """None is open yet."""
        self._clock = clock
        self._lock = threading.Lock()
        self._open: OrderedDict[str, Session] = OrderedDict()

    def begin(self, user: str, digest: str) -> str:
        """Open one; the value of its cookie."""
        name = secrets.token_urlsafe(32)
        with self._lock:
            self._open[digest_of(name)] = Session(user, digest, self._clock() + LASTS)
            while len(self._open) > _MOST:
                self._open.popitem(last=False)
        return name

    def find(self, name: str) -> Session | None:
        """The session of a cookie, if it is still open."""
        with self._lock:
            found = self._open.get(digest_of(name))
            return found if found and found.ends > self._clock() else None

    def end(self, name: str) -> None:
        """Close one."""
        with self._lock:
            self._open.pop(digest_of(name), None)
