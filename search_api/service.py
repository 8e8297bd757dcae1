"""The engine that a server answers with: opened once, and again when the index has a newer version."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path

from indexer.embed import Embedder
from indexer.errors import IndexMissing
from indexer.index.archive_index import ArchiveIndex
from search_api.engine import Engine


class Service:
    """Gives every request one engine to work with from beginning to end, so that no answer mixes two versions.

    A replaced engine is not closed but let go: the requests that still use it finish on its snapshot.
    """

    def __init__(self, index: Path, embedder: Embedder) -> None:
        """Open the index in a directory for a model.

        Raises:
            IndexMissing, IndexMismatch, IndexBroken: it cannot be served.
        """
        self._folder = index
        self._embedder = embedder
        self._lock = threading.Lock()
        self._engine = Engine(ArchiveIndex.open(index), embedder)

    def engine(self) -> Engine:
        """The engine of the newest version that is ready."""
        with self._lock:
            if not self._engine.index.is_current():
                with suppress(IndexMissing):  # taken away while serving: what is open still answers
                    self._engine = Engine(ArchiveIndex.open(self._folder), self._embedder)
            return self._engine
