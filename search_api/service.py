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
from indexer.index.clearance import EVERYTHING, Clearance
from search_api.engine import Engine
from search_api.stages import Observe, unobserved

_PAUSE = 5.0
"""Seconds until another try to open what could not be opened."""
_KEPT = 32
"""Clearances besides the newest one that stay open."""
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
        self.folder = index
        self._load = load
        self._embedder = embedder
        self._opening = threading.Lock()
        self._not_before = 0.0
        self._engines = {EVERYTHING: self._opened(EVERYTHING)}

    def engine(self, clearance: Clearance) -> Engine:
        """The engine of the newest version that is ready, over what a clearance admits. Readers of one clearance
        share it; each clearance is opened when it is first asked for.

        Raises:
            IndexMissing, IndexBusy, IndexMismatch, IndexBroken: nothing is open for it, and nothing can be opened.
        """
        engine = self._engines.get(clearance)
        if engine is None:
            with self._opening:
                return self._engines.get(clearance) or self._keep(clearance)
        if engine.index.is_current() or time.monotonic() < self._not_before:
            return engine
        if self._opening.acquire(blocking=False):
            try:
                engine = self._keep(clearance)
            except TracuuError as error:  # taken away or broken while serving: what is open still answers
                self._not_before = time.monotonic() + _PAUSE
                _LOG.warning("still serving version %s: %s", engine.index.version, error.message)
            finally:
                self._opening.release()
        return engine

    def refresh(self) -> None:
        """Take up what is newer before anybody asks, for whom an engine was opened last."""
        self.engine(next(reversed(self._engines)))

    def _keep(self, clearance: Clearance) -> Engine:
        """Open the newest version, and let go of older ones, so that they keep nothing on the disk."""
        made = self._opened(clearance, self._engines.get(clearance))
        others = {key: one for key, one in self._engines.items() if key != clearance and one.index.is_current()}
        self._engines = {**dict(list(others.items())[-_KEPT:]), clearance: made}
        return made

    def _opened(self, clearance: Clearance, before: Engine | None = None) -> Engine:
        index = ArchiveIndex.open(self.folder, clearance, before.index if before else None)
        try:
            if self._load and not index.model.makes_the_same_vectors_as(self._embedder.fingerprint):
                self._embedder = self._load(index.model)
            known = before.vocabulary if before else None
            engine = Engine(index, self._embedder, observe=self._observed, before=known)
        except TracuuError:
            index.close()
            raise
        index.generation.mark_served()
        return engine

    def _observed(self, stage: str, seconds: float) -> None:
        self.observe(stage, seconds)
