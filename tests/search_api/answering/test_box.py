"""The answer above the results of the search page."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from indexer.embed import Embedder
from indexer.settings import Settings
from search_api.app import create
from search_api.service import Service


class Box(HTMLParser):
    """The words and links of the answer."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words, self.links, self._open, self._depth = "", [], "", 0
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = dict(attributes)
        if named.get("id") == "tra-loi":
            self._open = tag
        if self._open and tag == self._open:
            self._depth += 1
        if self._open and tag == "a":
            self.links.append(named["href"])

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == self._open:
            self._depth -= 1
            self._open = self._open if self._depth else ""

    def handle_data(self, data: str) -> None:
        self.words += data if self._open else ""


@pytest.fixture(scope="module")
def client(index: Path, embedder: Embedder) -> Iterator[TestClient]:
    with TestClient(create(Service(index, embedder), Settings())) as client:
        yield client


def box(client: TestClient, **asked: str) -> Box:
    response = client.get("/", params=asked, headers={"Accept": "text/html"})
    assert response.status_code == 200
    return Box(response.text)


def test_a_question_is_answered_above_the_results(client: TestClient) -> None:
    found = box(client, q="hạn gửi bài tham luận về Sở Y tế là ngày nào")
    assert "02/11/2022" in found.words
    assert "Chép nguyên văn" in found.words
    assert found.links
    for link in found.links:
        page = client.get(link.partition("#")[0], headers={"Accept": "text/html"})
        assert "02/11/2022" in page.text.partition('id="doan"')[2][:1000]


def test_what_was_taken_away_is_not_meant_by_the_answer_either(client: TestClient) -> None:
    assert "Công nghệ thông tin" in box(client, q="Ai lo về CNTT").words
    assert "nói về “CNTT”" in box(client, q="Ai lo về CNTT", bo="CNTT").words


def test_what_is_not_there_is_said(client: TestClient) -> None:
    assert "số điện thoại" in box(client, q="số điện thoại của Sở Y tế").words


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "đấu thầu thuốc"},
        {"q": "ai chủ trì đấu thầu", "cach": "tu"},
        {"q": "hạn gửi bài tham luận là ngày nào", "trang": "2"},
    ],
    ids=["no question", "words only", "a later page"],
)
def test_otherwise_there_is_no_box(client: TestClient, asked: dict[str, str]) -> None:
    assert box(client, **asked).words == ""
