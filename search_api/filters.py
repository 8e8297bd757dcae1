"""Filters on directives and assignees: which passages a search may answer with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from indexer import offices
from indexer.errors import InvalidQuery
from indexer.index.archive_index import ArchiveIndex
from indexer.index.headers import DATE, Condition
from indexer.index.shards import Keys
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

    def apply(self, index: ArchiveIndex, vocabulary: Vocabulary) -> Keys:
        """The keys of the passages of an archive that meet all conditions, ascending."""
        keys = index.listing.keys_meeting(self.on_headers())
        if self.assignee:
            keys = np.intersect1d(keys, vocabulary.given_to(self.assignee), assume_unique=True)
        return keys

    def on_headers(self) -> list[Condition]:
        """The conditions that a directive meets by its header."""
        first, last = self.date_from or date.min, self.date_to or date.max
        conditions = (
            (self.kind, _naming(self.kind, "kind")),
            (self.issuer, _naming(self.issuer, "issuer")),
            (self.number, _naming(self.number, "number", "symbol")),
            (self.year, Condition(("date.year",), lambda header: header.date.year == self.year)),
            (self.date_from, Condition(DATE, lambda header: (header.date.latest or date.min) >= first)),
            (self.date_to, Condition(DATE, lambda header: (header.date.earliest or date.max) <= last)),
        )
        return [condition for given, condition in conditions if given is not None]


def _naming(wanted: str | None, *fields: str) -> Condition:
    """That some field holds the wanted words, in any spelling."""
    words = f" {_name(wanted or '')} "
    return Condition(fields, lambda header: any(words in _name_of(getattr(header, field)) for field in fields))


@lru_cache(maxsize=65_536)
def _name_of(value: str | None) -> str:
    """A field as words are looked for in it."""
    return "" if value is None else f" {_name(value)} "


def _name(words: str) -> str:
    """A name without case and diacritics, short forms written out, in capitals or not: ``phong khtc``."""
    return offices.key(offices.typed(words))
