"""An index opened for searching: one version of the catalog, and what is derived from exactly that version.

A commit goes to the catalog first, then what is derived follows. Where that is late (a crash between the two),
whoever opens the index next derives it from the catalog, without embedding anything: in its place where the disk
can be written, else in a folder of its own that goes with the reader.
"""

from __future__ import annotations

import errno
import time
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from indexer.embed import Fingerprint
from indexer.errors import IndexBroken, IndexBusy, IndexMismatch
from indexer.index import derived
from indexer.index.catalog import Catalog
from indexer.index.clearance import Clearance
from indexer.index.layout import Generation, Layout, Stamp, locked
from indexer.index.listing import Listing
from indexer.index.recent import Recent
from indexer.index.records import StoredPassage
from indexer.links import Links

_PASSAGES = 4_096
"""Passages (about 3 kB each) that a reader keeps at hand."""

_PAUSE, _PATIENCE = 0.1, 20.0
"""Seconds between looks, and in all, that a reader waits for a writer to make the newest version ready."""

_UNWRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}


class ArchiveIndex:
    """One version of an archive. Use :meth:`open`, and close it or use it as a context manager."""

    def __init__(
        self,
        layout: Layout,
        generation: Generation,
        catalog: Catalog,
        parts: derived.Derived,
        before: ArchiveIndex | None = None,
    ) -> None:
        """Use :meth:`open`."""
        self.layout = layout
        self.generation = generation
        self.catalog = catalog
        self.version = catalog.version
        self._current_at: Stamp | None = None
        self.model = catalog.model
        self.lexical = parts.lexical
        self.vectors = parts.vectors
        self.abbreviations = catalog.definitions()
        known = before.listing if before else None
        self.listing: Listing = Listing.of(catalog, generation, parts.vectors.last, known)
        self.entries_of = self.listing.entries_of
        self.passages = Recent(self.fetch, _PASSAGES)
        self.tokens = Recent(catalog.embeddings.tokens, _PASSAGES)
        self.links = Links(self.listing.entries, catalog.citations)

    @classmethod
    def open(
        cls, folder: Path, clearance: Clearance | None = None, before: ArchiveIndex | None = None
    ) -> ArchiveIndex:
        """Open the index in a directory, as far as a ``clearance`` admits it; what is derived and late is derived
        first. Whoever holds it then finds, counts and weighs as if the archive held nothing else. Of what was open
        ``before``, that which is still so is not read again.

        Raises:
            IndexMissing: the directory holds no index.
            IndexMismatch: another version of this program made it.
            IndexBroken: the catalog, or what is derived from it, cannot be read.
            IndexBusy: it is being written, and what is derived was not ready in time.
        """
        layout = Layout(folder).require()
        deadline = time.monotonic() + _PATIENCE
        is_last = False  # looked at once more after the time is up: it may have gone into deriving what was late
        known = derived.Derived(before.lexical, before.vectors) if before else None
        while (found := _opened(layout, clearance, known)) is None:
            if is_last:
                raise IndexBusy(f"Chỉ mục {folder} đang được ghi, bản mới nhất chưa dùng được; hãy thử lại sau.")
            is_last = time.monotonic() > deadline
        return cls(*found, before)

    def fetch(self, keys: Iterable[int]) -> dict[int, StoredPassage]:
        """Passages by key, as ``passages`` has them, but none is kept; keys not held are missing."""
        return self.catalog.passages(self.entries_of(keys))

    def owners(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """A number for the directive that each passage is of: the same for those of one."""
        return self.listing.runs.of_keys(keys)

    def are_preambles(self, keys: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which passages stand before the first section of their directive."""
        return self.listing.runs.are_preambles(keys)

    def sample(self, most: int) -> list[int]:
        """Keys of passages all over the archive, at even distances."""
        held: list[int] = self.vectors.keys.tolist()
        return held[:: max(1, len(held) // most)][:most]

    def is_current(self) -> bool:
        """Whether nothing newer has been made ready since this one was opened.

        Asked before every answer: folders are read only where something has come or gone since they last were.
        """
        stamp = self.layout.stamp(self.generation)
        if stamp is not None and stamp == self._current_at:
            return True
        if not self.layout.exists:
            return True
        generation = self.layout.current()
        newest = max(generation.versions(), default=0)
        if generation != self.generation or newest > self.version:
            return False
        self._current_at = stamp
        return True

    def close(self) -> None:
        """Let go of the catalog's snapshot."""
        self.catalog.close()

    def __enter__(self) -> ArchiveIndex:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def require_same_model(made_by: Fingerprint, used: Fingerprint, folder: Path) -> None:
    """Check that vectors of an index and of a model can be compared.

    Raises:
        IndexMismatch: they cannot.
    """
    if not made_by.makes_the_same_vectors_as(used):
        mend = "lập lại chỉ mục: tracuu index THƯ_MỤC_VĂN_BẢN --rebuild"
        if made_by.name != used.name:
            mend = f"dùng --model {made_by.name}, hoặc lập lại chỉ mục bằng mô hình kia: thêm --rebuild"
        raise IndexMismatch(
            f"Chỉ mục {folder} được lập bằng mô hình “{made_by.name}” (dấu {made_by.weights[:8]}, "
            f"{made_by.dimension} chiều), không dùng được với “{used.name}” (dấu {used.weights[:8]}, "
            f"{used.dimension} chiều). Hãy {mend}.",
            index_model=made_by.name,
            model=used.name,
        )


_Opened = tuple[Layout, Generation, Catalog, derived.Derived]


def _opened(layout: Layout, clearance: Clearance | None, known: derived.Derived | None) -> _Opened | None:
    """The newest version; None where it was late, or replaced meanwhile: then look again."""
    generation = layout.current()
    try:
        catalog = Catalog.open(generation.catalog, snapshot=True, clearance=clearance)
    except IndexBroken:
        if layout.current() == generation:
            raise
        return None
    folder = generation.derived(catalog.version)
    try:
        return layout, generation, catalog, derived.Derived.open(folder, catalog, known)
    except (OSError, RuntimeError, ValueError) as error:
        if folder.is_dir():  # neither late nor replaced by a newer version
            catalog.close()
            raise IndexBroken(f"Chỉ mục {layout.folder} hỏng ({error}); hãy chạy: tracuu repair") from error
    return _late(layout, generation, catalog)


def _late(layout: Layout, generation: Generation, catalog: Catalog) -> _Opened | None:
    """Derive what is late, beside the catalog or, where nothing can be written there, aside."""
    try:
        with locked(layout), Catalog.open(generation.catalog) as writer:
            derived.catch_up(generation, writer)
    except IndexBusy:
        time.sleep(_PAUSE)
    except (OSError, RuntimeError, ValueError) as error:
        if isinstance(error, OSError) and error.errno not in _UNWRITABLE:
            catalog.close()
            raise
        return layout, generation, catalog, _aside(catalog)
    catalog.close()
    return None


def _aside(catalog: Catalog) -> derived.Derived:
    """Derived in a temporary folder, whose files live on for as long as they are open."""
    with TemporaryDirectory(prefix="tracuu-") as folder:
        derived.build(Path(folder), catalog)
        return derived.Derived.open(Path(folder), catalog)
