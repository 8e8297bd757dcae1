"""Pages as pictures: printed by LibreOffice, scanned by Pillow, asked for over HTTP, checked against the words."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from fastapi.testclient import TestClient
from PIL import Image, ImageChops

from indexer.embed import Embedder
from indexer.index.clearance import EVERYTHING
from indexer.index.records import Entry
from indexer.pipeline import mirror
from search_api import app, facsimile
from search_api.service import Service
from tests.indexer.reading import rendering
from tests.indexer.reading.rendering import needs_soffice, needs_tesseract

WORDS = "Đề nghị các đơn vị gửi báo cáo về Sở Y tế trước ngày 02/11/2022"
OTHERS = ("CỘNG HÒA XÃ HỘI", "Căn cứ Quyết định số 2348", "Lưu: VT")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One directive printed, scanned a little askew, photographed lying on its side; and one of text."""
    folder, inside = tmp_path_factory.mktemp("printed"), tmp_path_factory.mktemp("archive")
    printed = rendering.printed({"thư": rendering.PAGES["thư"]}, folder)["thư"]
    rendering.scanned(printed, 1).rename(inside / "scan.pdf")
    side = rendering.picture(printed).rotate(-2.4, fillcolor=255).rotate(-90, expand=True)
    side.save(inside / "side.jpg", dpi=(200, 200))
    printed.rename(inside / "print.pdf")
    (inside / "text.txt").write_text(rendering.BODY, encoding="utf-8")
    return inside


@pytest.fixture(scope="module")
def service(archive: Path, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Service:
    index = tmp_path_factory.mktemp("index") / "index"
    mirror([archive], index, lambda: embedder)
    return Service(index, embedder)


@pytest.fixture(scope="module")
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(app.create(service)) as client:
        yield client


def entry(service: Service, name: str) -> Entry:
    return next(entry for entry in service.engine(EVERYTHING).index.catalog.entries() if entry.file == name)


def asked(client: TestClient, service: Service, name: str, words: str = "") -> Image.Image:
    """The first page of a file, with some of its words outlined."""
    one = entry(service, name)
    text = service.engine(EVERYTHING).index.catalog.directive(one.id).text
    start = text.index(words[:15]) if words else 0
    marked = {"passage": f"{start}-{start + len(words)}"} if words else {}
    response = client.get(f"/api/directives/{one.id}/pages/1.png", params=marked)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "image/png"
    return Image.open(io.BytesIO(response.content)).convert("RGB")


def places(file: Path, words: str, scale: float) -> list[tuple[int, int, int, int]]:
    """Where PDFium finds words on the first page of a PDF, in pixels: a box for each line that has some."""
    document = pypdfium2.PdfDocument(file)
    page = document[0]
    text = page.get_textpage()
    start, count = text.search(words).get_next()
    height, rects = page.get_height(), text.count_rects(start, count)
    found = [text.get_rect(number) for number in range(rects)]
    document.close()
    return [
        (int(left * scale), int((height - top) * scale), int(right * scale), int((height - bottom) * scale))
        for left, bottom, right, top in found
    ]


def tinted(picture: Image.Image, box: tuple[int, int, int, int]) -> float:
    """The share of a box's light points that are yellow."""
    points = np.asarray(picture.crop(box), dtype=int).reshape(-1, 3)
    light = points[points.sum(axis=1) > 480]
    return float((light[:, 0] - light[:, 2] > 30).mean())


@needs_soffice
@needs_tesseract
@pytest.mark.parametrize("name", ["print.pdf", "scan.pdf", "side.jpg"])
def test_the_outline_holds_the_words_and_no_others(
    name: str, client: TestClient, service: Service, archive: Path
) -> None:
    picture = asked(client, service, name, WORDS)
    scale = picture.width / 595.3
    inside = places(archive / "print.pdf", WORDS, scale)
    outside = [box for words in OTHERS for box in places(archive / "print.pdf", words, scale)]
    assert len(inside) >= 1
    assert len(outside) >= 3
    assert [round(tinted(picture, box), 1) for box in inside] == [1.0] * len(inside)
    assert [round(tinted(picture, box), 1) for box in outside] == [0.0] * len(outside)


@needs_soffice
@needs_tesseract
def test_a_page_is_shown_upright_and_as_it_is_without_a_passage(client: TestClient, service: Service) -> None:
    printed, side = (asked(client, service, name) for name in ("print.pdf", "side.jpg"))
    assert printed.size == pytest.approx(side.size, abs=3)
    small, other = (np.asarray(one.convert("L").resize((40, 60)), dtype=int) for one in (printed, side))
    assert np.corrcoef(small.ravel(), other.ravel())[0, 1] > 0.9, "the same page, not its side"


@needs_soffice
@needs_tesseract
def test_a_page_seen_before_is_not_drawn_again(client: TestClient, service: Service) -> None:
    address = f"/api/directives/{entry(service, 'print.pdf').id}/pages/1.png"
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    marked = client.get(address, params={"passage": "0-40"}, headers={"if-none-match": first.headers["etag"]})
    assert marked.status_code == 200


@needs_soffice
@needs_tesseract
def test_a_passage_is_named_by_its_id_or_its_span(client: TestClient, service: Service) -> None:
    id = entry(service, "print.pdf").id
    one, other = (
        client.get(f"/api/directives/{id}/pages/1.png", params={"passage": passage})
        for passage in (f"{id}.0-40", "0-40")
    )
    assert one.status_code == 200
    assert one.content == other.content


@needs_soffice
@needs_tesseract
@pytest.mark.parametrize(
    ("name", "page", "asked", "words"),
    [
        ("text.txt", 1, {}, "không có trang để xem"),
        ("print.pdf", 2, {}, "có 1 trang, không có trang 2"),
        ("print.pdf", 0, {}, "không có trang 0"),
        ("print.pdf", 1, {"passage": "x"}, "không phải passage.id"),
    ],
)
def test_what_is_not_there_is_told(
    name: str, page: int, asked: dict[str, str], words: str, client: TestClient, service: Service
) -> None:
    response = client.get(f"/api/directives/{entry(service, name).id}/pages/{page}.png", params=asked)
    assert response.status_code == 404
    assert words in response.json()["error"]["message"]


@needs_soffice
@needs_tesseract
def test_a_file_that_changed_since_it_was_read_is_not_shown(
    archive: Path, client: TestClient, service: Service, embedder: Embedder
) -> None:
    file = archive / "print.pdf"
    before = file.stat()
    address = f"/api/directives/{entry(service, 'print.pdf').id}/pages/1.png"
    content = file.read_bytes()
    try:
        file.write_bytes(content + b"\n")
        assert "đã đổi từ khi lập chỉ mục" in client.get(address).json()["error"]["message"]
        file.write_bytes(bytes(len(content)))
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert "hỏng" in client.get(address, params={"passage": "1-9"}).json()["error"]["message"]
        file.rename(file.with_suffix(".away"))
        assert "không còn ở chỗ cũ" in client.get(address).json()["error"]["message"]
    finally:
        file.with_suffix(".away").unlink(missing_ok=True)
        file.write_bytes(content)
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("size", [(40, 60)])
def test_marking_changes_nothing_but_the_boxes_and_a_line_around_them(size: tuple[int, int]) -> None:
    plain: Any = Image.new("L", size, 255)
    marked = facsimile.marked(plain, [(10.0, 10.0, 20.0, 14.0)], 1.0)
    changed = ImageChops.difference(plain.convert("RGB"), marked).getbbox()
    assert changed is not None
    assert changed[0] in {5, 6}
    assert marked.getpixel((15, 12)) == (255, 240, 178)
    assert marked.getpixel((30, 30)) == (255, 255, 255)
    assert facsimile.marked(plain, [], 1.0) is plain
