"""Every topic asked of a search engine, in every mode: rankings, scores and times.

Questions go the way of the product: ``Engine.understand``, then ``Engine.rank``.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from eval import metrics
from eval.collection import Collection
from eval.dataset import Dataset, Topic
from eval.metrics import Scores
from indexer.errors import InvalidQuery
from search_api.engine import Mode

DEPTH = 100
"""How many passages of a ranking are kept and judged."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """What was found for a topic: names and scores, best first, and the milliseconds it took."""

    names: tuple[str, ...]
    scores: NDArray[np.float32]
    ms: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """One topic in one mode; ``rank`` is that of the first relevant passage, None beyond ``DEPTH``."""

    topic: Topic
    ranking: Ranking
    scores: Scores
    rank: int | None


@dataclass(frozen=True, slots=True)
class Run:
    """All topics of a dataset in one mode, in the dataset's order."""

    mode: Mode
    outcomes: tuple[Outcome, ...]

    def mean(self, kind: str | None = None) -> dict[str, float]:
        """The means over all topics, or over those of one kind."""
        return metrics.mean(o.scores for o in self.outcomes if kind in (None, o.topic.kind))

    def percentile_ms(self, percent: float) -> float:
        """A percentile of the time from question to ranking, in milliseconds."""
        return float(np.percentile([outcome.ranking.ms for outcome in self.outcomes], percent))


def run(dataset: Dataset, collection: Collection, modes: Iterable[Mode]) -> list[Run]:
    """Ask all topics of a dataset in each mode and score what was found."""
    return [_run(dataset, collection, mode) for mode in modes]


def _run(dataset: Dataset, collection: Collection, mode: Mode) -> Run:
    rank(dataset.topics[0], collection, mode)  # the first question pays for what is loaded late
    progress = tqdm(dataset.topics, desc=mode.value, unit="questions", leave=False, disable=None)
    rankings = {topic.id: rank(topic, collection, mode) for topic in progress}
    scores = metrics.score(dataset, {id: ranking.names for id, ranking in rankings.items()})
    return Run(mode, tuple(_outcome(topic, rankings[topic.id], scores[topic.id]) for topic in dataset.topics))


def rank(topic: Topic, collection: Collection, mode: Mode) -> Ranking:
    """The first ``DEPTH`` passages for a topic. A question that the search refuses finds nothing."""
    started = time.perf_counter()
    try:
        found = collection.engine.rank(collection.engine.understand(topic.question), mode)
    except InvalidQuery:
        return Ranking((), np.zeros(0, dtype=np.float32), 0.0)
    ms = (time.perf_counter() - started) * 1000
    names: Sequence[str] = [collection.names[key] for key in found.keys[:DEPTH].tolist()]
    return Ranking(tuple(names), found.scores[:DEPTH], ms)


def _outcome(topic: Topic, ranking: Ranking, scores: Scores) -> Outcome:
    return Outcome(topic, ranking, scores, metrics.first_relevant(topic, ranking.names))
