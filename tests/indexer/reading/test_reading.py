"""The one door for files: what is no file of ours leaves with a reason."""

from __future__ import annotations

import io
import os
import random
import threading
from pathlib import Path

import docx
import pytest
from PIL import Image

from indexer import reading
from indexer.errors import FileRefused
from tests.indexer.reading.pdf_bytes import pdf


def word(text: str) -> bytes:
    out, document = io.BytesIO(), docx.Document()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("L", (8, 8)).save(out, "PNG")
    return out.getvalue()


REFUSED = [
    ("an empty file", "a.txt", b"", "empty_file", "0 byte"),
    ("an empty file of any format", "a.pdf", b"", "empty_file", "0 byte"),
    ("an unknown ending", "a.xyz", b"abc", "unsupported_format", "“.xyz”"),
    ("no ending", "abc", b"abc", "unsupported_format", "“abc”"),
    ("a picture by another name", "a.docx", picture(), "broken_file", "ảnh PNG"),
    ("a picture as text", "a.txt", picture(), "broken_file", "ảnh PNG"),
    ("a program as a page", "a.html", b"\x7fELF\x02\x01\x01" + bytes(40), "broken_file", "Linux"),
    ("the beginning of an old Word file", "a.doc", b"\xd0\xcf\x11\xe0", "broken_file", "không rõ định dạng"),
    ("text by the name of a Word file", "a.docx", b"abc", "broken_file", "không rõ định dạng"),
    ("random bytes", "a.docx", random.Random(1).randbytes(500), "broken_file", ".docx"),
    ("blank lines", "a.txt", b" \n\n ", "no_text", "không có chữ"),
    ("marks without words", "a.md", b"***\n---\n", "no_text", "không có chữ"),
]


@pytest.mark.parametrize(
    ("name", "data", "code", "says"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_a_file_that_cannot_be_read_is_refused(name, data, code, says, tmp_path):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(FileRefused) as refused:
        reading.read(tmp_path / name)
    assert refused.value.code == code
    assert says in refused.value.message
    assert refused.value.message.endswith(".")


MISNAMED = [
    ("Word as old Word", "a.doc", word("Kế hoạch"), "docx"),
    ("Word as a PDF", "a.pdf", word("Kế hoạch"), "docx"),
    ("Word without an ending", "a", word("Kế hoạch"), "docx"),
    ("a PDF as Word", "a.docx", pdf("Kế hoạch"), "pdf"),
    ("a page as old Word, as web sites send them", "a.doc", "<html><p>Kế hoạch".encode(), "html"),
]


@pytest.mark.parametrize(("name", "data", "form"), [row[1:] for row in MISNAMED], ids=[row[0] for row in MISNAMED])
def test_a_file_is_what_its_content_says(name, data, form, tmp_path):
    (tmp_path / name).write_bytes(data)
    source = reading.read(tmp_path / name)
    assert (source.text.strip(), source.format) == ("Kế hoạch", form)


@pytest.mark.parametrize("make", [lambda path: None, Path.mkdir], ids=["gone", "a folder"])
def test_what_cannot_be_opened_is_unreadable(make, tmp_path):
    make(tmp_path / "a.txt")
    with pytest.raises(FileRefused) as refused:
        reading.read(tmp_path / "a.txt")
    assert refused.value.code == "unreadable"


def test_endings_are_read_in_any_case(tmp_path):
    (tmp_path / "A.TXT").write_text("một", encoding="utf-8")
    assert reading.read(tmp_path / "A.TXT").text == "một"
    assert {".txt", ".md", ".pdf", ".docx", ".doc", ".rtf", ".odt", ".html", ".htm"} <= set(reading.FORMATS)
    assert all(ending == ending.lower() for ending in reading.FORMATS)


def test_a_name_that_is_no_utf8_is_refused(tmp_path):
    path = tmp_path / os.fsdecode(b"k\xe1ho.txt")
    try:
        path.write_text("một", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    with pytest.raises(FileRefused) as refused:
        reading.read(path)
    assert refused.value.code == "bad_name"
    refused.value.message.encode()


def test_a_file_that_is_being_written_is_refused(tmp_path):
    path, done = tmp_path / "a.txt", threading.Event()
    path.write_text("một hai ba\n" * 20_000, encoding="utf-8")

    def write() -> None:
        with path.open("a", encoding="utf-8", buffering=1) as stream:
            while not done.is_set():
                stream.write("bốn\n")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        with pytest.raises(FileRefused) as refused:
            reading.read(path)
    finally:
        done.set()
        writer.join()
    assert refused.value.code == "changing"


def test_a_file_that_was_written_meanwhile_is_read_again(tmp_path, monkeypatch):
    from indexer.reading import plain

    path, decode = tmp_path / "a.txt", plain.decode
    path.write_text("cũ", encoding="utf-8")

    def slow(data: bytes) -> str:
        path.write_text("mới hơn", encoding="utf-8")
        monkeypatch.setattr(plain, "decode", decode)
        return decode(data)

    monkeypatch.setattr(plain, "decode", slow)
    assert reading.read(path).text == "mới hơn"


def test_a_link_out_of_the_archive_has_a_refusal_of_its_own():
    assert reading.outside_archive().code == "outside_archive"


def test_many_files_are_read_through_one_door(tmp_path):
    paths = [tmp_path / f"{number}.txt" for number in range(3)]
    for path in paths:
        path.write_text(f"số {path.stem}", encoding="utf-8")
    with reading.opened(paths) as read:
        assert [read(path).text for path in paths] == ["số 0", "số 1", "số 2"]
