"""Every topic asked of a search engine, in every mode: rankings, scores and times.

Questions go the way of the product: ``Engine.understand``, then ``Engine.rank``.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from eval import chance, metrics
from eval.chance import Interval
from eval.collection import Collection
from eval.dataset import Dataset, Topic
from eval.metrics import Scores
from indexer.errors import InvalidQuery
from search_api.engine import Mode

DEPTH = 100
"""How many passages of a ranking are kept and judged."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """What was found for a topic: names and scores, best first, and the milliseconds it took (NaN: not known)."""

    names: tuple[str, ...]
    scores: NDArray[np.float32]
    ms: float


NOTHING = Ranking((), np.zeros(0, dtype=np.float32), 0.0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One topic in one mode; ``rank`` is that of the first relevant passage, None beyond ``DEPTH``."""

    topic: Topic
    ranking: Ranking
    scores: Scores
    rank: int | None


@dataclass(frozen=True, slots=True)
class Run:
    """All topics of a dataset, in its order, by one way of ranking: a ``Mode``, or the tag of another's run."""

    mode: str
    outcomes: tuple[Outcome, ...]

    def of(self, kind: str | None = None, split: str | None = None) -> Run:
        """The topics of one kind, of one split, or of both."""
        kept = [o for o in self.outcomes if kind in (None, o.topic.kind) and split in (None, o.topic.split)]
        return Run(self.mode, tuple(kept))

    def mean(self) -> dict[str, float]:
        """The mean of each measure."""
        return metrics.mean(outcome.scores for outcome in self.outcomes)

    def intervals(self) -> dict[str, Interval]:
        """The bootstrap interval of each mean."""
        return chance.intervals(outcome.scores for outcome in self.outcomes)

    @property
    def is_timed(self) -> bool:
        """Whether it was asked here, not read from a file."""
        return not any(math.isnan(outcome.ranking.ms) for outcome in self.outcomes)

    def percentile_ms(self, percent: float) -> float:
        """A percentile of the time from question to ranking, in milliseconds."""
        return float(np.percentile([outcome.ranking.ms for outcome in self.outcomes], percent))


def run(dataset: Dataset, collection: Collection, modes: Iterable[Mode]) -> list[Run]:
    """Ask all topics of a dataset in each mode and score what was found."""
    return [_run(dataset, collection, mode) for mode in modes]


def judged(mode: str, dataset: Dataset, rankings: Mapping[str, Ranking]) -> Run:
    """What was found, scored; a topic without a ranking found nothing."""
    found = {topic.id: rankings.get(topic.id, NOTHING) for topic in dataset.topics}
    scores = metrics.score(dataset, {id: ranking.names for id, ranking in found.items()})
    return Run(mode, tuple(_outcome(topic, found[topic.id], scores[topic.id]) for topic in dataset.topics))


def _run(dataset: Dataset, collection: Collection, mode: Mode) -> Run:
    rank(dataset.topics[0], collection, mode)  # the first question pays for what is loaded late
    progress = tqdm(dataset.topics, desc=mode.value, unit="questions", leave=False, disable=None)
    return judged(mode.value, dataset, {topic.id: rank(topic, collection, mode) for topic in progress})


def rank(topic: Topic, collection: Collection, mode: Mode) -> Ranking:
    """The first ``DEPTH`` passages for a topic. A question that the search refuses finds nothing."""
    started = time.perf_counter()
    try:
        found = collection.engine.rank(collection.engine.understand(topic.question), mode)
    except InvalidQuery:
        return NOTHING
    ms = (time.perf_counter() - started) * 1000
    names: Sequence[str] = [collection.names[key] for key in found.keys[:DEPTH].tolist()]
    return Ranking(tuple(names), found.scores[:DEPTH], ms)


def _outcome(topic: Topic, ranking: Ranking, scores: Scores) -> Outcome:
    return Outcome(topic, ranking, scores, metrics.first_relevant(topic, ranking.names))
