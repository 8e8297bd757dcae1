"""Metrics on rankings small enough to be worked out by hand."""

from __future__ import annotations

from math import log2

import pytest

from eval import metrics
from eval.dataset import Dataset, Topic

TOPICS = (
    Topic("first", "?", {"a": 1}),
    Topic("third", "?", {"a": 1}),
    Topic("graded", "?", {"a": 2, "b": 1}),
    Topic("missed", "?", {"a": 1}),
    Topic("unseen", "?", {"a": 1}),
)
RANKINGS = {
    "first": ["a", "b", "c"],
    "third": ["x", "y", "a"],
    "graded": ["b", "x", "y", "a"],
    "missed": ["x", "y"],
}
IDEAL = 2 / log2(2) + 1 / log2(3)
EXPECTED = {
    #           recall@1, recall@3, recall@10, ndcg@10, mrr@10
    "first": (1, 1, 1, 1, 1),
    "third": (0, 1, 1, 1 / log2(4), 1 / 3),
    "graded": (0.5, 0.5, 1, (1 / log2(2) + 2 / log2(5)) / IDEAL, 1),
    "missed": (0, 0, 0, 0, 0),
    "unseen": (0, 0, 0, 0, 0),
}
NAMES = ("recall@1", "recall@3", "recall@10", "ndcg@10", "mrr@10")


@pytest.mark.parametrize("id", EXPECTED)
def test_a_topic_scores_as_worked_out_by_hand(id):
    scores = metrics.score(Dataset("toy", TOPICS), RANKINGS)
    assert [scores[id][name] for name in NAMES] == pytest.approx(EXPECTED[id])


def test_where_passages_are_alternatives_any_of_them_is_a_full_answer():
    scores = metrics.score(Dataset("toy", TOPICS, alternatives=True), RANKINGS)
    assert [scores["graded"][name] for name in NAMES[:3]] == [1, 1, 1]
    assert [scores["third"][name] for name in NAMES[:3]] == [0, 1, 1], "as before where there is one"


def test_where_passages_are_alternatives_the_ideal_ranking_holds_one():
    topic = Topic("header", "?", dict.fromkeys("abcdefghijkl", 1))
    dataset = Dataset("toy", (topic,), alternatives=True)
    scores = [metrics.score(dataset, {"header": found})["header"] for found in (["c"], ["x", "c", "a"], ["x"])]
    assert [found["ndcg@10"] for found in scores] == pytest.approx([1, 1 / log2(3), 0])
    assert [found["mrr@10"] for found in scores] == [1, 0.5, 0]


@pytest.mark.parametrize("alternatives", [False, True])
def test_the_curve_passes_through_the_measured_points(alternatives):
    dataset = Dataset("toy", TOPICS, alternatives)
    scores = metrics.score(dataset, RANKINGS)
    for topic in TOPICS:
        curve = metrics.recall_curve(dataset, topic, RANKINGS.get(topic.id, []), 100)
        measured = [scores[topic.id][f"recall@{k}"] for k in (1, 3, 10, 100)]
        assert [curve[k - 1] for k in (1, 3, 10, 100)] == pytest.approx(measured)


def test_a_judged_topic_that_was_missed_counts_in_the_mean():
    means = metrics.mean(metrics.score(Dataset("toy", TOPICS), RANKINGS).values())
    assert means["recall@1"] == pytest.approx((1 + 0.5) / 5)
    assert means["mrr@10"] == pytest.approx((1 + 1 / 3 + 1) / 5)


def test_a_topic_beyond_the_cut_counts_only_where_it_was_found():
    found = [f"x{n}" for n in range(10)] + ["a"]
    scores = metrics.score(Dataset("toy", TOPICS[:1]), {"first": found})["first"]
    assert (scores["recall@10"], scores["mrr@10"], scores["recall@100"]) == (0, 0, 1)


def test_the_order_of_a_ranking_decides_and_not_the_names():
    forward = metrics.score(Dataset("toy", TOPICS[:1]), {"first": ["z", "a"]})
    assert forward["first"]["mrr@10"] == 0.5


@pytest.mark.parametrize(
    ("found", "rank"), [(["a"], 1), (["x", "b"], 2), (["x"], None), ([], None), (["c"], None)]
)
def test_the_first_relevant_rank(found, rank):
    assert metrics.first_relevant(Topic("t", "?", {"a": 1, "b": 2, "c": 0}), found) == rank
