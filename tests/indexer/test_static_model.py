"""Static models are read as sentence-transformers and model2vec keep them, and say what these would say."""

from __future__ import annotations

import json

import numpy as np
import pytest
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from indexer import models
from indexer.errors import ModelError
from indexer.settings import Settings
from indexer.static_model import StaticModel, is_static

TEXTS = ["nhiệm vụ giao Phòng Nghiệp vụ về đấu thầu", "hoà giải ở cơ sở", "", "😀"]


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer.from_file(str(models.find("bundled", Settings()).folder / "tokenizer.json"))


def written(folder, tokenizer, tensors, module=""):
    """A model's folder, its first module in a folder of its own or not."""
    (folder / module).mkdir(parents=True, exist_ok=True)
    modules = [{"idx": 0, "name": "0", "path": module, "type": "sentence_transformers.models.StaticEmbedding"}]
    (folder / "modules.json").write_text(json.dumps(modules))
    tokenizer.save(str(folder / module / "tokenizer.json"))
    save_file(tensors, folder / module / "model.safetensors")
    return folder


def test_the_bundled_model_says_what_sentence_transformers_say():
    from sentence_transformers import SentenceTransformer

    folder = models.find("bundled", Settings()).folder
    model = StaticModel.read(folder)
    sums = model.sums(model.tokens(TEXTS[:2]))
    theirs = SentenceTransformer(str(folder), device="cpu").encode(
        ["nhiệm vụ giao Phòng Nghiệp vụ về đấu thầu", "hòa giải ở cơ sở"]
    )
    np.testing.assert_allclose(sums / np.linalg.norm(sums, axis=1, keepdims=True), theirs, atol=1e-6)


def test_each_way_to_keep_a_matrix_means_the_same(tokenizer, tmp_path):
    size = tokenizer.get_vocab_size()
    random = np.random.default_rng(3)
    matrix = random.normal(size=(40, 8)).astype(np.float32)
    mapping, weights = random.integers(0, 40, size), random.random(size).astype(np.float32)
    whole = {"embedding.weight": matrix[mapping] * weights[:, np.newaxis]}
    parts = {"embeddings": matrix, "mapping": mapping, "weights": weights}
    own = StaticModel.read(written(tmp_path / "a", tokenizer, whole, "0_StaticEmbedding"))
    other = StaticModel.read(written(tmp_path / "b", tokenizer, parts))
    assert own.dimension == other.dimension == 8
    tokens = own.tokens(TEXTS)
    np.testing.assert_allclose(own.sums(tokens), other.sums(tokens), atol=1e-4)
    assert not own.sums(tokens)[2:].any()


def test_many_texts_are_the_same_as_one_by_one(tokenizer, tmp_path, monkeypatch):
    matrix = np.random.default_rng(4).normal(size=(tokenizer.get_vocab_size(), 8)).astype(np.float32)
    model = StaticModel.read(written(tmp_path, tokenizer, {"embeddings": matrix}))
    together = model.tokens(TEXTS)
    monkeypatch.setattr("indexer.static_model._TOGETHER", 1)
    for one, other in zip(model.tokens(TEXTS), together, strict=True):
        np.testing.assert_array_equal(one, other)
    assert model.sums(model.tokens([])).shape == (0, 8)


def test_cosines_are_of_each_token_with_each(tokenizer, tmp_path):
    matrix = np.random.default_rng(5).normal(size=(tokenizer.get_vocab_size(), 8)).astype(np.float32)
    matrix[9] = 0
    model = StaticModel.read(written(tmp_path, tokenizer, {"embeddings": matrix}))
    these, those = np.array([4, 9, 4], dtype=np.uint32), np.array([7, 4, 7, 9, 30_000], dtype=np.uint32)
    found = model.cosines(these, those)
    for one, row in zip(these, found, strict=True):
        for other, cosine in zip(those, row, strict=True):
            lengths = np.linalg.norm(matrix[one]) * np.linalg.norm(matrix[other])
            assert cosine == pytest.approx(matrix[one] @ matrix[other] / lengths if lengths else 0, abs=1e-5)


def test_no_token_is_cut_off_or_filled_up(tokenizer, tmp_path):
    matrix = np.ones((tokenizer.get_vocab_size(), 2), dtype=np.float32)
    short = Tokenizer.from_str(tokenizer.to_str())
    short.enable_truncation(2)
    short.enable_padding(length=50)
    model = StaticModel.read(written(tmp_path, short, {"embeddings": matrix}))
    assert model.sums(model.tokens(["đấu thầu " * 9]))[0, 0] == model.count_tokens("đấu thầu " * 9) > 8


def test_a_model_without_a_matrix_is_refused(tokenizer, tmp_path):
    folder = written(tmp_path, tokenizer, {"linear.weight": np.ones((2, 2), dtype=np.float32)})
    assert is_static(folder)
    with pytest.raises(ModelError, match="ma trận"):
        StaticModel.read(folder)


@pytest.mark.parametrize("modules", [None, "[]"], ids=["no list of modules", "an empty one"])
def test_a_folder_that_is_no_model_is_refused(modules, tmp_path):
    if modules:
        (tmp_path / "modules.json").write_text(modules)
    with pytest.raises(ModelError, match=r"modules\.json"):
        is_static(tmp_path)
