"""Every invariant of an index, looked at: what ``tracuu check`` says, and what a new generation has to pass."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexBroken, IndexBusy
from indexer.index.catalog import Catalog
from indexer.index.layout import Generation, Layout, locked
from indexer.index.lexical import LexicalIndex
from indexer.index.records import FileState
from indexer.index.soundness import Breach, Part
from indexer.index.vectors import VectorIndex

_IN_GENERATION = {"catalog.sqlite", "catalog.sqlite-wal", "catalog.sqlite-shm", "served"}
_OURS = ("generation-", "derived-", "catalog.sqlite")
"""How names in the index directory begin that only this program gives; other files there are not its business."""


def check(folder: Path, *, sources: bool = True) -> list[Breach]:
    """Every breach of an index's invariants; none for a sound index. Nobody writes it meanwhile, or what changes
    under a writer's hands is not looked at.

    Args:
        folder: the index directory.
        sources: whether to compare the files of the archive with what was read of them.

    Raises:
        IndexMissing: the directory holds no index.
        IndexBroken, IndexMismatch: the catalog cannot be read at all.
    """
    layout = Layout(folder).require()
    with ExitStack() as stack:
        passing: tuple[Part, ...] = ()
        try:
            stack.enter_context(locked(layout))
        except IndexBusy:
            passing = Part.DERIVED, Part.ORPHAN
        except OSError:  # a disk that nobody writes
            pass
        found = check_generation(layout.current())
        if not any(breach.part is Part.CATALOG for breach in found):  # else nothing more can be believed
            found += [*(_of_sources(layout) if sources else ()), *orphans(layout)]
        return [breach for breach in found if breach.part not in passing]


def check_generation(generation: Generation) -> list[Breach]:
    """Every breach inside one generation: its catalog, and what is derived of the newest version.

    Raises:
        IndexBroken, IndexMismatch: the catalog cannot be read at all.
    """
    with Catalog.open(generation.catalog, snapshot=True) as catalog:
        found = catalog.breaches()
        if any(breach.part is Part.CATALOG for breach in found):
            return found
        try:
            return found + _of_derived(generation.derived(catalog.version), catalog)
        except IndexBroken:  # named above, with the directive that it is in
            return found


def _of_derived(derived: Path, catalog: Catalog) -> list[Breach]:
    keys = np.concatenate([np.zeros(0, dtype=np.int64), *(some for some, _ in catalog.embeddings.vectors())])
    if not derived.is_dir():
        return [Breach(Part.DERIVED, f"chưa có {derived.name}: sẽ được dựng khi mở chỉ mục")]
    said = [*_of_lexical(derived, catalog), *_of_vectors(derived, keys, catalog)]
    return [Breach(Part.DERIVED, words) for words in said]


def _of_lexical(derived: Path, catalog: Catalog) -> Iterator[str]:
    """Compared by labels: a passage in the index of other labels would be found by those who may not see it."""
    for labels in catalog.labels():
        keys = np.asarray([stored.key for stored in catalog.all_passages(labels=labels)], dtype=np.int64)
        try:
            held = LexicalIndex.open(derived, [labels]).keys
        except Exception as error:  # a broken file breaks each library in its own way
            yield f"chỉ mục từ vựng: không mở được ({error})"
            continue
        under = f" có nhãn “{labels}”" if labels else ""
        if not np.array_equal(held, keys):
            yield f"chỉ mục từ vựng: khoá của {len(held)} đoạn không trùng {len(keys)} đoạn{under} của danh mục"


def _of_vectors(derived: Path, keys: NDArray[np.int64], catalog: Catalog) -> Iterator[str]:
    try:
        opened = VectorIndex.open(derived)
        held = opened.keys
    except Exception as error:  # as above
        yield f"chỉ mục vectơ: không mở được ({error})"
        return
    if not np.array_equal(held, keys):
        yield f"chỉ mục vectơ: khoá của {len(held)} đoạn không trùng {len(keys)} đoạn của danh mục"
    elif not _are_equal(opened, catalog):
        yield "chỉ mục vectơ: có vectơ khác với danh mục"


def _are_equal(index: VectorIndex, catalog: Catalog) -> bool:
    rows = catalog.embeddings.vectors()
    return all(np.array_equal(index.vectors(keys), some, equal_nan=True) for keys, some in rows)


def _of_sources(layout: Layout) -> list[Breach]:
    with Catalog.open(layout.catalog, snapshot=True) as catalog:
        return [breach for state in catalog.files().values() if (breach := _of_source(state))]


def _of_source(state: FileState) -> Breach | None:
    """A file of the archive that is not as it was when it was read; those that were shut are not asked."""
    if not state.hash:
        return None
    try:
        digest = digest_of(Path(state.path))
    except OSError as error:
        said = f"tệp nguồn {state.file}: không đọc được {state.path} ({error.strerror})"
        return Breach(Part.SOURCE, f"{said}; hãy chạy lại tracuu index", state.file)
    if digest == state.hash:
        return None
    said = f"tệp nguồn {state.file}: đã đổi từ khi lập chỉ mục; hãy chạy lại tracuu index"
    return Breach(Part.SOURCE, said, state.file)


def digest_of(path: Path) -> str:
    """What tells the bytes of one file from those of another.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def orphans(layout: Layout) -> list[Breach]:
    """What lies in an index directory that nobody writes, and belongs to nothing. What a crash leaves under names
    that begin with a dot, or of older versions, is no matter: the next writer sweeps it.
    """
    generation = layout.current()
    held = {one.folder for one in layout.generations()}
    found = [path for path in layout.folder.iterdir() if path.name.startswith(_OURS) and path not in held]
    with Catalog.open(generation.catalog, snapshot=True) as catalog:
        older = {generation.derived(version) for version in generation.versions() if version <= catalog.version}
    expected = older | {generation.folder / name for name in _IN_GENERATION}
    found += [path for path in generation.folder.glob("[!.]*") if path not in expected]
    names = sorted(path.relative_to(layout.folder).as_posix() for path in found)
    return [Breach(Part.ORPHAN, f"thư mục chỉ mục: {name} không thuộc chỉ mục", name) for name in names]
