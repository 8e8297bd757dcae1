"""This project by the protocol of its peers: an index on the disk, and the engine in this process."""

from __future__ import annotations

import tempfile
from pathlib import Path

from eval.peers.protocol import TOP, Given, serve
from indexer import embed
from indexer.index.archive_index import ArchiveIndex
from indexer.index.catalog import Catalog
from indexer.index.records import FileState
from indexer.index.writer import IndexWriter
from indexer.models import Model
from search_api.engine import Engine, Request

DIRECTIVES = "directives.db"
"""A catalog, beside the passages, of the directives that they are of; its vectors are empty."""

_TOGETHER = 200
"""Directives of a commit."""


class Tracuu:
    """As it works for users: all is synchronised to the disk, and hits are cited and highlighted."""

    def __init__(self, given: Given) -> None:
        """Not indexed yet."""
        with Catalog.open(given.folder / DIRECTIVES) as catalog:
            self._directives = [catalog.directive(id) for id in catalog.ids()]
        self._embedder = embed.load(Model(given.model.name, given.model))
        self._folder = tempfile.TemporaryDirectory(prefix="tracuu-peers-")

    def index(self) -> None:
        """Catalog, words, vectors; then open them."""
        index, all_of_them = Path(self._folder.name), self._directives
        with IndexWriter.rebuild(index, lambda: self._embedder) as writer:
            for at in range(0, len(all_of_them), _TOGETHER):
                some = all_of_them[at : at + _TOGETHER]
                writer.write([(FileState(one.file, "", "", 0, 0), one) for one in some])
        self._engine = Engine(ArchiveIndex.open(index), self._embedder)

    def search(self, question: str) -> list[str]:
        """A whole search."""
        return [hit.stored.id for hit in self._engine.search(Request(question, top_k=TOP)).hits]


if __name__ == "__main__":
    serve(Tracuu, "tracuu")
