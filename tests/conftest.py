"""Parts that many tests share: all of them real, each made once a session."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from indexer import embed, models
from indexer.pipeline import mirror
from indexer.settings import BUNDLED, Settings

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


@pytest.fixture(scope="session", autouse=True)
def loaded_once() -> Iterator[None]:
    """Commands in this process share the bundled model, which nothing changes: most take less than to load it."""
    load, kept = embed.load, cache(embed.load)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(embed, "load", lambda model: (kept if model.name == BUNDLED else load)(model))
        yield


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
