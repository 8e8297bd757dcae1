"""Scores of rankings against judgements, by ir-measures.

=============== ==================================================================================
``recall@k``    R@k: the share of a topic's relevant documents among the first k (Recall of trec_eval)
``ndcg@10``     nDCG@10 of Järvelin and Kekäläinen, *Cumulated gain-based evaluation of IR techniques*,
                ACM TOIS 20(4), 2002, with the grade as gain
``mrr@10``      RR@10: 1 / rank of the first relevant document, 0 beyond the tenth
=============== ==================================================================================

Where relevant passages are alternatives, a topic is answered by the first of them that was found, and needs no
other: recall@k is then Success@k, and the ideal ranking of nDCG holds one. For a topic with one relevant passage
nothing changes. Means are over all judged topics; one for which nothing was found counts as 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import ir_measures
import numpy as np
from ir_measures import RR, Qrel, R, ScoredDoc, nDCG
from numpy.typing import NDArray

from eval.dataset import Dataset, Topic

Scores = Mapping[str, float]
"""One value in ``[0, 1]`` for each name of ``NAMES``."""

NAMES = ("recall@1", "recall@3", "recall@10", "recall@100", "ndcg@10", "mrr@10")


def score(dataset: Dataset, rankings: Mapping[str, Sequence[str]]) -> dict[str, Scores]:
    """The scores of each topic by its id.

    Args:
        dataset: the judged topics.
        rankings: for each topic id the names of what was found, best first, none of them twice.
    """
    measures = (R @ 1, R @ 3, R @ 10, R @ 100, nDCG @ 10, RR @ 10)
    names: dict[Any, str] = dict(zip(measures, NAMES, strict=True))
    scores = {topic.id: dict.fromkeys(NAMES, 0.0) for topic in dataset.topics}
    qrels = [
        Qrel(topic.id, name, grade)
        for topic in dataset.topics
        for name, grade in _wanted(topic, rankings.get(topic.id, ()), dataset.alternatives).items()
    ]
    run = [
        ScoredDoc(id, name, float(-rank))  # the rank, so that equal scores keep their order
        for id, found in rankings.items()
        for rank, name in enumerate(found)
    ]
    for value in ir_measures.iter_calc(measures, qrels, run):
        scores[value.query_id][names[value.measure]] = float(value.value)
    return dict(scores)


def mean(scores: Iterable[Scores]) -> dict[str, float]:
    """The mean of each measure over topics; zeros for none."""
    rows = list(scores)
    return {name: sum(row[name] for row in rows) / max(len(rows), 1) for name in NAMES}


def first_relevant(topic: Topic, found: Sequence[str]) -> int | None:
    """The rank, from 1, of the first relevant name; None where there is none."""
    return next((rank for rank, name in enumerate(found, 1) if topic.relevant.get(name, 0) > 0), None)


def recall_curve(dataset: Dataset, topic: Topic, found: Sequence[str], depth: int) -> NDArray[np.float64]:
    """recall@1 to recall@depth of one topic, shape ``(depth,)``: what a plot shows between the measured ones."""
    wanted = {name for name, grade in _wanted(topic, found, dataset.alternatives).items() if grade > 0}
    hits = np.zeros(depth)
    hits[[rank for rank, name in enumerate(found[:depth]) if name in wanted]] = 1 / max(len(wanted), 1)
    return np.cumsum(hits)


def _wanted(topic: Topic, found: Sequence[str], alternatives: bool) -> Mapping[str, int]:
    """The judgements that a ranking is held to; of alternatives the first one found, else any."""
    rank = first_relevant(topic, found)
    if not alternatives or not topic.relevant:
        return topic.relevant
    name = found[rank - 1] if rank else max(topic.relevant, key=lambda name: topic.relevant[name])
    return {name: topic.relevant[name]}
