"""A model small enough to build in a test, and an archive small enough to read."""

from __future__ import annotations

import re
import tarfile
from pathlib import Path

import pytest

from indexer.text import nfc


@pytest.fixture(scope="session")
def texts_of_acts(shared) -> dict[str, str]:
    """The 89 acts by file name, NFC."""
    archive = shared / "data" / "acts.tar.xz"
    if not archive.is_file():
        pytest.skip(f"{archive} is not here")
    with tarfile.open(archive) as files:
        return {Path(m.name).name: nfc(files.extractfile(m).read().decode()) for m in files if m.isfile()}


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


NOTICE = """\
Số: {number}/TB-SYT

Đồng Nai, ngày 0{number} tháng 02 năm 2024

THÔNG BÁO
Về việc {subject}

1. Các đơn vị báo cáo {subject} trước ngày 15 hằng tháng, gửi về Phòng Nghiệp vụ để tổng hợp và trình lãnh đạo Sở.

2. Giao Phòng Kế hoạch Tài chính bố trí kinh phí cho {subject} trong dự toán năm, theo đúng quy định hiện hành.
"""


@pytest.fixture
def archive(tmp_path) -> Path:
    """A folder of three short directives."""
    folder = tmp_path / "archive"
    (folder / "2024").mkdir(parents=True)
    for number, (name, subject) in enumerate(
        [("a.txt", "đấu thầu thuốc"), ("b.txt", "tiêm chủng"), ("2024/c.md", "chuyển đổi số")], 1
    ):
        (folder / name).write_text(NOTICE.format(number=number, subject=subject), encoding="utf-8")
    return folder
