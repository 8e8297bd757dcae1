"""Who asks, for the length of a request. Where nobody is known, nothing can be asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

from indexer.index.clearance import EVERYTHING, Clearance
from search_api.access.refused import Unauthenticated


class Way(StrEnum):
    """How a reader became known."""

    TOKEN = "token"  # noqa: S105 - a word
    SESSION = "session"
    PROXY = "proxy"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Reader:
    """One who may ask. ``name`` is that of a user; "" where access is off and whoever is at this machine asks."""

    name: str
    clearance: Clearance
    way: Way


LOCAL = Reader("", EVERYTHING, Way.LOCAL)
"""Whoever is at this machine, where access is off."""

_CURRENT: ContextVar[Reader] = ContextVar("reader")


def current() -> Reader:
    """Who asks.

    Raises:
        Unauthenticated: nobody is known to.
    """
    found = known()
    if found is None:
        raise Unauthenticated
    return found


def known() -> Reader | None:
    """Who asks; None where nobody is known to."""
    return _CURRENT.get(None)


@contextmanager
def acting(reader: Reader) -> Iterator[None]:
    """Let a reader be who asks, as long as the block lasts and in what it starts."""
    token = _CURRENT.set(reader)
    try:
        yield
    finally:
        _CURRENT.reset(token)
