"""What answering keeps of an archive: how much a syllable says there, and the directives asked for last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise
from math import log
from weakref import WeakKeyDictionary, proxy

from indexer.domain import Directive
from indexer.index.archive_index import ArchiveIndex
from indexer.text import folded_key, keys

SAMPLE = 2_000
"""Passages that are counted: enough to tell common syllables from rare ones in an archive of any size."""

_KEPT = 64
"""Directives that are kept ready."""


class Archive:
    """One version of an archive: in how many of its passages each syllable stands, with and without diacritics.

    It goes with its index, which it does not keep open.
    """

    def __init__(self, index: ArchiveIndex) -> None:
        """Count nothing yet."""
        self._index: ArchiveIndex = proxy(index)
        self._directives: dict[str, Directive] = {}

    def directive(self, id: str) -> Directive:
        """A directive of the archive, whole."""
        if id not in self._directives:
            if len(self._directives) >= _KEPT:
                self._directives.pop(next(iter(self._directives)), None)
            self._directives[id] = self._index.catalog.directive(id)
        return self._directives[id]

    def weight(self, key: str) -> float:
        """What a syllable says (idf, 0 to 1): 1 for what no passage that was counted holds."""
        counts, total = self._counted
        return log((total + 1) / (counts.get(key, 0) + 0.5)) / log((total + 1) / 0.5)

    def knows(self, *keys: str) -> bool:
        """Whether a passage that was counted holds a syllable, or two as neighbours."""
        return " ".join(keys) in self._counted[0]

    @cached_property
    def _counted(self) -> tuple[Counter[str], int]:
        chosen = self._index.sample(SAMPLE)
        counts: Counter[str] = Counter()
        for stored in self._index.fetch(chosen).values():
            counts.update(_both((*stored.passage.context, stored.passage.text)))
        return counts, len(chosen)


def _both(texts: Iterable[str]) -> set[str]:
    """The syllables of some texts and their pairs, as written and without diacritics."""
    found: set[str] = set()
    for text in texts:
        exact = keys(text)
        for line in (exact, [folded_key(key) for key in exact]):
            found.update(line)
            found.update(f"{a} {b}" for a, b in pairwise(line))
    return found


_KNOWN: WeakKeyDictionary[ArchiveIndex, Archive] = WeakKeyDictionary()


def archive_of(index: ArchiveIndex) -> Archive:
    """The archive of an opened index, made once; it goes with the index."""
    if index not in _KNOWN:
        _KNOWN[index] = Archive(index)
    return _KNOWN[index]
