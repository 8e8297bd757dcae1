"""An index for the length of one evaluation, with the names that judgements know its passages by."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from eval import beir
from indexer import pipeline
from indexer.domain import Directive
from indexer.embed import Embedder
from indexer.index.archive_index import ArchiveIndex
from indexer.index.records import StoredPassage
from search_api.cite import cite
from search_api.engine import Engine

_TOGETHER = 500
"""Passages that are read at once."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage as a report shows it: where it stands, and its beginning."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Collection:
    """An opened index, and the names of its passages by key."""

    engine: Engine
    names: Mapping[int, str]

    def directives(self) -> dict[str, Directive]:
        """All directives, with their text and passages, by file."""
        catalog = self.engine.index.catalog
        return {entry.file: catalog.directive(entry.id) for entry in catalog.entries()}

    def excerpts(self, names: Iterable[str], longest: int) -> dict[str, Excerpt]:
        """The passages of some names, cut to ``longest`` characters; those that are not here are left out."""
        keys = {name: key for key, name in self.names.items()}
        wanted = {name: keys[name] for name in names if name in keys}
        found = {key: stored for some in _portions(list(wanted.values())) for key, stored in self._stored(some)}
        return {name: _excerpt(found[key], longest) for name, key in wanted.items()}

    def _stored(self, keys: list[int]) -> Iterable[tuple[int, StoredPassage]]:
        return self.engine.index.fetch(keys).items()


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


def _portions(keys: list[int]) -> Iterator[list[int]]:
    """So many keys as one query takes."""
    for at in range(0, len(keys), _TOGETHER):
        yield keys[at : at + _TOGETHER]


def _excerpt(stored: StoredPassage, longest: int) -> Excerpt:
    text = stored.passage.text
    return Excerpt(cite(stored.entry, stored.passage, "").label, text[:longest] + "…" * (len(text) > longest))
