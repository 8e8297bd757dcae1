"""Topics in, the directives that cover each out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from indexer.errors import InvalidQuery
from indexer.index.records import Entry, StoredPassage
from search_api.answering import question
from search_api.answering.archive import archive_of
from search_api.answering.overlap import Asked
from search_api.coverage import signs
from search_api.coverage.signs import Signs
from search_api.engine import NO_FILTERS, Engine, Hit, Mode
from search_api.filters import Filters
from search_api.ranking import Ranking

MOST_TOPICS = 50
"""The most topics of one request."""

_FIRST, _MOST = 500, 16_000
"""Passages that are looked at first, and at most: twice as many as long as the last of them still cover."""

_TAIL = 4
"""The last one in so many passages must cover nothing before the looking ends."""


class Strength(StrEnum):
    """Whether a directive is about a topic, or touches it."""

    STRONG = "strong"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class Covering:
    """A directive that covers a topic: ``passages`` of it do, ``score`` is the chance of the ``best`` one."""

    entry: Entry
    passages: int
    score: float
    strength: Strength
    best: Hit


@dataclass(frozen=True, slots=True)
class Coverage:
    """A topic and all directives that cover it, the surest first.

    Without ``is_whole`` there may be more: the looking ended while passages still covered the topic.
    """

    topic: str
    directives: tuple[Covering, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """The passages that were looked at for a topic, in the order of ``ranking``; their signs, shape (n, 6)."""

    ranking: Ranking
    stored: tuple[StoredPassage, ...]
    signs: NDArray[np.float64]

    @property
    def chances(self) -> NDArray[np.float64]:
        """Of each passage, that it speaks of the topic."""
        return signs.chances(self.signs)


def cover(engine: Engine, topics: Sequence[str], filters: Filters = NO_FILTERS) -> list[Coverage]:
    """The coverage of each topic, in their order.

    Raises:
        InvalidQuery: there are no topics or too many, or one is empty or too long.
    """
    if not 1 <= len(topics) <= MOST_TOPICS:
        raise InvalidQuery(f"Cần 1 đến {MOST_TOPICS} chủ đề, không phải {len(topics)}.", topics=len(topics))
    return [_cover(engine, topic, filters) for topic in topics]


def look(engine: Engine, topic: str, depth: int, filters: Filters = NO_FILTERS) -> Judged:
    """The best passages for a topic, ``depth`` by words and as many by meaning, with their signs.

    Raises:
        InvalidQuery: it is empty or too long.
    """
    return _Looking(engine, topic, filters).at(depth)


class _Looking:
    """The looking at passages for one topic, deeper and deeper: each passage is judged once."""

    def __init__(self, engine: Engine, topic: str, filters: Filters) -> None:
        self._engine = engine
        self._query = engine.understand(topic)
        self._asked = Asked(question.read(self._query), archive_of(engine.index))
        self._filters = filters
        self._seen: dict[int, tuple[StoredPassage, tuple[float, ...]]] = {}

    def at(self, depth: int) -> Judged:
        """The best ``depth`` by words and as many by meaning."""
        ranking = self._engine.rank(self._query, Mode.HYBRID, self._filters, depth)
        keys = ranking.keys.tolist()
        self._see(keys, ranking)
        kept = [i for i, key in enumerate(keys) if key in self._seen]
        seen = [self._seen[keys[i]] for i in kept]
        table = np.array([values for _, values in seen], dtype=np.float64).reshape(-1, len(signs.WEIGHTS))
        return Judged(ranking.at(kept), tuple(stored for stored, _ in seen), table)

    def _see(self, keys: list[int], ranking: Ranking) -> None:
        """Judge the passages that were not looked at before."""
        new = self._engine.index.fetch([key for key in keys if key not in self._seen])
        early = self._engine.index.are_preambles(ranking.keys)
        for i, key in enumerate(keys):
            if stored := new.get(key):
                found = Signs.of(stored, self._asked, float(ranking.dense[i]), is_preamble=bool(early[i]))
                self._seen[key] = stored, found.values


def _cover(engine: Engine, topic: str, filters: Filters) -> Coverage:
    depth, looking = _FIRST, _Looking(engine, topic, filters)
    while True:
        judged = looking.at(depth)
        chances = judged.chances
        covers = chances >= signs.PARTIAL
        is_whole = len(chances) < depth or not covers[-len(covers) // _TAIL :].any()
        if is_whole or depth >= _MOST:
            return Coverage(topic, tuple(_directives(engine, topic, judged, chances, covers)), is_whole)
        depth *= 2


def _directives(
    engine: Engine, topic: str, judged: Judged, chances: NDArray[np.float64], covers: NDArray[np.bool_]
) -> list[Covering]:
    """The directives of the passages that cover, the surest first; of equal ones by file."""
    places: dict[str, list[int]] = {}
    for i in np.flatnonzero(covers).tolist():
        places.setdefault(judged.stored[i].entry.id, []).append(i)
    query = engine.understand(topic)
    found = []
    for members in places.values():
        best = max(members, key=lambda i: (chances[i], -i))
        score = float(chances[best])
        strength = Strength.STRONG if score >= signs.STRONG else Strength.PARTIAL
        hit = engine.hit(1, [(best, judged.stored[best])], judged.ranking, query)
        found.append(Covering(judged.stored[best].entry, len(members), score, strength, hit))
    return sorted(found, key=lambda one: (-one.score, -one.passages, one.entry.file))
