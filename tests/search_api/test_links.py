"""What directives say of each other and whom they give tasks, through the API, the pages and a search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from indexer.embed import Embedder
from indexer.pipeline import mirror
from search_api.app import create
from search_api.service import Service

OLD = """\
UBND TỈNH ĐỒNG NAI

Số: 12/KH-UBND

Đồng Nai, ngày 05 tháng 02 năm 2021

KẾ HOẠCH
Phòng chống sốt rét

1. Giao Phòng KHTC chủ trì, phối hợp Phòng Nghiệp vụ mua màn trước ngày 15/3/2021.

2. Giao Sở Tài chính bố trí kinh phí.
"""
NEW = """\
UBND TỈNH ĐỒNG NAI

Số: 34/KH-UBND

Đồng Nai, ngày 06 tháng 02 năm 2024

KẾ HOẠCH
Phòng chống sốt rét giai đoạn mới

Căn cứ Quyết định số 1609/QĐ-BYT ngày 16/4/2020 của Bộ Y tế;

1. Giao Phòng Kế hoạch - Tài chính phối hợp với Phòng Nghiệp vụ rà soát số màn đã cấp hằng quý.

2. Kế hoạch này thay thế Kế hoạch số 12/KH-UBND ngày 05/02/2021 của UBND tỉnh.
"""


@pytest.fixture(scope="module")
def client(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    archive, index = tmp_path_factory.mktemp("archive"), tmp_path_factory.mktemp("index") / "index"
    (archive / "old.txt").write_text(OLD, encoding="utf-8")
    (archive / "new.txt").write_text(NEW, encoding="utf-8")
    mirror([archive], index, lambda: embedder)
    with TestClient(create(Service(index, embedder)), raise_server_exceptions=False) as client:
        yield client


def get(client: TestClient, path: str, **params: object) -> Any:
    response = client.get(path, params=params)
    assert response.status_code == 200, response.text
    return response.json()


@pytest.fixture(scope="module")
def ids(client: TestClient) -> dict[str, str]:
    return {item["file"]: item["id"] for item in get(client, "/api/directives")["items"]}


def test_references_lead_to_the_directive_that_is_meant(client: TestClient, ids: dict[str, str]) -> None:
    named = get(client, f"/api/directives/{ids['new.txt']}")["references"]
    assert [(one["number"], one["relation"], one["directive"] and one["directive"]["id"]) for one in named] == [
        ("1609/QĐ-BYT", "basis", None),
        ("12/KH-UBND", "replaces", ids["old.txt"]),
    ]


def test_a_directive_knows_who_cites_and_replaces_it(client: TestClient, ids: dict[str, str]) -> None:
    old = get(client, f"/api/directives/{ids['old.txt']}")
    assert [(one["directive"]["id"], one["relation"]) for one in old["cited_by"]] == [(ids["new.txt"], "replaces")]
    assert old["replaced_by"]["label"].startswith("Kế hoạch số 34/KH-UBND")
    assert get(client, f"/api/directives/{ids['new.txt']}")["replaced_by"] is None


def test_a_citation_of_a_replaced_directive_says_so(client: TestClient) -> None:
    hits = client.post("/api/search", json={"query": "mua màn phòng chống sốt rét"}).json()["hits"]
    marks = {hit["citation"]["file"]: hit["citation"]["replaced_by"] for hit in hits}
    assert marks["old.txt"].startswith("Kế hoạch số 34/KH-UBND")
    assert marks["new.txt"] is None


def test_what_is_cited_and_lacking_is_listed(client: TestClient, ids: dict[str, str]) -> None:
    lacking = get(client, "/api/missing")
    assert lacking["total"] == 1
    assert lacking["items"][0]["citing"] == [ids["new.txt"]]
    assert {key: lacking["items"][0][key] for key in ("number", "kind", "issuer", "directives")} == {
        "number": "1609/QĐ-BYT", "kind": "Quyết định", "issuer": "Bộ Y tế", "directives": 1,
    }  # fmt: skip


TASKS = [
    ("all, in the order of the archive", {}, ["rà soát", "mua màn", "bố trí kinh phí"]),
    ("of an office in any spelling", {"assignee": "phong khtc"}, ["rà soát", "mua màn"]),
    ("in a role", {"role": "lead"}, ["mua màn"]),
    ("due before a day", {"due_before": "2021-03-16"}, ["mua màn"]),
    ("not due on that day itself", {"due_before": "2021-03-15"}, []),
    ("with words, diacritics or not", {"q": "kinh phi"}, ["bố trí kinh phí"]),
    ("a page of them", {"limit": 1, "offset": 1}, ["mua màn"]),
    ("of nobody", {"assignee": "Sở Xây dựng"}, []),
]


@pytest.mark.parametrize(("params", "tasks"), [row[1:] for row in TASKS], ids=[row[0] for row in TASKS])
def test_assignments(client: TestClient, params: dict[str, object], tasks: list[str]) -> None:
    found = get(client, "/api/assignments", **params)["items"]
    assert len(found) == len(tasks)
    assert all(item["task"].startswith(words) for item, words in zip(found, tasks, strict=True))


def test_an_assignment_cites_its_place(client: TestClient) -> None:
    given = get(client, "/api/assignments", q="mua màn")["items"][0]
    assert (given["assignees"], given["partners"], given["role"]) == (["Phòng KHTC"], ["Phòng Nghiệp vụ"], "lead")
    assert given["due"] == {"year": 2021, "month": 3, "day": 15}
    assert given["citation"]["label"].startswith("Khoản 1, Kế hoạch số 12/KH-UBND")
    assert "mua màn" in given["citation"]["quote"]


def test_a_wrong_role_is_told(client: TestClient) -> None:
    response = client.get("/api/assignments", params={"role": "boss"})
    assert response.status_code == 422
    assert response.json()["error"]["code"]


def test_the_page_shows_tasks_references_and_what_replaced_it(client: TestClient, ids: dict[str, str]) -> None:
    page = client.get(f"/van-ban/{ids['old.txt']}").text
    for words in (
        "đã được thay thế hoặc bãi bỏ bởi",
        "Nhiệm vụ được giao (2)",
        "Được viện dẫn trong (1)",
        "15/3/2021",
    ):
        assert words in page
    page = client.get(f"/van-ban/{ids['new.txt']}").text
    assert "Văn bản được viện dẫn (2)" in page
    assert ">kho chưa có<" in page
    assert f'href="/van-ban/{ids["old.txt"]}"' in page
