"""The one process that may change an index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from indexer.domain import Directive, directive_id
from indexer.embed import Embedder, Fingerprint
from indexer.index import derived
from indexer.index.archive_index import require_same_model
from indexer.index.catalog import Catalog, Written
from indexer.index.disk import discard, sync_all, writable
from indexer.index.layout import Generation, Layout, locked
from indexer.index.records import FileState
from indexer.index.replacing import replaced
from indexer.shown import embedded, shown_of

Load = Callable[[], Embedder]
"""Gives the model; called when there is something to embed."""

Put = tuple[FileState, Directive | None]
"""A file as it was seen, and the directive that it holds; None where it is refused."""

Copy = tuple[str, FileState]
"""The id of a directive of the catalog, and a file with the bytes that it was read from."""


class IndexWriter:
    """Changes one generation of an index. Use :meth:`open` or :meth:`rebuild` as a context manager."""

    def __init__(self, generation: Generation, catalog: Catalog, load: Load) -> None:
        """Use :meth:`open` or :meth:`rebuild`."""
        self.generation = generation
        self.catalog = catalog
        self._load = load
        self._is_read = False
        """Whether readers may look at each commit."""

    @classmethod
    @contextmanager
    def open(cls, folder: Path, load: Load) -> Iterator[IndexWriter]:
        """Open or make the index in a directory; each commit can be searched as soon as it is made.

        Raises:
            IndexBusy: another process is writing it.
            IndexMismatch: it was made by another version of this program.
            IndexUnwritable: the disk is full or cannot be written; what was committed is there.
        """
        layout = Layout(folder)
        with writable(folder):
            folder.mkdir(parents=True, exist_ok=True)
            with locked(layout):
                if not layout.exists:
                    _make(layout, load().fingerprint)
                layout.prune()
                generation = layout.current()
                with Catalog.open(generation.catalog) as catalog:
                    catalog.add_indexes()
                    writer = cls(generation, catalog, load)
                    writer._is_read = True
                    writer.derive()
                    yield writer

    @classmethod
    @contextmanager
    def rebuild(cls, folder: Path, load: Load) -> Iterator[IndexWriter]:
        """Make a whole new generation beside the one in use, which answers until the new one is whole, verified
        and swapped in. Whatever breaks before leaves everything as it was.

        Raises:
            IndexBusy: another process is writing the index.
            IndexBroken: what was built does not hold what it should; nothing is changed.
            IndexUnwritable: the disk is full or cannot be written; nothing is changed.
        """
        layout = Layout(folder)
        with writable(folder):
            folder.mkdir(parents=True, exist_ok=True)
            with locked(layout):
                if layout.exists:
                    layout.prune()
                with replaced(layout) as generation:
                    Catalog.create(generation.catalog, load().fingerprint).close()
                    with Catalog.open(generation.catalog) as catalog:
                        writer = cls(generation, catalog, load)
                        yield writer
                        writer.derive()

    @cached_property
    def embedder(self) -> Embedder:
        """The model, loaded when it is first asked for.

        Raises:
            IndexMismatch: it is not the one that made the index.
        """
        embedder = self._load()
        require_same_model(self.catalog.model, embedder.fingerprint, self.generation.folder.parent)
        return embedder

    def write(self, put: Sequence[Put], remove: Iterable[str] = (), copies: Sequence[Copy] = ()) -> int:
        """Commit directives with what the model makes of them, and let readers see them. The new version.

        Passages that the model was shown the same of before, in any directive of the catalog, take what it made
        then.

        Args:
            put: files as they were seen, with the directive that each holds; None where it is refused.
            remove: names of files that are gone.
            copies: files with the bytes of another, each after the id of the directive that was read from that.
        """
        directives = [directive for _, directive in put if directive]
        known = self.catalog.embeddings.known(shown for directive in directives for shown in shown_of(directive))
        made = iter(embedded(lambda: self.embedder, directives, known))
        rows: list[Written] = [(state, directive, next(made) if directive else None) for state, directive in put]
        for id, state in copies:
            copy = self.catalog.directive(id).renamed(state.file)
            rows.append((state, copy, self.catalog.embeddings.of(id)))
        version = self.catalog.write(rows, remove)
        if self._is_read:
            self.derive()
        return version

    def erase(self, files: Sequence[str]) -> None:
        """Leave no words of directives that are gone: neither in the catalog's log, nor in what is derived, nor of
        these ``files`` in what ``tracuu repair`` put aside. Readers keep what they have open until they close it.
        """
        self.catalog.flush()
        for version in self.generation.versions():
            discard(self.generation.derived(version))
        for file in files:
            for kept in self.generation.folder.parent.glob(f"quarantine/*-{directive_id(file)}.json"):
                kept.unlink()
        self.derive()

    def derive(self) -> None:
        """Bring what is derived up to the catalog, so that readers see it."""
        derived.catch_up(self.generation, self.catalog)


def _make(layout: Layout, model: Fingerprint) -> None:
    """The first generation, empty."""
    generation = layout.begin()
    Catalog.create(generation.catalog, model).close()
    sync_all(generation.folder)
    layout.switch(generation)
