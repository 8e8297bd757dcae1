"""Which keys the passages of each directive have: one run of them, as a directive is written whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.int64]


class Run(NamedTuple):
    """A directive's id, its first and last key, and how many of its passages stand before its first section."""

    directive: str
    first: int
    last: int
    preambles: int


@dataclass(frozen=True, slots=True)
class Runs:
    """Of one version of an archive, by ascending keys: twenty-four bytes a directive tell what ranking needs to
    know of a passage beside its score.
    """

    directives: list[str]
    first: Keys
    last: Keys
    body: Keys
    """The first key after the passages before the first section."""

    @classmethod
    def of(cls, runs: Iterable[Run]) -> Runs:
        """In any order."""
        found = sorted(runs, key=lambda run: run.first)
        edges = np.asarray([run[1:] for run in found], dtype=np.int64).reshape(-1, 3)
        return cls([run.directive for run in found], edges[:, 0], edges[:, 1], edges[:, 0] + edges[:, 2])

    def after(self, gone: Keys, added: Runs) -> Runs:
        """Without the directives whose keys are ``gone``, with others after all of these."""
        kept = np.ones(len(self.first), dtype=bool)
        kept[self._places(gone)] = False
        return Runs(
            [*compress(self.directives, kept.tolist()), *added.directives],
            np.concatenate([self.first[kept], added.first]),
            np.concatenate([self.last[kept], added.last]),
            np.concatenate([self.body[kept], added.body]),
        )

    def holding(self, keys: Keys) -> list[str]:
        """The directives that some keys are of; keys not held are of none."""
        return [self.directives[place] for place in self._places(keys).tolist()]

    def _places(self, keys: Keys) -> Keys:
        return np.unique(self.of_keys(keys[self.hold(keys)]))

    @property
    def keys(self) -> Keys:
        """Of all passages, ascending."""
        return self.keys_at(np.arange(len(self.directives)))

    def keys_at(self, places: Keys) -> Keys:
        """Of all passages of the directives at some places, ascending as these are."""
        sizes = self.last[places] - self.first[places] + 1
        starts = np.cumsum(sizes) - sizes
        return np.repeat(self.first[places] - starts, sizes) + np.arange(int(sizes.sum()), dtype=np.int64)

    def of_keys(self, keys: Keys) -> Keys:
        """The place here of the directive that each passage is of."""
        return np.searchsorted(self.first, keys, side="right") - 1

    def hold(self, keys: Keys) -> NDArray[np.bool_]:
        """Which keys are of a passage here."""
        if not len(self.first):
            return np.zeros(len(keys), dtype=bool)
        places = self.of_keys(keys)
        return np.asarray((places >= 0) & (keys <= self.last[places]))

    def are_preambles(self, keys: Keys) -> NDArray[np.bool_]:
        """Which passages stand before the first section of their directive."""
        return np.asarray(keys < self.body[self.of_keys(keys)])
