"""The pages in Chromium: with the keyboard alone, without script, on a phone, with no other host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urljoin

import pytest

from indexer.embed import Embedder
from indexer.pipeline import mirror
from search_api.service import Service
from tests.search_api.conftest import OpenPage
from tests.search_api.serving import serving
from tests.search_api.test_pages import HOSTILE, QUESTION, TASK

RESULTS = f"/?q={quote(QUESTION)}"
IN_VIEW = """element => {
    const box = element.getBoundingClientRect();
    return box.top >= 0 && box.top < innerHeight * 0.6 && box.bottom > 0;
}"""


@pytest.fixture(scope="module")
def address(index: Path, embedder: Embedder) -> Iterator[str]:
    with serving(Service(index, embedder)) as address:
        yield address


def test_from_the_question_to_the_passage_with_the_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")
    assert page.url.endswith(quote(QUESTION).replace("%20", "+")), "a short address that can be sent"
    assert TASK in page.locator(".hits .words").first.inner_text()
    assert page.locator(".words", has_text=TASK).first.evaluate(IN_VIEW), "in the answer or the first result"
    for key in ("j", "j", "k"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement === document.querySelector('[data-result]')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/van-ban/*#doan")
    assert TASK in page.locator("#doan").inner_text()
    assert page.locator("#doan").evaluate(IN_VIEW)


def test_arrows_slash_and_escape_move_between_box_and_results(open_page: OpenPage) -> None:
    page = open_page(RESULTS)
    focused = "[...document.querySelectorAll('#q, [data-result]')].indexOf(document.activeElement)"
    for key, place in (("/", 0), ("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1), ("ArrowUp", 0),
                       ("ArrowDown", 1), ("Escape", 0), ("j", 0), ("/", 0)):  # fmt: skip
        page.keyboard.press(key)
        assert page.evaluate(focused) == place, key
    assert page.locator("#q").input_value() == "j/", "in the box letters are letters; the question was selected"


def test_changing_the_way_of_searching_asks_again(open_page: OpenPage) -> None:
    page = open_page(RESULTS)
    page.locator("#cach").select_option("tu")
    page.wait_for_url("**cach=tu")


def test_everything_works_without_script(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.locator("#q").fill(QUESTION)
    page.locator("#q").press("Enter")
    page.wait_for_url("**/?q=*")
    page.locator("[data-result]").first.click()
    page.wait_for_url("**/van-ban/*#doan")
    box = page.locator("#doan").bounding_box()
    assert 0 <= box["y"] < 540
    assert not page.locator("button", has_text="Sao chép").is_visible(), "no button that does nothing"
    assert "Khoản 3, Công văn" in page.locator("#trich-dan").inner_text()


def test_a_long_passage_opens_whole_without_script(open_page: OpenPage) -> None:
    page = open_page(
        f"/?q={quote('công năng, chức năng, nhiệm vụ của trạm y tế')}&cach=tu", java_script_enabled=False
    )
    card = page.locator(".passage", has=page.locator("details")).first
    assert card.locator(".short").is_visible()
    card.locator("summary").click()
    assert not card.locator(".short").is_visible()
    assert len(card.locator("details .words").inner_text()) > 600


def test_the_citation_is_copied(open_page: OpenPage) -> None:
    page = open_page(RESULTS, permissions=["clipboard-read", "clipboard-write"])
    page.locator("[data-result]").first.click()
    page.locator("button", has_text="Sao chép trích dẫn").click()
    page.locator("button", has_text="Đã sao chép").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#trich-dan").inner_text()


@pytest.mark.parametrize("width", [320, 360, 768, 1600])
def test_no_page_is_wider_than_the_screen(open_page: OpenPage, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 740})
    start = page.url
    directives = [link.get_attribute("href") for link in page.locator("[data-result]").all()]
    for path in ("/", RESULTS, RESULTS + "&kieu=van-ban", f"/?q={'x' * 500}", *directives):
        page.goto(urljoin(start, path))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(open_page: OpenPage, scheme: str) -> None:
    """WCAG 2.1, 1.4.3: 4.5 to 1 for every text that is shown."""
    page = open_page(RESULTS, color_scheme=scheme)
    weak = page.evaluate(WEAK_TEXT)
    page.locator("[data-result]").first.click()
    page.wait_for_url("**#doan")
    assert weak + page.evaluate(WEAK_TEXT) == []


def test_a_hostile_directive_does_nothing(open_page: OpenPage, embedder: Embedder, tmp_path: Path) -> None:
    """Nothing of it runs, turns the page's words around, asks another host or widens a page."""
    archive = tmp_path / "archive"
    archive.mkdir()
    line = "đấu thầu " * 30_000  # 360 kB
    (archive / "<img src=x onerror=alert(4)>.txt").write_text(f"{HOSTILE}\n2. {line}\n", encoding="utf-8")
    mirror([archive], tmp_path / "index", lambda: embedder)
    with serving(Service(tmp_path / "index", embedder)) as address:
        page = open_page(f"/?q={quote('giao Phòng Nghiệp vụ chủ trì đấu thầu')}", base=address)
        assert "<img src=x onerror=" in page.locator(".hits .words").first.inner_text()
        for one in page.locator(".hits details summary").all():
            one.click()
        assert page.locator("main img, main script, main [onerror], a[href^=javascript]").count() == 0
        page.keyboard.press("Escape")
        page.keyboard.type("<scr")
        page.locator("#goi-y li", has_text="<script>alert('trích yếu')</script>").wait_for()
        assert page.locator("#goi-y script").count() == 0
        page.keyboard.press("Escape")
        page.locator("[data-result]").first.click()
        page.wait_for_url("**#doan")
        assert page.locator("#doan").inner_text().strip().startswith("1. Giao <img")
        assert page.locator("main img, main script, main [onerror]").count() == 0
        assert page.locator("bdi").first.evaluate("one => getComputedStyle(one).unicodeBidi") == "isolate"
        for part in ("", "?phan=2", "?phan=het"):
            page.goto(page.url.partition("?")[0] + part)
            assert page.evaluate("document.documentElement.scrollWidth") <= 1280, part


WEAK_TEXT = """() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = parts(colour).map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (at) => {
    for (; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if ((parts(colour)[3] ?? 1) > 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const weak = new Set();
  for (const element of document.querySelectorAll("body *")) {
    const says = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!says || !element.checkVisibility()) continue;
    const pair = [light(getComputedStyle(element).color), light(ground(element))].sort((a, b) => b - a);
    const contrast = (pair[0] + 0.05) / (pair[1] + 0.05);
    if (contrast < 4.5) weak.add(`${element.tagName}.${element.className} ${contrast.toFixed(2)}`);
  }
  return [...weak];
}"""
