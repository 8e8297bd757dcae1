"""Parts of an index that are never changed once they are written, each with something of a run of passages.

An update adds a shard and names what is gone; shards are merged so that each is more than twice as large as the
next (the logarithmic method of Bentley and Saxe, *Decomposable Searching Problems I*, 1980), up to a size: there
are few of them, and each passage is written a few times in all. Shards that stay are linked from one version's
folder into the next, mapped into memory, not read.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar, Generic, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from indexer.index.disk import link, mapped_array, save_array

_GONE = "gone.npy"

_MOST = 500_000
"""Passages of a shard: what an update may have to write again, and build an index of, at once."""

Keys = NDArray[np.int64]
Rows = TypeVar("Rows")
"""What is kept of passages, a row each."""

Inode = tuple[int, int]
"""What tells a file that is open or linked from all others: its disk, and its number there."""


@dataclass(frozen=True, slots=True)
class Shard(ABC, Generic[Rows]):
    """The keys of its passages, ascending; ``gone`` are the places of those that are no more."""

    SUFFIX: ClassVar[str]
    """Of the file that it is found by; the others have the same name with other suffixes."""

    path: Path
    inode: Inode
    keys: Keys
    gone: Keys
    kept: NDArray[np.uint8] | None
    """One bit a passage, 1 where it is still there; None where all are."""

    def is_at(self, path: Path) -> bool:
        """Whether a file is the one that this was opened from, by whatever name: it never changes."""
        return self.inode == inode_of(path)

    @classmethod
    @abstractmethod
    def open(cls, path: Path) -> Self:
        """Open one, with nothing gone.

        Raises:
            OSError, RuntimeError, ValueError: a part is missing or broken.
        """

    @classmethod
    @abstractmethod
    def save(cls, path: Path, rows: Rows) -> None:
        """Write rows under a name."""

    @staticmethod
    @abstractmethod
    def stacked(parts: list[Rows]) -> Rows:
        """Some rows after others."""

    @abstractmethod
    def at(self, places: Keys) -> Rows:
        """The rows at some places."""

    @classmethod
    def write(cls, folder: Path, keys: Keys, rows: Rows) -> None:
        """A new one, named by its first key and its size: keys are never used again, so no other is named so."""
        path = folder / f"{keys[0]:015}-{len(keys)}{cls.SUFFIX}"
        cls.save(path, rows)
        save_array(path.with_suffix(".npy"), keys)

    @property
    def files(self) -> list[Path]:
        """All that it is kept in."""
        return list(self.path.parent.glob(f"{self.path.stem}.*"))

    @property
    def alive(self) -> int:
        """How many of its passages are still there."""
        return len(self.keys) - len(self.gone)

    @property
    def is_worn(self) -> bool:
        """Whether less than half is still there."""
        return 2 * self.alive < len(self.keys)

    def without(self, gone: Keys) -> Self:
        """The same, with other keys that are no more: of ``gone``, ascending, those that it has."""
        mine = gone[np.searchsorted(gone, self.keys[0]) : np.searchsorted(gone, self.keys[-1], side="right")]
        at = np.searchsorted(self.keys, mine)
        places = at[self.keys[at] == mine]
        there = np.ones(len(self.keys), dtype=bool)
        there[places] = False
        return replace(self, gone=places, kept=np.packbits(there, bitorder="little") if len(places) else None)

    def carry_over(self, folder: Path) -> None:
        """Into the folder of the next version: as it is, or what is left where that is little."""
        if not self.is_worn:
            for path in self.files:
                link(path, folder / path.name)
        elif self.alive:
            self.write(folder, *self.rows())

    def rows(self) -> tuple[Keys, Rows]:
        """What is still there."""
        places = np.delete(np.arange(len(self.keys)), self.gone)
        return self.keys[places], self.at(places)

    def find(self, keys: Keys) -> tuple[NDArray[np.bool_], Keys]:
        """Which of given keys are here and not gone, and where these stand."""
        at: Keys = np.searchsorted(self.keys, keys).clip(max=len(self.keys) - 1)
        here = self.keys[at] == keys
        if self.kept is not None:
            here &= (self.kept[at >> 3] >> (at & 7) & 1).astype(bool)
        return here, at[here]


AnyShard = TypeVar("AnyShard", bound=Shard[Any])


def build(kind: type[Shard[Rows]], folder: Path, rows: Iterable[tuple[Keys, Rows]]) -> None:
    """Write rows, named by keys, ascending from the first of the ``rows`` to the last, into a new folder."""
    folder.mkdir()
    _write_gone(folder, [])
    for keys, some in _portions(kind, rows):
        kind.write(folder, keys, some)


def update(
    kind: type[Shard[Rows]], before: Path, folder: Path, gone: Keys, rows: Iterable[tuple[Keys, Rows]]
) -> None:
    """Write the shards of another folder into a new one, without ``gone``, with ``rows`` after all of it."""
    folder.mkdir()
    all_gone = np.union1d(mapped_array(before / _GONE), gone)
    shards = [shard.without(all_gone) for shard in opened(kind, before)]
    for portion in _portions(kind, rows):
        parts, size = [portion], len(portion[0])
        while shards and shards[-1].alive <= 2 * size and shards[-1].alive + size <= _MOST:
            parts.insert(0, shards.pop().rows())
            size += len(parts[0][0])
        kind.write(folder, *_stacked(kind, parts))
    for shard in shards:
        shard.carry_over(folder)
    _write_gone(folder, [shard.keys[shard.gone] for shard in shards if not shard.is_worn])


def opened(kind: type[AnyShard], folder: Path, known: Iterable[AnyShard] = ()) -> list[AnyShard]:
    """The shards in a folder, by ascending keys; those ``known`` are open already and are not read again.

    Raises:
        OSError, RuntimeError, ValueError: a part is missing or broken.
    """
    gone = mapped_array(folder / _GONE)
    held = {shard.path.name: shard for shard in known}
    found = []
    for path in sorted(folder.glob(f"*{kind.SUFFIX}")):
        shard = held.get(path.name)
        found.append((shard if shard and shard.is_at(path) else kind.open(path)).without(gone))
    return found


def inode_of(path: Path) -> Inode:
    """Of a file that is there."""
    found = path.stat()
    return found.st_dev, found.st_ino


def keys_of(shards: Iterable[Shard[Any]]) -> Keys:
    """Of all passages held, ascending where the shards are."""
    return np.concatenate([np.zeros(0, np.int64), *(np.delete(one.keys, one.gone) for one in shards)])


def _portions(kind: type[Shard[Rows]], rows: Iterable[tuple[Keys, Rows]]) -> Iterator[tuple[Keys, Rows]]:
    """The same rows, as many together as a shard may hold."""
    parts: list[tuple[Keys, Rows]] = []
    for part in rows:
        if parts and sum(len(keys) for keys, _ in parts) + len(part[0]) > _MOST:
            yield _stacked(kind, parts)
            parts = []
        if len(part[0]):
            parts.append(part)
    if parts:
        yield _stacked(kind, parts)


def _stacked(kind: type[Shard[Rows]], parts: list[tuple[Keys, Rows]]) -> tuple[Keys, Rows]:
    return np.concatenate([keys for keys, _ in parts]), kind.stacked([rows for _, rows in parts])


def _write_gone(folder: Path, keys: list[Keys]) -> None:
    save_array(folder / _GONE, np.sort(np.concatenate([np.zeros(0, np.int64), *keys])))
