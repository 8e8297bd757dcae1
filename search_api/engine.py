"""The search itself: a request in, ranked hits with citations out. Knows nothing of HTTP."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from indexer.embed import Embedder
from indexer.errors import InvalidQuery
from indexer.index.archive_index import ArchiveIndex, require_same_model
from indexer.index.records import Entry, StoredPassage
from indexer.index.vectors import Scored
from search_api import facts, fuse
from search_api.answering import evidence, question
from search_api.cite import Citation, cite
from search_api.filters import Among, Filters
from search_api.highlight import Span, highlights, quote
from search_api.query import Query, Weights, terms, understand
from search_api.vocabulary import Vocabulary

DEPTH = 200
"""Passages that each half brings before they are fused."""

MOST = 100
"""The largest ``top_k``."""

_LOOKED_AT = 50
"""Passages whose words are looked at for the kind of thing that a question asks for."""

_SHOWN = 3
"""Passages of a directive that a grouped hit shows."""

_UNCROWDED = 3
"""Passages of a directive that count in full."""


NO_FILTERS = Filters()


class Mode(StrEnum):
    """Which half answers."""

    HYBRID = "hybrid"
    DENSE = "dense"
    LEXICAL = "lexical"


class GroupBy(StrEnum):
    """What a hit stands for: each passage, or each directive once by its best passage."""

    PASSAGE = "passage"
    DIRECTIVE = "directive"


@dataclass(frozen=True, slots=True)
class Request:
    """A search. ``top_k`` counts hits, passages or directives as ``group_by`` says."""

    query: str
    top_k: int = 10
    mode: Mode = Mode.HYBRID
    filters: Filters = NO_FILTERS
    group_by: GroupBy = GroupBy.PASSAGE


@dataclass(frozen=True, slots=True)
class Hit:
    """One ranked passage. ``lexical`` and ``dense`` are the halves' own scores (BM25, cosine), None where a half
    did not look at it; ``others`` are further passages of the same directive when grouped.
    """

    rank: int
    score: float
    lexical: float | None
    dense: float | None
    stored: StoredPassage
    highlights: tuple[Span, ...]
    citation: Citation
    others: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """An answer. ``total`` counts the passages (or directives) that were ranked, of which ``hits`` are the best;
    ``facets`` counts their directives by header field.
    """

    query: Query
    total: int
    took_ms: float
    hits: tuple[Hit, ...]
    facets: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Passage keys, best first, with the fused score and those of the halves (NaN where not looked at)."""

    keys: NDArray[np.int64]
    scores: NDArray[np.float32]
    lexical: NDArray[np.float32]
    dense: NDArray[np.float32]

    def at(self, places: Sequence[int]) -> Ranking:
        """Those at some places, in their order."""
        chosen = np.asarray(places, dtype=np.int64)
        return Ranking(self.keys[chosen], self.scores[chosen], self.lexical[chosen], self.dense[chosen])


@dataclass(slots=True)
class Engine:
    """An opened index and the model that made it."""

    index: ArchiveIndex
    embedder: Embedder
    weights: Weights = field(default_factory=Weights)
    lexical_weight: float = fuse.LEXICAL_WEIGHT
    vocabulary: Vocabulary = field(init=False)

    def __post_init__(self) -> None:
        """Refuse a model that did not make the index."""
        self.vocabulary = Vocabulary.of(self.index)
        require_same_model(self.index.model, self.embedder.fingerprint, self.index.layout.folder)

    def close(self) -> None:
        """Let go of the index."""
        self.index.close()

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def search(self, request: Request) -> Result:
        """Answer a request.

        Ranking is deterministic: equal scores are ordered by the passages' place in the catalog.

        Raises:
            InvalidQuery: the question is empty or too long, or ``top_k`` is out of range.
        """
        started = time.perf_counter()
        if not 1 <= request.top_k <= MOST:
            raise InvalidQuery(f"top_k phải từ 1 đến {MOST}, không phải {request.top_k}.", top_k=request.top_k)
        query = self.understand(request.query)
        ranking = self.rank(query, request.mode, request.filters, max(DEPTH, request.top_k))
        keys = ranking.keys.tolist()
        entries = self.index.catalog.entries_of(keys)
        groups = _grouped(keys, entries, request.group_by)
        best = groups[: request.top_k]
        stored = self.index.catalog.passages([keys[i] for group in best for i in group[:_SHOWN]])
        hits = tuple(
            self.hit(rank, [(i, stored[keys[i]]) for i in group[:_SHOWN]], ranking, query)
            for rank, group in enumerate(best, 1)
        )
        took = round((time.perf_counter() - started) * 1000, 2)
        return Result(query, len(groups), took, hits, _facets(entries.values()))

    def understand(self, question: str) -> Query:
        """What a question asks of this archive.

        Raises:
            InvalidQuery: it is empty or too long.
        """
        return understand(question, self.vocabulary)

    def rank(self, query: Query, mode: Mode, filters: Filters = NO_FILTERS, depth: int = DEPTH) -> Ranking:
        """The passages for a question, best first; both halves bring ``depth`` of those the filters leave."""
        among = filters.apply(self.index.catalog) if filters else None
        if mode is Mode.LEXICAL:
            keys, scores = self._by_words(query, depth, among)
            return _ranking(keys, scores, scores, np.full_like(scores, np.nan))
        vector = self._vector(query)
        near = self.index.vectors.search(vector, depth, among.keys if among else None)
        if mode is Mode.DENSE:
            keys, scores = near
            return _ranking(keys, scores, np.full_like(scores, np.nan), scores)
        named = self._by_words(query, depth, among)
        keys = np.union1d(named[0], near[0])
        lexical = np.zeros(len(keys), dtype=np.float32)
        lexical[np.searchsorted(keys, named[0])] = named[1]
        dense = self.index.vectors.scores(vector, keys)
        fused = fuse.convex(lexical, dense, self.lexical_weight)
        fused *= 1 - self.weights.preamble * np.isin(keys, self.index.preambles)
        fused += self._fitting(query, keys)
        self._raise_what_answers(query, keys, fused)
        fused = fuse.spread(fused, self.index.owners(keys), _UNCROWDED, self.weights.crowded)
        return _ranking(keys, fused, lexical, dense)

    def _fitting(self, query: Query, keys: NDArray[np.int64]) -> NDArray[np.float32]:
        """What passages gain by their directive's header and by the offices that they give tasks to."""
        gained = np.zeros(len(keys), dtype=np.float32)
        if query.assignees:
            tasks = np.concatenate([self.vocabulary.tasks_of(name) for name in query.assignees])
            gained += self.weights.task * np.isin(keys, tasks)
        if query.facts:
            entries = self.index.catalog.entries_of(keys.tolist())
            weight = self.weights.header if query.is_of_header else self.weights.fact
            gained += weight * facts.fitting(query.facts, [entries[key].header for key in keys.tolist()])
        return gained

    def _raise_what_answers(self, query: Query, keys: NDArray[np.int64], fused: NDArray[np.float32]) -> None:
        """Raise the best passages, in place, where they hold the kind of thing asked for: a date for "khi nào"."""
        asked = question.read(query)
        if asked.want not in evidence.TOLD_APART:
            return
        best = np.lexsort((keys, -fused))[:_LOOKED_AT]
        stored = self.index.catalog.passages(keys[best].tolist())
        held = [evidence.strength(stored[key].passage.text, asked, asked.want) for key in keys[best].tolist()]
        fused[best] *= 1 + self.weights.asked * np.minimum(held, 1.0)

    def _by_words(self, query: Query, depth: int, among: Among | None) -> Scored:
        wanted, fields = terms(query, self.weights), self.weights.fields
        keys, scores = self.index.lexical.search(wanted, fields, depth, among.directives if among else None)
        kept = np.isin(keys, among.keys) if among else np.ones(len(keys), dtype=bool)
        return keys[kept], scores[kept]

    def _vector(self, query: Query) -> NDArray[np.float32]:
        """Of a question: as it was asked, and a little as a directive would say it."""
        vectors = self.embedder.embed_queries(query.dense_texts)
        mixed = vectors[0] + self.weights.rewritten * vectors[1:].sum(axis=0)
        return np.asarray(mixed / max(float(np.linalg.norm(mixed)), 1e-12), dtype=np.float32)

    def hit(self, rank: int, members: Sequence[tuple[int, StoredPassage]], ranking: Ranking, query: Query) -> Hit:
        """What is shown of a passage, the first of ``members``, each with its place in the ranking."""
        (i, stored), *others = members
        text = stored.passage.text
        marked = highlights(text, query)
        start, end = quote(text, marked)
        return Hit(
            rank=rank,
            score=float(ranking.scores[i]),
            lexical=_known(ranking.lexical[i]),
            dense=_known(ranking.dense[i]),
            stored=stored,
            highlights=tuple(marked),
            citation=cite(
                stored.entry, stored.passage, text[start:end], self.index.links.replaced_by(stored.entry.id)
            ),
            others=tuple(self.hit(n, [member], ranking, query) for n, member in enumerate(others, 2)),
        )


def _ranking(
    keys: NDArray[np.int64],
    scores: NDArray[np.float32],
    lexical: NDArray[np.float32],
    dense: NDArray[np.float32],
) -> Ranking:
    order = np.lexsort((keys, -scores))
    return Ranking(keys[order], scores[order], lexical[order], dense[order])


def _grouped(keys: list[int], entries: Mapping[int, Entry], by: GroupBy) -> list[list[int]]:
    """Places in the ranking that make one hit: each alone, or all of a directive together, best first."""
    groups: dict[object, list[int]] = {}
    for i, key in enumerate(keys):
        if key in entries:
            groups.setdefault(entries[key].id if by is GroupBy.DIRECTIVE else key, []).append(i)
    return list(groups.values())


def _known(score: np.float32) -> float | None:
    return None if np.isnan(score) else float(score)


def _facets(entries: Iterable[Entry]) -> dict[str, dict[str, int]]:
    """How many of the directives have each kind, issuer and year, most first."""
    unique = {entry.id: entry.header for entry in entries}.values()
    values = {
        "kind": Counter(header.kind for header in unique if header.kind),
        "issuer": Counter(header.issuer for header in unique if header.issuer),
        "year": Counter(str(header.date.year) for header in unique if header.date.year),
    }
    return {
        name: dict(sorted(counter.items(), key=lambda item: (-item[1], item[0])))
        for name, counter in values.items()
    }
