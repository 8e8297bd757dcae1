"""The lexical half: BM25 over syllables and syllable pairs, with and without diacritics.

Vietnamese is written in syllables and its words are mostly pairs of them, so pairs (``đấu_thầu``) are terms of
their own. Numbers are terms too, in each spelling that :mod:`indexer.numbers` knows, full dates in one. A passage
is found by several fields (:mod:`indexer.index.fields`); a term counts by the one that it suits best, so that to
repeat the subject of a directive makes a passage no better (:mod:`indexer.index.bm25`).
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from math import isqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.index import bm25, shards
from indexer.index.bm25 import FieldWeights, Floats, Rarity, Term
from indexer.index.fields import fields_of, fields_of_header
from indexer.index.inverted import Asked, Found, Having, Indexed, Inverted, InvertedShard
from indexer.index.postings import FIELDS, WORDS
from indexer.index.records import StoredPassage
from indexer.index.shards import Keys
from indexer.index.vector_shard import Scored
from indexer.index.vectors import ordered

FOLDER = "lexical"

_CANDIDATES, _POSTINGS = 300, 50_000
"""Passages that are weighed, and postings by which the rarest terms find them, at least. Of many passages the
square root of their number is weighed, found by a quarter as many postings as there are passages: of the first ten
of a million .979 are the same as if all were weighed, .800 with the least of both (docs/performance.md).
"""

_SMALL = 500
"""Passages of an archive that are all weighed, without looking for candidates."""

_FEW = 2_000
"""Passages that are weighed without looking for candidates where only these may be found."""

_APIECE = 64
"""Scores of which only the best is looked at first, where many are to be told from the best."""

_SMALLEST = np.nextafter(np.float32(0), np.float32(1))
"""The lowest score above zero."""

_FOUND_BY = np.asarray([1.0, 0.0, 0.5, 4.0], dtype=np.float32)[:, np.newaxis]
"""What a term counts in each field when candidates are looked for."""

_TOGETHER = 5_000
"""Passages that are written at once, or a few more."""

_NO_KEYS = np.zeros(0, dtype=np.int64)


class LexicalIndex:
    """Inverted lists in a folder, one for the passages under each different set of access labels, opened together
    for searching: as one index of the passages under those that a reader may see. What the others hold is neither
    found nor counted in any statistic.
    """

    def __init__(self, parts: Sequence[InvertedShard]) -> None:
        """Use :meth:`build` or :meth:`open`."""
        self._shards = parts
        self._passages = sum(len(shard.keys) for shard in parts)
        self._directives = sum(shard.words.headers.size for shard in parts)

    @classmethod
    def build(cls, folder: Path, passages: Iterable[StoredPassage], labels: str = "") -> None:
        """Write the index of ``passages``, those under some labels, by ascending keys, into ``folder/lexical``."""
        path = _part(folder, labels)
        shutil.rmtree(path, ignore_errors=True)
        path.parent.mkdir(exist_ok=True)
        shards.build(InvertedShard, path, _inverted(passages))

    @classmethod
    def update(
        cls, before: Path, folder: Path, gone: Keys, passages: Iterable[StoredPassage], labels: str = ""
    ) -> None:
        """Write the index of the passages under some labels from another folder into this one, without those
        ``gone`` (keys), with others after all of these.

        Shards that stay are linked, not copied. The statistics that rank words still count a few that are gone
        until their shard is written again.
        """
        path, source = _part(folder, labels), _part(before, labels)
        if not source.is_dir():
            cls.build(folder, passages, labels)
            return
        path.parent.mkdir(exist_ok=True)
        shards.update(InvertedShard, source, path, gone, _inverted(passages))

    @classmethod
    def open(cls, folder: Path, labels: Sequence[str] = ("",), before: LexicalIndex | None = None) -> LexicalIndex:
        """Open what :meth:`build` or :meth:`update` wrote of the passages under some labels; what was open
        ``before`` is not read again.

        Raises:
            OSError, ValueError: a part is missing or broken.
        """
        known = before._shards if before else ()
        return cls([shard for one in labels for shard in shards.opened(InvertedShard, _part(folder, one), known)])

    @property
    def keys(self) -> Keys:
        """Of all passages held, ascending."""
        return np.sort(shards.keys_of(self._shards))

    def search(
        self,
        terms: Sequence[Term],
        weights: FieldWeights,
        limit: int,
        among: Keys | None = None,
        near: Keys = _NO_KEYS,
    ) -> Scored:
        """The ``limit`` best passages for weighted terms, of all or of some, and those that are ``near`` besides,
        however they score.

        Candidates come from a plain sum of BM25 over the words and the headers, by the rarest terms; each is then
        weighed by all its fields. Where there are few passages, all are weighed.
        """
        if not terms or (among is not None and not len(among)):
            return near, np.zeros(len(near), dtype=np.float32)
        asked = Asked.of(terms)
        found = [shard.look_up(asked) for shard in self._shards]
        having = self._having(found, len(terms))
        rarity = Rarity.of(*having, self._passages, self._directives)
        if among is not None and len(among) <= _FEW:
            keys = among
        elif among is None and self._passages <= _SMALL:
            keys = self.keys
        else:
            most = max(_CANDIDATES, isqrt(self._passages), limit)
            worth = rarity.folded * _FOUND_BY * np.asarray([term.weight for term in terms], dtype=np.float32)
            if among is None:
                postings = max(_POSTINGS, self._passages // 4)
                worth *= _are_rarest(np.where(_FOUND_BY > 0, having.folded, 0), postings, most)
            keys = self._candidates(found, worth, most, among)
        keys = np.union1d(keys, near)
        scores = self._weighed(keys, terms, found, rarity, weights)
        best = np.argsort(-scores, kind="stable")[:limit]
        wanted = np.zeros(len(keys), dtype=np.bool_)
        wanted[best] = scores[best] > 0
        wanted[keys.searchsorted(near)] = True
        return ordered(keys[wanted], scores[wanted])

    def frequency(self, term: str, field: int = WORDS, *, any_spelling: bool = False) -> int:
        """How many passages have a syllable or a pair of them, as it is spelt or in any spelling; of a header's
        fields, how many directives.
        """
        return sum(shard.frequency(term, field, any_spelling=any_spelling) for shard in self._shards)

    def rarity(self, folded: str) -> float:
        """The inverse document frequency of a term among the words, in any spelling."""
        return float(bm25.rarity(np.asarray(self.frequency(folded, any_spelling=True)), self._passages))

    def _having(self, found: Sequence[Found], terms: int) -> Having:
        """Of all shards."""
        folded, exact = np.zeros((FIELDS, terms), dtype=np.int64), np.zeros(terms, dtype=np.int64)
        for shard, lists in zip(self._shards, found, strict=True):
            of_shard = shard.having(lists)
            folded += of_shard.folded
            exact += of_shard.exact
        return Having(folded, exact)

    def _candidates(self, found: Sequence[Found], worth: Floats, limit: int, among: Keys | None) -> Keys:
        """The best by a plain sum over the terms that are worth something in a field."""
        summed = [shard.sums(lists, worth) for shard, lists in zip(self._shards, found, strict=True)]
        for shard, scores in zip(self._shards, summed, strict=True):
            may_not = shard.gone if among is None else np.delete(np.arange(len(scores)), shard.find(among)[1])
            scores[may_not] = 0
        least = least_of_best(np.concatenate(summed), limit)
        best = [np.flatnonzero(scores >= least) for scores in summed]
        return np.concatenate([shard.keys[places] for shard, places in zip(self._shards, best, strict=True)])

    def _weighed(
        self, keys: Keys, terms: Sequence[Term], found: Sequence[Found], rarity: Rarity, weights: FieldWeights
    ) -> NDArray[np.float32]:
        """What passages score, in the order of ``keys``."""
        scores = np.zeros(len(keys), dtype=np.float32)
        for shard, lists in zip(self._shards, found, strict=True):
            here, places = shard.find(keys)
            if len(places):
                scores[here] = bm25.scores(shard.count(lists, places), terms, rarity, weights)
        return scores


def _part(folder: Path, labels: str) -> Path:
    """Where the index of the passages under some labels lies."""
    return folder / FOLDER / hashlib.blake2b(labels.encode(), digest_size=8).hexdigest()


def _inverted(passages: Iterable[StoredPassage]) -> Iterator[tuple[Keys, Inverted]]:
    """The lists of some at a time, of whole directives."""
    keys: list[int] = []
    directives: list[Indexed] = []
    for _, run in groupby(passages, key=lambda stored: stored.entry.id):
        some = list(run)
        keys += [stored.key for stored in some]
        directives.append(Indexed(fields_of_header(some[0].entry.header), [fields_of(stored) for stored in some]))
        if len(keys) >= _TOGETHER:
            yield np.asarray(keys, dtype=np.int64), Inverted.of(directives)
            keys, directives = [], []
    if keys:
        yield np.asarray(keys, dtype=np.int64), Inverted.of(directives)


def least_of_best(scores: Floats, limit: int) -> np.float32:
    """The lowest of the ``limit`` best scores above zero, or of all where there are no more."""
    tops = scores[: len(scores) // _APIECE * _APIECE].reshape(_APIECE, -1).max(axis=0)
    if len(tops) > limit:  # so many reach the lowest of the best tops: the rest need not be looked at
        scores = scores[scores >= np.partition(tops, -limit)[-limit]]
    least = np.partition(scores, -limit)[-limit] if len(scores) >= limit else _SMALLEST
    return max(least, _SMALLEST)


def _are_rarest(having: NDArray[np.int64], postings: int, least: int) -> NDArray[np.bool_]:
    """Which terms look for candidates, by field: the rarest, of so many postings, or more where these are few."""
    order = np.argsort(having, axis=None, kind="stable")
    together = np.cumsum(having.reshape(-1)[order])
    before = np.concatenate([[0], together[:-1]])
    chosen = np.zeros(having.size, dtype=bool)
    chosen[order] = (together <= postings) | (before < least)
    return chosen.reshape(having.shape)
