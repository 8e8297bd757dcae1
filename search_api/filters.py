"""Filters on directives and assignees: which passages a search may answer with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from indexer import offices
from indexer.domain import Header
from indexer.errors import InvalidQuery
from indexer.index.catalog import Catalog
from search_api.tasks import assigned_to


@dataclass(frozen=True, slots=True)
class Among:
    """What the filters leave: directives by id, passages by key (ascending)."""

    directives: list[str]
    keys: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Filters:
    """All given conditions must hold. Names are compared without case and diacritics, whole words, anywhere in
    the field: ``so y te`` finds ``Sở Y tế``. A directive whose date is unknown meets no condition on dates.
    """

    kind: str | None = None
    issuer: str | None = None
    year: int | None = None
    date_from: date | None = None
    date_to: date | None = None
    assignee: str | None = None
    number: str | None = None

    def __post_init__(self) -> None:
        """Refuse a range that ends before it begins."""
        if self.date_from and self.date_to and self.date_from > self.date_to:
            raise InvalidQuery(f"date_from ({self.date_from}) sau date_to ({self.date_to}).")

    def __bool__(self) -> bool:
        """Whether any condition is given."""
        return self != Filters()

    def apply(self, catalog: Catalog) -> Among:
        """The directives and passages of a catalog that meet all conditions."""
        directives = [entry.id for entry in catalog.entries() if self.admits(entry.header)]
        keys = catalog.keys_of(directives)
        if self.assignee:
            keys = np.intersect1d(keys, _given_to(self.assignee, catalog))
        return Among(directives, keys)

    def admits(self, header: Header) -> bool:
        """Whether a directive meets the conditions on its header."""
        earliest, latest = header.date.earliest, header.date.latest
        return (
            _has(header.kind, self.kind)
            and _has(header.issuer, self.issuer)
            and (self.year is None or header.date.year == self.year)
            and (self.date_from is None or (latest is not None and latest >= self.date_from))
            and (self.date_to is None or (earliest is not None and earliest <= self.date_to))
            and (_has(header.number, self.number) or _has(header.symbol, self.number))
        )


def _has(value: str | None, wanted: str | None) -> bool:
    """Whether a field holds the wanted words, in any spelling."""
    if wanted is None:
        return True
    return value is not None and f" {_name(wanted)} " in f" {_name(value)} "


def _name(words: str) -> str:
    """A name without case and diacritics, short forms written out, in capitals or not: ``phong khtc``."""
    return offices.key(offices.typed(words))


def _given_to(name: str, catalog: Catalog) -> NDArray[np.int64]:
    """Keys of the passages that hold tasks of an office, ascending."""
    assigned = list(catalog.assigned())
    is_of = assigned_to(name, [given for _, names in assigned for given in names])
    keys = {key for key, names in assigned if any(map(is_of, names))}
    return np.asarray(sorted(keys), dtype=np.int64)
