"""The folder of a model: sentence-transformers and model2vec read the same vectors from it."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from model2vec import StaticModel
from sentence_transformers import SentenceTransformer

from eval.training.save import LARGEST, encode, folder_bytes

BUNDLED = Path(__file__).resolve().parents[3] / "indexer" / "bundled_model"

NASTY = [
    "",
    " \n\t",
    "😀🎉",
    "中文没有",
    "đấu thầu",
    "ĐẤU THẦU QUA MẠNG",
    unicodedata.normalize("NFD", "Giao Phòng Nghiệp vụ Sở Y tế chủ trì"),
    "nhiem vu giao Phong Nghiep vu ve dau thau",
    "0123456789 231/KH-UBND 05.06.2023",
    " ".join(f"từ{number}" for number in range(5000)),
    "không " * 5000,
    "x" * 20_000,
    "a\x00b\ufeffc",
    "İſ½Ⅷ ﬁ",
]


@pytest.fixture(params=["tiny", "bundled"])
def folder(request):
    return request.getfixturevalue("tiny_model") if request.param == "tiny" else BUNDLED


def test_both_readers_give_the_same_vectors(folder):
    slow = SentenceTransformer(str(folder), device="cpu").encode(NASTY)
    fast = StaticModel.from_pretrained(folder, normalize=True, max_length=None).encode(NASTY)
    assert slow.dtype == fast.dtype == np.float32
    np.testing.assert_allclose(slow, fast, atol=1e-6)


def test_model2vec_needs_no_arguments(folder):
    np.testing.assert_array_equal(StaticModel.from_pretrained(folder).encode(NASTY), encode(folder, NASTY))


def test_vectors_have_unit_length_or_none(folder):
    lengths = np.linalg.norm(encode(folder, NASTY), axis=1)
    np.testing.assert_allclose(lengths, [0, 0, 0, 0] + [1] * (len(NASTY) - 4), atol=1e-6)


def test_one_empty_text_alone_is_read_by_both(folder):
    assert not SentenceTransformer(str(folder), device="cpu").encode([""]).any()
    assert not encode(folder, [""]).any()


def test_model2vec_reads_it_without_torch(folder):
    program = (
        "import sys; from model2vec import StaticModel; "
        f"model = StaticModel.from_pretrained({str(folder)!r}); "
        "print(model.encode(['đấu thầu']).shape, 'torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    dims = encode(folder, ["x"]).shape[1]
    assert done.stdout.strip() == f"(1, {dims}) False"


def test_the_bundled_model_may_ship():
    assert folder_bytes(BUNDLED) < LARGEST


def test_the_card_tells_the_dimensions_and_the_size():
    card = (BUNDLED / "README.md").read_text(encoding="utf-8")
    dims, pieces = encode(BUNDLED, ["x"]).shape[1], len(StaticModel.from_pretrained(BUNDLED).tokens)
    assert f"| dimensions | {dims} |" in card
    assert f"| pieces | {pieces:,} |" in card
    megabytes = re.search(r"\| size \| ([\d.]+) MB \|", card)
    assert megabytes
    assert float(megabytes[1]) == pytest.approx(folder_bytes(BUNDLED) / 1e6, abs=0.1)
