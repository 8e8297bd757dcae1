"""What is offered while a question is typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from indexer.embed import Embedder
from search_api import app
from search_api.service import Service


@pytest.fixture(scope="module")
def client(index: Path, embedder: Embedder) -> Iterator[TestClient]:
    with TestClient(app.create(Service(index, embedder))) as client:
        yield client


def offered(client: TestClient, typed: str, **more: int) -> list[tuple[str, str]]:
    response = client.get("/api/suggest", params={"q": typed, **more})
    assert response.status_code == 200, response.text
    return [(item["kind"], item["text"]) for item in response.json()["items"]]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("231", ("number", "231/KH-UBND")),
        ("sở y", ("office", "Sở Y tế")),
        ("so y", ("office", "Sở Y tế")),
        ("Phòng  Nghiệp", ("office", "Phòng Nghiệp vụ")),
        ("to chuc hoi nghi so ket", ("subject", "Tổ chức Hội nghị Sơ kết 05 năm thực hiện")),
    ],
)
def test_the_words_of_the_archive_go_on_from_what_is_typed(
    typed: str, first: tuple[str, str], client: TestClient
) -> None:
    kind, text = offered(client, typed)[0]
    assert (kind, text[: len(first[1])]) == first


@pytest.mark.parametrize("typed", ["", "   ", "ở y", "sơ y tê", "(*", "zzz"])
def test_nothing_is_offered_that_does_not_begin_so(typed: str, client: TestClient) -> None:
    assert offered(client, typed) == []


def test_each_is_offered_once_and_no_more_than_asked(client: TestClient) -> None:
    texts = [text for _, text in offered(client, "s", limit=20)]
    assert len(texts) == len(set(texts)) > 3
    assert len(offered(client, "s", limit=3)) == 3
    assert all(len(text) <= 90 for text in texts)
