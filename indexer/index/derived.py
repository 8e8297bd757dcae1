"""What is derived from a catalog: the lexical and the vector index of one of its versions, whole or absent."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from indexer.index.catalog import Catalog
from indexer.index.disk import discard, sync, sync_all
from indexer.index.layout import Generation
from indexer.index.lexical import LexicalIndex
from indexer.index.vectors import VectorIndex


@dataclass(frozen=True, slots=True)
class Derived:
    """Opened for searching."""

    lexical: LexicalIndex
    vectors: VectorIndex

    @classmethod
    def open(cls, folder: Path) -> Derived:
        """Open what :func:`build` wrote.

        Raises:
            OSError, RuntimeError, ValueError: a part is missing or broken.
        """
        return cls(LexicalIndex.open(folder), VectorIndex.open(folder))


def build(folder: Path, catalog: Catalog) -> None:
    """Derive everything from a catalog into an empty folder; nothing is embedded."""
    keys, vectors = catalog.vectors(catalog.model.dimension)
    VectorIndex.build(folder, keys, vectors)
    LexicalIndex.build(folder, catalog.all_passages())


def catch_up(generation: Generation, catalog: Catalog) -> None:
    """Derive the catalog's version, unless that is there; then remove what is older. Needs the writer's lock."""
    target = generation.derived(catalog.version)
    if not target.is_dir():
        staging = target.with_name(f".{target.name}.{os.getpid()}")
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        try:
            build(staging, catalog)
            sync_all(staging)
            staging.rename(target)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
        sync(generation.folder)
    for path in generation.folder.glob("derived-*"):
        if path != target:
            discard(path)
    for path in generation.folder.glob(".*"):  # left by a crash
        shutil.rmtree(path, ignore_errors=True)
