"""Runs made by hand, for what is done with runs."""

from __future__ import annotations

import math

import numpy as np

from eval.dataset import Dataset, Topic
from eval.run import Ranking, judged

TOPICS = (
    Topic("q1", "đấu thầu thuốc", {"a": 1}, "task", "tune"),
    Topic("q2", "dau thau thuoc", {"a": 1}, "undiacritised", "tune", "q1"),
    Topic("q3", "hồ sơ <b>sức khỏe</b>", {"b": 1}, "task", "held"),
    Topic("q4", "ho so suc khoe", {"b": 1}, "undiacritised", "held", "q3"),
)
DATASET = Dataset("tiny", TOPICS, alternatives=True)


def ranking(*names, ms=1.0):
    return Ranking(names, np.linspace(1, 0.1, len(names), dtype=np.float32), ms)


HYBRID = judged(
    "hybrid",
    DATASET,
    {
        "q1": ranking("a", "b"),
        "q2": ranking("c", "a"),
        "q3": ranking("b"),
        "q4": ranking("c", "d", "a", "b"),
    },
)
LEXICAL = judged("lexical", DATASET, {topic.id: ranking("a", "b", ms=math.nan) for topic in TOPICS})
