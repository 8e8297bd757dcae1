"""The directives of one version of an archive, kept in memory; the next version reads only what has changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from indexer.index.catalog import REMEMBERED, Catalog
from indexer.index.headers import Condition, Headers
from indexer.index.layout import Generation
from indexer.index.records import Entry
from indexer.index.runs import Runs


@dataclass(frozen=True, slots=True)
class Change:
    """What one version has done to another: the passages that are ``gone`` (keys), directives that went and came;
    those that came have keys above ``last``.
    """

    gone: NDArray[np.int64]
    last: int
    went: list[Entry]
    came: list[Entry]


class Listing:
    """Of one version: runs of keys at once, headers when they are first asked for."""

    def __init__(self, catalog: Catalog, generation: Generation, last: int, runs: Runs) -> None:
        """Use :meth:`of`. ``last`` is the highest key that this version or one before it ever had."""
        self.runs = runs
        self.change: Change | None = None
        """From the version that was open before, where that had read the headers."""
        self._catalog, self._generation, self._version, self._last = catalog, generation, catalog.version, last
        self._entries: dict[str, Entry] | None = None
        self._by_file: list[Entry] | None = None

    @classmethod
    def of(cls, catalog: Catalog, generation: Generation, last: int, before: Listing | None = None) -> Listing:
        """Read from a catalog, or where that remembers what has changed since, from what was read ``before``.

        Not where either hides something: what a reader may see can change with no passage that came or went.
        """
        if before is None or not before._is_remembered_by(catalog, generation):
            return cls(catalog, generation, last, Runs.of(catalog.runs()))
        gone, came = catalog.gone(since=before._version), Runs.of(catalog.runs(after=before._last))
        found = cls(catalog, generation, last, before.runs.after(gone, came))
        if before._entries is not None:
            found._take(before, before._entries, gone, came)
        return found

    def entries(self) -> list[Entry]:
        """All directives, by file."""
        if self._by_file is None:
            self._by_file = sorted(self._by_id().values(), key=attrgetter("file"))
        return self._by_file

    def meeting(self, conditions: Iterable[Condition]) -> list[Entry]:
        """The directives whose headers meet all conditions, by file."""
        return list(compress(self.entries(), self._headers.meeting(conditions).tolist()))

    def keys_meeting(self, conditions: Iterable[Condition]) -> NDArray[np.int64]:
        """The keys of all passages of those, ascending."""
        places = self._places[self._headers.meeting(conditions)]
        return self.runs.keys_at(np.sort(places[places >= 0]))

    @cached_property
    def _headers(self) -> Headers:
        return Headers([entry.header for entry in self.entries()])

    @cached_property
    def _places(self) -> NDArray[np.int64]:
        """Where the run of each directive is, by file; -1 for one without passages."""
        places = {id: place for place, id in enumerate(self.runs.directives)}
        return np.asarray([places.get(entry.id, -1) for entry in self.entries()], dtype=np.int64)

    def at(self, places: Iterable[int]) -> dict[int, Entry]:
        """The directives whose runs are at some places, by these."""
        entries, ids = self._by_id(), self.runs.directives
        return {place: entries[ids[place]] for place in places}

    def entries_of(self, keys: Iterable[int]) -> dict[int, Entry]:
        """The directive that each passage is of, by the passage's key; keys not held are missing."""
        wanted = np.fromiter(keys, dtype=np.int64)
        wanted = wanted[self.runs.hold(wanted)]
        entries, ids = self._by_id(), self.runs.directives
        places = self.runs.of_keys(wanted).tolist()
        return {key: entries[ids[place]] for key, place in zip(wanted.tolist(), places, strict=True)}

    def _by_id(self) -> dict[str, Entry]:
        if self._entries is None:
            self._entries = {entry.id: entry for entry in self._catalog.entries()}
        return self._entries

    def _is_remembered_by(self, catalog: Catalog, generation: Generation) -> bool:
        is_remembered = generation == self._generation and 0 <= catalog.version - self._version <= REMEMBERED
        return is_remembered and not (catalog.hides or self._catalog.hides)

    def _take(self, before: Listing, known: dict[str, Entry], gone: NDArray[np.int64], came: Runs) -> None:
        """The headers that were known, less those that went, with those that came."""
        gone_from, fresh = set(before.runs.holding(gone)), set(came.directives)
        if len(known) != len(before.runs.directives) or self._catalog.size() != len(self.runs.directives):
            held = set(self._catalog.ids())  # some have no passage: no key tells of a change in them
            gone_from |= known.keys() - held
            fresh |= held.difference(self.runs.directives)
        read = {entry.id: entry for entry in self._catalog.entries_by(sorted(fresh))}
        went = [known[id] for id in sorted(gone_from | fresh) if id in known]
        self._entries = known.copy()
        for entry in went:
            del self._entries[entry.id]
        self._entries |= read
        self.change = Change(gone, before._last, went, list(read.values()))
