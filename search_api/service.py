"""The engine that a server answers with: opened once, and again when the index has something newer."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from indexer.embed import Embedder, Fingerprint
from indexer.errors import TracuuError
from indexer.index.archive_index import ArchiveIndex
from search_api.engine import Engine
from search_api.stages import Observe, unobserved

_PAUSE = 5.0
"""Seconds until another try to open what could not be opened."""
_LOG = logging.getLogger(__name__)


class Service:
    """Gives every request one engine to work with from beginning to end, so that no answer mixes two versions.

    A replaced engine is not closed but let go: the requests that still use it finish on its snapshot. While one
    request opens what is newer, the others go on with what is there; so they do where it cannot be opened.
    ``observe`` is told how long the stages of every search take.
    """

    def __init__(
        self, index: Path, embedder: Embedder, load: Callable[[Fingerprint], Embedder] | None = None
    ) -> None:
        """Open the index in a directory for a model; ``load`` gives that of an index that was made anew.

        Raises:
            IndexMissing, IndexMismatch, IndexBroken: it cannot be served.
        """
        self.observe: Observe = unobserved
        self._folder = index
        self._load = load
        self._opening = threading.Lock()
        self._not_before = 0.0
        self._engine = self._opened(embedder, None)

    def engine(self) -> Engine:
        """The engine of the newest version that is ready."""
        engine = self._engine
        if engine.index.is_current() or time.monotonic() < self._not_before:
            return engine
        if self._opening.acquire(blocking=False):
            try:
                self._engine = engine = self._opened(engine.embedder, engine)
            except TracuuError as error:  # taken away or broken while serving: what is open still answers
                self._not_before = time.monotonic() + _PAUSE
                _LOG.warning("still serving version %s: %s", engine.index.version, error.message)
            finally:
                self._opening.release()
        return engine

    def _opened(self, embedder: Embedder, before: Engine | None) -> Engine:
        index = ArchiveIndex.open(self._folder, before.index if before else None)
        try:
            if self._load and not index.model.makes_the_same_vectors_as(embedder.fingerprint):
                embedder = self._load(index.model)
            known = before.vocabulary if before else None
            engine = Engine(index, embedder, observe=self._observed, before=known)
        except TracuuError:
            index.close()
            raise
        index.generation.mark_served()
        return engine

    def _observed(self, stage: str, seconds: float) -> None:
        self.observe(stage, seconds)
