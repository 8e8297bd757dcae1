"""Directives laid out as Decree 30/2020 has them, printed to PDF by LibreOffice and scanned by Pillow.

A scan is the printed page at 200 dots per inch, a little askew, with grain and JPEG artefacts.
"""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from collections.abc import Mapping
from html import escape
from pathlib import Path

import docx
import numpy as np
import pypdfium2
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image, ImageChops

needs_soffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"
)
needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")

LETTERHEAD = (
    ["UBND TỈNH ĐỒNG NAI", "<b>SỞ Y TẾ</b>", "Số: 231/KH-SYT"],
    [
        "<b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b>",
        "<b>Độc lập - Tự do - Hạnh phúc</b>",
        "<i>Đồng Nai, ngày 28 tháng 10 năm 2022</i>",
    ],
)
SIGNATURE = (
    ["<b><i>Nơi nhận:</i></b>", "- Thường trực Tỉnh ủy;", "- Chủ tịch, các PCT. UBND tỉnh;", "- Lưu: VT, KGVX."],
    ["<b>KT. GIÁM ĐỐC</b>", "<b>PHÓ GIÁM ĐỐC</b>", "", "", "", "<b>Nguyễn Sơn Hùng</b>"],
)
HEADER, FOOTER = "Kế hoạch phát triển y tế cơ sở", "Sở Y tế tỉnh Đồng Nai"
_STYLE = """
@page { size: A4; margin: 2cm 2cm 2cm 3cm }
body { font-family: "Times New Roman", "Liberation Serif", "DejaVu Serif"; font-size: 11pt }
p { margin: 0; text-align: justify } p.body { text-indent: 1.27cm; margin-top: 6pt }
td p { text-align: inherit } td.small p { font-size: 9pt; text-align: left }
"""


Sides = tuple[list[str], list[str]]
"""The lines of a left and of a right column."""


def letter(body: str, head: Sides = LETTERHEAD, foot: Sides = SIGNATURE, gap: int = 0) -> str:
    """HTML of a directive: its letterhead in two columns, ``body``, and the signature in two."""
    style = f'<meta charset="utf-8"><style>{_STYLE}</style>'
    page = columns(*head) + body + columns(*foot, gap=gap, small=True)
    return f"<html><head>{style}</head><body>{page}</body></html>"


def paragraphs(text: str) -> str:
    """Each line of a text as a justified paragraph with its first line indented."""
    return "".join(f'<p class="body">{escape(line.strip())}</p>' for line in text.split("\n") if line.strip())


def table(rows: list[list[str]]) -> str:
    """A table with rules."""
    cells = ("".join(f"<td><p>{escape(cell)}</p></td>" for cell in row) for row in rows)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    return f'<table width="100%" border="1" cellspacing="0" style="border-collapse:collapse">{body}</table>'


def running(text: str) -> bytes:
    """A Word file whose pages have a running title, their number in the middle above, and a line below."""
    document = docx.Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_footer.paragraphs[0].text = FOOTER
    section.footer.paragraphs[0].text = FOOTER
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, inner in (("begin", None), (None, "PAGE"), ("end", None)):
        run = number.add_run()._r
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = inner
        run.append(mark)
    section.header.add_paragraph(HEADER)
    for paragraph in text.split("\n"):
        document.add_paragraph(paragraph).alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def printed(files: Mapping[str, str | bytes], folder: Path) -> dict[str, Path]:
    """HTML pages (text) and Word files (bytes) as PDFs by their names, in one run of LibreOffice."""
    sources = []
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        sources.append(folder / f"{name}{'.html' if isinstance(content, str) else '.docx'}")
        sources[-1].write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, sources)], check=True, capture_output=True, timeout=120)
    return {source.stem: source.with_suffix(".pdf") for source in sources}


def picture(file: Path, number: int = 1, dpi: int = 200) -> Image.Image:
    """A page of a PDF as a scanner gives it."""
    document = pypdfium2.PdfDocument(file)
    page = document[number - 1].render(scale=dpi / 72, grayscale=True).to_pil()
    document.close()
    return _scanned(page, number)


def scanned(file: Path, *numbers: int) -> Path:
    """The PDF with the pages of these numbers replaced by pictures of them."""
    document = pypdfium2.PdfDocument(file)
    for number in numbers:
        size = document[number - 1].get_size()
        del document[number - 1]
        _draw(document, document.new_page(*size, number - 1), picture(file, number))
    path = file.with_name(f"{file.stem}-quét.pdf")
    document.save(path)
    document.close()
    return path


def covered(file: Path, picture: Image.Image) -> None:
    """Draw a picture over the first page of a PDF, whose text layer stays."""
    document = pypdfium2.PdfDocument(file.read_bytes())
    _draw(document, document[0], picture)
    document.save(file)
    document.close()


def _draw(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, picture: Image.Image) -> None:
    """A picture as large as a page."""
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=70)
    image = pypdfium2.PdfImage.new(document)
    image.load_jpeg(data, pages=[page], inline=True)
    image.set_matrix(pypdfium2.PdfMatrix().scale(*page.get_size()))
    page.insert_obj(image)
    page.gen_content()
    page.close()


def _scanned(page: Image.Image, number: int) -> Image.Image:
    """Turned by up to 0.7 degrees, with grain; both are the same each time for a page of this number."""
    degrees = random.Random(number).uniform(-0.7, 0.7)
    turned = page.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)
    grain = np.random.default_rng(number).normal(0, 30, (page.height, page.width)).clip(0, 255)
    return ImageChops.subtract(turned, Image.fromarray(grain.astype(np.uint8)))


def columns(left: list[str], right: list[str], *, small: bool = False, gap: int = 0) -> str:
    """Two columns of centred lines, ``gap`` points apart, as offices lay them out: a table without rules."""
    cells = (
        f'<td width="{width}" class="{style}" valign="top" align="center">'
        + "".join(f'<p style="margin: 0 0 {gap}pt 0">{line or "&nbsp;"}</p>' for line in lines)
        + "</td>"
        for style, width, lines in (("small" if small else "", "40%", left), ("", "60%", right))
    )
    return f'<table width="100%" border="0">{"".join(cells)}</table>'


def errors(found: str, expected: str) -> float:
    """The character error rate: edits from one text to the other over the length of the other, spaces apart."""
    a, b = " ".join(found.split()), " ".join(expected.split())
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1] / max(len(b), 1)


BODY = (
    "Căn cứ Quyết định số 2348/QĐ-TTg ngày 05 tháng 12 năm 2016 của Thủ tướng Chính phủ về việc phê duyệt đề án; "
    "Sở Y tế báo cáo kết quả 06 tháng đầu năm 2022 như sau.\n"
    "Đề nghị các đơn vị gửi báo cáo về Sở Y tế trước ngày 02/11/2022 để tổng hợp./."
)
ROWS = [
    ["STT", "Nội dung công việc", "Đơn vị chủ trì", "Thời hạn"],
    [
        "1",
        "Xây dựng kế hoạch khám chữa bệnh bảo hiểm y tế cho người dân trên địa bàn tỉnh",
        "Phòng Nghiệp vụ Y",
        "",
    ],
    ["2", "Mua sắm trang thiết bị cho 11 trung tâm y tế", "Phòng Kế hoạch - Tài chính", "Quý III/2022"],
]
WORDS = [
    "rà soát",
    "nhân lực",
    "trang thiết bị",
    "thuốc",
    "của",
    "trạm y tế",
    "từng xã",
    "gửi về",
    "sở",
    "kế hoạch",
]
_CHANCE = random.Random(1)
SENTENCE = "; ".join(" ".join(_CHANCE.sample(WORDS, len(WORDS))) for _ in range(260)) + "./."
MANY = [f"- Trung tâm y tế thứ {number};" for number in range(1, 12)]
SUBJECT = ["V/v báo cáo kết quả khám chữa bệnh", "bảo hiểm y tế 06 tháng đầu năm"]
PAGES: dict[str, str | bytes] = {
    "thư": letter(paragraphs(BODY)),
    "thưa": letter(paragraphs(BODY), gap=14),
    "nhiều nơi nhận": letter(paragraphs(BODY), foot=([SIGNATURE[0][0], *MANY], SIGNATURE[1])),
    "ít nơi nhận": letter(paragraphs(BODY), foot=(SIGNATURE[0][:2], SIGNATURE[1])),
    "công văn": letter(
        '<p style="text-align: center">Kính gửi: Ủy ban nhân dân tỉnh Đồng Nai</p>' + paragraphs(BODY),
        head=([*LETTERHEAD[0], *SUBJECT], LETTERHEAD[1]),
    ),
    "bảng": letter("<p>&nbsp;</p>" + table(ROWS) + paragraphs(BODY)),
    "nhiều trang": running(SENTENCE),
}
"""A directive of every layout that is read, by a word for it: HTML, or a Word file where pages repeat a title."""
