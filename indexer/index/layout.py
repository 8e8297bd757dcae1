"""Where things lie in an index directory, which of them is in use, and who may write.

::

    index/
      current                 names the generation in use: one line
      generation-<n>/         one catalog and what is derived from it; another model makes another generation
        catalog.sqlite        the truth
        derived-<version>.3/    lexical and vector index of exactly that version of the catalog
        served                there once this generation has answered in place of the one before
      lock                    held by the process that writes, with its pid
      quarantine/             what ``tracuu repair`` took out

What is built is built beside, brought to the disk and renamed into place, so that it is whole or absent.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import IndexBusy, IndexMissing
from indexer.index.disk import discard, sync

_GENERATION, _DERIVED = "generation-", "derived-"

_LAID_OUT = ".3"
"""How what is derived is laid out: where another program laid it out otherwise, it is derived anew."""


_SETTLED = 100_000_000
"""Nanoseconds after which what changes cannot bear the time of what changed before: file systems count in ticks of
up to ten milliseconds."""

Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Generation:
    """One catalog and what is derived from it."""

    folder: Path

    @property
    def number(self) -> int:
        """Counts from 1; a later one replaces an earlier."""
        return int(self.folder.name.removeprefix(_GENERATION))

    @property
    def catalog(self) -> Path:
        """The SQLite file."""
        return self.folder / "catalog.sqlite"

    @property
    def served(self) -> Path:
        """There once a reader has opened this generation: the one that it replaced is not needed any more."""
        return self.folder / "served"

    def derived(self, version: int) -> Path:
        """What is derived from one version of the catalog."""
        return self.folder / f"{_DERIVED}{version}{_LAID_OUT}"

    def versions(self) -> list[int]:
        """The versions that something is derived of, ascending."""
        paths = self.folder.glob(f"{_DERIVED}*{_LAID_OUT}")
        names = [path.name.removeprefix(_DERIVED).removesuffix(_LAID_OUT) for path in paths]
        return sorted(int(name) for name in names if name.isdecimal())

    def mark_served(self) -> None:
        """Say that this generation answers, so that the one before can go; a disk that cannot be written goes
        without.
        """
        if self.number > 1 and not self.served.exists():
            with suppress(OSError):
                self.served.touch()


@dataclass(frozen=True, slots=True)
class Layout:
    """An index directory."""

    folder: Path

    @property
    def lock(self) -> Path:
        """Locked while someone writes."""
        return self.folder / "lock"

    @property
    def quarantine(self) -> Path:
        """What was taken out of the index, to be looked at."""
        return self.folder / "quarantine"

    @property
    def pointer(self) -> Path:
        """Names the generation in use."""
        return self.folder / "current"

    @property
    def exists(self) -> bool:
        """Whether this is an index."""
        return self.pointer.is_file()

    @property
    def catalog(self) -> Path:
        """The catalog in use."""
        return self.current().catalog

    def require(self) -> Layout:
        """This layout.

        Raises:
            IndexMissing: the directory holds no index.
        """
        if not self.exists:
            raise IndexMissing(f"Chưa có chỉ mục ở {self.folder}; hãy tạo bằng: tracuu index THƯ_MỤC_VĂN_BẢN")
        return self

    def current(self) -> Generation:
        """The generation in use.

        Raises:
            IndexMissing: the directory holds no index.
        """
        try:
            return Generation(self.folder / self.pointer.read_text(encoding="utf-8").strip())
        except FileNotFoundError:
            self.require()
            raise

    def stamp(self, generation: Generation) -> Stamp | None:
        """The same as long as the same generation is in use and nothing comes into the folder of this one or goes.

        None where something just did, so that more may do without being seen, or where either is not there.
        """
        try:
            pointer, folder = self.pointer.stat(), generation.folder.stat()
        except OSError:
            return None
        is_settled = folder.st_mtime_ns + _SETTLED < time.time_ns()
        return (pointer.st_ino, pointer.st_mtime_ns, folder.st_mtime_ns) if is_settled else None

    def generations(self) -> list[Generation]:
        """All that lie there, in use or not, ascending."""
        found = (Generation(path) for path in self.folder.glob(f"{_GENERATION}*"))
        return sorted(
            (one for one in found if one.folder.name.removeprefix(_GENERATION).isdecimal()),
            key=lambda one: one.number,
        )

    def begin(self) -> Generation:
        """A new folder for a generation after all others; it is not in use before :meth:`switch`."""
        last = max((one.number for one in self.generations()), default=0)
        made = Generation(self.folder / f"{_GENERATION}{last + 1}")
        made.folder.mkdir()
        return made

    def switch(self, generation: Generation) -> None:
        """Use a generation from now on; it has to be whole and on the disk."""
        staging = self.folder / ".current"
        staging.write_text(generation.folder.name + "\n", encoding="utf-8")
        sync(staging)
        staging.replace(self.pointer)
        sync(self.folder)

    def prune(self) -> None:
        """Remove generations that a crash left unfinished, and those replaced by one that has served."""
        current = self.current()
        for one in self.generations():
            if one.number > current.number or (one.number < current.number and current.served.exists()):
                discard(one.folder)
        for path in self.folder.glob(".*"):  # left by a crash
            discard(path)


@contextmanager
def locked(layout: Layout) -> Iterator[None]:
    """Be the only writer; the lock goes with the process, however it ends.

    Raises:
        IndexBusy: another process writes; ``details`` has its pid.
    """
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
