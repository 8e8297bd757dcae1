"""What documents have of several terms at once: summed over all of them, or counted for some.

Lists are read one after the other by a few calls of numpy. Of a term that many documents have there is a column
besides, how often each has it: to look at some documents, it is read at their places, and the list not at all.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.index import bm25
from indexer.index.bm25 import Floats
from indexer.index.postings import Lists, Places, Postings
from indexer.index.shards import Keys

_MANY = 16
"""A term that one of so many documents has, or more, has a column."""


class Columns(NamedTuple):
    """How often each of ``n`` documents has the ``terms`` that many have, by their numbers: ``(terms, n)``."""

    terms: NDArray[np.int64]
    often: NDArray[np.uint8]

    @classmethod
    def of(cls, postings: Postings) -> Columns:
        """Those that are worth it."""
        size = postings.size
        terms = np.flatnonzero(np.diff(postings.starts) * _MANY > size)
        often = np.zeros((len(terms), size), dtype=np.uint8)
        for column, first, last in zip(often, postings.starts[terms], postings.starts[terms + 1], strict=True):
            column[postings.places[first:last]] = postings.often[first:last]
        return cls(terms, often)


NO_COLUMNS = Columns(np.zeros(0, dtype=np.int64), np.zeros((0, 0), dtype=np.uint8))


def summed(postings: Postings, lists: Lists, weights: Floats, field: int) -> Floats:
    """Of each document, by one field: the first or the second of the two that the postings are of."""
    column, heavy = field % 2, np.flatnonzero(weights[field])
    which = column * weights.shape[1] + heavy
    some = Lists(lists.first[which], lists.after[which])
    places = postings.joined(some, postings.places, np.intp)
    often = postings.joined(some, postings.often, np.float32)
    gained = bm25.gains(often, postings.lengths[column].take(places), field)
    gained *= np.repeat(weights[field, heavy], postings.sizes(some))
    return np.bincount(places, gained, postings.size).astype(np.float32)


def counted(postings: Postings, columns: Columns, lists: Lists, places: Keys) -> Floats:
    """How often documents at some places, ascending, are in each of the lists: ``(lists, documents)``."""
    some, of, read = _split(lists, columns)
    row, wanted = np.empty(postings.size, dtype=np.intp), np.zeros(postings.size, dtype=np.bool_)
    row[places], wanted[places] = np.arange(len(places)), True
    there = np.flatnonzero(wanted.take(postings.joined(some, postings.places, np.intp)))
    ends = np.cumsum(postings.sizes(some))
    part = np.repeat(np.arange(len(of)), np.diff(there.searchsorted(ends), prepend=0))
    at = there + (postings.starts.take(some.after) - ends).take(part)
    found = np.zeros((len(lists.first), len(places)), dtype=np.float32)
    cells = of.take(part) * len(places) + row.take(postings.places.take(at))
    np.add.at(found.reshape(-1), cells, postings.often.take(at).astype(np.float32))
    for column, list_ in read:
        found[list_] += columns.often[column].take(places)
    return found


def _split(lists: Lists, columns: Columns) -> tuple[Lists, Places, list[tuple[int, int]]]:
    """Lists in pieces without the terms that have columns, which list each is of; and columns with their lists."""
    begin, end = columns.terms.searchsorted(lists.first), columns.terms.searchsorted(lists.after)
    read = [
        (at, which) for which in np.flatnonzero(begin < end).tolist() for at in range(begin[which], end[which])
    ]
    at, which = np.asarray(read, dtype=np.int64).reshape(-1, 2).T
    without = columns.terms[at]
    first, after = np.concatenate([lists.first, without + 1]), np.concatenate([lists.after, without])
    of = np.concatenate([np.arange(len(lists.first)), which])
    order = np.lexsort((first, of))  # what comes after a term begins a piece, what comes before it ends one
    ends = np.lexsort((after, of))
    return Lists(first[order], after[ends]), of[order], read
