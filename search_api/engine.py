"""The search itself: a request in, ranked hits with citations out. Knows nothing of HTTP."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import InitVar, dataclass, field
from enum import StrEnum
from functools import partial

import numpy as np
from numpy.typing import NDArray

from indexer.embed import Embedder
from indexer.errors import InvalidQuery
from indexer.index.archive_index import ArchiveIndex, require_same_model
from indexer.index.headers import Condition
from indexer.index.postings import NUMBER
from indexer.index.records import StoredPassage
from indexer.index.shards import Keys
from indexer.index.vector_shard import Scored
from indexer.index.vectors import by_key
from indexer.text import folded_key
from search_api import facts, fuse, late_interaction
from search_api.answering import evidence, question
from search_api.cite import Citation, cite
from search_api.counts import count
from search_api.filters import Filters
from search_api.function_words import is_function_word
from search_api.highlight import Span, highlights, quote
from search_api.query import Query, Weights, terms, understand
from search_api.ranking import Ranking, Reason, Scores
from search_api.stages import Observe, stopwatch, unobserved
from search_api.vocabulary import Vocabulary

DEPTH = 200
"""Passages that each half brings before they are fused."""

MOST = 100
"""The largest ``top_k``."""

_DEEPER, _DEEPEST = 4, 3_200
"""Times as many that are looked at next where they were of too few directives, and the most."""

_INTERACTING = 24
"""Passages whose tokens are compared with those of the question; more are no better."""

_LOOKED_AT = 50
"""Passages whose words are looked at for the kind of thing that a question asks for."""

_SHOWN = 3
"""Passages of a directive that a grouped hit shows."""

_UNCROWDED = 3
"""Passages of a directive that count in full."""


_NONE = np.zeros(0, dtype=np.int64)
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
    """A search. ``top_k`` counts hits, passages or directives as ``group_by`` says; ``without`` is what is not
    meant: abbreviations, everyday words, facts and offices, each as the result tells it.
    """

    query: str
    top_k: int = 10
    mode: Mode = Mode.HYBRID
    filters: Filters = NO_FILTERS
    group_by: GroupBy = GroupBy.PASSAGE
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hit:
    """One ranked passage. ``lexical`` and ``dense`` are the halves' own scores (BM25, cosine), None where a half
    did not look at it; ``reason`` is what made its score. ``others`` are further passages of the same directive
    when grouped.
    """

    rank: int
    score: float
    lexical: float | None
    dense: float | None
    reason: Reason
    stored: StoredPassage
    highlights: tuple[Span, ...]
    citation: Citation
    others: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """An answer. ``total`` counts the passages (or directives) that were ranked, of which ``hits`` are the best;
    ``facets`` counts their directives by what one can filter by.
    """

    query: Query
    total: int
    took_ms: float
    hits: tuple[Hit, ...]
    facets: dict[str, dict[str, int]]


@dataclass(slots=True)
class Engine:
    """An opened index and the model that made it."""

    index: ArchiveIndex
    embedder: Embedder
    weights: Weights = field(default_factory=Weights)
    lexical_weight: float = fuse.LEXICAL_WEIGHT
    observe: Observe = unobserved
    before: InitVar[Vocabulary | None] = None
    """That of the version before the index's own, if it was open: what is still so is not read again."""
    vocabulary: Vocabulary = field(init=False)

    def __post_init__(self, before: Vocabulary | None) -> None:
        """Refuse a model that did not make the index."""
        self.vocabulary = Vocabulary.of(self.index, before)
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
        query = self.understand(request.query, request.without)
        ranking, owners, groups = self._deep_enough(query, request)
        keys = ranking.keys.tolist()
        ended = stopwatch(self.observe)
        best = groups[: request.top_k]
        stored = self.index.passages([keys[i] for group in best for i in group[:_SHOWN]])
        hits = tuple(
            self.hit(rank, [(i, stored[keys[i]]) for i in group[:_SHOWN]], ranking, query)
            for rank, group in enumerate(best, 1)
        )
        ended("cite")
        took = round((time.perf_counter() - started) * 1000, 2)
        directives = self.index.listing.at(set(owners))
        facets = count(directives, dict(zip(keys, owners, strict=True)), self.vocabulary)
        return Result(query, len(groups), took, hits, facets)

    def _deep_enough(self, query: Query, request: Request) -> tuple[Ranking, list[int], list[list[int]]]:
        """A ranking, the number of the directive that each passage is of, and their places by hit. It is made
        deeper where passages of a few directives left no place for others.
        """
        depth = max(DEPTH, request.top_k)
        while True:
            ranking = self.rank(query, request.mode, request.filters, depth)
            owners = self.index.owners(ranking.keys).tolist()
            groups = _grouped(owners, request.group_by)
            if len(groups) >= request.top_k or len(owners) < depth or depth >= _DEEPEST:
                return ranking, owners, groups
            depth *= _DEEPER

    def understand(self, question: str, without: Collection[str] = ()) -> Query:
        """What a question asks of this archive, but for what is not meant.

        Raises:
            InvalidQuery: it is empty or too long.
        """
        ended = stopwatch(self.observe)
        query = understand(question, self.vocabulary, without)
        ended("understand")
        return query

    def rank(self, query: Query, mode: Mode, filters: Filters = NO_FILTERS, depth: int = DEPTH) -> Ranking:
        """The passages for a question, best first; both halves bring ``depth`` of those the filters leave."""
        among = filters.apply(self.index, self.vocabulary) if filters else None
        ended = stopwatch(self.observe)
        if mode is Mode.LEXICAL:
            keys, scores = self._by_words(query, depth, among)
            ended("lexical")
            return Ranking.by_words(keys, scores)
        vector = self._vector(query)
        ended("embed")
        near = self.index.vectors.search(vector, depth, among)
        ended("dense")
        if mode is Mode.DENSE:
            return Ranking.by_meaning(*near)
        others = np.union1d(near[0], self._meeting(query, depth, among))
        keys, lexical = by_key(*self._by_words(query, depth, among, others))
        ended("lexical")
        dense = self.index.vectors.scores(vector, keys)
        preamble = 0.0 if self._is_only_cited(query) else self.weights.preamble
        kept = 1 - preamble * self.index.are_preambles(keys).astype(np.float32)
        shares = fuse.shares(lexical, dense, self.lexical_weight, self._expected(query))
        words, meaning = (kept * share for share in shares)
        fit = self._fitting(query, keys)
        words, meaning = self._interacting(query, keys, words, meaning, fit)
        answers = self._answering(query, keys, words + meaning + fit)
        fused = words + meaning + fit + answers
        counted = fuse.spread(fused, self.index.owners(keys), _UNCROWDED, self.weights.crowded)
        reasons = np.stack([words, meaning, fit, answers, counted], axis=1)
        ranking = Ranking(keys, fused * counted, lexical, dense, reasons).ordered()
        ended("fuse")
        return ranking

    def _meeting(self, query: Query, depth: int, among: Keys | None) -> NDArray[np.int64]:
        """Passages of the directives whose headers are all that a question asks for: no half need bring them."""
        if not query.is_of_header:
            return _NONE
        conditions = [Condition(fact.looked_at, fact.holds) for fact in query.facts]
        keys = self.index.listing.keys_meeting(conditions)
        return (keys if among is None else np.intersect1d(keys, among))[:depth]

    def _fitting(self, query: Query, keys: NDArray[np.int64]) -> NDArray[np.float32]:
        """What passages gain by their directive's header and by the offices that they give tasks to."""
        gained = np.zeros(len(keys), dtype=np.float32)
        if query.assignees:
            tasks = np.concatenate([self.vocabulary.tasks_of(name) for name in query.assignees])
            gained += self.weights.task * np.isin(keys, tasks)
        if query.facts:
            entries = self.index.entries_of(keys.tolist())
            headers = [entries[key].header for key in keys.tolist()]
            met = facts.met(query.facts, headers)
            if query.is_of_header:
                gained += self.weights.header * (met.mean(axis=0) + met.all(axis=0)) / 2
            else:
                gained += self.weights.fact * met.mean(axis=0)
        return gained

    def _interacting(
        self, query: Query, keys: NDArray[np.int64], words: Scores, meaning: Scores, fit: Scores
    ) -> tuple[Scores, Scores]:
        """The shares of both halves, with that of late interaction in the latter: of the passages that are best so
        far, where the model has vectors of single tokens.
        """
        best = np.lexsort((keys, -(words + meaning + fit)))[:_INTERACTING]
        tokens = self.index.tokens(keys[best].tolist()).values()
        heads, passages = [head for head, _ in tokens], [own for _, own in tokens]
        scores = late_interaction.scores(heads, passages, partial(self.embedder.token_cosines, query.text))
        if not scores.any():
            return words, meaning
        share = self.weights.late
        meaning = (1 - share) * meaning
        meaning[best] += share * scores / scores.max()
        return (1 - share) * words, meaning

    def _answering(self, query: Query, keys: NDArray[np.int64], fused: Scores) -> Scores:
        """What the best passages gain by holding the kind of thing that is asked for: a date for "khi nào"."""
        gained = np.zeros_like(fused)
        want = question.want(query)
        if want in evidence.TOLD_APART:
            asked = question.read(query)
            best = np.lexsort((keys, -fused))[:_LOOKED_AT]
            stored = self.index.passages(keys[best].tolist())
            held = [evidence.strength(stored[key].passage.text, asked, want) for key in keys[best].tolist()]
            gained[best] = self.weights.asked * np.minimum(held, 1.0) * fused[best]
        return gained

    def _is_only_cited(self, query: Query) -> bool:
        """Whether a question names the number of a directive that no directive here bears or is about: then it is
        asked what those say that cite it, mostly among their legal bases.
        """
        known = (self.index.lexical.frequency(key, NUMBER) for key in query.number_keys)
        return bool(query.number_keys) and not any(known)

    def _expected(self, query: Query) -> float:
        """The lexical score of a passage that meets enough of a question's words, the rarer they are the more."""
        telling = {folded_key(key) for key in query.forms[0] if not is_function_word(key)}
        return self.weights.met * sum(map(self.vocabulary.rarity, telling))

    def _by_words(self, query: Query, depth: int, among: Keys | None, near: Keys = _NONE) -> Scored:
        wanted = terms(query, self.weights)
        return self.index.lexical.search(wanted, self.weights.fields, depth, among, near)

    def _vector(self, query: Query) -> NDArray[np.float32]:
        return np.asarray(self.embedder.embed_queries([query.text])[0])

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
            reason=ranking.reason(i),
            stored=stored,
            highlights=tuple(marked),
            citation=cite(
                stored.entry, stored.passage, text[start:end], self.index.links.replaced_by(stored.entry.id)
            ),
            others=tuple(self.hit(n, [member], ranking, query) for n, member in enumerate(others, 2)),
        )


def _grouped(owners: Sequence[int], by: GroupBy) -> list[list[int]]:
    """Places in the ranking that make one hit: each alone, or all of a directive together, best first."""
    if by is GroupBy.PASSAGE:
        return [[i] for i in range(len(owners))]
    groups: dict[int, list[int]] = {}
    for i, owner in enumerate(owners):
        groups.setdefault(owner, []).append(i)
    return list(groups.values())


def _known(score: np.float32) -> float | None:
    return None if np.isnan(score) else float(score)
