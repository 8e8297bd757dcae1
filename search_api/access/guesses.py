"""Tokens that are none: whoever sends many of them has to wait before another one is looked at."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from math import ceil

from search_api.access.proxy import address
from search_api.access.refused import TooManyGuesses

MOST = 10
"""Wrong tokens from one address within the span."""

SPAN = 60.0
"""Seconds."""

_REMEMBERED = 10_000
"""Addresses; of more, those that failed last."""


class Guesses:
    """What failed lately, by address; of IPv6 by the network of a subscriber (64 bits)."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Nobody has failed yet."""
        self._clock = clock
        self._lock = threading.Lock()
        self._failed: OrderedDict[str, deque[float]] = OrderedDict()

    def require_few(self, client: str) -> None:
        """Let an address try.

        Raises:
            TooManyGuesses: it has to wait.
        """
        with self._lock:
            times, now = self._failed.get(_subscriber(client)), self._clock()
            if times and len(times) == MOST and (left := times[0] + SPAN - now) > 0:
                seconds = ceil(left)
                raise TooManyGuesses(
                    f"Nhập sai mã quá nhiều lần; hãy thử lại sau {seconds} giây.", seconds=seconds
                )

    def failed(self, client: str) -> None:
        """Remember that an address sent a token that is none."""
        with self._lock:
            times = self._failed.setdefault(_subscriber(client), deque(maxlen=MOST))
            times.append(self._clock())
            self._failed.move_to_end(_subscriber(client))
            if len(self._failed) > _REMEMBERED:
                self._failed.popitem(last=False)


def _subscriber(client: str) -> str:
    found = address(client)
    return str(found) if found is None or found.version == 4 else found.exploded[:19]
