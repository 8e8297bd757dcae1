"""Every request has an id and one line in the log, in which nothing stands of what was asked."""

from __future__ import annotations

import json
import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

from indexer.embed import Embedder
from search_api.app import create
from search_api.engine import Engine
from search_api.journal import HEADER
from search_api.service import Service

SECRET = "kinh phí mật"


@pytest.fixture(scope="module")
def client(index: Path, embedder: Embedder) -> Iterator[TestClient]:
    with TestClient(create(Service(index, embedder))) as client:
        yield client


GIVEN = [
    ("of a proxy", "5f1c-A.b_9", True),
    ("none", None, False),
    ("empty", "", False),
    ("too long", "a" * 65, False),
    ("lines", "a b", False),
    ("markup", "<b>", False),
]


@pytest.mark.parametrize(("given", "is_kept"), [row[1:] for row in GIVEN], ids=[row[0] for row in GIVEN])
def test_an_id_is_kept_where_it_is_one_and_else_made(client: TestClient, given: str | None, is_kept: bool) -> None:
    answer = client.get("/healthz", headers={} if given is None else {HEADER: given})
    id = answer.headers[HEADER]
    assert id == given if is_kept else re.fullmatch("[0-9a-f]{16}", id)


def test_a_status_is_a_number_whoever_answers(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "search_api.journal")
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    headers = {"accept": "application/json, text/event-stream", "host": "127.0.0.1:8000"}
    client.get("/healthz")
    client.post("/mcp", json=asked, headers=headers)
    logged = [repr(record.status) for record in caplog.records if record.name == "search_api.journal"]
    assert logged == ["200", "200"]


def test_every_answer_has_an_id_and_the_headers_of_ours(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Engine, "search", broken)
    asked = {"query": "y tế"}
    answers = [
        client.post("/api/search", json=asked), client.post("/api/search", json={}), client.get("/none"),
        client.get("/static/style.css"), client.post("/api/search", content=b" " * 2_000_000),
    ]  # fmt: skip
    assert [answer.status_code for answer in answers] == [500, 422, 404, 200, 413]
    assert len({answer.headers[HEADER] for answer in answers}) == len(answers)
    assert {answer.headers["x-content-type-options"] for answer in answers} == {"nosniff"}


def test_a_server_writes_a_line_of_json_for_each_request(index: Path, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "search_api.cli",
        "serve",
        "--port",
        "0",
        "--index",
        index,
        "--log-format",
        "json",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        address = re.search(r"http://\S+?:\d+", server.stdout.readline())[0]
        with httpx.Client(base_url=address, headers={HEADER: "one"}) as calls:
            calls.get("/healthz")
            calls.post("/api/search", json={"query": SECRET})
            calls.get("/", params={"q": SECRET})
            calls.get("/api/directives/" + SECRET)
            calls.get("/" + SECRET)
        server.terminate()
        said = server.communicate(timeout=20)[1]
    lines = [json.loads(line) for line in said.splitlines()]
    told = [(line["method"], line["route"], line["status"]) for line in lines if line["event"] == "request"]
    assert told == [
        ("POST", "/api/search", 200), ("GET", "/", 200), ("GET", "/api/directives/{id}", 404), ("GET", "none", 404)
    ]  # fmt: skip
    assert {line["request_id"] for line in lines} == {"one"}
    assert all(0 <= line["ms"] < 60_000 for line in lines)
    assert "kinh" not in said
