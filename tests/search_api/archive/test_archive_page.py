"""``/kho``: directives with facets and orders, refused files, scans, what is cited and lacking; and the files."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from indexer.domain import Directive, Header, PartialDate, Passage, Source
from indexer.domain import Page as SourcePage
from indexer.embed import Embedder
from indexer.index.records import FileState
from indexer.index.writer import IndexWriter
from indexer.pipeline import mirror
from search_api.app import create
from search_api.archive import pages
from search_api.service import Service
from tests.search_api.test_pages import Page, assert_safe

Show = Callable[..., Page]


def scan(file: str, confidence: float) -> tuple[FileState, Directive]:
    """A directive as the reader of scans makes it."""
    text = "Giao Sở Y tế tiêm chủng."
    passage = Passage(0, len(text), text, page=1, ocr_confidence=confidence)
    source = Source(text, "pdf", (SourcePage(1, 0, len(text), confidence=confidence),))
    header = Header(kind="Công văn", number="7/SYT", symbol="SYT", date=PartialDate(2021, 5))
    return FileState(file, file, file, 1, 1), Directive(file, source, header, (), (passage,))


@pytest.fixture(scope="module")
def client(corpus: Path, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    archive = shutil.copytree(corpus, tmp_path_factory.mktemp("kho") / "corpus")
    (archive / "hỏng <img src=x onerror=alert(1)>.pdf").write_bytes(b"%PDF-1.7 cut off")
    index = tmp_path_factory.mktemp("index") / "index"
    mirror([archive], index, lambda: embedder)
    with IndexWriter.open(index, lambda: embedder) as writer:
        writer.write([scan("sach.pdf", 0.95), scan("mo.pdf", 0.61)])
    with TestClient(create(Service(index, embedder)), headers={"accept": "text/html"}) as client:
        yield client


@pytest.fixture
def show(client: TestClient) -> Show:
    def shown(**given: str) -> Page:
        response = client.get("/kho", params={name.replace("_", "-"): value for name, value in given.items()})
        assert response.status_code == 200, response.text
        assert_safe(response)
        return Page(response.text)

    return shown


def dates(page: Page) -> list[str]:
    return page.texts[".number"][1:]


ORDERS = [
    ("moi", ["01/2024", "2023", "11/2023", "28/10/2022", "05/2021", "05/2021", "không rõ"]),
    ("cu", ["05/2021", "05/2021", "28/10/2022", "11/2023", "2023", "01/2024", "không rõ"]),
]


@pytest.mark.parametrize(("order", "expected"), ORDERS)
def test_orders_by_day(show: Show, order: str, expected: list[str]) -> None:
    assert dates(show(sap_xep=order)) == expected


def test_orders_by_name(show: Show) -> None:
    files = show(sap_xep="ten").texts[".file"]
    assert files == sorted(files)
    kinds = [text for text in show(sap_xep="loai").texts["td"] if text in {"Công văn", "Kế hoạch"}]
    assert kinds == sorted(kinds)


def test_facets_count_what_they_lead_to(show: Show) -> None:
    choices = [text for text in show().texts["option"] if "(" in text]
    assert "Công văn (5)" in choices
    assert "Kế hoạch (2)" in choices
    assert len(show(loai="Công văn").results) == 5
    assert "Công văn (5)" in show(loai="Kế hoạch").texts["option"], "the other kinds can still be chosen"
    assert "Công văn (2)" in show(nam="2021").texts["option"]


def test_words_in_any_order_without_diacritics(show: Show) -> None:
    assert len(show(tu_khoa="so ket y te 231").results) == 1
    assert show(tu_khoa="khong co dau").results == []


def test_a_long_list_comes_page_by_page(show: Show, client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PER_PAGE", 4)
    first = show()
    second = Page(client.get(first.links(rel="next")[0]).text)
    assert len({*first.results, *second.results}) == 7


def test_refused_files_have_their_reason(show: Show) -> None:
    page = show(muc="tu-choi")
    assert page.texts[".file"] == ["hỏng <img src=x onerror=alert(1)>.pdf"]
    assert page.texts["code"] == ["broken_file"]


def test_scans_are_listed_the_worst_first_and_marked(show: Show) -> None:
    page = show(muc="ocr")
    assert page.texts[".file"] == ["mo.pdf", "sach.pdf"]
    assert page.texts[".standing"] == ["thấp, cần đối chiếu"]
    assert "61%" in page.texts["td"][0]


def test_what_is_lacking_names_who_cites_it(show: Show, client: TestClient) -> None:
    missing = client.get("/api/missing", headers={"accept": "application/json"}).json()
    page = show(muc="thieu")
    rows = [row.split("\n")[0] for row in page.texts["tr"][1:]]
    assert len(rows) == min(missing["total"], pages.PER_PAGE)
    assert missing["items"][0]["number"] in page.texts["tr"][1]
    assert [link for link in page.links() if link.startswith("/van-ban/")]


TABLES = [
    ("van-ban", "Văn bản", 7),
    ("tu-choi", "Bị từ chối", 1),
    ("ocr", "Đọc bằng OCR", 2),
    ("thieu", "Kho còn thiếu", None),
]


@pytest.mark.parametrize(("part", "sheet", "count"), TABLES)
def test_every_table_can_be_taken_away(client: TestClient, show: Show, part: str, sheet: str, count: int) -> None:
    links = [link for link in show(muc=part).links() if "tai=" in link]
    xlsx, text = (client.get(link) for link in links)
    assert xlsx.headers["content-disposition"] == f'attachment; filename="kho-{part}.xlsx"'
    rows = list(csv.reader(io.StringIO(text.content.decode("utf-8-sig"))))[1:]
    book = load_workbook(io.BytesIO(xlsx.content))[sheet]
    total = client.get("/api/missing", headers={"accept": "application/json"}).json()["total"]
    assert book.max_row - 1 == len(rows) == (count or total)


def test_the_file_holds_the_rows_of_the_page(client: TestClient, show: Show) -> None:
    page = show(loai="Công văn", sap_xep="ten")
    link = next(link for link in page.links() if link.endswith("tai=csv"))
    rows = list(csv.DictReader(io.StringIO(client.get(link).content.decode("utf-8-sig"))))
    assert [row["Tệp"] for row in rows] == page.texts[".file"]


@pytest.mark.parametrize("query", ["muc=x", "nam=x", "sap-xep=x", "trang=0", "tai=ics"])
def test_what_cannot_be_is_told_on_a_page(client: TestClient, query: str) -> None:
    response = client.get(f"/kho?{query}")
    assert response.status_code == 422
    assert Page(response.text).texts[".notice"]
