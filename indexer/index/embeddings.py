"""What a model made of directives and their passages, as the catalog keeps it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.embed import Fingerprint, Vectors
from indexer.index import rows as to
from indexer.shown import EmbeddedDirective, Shown
from indexer.static_model import Tokens

_TOGETHER = 8192
"""Vectors that are read at once."""


class Embeddings:
    """Those of one catalog, as its connection shows them."""

    def __init__(self, connection: sqlite3.Connection, path: Path, model: Callable[[], Fingerprint]) -> None:
        """``path`` is the catalog's, for messages; ``model`` tells which one the catalog is of."""
        self._connection, self._path, self._model = connection, path, model

    def vectors(self, after: int = 0) -> Iterator[tuple[NDArray[np.int64], Vectors]]:
        """All keys (or those ``after`` one), ascending, and their vectors in the same order, some at a time:
        shapes ``(n,)`` and ``(n, dimension)``.

        Raises:
            IndexBroken: a vector is of another length.
        """
        rows = self._connection.execute("SELECT id, vector FROM passages WHERE id > ? ORDER BY id", (after,))
        dimension = self._model().dimension
        while some := rows.fetchmany(_TOGETHER):
            yield to.vectors(some, dimension, self._path)

    def of(self, directive: str) -> EmbeddedDirective:
        """What the model made of one directive."""
        query = "SELECT vector, tokens FROM passages WHERE directive = ? ORDER BY start"
        rows = self._connection.execute(query, (directive,)).fetchall()
        flat = b"".join(row[0] for row in rows)
        vectors = np.frombuffer(flat, dtype=np.float32).reshape(-1, self._model().dimension)
        head = self._connection.execute("SELECT tokens FROM heads WHERE directive = ?", (directive,)).fetchone()
        return EmbeddedDirective(to.tokens(head[0]), vectors, [to.tokens(row[1]) for row in rows])

    def known(self, shown: Iterable[Shown]) -> dict[Shown, tuple[NDArray[np.float32], Tokens]]:
        """The vector and the tokens of passages that the model was shown the same of, wherever they stand."""
        wanted = {one.digest: one for one in shown}
        query = "SELECT vector, tokens FROM passages WHERE shown = ?"
        found = {}
        for digest, one in wanted.items():
            row = self._connection.execute(query, (digest,)).fetchone()
            if row:
                found[one] = np.frombuffer(row[0], dtype=np.float32), to.tokens(row[1])
        return found

    def tokens(self, keys: Sequence[int]) -> dict[int, tuple[Tokens, Tokens]]:
        """Those of the header that each passage stands under, and its own, by key; keys not held are missing."""
        query = (
            "SELECT p.id, h.tokens, p.tokens FROM passages p JOIN heads h ON h.directive = p.directive"
            " WHERE p.id IN (SELECT value FROM json_each(?))"
        )
        rows = self._connection.execute(query, (json.dumps(keys),))
        return {key: (to.tokens(head), to.tokens(own)) for key, head, own in rows}
