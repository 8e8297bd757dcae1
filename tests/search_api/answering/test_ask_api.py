"""``POST /api/ask``: the shapes that other people's scripts rely on."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from indexer.embed import Embedder
from indexer.settings import Settings
from search_api.answering import routes
from search_api.app import create
from search_api.service import Service

QUESTION = "hạn gửi bài tham luận về Sở Y tế là ngày nào"
STREAMED = {"Accept": "text/event-stream"}


@pytest.fixture(scope="module")
def client(index: Path, embedder: Embedder) -> Iterator[TestClient]:
    app = create(Service(index, embedder), Settings())
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def events(text: str) -> list[tuple[str, Any]]:
    blocks = [block.split("\n") for block in text.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in blocks]


def test_the_body_of_an_answer(client: TestClient) -> None:
    body = client.post("/api/ask", json={"question": QUESTION}).json()
    assert {"answer", "sentences", "citations", "abstained", "reason"} <= set(body)
    assert "02/11/2022" in body["answer"]
    assert (body["abstained"], body["reason"], body["worded"]) == (False, None, False)
    assert "Chép nguyên văn" in body["note"]
    assert [citation["n"] for citation in body["citations"]] == list(range(1, len(body["citations"]) + 1))
    for sentence in body["sentences"]:
        assert [body["citations"][n - 1]["quote"] for n in sentence["citations"]] == [sentence["text"]]


def test_a_citation_leads_to_the_very_words(client: TestClient) -> None:
    body = client.post("/api/ask", json={"question": QUESTION}).json()
    for citation in body["citations"]:
        text = client.get(f"/api/directives/{citation['directive']}").json()["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]
        assert client.get(citation["url"].partition("#")[0], headers={"Accept": "text/html"}).status_code == 200


def test_an_abstention_says_why_and_what_is_near(client: TestClient) -> None:
    body = client.post("/api/ask", json={"question": "số điện thoại của Sở Y tế"}).json()
    assert (body["answer"], body["sentences"], body["citations"], body["abstained"]) == (None, [], [], True)
    assert "số điện thoại" in body["reason"]
    assert len(body["nearest"]) == 3


@pytest.mark.parametrize("headers", [{}, STREAMED], ids=["at once", "streamed"])
def test_what_is_not_meant_is_not_answered(client: TestClient, headers: dict[str, str]) -> None:
    asked = {"question": "Ai lo về CNTT?"}
    told = client.post("/api/ask", json=asked, headers=headers).text
    less = client.post("/api/ask", json=asked | {"without": ["CNTT"]}, headers=headers).text
    assert '"abstained":false' in told.replace(" ", "")
    assert '"abstained":true' in less.replace(" ", "")


def test_an_answer_is_streamed_sentence_by_sentence(client: TestClient) -> None:
    asked = {"question": "Sở Tài chính phải làm gì?"}
    response = client.post("/api/ask", json=asked, headers=STREAMED)
    assert response.headers["content-type"].startswith("text/event-stream")
    found = events(response.text)
    assert [name for name, _ in found] == ["sentence"] * (len(found) - 1) + ["done"]
    done = found[-1][1]
    assert done == client.post("/api/ask", json=asked).json()
    assert [{"text": e["text"], "citations": e["citations"]} for _, e in found[:-1]] == done["sentences"]
    assert [one for _, e in found[:-1] for one in e["new_citations"]] == done["citations"]


def test_an_abstention_is_streamed_too(client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": "số điện thoại của Sở Y tế"}, headers=STREAMED)
    ((name, body),) = events(response.text)
    assert (name, body["abstained"]) == ("done", True)


MISTAKES = [
    ({}, "invalid_request"),
    ({"question": ""}, "invalid_request"),
    ({"question": "?!"}, "invalid_query"),
    ({"question": "a" * 2000}, "invalid_request"),
    ({"question": "a", "top_k": 0}, "invalid_request"),
    ({"question": "a", "top_k": 500}, "invalid_request"),
    ({"question": "a", "colour": 1}, "invalid_request"),
    ({"question": "a", "filters": {"date_from": "2024-01-01", "date_to": "2023-01-01"}}, "invalid_query"),
    ([], "invalid_request"),
]


@pytest.mark.parametrize(("body", "code"), MISTAKES, ids=[str(body)[:40] for body, _ in MISTAKES])
def test_a_clients_mistake_has_one_body(client: TestClient, body: object, code: str) -> None:
    plain = client.post("/api/ask", json=body)
    streamed = client.post("/api/ask", json=body, headers=STREAMED)
    assert plain.status_code == streamed.status_code == 422
    assert plain.json()["error"]["code"] == code
    assert events(streamed.text) == [("error", plain.json())]


def test_what_breaks_while_streaming_is_told_as_an_event(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> Iterator[object]:
        yield from list(real(*args))[:1]
        raise RuntimeError("hỏng")

    real = routes.tell
    monkeypatch.setattr(routes, "tell", broken)
    response = client.post("/api/ask", json={"question": QUESTION}, headers=STREAMED)
    (first, _), (last, error) = events(response.text)
    assert (first, last, error["error"]["code"]) == ("sentence", "error", "error")
    assert "hỏng" not in response.text


def test_openapi_names_the_call(client: TestClient) -> None:
    call = client.get("/openapi.json").json()["paths"]["/api/ask"]["post"]
    assert set(call["responses"]["200"]["content"]) == {"application/json", "text/event-stream"}
