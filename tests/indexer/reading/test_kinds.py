"""What a file is by its bytes, and what is refused before any reader opens it."""

from __future__ import annotations

import io
import os
import random
import struct
import time
import tracemalloc
import zipfile
from pathlib import Path

import docx
import pytest
from PIL import Image

from indexer.errors import FileRefused
from indexer.reading import kinds, read
from tests.indexer.reading.pdf_bytes import pdf

NOISE = random.Random(1).randbytes


def zipped(*names: str, content: bytes = b"<x/>", encrypted: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    data = out.getvalue()
    if encrypted:  # bit 0 of the flags, in the local header and in the directory
        at = data.index(b"PK\x01\x02")
        data = b"PK\x03\x04\x14\x00\x01\x00" + data[8:at] + data[at : at + 8] + b"\x01\x00" + data[at + 10 :]
    return data


def odt(manifest: bytes = b"<m/>") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def compound(*streams: str, flags: int = 0) -> bytes:
    """A compound file ([MS-CFB]) of 512 byte sectors: the directory in the first, streams' blocks in the third."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    directory = b"".join(
        (name + "\0").encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<H", 2 * len(name) + 2)
        + bytes(50)
        + struct.pack("<IQ", 1, 4096)
        for name in ("Root Entry", *streams)
    )
    block = b"\xec\xa5\xc1\x00" + bytes(6) + struct.pack("<H", flags)
    return header.ljust(512, b"\0") + directory.ljust(512, b"\0") + block.ljust(512, b"\0")


def picture(form: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, form)
    return out.getvalue()


def word() -> bytes:
    out, document = io.BytesIO(), docx.Document()
    document.add_paragraph("Kế hoạch")
    document.save(out)
    return out.getvalue()


KINDS = [
    ("PDF", pdf("a"), ".pdf"),
    ("PDF after other bytes", b"\n\n" + pdf("a"), ".pdf"),
    ("Word", word(), ".docx"),
    ("a workbook", zipped("xl/workbook.xml"), ".xlsx"),
    ("slides", zipped("ppt/presentation.xml"), ".pptx"),
    ("OpenDocument", odt(), ".odt"),
    ("any other zip", zipped("a.txt"), ".zip"),
    ("old Word", compound("1Table", "WordDocument"), ".doc"),
    ("an old workbook", compound("Workbook"), ".xls"),
    ("old slides", compound("PowerPoint Document"), ".ppt"),
    ("another old Office file", compound("VisioDocument"), ".ole"),
    ("RTF", b"{\\rtf1\\ansi a}", ".rtf"),
    ("a page", b"<!DOCTYPE html><p>a", ".html"),
    ("a page after comments", b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a --><!-- b -->\n<HTML>", ".html"),
    ("a page in UTF-16", "\ufeff<html>".encode("utf-16-le"), ".html"),
    *((f"a picture, {form}", picture(form), ending) for form, ending in (
        ("PNG", ".png"), ("JPEG", ".jpg"), ("TIFF", ".tif"), ("GIF", ".gif"), ("BMP", ".bmp"), ("WEBP", ".webp"),
    )),
    ("HEIC", b"\0\0\0\x18ftypheic\0\0\0\0", ".heic"),
    ("a film", b"\0\0\0\x18ftypisom\0\0\0\0", ".mp4"),
    ("a program", b"\x7fELF\x02\x01\x01", ".elf"),
    ("text", "Kế hoạch".encode(), None),
    ("text that begins like a bitmap", b"BM. UBND", None),
    ("text of a page's source", b"Trang <html> ...", None),
    ("many comments, which take no time", b"<!---->" * 500 + b"x", None),
    ("noise", NOISE(300), None),
]  # fmt: skip


@pytest.mark.parametrize(("data", "ending"), [row[1:] for row in KINDS], ids=[row[0] for row in KINDS])
def test_content_tells_the_kind(data, ending, tmp_path):
    (tmp_path / "a").write_bytes(data)
    assert kinds.ending(tmp_path / "a") == ending
    assert ending is None or ending in kinds.NAMES


REFUSED = [
    ("a Word file with a password", compound("EncryptionInfo", "EncryptedPackage"), "encrypted"),
    ("an old one", compound("1Table", "WordDocument", flags=0x100), "encrypted"),
    ("an old one that is short", (Path(__file__).parent / "password.doc").read_bytes(), "encrypted"),
    ("OpenDocument with a password", odt(b"<manifest:encryption-data/>"), "encrypted"),
    ("a zip with a password", zipped("word/document.xml", encrypted=True), "encrypted"),
    ("half a Word file", word()[:2000], "broken_file"),
]


@pytest.mark.parametrize(("data", "code"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
@pytest.mark.parametrize("name", ["a.docx", "a.doc"])
def test_what_no_reader_should_open_is_refused(name, data, code, tmp_path):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(FileRefused) as refused:
        read(tmp_path / name)
    assert refused.value.code == code


def lying(data: bytes) -> bytes:
    """The same zip, that declares its entries to unpack to 1,000 bytes."""
    local, central = data.index(b"PK\x03\x04"), data.index(b"PK\x01\x02")
    size = struct.pack("<I", 1000)
    return data[: local + 22] + size + data[local + 26 : central + 24] + size + data[central + 28 :]


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """64 MB of spaces in 64 kB."""
    return zipped("word/document.xml", content=b" " * (64 << 20))


@pytest.mark.parametrize("change", [bytes, lying], ids=["as declared", "declared small"])
@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_a_zip_bomb_is_refused_before_it_goes_off(name, change, bomb, tmp_path):
    (tmp_path / name).write_bytes(change(bomb))
    tracemalloc.start()
    begun = time.perf_counter()
    with pytest.raises(FileRefused) as refused:
        read(tmp_path / name)
    seconds, (_, peak) = time.perf_counter() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.value.code == "too_large"
    assert seconds < 2
    assert peak < 16 << 20


def test_a_large_document_that_packs_as_documents_do_is_no_bomb(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(zipped("word/media/1.bmp", content=NOISE(1 << 20) + bytes(60 << 20)))
    assert kinds.ending(path) == ".docx"


NAMES = [(b"k\xe1ho.txt", "k\\xe1ho.txt"), ("kế hoạch.txt".encode(), "kế hoạch.txt")]


@pytest.mark.parametrize(("name", "shown"), NAMES)
def test_a_name_is_shown_whatever_its_bytes(name, shown):
    assert kinds.printable(Path(os.fsdecode(name))) == shown
