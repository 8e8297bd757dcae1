"""The headers of an archive, all asked at once: a condition is asked of each different value once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import count
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.domain import Header

DATE = ("date.year", "date.month", "date.day")
"""The fields that a date is known by."""


class Condition(NamedTuple):
    """Something that a header meets or not, as some of its ``fields`` alone decide."""

    fields: tuple[str, ...]
    holds: Callable[[Header], bool]


class Headers:
    """Those of some directives, in their order. Which share a value is found out when a condition first asks."""

    def __init__(self, headers: Sequence[Header]) -> None:
        """Of so many directives."""
        self._headers = headers
        self._alike: dict[tuple[str, ...], tuple[NDArray[np.int64], list[Header]]] = {}

    def meeting(self, conditions: Iterable[Condition]) -> NDArray[np.bool_]:
        """Which of them meet all conditions."""
        met = np.ones(len(self._headers), dtype=np.bool_)
        for condition in conditions:
            which, samples = self._by(condition.fields)
            met &= np.fromiter(map(condition.holds, samples), np.bool_, len(samples))[which]
        return met

    def _by(self, fields: tuple[str, ...]) -> tuple[NDArray[np.int64], list[Header]]:
        """The values of some fields: which each header has, by number, and a header that has it."""
        if fields not in self._alike:
            known: defaultdict[Hashable, int] = defaultdict(count().__next__)
            values = map(attrgetter(*fields), self._headers)
            which = np.fromiter(map(known.__getitem__, values), np.int64, len(self._headers))
            _, first = np.unique(which, return_index=True)
            self._alike[fields] = which, [self._headers[place] for place in first.tolist()]
        return self._alike[fields]
