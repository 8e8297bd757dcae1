"""``/nhiem-vu``: the table, what its filters leave, and the files that hold exactly that."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar
from openpyxl import load_workbook

from indexer.embed import Embedder
from search_api.app import create
from search_api.assignments import pages
from search_api.service import Service
from tests.search_api.assignments.conftest import TODAY
from tests.search_api.test_pages import Page, assert_safe

Table = Callable[..., list[str]]
"""The first words of the tasks that the page lists for some parameters."""


@pytest.fixture(scope="module")
def client(index: Path, embedder: Embedder) -> Iterator[TestClient]:
    app = create(Service(index, embedder), today=lambda: TODAY)
    with TestClient(app, headers={"accept": "text/html"}) as client:
        yield client


def parameters(given: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in given.items()}


@pytest.fixture
def table(client: TestClient) -> Table:
    def listed(**given: str) -> list[str]:
        response = client.get("/nhiem-vu", params=parameters(given))
        assert response.status_code == 200, response.text
        return [words.split()[0] for words in Page(response.text).texts.get(".words", [])]

    return listed


FILTERS = [
    ("what is due next first", {}, ["kiểm", "tổng", "tiêm", "quyết", "mua", "sơ"]),
    ("the latest first", {"sap_xep": "muon"}, ["quyết", "tiêm", "tổng", "kiểm", "mua", "sơ"]),
    ("by office", {"sap_xep": "don-vi"}, ["mua", "quyết", "kiểm", "tổng", "tiêm", "sơ"]),
    ("in the order of the archive", {"sap_xep": "kho"}, ["kiểm", "mua", "tổng", "tiêm", "sơ", "quyết"]),
    ("of an office in any spelling", {"don_vi": "phong khtc"}, ["quyết", "mua"]),
    ("in a role", {"vai_tro": "chu-tri"}, ["mua"]),
    ("overdue", {"han": "qua-han"}, ["mua"]),
    ("due soon", {"han": "sap-den"}, ["kiểm", "tổng"]),
    ("due later", {"han": "con-han"}, ["tiêm", "quyết"]),
    ("without a day", {"han": "khong-ngay"}, ["sơ"]),
    ("from a day on, as it is typed", {"tu": "20/6/2026"}, ["tổng", "tiêm", "quyết"]),
    ("to the end of a day", {"den": "2026-06-10"}, ["kiểm", "mua"]),
    ("soon, and within a range", {"han": "sap-den", "tu": "2026-06-11"}, ["tổng"]),
    ("with words, diacritics or not", {"tu_khoa": "tre em"}, ["tiêm"]),
    ("of nobody", {"don_vi": "Sở Xây dựng"}, []),
]


@pytest.mark.parametrize(("given", "tasks"), [row[1:] for row in FILTERS], ids=[row[0] for row in FILTERS])
def test_filters_and_orders(table: Table, given: dict[str, str], tasks: list[str]) -> None:
    assert table(**given) == tasks


def test_the_filters_of_a_directive(client: TestClient, table: Table) -> None:
    id = client.get("/api/directives", params={"number": "16/KH-SYT"}).json()["items"][0]["id"]
    assert table(van_ban=id) == ["kiểm"]


def test_tabs_count_what_they_lead_to(client: TestClient, table: Table) -> None:
    page = Page(client.get("/nhiem-vu").text)
    counts = dict(zip(("", "qua-han", "sap-den", "con-han", "khong-ngay"), page.texts["b"], strict=False))
    assert counts == {"": "6", "qua-han": "1", "sap-den": "2", "con-han": "2", "khong-ngay": "1"}
    assert all(len(table(han=value)) == int(count) for value, count in counts.items())


def test_offices_to_choose_from_have_counts(client: TestClient) -> None:
    choices = Page(client.get("/nhiem-vu").text).texts["option"]
    assert "Phòng Kế hoạch - Tài chính (2)" in choices
    assert "Trung tâm Y tế (1)" in choices


def test_overdue_and_soon_are_told_in_words(client: TestClient) -> None:
    texts = Page(client.get("/nhiem-vu").text).texts
    assert texts[".standing"] == ["còn 9 ngày", "còn 19 ngày", "còn 121 ngày", "còn 578 ngày", "quá hạn 78 ngày"]
    assert [when.split("còn")[0].strip() for when in texts[".when"]][:2] == ["10/06/2026", "20/06/2026"]


def test_a_row_leads_to_its_words(client: TestClient) -> None:
    page = Page(client.get("/nhiem-vu", params={"tu-khoa": "mua vắc xin"}).text)
    (link,) = page.results
    shown = Page(client.get(link.partition("#")[0]).text)
    assert "mua vắc xin" in " ".join(shown.texts["mark"][0].split())


def test_the_files_hold_the_rows_of_the_page(client: TestClient, table: Table) -> None:
    given = {"han": "sap-den", "sap_xep": "muon"}
    links = [
        link for link in Page(client.get("/nhiem-vu", params=parameters(given)).text).links() if "tai=" in link
    ]
    assert [link.rpartition("=")[2] for link in links] == ["xlsx", "csv", "ics"]
    xlsx, text, ics = (client.get(link).content for link in links)
    book = load_workbook(io.BytesIO(xlsx))["Nhiệm vụ"]
    cells = [[cell.value for cell in row] for row in book.iter_rows(min_row=2)]
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    events = Calendar.from_ical(ics).walk("VEVENT")
    assert [row["Nhiệm vụ"].split()[0] for row in rows] == table(**given) == ["tổng", "kiểm"]
    assert [row[3].split()[0] for row in cells] == table(**given)
    assert (
        [str(row[5].date()) for row in cells] == [row["Hạn chót"] for row in rows] == ["2026-06-20", "2026-06-10"]
    )
    assert [str(event.decoded("dtstart")) for event in events] == ["2026-06-20", "2026-06-10"]
    assert book["F2"].number_format == "dd/mm/yyyy"


def test_a_long_table_comes_page_by_page(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PER_PAGE", 4)
    first = Page(client.get("/nhiem-vu").text)
    second = Page(client.get(first.links(rel="next")[0]).text)
    assert len(first.results + second.results) == len({*first.results, *second.results}) == 6
    assert second.links(rel="prev") == ["/nhiem-vu"]
    assert "chỉ có 2 trang" in client.get("/nhiem-vu?trang=9").text


@pytest.mark.parametrize(
    "query",
    [
        "han=mai",
        "vai-tro=boss",
        "tu=hom-qua",
        "den=2026-13-01",
        "den=31/2/2026",
        "tu=6/20/2026",
        "sap-xep=x",
        "trang=0",
        "trang=a",
        "tai=exe",
    ],
)
def test_what_cannot_be_is_told_on_a_page(client: TestClient, query: str) -> None:
    response = client.get(f"/nhiem-vu?{query}")
    assert response.status_code == 422
    assert query.partition("=")[0] in Page(response.text).texts[".notice"][0]


def test_hostile_words_are_text(client: TestClient) -> None:
    response = client.get("/nhiem-vu", params={"don-vi": '"><script>alert(9)</script>'})
    assert_safe(response)
    response = client.get("/nhiem-vu")
    assert_safe(response)
    assert '<b onclick="alert(3)">kho</b>' in Page(response.text).texts[".words"][0]
    assert "<bdi>\u202e</bdi>" in response.text
