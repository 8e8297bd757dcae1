"""Questions to an index in this process: how long each stage takes, and what the approximate search loses."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np
from numpy.typing import NDArray

from eval.bench.offices import OFFICES
from eval.bench.plain import Tantivy
from eval.dataset import Topic
from search_api.engine import DEPTH, Engine, GroupBy, Mode, Request, Result
from search_api.filters import Filters
from search_api.query import Query, terms

Times = dict[str, float]
"""Milliseconds: ``p50``, ``p95``, ``p99``."""

NARROW = Filters(issuer=OFFICES[100].name, date_from=date(2020, 1, 1))
"""One of three hundred offices, six years of sixteen: about one directive of a thousand."""

_EQUAL = 1e-6
"""Cosines so near are equal."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Of all questions once each, after one that is not counted. ``modes``: a whole search, ten hits highlighted
    and cited; ``filtered``: the same, hybrid, with a filter that leaves ``share`` of the passages; ``grouped``: by
    directive. ``stages`` of a hybrid search; ``alone`` are the parts without this project around them.
    ``recall`` is recall@10 of the vector index against exact search, ``filtered_recall`` the same with the filter.
    """

    modes: dict[str, Times]
    filtered: Times
    share: float
    grouped: Times
    stages: dict[str, Times]
    alone: dict[str, Times]
    ratio: float
    recall: float
    filtered_recall: float
    ndcg: dict[str, float]


def measure(engine: Engine, topics: Sequence[Topic], others: Sequence[str]) -> Asked:
    """Ask ``topics``, which are judged, and ``others``, which are not."""
    questions = [*(topic.question for topic in topics), *others]
    queries = {question: engine.understand(question) for question in questions}
    modes = {mode.value: _times(partial(_search, engine, mode), questions) for mode in Mode}
    stages = _stages(engine, queries, modes)
    alone = _alone(engine, queries)
    among = NARROW.apply(engine.index, engine.vocabulary)
    held = len(engine.index.vectors.keys)
    ndcg = {mode.value: _ndcg(engine, topics, mode) for mode in Mode}
    return Asked(
        modes,
        _times(lambda q: engine.search(Request(q, filters=NARROW)), questions),
        len(among) / held,
        _times(lambda q: engine.search(Request(q, group_by=GroupBy.DIRECTIVE)), questions),
        stages,
        alone,
        modes["hybrid"]["p50"] / sum(alone[name]["p50"] for name in ("encode", "tantivy", "faiss")),
        _recall(engine, queries),
        _filtered_recall(engine, queries, among),
        ndcg | {"hybrid, exact": _exact_ndcg(engine, topics)},
    )


def _search(engine: Engine, mode: Mode, question: str) -> Result:
    return engine.search(Request(question, mode=mode))


def _stages(engine: Engine, queries: dict[str, Query], modes: dict[str, Times]) -> dict[str, Times]:
    vectors = {question: engine._vector(query) for question, query in queries.items()}
    parts: dict[str, Callable[[str], object]] = {
        "understand": engine.understand,
        "embed": lambda q: engine._vector(queries[q]),
        "lexical": lambda q: engine._by_words(queries[q], DEPTH, None),
        "dense": lambda q: engine.index.vectors.search(vectors[q], DEPTH),
        "rank": lambda q: engine.rank(queries[q], Mode.HYBRID),
    }
    found = {name: _times(work, list(queries)) for name, work in parts.items()}
    rank, whole = found.pop("rank"), modes["hybrid"]
    before = [found[name] for name in ("embed", "lexical", "dense")]
    found["fuse"] = {p: max(0.0, rank[p] - sum(part[p] for part in before)) for p in rank}
    found["cite"] = {p: max(0.0, whole[p] - rank[p] - found["understand"][p]) for p in rank}
    return found


def _alone(engine: Engine, queries: dict[str, Query]) -> dict[str, Times]:
    """Encode, tantivy with syllables and pairs in one field, the vector index, and it without codes."""
    index, embedder, exact = engine.index, engine.embedder, engine.index.vectors.exactly()
    plain = Tantivy(index.catalog.all_passages())
    wanted = {question: terms(query, engine.weights) for question, query in queries.items()}
    vectors = {question: engine._vector(query) for question, query in queries.items()}
    return {
        "encode": _times(lambda q: embedder.embed_queries([q]), list(queries)),
        "tantivy": _times(lambda q: plain.search(wanted[q], DEPTH), list(queries)),
        "faiss": _times(lambda q: index.vectors.search(vectors[q], DEPTH), list(queries)),
        "faiss, exact": _times(lambda q: exact.search(vectors[q], DEPTH), list(queries)[:20]),
    }


def _recall(engine: Engine, queries: dict[str, Query]) -> float:
    """By scores: of passages that say the same, one is as good as another."""
    vectors, found = engine.index.vectors, []
    exact = vectors.exactly()
    for query in queries.values():
        vector = engine._vector(query)
        least = exact.search(vector, 10)[1][-1] - _EQUAL
        found.append((vectors.search(vector, DEPTH)[1][:10] >= least).mean())
    return float(np.mean(found))


def _filtered_recall(engine: Engine, queries: dict[str, Query], among: NDArray[np.int64]) -> float:
    if not len(among):
        return 1.0
    vectors, found = engine.index.vectors, []
    rows = vectors.vectors(among)
    for query in queries.values():
        vector = engine._vector(query)
        best = np.sort(rows @ vector)[-10:]
        found.append((vectors.search(vector, DEPTH, among)[1][:10] >= best[0] - _EQUAL).sum() / len(best))
    return float(np.mean(found))


def _ndcg(engine: Engine, topics: Sequence[Topic], mode: Mode) -> float:
    """nDCG@10; what answers are the passages of the article that bears the title."""
    gains = []
    for topic in topics:
        hits = engine.search(Request(topic.question, mode=mode)).hits
        found = [topic.relevant.get(hit.stored.id, 0) for hit in hits]
        ideal = sorted(topic.relevant.values(), reverse=True)[:10]
        gains.append(_dcg(found) / _dcg(ideal))
    return float(np.mean(gains))


def _exact_ndcg(engine: Engine, topics: Sequence[Topic]) -> float:
    """Of hybrid search as if the vector index were exact."""
    vectors = engine.index.vectors
    engine.index.vectors = vectors.exactly()
    try:
        return _ndcg(engine, topics, Mode.HYBRID)
    finally:
        engine.index.vectors = vectors


def _dcg(gains: Sequence[int]) -> float:
    return float(sum(gain / np.log2(place + 2) for place, gain in enumerate(gains)))


def _times(work: Callable[[str], object], questions: Sequence[str]) -> Times:
    work(questions[0])
    taken = []
    for question in questions:
        started = time.perf_counter()
        work(question)
        taken.append((time.perf_counter() - started) * 1000)
    return percentiles(taken)


def percentiles(taken: Sequence[float]) -> Times:
    """Of milliseconds."""
    return dict(zip(("p50", "p95", "p99"), map(float, np.percentile(taken, [50, 95, 99])), strict=True))
