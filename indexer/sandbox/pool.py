"""Several processes that read files side by side."""

from __future__ import annotations

import atexit
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from threading import Event

from indexer.reading.doc import FORMATS as CONVERTED
from indexer.sandbox.bounds import Bounds
from indexer.sandbox.child import Child, Outcome

_TOGETHER = 32
"""Old Word files that one process is given at once: they are converted in one call."""
_FEW = 8
"""Files that are not worth a second process."""
_PAUSE = 0.2
"""Seconds between looks at whether to stop."""
_AHEAD = 4
"""Jobs that a process may be ahead of whoever takes the results."""


class Pool:
    """Processes that stay for the next files. Use :func:`shared`, or close it."""

    def __init__(self, bounds: Bounds) -> None:
        """Nothing is started before it is needed."""
        self._bounds = bounds
        self._children: list[Child] = []

    def start(self, files: int) -> None:
        """Start as many processes as so many files are worth: while they get ready, other work can be done."""
        wanted = self._bounds.processes if files > _FEW else 1
        while len(self._children) < wanted:
            self._children.append(Child(self._bounds))
        for child in self._children[:wanted]:
            child.start()

    def read(self, paths: Sequence[Path], stop: Event) -> Iterator[Outcome]:
        """What each file says, or why it is refused, in an order that depends on nothing but ``paths``.

        Stopped, or closed early, it ends what is being read.
        """
        self.start(len(paths))
        idle: SimpleQueue[Child] = SimpleQueue()
        for child in self._children:
            idle.put(child)
        with ThreadPoolExecutor(len(self._children)) as threads:
            waiting: deque[Future[list[Outcome]]] = deque()
            try:
                for job in _jobs(paths):
                    waiting.append(threads.submit(_run, idle, job))
                    if len(waiting) >= _AHEAD * len(self._children):
                        yield from _outcomes(waiting.popleft(), stop)
                while waiting:
                    yield from _outcomes(waiting.popleft(), stop)
            finally:
                if waiting or stop.is_set():
                    threads.shutdown(wait=False, cancel_futures=True)
                    self.close()

    def close(self) -> None:
        """End the processes."""
        while self._children:
            self._children.pop().close()


@cache
def shared(bounds: Bounds) -> Pool:
    """The pool of this process, which goes with it."""
    pool = Pool(bounds)
    atexit.register(pool.close)
    return pool


def _outcomes(future: Future[list[Outcome]], stop: Event) -> list[Outcome]:
    """Of a job, once it is done; nothing once it is stopped."""
    while not stop.is_set():
        with suppress(TimeoutError):
            return future.result(_PAUSE)
    return []


def _run(idle: SimpleQueue[Child], paths: list[Path]) -> list[Outcome]:
    child = idle.get()
    try:
        return list(child.read(paths))
    finally:
        idle.put(child)


def _jobs(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """Files one by one, but those that are converted many together."""
    converted = [path for path in paths if path.suffix.lower() in CONVERTED]
    together = {
        group[0]: group for i in range(0, len(converted), _TOGETHER) if (group := converted[i : i + _TOGETHER])
    }
    for path in paths:
        if path.suffix.lower() not in CONVERTED:
            yield [path]
        elif path in together:
            yield together[path]
