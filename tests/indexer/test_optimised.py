"""A transformer as a graph: the same vectors without torch, and eight bits only where they keep them."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from indexer import embed, models, optimised
from indexer.errors import ModelError
from indexer.settings import Settings

PASSAGES = [
    "Giao Phòng Nghiệp vụ chủ trì, phối hợp các đơn vị tăng cường công tác đấu thầu thuốc, vật tư y tế.",
    "Sở Y tế báo cáo kết quả trước ngày 15 hằng tháng.",
    "",
    "Uỷ ban nhân dân tỉnh " * 40,  # longer than the model reads
    *(f"Khoản {n}. Các đơn vị lập kế hoạch năm {2020 + n} về chuyển đổi số y tế." for n in range(12)),
]


@pytest.fixture(scope="module")
def original(tiny_bert):
    return models.find(str(tiny_bert), Settings())


@pytest.fixture(scope="module")
def made(original, tmp_path_factory):
    """The folder of the tiny BERT as a graph, and what was measured."""
    folder = tmp_path_factory.mktemp("models") / "fast"
    return folder, optimised.optimise(original, folder, PASSAGES)


def test_the_graph_gives_the_vectors_of_the_model(original, made):
    by_torch, graph = made[1][:2]
    assert (by_torch.form, graph.form) == ("torch", "onnx")
    assert graph.lowest_cosine > 0.9999
    assert graph.neighbours == 1.0


def test_what_is_written_is_a_model_like_others(original, made):
    folder, speeds = made
    theirs, ours = embed.load(original), embed.load(models.find(str(folder), Settings()))
    assert isinstance(ours, optimised.Optimised)
    assert ours.max_tokens == theirs.max_tokens == 60
    assert ours.count_tokens(PASSAGES[0]) == theirs.count_tokens(PASSAGES[0])
    assert ours.fingerprint.query_prompt == theirs.fingerprint.query_prompt == "query: "
    assert not ours.fingerprint.makes_the_same_vectors_as(theirs.fingerprint)
    least = 0.95 if optimised.is_kept(speeds[-1]) else 0.9999
    asked = ours.embed_queries(PASSAGES), theirs.embed_queries(PASSAGES)
    told = ours.embed_passages(PASSAGES).vectors, theirs.embed_passages(PASSAGES).vectors
    for here, there in (asked, told):
        assert (here * there).sum(axis=1).min() > least
    assert ours.embed_passages([]).vectors.shape == (0, 32)


def test_eight_bits_are_kept_only_where_they_keep_neighbours():
    near = optimised.Speed("onnx int8", 1.0, 1.0, cosine=0.99, lowest_cosine=0.97, neighbours=0.95)
    assert optimised.is_kept(near)
    for spoilt in ({"cosine": 0.9}, {"neighbours": 0.8}):
        values = {name: getattr(near, name) for name in near.__slots__} | spoilt
        assert not optimised.is_kept(optimised.Speed(**values)), spoilt


def test_a_graph_is_kept_whole_where_eight_bits_spoil_it(original, tmp_path, monkeypatch):
    monkeypatch.setattr(optimised, "LEAST_COSINE", 1.1)
    optimised.optimise(original, tmp_path / "fast", PASSAGES[:4])
    vectors = embed.load(models.find(str(tmp_path / "fast"), Settings())).embed_passages(PASSAGES[:4]).vectors
    np.testing.assert_allclose(vectors, embed.load(original).embed_passages(PASSAGES[:4]).vectors, atol=1e-4)
    assert [path.name for path in tmp_path.iterdir()] == ["fast"]  # nothing half-made stays


def test_a_static_model_is_fast_already(tmp_path):
    with pytest.raises(ModelError, match="không phải transformer"):
        optimised.optimise(models.find("bundled", Settings()), tmp_path / "fast", PASSAGES)
    assert not list(tmp_path.iterdir())


def test_a_folder_with_something_else_stays_as_it_is(original, tmp_path):
    (tmp_path / "luu").mkdir()
    (tmp_path / "luu" / "a.txt").write_text("của tôi")
    for target in (tmp_path / "luu", original.folder):
        with pytest.raises(ModelError, match="không phải mô hình đã tối ưu"):
            optimised.optimise(original, target, PASSAGES)
    assert (tmp_path / "luu" / "a.txt").read_text() == "của tôi"
    assert (original.folder / "modules.json").is_file()


WITHOUT_TORCH = """
import sys
from indexer import embed, models
from indexer.settings import Settings
embed.load(models.find(sys.argv[1], Settings())).embed_queries(["đấu thầu"])
print(sorted({"torch", "sentence_transformers", "transformers"} & set(sys.modules)))
"""


def test_it_runs_without_torch(made):
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_TORCH, str(made[0])], capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr
