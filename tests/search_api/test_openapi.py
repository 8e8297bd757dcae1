"""The description of the API: an example on each call, and each example true.

``python -m tests.search_api.test_openapi`` records the answers anew.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from indexer import embed, models
from indexer.embed import Embedder
from indexer.pipeline import mirror
from indexer.settings import Settings
from search_api.app import create
from search_api.openapi import FILE, REFUSALS, Example, examples
from search_api.service import Service

NOT_JSON = {"/api/directives/{id}/file", "/api/directives/{id}/pages/{n}.png", "/metrics"}
LONG = 240


@pytest.fixture(scope="module")
def client(corpus: Path, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    index = tmp_path_factory.mktemp("openapi") / "index"  # its own, as judgements are kept there
    mirror([corpus], index, lambda: embedder)
    with TestClient(create(Service(index, embedder))) as client:
        yield client


def called(client: TestClient, example: Example) -> Any:
    response = client.request(example.method, example.url, params=example.params, json=example.body)
    assert response.status_code == 200, response.text
    return response.json()


def shortened(value: Any) -> Any:
    """As examples show it: the first of each list, the beginning of long words."""
    match value:
        case dict():
            return {name: shortened(one) for name, one in value.items()}
        case [first, *_] if isinstance(first, dict | str):
            return [shortened(first)]
        case str() if len(value) > LONG:
            return value[:LONG] + "…"
    return value


def shape(value: Any) -> Any:
    """Names and kinds of what a body holds, without its values."""
    match value:
        case dict():
            return {name: shape(one) for name, one in value.items()}
        case [first, *_]:
            return [shape(first)]
        case int() | float():
            return "number"
    return type(value).__name__


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.call)
def test_an_example_is_what_the_call_answers(client: TestClient, example: Example) -> None:
    assert shape(example.response) == shape(shortened(called(client, example)))


def test_every_call_has_an_example_and_says_its_errors(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    calls = {(method, route): call for route, methods in paths.items() for method, call in methods.items()}
    assert {route for _, route in calls} - {one.route for one in examples()} == NOT_JSON
    for (_, route), call in calls.items():
        assert call["summary"]
        for status in REFUSALS:
            told = call["responses"][str(status)]
            assert told["content"]["application/json"]["example"]["error"]["code"]
            assert ("Retry-After" in told.get("headers", {})) is (status in {429, 503})
        if route not in NOT_JSON:
            assert call["responses"]["200"]["content"]["application/json"]["example"]
        if "requestBody" in call:
            assert call["requestBody"]["content"]["application/json"]["example"]


def test_what_else_a_call_answers_with_is_said(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    kinds = paths["/api/assignments"]["get"]["responses"]["200"]["content"]
    for form, kind in {"csv": "text/csv", "ics": "text/calendar"}.items():
        assert kind in kinds
        assert client.get("/api/assignments", params={"format": form}).headers["content-type"].startswith(kind)


def record() -> None:
    """Make the file of examples anew from the calls in it."""
    embedder = embed.load(models.find("bundled", Settings()))
    with tempfile.TemporaryDirectory() as folder:
        mirror([Path("corpus")], Path(folder), lambda: embedder)
        with TestClient(create(Service(Path(folder), embedder))) as client:
            made = [asdict(replace(one, response=shortened(called(client, one)))) for one in examples()]
    FILE.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    record()
