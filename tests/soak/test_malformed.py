"""Sixty files that are broken in as many ways stand beside twenty good ones."""

from __future__ import annotations

import io
import random
import resource
import zipfile

import docx
from PIL import Image

from indexer.index.checking import check
from indexer.pipeline import Way, mirror
from indexer.sandbox.bounds import Bounds
from tests.indexer.reading.pdf_bytes import pdf
from tests.soak.small import SmallModel

GOOD = "Số: {n}/TB-SYT\n\nTHÔNG BÁO\nVề việc tiêm chủng\n\n1. Các đơn vị báo cáo trước ngày {n} hằng tháng."
PRINTED = "So: 5/TB-SYT. Cac don vi bao cao truoc ngay 15 hang thang."
MEMORY = 1500


def word(text: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return data.getvalue()


def picture(width: int, height: int) -> bytes:
    data = io.BytesIO()
    Image.new("1", (width, height), 1).save(data, "PNG")
    return data.getvalue()


def malformed() -> dict[str, bytes]:
    """By name: each is refused."""
    chance = random.Random(60)
    whole_pdf, whole_word = pdf(PRINTED), word("Một văn bản.")
    types = b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY a 'b'>" + b"".join(
        b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10 if n else b"x") for n in range(12)
    )
    files = {
        "empty.txt": b"", "empty.pdf": b"", "empty.docx": b"", "spaces.txt": b" \n\t " * 1000,
        "zeros.txt": bytes(10_000), "zeros.pdf": bytes(10_000), "zeros.docx": bytes(10_000),
        "program.pdf": b"MZ\x90\x00" + bytes(500),
        "program.docx": b"\x7fELF" + bytes(500), "film.mp4": b"\x00\x00\x00\x18ftypmp42" + bytes(99),
        "archive.zip": zipped({"a.txt": b"a"}), "unknown.xyz": b"abc", "picture.docx": picture(9, 9),
        "bomb.docx": zipped({"word/document.xml": bytes(300 << 20)}),
        "ratio.docx": zipped({"word/document.xml": b"<a>" * (25 << 20)}),
        "entities.docx": zipped(
            {"[Content_Types].xml": types + b"]><Types>&a11;</Types>", "word/document.xml": b"<a/>"}
        ),
        "no-content.docx": zipped({"word/document.xml": b""}),
        "half-xml.docx": zipped({"word/document.xml": b"<w:document><w:body><w:p>"}),
        "wide.png": picture(20_000, 20_000), "cut.png": picture(300, 300)[:40],
        "noise.png": b"\x89PNG\r\n\x1a\n" + bytes(99),
        "noise.tif": b"II*\x00" + chance.randbytes(500), "noise.jpg": b"\xff\xd8\xff" + chance.randbytes(500),
        "table.xlsx": zipped({"xl/workbook.xml": b"<a/>"}),
        "slides.pptx": zipped({"ppt/presentation.xml": b"<a/>"}),
        "rar.pdf": b"Rar!\x1a\x07" + bytes(99),
        "loop.pdf": b"%PDF-1.4\n1 0 obj<</Pages 1 0 R/Count 9>>endobj\n%%EOF",
        "pages.pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 99999/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF",
    }  # fmt: skip
    for n in range(16):
        files[f"cut-{n:02}.pdf"] = whole_pdf[: len(whole_pdf) * n // 24 + 9]
        files[f"cut-{n:02}.docx"] = whole_word[: len(whole_word) * (n + 1) // 20]
    return files


def test_what_is_broken_is_refused_with_its_reason_and_the_rest_is_indexed(tmp_path, record):
    archive = tmp_path / "archive"
    archive.mkdir()
    bad = malformed()
    for name, content in bad.items():
        (archive / name).write_bytes(content)
    for n in range(1, 21):
        text = GOOD.format(n=n)
        kinds = {"txt": text.encode(), "docx": word(text), "pdf": pdf(PRINTED), "md": text.encode()}
        kind = list(kinds)[n % 4]
        (archive / f"good-{n:02}.{kind}").write_bytes(kinds[kind])

    before = peak()
    report = mirror([archive], tmp_path / "index", SmallModel, Way(bounds=Bounds(memory=MEMORY)))
    assert len(bad) == 60
    assert {item["file"]: item["code"] for item in report.refused if not item["reason"]} == {}
    assert sorted(item["file"] for item in report.refused) == sorted(bad)
    assert (report.added, report.directives) == (20, 20)
    assert check(tmp_path / "index") == []
    grown = peak() - before
    codes = {item["code"] for item in report.refused}
    record(indexed=report.added, refused=len(report.refused), codes=sorted(codes), seconds=report.seconds,
           megabytes_more=grown, megabytes_of_a_reader=MEMORY)  # fmt: skip
    assert grown < 300


def peak() -> int:
    """The most memory that this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
