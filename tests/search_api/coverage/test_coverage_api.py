"""``POST /api/coverage`` and the tables to save: shapes that other people's scripts rely on."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from indexer.embed import Embedder
from search_api.app import create
from search_api.cli import main
from search_api.service import Service


@pytest.fixture(scope="module")
def client(index: Path, embedder: Embedder) -> Iterator[TestClient]:
    with TestClient(create(Service(index, embedder)), raise_server_exceptions=False) as client:
        yield client


def test_the_body(client: TestClient) -> None:
    response = client.post("/api/coverage", json={"topics": ["chuyển đổi số", " giao thông đường sắt "]})
    assert response.status_code == 200, response.text
    first, second = response.json()["topics"]
    assert set(first) == {"topic", "directives", "is_whole"}
    assert second == {"topic": "giao thông đường sắt", "directives": [], "is_whole": True}
    found = first["directives"][0]
    assert set(found) == {"id", "file", "label", "passages", "score", "strength", "year", "issuer", "best"}
    assert (found["year"], found["strength"]) == (2023, "strong")
    assert found["best"]["citation"]["file"] == found["file"]
    assert found["best"]["passage"]["highlights"]


def test_filters(client: TestClient) -> None:
    body = {"topics": ["chuyển đổi số"], "filters": {"year": 1990}}
    assert client.post("/api/coverage", json=body).json()["topics"][0]["directives"] == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"topics": []},
        {"topics": [""]},
        {"topics": [5]},
        {"topics": ["y tế"], "top_k": 3},
        {"topics": ["x"] * 51},
    ],
)
def test_mistakes(client: TestClient, body: dict[str, object]) -> None:
    response = client.post("/api/coverage", json=body)
    assert response.status_code == 422
    assert response.json()["error"]["code"] == "invalid_request"


def test_a_table_opens_with_its_diacritics(client: TestClient) -> None:
    body = {"topics": ["chuyển đổi số", "nhân lực y tế"]}
    response = client.post("/api/coverage?format=csv", json=body)
    assert response.headers["content-disposition"] == 'attachment; filename="chu-de.csv"'
    assert response.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert {row["Chủ đề"] for row in rows} == set(body["topics"])
    book = load_workbook(io.BytesIO(client.post("/api/coverage?format=xlsx", json=body).content))
    assert book.sheetnames == ["Danh sách", "Ma trận"]
    assert book["Danh sách"].max_row == len(rows) + 1
    assert book["Ma trận"]["B1"].value == "chuyển đổi số"


def test_assignments_as_a_table(client: TestClient) -> None:
    total = client.get("/api/assignments", params={"assignee": "phong nghiep vu"}).json()["total"]
    response = client.get("/api/assignments", params={"assignee": "phong nghiep vu", "format": "csv", "limit": 1})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len(rows) == total > 1
    assert all("Phòng Nghiệp vụ" in row["Đơn vị"] for row in rows)
    assert {row["Vai trò"] for row in rows} <= {"chủ trì", "phối hợp", "thực hiện"}
    book = load_workbook(io.BytesIO(client.get("/api/assignments", params={"format": "xlsx"}).content))
    assert book["Nhiệm vụ"].max_row == client.get("/api/assignments").json()["total"] + 1
    assert client.get("/api/assignments", params={"format": "pdf"}).status_code == 422


def test_the_command(index: Path, tmp_path: Path) -> None:
    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, ["coverage", *words, "--index", str(index)])
        return done.exit_code, done.output

    assert "chuyển đổi số: " in run("chuyển đổi số")[1]
    assert '"topics"' in run("chuyển đổi số", "--json")[1]
    out = tmp_path / "chu-de.xlsx"
    assert run("chuyển đổi số", "--out", str(out))[0] == 0
    assert load_workbook(out)["Danh sách"]["A2"].value == "chuyển đổi số"
    code, told = run("chuyển đổi số", "--out", str(tmp_path / "chu-de.doc"))
    assert code == 1
    assert "cần tệp .csv hoặc .xlsx" in told
    assert run()[0] == 2
