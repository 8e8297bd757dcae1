"""Coverage, assignments and the archive in Chromium: from the first page, with the keyboard alone, on a phone,
without script, with hostile directives, and by what axe-core finds.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from indexer.embed import Embedder
from indexer.pipeline import mirror
from search_api.engine import Engine
from search_api.service import Service
from tests.search_api.conftest import OpenPage, violations
from tests.search_api.serving import serving

TODAY = date(2022, 11, 1)
TOPICS = "chuyển đổi số\nnhân lực y tế\ngiao thông đường sắt"
COVERAGE = f"/bao-quat?chu-de={quote(TOPICS)}"
PAGES = [
    "/bao-quat",
    COVERAGE,
    "/nhiem-vu",
    "/nhiem-vu?han=qua-han",
    "/kho",
    "/kho?muc=thieu",
    "/kho?muc=tu-choi",
    "/docs",
]
LONG = "tiêm " * 200_000
HOSTILE = f"""SỞ <script>alert(1)</script>

Số: 16/KH-SYT

Đồng Nai, ngày 06 tháng 02 năm 2026

KẾ HOẠCH
<img src=//x.example/a.png onerror=alert(2)> {{{{ 7 * 7 }}}} \u202egnôhk

Căn cứ Quyết định số 9/QĐ-<svg/onload=alert(5)> ngày 01/02/2020 của <b>Bộ</b>;

1. Giao Phòng <i onmouseover=alert(3)>Nghiệp vụ</i> tiêm chủng [ở đây](javascript:alert(4)) trước ngày 10/6/2026.

2. Giao Phòng Nghiệp vụ {LONG}.
"""


@pytest.fixture(scope="module")
def address(index: Path, embedder: Embedder) -> Iterator[str]:
    with serving(Service(index, embedder), today=lambda: TODAY) as address:
        yield address


@pytest.fixture(scope="module")
def hostile(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    archive, index = tmp_path_factory.mktemp("archive"), tmp_path_factory.mktemp("hostile") / "index"
    (archive / "<img src=x onerror=alert(6)>.txt").write_text(HOSTILE, encoding="utf-8")
    (archive / "<img src=x onerror=alert(7)>.pdf").write_bytes(b"%PDF-1.7 cut off")
    mirror([archive], index, lambda: embedder)
    with serving(Service(index, embedder), today=lambda: TODAY) as address:
        yield address


def saved(page: Any, name: str) -> bytes:
    """What a link to save gives."""
    with page.expect_download() as download:
        page.get_by_role("link", name=name).click()
    return Path(download.value.path()).read_bytes()


def test_leadership_sees_what_covers_its_topics_and_takes_it_away(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("link", name="Bao quát").click()
    page.get_by_label("Chủ đề, mỗi dòng một chủ đề").fill(TOPICS)
    page.get_by_role("button", name="Xem bao quát").click()
    page.wait_for_url("**/bao-quat?chu-de=*")
    assert "giao thông đường sắt" in page.locator(".notice").first.inner_text()
    listed = page.locator("[data-result]").count()
    rows = list(csv.DictReader(io.StringIO(saved(page, "CSV").decode("utf-8-sig"))))
    book = load_workbook(io.BytesIO(saved(page, "Excel (.xlsx)")))
    assert len(rows) == book["Danh sách"].max_row - 1 == listed
    assert book["Ma trận"]["B1"].value == "chuyển đổi số"
    page.locator(".heat td a").first.click()
    page.wait_for_url("**/van-ban/*#doan")
    assert "chuyển đổi số" in page.locator("#doan").inner_text().lower()


def test_an_office_sees_what_it_must_do_next_and_takes_it_away(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("link", name="Nhiệm vụ", exact=True).click()
    page.get_by_role("link", name="Sắp đến hạn").click()
    assert page.locator("tbody tr.sap-den").count() == page.locator("tbody tr").count() > 0
    assert "còn 1 ngày" in page.locator(".standing").first.inner_text()
    tasks = page.locator("tbody .words").all_inner_texts()
    rows = list(csv.DictReader(io.StringIO(saved(page, "CSV").decode("utf-8-sig"))))
    book = load_workbook(io.BytesIO(saved(page, "Excel (.xlsx)")))["Nhiệm vụ"]
    events = Calendar.from_ical(saved(page, "Lịch (.ics)")).walk("VEVENT")
    assert len(tasks) == len(rows) == len(events) == book.max_row - 1
    assert all(row["Nhiệm vụ"].startswith(task.rstrip("…")) for row, task in zip(rows, tasks, strict=True))
    page.locator("[data-result]").first.click()
    page.wait_for_url("**/van-ban/*#doan")
    assert tasks[0].rstrip("….").split()[-1] in page.locator("#doan").inner_text()


def test_filters_are_chosen_with_the_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page("/nhiem-vu")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "don-vi":
            break
    page.keyboard.type("Sở Tài chính")
    page.keyboard.press("Enter")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "submit":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/nhiem-vu?don-vi=*")
    names = page.locator("tbody th").all_inner_texts()
    assert names
    assert all("Sở Tài chính" in name for name in names)


def test_a_clerk_finds_what_the_archive_holds_and_lacks(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("link", name="Kho văn bản").click()
    page.get_by_label("Loại").select_option("Kế hoạch")
    page.get_by_role("button", name="Lọc").click()
    page.wait_for_url("**/kho?loai=*")
    assert page.locator("tbody tr").count() == 2
    assert load_workbook(io.BytesIO(saved(page, "Excel (.xlsx)")))["Văn bản"].max_row == 3
    page.get_by_role("link", name="Kho còn thiếu").click()
    rows = list(csv.DictReader(io.StringIO(saved(page, "CSV").decode("utf-8-sig"))))
    assert rows[0]["Văn bản"] == page.locator("tbody th").first.inner_text()
    page.locator("tbody td a").first.click()
    page.wait_for_url("**/van-ban/*")


def test_everything_works_without_script(open_page: OpenPage) -> None:
    page = open_page("/nhiem-vu", java_script_enabled=False)
    page.get_by_label("Vai trò").select_option("chu-tri")
    page.get_by_role("button", name="Lọc").click()
    page.wait_for_url("**vai-tro=chu-tri*")
    assert all("chủ trì" in name for name in page.locator("tbody th").all_inner_texts())
    page.get_by_role("link", name="Bao quát").click()
    page.get_by_role("link", name="Xem thử").click()
    assert page.locator(".heat").is_visible()
    assert page.locator(".bars rect").first.bounding_box()["width"] > 50


@pytest.mark.parametrize("width", [320, 360, 768, 1600])
def test_no_page_is_wider_than_the_screen(open_page: OpenPage, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 740})
    start = page.url.rstrip("/")
    for path in PAGES:
        page.goto(start + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_on_a_phone_every_place_is_in_sight_and_no_year_is_broken(open_page: OpenPage) -> None:
    page = open_page(COVERAGE, viewport={"width": 360, "height": 740})
    last = page.locator(".places a").last.bounding_box()
    assert last["x"] + last["width"] <= 360
    years = page.locator(".bars").first.locator("tbody th", has_text="20")
    assert max(year.evaluate("cell => cell.getClientRects()[0].height") for year in years.all()) < 30


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(open_page: OpenPage, scheme: str, width: int) -> None:
    page = open_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    start = page.url.rstrip("/")
    for path in PAGES:
        page.goto(start + path)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert violations(page) == [], path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_pages_of_errors(
    browser: Any, address: str, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a page that is not watched: the console tells of each answer that is an error."""

    def broken(*_: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(Engine, "search", broken)
    page = browser.new_page(color_scheme=scheme, viewport={"width": 360, "height": 900})
    for path, status in (("/x", 404), ("/van-ban/x", 404), ("/?q=y&trang=99", 422), ("/?q=y", 500)):
        assert page.goto(address + path).status == status
        assert page.locator("h1").is_visible()
        assert violations(page) == [], path
    page.close()


def test_pages_are_light(open_page: OpenPage) -> None:
    """Without pictures, under 100 kB."""
    page = open_page()
    start = page.url.rstrip("/")
    for path in PAGES:
        assert len(page.goto(start + path).body()) < 100_000, path


def test_a_hostile_directive_is_text_everywhere(open_page: OpenPage, hostile: str) -> None:
    page = open_page("/nhiem-vu", base=hostile)
    assert "<i onmouseover=alert(3)>" in page.locator("table").inner_text()
    for path in ("/kho", "/kho?muc=tu-choi", "/kho?muc=thieu", f"/bao-quat?chu-de={quote('tiêm chủng')}%0Ax"):
        page.goto(hostile + path)
        assert page.locator("main img, main script, main i, main [onerror]").count() == 0, path
        assert len(page.content()) < 100_000, path
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280, path
    page.goto(hostile + "/kho")
    assert page.locator(".file").inner_text() == "<img src=x onerror=alert(6)>.txt"
    assert page.get_by_text("<img src=//x.example/a.png onerror=alert(2)>").count() == 1


def test_paper_has_the_report_and_no_forms(open_page: OpenPage) -> None:
    page = open_page(COVERAGE)
    page.emulate_media(media="print")
    assert not page.locator(".filters").is_visible()
    assert not page.get_by_role("link", name="CSV").is_visible()
    assert page.locator(".heat").is_visible()
    assert page.locator(".covering .chip").first.is_visible()
    assert page.locator(".covering blockquote").first.is_visible()
