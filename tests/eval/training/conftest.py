from __future__ import annotations

import random
from pathlib import Path

import pytest
import torch

from eval.training.data import Article
from eval.training.pairs import Choice, Mix, tokenise
from eval.training.save import save
from eval.training.tokenizer import TokenizerPlan, build_tokenizer, sample
from eval.training.train import Recipe, train

SUBJECTS = [
    "đấu thầu",
    "thuế nhập khẩu",
    "khám bệnh",
    "giáo dục",
    "môi trường",
    "hộ tịch",
    "đất đai",
    "lao động",
]
ACTS = ["thẩm quyền cấp phép", "hồ sơ đề nghị", "mức xử phạt", "thời hạn giải quyết", "cơ quan chủ trì"]
PLACES = ["cấp tỉnh", "cấp xã", "tại doanh nghiệp", "ở nước ngoài", "trên mạng"]


@pytest.fixture(scope="session")
def articles() -> list[Article]:
    """Sixty made-up articles, one in ten under a title that all such share."""
    rng = random.Random(3)
    made = []
    for number in range(60):
        subject, act, place = SUBJECTS[number % 8], ACTS[number % 5], PLACES[number % 3]
        title = "Hiệu lực thi hành" if number % 10 == 0 else f"{act.capitalize()} {subject} {place}"
        body = [f"{rng.choice(ACTS)} về {subject} {place}, số {rng.randrange(99)}." for _ in range(8)]
        made.append(Article(f"f{number % 7}", title, "\n".join(body)))
    return made


@pytest.fixture(scope="session")
def tokenizer(articles):
    plan = TokenizerPlan(size=400, folded=150, rounds=2, rarest=3)
    return build_tokenizer(sample([articles], plan), plan)


@pytest.fixture(scope="session")
def pairs(articles, tokenizer):
    return tokenise(articles, tokenizer)


@pytest.fixture(scope="session")
def mix(pairs):
    return Mix([(pairs, 1.0)])


@pytest.fixture(scope="session")
def tiny_matrix(mix, tokenizer):
    torch.set_num_threads(1)
    return train(mix, tokenizer, Choice(batch=16, shortest=10, longest=40), Recipe(dims=16, epochs=12))


@pytest.fixture(scope="session")
def tiny_model(tiny_matrix, tokenizer, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    save(tokenizer, tiny_matrix, folder)
    return folder
