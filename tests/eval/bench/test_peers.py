"""Peers by their protocol: ours, and one that is made here and needs nothing installed."""

from __future__ import annotations

import sys
import textwrap

import pytest

from eval.bench import beside, peers
from eval.bench.archive import directives
from eval.bench.machine import Machine
from eval.bench.material import Material
from eval.bench.peers import OURS, Peer
from eval.dataset import Dataset, Topic
from eval.peers.fusion import joined
from indexer import models
from indexer.settings import BUNDLED, Settings
from tests.eval.bench.test_archive import ARTICLES

FAKE = """
    from eval.peers.protocol import serve

    class Overlap:
        def __init__(self, given):
            self.given = given

        def index(self):
            print("a library that talks")
            self.words = [set(text.lower().split()) for text in self.given.texts]

        def search(self, question):
            asked = set(question.lower().split())
            best = sorted(range(len(self.words)), key=lambda at: -len(asked & self.words[at]))
            return [self.given.ids[at] for at in best[:10]]

    serve(Overlap, "pytest")
"""
BREAKS = FAKE.replace("asked = set", "raise SystemExit('no such word')\n            asked = set")


@pytest.fixture(scope="module")
def material():
    found = [made.directive for made in directives(ARTICLES, 60)]
    passages = [(one.passage_id(p), p.text) for one in found for p in one.passages[2:6]]
    topics = tuple(Topic(f"q{n}", text, {id: 1}) for n, (id, text) in enumerate(passages))
    return Material(found, Dataset("made", topics), ("ai báo cáo",))


def program(folder, name, source) -> Peer:
    path = folder / f"{name}.py"
    path.write_text(textwrap.dedent(source), encoding="utf-8")
    return Peer(name, (sys.executable, str(path)))


@pytest.fixture(scope="module")
def found(material, tmp_path_factory):
    folder = tmp_path_factory.mktemp("peers")
    others = [
        program(folder, "overlap", FAKE),
        program(folder, "breaks", BREAKS),
        Peer("absent", (str(folder / "absent"),)),
    ]
    said = []
    model = models.find(BUNDLED, Settings())
    return peers.measure(material, model, others, said.append)


def test_all_answer_the_same_questions_about_the_same_passages(found, material):
    assert [cost.name for cost in found.costs] == [OURS.name, "overlap"]
    assert (found.passages, found.questions) == (material.passages, len(material.questions))
    for cost in found.costs:
        assert cost.ndcg > 0.9, "a passage is found by its own words"
        assert len(cost.index_s) == peers._BUILDS
        assert 0 < cost.cpu_ms["p50"] <= cost.cpu_ms["p95"]
        assert 0 < cost.ms["p50"] <= cost.ms["p95"]
    assert found.costs[0].times_ours == found.costs[0].cpu_times_ours == (1.0, 1.0, 1.0)
    middle, low, high = found.costs[1].times_ours
    assert 0 < low <= middle <= high


def test_who_fails_is_left_out_by_name_and_reason(found):
    assert found.failed == {"breaks": "no such word", "absent": "not installed (make peers)"}


def test_the_table_names_all(found):
    table = beside.markdown(Machine.this(), [found])
    assert f"**made: {found.passages:,} passages" in table
    assert "| overlap " in table
    assert "Left out: breaks: no such word" in table


@pytest.mark.parametrize(
    ("rankings", "expected"),
    [
        ([[1, 2, 3], [2, 1, 3]], [1, 2]),  # equal: the lower first
        ([[1, 2, 3], [4, 3, 2]], [2, 3]),  # in both rather than first of one
        ([[], [5]], [5]),
    ],
)
def test_rankings_are_joined_by_rank(rankings, expected):
    assert joined(rankings, 2) == expected
