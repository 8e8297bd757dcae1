"""Inverted lists in numpy: which documents have a term, and how often.

A term is a syllable, two neighbours or a number, in one of the fields. It is known by eight bytes, its *sign*: two
bits say the field, 42 what it is without diacritics, twenty how it is spelt. So the spellings of a word stand
beside each other, and a word without diacritics is one slice of the lists. Among ten million terms another one has
the same sign with a chance of one in four hundred thousand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, count
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from indexer.text import folded_key

WORDS, HEADING, HEADER, NUMBER = range(4)
"""Fields: a passage's words, what it begins with, facts of its directive, numbers that this is about."""

FIELDS = 4

SPELLINGS = np.uint64(1 << 20)
"""Signs that a word without diacritics has, at most."""

_MIXER = 0x9E3779B97F4A7C15
"""2⁶⁴ over the golden ratio: multiplicative hashing (Knuth, *The Art of Computer Programming* 3, 6.4)."""

_BITS = (1 << 64) - 1

Signs = NDArray[np.uint64]
Places = NDArray[np.integer[Any]]
Hash: TypeAlias = Any
"""Of 64 bits: an ``int``, or ``Signs``, by the same arithmetic."""


class Field(NamedTuple):
    """The syllables of a field, in order and as exact keys, then its numbers and dates as terms of their own."""

    syllables: Sequence[str]
    marks: Sequence[str] = ()


class Postings(NamedTuple):
    """Of ``n`` documents. The term of each of ``signs``, ascending, shape ``(terms,)``, is in those at ``places``,
    ascending, between its two ``starts``, shape ``(terms + 1,)``; ``often`` says how many times, up to 255.
    ``lengths`` is how many syllables and numbers each field of a document has, shape ``(fields, n)``.
    """

    signs: Signs
    starts: NDArray[np.int64]
    places: NDArray[np.uint32]
    often: NDArray[np.uint8]
    lengths: NDArray[np.uint16]

    @property
    def size(self) -> int:
        """How many documents there are."""
        return int(self.lengths.shape[1])

    @property
    def is_whole(self) -> bool:
        """Whether its parts match each other, as far as their sizes tell."""
        ends = len(self.places), len(self.often), int(self.starts[-1])
        return len(self.starts) == len(self.signs) + 1 and len(set(ends)) == 1

    @classmethod
    def of(cls, documents: Sequence[Sequence[Field]], fields: Sequence[int]) -> Postings:
        """From what each document has in ``fields``, in their order."""
        rows = list(chain.from_iterable(documents))
        known: defaultdict[str, int] = defaultdict(count().__next__)
        sizes = np.asarray([(len(row.syllables), len(row.marks)) for row in rows], dtype=np.int64).reshape(-1, 2)
        words = map(known.__getitem__, chain.from_iterable(chain.from_iterable(rows)))
        number = np.fromiter(words, dtype=np.int64, count=int(sizes.sum()))
        part = np.repeat(np.arange(sizes.size), sizes.reshape(-1))  # even: the syllables of a row, odd: its marks
        second = np.flatnonzero((part[1:] == part[:-1]) & (part[1:] % 2 == 0)) + 1
        row = np.concatenate([part, part[second]]) // 2
        hashes = [
            np.concatenate([one[number], _joined(one[number[second - 1]], one[number[second]])])
            for one in (_hashes([folded_key(word) for word in known]), _hashes(list(known)))
        ]
        field = np.asarray(fields, dtype=np.uint64)[row % len(fields)]
        exact = np.where(field == WORDS, hashes[1], np.uint64(0))  # only words are told apart by their spelling
        signs = _sign(field, hashes[0], exact)
        lengths = sizes.sum(axis=1).reshape(-1, len(fields)).T
        return cls._sorted(signs, row // len(fields), lengths)

    @classmethod
    def _sorted(cls, signs: Signs, places: Places, lengths: Places) -> Postings:
        """From all terms as they stand in the documents: those alike by ascending places."""
        order = np.argsort(signs, kind="stable")
        signs, places = signs[order], places[order]
        first = _firsts((signs[1:] != signs[:-1]) | (places[1:] != places[:-1]), len(signs))
        often = np.diff(first, append=len(signs)).clip(max=np.iinfo(np.uint8).max)
        signs, places = signs[first], places[first]
        starts = _firsts(signs[1:] != signs[:-1], len(signs))
        return cls(
            signs[starts],
            np.append(starts, len(signs)),
            places.astype(np.uint32),
            often.astype(np.uint8),
            lengths.clip(max=np.iinfo(np.uint16).max).astype(np.uint16),
        )

    @classmethod
    def stacked(cls, parts: Sequence[Postings]) -> Postings:
        """Some documents after others: each list goes where those before it end, nothing is sorted again."""
        signs = np.unique(np.concatenate([part.signs for part in parts]))
        terms = [np.searchsorted(signs, part.signs) for part in parts]
        sizes = np.zeros(len(signs) + 1, dtype=np.int64)
        for part, term in zip(parts, terms, strict=True):
            sizes[term + 1] += np.diff(part.starts)
        starts = np.cumsum(sizes)
        places, often = np.empty(int(starts[-1]), dtype=np.uint32), np.empty(int(starts[-1]), dtype=np.uint8)
        free, before = starts[:-1].copy(), 0
        for part, term in zip(parts, terms, strict=True):
            own = np.diff(part.starts)
            to = np.repeat(free[term] - part.starts[:-1], own) + np.arange(len(part.places))
            places[to], often[to] = part.places + np.uint32(before), part.often
            free[term] += own
            before += part.size
        return cls(signs, starts, places, often, np.concatenate([part.lengths for part in parts], axis=1))

    def at(self, places: Places) -> Postings:
        """Of the documents at some places, ascending."""
        now = np.full(self.size, -1, dtype=np.int64)
        now[places] = np.arange(len(places))
        moved = now[self.places]
        there = moved >= 0
        starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(there)])[self.starts]
        has = np.flatnonzero(np.diff(starts))
        return Postings(
            self.signs[has],
            np.append(starts[has], starts[-1]),
            moved[there].astype(np.uint32),
            self.often[there],
            self.lengths[:, places],
        )

    def lists(self, first: Signs, after: Signs) -> Lists:
        """Of all signs from the first to what comes after them, each pair of these a list."""
        return Lists(self.signs.searchsorted(first), self.signs.searchsorted(after))

    def frequency(self, first: int, after: int) -> int:
        """How many documents are in the one list between two signs."""
        lists = self.lists(*np.asarray([[first], [after]], dtype=np.uint64))
        return int(self.sizes(lists)[0])

    def sizes(self, lists: Lists) -> NDArray[np.int64]:
        """How many documents are in each; one that spells a word in two ways counts twice."""
        return self.starts.take(lists.after) - self.starts.take(lists.first)

    def joined(self, lists: Lists, rows: NDArray[Any], kind: type[np.generic]) -> NDArray[Any]:
        """What lists have of the ``places`` or ``often``, one after the other; numpy finds fastest by ``intp``."""
        first, last = self.starts.take(lists.first), self.starts.take(lists.after)
        held = np.flatnonzero(first < last)
        edges = zip(first[held].tolist(), last[held].tolist(), strict=True)
        return np.concatenate([rows[:0], *(rows[first:last] for first, last in edges)], dtype=kind)


class Lists(NamedTuple):
    """Some lists, each of the terms from the ``first`` to the one ``after`` them, by their numbers."""

    first: Places
    after: Places


@lru_cache(maxsize=65_536)
def sign_of(term: str, field: int, spelt: bool = False) -> int:
    """Of a syllable, of a pair joined by ``_``, or of a number: spelt so, or the first of all spellings."""
    exact = _hash_of_term(term) if spelt and field == WORDS else 0
    return int(_sign(field, _hash_of_term(folded_key(term)), exact))


def signs_of(terms: Sequence[str]) -> Signs:
    """Of several in each of the fields, the first of all their spellings: ``(FIELDS, terms)``."""
    signs = np.asarray([sign_of(term, WORDS) for term in terms], dtype=np.uint64)
    return signs | np.arange(FIELDS, dtype=np.uint64)[:, np.newaxis] << np.uint64(62)


def _sign(field: Hash, folded: Hash, exact: Hash) -> Hash:
    """Two bits of the field, 42 of one hash, twenty of the other."""
    return field << 62 | folded >> 22 << 20 | exact >> 44


def _firsts(differ: NDArray[np.bool_], size: int) -> NDArray[np.int64]:
    """Where something begins that is not as what is before it."""
    return np.concatenate([np.zeros(min(size, 1), dtype=np.int64), np.flatnonzero(differ) + 1])


def _joined(first: Hash, second: Hash) -> Hash:
    """Of a pair: the parts are mixed, in their order."""
    mixed = (first * _MIXER & _BITS) ^ second
    return (mixed ^ mixed >> 32) * _MIXER & _BITS


def _hashes(words: Sequence[str]) -> Signs:
    return np.asarray([_hash(word) for word in words], dtype=np.uint64)


def _hash_of_term(term: str) -> int:
    first, *second = map(_hash, term.split("_"))
    return int(_joined(first, second[0])) if second else first


@lru_cache(maxsize=65_536)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")
