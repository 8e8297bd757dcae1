"""An index for the length of one evaluation, with the names that judgements know its passages by."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from eval import beir
from indexer import pipeline
from indexer.domain import Directive
from indexer.embed import Embedder
from indexer.index.archive_index import ArchiveIndex
from indexer.index.records import StoredPassage
from search_api.engine import Engine


@dataclass(frozen=True, slots=True)
class Collection:
    """An opened index, and the names of its passages by key."""

    engine: Engine
    names: Mapping[int, str]

    def directives(self) -> dict[str, Directive]:
        """All directives, with their text and passages, by file."""
        catalog = self.engine.index.catalog
        return {entry.file: catalog.directive(entry.id) for entry in catalog.entries()}


@contextmanager
def of_archive(corpus: Path, embedder: Embedder) -> Iterator[Collection]:
    """A folder of directives, indexed as ``tracuu index`` does; a passage is named by its id.

    Raises:
        SourceError: the folder is missing or empty.
    """
    with tempfile.TemporaryDirectory(prefix="tracuu-eval-") as folder:
        pipeline.mirror([corpus], Path(folder), lambda: embedder)
        with opened(Path(folder), embedder, lambda stored: stored.id) as collection:
            yield collection


@contextmanager
def of_documents(source: beir.Folder, embedder: Embedder) -> Iterator[Collection]:
    """A BEIR corpus; a passage is named by the id of its document.

    Raises:
        DatasetError: the corpus cannot be read.
    """
    documents = beir.documents(source)
    with tempfile.TemporaryDirectory(prefix="tracuu-eval-") as folder:
        beir.build(documents, Path(folder), embedder)
        with opened(Path(folder), embedder, lambda stored: stored.entry.file) as collection:
            yield collection


@contextmanager
def opened(index: Path, embedder: Embedder, name: Callable[[StoredPassage], str]) -> Iterator[Collection]:
    """An index for searching, its passages named by ``name``."""
    with ArchiveIndex.open(index) as archive:
        names = {stored.key: name(stored) for stored in archive.catalog.all_passages()}
        yield Collection(Engine(archive, embedder), names)
