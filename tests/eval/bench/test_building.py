"""A small archive, built and asked: each figure is there and can be true."""

from __future__ import annotations

import json
import lzma

import pytest

from eval.bench import Figures, asking, building, judged, opening, report, serving
from eval.bench.archive import directives
from eval.bench.machine import Machine
from eval.dataset import DatasetError
from indexer import models
from indexer.index.archive_index import ArchiveIndex
from indexer.settings import BUNDLED, Settings
from search_api.engine import Engine
from tests.eval.bench.test_archive import ARTICLES

SIZE = 150


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    rows = ({"file": one.file, "title": one.title, "body": one.body} for one in ARTICLES)
    with lzma.open(folder / "law-articles-dev.jsonl.xz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)
    return folder


@pytest.fixture(scope="module")
def index(data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("bench") / "index"
    return folder, building._build(data, SIZE, folder, models.find(BUNDLED, Settings()))


def test_every_stage_of_indexing_is_measured(index):
    _, built = index
    assert built.passages >= SIZE
    assert set(built.seconds) == {"read", "structure", "embed", "catalog", "lexical", "vectors"}
    assert all(seconds > 0 for seconds in built.seconds.values())
    assert built.rates["in all"] < built.rates["without embedding"] < built.rates["catalog to vectors"]
    assert all(built.bytes_on_disk[part] > SIZE * 100 for part in ("catalog", "lexical", "vectors"))


def test_a_small_archive_is_asked_exactly_and_told_in_a_table(index, data, embedder):
    folder, built = index
    topics = judged(list(directives(building.articles(data, SIZE), SIZE)))
    with ArchiveIndex.open(folder) as archive:
        asked = asking.measure(Engine(archive, embedder), topics[:5], ["báo cáo hằng tháng"])
    assert (asked.recall, asked.filtered_recall) == (1.0, 1.0)
    assert asked.ndcg["hybrid"] == asked.ndcg["hybrid, exact"] > 0
    assert set(asked.stages) == {"understand", "embed", "lexical", "dense", "fuse", "cite"}
    assert asked.modes["hybrid"]["p50"] > asked.stages["embed"]["p50"]
    times = {"p50": 1.0, "p95": 2.0, "p99": 3.0}
    served, shared = (serving.Served(times, times, rate, 0, 400, 300, 0.05) for rate in (250, 400))
    figures = Figures(built, opening.Opened(1, 1, 12, 1, 1), asked, served, shared)
    table = report.markdown(Machine.this(), 5.0, [figures])
    assert "| add one directive, to visible, ms | 12 |" in table
    assert "| hybrid, HTTP, questions/s of 16 (errors) | 250 (0) |" in table
    assert "| a process for each core, questions/s of 16 (errors) | 400 (0) |" in table
    assert "| a process for each core, of the processors for asking | 5% |" in table


def test_without_articles_it_says_where_they_should_be(tmp_path):
    with pytest.raises(DatasetError, match=r"law-articles-dev\.jsonl\.xz is missing; name the folder"):
        building.articles(tmp_path, 1000)


def test_what_was_made_is_not_made_again(data, tmp_path, monkeypatch):
    model = models.find(BUNDLED, Settings())
    first = building.build_once(data, SIZE, tmp_path / "index", model)
    monkeypatch.setattr(building, "build", None)
    assert building.build_once(data, SIZE, tmp_path / "index", model) == first
