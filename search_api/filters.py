"""Filters on directives and assignees: which passages a search may answer with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from indexer import offices
from indexer.domain import Header
from indexer.errors import InvalidQuery
from indexer.index.archive_index import ArchiveIndex
from indexer.index.runs import Among
from search_api.vocabulary import Vocabulary


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

    def apply(self, index: ArchiveIndex, vocabulary: Vocabulary) -> Among:
        """The directives and passages of an archive that meet all conditions."""
        directives = [entry.id for entry in index.listing.entries() if self.admits(entry.header)]
        keys = index.listing.runs.keys_of(directives)
        if self.assignee:
            keys = np.intersect1d(keys, vocabulary.given_to(self.assignee), assume_unique=True)
        return Among(directives, keys)

    def admits(self, header: Header) -> bool:
        """Whether a directive meets the conditions on its header."""
        return (
            (self.year is None or header.date.year == self.year)
            and _has(header.kind, self.kind)
            and _has(header.issuer, self.issuer)
            and (self.date_from is None or (header.date.latest or date.min) >= self.date_from)
            and (self.date_to is None or (header.date.earliest or date.max) <= self.date_to)
            and (_has(header.number, self.number) or _has(header.symbol, self.number))
        )


@lru_cache(maxsize=65_536)
def _has(value: str | None, wanted: str | None) -> bool:
    """Whether a field holds the wanted words, in any spelling."""
    if wanted is None:
        return True
    return value is not None and f" {_name(wanted)} " in f" {_name(value)} "


def _name(words: str) -> str:
    """A name without case and diacritics, short forms written out, in capitals or not: ``phong khtc``."""
    return offices.key(offices.typed(words))
