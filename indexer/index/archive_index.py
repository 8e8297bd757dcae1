"""The index directory as a whole: one catalog, and what is derived from it.

::

    index/
      catalog.sqlite          the truth
      derived-<version>/      lexical/ (tantivy) and vectors.faiss, of exactly that version of the catalog
      lock                    held by the process that writes, with its pid

A commit goes to the catalog first. The derived indexes are then built beside, synced to the disk and renamed
into place, so that they are whole or absent; where they are absent (a crash between the two), whoever opens the
index next builds them from the catalog, without embedding anything.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.domain import Directive
from indexer.embed import Embedder, Fingerprint, Vectors, directive_vectors
from indexer.errors import IndexBroken, IndexBusy, IndexMismatch, IndexMissing
from indexer.index import abbreviations
from indexer.index.catalog import Catalog
from indexer.index.lexical import LexicalIndex
from indexer.index.records import FileState
from indexer.index.vectors import VectorIndex
from indexer.links import Links

_PAUSE, _PATIENCE = 0.1, 20.0
"""Seconds between looks, and in all, that a reader waits for a writer to make the newest version ready."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things lie in an index directory."""

    folder: Path

    @property
    def catalog(self) -> Path:
        """The SQLite file."""
        return self.folder / "catalog.sqlite"

    @property
    def lock(self) -> Path:
        """Locked while someone writes."""
        return self.folder / "lock"

    @property
    def exists(self) -> bool:
        """Whether this is an index."""
        return self.catalog.is_file()

    def derived(self, version: int) -> Path:
        """What is derived from one version of the catalog."""
        return self.folder / f"derived-{version}"

    def require(self) -> Layout:
        """This layout.

        Raises:
            IndexMissing: the directory holds no index.
        """
        if not self.exists:
            raise IndexMissing(f"Chưa có chỉ mục ở {self.folder}; hãy tạo bằng: tracuu index THƯ_MỤC_VĂN_BẢN")
        return self


class ArchiveIndex:
    """An index opened for searching: one version of the catalog and what is derived from that version."""

    def __init__(self, layout: Layout, catalog: Catalog) -> None:
        """Use :meth:`open`."""
        self.layout = layout
        self.catalog = catalog
        self.version = catalog.version
        self.model = catalog.model
        self.preambles = catalog.preambles()
        self._owners = catalog.owners()
        self.links = Links(catalog.entries, catalog.citations)
        derived = layout.derived(self.version)
        self.lexical = LexicalIndex.open(derived)
        self.vectors = VectorIndex.open(derived)
        self.abbreviations = abbreviations.load(derived)

    @classmethod
    def open(cls, folder: Path) -> ArchiveIndex:
        """Open the index in a directory; what is derived and missing is built first.

        Raises:
            IndexMissing: the directory holds no index.
            IndexMismatch: another version of this program made it.
            IndexBroken: the catalog, or what is derived from it, cannot be read.
            IndexBusy: it is being written, and what is derived was not ready in time.
        """
        layout = Layout(folder).require()
        deadline = time.monotonic() + _PATIENCE
        while True:
            catalog = Catalog.open(layout.catalog, snapshot=True)
            derived = layout.derived(catalog.version)
            try:
                return cls(layout, catalog)
            except (OSError, RuntimeError, ValueError) as error:
                catalog.close()
                if derived.is_dir():  # neither late nor replaced by a newer version
                    raise IndexBroken(f"Chỉ mục {folder} hỏng ({error}); hãy chạy: tracuu repair") from error
            try:
                with _locked(layout), Catalog.open(layout.catalog) as writer:
                    _derive(layout, writer)
            except IndexBusy:
                if time.monotonic() > deadline:
                    raise
                time.sleep(_PAUSE)

    def owners(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """A number for the directive that each passage is of: the same for those of one."""
        known, directives = self._owners
        return directives[np.searchsorted(known, keys)]

    def is_current(self) -> bool:
        """Whether no newer version has been made ready since this one was opened."""
        newer = (int(path.name.partition("-")[2]) for path in self.layout.folder.glob("derived-*"))
        return max(newer, default=self.version) <= self.version

    def close(self) -> None:
        """Let go of the catalog's snapshot."""
        self.catalog.close()

    def __enter__(self) -> ArchiveIndex:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class IndexWriter:
    """The one process that may change an index. Use :meth:`open` as a context manager."""

    def __init__(self, catalog: Catalog, embedder: Embedder) -> None:
        """Use :meth:`open`."""
        self.catalog = catalog
        self._embedder = embedder

    @classmethod
    @contextmanager
    def open(cls, folder: Path, embedder: Embedder) -> Iterator[IndexWriter]:
        """Open or make the index in a directory; on leaving, what is derived is brought up to the catalog.

        Raises:
            IndexBusy: another process is writing it.
            IndexMismatch: it was made by another model than ``embedder``; nothing is changed.
        """
        layout = Layout(folder)
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(layout):
            model = embedder.fingerprint
            catalog = Catalog.open(layout.catalog) if layout.exists else _created(layout, model)
            with catalog:
                require_same_model(catalog.model, model, folder)
                try:
                    yield cls(catalog, embedder)
                finally:
                    _derive(layout, catalog)

    def write(self, put: Sequence[tuple[FileState, Directive | None]], remove: Iterable[str] = ()) -> int:
        """Embed the passages of directives and commit them; refused files come without a directive."""
        directives = [directive for _, directive in put if directive]
        vectors = iter(directive_vectors(self._embedder, directives))
        rows = [(state, directive, next(vectors) if directive else None) for state, directive in put]
        return self.catalog.write(rows, remove)


def require_same_model(made_by: Fingerprint, used: Fingerprint, folder: Path) -> None:
    """Check that vectors of an index and of a model can be compared.

    Raises:
        IndexMismatch: they cannot.
    """
    if not made_by.makes_the_same_vectors_as(used):
        mend = "xoá thư mục chỉ mục rồi chạy lại tracuu index"
        if made_by.name != used.name:
            mend = f"dùng --model {made_by.name}, hoặc lập chỉ mục mới bằng --index THƯ_MỤC_KHÁC"
        raise IndexMismatch(
            f"Chỉ mục {folder} được lập bằng mô hình “{made_by.name}” (dấu {made_by.weights[:8]}, "
            f"{made_by.dimension} chiều), không dùng được với “{used.name}” (dấu {used.weights[:8]}, "
            f"{used.dimension} chiều). Hãy {mend}.",
            index_model=made_by.name,
            model=used.name,
        )


def check(folder: Path) -> list[str]:
    """Every breach of the index's invariants, in words; none for a sound index.

    Raises:
        IndexMissing: the directory holds no index.
    """
    layout = Layout(folder).require()
    with Catalog.open(layout.catalog, snapshot=True) as catalog:
        breaches = [f"danh mục: {words}" for words in catalog.breaches()]
        if breaches:  # nothing more can be believed of it
            return breaches
        try:
            keys, vectors = catalog.vectors(catalog.model.dimension)
        except IndexBroken as error:
            return [f"danh mục: {error.message}"]
        lengths = np.linalg.norm(vectors, axis=1)
        if not np.isfinite(vectors).all():
            breaches.append("danh mục: có vectơ chứa giá trị không hữu hạn")
        elif not np.all((np.abs(lengths - 1) < 1e-3) | (lengths == 0)):
            breaches.append("danh mục: có vectơ chưa chuẩn hoá về độ dài 1")
        return breaches + _derived_breaches(layout.derived(catalog.version), keys, vectors)


def repair(folder: Path) -> int:
    """Build again all that is derived from the catalog; nothing is embedded. The version it is of."""
    layout = Layout(folder).require()
    with _locked(layout), Catalog.open(layout.catalog) as catalog:
        shutil.rmtree(layout.derived(catalog.version), ignore_errors=True)
        _derive(layout, catalog)
        return catalog.version


def _derived_breaches(derived: Path, keys: NDArray[np.int64], vectors: Vectors) -> list[str]:
    if not derived.is_dir():
        return [f"chưa có {derived.name}: sẽ được dựng khi mở chỉ mục"]
    breaches = []
    for name, index in (("từ vựng", LexicalIndex), ("vectơ", VectorIndex)):
        try:
            opened = index.open(derived)
            held = np.sort(opened.keys)
        except Exception as error:  # a broken file breaks each library in its own way
            breaches.append(f"chỉ mục {name}: không mở được ({error})")
            continue
        if not np.array_equal(held, keys):
            breaches.append(f"chỉ mục {name}: khoá của {len(held)} đoạn không trùng {len(keys)} đoạn của danh mục")
        elif isinstance(opened, VectorIndex) and not np.array_equal(opened.vectors(keys), vectors):
            breaches.append("chỉ mục vectơ: có vectơ khác với danh mục")
    return breaches


def _created(layout: Layout, model: Fingerprint) -> Catalog:
    """A new catalog, made beside and renamed, so that a crash leaves none rather than half of one."""
    staging = layout.catalog.with_suffix(".new")
    staging.unlink(missing_ok=True)
    Catalog.create(staging, model).close()
    staging.replace(layout.catalog)
    return Catalog.open(layout.catalog)


def _derive(layout: Layout, catalog: Catalog) -> None:
    """Build what is derived from the catalog's version, unless it is there; then remove what is older."""
    version = catalog.version
    target = layout.derived(version)
    if not target.is_dir():
        staging = target.with_name(f".{target.name}.{os.getpid()}")
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        try:
            keys, vectors = catalog.vectors(catalog.model.dimension)
            VectorIndex.build(staging, keys, vectors)
            definitions = abbreviations.Definitions()
            LexicalIndex.build(staging, definitions.watch(catalog.all_passages()))
            definitions.write(staging)
            _sync(staging)
            staging.rename(target)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
        _sync_one(layout.folder)
    for path in [*layout.folder.glob("derived-*"), *layout.folder.glob(".derived-*")]:
        if path != target:
            shutil.rmtree(path, ignore_errors=True)


def _sync(folder: Path) -> None:
    """Bring a folder and all in it to the disk."""
    for path in [*folder.rglob("*"), folder]:
        _sync_one(path)


def _sync_one(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _locked(layout: Layout) -> Iterator[None]:
    """Be the only writer; the lock goes with the process, however it ends."""
    with layout.lock.open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            holder = lock.read().strip() or "?"
            raise IndexBusy(
                f"Chỉ mục {layout.folder} đang được tiến trình {holder} ghi; hãy đợi nó xong.", pid=holder
            ) from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield
