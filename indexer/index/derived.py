"""What is derived from a catalog: the lexical and the vector index of one of its versions, whole or absent."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from indexer.index.catalog import REMEMBERED, Catalog
from indexer.index.disk import discard, sync, sync_all, why_unwritable
from indexer.index.layout import Generation
from indexer.index.lexical import LexicalIndex
from indexer.index.runs import Runs
from indexer.index.vectors import VectorIndex


@dataclass(frozen=True, slots=True)
class Derived:
    """Opened for searching."""

    lexical: LexicalIndex
    vectors: VectorIndex

    @classmethod
    def open(cls, folder: Path, catalog: Catalog, before: Derived | None = None) -> Derived:
        """Open what :func:`build` wrote, as far as a catalog shows it; what was open ``before`` is not read again.

        Raises:
            OSError, RuntimeError, ValueError: a part is missing or broken.
        """
        vectors = VectorIndex.open(folder, before.vectors if before else None)
        if catalog.hides:
            vectors = vectors.only(Runs.of(catalog.runs()).keys)
        lexical = LexicalIndex.open(folder, catalog.labels(), before.lexical if before else None)
        return cls(lexical, vectors)


def build(folder: Path, catalog: Catalog) -> None:
    """Derive everything from a catalog into an empty folder; nothing is embedded."""
    VectorIndex.build(folder, catalog.embeddings.vectors())
    for labels in catalog.labels():
        LexicalIndex.build(folder, catalog.all_passages(labels=labels), labels)


def catch_up(generation: Generation, catalog: Catalog) -> None:
    """Derive the catalog's version, unless that is there; then remove what is older. Needs the writer's lock."""
    target = generation.derived(catalog.version)
    if not target.is_dir():
        staging = target.with_name(f".{target.name}.{os.getpid()}")
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        try:
            _derive(staging, generation, catalog)
            sync_all(staging)
            staging.rename(target)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
        sync(generation.folder)
    for path in [*generation.folder.glob("derived-*"), *generation.folder.glob(".*")]:
        if path != target:  # older, or left by a crash
            discard(path)


def _derive(folder: Path, generation: Generation, catalog: Catalog) -> None:
    """Into an empty folder: from an older version what is the same there, else everything."""
    older = [version for version in generation.versions() if version >= catalog.version - REMEMBERED]
    if not older:
        build(folder, catalog)
        return
    before = generation.derived(older[-1])
    try:
        last = VectorIndex.last_of(before)
        gone = catalog.gone(since=older[-1])
        gone = gone[gone <= last]
        VectorIndex.update(before, folder, gone, catalog.embeddings.vectors(after=last))
        for labels in catalog.labels():
            new = catalog.all_passages(last, labels)
            LexicalIndex.update(before, folder, gone, new, labels)
    except (OSError, RuntimeError, ValueError) as error:
        if why_unwritable(error):
            raise
        for part in folder.iterdir():  # what was there is broken: it is no ground to build on
            shutil.rmtree(part)
        build(folder, catalog)
