"""Pages as pictures: no larger than is shown, however large the page says that it is."""

from __future__ import annotations

import pytest
from pypdfium2 import PdfPage

from indexer.domain import Page
from indexer.reading import facsimile
from tests.indexer.reading.pdf_bytes import pdf

SIZES = [
    ("A4", 595, 842, (1075, 1521)),
    ("a poster", 2384, 3370, (1557, 2200)),
    ("a field", 14400, 14400, (2200, 2200)),
]


@pytest.mark.parametrize(
    ("width", "height", "expected"), [row[1:] for row in SIZES], ids=[row[0] for row in SIZES]
)
def test_a_page_is_drawn_no_larger_than_it_is_shown(tmp_path, monkeypatch, width, height, expected):
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf("Số: 1/TB-SYT").replace(b"[0 0 595 842]", b"[0 0 %d %d]" % (width, height)))
    drawn, render = [], PdfPage.render

    def watched(page, **options):
        picture = render(page, **options)
        drawn.append((picture.width, picture.height))
        return picture

    monkeypatch.setattr(PdfPage, "render", watched)
    picture, scale = facsimile.draw(file, "pdf", Page(1, 0, 12))
    assert all(abs(side - wanted) <= 1 for side, wanted in zip(picture.size, expected, strict=True))
    assert all(side <= facsimile.LONGEST + 1 for side in drawn[0])
    assert picture.width == pytest.approx(width * scale, abs=1)
