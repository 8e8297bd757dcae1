"""One part of the lexical index: which passages have which words, mapped into memory.

What a header says counts for each passage of its directive; it is kept once, in lists of its own. Of words that
many passages have there is a column besides, which tells of some passages without looking through the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.index.bm25 import Counted, Floats, Term
from indexer.index.columns import NO_COLUMNS, Columns, counted, summed
from indexer.index.disk import mapped_array, mapped_arrays, save_arrays
from indexer.index.postings import (
    FIELDS,
    HEADER,
    HEADING,
    NUMBER,
    SPELLINGS,
    WORDS,
    Field,
    Lists,
    Postings,
    Signs,
    sign_of,
    signs_of,
)  # fmt: skip
from indexer.index.shards import Keys, Shard, inode_of

_OF_PASSAGES, _OF_HEADERS = (WORDS, HEADING), (HEADER, NUMBER)
"""The fields that are kept by passage, and by directive."""

_PARTS = (*Postings._fields, *Postings._fields, "header_of", *Columns._fields)
"""What is in the file of a shard: of passages, of headers, which header each passage is under, columns."""

_WORN = 10
"""One of so many passages may be gone and still count in the statistics of words."""


class Indexed(NamedTuple):
    """A directive as it is found: by the two fields of its header, and by the two of each passage."""

    header: tuple[Field, Field]
    passages: Sequence[tuple[Field, Field]]


class Inverted(NamedTuple):
    """The lists of ``n`` passages, those of their directives' headers, and the header of each, shape ``(n,)``."""

    passages: Postings
    headers: Postings
    header_of: NDArray[np.int64]

    @classmethod
    def of(cls, directives: Sequence[Indexed]) -> Inverted:
        """From directives, whole, one after the other."""
        return cls(
            Postings.of([fields for one in directives for fields in one.passages], _OF_PASSAGES),
            Postings.of([one.header for one in directives], _OF_HEADERS),
            np.repeat(np.arange(len(directives)), [len(one.passages) for one in directives]),
        )

    @classmethod
    def stacked(cls, parts: Sequence[Inverted]) -> Inverted:
        """Some after others; no directive is in two of them."""
        ends = np.cumsum([0, *(part.headers.size for part in parts)])
        return cls(
            Postings.stacked([part.passages for part in parts]),
            Postings.stacked([part.headers for part in parts]),
            np.concatenate([part.header_of + end for part, end in zip(parts, ends[:-1], strict=True)]),
        )

    def at(self, places: Keys) -> Inverted:
        """Of the passages at some places, ascending."""
        headers, header_of = np.unique(self.header_of[places], return_inverse=True)
        return Inverted(self.passages.at(places), self.headers.at(headers), header_of)


class Asked(NamedTuple):
    """Terms to be looked for, by the first of the signs that are meant and the first after these. Of passages: in
    the words and in what they begin with in any spelling, in the words as they are spelt, ``(3 * terms,)``. Of
    headers: in their facts and in their numbers, ``(2 * terms,)``.
    """

    of_passages: tuple[Signs, Signs]
    of_headers: tuple[Signs, Signs]

    @classmethod
    def of(cls, terms: Sequence[Term]) -> Asked:
        """A term whose spelling is not trusted has none."""
        words, heading, header, number = signs_of([term.folded for term in terms])
        spelt = [sign_of(term.exact, WORDS, True) if term.exact else 0 for term in terms]
        exact = np.asarray(spelt, dtype=np.uint64)
        folded, borne = np.concatenate([words, heading]), np.concatenate([header, number])
        after = np.concatenate([folded + SPELLINGS, exact + (exact > 0)])
        return cls((np.concatenate([folded, exact]), after), (borne, borne + SPELLINGS))


class Found(NamedTuple):
    """The lists of terms in a shard, in the order of :class:`Asked`."""

    of_passages: Lists
    of_headers: Lists


class Having(NamedTuple):
    """How many passages, or directives by their headers, have each term: by field, in any spelling, shape
    ``(FIELDS, terms)``, and spelt so among the words.
    """

    folded: NDArray[np.int64]
    exact: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class InvertedShard(Shard[Inverted]):
    """The words of its passages."""

    SUFFIX = ".words"

    words: Inverted
    columns: Columns

    @property
    def is_worn(self) -> bool:
        """Whether so many are gone that the statistics of words would show it."""
        return len(self.gone) * _WORN > len(self.keys)

    @classmethod
    def open(cls, path: Path) -> InvertedShard:
        """As :class:`Shard` has it."""
        keys, arrays = mapped_array(path.with_suffix(".npy")), mapped_arrays(path)
        if len(arrays) != len(_PARTS):
            raise ValueError(f"{path}: {len(arrays)} parts in place of {len(_PARTS)}")
        passages, headers = Postings(*arrays[:5]), Postings(*arrays[5:10])
        words, columns = Inverted(passages, headers, arrays[10]), Columns(*arrays[11:])
        if not len(keys) == len(words.header_of) == passages.size == columns.often.shape[1]:
            raise ValueError(f"{path}: the words of {passages.size} passages do not match {len(keys)} keys")
        if not (passages.is_whole and headers.is_whole and len(columns.terms) == len(columns.often)):
            raise ValueError(f"{path}: the lists do not match their terms")
        return cls(path, inode_of(path), keys, np.zeros(0, np.int64), None, words, columns)

    @classmethod
    def save(cls, path: Path, rows: Inverted) -> None:
        """All arrays in one file."""
        save_arrays(path, (*rows.passages, *rows.headers, rows.header_of, *Columns.of(rows.passages)))

    @staticmethod
    def stacked(parts: list[Inverted]) -> Inverted:
        """Some passages after others."""
        return Inverted.stacked(parts)

    def at(self, places: Keys) -> Inverted:
        """Of the passages at some places."""
        return self.words.at(places)

    def look_up(self, asked: Asked) -> Found:
        """The lists of terms."""
        return Found(self.words.passages.lists(*asked.of_passages), self.words.headers.lists(*asked.of_headers))

    def having(self, found: Found) -> Having:
        """How many have each term."""
        sizes = self.words.passages.sizes(found.of_passages), self.words.headers.sizes(found.of_headers)
        folded, heading, exact = sizes[0].reshape(3, -1)
        return Having(np.stack([folded, heading, *sizes[1].reshape(2, -1)]), exact)

    def frequency(self, term: str, field: int, *, any_spelling: bool) -> int:
        """How many have one, of those that a field is kept by."""
        is_spelt = field == WORDS and not any_spelling
        first = sign_of(term, field, is_spelt)
        postings = self.words.passages if field in _OF_PASSAGES else self.words.headers
        return postings.frequency(first, first + (1 if is_spelt else int(SPELLINGS)))

    def sums(self, found: Found, weights: Floats) -> Floats:
        """What each passage has of terms by a plain sum over its words, its header and the numbers of this, each
        by its weight, shape ``(FIELDS, terms)``; what weighs nothing is not looked at.
        """
        words = summed(self.words.passages, found.of_passages, weights, WORDS)
        borne = sum(summed(self.words.headers, found.of_headers, weights, field) for field in _OF_HEADERS)
        return np.asarray(words + np.asarray(borne).take(self.words.header_of), dtype=np.float32)

    def count(self, found: Found, places: Keys) -> Counted:
        """How often the passages at some places, ascending, have the terms."""
        passages, headers, header_of = self.words
        under, row = np.unique(header_of[places], return_inverse=True)
        terms = len(found.of_headers.first) // 2
        own = counted(passages, self.columns, found.of_passages, places)
        borne = counted(headers, NO_COLUMNS, found.of_headers, under).take(row, axis=1)
        folded = np.concatenate([own[: 2 * terms], borne]).reshape(FIELDS, terms, len(places))
        lengths = np.concatenate([passages.lengths[:, places], headers.lengths[:, under[row]]])
        return Counted(folded, own[2 * terms :], lengths)
