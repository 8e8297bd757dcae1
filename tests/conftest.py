"""Parts that many tests share: all of them real, each made once a session."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from indexer import embed, models
from indexer.pipeline import mirror
from indexer.settings import Settings

ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    """``make soak`` runs what ``make test`` runs in a short form at length, and keeps the figures."""
    group = parser.getgroup("soak")
    group.addoption("--soak", action="store_true", help="the long form of tests/soak")
    group.addoption("--fuzz-seconds", type=float, default=2, help="for each target of fuzzing")
    group.addoption("--soak-report", type=Path, help="a file to which figures are appended, a line of JSON each")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The archive that ships: five directives."""
    return ROOT / "corpus"


@pytest.fixture(scope="session")
def embedder() -> embed.Embedder:
    """The bundled model."""
    return embed.load(models.find("bundled", Settings()))


@pytest.fixture
def other_model(tmp_path) -> embed.Embedder:
    """A static model of 32 random dimensions over the bundled model's tokens."""
    from model2vec import StaticModel

    tokenizer = StaticModel.from_pretrained(models.find("bundled", Settings()).folder).tokenizer
    rows = np.random.default_rng(1).normal(size=(tokenizer.get_vocab_size(), 32)).astype(np.float32)
    folder = tmp_path / "other-model"
    StaticModel(rows, tokenizer).save_pretrained(folder)
    return embed.load(models.Model(str(folder), folder))


@pytest.fixture(scope="session")
def tiny_bert(corpus, tmp_path_factory) -> Path:
    """A random BERT of two layers over the words of the corpus, saved as sentence-transformers save theirs."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    text = " ".join(path.read_text(encoding="utf-8").lower() for path in sorted(corpus.glob("*.txt")))
    marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    words = [*marks, *sorted({"query", "passage", *re.findall(r"\w+|[^\w\s]+", text)})]
    tokenizer = Tokenizer(models.WordLevel({word: i for i, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    names = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    raw, folder = tmp_path_factory.mktemp("raw"), tmp_path_factory.mktemp("bert")
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=64, **names).save_pretrained(raw)
    torch.manual_seed(1)
    shape = BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
    )
    BertModel(shape).save_pretrained(raw)
    modules = [Transformer(str(raw), max_seq_length=64), Pooling(32, pooling_mode="mean")]
    prompts = {"query": "query: ", "passage": "passage: "}
    SentenceTransformer(modules=modules, prompts=prompts, device="cpu").save(str(folder))
    return folder


@pytest.fixture(scope="session")
def index(corpus, embedder, tmp_path_factory) -> Path:
    """An index of the five directives. Tests that change an index copy it, or make their own."""
    folder = tmp_path_factory.mktemp("index") / "index"
    mirror([corpus], folder, lambda: embedder)
    return folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The material beside the repository: laws, samples, reference. Absent on a user's machine."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here")
    return folder
