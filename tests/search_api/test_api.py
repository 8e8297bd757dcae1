"""The HTTP API: shapes that other people's scripts rely on."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from indexer.embed import Embedder
from search_api.app import create
from search_api.service import Service

QUESTION = "nhiệm vụ giao Phòng Nghiệp vụ về đấu thầu"


@pytest.fixture(scope="module")
def client(index: Path, embedder: Embedder) -> Iterator[TestClient]:
    with TestClient(create(Service(index, embedder)), raise_server_exceptions=False) as client:
        yield client


def search(client: TestClient, **body: object) -> dict[str, Any]:
    response = client.post("/api/search", json={"query": QUESTION, **body})
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def test_the_body_of_a_search(client: TestClient) -> None:
    answer = search(client, top_k=2)
    assert set(answer) == {"query", "understood", "total", "took_ms", "hits", "facets"}
    hit = answer["hits"][0]
    assert set(hit) == {"rank", "score", "scores", "passage", "citation"}
    assert set(hit["scores"]) == {"lexical", "dense"}
    assert set(hit["passage"]) == {"id", "text", "highlights", "start", "end"}
    fields = {
        "label",
        "kind",
        "number",
        "date",
        "issuer",
        "subject",
        "section_path",
        "page",
        "quote",
        "file",
        "url",
        "replaced_by",
        "ocr_confidence",
    }
    assert set(hit["citation"]) == fields
    assert hit["citation"]["date"] == {"year": 2024, "month": 1, "day": None}
    assert len(answer["hits"]) == 2
    assert answer["facets"]["kind"][0] == {"value": "Công văn", "count": 3}


def test_highlights_are_offsets_into_the_passage(client: TestClient) -> None:
    passage = search(client)["hits"][0]["passage"]
    assert "đấu thầu" in [passage["text"][start:end] for start, end in passage["highlights"]]


def test_a_hit_leads_to_the_very_words(client: TestClient) -> None:
    hit = search(client)["hits"][0]
    directive = hit["passage"]["id"].partition(".")[0]
    text = client.get(f"/api/directives/{directive}").json()["text"]
    assert text[hit["passage"]["start"] : hit["passage"]["end"]] == hit["passage"]["text"]


def test_filters_and_groups_come_through(client: TestClient) -> None:
    answer = search(client, filters={"kind": "Kế hoạch"}, group_by="directive", mode="lexical")
    assert {hit["citation"]["kind"] for hit in answer["hits"]} == {"Kế hoạch"}
    assert len(answer["hits"]) == 2


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "invalid_request"),
        ({"query": ""}, 422, "invalid_request"),
        ({"query": "???"}, 422, "invalid_query"),
        ({"query": "a" * 2000}, 422, "invalid_request"),
        ({"query": "a", "top_k": 0}, 422, "invalid_request"),
        ({"query": "a", "top_k": 10_000}, 422, "invalid_request"),
        ({"query": "a", "mode": "magic"}, 422, "invalid_request"),
        ({"query": "a", "filters": {"colour": "red"}}, 422, "invalid_request"),
        ({"query": "a", "filters": {"date_from": "2024-01-01", "date_to": "2023-01-01"}}, 422, "invalid_query"),
        ({"query": "a", "filters": {"date_from": 0}}, 422, "invalid_request"),
        ({"query": "a", "filters": {"date_from": "20240101"}}, 422, "invalid_request"),
        ({"query": "a", "limit": 3}, 422, "invalid_request"),
        ([1, 2], 422, "invalid_request"),
    ],
    ids=lambda value: str(value)[:50],
)
def test_a_clients_mistake_has_one_body(client: TestClient, body: object, status: int, code: str) -> None:
    response = client.post("/api/search", json=body)
    assert response.status_code == status
    assert set(response.json()) == {"error"}
    assert set(response.json()["error"]) == {"code", "message", "details"}
    assert response.json()["error"]["code"] == code


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b"", b'{"query": "\xe1"}', b"\xe1`U}\xb1"])
def test_what_is_no_json_is_refused_likewise(client: TestClient, body: bytes) -> None:
    response = client.post("/api/search", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 422
    assert response.json()["error"]["code"] == "invalid_request"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/directives/none", 404),
        ("GET", "/api/directives/none/file", 404),
        ("GET", "/api/nothing", 404),
        ("GET", "/api/search", 405),
        ("GET", "/api/directives?limit=0", 422),
        ("GET", "/api/directives?year=soon", 422),
        ("GET", "/api/assignments?due_before=0", 422),
        ("DELETE", "/api/search", 405),
    ],
)
def test_other_mistakes(client: TestClient, method: str, path: str, status: int) -> None:
    response = client.request(method, path)
    assert response.status_code == status
    assert set(response.json()["error"]) == {"code", "message", "details"}


def test_directives_are_listed_page_by_page(client: TestClient) -> None:
    first = client.get("/api/directives", params={"limit": 2}).json()
    rest = client.get("/api/directives", params={"limit": 10, "offset": 2}).json()
    assert first["total"] == rest["total"] == 5
    assert len(first["items"]) == 2
    assert len({item["id"] for item in [*first["items"], *rest["items"]]}) == 5
    assert client.get("/api/directives", params={"issuer": "so y te"}).json()["total"] == 3


def test_a_directive_in_full(client: TestClient) -> None:
    listed = client.get("/api/directives", params={"number": "231/KH-UBND"}).json()["items"][0]
    full = client.get(f"/api/directives/{listed['id']}").json()
    assert full["header"]["signer"] == "Nguyễn Sơn Hùng"
    assert full["header"]["inferred"] == ["issuer"]
    assert ["III", "1", "a"] in [section["path"] for section in full["sections"]]
    assert all(full["text"][p["start"] : p["end"]] == p["text"] for p in full["passages"])


def test_the_source_file_is_sent_as_it_lies(client: TestClient, corpus: Path) -> None:
    listed = client.get("/api/directives").json()["items"][0]
    response = client.get(f"/api/directives/{listed['id']}/file")
    assert response.content == (corpus / listed["file"]).read_bytes()


def test_alive_and_ready(client: TestClient) -> None:
    assert client.get("/healthz").json()["status"] == "ok"
    ready = client.get("/readyz").json()
    assert (ready["status"], ready["directives"], ready["model"]) == ("ready", 5, "bundled")


def test_openapi_names_every_call(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/api/search", "/api/directives", "/api/directives/{id}", "/api/directives/{id}/file"} <= set(paths)


@pytest.mark.parametrize(
    ("address", "sheet", "head"),
    [
        ("/api/directives?issuer=so+y+te", "Văn bản", "Số, ký hiệu"),
        ("/api/missing?limit=1", "Kho còn thiếu", "Văn bản"),
    ],
)
def test_a_list_is_saved_whole_as_a_table(client: TestClient, address: str, sheet: str, head: str) -> None:
    total = client.get(address).json()["total"]
    rows = list(csv.reader(io.StringIO(client.get(f"{address}&format=csv").content.decode("utf-8-sig"))))
    saved = client.get(f"{address}&format=xlsx")
    page = load_workbook(io.BytesIO(saved.content))[sheet]
    assert len(rows) == page.max_row == total + 1 > 2
    assert rows[0][0] == page["A1"].value == head
    assert saved.headers["content-disposition"].endswith('.xlsx"')
    assert client.get(f"{address}&format=pdf").json()["error"]["code"] == "invalid_request"


def test_what_was_understood_and_is_not_meant_is_left_out(client: TestClient) -> None:
    def told(**body: object) -> dict[str, Any]:
        return search(client, query="đào tạo về CNTT của Sở Y tế", **body)

    understood = told()["understood"]
    told_of = [(one["from"], one["to"]) for one in understood["expansions"]]
    assert told_of == [("CNTT", "công nghệ thông tin"), ("sở y tế", "SYT")]
    assert understood["facts"]
    less = told(without=["CNTT", "sở y tế", "Sở Y tế"])
    assert (less["understood"]["expansions"], less["understood"]["facts"]) == ([], [])
    assert [hit["score"] for hit in less["hits"]] != [hit["score"] for hit in told()["hits"]]
    assert told(without=["CNTT", "sở y tế", "Sở Y tế", "CNTT"])["understood"] == less["understood"]


def test_what_may_be_said_twice_is_not_described_as_unique(client: TestClient) -> None:
    assert "uniqueItems" not in client.get("/openapi.json").text
