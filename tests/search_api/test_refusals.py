"""Errors of every kind as clients meet them: one body, their language, a page for those who look at pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from indexer.embed import Embedder
from indexer.errors import InvalidSetting
from indexer.settings import Settings
from search_api.app import create
from search_api.engine import Engine
from search_api.service import Service

OTHER = "https://intranet.example"


@pytest.fixture(scope="module")
def client(index: Path, embedder: Embedder) -> Iterator[TestClient]:
    with TestClient(create(Service(index, embedder)), raise_server_exceptions=False) as client:
        yield client


MISTAKES = [
    ("POST", "/api/search", {"query": "???"}, "invalid_query"),
    ("POST", "/api/search", {"top_k": 1}, "invalid_request"),
    ("GET", "/api/directives/none", None, "not_found"),
    ("GET", "/api/nothing", None, "not_found"),
    ("GET", "/api/search", None, "method_not_allowed"),
    ("POST", "/api/coverage", {"topics": ["?"]}, "invalid_query"),
    ("POST", "/api/search", {"query": "a" * 2_000_000}, "too_large"),
    ("GET", "/api/assignments?sort=x", None, "invalid_request"),
    ("GET", "/api/assignments?due_from=x", None, "invalid_request"),
]


@pytest.mark.parametrize(("method", "path", "body", "code"), MISTAKES, ids=lambda value: str(value)[:40])
def test_one_body_in_the_language_that_is_preferred(
    client: TestClient, method: str, path: str, body: object, code: str
) -> None:
    told = {}
    for language in ("vi", "en"):
        response = client.request(method, path, json=body, headers={"Accept-Language": language})
        error = response.json()["error"]
        assert set(error) == {"code", "message", "details"}
        assert (error["code"], response.headers["content-language"]) == (code, language)
        assert response.headers["vary"] == "Accept-Language"
        told[language] = error["message"]
    assert told["en"].isascii()
    assert not told["vi"].isascii()


def test_a_fault_of_ours_has_the_same_body_and_tells_nothing(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(Engine, "search", broken)
    response = client.post("/api/search", json={"query": "y tế"})
    assert response.status_code == 500
    assert response.json()["error"]["code"] == "error"
    assert "secret" not in response.text
    page = client.get("/?q=y", headers={"accept": "text/html"})
    assert page.status_code == 500
    assert "Máy chủ gặp lỗi" in page.text
    assert "secret" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_other_sites_may_not_call_unless_they_are_named(index: Path, embedder: Embedder) -> None:
    asked = {"Origin": OTHER, "Access-Control-Request-Method": "POST"}
    service = Service(index, embedder)
    for origins, allowed in (("", None), (f"https://a.example, {OTHER}", OTHER), ("https://a.example", None)):
        with TestClient(create(service, Settings(cors_origins=origins))) as client:
            assert (
                client.options("/api/search", headers=asked).headers.get("access-control-allow-origin") == allowed
            )
            answer = client.get("/api/directives", headers={"Origin": OTHER})
            assert answer.headers.get("access-control-allow-origin") == allowed


@pytest.mark.parametrize("origins", ["intranet.example", "https://a.example/path", "null"])
def test_a_site_that_is_none_is_refused(origins: str) -> None:
    with pytest.raises(InvalidSetting, match="TRACUU_CORS_ORIGINS"):
        assert Settings(cors_origins=origins).origins
