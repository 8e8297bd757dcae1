"""Exact search among vectors, all of them or some."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from indexer.index import shards, vector_shard
from indexer.index.vectors import VectorIndex, ordered

KEYS = np.array([3, 5, 8, 13, 21], dtype=np.int64)
RNG = np.random.default_rng(7)
ROWS = RNG.normal(size=(5, 8)).astype(np.float32)
ROWS /= np.linalg.norm(ROWS, axis=1, keepdims=True)
ROWS[4] = ROWS[0]
QUERY = ROWS[0]


def opened(folder, keys=KEYS, rows=ROWS):
    VectorIndex.build(folder, [(keys, rows)])
    return VectorIndex.open(folder)


@pytest.fixture(scope="module")
def vectors(tmp_path_factory):
    return opened(tmp_path_factory.mktemp("vectors"))


def test_the_nearest_come_first_and_equals_by_key(vectors):
    keys, scores = vectors.search(QUERY, 5)
    expected = sorted(zip((-(ROWS @ QUERY)).tolist(), KEYS.tolist(), strict=True))
    assert keys.tolist()[:2] == [3, 21]
    assert keys.tolist() == [key for _, key in expected]
    assert scores == pytest.approx([-score for score, _ in expected], abs=1e-6)


AMONG = [
    ("some", [5, 8, 21], 10, {5, 8, 21}),
    ("one", [13], 10, {13}),
    ("keys that are not there", [99], 10, set()),
    ("none", [], 10, set()),
    ("fewer than asked for", [5, 8], 1, None),
]


@pytest.mark.parametrize(("among", "limit", "expected"), [row[1:] for row in AMONG], ids=[row[0] for row in AMONG])
def test_only_some_are_searched(among, limit, expected, vectors):
    keys, scores = vectors.search(QUERY, limit, np.array(among, dtype=np.int64))
    assert set(keys.tolist()) == expected if expected is not None else len(keys) == limit
    assert len(keys) == len(scores)


def test_padding_is_dropped(vectors):
    keys, scores = vectors.search(QUERY, 100)
    assert (len(keys), len(scores), keys.min()) == (5, 5, 3)


def test_scores_of_given_passages_are_those_of_the_search(vectors):
    keys, scores = vectors.search(QUERY, 5)
    assert vectors.scores(QUERY, keys) == pytest.approx(scores, abs=1e-6)
    assert vectors.scores(QUERY, keys[::-1].copy()) == pytest.approx(scores[::-1], abs=1e-6)
    assert vectors.scores(QUERY, keys[:0]).shape == (0,)


def test_keys_are_kept(vectors):
    assert vectors.keys.tolist() == KEYS.tolist()


def test_an_empty_index_finds_nothing(tmp_path):
    empty = opened(tmp_path, KEYS[:0], ROWS[:0])
    keys, scores = empty.search(QUERY, 5)
    assert (keys.tolist(), scores.tolist(), empty.keys.tolist()) == ([], [], [])


def test_order_is_by_score_and_then_by_key():
    keys, scores = ordered(np.array([9, 2, 4]), np.array([0.5, 0.5, 0.9], dtype=np.float32))
    assert (keys.tolist(), scores.tolist()) == ([4, 2, 9], pytest.approx([0.9, 0.5, 0.5]))


class Model:
    """What an index of vectors must hold, in plain Python."""

    def __init__(self, seed):
        self.rng = np.random.default_rng(seed)
        self.held: dict[int, np.ndarray] = {}
        self.last = 0

    def change(self):
        """Some keys that go, and some that come with their vectors."""
        gone = [key for key in self.held if self.rng.random() < 0.2]
        for key in gone:
            del self.held[key]
        rows = self.rng.normal(size=(self.rng.integers(0, 12), 8)).astype(np.float32)
        keys = self.last + np.arange(1, len(rows) + 1) * 2
        self.last = int(keys[-1]) if len(keys) else self.last
        self.held |= dict(zip(keys.tolist(), rows, strict=True))
        return np.array(gone, dtype=np.int64), keys.astype(np.int64), rows

    def nearest(self, query, among):
        scores = {key: float(self.held[key] @ query) for key in self.held if among is None or key in among}
        return sorted(scores, key=lambda key: -scores[key])


@pytest.mark.parametrize("seed", range(5))
def test_after_any_changes_it_is_as_if_it_was_built_anew(seed, tmp_path):
    model = Model(seed)
    folder = tmp_path / "0"
    folder.mkdir()
    _, keys, rows = model.change()
    VectorIndex.build(folder, [(keys, rows.reshape(-1, 8))])
    for step in range(1, 40):
        before, folder = folder, tmp_path / str(step)
        folder.mkdir()
        gone, keys, rows = model.change()
        VectorIndex.update(before, folder, gone, [(keys, rows)])
        index, query = VectorIndex.open(folder), model.rng.normal(size=8).astype(np.float32)
        held = sorted(model.held)
        assert index.keys.tolist() == held
        assert np.array_equal(
            index.vectors(index.keys), np.array([model.held[key] for key in held]).reshape(-1, 8)
        )
        assert index.search(query, 7)[0].tolist() == model.nearest(query, None)[:7]
        among = set(held[::3]) | {10**6}
        found = index.search(query, 5, np.array(sorted(among), dtype=np.int64))[0].tolist()
        assert found == model.nearest(query, among)[:5]
    assert len(list((folder / "vectors").glob("*.faiss"))) <= 6


def test_adding_a_little_rewrites_little(tmp_path):
    rows = np.random.default_rng(3).normal(size=(1000, 8)).astype(np.float32)
    (tmp_path / "1").mkdir()
    (tmp_path / "2").mkdir()
    VectorIndex.build(tmp_path / "1", [(np.arange(1, 1001), rows)])
    VectorIndex.update(tmp_path / "1", tmp_path / "2", np.array([5]), [(np.array([1001]), rows[:1])])
    (large,) = (tmp_path / "1" / "vectors").glob("*.faiss")
    assert (tmp_path / "2" / "vectors" / large.name).samefile(large)
    assert sum(path.stat().st_nlink == 1 for path in (tmp_path / "2" / "vectors").iterdir()) == 3


def test_vectors_that_are_not_held_are_an_error(vectors):
    with pytest.raises(KeyError, match="4"):
        vectors.vectors(np.array([3, 4], dtype=np.int64))


@pytest.fixture(scope="module")
def many():
    """Three thousand vectors in clusters, as texts have topics."""
    rng = np.random.default_rng(5)
    rows = rng.normal(size=(30, 16))[rng.integers(0, 30, 3000)] + 0.7 * rng.normal(size=(3000, 16))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture
def with_codes(many, tmp_path, monkeypatch):
    """An index whose shards have codes from a few hundred vectors on: three shards, and some vectors gone."""
    monkeypatch.setattr(vector_shard, "LARGE", 500)
    monkeypatch.setattr(vector_shard, "_LEAST", 100)
    monkeypatch.setattr(shards, "_MOST", 1500)
    keys = np.arange(1, 3001)
    folders = [tmp_path / name for name in ("1", "2", "3")]
    for folder in folders:
        folder.mkdir()
    VectorIndex.build(folders[0], [(keys[:1400], many[:1400])])
    VectorIndex.update(folders[0], folders[1], keys[:0], [(keys[1400:2800], many[1400:2800])])
    VectorIndex.update(folders[1], folders[2], keys[:2800:7], [(keys[2800:], many[2800:])])
    assert len(list((folders[2] / "vectors").glob("*.codes"))) == 2
    assert len(list((folders[2] / "vectors").glob("*.faiss"))) == 3
    return VectorIndex.open(folders[2])


def test_what_was_open_before_is_not_read_again(many, with_codes, tmp_path):
    """But a file of the same name that is another is."""
    linked = tmp_path / "4"
    linked.mkdir()
    VectorIndex.update(tmp_path / "3", linked, np.array([3]), [(np.array([3001]), many[:1])])
    copied = Path(shutil.copytree(linked, tmp_path / "5"))
    for folder, shared in ((linked, 2), (copied, 0)):
        index = VectorIndex.open(folder, with_codes)
        known = {id(shard.codes) for shard in with_codes._shards if shard.codes}
        assert sum(id(shard.codes) in known for shard in index._shards) == shared
        assert index.keys.tolist() == VectorIndex.open(folder).keys.tolist()
        assert index.search(many[8], 10)[0].tolist() == VectorIndex.open(folder).search(many[8], 10)[0].tolist()


def exact(many, query, among):
    """Keys of the ten nearest, by brute force."""
    scores = many[among - 1] @ query
    return among[np.argsort(-scores, kind="stable")[:10]].tolist()


AMONG_MANY = [("all", None), ("most", 2), ("some", 9), ("few", 97)]


@pytest.mark.parametrize(("step"), [row[1] for row in AMONG_MANY], ids=[row[0] for row in AMONG_MANY])
def test_codes_lose_next_to_nothing_and_a_narrow_filter_nothing(step, many, with_codes):
    held = np.setdiff1d(np.arange(1, 3001), np.arange(1, 2801, 7))
    among = None if step is None else held[::step]
    right = 0
    for query in many[::100]:
        keys, scores = with_codes.search(query, 10, among)
        assert scores == pytest.approx(many[keys - 1] @ query, abs=1e-5)
        assert np.isin(keys, held if among is None else among).all()
        right += len(set(keys.tolist()) & set(exact(many, query, held if among is None else among)))
    assert right == 300 if step == 97 else right >= 0.98 * 300


def test_rows_of_large_shards_are_the_vectors_themselves(many, with_codes):
    keys = with_codes.keys[::5]
    assert np.array_equal(with_codes.vectors(keys), many[keys - 1])
