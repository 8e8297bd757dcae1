"""The forward index: the words of each passage in their order, by which candidates are compared.

An inverted index tells which passages have a word; to weigh passages by all their words it decodes the postings of
all. Here a thousand candidates are weighed by what stands in their own rows. A word is a number in its shard's
vocabulary, which is sorted by what the word is without diacritics: its spellings stand together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.index.disk import save_array
from indexer.index.shards import Keys, Shard
from indexer.text import folded_key

WORDS, HEADING, HEADER, NUMBER = range(4)
FIELDS = 4
"""Of a passage: its words, what it begins with, facts of its directive, numbers that is about."""

_APART = ""
"""Stands between words that are no neighbours."""

_ENDS = (".words", ".bounds", ".vocabulary")

Counts = NDArray[np.int64]
Places = NDArray[np.integer[Any]]


class Field(NamedTuple):
    """The syllables of a field, in order and as exact keys, then its numbers and dates as terms of their own."""

    syllables: Sequence[str]
    marks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Of some passages: ``numbers`` are those of the words, field after field, passage after passage, ``bounds``
    where each field begins and the last ends, shape ``(FIELDS * n + 1,)``; ``vocabulary``, shape ``(2, words)``,
    says by ascending numbers which word each is, without diacritics and with them (:func:`_sign`).
    """

    numbers: NDArray[np.uint32]
    bounds: NDArray[np.int64]
    vocabulary: NDArray[np.uint64]

    @classmethod
    def of(cls, passages: Iterable[Sequence[Field]]) -> Words:
        """From the fields of each, in their order."""
        known: dict[str, int] = {}
        rows = [
            [known.setdefault(word, len(known)) for word in chain(field.syllables, (_APART,), field.marks)]
            for fields in passages
            for field in fields
        ]
        bounds = np.cumsum([0, *map(len, rows)])
        flat = np.fromiter(chain.from_iterable(rows), dtype=np.int64, count=int(bounds[-1]))
        signs = [[_sign(folded_key(word)) for word in known], [_sign(word) for word in known]]
        vocabulary, number = _numbered(np.asarray(signs, dtype=np.uint64).reshape(2, -1))
        return cls(number[flat].astype(np.uint32), bounds, vocabulary)

    @classmethod
    def stacked(cls, parts: list[Words]) -> Words:
        """Some passages after others, with one vocabulary."""
        vocabulary, number = _numbered(np.concatenate([part.vocabulary for part in parts], axis=1))
        numbers, bounds, first, held = [], [np.zeros(1, dtype=np.int64)], 0, 0
        for part in parts:
            numbers.append(number[first + part.numbers.astype(np.int64)].astype(np.uint32))
            bounds.append(part.bounds[1:] + held)
            first, held = first + part.vocabulary.shape[1], held + len(part.numbers)
        return cls(np.concatenate(numbers), np.concatenate(bounds), vocabulary)

    def at(self, places: Keys) -> Words:
        """Of the passages at some places, with no other words in the vocabulary."""
        found, sizes = self._rows(places)
        used, numbers = np.unique(found, return_inverse=True)
        bounds = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes)])
        return Words(numbers.astype(np.uint32), bounds, self.vocabulary[:, used])

    def count(self, places: Keys, folded: Asked, exact: Asked) -> Counted:
        """How often the passages at some places have terms without diacritics, and spellings of the same words."""
        found, sizes = self._rows(places)
        word = self._which(folded).take(found)
        at = np.flatnonzero(word > 0)
        row = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes).take(at)
        everywhere = folded.tally(word.take(at), at, row, len(sizes))
        spelt = row % FIELDS == WORDS
        at, row = at[spelt], row[spelt] // FIELDS
        among_words = exact.tally(self._which(exact, exact=True).take(found[at]), at, row, len(places))
        return Counted(everywhere.reshape(-1, FIELDS, len(folded)), among_words, sizes.reshape(-1, FIELDS))

    def _rows(self, places: Keys) -> tuple[NDArray[np.uint32], Counts]:
        """The numbers of some passages, one after the other, and how many each of their fields has."""
        edges = self.bounds.take(places[:, np.newaxis] * FIELDS + np.arange(FIELDS + 1))
        rows = [self.numbers[begin:end] for begin, end in edges[:, [0, -1]].tolist()]  # faster than by one index
        return np.concatenate([np.zeros(0, dtype=np.uint32), *rows]), np.diff(edges, axis=1).reshape(-1)

    def _which(self, asked: Asked, *, exact: bool = False) -> Places:
        """For each number of the vocabulary, the place of the word that is asked for; 0 where none is."""
        which = np.zeros(self.vocabulary.shape[1], dtype=np.uint16)
        bare = np.asarray([_sign(folded_key(word)) for word in asked.words], dtype=np.uint64)
        first = np.searchsorted(self.vocabulary[0], bare).tolist()
        last = np.searchsorted(self.vocabulary[0], bare, side="right").tolist()
        for place, (begin, end) in enumerate(zip(first, last, strict=True), 1):
            spelt = self.vocabulary[1, begin:end] == _sign(asked.words[place - 1]) if exact else slice(None)
            which[begin:end][spelt] = place
        return which


class Counted(NamedTuple):
    """Of ``n`` passages: how often each term stands in each field without diacritics, ``(n, FIELDS, terms)``, how
    often with them among the words, ``(n, terms)``, and how much each field holds, ``(n, FIELDS)``.
    """

    folded: Counts
    exact: Counts
    lengths: Counts


@dataclass(frozen=True, slots=True)
class Asked:
    """Terms to be counted: words, and pairs of neighbours. ``words`` are those and the ones in pairs, with places
    from 1 on; ``alone`` and ``pairs`` say which term a word is, and two after each other, 0 being none.
    """

    words: list[str]
    alone: Places
    pairs: Places
    _size: int

    @classmethod
    def of(cls, terms: Sequence[str]) -> Asked:
        """Each once; pairs are joined by ``_``."""
        parts = [term.split("_") for term in terms]
        place = {word: i for i, word in enumerate(dict.fromkeys(chain.from_iterable(parts)), 1)}
        alone = np.zeros(len(place) + 1, dtype=np.int32)
        pairs = np.zeros((len(place) + 1, len(place) + 1), dtype=np.int32)
        for number, (first, *second) in enumerate(parts, 1):
            if second:
                pairs[place[first], place[second[0]]] = number
            else:
                alone[place[first]] = number
        return cls(list(place), alone, pairs, len(terms))

    def __len__(self) -> int:
        """How many terms there are."""
        return self._size

    def tally(self, words: Places, at: Counts, rows: Places, count: int) -> Counts:
        """How often each of ``count`` rows has each term, ``(count, len(self))``: from words by their places here
        (0 is none of them), where each stands, ascending, and in which row.
        """
        neighbours = (at[1:] == at[:-1] + 1) & (rows[1:] == rows[:-1])
        second = np.flatnonzero(neighbours) + 1
        term = np.concatenate([self.alone[words], self.pairs[words[second - 1], words[second]]])
        cell = np.concatenate([rows, rows[second]]) * (len(self) + 1) + term
        found = np.bincount(cell, minlength=count * (len(self) + 1))
        return found.reshape(count, len(self) + 1)[:, 1:]


@dataclass(frozen=True, slots=True)
class ForwardShard(Shard[Words]):
    """The words of its passages, mapped into memory."""

    SUFFIX = ".words"

    words: Words

    @classmethod
    def open(cls, path: Path) -> ForwardShard:
        """As :class:`Shard` has it."""
        keys = np.load(path.with_suffix(".npy"), mmap_mode="r")
        numbers, bounds, vocabulary = (np.load(path.with_suffix(end), mmap_mode="r") for end in _ENDS)
        if len(bounds) != FIELDS * len(keys) + 1 or bounds[-1] != len(numbers):
            raise ValueError(f"{path}: the bounds of {len(numbers)} words do not match {len(keys)} keys")
        words = Words(np.asarray(numbers), np.asarray(bounds), np.asarray(vocabulary))
        return cls(path, np.asarray(keys), np.zeros(0, np.int64), None, words)

    @classmethod
    def save(cls, path: Path, rows: Words) -> None:
        """Each array in a file of its own."""
        arrays: tuple[NDArray[Any], ...] = rows.numbers, rows.bounds, rows.vocabulary
        for end, array in zip(_ENDS, arrays, strict=True):
            save_array(path.with_suffix(end), array)

    @staticmethod
    def stacked(parts: list[Words]) -> Words:
        """Some passages after others."""
        return Words.stacked(parts)

    def at(self, places: Keys) -> Words:
        """Of the passages at some places."""
        return self.words.at(places)


def _numbered(signs: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], Counts]:
    """Each sign once, sorted, and where each now is; shapes ``(2, n)`` and ``(n,)``."""
    order = np.lexsort(signs[::-1])
    there = signs[:, order]
    is_new = np.ones(there.shape[1], dtype=bool)
    is_new[1:] = (there[:, 1:] != there[:, :-1]).any(axis=0)
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.cumsum(is_new) - 1
    return there[:, is_new], number


@lru_cache(maxsize=65_536)
def _sign(word: str) -> int:
    """Eight bytes by which a word is known; nothing for what stands apart."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little") if word else 0
