"""Any sentence-transformers model; the bundled one without torch."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import unicodedata

import numpy as np
import pytest

from indexer import embed, models
from indexer.domain import Passage
from indexer.embed import Fingerprint
from indexer.errors import ModelError
from indexer.index.archive_index import ArchiveIndex
from indexer.pipeline import mirror
from indexer.settings import Settings
from indexer.shown import passage_input
from indexer.text import retone

NASTY = [
    "",
    "   \n\t ",
    ".",
    "đấu thầu",
    "ĐẤU THẦU THUỐC",
    "dau thau thuoc",
    "Uỷ ban nhân dân TỈNH Đồng Nai, số 05/KH-UBND ngày 12/12/2023",
    unicodedata.normalize("NFD", "Hoà giải ở cơ sở"),
    "một\n\nhai\tba   bốn",
    "日本語 🙂 Ωmega naïve ß",
    "a" * 5000,
    "1" * 300,
    "sức khoẻ " * 3000,
    "\u00d0ồng Nai - “ngoặc kép” … – 100%",
]


@pytest.fixture(scope="module")
def tiny(tiny_bert):
    """The tiny BERT through our door."""
    return embed.load(models.find(str(tiny_bert), Settings()))


@pytest.fixture(scope="module")
def reference(tiny_bert):
    """The tiny BERT as its library loads it."""
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(tiny_bert), device="cpu", local_files_only=True)


def test_the_bundled_model_gives_the_vectors_of_sentence_transformers(embedder):
    from sentence_transformers import SentenceTransformer

    folder = models.find("bundled", Settings()).folder
    theirs = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    expected = theirs.encode([retone(text) for text in NASTY], normalize_embeddings=True)
    np.testing.assert_allclose(embedder.embed_passages(NASTY).vectors, expected, atol=1e-3)
    np.testing.assert_allclose(embedder.embed_queries(NASTY), expected, atol=1e-3)


def test_vectors_have_length_one_or_say_nothing(embedder):
    vectors = embedder.embed_passages(NASTY).vectors
    assert (vectors.shape, vectors.dtype) == ((len(NASTY), embedder.fingerprint.dimension), np.float32)
    lengths = np.linalg.norm(vectors, axis=1)
    assert np.allclose(lengths[3:], 1, atol=1e-5)
    assert lengths[0] == 0  # nothing was said


def test_no_texts_give_no_vectors(embedder):
    assert embedder.embed_passages([]).vectors.shape == (0, embedder.fingerprint.dimension)


SAME = [
    ("tone placement", "sức khoẻ", "sức khỏe"),
    ("case", "ĐẤU THẦU", "đấu thầu"),
    ("spaces", "đấu  thầu\n", "đấu thầu"),
]


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_spellings_of_one_text_have_one_vector(one, other, embedder):
    first, second = embedder.embed_queries([one, other])
    assert np.allclose(first, second)


def test_related_texts_are_nearer_than_others(embedder):
    question, near, far = embedder.embed_queries(["mua thuốc", "đấu thầu thuốc, vật tư y tế", "quy hoạch đô thị"])
    assert question @ near > question @ far


def test_a_token_of_a_question_counts_for_more_beside_light_ones(embedder):
    [tokens] = embedder.tokens(["đấu thầu"])
    assert embedder.token_cosines("đấu thầu", tokens).tolist() == [[pytest.approx(1)]]
    beside = embedder.token_cosines("đấu thầu ở đâu", tokens)
    assert beside.shape == (3, 1)
    assert beside[0, 0] > 1.2
    assert embedder.token_cosines("", tokens).shape == (0, 1)


def test_the_bundled_model_reads_any_length(embedder):
    assert embedder.max_tokens is None
    assert embedder.count_tokens("") == 0
    assert embedder.count_tokens("đấu thầu " * 4000) >= 4000


WITHOUT_TORCH = """
import sys
from search_api.cli import main
main(["index", sys.argv[1], "--index", sys.argv[2], "--json"], standalone_mode=False)
main(["search", "đấu thầu thuốc", "--index", sys.argv[2], "--json"], standalone_mode=False)
heavy = {"torch", "sentence_transformers", "transformers", "langchain_text_splitters", "pypdf", "docx", "uvicorn"}
print(sorted(heavy & set(sys.modules)), file=sys.stderr)
"""


def test_the_bundled_model_needs_no_torch(archive, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_TORCH, str(archive), str(tmp_path / "index")],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "đấu thầu thuốc" in done.stdout
    assert done.stderr.splitlines()[-1] == "[]"


def test_a_transformer_is_asked_with_its_own_prompts(tiny, reference):
    texts = ["đấu thầu thuốc", "chuyển đổi số y tế"]
    queries, passages = tiny.embed_queries(texts), tiny.embed_passages(texts).vectors
    assert (tiny.fingerprint.query_prompt, tiny.fingerprint.passage_prompt) == ("query: ", "passage: ")
    for ours, name in ((queries, "query"), (passages, "passage")):
        theirs = reference.encode(texts, prompt_name=name, normalize_embeddings=True)
        np.testing.assert_allclose(ours, theirs, atol=1e-5)
    assert np.abs(queries - passages).max() > 0.01


def test_known_prompts_go_before_those_of_the_folder(tiny_bert):
    model = models.Model("tiny", tiny_bert, query_prompt="hỏi: ")
    fingerprint = embed.load(model).fingerprint
    assert (fingerprint.query_prompt, fingerprint.passage_prompt) == ("hỏi: ", "passage: ")


def test_a_transformer_reads_so_many_tokens_less_marks_and_prompt(tiny):
    assert tiny.max_tokens == 64 - 2 - 2  # [CLS], [SEP]; "query", ":"
    assert tiny.count_tokens("Giao Phòng Nghiệp vụ") == 4


def test_an_empty_text_has_a_finite_vector(tiny):
    vectors = np.concatenate([tiny.embed_queries(["", " \n"]), tiny.embed_passages([""]).vectors])
    assert np.isfinite(vectors).all()


def test_an_index_by_a_transformer_fits_what_it_reads(tiny, corpus, tmp_path):
    report = mirror([corpus], tmp_path / "index", lambda: tiny)
    assert (report.directives, report.refused) == (5, [])
    with ArchiveIndex.open(tmp_path / "index") as index:
        passages = [stored.passage for stored in index.catalog.all_passages()]
    fitting = [passage for passage in passages if has_room(passage, tiny)]
    lengths = {passage.text: tiny.count_tokens(passage_input(passage)) for passage in fitting}
    assert len(fitting) > len(passages) * 0.6
    assert {text: length for text, length in lengths.items() if length > tiny.max_tokens} == {}


def has_room(passage, model):
    """Whether headings, above and in the passage, leave half of the model's window to its words."""
    *headings, _ = passage.text.split("\n\n")
    return model.count_tokens(" ".join((*passage.context, *headings))) <= model.max_tokens // 2


def copied(folder, tmp_path):
    return shutil.copytree(folder, tmp_path / "copy")


def fingerprint_of(folder):
    return embed.load(models.Model("m", folder)).fingerprint


def test_other_weights_have_another_fingerprint(tmp_path):
    from safetensors.numpy import load_file, save_file

    bundled = models.find("bundled", Settings()).folder
    folder = copied(bundled, tmp_path)
    same = fingerprint_of(folder)
    weights = load_file(folder / "model.safetensors")
    name, matrix = next((name, matrix) for name, matrix in weights.items() if matrix.ndim == 2)
    weights[name] = np.roll(matrix, 1, axis=0)
    save_file(weights, folder / "model.safetensors")
    assert fingerprint_of(bundled) == same
    assert not fingerprint_of(folder).makes_the_same_vectors_as(same)


FINGERPRINT = Fingerprint("m", "abc", 4, "query: ", "")
CHANGES = [
    ("another name makes the same vectors", {"name": "n"}, True),
    ("other weights do not", {"weights": "abd"}, False),
    ("nor another dimension", {"dimension": 5}, False),
    ("nor another prompt", {"passage_prompt": "passage: "}, False),
]


@pytest.mark.parametrize(("change", "same"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_which_fingerprints_agree(change, same):
    other = Fingerprint.from_json(json.dumps(json.loads(FINGERPRINT.to_json()) | change))
    assert FINGERPRINT.makes_the_same_vectors_as(other) is same


def test_a_folder_that_is_no_model_is_refused(tmp_path):
    with pytest.raises(ModelError, match=r"modules\.json"):
        embed.load(models.find(str(tmp_path), Settings()))


BROKEN = [
    ("modules.json is no JSON", "modules.json", b"{"),
    ("modules.json names no module", "modules.json", b"[]"),
    ("the weights are cut off", "model.safetensors", b"\x08\x00\x00"),
    ("the tokenizer is empty", "tokenizer.json", b"{}"),
]


@pytest.mark.parametrize(("name", "data"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_broken_model_is_refused(name, data, tmp_path):
    folder = copied(models.find("bundled", Settings()).folder, tmp_path)
    (folder / name).write_bytes(data)
    with pytest.raises(ModelError, match="copy"):
        embed.load(models.find(str(folder), Settings()))


def test_a_model_is_shown_a_passage_with_what_it_hangs_on():
    passage = Passage(0, 4, "- một\n  hai", context=("MỤC TIÊU", "Giao Phòng X:"))
    assert passage_input(passage) == "MỤC TIÊU. Giao Phòng X:. - một hai"
