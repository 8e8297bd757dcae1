"""What Prometheus is told: how many requests, how long each stage takes, what is served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from indexer.embed import Embedder
from search_api.app import create
from search_api.service import Service
from search_api.stages import STAGES

ASKED = {"query": "nhiệm vụ giao Phòng Nghiệp vụ về đấu thầu"}


@pytest.fixture
def client(index: Path, embedder: Embedder) -> Iterator[TestClient]:
    with TestClient(create(Service(index, embedder))) as client:
        yield client


def told(client: TestClient) -> dict[tuple[str, ...], float]:
    """Each value by its name and the values of its labels."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {(sample.name, *sample.labels.values()): sample.value for one in families for sample in one.samples}


def test_requests_are_counted_by_route_and_status(client: TestClient) -> None:
    for path in ("/api/directives/a", "/api/directives/b", "/readyz", "/api/nothing", "/xyz", "/static/style.css"):
        client.get(path)
    client.post("/api/search", json={})
    client.get("/openapi.json")
    client.get("/static/none")
    counts = told(client)
    assert counts["tracuu_requests_total", "GET", "/api/directives/{id}", "404"] == 2
    assert counts["tracuu_requests_total", "GET", "none", "404"] == 2
    assert counts["tracuu_requests_total", "GET", "/static", "200"] == 1
    assert counts["tracuu_requests_total", "POST", "/api/search", "422"] == 1
    assert counts["tracuu_requests_total", "GET", "/openapi.json", "200"] == 1
    assert counts["tracuu_requests_total", "GET", "/static", "404"] == 1
    assert counts["tracuu_request_seconds_count", "/readyz"] == 1


MODES = [
    ("hybrid", STAGES),
    ("dense", ("understand", "embed", "dense", "cite")),
    ("lexical", ("understand", "lexical", "cite")),
]


@pytest.mark.parametrize(("mode", "stages"), MODES)
def test_the_stages_of_a_search_are_timed(client: TestClient, mode: str, stages: tuple[str, ...]) -> None:
    took = client.post("/api/search", json={**ASKED, "mode": mode}).json()["took_ms"]
    values = told(client)
    assert {stage for stage in STAGES if values["tracuu_stage_seconds_count", stage] == 1} == set(stages)
    summed = sum(values["tracuu_stage_seconds_sum", stage] for stage in STAGES)
    assert 0 < summed * 1000 <= took + 0.01


def test_what_is_served(client: TestClient, index: Path) -> None:
    ready, values = client.get("/readyz").json(), told(client)
    assert values["tracuu_index_version",] == ready["version"]
    assert values["tracuu_index_directives",] == ready["directives"] == 5
    assert values["tracuu_index_passages",] == ready["passages"]
    assert values["tracuu_index_refused_files",] == 0
    assert values["tracuu_index_current",] == 1
    assert values["tracuu_requests_in_work",] == values["tracuu_requests_waiting",] == 0
    assert values["tracuu_model_info", "384", "bundled"] == 1
    assert values["process_resident_memory_bytes",] > 0
