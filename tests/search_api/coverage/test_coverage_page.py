"""``/bao-quat``: topics in the address, every directive that covers them, and the files that hold the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from indexer.embed import Embedder
from search_api.app import create
from search_api.coverage import pages
from search_api.coverage.asked import AskedCoverage
from search_api.service import Service
from tests.search_api.test_pages import Page, assert_safe

TOPICS = "chuyển đổi số\nnhân lực y tế\n\n  giao thông   đường sắt \nCHUYỂN ĐỔI SỐ"


@pytest.fixture(scope="module")
def client(index: Path, embedder: Embedder) -> Iterator[TestClient]:
    with TestClient(create(Service(index, embedder)), headers={"accept": "text/html"}) as client:
        yield client


def page(client: TestClient, topics: str = TOPICS, **given: str) -> Page:
    response = client.get("/bao-quat", params={"chu-de": topics, **given})
    assert response.status_code == 200, response.text
    assert_safe(response)
    return Page(response.text)


def test_topics_are_lines_each_once() -> None:
    assert AskedCoverage(chu_de=TOPICS).topics == ["chuyển đổi số", "nhân lực y tế", "giao thông đường sắt"]
    assert AskedCoverage(chu_de=" \n ").topics == []


def test_each_topic_has_all_its_directives(client: TestClient) -> None:
    body = client.post("/api/coverage", json={"topics": ["chuyển đổi số", "nhân lực y tế"]}).json()
    found = page(client)
    best = [one["best"]["citation"]["url"] for topic in body["topics"] for one in topic["directives"]]
    assert found.results == best
    strengths = [one["strength"] for topic in body["topics"] for one in topic["directives"]]
    assert [{"chính": "strong", "một phần": "partial"}[word] for word in found.texts[".chip"]] == strengths
    first = body["topics"][0]["directives"][0]
    assert first["best"]["citation"]["quote"][:80] in found.texts["blockquote"][0]
    assert f"{first['passages']} đoạn" in found.texts[".chips"][0]


def test_a_quote_stands_at_the_place_that_it_leads_to(client: TestClient) -> None:
    found = page(client, "chuyển đổi số")
    marked = Page(client.get(found.results[0].partition("#")[0]).text).texts["mark"][0]
    assert " ".join(found.texts["blockquote"][0].rstrip("…").split()) in " ".join(marked.split())


def test_what_nothing_covers_is_said_first(client: TestClient) -> None:
    found = page(client)
    assert "Không văn bản nào trong kho nói đến" in found.texts[".notice"][0]
    assert "giao thông đường sắt" in found.texts[".notice"][0]
    assert "chuyển đổi số" not in found.texts[".notice"][0]


def test_the_heat_map_has_a_cell_for_each_pair(client: TestClient) -> None:
    body = client.post("/api/coverage", json={"topics": ["chuyển đổi số", "nhân lực y tế"]}).json()
    found = page(client)
    pairs = [one for topic in body["topics"] for one in topic["directives"]]
    cells = [text for heat in range(1, 5) for text in found.texts.get(f".heat-{heat}", [])]
    assert len(cells) == len(pairs)
    strong = found.texts.get(".heat-3", []) + found.texts.get(".heat-4", [])
    assert len(strong) == sum(one["strength"] == "strong" for one in pairs)
    assert all(text.strip().endswith("đoạn, chính") for text in strong)
    assert ".heat" not in page(client, "chuyển đổi số").texts, "one topic is no matrix"


def test_years_and_issuers_are_bars_that_say_their_numbers(client: TestClient) -> None:
    found = page(client, "chuyển đổi số")
    assert {"2023", "Sở Y tế"} <= set(found.texts["th"])
    assert found.texts[".number"]
    widths = [int(given["width"]) for tag, given in found.tags if tag == "rect"]
    assert len(widths) == len(found.texts[".number"])
    assert max(widths) == 100


def test_directives_cited_and_lacking_are_named(client: TestClient) -> None:
    found = page(client, "chuyển đổi số")
    assert found.texts[".missing"][0].strip()
    assert "/kho?muc=thieu" in found.links()


def test_the_files_hold_what_the_page_lists(client: TestClient) -> None:
    links = [link for link in page(client).links() if "tai=" in link]
    xlsx, text = (client.get(link) for link in links)
    rows = list(csv.DictReader(io.StringIO(text.content.decode("utf-8-sig"))))
    book = load_workbook(io.BytesIO(xlsx.content))
    assert book.sheetnames == ["Danh sách", "Ma trận"]
    assert book["Danh sách"].max_row - 1 == len(rows) == len(page(client).results)
    assert [cell.value for cell in book["Ma trận"][1]] == ["Văn bản", *AskedCoverage(chu_de=TOPICS).topics]


def test_filters_come_through(client: TestClient) -> None:
    assert page(client, "chuyển đổi số", nam="1990").results == []
    kinds = page(client, "chuyển đổi số", loai="Kế hoạch")
    assert 0 < len(kinds.results) < len(page(client, "chuyển đổi số").results)


def test_many_directives_of_one_topic_come_page_by_page(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = page(client, "chuyển đổi số").results
    monkeypatch.setattr(pages, "PER_PAGE", 1)
    first = page(client, "chuyển đổi số")
    assert first.results == whole[:1]
    assert Page(client.get(first.links(rel="next")[0]).text).results == whole[1:2]


def test_of_several_topics_each_leads_to_all_its_directives(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "PER_TOPIC", 1)
    found = page(client)
    assert len(found.results) == 2
    link = next(link for link in found.links() if link == AskedCoverage(chu_de="chuyển đổi số").url())
    assert len(Page(client.get(link).text).results) > 1


def test_the_empty_page_shows_how(client: TestClient) -> None:
    found = page(client, "")
    example = next(link for link in found.links() if link.startswith("/bao-quat?"))
    assert Page(client.get(example).text).results


@pytest.mark.parametrize(
    "query",
    ["nam=x&chu-de=a", "trang=0&chu-de=a", "tai=ics&chu-de=a", "chu-de=" + "%0A".join(map(str, range(51)))],
)
def test_what_cannot_be_is_told_on_a_page(client: TestClient, query: str) -> None:
    response = client.get(f"/bao-quat?{query}")
    assert response.status_code == 422
    assert Page(response.text).texts[".notice"]


def test_hostile_topics_are_text(client: TestClient) -> None:
    found = page(client, '<img src=x onerror=alert(1)>\n"><script>alert(2)</script>\n</textarea>{{ 7 * 7 }}')
    assert "<img src=x onerror=alert(1)>" in found.texts["textarea"][0]
    assert "</textarea>{{ 7 * 7 }}" in found.texts["textarea"][0]
