"""Long directives, leaf by leaf."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from indexer.domain import Directive, Header, Level, Section, Source
from indexer.embed import Embedder
from indexer.pipeline import mirror
from search_api import app, leaves, view
from search_api.service import Service
from tests.search_api.test_pages import Page

LINES = "".join(f"Dòng {number} của văn bản.\n" for number in range(8_000))
WORDS = "chữ " * 60_000
LINE = "x" * 250_000


def directive(text: str, starts: tuple[int, ...] = ()) -> Directive:
    sections = tuple(Section(Level.ARTICLE, str(at), None, at, len(text)) for at in starts)
    return Directive("a.txt", Source(text, "txt"), Header(), sections, ())


@pytest.mark.parametrize(
    "text", [LINES, WORDS, LINE, "ngắn", ""], ids=["lines", "words", "a line", "short", "none"]
)
def test_leaves_hold_the_whole_text_once(text: str) -> None:
    whole = directive(text)
    first = leaves.leaf(whole, None, "")
    shown = [leaves.leaf(whole, None, str(number)).span for number in range(1, first.total + 1)]
    assert "".join(text[start:end] for start, end in shown) == text
    assert all(end - start <= leaves.LONGEST for start, end in shown)
    assert all(end - start > leaves.LONGEST // 2 for start, end in shown[:-1])
    assert first.total == (1 if len(text) <= leaves.LONGEST else len(shown))
    assert leaves.leaf(whole, None, leaves.ALL).span == (0, len(text))


def test_a_leaf_starts_with_a_section_or_a_line_or_a_word() -> None:
    whole = directive(WORDS, (0, 22_000, 29_999, 31_000, 59_998))
    starts = leaves.leaf(whole, None, "").starts
    assert starts[:3] == (0, 29_999, 59_998)
    assert all(WORDS[at - 1] == " " for at in starts[3:])
    assert all(LINES[at - 1] == "\n" for at in leaves.leaf(directive(LINES), None, "").starts[1:])


@pytest.mark.parametrize(
    ("span", "given", "number"),
    [
        (None, "", 1), (None, "3", 3), (None, "99", 1), (None, "x", 1), (None, "٣", 1),
        ((100_000, 100_010), "", 4), ((100_000, 100_010), "1", 1), ((29_990, 30_010), "", 1),
    ],
)  # fmt: skip
def test_the_leaf_of_a_span_or_the_one_that_is_asked_for(
    span: tuple[int, int] | None, given: str, number: int
) -> None:
    found = leaves.leaf(directive(LINE), span, given)
    assert found.number == number
    start, end = found.within(span or (0, 0))
    assert found.span[0] <= start <= end <= found.span[1]
    assert (start < end) == (span is not None and span[0] < found.span[1] and span[1] > found.span[0])


def test_the_pages_of_a_long_directive_are_light_and_lead_to_each_other(
    embedder: Embedder, tmp_path: Path
) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    articles = "".join(
        f"Điều {n}. Nội dung {n}\n" + "Các đơn vị thực hiện việc này. " * 20 + "\n" for n in range(1, 400)
    )
    (archive / "a.txt").write_text(f"Số: 5/QĐ-UBND\n\nQUYẾT ĐỊNH\n\n{articles}", encoding="utf-8")
    mirror([archive], tmp_path / "index", lambda: embedder)
    with TestClient(app.create(Service(tmp_path / "index", embedder)), headers={"accept": "text/html"}) as client:
        address = Page(client.get("/", params={"q": "Điều 350"}).text).results[0]
        response = client.get(address)
        page = Page(response.text)
        assert len(response.content) < 100_000
        assert page.texts["#doan"][0].strip()
        links = [href for href in page.links() if "phan=" in href]
        parts = [
            Page(client.get(f"{address.partition('?')[0]}?phan={n}").text).texts[".text"][0] for n in range(1, 12)
        ]
        text = client.get(f"/api{address.partition('?')[0].replace('van-ban', 'directives')}").json()["text"]
        assert "".join(dict.fromkeys(parts)).strip() == text.strip()
        assert all(client.get(href).status_code == 200 for href in links)
        assert Page(client.get(f"{address.partition('?')[0]}?phan=het").text).texts[".text"] == [text]


def test_a_tree_of_very_many_sections_tells_the_lower_ones_of_the_leaf_alone() -> None:
    sections = [Section(Level.CHAPTER, str(n), "T", n * 100, n * 100 + 100) for n in range(20)]
    sections += [Section(Level.ARTICLE, str(n), "T", n * 10, n * 10 + 10, n // 10) for n in range(200)]
    whole = Directive("a.txt", Source("x" * 2_000, "txt"), Header(), tuple(sections), ())
    found = view.tree(whole, (305, 310), (300, 500))
    assert [len(node.children) for node in found] == [0] * 3 + [10] * 2 + [0] * 15
    assert [node.is_current for node in found[3].children] == [True] + [False] * 9
    assert [node.start for node in found] == list(range(0, 2_000, 100))
